//! Reads a site's folder, in parallel.

#![expect(clippy::disallowed_methods, reason = "the source reads")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use super::asset::{AssetContent, is_of_content, target_of};
use super::inside::{AtPath, Bounds, read_whole};
use super::known_pictures::KnownPictures;
use super::picture;
use super::playing;
use super::positions::with_plain_line_ends;
use super::reading::Reading;
use super::{Asset, Kind, SourceFile, SourceTree};
use crate::diag::{At, Diagnostic, Diagnostics, Failure, FileId, code};

/// What to leave out of the folder.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The output folder, when it lies inside the site's.
    pub output: Option<PathBuf>,
}

/// Reads everything that a build of the folder depends on.
///
/// # Errors
/// Fails when the folder itself cannot be read; a single unreadable file is a diagnostic.
pub fn read(root: &Path, filter: &Filter, out: &mut Diagnostics) -> Result<SourceTree, Failure> {
    Ok(Reading::of(root, filter)?.tree(out))
}

/// What a file of the folder gave.
pub(super) enum ReadItem {
    Text(Arc<SourceFile>),
    Asset(Arc<Asset>),
    /// A text of which not all could be read, and why.
    Broken(Arc<SourceFile>, Diagnostic),
    Unknown(Diagnostic),
    /// A text that a tree has alone, until it is kept.
    Lent,
    Nothing,
}

impl ReadItem {
    /// The text file, if it is one.
    pub fn file(&self) -> Option<&Arc<SourceFile>> {
        match self {
            Self::Text(file) | Self::Broken(file, _) => Some(file),
            Self::Asset(_) | Self::Unknown(_) | Self::Lent | Self::Nothing => None,
        }
    }

    /// Whether both hold the same.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a.mark() == b.mark(),
            (Self::Asset(a), Self::Asset(b)) => a == b,
            (Self::Broken(a, why), Self::Broken(b, other)) => a.mark() == b.mark() && why == other,
            (Self::Unknown(a), Self::Unknown(b)) => a == b,
            (Self::Nothing, Self::Nothing) => true,
            _ => false,
        }
    }
}

/// Names of files that every repository has.
const REPOSITORY: &[&str] = &[
    "license",
    "licence",
    "copying",
    "readme",
    "contributing",
    "changelog",
    "changes",
    "history",
    "code_of_conduct",
    "code-of-conduct",
    "security",
    "authors",
    "contributors",
    "maintainers",
    "notice",
    "gemfile",
    "rakefile",
    "makefile",
    "dockerfile",
    "pull_request_template",
    "issue_template",
    "todo",
    "robots",
    "humans",
    "requirements",
    "procfile",
    "cname",
];

/// Whether a file is called as those that tell of a repository and not of the site: a readme, a licence.
pub fn is_of_repository(stem: &str) -> bool {
    let stem = stem.to_lowercase();
    let begins = |start: &str| stem.starts_with(start);
    REPOSITORY.contains(&stem.as_str())
        || begins("license-")
        || begins("licence-")
        || begins("readme.")
        || begins("readme-")
}

/// What a file is for; `None` for an asset or a file that is no part of the site.
pub fn kind_of(path: &str, loose: bool) -> Option<Kind> {
    let markdown = path.ends_with(".md") || path.ends_with(".markdown");
    let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    if path == "site.yaml" {
        return Some(Kind::Site);
    }
    if let Some(name) = path.strip_prefix("templates/") {
        return (!name.is_empty()).then_some(Kind::Template);
    }
    if yaml && path.strip_prefix("phrases/").is_some_and(|name| !name.contains('/')) {
        return Some(Kind::Phrases);
    }
    if loose {
        return (markdown && !path.starts_with("static/")).then_some(Kind::Article);
    }
    let inside = path.strip_prefix("content/")?;
    let (folder, _) = inside.split_once('/').unwrap_or(("", inside));
    let geojson = path.ends_with(".geojson");
    match (folder, inside) {
        ("maps" | "places" | "conflicts", _) if geojson => Some(Kind::Shape),
        ("articles", _) if markdown => Some(Kind::Article),
        ("actors", _) if markdown => Some(Kind::Actor),
        ("places", _) if markdown => Some(Kind::Place),
        ("pages", _) if markdown => Some(Kind::Page),
        ("conflicts", _) if markdown => Some(Kind::Conflict),
        ("events", _) if markdown => Some(Kind::Event),
        ("events", _) if yaml => Some(Kind::EventList),
        (_, "actors.yaml" | "actors.yml") => Some(Kind::ActorList),
        (_, "places.yaml" | "places.yml") => Some(Kind::PlaceList),
        (_, "sources.yaml" | "sources.yml") => Some(Kind::SourceList),
        (_, "events.yaml" | "events.yml") => Some(Kind::EventList),
        (_, "glossary.yaml" | "glossary.yml") => Some(Kind::Glossary),
        _ if markdown => Some(Kind::Article),
        _ => None,
    }
}

pub(super) fn read_one(path: String, disk: PathBuf, loose: bool, known: &KnownPictures) -> ReadItem {
    let Some(kind) = kind_of(&path, loose) else {
        return asset(path, disk, loose, known);
    };
    let bytes = match read_whole(&disk) {
        Ok(bytes) => bytes,
        Err(error) => {
            let diagnostic =
                Diagnostic::new(code::UNREADABLE_FILE, format!("the file cannot be read: {error}"));
            return ReadItem::Broken(SourceFile::new(path, kind, String::new()).cut_off().into(), diagnostic);
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => ReadItem::Text(SourceFile::new(path, kind, without_mark(text)).at(disk).into()),
        Err(error) => not_utf8(path, kind, error.as_bytes()),
    }
}

/// The text of a file that was read before; nothing, if it is gone since.
pub(super) fn again(disk: &Path) -> String {
    let bytes = read_whole(disk).unwrap_or_default();
    String::from_utf8(bytes).map(without_mark).map(with_plain_line_ends).unwrap_or_default()
}

/// The text of a file of the site as it is now; `None` where it is not a file inside the site.
pub fn text_now(site: &Path, path: &str) -> Option<String> {
    let disk = site.join(path);
    (Bounds::of(site).look(&disk) == AtPath::File).then(|| again(&disk))
}

fn without_mark(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    text
}

/// Other encodings are refused with the likely name of what was found.
fn not_utf8(path: String, kind: Kind, bytes: &[u8]) -> ReadItem {
    let (guess, name) = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => ("UTF-16", "UTF-16"),
        _ => ("Latin-1, Windows-1251 or another old encoding", "WINDOWS-1252"),
    };
    let at = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    // The text up to the first bad byte stays, so that the report can show the line.
    let text = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let diagnostic = Diagnostic::new(code::NOT_UTF8, format!("the file is not UTF-8; it looks like {guess}"))
        .at(At::bytes(FileId(0), at..at))
        .hint(format!("save it as UTF-8, in the editor or with `iconv -f {name} -t UTF-8`"));
    ReadItem::Broken(SourceFile::new(path, kind, text).cut_off().into(), diagnostic)
}

/// Pictures of forms that no browser shows everywhere.
const OTHER_PICTURES: [&str; 12] =
    ["heic", "heif", "tif", "tiff", "jxl", "bmp", "psd", "dng", "cr2", "cr3", "nef", "arw"];

fn unknown(path: String) -> ReadItem {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if OTHER_PICTURES.contains(&ending.as_str()) {
        let message = format!("`{path}` is a picture of a form that browsers do not show");
        let problem = Diagnostic::new(code::UNREADABLE_PICTURE, message).hint(picture::AS_JPEG);
        return ReadItem::Unknown(problem);
    }
    let problem = Diagnostic::new(code::UNKNOWN_FILE, format!("nothing is made of `{path}`"))
        .hint("see docs/content.md for the files that a site can have");
    ReadItem::Unknown(problem)
}

/// Captures of web pages, and proofs of files, which stand beside the content and are not published.
fn is_beside_copies(path: &str) -> bool {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    match ending.to_ascii_lowercase().as_str() {
        "ots" | "tsr" | "wacz" | "warc" => true,
        "json" => target_of(stem).is_some() || stem.ends_with(".wacz") || stem.ends_with(".warc"),
        _ => false,
    }
}

/// Assets up to this size are read at once; larger ones stay on disk.
const SMALL: u64 = 64 * 1024;

fn asset(path: String, disk: PathBuf, loose: bool, known: &KnownPictures) -> ReadItem {
    let Some(target) = target_of(&path) else {
        // Loose folders hold all sorts of files; in `content/` an unknown one is a slip.
        let is_kept = loose || !path.starts_with("content/") || is_beside_copies(&path);
        return if is_kept { ReadItem::Nothing } else { unknown(path) };
    };
    let meta = fs::metadata(&disk).ok();
    let bytes = meta.as_ref().map_or(0, fs::Metadata::len);
    let small = (bytes <= SMALL).then(|| read_whole(&disk).ok()).flatten();
    let modified = meta.and_then(|m| m.modified().ok()).and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    let modified = modified.map_or(0, |since| since.as_nanos());
    let (size, picture) = match &small {
        Some(bytes) if is_of_content(&target) => picture::look(&target, bytes),
        Some(bytes) => (picture::of_bytes(&target, bytes), None),
        None if is_of_content(&target) => {
            known.get(&target, bytes, modified).unwrap_or_else(|| picture::look_at_file(&target, &disk))
        }
        None => (picture::of_file(&target, &disk), None),
    };
    let seconds = match &small {
        Some(bytes) => playing::of_bytes(&target, bytes),
        None => playing::of_file(&target, &disk),
    };
    let content = match small {
        Some(bytes) => AssetContent::Bytes(bytes),
        None => AssetContent::Disk { path: disk, bytes, modified },
    };
    ReadItem::Asset(Asset { path: target, source: path, content, size, picture, seconds }.into())
}
