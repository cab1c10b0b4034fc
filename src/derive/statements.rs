//! What was said: quotations in texts and statements of front matter, each once, in order of time.

use rustc_hash::FxHashMap;

use super::bulk::ROOM;
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
    bulk: u32,
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
/// Tags, date and links of a statement's markup.
const FRAME: usize = 420;

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
        let mut add = |by: ActorId, words: String, when: &When, said: Said, long: usize| {
            let dated = matches!(said, Said::Statement(id, index)
                if site.article(id).statements[index as usize].date.is_some());
            // What has no letter, such as "…", says nothing that could be the same.
            if let Some(at) = known.get(&(by, words.clone())).filter(|_| !words.is_empty()) {
                let statement = &mut all[*at];
                statement.places.push(said);
                if dated {
                    statement.when = when.clone();
                }
                return;
            }
            known.insert((by, words), all.len());
            let bulk = u32::try_from(FRAME + long).unwrap_or(u32::MAX);
            all.push(Statement { by, when: when.clone(), places: vec![said], bulk });
        };
        for id in in_time {
            let article = site.article(*id);
            for (index, statement) in (0..).zip(&article.statements) {
                let long = statement.text.len() + statement.translation.as_ref().map_or(0, String::len);
                let when = statement.date.as_ref().unwrap_or(&article.when);
                add(statement.by, fold(&statement.text), when, Said::Statement(*id, index), long);
            }
            for (index, quotation) in (0..).zip(&article.body.quotations) {
                let Some(by) = quotation.by else { continue };
                let words = article.body.markup.get(quotation.words.0 as usize..quotation.words.1 as usize);
                let words = words.unwrap_or("");
                add(by, fold(&untagged(words)), &article.when, Said::Quotation(*id, index), words.len());
            }
        }
        all.sort_by(|a, b| a.when.cmp(&b.when));
        let mut of_actor: Vec<Vec<u32>> = vec![Vec::new(); site.actors.len()];
        for (index, statement) in (0..).zip(&all) {
            of_actor[statement.by.index()].push(index);
        }
        Self { all, of_actor }
    }

    /// The pages of the index of all statements, as ranges of `all`.
    pub fn pages(&self) -> Vec<std::ops::Range<usize>> {
        let all: Vec<u32> = (0..).take(self.all.len()).collect();
        self.split(&all, ROOM)
    }

    /// The pages of one actor's statements, as ranges of its list: the first stands on the actor's own page.
    pub fn pages_of(&self, actor: ActorId) -> Vec<std::ops::Range<usize>> {
        let list = &self.of_actor[actor.index()];
        let mut pages = self.split(list, SHARE);
        let Some(first) = pages.first().cloned() else { return pages };
        pages.truncate(1);
        let rest = self.split(&list[first.end..], ROOM);
        pages.extend(rest.into_iter().map(|page| page.start + first.end..page.end + first.end));
        pages
    }

    /// How many bytes statements take on the actor's own page.
    pub(super) fn bulk_of(&self, actor: ActorId) -> u32 {
        let first = self.pages_of(actor).into_iter().next().unwrap_or_default();
        let list = self.of_actor[actor.index()].get(first).unwrap_or_default();
        list.iter().fold(0, |sum: u32, index| sum.saturating_add(self.all[*index as usize].bulk))
    }

    fn split(&self, list: &[u32], room: u32) -> Vec<std::ops::Range<usize>> {
        let (mut pages, mut start, mut bytes) = (Vec::new(), 0, 0_u32);
        for (at, index) in list.iter().enumerate() {
            let next = self.all[*index as usize].bulk;
            if at > start && (at - start == PAGE || bytes.saturating_add(next) > room) {
                pages.push(start..at);
                (start, bytes) = (at, 0);
            }
            bytes = bytes.saturating_add(next);
        }
        if start < list.len() {
            pages.push(start..list.len());
        }
        pages
    }
}
