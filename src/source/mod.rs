//! Stage 1, read: the disk becomes a `SourceTree`; after it only local copies of sources are read, and other sites asked.

mod asset;
mod copies;
mod front_matter;
pub mod inbox;
mod marked;
mod picture;
mod read;
mod reading;
pub mod theme;
mod tree;
mod watch;
mod web;

pub use asset::{Asset, Content};
pub use copies::{Copies, copies};
pub use front_matter::{Fence, Split, split};
pub use marked::{is_marked, plain};
pub use picture::PictureSize;
pub use read::{Filter, kind_of, read};
pub use reading::{Again, Reading};
pub use tree::{Kind, SourceFile, SourceTree};
pub use watch::{Changes, Notice, Watch, real};
pub use web::{Answer, Manners, ask};
