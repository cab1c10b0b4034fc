//! The beginning of a page: section labels, headline, standfirst, byline, captions before the text.

use rustc_hash::FxHashSet;

use super::aside::{self, Aside};
use super::body;
use super::byline;
use super::headline;
use super::lines::ends_sentence;
use super::role::{Placed, Role, plain_caption};
use super::{TextLens, caption, stamp_line};
use crate::diag::{Diagnostic, code};
use crate::import::guess::Guess;
use crate::import::page::{Dropped, ImportedPage};
use crate::model::Day;
use crate::text::fold;

/// Settles the roles of the beginning; gives the line at which the text begins.
pub(super) fn settle(placed: &mut [Placed], page: &mut ImportedPage, lens: &TextLens) -> usize {
    credited(placed);
    dated(placed, page, lens);
    let Some(title) = headline::find(placed) else { return 0 };
    let words = placed[title].line.plain.clone();
    let place = place(&placed[title]);
    let certain = headline::is_certain(placed, title);
    let guess = if certain { Guess::likely(words, place) } else { Guess::doubtful(words, place) };
    page.title = Some(guess);
    asides(placed, title, page);
    clock_of_site(placed, title);
    if is_paragraph(&placed[title].line.plain) || !certain && is_first_sentence(placed, title) {
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
    lone_standfirst(placed, title, text, page);
    captions(placed, after_about, text);
    text_begins(placed, title + 1)
}

/// Captions before the text that only their credit shows.
fn credited(placed: &mut [Placed]) {
    for p in placed.iter_mut().take(headline::LONGEST) {
        if !p.is_prose() {
            continue;
        }
        if let Some(found) = caption::credited(&p.line.plain) {
            p.role = Role::Caption(found);
        } else if is_paragraph(&p.line.plain) {
            break;
        }
    }
}

/// Lines before the text that hold a date beside a few words; one line stays that may be the headline.
fn dated(placed: &mut [Placed], page: &mut ImportedPage, lens: &TextLens) {
    let text = headline::text_start(placed);
    let found: Vec<(usize, stamp_line::Beside)> = (0..text.min(headline::LONGEST))
        .filter(|at| placed[*at].is_prose())
        .filter_map(|at| Some((at, stamp_line::beside(&placed[at].line.plain, lens.clock)?)))
        .collect();
    let others = placed.iter().take(text).filter(|p| p.is_prose()).count() > found.len();
    if !others {
        return;
    }
    let names = aside::names_in(placed[text..].iter().filter(|p| p.is_prose()));
    for (at, stamp_line::Beside { stamps, words }) in found {
        placed[at].role = Role::Stamp(stamps);
        let line = placed[at].line.plain.clone();
        beside(&words, &line, &names, page);
    }
}

/// The agency, the place and the author that stand beside a date; the other words are left out.
fn beside(words: &str, line: &str, names: &FxHashSet<String>, page: &mut ImportedPage) -> bool {
    let mut known = false;
    let mut rest = Vec::new();
    for part in words.split(['|', ',', '·', '•', '/', '(', ')', '#', '—', '–']) {
        let part = part.trim().trim_matches(['-', ':', ' ']);
        if !part.chars().any(char::is_alphanumeric) {
            continue;
        }
        if let Some(agency) = aside::agency(part) {
            authors(vec![agency], line, page);
        } else if let Some(place) = aside::place(part, names).filter(|_| page.place.is_none()) {
            page.place = Some(Guess::likely(place, line).note("beside the date"));
        } else {
            rest.push(part.to_owned());
            continue;
        }
        known = true;
    }
    for text in rest {
        page.dropped.push(Dropped { text, why: "beside the date", range: None });
    }
    known
}

/// Lines beside headline and stamp that name a place or an agency.
fn asides(placed: &mut [Placed], title: usize, page: &mut ImportedPage) {
    let text = headline::text_start(placed).max(title + 1).min(placed.len());
    let below = placed[text..].iter().filter(|p| p.is_prose());
    let names = aside::names_in(below.chain([&placed[title]]));
    for at in (0..text).rev() {
        let line = placed[at].line.plain.clone();
        if let Role::Stamp(stamps) = &mut placed[at].role {
            let section = stamps.section.take();
            if let Some(words) = section.filter(|words| !is_taken(words, &line, &names, page)) {
                stamps.section = Some(words);
            }
            continue;
        }
        // Above the headline only what stands right above a stamp, or above what does.
        let joined =
            || placed.get(at + 1).is_some_and(|next| matches!(next.role, Role::Stamp(_) | Role::Label));
        if at == title || !placed[at].is_prose() || at < title && !joined() {
            continue;
        }
        placed[at].role = match aside::of(&line, &names) {
            Some(Aside::Place(place)) => {
                page.place.get_or_insert(Guess::likely(place, line).note("a line of its own"));
                Role::Label
            }
            Some(Aside::Agency(name)) => {
                authors(vec![name], &line, page);
                Role::Label
            }
            Some(Aside::Keywords) => Role::Furniture("keywords"),
            None => continue,
        };
    }
}

/// Whether the words beside a date are an agency and a place, which are taken then.
fn is_taken(words: &str, line: &str, names: &FxHashSet<String>, page: &mut ImportedPage) -> bool {
    let parts = || words.split(['|', ',', '·', '•', '/']).map(str::trim).filter(|part| !part.is_empty());
    let known = |part: &str| aside::agency(part).is_some() || aside::place(part, names).is_some();
    parts().count() >= 2 && parts().any(known) && beside(words, line, names, page)
}

/// A day above the headline that is not the one below it is that of the reader's visit.
fn clock_of_site(placed: &mut [Placed], title: usize) {
    let text = headline::text_start(placed).max(title);
    let below: Vec<Day> = placed[title..text]
        .iter()
        .filter_map(|p| {
            if let Role::Stamp(stamps) = &p.role { Some(stamps.days().collect::<Vec<_>>()) } else { None }
        })
        .flatten()
        .collect();
    let slogan = placed[..title].iter().any(Placed::is_prose);
    for p in placed[..title].iter_mut() {
        let Role::Stamp(stamps) = &mut p.role else { continue };
        if !stamps.is_bare() {
            continue;
        }
        if !below.is_empty() && stamps.days().all(|day| !below.contains(&day)) {
            p.role = Role::Repeated("the day of the visit");
        } else if below.is_empty() && slogan && p.line.number == 1 {
            let message = format!(
                "`{}` stands above all else: it may be the day on which the page was copied",
                p.line.plain
            );
            let doubt = Diagnostic::new(code::DOUBTFUL_DATE, message);
            stamps.doubt(doubt.hint("`--date 2020-09-27` gives another"));
        }
    }
}

/// Whether the likeliest headline is a sentence with which the text begins: no stamp or byline stands between the two.
fn is_first_sentence(placed: &[Placed], title: usize) -> bool {
    let next = placed[title + 1..].iter().find(|p| p.is_prose() || p.is_about());
    let text = next.is_some_and(|next| next.is_prose() && ends_sentence(&next.line.plain));
    placed[title].line.plain.ends_with('.') && text
}

/// The first sentence of a paragraph, or its first words.
pub(super) fn first_sentence(text: &str) -> String {
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

/// The one label right above the headline becomes a tag; what else stands there is the menu of the page.
fn labels(placed: &mut [Placed], title: usize, page: &mut ImportedPage, lens: &TextLens) {
    let lines =
        placed[..title].iter().filter(|p| matches!(p.role, Role::Prose | Role::Furniture("navigation")));
    let is_menu = lines.count() > 2;
    let above = (0..title).rev().find(|at| placed[*at].is_prose()).filter(|_| !is_menu);
    for (at, p) in placed.iter_mut().enumerate().take(title) {
        if !p.is_prose() || ends_sentence(&p.line.plain) {
            continue;
        }
        let label = p.line.plain.clone();
        if !label.chars().any(char::is_alphabetic) {
            p.role = Role::Furniture("a number");
        } else if headline::is_call(&label) {
            p.role = Role::Furniture("call to the reader");
        } else if Some(at) == above && is_label(&label) {
            page.tags.push(Guess::likely(label.clone(), label).note("a label above the headline"));
            p.role = if lens.keep_all { Role::Prose } else { Role::Label };
        } else {
            p.role = Role::Furniture("navigation");
        }
    }
}

/// Whether a line may be the label of a part of the site: few words, without numbers.
fn is_label(line: &str) -> bool {
    let begins = line.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    begins
        && line.split_whitespace().count() <= 5
        && !line.contains(|c: char| c.is_ascii_digit() || c == ',' || c == '|')
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
    if between.len() > 5 || !text_follows {
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
    let captions = behind_first(placed, &between);
    for at in &captions {
        placed[*at].role = Role::Caption(plain_caption(&placed[*at].line.plain));
    }
    between.retain(|at| !captions.contains(at));
    let words: Vec<String> = between.iter().map(|i| placed[*i].line.plain.clone()).collect();
    if !words.is_empty() {
        let place = place(&placed[between[0]]);
        page.summary = Some(Guess::likely(words.join(" "), place).note("between headline and byline"));
        between.iter().for_each(|i| placed[*i].role = Role::Standfirst);
    }
    let last = placed.iter().take(text.max(about + 1)).rposition(Placed::is_about).unwrap_or(about);
    last + 1
}

/// A line alone between headline and text that no picture shows itself in: the standfirst, where none was found yet.
fn lone_standfirst(placed: &mut [Placed], title: usize, text: usize, page: &mut ImportedPage) {
    if page.summary.is_some() {
        return;
    }
    let end = text.min(placed.len());
    let lines: Vec<usize> = (title + 1..end).filter(|at| placed[*at].is_prose()).collect();
    let pictured = placed[title + 1..end].iter().any(|p| matches!(p.role, Role::Caption(_)));
    let [at] = lines.as_slice() else { return };
    let line = &placed[*at].line;
    let words = line.plain.split_whitespace().count();
    let is_alone = placed.get(at + 1).is_none_or(|next| next.line.apart);
    let is_below = *at == title + 1;
    if pictured || words < 5 || ends_sentence(&line.plain) || !is_alone || !(line.apart || is_below) {
        return;
    }
    page.summary = Some(Guess::likely(line.plain.clone(), place(&placed[*at])).note("alone above the text"));
    placed[*at].role = Role::Standfirst;
}

/// The lines of later blocks between headline and byline that are no sentences: they describe a picture.
fn behind_first(placed: &[Placed], between: &[usize]) -> Vec<usize> {
    let begins = |pair: &[usize]| placed[pair[0] + 1..=pair[1]].iter().any(|p| p.line.apart);
    let second = between.windows(2).position(begins).map(|at| at + 1);
    let later = between.get(second.unwrap_or(between.len())..).unwrap_or(&[]);
    let open = |at: &&usize| {
        let line = &placed[**at].line.plain;
        !ends_sentence(line) && line.split_whitespace().count() >= 3 && body::quotation(line).is_none()
    };
    later.iter().filter(open).copied().collect()
}

/// Lines between byline and text that are no sentences describe a picture; two that say the same are one.
fn captions(placed: &mut [Placed], from: usize, text: usize) {
    let end = text.min(placed.len());
    for p in placed.iter_mut().take(end).skip(from) {
        if p.is_prose() && !ends_sentence(&p.line.plain) && body::quotation(&p.line.plain).is_none() {
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
