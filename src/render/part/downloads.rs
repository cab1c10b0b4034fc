//! The files for other programs, each with what it is and what opens it: for the page that tells of them and for descriptions of the
//! whole site.

use serde::Serialize;

use crate::derive::Slice;
use crate::render::context::Context;
use crate::render::part::list;
use crate::route::{Export, ExportedList, ListProgram, MANIFEST, Route};

/// A file for other programs.
#[derive(Serialize)]
pub struct Download {
    /// Its path from the root of the site.
    pub file: String,
    /// Its address, as pages link to it.
    pub url: String,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub about: String,
    /// What opens it; empty where that is said by what it is.
    pub opens: String,
    /// Its media type.
    pub media: &'static str,
    /// Under which heading it stands.
    #[serde(skip)]
    pub group: DownloadGroup,
}

/// A heading of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownloadGroup {
    /// The timeline in one file.
    Timeline,
    /// The same as tables.
    Tables,
    /// Parts of the timeline.
    Lists,
    /// What the site rests on, and the site as a whole.
    Site,
}

impl DownloadGroup {
    /// All, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Timeline, Self::Tables, Self::Lists, Self::Site];

    /// The key of its heading in `phrase`.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Timeline => "download.timeline",
            Self::Tables => "download.tables",
            Self::Lists => "download.lists",
            Self::Site => "download.site",
        }
    }
}

/// What a file is: its heading, media type, the keys of what it holds and what opens it.
type DownloadSort = (DownloadGroup, &'static str, &'static str, &'static str);

const JSON: &str = "application/json";
const CSV: &str = "text/csv";

/// All that the site has; of lists that are cut into many files the first.
pub fn all(cx: Context<'_>) -> Vec<Download> {
    cx.snapshot.routes.iter().filter_map(|route| download(cx, route)).chain([manifest(cx)]).collect()
}

fn download(cx: Context<'_>, route: &Route) -> Option<Download> {
    let (group, media, about, opens) = match route {
        Route::Data(export) => sort(*export)?,
        Route::ActorsJson => (DownloadGroup::Tables, JSON, "download.actors-json", ""),
        Route::ListFile(program, list, slice) => of_list(*program, *list, *slice)?,
        Route::Feed => (DownloadGroup::Site, "application/atom+xml", "download.feed", "download.in-feeds"),
        Route::JsonFeed => {
            (DownloadGroup::Site, "application/feed+json", "download.feed", "download.in-feeds")
        }
        Route::Opml => (DownloadGroup::Site, "text/x-opml", "download.opml", "download.in-feeds"),
        _ => return None,
    };
    let file = cx.addressing().file(route);
    let about = match route {
        Route::ListFile(_, list, Slice::Whole) => name_of(cx, *list),
        Route::ListFile(_, list, slice) => format!("{}, {}", name_of(cx, *list), list::period(cx, *slice)),
        _ => cx.phrases.get(about).to_owned(),
    };
    let name = file.rsplit('/').next().unwrap_or_default().to_owned();
    let opens = if opens.is_empty() { String::new() } else { cx.phrases.get(opens).to_owned() };
    Some(Download { url: cx.link(route), file, name, about, opens, media, group })
}

/// What is made last of all, when every other file is.
fn manifest(cx: Context<'_>) -> Download {
    let file = MANIFEST.to_owned();
    Download {
        url: format!("{}{file}", crate::text::ROOT),
        name: "manifest.json".to_owned(),
        about: cx.phrases.get("download.manifest").to_owned(),
        opens: String::new(),
        media: JSON,
        group: DownloadGroup::Site,
        file,
    }
}

fn sort(export: Export) -> Option<DownloadSort> {
    Some(match export {
        Export::Events => (DownloadGroup::Timeline, JSON, "download.events-json", "download.in-programs"),
        Export::EventTable => (DownloadGroup::Timeline, CSV, "download.events-csv", "download.in-tables"),
        Export::EventMap => {
            (DownloadGroup::Timeline, "application/geo+json", "download.events-geojson", "download.in-maps")
        }
        Export::ActorTable => (DownloadGroup::Tables, CSV, "download.actors", "download.in-tables"),
        Export::PlaceTable => (DownloadGroup::Tables, CSV, "download.places", "download.in-tables"),
        Export::SourceTable => (DownloadGroup::Tables, CSV, "download.sources", "download.in-tables"),
        Export::ClaimTable => (DownloadGroup::Tables, CSV, "download.claims", "download.in-tables"),
        Export::FigureTable => (DownloadGroup::Tables, CSV, "download.figures", "download.in-tables"),
        Export::EvidenceTable => (DownloadGroup::Tables, CSV, "download.evidence", "download.in-tables"),
        Export::DataPackage => (DownloadGroup::Tables, JSON, "download.package", "download.in-frictionless"),
        Export::Sources => (
            DownloadGroup::Site,
            "application/vnd.citationstyles.csl+json",
            "download.csl",
            "download.in-references",
        ),
        Export::Bibliography => {
            (DownloadGroup::Site, "application/x-bibtex", "download.csl", "download.in-references")
        }
        Export::Citations => (
            DownloadGroup::Site,
            "application/vnd.citationstyles.csl+json",
            "download.citations",
            "download.in-references",
        ),
        Export::CitationsBibtex => {
            (DownloadGroup::Site, "application/x-bibtex", "download.citations", "download.in-references")
        }
        Export::CitationsRis => (
            DownloadGroup::Site,
            "application/x-research-info-systems",
            "download.citations",
            "download.in-references",
        ),
        Export::ReadLinks => (DownloadGroup::Site, JSON, "download.read-links", ""),
        Export::RoCrate => {
            (DownloadGroup::Site, "application/ld+json", "download.ro-crate", "download.in-repositories")
        }
        // These are for servers and search engines.
        Export::Redirects | Export::NewsSitemap => return None,
    })
}

/// Of actors there may be thousands: their pages name their calendars.
fn of_list(program: ListProgram, list: ExportedList, slice: Slice) -> Option<DownloadSort> {
    let is_first = slice == Slice::Whole;
    let group = if list == ExportedList::Timeline && is_first {
        DownloadGroup::Timeline
    } else {
        DownloadGroup::Lists
    };
    let (media, opens) = match program {
        ListProgram::Calendar => ("text/calendar", "download.in-calendars"),
        ListProgram::TimelineJs => (JSON, "download.in-timelinejs"),
    };
    (!matches!(list, ExportedList::Actor(_))).then_some((group, media, "", opens))
}

/// What a list is called on its page.
fn name_of(cx: Context<'_>, list: ExportedList) -> String {
    match list {
        ExportedList::Timeline => cx.phrases.get("timeline").to_owned(),
        ExportedList::KeyMoments => cx.phrases.get("key-moments").to_owned(),
        ExportedList::Conflict(id) => cx.site.conflict(id).name.clone(),
        ExportedList::Actor(id) => cx.site.actor(id).name.clone(),
    }
}
