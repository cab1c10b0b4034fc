//! A map of a table's columns: which column is which field of an event.

use super::blank::is_blank;
use super::count::{self, Countable, Decimals, Numerals};
use super::edtf;
use super::origin::Origin;
use super::row::Cells;
use crate::diag::{Diagnostic, code};
use crate::import::compose::scalar;
use crate::import::event::{Event, Figure, Place};
use crate::import::stamp::{self, NamedDay, Order};
use crate::model::{Day, EventType, Measure, PlacePrecision};
use crate::text::{Vocabulary, did_you_mean, slug};
use crate::yaml::{self, Value};

/// What the columns of a table are.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// The beginning of the names of files and of ids.
    pub prefix: Option<String>,
    /// Who counts, for figures.
    pub by: Option<String>,
    /// Where the table comes from.
    pub source: TableSource,
    id: Option<String>,
    title: String,
    start: String,
    end: Option<String>,
    order: Option<Order>,
    /// The first of the hundred years that a year of two digits may be.
    short_years: Option<u32>,
    place: Option<String>,
    lat: Option<String>,
    lon: Option<String>,
    precision: Option<String>,
    kind: Option<String>,
    kinds: Vec<(String, String)>,
    actors: Vec<String>,
    summary: Option<String>,
    link: Option<String>,
    figures: Vec<Counted>,
}

/// What is counted, and the columns of its lower bound, its number and its upper bound.
type Counted = (&'static str, [Option<String>; 3]);

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
    "prefix",
    "by",
    "source",
    "id",
    "title",
    "when",
    "date_order",
    "short_years",
    "place",
    "type",
    "types",
    "actors",
    "summary",
    "link",
    "figures",
];

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let value = yaml::parse(text).map_err(|error| error.message)?;
        let Value::Mapping(fields) = &value else { return Err("it is no map of fields".to_owned()) };
        for key in fields.keys().filter_map(Value::as_str) {
            if !KEYS.contains(&key) {
                let near = did_you_mean(key, KEYS.iter().copied())
                    .map(|near| format!("; {near}"))
                    .unwrap_or_default();
                return Err(format!("`{key}` is not a known key{near}"));
            }
        }
        let text = |value: &Value, key: &str| string(value.get(key)?);
        let source = value.get("source").cloned().unwrap_or(Value::Null);
        let (start, end) = match value.get("when") {
            Some(Value::Mapping(span)) => {
                let span = Value::Mapping(span.clone());
                (text(&span, "start"), text(&span, "end"))
            }
            Some(column) => (string(column), None),
            None => (None, None),
        };
        let place = value.get("place").cloned().unwrap_or(Value::Null);
        let inside = |key: &str| text(&place, key);
        let order = match text(&value, "date_order").as_deref() {
            None => None,
            Some("dmy") => Some(Order::DayFirst),
            Some("mdy") => Some(Order::MonthFirst),
            Some(other) => return Err(format!("`date_order` is `{other}`, it must be `dmy` or `mdy`")),
        };
        let short_years = match text(&value, "short_years") {
            None => None,
            Some(year) => match year.parse::<u32>() {
                Ok(year) if (1000..=2900).contains(&year) => Some(year),
                _ => {
                    return Err(format!(
                        "`short_years` is `{year}`, it must be a year such as `1930`: `45` is then 1945"
                    ));
                }
            },
        };
        Ok(Self {
            prefix: text(&value, "prefix").map(|prefix| slug(&prefix)).filter(|prefix| !prefix.is_empty()),
            by: text(&value, "by"),
            source: TableSource {
                id: text(&source, "id"),
                title: text(&source, "title"),
                publisher: text(&source, "publisher"),
                url: text(&source, "url"),
                license: text(&source, "license"),
            },
            id: text(&value, "id"),
            title: text(&value, "title")
                .ok_or("`title` is missing: name a column, or a text such as `{what} in {town}`")?,
            start: start.ok_or("`when` is missing: name the column of the date, or `{start: …, end: …}`")?,
            end,
            order,
            short_years,
            place: string(&place).or_else(|| inside("name")),
            lat: inside("lat"),
            lon: inside("lon"),
            precision: inside("precision"),
            kind: text(&value, "type"),
            kinds: pairs(value.get("types")),
            actors: strings(value.get("actors")),
            summary: text(&value, "summary"),
            link: text(&value, "link"),
            figures: figures(value.get("figures"))?,
        })
    }

    /// A column that the map names and the table lacks.
    pub(super) fn missing(&self, names: &[String]) -> Option<Diagnostic> {
        let single = [&self.id, &self.end, &self.lat, &self.lon, &self.link];
        let columns = single.into_iter().flatten().chain([&self.start]).chain(&self.actors);
        let counted = self.figures.iter().flat_map(|(_, columns)| columns.iter().flatten());
        let lacks = |column: &&String| !names.contains(&column.to_lowercase());
        let column = columns.chain(counted).find(lacks)?;
        let problem = Diagnostic::new(
            code::UNREADABLE_INPUT,
            format!("the map names a column `{column}`, which the table lacks"),
        );
        Some(
            problem
                .hints(did_you_mean(column, names.iter().map(String::as_str)))
                .hint(format!("its columns are: {}", names.join(", "))),
        )
    }

    /// The year and the event of a row; why there is none.
    pub(super) fn event(
        &self,
        row: &dyn Cells,
        number: u64,
        origin: &Origin,
    ) -> Result<(String, Event), String> {
        let start = self.day(row, &self.start)?;
        let end = match &self.end {
            Some(column) if !row.cell(&column.to_lowercase()).is_empty() => self.day(row, column)?,
            _ => start,
        };
        if end < start {
            return Err(format!("its end {end} lies before its start {start}"));
        }
        let id =
            self.id.as_ref().map(|column| slug(row.cell(&column.to_lowercase()))).filter(|id| !id.is_empty());
        let title = filled(&self.title, row);
        if title.trim().is_empty() {
            return Err("its title is empty".to_owned());
        }
        let kind = self.kind.as_ref().map(|column| filled(column, row));
        let mut remark = None;
        let kind = kind.filter(|kind| !kind.is_empty()).and_then(|written| {
            let mapped = self
                .kinds
                .iter()
                .find(|(from, _)| from.eq_ignore_ascii_case(&written))
                .map_or(written.as_str(), |(_, to)| to);
            let word = EventType::WORDS
                .iter()
                .find(|(word, _)| word.eq_ignore_ascii_case(mapped))
                .map(|(word, _)| *word);
            if word.is_none() {
                remark = Some(format!("type of the table: {written}"));
            }
            word.or(Some("other"))
        });
        let (figures, unread) = self.counted(row, origin);
        let event = Event {
            id: format!("{}-{}", origin.prefix, id.unwrap_or_else(|| number.to_string())),
            title,
            when: edtf::between(start, end),
            remark,
            place: self.place(row),
            kind,
            actors: self.actors(row),
            figures,
            unread,
            sources: self.sources(row, origin),
            summary: self
                .summary
                .as_ref()
                .map(|text| filled(text, row))
                .filter(|text| !text.trim().is_empty()),
            ..Event::default()
        };
        Ok((format!("{:04}", start.year()), event))
    }

    fn day(&self, row: &dyn Cells, column: &str) -> Result<Day, String> {
        let cell = row.cell(&column.to_lowercase());
        if let Some(day) = edtf::day(cell) {
            return Ok(day);
        }
        match stamp::day_in_order(cell, self.order) {
            NamedDay::Day(day) => Ok(day),
            NamedDay::Short(centuries) => self.in_century(centuries).ok_or_else(|| {
                let [earlier, later] = centuries;
                format!(
                    "`{column}` is `{cell}`, which may be {earlier} or {later}; `short_years` in the map says which, as in `short_years: 1930`"
                )
            }),
            NamedDay::Nothing => Err(format!("`{column}` is `{cell}`, which is no certain day")),
        }
    }

    /// Of the days of two centuries the one that the map's rule chooses.
    fn in_century(&self, centuries: [Day; 2]) -> Option<Day> {
        let first = i64::from(self.short_years?);
        let year = centuries[0].year();
        let wanted = first + (year - first).rem_euclid(100);
        let (_, month, day) = centuries[0].ymd();
        Day::new(wanted, month, day)
    }

    fn place(&self, row: &dyn Cells) -> Option<Place> {
        let name = filled(self.place.as_ref()?, row);
        let cell = |column: &Option<String>| {
            column.as_ref().map(|column| row.cell(&column.to_lowercase()).replace(',', "."))
        };
        let fits =
            |text: &String, most: f64| text.parse::<f64>().is_ok_and(|n| n.is_finite() && n.abs() <= most);
        let point =
            cell(&self.lat).filter(|lat| fits(lat, 90.0)).zip(cell(&self.lon).filter(|lon| fits(lon, 180.0)));
        let written = self.precision.as_ref().map(|text| filled(text, row)).unwrap_or_default();
        let precision = PlacePrecision::WORDS
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(&written))
            .map(|(word, _)| *word);
        (!name.is_empty()).then_some(Place { name, point, precision })
    }

    fn actors(&self, row: &dyn Cells) -> Vec<(String, Option<&'static str>)> {
        let cells = self.actors.iter().flat_map(|column| row.cell(&column.to_lowercase()).split(';'));
        let mut names: Vec<String> = cells
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty() && !is_blank(name))
            .collect();
        names.dedup();
        names.into_iter().map(|name| (name, None)).collect()
    }

    /// What is counted, and what of it has no certain reading.
    fn counted(&self, row: &dyn Cells, origin: &Origin) -> (Vec<Figure>, Vec<String>) {
        let cell = |column: &String| row.cell(&column.to_lowercase()).to_owned();
        let position = [&self.lat, &self.lon].map(|column| column.as_ref().map(cell).unwrap_or_default());
        let decimals = Decimals::shown(position.iter().map(String::as_str));
        let (mut figures, mut unread) = (Vec::new(), Vec::new());
        for (measure, columns) in &self.figures {
            let unit =
                if matches!(*measure, "equipment" | "other") { Countable::Things } else { Countable::People };
            let cells =
                columns.each_ref().map(|column| column.as_ref().map(|name| (name.clone(), cell(name))));
            let cells =
                cells.each_ref().map(|cell| cell.as_ref().map(|(name, cell)| (name.as_str(), cell.as_str())));
            match count::amount(Numerals { unit, decimals }, cells) {
                Ok(amount) if amount.is_empty() => {}
                Ok(amount) => {
                    figures.push(Figure { measure, amount, by: origin.by.clone(), ..Figure::default() })
                }
                Err(reason) => unread.push(reason),
            }
        }
        (figures, unread)
    }

    fn sources(&self, row: &dyn Cells, origin: &Origin) -> Vec<String> {
        let link = self
            .link
            .as_ref()
            .map(|column| row.cell(&column.to_lowercase()))
            .filter(|link| link.starts_with("http"));
        let mut sources = vec![origin.citation()];
        sources.extend(link.map(|link| format!("{{url: {}, kind: media}}", scalar(link))));
        sources
    }
}

/// The cell of a column, or a text with cells in braces, or the text itself. Where a cell is empty, the words that
/// lead to it are left out too.
fn filled(text: &str, row: &dyn Cells) -> String {
    if row.has(&text.to_lowercase()) {
        return row.cell(&text.to_lowercase()).to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    let mut lost = false;
    while let Some((before, inside, after)) =
        rest.split_once('{').and_then(|(b, r)| r.split_once('}').map(|(i, a)| (b, i, a)))
    {
        let cell = row.cell(&inside.trim().to_lowercase());
        if lost && out.is_empty() {
            // What stood first is empty: the words after it lead nowhere.
        } else if cell.is_empty() {
            out.push_str(without_lead(closed(before, lost)));
        } else {
            out.push_str(closed(before, lost));
        }
        out.push_str(cell);
        lost = cell.is_empty();
        rest = after;
    }
    if !(lost && out.is_empty()) {
        out.push_str(closed(rest, lost));
    }
    out.trim().to_owned()
}

/// The words after an empty cell, without the bracket that would have closed it.
fn closed(text: &str, lost: bool) -> &str {
    if lost { text.trim_start_matches([')', ']', '”', '»']) } else { text }
}

/// The words before an empty cell, without those that lead to it: `Strike in ` is `Strike`.
fn without_lead(text: &str) -> &str {
    let signs = |c: char| !c.is_alphanumeric();
    let mut text = text.trim_end_matches(signs);
    while let Some((start, word)) =
        text.rsplit_once(' ').or(Some(("", text)).filter(|(_, word)| !word.is_empty()))
    {
        let small = word.chars().count() <= 4 && word.chars().all(char::is_lowercase);
        if !small {
            break;
        }
        text = start.trim_end_matches(signs);
    }
    text
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
fn figures(value: Option<&Value>) -> Result<Vec<Counted>, String> {
    let list = match value {
        Some(Value::Sequence(list)) => list.clone(),
        Some(one @ Value::Mapping(_)) => vec![one.clone()],
        _ => Vec::new(),
    };
    let one = |figure: &Value| {
        let column = |key: &str| string(figure.get(key)?);
        let measure = column("measure").unwrap_or_default();
        let known = Measure::WORDS.iter().find(|(word, _)| *word == measure).map(|(word, _)| *word);
        let known = known.ok_or_else(|| format!("`{measure}` is not a measure; {}", words::<Measure>()))?;
        Ok((known, [column("low"), column("value").or_else(|| column("best")), column("high")]))
    };
    list.iter().map(one).collect()
}

fn words<T: Vocabulary>() -> String {
    let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
    format!("one of: {}", words.join(", "))
}
