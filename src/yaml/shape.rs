//! What a reader of fields asks for: the keys that it knows, what each may hold and what it is for.
//!
//! A reader is run on [fields that describe](super::Fields::describe) instead of holding values, so that the schema of a file is
//! what its reader reads.

/// A map with known keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Its name; the same for the same sort of map.
    pub name: &'static str,
    /// What it is, in a sentence without a full stop.
    pub about: &'static str,
    /// Its keys, in the order in which they are asked for.
    pub keys: Vec<ShapeKey>,
}

/// A key of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct ShapeKey {
    /// As it is written.
    pub name: &'static str,
    /// What it is for, in a sentence without a full stop.
    pub about: &'static str,
    /// What it may hold.
    pub holds: Holds,
    /// Whether it must be there.
    pub required: bool,
}

/// What a value may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds {
    /// A text; numbers and truth values are taken as they are written.
    Text,
    /// A date in EDTF (ISO 8601-2:2019), or a date-time; YAML may take a year for a number and a set for a list.
    Date,
    /// A number; one in quotation marks counts too.
    Number,
    /// `true` or `false`.
    Flag,
    /// A word of a closed list.
    Word(Vec<&'static str>),
    /// Anything.
    Anything,
    /// A map with known keys.
    Map(Shape),
    /// A text, or a map that says more.
    TextOr(Shape),
    /// One value or a list of such.
    Many(Box<Self>),
    /// A map whose keys are free.
    Free(Box<Self>),
    /// Any of several.
    Either(Vec<Self>),
}
