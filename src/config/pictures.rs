//! How pictures are published.

use crate::diag::{Diagnostic, code};
use crate::yaml::Fields;

/// How pictures are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureSettings {
    /// The widths of their copies in pixels, the smallest first.
    pub widths: Vec<u32>,
    /// How much of a photograph is kept, from 40 to 95.
    pub quality: u8,
    /// Whether photographs have copies in AVIF too.
    pub avif: bool,
    /// Whether a copy of 32 pixels stands for what is withheld.
    pub blurred: bool,
}

impl Default for PictureSettings {
    fn default() -> Self {
        Self { widths: vec![480, 800, 1200, 1600], quality: 78, avif: false, blurred: false }
    }
}

/// Reads `pictures`.
pub(super) fn read(fields: &mut Fields) -> PictureSettings {
    fields.record("pictures", "How pictures are published", settings).unwrap_or_default()
}

fn settings(fields: &mut Fields) -> PictureSettings {
    fields.are("PictureSettings", "How pictures are published");
    let usual = PictureSettings::default();
    let quality = fields.number_within("quality", "How much of a photograph is kept, 40 to 95", 40.0..=95.0);
    let blurred = "Whether a copy of 32 pixels, in which nothing can be made out, stands for a picture that may distress";
    PictureSettings {
        widths: widths(fields).unwrap_or(usual.widths),
        quality: quality.map_or(usual.quality, |quality| quality.round() as u8),
        avif: fields.flag("avif", "Whether photographs have copies in AVIF too, smaller and slow to make"),
        blurred: fields.flag("blurred", blurred),
    }
}

/// At most eight, from 100 to 4000 pixels.
fn widths(fields: &mut Fields) -> Option<Vec<u32>> {
    let written = fields.list("widths", "The widths of copies in pixels");
    let read: Vec<Option<u32>> = written.iter().map(|width| width.value.trim().parse().ok()).collect();
    let fits = |width: &Option<u32>| width.is_some_and(|width| (100..=4000).contains(&width));
    if !read.iter().all(fits) || read.len() > 8 {
        let message = "`widths` must be at most eight numbers of pixels, each from 100 to 4000";
        fields.report(
            "widths",
            Diagnostic::new(code::WRONG_TYPE, message).hint("as in `widths: [480, 800, 1200, 1600]`"),
        );
        return None;
    }
    let mut widths: Vec<u32> = read.into_iter().flatten().collect();
    widths.sort_unstable();
    widths.dedup();
    (!widths.is_empty()).then_some(widths)
}
