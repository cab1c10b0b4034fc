//! The register of actors: given ones, and those that only articles name.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ids::Ids;
use super::names::{Found, Names};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{Actor, ActorId, ActorKind, Affiliation, Body, Mentions};
use crate::parse::{ActorDraft, ArticleDraft, BodyDraft, ClaimDraft, ConflictDraft, EventDraft, FigureDraft};
use crate::text::{self, fold};
use crate::yaml::Written;

/// The register while the site is resolved.
pub(super) struct Actors {
    /// The given actors.
    pub drafts: Vec<ActorDraft>,
    /// The names of implicit actors, with their ids after the given ones.
    implicit: Vec<(String, String)>,
    names: Names<ActorId>,
    ids: Ids,
    bodies: Vec<BodyDraft>,
}

impl Actors {
    /// Registers the given actors; an id that stands twice is reported, and aliases that two share.
    pub fn of(drafts: Vec<ActorDraft>, out: &mut Diagnostics) -> Self {
        let mut actors = Self {
            drafts: Vec::new(),
            implicit: Vec::new(),
            names: Names::default(),
            ids: Ids::of("actor"),
            bodies: Vec::new(),
        };
        for mut draft in drafts {
            let at = At::value(draft.file, within(&draft.path, draft.named_by));
            if !actors.ids.take(&draft.id, at, out) {
                continue;
            }
            actors.bodies.push(std::mem::take(&mut draft.body));
            actors.drafts.push(draft);
        }
        actors.register_names();
        actors.report_shared(out);
        actors
    }

    fn register_names(&mut self) {
        for (i, draft) in self.drafts.iter().enumerate() {
            let id = ActorId::of(i);
            self.names.strong(&draft.id, id);
            self.names.strong(&draft.name, id);
            for alias in &draft.aliases {
                self.names.weak(&alias.value.text, id);
            }
            for name in &draft.names {
                self.names.weak(&name.text, id);
            }
        }
    }

    /// Reports names that two actors share, unless one of them is marked `ambiguous`.
    fn report_shared(&self, out: &mut Diagnostics) {
        let mut seen: FxHashMap<String, (usize, At, bool)> = FxHashMap::default();
        for (i, draft) in self.drafts.iter().enumerate() {
            let name = (draft.name.clone(), At::value(draft.file, within(&draft.path, "name")), false);
            let aliases = draft.aliases.iter().map(|alias| {
                let path = alias.path.to_string();
                (alias.value.text.clone(), At::value(draft.file, path), alias.value.ambiguous)
            });
            for (text, at, ambiguous) in std::iter::once(name).chain(aliases) {
                match seen.get(&fold(&text)) {
                    Some((other, first, marked)) if *other != i && !(ambiguous || *marked) => {
                        let message =
                            format!("`{text}` names both `{}` and `{}`", self.drafts[*other].id, draft.id);
                        let problem = Diagnostic::new(code::SHARED_ALIAS, message)
                            .at(at)
                            .label(first.clone(), "here too");
                        out.push(problem.hint(
                            "remove it from one, or write it as `{text: …, ambiguous: true}`: each article's own actors then decide",
                        ));
                    }
                    Some(_) => {}
                    None => drop(seen.insert(fold(&text), (i, at, ambiguous))),
                }
            }
        }
    }

    /// Gives every name that no actor has an actor of its own; on a site with a registry that is reported.
    pub fn add_implicit<'a>(
        &mut self,
        named: impl Iterator<Item = (FileId, &'a Written<String>)>,
        out: &mut Diagnostics,
    ) {
        let registered = !self.drafts.is_empty();
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        for (file, written) in named {
            if !seen.insert(&written.value) || self.names.find(&written.value) != Found::None {
                continue;
            }
            if registered {
                out.push(self.unknown(file, written));
            }
            self.add(&written.value);
        }
        let targets: Vec<String> =
            self.drafts.iter().flat_map(|d| &d.affiliations).map(|a| a.to.value.clone()).collect();
        for name in targets {
            if self.names.find(&name) == Found::None {
                self.add(&name);
            }
        }
    }

    fn add(&mut self, name: &str) {
        let id = self.ids.make(name);
        self.names.strong(name, ActorId::of(self.drafts.len() + self.implicit.len()));
        self.implicit.push((id, name.trim().to_owned()));
    }

    fn unknown(&self, file: FileId, written: &Written<String>) -> Diagnostic {
        let known = self.drafts.iter().flat_map(|d| {
            std::iter::once(d.name.as_str()).chain(d.aliases.iter().map(|a| a.value.text.as_str()))
        });
        Diagnostic::new(code::UNKNOWN_ACTOR, format!("no actor is named `{}`", written.value))
            .at(At::value(file, written.path.clone()))
            .hints(text::did_you_mean(&written.value, known))
            .hint(format!("a new one is registered with `dateline new actor \"{}\"`", written.value))
    }

    /// The actor of a name in an article's front matter; of several the first, which is reported.
    pub fn involved(
        &self,
        file: FileId,
        written: &Written<String>,
        out: &mut Diagnostics,
    ) -> Option<ActorId> {
        match self.names.find(&written.value) {
            Found::One(id) => Some(id),
            Found::None => None,
            Found::Several(ids) => {
                let names: Vec<String> = ids.iter().map(|id| format!("`{}`", self.id_of(*id))).collect();
                let message = format!("`{}` may be {}", written.value, names.join(" or "));
                let at = At::value(file, written.path.clone());
                out.push(
                    Diagnostic::new(code::AMBIGUOUS_NAME, message)
                        .at(at)
                        .hint("write the id of the one you mean"),
                );
                ids.first().copied()
            }
        }
    }

    /// The actor of a name in a text; of several the one that the article lists.
    pub fn named(&self, name: &str, listed: &[ActorId]) -> Option<ActorId> {
        match self.names.find(name) {
            Found::One(id) => Some(id),
            Found::None => None,
            Found::Several(ids) => {
                let mut meant = ids.iter().copied().filter(|id| listed.contains(id));
                meant.next().filter(|_| meant.next().is_none())
            }
        }
    }

    /// Whether an actor is registered as a person.
    pub fn is_person(&self, id: ActorId) -> bool {
        self.drafts.get(id.index()).is_some_and(|draft| draft.kind == Some(ActorKind::Person))
    }

    /// The id of an actor.
    pub fn id_of(&self, id: ActorId) -> &str {
        let implicit = || self.implicit.get(id.index() - self.drafts.len()).map_or("", |(id, _)| id.as_str());
        self.drafts.get(id.index()).map_or_else(implicit, |draft| draft.id.as_str())
    }

    /// Hands out the profiles, each with its file, in the order of the actors.
    pub fn take_bodies(&mut self) -> Vec<(FileId, BodyDraft)> {
        self.drafts.iter().map(|draft| draft.file).zip(std::mem::take(&mut self.bodies)).collect()
    }

    /// The finished actors.
    pub fn finish(self, bodies: Vec<Body>, out: &mut Diagnostics) -> Vec<Actor> {
        let mut bodies = bodies.into_iter();
        let mut list = Vec::with_capacity(self.drafts.len() + self.implicit.len());
        for draft in &self.drafts {
            let affiliations = draft.affiliations.iter().filter_map(|a| {
                let to = self.involved(draft.file, &a.to, out)?;
                Some(Affiliation { to, role: a.role.clone(), valid: a.valid.clone() })
            });
            list.push(Actor {
                file: Some(draft.file),
                id: draft.id.clone(),
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
                body: bodies.next().unwrap_or_default(),
            });
        }
        list.extend(self.implicit.into_iter().map(|(id, name)| implicit(id, name)));
        list
    }
}

fn implicit(id: String, name: String) -> Actor {
    Actor {
        file: None,
        id,
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
