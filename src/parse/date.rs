//! Dates in fields: read, or reported at their place in the file.

use super::{moment_range, stamp, when};
use crate::config::{DateProblem, Zones};
use crate::diag::{At, Diagnostic, Spot, code};
use crate::model::{Stamp, When};
use crate::yaml::{Fields, Holds, Value};

/// An EDTF date of a field; `None` if absent or wrong, which is reported.
pub(super) fn edtf(fields: &mut Fields, key: &'static str, about: &'static str) -> Option<When> {
    let written = raw(fields, key, about)?;
    when(&written).map_err(|problem| report(fields, key, problem)).ok()
}

/// A date or date-time of the first of several names of a field, each with what it is for.
pub(super) fn stamped(
    fields: &mut Fields,
    keys: &[(&'static str, &'static str)],
    zones: &Zones,
) -> Option<Result<Stamp, ()>> {
    let mut found = None;
    for (key, about) in keys {
        let written = raw(fields, key, about);
        if found.is_none() {
            found = written.map(|text| (*key, text));
        }
    }
    let (key, written) = found?;
    Some(stamp(&written, zones).map_err(|problem| report(fields, key, problem)))
}

/// When something happened: `when`, or `start` and `end` with a time of day; `None` if absent.
///
/// What is wrong is reported, and is then a date of which nothing is known: no other date may take its place.
pub(super) fn happened(fields: &mut Fields, about: &'static str, zones: &Zones) -> Option<When> {
    let written = fields.has("when");
    let whole = edtf(fields, "when", about).or_else(|| written.then(When::unknown));
    let start = raw(fields, "start", "When it began, if the hour matters; takes the place of `when`");
    let end = raw(fields, "end", "When it ended, beside `start`");
    let Some(start) = start else {
        if end.is_some() {
            fields.report("end", Diagnostic::new(code::MISSING_KEY, "there is an `end` but no `start`"));
        }
        return whole;
    };
    match moment_range(&start, end.as_deref(), zones) {
        Ok(times) => Some(times),
        Err(problem) => {
            report(fields, problem.key.unwrap_or("start"), problem);
            Some(whole.unwrap_or_else(When::unknown))
        }
    }
}

/// The date as it is written: numbers, and lists that YAML read where EDTF meant a set, are taken from the file's text.
fn raw(fields: &mut Fields, key: &'static str, about: &'static str) -> Option<String> {
    let value = fields.take(key, about, || Holds::Date)?;
    let path = fields.path_of(key);
    match value {
        Value::String(text) => Some(text),
        Value::Sequence(_) | Value::Mapping(_) | Value::Number(_) => {
            let Some(source) = fields.source_of(&path) else { return fields.scalar(&path, value) };
            // Comments inside the list are no part of it.
            let lines = source.lines().map(|line| line.split_once(" #").map_or(line, |(before, _)| before));
            Some(lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect())
        }
        other => fields.scalar(&path, other),
    }
}

fn report(fields: &mut Fields, key: &str, problem: DateProblem) {
    let range = problem.range.clone();
    let path = fields.path_of(key);
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let spot = match range {
        Some(range) => Spot::Inside(path, clamp(range.start), clamp(range.end)),
        None => Spot::Value(path),
    };
    let diagnostic: Diagnostic = problem.into_diagnostic();
    let at = At { file: fields.file, spot };
    fields.out.push(diagnostic.at(at));
}
