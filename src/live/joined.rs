//! What the files of a live site say together, kept so that one article can be put in the place of another.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Reuse;
use crate::derive::{self, Kin};
use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::model::{Article, ArticleId, Body, ReadLink, Status};
use crate::parse::{ArticleDraft, Drafts, Parsed};
use crate::render::Snapshot;
use crate::resolve::{self, Names, Resolved};
use crate::source::{self, Copies, SourceTree};
use crate::{Options, route};

/// The names of a site, and what was wrong when they were joined.
pub(super) struct Joined {
    pub names: Arc<Names>,
    articles: FxHashMap<FileId, ArticleId>,
    files: Vec<FileId>,
    /// What is wrong with each article.
    of_articles: Vec<Diagnostics>,
    /// What is wrong with all else.
    of_others: Diagnostics,
    /// The same of the addresses.
    of_routes: Diagnostics,
    copies: Arc<Copies>,
}

impl Joined {
    /// Joins what all files say.
    pub fn of(mut drafts: Drafts, tree: SourceTree, options: &Options) -> (Self, Snapshot) {
        drafts.config.base_url = options.base_url.clone().or(drafts.config.base_url);
        let mut of_others = Diagnostics::default();
        let Resolved { site, names, problems } =
            resolve::resolve(drafts, &tree, options.include, &mut of_others);
        let facts = derive::facts(&site);
        let kept = facts.works.described(&site).filter_map(|source| Some(source.local.as_ref()?.0.as_str()));
        let copies = source::copies(&tree, kept).into();
        let mut of_routes = Diagnostics::default();
        let routes = route::routes(&site, &facts, &tree, &mut of_routes);
        let files: Vec<FileId> = site.articles.iter().map(|article| article.file).collect();
        let articles = files.iter().enumerate().map(|(i, file)| (*file, ArticleId::of(i))).collect();
        let joined = Self {
            names: names.into(),
            articles,
            files,
            of_articles: problems,
            of_others,
            of_routes,
            copies,
        };
        let snapshot =
            Snapshot { tree, site, facts: facts.into(), kin: Kin::default(), routes: routes.into() };
        (joined, snapshot)
    }

    /// Takes the names that follow from the new titles of some articles; gives all articles whose texts may name
    /// something else then, or `None` if more than articles do.
    pub fn retitle(
        &mut self,
        old: &Snapshot,
        tree: &SourceTree,
        parsed: &[Parsed],
        retitled: &[ArticleId],
    ) -> Option<Vec<ArticleId>> {
        let articles: Option<Vec<Arc<ArticleDraft>>> =
            self.files.iter().map(|file| parsed.get(file.0 as usize)?.article().cloned()).collect();
        let before: Vec<(ArticleId, &str)> =
            retitled.iter().map(|id| (*id, old.site.article(*id).title.as_str())).collect();
        let is_its_name = |(id, title): &(ArticleId, &str)| {
            let mut events = old.site.article(*id).events.iter().filter_map(|report| report.event);
            events.any(|event| old.site.event(event).title == *title)
        };
        // What articles tell of an event is joined once for all of them.
        if before.iter().any(is_its_name) {
            return None;
        }
        let others = tree.with_ids().filter_map(|(id, _)| parsed.get(id.0 as usize));
        let others = others.flat_map(Parsed::other_bodies);
        let (names, concerned) = self.names.retitled(&before, &articles?, others, tree)?;
        self.names = names.into();
        Some(concerned)
    }

    /// Puts articles of which nothing but text and title has changed in the place of their old selves.
    pub fn again(
        &mut self,
        old: &Snapshot,
        tree: SourceTree,
        drafts: Vec<(ArticleId, &Arc<ArticleDraft>)>,
        mut reuse: Reuse,
    ) -> (Snapshot, Reuse) {
        let mut site = old.site.clone();
        let (mut changed, mut facts_hold, mut references_hold) = (Vec::new(), true, true);
        for (id, draft) in drafts {
            // Of what was taken back the text is not shown.
            if draft.status == Status::Retracted {
                continue;
            }
            let (article, problems) = self.names.again(id, draft);
            let before = &site.articles[id.index()];
            references_hold &= same_reads(&before.body, &article.body) && same_pins(before, &article);
            facts_hold &= before.title == article.title && same_evidence(before, &article);
            self.of_articles[id.index()] = problems;
            site.articles[id.index()] = article.into();
            changed.push(id);
        }
        facts_hold &= references_hold;
        let facts = if facts_hold { old.facts.clone() } else { derive::facts(&site).into() };
        reuse = if facts_hold { reuse } else { Reuse::Nothing };
        let routes = if reuse == Reuse::Nothing {
            self.of_routes = Diagnostics::default();
            route::routes(&site, &facts, &tree, &mut self.of_routes).into()
        } else {
            old.routes.clone()
        };
        let kin = old.facts.kin_after(&site, &old.kin, &changed, !references_hold);
        (Snapshot { tree, site, facts, kin, routes }, reuse)
    }

    /// The article of a file, if it is one that is shown.
    pub fn article(&self, file: FileId) -> Option<ArticleId> {
        self.articles.get(&file).copied()
    }

    /// The file of an article.
    pub fn file(&self, id: ArticleId) -> FileId {
        self.files[id.index()]
    }

    /// What was wrong before the lints.
    pub fn problems<'a>(
        &self,
        before: impl Iterator<Item = &'a Diagnostic>,
        parsed: &[Parsed],
        tree: &SourceTree,
    ) -> Problems {
        let mut found = Diagnostics(before.cloned().collect());
        for (id, _) in tree.with_ids() {
            let wrong = parsed.get(id.0 as usize).map(|parsed| &parsed.problems);
            found.0.extend(wrong.into_iter().flat_map(Diagnostics::iter).cloned());
        }
        let of_articles = self.of_articles.iter().flat_map(Diagnostics::iter);
        found.0.extend(self.of_others.iter().chain(of_articles).chain(self.of_routes.iter()).cloned());
        Problems { found, copies: Arc::clone(&self.copies) }
    }
}

/// What is wrong with a site as far as it is known before anybody asks, and what the lints need to find the rest.
pub(super) struct Problems {
    pub found: Diagnostics,
    pub copies: Arc<Copies>,
}

/// Whether the Read lines are the same, for all that is known of the whole site.
fn same_reads(a: &Body, b: &Body) -> bool {
    let same = |(a, b): (&ReadLink, &ReadLink)| {
        let ReadLink { title, to, prefix, outside, at, near, shared } = a;
        // Where a line stands matters only if an editor is to mend it.
        (title, to, prefix, outside, near, shared)
            == (&b.title, &b.to, &b.prefix, &b.outside, &b.near, &b.shared)
            && (!a.is_wanted() || *at == b.at)
    };
    a.reads.len() == b.reads.len() && a.reads.iter().zip(&b.reads).all(same)
}

/// Whether the same articles are named beside the text.
fn same_pins(a: &Article, b: &Article) -> bool {
    let pins = |article: &Article| {
        let Article { related, unrelated, translation_of, .. } = article;
        (related.clone(), unrelated.clone(), *translation_of)
    };
    pins(a) == pins(b)
}

/// Whether the text cites and quotes the same.
fn same_evidence(a: &Article, b: &Article) -> bool {
    let quoted = |article: &Article| -> Vec<_> {
        let body = &article.body;
        let words =
            |(start, end): (u32, u32)| body.markup.get(start as usize..end as usize).map(str::to_owned);
        let quotations = body.quotations.iter();
        quotations.map(|q| (words(q.words), q.name.clone(), q.by, q.whereabouts.clone())).collect()
    };
    a.body.sources == b.body.sources && quoted(a) == quoted(b)
}
