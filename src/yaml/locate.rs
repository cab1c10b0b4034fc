//! From a path such as `actors/2/role` to the bytes of its key or value; only made when something is wrong.
//!
//! Fields are read without positions. A diagnostic names a path, and only `report` parses the file again with positions to find its
//! line; a file keeps them, so that a thousand mistakes cost one reading, and a site without mistakes pays almost nothing.

use std::collections::hash_map::Entry;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span};
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
    form: ScalarForm,
    /// The nodes in it, by their steps; of two with one name the first.
    inner: FxHashMap<String, usize>,
}

/// How a node is written.
#[derive(Debug, Default)]
struct ScalarForm {
    /// Whether it is a text without quotation marks.
    is_plain: bool,
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

/// Where everything of a YAML text stands: it is read once, however much is asked for.
#[derive(Debug, Default)]
pub struct Spans {
    /// In the order in which they begin.
    nodes: Vec<Node>,
    /// Keys that stand twice in one map: the first entry and the second.
    twice: Vec<(usize, usize)>,
    /// The nodes at `&name`, by the numbers that the parser gives anchors.
    anchors: FxHashMap<usize, usize>,
}

/// Lists and maps in each other: more than this no person writes, and to read them would take the longer the deeper.
pub const DEPTH: usize = 100;

impl Spans {
    /// All places as far as the text can be read.
    pub fn of(text: &str) -> Self {
        let mut places = Self::default();
        let mut stack: Vec<OpenNode> = Vec::new();
        for next in Parser::new_from_str(text) {
            let Ok((event, span)) = next else { break };
            let bytes = bytes_of(text, &span);
            let is_map = matches!(event, Event::MappingStart(..));
            match event {
                Event::Scalar(value, style, anchor, tag) => {
                    let tag = tag.as_deref().map(ToString::to_string);
                    let form = ScalarForm { is_plain: style == ScalarStyle::Plain, alias: None, tag };
                    places.scalar(&mut stack, &value, bytes, form, anchor);
                }
                Event::Alias(anchor) => {
                    let form = ScalarForm { alias: Some(anchor), ..ScalarForm::default() };
                    places.scalar(&mut stack, "", bytes, form, 0);
                }
                Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag) => {
                    let form =
                        ScalarForm { tag: tag.as_deref().map(ToString::to_string), ..ScalarForm::default() };
                    let node = places.place(&mut stack, bytes, false, form, anchor);
                    stack.push(OpenNode { node, index: 0, is_map, pending: None });
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
        // What breaks off within an entry is a mistake of its own.
        places.twice.retain(|(_, again)| stack.iter().all(|open| open.node != *again));
        places
    }

    /// The bytes of the key or value at a path; of the nearest ancestor's where the path does not exist.
    pub fn locate(&self, path: &str, part: Part) -> Option<Range<usize>> {
        let (node, left) = self.nearest(path);
        // Nothing of the path is there.
        if node == 0 && !path.is_empty() && left == path {
            return None;
        }
        let node = self.nodes.get(node)?;
        Some(match (part, &node.key) {
            (Part::Key, Some(key)) => key.clone(),
            _ => node.value.clone(),
        })
    }

    /// The bytes in which the value at a path is written, be it at an anchor elsewhere.
    pub fn written(&self, path: &str) -> Option<Range<usize>> {
        let (mut node, left) = self.nearest(path);
        for _ in 0..HOPS {
            let found = self.nodes.get(node).filter(|_| left.is_empty())?;
            let Some(anchor) = found.form.alias else { return Some(found.value.clone()) };
            node = *self.anchors.get(&anchor)?;
        }
        None
    }

    /// The node at a path, or the last one on the way to it, and what is left of the path.
    fn nearest<'p>(&self, path: &'p str) -> (usize, &'p str) {
        let (mut node, mut rest) = (0, path);
        while !rest.is_empty() {
            let Some((next, end)) = self.child(node, rest, &mut HOPS.clone()) else { break };
            node = next;
            rest = rest.get(end + 1..).unwrap_or("");
        }
        (node, rest)
    }

    /// The node of a path's first step, and where that step ends. Below an alias it stands at the anchor, and what a map lacks in
    /// those that it merges.
    fn child(&self, node: usize, path: &str, hops: &mut usize) -> Option<(usize, usize)> {
        *hops = hops.checked_sub(1)?;
        let node = self.nodes.get(node)?;
        if let Some(anchor) = node.form.alias {
            return self.child(*self.anchors.get(&anchor)?, path, hops);
        }
        // A name may have slashes itself.
        let mut ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        if let Some(found) = ends.find_map(|end| Some((*node.inner.get(&path[..end])?, end))) {
            return Some(found);
        }
        let merged = *node.inner.get("<<")?;
        let listed = (0..).map_while(|i| self.nodes.get(merged)?.inner.get(&i.to_string()).copied());
        let sources: Vec<usize> = [merged].into_iter().chain(listed).collect();
        sources.into_iter().find_map(|source| self.child(source, path, hops))
    }

    /// Every text, list and map, in the order in which they begin.
    pub(super) fn leaves(self) -> impl Iterator<Item = Leaf> {
        let leaf = |node: Node| Leaf { bytes: node.value, is_plain: node.form.is_plain, tag: node.form.tag };
        self.nodes.into_iter().map(leaf)
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
    fn scalar(
        &mut self,
        stack: &mut [OpenNode],
        value: &str,
        bytes: Range<usize>,
        form: ScalarForm,
        anchor: usize,
    ) {
        if let Some(open) = stack.last_mut().filter(|open| open.is_map && open.pending.is_none()) {
            open.pending = Some((value.to_owned(), bytes));
            return;
        }
        self.place(stack, bytes, true, form, anchor);
    }

    /// Notes the node that begins now; 0 is no anchor.
    fn place(
        &mut self,
        stack: &mut [OpenNode],
        value: Range<usize>,
        is_scalar: bool,
        form: ScalarForm,
        anchor: usize,
    ) -> usize {
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
        if anchor > 0 {
            self.anchors.insert(anchor, new);
        }
        self.nodes.push(Node { parent, step, key, value, is_scalar, form, inner: FxHashMap::default() });
        new
    }
}

/// A collection that is open while the events are read.
struct OpenNode {
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
    fn finds_what_stands_at_an_anchor_or_in_a_merged_map() {
        let text = "a: &a {when: 2020, at: x}\nb: {<<: *a, at: y}\nc: {<<: [*a, {to: 1.50}]}\nd: *a\n";
        let places = Spans::of(text);
        let at = |path| places.written(path).map(|r| &text[r]);
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
        let places = Spans::of(text);
        let found = places.duplicates();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].1.clone(), &text[found[0].3.clone()]), (0..1, "a: 3"));
    }
}
