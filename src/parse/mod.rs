//! Stage 2, parse: each text becomes a draft, as written, with paths and bytes for diagnostics.

mod actor;
mod article;
mod body;
mod comments;
mod conflict;
mod date;
mod document;
mod draft;
mod event;
mod evidence;
mod footnotes;
mod headings;
mod image;
mod link;
mod markdown;
mod page;
mod place;
mod quotation;
mod read_line;
mod sanitize;
mod when;
mod writer;

use rayon::prelude::*;

pub use body::{BodyDraft, LinkDraft, MarkDraft, MarkDraftKind, QuotationDraft, ReadDraft, SourceRange};
pub use draft::{
    ActorDraft, AffiliationDraft, ArticleDraft, AssessmentDraft, CitationDraft, ClaimDraft, ConflictDraft,
    EventDraft, FigureDraft, InvolvementDraft, PageDraft, PlaceDraft, PlaceRef, PositionDraft, SideDraft,
    SourceDraft, StatementDraft,
};
pub use markdown::Style;
pub use read_line::read_title;
pub use when::{moment_range, stamp, when};

use crate::config::{self, Config};
use crate::diag::{Diagnostics, FileId};
use crate::source::{Kind, SourceFile, SourceTree};
use crate::yaml;

/// All drafts of a site, in order of their files' paths.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The settings.
    pub config: Config,
    /// Articles.
    pub articles: Vec<Box<ArticleDraft>>,
    /// Actors of the registry.
    pub actors: Vec<ActorDraft>,
    /// Places of the registry.
    pub places: Vec<PlaceDraft>,
    /// The sources of `sources.yaml`.
    pub sources: Vec<SourceDraft>,
    /// Events of the register.
    pub events: Vec<EventDraft>,
    /// Conflicts.
    pub conflicts: Vec<ConflictDraft>,
    /// Pages.
    pub pages: Vec<PageDraft>,
}

/// What one file gave.
enum Parsed {
    Article(Box<ArticleDraft>),
    Actors(Vec<ActorDraft>),
    Places(Vec<PlaceDraft>),
    Sources(Vec<SourceDraft>),
    Events(Vec<EventDraft>),
    Conflict(Box<ConflictDraft>),
    Page(Box<PageDraft>),
    Nothing,
}

/// Parses every file, in parallel; a file that cannot be read as its kind gives only diagnostics.
///
/// The texts of files without a mistake are let go.
pub fn parse(tree: &mut SourceTree, out: &mut Diagnostics) -> Drafts {
    let config = settings(tree, out);
    let style = Style::of(&config);
    let loose = tree.loose;
    let parsed: Vec<(Parsed, Diagnostics)> = tree
        .files
        .par_iter_mut()
        .enumerate()
        .map(|(index, file)| {
            let id = FileId(u32::try_from(index).unwrap_or(u32::MAX));
            let mut own = Diagnostics::default();
            let parsed = one(id, file, loose, &config, &style, &mut own);
            if own.0.is_empty() && file.kind != Kind::Template {
                file.let_go();
            }
            (parsed, own)
        })
        .collect();
    let mut drafts = Drafts { config, articles: Vec::with_capacity(parsed.len()), ..Drafts::default() };
    for (parsed, own) in parsed {
        out.extend(own);
        match parsed {
            Parsed::Article(article) => drafts.articles.push(article),
            Parsed::Actors(actors) => drafts.actors.extend(actors),
            Parsed::Places(places) => drafts.places.extend(places),
            Parsed::Sources(sources) => drafts.sources.extend(sources),
            Parsed::Events(events) => drafts.events.extend(events),
            Parsed::Conflict(conflict) => drafts.conflicts.push(*conflict),
            Parsed::Page(page) => drafts.pages.push(*page),
            Parsed::Nothing => {}
        }
    }
    drafts
}

fn settings(tree: &SourceTree, out: &mut Diagnostics) -> Config {
    match tree.with_ids().find(|(_, file)| file.kind == Kind::Site) {
        Some((id, file)) if file.whole => config::read(id, file.text(), out),
        Some(_) => Config { unreadable: true, ..Config::default() },
        None => Config::default(),
    }
}

fn one(
    id: FileId,
    file: &SourceFile,
    loose: bool,
    config: &Config,
    style: &Style,
    out: &mut Diagnostics,
) -> Parsed {
    let markdown = |out: &mut Diagnostics| document::open(id, file, loose, out);
    if !file.whole {
        return Parsed::Nothing;
    }
    match file.kind {
        Kind::Article => markdown(out)
            .and_then(|doc| article::read(doc, config, style, out))
            .map_or(Parsed::Nothing, |draft| Parsed::Article(Box::new(draft))),
        Kind::Page => markdown(out)
            .and_then(|doc| page::read(doc, style, out))
            .map_or(Parsed::Nothing, |draft| Parsed::Page(Box::new(draft))),
        Kind::Conflict => markdown(out)
            .and_then(|doc| conflict::read(doc, style, out))
            .map_or(Parsed::Nothing, |draft| Parsed::Conflict(Box::new(draft))),
        Kind::Event => {
            let event = markdown(out).and_then(|doc| event::open(doc, &config.zones, style, out));
            Parsed::Events(event.into_iter().collect())
        }
        Kind::EventList => {
            let read = |fields: &mut yaml::Fields| event::registered(fields, &config.zones, file);
            Parsed::Events(document::list(id, file, out, read))
        }
        Kind::Actor => {
            Parsed::Actors(markdown(out).and_then(|doc| actor::read(doc, style, out)).into_iter().collect())
        }
        Kind::Place => {
            Parsed::Places(markdown(out).and_then(|doc| place::read(doc, style, out)).into_iter().collect())
        }
        Kind::ActorList => Parsed::Actors(document::list(id, file, out, actor::entry)),
        Kind::PlaceList => Parsed::Places(document::list(id, file, out, place::entry)),
        Kind::SourceList => Parsed::Sources(document::list(id, file, out, evidence::shared_source)),
        Kind::Site | Kind::Template => Parsed::Nothing,
    }
}
