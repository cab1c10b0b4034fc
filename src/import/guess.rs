//! A value that was guessed, with the words that it came from and how sure it is.

/// How sure a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// An editor must look.
    Doubtful,
    /// It is usually so.
    Likely,
    /// The page says so.
    Sure,
}

impl Confidence {
    /// The number for reports: 0 is nothing, 1 is certain.
    pub fn number(self) -> f64 {
        match self {
            Self::Doubtful => 0.4,
            Self::Likely => 0.75,
            Self::Sure => 0.95,
        }
    }
}

/// A value with the words that it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess<T> {
    /// The value.
    pub value: T,
    /// The words of the page that say so.
    pub words: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// What an editor should know.
    pub note: Option<String>,
}

impl<T> Guess<T> {
    /// What the page says.
    pub fn sure(value: T, words: impl Into<String>) -> Self {
        Self { value, words: words.into(), confidence: Confidence::Sure, note: None }
    }

    /// What is usually so.
    pub fn likely(value: T, words: impl Into<String>) -> Self {
        Self { value, words: words.into(), confidence: Confidence::Likely, note: None }
    }

    /// What an editor must look at.
    pub fn doubtful(value: T, words: impl Into<String>) -> Self {
        Self { value, words: words.into(), confidence: Confidence::Doubtful, note: None }
    }

    /// The same guess with a remark.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}
