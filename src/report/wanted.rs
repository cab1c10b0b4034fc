//! The list of titles that Read lines name and no article has, for those who might write them.

use serde::Serialize;

use super::{Format, place};
use crate::derive::{Wanted, WantedAt};
use crate::model::ArticleId;
use crate::render::Snapshot;
use crate::text::{count, printable, printable_json, visible};

#[derive(Serialize)]
struct Title<'a> {
    title: &'a str,
    times: usize,
    places: Vec<AtRow>,
    /// Whether several articles have it.
    shared: bool,
    nearest: Vec<NearTitle<'a>>,
}

#[derive(Serialize)]
struct AtRow {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(Serialize)]
struct NearTitle<'a> {
    title: &'a str,
    file: &'a str,
}

/// The wanted titles as one text, the most wanted first, each with the places that want it and the nearest titles.
pub fn wanted(snapshot: &Snapshot, format: Format) -> String {
    let titles: Vec<Title<'_>> = titles(snapshot);
    match format {
        Format::Json | Format::Sarif => {
            printable_json(&serde_json::to_string_pretty(&titles).unwrap_or_default()).into_owned() + "\n"
        }
        Format::Short | Format::Github => {
            titles.iter().map(|title| format!("{}\t{}\n", title.times, visible(title.title))).collect()
        }
        Format::Human => printable(&human(&titles)).into_owned(),
    }
}

fn titles(snapshot: &Snapshot) -> Vec<Title<'_>> {
    let tree = &snapshot.tree;
    let near = |id: &ArticleId| {
        let article = snapshot.site.article(*id);
        NearTitle { title: &article.title, file: tree.file(article.file).map_or("", |file| &file.path) }
    };
    let at = |wanted: &WantedAt| {
        let found = place(&wanted.at, tree);
        AtRow { file: found.file, line: found.line, column: found.column }
    };
    let mut titles = Vec::with_capacity(snapshot.facts.evidence.wanted.len());
    for Wanted { title, places, near: candidates, shared } in &snapshot.facts.evidence.wanted {
        titles.push(Title {
            title,
            times: places.len(),
            places: places.iter().map(at).collect(),
            shared: *shared,
            nearest: candidates.iter().map(near).collect(),
        });
    }
    titles
}

fn human(titles: &[Title]) -> String {
    let mut text = String::new();
    for title in titles {
        text.push_str(&format!("{} × {}\n", title.times, title.title));
        for at in &title.places {
            if let AtRow { file: Some(file), line: Some(line), column: Some(column) } = at {
                text.push_str(&format!("    {file}:{line}:{column}\n"));
            }
        }
        let label = if title.shared { "has that title" } else { "near" };
        for near in &title.nearest {
            text.push_str(&format!("    {label}: {} ({})\n", near.title, near.file));
        }
    }
    let times = titles.iter().map(|title| title.times).sum();
    match titles.len() {
        0 => text.push_str("every Read line leads to an article\n"),
        n => text.push_str(&format!("{}, wanted by {}\n", count(n, "title"), count(times, "Read line"))),
    }
    text
}
