//! Pages: a file for each template, with all that it shows.

pub mod actor;
pub mod actor_kind;
pub mod actors;
pub mod article;
pub mod claims;
pub mod conflict;
pub mod conflicts;
pub mod corrections;
pub mod embed;
pub mod event;
pub mod event_type;
pub mod home;
pub mod pair;
pub mod places;
pub mod plain;
pub mod redirect;
pub mod side;
pub mod sources;
pub mod statements;
pub mod tags;
pub mod timeline;
