//! Mentions: one automaton over all names of all actors, asked where a word begins as a name may.

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

use crate::model::{ActorId, AliasKind, Mark, MarkKind, Mentions as Policy};
use crate::parse::ActorDraft;
use crate::text;

/// The names of actors, ready to be found in texts.
pub(super) struct Mentions {
    automaton: Option<AhoCorasick>,
    /// The bytes that names begin with: most are capitals, which a text has few of.
    begins: Box<[bool; 256]>,
    /// For every pattern: who may be meant.
    meant: Vec<Vec<ActorId>>,
    /// Actors that only texts link to whose front matter lists them.
    tagged_only: Vec<bool>,
}

impl Mentions {
    /// Collects every name and alias; what opponents call an actor is no name of it.
    pub fn of(actors: &[ActorDraft]) -> Self {
        let mut patterns: Vec<(String, ActorId)> = Vec::new();
        for (i, actor) in actors.iter().enumerate() {
            let aliases = actor.aliases.iter().filter(|a| a.value.kind != AliasKind::Characterisation);
            let names = std::iter::once(&actor.name)
                .chain(aliases.map(|a| &a.value.text))
                .chain(actor.names.iter().map(|n| &n.text));
            let long = names
                .map(|n| n.trim())
                .filter(|n| n.chars().count() >= 3 || n.chars().all(char::is_uppercase));
            patterns.extend(
                long.filter(|n| n.len() > 1).map(|name| (text::escaped(name).into_owned(), ActorId::of(i))),
            );
        }
        patterns.sort();
        patterns.dedup();
        let mut texts: Vec<String> = Vec::new();
        let mut meant: Vec<Vec<ActorId>> = Vec::new();
        for (name, actor) in patterns {
            if texts.last() == Some(&name) {
                meant.last_mut().into_iter().for_each(|list| list.push(actor));
            } else {
                texts.push(name);
                meant.push(vec![actor]);
            }
        }
        let size: usize = texts.iter().map(String::len).sum();
        // A full table is the fastest; for very many names the compact form saves memory.
        let kind = if size < 200_000 { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Anchored)
            .kind(Some(kind))
            .build(&texts)
            .ok();
        let tagged_only = actors.iter().map(|a| a.mentions == Policy::Tagged).collect();
        let mut begins = Box::new([false; 256]);
        texts.iter().filter_map(|name| name.bytes().next()).for_each(|byte| begins[usize::from(byte)] = true);
        Self { automaton: automaton.filter(|_| !texts.is_empty()), begins, meant, tagged_only }
    }

    /// The first mention of each actor in the prose of a text: leftmost, then longest.
    pub fn marks(
        &self,
        markup: &str,
        prose: &[(u32, u32)],
        listed: &[ActorId],
        own: Option<ActorId>,
    ) -> Vec<Mark> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut marks: Vec<Mark> = Vec::new();
        let mut linked: Vec<ActorId> = Vec::new();
        for (from, to) in prose {
            let (mut at, end) = (*from as usize, *to as usize);
            while let Some(next) = self.next_beginning(markup, at, end) {
                at = next + 1;
                let Some((actor, until)) = self.longest(automaton, markup, next, end, listed, own) else {
                    continue;
                };
                at = until;
                if !linked.contains(&actor) {
                    linked.push(actor);
                    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                    let kind = MarkKind::Mention(actor);
                    marks.push(Mark { start: clamp(next), end: clamp(until), kind });
                }
            }
        }
        marks
    }

    /// The next byte in a span where a word begins as some name does.
    fn next_beginning(&self, markup: &str, mut at: usize, end: usize) -> Option<usize> {
        loop {
            let rest = markup.as_bytes().get(at..end)?;
            at += rest.iter().position(|byte| self.begins[usize::from(*byte)])?;
            if begins_word(markup, at) {
                return Some(at);
            }
            at += 1;
        }
    }

    /// The actor of the longest name that begins here and ends a word, and where it ends.
    fn longest(
        &self,
        automaton: &AhoCorasick,
        markup: &str,
        at: usize,
        end: usize,
        listed: &[ActorId],
        own: Option<ActorId>,
    ) -> Option<(ActorId, usize)> {
        let input = Input::new(markup).span(at..end).anchored(Anchored::Yes);
        let mut state = OverlappingState::start();
        let mut longest = None;
        // Names that begin here are found from the shortest on, with those that begin later and end together.
        loop {
            automaton.find_overlapping(input.clone(), &mut state);
            let Some(hit) = state.get_match() else { return longest };
            if hit.start() == at && ends_word(markup, hit.end()) {
                let actor = self.meant(hit.pattern().as_usize(), listed).filter(|actor| Some(*actor) != own);
                longest = actor.map(|actor| (actor, hit.end())).or(longest);
            }
        }
    }

    /// Who is meant: the only candidate, or the only one that the article lists.
    fn meant(&self, pattern: usize, listed: &[ActorId]) -> Option<ActorId> {
        let actor = match self.meant[pattern].as_slice() {
            [one] => *one,
            several => {
                let mut meant = several.iter().copied().filter(|actor| listed.contains(actor));
                meant.next().filter(|_| meant.next().is_none())?
            }
        };
        let allowed = !self.tagged_only[actor.index()] || listed.contains(&actor);
        allowed.then_some(actor)
    }
}

/// Whether no letter or digit stands before a byte.
fn begins_word(markup: &str, at: usize) -> bool {
    !markup.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric)
}

/// Whether no letter or digit follows a byte, nor a mark that belongs to the letter before it.
fn ends_word(markup: &str, at: usize) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || text::is_mark(c);
    !markup.get(at..).and_then(|after| after.chars().next()).is_some_and(goes_on)
}
