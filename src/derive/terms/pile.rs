//! Which words each findable has, and where in it: collected from the texts, then brought into the order of the letters.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::ShelfTerms;
use super::plain::push_plain;
use crate::derive::facts::Facts;
use crate::derive::findable::{Findable, Shelved};
use crate::model::{
    Actor, ActorId, AliasKind, Article, Claim, Conflict, ConflictId, Event, Involvement, Place, PlaceId,
    Site, Source, Statement, When,
};
use crate::text::each_term;

/// What a word's place says of it, of the weights 0 to 7: in a text, by how often, and the more in a name or title.
const NAMED: u32 = 4;
const TITLED: u32 = 6;
/// A word of fewer findables is never common.
const FEW: usize = 200;
/// Of a hundred.
const COMMON: usize = 40;

/// Words as they are collected.
pub(super) struct Pile<'a> {
    site: &'a Site,
    facts: &'a Facts,
    known: FxHashMap<Box<str>, u32>,
    /// By word: how it stands in the findable at hand.
    here: Vec<Here>,
    /// The words of the findable at hand.
    touched: Vec<u32>,
    /// How many there are, repeated ones too.
    long: u32,
    /// Words with what they stand in.
    postings: Vec<(u32, u32)>,
    /// By actor and place: the words of all its names.
    actor_names: Vec<Option<Rc<[u32]>>>,
    place_names: Vec<Option<Rc<[u32]>>>,
    plain: String,
}

/// How a word stands in a findable.
#[derive(Clone, Copy, Debug, Default)]
struct Here {
    times: u16,
    /// 0, [`NAMED`] or [`TITLED`].
    place: u8,
}

/// Where in a findable a text stands.
#[derive(Clone, Copy)]
enum In {
    Title,
    Name,
    Summary,
    Text,
}

impl<'a> Pile<'a> {
    pub(super) fn of(site: &'a Site, facts: &'a Facts) -> Self {
        Self {
            site,
            facts,
            known: FxHashMap::default(),
            here: Vec::new(),
            touched: Vec::new(),
            long: 0,
            postings: Vec::new(),
            actor_names: vec![None; site.actors.len()],
            place_names: vec![None; site.places.len()],
            plain: String::new(),
        }
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.known.get(word) {
            return *id;
        }
        let id = u32::try_from(self.here.len()).unwrap_or(u32::MAX);
        self.known.insert(word.into(), id);
        self.here.push(Here::default());
        id
    }

    fn count(&mut self, word: &str, place: In) {
        let id = self.id(word);
        self.count_id(id, place);
    }

    fn count_id(&mut self, id: u32, place: In) {
        let here = &mut self.here[id as usize];
        if here.times == 0 {
            self.touched.push(id);
        }
        let (times, place) = match place {
            In::Title => (1, TITLED),
            In::Name => (1, NAMED),
            In::Summary => (2, 0),
            In::Text => (1, 0),
        };
        here.times = here.times.saturating_add(times);
        here.place = here.place.max(place as u8);
        self.long = self.long.saturating_add(1);
    }

    fn say(&mut self, text: &str, place: In) {
        each_term(text, |word| self.count(word, place));
    }

    fn say_some(&mut self, text: Option<&String>, place: In) {
        if let Some(text) = text {
            self.say(text, place);
        }
    }

    fn markup(&mut self, markup: &str) {
        let mut plain = std::mem::take(&mut self.plain);
        plain.clear();
        push_plain(&mut plain, markup);
        self.say(&plain, In::Text);
        self.plain = plain;
    }

    /// Takes a findable in.
    pub(super) fn add(&mut self, number: u32, findable: Findable) {
        let site = self.site;
        match findable {
            Findable::Article(id) => self.article(site.article(id)),
            Findable::Event(id) => self.event(site.event(id)),
            Findable::Claim(at) => self.claim(at.claim(site), In::Title),
            Findable::Statement(id, index) => self.statement(&site.article(id).statements[index as usize]),
            Findable::Source(index) => {
                self.source(self.facts.evidence.works.list[index as usize].source(site));
            }
            Findable::Actor(id) => self.described_actor(site.actor(id)),
            Findable::Place(id) => self.described_place(site.place(id)),
            Findable::Conflict(id) => self.conflict(site.conflict(id)),
            Findable::Tag(id) => self.say(&site.tag(id).name, In::Title),
            Findable::Page(index) => {
                let page = &site.pages[index as usize];
                self.say(&page.title, In::Title);
                self.say_some(page.summary.as_ref(), In::Summary);
                self.markup(&page.body.markup);
                self.language(page.lang.as_deref());
            }
        }
        self.shelve(number);
    }

    fn article(&mut self, article: &Article) {
        self.say(&article.title, In::Title);
        article.former_titles.iter().for_each(|title| self.say(title, In::Name));
        article.authors.iter().for_each(|author| self.say(author, In::Name));
        self.say_some(article.summary.as_ref(), In::Summary);
        self.markup(&article.body.markup);
        for tag in &article.tags {
            let site = self.site;
            self.say(&site.tag(*tag).name, In::Name);
        }
        self.took_part(&article.actors);
        self.at(article.place);
        self.of_conflict(article.conflict);
        self.year(&article.when);
        for report in &article.events {
            self.say_some(report.title.as_ref(), In::Text);
            self.say_some(report.summary.as_ref(), In::Text);
            self.took_part(&report.actors);
            self.at(report.place);
            report.claims.iter().for_each(|claim| self.claim(claim, In::Text));
        }
        article.claims.iter().for_each(|claim| self.claim(claim, In::Text));
        article.statements.iter().for_each(|statement| self.statement(statement));
        if let Some(image) = article.image.as_ref().filter(|image| !image.is_sensitive()) {
            self.say_some(image.caption.as_ref(), In::Text);
        }
        self.language(article.lang.as_deref());
    }

    fn event(&mut self, event: &Event) {
        self.say(&event.title, In::Title);
        self.say_some(event.summary.as_ref(), In::Summary);
        self.markup(&event.body.markup);
        self.took_part(&event.actors);
        self.at(event.place);
        self.of_conflict(event.conflict);
        self.year(&event.when);
        event.claims.iter().for_each(|claim| self.claim(claim, In::Text));
    }

    fn claim(&mut self, claim: &Claim, place: In) {
        self.say(&claim.about, place);
        for position in &claim.positions {
            self.say_some(position.text.as_ref(), In::Text);
            self.actor(position.by);
        }
        let basis = claim.assessment.as_ref().and_then(|assessment| assessment.basis.as_ref());
        self.say_some(basis, In::Text);
    }

    fn statement(&mut self, statement: &Statement) {
        self.say(&statement.text, In::Text);
        self.say_some(statement.translation.as_ref(), In::Text);
        self.actor(statement.by);
        statement.to.iter().for_each(|to| self.actor(*to));
    }

    /// Its title is no title of the site's own: what the site tells stands before what it rests on.
    fn source(&mut self, source: &Source) {
        self.say_some(source.title.as_ref(), In::Name);
        self.say_some(source.publisher.as_ref(), In::Text);
        self.say_some(source.author.as_ref(), In::Text);
        self.language(source.lang.as_deref());
    }

    fn described_actor(&mut self, actor: &Actor) {
        actor_names(actor).for_each(|name| self.say(name, In::Title));
        let called = actor.aliases.iter().filter(|alias| alias.kind == AliasKind::Characterisation);
        called.for_each(|alias| self.say(&alias.text, In::Name));
        self.say_some(actor.summary.as_ref(), In::Summary);
        self.markup(&actor.body.markup);
    }

    fn described_place(&mut self, place: &Place) {
        place_names(place).for_each(|name| self.say(name, In::Title));
        self.markup(&place.body.markup);
        self.at(place.parent);
    }

    fn conflict(&mut self, conflict: &Conflict) {
        self.say(&conflict.name, In::Title);
        conflict.aliases.iter().for_each(|name| self.say(name, In::Title));
        conflict.sides.iter().for_each(|side| self.say(&side.name, In::Name));
        conflict.phases.iter().for_each(|phase| self.say(&phase.name, In::Name));
        self.say_some(conflict.summary.as_ref(), In::Summary);
        self.say_some(conflict.result.as_ref(), In::Text);
        self.markup(&conflict.body.markup);
    }

    fn took_part(&mut self, actors: &[Involvement]) {
        actors.iter().for_each(|involvement| self.actor(involvement.actor));
    }

    /// All names of an actor, in every script: who searches for one of them finds what lists the actor by another.
    fn actor(&mut self, id: ActorId) {
        let names = match self.actor_names[id.index()].clone() {
            Some(names) => names,
            None => self.ids(actor_names(self.site.actor(id))),
        };
        names.iter().for_each(|word| self.count_id(*word, In::Name));
        self.actor_names[id.index()] = Some(names);
    }

    fn at(&mut self, place: Option<PlaceId>) {
        let Some(id) = place else { return };
        let names = match self.place_names[id.index()].clone() {
            Some(names) => names,
            None => self.ids(place_names(self.site.place(id))),
        };
        names.iter().for_each(|word| self.count_id(*word, In::Name));
        self.place_names[id.index()] = Some(names);
    }

    fn ids<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> Rc<[u32]> {
        let mut ids = Vec::new();
        for name in names {
            each_term(name, |word| ids.push(self.id(word)));
        }
        ids.sort_unstable();
        ids.dedup();
        ids.into()
    }

    fn of_conflict(&mut self, conflict: Option<ConflictId>) {
        if let Some(id) = conflict {
            let site = self.site;
            self.say(&site.conflict(id).name, In::Name);
        }
    }

    fn year(&mut self, when: &When) {
        if let Some(day) = when.earliest() {
            self.say(&day.year().to_string(), In::Name);
        }
    }

    /// A word that no text has says that it is of another language than the site.
    fn language(&mut self, tag: Option<&str>) {
        if let Some(tag) = tag.filter(|tag| *tag != self.site.config.language) {
            self.count(&language_word(tag), In::Text);
        }
    }

    /// Takes the words of the findable at hand down under its number.
    fn shelve(&mut self, number: u32) {
        let mut touched = std::mem::take(&mut self.touched);
        for id in touched.drain(..) {
            let here = std::mem::take(&mut self.here[id as usize]);
            let weight = match u32::from(here.place) {
                0 => level(here.times, self.long),
                place => place + u32::from(level(here.times, self.long) > 1),
            };
            self.postings.push((id, number << 3 | weight));
        }
        (self.touched, self.long) = (touched, 0);
    }

    /// All words in order, cut into files.
    pub(super) fn sorted(self, shelved: &Shelved) -> ShelfTerms {
        let Self { known, postings, here, .. } = self;
        let mut words: Vec<(Box<str>, u32)> = known.into_iter().collect();
        // As scripts compare: by units of UTF-16.
        words.sort_unstable_by(|(a, _), (b, _)| {
            match a.as_bytes().iter().chain(b.as_bytes()).any(|byte| *byte >= 0xee) {
                true => a.encode_utf16().cmp(b.encode_utf16()),
                false => a.cmp(b),
            }
        });
        // The postings of each word, in order of the numbers as they came.
        let mut starts = vec![0_u32; here.len() + 1];
        postings.iter().for_each(|(id, _)| starts[*id as usize + 1] += 1);
        for id in 1..starts.len() {
            starts[id] += starts[id - 1];
        }
        let mut by_word = vec![0_u32; postings.len()];
        let mut next = starts.clone();
        for (id, posting) in postings {
            let at = &mut next[id as usize];
            by_word[*at as usize] = posting;
            *at += 1;
        }
        let most = FEW.max(shelved.list.len() * COMMON / 100);
        let mut terms = ShelfTerms::default();
        for (word, id) in words {
            let own = &by_word[starts[id as usize] as usize..starts[id as usize + 1] as usize];
            let before = terms.postings.len();
            if own.len() > most && !word.starts_with(LANGUAGE) {
                terms.postings.extend(own.iter().filter(|posting| **posting & 7 >= NAMED));
                terms.common.push(word.to_string());
            } else {
                terms.postings.extend(own);
            }
            if terms.postings.len() == before {
                continue;
            }
            terms.letters.push_str(&word);
            terms.ends.push(u32::try_from(terms.letters.len()).unwrap_or(u32::MAX));
            terms.posting_ends.push(u32::try_from(terms.postings.len()).unwrap_or(u32::MAX));
        }
        terms.cut(shelved.word_files as usize);
        terms
    }
}

const LANGUAGE: char = '=';

/// The word under which findables of a language stand.
pub fn language_word(tag: &str) -> String {
    format!("{LANGUAGE}{}", tag.to_ascii_lowercase())
}

/// How much a word says of a text in which it stands so often: four levels of what BM25 gives for it. The length is compared with that
/// of a usual report, and not with the mean of all, which every text would change.
fn level(times: u16, long: u32) -> u32 {
    const USUAL: f64 = 400.0;
    let times = f64::from(times);
    let worth = times * 2.2 / (times + 1.2 * (0.25 + 0.75 * f64::from(long) / USUAL));
    [0.8, 1.25, 1.6].iter().map(|least| u32::from(worth > *least)).sum()
}

/// What an actor is called, but by opponents.
pub fn actor_names(actor: &Actor) -> impl Iterator<Item = &str> {
    let aliases = actor.aliases.iter().filter(|alias| alias.kind != AliasKind::Characterisation);
    let names = actor.names.iter().map(|name| name.text.as_str());
    std::iter::once(actor.name.as_str()).chain(aliases.map(|alias| alias.text.as_str())).chain(names)
}

/// What a place is called.
pub fn place_names(place: &Place) -> impl Iterator<Item = &str> {
    let names = place.names.iter().map(|name| name.text.as_str());
    let own = std::iter::once(place.name.as_str()).chain(place.display.as_deref());
    own.chain(names).chain(place.aliases.iter().map(String::as_str))
}
