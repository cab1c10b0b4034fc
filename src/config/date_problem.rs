//! What is wrong with a written date, time or zone, before it has a place in a file.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Fix};
use crate::text::did_you_mean;

/// A date, time or zone that cannot be taken as written.
#[derive(Clone, Debug)]
pub struct DateProblem {
    /// The kind of mistake.
    pub code: Code,
    /// What was found.
    pub message: String,
    /// What to do.
    pub hints: Vec<String>,
    /// What may be written instead.
    pub fixes: Vec<Fix>,
    /// The bytes of the written text that are wrong, where one part is.
    pub range: Option<Range<usize>>,
    /// The key whose text it is, where several make one date: `start` or `end`.
    pub key: Option<&'static str>,
}

impl DateProblem {
    /// A problem with the whole text.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hints: Vec::new(), fixes: Vec::new(), range: None, key: None }
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Says what to write instead, which means the same.
    pub fn instead(mut self, written: &str, text: String) -> Self {
        self.hints.push(format!("write `{text}`"));
        self.fixes.push(Fix::same(written, text));
        self
    }

    /// Asks whether one of these was meant, if there are any.
    pub fn suggest(mut self, near: &[&str]) -> Self {
        self.hints.extend(did_you_mean(near));
        self.fixes.extend(near.iter().map(|text| Fix::guess(*text)));
        self
    }

    /// Says which bytes of the text are wrong.
    pub fn over(mut self, range: Range<usize>) -> Self {
        self.range = Some(range);
        self
    }

    /// Says which of several keys it is about.
    pub fn of_key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    /// The same problem in a longer text that has `bytes` more in front.
    pub fn shifted(mut self, bytes: usize) -> Self {
        self.range = self.range.map(|range| range.start + bytes..range.end + bytes);
        self
    }

    /// The mistake for the report, still without its place.
    pub fn into_diagnostic(self) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.code, self.message).hints(self.hints);
        Diagnostic { fixes: self.fixes, ..diagnostic }
    }
}
