//! What several pages show, each made in one place.

pub(in crate::render) mod authored;
pub(in crate::render) mod choices;
pub(in crate::render) mod claims;
pub(in crate::render) mod corrections;
pub(in crate::render) mod described;
pub(in crate::render) mod entry;
pub(in crate::render) mod figures;
pub(in crate::render) mod head;
pub(in crate::render) mod list;
pub(in crate::render) mod network;
pub(in crate::render) mod offices;
pub(in crate::render) mod related;
pub(in crate::render) mod sources;
pub(in crate::render) mod statements;
pub(in crate::render) mod strip;
