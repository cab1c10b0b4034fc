//! Mentions: one automaton over all names of all actors, asked where a word begins as a name may.

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use rustc_hash::FxHashMap;

use super::within_name::{Around, Bearer, is_gap};
use crate::model::{ActorId, AliasKind, Mark, MarkKind, Mentions as Policy};
use crate::parse::ActorDraft;
use crate::text::{self, fold};

/// The names of actors, ready to be found in texts.
pub struct MentionFinder {
    /// Each over so many names as [`TOGETHER`] says.
    automata: Vec<NFA>,
    /// Most are capitals, which a text has few of.
    beginnings: Beginnings,
    /// For every pattern: who may be meant.
    meant: Vec<Vec<ActorId>>,
    /// Actors that only texts link to whose front matter lists them.
    tagged_only: Vec<bool>,
    /// What each actor is, as far as it matters to the words around its name.
    bearers: Vec<Bearer>,
}

/// How many spellings one automaton holds: to make one takes a time that grows with the square of their number.
const TOGETHER: usize = 4000;

/// Where a text names actors.
#[derive(Debug, Default)]
pub struct InProse {
    /// The first mention of each actor.
    pub marks: Vec<Mark>,
    /// How often each is named, in the order of the first mentions.
    pub counts: Vec<(ActorId, u32)>,
}

/// An actor that a plain text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentioned {
    /// Who, in the order of the register.
    pub actor: ActorId,
    /// The words that name it, where it is named first.
    pub words: String,
    /// The bytes of the text at which they end.
    pub end: usize,
}

/// What is known of a text before it is searched.
#[derive(Clone, Copy)]
pub struct Prose<'a> {
    /// The text's markup.
    pub markup: &'a str,
    /// The bytes in which actors may be mentioned.
    pub spans: &'a [(u32, u32)],
    /// The actors that its front matter lists.
    pub listed: &'a [ActorId],
    /// The actor whose profile it is.
    pub own: Option<ActorId>,
}

impl MentionFinder {
    /// Collects every name and alias; what opponents call an actor is no name of it.
    pub fn of(actors: &[ActorDraft]) -> Self {
        let mut patterns: Vec<(String, String)> = Vec::new();
        let mut called: FxHashMap<String, Vec<ActorId>> = FxHashMap::default();
        for (i, actor) in actors.iter().enumerate() {
            let aliases = actor.aliases.iter().filter(|alias| alias.kind != AliasKind::Characterisation);
            let names = std::iter::once(&actor.name)
                .chain(aliases.map(|alias| &alias.text.value))
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
        let automata = texts.chunks(TOGETHER).map_while(|part| NFA::builder().build(part).ok()).collect();
        let tagged_only = actors.iter().map(|a| a.mentions == Policy::Tagged).collect();
        let beginnings = Beginnings::of(texts.iter().copied());
        let bearers = actors.iter().map(Bearer::of).collect();
        Self { automata, beginnings, meant, tagged_only, bearers }
    }

    /// The mentions of actors in the prose of a text: leftmost, then longest.
    pub fn find(&self, prose: Prose) -> InProse {
        let mut named = InProse::default();
        if self.automata.is_empty() {
            return named;
        }
        for (from, to) in prose.spans {
            let (mut at, end) = (*from as usize, *to as usize);
            let mut last = None;
            while let Some(start) = self.next_beginning(prose.markup, at, end) {
                at = start + 1;
                let Some((pattern, until)) = self.longest(prose.markup, start, end) else { continue };
                // Whoever is meant, no part of the longest name names another.
                at = until;
                let around = Around {
                    span: prose.markup.get(*from as usize..end).unwrap_or(""),
                    name: start - *from as usize..until - *from as usize,
                    after: last.filter(|(until, _)| prose.markup.get(*until..start).is_some_and(is_gap)),
                    before: self.next_name(prose, until, end),
                };
                last =
                    self.meant[pattern].first().map(|actor| (until, self.bearers[actor.index()].is_person));
                if let Some(actor) = self.meant(pattern, prose)
                    && !around.is_of_longer_name(&self.bearers[actor.index()])
                {
                    named.add(actor, start, until);
                }
            }
        }
        named
    }

    /// The actors that a plain text names, each once, in the order in which they are named.
    pub fn in_plain(&self, plain: &str) -> Vec<Mentioned> {
        let markup = text::escaped_body(plain);
        let whole = [(0, u32::try_from(markup.len()).unwrap_or(u32::MAX))];
        let prose = Prose { markup: &markup, spans: &whole, listed: &[], own: None };
        let found = self.find(prose).marks.into_iter().filter_map(|mark| {
            let MarkKind::Mention(actor) = mark.kind else { return None };
            let (start, end) = (mark.start as usize, mark.end as usize);
            let words = text::untagged(markup.get(start..end)?);
            let end = text::untagged(markup.get(..end)?).len();
            Some(Mentioned { actor, words, end })
        });
        found.collect()
    }

    /// The name that follows behind one blank or dash, if one does: where it ends, and whether it is a person's.
    fn next_name(&self, prose: Prose, until: usize, end: usize) -> Option<(usize, bool)> {
        let rest = prose.markup.get(until..end)?;
        let gap = rest.len() - rest.trim_start_matches(|c: char| is_gap(c.encode_utf8(&mut [0; 4]))).len();
        if gap == 0 || !is_gap(&rest[..gap]) {
            return None;
        }
        let (pattern, next) = self.longest(prose.markup, until + gap, end)?;
        Some((next, self.bearers[self.meant[pattern].first()?.index()].is_person))
    }

    /// The longest name that begins here and ends a word, by its number, and where it ends.
    fn longest(&self, markup: &str, start: usize, end: usize) -> Option<(usize, usize)> {
        let parts = self.automata.iter().enumerate();
        let found = parts.filter_map(|(part, automaton)| {
            let (pattern, until) = longest(automaton, markup, start, end)?;
            Some((part * TOGETHER + pattern, until))
        });
        found.max_by_key(|(_, until)| *until)
    }

    /// The next byte in a span where a word begins as some name does.
    fn next_beginning(&self, markup: &str, mut at: usize, end: usize) -> Option<usize> {
        loop {
            let rest = markup.as_bytes().get(at..end)?;
            at += self.beginnings.next(rest)?;
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

impl InProse {
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

/// The bytes that names begin with.
struct Beginnings {
    all: Box<[bool; 256]>,
    /// Whether none of them is a small Latin letter, a blank or a point, of which most of a text is made.
    are_large: bool,
}

impl Beginnings {
    fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut all = Box::new([false; 256]);
        let mut are_large = true;
        for byte in names.filter_map(|name| name.bytes().next()) {
            all[usize::from(byte)] = true;
            are_large &= !is_small(byte);
        }
        Self { all, are_large }
    }

    /// The first of them in a text; runs of small letters are passed sixteen at a time.
    fn next(&self, bytes: &[u8]) -> Option<usize> {
        let is_one = |byte: &u8| self.all[usize::from(*byte)];
        let (chunks, rest) = bytes.as_chunks::<16>();
        for (n, chunk) in chunks.iter().enumerate() {
            // Without a branch for each byte, so that the processor compares them side by side.
            if self.are_large && chunk.iter().fold(true, |all, byte| all & is_small(*byte)) {
                continue;
            }
            if let Some(at) = chunk.iter().position(is_one) {
                return Some(n * 16 + at);
            }
        }
        rest.iter().position(is_one).map(|at| chunks.len() * 16 + at)
    }
}

/// Small Latin letters, blanks and points.
fn is_small(byte: u8) -> bool {
    byte < b'0' || (b'`'..0x80).contains(&byte)
}

/// The longest name that begins here and ends a word, and where it ends.
pub(super) fn longest(automaton: &NFA, markup: &str, start: usize, end: usize) -> Option<(usize, usize)> {
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
pub(super) fn begins_word(markup: &str, at: usize) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_found_wherever_it_stands() {
        let all = [
            ("Armenia", "Armenia"),
            ("Армения", "Армения"),
            ("al-Nusra", "al-Nusra"),
            ("44-day war", "44-day"),
        ];
        for (name, word) in all {
            for names in [vec![name], vec![name, "Baku"]] {
                let beginnings = Beginnings::of(names.into_iter());
                for before in 0..40 {
                    let text =
                        format!("{}{word} {}", ". ,".repeat(20).split_at(before).0, "z".repeat(before));
                    assert_eq!(beginnings.next(text.as_bytes()), Some(before), "{text}");
                }
            }
            assert_eq!(Beginnings::of([name].into_iter()).next("z".repeat(50).as_bytes()), None);
        }
    }
}
