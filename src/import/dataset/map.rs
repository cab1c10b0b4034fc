//! A map of a table's columns: which column is which field of what its rows become.

use super::filled;
use crate::config::Zone;
use crate::diag::{Diagnostic, code};
use crate::import::stamp::Order;
use crate::model::Measure;
use crate::text::{Vocabulary, did_you_mean, line_column, nearest, slug};
use crate::yaml::{self, Mapping, Part, Spans, Value};

/// What the rows of a table become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Becomes {
    /// Events of the register.
    #[default]
    Events,
    /// Articles, a file each.
    Articles,
    /// Actors, a file each.
    Actors,
    /// Places, a file each.
    Places,
    /// The list of sources.
    Sources,
}

impl Becomes {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("events", Self::Events),
        ("articles", Self::Articles),
        ("actors", Self::Actors),
        ("places", Self::Places),
        ("sources", Self::Sources),
    ];

    /// What one of them is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Events => "event",
            Self::Articles => "article",
            Self::Actors => "actor",
            Self::Places => "place",
            Self::Sources => "source",
        }
    }

    /// Where they are.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(_, into)| *into == self).map_or("events", |(word, _)| *word)
    }

    /// Whether each has a date.
    pub fn is_dated(self) -> bool {
        matches!(self, Self::Events | Self::Articles)
    }
}

/// What is wrong with a map, and where in it.
struct Fault {
    message: String,
    path: String,
}

impl From<String> for Fault {
    fn from(message: String) -> Self {
        Self { message, path: String::new() }
    }
}

/// What the columns of a table are.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// The beginning of the names of files and of ids.
    pub prefix: Option<String>,
    /// Who counts, for figures.
    pub by: Option<String>,
    /// Where the table comes from.
    pub source: TableSource,
    pub(super) into: Becomes,
    pub(super) text: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) aliases: Vec<String>,
    pub(super) publisher: Option<String>,
    /// The address of a copy, the day of it, and words about it.
    pub(super) archived: Option<String>,
    pub(super) archived_on: Option<String>,
    pub(super) remarks: Vec<String>,
    pub(super) id: Option<String>,
    pub(super) title: String,
    pub(super) dates: Dates,
    pub(super) place: Option<String>,
    pub(super) lat: Option<String>,
    pub(super) lon: Option<String>,
    pub(super) precision: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) kinds: Vec<(String, String)>,
    pub(super) actors: Vec<String>,
    pub(super) separator: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) links: Vec<String>,
    pub(super) figures: Vec<Counted>,
}

/// The columns of the dates, and how they are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Dates {
    /// The date, or the beginning.
    pub start: String,
    /// The end.
    pub end: Option<String>,
    /// Whether start and end are bounds of one moment, not a duration.
    pub bounds: bool,
    /// The time of day, in a column of its own.
    pub time: Option<String>,
    /// That of the end.
    pub end_time: Option<String>,
    /// The zone, or the column that names it.
    pub zone: Option<String>,
    /// The order of day and month.
    pub order: Option<Order>,
    /// The first of the hundred years that a year of two digits may be.
    pub short_years: Option<i64>,
    /// What numbers without signs count.
    pub numbers: Option<Numbers>,
}

/// What a bare number in a column of dates counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Days, as spreadsheets count them.
    Spreadsheet,
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Milliseconds,
}

/// What is counted, and the columns of its lower bound, its number and its upper bound.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub measure: &'static str,
    pub columns: [Option<String>; 3],
    pub side: Option<String>,
    pub status: Option<String>,
    pub as_of: Option<String>,
    pub scope: Option<String>,
    pub by: Option<String>,
}

/// Where a table comes from, as its map says.
#[derive(Clone, Debug, Default)]
pub struct TableSource {
    /// Its id.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its licence.
    pub license: Option<String>,
}

const KEYS: &[&str] = &[
    "into",
    "text",
    "authors",
    "tags",
    "aliases",
    "publisher",
    "archived",
    "archived_on",
    "remarks",
    "prefix",
    "by",
    "source",
    "id",
    "title",
    "when",
    "end",
    "time",
    "zone",
    "date_order",
    "short_years",
    "numbers",
    "place",
    "type",
    "types",
    "actors",
    "separator",
    "summary",
    "link",
    "figures",
];
const SOURCE: &[&str] = &["id", "title", "publisher", "url", "license"];
const WHEN: &[&str] = &["start", "end", "earliest", "latest", "time", "end_time"];
const PLACE: &[&str] = &["name", "lat", "lon", "precision"];
const FIGURE: &[&str] = &["measure", "value", "low", "best", "high", "who", "as_of", "scope", "by"];
const WHO: &[&str] = &["side", "status"];

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::read(text).map_err(|fault| {
            let place = Spans::of(text).locate(&fault.path, Part::Key).filter(|_| !fault.path.is_empty());
            let line = place.map(|range| format!("line {}: ", line_column(text, range.start).0));
            line.unwrap_or_default() + &fault.message
        })
    }

    fn read(text: &str) -> Result<Self, Fault> {
        let value = yaml::parse(text).map_err(|error| error.message)?;
        let Value::Mapping(fields) = &value else { return Err("it is no map of fields".to_owned().into()) };
        known(fields, KEYS, "")?;
        let into = into(value.get("into").and_then(string))?;
        let text = |key: &str| string(value.get(key)?);
        let source = part(value.get("source"), SOURCE, "source")?;
        let place = part(value.get("place"), PLACE, "place")?;
        let title = text("title")
            .ok_or("`title` is missing: name a column, or a text such as `{what} in {town}`".to_owned())?;
        Ok(Self {
            prefix: text("prefix").map(|prefix| slug(&prefix)).filter(|prefix| !prefix.is_empty()),
            by: text("by"),
            source: TableSource {
                id: source("id"),
                title: source("title"),
                publisher: source("publisher"),
                url: source("url"),
                license: source("license"),
            },
            into,
            text: text("text"),
            authors: strings(value.get("authors")),
            tags: strings(value.get("tags")),
            aliases: strings(value.get("aliases")),
            publisher: text("publisher"),
            archived: text("archived"),
            archived_on: text("archived_on"),
            remarks: strings(value.get("remarks")),
            id: text("id"),
            title,
            dates: dates(&value, into)?,
            place: value.get("place").and_then(string).or_else(|| place("name")),
            lat: place("lat"),
            lon: place("lon"),
            precision: place("precision"),
            kind: text("type"),
            kinds: pairs(value.get("types")),
            actors: strings(value.get("actors")),
            separator: value.get("separator").and_then(Value::as_str).map(str::to_owned),
            summary: text("summary"),
            links: strings(value.get("link")),
            figures: figures(value.get("figures"))?,
        })
    }

    /// A column that the map names and the table lacks.
    pub(super) fn missing(&self, names: &[String]) -> Option<Diagnostic> {
        let Dates { start, end, time, end_time, .. } = &self.dates;
        let single = [&self.id, end, time, end_time, &self.lat, &self.lon, &self.archived, &self.archived_on];
        let lists = [&self.actors, &self.links, &self.authors, &self.tags, &self.aliases, &self.remarks];
        let start = Some(start).filter(|start| !start.is_empty());
        let columns = single.into_iter().flatten().chain(start).chain(lists.into_iter().flatten());
        let counted = self.figures.iter().flat_map(|counted| counted.columns.iter().flatten());
        let lacks = |column: &&String| !names.contains(&column.to_lowercase());
        let column = columns.chain(counted).find(lacks)?;
        let problem = Diagnostic::new(
            code::UNREADABLE_INPUT,
            format!("the map names a column `{column}`, which the table lacks"),
        );
        Some(
            problem
                .suggest(nearest(column, names.iter().map(String::as_str)))
                .hint(format!("its columns are: {}", names.join(", "))),
        )
    }

    /// The columns that the map has a use for, in small letters.
    pub(super) fn columns(&self) -> Vec<String> {
        let Dates { start, end, time, end_time, zone, .. } = &self.dates;
        let single =
            [&self.id, end, time, end_time, zone, &self.lat, &self.lon, &self.archived, &self.archived_on];
        let figures = self
            .figures
            .iter()
            .flat_map(|f| f.columns.iter().chain([&f.side, &f.status, &f.as_of, &f.scope, &f.by]).flatten());
        let lists = [&self.actors, &self.links, &self.authors, &self.tags, &self.aliases, &self.remarks];
        let plain =
            single.into_iter().flatten().chain([start]).chain(lists.into_iter().flatten()).chain(figures);
        let texts = [
            Some(&self.title),
            self.place.as_ref(),
            self.precision.as_ref(),
            self.kind.as_ref(),
            self.summary.as_ref(),
            self.text.as_ref(),
            self.publisher.as_ref(),
        ];
        let inside = texts.into_iter().flatten().flat_map(|text| filled::columns(text));
        plain.map(|column| column.to_lowercase()).chain(inside).collect()
    }
}

fn into(written: Option<String>) -> Result<Becomes, String> {
    let Some(word) = written else { return Ok(Becomes::default()) };
    let found = Becomes::WORDS.iter().find(|(known, _)| *known == word).map(|(_, into)| *into);
    found.ok_or_else(|| {
        let words: Vec<String> = Becomes::WORDS.iter().map(|(word, _)| format!("`{word}`")).collect();
        format!("`into` is `{word}`, it must be one of {}", words.join(", "))
    })
}

fn dates(value: &Value, into: Becomes) -> Result<Dates, Fault> {
    let text = |key: &str| string(value.get(key)?);
    let mut dates = Dates {
        end: text("end"),
        time: text("time"),
        zone: text("zone"),
        order: order(text("date_order"))?,
        short_years: short_years(text("short_years"))?,
        numbers: numbers(text("numbers"))?,
        ..Dates::default()
    };
    let when = value.get("when");
    let span = part(when, WHEN, "when")?;
    let start = match when {
        Some(Value::Mapping(_)) => {
            dates.bounds = span("earliest").is_some() || span("latest").is_some();
            dates.end = span("end").or_else(|| span("latest")).or(dates.end);
            dates.time = span("time").or(dates.time);
            dates.end_time = span("end_time");
            span("start").or_else(|| span("earliest"))
        }
        Some(column) => string(column),
        None => None,
    };
    if start.is_none() && into.is_dated() {
        return Err("`when` is missing: name the column of the date, or `{start: …, end: …}`"
            .to_owned()
            .into());
    }
    dates.start = start.unwrap_or_default();
    Ok(dates)
}

fn order(written: Option<String>) -> Result<Option<Order>, String> {
    match written.as_deref() {
        None => Ok(None),
        Some("dmy") => Ok(Some(Order::DayFirst)),
        Some("mdy") => Ok(Some(Order::MonthFirst)),
        Some(other) => Err(format!("`date_order` is `{other}`, it must be `dmy` or `mdy`")),
    }
}

fn short_years(written: Option<String>) -> Result<Option<i64>, String> {
    let Some(year) = written else { return Ok(None) };
    match year.parse::<i64>() {
        Ok(year) if (1000..=2900).contains(&year) => Ok(Some(year)),
        _ => Err(format!("`short_years` is `{year}`, it must be a year such as `1930`: `45` is then 1945")),
    }
}

fn numbers(written: Option<String>) -> Result<Option<Numbers>, String> {
    match written.as_deref() {
        None => Ok(None),
        Some("spreadsheet") => Ok(Some(Numbers::Spreadsheet)),
        Some("seconds") => Ok(Some(Numbers::Seconds)),
        Some("milliseconds") => Ok(Some(Numbers::Milliseconds)),
        Some(other) => {
            Err(format!("`numbers` is `{other}`, it must be `spreadsheet`, `seconds` or `milliseconds`"))
        }
    }
}

/// Reports a key that is not known.
fn known(fields: &Mapping, keys: &[&str], path: &str) -> Result<(), Fault> {
    let written: Vec<String> = fields.keys().filter_map(string).collect();
    let Some(key) = written.iter().find(|key| !keys.contains(&key.as_str())) else { return Ok(()) };
    let near =
        did_you_mean(&nearest(key, keys.iter().copied())).map(|near| format!("; {near}")).unwrap_or_default();
    let named = path.rsplit('/').find(|step| !step.bytes().all(|b| b.is_ascii_digit())).unwrap_or_default();
    let inside = if named.is_empty() { String::new() } else { format!(" of `{named}`") };
    let message = format!("`{key}` is not a known key{inside}{near}");
    Err(Fault { message, path: format!("{path}/{key}").trim_start_matches('/').to_owned() })
}

/// The texts of a map inside of the map.
fn part<'a>(
    value: Option<&'a Value>,
    keys: &[&str],
    path: &str,
) -> Result<impl Fn(&str) -> Option<String> + 'a, Fault> {
    let map = value.and_then(Value::as_mapping);
    if let Some(map) = map {
        known(map, keys, path)?;
    }
    Ok(move |key: &str| string(map?.get(key)?))
}

fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Sequence(list)) => list.iter().filter_map(string).collect(),
        Some(value) => string(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn pairs(value: Option<&Value>) -> Vec<(String, String)> {
    let Some(Value::Mapping(map)) = value else { return Vec::new() };
    map.iter().filter_map(|(from, to)| Some((string(from)?, string(to)?))).collect()
}

/// `[{measure: killed, value: dead}]`, or with `low`, `best` and `high`.
fn figures(value: Option<&Value>) -> Result<Vec<Counted>, Fault> {
    match value {
        Some(Value::Sequence(list)) => {
            list.iter().enumerate().map(|(at, value)| figure(value, &format!("figures/{at}"))).collect()
        }
        Some(one @ Value::Mapping(_)) => Ok(vec![figure(one, "figures")?]),
        _ => Ok(Vec::new()),
    }
}

fn figure(value: &Value, path: &str) -> Result<Counted, Fault> {
    let column = part(Some(value), FIGURE, path)?;
    let who = part(value.get("who"), WHO, &format!("{path}/who"))?;
    let measure = column("measure").unwrap_or_default();
    let known = Measure::WORDS.iter().find(|(word, _)| *word == measure).map(|(word, _)| *word);
    Ok(Counted {
        measure: known.ok_or_else(|| format!("`{measure}` is not a measure; {}", words::<Measure>()))?,
        columns: [column("low"), column("value").or_else(|| column("best")), column("high")],
        side: who("side").or_else(|| value.get("who").and_then(string)),
        status: who("status"),
        as_of: column("as_of"),
        scope: column("scope"),
        by: column("by"),
    })
}

fn words<T: Vocabulary>() -> String {
    let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
    format!("one of: {}", words.join(", "))
}

/// Whether a text is a zone, or else the name of a column.
pub(super) fn is_zone(text: &str) -> bool {
    Zone::parse(text).is_ok()
}
