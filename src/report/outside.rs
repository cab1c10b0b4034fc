//! Addresses of other sites that do not answer as they should, with what to do about each.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Format, place};
use crate::derive::Outside;
use crate::source::{LinkAnswer, SourceTree};
use crate::text::{count, printable, printable_json};

#[derive(Serialize)]
struct LinkRow<'a> {
    url: &'a str,
    #[serde(flatten)]
    answer: &'a LinkAnswer,
    places: Vec<PlaceRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

#[derive(Serialize)]
struct PlaceRow {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

/// The answers as one text: for people and in short those that call for something, as JSON all of them.
pub fn outside(
    all: &BTreeMap<String, Outside>,
    answers: &BTreeMap<String, LinkAnswer>,
    tree: &SourceTree,
    format: Format,
) -> String {
    let links: Vec<LinkRow<'_>> = answers
        .iter()
        .filter_map(|(url, answer)| {
            let found = all.get(url)?;
            let places = found.places.iter().map(|at| {
                let at = place(at, tree);
                PlaceRow { file: at.file, line: at.line, column: at.column }
            });
            Some(LinkRow { url, answer, places: places.collect(), hint: hint(url, answer, found) })
        })
        .collect();
    match format {
        Format::Json | Format::Sarif => {
            printable_json(&serde_json::to_string_pretty(&links).unwrap_or_default()).into_owned() + "\n"
        }
        Format::Short | Format::Github => {
            let lines: String = links.iter().filter(|link| link.hint.is_some()).map(short).collect();
            printable(&lines).into_owned()
        }
        Format::Human => {
            let lines: String = links.iter().filter(|link| link.hint.is_some()).map(human).collect();
            printable(&lines).into_owned()
        }
    }
}

/// "12 links asked, 3 known from the last days, 2 in need of something".
pub fn outside_summary(asked: usize, kept: usize, wrong: usize) -> String {
    format!("{} asked, {kept} known from the last days, {wrong} in need of something", count(asked, "link"))
}

/// How many answers call for something.
pub fn wrong(all: &BTreeMap<String, Outside>, answers: &BTreeMap<String, LinkAnswer>) -> usize {
    let is_wrong = |(url, answer): &(&String, &LinkAnswer)| {
        all.get(*url).is_some_and(|found| hint(url, answer, found).is_some())
    };
    answers.iter().filter(is_wrong).count()
}

fn hint(url: &str, answer: &LinkAnswer, found: &Outside) -> Option<String> {
    let archive = || match &found.archived {
        Some(copy) => format!("write `lost: true`: readers are then led to the archived copy, {copy}"),
        None => {
            let year = found.year.map_or_else(|| "*".to_owned(), |year| format!("{year}*"));
            format!(
                "look for a copy at https://web.archive.org/web/{year}/{url} and name it in `archived`, with `lost: true`"
            )
        }
    };
    match answer {
        LinkAnswer::Found => None,
        // What is known to be lost needs nothing more.
        _ if found.lost && found.archived.is_some() => None,
        LinkAnswer::Moved { to } => Some(format!("it is now at {to}")),
        LinkAnswer::Gone { .. } => Some(archive()),
        LinkAnswer::Refused { .. } => {
            Some("open it in a browser; some servers answer no programs".to_owned())
        }
        LinkAnswer::Silent { .. } => Some(format!("try again later; if it stays away, {}", archive())),
    }
}

fn said(answer: &LinkAnswer) -> String {
    match answer {
        LinkAnswer::Found => "found".to_owned(),
        LinkAnswer::Moved { .. } => "moved for good".to_owned(),
        LinkAnswer::Gone { status } => format!("gone ({status})"),
        LinkAnswer::Refused { status } => format!("refused ({status})"),
        LinkAnswer::Silent { reason } => format!("no answer: {reason}"),
    }
}

fn short(link: &LinkRow) -> String {
    let place = link.places.first().and_then(|at| Some((at.file.as_ref()?, at.line?, at.column?)));
    let prefix = place.map(|(file, line, column)| format!("{file}:{line}:{column}: ")).unwrap_or_default();
    format!("{prefix}{}: {}\n", said(link.answer), link.url)
}

fn human(link: &LinkRow) -> String {
    let mut text = format!("{}\n    {}\n", link.url, said(link.answer));
    for at in &link.places {
        if let PlaceRow { file: Some(file), line: Some(line), column: Some(column) } = at {
            text.push_str(&format!("    {file}:{line}:{column}\n"));
        }
    }
    if let Some(hint) = &link.hint {
        text.push_str(&format!("    hint: {hint}\n"));
    }
    text
}
