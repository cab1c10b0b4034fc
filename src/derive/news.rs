//! News: what was published on the last days.

use super::facts::Facts;
use crate::model::{ArticleId, Site};

/// Search engines of news take articles of so many days before today.
const DAYS: i64 = 2;
/// And so many at most.
const MOST: usize = 1000;

/// The articles published on the last two days and today, the newest first; not more than a map of news may hold.
pub fn news<'a>(site: &'a Site, facts: &'a Facts) -> impl Iterator<Item = ArticleId> + 'a {
    let age = |id: &ArticleId| site.today.number() - site.article(*id).published.day().number();
    facts.time.latest.iter().copied().filter(move |id| (0..=DAYS).contains(&age(id))).take(MOST)
}
