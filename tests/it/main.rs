//! Every test through the front of the library and through the binary, as one program: the crate is linked once.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails, and sets up its own folders"
)]

mod front;

mod actors;
mod archive;
mod as_written;
mod bodies;
mod broken_site;
mod commands;
mod corrections;
mod dates;
mod diagnostics;
mod evidence;
mod explorer;
mod external;
mod folder;
mod import;
mod import_properties;
mod leaks;
mod live;
mod live_fields;
mod lsp;
mod module_order;
mod pages;
mod private;
mod properties;
mod publish;
mod publish_headers;
mod publish_run;
mod read_lines;
mod readme;
mod related;
mod schema;
mod serve;
mod sources;
mod strip;
mod timeline;
mod workflow;
