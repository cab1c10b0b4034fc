//! From a path such as `actors/2/role` to the bytes of its key or value; only made when something is wrong.

use std::collections::hash_map::Entry;
use std::ops::Range;

use granit_parser::{Event, Parser, Span};
use rustc_hash::FxHashMap;

/// Which half of a map's entry is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key.
    Key,
    /// The value.
    Value,
}

/// One node of the document.
#[derive(Debug)]
struct Node {
    /// The list or map that it stands in, and its name or number there.
    parent: Option<usize>,
    step: String,
    key: Option<Range<usize>>,
    value: Range<usize>,
    /// Whether it is a text or the like, and no list or map.
    is_scalar: bool,
    /// The nodes in it, by their steps; of two with one name the first.
    inner: FxHashMap<String, usize>,
}

/// Where everything of a YAML text stands: it is read once, however much is asked for.
#[derive(Debug, Default)]
pub struct Spans {
    /// In the order in which they begin.
    nodes: Vec<Node>,
    /// Keys that stand twice in one map: the first entry and the second.
    twice: Vec<(usize, usize)>,
}

/// Lists and maps in each other: more than this no person writes, and to read them would take the longer the deeper.
pub const DEPTH: usize = 100;

impl Spans {
    /// All places as far as the text can be read.
    pub fn of(text: &str) -> Self {
        let mut places = Self::default();
        let mut stack: Vec<Open> = Vec::new();
        for next in Parser::new_from_str(text) {
            let Ok((event, span)) = next else { break };
            let bytes = bytes_of(text, &span);
            match event {
                Event::Scalar(value, ..) => places.scalar(&mut stack, &value, bytes),
                Event::Alias(_) => places.scalar(&mut stack, "", bytes),
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    let is_map = matches!(event, Event::MappingStart(..));
                    let node = places.place(&mut stack, bytes, false);
                    stack.push(Open { node, index: 0, is_map, pending: None });
                    if stack.len() > 2 * DEPTH {
                        break;
                    }
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    if let Some(open) = stack.pop() {
                        let node = &mut places.nodes[open.node];
                        node.value.end = trimmed_end(text, node.value.start, bytes.end);
                    }
                }
                _ => {}
            }
        }
        // Of what is not closed nobody knows how much it is.
        places.twice.retain(|(_, second)| stack.iter().all(|open| open.node != *second));
        places
    }

    /// The bytes of the key or value at a path; of the nearest ancestor's where the path does not exist.
    pub fn locate(&self, path: &str, part: Part) -> Option<Range<usize>> {
        let (mut node, mut rest) = (0, path);
        while !rest.is_empty() {
            let inner = &self.nodes.get(node)?.inner;
            // A name may have slashes itself.
            let ends = rest.match_indices('/').map(|(at, _)| at).chain([rest.len()]);
            let found = ends.filter_map(|end| Some((*inner.get(&rest[..end])?, end))).next();
            let Some((next, end)) = found else { break };
            node = next;
            rest = rest.get(end + 1..).unwrap_or("");
        }
        // Nothing of the path is there.
        if node == 0 && !path.is_empty() {
            return None;
        }
        let node = self.nodes.get(node)?;
        Some(match (part, &node.key) {
            (Part::Key, Some(key)) => key.clone(),
            _ => node.value.clone(),
        })
    }

    /// Every text, number or the like: its path and its bytes, with the quotation marks if it has such.
    pub fn scalars(&self) -> impl Iterator<Item = (String, Range<usize>)> {
        let leaves = self.nodes.iter().filter(|node| node.is_scalar);
        leaves.map(|node| (self.path_of(node), node.value.clone()))
    }

    /// Keys that stand twice in one map: the key, the first one's bytes, the second entry's key and whole bytes.
    #[expect(clippy::type_complexity, reason = "three ranges with a word each in the sentence above")]
    pub(super) fn duplicates(&self) -> Vec<(&str, Range<usize>, Range<usize>, Range<usize>)> {
        let both = |(first, second): &(usize, usize)| {
            let (first, second) = (&self.nodes[*first], &self.nodes[*second]);
            let (key, again) = (first.key.clone()?, second.key.clone()?);
            let whole = again.start..second.value.end.max(again.end);
            Some((second.step.as_str(), key, again, whole))
        };
        self.twice.iter().filter_map(both).collect()
    }

    fn path_of(&self, node: &Node) -> String {
        let mut steps = Vec::new();
        let mut at = Some(node);
        while let Some(node) = at.filter(|node| node.parent.is_some()) {
            steps.push(node.step.as_str());
            at = node.parent.map(|parent| &self.nodes[parent]);
        }
        steps.reverse();
        steps.join("/")
    }

    /// A scalar is a key where a map waits for one, else a value.
    fn scalar(&mut self, stack: &mut [Open], value: &str, bytes: Range<usize>) {
        if let Some(open) = stack.last_mut().filter(|open| open.is_map && open.pending.is_none()) {
            open.pending = Some((value.to_owned(), bytes));
            return;
        }
        self.place(stack, bytes, true);
    }

    /// Notes the node that begins now.
    fn place(&mut self, stack: &mut [Open], value: Range<usize>, is_scalar: bool) -> usize {
        let new = self.nodes.len();
        let (mut parent, mut step, mut key) = (None, String::new(), None);
        if let Some(open) = stack.last_mut() {
            parent = Some(open.node);
            (step, key) = match open.pending.take() {
                Some((name, bytes)) => (name, Some(bytes)),
                None => (open.index.to_string(), None),
            };
            open.index += 1;
            match self.nodes[open.node].inner.entry(step.clone()) {
                Entry::Vacant(free) => drop(free.insert(new)),
                Entry::Occupied(first) if key.is_some() => self.twice.push((*first.get(), new)),
                Entry::Occupied(_) => {}
            }
        }
        self.nodes.push(Node { parent, step, key, value, is_scalar, inner: FxHashMap::default() });
        new
    }
}

/// A collection that is open while the events are read.
struct Open {
    node: usize,
    index: usize,
    is_map: bool,
    pending: Option<(String, Range<usize>)>,
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
        let places = Spans::of(text);
        let at = |path, part| places.locate(path, part).map(|r| &text[r]);
        assert_eq!(at("title", Part::Value), Some("Շուշի"));
        assert_eq!(at("actors/0", Part::Value), Some("Armenia"));
        assert_eq!(at("actors/1/role", Part::Key), Some("role"));
        assert_eq!(at("actors/1/nowhere", Part::Value), Some("{actor: Turkey, role: party}"));
        assert_eq!(at("nowhere", Part::Value), None);
    }

    #[test]
    fn finds_keys_that_stand_twice() {
        let text = "a: 1\nb: 2\na: 3\n";
        let places = Spans::of(text);
        let found = places.duplicates();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].1.clone(), &text[found[0].3.clone()]), (0..1, "a: 3"));
        assert!(Spans::of("a: 1\na: [").duplicates().is_empty(), "what is not closed is no second value");
    }
}
