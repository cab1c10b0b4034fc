//! What a route is: the class that all else follows from, and the file and the text that a page is made from.

use super::{Export, Route, SearchPart};
use crate::diag::{At, FileId};
use crate::model::{ArticleId, Body, Site, Target};

/// What sort of file a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteClass {
    /// A page for readers.
    Page,
    /// A page for readers that search engines should not show.
    Unlisted,
    /// A page for frames of other sites.
    Frame,
    /// The page for addresses that do not exist, which a server shows.
    Error,
    /// A page at an old address, with what it leads to.
    Redirect(Target),
    /// What readers of feeds ask for.
    Feed,
    /// What search engines ask for.
    Map,
    /// What other programs read.
    Data,
    /// A stylesheet.
    Style,
    /// A script.
    Script,
    /// A copy of a picture, whose bytes no template makes.
    Picture,
}

impl RouteClass {
    /// Whether search engines should know it.
    pub fn is_listed(self) -> bool {
        match self {
            Self::Page => true,
            Self::Unlisted | Self::Frame | Self::Error | Self::Redirect(_) => false,
            Self::Feed | Self::Map | Self::Data | Self::Style | Self::Script | Self::Picture => false,
        }
    }

    /// Whether programs read it rather than people.
    pub fn is_for_programs(self) -> bool {
        match self {
            Self::Feed | Self::Map | Self::Data => true,
            Self::Page | Self::Unlisted | Self::Frame | Self::Error | Self::Redirect(_) => false,
            Self::Style | Self::Script | Self::Picture => false,
        }
    }

    /// Whether it counts as a page of the site.
    pub fn is_counted(self) -> bool {
        match self {
            Self::Page | Self::Unlisted | Self::Frame | Self::Error => true,
            Self::Redirect(_) | Self::Feed | Self::Map | Self::Data => false,
            Self::Style | Self::Script | Self::Picture => false,
        }
    }

    /// Whether it is of use on a disk, without a server.
    pub fn is_offline(self) -> bool {
        match self {
            Self::Error => false,
            Self::Page | Self::Unlisted | Self::Frame | Self::Redirect(_) => true,
            Self::Feed | Self::Map | Self::Data | Self::Style | Self::Script | Self::Picture => true,
        }
    }
}

impl Route {
    /// What sort of file it is.
    pub fn class(&self) -> RouteClass {
        match self {
            Self::Home
            | Self::Timeline(_)
            | Self::Article(_)
            | Self::Actors
            | Self::Actor(..)
            | Self::ActorKind(..)
            | Self::Said(..)
            | Self::Pair(..)
            | Self::Statements(_)
            | Self::Places(_)
            | Self::Place(..)
            | Self::Event(_)
            | Self::Conflicts
            | Self::Conflict(..)
            | Self::Known(..)
            | Self::Story(_)
            | Self::Abreast(..)
            | Self::Side(..)
            | Self::ConflictMaps(_)
            | Self::Kind(..)
            | Self::KeyMoments(_)
            | Self::Tags
            | Self::Tag(..)
            | Self::Page(_)
            | Self::Claims(_)
            | Self::Corrections(_)
            | Self::Sources(_)
            | Self::Evidence(_)
            | Self::Glossary
            | Self::Download
            | Self::Search => RouteClass::Page,
            Self::Picture(_) => RouteClass::Unlisted,
            Self::Rendition(_) => RouteClass::Picture,
            Self::Embed(_) => RouteClass::Frame,
            Self::NotFound => RouteClass::Error,
            Self::Redirect(id, _) => RouteClass::Redirect(Target::Article(*id)),
            Self::FormerActor(id, _) => RouteClass::Redirect(Target::Actor(*id)),
            Self::Feed | Self::JsonFeed | Self::ActorFeed(_) | Self::ListFeed(_) | Self::CorrectionsFeed => {
                RouteClass::Feed
            }
            Self::Sitemap | Self::SitemapPart(_) | Self::Robots | Self::Data(Export::NewsSitemap) => {
                RouteClass::Map
            }
            Self::ActorsJson | Self::Opml | Self::OEmbed(_) | Self::Data(_) | Self::ListFile(..) => {
                RouteClass::Data
            }
            Self::Colours => RouteClass::Style,
            Self::Explorer(_) | Self::SearchData(_) => RouteClass::Script,
            Self::In(_, route) => route.class(),
        }
    }

    /// Whether all editions of a site share it, at the root.
    pub fn is_shared(&self) -> bool {
        match self.class() {
            RouteClass::Error
            | RouteClass::Redirect(_)
            | RouteClass::Map
            | RouteClass::Style
            | RouteClass::Picture => true,
            // What is found says its own language; only the names and words around it are those of an edition.
            RouteClass::Script => {
                matches!(self, Self::SearchData(SearchPart::Words(..) | SearchPart::Found(..)))
            }
            // The research object is the whole site.
            RouteClass::Data => matches!(self, Self::Data(Export::RoCrate)),
            RouteClass::Page | RouteClass::Unlisted | RouteClass::Frame | RouteClass::Feed => false,
        }
    }
}

/// The file and the text of a page.
#[derive(Clone, Debug)]
pub struct Origin<'a> {
    /// The file; `None` for what only other files name.
    pub file: Option<FileId>,
    /// Where in it the page's noun is described.
    pub at: Option<At>,
    /// The text.
    pub body: &'a Body,
    /// Whether the file becomes this page and no other.
    pub is_alone: bool,
}

impl<'a> Origin<'a> {
    fn alone(file: FileId, body: &'a Body) -> Self {
        Self { file: Some(file), at: Some(At::file(file)), body, is_alone: true }
    }

    fn among(file: Option<FileId>, body: &'a Body) -> Self {
        Self { file, at: file.map(At::file), body, is_alone: false }
    }
}

/// What a page is made from; `None` for pages that are made of many files.
pub fn origin<'a>(route: &Route, site: &'a Site) -> Option<Origin<'a>> {
    let (edition, route) = route.apart();
    let shown =
        |id: ArticleId| site.article(if edition == site.edition { id } else { site.text_in(id, edition) });
    Some(match route {
        Route::In(..) => return None,
        Route::Article(id) => Origin::alone(shown(*id).file, &shown(*id).body),
        Route::Page(index) => {
            let page = site.pages.get(site.page_in(*index, edition) as usize)?;
            Origin::alone(page.file, &page.body)
        }
        Route::Actor(id, _) | Route::Said(id, _) => {
            let actor = site.actor(*id);
            Origin { at: actor.registered.clone(), ..Origin::among(actor.file(), &actor.body) }
        }
        Route::Place(id, _) => Origin::among(site.place(*id).file(), &site.place(*id).body),
        Route::Event(id) => Origin::among(site.event(*id).file, &site.event(*id).body),
        Route::Conflict(id, _)
        | Route::Side(id, ..)
        | Route::ConflictMaps(id)
        | Route::Known(id, _)
        | Route::Story(id) => Origin::among(site.conflict(*id).file(), &site.conflict(*id).body),
        Route::Home
        | Route::Timeline(_)
        | Route::Actors
        | Route::ActorKind(..)
        | Route::FormerActor(..)
        | Route::Pair(..)
        | Route::Abreast(..)
        | Route::ActorFeed(_)
        | Route::ListFeed(_)
        | Route::JsonFeed
        | Route::Opml
        | Route::ActorsJson
        | Route::Colours
        | Route::Statements(_)
        | Route::Places(_)
        | Route::Conflicts
        | Route::Kind(..)
        | Route::KeyMoments(_)
        | Route::Embed(_)
        | Route::OEmbed(_)
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
        | Route::Evidence(_)
        | Route::Glossary
        | Route::Robots
        | Route::Download
        | Route::Data(_)
        | Route::ListFile(..)
        | Route::Explorer(_)
        | Route::Search
        | Route::SearchData(_)
        | Route::Picture(_)
        | Route::Rendition(_) => return None,
    })
}
