//! A map of named fields, taken one by one with its mistakes reported: wrong types, unknown keys and words.

mod records;
mod values;

use std::cell::OnceCell;
use std::rc::Rc;

use super::shape::{Holds, Shape, ShapeKey};
use super::{Mapping, Spans, Value};
use crate::diag::{At, Code, Diagnostic, Diagnostics, FileId, code};
use crate::text;

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
                && (written.trim().eq_ignore_ascii_case(key) || !text::nearest(written, [key]).is_empty())
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
            let hidden = key.chars().find_map(text::hidden_name);
            let hidden =
                hidden.map(|sign| format!("it holds a sign that cannot be seen, {sign}; write the key anew"));
            let free =
                (near.is_empty() && self.asked.contains(&"extra")).then_some("free keys go under `extra:`");
            let problem = Diagnostic::new(code, format!("`{key}` is not a known key"))
                .at(At::key(self.file, self.path_of(&key)))
                .hints(hidden);
            let diagnostic = match near.iter().find(|near| near.eq_ignore_ascii_case(&key)) {
                Some(same) => problem.instead(&key, *same),
                None => problem.suggest(near),
            };
            let diagnostic = diagnostic.hints(free.map(str::to_owned));
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
