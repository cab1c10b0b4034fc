//! The words that the pages themselves use, by language.
//!
//! Each language has a table in `tables/`, in the YAML of Rails' translations, which Weblate and Crowdin read: texts with gaps, and
//! for what is counted a text for each plural category that CLDR gives the language. English has every key; what another language
//! lacks is English. A site may replace phrases and add languages (`phrases/<tag>.yaml`).

mod own;
mod plural;
mod table;

use std::sync::{Arc, OnceLock};

use icu_plurals::PluralOperands;
use rustc_hash::FxHashMap;

pub use own::{OwnPhrases, OwnTable, read};
pub use plural::categories;
pub use table::{Phrase, gaps};

/// The tables of the program: tag and text.
const TABLES: [(&str, &str); 13] = [
    ("en", include_str!("tables/en.yaml")),
    ("ar", include_str!("tables/ar.yaml")),
    ("az", include_str!("tables/az.yaml")),
    ("de", include_str!("tables/de.yaml")),
    ("es", include_str!("tables/es.yaml")),
    ("fa", include_str!("tables/fa.yaml")),
    ("fr", include_str!("tables/fr.yaml")),
    ("he", include_str!("tables/he.yaml")),
    ("hy", include_str!("tables/hy.yaml")),
    ("ka", include_str!("tables/ka.yaml")),
    ("ru", include_str!("tables/ru.yaml")),
    ("tr", include_str!("tables/tr.yaml")),
    ("uk", include_str!("tables/uk.yaml")),
];

/// The phrases of one language; a copy shares them.
#[derive(Clone, Debug)]
pub struct Phrases {
    tag: Arc<str>,
    texts: Arc<FxHashMap<Box<str>, Phrase>>,
}

impl Phrases {
    /// The program's phrases for a BCP 47 tag: the language's own where they exist, else English.
    pub fn of(tag: &str) -> Self {
        Self::with(tag, &OwnPhrases::default())
    }

    /// The same with what a site has of its own in their place.
    pub fn with(tag: &str, own: &OwnPhrases) -> Self {
        let mut texts = table(0).texts.clone();
        if let Some(place) = place(tag).filter(|place| *place > 0) {
            texts.extend(table(place).texts.iter().map(|(key, text)| (key.clone(), text.clone())));
        }
        texts.extend(own.of(tag).into_iter().flat_map(|own| own.texts.clone()));
        // A language without words of its own is counted as English is, whose words it takes.
        let counted = if place(tag).is_some() || own.of(tag).is_some() { tag } else { "en" };
        Self { tag: counted.into(), texts: texts.into() }
    }

    /// Whether there are words in a language: the program's or the site's.
    pub fn exist(tag: &str, own: &OwnPhrases) -> bool {
        place(tag).is_some() || own.of(tag).is_some()
    }

    /// The phrase of that key, or the key itself where there is none; of one that counts, the form of `other`.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, Phrase::text)
    }

    /// The phrase of that key in the form that a number asks for.
    pub fn form<'a>(&'a self, key: &'a str, n: impl Into<PluralOperands>) -> &'a str {
        let Some(phrase) = self.texts.get(key) else { return key };
        phrase.form(|| plural::category(&self.tag, n.into()))
    }

    /// The tag of the language by whose rules they count.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Every key with its phrase in this language, in the order of the English table.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &Phrase)> {
        keys().filter_map(|key| Some((key, self.texts.get(key)?)))
    }
}

/// Every key, in the order of the English table.
pub fn keys() -> impl Iterator<Item = &'static str> {
    table(0).keys.iter().map(AsRef::as_ref)
}

/// The English phrase of a key.
fn english(key: &str) -> Option<&'static Phrase> {
    table(0).texts.get(key)
}

/// The languages that the program has words in: the tag, how many phrases of how many there are, and who has checked them, if anybody.
pub fn languages() -> impl Iterator<Item = (&'static str, usize, usize, Option<&'static str>)> {
    let all = table(0).keys.len();
    (0..).zip(TABLES).map(move |(place, (tag, _))| {
        let table = table(place);
        (tag, table.keys.len(), all, table.checked.as_deref())
    })
}

/// The place of a language's table among the program's.
fn place(tag: &str) -> Option<usize> {
    let primary = tag.split(['-', '_']).next().unwrap_or("en");
    TABLES.iter().position(|(known, _)| known.eq_ignore_ascii_case(primary))
}

/// A table of the program, read when it is first asked for.
fn table(place: usize) -> &'static table::PhraseTable {
    static READ: [OnceLock<table::PhraseTable>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
    let (tag, text) = TABLES[place];
    READ[place].get_or_init(|| table::PhraseTable::built_in(tag, text))
}

#[cfg(test)]
mod tests;
