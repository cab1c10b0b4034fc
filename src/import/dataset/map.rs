//! A map of a table's columns: which column is which field of an event.

use super::edtf;
use super::origin::Origin;
use super::row::Cells;
use crate::diag::{Diagnostic, code};
use crate::import::compose::scalar;
use crate::import::event::{Amount, Event, Figure, Place};
use crate::import::stamp::{self, Order};
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
        let event = Event {
            id: format!("{}-{}", origin.prefix, id.unwrap_or_else(|| number.to_string())),
            title,
            when: edtf::between(start, end),
            remark,
            place: self.place(row),
            kind,
            actors: self.actors(row),
            figures: self.counted(row, origin),
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
        edtf::day(cell)
            .or_else(|| stamp::day_in_order(cell, self.order))
            .ok_or_else(|| format!("`{column}` is `{cell}`, which is no certain day"))
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
        let mut names: Vec<String> =
            cells.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        names.dedup();
        names.into_iter().map(|name| (name, None)).collect()
    }

    fn counted(&self, row: &dyn Cells, origin: &Origin) -> Vec<Figure> {
        let number = |column: &Option<String>| {
            let cell = row.cell(&column.as_ref()?.to_lowercase()).to_owned();
            cell.parse::<f64>().is_ok_and(|n| n >= 0.0).then_some(cell)
        };
        let amount = |[low, best, high]: &[Option<String>; 3]| match (number(low), number(best), number(high))
        {
            (Some(low), Some(best), Some(high)) => Some(Amount::Range([low, best, high])),
            (_, Some(best), _) => Some(Amount::Value(best)),
            _ => None,
        };
        let figure = |(measure, columns): &(&'static str, [Option<String>; 3])| {
            Some(Figure { measure, amount: amount(columns)?, by: origin.by.clone(), ..Figure::default() })
        };
        self.figures.iter().filter_map(figure).collect()
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

/// The cell of a column, or a text with cells in braces, or the text itself.
fn filled(text: &str, row: &dyn Cells) -> String {
    if row.has(&text.to_lowercase()) {
        return row.cell(&text.to_lowercase()).to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside, after)) =
        rest.split_once('{').and_then(|(b, r)| r.split_once('}').map(|(i, a)| (b, i, a)))
    {
        out.push_str(before);
        out.push_str(row.cell(&inside.trim().to_lowercase()));
        rest = after;
    }
    out + rest
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
