//! A first map of a table: every column is in it, with samples as comments.

use super::origin::Form;
use super::rows::Rows;
use super::{Open, path_part};
use crate::diag::Failure;
use crate::import::compose::scalar;
use crate::import::{short_name, source};
use crate::parse;

/// So many samples of a column are shown.
const SAMPLES: usize = 3;

/// So many rows are looked at.
const ROWS: usize = 500;

/// A column with what stands in it.
struct Column {
    name: String,
    samples: Vec<String>,
    filled: usize,
    dates: usize,
    numbers: usize,
    addresses: usize,
}

/// Words in the names of columns, and the field that they tell of; what stands first is asked first.
const FIELDS: &[(&str, &[&str])] = &[
    ("lat", &["lat", "latitude", "y"]),
    ("lon", &["lon", "lng", "long", "longitude", "x"]),
    ("id", &["id", "no", "number", "nr", "key", "uid"]),
    ("end", &["end", "end_date", "until", "to", "date_end", "bis"]),
    ("time", &["time", "hour", "uhrzeit"]),
    (
        "when",
        &[
            "date",
            "when",
            "day",
            "start",
            "start_date",
            "event_date",
            "date_start",
            "datum",
            "fecha",
            "дата",
            "published",
            "timestamp",
        ],
    ),
    ("link", &["link", "url", "source", "sources", "href", "quelle", "reference", "links"]),
    ("type", &["type", "category", "kind", "event_type", "class"]),
    (
        "place",
        &["place", "location", "town", "city", "village", "where", "ort", "site", "settlement", "address"],
    ),
    (
        "actors",
        &[
            "actor",
            "actors",
            "side",
            "side_a",
            "side_b",
            "actor1",
            "actor2",
            "perpetrator",
            "who",
            "party",
            "participants",
        ],
    ),
    ("killed", &["killed", "dead", "deaths", "fatalities", "tote", "fatal"]),
    ("injured", &["injured", "wounded", "verletzte"]),
    ("title", &["title", "headline", "what", "event", "name", "incident", "was", "label"]),
    ("summary", &["summary", "description", "notes", "text", "details", "comment", "abstract"]),
];

/// The map; why the table cannot be read.
pub(in crate::import) fn suggest(open: &Open, name: &str) -> Result<String, String> {
    let rows = Rows::of(open, Form::Mapped)?;
    let mut columns: Vec<Column> =
        rows.names().iter().filter(|name| !name.is_empty()).map(|name| Column::of(name)).collect();
    let mut seen = 0;
    let enough = || Failure::new("read", "the table", "enough rows were read");
    let read = rows.each(&mut |_, row| {
        columns.iter_mut().for_each(|column| column.add(row.cell(&column.name)));
        seen += 1;
        if seen < ROWS { Ok(()) } else { Err(enough()) }
    });
    if let Ok(Err(broken)) = read {
        return Err(broken.reason);
    }
    Ok(written(&columns, name))
}

impl Column {
    fn of(name: &str) -> Self {
        Self { name: name.to_owned(), samples: Vec::new(), filled: 0, dates: 0, numbers: 0, addresses: 0 }
    }

    fn add(&mut self, cell: &str) {
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        self.numbers += usize::from(cell.replace(',', ".").parse::<f64>().is_ok());
        self.addresses += usize::from(source::address(cell).is_some());
        let is_date = cell.len() >= 8
            && cell.contains(|c: char| c.is_ascii_digit())
            && parse::meant(cell, None) != parse::Meant::Nothing;
        self.dates += usize::from(is_date);
        let sample: String = cell.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if self.samples.len() < SAMPLES && !self.samples.contains(&sample) {
            self.samples.push(sample);
        }
    }

    /// The field that its name or else what stands in it tells of.
    fn field(&self) -> Option<&'static str> {
        let last = self.name.rsplit('.').next().unwrap_or(&self.name);
        let mostly = |count: usize| self.filled > 0 && count * 10 >= self.filled * 8;
        let named = FIELDS.iter().find(|(_, words)| words.contains(&last)).map(|(field, _)| *field);
        let within = || {
            let parts: Vec<&str> = last.split(|c: char| !c.is_alphanumeric()).collect();
            FIELDS
                .iter()
                .find(|(field, words)| {
                    *field != "id" && words.iter().any(|word| word.len() > 2 && parts.contains(word))
                })
                .map(|(field, _)| *field)
        };
        named
            .or_else(within)
            .or_else(|| mostly(self.addresses).then_some("link"))
            .or_else(|| mostly(self.dates).then_some("when"))
    }

    fn comment(&self) -> String {
        let samples: Vec<String> = self.samples.iter().map(|sample| format!("“{sample}”")).collect();
        if samples.is_empty() { "empty in every row".to_owned() } else { samples.join(", ") }
    }
}

fn written(columns: &[Column], name: &str) -> String {
    let file = short_name(name);
    let of = |field: &str| columns.iter().filter(|column| column.field() == Some(field)).collect::<Vec<_>>();
    let mut out =
        format!("# A first map of {file}: correct it, then run `dateline import {file} --map map.yaml`.\n");
    let mut used: Vec<&str> = Vec::new();
    let line = |key: &str, value: String, columns: &[&Column]| {
        let samples: Vec<String> = columns.iter().map(|column| column.comment()).collect();
        format!("{key}: {value}  # {}\n", samples.join(" · "))
    };
    out.push_str(&format!("prefix: {}\n", scalar(&path_part(name))));
    let single = |field: &str| of(field).first().copied();
    let title = single("title")
        .or_else(|| single("summary"))
        .or_else(|| columns.iter().find(|c| c.field().is_none() && c.numbers == 0));
    for (key, column) in [
        ("id", single("id")),
        ("title", title.or(columns.first())),
        ("when", single("when").or(columns.first())),
    ] {
        if let Some(column) = column {
            out.push_str(&line(key, scalar(&column.name), &[column]));
            used.push(&column.name);
        }
    }
    for key in ["end", "time", "type", "summary"] {
        if let Some(column) = single(key).filter(|column| !used.contains(&column.name.as_str())) {
            out.push_str(&line(key, scalar(&column.name), &[column]));
            used.push(&column.name);
        }
    }
    let position = single("lat").zip(single("lon"));
    let place = single("place").filter(|column| !used.contains(&column.name.as_str()));
    match (place, position) {
        (Some(place), Some((lat, lon))) => {
            let value = format!(
                "{{name: {}, lat: {}, lon: {}}}",
                scalar(&place.name),
                scalar(&lat.name),
                scalar(&lon.name)
            );
            out.push_str(&line("place", value, &[place, lat, lon]));
            used.extend([place.name.as_str(), &lat.name, &lon.name]);
        }
        (Some(place), None) => {
            out.push_str(&line("place", scalar(&place.name), &[place]));
            used.push(&place.name);
        }
        (None, _) => {}
    }
    for (key, field) in [("actors", "actors"), ("link", "link")] {
        let list: Vec<&Column> =
            of(field).into_iter().filter(|column| !used.contains(&column.name.as_str())).collect();
        if !list.is_empty() {
            let names: Vec<String> = list.iter().map(|column| scalar(&column.name)).collect();
            out.push_str(&line(key, format!("[{}]", names.join(", ")), &list));
            used.extend(list.iter().map(|column| column.name.as_str()));
        }
    }
    let counted: Vec<(&str, &Column)> =
        ["killed", "injured"].into_iter().filter_map(|measure| Some((measure, single(measure)?))).collect();
    if !counted.is_empty() {
        let list: Vec<String> = counted
            .iter()
            .map(|(measure, column)| format!("{{measure: {measure}, value: {}}}", scalar(&column.name)))
            .collect();
        let columns: Vec<&Column> = counted.iter().map(|(_, column)| *column).collect();
        out.push_str(&line("figures", format!("[{}]", list.join(", ")), &columns));
        used.extend(counted.iter().map(|(_, column)| column.name.as_str()));
    }
    out.push_str(&format!(
        "source: {{title: {}}}  # what readers shall see, with `publisher`, `url` and `license`\n",
        scalar(file)
    ));
    let rest: Vec<&Column> = columns.iter().filter(|column| !used.contains(&column.name.as_str())).collect();
    if !rest.is_empty() {
        out.push_str("# Columns that are in no field yet:\n");
        rest.iter().for_each(|column| out.push_str(&format!("#   {}: {}\n", column.name, column.comment())));
    }
    out
}
