//! Pages: a file for each template, with all that it shows, and the one list of which route is made where.

pub mod abreast;
pub mod actor;
pub mod actor_kind;
pub mod actors;
pub mod article;
pub mod claims;
pub mod conflict;
pub mod conflicts;
pub mod conflict_maps;
pub mod corrections;
pub mod download;
pub mod embed;
pub mod embed_card;
pub mod evidence;
mod event;
pub mod event_type;
pub mod glossary;
pub mod home;
pub mod key_moments;
pub mod known;
pub mod pair;
pub mod picture;
pub mod places;
pub mod plain;
pub mod redirect;
pub mod search;
pub mod side;
pub mod sources;
pub mod statements;
pub mod story;
pub mod tags;
pub mod timeline;

use super::context::Context;
use super::data;
use super::templates::Sheet;
use crate::diag::Diagnostic;
use crate::route::{Embedded, Export, ListProgram, Route};

/// What a page is made of: a template with its context, or a finished text.
pub fn sheet<'a>(cx: Context<'a>, route: &Route) -> Result<Sheet<'a>, Box<Diagnostic>> {
    match route {
        Route::Home => Ok(home::sheet(cx)),
        Route::Timeline(slice) => timeline::sheet(cx, *slice),
        Route::Article(id) => Ok(article::sheet(cx, *id)),
        Route::Actors => Ok(actors::sheet(cx)),
        Route::Actor(id, slice) => actor::sheet(cx, *id, *slice),
        Route::ActorKind(kind, number) => Ok(actor_kind::sheet(cx, *kind, *number)),
        Route::FormerActor(id, _) => Ok(redirect::to_actor(cx, *id)),
        Route::Said(id, number) => statements::of_actor(cx, *id, *number),
        Route::Abreast(of, slice) => Ok(abreast::sheet(cx, *of, *slice)),
        Route::Pair(index, slice) => pair::sheet(cx, *index, *slice),
        Route::Statements(number) => statements::sheet(cx, *number),
        Route::ActorFeed(id) => Ok(Sheet::Text(data::feed::of_actor(cx, *id))),
        Route::ListFeed(listed) => Ok(Sheet::Text(data::feed::of_list(cx, *listed))),
        Route::JsonFeed => Ok(Sheet::Text(data::json_feed::of_site(cx))),
        Route::Opml => Ok(Sheet::Text(data::opml::all(cx))),
        Route::Colours => Ok(Sheet::Text(data::colours::css(cx))),
        Route::ActorsJson => Ok(Sheet::Text(data::actors::json(cx))),
        Route::Places(number) => Ok(places::index(cx, *number)),
        Route::Place(id, slice) => places::sheet(cx, *id, *slice),
        Route::Event(id) => Ok(event::sheet(cx, *id)),
        Route::Conflicts => Ok(conflicts::sheet(cx)),
        Route::Conflict(id, slice) => conflict::sheet(cx, *id, *slice),
        Route::Story(id) => Ok(story::sheet(cx, *id)),
        Route::Known(id, index) => Ok(known::sheet(cx, *id, *index)),
        Route::Side(id, side, slice) => side::sheet(cx, *id, *side, *slice),
        Route::ConflictMaps(id) => Ok(conflict_maps::sheet(cx, *id)),
        Route::Kind(kind, slice) => event_type::sheet(cx, *kind, *slice),
        Route::KeyMoments(slice) => key_moments::sheet(cx, *slice),
        Route::Embed(Embedded::Timeline) => embed::sheet(cx),
        Route::Embed(of) => Ok(embed_card::sheet(cx, *of)),
        Route::OEmbed(of) => Ok(Sheet::Text(data::oembed::json(cx, *of))),
        Route::Tags => Ok(tags::index(cx)),
        Route::Tag(id, slice) => tags::sheet(cx, *id, *slice),
        Route::Page(index) => Ok(plain::sheet(cx, *index)),
        Route::NotFound => Ok(plain::not_found(cx)),
        Route::Redirect(id, _) => Ok(redirect::to_article(cx, *id)),
        Route::Feed => Ok(Sheet::Text(data::feed::of_site(cx))),
        Route::Sitemap => Ok(Sheet::Text(data::sitemap::whole(cx))),
        Route::SitemapPart(part) => Ok(Sheet::Text(data::sitemap::part(cx, *part))),
        Route::Claims(part) => Ok(claims::sheet(cx, *part)),
        Route::Corrections(part) => Ok(corrections::sheet(cx, *part)),
        Route::CorrectionsFeed => Ok(Sheet::Text(data::corrections::feed(cx))),
        Route::Sources(part) => Ok(sources::sheet(cx, *part)),
        Route::Evidence(part) => Ok(evidence::sheet(cx, *part)),
        Route::Glossary => Ok(glossary::sheet(cx)),
        Route::Robots => Ok(Sheet::Text(data::sitemap::robots(cx))),
        Route::Data(Export::ReadLinks) => Ok(Sheet::Text(data::read_links::json(cx))),
        Route::Data(Export::Sources) => Ok(Sheet::Text(data::bibliography::csl(cx))),
        Route::Data(Export::Bibliography) => Ok(Sheet::Text(data::bibliography::bibtex(cx))),
        Route::Data(Export::Citations) => Ok(Sheet::Text(data::citations::csl(cx))),
        Route::Data(Export::CitationsBibtex) => Ok(Sheet::Text(data::citations::bibtex(cx))),
        Route::Data(Export::CitationsRis) => Ok(Sheet::Text(data::citations::ris(cx))),
        Route::Data(Export::Redirects) => Ok(Sheet::Text(data::redirects::json(cx))),
        Route::Data(Export::Events) => Ok(Sheet::Text(data::export::json::file(cx))),
        Route::Data(
            table @ (Export::EventTable
            | Export::ActorTable
            | Export::PlaceTable
            | Export::SourceTable
            | Export::ClaimTable
            | Export::FigureTable
            | Export::EvidenceTable),
        ) => Ok(Sheet::Text(data::export::tables::file(cx, *table))),
        Route::Data(Export::DataPackage) => Ok(Sheet::Text(data::export::tables::package(cx))),
        Route::Data(Export::EventMap) => Ok(Sheet::Text(data::export::geojson::file(cx))),
        Route::Data(Export::NewsSitemap) => Ok(Sheet::Text(data::sitemap::news(cx))),
        Route::Download => Ok(download::sheet(cx)),
        Route::ListFile(ListProgram::Calendar, list, slice) => {
            Ok(Sheet::Text(data::export::calendar::file(cx, *list, *slice)))
        }
        Route::ListFile(ListProgram::TimelineJs, list, slice) => {
            Ok(Sheet::Text(data::export::timelinejs::file(cx, *list, *slice)))
        }
        Route::Explorer(part) => data::explorer::file(cx, *part),
        Route::Search => Ok(search::sheet(cx)),
        Route::SearchData(part) => Ok(data::search::file(cx, *part)),
        Route::Picture(index) => Ok(picture::sheet(cx, *index)),
        Route::In(edition, route) => sheet(cx.in_edition(*edition as usize), route),
        // `render` does not ask for it.
        Route::Rendition(_) | Route::Data(Export::RoCrate) => Ok(Sheet::Text(String::new())),
    }
}
