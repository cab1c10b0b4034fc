//! Saved web pages: what the page says of itself in metadata comes first, then what its text shows.

mod blocks;
mod content;
mod inline;
mod json_ld;
mod left_out;
mod meta;
mod picture;

use dom_query::Document;

use super::guess::Guess;
use super::page::{Block, Dropped, Page};
use super::raw::{self, Form, Lens, Line};
use crate::text::fold;

/// Reads a page; `address` is where it was saved from, if that is known.
pub(super) fn read(html: &str, address: Option<&str>, lens: &Lens) -> Page {
    let document = Document::from(html);
    let mut about = meta::read(&document, lens.clock);
    let base = address.map(str::to_owned).or_else(|| about.url.as_ref().map(|url| url.value.clone()));
    let lines = content::lines(html, base.as_deref());
    let mut page = raw::read(lines, &Lens { body_only: true, ..*lens });
    drop_repeated(&mut page, &about, &meta::time_lines(&document));
    if about.title.is_none() {
        about.title = heading(&document);
    }
    merge(&mut about, page);
    left_out::list(&document, &mut about);
    about
}

/// A piece of HTML as blocks.
pub(super) fn fragment(html: &str) -> Vec<Block> {
    let document = Document::fragment(html);
    let lines = blocks::lines(&document, None);
    let block = |line: Line| match line.form {
        Form::Line => Block::Text(line.markdown),
        Form::Heading(level) => Block::Heading(level, line.markdown),
        Form::Verbatim => Block::Verbatim(line.markdown),
        Form::Picture(caption) => Block::Caption(caption),
    };
    lines.into_iter().map(block).collect()
}

/// The words of a piece of HTML.
pub(super) fn words(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return raw::tidy(html);
    }
    let words = fragment(html)
        .iter()
        .filter_map(Block::words)
        .map(|words| super::markdown::plain(&words))
        .collect::<Vec<_>>();
    raw::tidy(&words.join(" "))
}

/// The first heading of the page, where no metadata names the headline.
fn heading(document: &Document) -> Option<Guess<String>> {
    ["h1", "title", "h2"].iter().find_map(|tag| {
        let words = raw::tidy(&document.select_single(tag).text());
        (!words.is_empty()).then(|| Guess::likely(words, format!("<{tag}>")))
    })
}

/// The headline, the standfirst and the line of a `<time>`, said again at the beginning of the text.
fn drop_repeated(page: &mut Page, about: &Page, times: &[String]) {
    let known: Vec<String> =
        about.title.iter().chain(&about.summary).map(|guess| fold(&guess.value)).collect();
    let mut at = 0;
    let mut dropped = Vec::new();
    page.blocks.retain(|block| {
        at += 1;
        let Some(words) = block.words().filter(|_| at <= 6) else { return true };
        let words = super::markdown::plain(&words);
        let folded = fold(&words);
        if times.contains(&folded) {
            dropped.push(Dropped { text: words, why: "another date", range: None });
            return false;
        }
        !known.contains(&folded)
    });
    page.dropped.extend(dropped);
}

/// Joins what the text shows to what the metadata says, which comes first.
fn merge(about: &mut Page, text: Page) {
    about.title = about.title.take().or(text.title);
    about.summary = about.summary.take().or(text.summary);
    about.published.extend(text.published);
    about.updated.extend(text.updated);
    for author in text.authors {
        if !about.authors.iter().any(|known| fold(&known.value) == fold(&author.value)) {
            about.authors.push(author);
        }
    }
    about.place = about.place.take().or(text.place);
    about.publisher = about.publisher.take().or(text.publisher);
    about.tags.extend(text.tags);
    about.blocks = text.blocks;
    about.dropped.extend(text.dropped);
}
