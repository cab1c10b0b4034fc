//! Which sources an actor wrote or published.

use rustc_hash::FxHashMap;

use crate::model::{ActorId, ArticleId, Citation, Site, Source, SourceId};
use crate::text::fold;

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
    /// Actors by their names, folded; a name that several have is nobody's.
    names: FxHashMap<String, Option<ActorId>>,
}

impl Authorship {
    pub(super) fn of(site: &Site, in_time: &[ArticleId]) -> Self {
        let mut authorship =
            Self { authored: vec![Vec::new(); site.actors.len()], names: FxHashMap::default() };
        authorship.find(site, in_time);
        authorship
    }

    /// The actor that the author or publisher of a source is, by the name.
    pub fn author(&self, name: &str) -> Option<ActorId> {
        if self.names.is_empty() {
            return None;
        }
        self.names.get(&fold(name)).copied().flatten()
    }

    /// Finds the actors of authors and publishers by their names; a name that several have is nobody's here.
    fn find(&mut self, site: &Site, in_time: &[ArticleId]) {
        let names = &mut self.names;
        for (i, actor) in site.actors.iter().enumerate().filter(|(_, actor)| actor.file.is_some()) {
            let aliases = actor.aliases.iter().map(|alias| alias.text.as_str());
            for name in [actor.name.as_str(), actor.id.as_str()].into_iter().chain(aliases) {
                let known = names.entry(fold(name)).or_insert(Some(ActorId::of(i)));
                *known = known.filter(|known| known.index() == i);
            }
        }
        if names.is_empty() {
            return;
        }
        let add = |source: &Source, authored: Authored, lists: &mut Vec<Vec<Authored>>| {
            let by = [&source.author, &source.publisher]
                .map(|name| name.as_ref().and_then(|name| names.get(&fold(name)).copied().flatten()));
            if let Some(author) = by[0] {
                lists[author.index()].push(authored);
            }
            if let Some(publisher) = by[1].filter(|publisher| by[0] != Some(*publisher)) {
                lists[publisher.index()].push(authored);
            }
        };
        for (i, source) in site.sources.iter().enumerate() {
            add(source, Authored::Shared(SourceId::of(i)), &mut self.authored);
        }
        for id in in_time {
            for (number, citation) in (0..).zip(&site.article(*id).body.sources) {
                if let Citation::Own(source) = citation {
                    add(source, Authored::Own(*id, number), &mut self.authored);
                }
            }
        }
    }
}
