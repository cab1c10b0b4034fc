//! What the files of a live site say together, kept so that one article can be put in the place of another.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Changed, Reuse};
use crate::derive::{self, Facts, Kin, KinInput, OrderInput, SearchIndex, TextInput};
use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::model::{ArticleId, Site};
use crate::names::Names;
use crate::parse::{ArticleDraft, Drafts, Parsed};
use crate::render::Snapshot;
use crate::resolve::{self, Noting, Resolved, Resolver, Uses};
use crate::source::{self, Asset, Copies, SourceTree};
use crate::{Options, route};

/// What it takes to resolve an article again, and what was wrong when all were joined.
pub(super) struct Joined {
    pub resolver: Resolver,
    /// Where the names of the site stand.
    pub uses: Uses,
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
        let asked = (options.include, options.today);
        let Resolved { site, resolver, problems, uses } =
            resolve::with_uses(drafts, &tree, asked, Noting::Uses, &mut of_others);
        let facts = derive::facts(&site, &tree);
        let copies = copies(&tree, &site, &facts);
        let mut of_routes = Diagnostics::default();
        let routes = route::routes(&site, &facts, &tree, &mut of_routes);
        let files: Vec<FileId> = site.articles.iter().map(|article| article.file).collect();
        let articles = files.iter().enumerate().map(|(i, file)| (*file, ArticleId::of(i))).collect();
        let joined =
            Self { resolver, uses, articles, files, of_articles: problems, of_others, of_routes, copies };
        let snapshot = Snapshot {
            editions: resolve::editions(&site),
            tree,
            site,
            facts: facts.into(),
            kin: Kin::default(),
            routes: routes.into(),
            index: SearchIndex::default(),
            copies: Arc::clone(&joined.copies),
        };
        (joined, snapshot)
    }

    /// Which articles have to be resolved again after some have changed, and with which names; `None` if more than
    /// articles follows from it.
    pub fn reached(
        &mut self,
        old: &Snapshot,
        tree: &SourceTree,
        parsed: &[Parsed],
        changed: Changed,
    ) -> Option<Reached> {
        let Changed { texts: mut articles, own } = changed;
        if own.is_empty() {
            return Some(Reached { articles, texts_alone: true });
        }
        let drafts: Option<Vec<Arc<ArticleDraft>>> =
            self.files.iter().map(|file| parsed.get(file.0 as usize)?.article().cloned()).collect();
        let drafts = drafts?;
        if own.iter().any(|(id, _)| self.resolver.is_shared(*id)) {
            return None;
        }
        let named_alike = |(id, before): &(ArticleId, Arc<ArticleDraft>)| {
            let others = drafts.iter().enumerate().filter(|(i, _)| *i != id.index());
            self.resolver.hold(before, &drafts[id.index()], others.map(|(_, draft)| draft.as_ref()))
        };
        // An event that nobody gives a title is called as its first article.
        let names_an_event = |(id, _): &(ArticleId, Arc<ArticleDraft>)| {
            let article = old.site.article(*id);
            let mut events = article.events.iter().filter_map(|report| report.event);
            events.any(|event| old.site.event(event).title == article.title)
        };
        if own.iter().any(names_an_event) || !own.iter().all(named_alike) {
            return None;
        }
        let titles: Vec<(ArticleId, &str)> =
            own.iter().map(|(id, _)| (*id, old.site.article(*id).title.as_str())).collect();
        let others = tree.with_ids().filter_map(|(id, _)| parsed.get(id.0 as usize));
        let others = others.flat_map(Parsed::other_bodies);
        let (resolver, concerned) =
            self.resolver.after(&titles, &drafts, &old.site.held_back, others, tree)?;
        self.resolver = resolver;
        articles.extend(concerned);
        articles.sort_unstable();
        articles.dedup();
        Some(Reached { articles, texts_alone: false })
    }

    /// Puts articles in the place of their old selves.
    pub fn again(
        &mut self,
        old: &Snapshot,
        tree: SourceTree,
        reached: Reached,
        parsed: &[Parsed],
        mut reuse: Reuse,
    ) -> (Snapshot, Reuse) {
        let Reached { articles, texts_alone } = reached;
        let mut site = old.site.clone();
        let same_assets = |(a, b): (&Arc<Asset>, &Arc<Asset>)| Arc::ptr_eq(a, b) || a == b;
        let (old_assets, assets) = (&old.tree.assets, &tree.assets);
        let assets_hold = old_assets.len() == assets.len() && old_assets.iter().zip(assets).all(same_assets);
        let (mut changed, mut facts_hold) = (Vec::new(), texts_alone && assets_hold);
        let (mut order_holds, mut kin_holds) = (true, true);
        for id in articles {
            let Some(draft) = parsed.get(self.files[id.index()].0 as usize).and_then(Parsed::article) else {
                continue;
            };
            let (article, problems, uses) = self.resolver.article(id, draft);
            let before = &site.articles[id.index()];
            facts_hold &= TextInput::of(&before.body) == TextInput::of(&article.body);
            facts_hold &= self.uses.pin_alike(id, &uses);
            order_holds &= OrderInput::of(before) == OrderInput::of(&article);
            kin_holds &= KinInput::of(before) == KinInput::of(&article);
            self.uses.replace(id, uses);
            self.of_articles[id.index()] = problems;
            site.articles[id.index()] = article.into();
            changed.push(id);
        }
        let facts = if facts_hold {
            Arc::clone(&old.facts)
        } else {
            let facts = derive::facts(&site, &tree);
            self.copies = copies(&tree, &site, &facts);
            reuse = Reuse::Nothing;
            facts.into()
        };
        let routes = if reuse == Reuse::Nothing {
            self.of_routes = Diagnostics::default();
            route::routes(&site, &facts, &tree, &mut self.of_routes).into()
        } else {
            Arc::clone(&old.routes)
        };
        let kin = match order_holds {
            true => old.facts.kin_after(&site, &old.kin, &changed, kin_holds),
            false => Kin::default(),
        };
        let editions = resolve::editions(&site);
        let copies = Arc::clone(&self.copies);
        (Snapshot { tree, site, editions, facts, kin, routes, index: SearchIndex::default(), copies }, reuse)
    }

    /// The names of the site, and where they stand.
    pub fn names(&self) -> (Names, Uses) {
        (self.resolver.names.clone(), self.uses.clone())
    }

    /// The article of a file, if it is one that is shown.
    pub fn article(&self, file: FileId) -> Option<ArticleId> {
        self.articles.get(&file).copied()
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

/// Articles that have to be resolved again.
pub(super) struct Reached {
    articles: Vec<ArticleId>,
    /// Whether nothing but their texts has changed.
    texts_alone: bool,
}

/// What is wrong with a site as far as it is known before anybody asks, and what the lints need to find the rest.
pub(super) struct Problems {
    pub found: Diagnostics,
    pub copies: Arc<Copies>,
}

/// What is kept of the sources that the site describes.
fn copies(tree: &SourceTree, site: &Site, facts: &Facts) -> Arc<Copies> {
    let kept =
        facts.evidence.works.described(site).filter_map(|source| Some(source.local.as_ref()?.0.as_str()));
    source::copies(tree, kept).into()
}
