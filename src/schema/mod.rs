//! JSON Schema (draft 2020-12) of the files of a site, for editors that complete and check YAML.
//!
//! The structs mirror the fields that `parse` and `config` read; a test holds the two together. Words of closed lists come
//! from the model.

#![expect(dead_code, reason = "the structs are only described, never filled")]

mod actor;
mod article;
mod conflict;
mod event;
mod evidence;
mod kinds;
mod place;
mod site;

use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

/// A sort of file, or of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Front matter of an article.
    Article,
    /// Front matter of a page such as "About".
    Page,
    /// Front matter of an actor.
    Actor,
    /// Front matter of a place.
    Place,
    /// Front matter of an event.
    Event,
    /// Front matter of a conflict.
    Conflict,
    /// `actors.yaml`.
    Actors,
    /// `places.yaml`.
    Places,
    /// `events.yaml` and other lists of events.
    Events,
    /// `sources.yaml`.
    Sources,
    /// `site.yaml`.
    Site,
}

impl Subject {
    /// All of them, with their names.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("article", Self::Article),
        ("page", Self::Page),
        ("actor", Self::Actor),
        ("place", Self::Place),
        ("event", Self::Event),
        ("conflict", Self::Conflict),
        ("actors", Self::Actors),
        ("places", Self::Places),
        ("events", Self::Events),
        ("sources", Self::Sources),
        ("site", Self::Site),
    ];

    /// Its name, such as `article`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, subject)| *subject == self).map_or("", |(name, _)| name)
    }
}

/// The schema of a sort of file.
pub fn schema(subject: Subject) -> Value {
    let generator = SchemaGenerator::default();
    let schema: Schema = match subject {
        Subject::Article => generator.into_root_schema_for::<article::Article>(),
        Subject::Page => generator.into_root_schema_for::<article::Page>(),
        Subject::Actor => generator.into_root_schema_for::<actor::Actor>(),
        Subject::Place => generator.into_root_schema_for::<place::Place>(),
        Subject::Event => generator.into_root_schema_for::<event::RegisteredEvent>(),
        Subject::Conflict => generator.into_root_schema_for::<conflict::Conflict>(),
        Subject::Actors => generator.into_root_schema_for::<Vec<actor::Actor>>(),
        Subject::Places => generator.into_root_schema_for::<Vec<place::Place>>(),
        Subject::Events => generator.into_root_schema_for::<Vec<event::RegisteredEvent>>(),
        Subject::Sources => generator.into_root_schema_for::<Vec<evidence::SharedSource>>(),
        Subject::Site => generator.into_root_schema_for::<site::Site>(),
    };
    schema.to_value()
}

/// The schema as a file.
pub fn printed(subject: Subject) -> String {
    serde_json::to_string_pretty(&schema(subject)).unwrap_or_default() + "\n"
}
