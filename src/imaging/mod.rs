//! Copies of pictures for publication: bytes become bytes, of several widths and forms, and nothing else of the file goes along.
//!
//! A picture is decoded, made small, turned upright, brought into the colours of the web (sRGB) and covered where parts are to be
//! hidden, in this order, once; every copy is made from that. So no metadata, thumbnail or hidden pixel can be in one. What is not
//! decoded, which are drawings of lines and pictures that move, is written anew from a list of what may be in it.
//!
//! The same bytes on every machine: the libraries below give the same with and without the instructions of new processors.

mod decode;
mod encode;
mod moving;
mod raster;
mod svg;

use crate::model::Region;
use crate::source::{PictureFile, PictureKind, PictureSize};

/// Changes with whatever changes the bytes of copies, so that none is kept that an older program made.
pub const VERSION: u32 = 1;

/// What a copy is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyForm {
    /// AVIF, where the program was built with it.
    Avif,
    /// WebP; without loss for drawings.
    Webp,
    /// JPEG, progressive.
    Jpeg,
    /// PNG.
    Png,
    /// The file's own form, with its motion.
    Moving(PictureKind),
    /// A drawing of lines, written anew.
    Svg,
}

impl CopyForm {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Webp | Self::Moving(PictureKind::Webp) => "webp",
            Self::Jpeg | Self::Moving(PictureKind::Jpeg) => "jpg",
            Self::Png | Self::Moving(PictureKind::Png) => "png",
            Self::Moving(PictureKind::Gif) => "gif",
            Self::Svg | Self::Moving(PictureKind::Svg) => "svg",
        }
    }
}

/// Whether the program can write AVIF, which few builds of it can: its encoder takes long to compile, and ten times as long as WebP to run.
pub const HAS_AVIF: bool = cfg!(feature = "avif");

/// A copy that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedCopy {
    /// In pixels, upright.
    pub width: u32,
    /// In pixels, upright.
    pub height: u32,
    /// Its form.
    pub form: CopyForm,
}

/// How the copies of a picture are made.
#[derive(Clone, Copy, Debug)]
pub struct Recipe<'a> {
    /// What the file is.
    pub file: &'a PictureFile,
    /// What nobody may see.
    pub hide: &'a [Region],
    /// How much of a photograph is kept, 1 to 100.
    pub quality: u8,
    /// So large are the pixels that every copy is made from, whichever are asked for: a copy that is made alone is the same.
    pub base: PictureSize,
}

/// Makes copies of a picture, in the order in which they are asked for; says why it cannot.
///
/// # Errors
/// Fails on a file that is broken or asks for more memory than a picture may.
pub fn make(bytes: &[u8], recipe: Recipe<'_>, wanted: &[WantedCopy]) -> Result<Vec<Vec<u8>>, String> {
    let is_drawn = |wanted: &WantedCopy| !matches!(wanted.form, CopyForm::Svg | CopyForm::Moving(_));
    let base = wanted.iter().any(is_drawn).then(|| raster::base(bytes, recipe)).transpose()?;
    let one = |wanted: &WantedCopy| match (wanted.form, &base) {
        (CopyForm::Svg, _) => svg::clean(bytes),
        (CopyForm::Moving(kind), _) => moving::clean(kind, bytes),
        (_, Some(base)) => encode::write(base, wanted, recipe, bytes),
        (_, None) => Err("there is nothing to make it from".to_owned()),
    };
    wanted.iter().map(one).collect()
}
