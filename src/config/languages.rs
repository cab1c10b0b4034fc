//! The languages of a site, each an edition of its own.

use icu_locale_core::Locale;

use super::{Config, Zone};
use crate::diag::{At, Diagnostic, code};
use crate::text::{self, Vocabulary, endonym};
use crate::yaml::Fields;

/// Which digits numbers and dates have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// Those that the language usually has.
    #[default]
    Native,
    /// 0 to 9 as in Latin letters.
    Latn,
}

impl Vocabulary for Numbering {
    const NAME: &'static str = "sort of digits";
    const WORDS: &'static [(&'static str, Self)] = &[("native", Self::Native), ("latn", Self::Latn)];
}

/// A calendar that days are also given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BesideCalendar {
    /// The solar calendar of Iran and Afghanistan.
    Persian,
    /// The lunar calendar of Umm al-Qura.
    Islamic,
}

impl Vocabulary for BesideCalendar {
    const NAME: &'static str = "calendar";
    const WORDS: &'static [(&'static str, Self)] = &[("persian", Self::Persian), ("islamic", Self::Islamic)];
}

/// How dates and numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// With which digits; `None` as the site says it.
    pub numbering: Option<Numbering>,
    /// In which calendar too; `None` as the site says it.
    pub calendar: Option<BesideCalendar>,
}

/// Reads `numbering` and `calendar`.
pub(super) fn writing(fields: &mut Fields) -> Writing {
    Writing {
        numbering: fields.choice("numbering", "Which digits numbers and dates have"),
        calendar: fields
            .choice("calendar", "A calendar that days are also given in, beside the Gregorian one"),
    }
}

/// A language that the site is published in.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteLanguage {
    /// Its BCP 47 tag.
    pub tag: String,
    /// What it calls itself; `None` for a language whose name the program knows.
    pub name: Option<String>,
    /// The site's name in it.
    pub title: Option<String>,
    /// What the site covers, in it.
    pub description: Option<String>,
    /// The zone of times that name none, for its readers.
    pub zone: Option<Zone>,
    /// How its dates and numbers are written.
    pub writing: Writing,
}

impl SiteLanguage {
    fn of(tag: String) -> Self {
        Self { tag, name: None, title: None, description: None, zone: None, writing: Writing::default() }
    }

    /// The folder of its pages, unless they stand at the root.
    pub fn folder(&self) -> String {
        self.tag.to_ascii_lowercase()
    }
}

impl Config {
    /// Whether a text is a language tag.
    pub fn is_language(tag: &str) -> bool {
        is_tag(tag)
    }

    /// The place of a text's language among those of the site, where the first is meant if nothing is said; `None` for another
    /// language.
    pub fn edition_of(&self, lang: Option<&str>) -> Option<usize> {
        let Some(lang) = lang else { return Some(0) };
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let exact = self.languages.iter().position(|language| language.tag.eq_ignore_ascii_case(lang));
        exact.or_else(|| self.languages.iter().position(|language| primary(&language.tag) == primary(lang)))
    }
}

/// Reads `languages`; a tag that is none, and one that stands twice, is reported and left out.
pub(super) fn read(fields: &mut Fields) -> Vec<SiteLanguage> {
    let about =
        "The languages of the site: tags, or maps that say more; the first one's pages stand at the root";
    let read = fields.texts_or_records(
        "languages",
        about,
        |written| Some((written.path, SiteLanguage::of(written.value))),
        |f| Some(language(f)),
    );
    let mut languages: Vec<SiteLanguage> = Vec::new();
    for (path, mut language) in read.into_iter().flatten() {
        language.tag = language.tag.trim().to_owned();
        let problem = if !is_tag(&language.tag) {
            Some(not_a_tag(&language.tag))
        } else if languages.iter().any(|other| other.tag.eq_ignore_ascii_case(&language.tag)) {
            let message = format!("`{}` stands twice among the languages", language.tag);
            Some(Diagnostic::new(code::DUPLICATE_ID, message).hint("name each language once"))
        } else {
            None
        };
        match problem {
            Some(problem) => fields.out.push(problem.at(At::value(fields.file, path))),
            None => languages.push(language),
        }
    }
    languages
}

fn language(fields: &mut Fields) -> Option<(Box<str>, SiteLanguage)> {
    fields.are("SiteLanguage", "A language that the site is published in");
    let path = fields.path_of("tag");
    let tag = fields.required("tag", "Its BCP 47 tag", code::MISSING_KEY);
    let name = fields.text("name", "What it calls itself");
    let title = fields.text("title", "The site's name in it");
    let description = fields.text("description", "What the site covers, in it");
    let zone = fields.text("timezone", "The zone of times that name none, for its readers");
    let zone = zone.and_then(|written| match Zone::parse(&written) {
        Ok(zone) => Some(zone),
        Err(problem) => {
            fields.report("timezone", problem.into_diagnostic());
            None
        }
    });
    let writing = writing(fields);
    tag.map(|tag| (path, SiteLanguage { tag, name, title, description, zone, writing }))
}

/// Whether a text is a language tag that can be a part of an address.
pub(super) fn is_tag(tag: &str) -> bool {
    Locale::try_from_str(tag).is_ok() && !tag.is_empty() && text::slug(tag) == tag.to_ascii_lowercase()
}

/// The mistake of a text that is no language tag.
pub(super) fn not_a_tag(tag: &str) -> Diagnostic {
    Diagnostic::new(code::UNKNOWN_VALUE, format!("`{tag}` is not a language tag"))
        .hint("write a BCP 47 tag such as `en`, `hy`, `az` or `pt-BR`")
}

impl SiteLanguage {
    /// What it calls itself; its tag where nobody says.
    pub fn own_name(&self) -> String {
        self.name.clone().or_else(|| endonym(&self.tag)).unwrap_or_else(|| self.tag.clone())
    }
}
