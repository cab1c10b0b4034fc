//! Read lines: `Read: Title` and its many forms; what only looks like one stays prose.

use super::markdown::Style;

/// The prefixes that every site knows, longest first; a site adds its own.
pub(super) const PREFIXES: &[&str] = &[
    "related articles",
    "related article",
    "related stories",
    "related story",
    "also read",
    "read also",
    "read more",
    "see also",
    "related",
    "read",
];

/// A piece of a line: its text, and the link that it is part of.
#[derive(Debug, Default)]
pub(super) struct ReadLine {
    /// The text without markup.
    pub text: String,
    /// Where its first link leads.
    pub link: Option<String>,
    /// The bytes of the body that it came from.
    pub bytes: (usize, usize),
}

/// A Read line taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// The words before the title.
    pub prefix: &'a str,
    /// The title.
    pub title: &'a str,
}

/// The prefix and the title of a line that is a Read line; `None` for prose.
pub fn read_title<'a>(line: &'a str, style: &Style) -> Option<(&'a str, &'a str)> {
    parts(line, style).map(|Parts { prefix, title }| (prefix, title))
}

/// The byte at which the title of a Read line begins, also while it is being written; `None` for prose.
pub fn read_beginning(line: &str, style: &Style) -> Option<usize> {
    let start = line.trim_start_matches(|c: char| c.is_whitespace() || "-*+>".contains(c) || is_wrapper(c));
    let rest = after_prefix(start, style)?.trim_start();
    let title = rest.strip_prefix([':', '|', '：', '›', '»'])?.trim_start();
    Some(line.len() - title.len())
}

/// Whether a paragraph may begin with a Read line: cheap, asked of every paragraph.
pub(super) fn begins(source: &str, style: &Style) -> bool {
    let start = source.trim_start_matches(is_wrapper);
    after_prefix(start, style).is_some()
}

/// Takes a line apart; `None` if it is prose.
pub(super) fn parts<'a>(line: &'a str, style: &Style) -> Option<Parts<'a>> {
    let trimmed = line.trim();
    let start = trimmed.trim_start_matches(is_wrapper);
    let rest = after_prefix(start, style)?;
    let prefix = start[..start.len() - rest.len()].trim();
    let title = rest.trim_start().strip_prefix([':', '|', '：', '›', '»'])?.trim();
    let wrapper = trimmed.chars().next().filter(|c| matches!(c, '[' | '('));
    let title = wrapper
        .map_or(title, |open| title.strip_suffix(if open == '[' { ']' } else { ')' }).unwrap_or(title));
    let says_something = title.chars().any(char::is_alphabetic);
    says_something.then_some(Parts { prefix, title })
}

/// Brackets, emphasis and bullets that may stand before the prefix.
fn is_wrapper(c: char) -> bool {
    matches!(c, '[' | '(' | '*' | '_' | '•' | '►' | '▶' | '→') || c.is_whitespace()
}

/// The text after the longest prefix, if the separator follows it.
fn after_prefix<'a>(text: &'a str, style: &Style) -> Option<&'a str> {
    let rest = style.read_prefixes.iter().find_map(|prefix| without_prefix(text, prefix))?;
    let next = rest.trim_start_matches(['*', '_', ' ', '\u{a0}']);
    next.starts_with([':', '|', '：', '›', '»']).then_some(rest)
}

fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in prefix.chars() {
        let found = rest.next()?;
        let same = found.eq_ignore_ascii_case(&wanted)
            || !(found.is_ascii() && wanted.is_ascii()) && found.to_lowercase().eq(wanted.to_lowercase());
        if !same {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Joins lines that continue a title to the Read line before them; `None` if the first line is prose.
pub(super) fn join(lines: Vec<ReadLine>, style: &Style) -> Option<Vec<ReadLine>> {
    let mut joined: Vec<ReadLine> = Vec::new();
    for line in lines {
        // A line such as `Read: 355` is a paragraph of its own, not the rest of a title.
        if parts(&line.text, style).is_some() || (begins(&line.text, style) && !joined.is_empty()) {
            joined.push(line);
            continue;
        }
        let last = joined.last_mut()?;
        last.text.push(' ');
        last.text.push_str(line.text.trim());
        last.link = last.link.take().or(line.link);
        last.bytes.1 = line.bytes.1;
    }
    (!joined.is_empty()).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn style() -> Style {
        Style::of(&Config {
            read_prefixes: vec!["Читайте также".into(), "Կարդացեք".into()],
            ..Config::default()
        })
    }

    #[test]
    fn takes_every_form_apart() {
        let cases = [
            ("Read: War begins", "Read", "War begins"),
            ("READ | War begins", "READ", "War begins"),
            ("Also read: A | B – C – VIDEO", "Also read", "A | B – C – VIDEO"),
            ("[Read more: War begins]", "Read more", "War begins"),
            ("(See also: War (part 2))", "See also", "War (part 2)"),
            ("Related: 'immediate talks'", "Related", "'immediate talks'"),
            ("• Read also: War: a history", "Read also", "War: a history"),
            ("ЧИТАЙТЕ ТАКЖЕ: Война", "ЧИТАЙТЕ ТАКЖЕ", "Война"),
            ("Կարդացեք: Պատերազմ", "Կարդացեք", "Պատերազմ"),
        ];
        for (line, prefix, title) in cases {
            assert_eq!(parts(line, &style()), Some(Parts { prefix, title }), "{line}");
        }
    }

    #[test]
    fn lookalikes_stay_prose() {
        for line in [
            "Read: 355",
            "Read the statement",
            "Topics | Armenia",
            "Reading: a habit",
            "Read:",
            "related topics",
            "",
            "Read",
        ] {
            assert_eq!(parts(line, &style()), None, "{line}");
        }
    }
}
