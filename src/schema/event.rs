//! Events, and what they share with articles.

use schemars::JsonSchema;

use super::evidence::{Claim, Figure, Source};
use super::kinds::{Either, Given, Many, Number, Text, When, Word};
use crate::model::{EventType, PlacePrecision, Role, Status};

/// An event that an article reports
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Event {
    /// The stable name; the same in several articles makes them report one event
    id: Option<Text>,
    /// What happened, in a headline
    title: Option<Text>,
    /// When it happened (EDTF); without it, the article's
    when: Option<When>,
    /// When it began, if the hour matters
    start: Option<When>,
    /// When it ended, beside `start`
    end: Option<When>,
    /// In a sentence
    summary: Option<Text>,
    /// Where: a place's name or id, or a map with its position
    place: Option<Either<Text, PlaceRef>>,
    /// What sort of event
    r#type: Option<Word<EventType>>,
    /// Who takes part
    actors: Option<Many<Either<Text, Involvement>>>,
    /// The conflict that it belongs to
    conflict: Option<Text>,
    /// What is disputed, and who says what
    claims: Option<Many<Claim>>,
    /// What is counted, and who says so
    figures: Option<Many<Figure>>,
    /// What it rests on
    sources: Option<Many<Either<Text, Source>>>,
    /// Its picture
    image: Option<Image>,
    /// Whether it is shown
    status: Option<Word<Status>>,
}

/// An event of the register
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RegisteredEvent {
    /// What happened, in a headline
    title: Given,
    /// The stable name
    id: Option<Text>,
    /// When it happened (EDTF)
    when: Option<When>,
    /// When it began, if the hour matters
    start: Option<When>,
    /// When it ended, beside `start`
    end: Option<When>,
    /// In a sentence
    summary: Option<Text>,
    /// Where: a place's name or id, or a map with its position
    place: Option<Either<Text, PlaceRef>>,
    /// What sort of event
    r#type: Option<Word<EventType>>,
    /// Who takes part
    actors: Option<Many<Either<Text, Involvement>>>,
    /// The conflict that it belongs to
    conflict: Option<Text>,
    /// What is disputed, and who says what
    claims: Option<Many<Claim>>,
    /// What is counted, and who says so
    figures: Option<Many<Figure>>,
    /// What it rests on
    sources: Option<Many<Either<Text, Source>>>,
    /// Its picture
    image: Option<Image>,
    /// Whether it is shown
    status: Option<Word<Status>>,
}

/// An actor's part
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Involvement {
    /// The actor's name, alias or id
    actor: Given,
    /// As what
    role: Option<Word<Role>>,
    /// Whether the role is only alleged
    alleged: Option<bool>,
}

/// A place with its position
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct PlaceRef {
    /// The place's name
    name: Given,
    /// Degrees north, −90 to 90
    lat: Option<Number>,
    /// Degrees east, −180 to 180
    lon: Option<Number>,
    /// How exactly the position is given
    precision: Option<Word<PlacePrecision>>,
}

/// A picture
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Image {
    /// The file, beside the one that shows it
    src: Given,
    /// What it shows, for those who cannot see it
    alt: Option<Text>,
    /// The caption
    caption: Option<Text>,
    /// Who made it
    credit: Option<Text>,
    /// Its licence
    license: Option<Text>,
    /// Whether it may distress
    sensitive: Option<bool>,
}
