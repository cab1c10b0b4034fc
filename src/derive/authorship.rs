//! Which sources an actor wrote or published.

use super::input::TextInput;
use crate::model::{ArticleId, Authors, Citation, Site, Source, SourceId};

/// A source that an actor wrote or published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authored {
    /// One of `sources.yaml`.
    Shared(SourceId),
    /// One of an article's own, by its number.
    Own(ArticleId, u32),
}

/// Who wrote and published the sources.
#[derive(Debug, Default)]
pub struct Authorship {
    /// By actor: the sources that it wrote or published.
    pub authored: Vec<Vec<Authored>>,
}

impl Authorship {
    pub(super) fn of(site: &Site, in_time: &[ArticleId]) -> Self {
        let mut authorship = Self { authored: vec![Vec::new(); site.actors.len()] };
        for (i, source) in site.sources.iter().enumerate() {
            authorship.add(source, Authored::Shared(SourceId::of(i)));
        }
        for id in in_time {
            for (number, citation) in (0..).zip(TextInput::of(&site.article(*id).body).sources()) {
                if let Citation::Own(source) = citation {
                    authorship.add(source, Authored::Own(*id, number));
                }
            }
        }
        authorship
    }

    fn add(&mut self, source: &Source, authored: Authored) {
        let Authors { author, publisher } = source.by;
        let publisher = publisher.filter(|publisher| author != Some(*publisher));
        author.into_iter().chain(publisher).for_each(|id| self.authored[id.index()].push(authored));
    }
}
