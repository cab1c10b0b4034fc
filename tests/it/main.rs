//! Every test through the front of the library and through the binary, as one program: the crate is linked once.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails, and sets up its own folders"
)]

mod front;

mod abreast;
mod actors;
mod archive;
mod as_written;
mod attacks;
mod bodies;
mod book;
mod broken_site;
mod colours;
#[cfg(feature = "web")]
mod copies_asked;
mod commands;
mod corrections;
mod dates;
mod diagnostics;
mod diff;
mod docs_site;
mod editions;
mod example;
mod explanations;
mod exports;
mod evidence;
mod explorer;
#[cfg(feature = "web")]
mod external;
mod feeds;
mod fixes;
mod flood_sites;
mod floods;
mod folder;
mod folding;
mod frame_words;
mod glossary;
mod held_back;
mod home;
mod howto;
mod import;
mod import_archives;
mod import_kept;
mod import_ledger;
mod import_properties;
mod known;
mod leaks;
mod live;
mod live_fields;
#[cfg(feature = "lsp")]
mod lsp;
#[cfg(feature = "lsp")]
mod lsp_features;
#[cfg(feature = "lsp")]
mod lsp_random;
#[cfg(feature = "lsp")]
mod lsp_talk;
mod maps;
mod module_order;
#[cfg(feature = "lsp")]
mod names;
mod not_found;
mod other_systems;
mod outside;
mod pages;
mod picture_rules;
mod pictures;
mod previews;
mod private;
mod proofs;
mod properties;
mod publish;
mod publish_headers;
mod publish_run;
mod publish_settings;
#[cfg(feature = "sign")]
mod publish_sign;
mod read_lines;
mod readme;
mod related;
mod reserved;
mod schema;
mod search;
#[cfg(feature = "preview")]
mod serve;
mod slips;
mod sharing;
mod sources;
mod story;
mod strip;
mod templates_doc;
mod taken_back;
mod theme;
mod timeline;
mod tutorial;
mod workflow;
