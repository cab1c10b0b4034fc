//! From a path such as `actors/2/role` to the bytes of its key or value; only run when something is wrong.

use std::ops::Range;

use granit_parser::{Event, Parser, Span};

/// Which half of a map's entry is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key.
    Key,
    /// The value.
    Value,
}

/// One node of the document with its path and bytes.
struct Node {
    path: String,
    key: Option<Range<usize>>,
    value: Range<usize>,
    /// Whether it is a text or the like, and no list or map.
    is_scalar: bool,
}

/// The bytes of the key or value at a path; of the nearest ancestor's where the path does not exist.
pub fn locate(text: &str, path: &str, part: Part) -> Option<Range<usize>> {
    let nodes = nodes(text);
    let mut path = path;
    loop {
        if let Some(node) = nodes.iter().find(|node| node.path == path) {
            return Some(match (part, &node.key) {
                (Part::Key, Some(key)) => key.clone(),
                _ => node.value.clone(),
            });
        }
        path = path.rsplit_once('/')?.0;
    }
}

/// Every text, number or the like: its path and its bytes, with the quotation marks if it has such.
pub fn scalars(text: &str) -> Vec<(String, Range<usize>)> {
    let leaves = nodes(text).into_iter().filter(|node| node.is_scalar);
    leaves.map(|node| (node.path, node.value)).collect()
}

/// Keys that stand twice in one map: the path, the first key's bytes, the second entry's key and whole bytes.
#[expect(clippy::type_complexity, reason = "three ranges with a word each in the sentence above")]
pub fn duplicates(text: &str) -> Vec<(String, Range<usize>, Range<usize>, Range<usize>)> {
    let nodes = nodes(text);
    let mut found = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for node in &nodes {
        let Some(key) = &node.key else { continue };
        match seen.get(&node.path) {
            None => drop(seen.insert(node.path.clone(), key.clone())),
            Some(first) => {
                found.push((node.path.clone(), first.clone(), key.clone(), key.start..node.value.end))
            }
        }
    }
    found
}

/// A collection that is open while the events are read.
struct Open {
    path: String,
    key: Option<Range<usize>>,
    start: usize,
    index: usize,
    is_map: bool,
    pending: Option<(String, Range<usize>)>,
}

/// All nodes as far as the text can be read.
fn nodes(text: &str) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for next in Parser::new_from_str(text) {
        let Ok((event, span)) = next else { break };
        let bytes = bytes_of(text, &span);
        match event {
            Event::Scalar(value, ..) => scalar(&mut nodes, &mut stack, &value, bytes),
            Event::Alias(_) => scalar(&mut nodes, &mut stack, "", bytes),
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let is_map = matches!(event, Event::MappingStart(..));
                let (path, key) = place(&mut stack);
                stack.push(Open { path, key, start: bytes.start, index: 0, is_map, pending: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = stack.pop() {
                    let end = trimmed_end(text, open.start, bytes.end);
                    nodes.push(Node {
                        path: open.path,
                        key: open.key,
                        value: open.start..end,
                        is_scalar: false,
                    });
                }
            }
            _ => {}
        }
    }
    nodes
}

/// A scalar is a key where a map waits for one, else a value.
fn scalar(nodes: &mut Vec<Node>, stack: &mut [Open], value: &str, bytes: Range<usize>) {
    if let Some(open) = stack.last_mut().filter(|open| open.is_map && open.pending.is_none()) {
        open.pending = Some((value.to_owned(), bytes));
        return;
    }
    let (path, key) = place(stack);
    nodes.push(Node { path, key, value: bytes, is_scalar: true });
}

/// The path and key of the node that begins now.
fn place(stack: &mut [Open]) -> (String, Option<Range<usize>>) {
    let Some(open) = stack.last_mut() else { return (String::new(), None) };
    let (step, key) = match open.pending.take() {
        Some((name, bytes)) => (name, Some(bytes)),
        None => (open.index.to_string(), None),
    };
    open.index += 1;
    let path = if open.path.is_empty() { step } else { format!("{}/{step}", open.path) };
    (path, key)
}

fn bytes_of(text: &str, span: &Span) -> Range<usize> {
    let byte = |marker: &granit_parser::Marker| {
        marker
            .byte_offset()
            .unwrap_or_else(|| text.char_indices().nth(marker.index()).map_or(text.len(), |c| c.0))
    };
    let start = byte(&span.start).min(text.len());
    start..byte(&span.end).clamp(start, text.len())
}

/// A block collection ends where its last text ends, not at the next key.
fn trimmed_end(text: &str, start: usize, end: usize) -> usize {
    let end = end.clamp(start, text.len());
    text.get(start..end).map_or(end, |part| start + part.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_keys_and_values_by_path() {
        let text = "title: Շուշի\nactors:\n  - Armenia\n  - {actor: Turkey, role: party}\n";
        let at = |path, part| locate(text, path, part).map(|r| &text[r]);
        assert_eq!(at("title", Part::Value), Some("Շուշի"));
        assert_eq!(at("actors/0", Part::Value), Some("Armenia"));
        assert_eq!(at("actors/1/role", Part::Key), Some("role"));
        assert_eq!(at("actors/1/nowhere", Part::Value), Some("{actor: Turkey, role: party}"));
        assert_eq!(at("nowhere", Part::Value), None);
    }

    #[test]
    fn finds_keys_that_stand_twice() {
        let text = "a: 1\nb: 2\na: 3\n";
        let found = duplicates(text);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].1.clone(), &text[found[0].3.clone()]), (0..1, "a: 3"));
    }
}
