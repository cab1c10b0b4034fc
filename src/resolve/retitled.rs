//! What the new titles of some articles change beside them: texts that name an old title or a new one.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Names;
use super::bodies::Bodies;
use super::titles::Titles;
use crate::model::ArticleId;
use crate::parse::{ArticleDraft, BodyDraft, MarkDraftKind};
use crate::source::SourceTree;
use crate::text::fold;

/// Articles that have got other titles.
struct Retitled<'a> {
    ids: FxHashSet<ArticleId>,
    /// What they were called, folded.
    before: FxHashSet<String>,
    bodies: Bodies<'a>,
}

impl Names {
    /// The names after articles have got other titles, of which each is given with the old one, and all articles that
    /// have to be resolved again for it.
    ///
    /// `None` if another text than an article's, one of `others`, may name something else now.
    pub fn retitled<'a>(
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
