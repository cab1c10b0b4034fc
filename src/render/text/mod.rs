//! Texts as pages show them: bodies, dates, links, pictures.

pub mod body;
pub mod date;
pub mod link;
pub mod picture;
pub mod terms;
pub mod tex;
pub mod tongue;
