//! What stands at a place of a text, also of one that is being written: a key, a value, a Read line, a link.

use std::ops::Range;

use crate::parse::{Style, read_beginning};
use crate::source::{Fence, Kind, split};

/// What the cursor is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cursor {
    /// A key of YAML, below the keys of `path`; `beside` are the other keys of its map.
    Key { path: Vec<String>, word: Range<usize>, beside: Vec<String> },
    /// A value of YAML, the last key of `path` being its own.
    Value { path: Vec<String>, word: Range<usize>, quoted: bool },
    /// The title of a Read line.
    Read { word: Range<usize> },
    /// What stands between `[[` and `]]`.
    Link { word: Range<usize> },
    /// What stands between `[^` and `]`.
    Note { word: Range<usize> },
    /// The speaker of a quotation.
    Speaker { word: Range<usize> },
    /// Prose.
    Elsewhere,
}

impl Cursor {
    /// What stands at a byte of a file's text.
    pub fn at(kind: Kind, text: &str, byte: usize, style: &Style) -> Self {
        let parts = split(text);
        let yaml = if kind.is_yaml() { 0..text.len() } else { parts.yaml };
        let in_yaml =
            kind.is_yaml() || (parts.fence != Fence::None && yaml.contains(&byte) || yaml.end == byte);
        if kind == Kind::Template {
            Self::Elsewhere
        } else if in_yaml && byte >= yaml.start {
            in_front(text, yaml.start, byte)
        } else {
            in_text(text, byte, style)
        }
    }
}

/// The line around a byte, without its end.
fn line(text: &str, byte: usize) -> Range<usize> {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let end = text[byte..].find(['\n', '\r']).map_or(text.len(), |at| byte + at);
    start..end
}

fn in_text(text: &str, byte: usize, style: &Style) -> Cursor {
    let line = line(text, byte);
    let before = &text[line.start..byte];
    let after = &text[byte..line.end];
    let until = |close: &str| byte + after.find(close).unwrap_or(0);
    let opened = |open: &str, close: &str| before.rfind(open).filter(|at| !before[*at..].contains(close));
    let (link, note) = (opened("[[", "]]"), opened("[^", "]"));
    // Of two that are open the later is the one that is being written.
    if let Some(open) = note.filter(|note| link.is_none_or(|link| link < *note)) {
        return Cursor::Note { word: line.start + open + 2..until("]") };
    }
    if let Some(open) = link {
        let end = after.find(['|', ']']).map_or(byte, |at| byte + at);
        return Cursor::Link { word: line.start + open + 2..end };
    }
    let whole = &text[line.clone()];
    if let Some(title) = read_beginning(whole, style).filter(|title| line.start + title <= byte) {
        let end = whole.trim_end().len().max(title);
        return Cursor::Read { word: line.start + title..line.start + end };
    }
    if let Some(name) =
        speaker(whole).filter(|name| line.start + name.start <= byte && byte <= line.start + name.end)
    {
        return Cursor::Speaker { word: line.start + name.start..line.start + name.end };
    }
    Cursor::Elsewhere
}

/// The name in the last line of a quotation, `> — Name, where`.
pub(super) fn speaker(line: &str) -> Option<Range<usize>> {
    let quoted = line.trim_start().strip_prefix('>')?.trim_start_matches(['>', ' ']);
    let said = ["—", "–", "--", "―"].iter().find_map(|dash| quoted.strip_prefix(dash))?.trim_start();
    let start = line.len() - said.len();
    let end = said.find(',').unwrap_or(said.trim_end().len());
    Some(start..start + end)
}

/// A key that stands above what follows it: its column, its name, and whether its value is still to come.
struct Above {
    column: usize,
    name: String,
    is_open: bool,
}

/// What a line of YAML holds: the columns of its dashes, and where its content begins.
fn dashes(line: &str) -> (Vec<usize>, usize) {
    let mut at = line.len() - line.trim_start_matches(' ').len();
    let mut dashes = Vec::new();
    while line[at..].starts_with("- ") || &line[at..] == "-" {
        dashes.push(at);
        at += 1;
        at += line[at..].len() - line[at..].trim_start_matches(' ').len();
    }
    (dashes, at)
}

/// The key at the beginning of a content, and where its value begins.
fn key(content: &str) -> Option<(&str, usize)> {
    let colon = content.find(": ").or_else(|| content.strip_suffix(':').map(str::len))?;
    let name = &content[..colon];
    let plain =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '\''));
    plain.then(|| (name.trim_matches(['"', '\'']), (colon + 2).min(content.len())))
}

/// Takes one line into the keys above.
fn descend(above: &mut Vec<Above>, line: &str) {
    let (dashes, at) = dashes(line);
    for dash in dashes {
        above.retain(|key| key.column < dash || (key.column == dash && key.is_open));
    }
    let content = line[at..].trim_end();
    if content.is_empty() || content.starts_with('#') {
        return;
    }
    if let Some((name, value)) = key(content) {
        above.retain(|key| key.column < at);
        let is_open = content[value..].trim().is_empty();
        above.push(Above { column: at, name: name.to_owned(), is_open });
    }
}

fn in_front(text: &str, start: usize, byte: usize) -> Cursor {
    let own = line(text, byte);
    let mut above: Vec<Above> = Vec::new();
    for earlier in text.get(start..own.start).unwrap_or("").lines() {
        descend(&mut above, earlier);
    }
    let whole = &text[own.clone()];
    let (dashes, at) = dashes(whole);
    for dash in &dashes {
        above.retain(|key| key.column < *dash || (key.column == *dash && key.is_open));
    }
    let content = whole.get(at..).unwrap_or("");
    let cursor = byte - own.start;
    let path_to = |above: &[Above]| above.iter().map(|key| key.name.clone()).collect::<Vec<String>>();
    if let Some((name, value)) = key(content).filter(|(_, value)| cursor >= at + value) {
        above.retain(|key| key.column < at);
        let mut path = path_to(&above);
        path.push(name.to_owned());
        return value_at(text, own.start + at + value, own.end, byte, path);
    }
    let column = at.min(cursor);
    let is_item = !dashes.is_empty();
    let has_colon = key(content).is_some();
    if is_item && !has_colon && above.last().is_some_and(|key| key.is_open) && !content.is_empty() {
        return value_at(text, own.start + at, own.end, byte, path_to(&above));
    }
    above.retain(|key| key.column < column);
    let end = content.find(':').map_or(own.end, |colon| own.start + at + colon);
    let word = own.start + at.min(cursor)..end.max(byte);
    Cursor::Key { path: path_to(&above), word, beside: beside(text, start, own.start, column) }
}

/// The value between two bytes of a line, or its part in a list in brackets.
fn value_at(text: &str, start: usize, end: usize, byte: usize, path: Vec<String>) -> Cursor {
    let (mut from, mut to) = (start.min(byte), end.max(byte));
    let is_flow = text[from..to].trim_start().starts_with(['[', '{']);
    if is_flow {
        from = text[from..byte].rfind(['[', '{', ',']).map_or(from, |at| from + at + 1);
        to = text[byte..to].find([',', ']', '}']).map_or(to, |at| byte + at);
    }
    let mut path = path;
    if is_flow && let Some((name, value)) = key(text[from..to].trim_start()) {
        from += text[from..to].len() - text[from..to].trim_start().len() + value;
        path.push(name.to_owned());
    }
    let part = text.get(from..to).unwrap_or("");
    from += part.len() - part.trim_start().len();
    to = (from + part.trim().len()).max(byte.max(from));
    let quoted = text[from..].starts_with(['"', '\'']);
    if quoted {
        from += 1;
        let closed = text[from..to].ends_with(['"', '\'']);
        to = if closed { to - 1 } else { to };
    }
    Cursor::Value { path, word: from.min(to)..to, quoted }
}

/// The other keys of the map in which a line at that column stands.
fn beside(text: &str, start: usize, own: usize, column: usize) -> Vec<String> {
    let keys = |lines: &mut dyn Iterator<Item = &str>, upwards: bool| {
        let mut found = Vec::new();
        for line in lines {
            let (dashes, at) = dashes(line);
            let content = line[at..].trim_end();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if content == "---" || at < column || (!upwards && !dashes.is_empty() && at <= column) {
                break;
            }
            if at == column {
                found.extend(key(content).map(|(name, _)| name.to_owned()));
                if upwards && !dashes.is_empty() {
                    break;
                }
            }
        }
        found
    };
    let mut all = keys(&mut text[start..own].lines().rev(), true);
    all.extend(keys(&mut text[own..].lines().skip(1), false));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// The cursor where `¦` stands.
    fn at(kind: Kind, text: &str) -> (Cursor, String) {
        let byte = text.find('¦').unwrap();
        let text = text.replace('¦', "");
        (Cursor::at(kind, &text, byte, &Style::of(&Config::default())), text)
    }

    fn said(kind: Kind, text: &str) -> String {
        let (cursor, text) = at(kind, text);
        match cursor {
            Cursor::Key { path, word, beside } => {
                format!("key {} `{}` {}", path.join("/"), &text[word], beside.join(","))
            }
            Cursor::Value { path, word, quoted } => {
                format!("value {} `{}`{}", path.join("/"), &text[word], if quoted { " quoted" } else { "" })
            }
            Cursor::Read { word } => format!("read `{}`", &text[word]),
            Cursor::Link { word } => format!("link `{}`", &text[word]),
            Cursor::Note { word } => format!("note `{}`", &text[word]),
            Cursor::Speaker { word } => format!("speaker `{}`", &text[word]),
            Cursor::Elsewhere => "elsewhere".into(),
        }
    }

    #[test]
    fn finds_keys_and_values_of_yaml_that_is_being_written() {
        let cases = [
            ("---\nti¦\n---\n", "key  `ti` "),
            ("---\ntitle: A\n¦\n---\n", "key  `` title"),
            ("---\ntitle: A\nstatus: dr¦\n---\n", "value status `dr`"),
            ("---\nactors:\n  - Arm¦\n---\n", "value actors `Arm`"),
            ("---\nactors:\n- Arm¦\n---\n", "value actors `Arm`"),
            ("---\nactors: [Armenia, Az¦]\n---\n", "value actors `Az`"),
            ("---\nactors: [Armenia, {actor: Az¦, role: party}]\n---\n", "value actors/actor `Az`"),
            ("---\nactors:\n  - actor: Az¦\n    role: party\n---\n", "value actors/actor `Az`"),
            ("---\nactors:\n  - actor: X\n    ro¦\n---\n", "key actors `ro` actor"),
            (
                "---\nevents:\n  - title: X\n    claims:\n      - about: Y\n        positions:\n          - by: Z¦\n---\n",
                "value events/claims/positions/by `Z`",
            ),
            ("---\nplace: \"Shu¦\"\ntitle: X\n---\n", "value place `Shu` quoted"),
            ("---\ntitle: X\nplace:\n  name: A\n  l¦\n---\n", "key place `l` name"),
            ("---\r\ntitle: X\r\nplace: Sh¦\r\n---\r\n", "value place `Sh`"),
        ];
        for (text, expected) in cases {
            assert_eq!(said(Kind::Article, text), expected, "{text:?}");
        }
        assert_eq!(said(Kind::ActorList, "- name: A\n  ki¦\n- name: B\n"), "key  `ki` name");
        assert_eq!(
            said(Kind::ActorList, "- name: A\n  affiliations:\n    - to: B¦\n"),
            "value affiliations/to `B`"
        );
    }

    #[test]
    fn finds_what_texts_name() {
        let cases = [
            ("---\ntitle: A\n---\nRead: The wa¦r\n", "read `The war`"),
            ("---\ntitle: A\n---\n- Also read | ¦\n", "read ``"),
            ("---\ntitle: A\n---\nIn [[Shu¦ there\n", "link `Shu`"),
            ("---\ntitle: A\n---\nIn [[Shu¦sha|the town]] there\n", "link `Shusha`"),
            ("---\ntitle: A\n---\nSaid so[^mo¦d-1].\n", "note `mod-1`"),
            ("---\ntitle: A\n---\n> Words.\n>\n> — Ilham Al¦iyev, Baku\n", "speaker `Ilham Aliyev`"),
            ("---\ntitle: A\n---\nReading is¦ fun\n", "elsewhere"),
            ("no front¦ matter", "elsewhere"),
        ];
        for (text, expected) in cases {
            assert_eq!(said(Kind::Article, text), expected, "{text:?}");
        }
    }
}
