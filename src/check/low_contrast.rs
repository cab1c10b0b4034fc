//! Colours of a site's own that do not stand out from the paper.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::Colour;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("low-contrast", Topic::Site, include_str!("low_contrast.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for conflict in checked.site.conflicts.iter() {
        let Some(file) = conflict.file() else { continue };
        for (index, side) in conflict.sides.iter().enumerate() {
            let at = At::value(file, format!("sides/{index}/color"));
            out.extend(side.color.as_deref().and_then(|color| problem(color, at)));
        }
    }
    for actor in checked.site.actors.iter() {
        let at = actor.field("color");
        out.extend(actor.color.as_deref().zip(at).and_then(|(color, at)| problem(color, at)));
    }
}

fn problem(written: &str, at: At) -> Option<Diagnostic> {
    let colour = Colour::read(written)?;
    let contrast = colour.contrast(Colour::PAPER);
    let message = format!(
        "`{written}` stands out from the paper by {contrast:.1} : 1, {} : 1 is needed",
        Colour::ENOUGH
    );
    let better = colour.readable_on(Colour::PAPER);
    (contrast < Colour::ENOUGH).then(|| {
        Diagnostic::new(CODE, message).at(at).hint(format!(
            "`\"{better}\"` is the nearest shade that can be told from it; in the dark a lighter one is used"
        ))
    })
}
