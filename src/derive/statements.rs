//! What was said: quotations in texts and statements of front matter, each once, in order of time.

use std::collections::hash_map::Entry;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::input::TextInput;
use super::pages::{PageRoom, Pages};
use super::weight::{self, ROOM};
use crate::model::{ActorId, ArticleId, Site, When};
use crate::text::{fold, untagged};

/// A place where something is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A quotation in an article's text, by index.
    Quotation(ArticleId, u32),
    /// A statement of an article's front matter, by index.
    Statement(ArticleId, u32),
}

/// Words of an actor, and every place that has them.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Who said it.
    pub by: ActorId,
    /// When, as the article says; else when what the article reports happened.
    pub when: When,
    /// The places, in order of the articles' time; never empty.
    pub places: Vec<Said>,
    /// How many bytes its markup takes, about.
    weight: u32,
}

/// All statements.
#[derive(Debug, Default)]
pub struct Statements {
    /// In order of time.
    pub all: Vec<Statement>,
    /// By actor: what it said, as indexes into `all`.
    pub of_actor: Vec<Vec<u32>>,
}

/// Most statements that one page shows.
const PAGE: usize = 200;
/// Of an actor's page they may take a part only: the rest is for its timeline.
const SHARE: u32 = ROOM / 4;
/// What a page of nothing else has room for.
const ROOMS: PageRoom = PageRoom { first: ROOM, other: ROOM, most: PAGE };

impl Said {
    /// The article that quotes it.
    pub fn article(self) -> ArticleId {
        match self {
            Self::Quotation(id, _) | Self::Statement(id, _) => id,
        }
    }
}

impl Statements {
    pub(super) fn of(site: &Site, in_time: &[ArticleId]) -> Self {
        let mut all: Vec<Statement> = Vec::new();
        let mut known: FxHashMap<(ActorId, String), usize> = FxHashMap::default();
        let places: Vec<QuotedAt> = in_time.par_iter().flat_map_iter(|id| places(site, *id)).collect();
        for QuotedAt { by, words, when, is_dated, said, long } in places {
            // What has no letter, such as "…", says nothing that could be the same.
            if !words.is_empty() {
                match known.entry((by, words)) {
                    Entry::Vacant(new) => drop(new.insert(all.len())),
                    Entry::Occupied(at) => {
                        let statement = &mut all[*at.get()];
                        statement.places.push(said);
                        if is_dated {
                            statement.when = when.clone();
                        }
                        continue;
                    }
                }
            }
            let weight = weight::statement(long);
            all.push(Statement { by, when: when.clone(), places: vec![said], weight });
        }
        all.sort_by(|a, b| a.when.cmp(&b.when));
        let mut of_actor: Vec<Vec<u32>> = vec![Vec::new(); site.actors.len()];
        for (index, statement) in (0..).zip(&all) {
            of_actor[statement.by.index()].push(index);
        }
        Self { all, of_actor }
    }

    /// The pages of the index of all statements, of `all`.
    pub fn pages(&self) -> Pages {
        Pages::cut(self.all.iter().map(|statement| statement.weight), ROOMS)
    }

    /// The pages of one actor's statements, of its list: the first stands on the actor's own page.
    pub fn pages_of(&self, actor: ActorId) -> Pages {
        let list = self.of_actor[actor.index()].iter();
        let weights = list.map(|index| self.all[*index as usize].weight);
        Pages::cut(weights, PageRoom { first: SHARE, ..ROOMS })
    }

    /// How many bytes statements take on the actor's own page.
    pub(super) fn weight_of(&self, actor: ActorId) -> u32 {
        let first = self.pages_of(actor).part(1);
        let list = self.of_actor[actor.index()].get(first).unwrap_or_default();
        list.iter().fold(0, |sum: u32, index| sum.saturating_add(self.all[*index as usize].weight))
    }
}

/// A place where an actor is quoted.
struct QuotedAt<'a> {
    by: ActorId,
    /// The words, folded.
    words: String,
    when: &'a When,
    /// Whether the place itself says when it was said.
    is_dated: bool,
    said: Said,
    /// How many bytes the words take.
    long: usize,
}

/// The places of an article: statements of its front matter, then quotations.
fn places(site: &Site, id: ArticleId) -> impl Iterator<Item = QuotedAt<'_>> {
    let article = site.article(id);
    let stated = (0..).zip(&article.statements).map(move |(index, statement)| QuotedAt {
        by: statement.by,
        words: fold(&statement.text),
        when: statement.date.as_ref().unwrap_or(&article.when),
        is_dated: statement.date.is_some(),
        said: Said::Statement(id, index),
        long: statement.text.len() + statement.translation.as_ref().map_or(0, String::len),
    });
    let quoted = (0..).zip(TextInput::of(&article.body).quotations());
    let quoted = quoted.filter_map(move |(index, quotation)| {
        Some(QuotedAt {
            by: quotation.by?,
            words: fold(&untagged(quotation.words)),
            when: &article.when,
            is_dated: false,
            said: Said::Quotation(id, index),
            long: quotation.words.len(),
        })
    });
    stated.chain(quoted)
}
