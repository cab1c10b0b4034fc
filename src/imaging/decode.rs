//! Pixels of a file, with the profile of their colours.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits};

use super::raster::Raster;
use crate::source::{LARGEST_SIDE, PictureKind};

/// More memory, in bytes, is not taken for one picture.
const MEMORY: u64 = 640 << 20;

/// A picture as it lies in its file: not yet turned, in the colours of its profile.
pub(super) struct DecodedPicture {
    pub raster: Raster,
    pub profile: Option<Vec<u8>>,
}

/// Decodes a file; of one that moves, its first picture.
pub(super) fn read(bytes: &[u8], kind: PictureKind) -> Result<DecodedPicture, String> {
    let source = Cursor::new(bytes);
    let read = match kind {
        PictureKind::Jpeg => JpegDecoder::new(source).and_then(decoded),
        PictureKind::Png => PngDecoder::with_limits(source, limits()).and_then(decoded),
        PictureKind::Gif => GifDecoder::new(source).and_then(decoded),
        PictureKind::Webp => WebPDecoder::new(source).and_then(decoded),
        PictureKind::Svg => return Err("a drawing of lines has no pixels".to_owned()),
    };
    read.map_err(|error| error.to_string())
}

fn decoded(mut decoder: impl ImageDecoder) -> ImageResult<DecodedPicture> {
    decoder.set_limits(limits())?;
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder)?;
    let (width, height) = (image.width(), image.height());
    let has_alpha = image.color().has_alpha();
    let pixels = if has_alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
    Ok(DecodedPicture { raster: Raster { width, height, has_alpha, pixels }, profile })
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST_SIDE), Some(LARGEST_SIDE));
    limits.max_alloc = Some(MEMORY);
    limits
}
