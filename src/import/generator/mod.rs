//! Files of other generators (Jekyll, Hugo, Zola, Eleventy): front matter is mapped field by field, the text stays as it is.

mod fields;
mod front;
mod shortcodes;

use super::page::{Block, Dropped, Page};
use super::stamp::Clock;
use crate::text::slug;

pub(super) use shortcodes::report;

/// A file that was read.
pub(super) struct Post {
    /// The page.
    pub page: Page,
    /// The keys that have no field here and went under `extra`.
    pub foreign: Vec<String>,
    /// Where its text begins in the input.
    pub text_at: usize,
}

/// Reads a file; `name` is its path in the generator's folder. Says why it cannot be read.
pub(super) fn read(text: &str, name: &str, clock: &Clock) -> Result<Post, String> {
    let (front, text_at) = front::split(text)?;
    let mut page = Page::default();
    let foreign = fields::map(front, &mut page, clock);
    let (stem, day) = stem(name);
    page.named_day = day;
    if page.slug.is_none() {
        page.slug = Some(slug(&stem)).filter(|slug| !slug.is_empty());
    }
    if folders(name).any(|folder| folder == "_drafts") {
        fields::set_status(&mut page, "draft");
    }
    body(&text[text_at..], &mut page);
    Ok(Post { page, foreign, text_at })
}

/// The name of the kind of a file, as its place and fences tell.
pub(super) fn kind(name: &str, text: &str) -> &'static str {
    if folders(name).any(|folder| matches!(folder, "_posts" | "_drafts")) {
        "Jekyll post"
    } else if text.trim_start_matches('\u{feff}').trim_start().starts_with("+++") {
        "page with TOML front matter"
    } else {
        "page with YAML front matter"
    }
}

/// Whether a file is the list page of a section, which has no text of its own.
pub(super) fn is_section(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.starts_with("_index.")
}

fn folders(name: &str) -> impl Iterator<Item = &str> {
    name.rsplit_once('/').map_or("", |(folders, _)| folders).split('/')
}

/// The name of a file without its date and ending; a bundle is called as its folder.
fn stem(name: &str) -> (String, Option<crate::model::Day>) {
    let mut parts = name.rsplit('/');
    let file = parts.next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    let own = if stem == "index" { parts.next().unwrap_or(stem) } else { stem };
    let day = own.get(..10).and_then(super::day_in_name);
    let rest = own
        .get(10..)
        .map(|rest| rest.trim_start_matches(['-', '_', ' ']))
        .filter(|rest| day.is_some() && !rest.is_empty());
    (rest.unwrap_or(own).to_owned(), day)
}

/// The text as it is, without the mark of its summary.
fn body(text: &str, page: &mut Page) {
    let mut kept = text.replace("\r\n", "\n");
    for mark in ["<!--more-->", "<!-- more -->", "<!--excerpt-->", "<!-- excerpt -->"] {
        if kept.contains(mark) {
            kept = kept.replace(mark, "");
            page.dropped.push(Dropped { text: mark.to_owned(), why: "mark of the summary", range: None });
        }
    }
    let kept = kept.trim_matches('\n').trim_end();
    if !kept.is_empty() {
        page.blocks.push(Block::Verbatim(kept.to_owned()));
    }
}
