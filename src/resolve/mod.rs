//! Stage 3, resolve: drafts are joined into the `Site`; names become ids.

mod actors;
mod aliases;
mod articles;
mod bodies;
mod changed;
mod citations;
mod conflicts;
mod events;
mod evidence;
mod held_back;
mod ids;
mod linked;
mod mentions;
mod names;
mod near;
mod places;
mod register;
mod tags;
mod titled;
mod titles;
mod within_name;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

pub use linked::Linked;
pub use register::{Mentioned, Register};

use crate::config::Extra;
use crate::diag::{Diagnostics, FileId};
use crate::model::{
    ActorId, Article, ArticleId, Body, ConflictId, Day, EventId, Page, PlaceId, Site, SourceId, Status,
    Target,
};
use crate::parse::{ArticleDraft, BodyDraft, ConflictDraft, Drafts, EventDraft, PageDraft};
use crate::source::{Kind, SourceTree};
use actors::Actors;
use bodies::{Bodies, Lookups};
use citations::Sources;
use conflicts::Conflicts;
use events::{Events, Told};
use held_back::Gate;
use places::Places;
use tags::Tags;
use titles::{Match, Titles};

/// Which articles are built beside the published ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Include {
    /// Published and retracted ones only.
    #[default]
    Published,
    /// Those too whose day is still to come.
    Future,
    /// Drafts and unverified ones too, and whatever else is held back.
    Drafts,
}

/// What the site calls by name, while it is resolved.
struct Registers {
    actors: Actors,
    places: Places,
    events: Events,
    conflicts: Conflicts,
    sources: Sources,
    /// The files of events and conflicts, as links name them.
    files: Vec<(FileId, Target)>,
}

/// The names of a site, by which one article can be resolved again after its text has changed.
pub struct Names {
    registers: Arc<Registers>,
    titles: Titles,
    lookups: Arc<Lookups>,
    tags: Arc<Tags>,
    gate: Gate,
}

impl Names {
    /// Resolves an article of the site again; if more than its text has changed, [after](Self::after) that.
    pub fn again(&self, id: ArticleId, draft: &ArticleDraft) -> (Article, Diagnostics) {
        let mut draft = Cow::Borrowed(draft);
        if draft.status == Status::Retracted {
            leave_notice(draft.to_mut());
        }
        if self.gate.shuts_out_events(&draft) {
            draft.to_mut().events.retain(|event| self.gate.bar(&event.clearance).is_none());
        }
        articles::resolve(&draft, self.registers.events.of_article(id), &self.bodies(), &self.tags)
    }

    fn bodies(&self) -> Bodies<'_> {
        Bodies::new(&self.registers, &self.titles, &self.lookups)
    }

    /// The only actor of a name, alias or id.
    pub fn actor(&self, name: &str) -> Option<ActorId> {
        self.registers.actors.named(name, &[])
    }

    /// The place of a name, alias or id.
    pub fn place(&self, name: &str) -> Option<PlaceId> {
        self.registers.places.named(name)
    }

    /// The conflict of a name, alias or id.
    pub fn conflict(&self, name: &str) -> Option<ConflictId> {
        self.registers.conflicts.named(name)
    }

    /// The event of an id, or of a title that no other has.
    pub fn event(&self, name: &str) -> Option<EventId> {
        self.registers.events.named(name)
    }

    /// The page of an address or title, by its place in the site.
    pub fn page(&self, name: &str) -> Option<u32> {
        self.lookups.page(name)
    }

    /// The shared source of an id.
    pub fn source(&self, id: &str) -> Option<SourceId> {
        self.registers.sources.find(id)
    }

    /// The only article of a title, former title, slug or path.
    pub fn article(&self, title: &str) -> Option<ArticleId> {
        match self.titles.find(title) {
            Match::One(id) => Some(id),
            Match::Several(_) | Match::None => None,
        }
    }
}

/// Drafts that have been joined.
pub struct Resolved {
    /// The site.
    pub site: Site,
    /// Its names.
    pub names: Names,
    /// What is wrong with each article, by its id.
    pub problems: Vec<Diagnostics>,
}

/// Joins the drafts; whatever cannot be joined is reported and left out.
pub fn resolve(
    mut drafts: Drafts,
    tree: &SourceTree,
    include: Include,
    today: Day,
    out: &mut Diagnostics,
) -> Resolved {
    let all = drafts.articles.len();
    let gate = Gate { include, today };
    let held_back = held_back::taken_out(&mut drafts, tree, gate, out);
    let Drafts { config, mut articles, actors, places, sources, events, conflicts, pages } = drafts;
    let retracted = articles.iter_mut().filter(|article| article.status == Status::Retracted);
    retracted.for_each(|article| leave_notice(Arc::make_mut(article)));
    let written = tree.files.iter().filter(|file| file.kind == Kind::Article).count();
    let unread = written.saturating_sub(all);
    let mut sources = citations::registry(sources, out);
    let registers = || {
        let (events, told) = Events::of(events, &articles, out);
        let (mut register, conflicts) = Conflicts::of(conflicts, out);
        let reported = || articles.iter().flat_map(|article| &article.events).chain(&told);
        let in_articles = articles.iter().filter_map(|a| Some((a.file, a.conflict.as_ref()?)));
        let in_events = reported().filter_map(|event| Some((event.file, event.conflict.as_ref()?)));
        register.add_implicit(in_articles.chain(in_events), out);
        let mut places = Places::of(places, out);
        let of_articles = articles.iter().flat_map(|article| places::in_article(article));
        places.add_implicit(of_articles.chain(told.iter().filter_map(places::in_event)), out);
        let mut actors = Actors::of(actors, out);
        let of_articles = articles.iter().flat_map(|article| actors::in_article(article));
        let of_registers =
            told.iter().flat_map(actors::in_event).chain(conflicts.iter().flat_map(actors::in_conflict));
        actors.add_implicit(of_articles.chain(of_registers), out);
        (places, actors, (events, told), (register, conflicts), Tags::of(&articles))
    };
    let ((mut places, mut actors, (events, told), (register, conflicts), tags), titles) =
        rayon::join(registers, || Titles::of(&articles, tree));
    sources.stand(&actors, out);
    let (profiles, notes) = (actors.take_profiles(), places.take_bodies());
    let own = |(i, event): (usize, &EventDraft)| {
        event.path.is_empty().then_some((event.file, Target::Event(EventId::of(i))))
    };
    let conflict =
        |(i, conflict): (usize, &ConflictDraft)| (conflict.file, Target::Conflict(ConflictId::of(i)));
    let files = told.iter().enumerate().filter_map(own).chain(conflicts.iter().enumerate().map(conflict));
    let files = files.collect();
    let registers = Registers { actors, places, events, conflicts: register, sources, files };
    let lookups = Lookups::of(&config, &registers, &pages, tree);
    let bodies = Bodies::new(&registers, &titles, &lookups);
    let mut site = Site { held_back, unread, ..Site::default() };
    let mut problems = Vec::new();
    articles
        .into_par_iter()
        .enumerate()
        .map(|(i, draft)| {
            let events = registers.events.of_article(ArticleId::of(i));
            let (article, problems) = articles::resolve(&draft, events, &bodies, &tags);
            (Arc::new(article), problems)
        })
        .unzip_into_vecs(&mut site.articles, &mut problems);
    site.pages = Arc::new(pages.into_iter().map(|draft| page(draft, &bodies, out)).collect());
    let profile = |(i, profile): (usize, actors::Profile)| {
        let scope = bodies::Scope { own: Some(ActorId::of(i)), ..bodies::Scope::plain(profile.file) };
        let mut sources = citations::Numbered::new(&registers.sources, &registers.actors, profile.file);
        let cited = profile.cited.into_iter().map(|cited| sources.numbers(cited, out)).collect();
        (bodies.resolve(&profile.body, &scope, sources.list, out), cited)
    };
    let profiles: Vec<actors::Cited> = profiles.into_iter().enumerate().map(profile).collect();
    let plain = |(file, body): (FileId, BodyDraft)| {
        bodies.resolve(&body, &bodies::Scope::plain(file), Vec::new(), out)
    };
    let notes: Vec<Body> = notes.into_iter().map(plain).collect();
    site.conflicts = registers.conflicts.finish(conflicts, &bodies, out).into();
    site.main_conflict = registers.conflicts.usual();
    let told: Vec<Told> = told.into_iter().map(|draft| Told::of(draft, &bodies, out)).collect();
    site.places = registers.places.finish(notes).into();
    site.events = registers.events.finish(told, &site.articles, &site.places, site.main_conflict, out).into();
    site.tags = tags.list.clone().into();
    site.actors = registers.actors.finish(profiles, out).into();
    site.sources = registers.sources.list.clone().into();
    site.config = config;
    let names =
        Names { registers: registers.into(), titles, lookups: lookups.into(), tags: tags.into(), gate };
    Resolved { site, names, problems }
}

/// Of what was taken back only the notice is left: nothing of it counts, is found or is exported any more.
fn leave_notice(article: &mut ArticleDraft) {
    article.summary = None;
    article.tags.clear();
    article.kind = None;
    article.extra = Extra::None;
    article.actors.clear();
    article.conflict = None;
    article.place = None;
    article.events.clear();
    article.claims.clear();
    article.figures.clear();
    article.statements.clear();
    article.sources.clear();
    article.image = None;
    article.related.clear();
    article.unrelated.clear();
    article.original = None;
    article.body = BodyDraft::default();
}

fn page(draft: PageDraft, bodies: &Bodies, out: &mut Diagnostics) -> Page {
    let file: FileId = draft.file;
    Page {
        file,
        slug: draft.slug,
        title: draft.title,
        summary: draft.summary,
        lang: draft.lang,
        template: draft.template.map(|t| t.value),
        extra: draft.extra,
        status: draft.clearance.status,
        body: bodies.resolve(&draft.body, &bodies::Scope::plain(file), Vec::new(), out),
    }
}
