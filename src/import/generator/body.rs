//! The text of another generator's file: its title where the head has none, its summary above the mark, its codes.

use super::shortcodes::{self, Translated};
use crate::import::guess::Guess;
use crate::import::markdown;
use crate::import::page::{Block, ImportedPage};
use crate::text::untagged;

/// The marks below which the rest of a text follows.
const MORE: &[&str] = &[
    "<!--more-->",
    "<!-- more -->",
    "<!--excerpt-->",
    "<!-- excerpt -->",
    "<!-- excerpt-end -->",
    "<!--truncate-->",
    "<!-- truncate -->",
    "{/* truncate */}",
];

/// Gives the page its text; what its codes were.
pub(super) fn read(text: &str, page: &mut ImportedPage) -> Translated {
    let mut translated = shortcodes::translated(text);
    let mut kept = translated.text.replace("\r\n", "\n");
    if page.title.is_none() {
        kept = with_title(&kept, page);
    }
    if let Some((mark, at)) = MORE.iter().find_map(|mark| Some((*mark, kept.find(mark)?))) {
        let above = markdown::plain(&untagged(kept[..at].trim()));
        let words = crate::import::raw::tidy(&above.replace('\n', " "));
        let fits = !words.is_empty() && words.chars().count() <= 600 && page.summary.is_none();
        page.summary = page
            .summary
            .take()
            .or_else(|| fits.then(|| Guess::sure(words, "").note("the words above the mark of the summary")));
        kept = format!("{}\n\n{}", kept[..at].trim_end(), kept[at + mark.len()..].trim_start());
    }
    let kept = kept.trim_matches('\n').trim_end();
    if !kept.is_empty() {
        page.blocks.push(Block::Verbatim(kept.to_owned()));
    }
    translated.text = kept.to_owned();
    translated
}

/// Takes the first heading for the title, out of the text: `# Title`, an underlined one, or `<h1>`.
fn with_title(text: &str, page: &mut ImportedPage) -> String {
    let start = text.trim_start();
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    let (title, rest) = if let Some(title) = first.strip_prefix("# ") {
        (title.trim_end_matches([' ', '#']), rest)
    } else if let Some((line, below)) = rest
        .split_once('\n')
        .or(Some((rest, "")))
        .filter(|(line, _)| line.trim_end().len() > 2 && line.trim_end().chars().all(|c| c == '='))
    {
        let _ = line;
        (first, below)
    } else if let Some((title, after)) = start
        .strip_prefix("<h1")
        .and_then(|rest| rest.split_once('>'))
        .and_then(|(_, rest)| rest.split_once("</h1>"))
    {
        (title, after)
    } else {
        return text.to_owned();
    };
    let words = crate::import::raw::tidy(&markdown::plain(&super::fields::plain(&untagged(title))));
    if words.is_empty() {
        return text.to_owned();
    }
    page.title = Some(Guess::sure(words, "").note("the first heading of the text"));
    rest.to_owned()
}

/// Codes that go through lists, as pages of posts, tags and searches do.
const LISTS: &[&str] = &["for", "range", "paginate", "paginator", "extends", "block", "layout"];

/// Whether a text is nothing but the code of a template: lists of posts, searches, feeds.
pub(super) fn is_template(translated: &Translated) -> bool {
    let goes_through = translated.unknown.iter().any(|(name, _)| LISTS.contains(&name.as_str()));
    let plain = untagged(&without_comments(&translated.text));
    goes_through && plain.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() < 12
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    out + rest
}
