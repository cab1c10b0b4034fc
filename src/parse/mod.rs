//! Stage 2, parse: each text becomes a draft, as written, with paths and bytes for diagnostics.

mod actor;
mod amount;
mod article;
mod bare;
mod body;
mod clearance;
mod colons;
mod comments;
mod conflict;
mod date;
mod disguise;
mod document;
mod stage;
mod each_name;
mod event;
mod evidence;
mod footnotes;
mod glossary;
mod foreign;
mod headings;
pub mod ids;
mod image;
mod joined;
mod link;
mod markdown;
mod nesting;
mod page;
mod place;
mod quotation;
mod read_line;
mod placed;
mod sanitize;
mod shape;
pub(crate) mod tags;
mod typed;
mod unread;
mod when;
mod woven;
mod writer;

use std::sync::Arc;

use rayon::prelude::*;

pub use article::is_dated;
pub use body::{BodyDraft, LinkDraft, MarkDraft, MarkDraftKind, QuotationDraft, ReadDraft, SourceRange};
pub use clearance::{Bar, bar};
pub use each_name::{EachName, NameField, Naming, describes, naming};
pub use markdown::Style;
pub use placed::{Leads, Placed, placed};
pub use read_line::{read_beginning, read_title};
pub use stage::{
    ActorDraft, AliasDraft, ArticleDraft, CitationDraft, ClaimDraft, ConflictDraft, Difference, Draft,
    EventDraft, EventHead, FigureDraft, InvolvementDraft, MapLineDraft, PageDraft, PlaceDraft, PlaceRef,
    Registration, SideDraft, SourceDraft, StatementDraft, StepDraft, WrittenPoint,
};
pub use when::{
    DayMonth, Meant, NamedMonth, meant, moment_range, month_named, month_of, of_persian, stamp, when,
};

use crate::atlas::Outline;
use crate::config::{self, Config, Zones};
use crate::diag::{Diagnostics, FileId};
use crate::model::GlossaryTerm;
use crate::phrase;
use crate::source::{Kind, SourceFile, SourceTree};
use crate::yaml::{Fields, Shape};

/// All drafts of a site, in order of their files' paths.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The settings.
    pub config: Config,
    /// Articles.
    pub articles: Vec<Arc<ArticleDraft>>,
    /// Actors of the registry.
    pub actors: Vec<ActorDraft>,
    /// Places of the registry.
    pub places: Vec<PlaceDraft>,
    /// The sources of `sources.yaml`.
    pub sources: Vec<SourceDraft>,
    /// The terms of `glossary.yaml`.
    pub glossary: Vec<GlossaryTerm>,
    /// Events of the register.
    pub events: Vec<EventDraft>,
    /// Conflicts.
    pub conflicts: Vec<ConflictDraft>,
    /// Pages.
    pub pages: Vec<PageDraft>,
    /// Outlines and lines for maps, with the paths of their files; none for one that cannot be read.
    pub shapes: Vec<(String, Option<Outline>)>,
}

/// What one file says, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    said: FileSaid,
    /// The mistakes.
    pub problems: Diagnostics,
}

#[derive(Clone, Debug, Default)]
enum FileSaid {
    Article(Arc<ArticleDraft>),
    Actors(Vec<ActorDraft>),
    Places(Vec<PlaceDraft>),
    Sources(Vec<SourceDraft>),
    Glossary(Vec<GlossaryTerm>),
    Events(Vec<EventDraft>),
    Conflict(Box<ConflictDraft>),
    Page(Box<PageDraft>),
    /// The path of a file for maps, and what it draws, if it can be read.
    Shape(String, Option<Outline>),
    #[default]
    Nothing,
}

impl Parsed {
    /// How a file that is read again differs from what it said.
    pub fn difference(&self, now: &Self) -> Difference {
        let articles = self.article().zip(now.article());
        articles.map_or(Difference::More, |(before, after)| before.difference(after))
    }

    /// The texts of a file that is no article.
    pub fn other_bodies(&self) -> Vec<&BodyDraft> {
        match &self.said {
            FileSaid::Actors(actors) => actors.iter().map(|actor| &actor.body).collect(),
            FileSaid::Places(places) => places.iter().map(|place| &place.body).collect(),
            FileSaid::Events(events) => events.iter().map(|draft| &draft.event.body).collect(),
            FileSaid::Conflict(conflict) => vec![&conflict.body],
            FileSaid::Page(page) => vec![&page.body],
            FileSaid::Article(_)
            | FileSaid::Sources(_)
            | FileSaid::Glossary(_)
            | FileSaid::Shape(..)
            | FileSaid::Nothing => Vec::new(),
        }
    }

    /// The article that the file is, if it is one.
    pub fn article(&self) -> Option<&Arc<ArticleDraft>> {
        match &self.said {
            FileSaid::Article(article) => Some(article),
            _ => None,
        }
    }
}

/// Parses every file, in parallel; a file that cannot be read as its kind gives only diagnostics.
///
/// The texts of files without a mistake are let go.
pub fn parse(tree: &mut SourceTree, out: &mut Diagnostics) -> Drafts {
    let config = settings(tree, out);
    let parsed = files(tree, &config, |_| true);
    Drafts::of(config, parsed.into_iter().map(|(_, parsed)| parsed), out)
}

/// Parses the chosen files, in parallel and in their order.
pub fn files(
    tree: &mut SourceTree,
    config: &Config,
    chosen: impl Fn(FileId) -> bool + Sync,
) -> Vec<(FileId, Parsed)> {
    let style = Style::of(config);
    let loose = tree.loose;
    let chosen: Vec<(FileId, &mut Arc<SourceFile>)> =
        tree.with_ids_mut().filter(|(id, _)| chosen(*id)).collect();
    let parse = |(id, file): (FileId, &mut Arc<SourceFile>)| {
        let mut problems = Diagnostics::default();
        let said = one(id, file, loose, config, &style, &mut problems);
        if problems.0.is_empty() && file.kind != Kind::Template {
            SourceFile::let_go(file);
        }
        (id, Parsed { said, problems })
    };
    chosen.into_par_iter().map(parse).collect()
}

impl Drafts {
    /// Joins what the files say, in their order.
    pub fn of(config: Config, parsed: impl ExactSizeIterator<Item = Parsed>, out: &mut Diagnostics) -> Self {
        let mut drafts = Self { config, articles: Vec::with_capacity(parsed.len()), ..Self::default() };
        for Parsed { said, problems } in parsed {
            out.extend(problems);
            match said {
                FileSaid::Article(article) => drafts.articles.push(article),
                FileSaid::Actors(actors) => drafts.actors.extend(actors),
                FileSaid::Places(places) => drafts.places.extend(places),
                FileSaid::Sources(sources) => drafts.sources.extend(sources),
                FileSaid::Glossary(terms) => drafts.glossary.extend(terms),
                FileSaid::Events(events) => drafts.events.extend(events),
                FileSaid::Conflict(conflict) => drafts.conflicts.push(*conflict),
                FileSaid::Page(page) => drafts.pages.push(*page),
                FileSaid::Shape(path, shape) => drafts.shapes.push((path, shape)),
                FileSaid::Nothing => {}
            }
        }
        drafts
    }
}

/// The settings of a site.
pub fn settings(tree: &SourceTree, out: &mut Diagnostics) -> Config {
    let mut config = match tree.with_ids().find(|(_, file)| file.kind == Kind::Site) {
        Some((id, file)) if file.whole => config::read(id, file.text(), out),
        Some(_) => Config { unreadable: true, ..Config::default() },
        None => Config::default(),
    };
    for (id, file) in tree.with_ids().filter(|(_, file)| file.kind == Kind::Phrases && file.whole) {
        config.phrases.add(phrase::read(id, file.stem(), file.text(), out));
    }
    config
}

/// What the reader of a sort of file, or of an entry of a list, asks for.
pub fn shape(kind: Kind) -> Shape {
    let (zones, file) = (Zones::default(), SourceFile::new(String::new(), kind, String::new()));
    match kind {
        Kind::Article => Fields::describe(|fields| article::article(fields, &zones, &file)),
        Kind::Page => Fields::describe(|fields| page::page(fields, &zones, &file)),
        Kind::Conflict => Fields::describe(|fields| conflict::conflict(fields, "")),
        Kind::Event | Kind::EventList => Fields::describe(|fields| event::registered(fields, &zones, &file)),
        Kind::Actor | Kind::ActorList => Fields::describe(actor::entry),
        Kind::Place | Kind::PlaceList => Fields::describe(place::entry),
        Kind::SourceList => Fields::describe(evidence::shared_source),
        Kind::Glossary => Fields::describe(glossary::entry),
        Kind::Site | Kind::Template | Kind::Phrases | Kind::Shape => Shape::default(),
    }
}

fn one(
    id: FileId,
    file: &SourceFile,
    loose: bool,
    config: &Config,
    style: &Style,
    out: &mut Diagnostics,
) -> FileSaid {
    let markdown = |out: &mut Diagnostics| document::open(id, file, loose, out);
    if !file.whole {
        return FileSaid::Nothing;
    }
    if !matches!(file.kind, Kind::Template | Kind::Shape) {
        disguise::report(id, file, out);
    }
    match file.kind {
        Kind::Article => markdown(out)
            .and_then(|doc| article::read(doc, config, style, out))
            .map_or(FileSaid::Nothing, |draft| FileSaid::Article(Arc::new(draft))),
        Kind::Page => markdown(out)
            .and_then(|doc| page::read(doc, &config.zones, style, out))
            .map_or(FileSaid::Nothing, |draft| FileSaid::Page(Box::new(draft))),
        Kind::Conflict => markdown(out)
            .and_then(|doc| conflict::read(doc, style, out))
            .map_or(FileSaid::Nothing, |draft| FileSaid::Conflict(Box::new(draft))),
        Kind::Event => {
            let event = markdown(out).and_then(|doc| event::open(doc, &config.zones, style, out));
            FileSaid::Events(event.into_iter().collect())
        }
        Kind::EventList => FileSaid::Events(event::list(id, file, &config.zones, out)),
        Kind::Actor => {
            FileSaid::Actors(markdown(out).and_then(|doc| actor::read(doc, style, out)).into_iter().collect())
        }
        Kind::Place => {
            FileSaid::Places(markdown(out).and_then(|doc| place::read(doc, style, out)).into_iter().collect())
        }
        Kind::ActorList => FileSaid::Actors(document::list(id, file, out, actor::entry)),
        Kind::PlaceList => FileSaid::Places(document::list(id, file, out, place::entry)),
        Kind::SourceList => FileSaid::Sources(document::list(id, file, out, evidence::shared_source)),
        Kind::Shape => FileSaid::Shape(file.path.clone(), shape::read(id, file, out)),
        Kind::Glossary => FileSaid::Glossary(document::list(id, file, out, glossary::entry)),
        Kind::Site | Kind::Template | Kind::Phrases => FileSaid::Nothing,
    }
}
