//! The register of conflicts: given ones, and those that only articles name.

use rustc_hash::FxHashMap;

use super::bodies::{Bodies, Scope};
use super::citations::Numbered;
use super::evidence::Evidence;
use super::ids::Ids;
use super::names::{Found, Names};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{ActorId, Body, Conflict, ConflictId, Side, When};
use crate::parse::{ConflictDraft, SideDraft};
use crate::text;
use crate::yaml::Written;

/// The names of conflicts while the site is resolved.
pub(super) struct Conflicts {
    given: usize,
    implicit: Vec<(String, String)>,
    known: Vec<String>,
    names: Names<ConflictId>,
    ids: Ids,
    parents: Vec<Option<ConflictId>>,
}

impl Conflicts {
    /// Registers the given conflicts and gives them back; an id that stands twice is reported, and its second
    /// conflict left out.
    pub fn of(drafts: Vec<ConflictDraft>, out: &mut Diagnostics) -> (Self, Vec<ConflictDraft>) {
        let mut conflicts = Self {
            given: 0,
            implicit: Vec::new(),
            known: Vec::new(),
            names: Names::default(),
            ids: Ids::of("conflict"),
            parents: Vec::new(),
        };
        let mut kept: Vec<ConflictDraft> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            if !conflicts.ids.take(&draft.id, At::value(draft.file, "id"), out) {
                continue;
            }
            let id = ConflictId::of(kept.len());
            conflicts.names.strong(&draft.id, id);
            conflicts.names.strong(&draft.name, id);
            draft.aliases.iter().for_each(|alias| conflicts.names.weak(alias, id));
            conflicts.known.extend([draft.name.clone(), draft.id.clone()]);
            kept.push(draft);
        }
        conflicts.given = kept.len();
        conflicts.parents = kept.iter().map(|draft| conflicts.parent(draft, out)).collect();
        conflicts.break_circles(&kept, out);
        (conflicts, kept)
    }

    fn parent(&self, draft: &ConflictDraft, out: &mut Diagnostics) -> Option<ConflictId> {
        let written = draft.parent.as_ref()?;
        let parent = self.named(&written.value);
        if parent.is_none() {
            out.push(self.unknown(draft.file, written));
        }
        parent
    }

    /// A conflict that is a part of itself loses its parent.
    fn break_circles(&mut self, drafts: &[ConflictDraft], out: &mut Diagnostics) {
        for (i, draft) in drafts.iter().enumerate() {
            let above = std::iter::successors(self.parents[i], |id| self.parents[id.index()]);
            if !above.take(drafts.len()).any(|id| id.index() == i) {
                continue;
            }
            self.parents[i] = None;
            let message = format!("the conflict `{}` is a part of itself", draft.id);
            out.push(
                Diagnostic::new(code::CIRCULAR_PARENT, message)
                    .at(At::value(draft.file, "parent"))
                    .hint("remove `parent` from one of the conflicts in the circle"),
            );
        }
    }

    /// Gives every name that no conflict has a conflict of its own; on a site with a register that is reported.
    pub fn add_implicit<'a>(
        &mut self,
        named: impl Iterator<Item = (FileId, &'a Written<String>)>,
        out: &mut Diagnostics,
    ) {
        for (file, written) in named {
            if self.names.find(&written.value) != Found::None || text::name_slug(&written.value).is_empty() {
                continue;
            }
            if self.given > 0 {
                out.push(self.unknown(file, written));
            }
            let id = self.ids.make(&written.value);
            self.names.strong(&written.value, ConflictId::of(self.given + self.implicit.len()));
            self.implicit.push((id, written.value.trim().to_owned()));
        }
    }

    fn unknown(&self, file: FileId, written: &Written<String>) -> Diagnostic {
        let known = self.known.iter().map(String::as_str);
        Diagnostic::new(code::UNKNOWN_CONFLICT, format!("no conflict is named `{}`", written.value))
            .at(At::value(file, written.path.clone()))
            .hints(text::did_you_mean(&written.value, known))
            .hint(format!("a new one is registered with `dateline new conflict \"{}\"`", written.value))
    }

    /// The conflict of a name; of several the first.
    pub fn named(&self, name: &str) -> Option<ConflictId> {
        match self.names.find(name) {
            Found::One(id) => Some(id),
            Found::Several(ids) => ids.first().copied(),
            Found::None => None,
        }
    }

    /// Whether a name stands for a given conflict.
    pub fn is_given(&self, name: &str) -> bool {
        self.named(name).is_some_and(|id| id.index() < self.given)
    }

    /// The conflict of whatever names none: the only one of the register that is no part of another.
    pub fn usual(&self) -> Option<ConflictId> {
        let mut roots = (0..self.given).filter(|i| self.parents[*i].is_none());
        let first = roots.next()?;
        roots.next().is_none().then(|| ConflictId::of(first))
    }

    /// The finished conflicts.
    pub fn finish(
        &self,
        drafts: Vec<ConflictDraft>,
        bodies: &Bodies,
        out: &mut Diagnostics,
    ) -> Vec<Conflict> {
        let given = drafts.into_iter().zip(&self.parents);
        let mut list: Vec<Conflict> =
            given.map(|(draft, parent)| finished(draft, *parent, bodies, out)).collect();
        list.extend(self.implicit.iter().map(|(id, name)| implicit(id, name)));
        list
    }
}

fn finished(
    draft: ConflictDraft,
    parent: Option<ConflictId>,
    bodies: &Bodies,
    out: &mut Diagnostics,
) -> Conflict {
    let mut sources = Numbered::new(bodies.sources, bodies.actors, draft.file);
    sources.numbers(draft.sources, out);
    let mut evidence = Evidence { bodies, file: draft.file, listed: Vec::new(), sources: &mut sources, out };
    let sides = sides(&draft.sides, &mut evidence);
    let mediators = evidence.actors(&draft.mediators);
    let figures = evidence.figures(draft.figures);
    report_on_two_sides(&draft.sides, &sides, draft.file, bodies, out);
    let listed = sides.iter().flat_map(|side| side.actors.iter().copied()).collect();
    let day = draft.when.as_ref().and_then(When::anchor);
    let scope = Scope { file: draft.file, listed, own: None, day };
    let body = bodies.resolve(&draft.body, &scope, sources.list, out);
    let mut phases = draft.phases;
    phases.sort_by(|a, b| a.when.cmp(&b.when));
    Conflict {
        file: Some(draft.file),
        id: draft.id,
        name: draft.name,
        aliases: draft.aliases,
        when: draft.when,
        parent,
        sides,
        mediators,
        phases,
        summary: draft.summary,
        figures,
        body,
    }
}

fn sides(drafts: &[SideDraft], evidence: &mut Evidence) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::with_capacity(drafts.len());
    for (number, draft) in (1..).zip(drafts) {
        let slug = text::name_slug(&draft.name);
        let taken = slug.is_empty() || sides.iter().any(|side| side.slug == slug);
        sides.push(Side {
            name: draft.name.clone(),
            slug: if taken { format!("side-{number}") } else { slug },
            actors: evidence.actors(&draft.actors),
            supporters: evidence.actors(&draft.supporters),
            color: draft.color.clone(),
        });
    }
    sides
}

/// An actor may fight on one side only; a change of sides needs two conflicts.
fn report_on_two_sides(
    drafts: &[SideDraft],
    sides: &[Side],
    file: FileId,
    bodies: &Bodies,
    out: &mut Diagnostics,
) {
    let mut first: FxHashMap<ActorId, (usize, &Written<String>)> = FxHashMap::default();
    for (i, draft) in drafts.iter().enumerate() {
        for written in draft.actors.iter().chain(&draft.supporters) {
            let Some(actor) = bodies.actors.named(&written.value, &[]) else { continue };
            match first.get(&actor) {
                Some((other, at)) if *other != i => {
                    let message = format!(
                        "`{}` stands on two sides, {} and {}",
                        written.value, sides[*other].name, sides[i].name
                    );
                    out.push(
                        Diagnostic::new(code::ACTOR_ON_TWO_SIDES, message)
                            .at(At::value(file, written.path.clone()))
                            .label(At::value(file, at.path.clone()), "here first")
                            .hint("remove one; one that changed sides belongs to a side in each phase's own conflict"),
                    );
                }
                Some(_) => {}
                None => drop(first.insert(actor, (i, written))),
            }
        }
    }
}

fn implicit(id: &str, name: &str) -> Conflict {
    Conflict {
        file: None,
        id: id.to_owned(),
        name: name.to_owned(),
        aliases: Vec::new(),
        when: None,
        parent: None,
        sides: Vec::new(),
        mediators: Vec::new(),
        phases: Vec::new(),
        summary: None,
        figures: Vec::new(),
        body: Body::default(),
    }
}
