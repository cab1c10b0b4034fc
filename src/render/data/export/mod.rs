//! The events of the site for other programs, a format a file, all made of one list of what readers see.

pub mod calendar;
pub mod geojson;
pub mod json;
mod owned;
pub mod published;
pub mod ro_crate;
pub mod tables;
pub mod timelinejs;
