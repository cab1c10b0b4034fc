//! The balance of sides as a table, for people and programs.

use serde::Serialize;

use super::Format;
use crate::derive::{Balance, BalanceRow, balance};
use crate::render::Snapshot;
use crate::text::{printable, printable_json};

#[derive(Serialize)]
struct OfConflict<'a> {
    conflict: &'a str,
    days: usize,
    sides: Vec<OfSide<'a>>,
}

#[derive(Serialize)]
struct OfSide<'a> {
    /// `null` for all who are on no side.
    side: Option<&'a str>,
    events: usize,
    sources: usize,
    quotations: usize,
    figures: usize,
    claims_answered: usize,
    claims_unanswered: usize,
    days_without_entries: usize,
    languages: serde_json::Map<String, serde_json::Value>,
}

const HEAD: [&str; 9] =
    ["", "events", "sources", "quotations", "figures", "answered", "unanswered", "days without", "languages"];

/// The balance of every conflict with sides: a table, lines of tabs, or JSON.
pub fn balances(snapshot: &Snapshot, format: Format) -> String {
    let all = balance(&snapshot.site, &snapshot.facts);
    match format {
        Format::Json | Format::Sarif => {
            let all: Vec<OfConflict<'_>> = all.iter().map(|balance| json(snapshot, balance)).collect();
            printable_json(&serde_json::to_string_pretty(&all).unwrap_or_default()).into_owned() + "\n"
        }
        Format::Short | Format::Github => {
            printable(&all.iter().map(|balance| tabs(snapshot, balance)).collect::<String>()).into_owned()
        }
        Format::Human if all.is_empty() => {
            "there is no conflict with sides; docs/content.md says how one is described\n".to_owned()
        }
        Format::Human => {
            let tables: Vec<String> = all.iter().map(|balance| table(snapshot, balance)).collect();
            printable(&tables.join("\n")).into_owned()
        }
    }
}

fn name<'a>(snapshot: &'a Snapshot, balance: &Balance, row: &BalanceRow) -> Option<&'a str> {
    row.side.map(|side| snapshot.site.conflict(balance.conflict).sides[side].name.as_str())
}

fn json<'a>(snapshot: &'a Snapshot, balance: &Balance) -> OfConflict<'a> {
    let side = |row: &BalanceRow| OfSide {
        side: name(snapshot, balance, row),
        events: row.events,
        sources: row.sources,
        quotations: row.quotations,
        figures: row.figures,
        claims_answered: row.answered,
        claims_unanswered: row.unanswered,
        days_without_entries: row.quiet_days,
        languages: row.languages.iter().map(|(tag, n)| (tag.clone(), (*n).into())).collect(),
    };
    OfConflict {
        conflict: &snapshot.site.conflict(balance.conflict).name,
        days: balance.days,
        sides: balance.rows.iter().map(side).collect(),
    }
}

fn cells(snapshot: &Snapshot, balance: &Balance, row: &BalanceRow) -> Vec<String> {
    let numbers =
        [row.events, row.sources, row.quotations, row.figures, row.answered, row.unanswered, row.quiet_days];
    let languages: Vec<String> = row
        .languages
        .iter()
        .map(|(tag, n)| format!("{} {n}", if tag.is_empty() { "?" } else { tag }))
        .collect();
    let name = name(snapshot, balance, row).unwrap_or("(no side)").to_owned();
    std::iter::once(name).chain(numbers.iter().map(usize::to_string)).chain([languages.join(", ")]).collect()
}

fn tabs(snapshot: &Snapshot, balance: &Balance) -> String {
    let conflict = &snapshot.site.conflict(balance.conflict).name;
    let line = |row| format!("{conflict}\t{}\n", cells(snapshot, balance, row).join("\t"));
    balance.rows.iter().map(line).collect()
}

fn table(snapshot: &Snapshot, balance: &Balance) -> String {
    let head: Vec<String> = HEAD.iter().map(|word| (*word).to_owned()).collect();
    let rows = balance.rows.iter().map(|row| cells(snapshot, balance, row));
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    let conflict = snapshot.site.conflict(balance.conflict);
    let mut text = format!("{}, {}\n", conflict.name, crate::text::count(balance.days, "day"));
    for line in &lines {
        let mut columns = line.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            let blanks = " ".repeat(width - cell.chars().count());
            // Names and languages stand at the left, numbers at the right.
            if column == 0 || column + 1 == HEAD.len() {
                format!("{cell}{blanks}")
            } else {
                format!("{blanks}{cell}")
            }
        });
        let joined = columns.by_ref().collect::<Vec<_>>().join("  ");
        text.push_str(joined.trim_end());
        text.push('\n');
    }
    text
}
