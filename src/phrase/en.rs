//! English phrases. `{}` and `{name}` stand for what is put in.

/// Key and phrase.
pub const PHRASES: &[(&str, &str)] = &[
    // dates
    ("date.about", "about {}"),
    ("date.uncertain", "{}, uncertain"),
    ("date.between", "between {a} and {b}"),
];
