//! The colours of a page, all made of three: the ground, the words, and what the house marks.

use super::Colour;
use crate::config::{ThemeColours, ThemeSettings};

/// The colours of a page, by day or in the dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The ground.
    pub paper: Colour,
    /// Words.
    pub ink: Colour,
    /// Links and the house's own marks.
    pub accent: Colour,
}

/// What the built-in theme has.
const LIGHT: Palette = Palette {
    paper: Colour::PAPER,
    ink: Colour::of([0x17, 0x18, 0x1b]),
    accent: Colour::of([0x10, 0x29, 0x4d]),
};
const DARK: Palette = Palette {
    paper: Colour::DARK_PAPER,
    ink: Colour::of([0xe9, 0xe6, 0xdf]),
    accent: Colour::of([0xcf, 0xe3, 0xfb]),
};

/// The colours of sides in the built-in theme: by day, and in the dark.
pub const SIDES: [[Colour; 6]; 2] = [
    [
        Colour::of([0x9a, 0x48, 0x19]),
        Colour::of([0x00, 0x72, 0x9e]),
        Colour::of([0x82, 0x53, 0xbe]),
        Colour::of([0x1c, 0x6f, 0x00]),
        Colour::of([0xd2, 0x23, 0x35]),
        Colour::of([0x7f, 0x69, 0x07]),
    ],
    [
        Colour::of([0xd9, 0x80, 0x4b]),
        Colour::of([0x30, 0x97, 0xc6]),
        Colour::of([0xd8, 0x82, 0xf6]),
        Colour::of([0x69, 0xa7, 0x39]),
        Colour::of([0xf9, 0x51, 0x53]),
        Colour::of([0xd5, 0xb7, 0x12]),
    ],
];

impl Palette {
    /// By day, and in the dark, where what is not said is derived: the ground is the darkest of the ink, the words the lightest of the paper,
    /// and the accent a shade that can be read there.
    pub fn both(theme: &ThemeSettings) -> [Self; 2] {
        let light = of(&theme.light).over(LIGHT);
        let mut dark = DARK;
        if theme.light.ink.is_some() {
            dark.paper = light.ink.mixed(Colour::of([0, 0, 0]), 72).mixed(Colour::DARK_PAPER, 50);
        }
        if theme.light.paper.is_some() {
            dark.ink = light.paper.mixed(Colour::of([0, 0, 0]), 8);
        }
        let mut dark = of(&theme.dark).over(dark);
        if theme.dark.accent.is_none() && theme.light.accent.is_some() {
            dark.accent = light.accent.readable_on(dark.tint());
        }
        [light, dark]
    }

    /// The ground of boxes.
    pub fn tint(self) -> Colour {
        self.paper.mixed(self.ink, 4)
    }

    /// The values of the theme's variables.
    pub fn variables(self) -> [(&'static str, Colour); 14] {
        let Self { paper, ink, accent } = self;
        let soft = ink.mixed(paper, 25).readable_on(self.tint());
        [
            ("paper", paper),
            ("tint", self.tint()),
            ("ink", ink),
            ("soft", soft),
            ("pale", ink.mixed(paper, 45)),
            ("link", accent),
            ("house", accent),
            ("rule", paper.mixed(ink, 19)),
            ("hair", paper.mixed(ink, 9)),
            ("band", self.tint()),
            ("band-even", paper.mixed(ink, 10)),
            ("several", ink),
            ("others", soft),
            ("land", paper.mixed(ink, 6)),
        ]
    }
}

/// What a site says.
struct Said {
    paper: Option<Colour>,
    ink: Option<Colour>,
    accent: Option<Colour>,
}

fn of(colours: &ThemeColours) -> Said {
    let read = |written: &Option<crate::yaml::Written<String>>| Colour::read(&written.as_ref()?.value);
    Said { paper: read(&colours.paper), ink: read(&colours.ink), accent: read(&colours.accent) }
}

impl Said {
    fn over(self, usual: Palette) -> Palette {
        Palette {
            paper: self.paper.unwrap_or(usual.paper),
            ink: self.ink.unwrap_or(usual.ink),
            accent: self.accent.unwrap_or(usual.accent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::theme;
    use crate::yaml::Written;

    fn said(paper: &str, ink: &str, accent: &str) -> ThemeSettings {
        let colour =
            |value: &str| (!value.is_empty()).then(|| Written { value: value.to_owned(), path: "".into() });
        let light = ThemeColours { paper: colour(paper), ink: colour(ink), accent: colour(accent) };
        ThemeSettings { light, ..ThemeSettings::default() }
    }

    #[test]
    fn what_is_derived_can_be_read_in_the_dark_too() {
        for (paper, ink, accent) in [
            ("", "", "#7a1f1f"),
            ("#fff8e7", "#2b1d0e", "#8a3b00"),
            ("#f2f7f2", "#0d2b12", "#0a6b3c"),
            ("#ffffff", "#000000", "#0000ee"),
            ("", "#1a237e", "#880e4f"),
        ] {
            for palette in Palette::both(&said(paper, ink, accent)) {
                let variables = palette.variables();
                for name in ["ink", "soft", "link", "house", "others"] {
                    let (_, colour) = variables.iter().find(|(own, _)| *own == name).unwrap();
                    for ground in [palette.paper, palette.tint()] {
                        let contrast = colour.contrast(ground);
                        assert!(
                            contrast >= Colour::ENOUGH,
                            "{paper} {ink} {accent}: {name} {colour} on {ground}: {contrast}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_colours_that_others_are_derived_from_are_those_of_the_stylesheet() {
        let (_, style) = theme::statics().find(|(path, _)| path == "style.css").unwrap();
        let style = std::str::from_utf8(style).unwrap();
        let has = |name: &str, colour: Colour| style.contains(&format!("--{name}: {colour};"));
        for (palette, sides) in [LIGHT, DARK].iter().zip(&SIDES) {
            assert!(
                has("paper", palette.paper) && has("ink", palette.ink) && has("link", palette.accent),
                "{palette:?}"
            );
            assert!((1..).zip(sides).all(|(number, side)| has(&format!("side-{number}"), *side)));
        }
    }
}
