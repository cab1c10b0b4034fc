//! For programs: feeds, maps, exports, what scripts load.

pub(in crate::render) mod absolute;
pub(in crate::render) mod actors;
pub(in crate::render) mod bibliography;
pub(in crate::render) mod colours;
pub(in crate::render) mod explorer;
pub(in crate::render) mod feed;
pub(in crate::render) mod json_ld;
pub(in crate::render) mod read_links;
pub(in crate::render) mod sitemap;
pub(in crate::render) mod xml;
