//! Links in a text: what they lead to, and the plain words of a run of events.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::comments::Comments;
use super::image::own_machine;
use super::read_line::ReadLine;
use crate::address::{self, Address, join};
use crate::diag::Diagnostic;
use crate::source::{Kind, kind_of};
use crate::text::{self, without_signs};

/// What a link leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Something of the site, by name or by the path of its file.
    Named(String),
    /// An address.
    Address(String),
    /// An address of a scheme that can do harm.
    Unsafe(String),
    /// A path of the author's computer.
    OwnMachine(Diagnostic),
}

/// Judges a link's destination; relative paths are taken from the page's place in the site.
pub(super) fn target(kind: LinkType, dest: &str, file: &str) -> Destination {
    if matches!(kind, LinkType::WikiLink { .. }) {
        return Destination::Named(dest.trim().to_owned());
    }
    if kind == LinkType::Email {
        return Destination::Address(format!("mailto:{dest}"));
    }
    if let Some(own) = own_machine(dest) {
        return Destination::OwnMachine(own);
    }
    let dest = match address::read(dest) {
        Address::Web(address) | Address::Other(address) => return Destination::Address(address),
        Address::Unsafe(scheme) => return Destination::Unsafe(scheme),
        Address::Inside(dest) => dest,
    };
    let (path, rest) = address::parts(&dest);
    if path.is_empty() {
        return Destination::Address(dest);
    }
    if path.ends_with(".md") {
        let inside = file.strip_prefix("content/").unwrap_or(file);
        let folder = inside.rsplit_once('/').map_or("", |(folder, _)| folder);
        let whole =
            path.strip_prefix('/').map_or_else(|| join(folder, path), |from_root| join("", from_root));
        return Destination::Named(whole + rest);
    }
    let folder = if path.starts_with('/') { String::new() } else { page_folder(file).into() };
    // Put before the path as it is, the folder leaves `..` and the last slash their meaning.
    Destination::Address(address::rooted(&format!("{folder}/{path}"), rest))
}

/// The folder of the page that a file becomes, for links that are written as the browser sees them.
pub(super) fn page_folder(file: &str) -> Cow<'_, str> {
    let kind = kind_of(file, false).unwrap_or(Kind::Article);
    if kind != Kind::Page {
        return kind.page_folder().into();
    }
    let page = file.trim_start_matches("content/pages/");
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.split('/').map(text::slug).collect::<Vec<_>>().join("/").into()
}

/// A citation `[^name]` at the start of a range; gives the name and the byte after it.
pub(super) fn citation<'a>(body: &'a str, range: &Range<usize>) -> Option<(&'a str, usize)> {
    let rest = body.get(range.start..)?.strip_prefix("[^")?;
    let close = rest.find(']')?;
    let name = &rest[..close];
    let plain =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'));
    plain.then(|| (name, range.start + 2 + close + 1))
}

/// The text of events without markup.
pub(super) fn plain(events: &[(Event, Range<usize>)]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(t) | Event::Code(t) => text.push_str(&without_signs(t)),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// The lines of a paragraph, each with the first link in it.
pub(super) fn lines(events: &[(Event, Range<usize>)]) -> Vec<ReadLine> {
    let mut lines = vec![ReadLine::default()];
    for (event, range) in events {
        let Some(line) = lines.last_mut() else { break };
        match event {
            Event::SoftBreak | Event::HardBreak => lines.push(ReadLine::default()),
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                if line.bytes == (0, 0) {
                    line.bytes.0 = range.start;
                }
                line.bytes.1 = range.end;
                let text = without_signs(text);
                let html = matches!(event, Event::InlineHtml(_));
                let text = if html { Comments::default().taken_out(&text).into_owned() } else { text.into() };
                line.text.push_str(&text);
            }
            Event::Start(Tag::Link { dest_url, .. }) if line.link.is_none() => {
                line.link = Some(dest_url.to_string())
            }
            _ => {}
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_told_apart() {
        let of = |dest: &str| target(LinkType::Inline, dest, "content/articles/2020/a.md");
        let address = |a: &str| Destination::Address(a.replace('^', "\u{1}"));
        assert_eq!(of("https://example.org/x"), address("https://example.org/x"));
        assert_eq!(of("../actors/armenia.html#q"), address("^actors/armenia.html#q"));
        assert_eq!(of("b.html"), address("^articles/b.html"));
        assert_eq!(of("/about.html"), address("^about.html"));
        assert_eq!(of("../../../../x.html"), address("^x.html"));
        assert_eq!(of("b.md"), Destination::Named("articles/2020/b.md".into()));
        assert_eq!(of("../../actors/armenia.md"), Destination::Named("actors/armenia.md".into()));
        assert_eq!(of("17:00.html"), address("^articles/17:00.html"));
        assert_eq!(of("foo):"), address("^articles/foo):"));
        assert_eq!(of("javascript:alert(1)"), Destination::Unsafe("javascript".into()));
        assert_eq!(of("DATA:text/html,x"), Destination::Unsafe("data".into()));
        assert_eq!(of("/javascript:x"), address("^javascript%3Ax"));
        assert_eq!(of(".//other.example"), address("^articles/other.example"));
        assert_eq!(of("../"), address("^./"));
    }
}
