//! Which fields are names, and of what: the one list, which all that follows names walks or asks.

use super::{
    ActorDraft, ArticleDraft, CitationDraft, ClaimDraft, ConflictDraft, EventDraft, FigureDraft, PlaceDraft,
    PlaceRef, SourceDraft,
};
use crate::source::Kind;
use crate::yaml::Written;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Naming {
    /// An actor.
    Actor,
    /// A place.
    Place,
    /// A page of the site's own.
    Page,
    /// An event.
    Event,
    /// A conflict.
    Conflict,
    /// An article.
    Article,
    /// A source.
    Source,
    /// A tag.
    Tag,
}

/// A field that holds a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NameField<'a> {
    /// An actor: who is called so becomes one, if nobody else is.
    Actor(&'a Written<String>),
    /// An actor, or words that stand for none.
    Somebody(&'a Written<String>),
    /// A place, which becomes one likewise.
    Place(&'a PlaceRef),
    /// The place around another, which becomes one likewise.
    PlaceAround(&'a Written<String>),
    /// A conflict, which becomes one likewise.
    Conflict(&'a Written<String>),
    /// The conflict around another.
    ConflictAround(&'a Written<String>),
    /// An event, by its id.
    Event(&'a Written<String>),
    /// An article.
    Article(&'a Written<String>),
    /// A source, by its id.
    Source(&'a Written<String>),
}

impl<'a> NameField<'a> {
    /// What the name is of.
    pub fn naming(self) -> Naming {
        match self {
            Self::Actor(_) | Self::Somebody(_) => Naming::Actor,
            Self::Place(_) | Self::PlaceAround(_) => Naming::Place,
            Self::Conflict(_) | Self::ConflictAround(_) => Naming::Conflict,
            Self::Event(_) => Naming::Event,
            Self::Article(_) => Naming::Article,
            Self::Source(_) => Naming::Source,
        }
    }

    /// The name, and where it stands.
    pub fn written(self) -> &'a Written<String> {
        match self {
            Self::Place(place) => &place.name,
            Self::Actor(name)
            | Self::Somebody(name)
            | Self::PlaceAround(name)
            | Self::Conflict(name)
            | Self::ConflictAround(name)
            | Self::Event(name)
            | Self::Article(name)
            | Self::Source(name) => name,
        }
    }
}

/// What hears of each name.
type Heard<'f, 'a> = &'f mut dyn FnMut(NameField<'a>);

/// A draft with fields that hold names.
pub trait EachName {
    /// Tells of every name in its fields, in their order.
    fn each_name<'a>(&'a self, heard: Heard<'_, 'a>);
}

impl EachName for ArticleDraft {
    fn each_name<'a>(&'a self, heard: Heard<'_, 'a>) {
        self.actors.iter().for_each(|involved| heard(NameField::Actor(&involved.actor)));
        evidence(&self.claims, &self.figures, heard);
        for said in &self.statements {
            heard(NameField::Actor(&said.by));
            all(&said.to, NameField::Actor, heard);
            citations(&said.sources, heard);
        }
        self.place.iter().for_each(|place| heard(NameField::Place(place)));
        all(&self.conflict, NameField::Conflict, heard);
        citations(&self.body.sources, heard);
        all(&self.related, NameField::Article, heard);
        all(&self.unrelated, NameField::Article, heard);
        all(&self.translation_of, NameField::Article, heard);
        self.events.iter().for_each(|event| event.each_name(heard));
    }
}

impl EachName for EventDraft {
    fn each_name<'a>(&'a self, heard: Heard<'_, 'a>) {
        all(&self.event.id, NameField::Event, heard);
        self.actors.iter().for_each(|involved| heard(NameField::Actor(&involved.actor)));
        evidence(&self.claims, &self.figures, heard);
        let places = self.place.iter().chain(&self.places).chain(&self.from).chain(&self.to);
        places.for_each(|place| heard(NameField::Place(place)));
        all(&self.conflict, NameField::Conflict, heard);
        citations(&self.sources, heard);
    }
}

impl EachName for ConflictDraft {
    fn each_name<'a>(&'a self, heard: Heard<'_, 'a>) {
        all(&self.parent, NameField::ConflictAround, heard);
        for side in &self.sides {
            all(&side.actors, NameField::Actor, heard);
            all(&side.supporters, NameField::Actor, heard);
        }
        all(&self.mediators, NameField::Actor, heard);
        evidence(&[], &self.figures, heard);
        self.story.iter().for_each(|step| heard(NameField::Event(&step.of)));
        for line in &self.lines {
            all(&line.by, NameField::Somebody, heard);
            citations(&line.sources, heard);
        }
        citations(&self.body.sources, heard);
    }
}

impl EachName for ActorDraft {
    fn each_name<'a>(&'a self, heard: Heard<'_, 'a>) {
        self.aliases.iter().for_each(|alias| all(&alias.used_by, NameField::Somebody, heard));
        for affiliation in &self.affiliations {
            heard(NameField::Actor(&affiliation.to));
            citations(&affiliation.sources, heard);
        }
    }
}

impl EachName for PlaceDraft {
    fn each_name<'a>(&'a self, heard: Heard<'_, 'a>) {
        all(self.parent.iter().map(|parent| &parent.name), NameField::PlaceAround, heard);
    }
}

impl EachName for SourceDraft {
    fn each_name<'a>(&'a self, heard: Heard<'_, 'a>) {
        all(&self.side, NameField::Somebody, heard);
        all(&self.author, NameField::Somebody, heard);
        all(&self.publisher, NameField::Somebody, heard);
    }
}

fn all<'a>(
    names: impl IntoIterator<Item = &'a Written<String>>,
    field: fn(&'a Written<String>) -> NameField<'a>,
    heard: Heard<'_, 'a>,
) {
    names.into_iter().for_each(|name| heard(field(name)));
}

fn evidence<'a>(claims: &'a [ClaimDraft], figures: &'a [FigureDraft], heard: Heard<'_, 'a>) {
    for claim in claims {
        for position in &claim.positions {
            heard(NameField::Actor(&position.by));
            citations(&position.sources, heard);
        }
        all(claim.parties.iter().flatten(), NameField::Actor, heard);
        claim.assessment.iter().for_each(|assessment| citations(&assessment.sources, heard));
    }
    for figure in figures {
        all(&figure.side, NameField::Somebody, heard);
        all(&figure.by, NameField::Actor, heard);
        citations(&figure.sources, heard);
    }
}

fn citations<'a>(citations: &'a [CitationDraft], heard: Heard<'_, 'a>) {
    for citation in citations {
        match citation {
            CitationDraft::Id(id) => heard(NameField::Source(id)),
            CitationDraft::Own(source) => source.each_name(heard),
        }
    }
}

/// A field: the sort of file, its keys from the outermost without numbers, and what it names.
type Path = (&'static [Kind], &'static str, Naming);

const TEXTS: &[Kind] = &[Kind::Article, Kind::Event, Kind::EventList];
const ACTORS: &[Kind] = &[Kind::Actor, Kind::ActorList];
const PLACES: &[Kind] = &[Kind::Place, Kind::PlaceList];
const ANY: &[Kind] = &[];

/// The same fields by the ends of their keys, for texts that are still being written: the first that fits decides.
/// `tests/it/names.rs` compares it with what is walked above.
const PATHS: &[Path] = &[
    (TEXTS, "actors", Naming::Actor),
    (TEXTS, "actor", Naming::Actor),
    (&[Kind::Conflict], "sides/actors", Naming::Actor),
    (ANY, "supporters", Naming::Actor),
    (ANY, "mediators", Naming::Actor),
    (ANY, "parties", Naming::Actor),
    (ANY, "by", Naming::Actor),
    (ANY, "used_by", Naming::Actor),
    (ANY, "side", Naming::Actor),
    (ANY, "sources/author", Naming::Actor),
    (ANY, "sources/publisher", Naming::Actor),
    (&[Kind::SourceList], "author", Naming::Actor),
    (&[Kind::SourceList], "publisher", Naming::Actor),
    (ACTORS, "affiliations/to", Naming::Actor),
    (TEXTS, "statements/to", Naming::Actor),
    (ANY, "place", Naming::Place),
    (ANY, "place/name", Naming::Place),
    (TEXTS, "places", Naming::Place),
    (TEXTS, "from", Naming::Place),
    (TEXTS, "from/name", Naming::Place),
    (TEXTS, "to", Naming::Place),
    (TEXTS, "to/name", Naming::Place),
    (PLACES, "parent", Naming::Place),
    (&[Kind::Conflict], "parent", Naming::Conflict),
    (ANY, "conflict", Naming::Conflict),
    (ANY, "sources", Naming::Source),
    (ANY, "related", Naming::Article),
    (ANY, "unrelated", Naming::Article),
    (ANY, "translation_of", Naming::Article),
    (&[Kind::Article], "events/id", Naming::Event),
    (&[Kind::Conflict], "story/event", Naming::Event),
    (ANY, "tags", Naming::Tag),
];

/// What the value of the last of these keys names, in a file of that sort.
pub fn naming(kind: Kind, path: &[&str]) -> Option<Naming> {
    let fits = |(kinds, keys, _): &&Path| {
        let mut steps = path.iter().rev();
        (kinds.is_empty() || kinds.contains(&kind))
            && keys.rsplit('/').all(|key| steps.next().is_some_and(|step| *step == key))
    };
    PATHS.iter().find(fits).map(|(.., naming)| *naming)
}

/// What a file describes by the value of a key of its own, as `name` and `id` do.
pub fn describes(kind: Kind, path: &[&str]) -> Option<Naming> {
    Some(match (kind, path) {
        (Kind::Actor | Kind::ActorList, ["name" | "id"]) => Naming::Actor,
        (Kind::Place | Kind::PlaceList, ["name" | "id"]) => Naming::Place,
        (Kind::Conflict, ["name" | "id"]) => Naming::Conflict,
        (Kind::Event | Kind::EventList, ["title" | "id"]) => Naming::Event,
        (Kind::Article, ["title"]) => Naming::Article,
        (Kind::Page, ["title"]) => Naming::Page,
        (Kind::SourceList, ["id"]) => Naming::Source,
        _ => return None,
    })
}
