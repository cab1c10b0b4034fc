//! Writes pixels as files, none larger than the file that they come from where that can be.

use std::borrow::Cow;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use rustc_hash::FxHashMap;

use super::raster::Raster;
use super::{CopyForm, Recipe, WantedCopy, moving};
use crate::source::PictureKind;

/// How much of a photograph is kept at least, however large that makes it.
const LEAST: u8 = 40;

/// Writes a copy.
pub(super) fn write(
    base: &Raster,
    wanted: &WantedCopy,
    recipe: Recipe<'_>,
    original: &[u8],
) -> Result<Vec<u8>, String> {
    let same = (base.width, base.height) == (wanted.width, wanted.height);
    let raster =
        if same { Cow::Borrowed(base) } else { Cow::Owned(base.scaled(wanted.width, wanted.height)?) };
    let is_drawing = recipe.file.is_drawing;
    match wanted.form {
        CopyForm::Avif => smaller_than(original, recipe.quality, |quality| avif(&raster, quality)),
        CopyForm::Webp if is_drawing => smaller(base, &raster, |raster| webp(raster, None)),
        CopyForm::Webp => smaller_than(original, recipe.quality, |quality| webp(&raster, Some(quality))),
        CopyForm::Jpeg => {
            let opaque = if raster.has_alpha { Cow::Owned(raster.on_white()) } else { raster };
            smaller_than(original, recipe.quality, |quality| jpeg(&opaque, quality))
        }
        CopyForm::Png => {
            let drawn = smaller(base, &raster, png)?;
            // What was changed in no way may be written better than we can.
            let is_whole =
                recipe.hide.is_empty() && recipe.file.kind == PictureKind::Png && recipe.file.turn == 1;
            let kept = if is_whole { moving::still_png(original) } else { None };
            Ok(kept.filter(|kept| kept.len() < drawn.len()).unwrap_or(drawn))
        }
        CopyForm::Moving(_) | CopyForm::Svg => Err("it is not made of pixels".to_owned()),
    }
}

/// Of a drawing a smaller picture may be the larger file: more colours arise between its lines. Then the whole one serves.
fn smaller(
    base: &Raster,
    raster: &Raster,
    write: impl Fn(&Raster) -> Result<Vec<u8>, String>,
) -> Result<Vec<u8>, String> {
    let small = write(raster)?;
    if raster.width == base.width {
        return Ok(small);
    }
    let whole = write(base)?;
    Ok(if whole.len() < small.len() { whole } else { small })
}

/// Keeps less of a photograph as long as its copy is larger than the file.
fn smaller_than(
    original: &[u8],
    quality: u8,
    write: impl Fn(u8) -> Result<Vec<u8>, String>,
) -> Result<Vec<u8>, String> {
    let mut quality = quality;
    loop {
        let written = write(quality)?;
        if written.len() <= original.len() || quality <= LEAST {
            return Ok(written);
        }
        quality = quality.saturating_sub(12).max(LEAST);
    }
}

/// With loss at a quality, or without.
fn webp(raster: &Raster, quality: Option<u8>) -> Result<Vec<u8>, String> {
    let encoder = if raster.has_alpha {
        webp::Encoder::from_rgba(&raster.pixels, raster.width, raster.height)
    } else {
        webp::Encoder::from_rgb(&raster.pixels, raster.width, raster.height)
    };
    let written = encoder.encode_simple(quality.is_none(), f32::from(quality.unwrap_or(75)));
    written.map(|bytes| bytes.to_vec()).map_err(|error| format!("WebP: {error:?}"))
}

/// By one thread, so that the bytes do not depend on how many there are.
#[cfg(feature = "avif")]
fn avif(raster: &Raster, quality: u8) -> Result<Vec<u8>, String> {
    use ravif::{Img, RGB8, RGBA8};
    // Its scale is another: what WebP calls 78 looks alike at 65.
    let quality = f32::from(quality.saturating_sub(13).max(1));
    let encoder = ravif::Encoder::new().with_quality(quality).with_speed(7).with_num_threads(Some(1));
    let (width, height) = (raster.width as usize, raster.height as usize);
    let written = if raster.has_alpha {
        let pixels: Vec<RGBA8> =
            raster.pixels.chunks_exact(4).map(|p| RGBA8::new(p[0], p[1], p[2], p[3])).collect();
        encoder.encode_rgba(Img::new(&pixels, width, height))
    } else {
        let pixels: Vec<RGB8> = raster.pixels.chunks_exact(3).map(|p| RGB8::new(p[0], p[1], p[2])).collect();
        encoder.encode_rgb(Img::new(&pixels, width, height))
    };
    written.map(|encoded| encoded.avif_file).map_err(|error| error.to_string())
}

#[cfg(not(feature = "avif"))]
fn avif(_: &Raster, _: u8) -> Result<Vec<u8>, String> {
    Err("this program was built without AVIF".to_owned())
}

fn jpeg(raster: &Raster, quality: u8) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_progressive(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let side = |length: u32| u16::try_from(length).map_err(|_| "it is too large for JPEG".to_owned());
    let (width, height) = (side(raster.width)?, side(raster.height)?);
    encoder.encode(&raster.pixels, width, height, ColorType::Rgb).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// By a table of colours where there are few.
fn png(raster: &Raster) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let table = ColourTable::of(raster);
    let mut encoder = png::Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_compression(png::Compression::High);
    encoder.set_depth(png::BitDepth::Eight);
    let pixels = match &table {
        Some(table) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(table.colours.as_slice());
            if raster.has_alpha {
                encoder.set_trns(table.alphas.as_slice());
            }
            encoder.set_filter(png::Filter::NoFilter);
            table.pixels.as_slice()
        }
        None => {
            encoder.set_color(if raster.has_alpha { png::ColorType::Rgba } else { png::ColorType::Rgb });
            encoder.set_filter(png::Filter::Adaptive);
            raster.pixels.as_slice()
        }
    };
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(pixels).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// The colours of a drawing, and which of them each pixel has.
struct ColourTable {
    colours: Vec<u8>,
    alphas: Vec<u8>,
    pixels: Vec<u8>,
}

impl ColourTable {
    /// `None` for more than 256 colours.
    fn of(raster: &Raster) -> Option<Self> {
        let mut known: FxHashMap<[u8; 4], u8> = FxHashMap::default();
        let (mut colours, mut alphas) = (Vec::new(), Vec::new());
        let mut pixels = Vec::with_capacity(raster.pixels.len() / raster.depth());
        for pixel in raster.pixels.chunks_exact(raster.depth()) {
            let colour = [pixel[0], pixel[1], pixel[2], pixel.get(3).copied().unwrap_or(u8::MAX)];
            let next = u8::try_from(known.len());
            let index = match known.get(&colour) {
                Some(index) => *index,
                None => {
                    let index = next.ok()?;
                    known.insert(colour, index);
                    colours.extend_from_slice(&colour[..3]);
                    alphas.push(colour[3]);
                    index
                }
            };
            pixels.push(index);
        }
        Some(Self { colours, alphas, pixels })
    }
}
