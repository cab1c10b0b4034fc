//! Calendars (iCalendar, RFC 5545): what is known to the day as days, what is less exact as the span in which it may lie.

use super::published::{self, PublishedEvent};
use crate::derive::Slice;
use crate::model::Day;
use crate::render::context::Context;
use crate::route::{ExportedList, ListProgram};

/// A list, or a part of one. An entry without a first and a last day is left out.
pub fn file(cx: Context<'_>, list: ExportedList, slice: Slice) -> String {
    let mut text = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Dateline//Dateline//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        line(&mut text, name, value);
    }
    let (events, all) = published::of_file(cx, ListProgram::Calendar, list, slice);
    line(&mut text, "X-WR-CALNAME", &escaped(&published::name_of(cx, list)));
    line(&mut text, "X-WR-CALDESC", &escaped(&about(cx, all)));
    events.for_each(|event| entry(cx, &event, &mut text));
    line(&mut text, "END", "VCALENDAR");
    text
}

/// What the file is and what is not in it, for people: with whose words, under which licence.
fn about(cx: Context<'_>, all: Option<usize>) -> String {
    let part =
        all.map(|all| format!("The latest of {all} entries; the others are in the files of their years."));
    let known = "Entries without a known first and last day are left out. Actors, roles and sources are on the pages.";
    let texts =
        [Some(cx.site.config.description.clone()), part, Some(known.to_owned()), published::rights(cx)];
    texts.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn entry(cx: Context<'_>, event: &PublishedEvent, text: &mut String) {
    let (Some(first), Some(last)) = (event.date.earliest(), event.date.latest()) else { return };
    let is_exact = matches!(event.precision, "day" | "minute") && !event.uncertain && !event.approximate;
    let title = match is_exact {
        true => event.title.to_owned(),
        // A span of possible days must not look like one of fighting.
        false => format!("{} ({})", event.title, cx.words.when(event.date)),
    };
    line(text, "BEGIN", "VEVENT");
    line(text, "UID", &escaped(&event.url));
    // The same content gives the same file: it is stamped with what it says, not with the time of the build.
    let stamped = event.stamp.map(|stamp| stamp.instant().format("%Y%m%dT%H%M%SZ").to_string());
    let stamped = stamped.unwrap_or_else(|| format!("{}T000000Z", date(first)));
    line(text, "DTSTAMP", &stamped);
    line(text, "DTSTART;VALUE=DATE", &date(first));
    line(text, "DTEND;VALUE=DATE", &date(last.next()));
    if !is_exact {
        line(text, "TRANSP", "TRANSPARENT");
        // For who reads the file again: what a calendar has no word for.
        line(text, "X-DATELINE-WHEN", &escaped(&event.edtf));
    }
    line(text, "SUMMARY", &escaped(&title));
    if let Some(summary) = event.summary {
        line(text, "DESCRIPTION", &escaped(summary));
    }
    if let Some(place) = &event.place {
        line(text, "LOCATION", &escaped(place.name));
        if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
            line(text, "GEO", &format!("{lat};{lon}"));
        }
    }
    if let Some(kind) = event.kind {
        line(text, "CATEGORIES", &escaped(kind));
    }
    if event.url.starts_with("http") {
        line(text, "URL", &event.url);
    }
    line(text, "END", "VEVENT");
}

/// A day as calendars write it.
fn date(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}{month:02}{day:02}")
}

/// A text as a value: `\`, `;`, `,` and line ends are escaped.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// So many bytes a line has at most, without its end.
const LONGEST: usize = 75;

/// A line, folded between letters where it is too long.
fn line(text: &mut String, name: &str, value: &str) {
    let whole = format!("{name}:{value}");
    let mut length = 0;
    for c in whole.chars() {
        if length + c.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}
