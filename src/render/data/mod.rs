//! For programs: feeds, maps, exports, what scripts load.

pub mod absolute;
pub mod actors;
pub mod bibliography;
pub mod citations;
pub mod colours;
pub mod corrections;
pub mod explorer;
pub mod export;
pub mod feed;
pub mod json_feed;
pub mod json_ld;
pub mod oembed;
pub mod opml;
pub mod read_links;
pub mod redirects;
pub mod script;
pub mod search;
pub mod sitemap;
pub mod xml;
