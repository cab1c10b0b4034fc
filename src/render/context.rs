//! What many pages show: links, and views of stories, places and actors, each made once.

use std::sync::OnceLock;

use serde_json::value::RawValue;
use tera::Value;

use crate::derive::{Slice, sided};
use crate::model::{ActorId, ArticleId, ConflictId, PlaceId, Site, TagId};
use crate::render::data::explorer::Explorer;
use crate::route::{Addressing, Route};

/// Made when a renderer is; views are filled in when the first page asks for them.
pub(in crate::render) struct Shared {
    pub span: OnceLock<Option<String>>,
    pub sparks: OnceLock<(i64, i64)>,
    /// The conflict by whose sides actors are marked.
    pub sided: Option<ConflictId>,
    pub explorer: OnceLock<Explorer>,
    pub articles: Vec<Box<str>>,
    pub actors: Vec<Box<str>>,
    pub places: Vec<Box<str>>,
    pub tags: Vec<Box<str>>,
    pub stories: Vec<OnceLock<Value>>,
    pub happened: Vec<OnceLock<Value>>,
    pub place_views: Vec<OnceLock<Value>>,
    pub actor_views: Vec<OnceLock<Value>>,
    pub actor_json: Vec<OnceLock<Box<RawValue>>>,
}

impl Shared {
    pub fn of(site: &Site, addressing: Addressing) -> Self {
        let link = |route: Route| addressing.link(&route).into_boxed_str();
        Self {
            span: OnceLock::new(),
            sparks: OnceLock::new(),
            sided: sided(site, site.main_conflict),
            explorer: OnceLock::new(),
            articles: (0..site.articles.len()).map(|i| link(Route::Article(ArticleId::of(i)))).collect(),
            actors: (0..site.actors.len())
                .map(|i| link(Route::Actor(ActorId::of(i), Slice::Whole)))
                .collect(),
            places: (0..site.places.len())
                .map(|i| link(Route::Place(PlaceId::of(i), Slice::Whole)))
                .collect(),
            tags: (0..site.tags.len()).map(|i| link(Route::Tag(TagId::of(i), Slice::Whole))).collect(),
            stories: cells(site.articles.len()),
            happened: cells(site.articles.len()),
            place_views: cells(site.places.len()),
            actor_views: cells(site.actors.len()),
            actor_json: cells(site.actors.len()),
        }
    }
}

fn cells<T>(n: usize) -> Vec<OnceLock<T>> {
    (0..n).map(|_| OnceLock::new()).collect()
}
