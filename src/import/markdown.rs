//! Plain words as Markdown: only what Markdown would read as markup is escaped.

/// A line of plain text as a paragraph of Markdown.
pub fn paragraph(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if begins_block(text) {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        // `1\.` is a number, `\- ` a dash.
        out.push_str(&text[..digits]);
        out.push('\\');
        inline(&mut out, text, digits);
    } else {
        inline(&mut out, text, 0);
    }
    out
}

/// Words inside a paragraph of Markdown.
pub fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    inline(&mut out, text, 0);
    out
}

/// A paragraph that is Markdown already, with its beginning escaped where it would begin another block.
pub fn begun(markdown: &str) -> String {
    if !begins_block(markdown) {
        return markdown.to_owned();
    }
    let digits = markdown.len() - markdown.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    format!("{}\\{}", &markdown[..digits], &markdown[digits..])
}

fn begins_block(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < text.len() && text.len() - rest.len() < 10 {
        return rest.starts_with(['.', ')']) && rest[1..].starts_with([' ', '\t'])
            || rest == "."
            || rest == ")";
    }
    let only = |c: char| text.chars().all(|x| x == c || x == ' ');
    match text.chars().next() {
        Some('#') => {
            let after = text.trim_start_matches('#');
            after.is_empty() || after.starts_with(' ')
        }
        Some('>') => true,
        Some(c @ ('-' | '+')) => text[1..].is_empty() || text[1..].starts_with(' ') || only(c),
        Some('=') => only('='),
        Some(':') => text[1..].starts_with([' ', ':']),
        Some('~') => text.starts_with("~~~"),
        Some('|') => true,
        _ => false,
    }
}

fn inline(out: &mut String, text: &str, from: usize) {
    let mut before = text[..from].chars().next_back();
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < from) {
        let rest = &text[at + c.len_utf8()..];
        let next = rest.chars().next();
        if needs_escape(c, before, next, rest) && !(at == from && out.ends_with('\\')) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

fn needs_escape(c: char, before: Option<char>, next: Option<char>, rest: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match c {
        '\\' => next.is_some_and(|c| c.is_ascii_punctuation()),
        '`' => true,
        '*' => !(blank(before) && blank(next)),
        '_' => !(word(before) && word(next) || blank(before) && blank(next)),
        '~' => next == Some('~') || before == Some('~'),
        '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => rest.find(';').is_some_and(|end| {
            end > 0 && end < 32 && rest[..end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        }),
        '[' => next == Some('^') || next == Some('[') || is_link(rest),
        _ => false,
    }
}

/// Whether the text after a bracket closes it as a link or a definition does.
fn is_link(rest: &str) -> bool {
    rest.find(']').is_some_and(|end| rest[end + 1..].starts_with(['(', '[', ':']))
}

/// The words of a piece of Markdown: links by their words, without emphasis and escapes.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let chars: Vec<char> = markdown.chars().collect();
    let (mut at, mut links) = (0, 0);
    while let Some(c) = chars.get(at).copied() {
        match c {
            '\\' if chars.get(at + 1).is_some_and(char::is_ascii_punctuation) => {
                out.extend(chars.get(at + 1));
                at += 1;
            }
            '*' if is_alone(&chars, at) => out.push('*'),
            '*' | '`' => {}
            '_' if !(out.ends_with(char::is_alphanumeric)
                && chars.get(at + 1).is_some_and(|c| c.is_alphanumeric())) => {}
            '!' if chars.get(at + 1) == Some(&'[') => {}
            '[' if is_link_at(&chars, at) => links += 1,
            ']' if links > 0 && is_bracket_of_link(&chars, at) => {
                links -= 1;
                at = end_of_address(&chars, at + 1).unwrap_or(at);
            }
            c => out.push(c),
        }
        at += 1;
    }
    out
}

/// Whether a sign stands between blanks, where it marks nothing.
fn is_alone(chars: &[char], at: usize) -> bool {
    let blank = |c: Option<&char>| c.is_none_or(|c| c.is_whitespace());
    blank(at.checked_sub(1).and_then(|i| chars.get(i))) && blank(chars.get(at + 1))
}

/// Whether the bracket that closes one opened here has an address behind it.
fn is_link_at(chars: &[char], at: usize) -> bool {
    let mut depth = 0;
    for (i, c) in chars.iter().enumerate().skip(at).take(2000) {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => return is_bracket_of_link(chars, i),
            ']' => depth -= 1,
            _ => {}
        }
    }
    false
}

fn is_bracket_of_link(chars: &[char], at: usize) -> bool {
    chars.get(at + 1) == Some(&'(') && end_of_address(chars, at + 1).is_some()
}

/// The closing bracket of an address that begins at a place.
fn end_of_address(chars: &[char], open: usize) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in chars.iter().enumerate().skip(open) {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(i),
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markup_is_escaped() {
        for (text, expected) in [
            ("Plain words, it's [sic] 5 * 3.", "Plain words, it's [sic] 5 * 3."),
            ("# 5 on the list", "\\# 5 on the list"),
            ("- a dash", "\\- a dash"),
            ("—Turkey's", "—Turkey's"),
            ("12. December", "12\\. December"),
            ("a_b_c and _d_", "a_b_c and \\_d\\_"),
            ("*bold*", "\\*bold\\*"),
            ("see [this](http://x)", "see \\[this](http://x)"),
            ("[[x]] and [^1]", "\\[[x]] and \\[^1]"),
            ("a < b <b>", "a < b \\<b>"),
            ("AT&T &amp; co", "AT&T \\&amp; co"),
            ("---", "\\---"),
            ("C:\\path", "C:\\path"),
        ] {
            assert_eq!(paragraph(text), expected);
            assert_eq!(plain(expected), text.replace(['`'], ""), "{expected}");
        }
    }

    #[test]
    fn links_become_their_words() {
        assert_eq!(plain("see [the *paper*](https://a.b/c_(d)) now"), "see the paper now");
        assert_eq!(plain("![x](y.jpg)"), "x");
    }
}
