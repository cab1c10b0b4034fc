//! A row of a table as an event, by a map of its columns.

use rustc_hash::FxHashSet;

use super::blank::is_blank;
use super::count::{self, Countable, Decimals, Numerals};
use super::filled::filled;
use super::map::{Counted, Map};
use super::moment;
use super::origin::DataOrigin;
use super::row::Cells;
use crate::diag::code;
use crate::import::doubts::Doubt;
use crate::import::event::{Event, Figure, PlaceGiven};
use crate::import::names;
use crate::import::register::Register;
use crate::import::source;
use crate::import::stamp::Clock;
use crate::model::{EventType, PlacePrecision};
use crate::text::{Vocabulary, slug};

/// What a row is read with.
pub(super) struct MapLens<'a> {
    /// The map.
    pub map: &'a Map,
    /// The source of the table.
    pub origin: &'a DataOrigin,
    /// The names of the site.
    pub register: &'a Register,
    /// Names of the rows before.
    pub seen: &'a FxHashSet<String>,
    /// How dates are read.
    pub clock: &'a Clock,
    /// Whether some cell of a date has a time of day that is not midnight.
    pub timed: bool,
}

impl MapLens<'_> {
    /// The year and the event of a row; why there is none.
    pub fn event(&self, row: &dyn Cells, number: u64) -> Result<(String, Event), String> {
        let map = self.map;
        let cell = |column: &str| row.cell(&column.to_lowercase());
        let date = moment::of(&map.dates, row, self.clock, self.timed)?;
        let title = filled(&map.title, row);
        if title.trim().is_empty() {
            return Err("its title is empty".to_owned());
        }
        let own = map.id.as_ref().map(|column| slug(cell(column))).filter(|id| !id.is_empty());
        let mut event = Event {
            id: format!("{}-{}", self.origin.prefix, own.unwrap_or_else(|| number.to_string())),
            title,
            when: date.when,
            span: date.span,
            remarks: date.remarks,
            doubts: date.doubts,
            summary: map
                .summary
                .as_ref()
                .map(|text| filled(text, row))
                .filter(|text| !text.trim().is_empty()),
            ..Event::default()
        };
        self.place(row, &mut event);
        self.kind(row, &mut event);
        self.actors(row, &mut event);
        self.counted(row, &mut event);
        self.sources(row, &mut event);
        Ok((date.year, event))
    }

    pub(super) fn kind(&self, row: &dyn Cells, event: &mut Event) {
        let Some(written) =
            self.map.kind.as_ref().map(|column| filled(column, row)).filter(|kind| !kind.is_empty())
        else {
            return;
        };
        let kinds = &self.map.kinds;
        let mapped = kinds
            .iter()
            .find(|(from, _)| from.eq_ignore_ascii_case(&written))
            .map_or(written.as_str(), |(_, to)| to);
        let word = EventType::WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(mapped));
        if word.is_none() {
            event.remarks.push(format!("type of the table: {written}"));
        }
        event.kind = Some(word.map_or("other", |(word, _)| *word));
    }

    fn place(&self, row: &dyn Cells, event: &mut Event) {
        let Map { place, lat, lon, precision, .. } = self.map;
        let name = place.as_ref().map(|text| filled(text, row)).unwrap_or_default();
        let cell = |column: &Option<String>| {
            column.as_ref().map(|column| row.cell(&column.to_lowercase())).unwrap_or("")
        };
        let (lat, lon) = (cell(lat), cell(lon));
        let point = point(lat, lon);
        if point.is_none() && !(lat.is_empty() && lon.is_empty()) {
            event.remarks.push(format!("position of the table: {lat}, {lon}"));
            event.doubts.push(Doubt {
                code: code::DOUBTFUL_CELL,
                name: "position".to_owned(),
                message: format!("`{lat}, {lon}` is no position on the globe"),
                hint: "write degrees north and east, as in `48.1` and `37.5`; it is kept in a comment",
            });
        }
        let name = match (name.is_empty(), &point) {
            (true, Some((lat, lon))) => format!("{lat}, {lon}"),
            _ => name,
        };
        let written = precision.as_ref().map(|text| filled(text, row)).unwrap_or_default();
        let precision = PlacePrecision::WORDS
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(&written))
            .map(|(word, _)| *word);
        event.place = (!name.is_empty()).then_some(PlaceGiven { name, point, precision });
    }

    fn actors(&self, row: &dyn Cells, event: &mut Event) {
        for column in &self.map.actors {
            let cell = row.cell(&column.to_lowercase());
            let named = names::parted(cell, self.map.separator.as_deref(), self.register, self.seen);
            event.doubts.extend(named.doubtful.map(|words| Doubt {
                code: code::DOUBTFUL_CELL,
                name: column.clone(),
                message: format!("`{words}` of `{column}` may be one name or several; it was taken for one"),
                hint: "`separator: \",\"` in the map says what parts names; a name that is registered stays one",
            }));
            for name in named.names {
                if !is_blank(&name) && !event.actors.iter().any(|(known, _)| *known == name) {
                    event.actors.push((name, None));
                }
            }
        }
    }

    /// What is counted; what has no certain reading is a doubt.
    fn counted(&self, row: &dyn Cells, event: &mut Event) {
        let cell = |column: &String| row.cell(&column.to_lowercase()).to_owned();
        let position =
            [&self.map.lat, &self.map.lon].map(|column| column.as_ref().map(cell).unwrap_or_default());
        let decimals = Decimals::shown(position.iter().map(String::as_str));
        for counted in &self.map.figures {
            let unit = if matches!(counted.measure, "equipment" | "other") {
                Countable::Things
            } else {
                Countable::People
            };
            let cells = counted
                .columns
                .each_ref()
                .map(|column| column.as_ref().map(|name| (name.clone(), cell(name))));
            let cells =
                cells.each_ref().map(|cell| cell.as_ref().map(|(name, cell)| (name.as_str(), cell.as_str())));
            match count::amount(Numerals { unit, decimals }, cells) {
                Ok(amount) if amount.is_empty() => {}
                Ok(amount) => event.figures.push(self.figure(counted, amount, row)),
                Err(reason) => event.unread(&reason),
            }
        }
    }

    fn figure(&self, counted: &Counted, amount: crate::import::event::Amount, row: &dyn Cells) -> Figure {
        let text = |part: &Option<String>| {
            part.as_ref().map(|text| filled(text, row)).filter(|text| !text.is_empty())
        };
        let as_of = text(&counted.as_of).and_then(|cell| moment::plain(&cell, &self.map.dates, self.clock));
        Figure {
            measure: counted.measure,
            side: text(&counted.side),
            status: text(&counted.status),
            amount,
            by: text(&counted.by).or_else(|| self.origin.by.clone()),
            as_of,
            scope: text(&counted.scope),
        }
    }

    fn sources(&self, row: &dyn Cells, event: &mut Event) {
        event.sources.push(self.origin.citation());
        for column in &self.map.links {
            let cited = source::of_cell(row.cell(&column.to_lowercase()));
            event.sources.extend(cited.iter().map(source::Citation::yaml));
        }
    }
}

/// A position on the globe, in degrees; decimal commas are read.
pub(in crate::import) fn point(lat: &str, lon: &str) -> Option<(String, String)> {
    let fits = |text: &str, most: f64, letters: [char; 2]| {
        let text = text.replace(',', ".").replace(['°', ' '], "");
        let minus = text.ends_with(letters[1]);
        let text = text.trim_end_matches(letters);
        let number = text.parse::<f64>().ok().filter(|n| n.is_finite() && n.abs() <= most)?;
        Some(if minus && number > 0.0 { format!("-{text}") } else { text.to_owned() })
    };
    Some((fits(lat, 90.0, ['N', 'S'])?, fits(lon, 180.0, ['E', 'W'])?))
}
