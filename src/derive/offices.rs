//! Which office a person held on a day.

use crate::model::{ActorId, ActorKind, Day, Site};

/// The office of a person on a day, by the index of the affiliation; of several the one that began last.
///
/// An affiliation without dates counts where none with dates covers the day.
pub fn office_on(site: &Site, actor: ActorId, day: Day) -> Option<usize> {
    let actor = site.actor(actor);
    if actor.kind.is_some_and(|kind| kind != ActorKind::Person) {
        return None;
    }
    let held = actor.affiliations.iter().enumerate().filter(|(_, held)| held.role.is_some());
    let covers =
        |valid: &Option<crate::model::When>| valid.as_ref().is_some_and(|valid| valid.may_cover(day));
    let dated = held.clone().filter(|(_, held)| covers(&held.valid));
    let latest = dated.max_by_key(|(index, held)| {
        (held.valid.as_ref().and_then(crate::model::When::earliest), std::cmp::Reverse(*index))
    });
    latest.or_else(|| held.clone().find(|(_, held)| held.valid.is_none())).map(|(index, _)| index)
}
