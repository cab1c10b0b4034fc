//! Pictures: in front matter, and alone in a paragraph.

use super::date;
use crate::address::{self, Address};
use crate::diag::{At, Diagnostic, code};
use crate::model::{Distress, GalleryItem, Image, Name, Recording, Region, Track};
use crate::source::SourceFile;
use crate::yaml::Fields;

/// Reads the `image` of an article or actor.
pub(super) fn read(fields: &mut Fields, file: &SourceFile) -> Image {
    let image = described(fields, file);
    let is_blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let has_src = !image.src.is_empty();
    if has_src && is_blank(&image.alt) {
        fields.report("src", missing_alt().hint("write `alt: what it shows`"));
    }
    if has_src && is_blank(&image.credit) {
        fields.report("src", missing_credit().hint("write `credit: Name` of who made it"));
    }
    image
}

/// The same of a picture that stands in the text, which describes it itself.
pub(super) fn described(fields: &mut Fields, file: &SourceFile) -> Image {
    fields.are("Image", "A picture");
    let src = source(fields, file);
    let (alt, alts) =
        by_language(fields, "alt", "What it shows, for those who cannot see it; or texts by language");
    let (caption, captions) = by_language(fields, "caption", "The caption; or texts by language");
    Image {
        src: src.unwrap_or_default(),
        alt,
        alts,
        caption,
        captions,
        credit: fields.text("credit", "Who made it"),
        license: fields.text("license", "Its licence"),
        taken: date::edtf(fields, "taken", "When it was taken (EDTF)"),
        place: fields.text("place", "Where it was taken, in words"),
        sensitive: sensitive(fields),
        hide: fields.records("hide", "Parts that nobody may see, in percent of the upright picture", region),
        evidence: fields.flag("evidence", "Whether the file itself is published too, as it is"),
    }
}

/// What in it may distress.
fn sensitive(fields: &mut Fields) -> Vec<Distress> {
    let about = "Whether it may distress: `true`, or in which way; it then waits until a reader asks for it";
    match fields.flag_or_choices("sensitive", about) {
        None => Vec::new(),
        Some(kinds) if kinds.is_empty() => vec![Distress::Unsaid],
        Some(kinds) => kinds,
    }
}

/// A part to be hidden; where it cannot be read, all is: what was to be hidden must not be shown by a slip.
fn region(fields: &mut Fields) -> Region {
    fields.are("Region", "A part of a picture");
    let mut percent = |key, about| {
        let has = fields.has(key);
        let number = fields.number_within(key, about, 0.0..=100.0);
        if !has {
            let message = format!("`{key}` is missing; the whole picture is hidden");
            let at = At::value(fields.file, fields.path());
            fields.out.push(Diagnostic::new(code::MISSING_KEY, message).at(at));
        }
        number
    };
    let x = percent("x", "From the left");
    let y = percent("y", "From the top");
    let w = percent("w", "How wide");
    let h = percent("h", "How high");
    match (x, y, w, h) {
        (Some(x), Some(y), Some(w), Some(h)) => Region { x, y, w, h },
        _ => Region { x: 0.0, y: 0.0, w: 100.0, h: 100.0 },
    }
}

/// A text, and the same in other languages; of several the first stands for all.
fn by_language(fields: &mut Fields, key: &'static str, about: &'static str) -> (Option<String>, Vec<Name>) {
    let (text, others) = fields.text_by_language(key, about);
    let others: Vec<Name> =
        others.into_iter().map(|(lang, written)| Name { lang, text: written.value }).collect();
    (text.or_else(|| others.first().map(|first| first.text.clone())), others)
}

/// Reads a `gallery`: pictures, and pairs of the same sight at two times.
pub(super) fn gallery(fields: &mut Fields, file: &SourceFile) -> Vec<GalleryItem> {
    let about = "Further pictures below the text; `{before: …, after: …}` is the same sight at two times";
    fields.records("gallery", about, |f| shown(f, file))
}

fn shown(fields: &mut Fields, file: &SourceFile) -> GalleryItem {
    fields.are("GalleryPicture", "A picture of a gallery, or two of the same sight");
    let before = fields.record("before", "The earlier picture of two", |f| read(f, file));
    let after = fields.record("after", "The later picture of two", |f| read(f, file));
    match (before, after) {
        (Some(before), Some(after)) => GalleryItem::Pair { before: before.into(), after: after.into() },
        (Some(one), None) | (None, Some(one)) => GalleryItem::One(one.into()),
        (None, None) => GalleryItem::One(read(fields, file).into()),
    }
}

/// Reads a film or a sound.
pub(super) fn recording(fields: &mut Fields, file: &SourceFile) -> Recording {
    fields.are("Recording", "A film or a sound");
    let src = media_file(fields, file, "src", "The file, beside the one that shows it");
    let credit = fields.text("credit", "Who made it");
    if src.is_some() && credit.as_ref().is_none_or(|credit| credit.trim().is_empty()) {
        let problem = Diagnostic::new(code::MISSING_CREDIT, "the recording has no credit");
        fields.report("src", problem.hint("write `credit: Name` of who made it"));
    }
    let tracks = tracks(fields, file);
    Recording {
        src: src.unwrap_or_default(),
        title: fields.text("title", "What is seen or heard, in a sentence"),
        caption: fields.text("caption", "The caption"),
        credit,
        license: fields.text("license", "Its licence"),
        poster: fields
            .record("poster", "The picture that stands for a film until it is played", |f| read(f, file)),
        tracks,
        transcript: transcript(fields, file),
        silent: fields.flag("silent", "Whether nothing is said in it, so that it needs no captions"),
        seconds: duration(fields),
        sensitive: sensitive(fields),
    }
}

/// The files of captions, each with its language; one of another site is reported and left out.
fn tracks(fields: &mut Fields, file: &SourceFile) -> Vec<Track> {
    let about = "Files of captions (`.vtt`) by language tag, each a path or a map with a `name` for the menu of players";
    let plain = |lang, src| (lang, src, None);
    let written = fields.named_texts_or_records("captions", about, plain, |inner, lang| {
        inner.are("Captions", "A file of captions");
        let name = inner.text("name", "What the menu of players calls it");
        inner.required_at("src", "The file, beside the text", code::MISSING_KEY).map(|src| (lang, src, name))
    });
    let mut found = Vec::new();
    for (lang, src, name) in written {
        let mut report =
            |problem: Diagnostic| fields.out.push(problem.at(At::value(fields.file, src.path.clone())));
        if icu_locale_core::Locale::try_from_str(&lang).is_err() {
            let problem = Diagnostic::new(code::UNKNOWN_VALUE, format!("`{lang}` is not a language tag"));
            report(problem.hint("write a BCP 47 tag as the key, such as `captions: {en: file.vtt}`"));
            continue;
        }
        match address(&escaped(&src.value), &file.path) {
            Some(src) => found.push(Track { lang, src, name }),
            None => report(elsewhere(&src.value)),
        }
    }
    found
}

fn media_file(
    fields: &mut Fields,
    file: &SourceFile,
    key: &'static str,
    about: &'static str,
) -> Option<String> {
    let written = fields.required(key, about, code::MISSING_KEY)?;
    let found = address(&escaped(&written), &file.path);
    if found.is_none() {
        fields.report(key, elsewhere(&written));
    }
    found
}

/// The text of what is said: a page, or a file beside the text.
fn transcript(fields: &mut Fields, file: &SourceFile) -> Option<String> {
    let written =
        fields.text("transcript", "The text of what is said: a file beside the text, or an address")?;
    address(&escaped(&written), &file.path).or_else(|| address::is_web(&written).then_some(written))
}

fn duration(fields: &mut Fields) -> Option<u32> {
    let written = fields
        .text("duration", "How long it plays, as in `1:02:03` or `45`; without it what the file says")?;
    let read = seconds(&written);
    if read.is_none() {
        let message = format!("`{written}` is no duration");
        let hint = "write hours, minutes and seconds as in `1:02:03`, `2:03` or `45`";
        fields.report("duration", Diagnostic::new(code::WRONG_TYPE, message).hint(hint));
    }
    read
}

/// `1:02:03`, `2:03` or `45`.
fn seconds(text: &str) -> Option<u32> {
    let parts: Option<Vec<u32>> = text.trim().split(':').map(|part| part.parse().ok()).collect();
    let parts = parts.filter(|parts| parts.len() <= 3)?;
    parts.iter().try_fold(0_u32, |sum, part| sum.checked_mul(60)?.checked_add(*part))
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
