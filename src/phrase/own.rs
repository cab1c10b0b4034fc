//! The phrases of a site itself, `phrases/<tag>.yaml`, and what is wrong with them.

use rustc_hash::FxHashMap;

use super::plural::{WORDS, categories, is_of_one_number};
use super::table::{Phrase, gaps, within};
use super::{english, keys};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::text::{self, Nearby};
use crate::yaml::{self, Mapping, Value};

/// The gaps of phrases that languages fill each in their own way: a century is counted here and written as years there.
const OFFERED: [(&str, &[&str]); 3] = [
    ("date.century", &["from", "to", "n", "roman"]),
    ("date.decade", &["from", "to"]),
    ("date.years", &["from", "to"]),
];

/// The phrases that a site has of its own, by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnPhrases(Vec<OwnTable>);

/// The phrases that a site has of its own in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTable {
    tag: String,
    pub(super) texts: FxHashMap<Box<str>, Phrase>,
}

impl OwnPhrases {
    /// Adds those of a language.
    pub fn add(&mut self, table: OwnTable) {
        self.0.push(table);
    }

    /// Those of a language: of its whole tag, else of the language alone.
    pub(super) fn of(&self, tag: &str) -> Option<&OwnTable> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let of = |wanted: &str| self.0.iter().find(|own| own.tag.eq_ignore_ascii_case(wanted));
        of(tag).or_else(|| of(primary))
    }

    /// How many phrases a language still takes from English: of those that neither the program nor the site has.
    pub fn missing(&self, tag: &str) -> usize {
        let theirs = super::place(tag).map(|place| &super::table(place).texts);
        let own = self.of(tag).map(|own| &own.texts);
        let has = |key: &&str| [theirs, own].into_iter().flatten().any(|texts| texts.contains_key(*key));
        keys().filter(|key| !has(key)).count()
    }
}

/// Reads a table of the site; what is wrong is reported and the program's phrase stays.
pub fn read(file: FileId, tag: &str, text: &str, out: &mut Diagnostics) -> OwnTable {
    let mut reader = PhraseReader { file, tag, texts: FxHashMap::default(), out };
    match yaml::read(file, text, 0, reader.out) {
        Some(Value::Mapping(whole)) => match whole.get(tag) {
            Some(Value::Mapping(phrases)) => reader.group("", tag, phrases),
            _ => reader.without_tag(),
        },
        Some(Value::Null) | None => {}
        Some(_) => reader.without_tag(),
    }
    OwnTable { tag: tag.to_owned(), texts: reader.texts }
}

struct PhraseReader<'a> {
    file: FileId,
    tag: &'a str,
    texts: FxHashMap<Box<str>, Phrase>,
    out: &'a mut Diagnostics,
}

impl PhraseReader<'_> {
    fn report(&mut self, path: &str, problem: Diagnostic) {
        self.out.push(problem.at(At::value(self.file, path)));
    }

    fn without_tag(&mut self) {
        let message = format!("the file has no phrases under `{}`", self.tag);
        let hint =
            format!("begin it with `{}:`, as the file is named, and indent the phrases below", self.tag);
        self.out.push(Diagnostic::new(code::MISSING_KEY, message).at(At::file(self.file)).hint(hint));
    }

    fn group(&mut self, above: &str, path: &str, phrases: &Mapping) {
        for (written, value) in phrases {
            let Some(name) = written.as_str() else { continue };
            let (key, path) = (within(above, name), format!("{path}/{name}"));
            if above.is_empty() && name == "checked" {
                continue;
            }
            match (english(&key), value) {
                (Some(Phrase::Plain(model)), Value::String(text)) => {
                    if self.has_gaps(&path, &key, model, text, false) {
                        self.texts.insert(key.into(), Phrase::Plain(text::without_signs(text).into()));
                    }
                }
                (Some(model @ Phrase::Counted(_)), Value::Mapping(forms)) => {
                    self.forms(&path, &key, model.text(), forms);
                }
                (Some(Phrase::Plain(_)), _) => self.wrong_type(&path, "a text"),
                (Some(Phrase::Counted(_)), _) => {
                    let forms = categories(self.tag).join(", ");
                    self.wrong_type(&path, &format!("a map with the forms {forms}"));
                }
                (None, Value::Mapping(group)) if is_group(&key) => self.group(&key, &path, group),
                (None, _) => self.unknown(&path, &key),
            }
        }
    }

    fn wrong_type(&mut self, path: &str, expected: &str) {
        self.report(path, Diagnostic::new(code::WRONG_TYPE, format!("the phrase must be {expected}")));
    }

    fn unknown(&mut self, path: &str, key: &str) {
        let problem = Diagnostic::new(code::UNKNOWN_KEY, format!("there is no phrase `{key}`"));
        let known = Nearby::of(keys());
        self.report(path, problem.suggest(known.nearest(key)));
    }

    /// Takes the forms of what is counted, each with its own mistakes.
    fn forms(&mut self, path: &str, key: &str, model: &str, written: &Mapping) {
        let known = categories(self.tag);
        let mut forms: [Option<Box<str>>; 6] = Default::default();
        for (word, value) in written {
            let word = word.as_str().unwrap_or_default();
            let path = format!("{path}/{word}");
            let Some(place) = WORDS.iter().position(|(own, _)| *own == word && known.contains(own)) else {
                let message = format!("`{}` has no plural category `{word}`", self.tag);
                let hint = format!("its categories are {}", known.join(", "));
                self.report(&path, Diagnostic::new(code::WRONG_PHRASE, message).hint(hint));
                continue;
            };
            let Value::String(text) = value else {
                self.wrong_type(&path, "a text");
                continue;
            };
            let is_free = is_of_one_number(self.tag, WORDS[place].1);
            if self.has_gaps(&path, key, model, text, is_free) {
                forms[place] = Some(text::without_signs(text).into());
            }
        }
        let lacking = known.iter().filter(|word| !written.contains_key(**word));
        let lacking: Vec<String> = lacking.map(|word| format!("`{word}`")).collect();
        if !lacking.is_empty() {
            let message = format!("the phrase lacks the plural {}", lacking.join(", "));
            let hint = format!("`{}` has the categories {}", self.tag, known.join(", "));
            self.report(path, Diagnostic::new(code::WRONG_PHRASE, message).hint(hint));
        }
        if forms[5].is_some() {
            self.texts.insert(key.into(), Phrase::Counted(Box::new(forms)));
        }
    }

    /// Whether a text has the gaps of the English one; `{n}` may be left out where the form stands for one number.
    fn has_gaps(&mut self, path: &str, key: &str, model: &str, text: &str, of_one: bool) -> bool {
        let offered = OFFERED.iter().find(|(of, _)| *of == key).map(|(_, gaps)| *gaps);
        let wanted: Vec<&str> = gaps(model).collect();
        let known = |gap: &&str| offered.map_or_else(|| wanted.contains(gap), |gaps| gaps.contains(gap));
        let unknown = gaps(text).find(|gap| !known(gap));
        let needed = |gap: &&&str| offered.is_none() && !(of_one && **gap == "n");
        let missing = wanted.iter().filter(needed).find(|gap| gaps(text).all(|own| own != **gap));
        let message = match (unknown, missing) {
            (Some(gap), _) => format!("the phrase has no gap `{{{gap}}}`"),
            (None, Some(gap)) => format!("the phrase lacks its gap `{{{gap}}}`"),
            (None, None) => return true,
        };
        let hint = format!("in English it is `{model}`");
        self.report(path, Diagnostic::new(code::WRONG_PHRASE, message).hint(hint));
        false
    }
}

/// Whether phrases stand under a key.
fn is_group(key: &str) -> bool {
    keys().any(|known| known.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')))
}
