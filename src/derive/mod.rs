//! Stage 4, derive: facts about the whole, computed once from the `Site`.

mod activity;
mod actors;
mod backlinks;
mod balance;
mod weight;
mod calendar;
mod claims;
mod copies;
mod corrections;
mod entries;
mod figures;
pub mod fragment;
mod outside;
mod owner;
mod kin;
mod layers;
mod network;
mod offices;
mod phases;
mod related;
mod sides;
mod authorship;
mod statements;
mod texts;
mod together;
mod wanted;
mod works;

pub use activity::{Activity, Room, Tally, Unit};
pub use actors::{KIND_PAGE, MEMBERS};
pub use balance::{Balance, BalanceRow, balance};
pub use weight::{ACTORS, Bulk, ROOM};
pub use calendar::{Calendar, Month, Pages, SPLIT, Slice, Year};
pub use claims::{ClaimAt, Claims, Silent, is_open, silent};
pub use copies::NearCopy;
pub use corrections::{CorrectionAt, Corrections, changed, last_change};
pub use entries::{Entry, EntryOf, Subject, above};
pub use figures::{FigureAt, Figures};
pub use kin::Kin;
pub use layers::{Layer, Layers};
pub use network::{Network, WIDTH as NETWORK_WIDTH};
pub use offices::office_on;
pub use outside::{Outside, outside};
pub use owner::{Owner, speaks_for};
pub use phases::phase_of;
pub use related::{Kinship, Related};
pub use sides::{Sides, Stand, sided};
pub use authorship::{Authored, Spoken, Told, sides_of};
pub use statements::{Said, Statement, Statements};
pub use together::{Companion, Pair, TIED, Tie, Together};
pub use wanted::{Wanted, WantedAt};
pub use works::{CITING, Work, Works, described, heading};

use std::borrow::Cow;

use kin::Order;
use rayon::prelude::*;

use crate::model::{ActorId, ArticleId, EntryId, EventType, Site, Status};
use crate::text::Vocabulary;

/// Facts about the whole site.
#[derive(Debug, Default)]
pub struct Facts {
    /// The timeline, in its order; an [`EntryId`] is an index into it.
    pub entries: Vec<Entry>,
    /// The entry that shows an article or event.
    pub entry_of: EntryOf,
    /// The whole timeline by year and month.
    pub calendar: Calendar,
    /// By actor: its entries by year and month.
    pub of_actor: Vec<Calendar>,
    /// By place.
    pub of_place: Vec<Calendar>,
    /// By tag.
    pub of_tag: Vec<Calendar>,
    /// The types of events that there are, in the order of the vocabulary, each with its entries.
    pub of_kind: Vec<(EventType, Calendar)>,
    /// By conflict, those of its parts included.
    pub of_conflict: Vec<Calendar>,
    /// By conflict and side: the entries that an actor of the side takes part in.
    pub of_side: Vec<Vec<Calendar>>,
    /// Which side an actor is on.
    pub sides: Sides,
    /// Published articles in order of what they report.
    pub in_time: Vec<ArticleId>,
    /// By article: its place in `in_time`; `None` for a retracted one.
    pub position: Vec<Option<u32>>,
    /// Published articles, the newest publication first.
    pub latest: Vec<ArticleId>,
    /// By article: the articles whose Read lines name it, in order of time.
    pub backlinks: Vec<Vec<ArticleId>>,
    /// What is claimed on the whole site.
    pub claims: Claims,
    /// What was corrected on the whole site.
    pub corrections: Corrections,
    /// What is counted on the whole site.
    pub figures: Figures,
    /// What holds claims and figures.
    pub owners: Vec<Owner>,
    /// The sources of the whole site.
    pub works: Works,
    /// Titles that Read lines name and no article has, the most wanted first.
    pub wanted: Vec<Wanted>,
    /// What was said.
    pub statements: Statements,
    /// Who appears with whom.
    pub together: Together,
    /// What actors claim, count and write.
    pub spoken: Spoken,
    /// By actor: how many articles list it.
    pub articles_of: Vec<u32>,
    /// By actor: the newest articles that list it, the newest first; not more than a feed holds.
    pub newest_of: Vec<Vec<ArticleId>>,
    /// By actor: the actors that are affiliated to it, with the index of the affiliation.
    pub members: Vec<Vec<(crate::model::ActorId, u32)>>,
}

/// Computes the facts and everybody's kin.
pub fn derive(site: &Site) -> (Facts, Kin) {
    let shown = shown(site);
    let in_time = in_time(site, &shown);
    let position = positions(site, &in_time);
    let kin = Kin::default();
    // What takes longest; the others are found meanwhile.
    let alike = || kin.find_all(site, Order { in_time: &in_time, position: &position });
    let ((), facts) = rayon::join(alike, || lists(site, &shown, &in_time));
    (Facts { in_time, position, ..facts }, kin)
}

/// Computes the facts alone.
pub fn facts(site: &Site) -> Facts {
    let shown = shown(site);
    let in_time = in_time(site, &shown);
    let position = positions(site, &in_time);
    let facts = lists(site, &shown, &in_time);
    Facts { in_time, position, ..facts }
}

impl Facts {
    fn order(&self) -> Order<'_> {
        Order { in_time: &self.in_time, position: &self.position }
    }

    /// The stories related to an article, pinned ones first, then the best others.
    pub fn related<'k>(&self, site: &Site, kin: &'k Kin, id: ArticleId) -> Cow<'k, [Related]> {
        kin.of(site, self.order(), id)
    }

    /// What of the kin is still true after the texts and titles of these articles have changed, and nothing else;
    /// `references` tells whether they name other articles than before.
    pub fn kin_after(&self, site: &Site, kin: &Kin, changed: &[ArticleId], references: bool) -> Kin {
        kin.after(site, self.order(), changed, references)
    }
}

fn shown(site: &Site) -> Vec<ArticleId> {
    let ids = (0..site.articles.len()).map(ArticleId::of);
    ids.filter(|id| site.article(*id).status != Status::Retracted).collect()
}

/// What stands in lists and registers, found side by side.
fn lists(site: &Site, shown: &[ArticleId], in_time: &[ArticleId]) -> Facts {
    let (facts, evidence) = rayon::join(|| timeline(site, shown, in_time), || evidence(site, in_time));
    let Facts { backlinks, wanted, works, claims, corrections, figures, owners, .. } = evidence;
    Facts { backlinks, wanted, works, claims, corrections, figures, owners, ..facts }
}

/// What texts rest on, refer to, claim and count.
fn evidence(site: &Site, in_time: &[ArticleId]) -> Facts {
    Facts {
        backlinks: backlinks::backlinks(site, in_time),
        wanted: wanted::wanted(site, in_time),
        works: Works::of(site, in_time),
        claims: Claims::of(site, in_time),
        corrections: Corrections::of(site),
        figures: Figures::of(site, in_time),
        owners: Owner::all(site, in_time),
        ..Facts::default()
    }
}

/// Entries, statements, companions.
fn timeline(site: &Site, shown: &[ArticleId], in_time: &[ArticleId]) -> Facts {
    let entries = entries::sorted(site, shown);
    let everything: Vec<EntryId> = (0..entries.len()).map(EntryId::of).collect();
    let sides = Sides::of_site(site);
    let mut lists = entries::Lists::of(site, &entries, &sides);
    let articles_of = actors::article_counts(site, shown);
    let (together, (statements, spoken)) = rayon::join(
        || Together::of(site, shown, &articles_of, &entries, &lists.actors),
        || (Statements::of(site, in_time), Spoken::of(site, in_time)),
    );
    let calendars = |lists: Vec<Vec<EntryId>>| -> Vec<Calendar> {
        lists.into_par_iter().map(|list| Calendar::of(&entries, list)).collect()
    };
    let kinds = EventType::WORDS.iter().filter_map(|(_, kind)| Some((*kind, lists.kinds.remove(kind)?)));
    let kinds: Vec<(EventType, Vec<EntryId>)> = kinds.collect();
    let members = actors::members(site);
    // An actor's first page has much beside its timeline.
    let own = |(i, list): (usize, Vec<EntryId>)| {
        let id = ActorId::of(i);
        let told = spoken.bulk(site, id) + 260 * members[i].len().min(actors::MEMBERS);
        let told = told + site.actor(id).body.markup.len();
        let told = u32::try_from(told).unwrap_or(u32::MAX).saturating_add(statements.bulk_of(id));
        Calendar::beside(&entries, list, told)
    };
    let of_all = || {
        let latest = latest(site, shown);
        let newest_of = actors::newest(site, &latest);
        let (calendar, entry_of) = (Calendar::of(&entries, everything), EntryOf::of(site, &entries));
        Facts { calendar, entry_of, latest, newest_of, ..Facts::default() }
    };
    let of_each = || Facts {
        of_actor: lists.actors.into_par_iter().enumerate().map(own).collect(),
        of_place: calendars(lists.places),
        of_tag: calendars(lists.tags),
        of_kind: kinds.into_par_iter().map(|(kind, list)| (kind, Calendar::of(&entries, list))).collect(),
        of_conflict: calendars(lists.conflicts),
        of_side: lists.sides.into_iter().map(calendars).collect(),
        ..Facts::default()
    };
    let (of_all, of_each) = rayon::join(of_all, of_each);
    let Facts { calendar, entry_of, latest, newest_of, .. } = of_all;
    Facts {
        calendar,
        entry_of,
        latest,
        newest_of,
        sides,
        statements,
        together,
        spoken,
        articles_of,
        members,
        entries,
        ..of_each
    }
}

fn in_time(site: &Site, shown: &[ArticleId]) -> Vec<ArticleId> {
    let mut order = shown.to_vec();
    order.sort_by(|a, b| {
        let (x, y) = (site.article(*a), site.article(*b));
        x.when
            .cmp(&y.when)
            .then_with(|| x.published.instant().cmp(&y.published.instant()))
            .then_with(|| x.slug.cmp(&y.slug))
    });
    order
}

fn positions(site: &Site, in_time: &[ArticleId]) -> Vec<Option<u32>> {
    let mut positions = vec![None; site.articles.len()];
    for (place, id) in (0..).zip(in_time) {
        positions[id.index()] = Some(place);
    }
    positions
}

fn latest(site: &Site, shown: &[ArticleId]) -> Vec<ArticleId> {
    let mut order = shown.to_vec();
    order.sort_by(|a, b| {
        let (x, y) = (site.article(*a), site.article(*b));
        y.published.instant().cmp(&x.published.instant()).then_with(|| x.slug.cmp(&y.slug))
    });
    order
}
