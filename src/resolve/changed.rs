//! Articles that have changed: whether the names of the site still hold, and which other texts may name something else.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Names;
use super::bodies::Bodies;
use super::titles::Titles;
use super::{actors, places};
use crate::model::{ArticleId, Status};
use crate::parse::{ArticleDraft, BodyDraft, MarkDraftKind};
use crate::source::SourceTree;
use crate::text::{self, fold};

/// Articles that may have got other titles.
struct Retitled<'a> {
    ids: FxHashSet<ArticleId>,
    /// What they were called, folded.
    before: FxHashSet<String>,
    bodies: Bodies<'a>,
}

impl Names {
    /// Whether the registers of actors, places, conflicts and tags are the same after an article's front matter has
    /// changed, which tells of no event. `others` are all other articles, in their order.
    ///
    /// They are if the article names the same as before, or only what is registered apart from articles.
    pub fn hold<'a>(
        &self,
        old: &ArticleDraft,
        new: &ArticleDraft,
        others: impl Iterator<Item = &'a ArticleDraft>,
    ) -> bool {
        let registers = &self.registers;
        let named = |article: &ArticleDraft| -> Vec<_> {
            let written = actors::in_article(article).map(|(_, written)| written);
            written.map(|written| (written.value.clone(), written.path.clone())).collect()
        };
        let (before, after) = (named(old), named(new));
        let actors_hold =
            before == after || before.iter().chain(&after).all(|(name, _)| registers.actors.is_given(name));
        let mut places = places::in_article(old).chain(places::in_article(new));
        let places_hold =
            old.place == new.place || places.all(|(_, place)| registers.places.is_given(&place.name.value));
        let mut conflicts = old.conflict.iter().chain(&new.conflict);
        let conflicts_hold =
            old.conflict == new.conflict || conflicts.all(|name| registers.conflicts.is_given(&name.value));
        actors_hold && places_hold && conflicts_hold && self.tags_hold(old, new, others)
    }

    /// Whether each tag that comes or goes is another article's too, which shows it in the same spelling.
    fn tags_hold<'a>(
        &self,
        old: &ArticleDraft,
        new: &ArticleDraft,
        others: impl Iterator<Item = &'a ArticleDraft>,
    ) -> bool {
        let mut moved: FxHashSet<String> = old
            .tags
            .iter()
            .filter(|tag| !new.tags.contains(tag))
            .chain(new.tags.iter().filter(|tag| !old.tags.contains(tag)))
            .map(|tag| text::name_slug(tag))
            .collect();
        if moved.is_empty() {
            return true;
        }
        let is_as_shown = |tag: &String| self.tags.shown(tag) == Some(tag.trim());
        if !old.tags.iter().chain(&new.tags).all(is_as_shown) {
            return false;
        }
        let shown = others.filter(|article| article.status != Status::Retracted);
        for tag in shown.flat_map(|article| &article.tags) {
            if moved.remove(&text::name_slug(tag)) && !is_as_shown(tag) {
                return false;
            }
            if moved.is_empty() {
                return true;
            }
        }
        false
    }

    /// The names after these articles have changed, each given with its old title, and all articles that have to be
    /// resolved again for it.
    ///
    /// `None` if another text than an article's, one of `others`, may name something else now.
    pub fn after<'a>(
        &self,
        changed: &[(ArticleId, &str)],
        articles: &[Arc<ArticleDraft>],
        mut others: impl Iterator<Item = &'a BodyDraft>,
        tree: &SourceTree,
    ) -> Option<(Self, Vec<ArticleId>)> {
        let names = Self {
            registers: Arc::clone(&self.registers),
            titles: Titles::of(articles, tree),
            lookups: Arc::clone(&self.lookups),
            tags: Arc::clone(&self.tags),
            gate: self.gate,
        };
        let retitled = Retitled {
            ids: changed.iter().map(|(id, _)| *id).collect(),
            before: changed.iter().map(|(_, old)| fold(old)).collect(),
            bodies: names.bodies(),
        };
        if others.any(|body| retitled.concern(body)) {
            return None;
        }
        let concerned = articles.par_iter().enumerate().map(|(i, draft)| (ArticleId::of(i), draft));
        let concerned = concerned.filter(|(id, draft)| retitled.concern_article(*id, draft));
        let concerned = concerned.map(|(id, _)| id).collect();
        Some((names, concerned))
    }
}

impl Retitled<'_> {
    fn concern_article(&self, id: ArticleId, draft: &ArticleDraft) -> bool {
        let mut pins = draft.related.iter().chain(&draft.unrelated).chain(&draft.translation_of);
        self.ids.contains(&id) || self.concern(&draft.body) || pins.any(|pin| self.may_move(&pin.value))
    }

    /// Whether something in a text may name another article now, or no longer name one.
    fn concern(&self, body: &BodyDraft) -> bool {
        let link = |kind: &MarkDraftKind| match kind {
            MarkDraftKind::Link(link) => {
                let name = link.target.split('#').next().unwrap_or("").trim();
                !name.ends_with(".md")
                    && self.bodies.before_titles(name, &[]).is_none()
                    && self.may_move(name)
            }
            _ => false,
        };
        // A link in a Read line is looked up in several ways.
        body.reads.iter().any(|read| read.link.is_some() || self.may_move(&read.title))
            || body.marks.iter().any(|mark| link(&mark.kind))
    }

    /// Whether a name stood or stands for an article with another title; true also for names that are no article's
    /// title to the letter, as they are found by their likeness to all.
    fn may_move(&self, name: &str) -> bool {
        let key = fold(name);
        self.before.contains(&key)
            || self.bodies.titles.titled(&key).is_none_or(|article| self.ids.contains(&article))
    }
}
