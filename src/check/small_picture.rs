//! Pictures that are narrower than the room that a page has for them.

use super::{Checked, Lint, inside};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::source::PictureKind;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("small-picture", Topic::Editors, include_str!("small_picture.md"));

/// So wide, in pixels, a picture over a text should be at least.
const LEAST: u32 = 800;

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in &checked.site.articles {
        let Some(image) = &article.image else { continue };
        let Some(asset) = checked.tree.asset_at(&image.src) else { continue };
        let (Some(Ok(file)), Some(size)) = (&asset.picture, asset.size) else { continue };
        if file.kind != PictureKind::Svg && size.width < LEAST {
            let message =
                format!("the picture is {} pixels wide, and will look soft over a text", size.width);
            let at = At::value(article.file, inside(&At::value(article.file, "image"), "src"));
            out.push(
                Diagnostic::new(CODE, message).at(at).hint("use a larger file, at least 800 pixels wide"),
            );
        }
    }
}
