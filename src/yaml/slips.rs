//! Slips of the hand that YAML takes for something else, or refuses with words about another place.

use std::ops::Range;

use super::YamlError;
use super::locate::{Leaf, Spans};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::text::hidden_name;

/// Reports what can be read and is nearly always a slip.
pub(super) fn report(id: FileId, yaml: &str, offset: usize, out: &mut Diagnostics) {
    if !is_suspect(yaml) {
        return;
    }
    for leaf in Spans::of(yaml).leaves() {
        let found = [
            tag(&leaf),
            anchor(yaml, &leaf),
            indented_entry(yaml, &leaf),
            stuck_entry(yaml, &leaf),
            hidden_colon(yaml, &leaf),
            comment(yaml, &leaf),
        ];
        for (range, problem) in found.into_iter().flatten() {
            out.push(problem.at(At::bytes(id, offset + range.start..offset + range.end)));
        }
    }
}

type Slip = (Range<usize>, Diagnostic);

/// Whether a look at the bytes says that there may be one: most files have none, and are not read a second time.
fn is_suspect(yaml: &str) -> bool {
    // How far the line before is indented, if its text may go on in the next one.
    let mut open = None;
    yaml.lines().any(|line| {
        let inner = line.trim_start();
        let indent = line.len() - inner.len();
        let joined = inner.starts_with("- ") && open.is_some_and(|before| indent > before);
        let closed = inner.ends_with([':', '|', '>', '}', ']', '"', '\'']) || inner.starts_with('#');
        open = (!inner.is_empty() && !closed).then_some(indent);
        joined || is_stuck(inner) || is_odd(line)
    })
}

/// `-North`, without the blank that makes it an entry.
fn is_stuck(inner: &str) -> bool {
    inner.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

fn is_odd(line: &str) -> bool {
    let after = |sign: &str| line.match_indices(sign).any(|(at, _)| begins_word(&line[at + sign.len()..]));
    after(" !")
        || after(" &")
        || line.contains(" !!")
        || after(" #")
        || line.contains("[!")
        || line.chars().any(|c| !c.is_ascii() && hidden_name(c).is_some())
}

fn begins_word(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
}

/// A tag that says of what type a value is, beyond the types that YAML has itself.
fn tag(leaf: &Leaf) -> Option<Slip> {
    const KNOWN: [&str; 7] = ["bool", "float", "int", "map", "null", "seq", "str"];
    let tag = leaf.tag.as_deref()?;
    let of_yaml = tag.strip_prefix("tag:yaml.org,2002:");
    if tag == "!" || of_yaml.is_some_and(|name| KNOWN.contains(&name)) {
        return None;
    }
    let shown = of_yaml.map_or_else(|| tag.to_owned(), |name| format!("!!{name}"));
    let problem =
        Diagnostic::new(code::UNKNOWN_TAG, format!("the tag `{shown}` says nothing here and is dropped"));
    let hint = match shown.as_str() {
        "!!set" => "write a list, as in `[one, two]`",
        "!!binary" => "the text is taken as it is written; a file of its own holds bytes",
        _ => "remove it, or put the text in quotation marks if the `!` belongs to it",
    };
    Some((leaf.bytes.clone(), problem.hint(hint)))
}

/// `title: &a b`: the anchor is no part of the value, and nothing takes the value up by it.
fn anchor(yaml: &str, leaf: &Leaf) -> Option<Slip> {
    let line = yaml[..leaf.bytes.start].rsplit('\n').next()?.trim_end();
    let name = line.rsplit([' ', '[', '{', ',']).next()?.strip_prefix('&')?;
    if name.is_empty() || yaml.contains(&format!("*{name}")) {
        return None;
    }
    let start = leaf.bytes.start
        - (yaml[..leaf.bytes.start].len() - yaml[..leaf.bytes.start].trim_end().len())
        - name.len()
        - 1;
    let message = format!("`&{name}` gives the value a name for other places and is no part of it");
    let problem = Diagnostic::new(code::UNKNOWN_TAG, message);
    let hint =
        "nothing uses the name: remove it, or put the text in quotation marks if the `&` belongs to it";
    Some((start..start + name.len() + 1, problem.hint(hint)))
}

/// `-North` on a line of its own below a key, or behind another entry: a blank is missing, and it is no entry.
fn stuck_entry(yaml: &str, leaf: &Leaf) -> Option<Slip> {
    let text = plain(yaml, leaf)?;
    let begins_line = yaml[..leaf.bytes.start].rsplit('\n').next().is_some_and(|lead| lead.trim().is_empty());
    let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let is_entry = |at: usize, line: &str| is_stuck(line.trim_start()) && (at > 0 || begins_line);
    let (at, line) = lines.find(|(at, line)| is_entry(*at, line))?;
    let inner = line.trim();
    let start = leaf.bytes.start + at + line.len() - line.trim_start().len();
    let problem = Diagnostic::new(
        code::LIST_INDENTATION,
        format!("`{inner}` is no entry of a list: a blank is missing"),
    );
    Some((start..start + inner.len(), problem.instead(inner, format!("- {}", &inner[1..]))))
}

/// An entry that is indented more than the one before: YAML reads both as one text.
fn indented_entry(yaml: &str, leaf: &Leaf) -> Option<Slip> {
    let text = plain(yaml, leaf)?;
    let mut lines = text.match_indices('\n').map(|(at, _)| at + 1);
    let at = lines.find_map(|at| {
        let line = &text[at..];
        let inner = line.trim_start_matches([' ', '\t']);
        inner.starts_with("- ").then_some(at + line.len() - inner.len())
    })?;
    let line = text[at..].lines().next().unwrap_or("").trim_end();
    let start = leaf.bytes.start + at;
    let first = text.lines().next().unwrap_or("").trim_end();
    let message = format!("this line goes on with `{first}`: the two are read as one text");
    let problem = Diagnostic::new(code::LIST_INDENTATION, message);
    let hint =
        "entries of a list begin in the same column; a text that holds ` - ` stands in quotation marks";
    Some((start..start + line.len(), problem.hint(hint)))
}

/// `name:` before a blank that is none: YAML reads key and value as one text.
fn hidden_colon(yaml: &str, leaf: &Leaf) -> Option<Slip> {
    let (at, name) = misplaced(plain(yaml, leaf)?)?;
    let start = leaf.bytes.start + at;
    let problem = Diagnostic::new(code::HIDDEN_SIGN, format!("{name} stands where YAML needs a blank"));
    Some((start..start, problem.hint("delete it and type a blank")))
}

/// What follows ` #` is no part of a value, also where no blank follows.
fn comment(yaml: &str, leaf: &Leaf) -> Option<Slip> {
    plain(yaml, leaf)?;
    let rest = yaml.get(leaf.bytes.end..)?.lines().next()?;
    let inner = rest.trim_start_matches([' ', '\t']);
    let cut = inner.strip_prefix('#').filter(|_| inner.len() < rest.len())?;
    if !begins_word(cut) {
        return None;
    }
    let start = leaf.bytes.end + rest.len() - inner.len();
    let message = format!("`{}` is a comment and no part of the value", inner.trim_end());
    let hint = "put the value in quotation marks if it belongs to it; write `# ` before a comment";
    Some((start..start + inner.trim_end().len(), Diagnostic::new(code::CUT_BY_COMMENT, message).hint(hint)))
}

fn plain<'a>(yaml: &'a str, leaf: &Leaf) -> Option<&'a str> {
    leaf.is_plain.then(|| yaml.get(leaf.bytes.clone())).flatten()
}

/// The slip that a refusal comes from, with its own place: the parser often notices it lines later.
pub(super) fn behind(text: &str, byte: usize) -> Option<YamlError> {
    let mut start = 0;
    let mut before = "";
    let mut entry = None;
    for line in text.split_inclusive('\n').take_while(|line| !line.is_empty()) {
        if start > byte {
            break;
        }
        if let Some((at, name)) = misplaced(line) {
            let hint = "delete it and type blanks";
            return Some(error(format!("{name} stands where YAML needs a blank"), start + at, hint));
        }
        let near = text[start..byte].matches('\n').count() <= 1;
        let inner = line.trim_start_matches(' ');
        let indent = line.len() - inner.len();
        let found = || {
            tab(line, start).or_else(|| stuck_colon(inner, start + indent)).or_else(|| bare_hash(line, start))
        };
        if let Some(found) = near.then(found).flatten() {
            return Some(found);
        }
        // An entry that begins in another column than the one before it, and below nothing that may hold a list.
        let moved = entry.is_some_and(|entry| entry != indent) && !before.ends_with([':', '|', '>']);
        if inner.starts_with("- ") && moved && start + line.len() > byte {
            let message = "this entry of a list does not begin where the one before it does".to_owned();
            return Some(error(message, start + indent, "entries of a list begin in the same column"));
        }
        if inner.starts_with("- ") {
            entry = Some(indent);
        }
        if !inner.trim().is_empty() {
            before = line.trim_end();
        }
        start += line.len();
    }
    None
}

/// `[#war]`: a `#` that begins an entry begins a comment.
fn bare_hash(line: &str, start: usize) -> Option<YamlError> {
    let list = line.find(['[', '{'])?;
    let at = list
        + line[list..].find('#').filter(|at| {
            let lead = line[list..list + at].trim_end_matches(' ');
            lead.ends_with(['[', '{', ',']) && begins_word(&line[list + at + 1..])
        })?;
    Some(error(
        "`#` begins a comment".to_owned(),
        start + at,
        "put the text in quotation marks, as in `[\"#one\"]`",
    ))
}

fn error(message: String, byte: usize, hint: &str) -> YamlError {
    YamlError { message, byte, hint: Some(hint.to_owned()) }
}

/// A tab in front of a line.
fn tab(line: &str, start: usize) -> Option<YamlError> {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let at = line[..indent].find('\t').filter(|_| !line.trim().is_empty())?;
    Some(error(
        "a tab stands in front of the line".to_owned(),
        start + at,
        "YAML is indented with spaces: replace the tab",
    ))
}

/// `title:War` in the line of a refusal or the one before it: a blank is missing.
fn stuck_colon(inner: &str, start: usize) -> Option<YamlError> {
    let lead = if inner.starts_with("- ") { 2 } else { 0 };
    let (key, value) = inner[lead..].split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if !is_key || value.starts_with([' ', '\n', '\r', '\t', '/']) || value.is_empty() {
        return None;
    }
    let at = start + lead + key.len() + 1;
    let hint = format!("write `{key}: {}`", value.trim());
    Some(error(format!("a blank is missing behind `{key}:`"), at, &hint))
}

/// A sign that looks like a blank, or like nothing, where YAML looks for blanks: before an entry, after a key's colon.
fn misplaced(line: &str) -> Option<(usize, &'static str)> {
    let is_lead = |c: char| matches!(c, ' ' | '\t' | '-');
    let first = line.find(|c| !is_lead(c))?;
    let named = |at: usize| Some((at, line[at..].chars().next().and_then(hidden_name)?));
    if let Some(found) = named(first).filter(|_| !line[first..].trim().is_empty()) {
        return Some(found);
    }
    let colon = first + line[first..].find(':')?;
    let is_key = line[first..colon].chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    named(colon + 1).filter(|_| is_key)
}
