//! The preview: a server on this machine that shows the newest state of a site, and tells open pages what has changed.
//!
//! One thread watches the folder, one makes states of what it hears, the rest answer. All share [`Current`], which never
//! changes once it is made: a request is answered from the last one, whatever is being made meanwhile.

mod answer;
mod shared;
mod origin;
mod editor;
mod shutdown;
mod engine;
mod last_good;
mod kind;
mod links;
mod markup;
mod difference;
mod notes;
mod current;
mod page;
mod policy;
mod port;
mod problems;
mod report;
mod response;
mod server;
mod socket;
mod empty_site;
mod viewer;

pub use current::Current;
pub use difference::MistakesDifference;
pub use editor::Editor;
pub use port::Port;
pub use server::{Settings, Word, serve};
