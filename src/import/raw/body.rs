//! The text of a page: subheadings, captions in pairs, trailing labels, quotations, the dateline.

use super::TextLens;
use super::caption;
use super::dateline;
use super::furniture;
use super::lines::ends_sentence;
use super::role::{Placed, Role};
use super::signature;
use crate::import::guess::Guess;
use crate::import::page::{Block, ImportedPage};

/// Settles the roles of the lines from the first one of the text on.
pub(super) fn settle(placed: &mut [Placed], from: usize, lens: &TextLens) {
    related(placed);
    subheadings(placed, from);
    join_captions(placed, caption::same_picture);
    credits(placed);
    trailing(placed, from, lens);
    empty_headings(placed);
}

/// A heading with nothing below it is one of a part of the page that is not there.
fn empty_headings(placed: &mut [Placed]) {
    let is_silent = |p: &Placed| matches!(p.role, Role::Furniture(_) | Role::Repeated(_) | Role::Label);
    for p in placed.iter_mut().rev() {
        match p.role {
            Role::Heading(level) if level > 1 => p.role = Role::Furniture("heading without a text"),
            _ if is_silent(p) => {}
            _ => break,
        }
    }
}

/// A line after `list 1 of 3` is the title of another story.
fn related(placed: &mut [Placed]) {
    for i in 1..placed.len() {
        if furniture::leads_to_title(&placed[i - 1].line.plain) && placed[i].is_prose() {
            placed[i].role = Role::Furniture("title of another story");
        }
    }
}

/// Short lines without an end, between paragraphs, are subheadings.
fn subheadings(placed: &mut [Placed], from: usize) {
    for i in from..placed.len() {
        let text = &placed[i].line.plain;
        let short = text.split_whitespace().count() <= 14 && text.chars().count() <= 100;
        let asks =
            text.ends_with('?') && text.split_whitespace().count() <= 9 && !text.starts_with(['"', '“']);
        let open = !ends_sentence(text) || ends_quoted(text) || asks;
        if !(placed[i].is_prose() && short && open && placed[i].line.apart) {
            continue;
        }
        let next = placed
            .iter()
            .skip(i + 1)
            .find(|p| !matches!(p.role, Role::Furniture(_) | Role::Read | Role::Caption(_)));
        let before = placed.iter().take(i).skip(from).any(Placed::is_prose);
        if before && next.is_some_and(|p| p.is_prose() && ends_sentence(&p.line.plain)) {
            placed[i].role = Role::Heading(2);
        }
    }
}

/// `… to 'stop the violence'` is a subheading whose last words are quoted, not a sentence.
fn ends_quoted(text: &str) -> bool {
    let inner = text.trim_end_matches(['"', '”', '’', '\'']);
    inner.len() < text.len() && !inner.ends_with(['.', '!', '?', ','])
}

/// A short line after the last paragraph leads elsewhere; it is furniture.
fn trailing(placed: &mut [Placed], from: usize, lens: &TextLens) {
    let last = placed.iter().rposition(|p| p.is_prose() && ends_sentence(&p.line.plain));
    let Some(last) = last.filter(|last| *last >= from) else { return };
    let dated = placed.iter().take(last).any(|p| matches!(p.role, Role::Stamp(_)));
    for p in placed.iter_mut().skip(last + 1).filter(|p| !signature::is_source(&p.line.plain)) {
        let short = p.line.plain.split_whitespace().count() <= 6;
        if p.is_prose() && short && !lens.body_only {
            p.role = Role::Furniture("label after the text");
        } else if let Role::Stamp(stamps) = &p.role
            && dated
            && stamps.is_bare()
        {
            p.role = Role::Repeated("date of another story");
        }
    }
}

/// Captions that follow each other and describe one picture become one; the same words twice are one.
pub(super) fn join_captions(placed: &mut [Placed], same: fn(&str, &str) -> bool) {
    for i in 1..placed.len() {
        let (before, rest) = placed.split_at_mut(i);
        let (Some(first), Some(second)) = (before.last_mut(), rest.first_mut()) else { continue };
        let Role::Caption(one) = &first.role else { continue };
        if second.line.plain == first.line.plain {
            let kept = first.role.clone();
            first.role = Role::Repeated("the caption again");
            second.role = kept;
            continue;
        }
        let Role::Caption(two) = &second.role else { continue };
        let alone = one.credit.is_none() && one.alt.is_none() && two.alt.is_none() && !second.line.apart;
        if alone && same(&one.text, &two.text) {
            let mut joined = two.clone();
            joined.alt = Some(one.text.clone());
            first.role = Role::Label;
            second.role = Role::Caption(joined);
        }
    }
}

/// A credit on a line of its own belongs to the caption before it, if that has none.
fn credits(placed: &mut [Placed]) {
    for i in 1..placed.len() {
        let (before, rest) = placed.split_at_mut(i);
        let (Some(first), Some(second)) = (before.last_mut(), rest.first_mut()) else { continue };
        let (Role::Caption(one), Role::Caption(two)) = (&mut first.role, &second.role) else { continue };
        if two.text.is_empty() && one.credit.is_none() && !second.line.apart {
            one.credit.clone_from(&two.credit);
            second.role = Role::Label;
        }
    }
}

/// A paragraph that is a quotation with its speaker after a dash: the words, and who says them.
pub(super) fn quotation(text: &str) -> Option<(String, String)> {
    let close = text.rfind(['"', '”', '»', '“'])?;
    let closing = text[close..].chars().next()?;
    let by = text[close + closing.len_utf8()..].trim_start();
    let by = by
        .strip_prefix(['—', '–', '―'])
        .or_else(|| by.strip_prefix("--"))
        .or_else(|| by.strip_prefix("- "))?
        .trim();
    let words = text[..close].trim().strip_prefix(['"', '“', '«', '„'])?;
    let speaker = (1..=20).contains(&by.split_whitespace().count())
        && by.chars().next().is_some_and(char::is_alphanumeric);
    // Quotation marks inside are words between two quotations, which stay as they stand.
    (speaker && !words.contains(['"', '“', '”', '«', '»']) && !words.is_empty())
        .then(|| (words.trim().to_owned(), by.to_owned()))
}

/// The dateline of the first paragraph.
pub(super) fn dateline(page: &mut ImportedPage) {
    let mut texts = page.blocks.iter().filter_map(|block| match block {
        Block::Text(text) => Some(crate::import::markdown::plain(text)),
        _ => None,
    });
    let Some(first) = texts.next() else { return };
    let title = page.title.iter().map(|title| title.value.clone());
    let behind = first.split_once(' ').map_or("", |(_, rest)| rest).to_owned();
    let others = std::iter::once(behind).chain(title).chain(texts.take(8)).collect::<Vec<_>>().join(" ");
    let Some(found) = dateline::dateline(&first, &others) else { return };
    if page.place.is_none() {
        page.place = Some(Guess::likely(found.place, found.words.clone()).note("the dateline"));
    }
    if let (None, Some(agency)) = (&page.publisher, found.agency) {
        page.publisher = Some(Guess::likely(agency, found.words).note("the agency of the dateline"));
    }
}
