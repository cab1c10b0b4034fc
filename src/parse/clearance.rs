//! Whether a text is for readers: its `status`, and what other tools would say for it. What may have been meant to be held back is:
//! nobody can take back what was published.

mod words;

use super::when::{stamp, when};
use crate::config::Zones;
use crate::diag::{At, Diagnostic, code};
use crate::model::{Clearance, Day, Stamp, Status, Term};
use crate::yaml::{Fields, Mapping, Value};
use words::Asks;

/// The day of a time of publication: where it was written or in UTC, whichever is earlier, so that what is out anywhere is out.
pub(super) fn day_of(stamp: &Stamp) -> Day {
    let there = stamp.day();
    if stamp.has_time() { there.min(Day::of_date(stamp.instant().date_naive())) } else { there }
}

/// Takes a `published` that is no date but a refusal, such as `false`; it is then told of.
pub(super) fn refused(fields: &mut Fields, noun: &str) -> bool {
    let is_refusal = fields.peek("published").is_some_and(|value| {
        *value == Value::Bool(false) || value.as_str().is_some_and(|text| is_no(&text.trim().to_lowercase()))
    });
    if is_refusal {
        fields.forget("published");
        told(fields, noun, "published");
    }
    is_refusal
}

/// Reads what a file says about who may read it, from the fields that nothing else has asked for.
pub(super) fn read(fields: &mut Fields, zones: &Zones, noun: &str) -> Clearance {
    let mut clearance = Clearance { status: status(fields, noun), terms: Vec::new() };
    if clearance.status == Status::Retracted && noun != "article" {
        let message = format!("the {noun} is not built: only an article is retracted and leaves a notice");
        let problem =
            Diagnostic::new(code::HELD_BACK, message).at(At::value(fields.file, fields.path_of("status")));
        fields.out.push(problem.hint("write `status: draft`, or remove the line"));
        clearance.status = Status::Draft;
    }
    for key in fields.left() {
        let path = fields.path_of(&key);
        match bar(&key, fields.peek(&key), zones) {
            None => {}
            Some(Bar::From(day)) => clearance.terms.push(Term { day, ends: false, path }),
            Some(Bar::Until(day)) => clearance.terms.push(Term { day, ends: true, path }),
            Some(Bar::Held) => {
                fields.forget(&key);
                told(fields, noun, &key);
                clearance.status = held(clearance.status);
            }
        }
    }
    clearance
}

/// What a field of other tools says against a text's being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// It is not for readers.
    Held,
    /// It is for them from a day on.
    From(Day),
    /// It is for them until a day.
    Until(Day),
}

/// What a field says that other tools hold texts back by; `None` where it says nothing of the sort.
pub fn bar(key: &str, value: Option<&Value>, zones: &Zones) -> Option<Bar> {
    let (asks, exact) = words::of(key)?;
    let holds = match (asks, said(value, zones)) {
        (Asks::Until, TermSaid::Day(day)) => return Some(Bar::Until(day)),
        (Asks::Hold | Asks::Show | Asks::From, TermSaid::Day(day)) => return Some(Bar::From(day)),
        (Asks::Hold, TermSaid::Yes) | (Asks::Show, TermSaid::No) => true,
        (Asks::From, TermSaid::Yes) => exact,
        (Asks::Until, TermSaid::Yes) => exact,
        (Asks::State | Asks::Made, TermSaid::No) => exact,
        (Asks::Hold, TermSaid::Nothing) => exact,
        (Asks::State, TermSaid::Word(word)) => words::is_not_public(&word),
        (Asks::Hold | Asks::From, TermSaid::Word(_)) => exact,
        (Asks::Show | Asks::Until, TermSaid::Word(word)) => exact && words::is_not_public(&word),
        _ => false,
    };
    holds.then_some(Bar::Held)
}

/// What holds a text back does not make a retracted or unverified one a draft.
fn held(status: Status) -> Status {
    if status == Status::Published { Status::Draft } else { status }
}

/// The status as such.
fn status(fields: &mut Fields, noun: &str) -> Status {
    let written = fields.has("status");
    if let Some(status) = fields.choice("status", "Whether it is shown") {
        return status;
    }
    if written {
        // The word has been reported.
        let problem = fields.out.0.last_mut();
        let hint = format!("the {noun} is not built until this is right");
        problem.into_iter().for_each(|p| p.hints.push(hint.clone()));
        return Status::Draft;
    }
    if fields.has_slip_of("status") {
        let message = format!("the {noun} is not built: it may have a status that cannot be read");
        let at = At::file(fields.file);
        fields.out.push(with_way_out(Diagnostic::new(code::HELD_BACK, message).at(at)));
        return Status::Draft;
    }
    Status::Published
}

fn told(fields: &mut Fields, noun: &str, key: &str) {
    let message = match key {
        "published" => format!("the {noun} is not built: `published` says that it is not for readers"),
        _ => format!("the {noun} is not built: `{key}` is a field of other tools"),
    };
    let at = At::key(fields.file, fields.path_of(key));
    fields.out.push(with_way_out(Diagnostic::new(code::HELD_BACK, message).at(at)));
}

fn with_way_out(problem: Diagnostic) -> Diagnostic {
    problem.hint("write `status: draft`, `unverified`, `retracted` or `published`")
}

/// The value of such a field.
enum TermSaid {
    Yes,
    No,
    Day(Day),
    Word(String),
    Nothing,
}

fn said(value: Option<&Value>, zones: &Zones) -> TermSaid {
    let text = match value {
        None | Some(Value::Null) => return TermSaid::Nothing,
        Some(Value::Bool(true)) => return TermSaid::Yes,
        Some(Value::Bool(false)) => return TermSaid::No,
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Mapping(inner)) if is_unmade(inner) => return TermSaid::No,
        Some(Value::Mapping(_)) => String::new(),
        Some(_) => return TermSaid::Word(String::new()),
    };
    let small = text.to_lowercase();
    if is_no(&small) {
        return TermSaid::No;
    }
    if ["true", "yes", "on", "y", "1"].contains(&small.as_str()) {
        return TermSaid::Yes;
    }
    let day = stamp(&text, zones).map(|stamp| day_of(&stamp)).ok();
    let day = day.or_else(|| when(&text).ok()?.anchor());
    day.map_or(TermSaid::Word(text), TermSaid::Day)
}

/// Hugo's `build`, where it makes no page or one that no list has: `{render: never}`, `{list: local}`.
fn is_unmade(build: &Mapping) -> bool {
    let refuses = |key| match build.get(key) {
        Some(Value::Bool(made)) => !made,
        Some(Value::String(word)) => is_no(word) || ["link", "local"].contains(&word.as_str()),
        _ => false,
    };
    refuses("render") || refuses("list")
}

fn is_no(word: &str) -> bool {
    ["false", "no", "off", "n", "0", "never"].contains(&word)
}
