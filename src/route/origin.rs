//! What a page is made from: the file and the text that are its own.

use super::Route;
use crate::diag::FileId;
use crate::model::{Body, Site};

/// The file and the text of a page.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The file; `None` for what only other files name.
    pub file: Option<FileId>,
    /// The text.
    pub body: &'a Body,
}

/// What a page is made from; `None` for pages that are made of many files.
pub fn origin<'a>(route: &Route, site: &'a Site) -> Option<Origin<'a>> {
    let (file, body) = match route {
        Route::Article(id) => (Some(site.article(*id).file), &site.article(*id).body),
        Route::Actor(id, _) | Route::Said(id, _) => (site.actor(*id).file, &site.actor(*id).body),
        Route::Place(id, _) => (site.place(*id).file, &site.place(*id).body),
        Route::Event(id) => (site.event(*id).file, &site.event(*id).body),
        Route::Conflict(id, _) | Route::Side(id, ..) => (site.conflict(*id).file, &site.conflict(*id).body),
        Route::Page(index) => {
            let page = site.pages.get(*index as usize)?;
            (Some(page.file), &page.body)
        }
        Route::Home
        | Route::Timeline(_)
        | Route::Actors
        | Route::ActorKind(..)
        | Route::FormerActor(..)
        | Route::Pair(..)
        | Route::ActorFeed(_)
        | Route::ActorsJson
        | Route::Colours
        | Route::Statements(_)
        | Route::Places
        | Route::Conflicts
        | Route::Kind(..)
        | Route::Embed
        | Route::Tags
        | Route::Tag(..)
        | Route::NotFound
        | Route::Redirect(..)
        | Route::Feed
        | Route::Sitemap
        | Route::SitemapPart(_)
        | Route::Claims(_)
        | Route::Corrections(_)
        | Route::CorrectionsFeed
        | Route::Sources(_)
        | Route::Robots
        | Route::Data(_)
        | Route::Explorer(_) => return None,
    };
    Some(Origin { file, body })
}
