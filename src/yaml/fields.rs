//! A map of named fields, taken one by one with its mistakes reported: wrong types, unknown keys and words.

use std::cell::OnceCell;
use std::ops::RangeInclusive;
use std::rc::Rc;

use super::shape::{Holds, Shape, ShapeKey};
use super::{Mapping, Spans, Value};
use crate::diag::{At, Code, Diagnostic, Diagnostics, FileId, code};
use crate::text::{self, Vocabulary};

/// A value together with its path in the file's YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// What was written.
    pub value: T,
    /// Where: a path such as `actors/2`.
    pub path: Box<str>,
}

/// The path of a field of the map at a path; the document's own is empty.
pub fn within(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}/{field}") }
}

/// The fields of one map; every mistake goes to the diagnostics.
///
/// Whoever asks for a field says what it is for, in a sentence without a full stop. Fields that [describe](Self::describe)
/// note that instead of holding values: what is read, and what is said of it, cannot differ.
pub struct Fields<'a> {
    map: Mapping,
    path: String,
    asked: Vec<&'static str>,
    /// What is asked for, if that is noted.
    shape: Option<Shape>,
    /// Where the fields stand, for those that are taken as they are written.
    places: Rc<OnceCell<Spans>>,
    /// The file, for diagnostics.
    pub file: FileId,
    /// The YAML's text.
    pub yaml: &'a str,
    /// Where mistakes go.
    pub out: &'a mut Diagnostics,
}

impl<'a> Fields<'a> {
    /// The fields of a document; anything but a map is a mistake and gives no fields.
    pub fn of(value: Value, file: FileId, yaml: &'a str, out: &'a mut Diagnostics) -> Self {
        let (map, path, asked, shape, places) = Default::default();
        let mut fields = Self { map, path, asked, shape, places, file, yaml, out };
        match value {
            Value::Mapping(map) => fields.map = map,
            Value::Null => {}
            other => fields.wrong_type("", "a map of fields", &other),
        }
        fields
    }

    /// What a reader asks for. It is run on fields that are all absent, so that it must ask for each before one that is missing
    /// makes it give up.
    pub fn describe<T>(read: impl FnOnce(&mut Fields) -> T) -> Shape {
        let mut out = Diagnostics::default();
        let mut fields = Fields::of(Value::Null, FileId(0), "", &mut out);
        fields.shape = Some(Shape::default());
        read(&mut fields);
        fields.shape.unwrap_or_default()
    }

    /// Says what the map is: a name for its sort, and a sentence. The first to say it is believed.
    pub fn are(&mut self, name: &'static str, about: &'static str) {
        if let Some(shape) = self.shape.as_mut().filter(|shape| shape.name.is_empty()) {
            (shape.name, shape.about) = (name, about);
        }
    }

    /// Notes a key that may be asked for.
    pub fn note(&mut self, name: &'static str, about: &'static str, holds: impl FnOnce() -> Holds) {
        if let Some(shape) = &mut self.shape
            && !shape.keys.iter().any(|key| key.name == name)
        {
            shape.keys.push(ShapeKey { name, about, holds: holds(), required: false });
        }
    }

    /// The shape of a map inside this one, if it is noted.
    fn shape_of<T>(&mut self, read: impl FnOnce(&mut Fields) -> T) -> Shape {
        if self.shape.is_some() { Self::describe(read) } else { Shape::default() }
    }

    /// The path of a field of this map.
    pub fn path_of(&self, key: &str) -> Box<str> {
        within(&self.path, key).into()
    }

    /// The path of this map.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Reports a mistake at the value of a field.
    pub fn report(&mut self, key: &str, diagnostic: Diagnostic) {
        let at = At::value(self.file, self.path_of(key));
        self.out.push(diagnostic.at(at));
    }

    /// Whether the field is there and not empty.
    pub fn has(&self, key: &str) -> bool {
        self.map.get(key).is_some_and(|value| !value.is_null())
    }

    /// Whether the field is there, be it empty.
    pub fn names(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    /// Whether some key, not yet taken, is nearly this one.
    pub fn has_slip_of(&self, key: &str) -> bool {
        let is_slip = |written: &str| {
            written != key
                && (written.trim().eq_ignore_ascii_case(key) || text::did_you_mean(written, [key]).is_some())
        };
        self.map.iter().any(|(written, _)| is_slip(&key_text(written)))
    }

    /// The keys that are not taken yet.
    pub fn left(&self) -> Vec<String> {
        self.map.iter().map(|(key, _)| key_text(key)).collect()
    }

    /// Drops a field of any name, which has been told of.
    pub fn forget(&mut self, key: &str) {
        self.map.swap_remove(key);
    }

    /// A field as it is, left where it is.
    pub fn peek(&self, key: &str) -> Option<&Value> {
        self.map.get(key)
    }

    /// Takes a field as it is; `None` if absent or empty.
    pub fn take(
        &mut self,
        key: &'static str,
        about: &'static str,
        holds: impl FnOnce() -> Holds,
    ) -> Option<Value> {
        self.note(key, about, holds);
        self.asked.push(key);
        self.map.swap_remove(key).filter(|value| !value.is_null())
    }

    /// A value of any kind.
    pub fn anything(&mut self, key: &'static str, about: &'static str) -> Option<Value> {
        self.take(key, about, || Holds::Anything)
    }

    /// A text; numbers and truth values are taken as they are written.
    pub fn text(&mut self, key: &'static str, about: &'static str) -> Option<String> {
        let value = self.take(key, about, || Holds::Text)?;
        let path = self.path_of(key);
        self.scalar(&path, value)
    }

    /// A text with its path.
    pub fn written(&mut self, key: &'static str, about: &'static str) -> Option<Written<String>> {
        let path = self.path_of(key);
        self.text(key, about).map(|value| Written { value, path })
    }

    /// A text or a list of texts.
    pub fn texts(&mut self, key: &'static str, about: &'static str) -> Vec<String> {
        self.list(key, about).into_iter().map(|w| w.value).collect()
    }

    /// A text or a list of texts, each with its path.
    pub fn list(&mut self, key: &'static str, about: &'static str) -> Vec<Written<String>> {
        let mut list = Vec::new();
        for Written { value, path } in self.items(key, about, || Holds::Text) {
            if let Some(value) = self.scalar(&path, value) {
                list.push(Written { value, path });
            }
        }
        list
    }

    /// The elements of a list; a single value counts as a list of one.
    fn items(
        &mut self,
        key: &'static str,
        about: &'static str,
        each: impl FnOnce() -> Holds,
    ) -> Vec<Written<Value>> {
        let path = self.path_of(key);
        match self.take(key, about, || Holds::Many(Box::new(each()))) {
            None => Vec::new(),
            Some(Value::Sequence(values)) => values
                .into_iter()
                .enumerate()
                .filter(|(_, value)| !value.is_null())
                .map(|(i, value)| Written { value, path: format!("{path}/{i}").into() })
                .collect(),
            Some(value) => vec![Written { value, path }],
        }
    }

    /// A map inside this one, read by `read`; other types are a mistake.
    pub fn record<T>(
        &mut self,
        key: &'static str,
        about: &'static str,
        mut read: impl FnMut(&mut Fields) -> T,
    ) -> Option<T> {
        let shape = self.shape_of(&mut read);
        let value = self.take(key, about, || Holds::Map(shape))?;
        let path = self.path_of(key);
        self.nested(Written { value, path }, read)
    }

    /// A list of maps, each read by `read`.
    pub fn records<T>(
        &mut self,
        key: &'static str,
        about: &'static str,
        mut read: impl FnMut(&mut Fields) -> T,
    ) -> Vec<T> {
        let shape = self.shape_of(&mut read);
        let items = self.items(key, about, || Holds::Map(shape));
        items.into_iter().filter_map(|item| self.nested(item, &mut read)).collect()
    }

    /// A text, or a map that says more.
    pub fn text_or_record<T>(
        &mut self,
        key: &'static str,
        about: &'static str,
        plain: impl FnOnce(Written<String>) -> T,
        mut read: impl FnMut(&mut Fields) -> Option<T>,
    ) -> Option<T> {
        let shape = self.shape_of(&mut read);
        let value = self.take(key, about, || Holds::TextOr(shape))?;
        let path = self.path_of(key);
        self.either(Written { value, path }, plain, read)
    }

    /// A list of texts, or of maps that say more.
    pub fn texts_or_records<T>(
        &mut self,
        key: &'static str,
        about: &'static str,
        plain: impl Fn(Written<String>) -> T,
        mut read: impl FnMut(&mut Fields) -> Option<T>,
    ) -> Vec<T> {
        let shape = self.shape_of(&mut read);
        let items = self.items(key, about, || Holds::TextOr(shape));
        items.into_iter().filter_map(|item| self.either(item, &plain, &mut read)).collect()
    }

    fn either<T>(
        &mut self,
        item: Written<Value>,
        plain: impl FnOnce(Written<String>) -> T,
        read: impl FnOnce(&mut Fields) -> Option<T>,
    ) -> Option<T> {
        if let Value::Mapping(_) = item.value {
            return self.nested(item, read).flatten();
        }
        let value = self.scalar(&item.path, item.value)?;
        Some(plain(Written { value, path: item.path }))
    }

    /// Reads one value as a map.
    pub fn nested<T>(&mut self, item: Written<Value>, read: impl FnOnce(&mut Fields) -> T) -> Option<T> {
        let Value::Mapping(map) = item.value else {
            self.wrong_type(&item.path, "a map of fields", &item.value);
            let stuck = item.value.as_str().and_then(|text| text.split_once(':'));
            let stuck = stuck.filter(|(key, _)| {
                !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            });
            if let (Some((key, value)), Some(problem)) = (stuck, self.out.0.last_mut()) {
                problem
                    .hints
                    .push(format!("a blank is missing behind `{key}:`; write `{key}: {}`", value.trim()));
            }
            return None;
        };
        let mut inner = Fields {
            map,
            path: item.path.into(),
            asked: Vec::new(),
            shape: None,
            places: Rc::clone(&self.places),
            file: self.file,
            yaml: self.yaml,
            out: &mut *self.out,
        };
        let result = read(&mut inner);
        inner.finish();
        Some(result)
    }

    /// The keys and values of a map whose keys are free, such as names by language.
    pub fn entries(
        &mut self,
        key: &'static str,
        about: &'static str,
        each: impl FnOnce() -> Holds,
    ) -> Vec<(String, Written<Value>)> {
        let path = self.path_of(key);
        match self.take(key, about, || Holds::Free(Box::new(each()))) {
            None => Vec::new(),
            Some(Value::Mapping(map)) => map
                .into_iter()
                .filter_map(|(k, value)| {
                    let name = self.scalar(&path, k)?;
                    let path = format!("{path}/{name}").into();
                    Some((name, Written { value, path }))
                })
                .collect(),
            Some(other) => {
                self.wrong_type(&path, "a map", &other);
                Vec::new()
            }
        }
    }

    /// The same where each value is a map that `read` reads, given its key.
    pub fn named_records<T>(
        &mut self,
        key: &'static str,
        about: &'static str,
        mut read: impl FnMut(&mut Fields, String) -> T,
    ) -> Vec<T> {
        let shape = self.shape_of(|inner| read(inner, String::new()));
        let entries = self.entries(key, about, || Holds::Map(shape));
        let read = |(name, value)| self.nested(value, |inner| read(inner, name));
        entries.into_iter().filter_map(read).collect()
    }

    /// A number.
    pub fn number(&mut self, key: &'static str, about: &'static str) -> Option<f64> {
        let value = self.take(key, about, || Holds::Number)?;
        let number = match &value {
            Value::Number(n) => n.as_f64(),
            Value::String(s) => s.trim().parse().ok(),
            _ => None,
        };
        if number.is_none_or(|n: f64| !n.is_finite()) {
            let path = self.path_of(key);
            self.wrong_type(&path, "a number", &value);
            return None;
        }
        number
    }

    /// A number between two bounds, such as a latitude.
    pub fn number_within(
        &mut self,
        key: &'static str,
        about: &'static str,
        bounds: RangeInclusive<f64>,
    ) -> Option<f64> {
        let number = self.number(key, about)?;
        let (low, high) = (bounds.start(), bounds.end());
        if bounds.contains(&number) {
            return Some(number);
        }
        let message = format!("`{key}` is {number}, it must lie between {low} and {high}");
        self.report(key, Diagnostic::new(code::OUT_OF_RANGE, message));
        None
    }

    /// A whole number that is not negative.
    pub fn whole(&mut self, key: &'static str, about: &'static str) -> Option<u64> {
        let number = self.number_within(key, about, 0.0..=9_007_199_254_740_992.0)?;
        if number.fract() != 0.0 {
            self.report(
                key,
                Diagnostic::new(code::OUT_OF_RANGE, format!("`{key}` is {number}, it must be whole")),
            );
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
        Some(number as u64)
    }

    /// `true` or `false`; absent is `false`.
    pub fn flag(&mut self, key: &'static str, about: &'static str) -> bool {
        match self.take(key, about, || Holds::Flag) {
            None => false,
            Some(Value::Bool(flag)) => flag,
            Some(other) => {
                let path = self.path_of(key);
                self.wrong_type(&path, "`true` or `false`", &other);
                false
            }
        }
    }

    /// A word of a closed list.
    pub fn choice<T: Vocabulary>(&mut self, key: &'static str, about: &'static str) -> Option<T> {
        let path = self.path_of(key);
        let words = || Holds::Word(T::WORDS.iter().map(|(word, _)| *word).collect());
        let value = self.take(key, about, words)?;
        let value = self.scalar(&path, value)?;
        self.word(&Written { value, path })
    }

    /// Looks a word up in a closed list.
    pub fn word<T: Vocabulary>(&mut self, written: &Written<String>) -> Option<T> {
        let wanted = written.value.trim();
        if let Some((_, value)) = T::WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(wanted)) {
            return Some(*value);
        }
        let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        let diagnostic = Diagnostic::new(code::UNKNOWN_VALUE, format!("`{wanted}` is not a {}", T::NAME))
            .at(At::value(self.file, written.path.clone()))
            .hints(text::did_you_mean(wanted, words.iter().copied()))
            .hint(format!("one of: {}", words.join(", ")));
        self.out.push(diagnostic);
        None
    }

    /// A required text with its path.
    pub fn required_at(
        &mut self,
        key: &'static str,
        about: &'static str,
        code: Code,
    ) -> Option<Written<String>> {
        let path = self.path_of(key);
        self.required(key, about, code).map(|value| Written { value, path })
    }

    /// Notes that a key must be there.
    pub fn must_have(&mut self, key: &str) {
        let keys = self.shape.iter_mut().flat_map(|shape| &mut shape.keys);
        keys.filter(|one| one.name == key).for_each(|one| one.required = true);
    }

    /// A required text: its absence is reported.
    pub fn required(&mut self, key: &'static str, about: &'static str, code: Code) -> Option<String> {
        let is_scalar = !matches!(self.map.get(key), Some(Value::Sequence(_) | Value::Mapping(_)));
        let text = self.text(key, about);
        self.must_have(key);
        let found = text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        // A value of the wrong type has been reported as that.
        if found.is_none() && is_scalar {
            let at = if self.path.is_empty() {
                At::file(self.file)
            } else {
                At::value(self.file, self.path.as_str())
            };
            self.out.push(Diagnostic::new(code, format!("`{key}` is missing")).at(at));
        }
        found
    }

    /// The text of a scalar as it is written, or a report that it is none.
    pub fn scalar(&mut self, path: &str, value: Value) -> Option<String> {
        match value {
            Value::String(s) => Some(match text::without_signs(&s) {
                std::borrow::Cow::Owned(clean) => clean,
                std::borrow::Cow::Borrowed(_) => s,
            }),
            Value::Bool(b) => Some(b.to_string()),
            Value::Number(n) if n.is_f64() => {
                Some(self.source_of(path).map_or_else(|| n.to_string(), str::to_owned))
            }
            Value::Number(n) => Some(n.to_string()),
            Value::Tagged(tagged) => self.scalar(path, tagged.value),
            other => {
                self.wrong_type(path, "a text", &other);
                None
            }
        }
    }

    /// The bytes of a value as they stand in the file, at its anchor if it is an alias.
    pub fn source_of(&self, path: &str) -> Option<&'a str> {
        let places = self.places.get_or_init(|| Spans::of(self.yaml));
        self.yaml.get(places.written(path)?)
    }

    /// Reports a value of the wrong type at a path.
    pub fn wrong_type(&mut self, path: &str, expected: &str, found: &Value) {
        let found = match found {
            Value::Null => "nothing",
            Value::Bool(_) => "a truth value",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a map",
            Value::Tagged(_) => "a tagged value",
        };
        let name = path.rsplit('/').find(|step| step.parse::<usize>().is_err()).filter(|s| !s.is_empty());
        let subject = name.map_or_else(|| "this".to_owned(), |n| format!("`{n}`"));
        let diagnostic =
            Diagnostic::new(code::WRONG_TYPE, format!("{subject} must be {expected}, found {found}"))
                .at(At::value(self.file, path));
        self.out.push(diagnostic);
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(&mut self) {
        self.finish_guarding("", code::UNKNOWN_KEY);
    }

    /// The same, where a key that may have been meant for the guarded one has a code of its own: what it asks for must
    /// not be lost.
    pub fn finish_guarding(&mut self, guarded: &str, mistaken: Code) {
        let left: Vec<String> = self.map.iter().map(|(k, _)| key_text(k)).collect();
        for key in left {
            let near = text::nearest(&key, self.asked.iter().copied());
            let code = if near.contains(&guarded) { mistaken } else { code::UNKNOWN_KEY };
            let mut hints: Vec<String> =
                text::did_you_mean(&key, self.asked.iter().copied()).into_iter().collect();
            if hints.is_empty() && self.asked.contains(&"extra") {
                hints.push("free keys go under `extra:`".to_owned());
            }
            if let Some(sign) = key.chars().find_map(text::hidden_name) {
                hints.insert(0, format!("it holds a sign that cannot be seen, {sign}; write the key anew"));
            }
            let diagnostic = Diagnostic::new(code, format!("`{key}` is not a known key"))
                .at(At::key(self.file, self.path_of(&key)))
                .hints(hints);
            self.out.push(diagnostic);
        }
    }
}

fn key_text(key: &Value) -> String {
    match key {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        _ => "?".to_owned(),
    }
}
