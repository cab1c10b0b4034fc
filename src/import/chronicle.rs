//! Chronicles in Markdown: one file whose headings have days. Each becomes an event with its own text, links and id;
//! what belongs to one never goes to another.

use super::event::{Event, PlaceGiven};
use super::markdown;
use super::raw::tidy;
use super::register::Register;
use super::source;
use super::stamp::{self, Clock, Spelled};
use crate::text::slug;

/// A chronicle that was read.
pub(super) struct Chronicle {
    /// Its events, in the order of the file.
    pub events: Vec<Event>,
    /// Lines that belong to no entry.
    pub before: Vec<String>,
}

/// A heading with its level, and the lines below it.
struct Section<'a> {
    level: usize,
    heading: String,
    lines: Vec<&'a str>,
}

/// Reads a text; `None` where its headings are no days, or only one is.
pub(super) fn read(text: &str, name: &str, clock: &Clock, register: &Register) -> Option<Chronicle> {
    let (before, sections) = sections(text);
    let day = |section: &Section| dated(&section.heading, clock);
    let level = sections.iter().find(|section| day(section).is_some())?.level;
    let of_level = || sections.iter().filter(|section| section.level == level);
    let prose = before.iter().filter(|line| !line.trim().is_empty()).count();
    if of_level().count() < 2 || !of_level().all(|section| day(section).is_some()) || prose > 3 {
        return None;
    }
    let mut above: Option<String> = None;
    let mut events = Vec::new();
    let mut loose: Vec<String> = before.iter().map(|line| tidy(line)).collect();
    let prefix = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    for section in sections {
        if section.level < level {
            above = Some(section.heading.clone()).filter(|_| section.level > 1);
            loose.extend(section.lines.iter().map(|line| tidy(line)));
        } else if section.level > level {
            // A part of the entry before it.
            let last: &mut Event = events.last_mut()?;
            add(last, &section.heading, &section.lines);
        } else {
            events.push(entry(&section, above.as_deref(), clock, register)?);
        }
    }
    for (number, event) in (1..).zip(&mut events) {
        if event.id.is_empty() {
            event.id = format!("{prefix}-{number}");
        }
    }
    loose.retain(|line| !line.is_empty());
    Some(Chronicle { events, before: loose })
}

fn sections(text: &str) -> (Vec<&str>, Vec<Section<'_>>) {
    let (mut before, mut sections): (Vec<&str>, Vec<Section>) = (Vec::new(), Vec::new());
    let mut is_code = false;
    for line in text.lines() {
        is_code ^= line.trim_start().starts_with("```");
        let level = line.len() - line.trim_start_matches('#').len();
        let is_heading = !is_code && (1..=6).contains(&level) && line[level..].starts_with(' ');
        match (is_heading, sections.last_mut()) {
            (true, _) => {
                let heading = tidy(&markdown::plain(line[level..].trim().trim_end_matches('#')));
                sections.push(Section { level, heading, lines: Vec::new() });
            }
            (false, Some(section)) => section.lines.push(line),
            (false, None) => before.push(line),
        }
    }
    (before, sections)
}

/// The day at the beginning or the end of a heading, and the other words.
fn dated(heading: &str, clock: &Clock) -> Option<(Spelled, String)> {
    let spelled = stamp::find(heading, 0, clock).filter(|spelled| !spelled.is_relative())?;
    let signs =
        |c: char| c.is_whitespace() || matches!(c, '|' | ':' | '-' | '–' | '—' | ',' | '(' | ')' | '·' | '.');
    let before = heading[..spelled.range.start].trim_matches(signs);
    let after = heading[spelled.range.end..].trim_matches(signs);
    if !before.is_empty() && !after.is_empty() {
        return None;
    }
    let words = if before.is_empty() { after } else { before }.to_owned();
    Some((spelled, words))
}

fn entry(section: &Section, above: Option<&str>, clock: &Clock, register: &Register) -> Option<Event> {
    let (spelled, title) = dated(&section.heading, clock)?;
    let stamp = stamp::read(&section.heading, &spelled, clock);
    let when = stamp.written();
    let mut event = Event { title, when: when.clone(), ..Event::default() };
    if when.contains('T') {
        event.span = Some((when, String::new()));
    }
    for doubt in stamp.doubts {
        event.remarks.push(doubt.message);
    }
    let place = above.map(|name| (name, register.place(name)));
    match place {
        Some((_, Some(known))) => {
            event.place = Some(PlaceGiven { name: known.to_owned(), point: None, precision: None });
        }
        Some((name, None)) => event.remarks.push(format!("below the heading “{name}”")),
        None => {}
    }
    add(&mut event, "", &section.lines);
    if event.title.is_empty() {
        let words = event.summary.clone().unwrap_or_else(|| section.heading.clone());
        event.title = words.split_inclusive(". ").next().unwrap_or(&words).trim().to_owned();
    }
    Some(event)
}

/// Gives an event the lines of its section: its id, its tags, its links, and its text.
fn add(event: &mut Event, heading: &str, lines: &[&str]) {
    let mut words: Vec<String> = event.summary.take().into_iter().collect();
    words.extend((!heading.is_empty()).then(|| heading.to_owned()));
    for line in lines {
        let plain = tidy(&markdown::plain(line.trim().trim_start_matches(['*', '-', '+', ' '])));
        let (key, value) = plain.split_once(':').unwrap_or((&plain, ""));
        let (key, value) = (key.trim().to_lowercase(), value.trim());
        match key.as_str() {
            "" => {}
            "id" if event.id.is_empty() && !slug(value).is_empty() => event.id = slug(value),
            "tags" | "tag" if !value.is_empty() => event.remarks.push(format!("tags: {value}")),
            "links" | "link" | "sources" | "source" if value.is_empty() => {}
            _ => match cited(line.trim(), &plain, value) {
                Some(sources) => event.sources.extend(sources),
                None => words.push(plain),
            },
        }
    }
    event.summary = Some(words.join(" ")).filter(|words| !words.is_empty());
}

/// The sources of a line that is nothing but addresses, alone, behind a label, or as a link with its words.
fn cited(line: &str, plain: &str, value: &str) -> Option<Vec<String>> {
    let addresses = |words: &str| {
        let all: Vec<String> =
            words.split([' ', ',']).filter(|word| !word.is_empty()).filter_map(source::address).collect();
        (!all.is_empty() && all.len() == words.split([' ', ',']).filter(|word| !word.is_empty()).count())
            .then_some(all)
    };
    let citation = |title: Option<String>, url: String| {
        let kind = source::kind_of(&url);
        source::Citation { title, url: Some(url), kind, ..source::Citation::default() }.yaml()
    };
    let behind_label = || addresses(value).filter(|_| plain.to_lowercase().starts_with(['l', 's']));
    if let Some(found) = addresses(plain).or_else(behind_label) {
        return Some(found.into_iter().map(|url| citation(None, url)).collect());
    }
    let item = line.trim_start_matches(['*', '-', '+', ' ']);
    let (title, address) = item.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    Some(vec![citation(Some(tidy(title)).filter(|title| !title.is_empty()), source::address(address)?)])
}
