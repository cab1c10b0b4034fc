//! What several pages show, each made in one place.

pub mod actor;
pub mod choices;
pub mod citation;
pub mod claims;
pub mod corrections;
pub mod crumbs;
pub mod described;
pub mod downloads;
pub mod entry;
pub mod figures;
pub mod gallery;
pub mod head;
pub mod kept;
pub mod list;
pub mod map;
pub mod network;
pub mod numbered;
pub mod offices;
pub mod pairs;
pub mod place;
pub mod related;
pub mod share;
pub mod site;
pub mod sources;
pub mod statements;
pub mod strip;
