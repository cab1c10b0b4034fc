//! Saved web pages: what the page says of itself in metadata comes first, then what its text shows.

mod blocks;
mod byline;
mod content;
mod inline;
mod json_ld;
mod known;
mod lenient;
mod left_out;
mod link;
mod meta;
mod picture;
pub(super) mod saved;

use dom_query::Document;

pub(super) use link::{embedded, links};

use super::guess::Guess;
use super::page::{Block, Dropped, ImportedPage};
use super::raw::{self, Form, Line, TextLens};
use crate::text::{fold, untagged};

/// How deep elements may lie in each other; pages that people write stay far below.
const DEEPEST: usize = 256;

/// From so many tags on that nothing closes, a parser takes minutes.
const OPEN_TAGS: usize = 5000;

/// How many tags are open at once at most, by the letters alone.
fn open_tags(html: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for (at, _) in html.match_indices('<') {
        match html.as_bytes().get(at + 1) {
            Some(b'/') => open = open.saturating_sub(1),
            Some(byte) if byte.is_ascii_alphabetic() && !closes_itself(&html[at + 1..]) => open += 1,
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// Whether a tag needs no other to close it.
fn closes_itself(tag: &str) -> bool {
    const ALONE: &[&str] = &[
        "br", "img", "meta", "link", "input", "hr", "source", "wbr", "col", "area", "base", "embed", "track",
        "p", "li", "tr", "td", "th", "dt", "dd", "option",
    ];
    let end = tag.find('>').unwrap_or(tag.len());
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    tag[..end].ends_with('/') || ALONE.iter().any(|alone| name.eq_ignore_ascii_case(alone))
}

/// Whether the elements of a page lie too deep in each other to be read: such a page was made to break readers.
pub(super) fn is_too_deep(html: &str) -> bool {
    // Few pages have so many elements that it must be counted; of some the count alone says enough.
    match open_tags(html) {
        0..=DEEPEST => return false,
        OPEN_TAGS.. => return true,
        _ => {}
    }
    let document = Document::from(html);
    let mut open = vec![(document.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEEPEST {
            return true;
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    false
}

/// Reads a page; `address` is where it was saved from, if that is known.
pub(super) fn read(html: &str, address: Option<&str>, lens: &TextLens) -> ImportedPage {
    let document = Document::from(html);
    let mut about = meta::read(&document, lens.clock);
    let base = address.map(str::to_owned).or_else(|| about.url.as_ref().map(|url| url.value.clone()));
    about.title = about.title.take().or_else(|| heading(&document));
    let site = about.publisher.as_ref().map(|publisher| publisher.value.clone());
    if let Some(title) = &mut about.title
        && let Some(bare) = byline::headline(&title.value, site.as_deref(), &document)
    {
        title.value = bare;
    }
    about.title = about.title.take().map(|title| displayed(title, site.as_deref(), &document));
    if about.published.is_empty() {
        about.published.extend(meta::beside_heading(&document, lens.clock));
    }
    let content =
        content::read(html, base.as_deref(), about.title.as_ref().map(|title| title.value.as_str()));
    let mut page = raw::read(content.lines, &TextLens { body_only: true, ..*lens });
    drop_repeated(&mut page, &about, &meta::time_lines(&document));
    merge(&mut about, page);
    if let Some(byline) = content.byline.filter(|_| about.authors.is_empty()) {
        let names = raw::names(&byline);
        about.authors = names.into_iter().map(|name| Guess::likely(name, byline.clone())).collect();
    }
    for author in std::mem::take(&mut about.authors) {
        let Some(value) = byline::name(&author.value, lens.clock) else { continue };
        if !about.authors.iter().any(|known| fold(&known.value) == fold(&value)) {
            about.authors.push(Guess { value, ..author });
        }
    }
    about.is_part = json_ld::is_paid(&document);
    left_out::list(&document, &mut about);
    about
}

/// The headline as the page shows it, where what it says of itself is a form of that: shortened, or for other networks.
fn displayed(said: Guess<String>, site: Option<&str>, document: &Document) -> Guess<String> {
    let headings = document.select("h1");
    let [heading] = headings.nodes() else { return said };
    let shown = raw::tidy(&heading.text());
    let (own, other) = (fold(&shown), fold(&said.value));
    let words: Vec<&str> = own.split(' ').filter(|word| word.chars().count() > 2).collect();
    let shared = words.iter().filter(|word| other.split(' ').any(|known| known == **word)).count();
    let is_name = site.is_some_and(|site| fold(site) == own);
    let fits = words.len() >= 3 && shared * 2 >= words.len() && shown.chars().count() <= 300;
    if own == other || is_name || !fits { said } else { Guess::sure(shown, "<h1>") }
}

/// A piece of HTML as blocks.
pub(super) fn fragment(html: &str) -> Vec<Block> {
    if is_too_deep(html) {
        return vec![Block::Text(super::markdown::paragraph(&raw::tidy(&untagged(html))))];
    }
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
fn drop_repeated(page: &mut ImportedPage, about: &ImportedPage, times: &[String]) {
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
fn merge(about: &mut ImportedPage, text: ImportedPage) {
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
    about.given.extend(text.given);
    about.doubts.extend(text.doubts);
    about.blocks = text.blocks;
    about.dropped.extend(text.dropped);
}
