//! Stage 3, resolve: drafts are joined into the `Site`; names become ids.

mod actors;
mod aliases;
mod articles;
mod bodies;
mod changed;
mod citations;
mod conflicts;
mod editions;
mod events;
mod evidence;
mod fields;
mod glossary;
mod held_back;
mod places;
mod position;
mod registers;
mod shapes;
mod tags;
mod translations;
mod uses;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

pub use editions::editions;
pub use events::told_by;
pub use uses::{Noting, Use, Uses};

use crate::diag::{Diagnostics, FileId};
use crate::model::{Article, ArticleId, Day, EventId, Site, Status};
use crate::names::{Names, Titles};
use crate::parse::{ArticleDraft, Drafts};
use crate::source::{Kind, SourceFile, SourceTree, is_of_repository};
use bodies::{Bodies, Lookups};
use held_back::Gate;
use registers::{Described, Registers};
use tags::Tags;
use translations::TranslatedDrafts;
use uses::Findings;

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

/// What it takes to resolve one article of a site again after it has changed. A copy shares it.
#[derive(Clone)]
pub struct Resolver {
    /// The names of the site.
    pub names: Names,
    texts: Arc<Lookups>,
    /// The events that each article reports.
    events: Arc<Vec<Vec<Option<EventId>>>>,
    given: Described,
    tags: Arc<Tags>,
    translations: TranslatedDrafts,
    gate: Gate,
    noting: Noting,
}

impl Resolver {
    /// Whether others take what an article says of itself, or it takes what another says.
    pub fn is_shared(&self, id: ArticleId) -> bool {
        self.translations.concern(id)
    }

    /// Resolves an article of the site again; if more than its text has changed, [after](Self::after) that.
    pub fn article(&self, id: ArticleId, draft: &ArticleDraft) -> (Article, Diagnostics, Vec<Use>) {
        let mut draft = Cow::Borrowed(draft);
        if draft.status == Status::Retracted {
            draft = Cow::Owned(draft.notice());
        }
        if self.gate.shuts_out_events(&draft) {
            draft.to_mut().events.retain(|report| self.gate.bar(&report.event.clearance).is_none());
        }
        self.resolved(id, &draft)
    }

    fn resolved(&self, id: ArticleId, draft: &ArticleDraft) -> (Article, Diagnostics, Vec<Use>) {
        let mut found = Findings::new(self.noting);
        let joined = self.translations.joined(id, draft);
        let whole = joined.as_ref().unwrap_or(draft);
        let events = self.translations.texts.of(id).map_or(id, |text| text.of);
        let article = articles::resolve(
            id,
            whole,
            &self.events[events.index()],
            &self.bodies(),
            &self.tags,
            &mut found,
        );
        let (problems, uses) = found.apart();
        let (problems, uses) = self.translations.own_findings(id, draft, problems, uses);
        (article, problems, uses)
    }

    fn bodies(&self) -> Bodies<'_> {
        Bodies { names: &self.names, texts: &self.texts }
    }
}

/// Drafts that have been joined.
pub struct Resolved {
    /// The site.
    pub site: Site,
    /// What it takes to resolve one of its articles again.
    pub resolver: Resolver,
    /// What is wrong with each article, by its id.
    pub problems: Vec<Diagnostics>,
    /// Where its names stand, if that was asked for.
    pub uses: Uses,
}

/// Joins the drafts; whatever cannot be joined is reported and left out.
pub fn resolve(
    drafts: Drafts,
    tree: &SourceTree,
    include: Include,
    today: Day,
    out: &mut Diagnostics,
) -> Resolved {
    joined(drafts, tree, Gate { include, today }, Noting::Nothing, out)
}

/// The same; uses of names are noted if that is asked for.
pub fn with_uses(
    drafts: Drafts,
    tree: &SourceTree,
    (include, today): (Include, Day),
    noting: Noting,
    out: &mut Diagnostics,
) -> Resolved {
    joined(drafts, tree, Gate { include, today }, noting, out)
}

fn joined(
    mut drafts: Drafts,
    tree: &SourceTree,
    gate: Gate,
    noting: Noting,
    out: &mut Diagnostics,
) -> Resolved {
    let unread = unread(&drafts, tree);
    let held_back = held_back::taken_out(&mut drafts, tree, gate, out);
    let glossary = glossary::of(std::mem::take(&mut drafts.glossary), out);
    let mut articles = std::mem::take(&mut drafts.articles);
    let retracted = articles.iter_mut().filter(|article| article.status == Status::Retracted);
    retracted.for_each(|article| *article = article.notice().into());
    let pages = translations::of_pages(&drafts.config, &drafts.pages);
    translations::name_pages(&pages, &mut drafts.pages);
    let (mut registers, titles, translations) = if drafts.config.languages.len() < 2 {
        let registers = || Registers::of(drafts, &articles, out);
        let (registers, titles) = rayon::join(registers, || Titles::of(&articles, &held_back, tree));
        (registers, titles, TranslatedDrafts::default())
    } else {
        let mut titles = Titles::of(&articles, &held_back, tree);
        let translations = TranslatedDrafts::of(&drafts.config, &articles, &titles, out);
        titles.turn(|id| translations.texts.of(id).map_or(id, |text| text.of));
        (Registers::of(drafts, &translations.without_facts(&articles), out), titles, translations)
    };
    let names = registers.take_names(titles);
    let texts = registers.lookups(tree);
    let resolver = Resolver {
        names,
        texts: texts.into(),
        events: registers.events.take_reports().into(),
        given: registers.given(),
        tags: Arc::clone(&registers.tags),
        translations,
        gate,
        noting,
    };
    let mut site = Site {
        held_back,
        unread,
        today: gate.today,
        translations: Arc::clone(&resolver.translations.texts),
        page_translations: pages.into(),
        glossary: glossary.into(),
        ..Site::default()
    };
    let mut found = Vec::new();
    let one = |(i, draft): (usize, Arc<ArticleDraft>)| {
        let (article, problems, uses) = resolver.resolved(ArticleId::of(i), &draft);
        (Arc::new(article), (problems, uses))
    };
    articles.into_par_iter().enumerate().map(one).unzip_into_vecs(&mut site.articles, &mut found);
    let (problems, of_articles) = found.into_iter().unzip();
    let mut of_others = Findings::new(noting);
    registers.finish(&resolver.bodies(), &mut site, &mut of_others);
    let (wrong, of_others) = of_others.apart();
    out.extend(wrong);
    Resolved { site, resolver, problems, uses: Uses::of(of_articles, of_others) }
}

/// How many articles could not be read. What tells of a repository in a loose folder is none.
fn unread(drafts: &Drafts, tree: &SourceTree) -> usize {
    let read: FxHashSet<FileId> = drafts.articles.iter().map(|draft| draft.file).collect();
    let is_note = |file: &SourceFile| tree.loose && is_of_repository(file.stem());
    let articles = tree.with_ids().filter(|(_, file)| file.kind == Kind::Article && !is_note(file));
    articles.filter(|(id, _)| !read.contains(id)).count()
}
