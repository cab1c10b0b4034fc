//! The names of actors: by id, name, alias and name in another language, and by a person's name behind an office.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::near::Near;
use super::offices::without_office;
use super::{Found, NameTable, key};
use crate::diag::At;
use crate::model::{ActorId, ActorKind, AliasKind};
use crate::parse::ActorDraft;
use crate::text::{self, Nearby, fold};
use crate::yaml::Written;

/// The names of the actors of a site.
pub struct ActorNames {
    table: NameTable<ActorId>,
    /// The ids, in the order of the actors.
    ids: Vec<String>,
    /// How many of them the register gives; the others are named by articles alone.
    given: usize,
    is_person: Vec<bool>,
    spellings: Vec<Spelling>,
    /// The first of an actor's spellings that are one name, by the actor and the name as tables have it; made when it is first asked for.
    own: OnceLock<FxHashMap<(ActorId, String), usize>>,
    near: Near,
    spelt: Nearby,
    /// The first of the spellings that look alike, by their looks; made when it is first asked for.
    looks: OnceLock<FxHashMap<String, usize>>,
}

/// A name by which the register has an actor found; what others call it is none.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The name.
    pub text: String,
    /// Whose it is.
    pub of: ActorId,
    /// Where it stands.
    pub at: At,
    /// Whether it is known to be shared.
    pub ambiguous: bool,
}

impl ActorNames {
    /// The names of the actors of the register.
    pub fn of(drafts: &[ActorDraft]) -> Self {
        let mut table = NameTable::default();
        for (i, draft) in drafts.iter().enumerate() {
            let id = ActorId::of(i);
            table.strong(&draft.id, id);
            table.strong(&draft.name, id);
            table.id(&draft.id, id);
            draft.former_ids.iter().for_each(|former| table.id(&former.value, id));
        }
        for (i, draft) in drafts.iter().enumerate() {
            add_others(&mut table, draft, ActorId::of(i));
        }
        table.offer(drafts.iter().map(|draft| draft.name.as_str()));
        let spellings = drafts.iter().enumerate().flat_map(|(i, draft)| spellings(draft, ActorId::of(i)));
        let spellings: Vec<Spelling> = spellings.collect();
        let texts = || spellings.iter().map(|spelling| spelling.text.as_str());
        Self {
            near: Near::of(texts()),
            spelt: Nearby::of(texts()),
            ids: drafts.iter().map(|draft| draft.id.clone()).collect(),
            given: drafts.len(),
            is_person: drafts.iter().map(|draft| draft.kind == Some(ActorKind::Person)).collect(),
            looks: OnceLock::new(),
            own: OnceLock::new(),
            table,
            spellings,
        }
    }

    /// Adds an actor that only articles name.
    pub fn add(&mut self, name: &str, id: String) {
        self.table.strong(name, ActorId::of(self.ids.len()));
        self.ids.push(id);
    }

    /// Whether there is no register of actors.
    pub fn none_given(&self) -> bool {
        self.given == 0
    }

    /// The id of an actor.
    pub fn id_of(&self, id: ActorId) -> &str {
        self.ids.get(id.index()).map_or("", String::as_str)
    }

    /// Whom a name stands for: an id as it is written, then any name, then a person's name behind an office.
    pub fn find(&self, name: &str) -> Found<'_, ActorId> {
        if let Some(id) = self.table.of_id(name) {
            return Found::One(id);
        }
        match self.table.find(name) {
            Found::None => self.behind_office(name).map_or(Found::None, Found::One),
            found => found,
        }
    }

    fn behind_office(&self, name: &str) -> Option<ActorId> {
        let is_person = |id: &ActorId| self.is_person.get(id.index()).copied().unwrap_or(false);
        without_office(name).into_iter().find_map(|rest| self.table.only(rest).filter(is_person))
    }

    /// The same; of several the one that a text lists stands for all.
    pub fn find_listed(&self, name: &str, listed: &[ActorId]) -> Found<'_, ActorId> {
        match self.find(name) {
            Found::Several(ids) => only_listed(ids, listed).map_or(Found::Several(ids), Found::One),
            found => found,
        }
    }

    /// The only actor of a name; of several the one that a text lists.
    pub fn named(&self, name: &str, listed: &[ActorId]) -> Option<ActorId> {
        match self.find_listed(name, listed) {
            Found::One(id) => Some(id),
            Found::Several(_) | Found::None => None,
        }
    }

    /// The only actor of the register that has a name.
    pub fn given(&self, name: &str) -> Option<ActorId> {
        let is_given = |id: &ActorId| id.index() < self.given;
        if self.given == 0 { None } else { self.named(name, &[]).filter(is_given) }
    }

    /// Whether a name stands for actors of the register alone.
    pub fn is_given(&self, name: &str) -> bool {
        match self.find(name) {
            Found::One(id) => id.index() < self.given,
            Found::Several(ids) => ids.iter().all(|id| id.index() < self.given),
            Found::None => false,
        }
    }

    /// Every name by which the register has actors found, in its order.
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }

    /// The spelling by which an actor has a name.
    pub fn spelling_of(&self, id: ActorId, name: &str) -> Option<&Spelling> {
        let own = self.own.get_or_init(|| {
            let places = self.spellings.iter().enumerate().rev();
            places.map(|(place, spelling)| ((spelling.of, key(&spelling.text)), place)).collect()
        });
        own.get(&(id, key(name))).map(|place| &self.spellings[*place])
    }

    /// The known names nearest to one, best first, each of another actor: by edits, then by common words.
    pub fn nearest(&self, name: &str) -> Vec<&Spelling> {
        let mut list: Vec<&Spelling> = Vec::new();
        let by_words = self.near.nearest(&fold(name));
        for found in self.spelt.nearest_places(name).into_iter().chain(by_words) {
            let spelling = &self.spellings[found];
            if !list.iter().any(|known| known.of == spelling.of) {
                list.push(spelling);
            }
        }
        list.truncate(3);
        list
    }

    /// The known name that another looks like, which has letters of another script.
    pub fn disguised(&self, name: &str) -> Option<&str> {
        let looks = |name: &str| key(&text::looks(name));
        let all = self.looks.get_or_init(|| {
            let places = self.spellings.iter().enumerate().rev();
            places.map(|(place, spelling)| (looks(&spelling.text), place)).collect()
        });
        all.get(&looks(name)).map(|place| self.spellings[*place].text.as_str())
    }

    /// Whether a name is so near to a known one that it must be a slip.
    pub fn is_slip(&self, name: &str) -> bool {
        self.near.close(&fold(name)).is_some()
    }

    /// The nearest main names, best first, at most three.
    pub fn near(&self, name: &str) -> Vec<&str> {
        self.table.near(name)
    }
}

/// Registers all names but the main one.
fn add_others(table: &mut NameTable<ActorId>, draft: &ActorDraft, id: ActorId) {
    for alias in &draft.aliases {
        match alias.kind {
            AliasKind::Characterisation => table.faint(&alias.text.value, id),
            _ if alias.ambiguous => table.shared(&alias.text.value, id),
            _ => table.weak(&alias.text.value, id),
        }
    }
    draft.names.iter().for_each(|name| table.weak(&name.text, id));
    draft.former_ids.iter().for_each(|former| table.weak(&former.value, id));
}

/// The only one of several that is listed.
fn only_listed(ids: &[ActorId], listed: &[ActorId]) -> Option<ActorId> {
    let mut meant = ids.iter().copied().filter(|id| listed.contains(id));
    meant.next().filter(|_| meant.next().is_none())
}

/// Every name by which an actor is found, what others call it left out.
fn spellings(draft: &ActorDraft, of: ActorId) -> impl Iterator<Item = Spelling> + '_ {
    let registered = &draft.registered;
    let spelling =
        move |text: &str, at: At, ambiguous: bool| Spelling { text: text.to_owned(), of, at, ambiguous };
    let written = move |text: &Written<String>, ambiguous: bool| {
        spelling(&text.value, At::value(registered.file, text.path.clone()), ambiguous)
    };
    let own = move |text: &str, at: At| spelling(text, at, false);
    let name = own(&draft.name, registered.at("name"));
    let id = (fold(&draft.id) != fold(&draft.name)).then(|| own(&draft.id, registered.name()));
    let former = draft.former_ids.iter().map(move |id| written(id, false));
    let aliases = draft.aliases.iter().filter(|alias| alias.kind != AliasKind::Characterisation);
    let aliases = aliases.map(move |alias| written(&alias.text, alias.ambiguous));
    let foreign =
        draft.names.iter().map(move |name| own(&name.text, registered.at(&format!("names/{}", name.lang))));
    std::iter::once(name).chain(id).chain(former).chain(aliases).chain(foreign)
}
