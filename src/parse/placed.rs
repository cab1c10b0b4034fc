//! The links and pictures of a file with their places, for reports: read again when one of them is dead.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::SourceRange;
use super::colons::Colons;
use super::{image, link, markdown};
use crate::source::{SourceFile, split};
use crate::yaml::Spans;

/// A link or picture as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where its destination stands.
    pub source: SourceRange,
    /// What it leads to.
    pub leads: Leads,
}

/// What a link or picture leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// A page or file, with the sign for the root.
    Link(String),
    /// The file of a picture, with the sign for the root.
    Picture(String),
    /// Something of the site, by name or by the path of its file.
    Named(String),
    /// Whatever addresses raw HTML holds.
    Raw,
}

/// All of them, in the order of the file.
pub fn placed(file: &SourceFile) -> Vec<Placed> {
    let text = file.text();
    let parts = split(text);
    let (yaml, body) =
        if file.kind.is_yaml() { (0..text.len(), None) } else { (parts.yaml, Some(parts.body)) };
    let mut found = in_yaml(file, yaml);
    if let Some(body) = body {
        in_body(file, &text[body.clone()], body.start, &mut found);
    }
    found
}

/// Pictures of the front matter.
fn in_yaml(file: &SourceFile, part: Range<usize>) -> Vec<Placed> {
    let text = &file.text()[part.clone()];
    let places = Spans::of(text);
    let pictures = places.scalars().filter(|(path, _)| path.rsplit('/').next() == Some("src"));
    pictures
        .filter_map(|(_, range)| {
            let quotes = usize::from(text.get(range.clone())?.starts_with(['"', '\'']));
            let range = range.start + quotes..range.end.checked_sub(quotes)?;
            let address = image::address(&image::escaped(text.get(range.clone())?), &file.path)?;
            let source = bytes(&(part.start + range.start..part.start + range.end));
            Some(Placed { source, leads: Leads::Picture(address) })
        })
        .collect()
}

fn in_body(file: &SourceFile, body: &str, offset: usize, found: &mut Vec<Placed>) {
    let colons = Colons::of(body);
    let parser = Parser::new_ext(&colons.text, markdown::options(colons.define));
    let mut events = parser.into_offset_iter();
    while let Some((event, range)) = events.next() {
        let (dest, id, kind, is_picture) = match colons.shown(event) {
            Event::Start(Tag::Link { dest_url, id, link_type, .. }) => (dest_url, id, link_type, false),
            Event::Start(Tag::Image { dest_url, id, link_type, .. }) => (dest_url, id, link_type, true),
            Event::Html(_) | Event::InlineHtml(_) => {
                let source = bytes(&(range.start + offset..range.end + offset));
                found.push(Placed { source, leads: Leads::Raw });
                continue;
            }
            _ => continue,
        };
        let defined = match kind {
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                events.reference_definitions().get(&id).map(|defined| defined.span.clone())
            }
            _ => None,
        };
        let leads = if is_picture {
            let Some(address) = image::address(&dest, &file.path) else { continue };
            Leads::Picture(address)
        } else {
            match link::target(kind, &dest, &file.path) {
                link::Destination::Named(name) => Leads::Named(name),
                link::Destination::Address(address) => Leads::Link(address),
                _ => continue,
            }
        };
        let range = destination(body, defined.as_ref(), range, kind);
        let source = bytes(&(range.start + offset..range.end + offset));
        found.push(Placed { source, leads });
    }
}

/// The bytes of a destination within its link or definition.
fn destination(
    body: &str,
    defined: Option<&Range<usize>>,
    link: Range<usize>,
    kind: LinkType,
) -> Range<usize> {
    let (whole, sign) = match (defined, kind) {
        (Some(defined), _) => (defined.clone(), "]:"),
        (None, LinkType::Inline) => (link, "]("),
        _ => return link,
    };
    let Some(written) = body.get(whole.clone()) else { return whole };
    let at = if defined.is_some() { written.find(sign) } else { written.rfind(sign) };
    let Some(at) = at else { return whole };
    let rest = written[at + sign.len()..].trim_start();
    let (rest, is_end): (&str, fn(char) -> bool) = match rest.strip_prefix('<') {
        Some(rest) => (rest, |c| c == '>'),
        None => (rest, char::is_whitespace),
    };
    let start = whole.end - rest.len();
    let length = rest.find(is_end).unwrap_or(rest.len());
    let length = rest[..length]
        .strip_suffix(')')
        .filter(|_| start + length == whole.end && defined.is_none())
        .map_or(length, str::len);
    start..start + length
}

fn bytes(range: &Range<usize>) -> SourceRange {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (clamp(range.start), clamp(range.end))
}
