//! Links and pictures that Markdown does not read, so that readers would see their brackets.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, BrokenLinkCallback, CowStr, LinkType};

use crate::diag::{Diagnostic, code};
use crate::text::{self, Nearby, did_you_mean};

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
    let problem = Diagnostic::new(code::UNKNOWN_REFERENCE, format!("nothing defines `{name}`"));
    match did_you_mean(&defined.nearest(name)) {
        // The reference stands in brackets with its words, which a fix would lose.
        Some(near) => problem.hint(near),
        None => problem.hint(format!(
            "write `[words](address)`, or define it on a line of its own: `[{name}]: address`"
        )),
    }
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

/// `[words] (address)`, `[words]{address}`, `[words](two words.pdf)`, also with a line's end between.
fn after_words(body: &str, close: usize) -> Option<Range<usize>> {
    let rest = body[close + 1..].trim_start_matches(' ');
    let next_line = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'));
    let address =
        next_line.filter(|line| line.trim_start().starts_with('(')).unwrap_or(rest).trim_start_matches(' ');
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
    // Without an opening bracket it is the closing one that is left over.
    let words = opening(body, close, '[').unwrap_or(close);
    is_address(inner).then(|| words..begins + length)
}

/// `(words)[address]`.
fn before_address(body: &str, open: usize) -> Option<Range<usize>> {
    let close = body[..open].strip_suffix(')')?.len();
    let words = opening(body, close, '(')?;
    let (inner, length) = within(&body[open + 1..], ']');
    is_address(inner).then(|| words..open + 1 + length)
}

/// Brackets of the wrong sort or in the wrong order around a bare address: `{words}(https://…)`, `[words]https://…)`,
/// `[words(https://…)]`, `(https://…)[words]`, `<https://… >`.
pub(super) fn around_bare(body: &str, address: Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (&body[..address.start], &body[address.end..]);
    let after = after.lines().next().unwrap_or("");
    let upto = |sign: char| after.find(sign).map(|at| address.end + at + sign.len_utf8());
    if let Some(words) = before.strip_suffix('<') {
        return upto('>').map(|end| words.len()..end);
    }
    if let Some(words) = before.strip_suffix(']') {
        let closes = after.starts_with(')');
        return opening(body, words.len(), '[').filter(|_| closes).map(|start| start..address.end + 1);
    }
    let inside = before.strip_suffix(['(', '['])?;
    if let Some(rest) = after.strip_prefix(")[").filter(|rest| !rest.starts_with('^')) {
        let (words, length) = within(rest, ']');
        let is_number = words.chars().all(|c| c.is_ascii_digit());
        return (!is_number).then(|| inside.len()..address.end + 2 + length);
    }
    let (close, sign) = inside.char_indices().next_back()?;
    let open = match sign {
        ')' => '(',
        '}' => '{',
        '】' => '【',
        '］' => '［',
        '」' => '「',
        _ if after.starts_with(")]") => {
            return opening(body, inside.len(), '[').map(|start| start..address.end + 2);
        }
        _ => return None,
    };
    let start = opening(body, close, open)?;
    Some(start..upto(')').or_else(|| upto(']')).unwrap_or(address.end + after.len()))
}

/// `! [words](picture.jpg)`: a blank makes a link of a picture.
pub(super) fn parted_picture(body: &str, dest: &str, link: &Range<usize>) -> Option<Range<usize>> {
    const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif"];
    let before = body[..link.start].trim_end_matches(' ').strip_suffix('!')?;
    let is_alone = before.is_empty() || before.ends_with(char::is_whitespace);
    let path = dest.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let is_picture = is_alone && PICTURES.iter().any(|ending| path.ends_with(ending));
    is_picture.then_some(before.len()..link.end)
}

/// What stands up to a sign on the same line, and its bytes with the sign.
fn within(text: &str, ends: char) -> (&str, usize) {
    let line = text.lines().next().unwrap_or("");
    match line.find(ends) {
        Some(at) => (&line[..at], at + ends.len_utf8()),
        None => (line, line.len()),
    }
}

/// The bracket that opens what closes at a byte; not far before it, and in the same paragraph.
fn opening(body: &str, close: usize, open: char) -> Option<usize> {
    const REACH: usize = 400;
    let from = text::floor_boundary(body, close.saturating_sub(REACH));
    let paragraph = body[from..close].rfind("\n\n").map_or(from, |at| from + at);
    body[paragraph..close].rfind(open).map(|at| paragraph + at)
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
