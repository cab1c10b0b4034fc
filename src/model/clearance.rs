//! Who may read a text, and when.

use super::{Day, Status};

/// What a file says about who may read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clearance {
    /// Its status.
    pub status: Status,
    /// The days that bound its time.
    pub terms: Vec<Term>,
}

/// A day from which or until which a text may be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The day.
    pub day: Day,
    /// Whether the time begins or ends with it.
    pub ends: bool,
    /// Where it stands.
    pub path: Box<str>,
}

#[expect(clippy::derivable_impls, reason = "the macro of the closed lists writes the type")]
impl Default for Status {
    fn default() -> Self {
        Self::Published
    }
}
