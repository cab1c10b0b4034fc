//! Pixels, and what is done to them before they are written: size, turn, colours, covers.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::Recipe;
use super::decode::{self, DecodedPicture};
use crate::model::Region;
use crate::source::PictureSize;

/// Pixels in rows from the top, three bytes each (red, green, blue), or four with how opaque they are.
#[derive(Clone, Debug)]
pub(super) struct Raster {
    pub width: u32,
    pub height: u32,
    pub has_alpha: bool,
    pub pixels: Vec<u8>,
}

/// The picture that all copies are made from, as wide as the widest of them.
pub(super) fn base(bytes: &[u8], recipe: Recipe<'_>) -> Result<Raster, String> {
    let turn = recipe.file.turn;
    let DecodedPicture { raster, profile } = decode::read(bytes, recipe.file.kind)?;
    let PictureSize { width, height } = recipe.base;
    let (width, height) = if is_on_side(turn) { (height, width) } else { (width, height) };
    // Small first: all that follows is done on fewer pixels.
    let mut raster = raster.resized(width, height)?.turned(turn);
    if let Some(profile) = profile {
        raster.bring_to_srgb(&profile);
    }
    recipe.hide.iter().for_each(|region| raster.cover(region));
    Ok(raster)
}

/// Whether a picture of this orientation (TIFF 6.0, 1 to 8) lies on its side.
fn is_on_side(turn: u8) -> bool {
    (5..=8).contains(&turn)
}

impl Raster {
    /// Bytes of a pixel.
    pub fn depth(&self) -> usize {
        if self.has_alpha { 4 } else { 3 }
    }

    fn kind(&self) -> PixelType {
        if self.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 }
    }

    /// The same of another size.
    pub fn resized(self, width: u32, height: u32) -> Result<Self, String> {
        if (self.width, self.height) == (width, height) { Ok(self) } else { self.scaled(width, height) }
    }

    /// A copy of another size.
    pub fn scaled(&self, width: u32, height: u32) -> Result<Self, String> {
        let source = ImageRef::new(self.width, self.height, &self.pixels, self.kind());
        let source = source.map_err(|error| error.to_string())?;
        let mut scaled = Image::new(width, height, self.kind());
        Resizer::new().resize(&source, &mut scaled, None).map_err(|error| error.to_string())?;
        Ok(Self { width, height, has_alpha: self.has_alpha, pixels: scaled.into_vec() })
    }

    /// The same turned upright, given its orientation (TIFF 6.0, section 8).
    fn turned(self, turn: u8) -> Self {
        if !(2..=8).contains(&turn) {
            return self;
        }
        let (w, h, depth) = (self.width as usize, self.height as usize, self.depth());
        let (width, height) = if is_on_side(turn) { (h, w) } else { (w, h) };
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..height {
            for x in 0..width {
                let (from_x, from_y) = match turn {
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (y, h - 1 - x),
                    7 => (w - 1 - y, h - 1 - x),
                    _ => (w - 1 - y, x),
                };
                let at = (from_y * w + from_x) * depth;
                pixels.extend_from_slice(&self.pixels[at..at + depth]);
            }
        }
        let (width, height) =
            if is_on_side(turn) { (self.height, self.width) } else { (self.width, self.height) };
        Self { width, height, has_alpha: self.has_alpha, pixels }
    }

    /// Brings the colours of a profile into those of the web; a profile that cannot be read, or is not of red, green and blue,
    /// changes nothing.
    fn bring_to_srgb(&mut self, profile: &[u8]) {
        let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
        if profile.color_space != DataColorSpace::Rgb {
            return;
        }
        let layout = if self.has_alpha { Layout::Rgba } else { Layout::Rgb };
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else { return };
        let mut pixels = vec![0; self.pixels.len()];
        if transform.transform(&self.pixels, &mut pixels).is_ok() {
            self.pixels = pixels;
        }
    }

    /// Gives every pixel of a region the mean colour of all of them. Making a picture small has mixed pixels a little beyond its
    /// edge, so the cover is larger than what is asked for.
    fn cover(&mut self, region: &Region) {
        let span = |from: f64, length: f64, whole: u32| {
            let (whole, more) = (f64::from(whole), EDGE + f64::from(whole) / 200.0);
            let start = (from / 100.0 * whole - more).clamp(0.0, whole);
            let end = ((from + length) / 100.0 * whole + more).clamp(start, whole);
            (start.floor() as usize)..(end.ceil() as usize)
        };
        let columns = span(region.x, region.w, self.width);
        let rows = span(region.y, region.h, self.height);
        let (width, depth) = (self.width as usize, self.depth());
        let row = |y: usize| (y * width + columns.start) * depth..(y * width + columns.end) * depth;
        let mut sums = [0_u64; 3];
        for pixel in rows.clone().flat_map(|y| self.pixels[row(y)].chunks_exact(depth)) {
            sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u64::from(*value));
        }
        let count = (rows.len() * columns.len()).max(1) as u64;
        let mean = sums.map(|sum| u8::try_from(sum / count).unwrap_or(u8::MAX));
        for y in rows {
            for pixel in self.pixels[row(y)].chunks_exact_mut(depth) {
                pixel[..3].copy_from_slice(&mean);
                pixel[3..].fill(u8::MAX);
            }
        }
    }

    /// The same on white, without transparency.
    pub fn on_white(&self) -> Self {
        let blend = |value: u8, alpha: u8| {
            let (value, alpha) = (u32::from(value), u32::from(alpha));
            u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        };
        let pixels = if self.has_alpha {
            let opaque = |pixel: &[u8]| [0, 1, 2].map(|channel| blend(pixel[channel], pixel[3]));
            self.pixels.chunks_exact(4).flat_map(opaque).collect()
        } else {
            self.pixels.clone()
        };
        Self { has_alpha: false, pixels, ..*self }
    }
}

/// So many pixels are covered beyond the edge of a region, and half a percent of the picture.
const EDGE: f64 = 3.0;
