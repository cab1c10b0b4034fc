//! The library's front for tests: a site written as one string becomes a finished site in memory.
#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod camera;
pub mod followed;
pub mod import;
pub mod program;
pub mod reduce;
pub mod xml;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use dateline::check::Depth;
use dateline::config::Zones;
use dateline::diag::{Diagnostics, Failure};
use dateline::model::Day;
use dateline::render::{Rendered, Snapshot};
use dateline::report::{self, ColourChoice, Format, HowMuch};
use dateline::resolve::Include;
use dateline::source::{Asset, AssetContent, SourceTree};
use dateline::{Options, Sink};

/// The day of every build in the tests.
pub const TODAY: &str = "2021-06-01";

/// The options of a build without flags.
pub fn options() -> Options {
    Options {
        include: Include::Published,
        base_url: None,
        today: day(TODAY),
        depth: Depth::Mistakes,
        offline: false,
    }
}

/// The options of a build with `--drafts`.
pub fn with_drafts() -> Options {
    Options { include: Include::Drafts, ..options() }
}

/// A day from its text.
pub fn day(text: &str) -> Day {
    dateline::parse::stamp(text, &Zones::default()).expect("a day").day()
}

/// The files of a site that is written as one text: a line `-- path --` begins each.
pub fn sections(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let path = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        match (path, files.last_mut()) {
            (Some(path), _) => files.push((path.to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => {
                assert!(line.trim().is_empty(), "a site begins with `-- path --`, not with {line:?}")
            }
        }
    }
    files
}

/// Writes the files of a site below a folder.
pub fn spread(folder: &Path, text: &str) {
    for (path, text) in sections(text) {
        put(folder, &path, text.as_bytes());
    }
}

/// Writes one file below a folder.
pub fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    std::fs::write(path, bytes).expect("a file");
}

/// Builds a site that is written as one text.
pub fn build(text: &str) -> Built {
    build_with(text, &options())
}

/// Builds it with other options.
pub fn build_with(text: &str, options: &Options) -> Built {
    let files = sections(text);
    build_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())), options)
}

/// Builds a site from paths and texts.
pub fn build_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, options: &Options) -> Built {
    build_tree(SourceTree::in_memory(files), options, Diagnostics::default())
}

/// Builds a site that was read already.
pub fn build_tree(tree: SourceTree, options: &Options, mut out: Diagnostics) -> Built {
    let snapshot = dateline::snapshot(tree, options, &mut out);
    let sink = Memory::default();
    dateline::write(&snapshot, &sink, &|| {}, &mut out).expect("memory takes everything");
    report::sort(&mut out, &snapshot.tree);
    Built { snapshot, files: sink.0.into_inner().expect("no thread panicked"), diagnostics: out }
}

/// One article with that text, in a site of its own; more sections may follow the text.
pub fn with_body(text: &str) -> String {
    format!("-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n---\n{text}\n")
}

/// Builds one article with that text.
pub fn article(text: &str) -> Built {
    build(&with_body(text))
}

/// The markup that a text becomes, without the page around it.
pub fn body(text: &str) -> String {
    article(text).body("articles/a.html")
}

/// Compares what was found with what was expected, row by row, and names every row that differs.
pub fn same(rows: impl IntoIterator<Item = (String, String, String)>) {
    let differ = rows.into_iter().filter(|(_, found, expected)| found != expected);
    let lines: Vec<String> = differ
        .map(|(name, found, expected)| format!("{name:?}\n  expected {expected}\n  got      {found}"))
        .collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

/// A sink that keeps everything in memory.
#[derive(Default)]
pub struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Memory {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let old = self.0.lock().expect("no thread panicked").insert(path.to_owned(), bytes.to_vec());
        if old.is_some() { Err(Failure::new("write", path, "this file is there already")) } else { Ok(()) }
    }
}

impl Sink for Memory {
    fn page(&self, page: &Rendered) -> Result<(), Failure> {
        self.put(&page.path, &page.bytes)
    }

    fn asset(&self, asset: &Asset) -> Result<(), Failure> {
        match &asset.content {
            AssetContent::Bytes(bytes) => self.put(&asset.path, bytes),
            AssetContent::Disk { path, .. } => {
                self.put(&asset.path, &std::fs::read(path).expect("the asset"))
            }
        }
    }
}

/// A finished site.
pub struct Built {
    /// What the pages were made of.
    pub snapshot: Snapshot,
    /// Path and bytes of every file.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What was reported, sorted.
    pub diagnostics: Diagnostics,
}

impl Built {
    /// A page's or other file's text.
    pub fn page(&self, path: &str) -> &str {
        let bytes = self.files.get(path);
        let bytes = bytes.unwrap_or_else(|| panic!("there is no {path} among {:?}", self.files.keys()));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// Whether the site has that file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths of its HTML pages.
    pub fn pages(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).filter(|path| path.ends_with(".html")).collect()
    }

    /// The words of a page's `<main>`, links as `[words](address)`.
    pub fn main(&self, path: &str) -> String {
        reduce::main(self.page(path))
    }

    /// The markup of an article's text, without the page around it.
    pub fn body(&self, path: &str) -> String {
        reduce::inner(self.page(path), "<div class=\"body\">", "div").trim().to_owned()
    }

    /// The words of an article's text.
    pub fn text(&self, path: &str) -> String {
        reduce::words(&self.body(path))
    }

    /// The whole report, for people, without colours.
    pub fn report(&self) -> String {
        report::print(&self.diagnostics, &self.snapshot.tree, Format::Human, ColourChoice::No, HowMuch::All)
    }

    /// The report with one line for each mistake.
    pub fn short(&self) -> String {
        report::print(&self.diagnostics, &self.snapshot.tree, Format::Short, ColourChoice::No, HowMuch::All)
    }

    /// The codes that were reported, in order.
    pub fn codes(&self) -> Vec<&str> {
        self.diagnostics.0.iter().map(|diagnostic| &*diagnostic.code).collect()
    }

    /// The files whose bytes hold a text.
    pub fn holding(&self, text: &str) -> Vec<&str> {
        let holds = |bytes: &[u8]| memchr::memmem::find(bytes, text.as_bytes()).is_some();
        self.files.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path.as_str()).collect()
    }
}
