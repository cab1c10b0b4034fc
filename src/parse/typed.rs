//! Signs that Markdown makes typographic, where they must stay as typed: in addresses, handles, paths, names of files,
//! call signs, and behind a number.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::bare;

/// So far around a sign is looked, in characters: no word of a text is longer.
const REACH: usize = 2048;

/// Undoes what smart punctuation did where it should not have.
pub(super) struct Typed<'a> {
    body: &'a str,
    /// Whether a single quotation mark is open.
    single_open: bool,
    /// Whether a double one is.
    double_open: bool,
}

impl<'a> Typed<'a> {
    pub fn of(body: &'a str) -> Self {
        Self { body, single_open: false, double_open: false }
    }

    /// The event, with what was typed where that must stay.
    pub fn kept(&mut self, event: Event<'a>, range: &Range<usize>) -> Event<'a> {
        let Event::Text(text) = &event else {
            // No quotation goes on in the next paragraph, item or cell.
            if matches!(
                event,
                Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. } | Tag::TableCell)
            ) {
                (self.single_open, self.double_open) = (false, false);
            }
            return event;
        };
        let (body, Some(sign)) = (self.body, text.chars().next().filter(|c| "“”‘’–—…".contains(*c)))
        else {
            return event;
        };
        let typed = body.get(range.clone()).filter(|typed| typed.starts_with(['"', '\'', '-', '.']));
        let Some(typed) = typed else { return event };
        if self.is_measure(range, sign) || in_whole_word(body, range) {
            return Event::Text(CowStr::Borrowed(typed));
        }
        match sign {
            '‘' => self.single_open = true,
            '’' if !body[range.end..].starts_with(char::is_alphanumeric) => self.single_open = false,
            // The parser counts inches as quotation marks, so that the next one would open.
            '“' if self.double_open && ends_words(body, range) => {
                self.double_open = false;
                return Event::Text(CowStr::Borrowed("”"));
            }
            '“' | '”' => self.double_open = sign == '“',
            _ => {}
        }
        event
    }

    /// Whether a mark behind a digit is one of feet, inches, minutes or seconds.
    fn is_measure(&self, range: &Range<usize>, sign: char) -> bool {
        let (before, after) = (&self.body[..range.start], &self.body[range.end..]);
        let number = before.strip_suffix('\'').unwrap_or(before);
        // `5\'\'`: inches or seconds as two strokes.
        let is_doubled = (number.len() < before.len()) != after.starts_with('\'');
        if matches!(sign, '‘' | '’') && is_doubled && !self.single_open && ends_in_digit(number) {
            return !after.trim_start_matches('\'').starts_with(char::is_alphanumeric);
        }
        if !ends_in_digit(before) {
            return false;
        }
        let next = after.chars().next();
        match sign {
            // A quotation does not begin right behind a digit.
            '“' => !self.double_open || !ends_words(self.body, range) || is_closed_later(after),
            '”' => {
                let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
                number.trim_end().ends_with(['\'', '′', '’'])
                    || (self.double_open && (after.starts_with('"') || is_closed_later(after)))
            }
            '’' if next.is_some_and(|c| c.is_ascii_digit()) || points(after) => true,
            '’' => !self.single_open && !next.is_some_and(char::is_alphanumeric),
            _ => false,
        }
    }
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a point of the compass follows, as in `40.2\'N`.
fn points(after: &str) -> bool {
    let mut signs = after.chars();
    signs.next().is_some_and(|c| "NSEW".contains(c)) && !signs.next().is_some_and(char::is_alphanumeric)
}

/// Whether a mark stands behind words and before none.
fn ends_words(body: &str, range: &Range<usize>) -> bool {
    !body[..range.start].ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'))
        && !body[range.end..].starts_with(char::is_alphanumeric)
}

/// Whether the next mark of the paragraph ends a quotation that is open here.
fn is_closed_later(after: &str) -> bool {
    let paragraph = after.split("\n\n").next().unwrap_or("");
    let mut marks = paragraph.match_indices('"').map(|(at, _)| at..at + 1);
    marks
        .find(|mark| !ends_in_digit(&paragraph[..mark.start]))
        .is_some_and(|mark| ends_words(paragraph, &mark))
}

/// Whether a sign lies inside a word that stays as it is.
fn in_whole_word(body: &str, range: &Range<usize>) -> bool {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '|' | '`');
    let before = body[..range.start].chars().rev().take(REACH).take_while(|c| !ends(*c));
    let start = range.start - before.map(char::len_utf8).sum::<usize>();
    let after = body[range.end..].chars().take(REACH).take_while(|c| !ends(*c));
    let end = range.end + after.map(char::len_utf8).sum::<usize>();
    if start == range.start && end == range.end {
        return false;
    }
    let (word, sign) = (&body[start..end], range.start - start..range.end - start);
    let covers = |part: &Range<usize>| part.start <= sign.start && sign.end <= part.end;
    if bare::may_stand_in(word) && bare::addresses(word).iter().any(|bare| covers(&bare.range)) {
        return true;
    }
    let part = part_around(word, &sign);
    covers(&part) && sign.start > part.start && sign.end < part.end && stays(&word[part])
}

/// The part of a word around a sign that brackets and quotation marks leave, without signs at its ends.
fn part_around(word: &str, sign: &Range<usize>) -> Range<usize> {
    let parts = |c: char| !(c.is_alphanumeric() || "-._/\\@:%+~#=&?'’".contains(c));
    let start = word[..sign.start]
        .rfind(parts)
        .map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
    let end = word[sign.end..].find(parts).map_or(word.len(), |at| sign.end + at);
    let is_edge = |c: char| !c.is_alphanumeric() && !matches!(c, '@' | '/' | '\\' | '_' | '~');
    let part = &word[start..end];
    let trimmed = part.trim_start_matches(is_edge);
    let start = end - trimmed.len();
    start..start + trimmed.trim_end_matches(is_edge).len()
}

/// Whether a word is an address, a path, a handle, the name of a file or host, or a call sign.
fn stays(word: &str) -> bool {
    word.contains(['@', '/', '\\']) || is_file_or_host(word) || is_call_sign(word)
}

fn is_file_or_host(word: &str) -> bool {
    let Some((stem, ending)) = word.rsplit_once('.') else { return false };
    let one_case = |small: fn(&char) -> bool| ending.chars().all(|c| c.is_ascii_digit() || small(&c));
    stem.ends_with(char::is_alphanumeric)
        && (2..=7).contains(&ending.len())
        && ending.contains(|c: char| c.is_ascii_alphabetic())
        && (one_case(|c| c.is_ascii_lowercase()) || one_case(|c| c.is_ascii_uppercase()))
}

fn is_call_sign(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
        && word.contains(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
}
