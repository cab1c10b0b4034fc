//! A table of phrases as it is written: nested keys, texts with gaps, forms of what is counted.

use icu_plurals::PluralCategory;
use rustc_hash::FxHashMap;

use super::plural::WORDS;
use crate::yaml::{self, Mapping, Value};

/// One phrase; `{}` and `{name}` stand for what is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// The same whatever is put in.
    Plain(Box<str>),
    /// A text for each category of numbers, in the order of CLDR.
    Counted(Box<[Option<Box<str>>; 6]>),
}

impl Phrase {
    /// Its text; of several, the form of `other`.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Counted(forms) => forms[5].as_deref().unwrap_or_default(),
        }
    }

    /// Its text for a number of that category.
    pub(super) fn form(&self, category: impl FnOnce() -> PluralCategory) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Counted(forms) => {
                let category = category();
                let place = WORDS.iter().position(|(_, known)| *known == category);
                place.and_then(|place| forms[place].as_deref()).unwrap_or_else(|| self.text())
            }
        }
    }

    /// Its forms by the words of their categories; none for a plain text.
    pub fn forms(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let forms = match self {
            Self::Plain(_) => None,
            Self::Counted(forms) => Some(forms),
        };
        forms.into_iter().flat_map(|forms| {
            WORDS.iter().zip(forms.iter()).filter_map(|((word, _), text)| Some((*word, text.as_deref()?)))
        })
    }
}

/// The names of the gaps of a text, `""` for `{}`.
pub fn gaps(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// The phrases of one file.
#[derive(Debug, Default)]
pub(super) struct PhraseTable {
    /// Who has checked them as a native speaker.
    pub checked: Option<String>,
    /// The keys in their order.
    pub keys: Vec<Box<str>>,
    /// The phrases by key.
    pub texts: FxHashMap<Box<str>, Phrase>,
}

impl PhraseTable {
    /// A table of the program, which its tests hold to be whole.
    pub(super) fn built_in(tag: &str, text: &str) -> Self {
        let mut table = Self::default();
        if let Ok(Value::Mapping(mut file)) = yaml::parse(text)
            && let Some(Value::Mapping(mut phrases)) = file.remove(tag)
        {
            let checked = phrases.remove("checked");
            table.checked = checked.and_then(|by| Some(by.as_str()?.to_owned())).filter(|by| by != "no");
            table.add("", &phrases);
        }
        table
    }

    fn add(&mut self, above: &str, phrases: &Mapping) {
        for (key, value) in phrases {
            let Some(key) = key.as_str() else { continue };
            let key = within(above, key);
            match value {
                Value::Mapping(forms) if are_forms(forms) => {
                    let of = |word: &str| Some(forms.get(word)?.as_str()?.into());
                    self.push(key, Phrase::Counted(Box::new(WORDS.map(|(word, _)| of(word)))));
                }
                Value::Mapping(group) => self.add(&key, group),
                Value::String(text) => self.push(key, Phrase::Plain(text.as_str().into())),
                _ => {}
            }
        }
    }

    fn push(&mut self, key: String, phrase: Phrase) {
        let key = key.into_boxed_str();
        self.keys.push(key.clone());
        self.texts.insert(key, phrase);
    }
}

/// Whether a map has the forms of one phrase, and no phrases.
fn are_forms(map: &Mapping) -> bool {
    map.contains_key("other")
        && map.keys().all(|key| WORDS.iter().any(|(word, _)| key.as_str() == Some(*word)))
}

/// The key of a phrase in a group.
pub(super) fn within(group: &str, key: &str) -> String {
    if group.is_empty() { key.to_owned() } else { format!("{group}.{key}") }
}
