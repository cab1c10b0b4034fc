//! What `import` says to people.

use std::collections::BTreeMap;
use std::time::Instant;

use super::Done;
use crate::args::ImportArgs;
use crate::cmd::build::seconds;
use crate::cmd::say;
use crate::diag::Diagnostics;
use crate::import::{End, Fate, Part, Sum};
use crate::report;
use crate::sink::scaffold::Placement;
use crate::text::count;

/// How many inputs are told of one by one; of more, only their counts.
const TOLD: usize = 40;

/// Says for each page what was left out of it, and what became of it.
pub(super) fn left_out(done: &[Done], keep_all: bool) {
    for Done { outcome, files } in done.iter().take(TOLD) {
        match &outcome.fate {
            Fate::Made => files
                .iter()
                .take(TOLD)
                .for_each(|file| say(&format!("{} → {}{}", outcome.input, file.path, remark(file.place)))),
            Fate::Known(path) => {
                say(&format!("{} was imported before as {path}; nothing was written", outcome.input))
            }
            Fate::Failed => say(&format!("{} gave no file", outcome.input)),
            Fate::Skipped(why) => say(&format!("{} was passed over: {why}", outcome.input)),
        }
        if outcome.dropped.is_empty() || keep_all {
            continue;
        }
        say(&format!("  left out ({}; `--keep-all` keeps them):", count(outcome.dropped.len(), "line")));
        outcome.dropped.iter().for_each(|dropped| say(&format!("    {}: {}", dropped.why, dropped.text)));
    }
    if done.len() > TOLD {
        say(&format!("and {} more", count(done.len() - TOLD, "input")));
    }
}

/// All lines that were left out, below the name of their input; whatever was left out of tables and folders too.
pub(super) fn all_left_out(done: &[Done]) -> String {
    let mut text = String::new();
    for Done { outcome, files } in done {
        let parts = outcome.ledger.entries().iter().filter(|entry| entry.end == End::LeftOut);
        let lines: Vec<String> =
            parts.map(|entry| format!("{} | {} | {}\n", entry.part.noun(), entry.how, entry.name)).collect();
        if !lines.is_empty() {
            let path = files.first().map(|file| format!(" → {}", file.path)).unwrap_or_default();
            text.push_str(&format!("{}{path}\n{}\n", outcome.input, lines.concat()));
        }
    }
    text
}

fn remark(place: Placement) -> &'static str {
    match place {
        Placement::Free => "",
        Placement::Same => " (is there already, unchanged)",
        Placement::Taken => " (is there already with other content; it stays as it is)",
    }
}

/// The files as they would be written, each below a line with its path; of long lists the beginning.
pub(super) fn would_be_written(done: &[Done]) -> String {
    let mut text = String::new();
    for Done { outcome, files } in done {
        for written in files.iter().filter(|written| written.place == Placement::Free) {
            text.push_str(&format!("-- {} --\n", written.path));
            let whole = outcome.files.iter().find(|file| file.path == written.path);
            match (&written.head, whole) {
                (Some(head), _) => text.push_str(head),
                (None, Some(file)) if written.path.starts_with("archive/") => {
                    text.push_str(&format!("(a copy of the input, {})\n", count(file.bytes.len(), "byte")));
                }
                (None, Some(file)) => text.push_str(&String::from_utf8_lossy(&file.bytes)),
                (None, None) => {}
            }
            text.push('\n');
        }
    }
    text
}

/// The closing lines: what was made, by kind of input, and how many mistakes.
pub(super) fn closing(done: &[Done], out: &Diagnostics, args: &ImportArgs, started: Instant) -> String {
    let mut kinds: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for Done { outcome, .. } in done {
        let row = kinds.entry(outcome.kind).or_default();
        let column = match &outcome.fate {
            Fate::Made => 0,
            Fate::Known(_) => 1,
            Fate::Failed => 2,
            Fate::Skipped(_) => 3,
        };
        row[column] += 1;
    }
    let mut lines: Vec<String> = Vec::new();
    if done.len() > 1 {
        lines.extend(kinds.iter().map(|(kind, row)| format!("{kind}: {}", columns(row))));
    }
    let written =
        done.iter().flat_map(|done| &done.files).filter(|file| file.place == Placement::Free).count();
    let kept = done.iter().flat_map(|done| &done.files).filter(|file| file.place != Placement::Free).count();
    let verb = if args.dry_run { "would be written" } else { "written" };
    let mut last =
        format!("{} in {}: {} {verb}", count(done.len(), "input"), seconds(started), count(written, "file"));
    let known = done.iter().filter(|done| matches!(done.outcome.fate, Fate::Known(_))).count();
    if kept + known > 0 {
        last.push_str(&format!(", {} there already", kept + known));
    }
    let mut made: BTreeMap<&str, usize> = BTreeMap::new();
    done.iter()
        .flat_map(|done| &done.outcome.counts)
        .for_each(|(n, noun)| *made.entry(noun).or_default() += n);
    made.remove("article");
    let made: Vec<String> = made.into_iter().map(|(noun, n)| count(n, noun)).collect();
    if !made.is_empty() {
        last.push_str(&format!(" ({})", made.join(", ")));
    }
    lines.push(last);
    lines.extend(sums(done));
    lines.extend(report::summary(out));
    lines.join("\n")
}

/// What became of the parts of all inputs, where some were not simply taken.
fn sums(done: &[Done]) -> Option<String> {
    let mut sums: BTreeMap<Part, Sum> = BTreeMap::new();
    for (part, sum) in done.iter().flat_map(|done| done.outcome.ledger.sums()) {
        let all = sums.entry(part).or_default();
        all.seen += sum.seen;
        all.taken += sum.taken;
        all.kept += sum.kept;
        all.left_out += sum.left_out;
    }
    // Of lines only those are known that were left out, and files are counted above.
    let shown = sums.into_iter().filter(|(part, _)| !matches!(part, Part::Line | Part::File));
    let one = |(part, sum): (Part, Sum)| {
        let ends = [(sum.taken, "taken"), (sum.kept, "kept aside"), (sum.left_out, "left out")];
        let ends: Vec<String> =
            ends.into_iter().filter(|(n, _)| *n > 0).map(|(n, end)| format!("{n} {end}")).collect();
        format!("{}: {}", count(sum.seen, part.noun()), ends.join(", "))
    };
    let sums: Vec<String> = shown.filter(|(_, sum)| sum.seen > 0).map(one).collect();
    (!sums.is_empty()).then(|| sums.join("; "))
}

fn columns(row: &[usize; 4]) -> String {
    let names = ["imported", "known", "failed", "passed over"];
    let parts = row.iter().zip(names).filter(|(n, _)| **n > 0).map(|(n, name)| format!("{n} {name}"));
    parts.collect::<Vec<_>>().join(", ")
}
