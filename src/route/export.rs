//! The files for other programs: which there are, where each stands, and when a site has it.

use crate::derive::Facts;
use crate::model::Site;

/// A file for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Export {
    /// `data/read-links.json`: which article refers to which, and to what is not there.
    ReadLinks,
    /// `data/sources.json`: the sources, as CSL-JSON.
    Sources,
    /// `data/sources.bib`: the same for BibTeX.
    Bibliography,
    /// `data/redirects.json`: which old address leads where.
    Redirects,
    /// `data/events.json`: the entries of the timeline.
    Events,
    /// `data/events.csv`: the same as a table.
    EventTable,
    /// `data/actors.csv`.
    ActorTable,
    /// `data/places.csv`.
    PlaceTable,
    /// `data/datapackage.json`: how the tables belong together.
    DataPackage,
    /// `data/events.geojson`: the entries for maps.
    EventMap,
    /// `data/timelinejs.json`: the entries for TimelineJS.
    TimelineJs,
    /// `events.ics`: the entries for calendars.
    Calendar,
}

impl Export {
    pub(super) const ALL: &[Self] = &[
        Self::ReadLinks,
        Self::Sources,
        Self::Bibliography,
        Self::Redirects,
        Self::Events,
        Self::EventTable,
        Self::ActorTable,
        Self::PlaceTable,
        Self::DataPackage,
        Self::EventMap,
        Self::TimelineJs,
        Self::Calendar,
    ];

    pub(super) fn file(self) -> &'static str {
        match self {
            Self::ReadLinks => "data/read-links.json",
            Self::Sources => "data/sources.json",
            Self::Bibliography => "data/sources.bib",
            Self::Redirects => "data/redirects.json",
            Self::Events => "data/events.json",
            Self::EventTable => "data/events.csv",
            Self::ActorTable => "data/actors.csv",
            Self::PlaceTable => "data/places.csv",
            Self::DataPackage => "data/datapackage.json",
            Self::EventMap => "data/events.geojson",
            Self::TimelineJs => "data/timelinejs.json",
            Self::Calendar => "events.ics",
        }
    }

    /// Whether a site has something to say there.
    pub(super) fn is_wanted(self, site: &Site, facts: &Facts) -> bool {
        match self {
            Self::Redirects => {
                site.articles.iter().any(|article| !article.aliases.is_empty())
                    || site.actors.iter().any(|actor| !actor.former_ids.is_empty())
            }
            Self::Events
            | Self::EventTable
            | Self::ActorTable
            | Self::PlaceTable
            | Self::DataPackage
            | Self::EventMap
            | Self::TimelineJs
            | Self::Calendar => !facts.time.entries.is_empty(),
            Self::Sources | Self::Bibliography => !facts.evidence.works.list.is_empty(),
            Self::ReadLinks => {
                !facts.evidence.wanted.is_empty()
                    || site.articles.iter().any(|article| !article.body.reads.is_empty())
            }
        }
    }
}
