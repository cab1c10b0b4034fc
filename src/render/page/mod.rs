//! Pages: a file for each template, with all that it shows.

pub(in crate::render) mod actor;
pub(in crate::render) mod actors;
pub(in crate::render) mod article;
pub(in crate::render) mod conflict;
pub(in crate::render) mod embed;
pub(in crate::render) mod event;
pub(in crate::render) mod home;
pub(in crate::render) mod pair;
pub(in crate::render) mod places;
pub(in crate::render) mod plain;
