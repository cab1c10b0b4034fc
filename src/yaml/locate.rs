//! From a path such as `actors/2/role` to the bytes of its key or value; only run when something is wrong.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span};

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
    /// Whether it is a text without quotation marks.
    is_plain: bool,
    /// The number of its anchor, `&name`; 0 for none.
    anchor: usize,
    /// The anchor that stands for it, where it is written `*name`.
    alias: Option<usize>,
    /// Its tag, such as `!!set`.
    tag: Option<String>,
}

/// A text, list or map as it is written.
pub(super) struct Leaf {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Whether it is a text without quotation marks.
    pub is_plain: bool,
    /// Its tag, such as `!!set`.
    pub tag: Option<String>,
}

/// Aliases and merged maps are followed so often: a search that takes longer finds nothing.
const HOPS: usize = 200;

/// The bytes of the key or value at a path; of the nearest ancestor's where the path does not exist.
pub fn locate(text: &str, path: &str, part: Part) -> Option<Range<usize>> {
    let nodes = nodes(text);
    let mut path = path;
    loop {
        if let Some(node) = find(&nodes, path, &mut HOPS.clone()) {
            return Some(match (part, &node.key) {
                (Part::Key, Some(key)) => key.clone(),
                _ => node.value.clone(),
            });
        }
        path = path.rsplit_once('/')?.0;
    }
}

/// The bytes in which the value at a path is written, be it at an anchor elsewhere.
pub fn written(text: &str, path: &str) -> Option<Range<usize>> {
    let nodes = nodes(text);
    let mut node = find(&nodes, path, &mut HOPS.clone())?;
    for _ in 0..HOPS {
        let Some(anchor) = node.alias else { return Some(node.value.clone()) };
        node = nodes.iter().find(|node| node.anchor == anchor)?;
    }
    None
}

/// The node at a path; below an alias it stands at the anchor, and what a map lacks in those that it merges.
fn find<'n>(nodes: &'n [Node], path: &str, hops: &mut usize) -> Option<&'n Node> {
    *hops = hops.checked_sub(1)?;
    let at = |path: &str| nodes.iter().find(|node| node.path == path);
    if let Some(node) = at(path) {
        return Some(node);
    }
    let parents = path.match_indices('/').rev().map(|(at, _)| (&path[..at], &path[at + 1..]));
    let (parent, rest) = parents.chain([("", path)]).find_map(|(parent, rest)| Some((at(parent)?, rest)))?;
    if let Some(anchor) = parent.alias {
        let target = nodes.iter().find(|node| node.anchor == anchor)?;
        return find(nodes, &below(&target.path, rest), hops);
    }
    let merged = below(&parent.path, "<<");
    let several = (0..).map(|i| below(&merged, &i.to_string())).take_while(|path| at(path).is_some());
    let sources = at(&merged).into_iter().map(|_| merged.clone()).chain(several);
    sources.into_iter().find_map(|source| find(nodes, &below(&source, rest), hops))
}

fn below(parent: &str, step: &str) -> String {
    if parent.is_empty() { step.to_owned() } else { format!("{parent}/{step}") }
}

/// Every text, number or the like: its path and its bytes, with the quotation marks if it has such.
pub fn scalars(text: &str) -> Vec<(String, Range<usize>)> {
    let leaves = nodes(text).into_iter().filter(|node| node.is_scalar);
    leaves.map(|node| (node.path, node.value)).collect()
}

/// Every text, list and map, in the order in which they end.
pub(super) fn leaves(text: &str) -> Vec<Leaf> {
    let leaf = |node: Node| Leaf { bytes: node.value, is_plain: node.is_plain, tag: node.tag };
    nodes(text).into_iter().map(leaf).collect()
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
    anchor: usize,
    tag: Option<String>,
}

/// What is written of a scalar.
struct Scalar<'a> {
    value: &'a str,
    bytes: Range<usize>,
    is_plain: bool,
    anchor: usize,
    alias: Option<usize>,
    tag: Option<String>,
}

/// All nodes as far as the text can be read.
fn nodes(text: &str) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for next in Parser::new_from_str(text) {
        let Ok((event, span)) = next else { break };
        let bytes = bytes_of(text, &span);
        let is_map = matches!(event, Event::MappingStart(..));
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let is_plain = style == ScalarStyle::Plain;
                let tag = tag.as_deref().map(ToString::to_string);
                let scalar = Scalar { value: &value, bytes, is_plain, anchor, alias: None, tag };
                take(&mut nodes, &mut stack, scalar);
            }
            Event::Alias(anchor) => {
                let alias = Some(anchor);
                let scalar = Scalar { value: "", bytes, is_plain: false, anchor: 0, alias, tag: None };
                take(&mut nodes, &mut stack, scalar);
            }
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag) => {
                let (path, key) = place(&mut stack);
                let tag = tag.as_deref().map(ToString::to_string);
                stack.push(Open {
                    path,
                    key,
                    start: bytes.start,
                    index: 0,
                    is_map,
                    pending: None,
                    anchor,
                    tag,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                nodes.extend(stack.pop().map(|open| closed(text, open, bytes.end)));
            }
            _ => {}
        }
    }
    nodes
}

fn closed(text: &str, open: Open, end: usize) -> Node {
    Node {
        value: open.start..trimmed_end(text, open.start, end),
        path: open.path,
        key: open.key,
        is_scalar: false,
        is_plain: false,
        anchor: open.anchor,
        alias: None,
        tag: open.tag,
    }
}

/// A scalar is a key where a map waits for one, else a value.
fn take(nodes: &mut Vec<Node>, stack: &mut [Open], scalar: Scalar) {
    if let Some(open) = stack.last_mut().filter(|open| open.is_map && open.pending.is_none()) {
        open.pending = Some((scalar.value.to_owned(), scalar.bytes));
        return;
    }
    let (path, key) = place(stack);
    let Scalar { bytes: value, is_plain, anchor, alias, tag, .. } = scalar;
    nodes.push(Node { path, key, value, is_scalar: true, is_plain, anchor, alias, tag });
}

/// The path and key of the node that begins now.
fn place(stack: &mut [Open]) -> (String, Option<Range<usize>>) {
    let Some(open) = stack.last_mut() else { return (String::new(), None) };
    let (step, key) = match open.pending.take() {
        Some((name, bytes)) => (name, Some(bytes)),
        None => (open.index.to_string(), None),
    };
    open.index += 1;
    (below(&open.path, &step), key)
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
    fn finds_what_stands_at_an_anchor_or_in_a_merged_map() {
        let text = "a: &a {when: 2020, at: x}\nb: {<<: *a, at: y}\nc: {<<: [*a, {to: 1.50}]}\nd: *a\n";
        let at = |path| written(text, path).map(|r| &text[r]);
        assert_eq!(at("b/when"), Some("2020"));
        assert_eq!(at("b/at"), Some("y"));
        assert_eq!(at("c/to"), Some("1.50"));
        assert_eq!(at("c/at"), Some("x"));
        assert_eq!(at("d/when"), Some("2020"));
        assert_eq!(at("d"), Some("{when: 2020, at: x}"));
        assert_eq!(at("d/nowhere"), None);
    }

    #[test]
    fn finds_keys_that_stand_twice() {
        let text = "a: 1\nb: 2\na: 3\n";
        let found = duplicates(text);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].1.clone(), &text[found[0].3.clone()]), (0..1, "a: 3"));
    }
}
