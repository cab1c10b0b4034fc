//! Colours of a site's own that do not stand out from the paper.

use super::{Checked, Lint};
use crate::config::ThemeColours;
use crate::diag::{At, Code, Diagnostic, Diagnostics, FileId, Topic};
use crate::model::{Colour, Palette};
use crate::source::Kind;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("low-contrast", Topic::Site, include_str!("low_contrast.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let theme = &checked.site.config.theme;
    let [light, dark] = Palette::both(theme);
    if let Some((file, _)) = checked.tree.with_ids().find(|(_, file)| file.kind == Kind::Site) {
        of_theme(&theme.light, light, file, out);
        of_theme(&theme.dark, dark, file, out);
    }
    let paper = light.paper;
    for conflict in checked.site.conflicts.iter() {
        let Some(file) = conflict.file() else { continue };
        for (index, side) in conflict.sides.iter().enumerate() {
            let at = At::value(file, format!("sides/{index}/color"));
            out.extend(side.color.as_deref().and_then(|color| problem(color, paper, at)));
        }
    }
    for actor in checked.site.actors.iter() {
        let at = actor.field("color");
        out.extend(actor.color.as_deref().zip(at).and_then(|(color, at)| problem(color, paper, at)));
    }
}

/// What a site says of its words and links, on its ground and on that of boxes.
fn of_theme(said: &ThemeColours, palette: Palette, file: FileId, out: &mut Diagnostics) {
    let ground = palette.tint();
    for (written, colour) in [(&said.ink, palette.ink), (&said.accent, palette.accent)] {
        let Some(written) = written else { continue };
        let contrast = colour.contrast(ground);
        if contrast < Colour::ENOUGH {
            let message = format!(
                "`{}` stands out from the ground by {contrast:.1} : 1, {} : 1 is needed",
                written.value,
                Colour::ENOUGH
            );
            let better = colour.readable_on(ground);
            let at = At::value(file, written.path.clone());
            out.push(
                Diagnostic::new(CODE, message)
                    .at(at)
                    .hint(format!("`\"{better}\"` is the nearest shade that does")),
            );
        }
    }
    if let (Some(paper), None) = (&said.paper, &said.ink) {
        let contrast = palette.ink.contrast(palette.paper);
        if contrast < Colour::ENOUGH {
            let message = format!(
                "words stand out from `{}` by {contrast:.1} : 1, {} : 1 is needed",
                paper.value,
                Colour::ENOUGH
            );
            let at = At::value(file, paper.path.clone());
            out.push(
                Diagnostic::new(CODE, message)
                    .at(at)
                    .hint("give `ink` too, or a lighter `paper`; dark colours belong under `dark:`"),
            );
        }
    }
}

fn problem(written: &str, paper: Colour, at: At) -> Option<Diagnostic> {
    let colour = Colour::read(written)?;
    let contrast = colour.contrast(paper);
    let message = format!(
        "`{written}` stands out from the paper by {contrast:.1} : 1, {} : 1 is needed",
        Colour::ENOUGH
    );
    let better = colour.readable_on(paper);
    (contrast < Colour::ENOUGH).then(|| {
        Diagnostic::new(CODE, message).at(at).hint(format!(
            "`\"{better}\"` is the nearest shade that can be told from it; in the dark a lighter one is used"
        ))
    })
}
