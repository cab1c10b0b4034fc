//! The register of actors: given ones, and those that only articles name.

use rustc_hash::{FxHashMap, FxHashSet};

use super::aliases::{self, Known};
use super::ids::Ids;
use super::names::{Found, Names};
use super::titled::without_office;
use crate::diag::{At, Diagnostics, FileId};
use crate::model::{Actor, ActorId, ActorKind, Affiliation, AliasKind, Body, Mentions};
use crate::parse::{
    ActorDraft, ArticleDraft, BodyDraft, CitationDraft, ClaimDraft, ConflictDraft, EventDraft, FigureDraft,
};
use crate::text::Nearby;
use crate::yaml::Written;

/// The register while the site is resolved.
pub(super) struct Actors {
    /// The given actors.
    pub drafts: Vec<ActorDraft>,
    /// The names of implicit actors, with their ids after the given ones.
    implicit: Vec<(String, String)>,
    names: Names<ActorId>,
    by_id: FxHashMap<String, ActorId>,
    ids: Ids,
    profiles: Vec<Profile>,
    known: Known,
    /// The main names of the given ones.
    spelt: Nearby,
}

/// After so many unknown names, the nearest known ones are no longer looked for.
const SUGGESTED: usize = 60;

/// What of an actor can cite: its text, and for each affiliation the sources that it rests on.
pub(super) struct Profile {
    pub file: FileId,
    pub body: BodyDraft,
    pub cited: Vec<Vec<CitationDraft>>,
}

/// The same, resolved: the text, and the numbers of each affiliation's sources in its list.
pub(super) type Cited = (Body, Vec<Vec<u32>>);

impl Actors {
    /// Registers the given actors; an id that stands twice is reported, and aliases that two share.
    pub fn of(drafts: Vec<ActorDraft>, out: &mut Diagnostics) -> Self {
        let mut actors = Self {
            drafts: Vec::new(),
            implicit: Vec::new(),
            names: Names::default(),
            by_id: FxHashMap::default(),
            ids: Ids::of("actor"),
            profiles: Vec::new(),
            known: Known::of(&[]),
            spelt: Nearby::default(),
        };
        for mut draft in drafts {
            let at = At::value(draft.file, within(&draft.path, draft.named_by));
            if !actors.ids.take(&draft.id, at, out) {
                continue;
            }
            let cited = draft.affiliations.iter_mut().map(|a| std::mem::take(&mut a.sources)).collect();
            let body = std::mem::take(&mut draft.body);
            actors.profiles.push(Profile { file: draft.file, body, cited });
            actors.drafts.push(draft);
        }
        actors.take_former(out);
        actors.register_names();
        actors.known = Known::of(&actors.drafts);
        actors.spelt = Nearby::of(actors.drafts.iter().map(|draft| draft.name.as_str()));
        aliases::report_shared(&actors.drafts, out);
        actors
    }

    /// A former id stays taken: its address leads to the actor.
    fn take_former(&mut self, out: &mut Diagnostics) {
        for draft in &mut self.drafts {
            let file = draft.file;
            let ids = &mut self.ids;
            draft.former_ids.retain(|id| ids.take(&id.value, At::value(file, id.path.clone()), out));
        }
    }

    fn register_names(&mut self) {
        for (i, draft) in self.drafts.iter().enumerate() {
            let id = ActorId::of(i);
            self.names.strong(&draft.id, id);
            self.names.strong(&draft.name, id);
            self.by_id.insert(draft.id.clone(), id);
            self.by_id.extend(draft.former_ids.iter().map(|former| (former.value.clone(), id)));
        }
        for (i, draft) in self.drafts.iter().enumerate() {
            let id = ActorId::of(i);
            for alias in draft.aliases.iter().map(|alias| &alias.value) {
                match alias.kind {
                    AliasKind::Characterisation => self.names.faint(&alias.text, id),
                    _ if alias.ambiguous => self.names.shared(&alias.text, id),
                    _ => self.names.weak(&alias.text, id),
                }
            }
            draft.names.iter().for_each(|name| self.names.weak(&name.text, id));
            draft.former_ids.iter().for_each(|former| self.names.weak(&former.value, id));
        }
    }

    /// Gives every name that no actor has an actor of its own; on a site with a registry that is reported.
    pub fn add_implicit<'a>(
        &mut self,
        named: impl Iterator<Item = (FileId, &'a Written<String>)>,
        out: &mut Diagnostics,
    ) {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut told = 0;
        // Without a register a list in one text is known when all names are.
        let mut joined: Vec<(FileId, &Written<String>)> = Vec::new();
        for (file, written) in named {
            if seen.insert(&written.value) {
                if self.drafts.is_empty() && written.value.contains([',', ';', '|', '&']) {
                    joined.push((file, written));
                }
                self.take_name(file, written, &mut told, out);
            }
        }
        let targets = self.drafts.iter().flat_map(|d| d.affiliations.iter().map(|a| (d.file, a.to.clone())));
        let targets: Vec<(FileId, Written<String>)> = targets.collect();
        for (file, to) in &targets {
            self.take_name(*file, to, &mut told, out);
        }
        for (file, written) in joined {
            if let Some(names) = self.several(&written.value) {
                out.push(aliases::in_text(written, &names, At::value(file, written.path.clone())));
            }
        }
    }

    fn take_name(
        &mut self,
        file: FileId,
        written: &Written<String>,
        told: &mut usize,
        out: &mut Diagnostics,
    ) {
        if self.find(&written.value) != Found::None {
            return;
        }
        if !self.drafts.is_empty() {
            let near = if *told < SUGGESTED { self.known.nearest(&written.value) } else { Vec::new() };
            *told += 1;
            let at = At::value(file, written.path.clone());
            let disguised = || self.known.disguised(&written.value).filter(|_| *told <= SUGGESTED);
            out.push(match (self.several(&written.value), disguised()) {
                (Some(names), _) => self.joined(written, &names, at),
                (None, Some(name)) => aliases::disguised(&written.value, name, at),
                (None, None) => self.unknown(&written.value, &near, at),
            });
        }
        self.add(&written.value);
    }

    /// The known actors that a text names one after the other; `None` if it is no such list.
    fn several<'n>(&self, name: &'n str) -> Option<Vec<&'n str>> {
        let apart = |sign: &str| -> Option<Vec<&'n str>> {
            let parts: Vec<&str> = name.split(sign).flat_map(|part| part.split(" and ")).collect();
            let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
            let known = |part: &&str| matches!(self.find(part), Found::One(_));
            (parts.len() > 1 && parts.iter().all(known)).then_some(parts)
        };
        [",", ";", "|", " and ", " & ", " / "].into_iter().find_map(apart)
    }

    fn add(&mut self, name: &str) {
        let id = self.ids.make(name);
        self.names.strong(name, ActorId::of(self.drafts.len() + self.implicit.len()));
        self.implicit.push((id, name.trim().to_owned()));
    }

    /// Whom a name stands for: an id as it is written, then any name, then a person's name behind an office.
    fn find(&self, name: &str) -> Found<'_, ActorId> {
        if let Some(id) = self.by_id.get(name) {
            return Found::One(*id);
        }
        match self.names.find(name) {
            Found::None => self.titled(name).map_or(Found::None, Found::One),
            found => found,
        }
    }

    /// Whether a name stands for given actors alone.
    pub fn is_given(&self, name: &str) -> bool {
        match self.find(name) {
            Found::One(id) => id.index() < self.drafts.len(),
            Found::Several(ids) => ids.iter().all(|id| id.index() < self.drafts.len()),
            Found::None => false,
        }
    }

    /// The person of a name behind words of office.
    fn titled(&self, name: &str) -> Option<ActorId> {
        let is_person = |id: &ActorId| {
            self.drafts.get(id.index()).is_some_and(|draft| draft.kind == Some(ActorKind::Person))
        };
        without_office(name).into_iter().find_map(|rest| match self.names.find(rest) {
            Found::One(id) => Some(id).filter(is_person),
            Found::Several(_) | Found::None => None,
        })
    }

    /// The actor of a name in front matter; of several the one that is listed, else none, which is reported.
    pub fn involved(
        &self,
        file: FileId,
        written: &Written<String>,
        listed: &[ActorId],
        out: &mut Diagnostics,
    ) -> Option<ActorId> {
        match self.find(&written.value) {
            Found::One(id) => Some(id),
            Found::None => None,
            Found::Several(ids) => {
                let meant = only_listed(ids, listed);
                if meant.is_none() {
                    out.push(self.ambiguous(&written.value, ids, At::value(file, written.path.clone())));
                }
                meant
            }
        }
    }

    /// The actor of a name in a text; of several the one that the article lists.
    pub fn named(&self, name: &str, listed: &[ActorId]) -> Option<ActorId> {
        match self.find(name) {
            Found::One(id) => Some(id),
            Found::None => None,
            Found::Several(ids) => only_listed(ids, listed),
        }
    }

    /// Whom a quotation's attribution names; a name that may be several is reported, and one that nobody has
    /// but that is near to a known one.
    pub fn speaker(
        &self,
        name: &str,
        listed: &[ActorId],
        at: impl FnOnce() -> At,
        out: &mut Diagnostics,
    ) -> Option<ActorId> {
        match self.find(name) {
            Found::One(id) => return Some(id),
            Found::Several(ids) => {
                let meant = only_listed(ids, listed);
                if meant.is_none() {
                    out.push(self.ambiguous(name, ids, at()));
                }
                return meant;
            }
            Found::None => {}
        }
        // Most who are quoted without being registered are passers-by; a slip in a known name is a mistake.
        if !self.drafts.is_empty() && self.known.is_slip(name) {
            out.push(self.unknown(name, &self.known.nearest(name), at()));
        }
        None
    }

    /// "did you mean …" with the nearest main names.
    pub fn did_you_mean(&self, name: &str) -> Option<String> {
        self.spelt.did_you_mean(name)
    }

    /// The id of an actor.
    pub fn id_of(&self, id: ActorId) -> &str {
        let implicit = || self.implicit.get(id.index() - self.drafts.len()).map_or("", |(id, _)| id.as_str());
        self.drafts.get(id.index()).map_or_else(implicit, |draft| draft.id.as_str())
    }

    /// Hands out the profiles, in the order of the actors.
    pub fn take_profiles(&mut self) -> Vec<Profile> {
        std::mem::take(&mut self.profiles)
    }

    /// The finished actors.
    pub fn finish(&self, profiles: Vec<Cited>, out: &mut Diagnostics) -> Vec<Actor> {
        let mut profiles = profiles.into_iter();
        let mut list = Vec::with_capacity(self.drafts.len() + self.implicit.len());
        for draft in &self.drafts {
            let (body, cited) = profiles.next().unwrap_or_default();
            let affiliations = draft.affiliations.iter().zip(cited).filter_map(|(a, sources)| {
                let to = self.involved(draft.file, &a.to, &[], out)?;
                let at = At::value(draft.file, a.path.clone());
                Some(Affiliation { to, role: a.role.clone(), valid: a.valid.clone(), sources, at })
            });
            list.push(Actor {
                file: Some(draft.file),
                at: Some(At::value(draft.file, draft.path.clone())),
                id: draft.id.clone(),
                former_ids: draft.former_ids.iter().map(|former| former.value.clone()).collect(),
                name: draft.name.trim().to_owned(),
                kind: draft.kind,
                aliases: draft.aliases.iter().map(|a| a.value.clone()).collect(),
                names: draft.names.clone(),
                affiliations: affiliations.collect(),
                summary: draft.summary.clone(),
                links: draft.links.clone(),
                color: draft.color.clone(),
                image: draft.image.clone(),
                mentions: draft.mentions,
                body,
            });
        }
        list.extend(self.implicit.iter().cloned().map(|(id, name)| implicit(id, name)));
        list
    }
}

/// The only one of several that is listed.
fn only_listed(ids: &[ActorId], listed: &[ActorId]) -> Option<ActorId> {
    let mut meant = ids.iter().copied().filter(|id| listed.contains(id));
    meant.next().filter(|_| meant.next().is_none())
}

fn implicit(id: String, name: String) -> Actor {
    Actor {
        file: None,
        at: None,
        id,
        former_ids: Vec::new(),
        name,
        kind: None,
        aliases: Vec::new(),
        names: Vec::new(),
        affiliations: Vec::new(),
        summary: None,
        links: Vec::new(),
        color: None,
        image: None,
        mentions: Mentions::Auto,
        body: Body::default(),
    }
}

type Named<'a> = (FileId, &'a Written<String>);

/// Every name in an article's fields that must be an actor.
pub(super) fn in_article(article: &ArticleDraft) -> impl Iterator<Item = Named<'_>> {
    let own = article.actors.iter().map(|a| &a.actor);
    let evidence = in_evidence(&article.claims, &article.figures);
    let statements = article.statements.iter().flat_map(|s| std::iter::once(&s.by).chain(&s.to));
    let own = own.chain(evidence).chain(statements).map(|written| (article.file, written));
    own.chain(article.events.iter().flat_map(in_event))
}

/// Every name in an event's fields that must be an actor.
pub(super) fn in_event(event: &EventDraft) -> impl Iterator<Item = Named<'_>> {
    let own = event.actors.iter().map(|a| &a.actor);
    own.chain(in_evidence(&event.claims, &event.figures)).map(|written| (event.file, written))
}

/// Every name in a conflict's fields that must be an actor.
pub(super) fn in_conflict(conflict: &ConflictDraft) -> impl Iterator<Item = Named<'_>> {
    let sides = conflict.sides.iter().flat_map(|side| side.actors.iter().chain(&side.supporters));
    let evidence = in_evidence(&[], &conflict.figures);
    sides.chain(&conflict.mediators).chain(evidence).map(|written| (conflict.file, written))
}

fn in_evidence<'a>(
    claims: &'a [ClaimDraft],
    figures: &'a [FigureDraft],
) -> impl Iterator<Item = &'a Written<String>> {
    let positions =
        claims.iter().flat_map(|c| c.positions.iter().map(|p| &p.by).chain(c.parties.iter().flatten()));
    positions.chain(figures.iter().filter_map(|f| f.by.as_ref()))
}

/// The path of a field of a record in a list, or of a file's own front matter.
pub(super) fn within(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}/{field}") }
}
