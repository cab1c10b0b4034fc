//! Tables of events, row by row: UCDP GED, ACLED, and any table with a map of its columns; as CSV or as JSON.

mod acled;
mod blank;
mod calendar;
mod count;
mod edtf;
mod entry;
mod filled;
mod ids;
mod map;
mod mapped;
mod moment;
mod objects;
mod origin;
mod own;
mod reports;
mod row;
mod rows;
mod suggest;
mod ucdp;
mod workbook;

use std::io::{self, Read};

use rustc_hash::{FxHashMap, FxHashSet};

pub use map::Map;

use super::archive::Archive;
use super::doubts::{Doubt, Doubts, Telling};
use super::event::Event;
use super::kind::Kind;
use super::ledger::{End, Ledger, Part};
use super::outcome::{NewFile, Outcome};
use super::places::Places;
use super::stamp::Clock;
use super::when::Reading;
use crate::diag::{At, Diagnostic, Diagnostics, Failure, FileId, code};
use crate::text::{count, slug};
use blank::Filled;
use ids::Ids;
use map::Becomes;
use origin::{DataOrigin, Form};
use rows::Rows;

use mapped::MapLens;
pub(super) use mapped::point as position;
pub(super) use row::{Cells, Table};
pub(super) use suggest::suggest;
pub(super) use workbook::is_workbook;

/// Takes a piece of a file's text, in order: path and text.
pub type Put<'a> = dyn FnMut(&str, &str) -> Result<(), Failure> + 'a;

/// Opens the table, as often as it is read.
pub(super) type Open<'a> = dyn Fn() -> io::Result<Box<dyn Read>> + 'a;

/// What a table is imported with.
pub(super) struct TableLens<'a> {
    /// The site.
    pub archive: &'a Archive,
    /// The conflict that a flag gives.
    pub conflict: Option<&'a str>,
    /// What the columns are, for a table of an unknown kind.
    pub map: Option<&'a Map>,
    /// How dates are read.
    pub clock: &'a Clock,
    /// How much is told of doubts.
    pub telling: Telling,
    /// The input, for diagnostics.
    pub file: FileId,
    /// Which one it is of the tables of one name in this run, from 1.
    pub turn: usize,
}

/// A table under way.
struct Import<'a, 'b> {
    lens: &'a TableLens<'a>,
    clock: Clock,
    timed: bool,
    origin: DataOrigin,
    put: &'a mut Put<'b>,
    begun: FxHashMap<String, ()>,
    names: FxHashMap<String, usize>,
    seen: FxHashSet<String>,
    ids: Ids,
    doubts: Doubts,
    ledger: Ledger,
    rows: usize,
    events: usize,
    /// Rows that the site has already.
    known: usize,
    places: Places,
    bad: Vec<(u64, String)>,
    empty: usize,
    blank: usize,
    text: String,
}

/// Imports a table; rows that cannot be read are reported and passed over.
///
/// # Errors
/// Fails when a file cannot be written.
pub(super) fn stream(
    open: &Open,
    kind: Kind,
    name: &str,
    lens: &TableLens,
    put: &mut Put,
    out: &mut Diagnostics,
) -> Result<Outcome, Failure> {
    let outcome = Outcome::of(name, kind.name());
    let refused = |problem: Diagnostic, out: &mut Diagnostics| {
        out.push(problem.at(At::file(lens.file)));
        Ok(Outcome::of(name, kind.name()).failed())
    };
    let rows = match kind {
        Kind::Calendar => calendar::rows(open).map(Some),
        _ => Ok(None),
    };
    let calendar = match rows {
        Ok(calendar) => calendar,
        Err(reason) => return refused(unreadable(&reason), out),
    };
    let entries =
        || -> io::Result<Box<dyn Read>> { Ok(calendar::opened(calendar.as_deref().unwrap_or_default())) };
    let open: &Open = if calendar.is_some() { &entries } else { open };
    let form = match kind {
        Kind::Ucdp => Form::Ucdp,
        Kind::Acled => Form::Acled,
        _ => Form::Mapped,
    };
    let rows = match Rows::of(open, form) {
        Ok(rows) => rows,
        Err(reason) => return refused(unreadable(&reason), out),
    };
    let own = (lens.map.is_none() && form == Form::Mapped).then(|| own::map(rows.names())).flatten();
    let lens = &TableLens { map: lens.map.or(own.as_ref()), ..*lens };
    // The columns of a spreadsheet are known only now.
    let kind = match rows.known().filter(|_| lens.map.is_none() && form == Form::Mapped) {
        Some(Form::Ucdp) => Kind::Ucdp,
        Some(Form::Acled) => Kind::Acled,
        _ => kind,
    };
    let Some(mut origin) = DataOrigin::of(kind, lens.map, name) else { return refused(no_map(), out) };
    origin.take_turn(lens.turn);
    for sheet in rows.other_sheets() {
        let message = format!("the sheet `{sheet}` was not read: the first one with rows is the table");
        let doubt = Diagnostic::new(code::DOUBTFUL_CELL, message).at(At::file(lens.file));
        out.push(doubt.hint("save it as a file of its own, and import that too"));
    }
    let problem = match lens.map.filter(|_| origin.kind == Form::Mapped) {
        Some(map) => map.missing(rows.names()),
        None => rows.lacks(origin.kind).map(no_column),
    };
    if let Some(problem) = problem {
        return refused(problem, out);
    }
    let survey = rows.survey(&date_columns(origin.kind, lens.map))?;
    let order = lens.map.and_then(|map| map.dates.order).or(lens.clock.order).or(survey.order);
    origin.cite_inline = lens.archive.has_sources && !lens.archive.sources.contains(&origin.id);
    let mut import = Import {
        lens,
        clock: Clock { order, ..lens.clock.clone() },
        timed: survey.timed,
        origin,
        put,
        begun: FxHashMap::default(),
        names: FxHashMap::default(),
        seen: FxHashSet::default(),
        ids: Ids::default(),
        doubts: Doubts::told(lens.telling),
        ledger: Ledger::default(),
        rows: 0,
        events: 0,
        known: 0,
        places: Places::default(),
        bad: Vec::new(),
        empty: 0,
        blank: 0,
        text: String::new(),
    };
    let read = rows.each(&mut |number, cells| import.row(number, cells))?;
    import.ledger = columns(rows.names(), import.origin.kind, lens.map);
    import.end(read, outcome, out)
}

/// The beginning of the names of a table's files, before it is known whether another has it, and the id of its source.
pub(super) fn names_of(kind: Kind, map: Option<&Map>, name: &str) -> Option<(String, String)> {
    DataOrigin::of(kind, map, name).map(|origin| (origin.slug, origin.id))
}

/// The columns of dates.
fn date_columns(form: Form, map: Option<&Map>) -> Vec<String> {
    match (form, map) {
        (Form::Ucdp, _) => vec!["date_start".to_owned(), "date_end".to_owned()],
        (Form::Acled, _) => vec!["event_date".to_owned()],
        (Form::Mapped, Some(map)) => [Some(&map.dates.start), map.dates.end.as_ref()]
            .into_iter()
            .flatten()
            .map(|c| c.to_lowercase())
            .filter(|column| !column.is_empty())
            .collect(),
        (Form::Mapped, None) => Vec::new(),
    }
}

/// What became of the columns of a table.
fn columns(names: &[String], form: Form, map: Option<&Map>) -> Ledger {
    let used: Vec<String> = match (form, map) {
        (Form::Mapped, Some(map)) => map.columns(),
        (Form::Mapped, None) => Vec::new(),
        (Form::Ucdp, _) => ucdp::COLUMNS.iter().map(|name| (*name).to_owned()).collect(),
        (Form::Acled, _) => acled::COLUMNS.iter().map(|name| (*name).to_owned()).collect(),
    };
    let into = map.filter(|_| form == Form::Mapped).map_or(Becomes::Events, |map| map.into);
    let why = if form == Form::Mapped { "the map does not name it" } else { "there is no field for it" };
    let mut ledger = Ledger::default();
    ledger.see(Part::Column, names.len());
    for name in names {
        match used.contains(name) {
            true => ledger.note(Part::Column, name, End::Taken, into.name()),
            false => ledger.note(Part::Column, name, End::LeftOut, why),
        }
    }
    ledger
}

fn no_map() -> Diagnostic {
    Diagnostic::new(code::UNREADABLE_INPUT, "the columns of the table are of no form that is known")
        .hint("`--map columns.yaml` says what they are; docs/import.md has an example")
}

fn unreadable(reason: &str) -> Diagnostic {
    Diagnostic::new(code::UNREADABLE_INPUT, format!("it is no table that can be read: {reason}"))
        .hint("export it again, as CSV or as JSON")
}

fn no_column(name: &str) -> Diagnostic {
    let message = format!("it has no column `{name}`, which tables of its kind have");
    Diagnostic::new(code::UNREADABLE_INPUT, message)
        .hint("keep the row that names the columns, or say what they are with `--map columns.yaml`")
}

impl Import<'_, '_> {
    /// Imports one row.
    fn row(&mut self, number: u64, cells: &dyn Cells) -> Result<(), Failure> {
        self.rows += 1;
        if cells.is_empty() {
            self.empty += 1;
            return Ok(());
        }
        let row = Filled::of(cells);
        let made = match cells.surplus() {
            more if more > 0 => Err(format!(
                "it has {} more than there are names: a separator may stand in a cell without quotation marks",
                count(more.unsigned_abs(), "cell")
            )),
            _ if self.becomes() != Becomes::Events => return self.entry(number, &row),
            _ => self.event(number, &row),
        };
        self.blank += row.count();
        match made {
            Ok((year, event)) => self.add(number, &year, event),
            Err(reason) => {
                self.passed_over(number, &reason);
                Ok(())
            }
        }
    }

    /// Notes a row of which nothing could be made.
    fn passed_over(&mut self, number: u64, reason: &str) {
        self.bad.push((number, reason.to_owned()));
        let name = reason.split('`').nth(1).unwrap_or_default().to_owned();
        let message = format!("it was passed over: {reason}");
        self.doubt(number, Doubt { code: code::BAD_ROW, name, message, hint: BAD_ROW });
    }

    fn event(&self, number: u64, row: &dyn Cells) -> Result<(String, Event), String> {
        let reading = Reading::by(&self.clock);
        match (self.origin.kind, self.lens.map) {
            (Form::Ucdp, _) => ucdp::event(row, &self.origin, reading),
            (Form::Acled, _) => acled::event(row, &self.origin, reading),
            (Form::Mapped, None) => Err("there is no map".to_owned()),
            (Form::Mapped, Some(map)) => self.map_lens(map).event(row, number),
        }
    }

    /// What a row is read with, by a map.
    fn map_lens<'a>(&'a self, map: &'a Map) -> MapLens<'a> {
        MapLens {
            map,
            origin: &self.origin,
            register: &self.lens.archive.register,
            seen: &self.seen,
            clock: &self.clock,
            timed: self.timed,
        }
    }

    fn doubt(&mut self, number: u64, doubt: Doubt) {
        self.doubts.add(|| format!("row {number}"), Some(At::file(self.lens.file)), doubt);
    }

    fn add(&mut self, number: u64, year: &str, mut event: Event) -> Result<(), Failure> {
        if let Some(conflict) = self.lens.conflict {
            event.conflict = Some(conflict.to_owned());
        }
        for doubt in std::mem::take(&mut event.doubts) {
            self.doubt(number, doubt);
        }
        self.name_apart(number, &mut event);
        for (name, _) in &event.actors {
            match self.names.get_mut(name.as_str()) {
                Some(seen) => *seen += 1,
                None => drop(self.names.insert(name.clone(), 1)),
            }
            if !self.seen.contains(name) {
                self.seen.insert(name.clone());
            }
        }
        let path = format!("content/events/{}-{year}.yaml", self.origin.slug);
        self.text.clear();
        if self.begun.insert(path.clone(), ()).is_none() {
            self.text.push_str(&self.origin.header(year));
        }
        event.write(&mut self.text);
        self.events += 1;
        (self.put)(&path, &self.text)
    }

    /// Gives an event whose id another one has an id of its own.
    fn name_apart(&mut self, number: u64, event: &mut Event) {
        if self.ids.take(&event.id) {
            return;
        }
        let old = std::mem::take(&mut event.id);
        let mut next = (2_usize..).map(|n| format!("{old}-{n}"));
        event.id = next.find(|id| !self.ids.has(id)).unwrap_or_else(|| old.clone());
        self.ids.take(&event.id);
        let message = format!("the id `{old}` is another row's too; this one is called `{}`", event.id);
        let hint = "if both rows are one event, remove one of the two from the new file";
        self.doubt(number, Doubt { code: code::DOUBTFUL_CELL, name: "id".to_owned(), message, hint });
    }

    /// What its rows become.
    fn becomes(&self) -> Becomes {
        self.lens.map.filter(|_| self.origin.kind == Form::Mapped).map_or(Becomes::Events, |map| map.into)
    }

    /// Says what became of the table.
    fn end(
        mut self,
        read: Result<(), row::Broken>,
        mut outcome: Outcome,
        out: &mut Diagnostics,
    ) -> Result<Outcome, Failure> {
        outcome.counts.push((self.events, self.becomes().noun()));
        self.settle(&mut outcome);
        if self.blank > 0 {
            outcome.counts.push((self.blank, "placeholder"));
        }
        if self.empty > 0 {
            outcome.counts.push((self.empty, "empty row"));
        }
        if let Err(problem) = read {
            let message = format!("row {} cannot be read: {}", problem.row, problem.reason);
            let problem = Diagnostic::new(code::UNREADABLE_INPUT, message).at(At::file(self.lens.file));
            out.push(problem.hint("the rows before it were imported"));
            outcome = outcome.failed();
        }
        if self.events == 0 && self.known == 0 {
            if self.bad.is_empty() && out.errors() == 0 {
                let problem = Diagnostic::new(code::UNREADABLE_INPUT, "the table has no rows");
                out.push(problem.at(At::file(self.lens.file)).hint("export it again, with its rows"));
            }
            outcome = outcome.failed();
        } else if self.becomes().is_dated() {
            self.source(&mut outcome, out);
        }
        self.finish(out);
        Ok(outcome)
    }

    /// Notes what became of every row.
    fn settle(&mut self, outcome: &mut Outcome) {
        let ledger = &mut self.ledger;
        ledger.see(Part::Row, self.rows);
        let into = self.lens.map.map_or(Becomes::Events, |map| map.into);
        ledger.note_many(Part::Row, "", End::Taken, into.name(), self.events);
        ledger.note_many(Part::Row, "", End::LeftOut, "the site has it already", self.known);
        ledger.note_many(Part::Row, "", End::LeftOut, "nothing stands in it", self.empty);
        for (number, reason) in std::mem::take(&mut self.bad) {
            ledger.note(Part::Row, &format!("row {number}"), End::LeftOut, reason);
        }
        outcome.ledger.join(std::mem::take(ledger));
    }

    /// Registers the source of the table, where the site has no list of sources yet.
    fn source(&mut self, outcome: &mut Outcome, out: &mut Diagnostics) {
        if !self.origin.is_named {
            let message = format!("the source of the table is called as its file, `{}`", self.origin.title);
            let doubt = Diagnostic::new(code::DOUBTFUL_TITLE, message).at(At::file(self.lens.file));
            out.push(doubt.hint("`source: {title: …, publisher: …}` in the map says what readers shall see"));
        }
        if !self.lens.archive.has_sources {
            let bytes = format!("- {}\n", self.origin.yaml()).into_bytes();
            outcome.files.push(NewFile { path: "content/sources.yaml".to_owned(), bytes });
        }
    }

    /// Says what was doubtful, and which names are in no register.
    fn finish(self, out: &mut Diagnostics) {
        let Self { lens, names, doubts, .. } = self;
        doubts.tell("row", out);
        if !lens.archive.register.has_actors() {
            return;
        }
        let mut unknown: Vec<(&String, &usize)> =
            names.iter().filter(|(name, _)| lens.archive.register.actor(name).is_none()).collect();
        unknown.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        if unknown.is_empty() {
            return;
        }
        let most: Vec<String> = unknown.iter().take(5).map(|(name, n)| format!("`{name}` ({n})")).collect();
        let more = if unknown.len() > 5 { ", …" } else { "" };
        let message = format!(
            "{} of the table stand in no register: {}{more}",
            count(unknown.len(), "name"),
            most.join(", ")
        );
        let problem = Diagnostic::new(code::UNKNOWN_ACTOR, message).at(At::file(lens.file));
        out.push(
            problem.hint("add them as aliases of your actors, or register them with `dateline new actor`"),
        );
    }
}

const BAD_ROW: &str = "correct the row and import the table again, or add the event by hand";

/// The part of a path that a name becomes.
fn path_part(name: &str) -> String {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    match slug(stem) {
        slug if slug.is_empty() => "table".to_owned(),
        slug => slug,
    }
}
