//! Files that cannot be looked into, or are of a sort that nobody here knows: they are named, and the publisher decides.

use super::found;
use crate::publish::leak::{Hit, LeakKind};

const HINT: &str = "look into it yourself, then list it under `may_publish:` in site.yaml; or publish what it holds as files of their own";

/// Beginnings of files that hide what they hold.
const CLOSED: &[(&[u8], &str)] = &[
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"MSCF", "a CAB archive"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old office program"),
    (b"SQLite format 3\0", "a database"),
    (b"!BDN", "a mailbox"),
    (b"8BPS", "a picture of a drawing program, with its layers"),
];

/// Beginnings of files that hold fonts, sounds, pictures or programs, and of metadata at most what was looked for.
const KNOWN: &[&[u8]] = &[
    b"wOF2",
    b"wOFF",
    b"OTTO",
    b"ttcf",
    b"true",
    b"\0\x01\0\0",
    b"\0asm",
    b"\0\0\x01\0",
    b"BM",
    b"OggS",
    b"fLaC",
    b"RIFF",
    b"FORM",
    b"\xff\xfb",
    b"\xff\xf3",
    b"\xff\xf2",
    b"\xff\xf1",
    b"\xff\xf9",
    b"PMTiles",
    b"\xff\x0a",
    b"glTF",
    b"FLV",
    b"GIF8",
    b"\xff\xd8",
    b"%!PS",
    b"farb",
];
/// Endings of the same, for files without such a beginning.
const ENDINGS: &[&str] = &[
    "woff", "woff2", "ttf", "otf", "eot", "wasm", "ico", "bmp", "ogg", "oga", "opus", "flac", "wav", "aac",
    "pbf", "mvt", "pmtiles", "br",
];

/// Names a file that cannot be looked into.
pub(super) fn look(path: &str, bytes: &[u8]) -> Option<Hit> {
    let closed =
        |what: &str| Hit::new(0, LeakKind::Closed, format!("{what}, which cannot be looked into"), HINT);
    if let Some((_, what)) = CLOSED.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        // An archive that opens is looked into file by file.
        let opens = bytes.starts_with(b"PK") || bytes.starts_with(&[0x1f, 0x8b]);
        return (!opens || crate::publish::leak::inflate::files(bytes).is_none()).then(|| closed(what));
    }
    let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    let is_known = KNOWN.iter().any(|begin| bytes.starts_with(begin)) || ENDINGS.contains(&ending.as_str());
    (!is_known && UNKNOWN.contains(&ending.as_str())).then(|| closed("a file of a sort that is not known"))
}

/// Endings of containers that may hold whole files.
const UNKNOWN: &[&str] = &[
    "zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "zst", "tar", "cab", "iso", "dmg", "doc", "xls", "ppt",
    "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "pages", "numbers", "key", "msg", "pst", "psd",
    "ai", "indd", "heic", "heif", "avif", "jpg", "jpeg", "png", "webp", "mp4", "mov", "m4v", "m4a", "3gp",
    "mkv", "webm", "avi", "mts", "m2ts", "mpg", "mpeg", "wmv", "asf", "pdf", "db", "sqlite", "bin", "dat",
    "cr2", "nef", "arw", "dng", "raw", "insv", "lrv",
];

/// What a file of an office program tells of its author, by the XML of its properties.
pub(in crate::publish::leak) fn of_office(name: &str, bytes: &[u8]) -> Vec<Hit> {
    const FIELDS: [(&str, &str); 8] = [
        ("dc:creator", "the author"),
        ("cp:lastModifiedBy", "who changed it last"),
        ("Company", "the company"),
        ("Manager", "the manager"),
        ("meta:initial-creator", "the author"),
        ("meta:printed-by", "who printed it"),
        ("dcterms:created", "the time when it was made"),
        ("meta:creation-date", "the time when it was made"),
    ];
    if !(name.starts_with("docProps/") || name == "meta.xml" || name.ends_with(".opf")) {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(bytes);
    let has_value = |field: &str| {
        let value = text.split_once(&format!("<{field}")).and_then(|(_, rest)| rest.split_once('>'));
        value.is_some_and(|(_, rest)| rest.chars().take_while(|c| *c != '<').any(char::is_alphanumeric))
    };
    let told = FIELDS.iter().filter(|(field, _)| has_value(field));
    told.map(|(_, what)| {
        found(0, *what, "take it out in the program that made it, or publish a PDF without it")
    })
    .collect()
}
