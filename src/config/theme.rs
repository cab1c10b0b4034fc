//! A look of the site's own: colours, fonts, a logo, and what stands in the menu.

use crate::diag::{Diagnostic, code};
use crate::text::Vocabulary;
use crate::yaml::{Fields, Written};

/// How close things stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// As the theme has it.
    #[default]
    Comfortable,
    /// More on a screen.
    Compact,
}

impl Vocabulary for Density {
    const NAME: &'static str = "density";
    const WORDS: &'static [(&'static str, Self)] =
        &[("comfortable", Self::Comfortable), ("compact", Self::Compact)];
}

/// Colours of a site's own, as written: `#rgb` or `#rrggbb`, each with its key in site.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeColours {
    /// Of links and the house's own marks.
    pub accent: Option<Written<String>>,
    /// Of the ground.
    pub paper: Option<Written<String>>,
    /// Of words.
    pub ink: Option<Written<String>>,
}

/// A look of the site's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeSettings {
    /// By day.
    pub light: ThemeColours,
    /// In the dark; what is not said is derived from the others.
    pub dark: ThemeColours,
    /// The font of texts and headings: a file of `static/`.
    pub text_font: Option<String>,
    /// The font of the frame: a file of `static/`.
    pub interface_font: Option<String>,
    /// The picture before the name of the site: a file of `static/`.
    pub logo: Option<String>,
    /// The picture in the tabs of browsers: a file of `static/`.
    pub icon: Option<String>,
    /// How close things stand.
    pub density: Density,
}

impl ThemeSettings {
    /// Whether it changes colours, fonts or distances.
    pub fn has_styles(&self) -> bool {
        let plain = Self { logo: self.logo.clone(), icon: self.icon.clone(), ..Self::default() };
        *self != plain
    }
}

/// Something in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// What it is called; that of the page itself, if it is not said.
    pub title: Option<String>,
    /// A section of the site, a page by its address or title, or an address.
    pub to: Written<String>,
}

/// Reads `theme`.
pub(super) fn read(fields: &mut Fields) -> ThemeSettings {
    fields.record("theme", "A look of the site's own", theme).unwrap_or_default()
}

fn theme(fields: &mut Fields) -> ThemeSettings {
    fields.are("ThemeSettings", "A look of the site's own");
    ThemeSettings {
        light: colours(fields),
        dark: fields
            .record("dark", "Colours in the dark; those left out are derived", dark)
            .unwrap_or_default(),
        text_font: font(fields, "text_font", "The font of texts and headings: a WOFF2 file in `static/`"),
        interface_font: font(
            fields,
            "interface_font",
            "The font of menus, dates and notes: a WOFF2 file in `static/`",
        ),
        logo: fields.text("logo", "The picture before the site's name: a file in `static/`").map(inside),
        icon: fields.text("icon", "The picture in the tabs of browsers: a file in `static/`").map(inside),
        density: fields.choice("density", "How close things stand to each other").unwrap_or_default(),
    }
}

fn dark(fields: &mut Fields) -> ThemeColours {
    fields.are("ThemeColours", "Colours of a site's own");
    colours(fields)
}

fn colours(fields: &mut Fields) -> ThemeColours {
    ThemeColours {
        accent: colour(
            fields,
            "accent",
            "The colour of links and of the house's own marks, such as `\"#7a1f1f\"`",
        ),
        paper: colour(fields, "paper", "The colour of the ground"),
        ink: colour(fields, "ink", "The colour of words"),
    }
}

fn colour(fields: &mut Fields, key: &'static str, about: &'static str) -> Option<Written<String>> {
    let written = fields.written(key, about)?;
    let digits = written.value.strip_prefix('#').unwrap_or_default();
    if matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(written);
    }
    let message = format!("`{}` is no colour", written.value);
    fields.report(
        key,
        Diagnostic::new(code::WRONG_TYPE, message)
            .hint("write it as `\"#7a1f1f\"`, in quotation marks: a `#` without them begins a comment"),
    );
    None
}

fn font(fields: &mut Fields, key: &'static str, about: &'static str) -> Option<String> {
    let path = inside(fields.text(key, about)?);
    if path.to_ascii_lowercase().ends_with(".woff2") {
        return Some(path);
    }
    let message = format!("`{path}` is no WOFF2 file");
    fields.report(
        key,
        Diagnostic::new(code::WRONG_TYPE, message)
            .hint("browsers load fonts as WOFF2; `fonttools ttLib.woff2 compress FONT.ttf` makes one"),
    );
    None
}

/// A path in `static/`, whether that is written or not.
fn inside(path: String) -> String {
    path.trim_start_matches("./").trim_start_matches("static/").to_owned()
}

/// Reads `menu`.
pub(super) fn menu(fields: &mut Fields) -> Vec<MenuItem> {
    let about = "What stands in the menu, in its order: sections (`timeline`, `conflicts`, `actors`, `places`, `tags`, `claims`, `sources`), pages, or maps of `title` and `to`";
    fields.texts_or_records("menu", about, |to| MenuItem { title: None, to }, item)
}

fn item(fields: &mut Fields) -> Option<MenuItem> {
    fields.are("MenuItem", "Something in the menu");
    let title = fields.text("title", "What it is called");
    let to = fields.required_at("to", "A section, a page, or an address", code::MISSING_KEY);
    to.map(|to| MenuItem { title, to })
}
