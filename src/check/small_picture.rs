//! Pictures that are narrower than the room that a page has for them.

use super::shown::{self, RoomFor};
use super::{Checked, Lint};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};
use crate::source::PictureKind;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("small-picture", Topic::Editors, include_str!("small_picture.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for shown in shown::pictures(checked) {
        let Some(asset) = checked.tree.asset_at(&shown.image.src) else { continue };
        let (Some(Ok(file)), Some(size)) = (&asset.picture, asset.size) else { continue };
        // In pixels; twice the room where it is small, for screens of fine pixels.
        let (least, place) = match shown.spot {
            RoomFor::OverText => (800, "over a text"),
            RoomFor::InGallery => (480, "in a gallery"),
            RoomFor::Aside => continue,
        };
        if file.kind != PictureKind::Svg && size.width < least {
            let message = format!("the picture is {} pixels wide, and will look soft {place}", size.width);
            let hint = format!("use a larger file, at least {least} pixels wide");
            out.push(Diagnostic::new(CODE, message).at(shown.at).hint(hint));
        }
    }
}
