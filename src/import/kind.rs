//! What an input is: judged by its first bytes, then by its name.

use super::dataset::is_workbook;
use super::exports::Service;
use super::{encoding, generator, unpack};
use crate::source;

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
    /// UCDP GED, as CSV or as JSON.
    Ucdp,
    /// ACLED, in the same forms.
    Acled,
    /// A calendar.
    Calendar,
    /// A page in a container: MHTML, a web archive, a packed file.
    Packed,
    /// The export of a blogging service.
    Export(Service),
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
            Self::Acled => "ACLED",
            Self::Calendar => "calendar",
            Self::Packed => "saved page",
            Self::Export(service) => service.name(),
            Self::Table => "table",
            Self::Other(_) => "other file",
        }
    }

    /// Whether it is read row by row, however large it is.
    pub fn is_streamed(self) -> bool {
        matches!(self, Self::Ucdp | Self::Acled | Self::Calendar | Self::Table)
    }
}

/// The kind of a file that lies in a folder which was named: what belongs to a repository or a program is no text.
pub fn in_folder(name: &str, head: &[u8]) -> Kind {
    let file = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let (stem, ending) = file.rsplit_once('.').unwrap_or((&file, ""));
    if source::is_of_repository(stem) || stem == "404" {
        return Kind::Other("a file of the repository");
    }
    if ending == "zip" {
        return Kind::Other("not a text");
    }
    if ending == "xml" && is_wordpress(head) {
        return Kind::Export(Service::WordPress);
    }
    if PROGRAMS.contains(&ending) || ending.is_empty() {
        return Kind::Other("no text of an article");
    }
    of(name, head)
}

/// Endings of programs, settings and templates.
const PROGRAMS: &[&str] = &[
    "css",
    "scss",
    "sass",
    "less",
    "js",
    "mjs",
    "cjs",
    "jsx",
    "ts",
    "tsx",
    "vue",
    "svelte",
    "astro",
    "rb",
    "py",
    "go",
    "rs",
    "php",
    "java",
    "c",
    "h",
    "cpp",
    "sh",
    "bat",
    "ps1",
    "pl",
    "lua",
    "r",
    "lock",
    "toml",
    "yaml",
    "yml",
    "ini",
    "cfg",
    "conf",
    "env",
    "xml",
    "rss",
    "atom",
    "svg",
    "njk",
    "liquid",
    "hbs",
    "ejs",
    "pug",
    "haml",
    "erb",
    "webmanifest",
    "map",
    "gemspec",
    "editorconfig",
    "gitignore",
    "log",
    "bib",
    "tex",
    "woff",
    "woff2",
    "ttf",
    "eot",
    "ico",
];

/// The kind of an input by its name and first bytes.
pub fn of(name: &str, head: &[u8]) -> Kind {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if head.is_empty() {
        return Kind::Other("empty");
    }
    if is_workbook(head) && matches!(ending.as_str(), "xlsx" | "xlsm" | "xlsb" | "xls" | "ods") {
        return Kind::Table;
    }
    if ending == "zip" && head.starts_with(b"PK\x03\x04") {
        return Kind::Export(Service::Substack);
    }
    if is_wordpress(head) {
        return Kind::Export(Service::WordPress);
    }
    if unpack::container(head).is_some() {
        return Kind::Packed;
    }
    if head.starts_with(b"{\\rtf") {
        return Kind::Other("RTF");
    }
    if encoding::is_binary(head) {
        return Kind::Other("not a text");
    }
    let text = encoding::decode(head, None).text;
    let start = text.trim_start();
    if start.starts_with("BEGIN:VCALENDAR") {
        return Kind::Calendar;
    }
    match ending.as_str() {
        "csv" | "tsv" | "psv" => return table(start),
        "json" | "geojson" | "jsonl" | "ndjson" => return json(start),
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
    let is_markdown = matches!(ending.as_str(), "md" | "markdown" | "mdx" | "qmd" | "mkd");
    if is_markdown
        && (generator::has_key_lines(start) || start.starts_with("{\n") || start.starts_with("{\r"))
    {
        return Kind::FrontMatter;
    }
    match ending.as_str() {
        _ if is_markdown => Kind::Markdown,
        _ if start.starts_with('{') => json(start),
        _ => match table(start) {
            Kind::Table => Kind::Text,
            known => known,
        },
    }
}

/// Whether a file begins as an export of WordPress does.
fn is_wordpress(head: &[u8]) -> bool {
    memchr::memmem::find(head, b"wordpress.org/export/").is_some()
        && memchr::memmem::find(head, b"<rss").is_some()
}

fn is_html(start: &str, ending: &str) -> bool {
    let lower: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<!--", "<?xml"]
        .iter()
        .any(|tag| lower.starts_with(tag));
    begins || (matches!(ending, "html" | "htm" | "xhtml") && lower.contains('<'))
}

fn json(start: &str) -> Kind {
    let has = |keys: &[&str]| keys.iter().any(|key| start.contains(&format!("\"{key}\"")));
    if has(&["db"]) && has(&["exported_on", "posts"]) {
        Kind::Export(Service::Ghost)
    } else if has(&["event_id_cnty"]) {
        Kind::Acled
    } else if has(&["side_a", "type_of_violence"]) && has(&["date_start"]) {
        Kind::Ucdp
    } else if has(&["start_date", "startDate", "timeline", "slides"]) && !has(&["FeatureCollection"]) {
        Kind::TimelineJson
    } else {
        Kind::Table
    }
}

/// The kind of a table by the names of its columns.
fn table(start: &str) -> Kind {
    let mut lines =
        start.lines().skip_while(|line| line.trim_start_matches('"').to_lowercase().starts_with("sep="));
    let header = lines.next().unwrap_or("").to_lowercase().replace('"', "");
    let names: Vec<&str> = header.split([',', ';', '\t', '|']).map(str::trim).collect();
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
