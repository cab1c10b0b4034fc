//! Everything that is registered apart from articles, while the site is resolved: first its names, then the rest.

use std::mem::take;
use std::sync::Arc;

use super::actors::{self, Actors, Cited, Profile};
use super::bodies::{Bodies, Lookups, Scope};
use super::citations::{self, Numbered};
use super::conflicts::{self, Conflicts};
use super::events::{Events, Told};
use super::fields::FieldNames;
use super::places::{self, Places};
use super::shapes::Shapes;
use super::tags::Tags;
use super::uses::Findings;
use crate::config::{Borders, Config};
use crate::diag::{At, Diagnostics, FileId};
use crate::model::{ActorId, Body, ConflictId, EventId, Page, Site, SourceId};
use crate::names::{self, ActorNames, NameTable, Names, SideNames, Thing, Titles};
use crate::parse::{
    ArticleDraft, BodyDraft, Drafts, EachName, EventDraft, NameField, PageDraft, PlaceRef, SourceDraft,
};
use crate::source::SourceTree;
use crate::yaml::Written;

/// The registers of a site.
pub(super) struct Registers {
    config: Config,
    actors: Actors,
    places: Places,
    conflicts: Conflicts,
    pub events: Events,
    /// What the register says of events.
    told: Vec<EventDraft>,
    sources: Vec<SourceDraft>,
    source_ids: NameTable<SourceId>,
    pages: Vec<PageDraft>,
    pub tags: Arc<Tags>,
    shapes: Shapes,
}

/// How many places and conflicts are registered apart from articles.
#[derive(Clone, Copy)]
pub(super) struct Described {
    pub places: usize,
    pub conflicts: usize,
}

/// The names in fields that become something where nothing has them.
#[derive(Default)]
struct Making<'a> {
    actors: Vec<(FileId, &'a Written<String>)>,
    places: Vec<(FileId, &'a PlaceRef)>,
    conflicts: Vec<(FileId, &'a Written<String>)>,
}

impl<'a> Making<'a> {
    fn take(&mut self, file: FileId, draft: &'a impl EachName) {
        draft.each_name(&mut |field| match field {
            NameField::Actor(name) => self.actors.push((file, name)),
            NameField::Place(place) => self.places.push((file, place)),
            NameField::Conflict(name) => self.conflicts.push((file, name)),
            _ => {}
        });
    }
}

impl Registers {
    /// Registers what is described, then what is only named.
    pub fn of(drafts: Drafts, articles: &[Arc<ArticleDraft>], out: &mut Diagnostics) -> Self {
        let Drafts { config, actors, places, mut sources, events, conflicts, pages, shapes, .. } = drafts;
        let shapes = Shapes(shapes);
        let source_ids = citations::register(&mut sources, out);
        let (events, told) = Events::of(events, articles, out);
        let mut conflicts = Conflicts::of(conflicts, out);
        let mut making = Making::default();
        articles.iter().for_each(|article| making.take(article.file, article.as_ref()));
        told.iter().for_each(|draft| making.take(draft.event.file, draft));
        conflicts.add_implicit(&making.conflicts, out);
        let mut places = Places::of(places, &config.map, out);
        places.add_implicit(&making.places, out);
        let mut actors = Actors::of(actors, out);
        conflicts.drafts.iter().for_each(|conflict| making.take(conflict.registered.file, conflict));
        actors.add_implicit(&making.actors, out);
        let tags = Tags::of(articles).into();
        Self { config, actors, places, conflicts, events, told, sources, source_ids, pages, tags, shapes }
    }

    /// Hands out the names, with those of articles.
    pub fn take_names(&mut self, titles: Titles) -> Names {
        Names {
            actors: std::mem::replace(&mut self.actors.names, ActorNames::of(&[])).into(),
            places: take(&mut self.places.names).into(),
            pages: names::pages(&self.pages).into(),
            events: take(&mut self.events.names).into(),
            conflicts: take(&mut self.conflicts.names).into(),
            sides: SideNames::of(&self.conflicts.drafts).into(),
            titles: titles.into(),
            sources: take(&mut self.source_ids).into(),
        }
    }

    /// What texts look up apart from names.
    pub fn lookups(&self, tree: &SourceTree) -> Lookups {
        let pages = (0..).zip(&self.pages).map(|(i, page)| (page.file, Thing::Page(i)));
        let actors =
            self.actors.drafts.iter().enumerate().filter(|(_, actor)| actor.registered.path.is_empty());
        let actors = actors.map(|(i, actor)| (actor.registered.file, Thing::Actor(ActorId::of(i))));
        let events = self.told.iter().enumerate().filter(|(_, draft)| draft.event.path.is_empty());
        let events = events.map(|(i, draft)| (draft.event.file, Thing::Event(EventId::of(i))));
        let conflicts = self.conflicts.drafts.iter().enumerate();
        let conflicts =
            conflicts.map(|(i, conflict)| (conflict.registered.file, Thing::Conflict(ConflictId::of(i))));
        let files = pages.chain(actors).chain(events).chain(conflicts);
        Lookups::of(&self.config, &self.actors.drafts, files, self.conflicts.usual(), tree)
    }

    /// How much is registered apart from articles.
    pub fn given(&self) -> Described {
        Described { places: self.places.drafts.len(), conflicts: self.conflicts.drafts.len() }
    }

    /// Puts all of it into the site, whose articles are there.
    pub fn finish(self, bodies: &Bodies, site: &mut Site, out: &mut Findings) {
        let names = bodies.names;
        site.main_conflict = bodies.texts.usual_conflict;
        let pages = self.pages.into_iter().enumerate();
        site.pages = Arc::new(pages.map(|(i, draft)| page(i, draft, bodies, out)).collect());
        let Actors { drafts, implicit, profiles, .. } = self.actors;
        let profiles = profiles.into_iter().enumerate();
        let profiles: Vec<Cited> =
            profiles.map(|(i, profile)| cited(ActorId::of(i), profile, bodies, out)).collect();
        site.actors = actors::finished(drafts, implicit, profiles, names, out).into();
        let mut places = self.places;
        let note =
            |(file, body): (FileId, BodyDraft)| bodies.resolve(&body, &Scope::plain(file), Vec::new(), out);
        let notes: Vec<Body> = places::take_bodies(&mut places.drafts).into_iter().map(note).collect();
        let (places, kept) = places::finished(places, notes, (names, &self.shapes), out);
        (site.places, site.kept_positions) = (places.into(), kept.into());
        if let Borders::File(file) = &self.config.map.borders {
            // Settings are of no file of a text: what is wrong is told where they stand.
            site.borders = self.shapes.find(bodies.texts.settings, file, out);
        }
        let Conflicts { drafts, implicit, parents, .. } = self.conflicts;
        site.conflicts =
            conflicts::finished((drafts, &parents), implicit, (bodies, &self.shapes), out).into();
        let told = self.told.into_iter().enumerate();
        let told: Vec<Told> = told.map(|(i, draft)| Told::of(EventId::of(i), draft, bodies, out)).collect();
        let (articles, conflict) = (&site.articles, site.main_conflict);
        site.events = self.events.finish(told, articles, &site.places, conflict, &mut out.problems).into();
        site.sources = citations::finished(self.sources, names, out).into();
        site.tags = self.tags.list.clone().into();
        site.config = self.config;
    }
}

fn cited(own: ActorId, profile: Profile, bodies: &Bodies, out: &mut Findings) -> Cited {
    let scope = Scope { own: Some(own), ..Scope::plain(profile.file) };
    let mut sources = Numbered::new(FieldNames { names: bodies.names, file: profile.file });
    let cited = profile.cited.into_iter().map(|cited| sources.numbers(cited, out)).collect();
    (bodies.resolve(&profile.body, &scope, sources.done(), out), cited)
}

fn page(at: usize, draft: PageDraft, bodies: &Bodies, out: &mut Findings) -> Page {
    let file: FileId = draft.file;
    out.described(|| At::value(file, "title"), Thing::Page(u32::try_from(at).unwrap_or(u32::MAX)));
    Page {
        file,
        slug: draft.slug,
        title: draft.title,
        summary: draft.summary,
        lang: draft.lang,
        translates: draft.translates,
        template: draft.template,
        extra: draft.extra,
        clearance: draft.clearance,
        body: bodies.resolve(&draft.body, &Scope::plain(file), Vec::new(), out),
    }
}
