//! What a terminal is shown of a text of others: nothing in it commands it.

use std::borrow::Cow;

/// Whether a character commands a terminal, or turns the direction of what it shows.
fn is_command(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name or sentence as a terminal may show it: signs that would command it are written as `\u{1b}`, line ends too.
pub fn visible(text: &str) -> Cow<'_, str> {
    without_commands(text, &[])
}

/// The same of a text of several lines.
pub fn printable(text: &str) -> Cow<'_, str> {
    without_commands(text, &['\n', '\t'])
}

/// The same of a text that has been coloured: its colours stay. What came from others must be [`visible`] already.
pub fn printable_coloured(text: &str) -> Cow<'_, str> {
    without_commands(text, &['\n', '\t', '\u{1b}'])
}

fn without_commands<'a>(text: &'a str, kept: &[char]) -> Cow<'a, str> {
    if !text.contains(|c| is_command(c) && !kept.contains(&c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_command(c) && !kept.contains(&c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// JSON as a terminal may show it: what JSON allows inside texts is written as it allows it, too.
pub fn printable_json(json: &str) -> Cow<'_, str> {
    if !json.contains(|c| is_command(c) && c != '\n') {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '\n' => shown.push(c),
            c if is_command(c) => shown.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_shown_as_text() {
        let text = "a\u{1b}[31m\u{9b}\u{7f}\u{202e}\nb";
        assert_eq!(visible(text), "a\\u{1b}[31m\\u{9b}\\u{7f}\\u{202e}\\u{a}b");
        assert_eq!(printable(text), "a\\u{1b}[31m\\u{9b}\\u{7f}\\u{202e}\nb");
        assert_eq!(visible("Շուշի محمد"), "Շուշի محمد");
        let json = serde_json::to_string(text).unwrap_or_default();
        let shown = printable_json(&json).into_owned();
        assert!(!shown.contains(['\u{9b}', '\u{7f}', '\u{202e}']), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).ok().as_deref(), Some(text));
    }
}
