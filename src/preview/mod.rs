//! The preview: a server on this machine that shows the newest state of a site, and tells open pages what has changed.
//!
//! One thread watches the folder, one makes states of what it hears, the rest answer. All share [`Current`], which never
//! changes once it is made: a request is answered from the last one, whatever is being made meanwhile.

mod answer;
mod desk;
mod door;
mod editor;
mod ending;
mod engine;
mod kept;
mod kind;
mod links;
mod markup;
mod news;
mod notes;
mod now;
mod page;
mod policy;
mod port;
mod problems;
mod report;
mod response;
mod server;
mod socket;
mod start;
mod viewer;

pub use editor::Editor;
pub use news::News;
pub use now::Current;
pub use port::Port;
pub use server::{Settings, Word, serve};
