//! Links and pictures that Markdown does not read, so that readers would see their brackets.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, BrokenLinkCallback, CowStr, LinkType};

use crate::diag::{Diagnostic, code};
use crate::text::{self, Nearby};

/// A reference that nothing defines: its bytes in the body, and its name.
pub(super) type Undefined = (Range<usize>, String);

/// Collects references that nothing defines, as the parser meets them.
pub(super) struct Listener<'c>(pub &'c RefCell<Vec<Undefined>>);

impl<'i> BrokenLinkCallback<'i> for Listener<'_> {
    fn handle_broken_link(&mut self, link: BrokenLink<'i>) -> Option<(CowStr<'i>, CowStr<'i>)> {
        // `[sic]` alone is prose, and so are numbers in brackets.
        let is_meant = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        let is_number = link.reference.chars().all(|c| c.is_ascii_digit());
        if is_meant && !is_number && !link.reference.starts_with('^') {
            self.0.borrow_mut().push((link.span, link.reference.to_string()));
        }
        None
    }
}

/// The report of a reference, with the nearest that is defined.
pub(super) fn undefined(name: &str, defined: &Nearby) -> Diagnostic {
    let near = defined.did_you_mean(name);
    Diagnostic::new(code::UNKNOWN_REFERENCE, format!("nothing defines `{name}`")).hint(near.unwrap_or_else(
        || format!("write `[words](address)`, or define it on a line of its own: `[{name}]: address`"),
    ))
}

/// The report of brackets that are no link.
pub(super) fn misread(written: &str) -> Diagnostic {
    let message = format!("`{written}` is no link, as readers see its brackets");
    Diagnostic::new(code::UNKNOWN_REFERENCE, message).hint(
        "write `[words](address)`: square brackets, round ones, no blank between them; an address with blanks stands between `<` and `>`",
    )
}

/// The bytes of what looks like a link around a bracket that Markdown left as text.
pub(super) fn around(body: &str, bracket: usize) -> Option<Range<usize>> {
    match body.as_bytes().get(bracket)? {
        b']' => after_words(body, bracket),
        b'[' => before_address(body, bracket),
        _ => None,
    }
}

/// `[words] (address)`, `[words]{address}`, `[words](two words.pdf)`.
fn after_words(body: &str, close: usize) -> Option<Range<usize>> {
    let rest = &body[close + 1..];
    let address = rest.trim_start_matches(' ');
    let open = address.chars().next()?;
    let ends = match open {
        '(' => ')',
        '{' => '}',
        '<' => '>',
        '（' => '）',
        _ => return None,
    };
    let begins = body.len() - address.len() + open.len_utf8();
    let (inner, length) = within(&body[begins..], ends);
    let words = opening(body, close, '[')?;
    is_address(inner).then(|| words..begins + length)
}

/// `(words)[address]`.
fn before_address(body: &str, open: usize) -> Option<Range<usize>> {
    let close = body[..open].strip_suffix(')')?.len();
    let words = opening(body, close, '(')?;
    let (inner, length) = within(&body[open + 1..], ']');
    is_address(inner).then(|| words..open + 1 + length)
}

/// Brackets of the wrong sort before a bare address: `{words}(https://…)`, `(words)(https://…)`.
pub(super) fn before_bare(body: &str, address: usize) -> Option<Range<usize>> {
    let before = body[..address].strip_suffix('(').or_else(|| body[..address].strip_suffix('['))?;
    let close = before.len().checked_sub(1)?;
    let words = match before.as_bytes()[close] {
        b')' => opening(body, close, '(')?,
        b'}' => opening(body, close, '{')?,
        _ => return None,
    };
    let line = body[address..].lines().next().unwrap_or("");
    let length = line.find([')', ']']).map_or(line.len(), |at| at + 1);
    Some(words..address + length)
}

/// What stands up to a sign on the same line, and its bytes with the sign.
fn within(text: &str, ends: char) -> (&str, usize) {
    let line = text.lines().next().unwrap_or("");
    match line.find(ends) {
        Some(at) => (&line[..at], at + ends.len_utf8()),
        None => (line, line.len()),
    }
}

/// The bracket that opens what closes at a byte; not far before it.
fn opening(body: &str, close: usize, open: char) -> Option<usize> {
    const REACH: usize = 400;
    let from = text::floor_boundary(body, close.saturating_sub(REACH));
    body[from..close].rfind(open).map(|at| from + at)
}

/// Whether words in brackets are an address or the path of a file.
fn is_address(inner: &str) -> bool {
    let inner = inner.trim().trim_start_matches('<');
    let inner = inner.split(" \"").next().unwrap_or("").trim_end_matches('>');
    let begins = ["/", "./", "../", "www.", "mailto:", "#"].iter().any(|way| inner.starts_with(way));
    let path = inner.split(['#', '?']).next().unwrap_or("");
    let ending = path
        .rsplit_once('.')
        .filter(|(stem, _)| stem.ends_with(char::is_alphanumeric))
        .map_or("", |(_, e)| e);
    let is_ending = (2..=5).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_alphanumeric())
        && ending.contains(|c: char| c.is_ascii_alphabetic());
    inner.contains("://") || (begins || is_ending) && inner.len() > 1
}
