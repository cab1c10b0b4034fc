//! The codes of templates in a text: where they stand, what they are called, their words and values.

use std::ops::Range;

/// A code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is called; nothing for a text in quotation marks.
    pub name: String,
    /// Whether it closes another one.
    pub closes: bool,
    /// The values without a name.
    pub words: Vec<String>,
    /// The values with a name.
    pub values: Vec<(String, String)>,
    /// What stands behind `|`.
    pub filters: Vec<String>,
}

/// The ways in which generators mark them, opening and closing.
const MARKS: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}"), ("{#", "#}")];

/// The codes of a text outside of code blocks and spans, in their order.
pub(super) fn find(text: &str) -> Vec<Code> {
    let code = code_ranges(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        at = open + 1;
        if let Some(inside) = code.iter().find(|range| range.contains(&open)) {
            at = inside.end;
            continue;
        }
        let Some((mark, close)) = MARKS.iter().find(|(mark, _)| text[open..].starts_with(mark)) else {
            continue;
        };
        // `{#id}` behind a heading is Markdown.
        if *mark == "{#" && !text[open..].starts_with("{# ") {
            continue;
        }
        let inside = open + mark.len();
        let part = &text[inside..inside + text[inside..].find("\n\n").unwrap_or(text.len() - inside)];
        let Some(end) = part.find(close).map(|found| inside + found) else { continue };
        at = end + close.len();
        found.push(read(&text[inside..end], open..at));
    }
    found
}

fn read(inner: &str, range: Range<usize>) -> Code {
    let inner = inner.trim_matches(['-', '~']).trim();
    let slash = inner.starts_with('/');
    let inner = inner.trim_start_matches('/').trim_end_matches('/').trim();
    let mut code = Code { range, ..Code::default() };
    let (head, filters) = piped(inner);
    code.filters = filters;
    let mut tokens = tokens(head).into_iter();
    if !head.starts_with(['"', '\'', '`']) {
        code.name = tokens.next().map(|(_, word)| word).unwrap_or_default();
    }
    code.closes = slash || code.name.starts_with("end");
    for (key, value) in tokens {
        match key {
            Some(key) => code.values.push((key, value)),
            None => code.words.push(value),
        }
    }
    code
}

/// The part before the first `|`, and the names of the filters behind it.
fn piped(inner: &str) -> (&str, Vec<String>) {
    let mut parts = inner.split('|');
    let head = parts.next().unwrap_or(inner).trim();
    let word = |part: &str| {
        part.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("").to_owned()
    };
    (head, parts.map(word).collect())
}

/// Words, texts in quotation marks, and values with names: `src="a b"`, `id=x`, `name(key="v")`.
fn tokens(text: &str) -> Vec<(Option<String>, String)> {
    let mut tokens: Vec<(Option<String>, String)> = Vec::new();
    let mut chars = text.chars().peekable();
    let mut word = String::new();
    let mut key = None;
    let mut push = |key: &mut Option<String>, word: &mut String| {
        if !word.is_empty() || key.is_some() {
            tokens.push((key.take(), std::mem::take(word)));
        }
    };
    while let Some(c) = chars.next() {
        match c {
            '"' | '\'' | '`' => {
                word.extend(chars.by_ref().take_while(|next| *next != c));
                push(&mut key, &mut word);
            }
            '=' | ':' if !word.is_empty() && key.is_none() && !word.contains('/') => {
                key = Some(std::mem::take(&mut word))
            }
            c if c.is_whitespace() || matches!(c, ',' | '(' | ')') => push(&mut key, &mut word),
            c => word.push(c),
        }
    }
    push(&mut key, &mut word);
    tokens
}

/// The bytes of code: blocks between fences, and spans between backticks.
fn code_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut fence: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let plain = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| plain.starts_with(mark));
        match (&fence, mark) {
            (None, Some(mark)) => fence = Some((at, mark)),
            (Some((start, open)), Some(mark)) if *open == mark => {
                ranges.push(*start..at + line.len());
                fence = None;
            }
            (None, None) => spans(line, at, &mut ranges),
            _ => {}
        }
        at += line.len();
    }
    ranges.extend(fence.map(|(start, _)| start..text.len()));
    ranges
}

fn spans(line: &str, at: usize, ranges: &mut Vec<Range<usize>>) {
    let mut from = 0;
    while let Some(open) = line[from..].find('`').map(|found| from + found) {
        let run = line[open..].len() - line[open..].trim_start_matches('`').len();
        let marks = "`".repeat(run);
        let Some(close) = line[open + run..].find(&marks).map(|found| open + run + found) else { return };
        ranges.push(at + open..at + close + run);
        from = close + run;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_every_generator_are_found() {
        let names = |text| find(text).into_iter().map(|code| code.name).collect::<Vec<_>>();
        for (text, expected) in [
            ("a {{< figure src=\"x\" >}} b {{< /figure >}}", vec!["figure", "figure"]),
            ("{{% note %}}x{{% /note %}}", vec!["note", "note"]),
            ("{% include map.html %} {{ site.url }}", vec!["include", "site.url"]),
            ("{{ youtube(id=\"x\") }} {% quote() %}x{% end %}", vec!["youtube", "quote", "end"]),
            ("a { b } {{ open \n\n }}", vec![]),
            ("```\n{{ x }}\n```\n`{{ y }}` {{ z }}", vec!["z"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
