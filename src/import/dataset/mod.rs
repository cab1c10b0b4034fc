//! Tables of events, row by row: UCDP GED, ACLED, and any table with a map of its columns.

mod acled;
mod blank;
mod count;
mod edtf;
mod geojson;
mod map;
mod origin;
mod row;
mod ucdp;

use std::io::Read;

use rustc_hash::FxHashMap;

pub use map::Map;

use super::archive::Archive;
use super::event::Event;
use super::kind::Kind;
use super::outcome::Outcome;
use crate::diag::{At, Diagnostic, Diagnostics, Failure, FileId, code};
use crate::text::{count, slug};
use blank::Filled;
use origin::Origin;

pub(super) use row::{Cells, Table};

/// Takes a piece of a file's text, in order: path and text.
pub type Put<'a> = dyn FnMut(&str, &str) -> Result<(), Failure> + 'a;

/// How many mistakes of rows are told one by one.
const TOLD: usize = 20;

/// What a table is imported with.
pub(super) struct Lens<'a> {
    /// The site.
    pub archive: &'a Archive,
    /// The conflict that a flag gives.
    pub conflict: Option<&'a str>,
    /// What the columns are, for a table of an unknown kind.
    pub map: Option<&'a Map>,
    /// The input, for diagnostics.
    pub file: FileId,
}

/// A table under way.
struct Import<'a, 'b> {
    lens: &'a Lens<'a>,
    origin: Origin,
    put: &'a mut Put<'b>,
    begun: FxHashMap<String, ()>,
    names: FxHashMap<String, usize>,
    events: usize,
    bad: usize,
    unread: usize,
    blank: usize,
    text: String,
}

/// Imports a table; rows that cannot be read are reported and passed over.
///
/// # Errors
/// Fails when a file cannot be written.
pub(super) fn stream(
    reader: Box<dyn Read>,
    kind: Kind,
    name: &str,
    lens: &Lens,
    put: &mut Put,
    out: &mut Diagnostics,
) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::of(name, kind.name());
    let Some(origin) = Origin::of(kind, lens.map, name) else {
        out.push(no_map(lens.file));
        return Ok(outcome.failed());
    };
    let mut import = Import {
        lens,
        origin,
        put,
        begun: FxHashMap::default(),
        names: FxHashMap::default(),
        events: 0,
        bad: 0,
        unread: 0,
        blank: 0,
        text: String::new(),
    };
    import.source()?;
    let read = match kind {
        Kind::GeoJson | Kind::AcledGeoJson => {
            geojson::each(reader, |number, cells| import.row(number, cells, out))
        }
        _ => {
            let mut table = Table::of(reader);
            if let Some(problem) =
                lens.map.and_then(|map| map.missing(table.names())).filter(|_| kind == Kind::Table)
            {
                out.push(problem.at(At::file(lens.file)));
                return Ok(outcome.failed());
            }
            table.each(|number, cells| import.row(number, cells, out))
        }
    }?;
    outcome.counts.push((import.events, "event"));
    if let Err(problem) = read {
        let message = format!("row {} cannot be read: {}", problem.row, problem.reason);
        let problem = Diagnostic::new(code::UNREADABLE_INPUT, message).at(At::file(lens.file));
        out.push(problem.hint("the rows before it were imported"));
        outcome = outcome.failed();
    }
    if import.blank > 0 {
        outcome.counts.push((import.blank, "placeholder"));
    }
    import.finish(out);
    Ok(outcome)
}

fn no_map(file: FileId) -> Diagnostic {
    Diagnostic::new(code::UNREADABLE_INPUT, "the columns of the table are of no form that is known")
        .at(At::file(file))
        .hint("`--map columns.yaml` says what they are; docs/import.md has an example")
}

impl Import<'_, '_> {
    /// Imports one row.
    fn row(&mut self, number: u64, cells: &dyn Cells, out: &mut Diagnostics) -> Result<(), Failure> {
        let row = Filled::of(cells);
        let cells = &row as &dyn Cells;
        let made = match self.origin.kind {
            origin::Form::Ucdp => ucdp::event(cells, &self.origin),
            origin::Form::Acled => acled::event(cells, &self.origin),
            origin::Form::Mapped => match self.lens.map {
                Some(map) => map.event(cells, number, &self.origin),
                None => Err("there is no map".to_owned()),
            },
        };
        self.blank += row.count();
        match made {
            Ok((year, event)) => {
                event.unread.iter().for_each(|reason| self.tell_unread(number, reason, out));
                self.add(&year, event)
            }
            Err(reason) => {
                self.bad += 1;
                if self.bad <= TOLD {
                    let message = format!("row {number} was passed over: {reason}");
                    let problem = Diagnostic::new(code::BAD_ROW, message).at(At::file(self.lens.file));
                    out.push(
                        problem.hint("correct the row and import the table again, or add the event by hand"),
                    );
                }
                Ok(())
            }
        }
    }

    /// Reports a cell that has no certain reading: the event is written without it.
    fn tell_unread(&mut self, number: u64, reason: &str, out: &mut Diagnostics) {
        self.unread += 1;
        if self.unread > TOLD {
            return;
        }
        let message = format!("row {number}: {reason}; no figure was written");
        let problem = Diagnostic::new(code::DOUBTFUL_FIGURE, message).at(At::file(self.lens.file));
        out.push(problem.hint("write the number by its digits, as in `1200`, or its bounds, as in `50-60` or `50+`; or add the figure by hand"));
    }

    fn add(&mut self, year: &str, mut event: Event) -> Result<(), Failure> {
        if let Some(conflict) = self.lens.conflict {
            event.conflict = Some(conflict.to_owned());
        }
        for (name, _) in &event.actors {
            match self.names.get_mut(name.as_str()) {
                Some(seen) => *seen += 1,
                None => drop(self.names.insert(name.clone(), 1)),
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

    /// Registers the source of the table, where the site has no list of sources yet.
    fn source(&mut self) -> Result<(), Failure> {
        let known = self.lens.archive.sources.contains(&self.origin.id);
        if known || self.lens.archive.has_sources {
            self.origin.cite_inline = !known;
            return Ok(());
        }
        (self.put)("content/sources.yaml", &format!("- {}\n", self.origin.yaml()))
    }

    /// Says which names are in no register, and how many rows were passed over beyond those told.
    fn finish(self, out: &mut Diagnostics) {
        if self.bad > TOLD {
            let message = format!("{} were passed over in all", count(self.bad, "row"));
            out.push(
                Diagnostic::new(code::BAD_ROW, message)
                    .at(At::file(self.lens.file))
                    .hint("the first ones are listed above"),
            );
        }
        if self.unread > TOLD {
            let message = format!("{} were written without a figure in all", count(self.unread, "cell"));
            let problem = Diagnostic::new(code::DOUBTFUL_FIGURE, message).at(At::file(self.lens.file));
            out.push(problem.hint("the first ones are listed above"));
        }
        if !self.lens.archive.register.has_actors() {
            return;
        }
        let mut unknown: Vec<(&String, &usize)> =
            self.names.iter().filter(|(name, _)| self.lens.archive.register.actor(name).is_none()).collect();
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
        let problem = Diagnostic::new(code::UNKNOWN_ACTOR, message).at(At::file(self.lens.file));
        out.push(
            problem.hint("add them as aliases of your actors, or register them with `dateline new actor`"),
        );
    }
}

/// The part of a path that a name becomes.
fn path_part(name: &str) -> String {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    match slug(stem) {
        slug if slug.is_empty() => "table".to_owned(),
        slug => slug,
    }
}
