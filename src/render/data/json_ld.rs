//! JSON-LD for search engines, in the words of schema.org.

mod actor;
mod article;
mod claim_review;
mod dataset;
mod event;
mod thing;

pub use actor::actor_page;
pub use article::article_page;
pub use claim_review::with_reviews;
pub use dataset::dataset;
pub use event::event_page;
