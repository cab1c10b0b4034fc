//! Fields that hold a text, a number, a word, or several texts.

use std::ops::RangeInclusive;

use super::super::Value;
use super::super::shape::Holds;
use super::{Fields, Written};
use crate::diag::{At, Code, Diagnostic, code};
use crate::text::{self, Vocabulary};

impl Fields<'_> {
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

    /// Words of a closed list, or `true` for what is not said in words: whatever else stands there counts as that, so that nothing is
    /// lost by a slip. `None` for `false`, and where nothing stands.
    pub fn flag_or_choices<T: Vocabulary>(
        &mut self,
        key: &'static str,
        about: &'static str,
    ) -> Option<Vec<T>> {
        let word = || Holds::Word(T::WORDS.iter().map(|(word, _)| *word).collect());
        let holds = || Holds::Either(vec![Holds::Flag, Holds::Many(Box::new(word()))]);
        let path = self.path_of(key);
        let values = match self.take(key, about, holds)? {
            Value::Bool(flag) => return flag.then(Vec::new),
            Value::Sequence(values) => values,
            value => vec![value],
        };
        let read = |(at, value): (usize, Value)| {
            let path: Box<str> = format!("{path}/{at}").into();
            let value = self.scalar(&path, value)?;
            self.word(&Written { value, path })
        };
        Some(values.into_iter().enumerate().filter_map(read).collect())
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
            .suggest(text::nearest(wanted, words.iter().copied()))
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
}
