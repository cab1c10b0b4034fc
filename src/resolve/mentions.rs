//! Mentions: one automaton over all names of all actors, asked where a word begins as a name may.

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use rustc_hash::FxHashMap;

use crate::model::{ActorId, AliasKind, Mark, MarkKind, Mentions as Policy};
use crate::parse::ActorDraft;
use crate::text::{self, fold};

/// The names of actors, ready to be found in texts.
pub(super) struct Mentions {
    automaton: Option<NFA>,
    /// The bytes that names begin with: most are capitals, which a text has few of.
    begins: Box<[bool; 256]>,
    /// For every pattern: who may be meant.
    meant: Vec<Vec<ActorId>>,
    /// Actors that only texts link to whose front matter lists them.
    tagged_only: Vec<bool>,
}

/// Where a text names actors.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The first mention of each actor.
    pub marks: Vec<Mark>,
    /// How often each is named, in the order of the first mentions.
    pub counts: Vec<(ActorId, u32)>,
}

/// What is known of a text before it is searched.
#[derive(Clone, Copy)]
pub(super) struct Prose<'a> {
    /// The text's markup.
    pub markup: &'a str,
    /// The bytes in which actors may be mentioned.
    pub spans: &'a [(u32, u32)],
    /// The actors that its front matter lists.
    pub listed: &'a [ActorId],
    /// The actor whose profile it is.
    pub own: Option<ActorId>,
}

impl Mentions {
    /// Collects every name and alias; what opponents call an actor is no name of it.
    pub fn of(actors: &[ActorDraft]) -> Self {
        let mut patterns: Vec<(String, String)> = Vec::new();
        let mut called: FxHashMap<String, Vec<ActorId>> = FxHashMap::default();
        for (i, actor) in actors.iter().enumerate() {
            let aliases = actor.aliases.iter().filter(|a| a.value.kind != AliasKind::Characterisation);
            let names = std::iter::once(&actor.name)
                .chain(aliases.map(|a| &a.value.text))
                .chain(actor.names.iter().map(|n| &n.text));
            for name in names.map(|name| name.trim()).filter(|name| !name.is_empty()) {
                let key = fold(name);
                let meant = called.entry(key.clone()).or_default();
                if !meant.contains(&ActorId::of(i)) {
                    meant.push(ActorId::of(i));
                }
                let is_long = name.chars().count() >= 3 || name.chars().all(char::is_uppercase);
                if is_long && name.len() > 1 {
                    patterns.extend(spellings(name).into_iter().map(|spelling| (spelling, key.clone())));
                }
            }
        }
        patterns.sort();
        patterns.dedup_by(|a, b| a.0 == b.0);
        // Names that the register does not tell apart are told apart by nobody.
        let meant = patterns.iter().map(|(_, key)| called.get(key).cloned().unwrap_or_default()).collect();
        let texts: Vec<&str> = patterns.iter().map(|(text, _)| text.as_str()).collect();
        // A full table would be a little faster to walk and, with thousands of names, much slower to make.
        let automaton = NFA::builder().build(&texts).ok();
        let tagged_only = actors.iter().map(|a| a.mentions == Policy::Tagged).collect();
        let mut begins = Box::new([false; 256]);
        texts.iter().filter_map(|name| name.bytes().next()).for_each(|byte| begins[usize::from(byte)] = true);
        Self { automaton: automaton.filter(|_| !texts.is_empty()), begins, meant, tagged_only }
    }

    /// The mentions of actors in the prose of a text: leftmost, then longest.
    pub fn find(&self, prose: Prose) -> Named {
        let mut named = Named::default();
        let Some(automaton) = &self.automaton else { return named };
        for (from, to) in prose.spans {
            let (mut at, end) = (*from as usize, *to as usize);
            while let Some(start) = self.next_beginning(prose.markup, at, end) {
                at = start + 1;
                let Some((pattern, until)) = longest(automaton, prose.markup, start, end) else { continue };
                // Whoever is meant, no part of the longest name names another.
                at = until;
                if let Some(actor) = self.meant(pattern, prose) {
                    named.add(actor, start, until);
                }
            }
        }
        named
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

    /// Who is meant: the only candidate, or the only one that the article lists.
    fn meant(&self, pattern: usize, prose: Prose) -> Option<ActorId> {
        let is_listed = |actor: &ActorId| prose.listed.contains(actor);
        let actor = match self.meant[pattern].as_slice() {
            [one] => *one,
            several => {
                let mut meant = several.iter().copied().filter(is_listed);
                meant.next().filter(|_| meant.next().is_none())?
            }
        };
        let allowed = !self.tagged_only[actor.index()] || is_listed(&actor);
        (allowed && Some(actor) != prose.own).then_some(actor)
    }
}

impl Named {
    fn add(&mut self, actor: ActorId, start: usize, end: usize) {
        if let Some((_, count)) = self.counts.iter_mut().find(|(known, _)| *known == actor) {
            *count += 1;
            return;
        }
        self.counts.push((actor, 1));
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.marks.push(Mark { start: clamp(start), end: clamp(end), kind: MarkKind::Mention(actor) });
    }
}

/// The longest name that begins here and ends a word, and where it ends.
fn longest(automaton: &NFA, markup: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let mut state = automaton.start_state(Anchored::Yes).ok()?;
    let mut longest = None;
    for (at, byte) in (start..end).zip(markup.as_bytes().get(start..end)?) {
        // A line that breaks inside a name does not part it.
        let byte = if *byte == b'\n' { b' ' } else { *byte };
        state = automaton.next_state(Anchored::Yes, state, byte);
        if !automaton.is_special(state) {
            continue;
        }
        if automaton.is_dead(state) {
            break;
        }
        if !automaton.is_match(state) || !ends_word(markup, at + 1) {
            continue;
        }
        let patterns = (0..automaton.match_len(state)).map(|i| automaton.match_pattern(state, i));
        // Names that begin later end here too.
        let whole = patterns.into_iter().find(|pattern| automaton.pattern_len(*pattern) == at + 1 - start);
        longest = whole.map(|pattern| (pattern.as_usize(), at + 1)).or(longest);
    }
    longest
}

/// A name as it may stand in a text: composed or not, with typewriter or printer's apostrophes, with
/// blanks and dashes that do not break. Blanks stand for line breaks too.
fn spellings(name: &str) -> Vec<String> {
    let mut list = vec![text::composed(name)];
    let mut vary = |from: &[char], to: &str| {
        for i in 0..list.len() {
            if list[i].contains(from) {
                let other = list[i].replace(from, to);
                list.push(other);
            }
        }
    };
    vary(&['\'', '’', 'ʼ'], "’");
    vary(&['\'', '’', 'ʼ'], "'");
    vary(&[' '], "\u{a0}");
    vary(&['-'], "\u{2011}");
    vary(&['-'], "–");
    let decomposed: Vec<String> = list.iter().map(|name| text::decomposed(name)).collect();
    list.extend(decomposed);
    list.sort_unstable();
    list.dedup();
    list.iter().map(|name| text::escaped_body(name).into_owned()).collect()
}

/// Whether no letter, digit or mark stands before a byte, nor a joiner that joins it to one.
fn begins_word(markup: &str, at: usize) -> bool {
    let before = markup.get(..at).unwrap_or("").trim_end_matches(is_joiner);
    !before.chars().next_back().is_some_and(is_inside)
}

/// Whether no letter or digit follows a byte, nor a mark or joiner that makes the word go on.
fn ends_word(markup: &str, at: usize) -> bool {
    let mut after = markup.get(at..).unwrap_or("").chars();
    match after.next() {
        None => true,
        Some(c) if is_joiner(c) => !after.find(|c| !is_joiner(*c)).is_some_and(is_inside),
        Some(c) => !is_inside(c),
    }
}

/// What a word is made of: Unicode's letters, digits and marks, and the low line.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || text::is_mark(c)
}

/// Signs inside words: soft hyphens, Unicode's joiners, and the Armenian marks of stress and question.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{55b}' | '\u{55c}' | '\u{55e}')
}
