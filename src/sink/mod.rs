//! Stage 7, write: the places where a finished site can be put.

pub mod archive;
pub mod book;
pub mod copy_journal;
mod disk;
pub mod first_lines;
pub mod folder;
mod foreign;
pub mod growing;
pub mod link_cache;
mod lock;
pub mod manifest;
pub mod mended;
mod place;
mod portable;
mod previous;
pub mod receipt;
pub mod renditions;
pub mod scaffold;
mod stage;
mod swap;

pub use disk::{Nowhere, OutputFolder};
