//! Dateline: a folder of article files becomes a static site of a conflict's timeline.
pub mod diag;
pub mod phrase;
pub mod config;
pub mod model;
pub mod parse;
pub mod render;
pub mod sink;
