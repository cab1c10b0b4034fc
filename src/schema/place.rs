//! Places.

use schemars::JsonSchema;

use super::kinds::{Given, Many, Map, Number, Text, Word};
use crate::model::PlacePrecision;

/// A town, district or position
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Place {
    /// The name
    name: Given,
    /// The last part of the address; without it, the file's name or, in a list, the name
    id: Option<Text>,
    /// The form that pages show, for a disputed name
    display: Option<Text>,
    /// Its name in other languages, by language tag
    names: Option<Map<Many<Text>>>,
    /// Other spellings
    aliases: Option<Many<Text>>,
    /// Degrees north, −90 to 90
    lat: Option<Number>,
    /// Degrees east, −180 to 180
    lon: Option<Number>,
    /// How exactly the position is given
    precision: Option<Word<PlacePrecision>>,
    /// The place that it lies in
    parent: Option<Text>,
}
