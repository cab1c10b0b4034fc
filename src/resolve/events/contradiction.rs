//! Where two articles tell one event differently: its date, place or type.
//!
//! What is only told more exactly is no contradiction: "April 2016" and "2 April 2016", a town and its district.

use super::Telling;
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::model::{EventType, Place, PlaceId, Report, When};
use crate::yaml::within;

/// Reports the first pair of reports that contradict each other, for each field that the register does not settle.
pub(super) fn report(
    id: &str,
    told: &[(&Telling, &Report)],
    settled: Option<&Report>,
    places: &[Place],
    out: &mut Diagnostics,
) {
    if told.len() < 2 {
        return;
    }
    if settled.is_none_or(|report| report.when.is_none()) {
        let dates = told.iter().filter_map(|(telling, report)| Some((*telling, report.when.as_ref()?)));
        pair(
            dates,
            |a, b| differ(a, b),
            |a, b, found, other| {
                let message = format!(
                    "`{id}` is dated `{}` here and `{}` in another report",
                    found.written(),
                    other.written()
                );
                out.push(problem(id, message, (a, a.dated_by), (b, b.dated_by), "when", settled.is_some()));
            },
        );
    }
    if settled.is_none_or(|report| report.place.is_none()) {
        let found = told.iter().filter_map(|(telling, report)| Some((*telling, report.place?)));
        pair(
            found,
            |a, b| !lies_in(*a, *b, places) && !lies_in(*b, *a, places),
            |a, b, found, other| {
                let name = |id: PlaceId| places.get(id.index()).map_or("", Place::shown);
                let message =
                    format!("`{id}` is in `{}` here and in `{}` in another report", name(found), name(other));
                out.push(problem(id, message, (a, "place"), (b, "place"), "place", settled.is_some()));
            },
        );
    }
    if settled.is_none_or(|report| report.kind.is_none()) {
        let kinds = told.iter().filter_map(|(telling, report)| Some((*telling, report.kind?)));
        pair(
            kinds,
            |a, b| a != b && ![a, b].contains(&&EventType::Other),
            |a, b, found, other| {
                let message = format!(
                    "`{id}` is of type `{}` here and `{}` in another report",
                    found.word(),
                    other.word()
                );
                out.push(problem(id, message, (a, "type"), (b, "type"), "type", settled.is_some()));
            },
        );
    }
}

/// Finds the first pair, the later report first, and hands it on.
fn pair<'a, T>(
    values: impl Iterator<Item = (&'a Telling, T)>,
    contradict: impl Fn(&T, &T) -> bool,
    found: impl FnOnce(&'a Telling, &'a Telling, T, T),
) {
    let mut seen: Vec<(&Telling, T)> = Vec::new();
    for (telling, value) in values {
        if let Some(at) = seen.iter().position(|(_, other)| contradict(&value, other)) {
            let (other, earlier) = seen.swap_remove(at);
            return found(telling, other, value, earlier);
        }
        seen.push((telling, value));
    }
}

fn problem(
    id: &str,
    message: String,
    (here, key): (&Telling, &str),
    (there, other): (&Telling, &str),
    field: &str,
    registered: bool,
) -> Diagnostic {
    let at = |telling: &Telling, key: &str| At::value(telling.file, within(&telling.path, key));
    Diagnostic::new(code::CONTRADICTING_REPORTS, message)
        .at(at(here, key))
        .label(at(there, other), "the other report")
        .hint(settle(id, field, registered))
        .hint("the page of the event lists every account")
}

/// What an editor writes to say what the timeline shows.
fn settle(id: &str, field: &str, registered: bool) -> String {
    if registered {
        return format!(
            "if they differ, say what the timeline shows: add `{field}: …` to `{id}` in the register of events"
        );
    }
    let others = if field == "when" { String::new() } else { format!(", {field}: …") };
    format!(
        "if they differ, say in `content/events.yaml` what the timeline shows: `- {{id: {id}, title: …, when: …{others}}}`"
    )
}

/// Whether neither date is the other told more exactly.
fn differ(a: &When, b: &When) -> bool {
    if let (Some(a), Some(b)) = (a.start(), b.start()) {
        return a != b;
    }
    !covers(a, b) && !covers(b, a)
}

/// Whether all of `inner` lies in `outer`; what is open or unknown has no end.
fn covers(outer: &When, inner: &When) -> bool {
    let starts = outer.earliest().is_none_or(|day| inner.earliest().is_some_and(|inner| day <= inner));
    starts && outer.latest().is_none_or(|day| inner.latest().is_some_and(|inner| day >= inner))
}

/// Whether a place is another or lies in it.
fn lies_in(place: PlaceId, other: PlaceId, places: &[Place]) -> bool {
    let up = std::iter::successors(Some(place), |id| places.get(id.index())?.parent);
    // A circle of parents ends somewhere too.
    up.take(16).any(|id| id == other)
}
