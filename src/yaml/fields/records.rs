//! Fields that hold maps: one, a list of them, a text in the place of one, or one whose keys are free.

use std::rc::Rc;

use super::super::Value;
use super::super::shape::Holds;
use super::{Fields, Written};

impl Fields<'_> {
    /// The elements of a list; a single value counts as a list of one.
    pub(super) fn items(
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

    /// A map whose keys are free, each with a text or a map that says more.
    pub fn named_texts_or_records<T>(
        &mut self,
        key: &'static str,
        about: &'static str,
        plain: impl Fn(String, Written<String>) -> T,
        mut read: impl FnMut(&mut Fields, String) -> Option<T>,
    ) -> Vec<T> {
        let shape = self.shape_of(|inner| read(inner, String::new()));
        let entries = self.entries(key, about, || Holds::TextOr(shape));
        let one = |(name, item): (String, Written<Value>)| {
            self.either(item, |written| plain(name.clone(), written), |inner| read(inner, name.clone()))
        };
        entries.into_iter().filter_map(one).collect()
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

    /// A text, or texts by language tag.
    pub fn text_by_language(
        &mut self,
        key: &'static str,
        about: &'static str,
    ) -> (Option<String>, Vec<(String, Written<String>)>) {
        let holds = || Holds::Either(vec![Holds::Text, Holds::Free(Box::new(Holds::Text))]);
        let path = self.path_of(key);
        match self.take(key, about, holds) {
            None => (None, Vec::new()),
            Some(Value::Mapping(map)) => {
                let text = |(tag, value): (Value, Value)| {
                    let tag = self.scalar(&path, tag)?;
                    let path: Box<str> = format!("{path}/{tag}").into();
                    let value = self.scalar(&path, value)?;
                    Some((tag, Written { value, path }))
                };
                (None, map.into_iter().filter_map(text).collect())
            }
            Some(value) => (self.scalar(&path, value), Vec::new()),
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
}
