//! Stage 1, read: the disk becomes a `SourceTree`; after it only local copies of sources are read, and other sites asked.

mod active;
mod asset;
mod copies;
mod front_matter;
mod gazetteer;
pub mod inbox;
mod inside;
mod known_pictures;
mod lean;
mod marked;
pub mod parts;
mod positions;
mod picture;
mod playing;
mod proof;
mod read;
mod reading;
pub mod theme;
mod tree;
mod walk;
mod watch;
mod web;

pub use active::{active, drawing, look, may_be_drawing};
pub use asset::{Asset, AssetContent};
pub use copies::{Copies, KeptFile, LocalCopy, copies, states, states_of, sum_of};
pub use front_matter::{Fence, Split, split};
pub use gazetteer::{GazetteerPlace, candidates};
pub use inside::{AtPath, Bounds, file_not_of_site, not_of_site};
pub use known_pictures::{KnownPictures, PATH as KNOWN_PICTURES};
pub use marked::{is_marked, plain};
pub use picture::{LARGEST_SIDE, PictureFault, PictureFile, PictureKind, PictureSize};
pub use positions::{Positions, with_plain_line_ends};
pub use proof::{Proof, ProofFinding, ProofKind, ProofSaid, try_all as try_proofs};
pub use read::{Filter, is_of_repository, kind_of, read, text_now};
pub use reading::{Again, Reading};
pub use tree::{Kind, SourceFile, SourceTree};
pub use watch::{Changes, Notice, Watch, real};
pub use web::{LinkAnswer, Manners, Saving, SavingManners};
#[cfg(feature = "web")]
pub use web::{SavePageNow, Told, ask, save};
