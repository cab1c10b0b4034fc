//! Which sources an actor wrote or published, as its page shows them.

use serde::Serialize;

use crate::address::is_web;
use crate::derive::Authored;
use crate::model::{ActorId, Citation, Source};
use crate::render::Renderer;
use crate::render::part::head::DateView;

/// A source that the actor wrote or published.
#[derive(Serialize)]
pub(in crate::render) struct AuthoredView<'a> {
    title: &'a str,
    url: Option<&'a str>,
    published: Option<DateView>,
}

/// How many an actor's page shows.
const MOST: usize = 40;

impl Renderer<'_> {
    /// Sources that an actor wrote or published.
    pub(in crate::render) fn authored(&self, id: ActorId) -> Vec<AuthoredView<'_>> {
        let site = &self.snapshot.site;
        let source = |authored: &Authored| match authored {
            Authored::Shared(id) => Some(site.source(*id)),
            Authored::Own(article, number) => match &site.article(*article).body.sources[*number as usize] {
                Citation::Own(source) => Some(&**source),
                Citation::Shared(_) => None,
            },
        };
        let mut own: Vec<&Source> =
            self.snapshot.facts.spoken.authored[id.index()].iter().filter_map(source).collect();
        own.sort_by(|a, b| (a.published.is_none(), &a.published).cmp(&(b.published.is_none(), &b.published)));
        own.into_iter()
            .take(MOST)
            .filter_map(|source| {
                Some(AuthoredView {
                    title: source.title.as_deref().or(source.url.as_deref())?,
                    url: source.url.as_deref().filter(|url| !source.lost && is_web(url)),
                    published: source.published.as_ref().map(|date| self.date(date)),
                })
            })
            .collect()
    }
}
