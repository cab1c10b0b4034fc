//! The files for other programs: which there are, where each stands, and when a site has it.

use super::Route;
use crate::config::{ExportFormat, ReaderTool};
use crate::derive::{Calendar, Facts, FileRoom, Slice, news};
use crate::model::{ActorId, ConflictId, Day, EntryId, Site, When};

/// A file for other programs, of which a site has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Export {
    /// `data/read-links.json`: which article refers to which, and to what is not there.
    ReadLinks,
    /// `data/sources.json`: the sources, as CSL-JSON.
    Sources,
    /// `data/sources.bib`: the same for BibTeX.
    Bibliography,
    /// `data/citations.json`: how articles and events are cited, as CSL-JSON.
    Citations,
    /// `data/citations.bib`: the same for BibTeX.
    CitationsBibtex,
    /// `data/citations.ris`: the same as RIS.
    CitationsRis,
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
    /// `data/sources.csv`.
    SourceTable,
    /// `data/claims.csv`: who says what about what is disputed.
    ClaimTable,
    /// `data/figures.csv`: who counts what.
    FigureTable,
    /// `data/evidence.csv`: what is recorded of each source.
    EvidenceTable,
    /// `data/datapackage.json`: how the tables belong together.
    DataPackage,
    /// `data/events.geojson`: the entries for maps.
    EventMap,
    /// `ro-crate-metadata.json`: the site as a research object.
    RoCrate,
    /// `news-sitemap.xml`: the articles of the last days.
    NewsSitemap,
}

impl Export {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::ReadLinks,
        Self::Sources,
        Self::Bibliography,
        Self::Citations,
        Self::CitationsBibtex,
        Self::CitationsRis,
        Self::Redirects,
        Self::Events,
        Self::EventTable,
        Self::ActorTable,
        Self::PlaceTable,
        Self::SourceTable,
        Self::ClaimTable,
        Self::FigureTable,
        Self::EvidenceTable,
        Self::DataPackage,
        Self::EventMap,
        Self::RoCrate,
        Self::NewsSitemap,
    ];

    /// The tables of the data package.
    pub const TABLES: [Self; 7] = [
        Self::EventTable,
        Self::ActorTable,
        Self::PlaceTable,
        Self::SourceTable,
        Self::ClaimTable,
        Self::FigureTable,
        Self::EvidenceTable,
    ];

    /// Its address.
    pub fn file(self) -> &'static str {
        match self {
            Self::ReadLinks => "data/read-links.json",
            Self::Sources => "data/sources.json",
            Self::Bibliography => "data/sources.bib",
            Self::Citations => "data/citations.json",
            Self::CitationsBibtex => "data/citations.bib",
            Self::CitationsRis => "data/citations.ris",
            Self::Redirects => "data/redirects.json",
            Self::Events => "data/events.json",
            Self::EventTable => "data/events.csv",
            Self::ActorTable => "data/actors.csv",
            Self::PlaceTable => "data/places.csv",
            Self::SourceTable => "data/sources.csv",
            Self::ClaimTable => "data/claims.csv",
            Self::FigureTable => "data/figures.csv",
            Self::EvidenceTable => "data/evidence.csv",
            Self::DataPackage => "data/datapackage.json",
            Self::EventMap => "data/events.geojson",
            Self::RoCrate => "ro-crate-metadata.json",
            Self::NewsSitemap => "news-sitemap.xml",
        }
    }

    /// The format that `exports` of site.yaml names for it; `None` for what every site has.
    fn format(self) -> Option<ExportFormat> {
        match self {
            Self::ReadLinks
            | Self::Sources
            | Self::Bibliography
            | Self::Citations
            | Self::CitationsBibtex
            | Self::CitationsRis
            | Self::Redirects => None,
            Self::Events => Some(ExportFormat::Json),
            Self::EventTable
            | Self::ActorTable
            | Self::PlaceTable
            | Self::SourceTable
            | Self::ClaimTable
            | Self::FigureTable
            | Self::EvidenceTable
            | Self::DataPackage => Some(ExportFormat::Csv),
            Self::EventMap => Some(ExportFormat::Geojson),
            Self::RoCrate => Some(ExportFormat::RoCrate),
            Self::NewsSitemap => Some(ExportFormat::NewsSitemap),
        }
    }

    /// Whether a site has it: something to say there, in a format that it gives.
    pub fn is_wanted(self, site: &Site, facts: &Facts) -> bool {
        self.format().is_none_or(|format| site.config.exports.has(format)) && self.has_content(site, facts)
    }

    fn has_content(self, site: &Site, facts: &Facts) -> bool {
        let evidence = &facts.evidence;
        match self {
            Self::Redirects => {
                site.articles.iter().any(|article| !article.aliases.is_empty())
                    || site.actors.iter().any(|actor| !actor.former_ids.is_empty())
            }
            Self::Events
            | Self::EventTable
            | Self::ActorTable
            | Self::PlaceTable
            | Self::SourceTable
            | Self::ClaimTable
            | Self::FigureTable
            | Self::EvidenceTable
            | Self::DataPackage
            | Self::EventMap
            | Self::RoCrate => !facts.time.entries.is_empty(),
            Self::Sources | Self::Bibliography => !evidence.works.list.is_empty(),
            Self::Citations | Self::CitationsBibtex | Self::CitationsRis => {
                let something = !facts.time.latest.is_empty() || !site.events.is_empty();
                something && site.config.has_tool(ReaderTool::Cite)
            }
            Self::ReadLinks => {
                !evidence.wanted.is_empty()
                    || site.articles.iter().any(|article| !article.body.reads.is_empty())
            }
            Self::NewsSitemap => site.config.base_url.is_some() && news(site, facts).next().is_some(),
        }
    }
}

/// A list that calendars and TimelineJS have files of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportedList {
    /// The whole timeline.
    Timeline,
    /// The key moments.
    KeyMoments,
    /// What is told of a conflict.
    Conflict(ConflictId),
    /// What an actor takes part in.
    Actor(ActorId),
}

/// A program that takes a list in files of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListProgram {
    /// Calendars, of lists that somebody may subscribe to.
    Calendar,
    /// TimelineJS, of lists that are told as a story.
    TimelineJs,
}

impl ListProgram {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Calendar, Self::TimelineJs];

    /// How much it takes at once: calendars a megabyte, TimelineJS what it draws within some seconds.
    pub fn room(self) -> FileRoom {
        match self {
            Self::Calendar => FileRoom { bytes: 900_000, entries: usize::MAX },
            Self::TimelineJs => FileRoom { bytes: u32::MAX, entries: 1000 },
        }
    }

    /// Whether it can show what happened then: calendars want both ends and have no other years, TimelineJS wants a beginning.
    pub fn takes(self, when: &When) -> bool {
        let known = |day: Day| (1..=9999).contains(&day.year());
        match self {
            Self::Calendar => {
                when.earliest().is_some_and(known) && when.latest().map(Day::next).is_some_and(known)
            }
            Self::TimelineJs => when.earliest().is_some(),
        }
    }

    /// The end of its files' names.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Calendar => "ics",
            Self::TimelineJs => "timelinejs.json",
        }
    }

    fn format(self) -> ExportFormat {
        match self {
            Self::Calendar => ExportFormat::Ics,
            Self::TimelineJs => ExportFormat::Timelinejs,
        }
    }
}

impl ExportedList {
    /// The first page that shows it.
    pub fn page(self) -> Route {
        match self {
            Self::Timeline => Route::Timeline(Slice::Whole),
            Self::KeyMoments => Route::KeyMoments(Slice::Whole),
            Self::Conflict(id) => Route::Conflict(id, Slice::Whole),
            Self::Actor(id) => Route::Actor(id, Slice::Whole),
        }
    }

    /// Its entries.
    pub fn calendar(self, facts: &Facts) -> &Calendar {
        match self {
            Self::Timeline => &facts.time.calendar,
            Self::KeyMoments => &facts.lists.key,
            Self::Conflict(id) => &facts.lists.of_conflict[id.index()],
            Self::Actor(id) => &facts.lists.of_actor[id.index()],
        }
    }

    /// The lists that a program has files of on a site.
    pub fn all(program: ListProgram, site: &Site, facts: &Facts) -> Vec<Self> {
        if !site.config.exports.has(program.format()) {
            return Vec::new();
        }
        let conflicts = (0..site.conflicts.len()).map(|i| Self::Conflict(ConflictId::of(i)));
        let mut lists: Vec<Self> = std::iter::once(Self::Timeline).chain(conflicts).collect();
        match program {
            ListProgram::Calendar => {
                lists.extend((0..site.actors.len()).map(|i| Self::Actor(ActorId::of(i))))
            }
            ListProgram::TimelineJs => lists.push(Self::KeyMoments),
        }
        let shows = |id: &EntryId| program.takes(&facts.time.entries[id.index()].when);
        lists.retain(|list| list.calendar(facts).entries.iter().any(shows));
        lists
    }
}
