//! `sides.css`: the look that a site has of its own, and the colours of the sides of its main conflict.

use std::fmt::Write;

use crate::config::{Density, ThemeSettings};
use crate::model::{Colour, Palette, SIDE_COLOURS};
use crate::render::context::Context;

/// What a compact site has closer together.
const COMPACT: &str = "@layer media {\n  @media (min-width: 68rem) { html { font-size: 100%; } }\n  .e { padding-block: .35rem; }\n  .top { margin-block-end: 1rem; }\n  .chron section { margin-block-end: 1rem; }\n}\n";

/// Renders the look: colours as given on light paper, on dark ones that can be read there; fonts, and how close things stand.
pub fn css(cx: Context<'_>) -> String {
    let theme = &cx.site.config.theme;
    let [light, dark] = Palette::both(theme);
    let (day, night) = (block(cx, light, 0), block(cx, dark, 1));
    let mut css = format!(
        "/* A look of this site's own. */\n@layer tokens {{\n  :root {{{day} }}\n  @media (prefers-color-scheme: dark) {{\n    \
         :root:not([data-theme=light]) {{{night} }}\n  }}\n  :root[data-theme=dark] {{{night} }}\n}}\n"
    );
    let fonts = [(&theme.text_font, "own-text", "serif"), (&theme.interface_font, "own-interface", "sans")];
    for (file, family, variable) in fonts {
        let Some(file) = file else { continue };
        let usual = if variable == "serif" { "Georgia, serif" } else { "system-ui, sans-serif" };
        // Writing into a `String` cannot fail.
        let _ = write!(
            css,
            "@font-face {{ font-family: {family}; src: url(\"{}\") format(\"woff2\"); font-display: swap; font-weight: 100 900; }}\n\
             @layer tokens {{ :root {{ --{variable}: {family}, {usual}; }} }}\n",
            crate::text::percent_encoded(file)
        );
    }
    if theme.density == Density::Compact {
        css.push_str(COMPACT);
    }
    css
}

/// The variables of a palette, where the site says something of it, and the colours of sides: those of its own, and shades of the theme's that
/// stand out from a ground of the site's own.
fn block(cx: Context<'_>, palette: Palette, dark: usize) -> String {
    let site = cx.site;
    let mut block = String::new();
    let mut put = |name: &str, colour: Colour| {
        let _ = write!(block, " --{name}: {colour};");
    };
    let usual = Palette::both(&ThemeSettings::default())[dark];
    let own_ground = (usual.paper, usual.ink) != (palette.paper, palette.ink);
    let said = |name: &str| own_ground || usual.accent != palette.accent && ["link", "house"].contains(&name);
    let variables = palette.variables().into_iter().filter(|(name, _)| said(name));
    variables.for_each(|(name, colour)| put(name, colour));
    let sides = cx.views.sided.map_or(&[][..], |conflict| &site.conflict(conflict).sides);
    let own = |at: usize| sides.get(at).and_then(|side| side.color.as_deref()).and_then(Colour::read);
    for at in 0..sides.len().max(SIDE_COLOURS[dark].len()) {
        let usual = SIDE_COLOURS[dark].get(at).copied().filter(|_| own_ground);
        // A colour of a side is taken as it is written by day.
        match own(at) {
            Some(colour) if dark == 0 => put(&format!("side-{}", at + 1), colour),
            Some(colour) => put(&format!("side-{}", at + 1), colour.readable_on(palette.paper)),
            None => {
                if let Some(usual) = usual {
                    put(&format!("side-{}", at + 1), usual.readable_on(palette.paper));
                }
            }
        }
    }
    block
}
