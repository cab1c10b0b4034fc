//! `events.ics` (iCalendar, RFC 5545): what is known to the day as days, what is less exact as the span in which it may lie.

use super::published::{self, PublishedEvent};
use crate::model::Day;
use crate::render::context::Context;

/// The years that calendars know.
const YEARS: std::ops::RangeInclusive<i64> = 1..=9999;

/// The calendar of the whole site. An entry without a first and a last day is left out.
pub fn file(cx: Context<'_>) -> String {
    let config = &cx.site.config;
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
    line(&mut text, "X-WR-CALNAME", &escaped(&config.title));
    for event in published::events(cx) {
        entry(cx, &event, &mut text);
    }
    line(&mut text, "END", "VCALENDAR");
    text
}

fn entry(cx: Context<'_>, event: &PublishedEvent, text: &mut String) {
    let (Some(first), Some(last)) = (event.date.earliest(), event.date.latest()) else { return };
    if !YEARS.contains(&first.year()) || !YEARS.contains(&last.next().year()) {
        return;
    }
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
