//! A page becomes the text of an article's file: front matter with a comment for each guess, and the body.

mod body;
mod front;
mod scalar;

pub use scalar::{comment, scalar};

pub use front::{Field, FrontOrigin};
pub(super) use front::{flow, front_matter, remark};

use super::page::{Block, ImportedPage};

/// Blocks as Markdown.
pub(super) fn body(blocks: &[Block]) -> String {
    body::write(blocks)
}

/// The body of a page as Markdown.
pub(super) fn markdown(page: &ImportedPage) -> String {
    body::write(&page.blocks)
}
