//! One function a target: bytes go in as a file, line or message, and nothing may panic. A target that knows more about its answer
//! asserts that too.

use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

use dateline::check::Depth;
use dateline::config::{Config, Zones};
use dateline::diag::Diagnostics;
use dateline::import::{Archive, Clock, Groups, Importer, Kind, Map, Now, Slides, Telling};
use dateline::model::Day;
use dateline::parse::{self, Style};
use dateline::publish::record::Record;
use dateline::render::{self, Context, Snapshot, Templates, Views};
use dateline::report::{self, ColourChoice, Format, HowMuch};
use dateline::resolve::Include;
use dateline::source::SourceTree;
use dateline::{Options, import};

/// A site whose names, titles and ids an input may use.
const SITE: &[(&str, &str)] = &[
    ("site.yaml", "title: The war\nbase_url: https://example.org/\ntimezone: Asia/Yerevan\n"),
    (
        "content/actors.yaml",
        "- {id: north, name: Northland, kind: state, aliases: [N, Հյուսիս, the North]}\n- {name: Southland, kind: state}\n- {name: Anna Grey, kind: person, affiliations: [{to: north, role: minister, valid: 2019/..}]}\n",
    ),
    ("content/places.yaml", "- {name: Capital, lat: 40.1, lon: 44.5}\n"),
    ("content/sources.yaml", "- {id: s1, title: A decree, url: https://north.example/decree}\n"),
    (
        "content/conflicts/war.md",
        "---\nname: The war\nwhen: 2020-09-27/2020-11-10\nsides: [{name: North, actors: [Northland]}, {name: South, actors: [Southland]}]\n---\n",
    ),
    (
        "content/articles/2020-09-27-first.md",
        "---\ntitle: The first day\nactors: [Northland]\nplace: Capital\n---\n## A part\n\nText.\n",
    ),
];

fn options() -> Options {
    Options {
        include: Include::Published,
        base_url: None,
        today: today(),
        depth: Depth::Editorial,
        offline: false,
    }
}

fn today() -> Day {
    parse::stamp("2021-06-01", &Zones::default()).expect("a day").day()
}

/// The site with one more file, or another one at a path that it has.
fn snapshot(path: &str, text: &str) -> (Snapshot, Diagnostics) {
    let others = SITE.iter().copied().filter(|(other, _)| *other != path);
    let tree = SourceTree::in_memory(others.chain([(path, text)]));
    let mut out = Diagnostics::default();
    let snapshot = dateline::snapshot(tree, &options(), &mut out);
    (snapshot, out)
}

/// Every mistake can be shown at its place.
fn told(snapshot: &Snapshot, mut out: Diagnostics) {
    report::sort(&mut out, &snapshot.tree);
    report::print(&out, &snapshot.tree, Format::Human, ColourChoice::No, HowMuch::All);
    report::print(&out, &snapshot.tree, Format::Json, ColourChoice::No, HowMuch::All);
}

/// Renders the pages of which the file's path or name is a part; no sign that only the program writes is left in them.
fn rendered(snapshot: &Snapshot) {
    static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| {
        Templates::load(&SourceTree::in_memory([]), &Config::default(), &mut Diagnostics::default())
    });
    let views = Views::of(snapshot);
    let cx = Context::of(snapshot, &TEMPLATES, &views);
    for route in snapshot.routes.iter() {
        let (page, problem) = render::render(cx, route);
        assert!(problem.is_none(), "{problem:?}");
        let page = page.expect("a page that has no problem");
        assert!(std::str::from_utf8(&page.bytes).is_ok(), "{}", page.path);
        if page.path.ends_with(".html") {
            let sign = page.bytes.iter().position(|byte| (1..=3).contains(byte));
            assert!(sign.is_none(), "{}: byte {sign:?}", page.path);
        }
    }
}

/// The front matter of an article, with its text.
pub fn front_matter(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (snapshot, out) = snapshot("content/articles/2020-09-28-second.md", text);
    told(&snapshot, out);
}

/// A list of actors, places, events or sources, or the description of a conflict: the first byte says which.
pub fn register(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let path = match first % 5 {
        0 => "content/actors.yaml",
        1 => "content/places.yaml",
        2 => "content/events.yaml",
        3 => "content/sources.yaml",
        _ => "content/conflicts/war.md",
    };
    let (snapshot, out) = snapshot(path, text);
    told(&snapshot, out);
}

/// `site.yaml`.
pub fn settings(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (snapshot, out) = snapshot("site.yaml", text);
    told(&snapshot, out);
}

/// The text of an article, up to the finished pages.
pub fn body(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let article = format!("---\ntitle: The second day\nactors: [Anna Grey]\n---\n{text}");
    let (snapshot, out) = snapshot("content/articles/2020-09-28-second.md", &article);
    rendered(&snapshot);
    told(&snapshot, out);
}

/// A date in EDTF, and a start and an end with times of day: what is read is written as it was.
pub fn dates(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(when) = parse::when(text) {
        assert_eq!(when.written(), text.trim());
        assert!(
            when.earliest() <= when.latest() || when.earliest().is_none() || when.latest().is_none(),
            "{text:?}"
        );
        let printed = when.edtf().to_string();
        let again = parse::when(&printed).expect("what is printed can be read");
        assert_eq!(
            (when.earliest(), when.latest()),
            (again.earliest(), again.latest()),
            "{text:?} {printed:?}"
        );
    }
    let zones = Zones::default();
    let (start, end) = text.split_once('\n').map_or((text, None), |(start, end)| (start, Some(end)));
    let _ = parse::moment_range(start, end, &zones);
    let _ = parse::stamp(text, &zones);
}

/// Lines that may be Read lines.
pub fn read_lines(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    static STYLE: LazyLock<Style> = LazyLock::new(|| {
        Style::of(&parse::settings(&SourceTree::in_memory([]), &mut Diagnostics::default()))
    });
    for line in text.lines() {
        if let Some((prefix, title)) = parse::read_title(line, &STYLE) {
            assert!(line.contains(prefix) && line.contains(title) && !title.is_empty(), "{line:?}");
        }
        if let Some(at) = parse::read_beginning(line, &STYLE) {
            assert!(line.is_char_boundary(at));
        }
    }
}

/// Imports an input; what comes out is a site that can be read again.
fn imported(name: &str, data: &[u8], kind: Kind, map: Option<&Map>) {
    let now = Now::parse("2021-06-01T12:00", true).expect("a time");
    let options = import::Options {
        clock: Clock { zones: Zones::default(), zone_given: false, order: None, now },
        url: None,
        publisher: None,
        date: None,
        conflict: None,
        keep_all: false,
        keep_source: false,
        groups: Groups::Tags,
        slides: Slides::Events,
        is_folder: false,
        telling: Telling::Grouped,
    };
    let mut importer = Importer::new(Archive::of(SourceTree::in_memory(SITE.iter().copied())), options);
    let mut out = Diagnostics::default();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    if kind.is_streamed() {
        let mut put = |path: &str, text: &str| {
            match files.iter_mut().find(|(known, _)| known == path) {
                Some((_, bytes)) => bytes.extend_from_slice(text.as_bytes()),
                None => files.push((path.to_owned(), text.into())),
            }
            Ok(())
        };
        let open = || -> std::io::Result<Box<dyn std::io::Read>> { Ok(Box::new(Cursor::new(data.to_vec()))) };
        // A table whose columns cannot be read is refused as a whole.
        let _ = importer.table(name, &open, kind, map, &mut put, &mut out);
    } else {
        let outcome = importer.page(name, data, kind, &mut out);
        files.extend(outcome.files.into_iter().map(|file| (file.path, file.bytes)));
    }
    importer.end(&mut out);
    report::sort(&mut out, &importer.inputs);
    report::print(&out, &importer.inputs, Format::Human, ColourChoice::No, HowMuch::All);
    let texts: Vec<(&str, &str)> = files
        .iter()
        .filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
        .collect();
    let mut out = Diagnostics::default();
    let snapshot =
        dateline::snapshot(SourceTree::in_memory(texts.iter().copied()), &options_of_check(), &mut out);
    let broken = out.iter().find(|problem| &*problem.code == "invalid-yaml");
    assert!(
        broken.is_none(),
        "{broken:?}\n{:?}",
        snapshot.tree.files.iter().map(|f| f.text()).collect::<Vec<_>>()
    );
}

fn options_of_check() -> Options {
    Options { include: Include::Drafts, depth: Depth::Mistakes, ..options() }
}

/// A page copied as text.
pub fn import_text(data: &[u8]) {
    imported("page.txt", data, Kind::Text, None);
}

/// A saved page.
pub fn import_html(data: &[u8]) {
    imported("page.html", data, Kind::Html, None);
}

/// A table: UCDP, ACLED, GeoJSON or one that a map explains; the first byte says which.
pub fn import_table(data: &[u8]) {
    const MAP: &str = "columns: {id: id, when: date, title: title, place: place, actors: actors, sources: link}\nfigures: [{measure: killed, best: dead}]\n";
    static WITH: LazyLock<Option<Map>> = LazyLock::new(|| Map::parse(MAP).ok());
    let Some((first, rest)) = data.split_first() else { return };
    match first % 5 {
        0 => imported("t.csv", rest, Kind::Ucdp, None),
        1 => imported("t.csv", rest, Kind::Acled, None),
        2 => imported("t.json", rest, Kind::Ucdp, None),
        3 => imported("t.json", rest, Kind::Acled, None),
        _ => imported("t.csv", rest, Kind::Table, WITH.as_ref()),
    }
}

/// A timeline of TimelineJS, as JSON or as a sheet.
pub fn import_timeline(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    match first % 2 {
        0 => imported("t.json", rest, Kind::TimelineJson, None),
        _ => imported("t.csv", rest, Kind::TimelineSheet, None),
    }
}

/// A text of another generator.
pub fn import_generator(data: &[u8]) {
    imported("post.md", data, Kind::FrontMatter, None);
}

/// What an editor sends: each line is the body of one message; with a first byte that is odd the bytes go in as they are.
pub fn language_server(data: &[u8]) {
    static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in SITE {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            std::fs::write(path, text).expect("a file");
        }
        folder
    });
    let Some((first, rest)) = data.split_first() else { return };
    let input = if first % 2 == 1 { rest.to_vec() } else { framed(rest, FOLDER.path()) };
    dateline::lsp::serve(Cursor::new(input), tokio::io::sink(), Some(FOLDER.path()), &options())
        .expect("a server");
}

fn framed(lines: &[u8], folder: &Path) -> Vec<u8> {
    let hello = format!(
        r#"{{"jsonrpc":"2.0","id":0,"method":"initialize","params":{{"capabilities":{{}},"rootUri":"file://{}"}}}}"#,
        folder.display()
    );
    let ready = br#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#.as_slice();
    // Its answer waits for the whole site, so that no more than one is being read at a time.
    let whole = format!(
        r#"{{"jsonrpc":"2.0","id":"last","method":"textDocument/definition","params":{{"textDocument":{{"uri":"file://{}/{}"}},"position":{{"line":0,"character":8}}}}}}"#,
        folder.display(),
        SITE[1].0
    );
    let bye = br#"{"jsonrpc":"2.0","method":"exit"}"#.as_slice();
    let given = lines.split(|byte| *byte == b'\n');
    let mut all = Vec::new();
    for message in [hello.as_bytes(), ready].into_iter().chain(given).chain([whole.as_bytes(), bye]) {
        all.extend_from_slice(format!("Content-Length: {}\r\n\r\n", message.len()).as_bytes());
        // The folder's name is made anew for each run; inputs name it by a word.
        all.extend_from_slice(message);
    }
    all
}

/// The record that a publish left at its place.
pub fn record(data: &[u8]) {
    if let Ok(record) = Record::parse(data, "https://example.org/") {
        let again =
            Record::parse(&record.to_json(), "https://example.org/").expect("what is written can be read");
        assert_eq!(record, again);
        record.bundled();
        record.known();
    }
}

/// A proof that stands beside a kept file, as one of every sort.
pub fn proof(data: &[u8]) {
    dateline::source::try_proofs(data);
}
