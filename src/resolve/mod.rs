//! Stage 3, resolve: drafts are joined into the `Site`; names become ids.

mod actors;
mod articles;
mod bodies;
mod citations;
mod evidence;
mod ids;
mod mentions;
mod names;
mod near;
mod places;
mod register;
mod tags;
mod titles;

use rayon::prelude::*;

pub use register::{Mentioned, Register};

use crate::diag::{Diagnostics, FileId};
use crate::model::{ActorId, Body, Page, Site, Status};
use crate::parse::{ArticleDraft, Drafts, PageDraft};
use crate::source::SourceTree;
use actors::Actors;
use bodies::Bodies;
use places::Places;
use tags::Tags;
use titles::Titles;

/// Which articles are built beside the published ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Include {
    /// Published and retracted ones only.
    #[default]
    Published,
    /// Drafts and unverified ones too.
    Drafts,
}

/// Joins the drafts; whatever cannot be joined is reported and left out.
pub fn resolve(drafts: Drafts, tree: &SourceTree, include: Include, out: &mut Diagnostics) -> Site {
    let Drafts { config, articles, actors, places, sources, pages } = drafts;
    let all = articles.len();
    let articles: Vec<Box<ArticleDraft>> =
        articles.into_iter().filter(|a| is_included(a.status, include)).collect();
    let held_back = all - articles.len();
    let sources = citations::registry(sources, out);
    let registers = || {
        let mut places = Places::of(places, out);
        places.add_implicit(&articles, out);
        let mut actors = Actors::of(actors, out);
        actors.add_implicit(&articles, out);
        (places, actors, Tags::of(&articles))
    };
    let ((mut places, mut actors, tags), titles) = rayon::join(registers, || Titles::of(&articles, tree));
    let (profiles, notes) = (actors.take_bodies(), places.take_bodies());
    let bodies = Bodies::new(&config, &actors, &places, &titles, &sources, &pages, tree);
    let mut site = Site { held_back, ..Site::default() };
    let mut problems = Vec::new();
    articles
        .into_par_iter()
        .map(|draft| articles::resolve(*draft, &bodies, &tags))
        .unzip_into_vecs(&mut site.articles, &mut problems);
    problems.into_iter().for_each(|own| out.extend(own));
    site.pages = pages.into_iter().map(|draft| page(draft, &bodies, out)).collect();
    let profile = |(i, (file, body))| {
        let scope = bodies::Scope { file, listed: Vec::new(), own: Some(ActorId::of(i)) };
        (body, scope)
    };
    let profiles: Vec<_> = profiles.into_iter().enumerate().map(profile).collect();
    let profiles: Vec<Body> =
        profiles.into_iter().map(|(body, scope)| bodies.resolve(body, &scope, Vec::new(), out)).collect();
    let plain = |(file, body)| bodies.resolve(body, &bodies::Scope::plain(file), Vec::new(), out);
    let notes: Vec<Body> = notes.into_iter().map(plain).collect();
    site.tags = tags.list;
    site.actors = actors.finish(profiles, out);
    site.places = places.finish(notes);
    site.sources = sources.list;
    site.config = config;
    site
}

fn is_included(status: Status, include: Include) -> bool {
    match status {
        Status::Published | Status::Retracted => true,
        Status::Draft | Status::Unverified => include == Include::Drafts,
    }
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
        body: bodies.resolve(draft.body, &bodies::Scope::plain(file), Vec::new(), out),
    }
}
