//! Articles that have changed: whether the names of the site still hold, and which other texts may name something else.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Resolver;
use crate::model::{ArticleId, HeldBack, Status};
use crate::names::{Names, Titles, key};
use crate::parse::{ArticleDraft, BodyDraft, EachName, MarkDraftKind, NameField, Naming};
use crate::source::SourceTree;
use crate::text;

/// Articles that may have got other titles.
struct Retitled<'a> {
    ids: FxHashSet<ArticleId>,
    /// What they were called, folded.
    before: FxHashSet<String>,
    names: &'a Names,
}

/// The names in an article that become something where nothing has them: of actors, of places, of conflicts.
fn made(article: &ArticleDraft) -> [Vec<NameField<'_>>; 3] {
    let mut made = [const { Vec::new() }; 3];
    article.each_name(&mut |field| match field {
        NameField::Actor(_) => made[0].push(field),
        NameField::Place(_) => made[1].push(field),
        NameField::Conflict(_) => made[2].push(field),
        _ => {}
    });
    made
}

impl Resolver {
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
        let (before, after) = (made(old), made(new));
        before.iter().zip(&after).all(|(before, after)| {
            before.as_slice() == after.as_slice()
                || before.iter().chain(after).all(|name| self.is_given(*name))
        }) && self.tags_hold(old, new, others)
    }

    /// Whether a name stands for what is registered apart from articles.
    fn is_given(&self, name: NameField) -> bool {
        let written = &name.written().value;
        match name.naming() {
            Naming::Actor => self.names.actors.is_given(written),
            Naming::Place => {
                self.names.places.first(written).is_some_and(|id| id.index() < self.given.places)
            }
            Naming::Conflict => {
                self.names.conflicts.first(written).is_some_and(|id| id.index() < self.given.conflicts)
            }
            _ => true,
        }
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
        held_back: &[HeldBack],
        mut others: impl Iterator<Item = &'a BodyDraft>,
        tree: &SourceTree,
    ) -> Option<(Self, Vec<ArticleId>)> {
        let mut resolver = self.clone();
        resolver.names.titles = Titles::of(articles, held_back, tree).into();
        let retitled = Retitled {
            ids: changed.iter().map(|(id, _)| *id).collect(),
            before: changed.iter().map(|(_, old)| key(old)).collect(),
            names: &resolver.names,
        };
        if others.any(|body| retitled.concern(body)) {
            return None;
        }
        let concerned = articles.par_iter().enumerate().map(|(i, draft)| (ArticleId::of(i), draft));
        let concerned = concerned.filter(|(id, draft)| retitled.concern_article(*id, draft));
        let concerned = concerned.map(|(id, _)| id).collect();
        Some((resolver, concerned))
    }
}

impl Retitled<'_> {
    fn concern_article(&self, id: ArticleId, draft: &ArticleDraft) -> bool {
        let mut pinned = false;
        draft.each_name(&mut |field| {
            if let NameField::Article(pin) = field {
                pinned = pinned || self.may_move(&pin.value);
            }
        });
        pinned || self.ids.contains(&id) || self.concern(&draft.body)
    }

    /// Whether something in a text may name another article now, or no longer name one.
    fn concern(&self, body: &BodyDraft) -> bool {
        let link = |kind: &MarkDraftKind| match kind {
            MarkDraftKind::Link(link) => {
                let name = link.target.split('#').next().unwrap_or("").trim();
                !name.ends_with(".md")
                    && self.names.linked_before_titles(name).is_none()
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
        self.before.contains(&key(name))
            || self.names.titles.titled(name).is_none_or(|article| self.ids.contains(&article))
    }
}
