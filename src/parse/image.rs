//! Pictures: in front matter, and alone in a paragraph.

use crate::address::{self, Address};
use crate::diag::{Diagnostic, code};
use crate::model::Image;
use crate::source::SourceFile;
use crate::yaml::Fields;

/// Reads the `image` of an article or actor.
pub(super) fn read(fields: &mut Fields, file: &SourceFile) -> Image {
    fields.are("Image", "A picture");
    let src = source(fields, file);
    let (alt, credit) = (
        fields.text("alt", "What it shows, for those who cannot see it"),
        fields.text("credit", "Who made it"),
    );
    let is_blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    if src.is_some() && is_blank(&alt) {
        fields.report("src", missing_alt().hint("write `alt: what it shows`"));
    }
    if src.is_some() && is_blank(&credit) {
        fields.report("src", missing_credit().hint("write `credit: Name` of who made it"));
    }
    Image {
        src: src.unwrap_or_default(),
        alt,
        caption: fields.text("caption", "The caption"),
        credit,
        license: fields.text("license", "Its licence"),
        sensitive: fields.flag("sensitive", "Whether it may distress"),
    }
}

/// The report of a picture without a description.
pub(super) fn missing_alt() -> Diagnostic {
    Diagnostic::new(code::MISSING_ALT, "the picture has no description for those who cannot see it")
}

/// The report of a picture without the name of who made it.
pub(super) fn missing_credit() -> Diagnostic {
    Diagnostic::new(code::MISSING_CREDIT, "the picture has no credit")
}

/// The picture's address; one on another site is reported and left out, as browsers would tell it of every visit.
fn source(fields: &mut Fields, file: &SourceFile) -> Option<String> {
    let written = fields.required("src", "The file, beside the one that shows it", code::MISSING_KEY)?;
    let found = address(&escaped(&written), &file.path);
    match found {
        None => fields.report("src", elsewhere(&written)),
        Some(_) => strokes(&written).into_iter().for_each(|problem| fields.report("src", problem)),
    }
    found
}

/// A file's name as addresses have it: no sign in it begins a query or fragment. What is escaped already stays so.
pub(super) fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        let is_escape =
            || name.get(at + 1..at + 3).is_some_and(|next| next.chars().all(|c| c.is_ascii_hexdigit()));
        match c {
            '#' => out.push_str("%23"),
            '?' => out.push_str("%3F"),
            '%' if !is_escape() => out.push_str("%25"),
            c => out.push(c),
        }
    }
    out
}

/// The report of a picture on another site.
pub(super) fn third_party() -> Diagnostic {
    Diagnostic::new(
        code::THIRD_PARTY_IMAGE,
        "the picture lies on another site, which would learn of every visit",
    )
    .hint("save it beside the article and name the file")
}

/// The report of an address that only the author's computer has: `C:\…`, `file:…`, `\\server\…`.
pub(super) fn own_machine(address: &str) -> Option<Diagnostic> {
    let address = address.trim();
    let mut signs = address.chars();
    let is_drive = signs.next().is_some_and(|c| c.is_ascii_alphabetic()) && signs.next() == Some(':');
    let is_file = address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    if !is_drive && !is_file && !address.starts_with('\\') {
        return None;
    }
    let name = address.rsplit(['/', '\\']).next().unwrap_or("");
    let message = format!("`{address}` is a path of your own computer, which readers do not have");
    let hint = format!(
        "copy the file into the folder of the site, beside the text, and name it from there: `{name}`"
    );
    Some(Diagnostic::new(code::UNSAFE_LINK, message).hint(hint))
}

/// The report of strokes of Windows in an address: browsers read them as `/`, other programs do not.
pub(super) fn strokes(written: &str) -> Option<Diagnostic> {
    let path = written.split(['?', '#']).next().unwrap_or("");
    if !path.contains('\\') || own_machine(written).is_some() {
        return None;
    }
    let message = format!("`{written}` has `\\` between its parts, as paths of Windows do");
    let right = path.replace('\\', "/") + &written[path.len()..];
    Some(Diagnostic::new(code::WINDOWS_PATH, message).instead(written, right))
}

/// The report of a picture that is not shown: on the author's computer, in the address itself, or on another site.
pub(super) fn elsewhere(written: &str) -> Diagnostic {
    if let Some(mut own) = own_machine(written) {
        own.code = code::MISSING_IMAGE.name.into();
        return own;
    }
    match address::read(written) {
        Address::Unsafe(scheme) if scheme == "data" => {
            let message = "the picture is written into the text itself (`data:`), where it is not shown";
            Diagnostic::new(code::MISSING_IMAGE, message)
                .hint("save it as a file beside the text and name that")
        }
        Address::Unsafe(scheme) => {
            Diagnostic::new(code::UNSAFE_LINK, format!("a picture must not begin with `{scheme}:`"))
                .hint("save it beside the article and name the file")
        }
        _ => third_party(),
    }
}

/// Where a picture lies in the site: beside its file, or from the root with a leading slash; `None` if elsewhere.
pub(super) fn address(written: &str, file: &str) -> Option<String> {
    if own_machine(written).is_some() {
        return None;
    }
    let Address::Inside(read) = address::read(written) else { return None };
    let (path, rest) = address::parts(&read);
    if path.starts_with('/') {
        return Some(address::rooted(path, rest));
    }
    let folder =
        file.strip_prefix("content/").unwrap_or(file).rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(address::rooted(&address::join(&format!("media/{folder}"), path), rest))
}

/// Splits an image's Markdown title into caption and credit: `A town. Credit: AP`.
pub(super) fn caption_and_credit(title: &str) -> (Option<String>, Option<String>) {
    const MARKS: &[&str] = &["Credit:", "credit:", "Photo:", "photo:", "©"];
    let found = MARKS.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, at + mark.len()))).max();
    let some = |text: &str| {
        let text = text.trim().trim_matches(['(', ')', '[', ']']).trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    match found {
        Some((at, after)) => (some(&title[..at]), some(&title[after..])),
        None => (some(title), None),
    }
}
