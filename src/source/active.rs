//! Drawings that are programs: what an SVG file holds besides shapes, judged by a list of what it may hold.

#![expect(clippy::disallowed_methods, reason = "the source reads")]

use std::borrow::Cow;
use std::fs;
use std::io::Read;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::{AssetContent, SourceTree};
use crate::address::{self, Address};
use crate::diag::{Diagnostic, Diagnostics, code};

const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Elements that draw, describe or arrange, besides those of filters, whose names begin with `fe`.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "title",
    "desc",
    "metadata",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "use",
    "image",
    "style",
    "switch",
    "view",
    "a",
    "filter",
    "animate",
    "animateTransform",
    "animateMotion",
    "mpath",
    "set",
    "font",
    "font-face",
    "font-face-src",
    "font-face-name",
    "glyph",
    "missing-glyph",
    "hkern",
    "vkern",
    "solidcolor",
    "hatch",
    "hatchpath",
    "mesh",
    "meshgradient",
    "meshpatch",
    "meshrow",
    "tref",
    "altGlyph",
    "color-profile",
    "cursor",
];

/// A packed drawing of more bytes is not looked at.
const MOST: u64 = 64 << 20;

/// Something in a drawing that it may not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Active {
    /// Its line, from 1.
    pub line: usize,
    /// What it is.
    pub what: String,
}

/// The drawings of a site that may not be published, each with the first thing that is wrong in it.
pub fn active(tree: &SourceTree, out: &mut Diagnostics) {
    for asset in &tree.assets {
        let found = match &asset.content {
            AssetContent::Bytes(bytes) => look(&asset.path, bytes),
            AssetContent::Disk { path, .. } if is_named(&asset.path) => {
                fs::read(path).ok().and_then(|bytes| look(&asset.path, &bytes))
            }
            AssetContent::Disk { .. } => None,
        };
        if let Some(Active { line, what }) = found {
            let message = format!("`{}`, line {line}: {what}", asset.source);
            let hint =
                "take it out, as `svgo` or a drawing program's “plain SVG” does; `publish` refuses the file";
            out.push(Diagnostic::new(code::UNSAFE_SVG, message).hint(hint));
        }
    }
}

/// The first thing in a file that a drawing may not hold; `None` also for what is no drawing.
pub fn look(path: &str, bytes: &[u8]) -> Option<Active> {
    if !is_named(path) && (has_other_kind(path) || !begins_as_markup(bytes)) {
        return None;
    }
    let Some(bytes) = unpacked(bytes) else {
        return Some(Active { line: 1, what: "it is too large, or broken".to_owned() });
    };
    let must = matches!(ending(path).as_str(), "svg" | "svgz");
    match text(&bytes) {
        Some(text) if must || is_drawing(&text) => of_text(&text),
        None if must => {
            Some(Active { line: 1, what: "it is not UTF-8, so that it cannot be looked at".to_owned() })
        }
        _ => None,
    }
}

/// Whether a file may be a drawing, as far as its name says.
pub fn may_be_drawing(path: &str) -> bool {
    !has_other_kind(path)
}

/// Whether a file's name says that it is a drawing, or some other XML.
fn is_named(path: &str) -> bool {
    matches!(ending(path).as_str(), "svg" | "svgz" | "xml" | "xhtml" | "xht")
}

/// Whether a file's name says that it is something else, which browsers believe.
fn has_other_kind(path: &str) -> bool {
    const OTHER: &[&str] = &[
        "html", "htm", "css", "js", "mjs", "json", "txt", "md", "csv", "vtt", "geojson", "png", "jpg",
        "jpeg", "gif", "webp", "avif", "ico", "pdf", "mp3", "mp4", "webm", "ogg", "woff", "woff2", "ttf",
        "otf", "wasm", "zip", "bib", "ris",
    ];
    OTHER.contains(&ending(path).as_str())
}

fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

fn begins_as_markup(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.starts_with(b"\x1f\x8b") || bytes.trim_ascii_start().starts_with(b"<")
}

/// The bytes of a drawing that may be packed; `None` if that is broken or too large.
pub fn unpacked(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return Some(bytes.into());
    }
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes).take(MOST + 1).read_to_end(&mut out).ok()?;
    (out.len() as u64 <= MOST).then_some(out.into())
}

/// A drawing as text; encodings in which signs may stand for others are not read.
pub fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    let declared =
        head.split_once("?>").and_then(|(head, _)| head.split_once("encoding=")).map(|(_, rest)| {
            rest.trim_start_matches(['"', '\'', ' ']).split(['"', '\'', ' ']).next().unwrap_or("").to_owned()
        });
    match declared.as_deref() {
        None | Some("utf-8" | "utf8") => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Some("us-ascii" | "ascii" | "iso-8859-1" | "latin1" | "windows-1252") => {
            Some(String::from_utf8_lossy(bytes))
        }
        Some(_) => None,
    }
}

/// Whether the outermost element is one of drawings.
fn is_drawing(text: &str) -> bool {
    let mut reader = NsReader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                return element.local_name().as_ref().eq_ignore_ascii_case("svg");
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

fn of_text(text: &str) -> Option<Active> {
    let mut reader = NsReader::from_str(text);
    let mut style = false;
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
        let what = match reader.read_resolved_event() {
            Ok((_, Event::Eof)) => return None,
            Ok((space, Event::Start(element))) => {
                style = element.local_name().as_ref() == "style";
                of_element(&space, &element)
            }
            Ok((space, Event::Empty(element))) => of_element(&space, &element),
            Ok((_, Event::End(_))) => {
                style = false;
                None
            }
            Ok((_, Event::Text(text))) if style => of_style(&text),
            Ok((_, Event::CData(text))) if style => of_style(&text),
            // It could stand for anything within a style.
            Ok((_, Event::GeneralRef(_))) if style => Some("a reference in a style".to_owned()),
            Ok((_, Event::DocType(kind))) if kind.contains('[') => Some("entities of its own".to_owned()),
            Ok((_, Event::PI(instruction))) => {
                let name = instruction.to_ascii_lowercase();
                name.starts_with("xml-stylesheet").then(|| "a stylesheet that is brought in".to_owned())
            }
            Ok(_) => None,
            Err(error) => Some(format!("it is no well-formed XML: {error}")),
        };
        if let Some(what) = what {
            let rest = text.get(before..).unwrap_or("");
            let at = before + (rest.len() - rest.trim_start().len());
            return Some(Active { line: crate::text::line_column(text, at).0, what });
        }
    }
}

/// What a drawing may hold, for those who write one anew.
pub mod drawing {
    use super::{ELEMENTS, Namespace, ResolveResult, SVG};

    pub use super::of_attribute as attribute_fault;
    pub use super::of_style as style_fault;
    pub use super::{text, unpacked};

    /// Whether an element draws; metadata does not.
    pub fn is_drawn(space: &ResolveResult, name: &str) -> bool {
        let is_of_drawings = matches!(space, ResolveResult::Bound(Namespace(space)) if *space == SVG);
        is_of_drawings && name != "metadata" && (ELEMENTS.contains(&name) || name.starts_with("fe"))
    }

    /// Whether an attribute, by its whole name, may say how something is drawn. Those of drawing programs have prefixes.
    pub fn is_kept(name: &str) -> bool {
        let is_foreign = name.contains(':') && !matches!(name, "xlink:href" | "xml:space" | "xml:lang");
        !is_foreign && name != "xmlns" && !name.starts_with("data-")
    }
}

fn of_element(space: &ResolveResult, element: &BytesStart) -> Option<String> {
    let name = element.local_name().as_ref().to_owned();
    let is_known = || ELEMENTS.contains(&name.as_str()) || name.starts_with("fe");
    let is_refused = match space {
        ResolveResult::Bound(Namespace(space)) if *space == SVG => !is_known(),
        ResolveResult::Bound(Namespace(space)) => *space == XHTML,
        // What drawing programs leave has a prefix and is not shown.
        ResolveResult::Unbound => !is_known(),
        ResolveResult::Unknown(_) => true,
    };
    if is_refused {
        return Some(format!("`<{name}>`"));
    }
    element.attributes().with_checks(false).find_map(|attribute| {
        let Ok(attribute) = attribute else {
            return Some(format!("an attribute of `<{name}>` that cannot be read"));
        };
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let Ok(value) = attribute.normalized_value(XmlVersion::Explicit1_0) else {
            return Some(format!("`{key}` with entities"));
        };
        of_attribute(&name, &key, &value)
    })
}

/// What is wrong with an attribute of a drawing.
pub fn of_attribute(element: &str, key: &str, value: &str) -> Option<String> {
    if key.starts_with("on") {
        return Some(format!("`{key}`"));
    }
    if matches!(key, "href" | "src") {
        let is_harmless = match address::read(value) {
            Address::Inside(_) => true,
            Address::Web(_) | Address::Other(_) => element == "a",
            Address::Unsafe(_) => is_picture(value) && element != "a",
        };
        return (!is_harmless)
            .then(|| format!("`{key}` of `<{element}>` with the address `{}`", short(value)));
    }
    if key == "attributename" && value.to_ascii_lowercase().ends_with("href") {
        return Some(format!("`<{element}>` that changes an address"));
    }
    of_style(value)
}

/// What a style, or an attribute that may hold a part of one, may not hold.
pub fn of_style(style: &str) -> Option<String> {
    let lower = style.to_ascii_lowercase();
    if lower.contains("@import") {
        return Some("`@import` in a style".to_owned());
    }
    if lower.contains('\\') && lower.contains('(') {
        return Some("an escaped sign in a style".to_owned());
    }
    let urls = lower.match_indices("url(").map(|(at, sign)| &style[at + sign.len()..]);
    let mut addresses =
        urls.map(|rest| rest.split(')').next().unwrap_or("").trim().trim_matches(['"', '\'']));
    let abroad = addresses.find(|url| !matches!(address::read(url), Address::Inside(_)) && !is_picture(url));
    abroad.map(|url| format!("a style with the address `{}`", short(url)))
}

/// A picture within the file, of a sort that runs nothing.
fn is_picture(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    [
        "image/png",
        "image/jpeg",
        "image/jpg",
        "image/gif",
        "image/webp",
        "font/",
        "application/font",
        "application/x-font",
    ]
    .iter()
    .any(|kind| lower.strip_prefix("data:").is_some_and(|rest| rest.starts_with(kind)))
}

fn short(value: &str) -> String {
    let mut short: String = value.chars().filter(|c| !c.is_control()).take(60).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(inner: &str) -> String {
        format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n{inner}</svg>")
    }

    #[test]
    fn drawings_pass_and_programs_do_not() {
        for inner in [
            "<path d=\"M0 0\" style=\"fill:url(#a)\"/><use xlink:href=\"#a\"/>",
            "<a href=\"https://example.org/\"><text>x</text></a><style>.a{fill:red}</style>",
            "<image href=\"data:image/png;base64,AA\"/><title>a &amp; b</title>",
            "<metadata><r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/></metadata>",
        ] {
            assert_eq!(look("a.svg", wrapped(inner).as_bytes()), None, "{inner}");
        }
        for inner in [
            "<script>x</script>",
            "<g onload=\"x\"/>",
            "<g ONLOAD=\"x\"/>",
            "<a href=\"java&#10;script:x\"><text>x</text></a>",
            "<a xlink:href=\" JavaScript:x\"/>",
            "<foreignObject/>",
            "<h:iframe xmlns:h=\"http://www.w3.org/1999/xhtml\"/>",
            "<use href=\"//other.example/a.svg#a\"/>",
            "<use href=\"data:image/svg+xml,x\"/>",
            "<image href=\"https:other.example/a.png\"/>",
            "<style>@import 'a'</style>",
            "<style><![CDATA[a{fill:url(//other.example/a)}]]></style>",
            "<rect fill=\"url( 'https://other.example/a' )\"/>",
            "<rect style=\"fill:\\75 rl(//other.example)\"/>",
            "<set attributeName=\"xlink:href\" to=\"#a\"/>",
            "<g",
        ] {
            let found = look("a.svg", wrapped(inner).as_bytes()).map(|active| active.line);
            assert_eq!(found, Some(2), "{inner}");
        }
    }

    #[test]
    fn content_says_what_is_a_drawing() {
        let program = wrapped("<script/>");
        for path in ["a.SVG", "a.svgz", "a.xml", "a.xhtml", "a", "a.bin"] {
            assert!(look(path, program.as_bytes()).is_some(), "{path}");
        }
        for path in ["a.png", "a.txt", "a.html"] {
            assert_eq!(look(path, program.as_bytes()), None, "{path}");
        }
        let feed = b"<?xml version=\"1.0\"?><feed><script/></feed>";
        assert_eq!(look("feed.xml", feed), None);
        assert!(look("feed.svg", feed).is_some());
        for before in [
            "<?xml-stylesheet href=\"a.css\"?>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]>",
            "<?xml version=\"1.0\" encoding=\"utf-7\"?>",
        ] {
            assert!(look("a.svg", format!("{before}{}", wrapped("")).as_bytes()).is_some(), "{before}");
        }
        let doctype = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">";
        assert_eq!(look("a.svg", format!("{doctype}{}", wrapped("")).as_bytes()), None);
    }
}
