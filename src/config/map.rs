//! What maps show, and how exactly.

use crate::diag::{Diagnostic, code};
use crate::text::Vocabulary;
use crate::yaml::{Fields, Written};

/// How much of a place's position is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedAs {
    /// All of it.
    Exact,
    /// The middle of the square of a grid that it lies in.
    Rounded,
    /// Nothing.
    Hidden,
}

impl Vocabulary for PublishedAs {
    const NAME: &'static str = "way to publish a position";
    const WORDS: &'static [(&'static str, Self)] =
        &[("exact", Self::Exact), ("rounded", Self::Rounded), ("hidden", Self::Hidden)];
}

/// Which boundaries between countries maps show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Borders {
    /// None.
    #[default]
    None,
    /// Those of Natural Earth.
    NaturalEarth,
    /// Those of a GeoJSON file of the content.
    File(Written<String>),
}

/// How much of a position is published where the place does not say it, by the precision of the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishByPrecision {
    /// Of an exact one.
    pub exact: PublishedAs,
    /// Of one that is within 100 metres.
    pub vicinity: PublishedAs,
    /// Of one that is within a kilometre.
    pub locality: PublishedAs,
    /// Of a region.
    pub region: PublishedAs,
    /// Of one of which nothing is said.
    pub unsaid: PublishedAs,
}

/// What maps show.
#[derive(Clone, Debug, PartialEq)]
pub struct MapSettings {
    /// Whether pages have maps.
    pub shown: bool,
    /// The boundaries.
    pub borders: Borders,
    /// What stands under every map with boundaries; for those of Natural Earth the program has words of its own.
    pub note: Option<String>,
    /// To which part of a degree a position is rounded.
    pub rounding: f64,
    /// How much of positions is published.
    pub publish: PublishByPrecision,
}

impl PublishByPrecision {
    /// Nothing of any.
    const ALL_HIDDEN: Self = Self {
        exact: PublishedAs::Hidden,
        vicinity: PublishedAs::Hidden,
        locality: PublishedAs::Hidden,
        region: PublishedAs::Hidden,
        unsaid: PublishedAs::Hidden,
    };
}

impl Default for MapSettings {
    fn default() -> Self {
        let all = PublishedAs::Exact;
        let publish =
            PublishByPrecision { exact: all, vicinity: all, locality: all, region: all, unsaid: all };
        Self { shown: true, borders: Borders::None, note: None, rounding: 0.1, publish }
    }
}

/// The parts of a degree that positions may be rounded to.
const ROUNDINGS: [f64; 4] = [1.0, 0.5, 0.1, 0.01];

/// Reads `map`.
pub(super) fn read(fields: &mut Fields) -> MapSettings {
    fields.record("map", "What maps show, and how exactly", settings).unwrap_or_default()
}

fn settings(fields: &mut Fields) -> MapSettings {
    fields.are("MapSettings", "What maps show, and how exactly");
    let usual = MapSettings::default();
    let is_off = fields.flag("off", "Whether pages have no maps");
    let about = "Boundaries between countries: `none`, `natural-earth`, or a GeoJSON file in `content/maps/`";
    let borders = match fields.written("borders", about) {
        None => Borders::None,
        Some(written) => match written.value.as_str() {
            "none" => Borders::None,
            "natural-earth" => Borders::NaturalEarth,
            _ => Borders::File(written),
        },
    };
    let note =
        fields.text("note", "What stands under every map with boundaries: whose they are, and of which day");
    if let (Borders::File(_), None) = (&borders, &note) {
        let message = "maps show boundaries of a file and say nothing of whose they are";
        fields.report(
            "borders",
            Diagnostic::new(code::MISSING_KEY, message).hint(
                "add `note:`, such as `note: Boundaries as the publisher of X drew them on 1 May 2020`",
            ),
        );
    }
    // What is written there and cannot be read keeps positions back: what readers have seen cannot be taken back.
    let is_meant = fields.names("publish") || fields.has_slip_of("publish");
    let by_precision =
        "How much of a position is published, by its precision, where the place does not say it";
    MapSettings {
        shown: !is_off,
        borders,
        note,
        rounding: rounding(fields).unwrap_or(usual.rounding),
        publish: fields.record("publish", by_precision, publish).unwrap_or(if is_meant {
            PublishByPrecision::ALL_HIDDEN
        } else {
            usual.publish
        }),
    }
}

fn rounding(fields: &mut Fields) -> Option<f64> {
    let about = "To which part of a degree positions are rounded: 1, 0.5, 0.1 or 0.01";
    let found = fields.number("rounding", about)?;
    let known = ROUNDINGS.into_iter().find(|known| (known - found).abs() < 1e-9);
    if known.is_none() {
        let message = format!("`rounding` is 1, 0.5, 0.1 or 0.01, not {found}");
        fields.report("rounding", Diagnostic::new(code::WRONG_TYPE, message));
    }
    known
}

fn publish(fields: &mut Fields) -> PublishByPrecision {
    fields.are("PublishByPrecision", "How much of a position is published, by its precision");
    let mut of = |key, about| {
        let is_written = fields.names(key);
        fields.choice(key, about).or(is_written.then_some(PublishedAs::Hidden))
    };
    let said = [
        of("exact", "Of an exact position"),
        of("vicinity", "Of one that is within 100 metres"),
        of("locality", "Of one that is within a kilometre"),
        of("region", "Of a region"),
        of("unsaid", "Of one of which nothing is said"),
    ];
    // A key that is none of these may be meant for any that is not said.
    let usual = if fields.left().is_empty() { PublishedAs::Exact } else { PublishedAs::Hidden };
    let [exact, vicinity, locality, region, unsaid] = said.map(|said| said.unwrap_or(usual));
    PublishByPrecision { exact, vicinity, locality, region, unsaid }
}
