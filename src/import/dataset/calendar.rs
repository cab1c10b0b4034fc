//! Calendars (iCalendar, RFC 5545) as rows: each entry becomes an object with the columns of `events.json`. One that Dateline wrote says in a line
//! of its own how exactly its date is known. What repeats is one row, its first time.

use std::io::{Cursor, Read};

use serde_json::{Value, json};

use super::Open;

/// Larger calendars are none, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A property: its name, the form of its value, the value.
struct Property<'a> {
    name: &'a str,
    is_day: bool,
    value: &'a str,
}

/// The rows of a calendar as JSON.
///
/// # Errors
/// Says why there are none.
pub(super) fn rows(open: &Open) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let file = open().map_err(|error| error.to_string())?;
    file.take(LARGEST).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let text = unfolded(&text);
    let (mut rows, mut entry): (Vec<Value>, Option<Vec<Property>>) = (Vec::new(), None);
    let mut inner = 0_usize;
    for property in text.lines().filter_map(property) {
        match (property.name, property.value, entry.as_mut()) {
            ("BEGIN", "VEVENT", None) => entry = Some(Vec::new()),
            // What is inside, such as an alarm, has names that an entry has too.
            ("BEGIN", _, Some(_)) => inner += 1,
            ("END", "VEVENT", Some(properties)) if inner == 0 => {
                rows.push(row(properties));
                entry = None;
            }
            ("END", _, Some(_)) => inner = inner.saturating_sub(1),
            (_, _, Some(properties)) if inner == 0 => properties.push(property),
            _ => {}
        }
    }
    serde_json::to_vec(&rows).map_err(|error| error.to_string())
}

/// Opens rows as a table is opened.
pub(super) fn opened(rows: &[u8]) -> Box<dyn Read> {
    Box::new(Cursor::new(rows.to_vec()))
}

/// The text with every line whole: a line that begins with a blank goes on with the one before.
fn unfolded(text: &str) -> String {
    text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
}

fn property(line: &str) -> Option<Property<'_>> {
    // A colon may stand in a parameter in quotation marks.
    let mut quoted = false;
    let at = line.find(|c: char| {
        quoted ^= c == '"';
        c == ':' && !quoted
    })?;
    let (head, value) = (&line[..at], &line[at + 1..]);
    let mut parts = head.split(';');
    let name = parts.next().filter(|name| !name.is_empty())?;
    Some(Property { name, is_day: parts.any(|part| part.eq_ignore_ascii_case("VALUE=DATE")), value })
}

fn row(properties: &[Property]) -> Value {
    let raw = |name: &str| properties.iter().find(|property| property.name.eq_ignore_ascii_case(name));
    let text = |name: &str| raw(name).map(|property| unescaped(property.value)).unwrap_or_default();
    let (uid, url) = (text("UID"), text("URL"));
    let when = text("X-DATELINE-WHEN");
    let title = match when.is_empty() {
        true => text("SUMMARY"),
        false => without_words(&text("SUMMARY")).to_owned(),
    };
    let when = if when.is_empty() { days(raw("DTSTART"), raw("DTEND")) } else { when };
    let point = text("GEO");
    let point = point.split_once(';').map(|(lat, lon)| (lat.to_owned(), lon.to_owned())).unwrap_or_default();
    json!({
        "id": id(&uid),
        "title": title,
        "edtf": when,
        "earliest": "",
        "latest": "",
        "precision": "",
        "type": text("CATEGORIES"),
        "summary": text("DESCRIPTION"),
        "url": if url.is_empty() && uid.starts_with("http") { uid } else { url },
        "place": {"name": text("LOCATION"), "lat": point.0, "lon": point.1},
    })
}

/// The last part of an address without its ending, or what stands before `@`.
fn id(uid: &str) -> String {
    let plain = uid.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    let plain = plain.strip_suffix("/index.html").unwrap_or(plain);
    let last = plain.rsplit('/').next().unwrap_or(plain);
    let last = last.strip_suffix(".html").unwrap_or(last);
    last.split('@').next().unwrap_or(last).to_owned()
}

/// A title without the words for its date in brackets at its end.
fn without_words(title: &str) -> &str {
    let mut open = 0_usize;
    for (at, c) in title.char_indices().rev() {
        match c {
            ')' => open += 1,
            '(' if open == 1 => return title[..at].trim_end(),
            '(' => open = open.saturating_sub(1),
            _ if open == 0 => return title,
            _ => {}
        }
    }
    title
}

/// The time of an entry in EDTF: a day, a time, or a span. Days end with the one before their end.
fn days(start: Option<&Property>, end: Option<&Property>) -> String {
    let Some(start) = start else { return String::new() };
    let is_day = start.is_day || start.value.trim().len() == 8;
    let (Some(first), last) = (moment(start.value), end.and_then(|end| moment(end.value))) else {
        return String::new();
    };
    let last = match last {
        Some(last) if is_day => before(&last),
        // An hour is no span of days: it begins then.
        Some(last) => Some(last).filter(|last| last.get(..10) != first.get(..10)),
        None => None,
    };
    match last.filter(|last| *last > first) {
        Some(last) => format!("{first}/{last}"),
        None => first,
    }
}

/// `20200927` or `20200927T120000Z` in EDTF.
fn moment(value: &str) -> Option<String> {
    let value = value.trim();
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    let digits =
        |text: &str, n: usize| text.len() >= n && text.as_bytes()[..n].iter().all(u8::is_ascii_digit);
    if day.len() != 8 || !digits(day, 8) {
        return None;
    }
    let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    let Some(time) = time.filter(|time| digits(time, 6)) else { return Some(day) };
    let zone = if time.ends_with('Z') { "Z" } else { "" };
    Some(format!("{day}T{}:{}:{}{zone}", &time[..2], &time[2..4], &time[4..6]))
}

/// The day before.
fn before(day: &str) -> Option<String> {
    Some(crate::parse::when(day).ok()?.earliest()?.previous().to_string())
}

/// A value as it is meant.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_calendars_are_read() {
        let day = |value| Property { name: "X", is_day: true, value };
        let time = |value| Property { name: "X", is_day: false, value };
        for (start, end, expected) in [
            (day("20200927"), Some(day("20200928")), "2020-09-27"),
            (day("20200927"), Some(day("20201111")), "2020-09-27/2020-11-10"),
            (day("20200927"), None, "2020-09-27"),
            (time("20200927T120000Z"), Some(time("20200927T130000Z")), "2020-09-27T12:00:00Z"),
            (
                time("20200927T120000"),
                Some(time("20200929T130000")),
                "2020-09-27T12:00:00/2020-09-29T13:00:00",
            ),
            (time("2020"), None, ""),
        ] {
            assert_eq!(days(Some(&start), end.as_ref()), expected);
        }
        assert_eq!(without_words("A (b) (c. 1915 (perhaps))"), "A (b)");
        assert_eq!(without_words("A (b) c"), "A (b) c");
        assert_eq!(id("https://p.example/events/fall/index.html"), "fall");
        assert_eq!(id("https://p.example/events/fall.html"), "fall");
        assert_eq!(id("7k@google.example"), "7k");
    }
}
