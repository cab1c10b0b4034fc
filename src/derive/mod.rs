//! Stage 4, derive: facts about the whole, computed once from the `Site`.

mod activity;
mod actors;
mod article_order;
mod authorship;
mod backlinks;
mod balance;
mod calendar;
mod claims;
mod copies;
mod corrections;
mod entries;
mod event_evidence;
mod facts;
mod findable;
mod figures;
mod input;
mod fragment;
mod outside;
mod owner;
mod pages;
mod kin;
mod known;
mod layers;
mod list_files;
mod map;
mod network;
mod news;
mod offices;
mod phases;
mod pictures;
mod places;
mod related;
mod sides;
mod statements;
mod terms;
mod together;
mod uncopied;
mod wanted;
mod weight;
mod works;

pub use activity::{Activity, Room, Tally, Unit};
pub use actors::{KIND_PAGE, MEMBERS};
pub use article_order::ArticleOrder;
pub use authorship::{Authored, Authorship};
pub use balance::{Balance, BalanceRow, balance};
pub use calendar::{Calendar, Month, SPLIT, Slice, Year};
pub use claims::{ClaimAt, Claims, Disputed, Silent, Sourced, is_open, silent};
pub use copies::NearCopy;
pub use corrections::{CorrectionAt, Corrections, changed, last_change};
pub use entries::{Entry, EntryOf, Subject, above};
pub use event_evidence::{EventEvidence, event_evidence};
pub use facts::{EvidenceFacts, Facts, ListFacts, PeopleFacts, TimeFacts};
pub use figures::{FigureAt, Figures, figures_beside};
pub use findable::{Findable, Findables, SETTLED, Shelf, Shelved, TOGETHER};
pub use fragment::Fragments;
pub use input::{KinInput, OrderInput, TextInput};
pub use kin::Kin;
pub use known::{
    KnownDays, KnownEntry, corrected_after, figures_on, first_told, known_on, open_on, without_day,
};
pub use layers::{Layer, Layers};
pub use list_files::{FileRoom, ListFile};
pub use map::{Located, Movement, PLACES_PAGE, has_maps, lines_at, located, movements, near_and_far};
pub use network::{Network, Tie, WIDTH as NETWORK_WIDTH};
pub use news::news;
pub use offices::office_on;
pub use outside::{Outside, outside};
pub use owner::Owner;
pub use pages::Pages;
pub use phases::phase_of;
pub use pictures::{Pictures, Planned, Rendition, Withheld, images};
pub use related::{Kinship, Related};
pub use sides::{Sides, Stand, sided, sides_of};
pub use statements::{Said, Statement, Statements};
pub use terms::{SearchIndex, ShelfTerms, TermIn, actor_names, language_word, place_names, plain_text};
pub use together::{Companion, Pair, TIED, Together};
pub use uncopied::{Uncopied, UncopiedAt, uncopied};
pub use wanted::{Wanted, WantedAt};
pub use weight::{ACTORS, Bulk, FEW_ACTORS, ROOM};
pub use works::{CITING, Work, Works, described, heading};

use crate::model::Site;
use crate::source::SourceTree;

/// Computes the facts and everybody's kin.
pub fn derive(site: &Site, tree: &SourceTree) -> (Facts, Kin) {
    let (time, kin) = (TimeFacts::of(site), Kin::default());
    let order = time.articles.clone();
    // What takes longest; the others are found meanwhile.
    let ((), facts) = rayon::join(|| kin.find_all(site, &order), || Facts::of(site, time, tree));
    (facts, kin)
}

/// Computes the facts alone.
pub fn facts(site: &Site, tree: &SourceTree) -> Facts {
    Facts::of(site, TimeFacts::of(site), tree)
}
