//! The report of `import` for programs.

use serde::Serialize;
use serde_json::value::RawValue;

use super::Done;
use crate::diag::Diagnostics;
use crate::import::{self, Entry, Fate};
use crate::report::{self, ColourChoice, Format, HowMuch};
use crate::sink::scaffold::Placement;
use crate::source::SourceTree;
use crate::text::printable_json;

#[derive(Serialize)]
struct ReportJson<'a> {
    dry_run: bool,
    inputs: Vec<InputJson<'a>>,
    diagnostics: Option<Box<RawValue>>,
}

#[derive(Serialize)]
struct InputJson<'a> {
    input: &'a str,
    kind: &'a str,
    encoding: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    known_as: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    files: Vec<FileJson<'a>>,
    fields: Vec<FieldJson<'a>>,
    dropped: Vec<DroppedJson<'a>>,
    parts: Vec<PartJson<'a>>,
    sums: std::collections::BTreeMap<&'static str, SumJson>,
    counts: std::collections::BTreeMap<String, usize>,
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    status: &'static str,
}

#[derive(Serialize)]
struct FieldJson<'a> {
    key: &'a str,
    value: &'a str,
    from: &'a str,
    confidence: f64,
}

#[derive(Serialize)]
struct DroppedJson<'a> {
    text: &'a str,
    why: &'a str,
}

/// A part of an input, and what became of it.
#[derive(Serialize)]
struct PartJson<'a> {
    part: &'static str,
    name: &'a str,
    end: &'static str,
    how: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct SumJson {
    seen: usize,
    taken: usize,
    kept: usize,
    left_out: usize,
}

/// The whole report as JSON.
pub(super) fn report(done: &[Done], out: &Diagnostics, inputs: &SourceTree, dry_run: bool) -> String {
    let printed = report::print(out, inputs, Format::Json, ColourChoice::No, HowMuch::All);
    let report = ReportJson {
        dry_run,
        inputs: done.iter().map(input).collect(),
        diagnostics: RawValue::from_string(printed.trim().to_owned()).ok(),
    };
    printable_json(&serde_json::to_string_pretty(&report).unwrap_or_default()).into_owned() + "\n"
}

fn input(done: &Done) -> InputJson<'_> {
    let outcome = &done.outcome;
    let (status, known_as, why) = match &outcome.fate {
        Fate::Made => ("made", None, None),
        Fate::Known(path) => ("known", Some(path.as_str()), None),
        Fate::Failed => ("failed", None, None),
        Fate::Skipped(why) => ("passed-over", None, Some(*why)),
    };
    let file = |file: &'_ super::FilesMade| match file.place {
        Placement::Free => "new",
        Placement::Same => "unchanged",
        Placement::Taken => "taken",
    };
    InputJson {
        input: &outcome.input,
        kind: outcome.kind,
        encoding: outcome.encoding,
        status,
        known_as,
        why,
        files: done
            .files
            .iter()
            .map(|written| FileJson { path: &written.path, status: file(written) })
            .collect(),
        fields: outcome
            .fields
            .iter()
            .map(|field| FieldJson {
                key: &field.key,
                value: field.yaml.trim(),
                from: &field.words,
                confidence: field.confidence.number(),
            })
            .collect(),
        dropped: outcome.dropped.iter().map(|line| DroppedJson { text: &line.text, why: line.why }).collect(),
        parts: outcome.ledger.entries().iter().map(part).collect(),
        sums: outcome.ledger.sums().into_iter().map(|(part, sum)| (part.noun(), sum_of(sum))).collect(),
        counts: outcome
            .counts
            .iter()
            .map(|(n, noun)| (crate::text::count(2, noun)[2..].trim().to_owned(), *n))
            .collect(),
    }
}

fn part(entry: &Entry) -> PartJson<'_> {
    let Entry { part, name, end, how, count } = entry;
    PartJson { part: part.noun(), name, end: end.name(), how, count: *count }
}

fn sum_of(sum: import::Sum) -> SumJson {
    let import::Sum { seen, taken, kept, left_out } = sum;
    SumJson { seen, taken, kept, left_out }
}
