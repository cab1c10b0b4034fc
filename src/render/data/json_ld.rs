//! JSON-LD for search engines, in the words of schema.org.

mod actor;
mod article;
mod event;
mod thing;

pub use actor::actor_page;
pub use article::article_page;
pub use event::event_page;
