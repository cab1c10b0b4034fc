//! The beginning of a page: section labels, headline, standfirst, byline, captions before the text.

use super::body;
use super::byline;
use super::headline;
use super::lines::ends_sentence;
use super::role::{Placed, Role, plain_caption};
use super::{TextLens, caption};
use crate::import::guess::Guess;
use crate::import::page::ImportedPage;
use crate::text::fold;

/// Settles the roles of the beginning; gives the line at which the text begins.
pub(super) fn settle(placed: &mut [Placed], page: &mut ImportedPage, lens: &TextLens) -> usize {
    let Some(title) = headline::find(placed) else { return 0 };
    let words = placed[title].line.plain.clone();
    let place = place(&placed[title]);
    let certain = headline::is_certain(placed, title);
    let guess = if certain { Guess::likely(words, place) } else { Guess::doubtful(words, place) };
    page.title = Some(guess);
    if is_paragraph(&placed[title].line.plain) {
        // A text without a headline keeps its first paragraph; its first sentence stands in.
        page.title.iter_mut().for_each(|guess| guess.value = first_sentence(&guess.value));
        labels(placed, title, page, lens);
        return title;
    }
    placed[title].role = Role::Title;
    labels(placed, title, page, lens);
    repeated_title(placed, title);
    let text = text_begins(placed, title + 1);
    let after_about = standfirst(placed, title, text, page);
    captions(placed, after_about, text);
    text_begins(placed, title + 1)
}

/// The first sentence of a paragraph, or its first words.
fn first_sentence(text: &str) -> String {
    let end =
        [". ", "! ", "? "].iter().filter_map(|end| text.find(end)).min().map_or(text.len(), |at| at + 1);
    let sentence = &text[..end];
    match sentence.char_indices().nth(120) {
        Some((at, _)) => {
            format!("{} …", sentence[..at].rsplit_once(' ').map_or(&sentence[..at], |(before, _)| before))
        }
        None => sentence.to_owned(),
    }
}

/// Whether a line is long enough to be a paragraph of the text.
pub(super) fn is_paragraph(text: &str) -> bool {
    ends_sentence(text) && (text.chars().count() >= 140 || sentences(text) >= 2)
}

fn sentences(text: &str) -> usize {
    [". ", "! ", "? ", ".” ", ".\" "].iter().map(|end| text.matches(end).count()).sum::<usize>()
        + usize::from(ends_sentence(text))
}

/// Where a line stands, for comments.
fn place(placed: &Placed) -> String {
    if placed.line.number == 0 { String::new() } else { format!("line {}", placed.line.number) }
}

/// Labels before the headline become tags; many of them are the menu of the page.
fn labels(placed: &mut [Placed], title: usize, page: &mut ImportedPage, lens: &TextLens) {
    let short = |p: &Placed| p.is_prose() && !ends_sentence(&p.line.plain);
    let many = placed.iter().take(title).filter(|p| short(p)).count() > 3;
    for p in placed.iter_mut().take(title).filter(|p| short(p)) {
        let label = p.line.plain.clone();
        if !label.chars().any(char::is_alphabetic) {
            p.role = Role::Furniture("a number");
        } else if headline::is_call(&label) {
            p.role = Role::Furniture("call to the reader");
        } else if many {
            p.role = Role::Furniture("navigation");
        } else if label.split_whitespace().count() <= 5 {
            page.tags.push(Guess::likely(label.clone(), label).note("a label above the headline"));
            p.role = if lens.keep_all { Role::Prose } else { Role::Label };
        }
    }
}

/// The headline again, as pages show it above the text and in the title of the window.
fn repeated_title(placed: &mut [Placed], title: usize) {
    let words = fold(&placed[title].line.plain);
    for (i, p) in placed.iter_mut().enumerate().take(title + 12) {
        if i != title && (p.is_prose() || matches!(p.role, Role::Heading(_))) && fold(&p.line.plain) == words
        {
            p.role = Role::Repeated("the headline again");
        }
    }
}

/// The first line of the text at or after a line: prose that is neither too short nor open.
fn text_begins(placed: &[Placed], from: usize) -> usize {
    let begins =
        |p: &Placed| p.is_prose() && (ends_sentence(&p.line.plain) || p.line.plain.chars().count() >= 140);
    let found = placed.iter().skip(from).position(begins);
    found.map_or(placed.len(), |at| from + at)
}

/// Prose between the headline and the byline or stamp after it; gives the line after both.
fn standfirst(placed: &mut [Placed], title: usize, text: usize, page: &mut ImportedPage) -> usize {
    let about = placed.iter().skip(title + 1).take(12).position(Placed::is_about).map(|at| title + 1 + at);
    let Some(about) = about else { return title + 1 };
    let between: Vec<usize> = (title + 1..about).filter(|i| placed[*i].is_prose()).collect();
    // What has no text after it is the text itself, with its byline at the end.
    let text_follows = placed.iter().skip(about).any(|p| p.is_prose() && ends_sentence(&p.line.plain));
    if between.len() > 3 || !text_follows {
        return title + 1;
    }
    let mut between = between;
    if let Some(last) = between.last().copied().filter(|last| last + 1 == about)
        && let Some(names) = byline::bare(&placed[last].line.plain)
    {
        authors(names, &placed[last].line.plain, page);
        placed[last].role = Role::Label;
        between.pop();
    }
    let words: Vec<String> = between.iter().map(|i| placed[*i].line.plain.clone()).collect();
    if !words.is_empty() {
        let place = place(&placed[between[0]]);
        page.summary = Some(Guess::likely(words.join(" "), place).note("between headline and byline"));
        between.iter().for_each(|i| placed[*i].role = Role::Standfirst);
    }
    let last = placed.iter().take(text.max(about + 1)).rposition(Placed::is_about).unwrap_or(about);
    last + 1
}

/// Lines between byline and text that are no sentences describe a picture; two that say the same are one.
fn captions(placed: &mut [Placed], from: usize, text: usize) {
    let end = text.min(placed.len());
    for p in placed.iter_mut().take(end).skip(from) {
        if p.is_prose() && !ends_sentence(&p.line.plain) {
            let words = p.line.plain.split_whitespace().count();
            let shouted = !p.line.plain.chars().any(char::is_lowercase);
            p.role = if words < 3 || shouted {
                Role::Furniture("label before the text")
            } else {
                Role::Caption(plain_caption(&p.line.plain))
            };
        }
    }
    body::join_captions(placed, caption::same_picture);
}

/// Adds authors, each once.
pub(super) fn authors(names: Vec<String>, words: &str, page: &mut ImportedPage) {
    for name in names {
        if page.authors.iter().any(|author| fold(&author.value) == fold(&name)) {
            continue;
        }
        if byline::is_organisation(&name) && page.publisher.is_none() {
            page.publisher = Some(Guess::likely(name.clone(), words));
        }
        page.authors.push(Guess::sure(name, words));
    }
}
