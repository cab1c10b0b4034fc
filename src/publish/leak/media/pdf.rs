//! PDF (ISO 32000): what its fields tell, and the words of its pages. Nothing is asked of its tables, which readers mend too: objects are
//! found where they stand.

mod object;
mod stream;
mod words;

use memchr::memmem;

use super::found;
use crate::publish::leak::{Hit, LeakKind};
pub(in crate::publish::leak) use stream::streams;
pub(in crate::publish::leak) use words::texts;

const HINT: &str = "take it out: `exiftool -all= FILE`, then `qpdf --linearize FILE COPY`, which drops what exiftool only hides";

/// Within so many bytes a reader looks for the header.
const HEADER: usize = 1024;

/// Fields, and whether any value of theirs tells; of a program only a path does.
const FIELDS: [(&[u8], &str, bool); 10] = [
    (b"Author", "the author", true),
    (b"Keywords", "keywords", true),
    (b"Company", "the company", true),
    (b"Manager", "the manager", true),
    (b"CreationDate", "the time when it was made", true),
    (b"ModDate", "the time when it was changed", true),
    (b"SourceModified", "the time when its source was changed", true),
    (b"Creator", "the program that it was made with", true),
    (b"Producer", "the path of a program or file", false),
    (b"Title", "the path of a program or file", false),
];

/// Kinds of notes, whose field `T` is their author.
const NOTES: [&[u8]; 15] = [
    b"/Text",
    b"/FreeText",
    b"/Highlight",
    b"/Underline",
    b"/StrikeOut",
    b"/Squiggly",
    b"/Ink",
    b"/Stamp",
    b"/Caret",
    b"/Popup",
    b"/Line",
    b"/Square",
    b"/Circle",
    b"/Polygon",
    b"/FileAttachment",
];

/// Whether readers take a file for a PDF.
pub(in crate::publish::leak) fn is_one(bytes: &[u8]) -> bool {
    memmem::find(&bytes[..bytes.len().min(HEADER)], b"%PDF-").is_some()
}

/// Looks at a document.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    if let Some(at) = memmem::find(bytes, b"/Encrypt") {
        let what = "an encrypted document, which cannot be looked into";
        all.push(Hit::new(at, LeakKind::Closed, what, "publish it without encryption"));
    }
    if let Some((at, how)) = stream::closed(bytes) {
        let what = format!("a stream that cannot be looked into ({how})");
        let hint = "look into it yourself, then list the file under `may_publish:` in site.yaml; or unpack it: `qpdf --recompress-flate FILE COPY`";
        all.push(Hit::new(at, LeakKind::Closed, what, hint));
    }
    let parts: Vec<Vec<u8>> = std::iter::once(bytes.to_vec()).chain(streams(bytes)).collect();
    let objects = object::Objects::of(&parts);
    for part in &parts {
        for (at, name, rest) in object::names(part) {
            all.extend(told(part, at, &name, rest, &objects).map(|what| found(0, what, HINT)));
        }
    }
    all
}

/// What a field of a dictionary tells, if it does.
fn told(part: &[u8], at: usize, name: &[u8], rest: &[u8], objects: &object::Objects) -> Option<&'static str> {
    if name == b"T" {
        let value = objects.text(rest)?;
        return (!value.trim().is_empty() && is_note(part, at)).then_some("the author of a note");
    }
    let (_, what, any) = FIELDS.iter().find(|(field, ..)| *field == name)?;
    let value = objects.text(rest)?;
    let is_path = [":\\", "/home/", "/Users/", "/root/", "\\\\"].iter().any(|sign| value.contains(sign));
    ((*any && value.chars().any(char::is_alphanumeric)) || is_path).then_some(what)
}

/// Whether a place lies in the dictionary of a note.
fn is_note(part: &[u8], at: usize) -> bool {
    const FAR: usize = 4000;
    let from = memmem::rfind(&part[at.saturating_sub(FAR)..at], b"obj")
        .map_or(at.saturating_sub(FAR), |found| at.saturating_sub(FAR) + found);
    let rest = &part[at..part.len().min(at + FAR)];
    let to = at + memmem::find(rest, b"endobj").unwrap_or(rest.len());
    let object = &part[from..to];
    let ends = |at: usize| object.get(at).is_none_or(|b| !b.is_ascii_alphanumeric());
    let says = |word: &[u8]| memmem::find_iter(object, word).any(|found| ends(found + word.len()));
    !says(b"/FT") && NOTES.iter().any(|kind| says(kind))
}
