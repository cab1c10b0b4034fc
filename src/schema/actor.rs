//! Actors.

use schemars::JsonSchema;

use super::event::Image;
use super::evidence::Source;
use super::kinds::{Either, Given, Many, Map, Text, When, Word};
use crate::model::{ActorKind, AliasKind, Mentions};

/// A state, force, organisation or person
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Actor {
    /// The name that pages show
    name: Given,
    /// The last part of the address; without it, the file's name or, in a list, the name
    id: Option<Text>,
    /// Ids that it had before, whose addresses lead to it
    former_ids: Option<Many<Text>>,
    /// What it is
    kind: Option<Word<ActorKind>>,
    /// Other names: texts, or maps that say more
    aliases: Option<Many<Either<Text, Alias>>>,
    /// Its name in other languages, by language tag
    names: Option<Map<Many<Text>>>,
    /// What it belongs to
    affiliations: Option<Many<Affiliation>>,
    /// A sentence about it
    summary: Option<Text>,
    /// Links: `wikidata` takes an item such as `Q42`, others an address
    links: Option<Map<Text>>,
    /// A colour such as `"#a8480b"`
    color: Option<Text>,
    /// Its picture
    image: Option<Image>,
    /// Whether every text links to it, or only those whose `actors` list it
    mentions: Option<Word<Mentions>>,
}

/// Another name
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Alias {
    /// The name
    text: Given,
    /// Its language, as a BCP 47 tag
    lang: Option<Text>,
    /// A former name, or what others call the actor
    kind: Option<Word<AliasKind>>,
    /// Who uses it: actors' ids, or texts
    used_by: Option<Many<Text>>,
    /// When it was in use (EDTF)
    valid: Option<When>,
    /// Whether another actor has it too, and that is known
    ambiguous: Option<bool>,
}

/// What an actor belongs to
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Affiliation {
    /// To whom: an actor
    to: Given,
    /// As what, such as an office
    role: Option<Text>,
    /// When (an EDTF interval)
    valid: Option<When>,
    /// What it rests on
    sources: Option<Many<Either<Text, Source>>>,
}
