//! Pictures: in front matter, and alone in a paragraph.

use crate::diag::{Diagnostic, code};
use crate::model::Image;
use crate::source::SourceFile;
use crate::text::ROOT;
use crate::yaml::Fields;

/// Reads the `image` of an article or actor.
pub(super) fn read(fields: &mut Fields, file: &SourceFile) -> Image {
    Image {
        src: source(fields, file).unwrap_or_default(),
        alt: fields.text("alt"),
        caption: fields.text("caption"),
        credit: fields.text("credit"),
        license: fields.text("license"),
        sensitive: fields.flag("sensitive"),
    }
}

/// The picture's address; one on another site is reported and left out, as browsers would tell it of every visit.
fn source(fields: &mut Fields, file: &SourceFile) -> Option<String> {
    let written = fields.required("src", code::MISSING_KEY)?;
    if is_absolute(&written) {
        fields.report("src", third_party());
        return None;
    }
    Some(address(&written, &file.path))
}

/// The report of a picture on another site.
pub(super) fn third_party() -> Diagnostic {
    Diagnostic::new(
        code::THIRD_PARTY_IMAGE,
        "the picture lies on another site, which would learn of every visit",
    )
    .hint("save it beside the article and name the file")
}

/// Where a picture lies in the site: beside its file, or from the root with a leading slash.
pub(super) fn address(written: &str, file: &str) -> String {
    let written = written.trim();
    if is_absolute(written) {
        return written.to_owned();
    }
    if let Some(from_root) = written.strip_prefix('/') {
        return format!("{ROOT}{from_root}");
    }
    let folder =
        file.strip_prefix("content/").unwrap_or(file).rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{ROOT}{}", join(&format!("media/{folder}"), written))
}

/// Whether an address has a scheme or a host.
pub(super) fn is_absolute(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or("");
    address.starts_with("//") || scheme.split_once(':').is_some_and(|(s, _)| !s.is_empty())
}

/// Joins a relative path to a folder; `..` never leads above the root.
pub(super) fn join(folder: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
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
