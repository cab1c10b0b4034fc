//! What the flags of an import say.

use super::doubts::Telling;
use super::stamp::Clock;
use crate::model::Day;

/// What becomes of the groups of a TimelineJS timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Groups {
    /// Tags of articles; groups of events are left in the report.
    #[default]
    Tags,
    /// Actors.
    Actors,
    /// Types of events.
    Types,
}

/// What becomes of the slides of a TimelineJS timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slides {
    /// Events.
    #[default]
    Events,
    /// Articles.
    Articles,
}

/// What an import is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// How dates are read.
    pub clock: Clock,
    /// The address of the page.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day of publication of pages that do not say theirs.
    pub date: Option<Day>,
    /// The conflict that everything belongs to.
    pub conflict: Option<String>,
    /// Whether furniture stays in the text.
    pub keep_all: bool,
    /// Whether a copy of the source is kept.
    pub keep_source: bool,
    /// What becomes of groups.
    pub groups: Groups,
    /// What becomes of slides.
    pub slides: Slides,
    /// Whether a folder was named, in which other things than texts lie.
    pub is_folder: bool,
    /// How much is told of doubts that are alike.
    pub telling: Telling,
}
