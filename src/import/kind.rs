//! What an input is: judged by its first bytes, then by its name.

use super::encoding;

/// The kind of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Raw article text.
    Text,
    /// The same in Markdown, without front matter.
    Markdown,
    /// A saved web page.
    Html,
    /// A file with front matter, of another generator.
    FrontMatter,
    /// TimelineJS as JSON.
    TimelineJson,
    /// TimelineJS as a spreadsheet.
    TimelineSheet,
    /// UCDP GED as CSV.
    Ucdp,
    /// UCDP GED as GeoJSON.
    GeoJson,
    /// ACLED as GeoJSON.
    AcledGeoJson,
    /// ACLED as CSV.
    Acled,
    /// A table that only a map explains.
    Table,
    /// Nothing that is imported; why.
    Other(&'static str),
}

impl Kind {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML page",
            Self::FrontMatter => "article with front matter",
            Self::TimelineJson => "TimelineJS (JSON)",
            Self::TimelineSheet => "TimelineJS (sheet)",
            Self::Ucdp => "UCDP GED",
            Self::GeoJson => "UCDP GED (GeoJSON)",
            Self::AcledGeoJson => "ACLED (GeoJSON)",
            Self::Acled => "ACLED",
            Self::Table => "table",
            Self::Other(_) => "other file",
        }
    }

    /// Whether it is read row by row, however large it is.
    pub fn is_streamed(self) -> bool {
        matches!(self, Self::Ucdp | Self::Acled | Self::Table | Self::GeoJson | Self::AcledGeoJson)
    }
}

/// The kind of an input by its name and first bytes.
pub fn of(name: &str, head: &[u8]) -> Kind {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if head.is_empty() {
        return Kind::Other("empty");
    }
    if encoding::is_binary(head) {
        return Kind::Other("not a text");
    }
    let text = encoding::decode(head, None).text;
    let start = text.trim_start();
    match ending.as_str() {
        "csv" | "tsv" => return table(start),
        "json" | "geojson" => return json(start),
        "css" | "js" | "mjs" | "ts" | "scss" | "svg" | "xml" | "rb" | "py" | "lock" | "njk" | "liquid"
        | "toml" | "yaml" | "yml" => {
            return Kind::Other("no text of an article");
        }
        _ => {}
    }
    if start.starts_with("---") || start.starts_with("+++") {
        let first = start.lines().next().unwrap_or("").trim_end();
        if matches!(first, "---" | "+++") {
            return Kind::FrontMatter;
        }
    }
    if is_html(start, &ending) {
        return Kind::Html;
    }
    match ending.as_str() {
        "md" | "markdown" | "mdx" => Kind::Markdown,
        _ if start.starts_with('{') => json(start),
        _ => match table(start) {
            Kind::Table => Kind::Text,
            known => known,
        },
    }
}

fn is_html(start: &str, ending: &str) -> bool {
    let lower: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<!--", "<?xml"]
        .iter()
        .any(|tag| lower.starts_with(tag));
    begins || (matches!(ending, "html" | "htm" | "xhtml") && lower.contains('<'))
}

fn json(start: &str) -> Kind {
    if start.contains("\"FeatureCollection\"") {
        return if start.contains("\"event_id_cnty\"") { Kind::AcledGeoJson } else { Kind::GeoJson };
    }
    let timeline = ["\"events\"", "\"start_date\"", "\"timeline\"", "\"startDate\"", "\"slides\""]
        .iter()
        .any(|key| start.contains(key));
    if timeline { Kind::TimelineJson } else { Kind::Other("JSON of an unknown form") }
}

/// The kind of a table by the names of its columns.
fn table(start: &str) -> Kind {
    let header = start.lines().next().unwrap_or("").to_lowercase().replace('"', "");
    let names: Vec<&str> = header.split([',', ';', '\t']).map(str::trim).collect();
    let has = |wanted: &[&str]| wanted.iter().all(|name| names.contains(name));
    if has(&["side_a", "side_b", "date_start", "best"]) {
        Kind::Ucdp
    } else if has(&["event_date", "event_type", "actor1"]) {
        Kind::Acled
    } else if has(&["year", "headline"]) || has(&["start date", "headline"]) || has(&["start", "headline"]) {
        Kind::TimelineSheet
    } else {
        Kind::Table
    }
}
