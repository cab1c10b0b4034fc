//! Stage 1, read: the disk becomes a `SourceTree`; after it nothing touches the input again.

mod asset;
mod front_matter;
pub mod inbox;
mod read;
pub mod theme;
mod tree;

pub use asset::{Asset, Content};
pub use front_matter::{Fence, Split, split};
pub use read::{Filter, read};
pub use tree::{Kind, SourceFile, SourceTree};
