//! Every text of the site that readers see, with what it belongs to.

use crate::model::{ActorId, ArticleId, Body, ConflictId, EventId, PlaceId, Site, Target};

/// The texts: of published articles in the given order, then of everything else in its own.
pub(super) fn texts<'a>(
    site: &'a Site,
    in_time: &'a [ArticleId],
) -> impl Iterator<Item = (Target, &'a Body)> {
    let articles = in_time.iter().map(|id| (Target::Article(*id), &site.article(*id).body));
    let events = (0..).zip(site.events.iter()).map(|(i, event)| (Target::Event(EventId(i)), &event.body));
    let conflicts = (0..).zip(site.conflicts.iter());
    let conflicts = conflicts.map(|(i, conflict)| (Target::Conflict(ConflictId(i)), &conflict.body));
    let actors = (0..).zip(site.actors.iter()).map(|(i, actor)| (Target::Actor(ActorId(i)), &actor.body));
    let places = (0..).zip(site.places.iter()).map(|(i, place)| (Target::Place(PlaceId(i)), &place.body));
    let pages = (0..).zip(site.pages.iter()).map(|(i, page)| (Target::Page(i), &page.body));
    articles.chain(events).chain(conflicts).chain(actors).chain(places).chain(pages)
}
