//! Conflicts.

use schemars::JsonSchema;

use super::evidence::{Figure, Source};
use super::kinds::{Either, Given, Many, Text, When};

/// A war or dispute with its sides and phases
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Conflict {
    /// The name that pages show
    name: Given,
    /// The last part of the address; without it, the file's name
    id: Option<Text>,
    /// Other names
    aliases: Option<Many<Text>>,
    /// How long it lasted (EDTF)
    when: Option<When>,
    /// The conflict that it is a part of
    parent: Option<Text>,
    /// Who fights
    sides: Option<Many<Side>>,
    /// Who mediates: actors
    mediators: Option<Many<Text>>,
    /// Its parts in time
    phases: Option<Many<Phase>>,
    /// What is counted over the whole
    figures: Option<Many<Figure>>,
    /// The standfirst
    summary: Option<Text>,
    /// What it rests on
    sources: Option<Many<Either<Text, Source>>>,
}

/// A side of a conflict
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Side {
    /// Its name
    name: Given,
    /// Who fights on it: actors
    actors: Option<Many<Text>>,
    /// Who supports it: actors
    supporters: Option<Many<Text>>,
    /// A colour such as `"#a8480b"`
    color: Option<Text>,
}

/// A part of a conflict in time
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Phase {
    /// Its name
    name: Given,
    /// When (EDTF)
    when: When,
    /// In a sentence
    summary: Option<Text>,
}
