//! `sides.css`: the colours that the sides of the main conflict have of their own.

use std::fmt::Write;

use crate::model::Colour;
use crate::render::context::Context;

/// Renders the colours: as given on light paper, a shade that can be read there on dark.
pub fn css(cx: Context<'_>) -> String {
    let site = cx.site;
    let sides = cx.views.sided.map_or(&[][..], |conflict| &site.conflict(conflict).sides);
    let own = (1..)
        .zip(sides)
        .filter_map(|(number, side)| Some((number, side.color.as_deref().and_then(Colour::read)?)));
    let own: Vec<(u32, Colour)> = own.collect();
    let block = |paper: Option<Colour>| {
        own.iter().fold(String::new(), |mut block, (number, colour)| {
            let shade = paper.map_or(*colour, |paper| colour.readable_on(paper));
            // Writing into a `String` cannot fail.
            let _ = write!(block, " --side-{number}: {shade};");
            block
        })
    };
    let (light, dark) = (block(None), block(Some(Colour::DARK_PAPER)));
    format!(
        "/* Colours of this site's own. */\n@layer tokens {{\n  :root {{{light} }}\n  @media (prefers-color-scheme: dark) {{\n    \
         :root:not([data-theme=light]) {{{dark} }}\n  }}\n  :root[data-theme=dark] {{{dark} }}\n}}\n"
    )
}
