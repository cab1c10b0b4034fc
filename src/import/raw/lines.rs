//! The text as lines: blanks and line ends made plain, wrapped lines joined.

use std::ops::Range;

use crate::import::markdown;
use crate::import::page::Caption;

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Line {
    /// Its words, without markup.
    pub plain: String,
    /// The same as Markdown.
    pub markdown: String,
    /// Its bytes in the input.
    pub range: Range<usize>,
    /// The number of the line in the input, from 1; 0 where the input has no lines.
    pub number: usize,
    /// Whether a blank line stands before it.
    pub apart: bool,
    /// What the input marks it as.
    pub form: Form,
}

/// What an input marks a line as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) enum Form {
    /// A line of text.
    Line,
    /// A heading with its level.
    Heading(u8),
    /// A list, a table or code, as Markdown of several lines.
    Verbatim,
    /// A picture with its caption.
    Picture(Caption),
}

/// Takes a text apart into lines that are not blank.
pub(in crate::import) fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<(String, Range<usize>, bool)> = Vec::new();
    let (mut at, mut apart) = (0, true);
    for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}', '\u{b}', '\u{85}']) {
        let start = at;
        at += raw.len();
        let tidy = tidy(raw);
        if tidy.is_empty() {
            // `\r\n` ends one line, not two.
            apart |= !(raw == "\n" && text[..start].ends_with('\r'));
            continue;
        }
        let indent = raw.len() - raw.trim_start().len();
        found.push((tidy, start + indent..start + raw.trim_end().len().max(indent), apart));
        apart = false;
    }
    // Lines are counted on from the one before: a long text has many.
    let (mut counted, mut number) = (0, 1);
    let line = |(plain, range, apart): FoundLine| {
        let markdown = markdown::paragraph(&plain);
        number += text.get(counted..range.start).map_or(0, |between| between.matches('\n').count());
        counted = range.start;
        Line { plain, markdown, range, number, apart, form: Form::Line }
    };
    blocks(found).into_iter().map(line).collect()
}

/// Takes Markdown apart into paragraphs; what is more than a paragraph stays together.
pub(in crate::import) fn markdown_lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut start, mut block) = (0, 0, String::new());
    let mut fence: Option<&str> = None;
    for raw in text.split_inclusive('\n') {
        let words = raw.trim();
        let marks = ["```", "~~~"].into_iter().find(|marks| words.starts_with(marks));
        fence = match (fence, marks) {
            (None, marks) => marks,
            (Some(open), Some(close)) if open == close => None,
            (open, _) => open,
        };
        if words.is_empty() && fence.is_none() {
            lines.extend(markdown_block(&block, start..at));
            block.clear();
            start = at + raw.len();
        } else {
            block.push_str(raw);
        }
        at += raw.len();
    }
    lines.extend(markdown_block(&block, start..at));
    lines
}

/// A paragraph, heading or larger block of Markdown.
pub(in crate::import) fn markdown_block(block: &str, range: Range<usize>) -> Option<Line> {
    let first = block.trim();
    if first.is_empty() {
        return None;
    }
    let hashes = first.len() - first.trim_start_matches('#').len();
    let is_heading = (1..=6).contains(&hashes) && first[hashes..].starts_with(' ') && !first.contains('\n');
    let number = first.trim_start_matches(|c: char| c.is_ascii_digit());
    let listed =
        number.len() < first.len() && number.starts_with([".", ")"].map(|s| s.chars().next().unwrap_or('.')));
    let marked = ["- ", "* ", "+ ", "> ", "|", "```", "~~~", "<", "[^", "---", "***"]
        .iter()
        .any(|mark| first.starts_with(mark));
    let (markdown, form) = if is_heading {
        let words = first[hashes..].trim().trim_end_matches('#').trim();
        (words.to_owned(), Form::Heading(u8::try_from(hashes).unwrap_or(2)))
    } else if marked || listed || block.starts_with("    ") {
        (block.trim_end().to_owned(), Form::Verbatim)
    } else {
        (first.lines().map(str::trim).collect::<Vec<_>>().join(" "), Form::Line)
    };
    let plain = tidy(&markdown::plain(&markdown));
    Some(Line { plain, markdown, range, number: 0, apart: true, form })
}

/// Blanks of every kind become one plain blank; what has no width goes.
pub(in crate::import) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Between letters of some scripts it is a part of the word.
            '\u{200c}' if out.ends_with(|c: char| c >= '\u{600}' && c.is_alphabetic()) => out.push(c),
            '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_whitespace() || c == '\u{2800}' => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

type FoundLine = (String, Range<usize>, bool);

/// Joins the lines of blocks that were wrapped at a width.
fn blocks(lines: Vec<FoundLine>) -> Vec<FoundLine> {
    let mut out: Vec<FoundLine> = Vec::with_capacity(lines.len());
    let mut block: Vec<FoundLine> = Vec::new();
    for line in lines {
        if line.2 {
            out.extend(joined(std::mem::take(&mut block)));
        }
        block.push(line);
    }
    out.extend(joined(block));
    out
}

fn joined(block: Vec<FoundLine>) -> Vec<FoundLine> {
    if !is_wrapped(&block) {
        return block;
    }
    let mut lines = block.into_iter();
    let Some((mut words, mut range, apart)) = lines.next() else { return Vec::new() };
    for (next, bytes, _) in lines {
        words.push(' ');
        words.push_str(&next);
        range.end = bytes.end;
    }
    vec![(words, range, apart)]
}

/// Whether lines are of one paragraph: all but the last nearly as wide as the widest, most without an end.
fn is_wrapped(block: &[FoundLine]) -> bool {
    let Some((_, before)) = block.split_last() else { return false };
    let widths: Vec<usize> = before.iter().map(|(words, ..)| words.chars().count()).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    let open = before.iter().filter(|(words, ..)| !ends_sentence(words)).count();
    let starts_small = |(words, ..): &FoundLine| words.chars().next().is_some_and(char::is_lowercase);
    let goes_on = block.iter().skip(1).filter(|line| starts_small(line)).count();
    (45..=110).contains(&widest)
        && widths.iter().all(|width| width * 4 >= widest * 3)
        && open * 2 >= before.len()
        && (before.len() >= 2 && goes_on > 0 || goes_on == before.len())
}

/// Whether a text ends as a sentence does.
pub(in crate::import) fn ends_sentence(text: &str) -> bool {
    let closers = ['"', '”', '’', '\'', ')', ']', '»', '“'];
    text.trim_end_matches(closers).ends_with(['.', '!', '?', '…', '։', '。', ':', ';', '؟'])
}
