//! Texts as pages show them: bodies, dates, links, pictures.

pub(in crate::render) mod body;
pub(in crate::render) mod picture;
