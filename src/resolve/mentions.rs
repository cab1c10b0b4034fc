//! Mentions: one automaton over all names of all actors, one pass a text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::{ActorId, AliasKind, Mark, MarkKind, Mentions as Policy};
use crate::parse::ActorDraft;
use crate::text;

/// The names of actors, ready to be found in texts.
pub(super) struct Mentions {
    automaton: Option<AhoCorasick>,
    /// For every pattern: who may be meant.
    meant: Vec<Vec<ActorId>>,
    /// Actors that only texts link to whose front matter lists them.
    tagged_only: Vec<bool>,
}

/// A name found in a text.
struct Found {
    start: usize,
    end: usize,
    actor: ActorId,
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
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(kind)).build(&texts).ok();
        let tagged_only = actors.iter().map(|a| a.mentions == Policy::Tagged).collect();
        Self { automaton: automaton.filter(|_| !texts.is_empty()), meant, tagged_only }
    }

    /// The first mention of each actor in the prose of a text, longest names first.
    pub fn marks(
        &self,
        markup: &str,
        prose: &[(u32, u32)],
        listed: &[ActorId],
        own: Option<ActorId>,
    ) -> Vec<Mark> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found: Vec<Found> = Vec::new();
        let mut spans = prose.iter().peekable();
        for hit in automaton.find_overlapping_iter(markup) {
            // Hits come in order of their ends, so spans that end before this one are done with.
            while spans.peek().is_some_and(|span| (span.1 as usize) < hit.end()) {
                spans.next();
            }
            let inside = spans.peek().is_some_and(|span| span.0 as usize <= hit.start());
            if inside && is_word(markup, hit.start(), hit.end()) {
                let actor = self.meant(hit.pattern().as_usize(), listed).filter(|actor| Some(*actor) != own);
                found.extend(actor.map(|actor| Found { start: hit.start(), end: hit.end(), actor }));
            }
        }
        first_of_each(found)
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

/// Keeps the leftmost and longest, then the first of each actor.
fn first_of_each(mut found: Vec<Found>) -> Vec<Mark> {
    found.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
    let mut marks: Vec<Mark> = Vec::new();
    let mut linked: Vec<ActorId> = Vec::new();
    let mut after = 0;
    for Found { start, end, actor } in found {
        if start < after {
            continue;
        }
        after = end;
        if linked.contains(&actor) {
            continue;
        }
        linked.push(actor);
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        marks.push(Mark { start: clamp(start), end: clamp(end), kind: MarkKind::Mention(actor) });
    }
    marks
}

/// Whether a hit is a whole word.
fn is_word(markup: &str, start: usize, end: usize) -> bool {
    let before = markup[..start].chars().next_back();
    let after = markup[end..].chars().next();
    // A mark on the next letter's place belongs to the letter before it.
    let goes_on = |c: char| c.is_alphanumeric() || text::is_mark(c);
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(goes_on)
}
