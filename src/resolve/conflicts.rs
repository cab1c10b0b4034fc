//! The register of conflicts: given ones, and those that only articles name.

use rustc_hash::FxHashMap;

use super::bodies::{Bodies, Scope};
use super::citations::Numbered;
use super::evidence::Evidence;
use super::fields::FieldNames;
use super::uses::Findings;
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{ActorId, Conflict, ConflictId, Side, When};
use crate::names::{self, Ids, NameTable, Thing};
use crate::parse::{ConflictDraft, SideDraft};
use crate::text;
use crate::yaml::Written;

/// The register while the site is resolved.
pub(super) struct Conflicts {
    /// The given conflicts.
    pub drafts: Vec<ConflictDraft>,
    /// Those that only articles name, which come after them.
    pub implicit: Vec<Conflict>,
    pub names: NameTable<ConflictId>,
    pub parents: Vec<Option<ConflictId>>,
    ids: Ids,
}

impl Conflicts {
    /// Registers the given conflicts; an id that stands twice is reported, and its second conflict left out.
    pub fn of(mut drafts: Vec<ConflictDraft>, out: &mut Diagnostics) -> Self {
        let mut ids = Ids::of("conflict");
        drafts.retain(|draft| ids.take(&draft.id, draft.registered.name(), out));
        let names = names::conflicts(&drafts);
        let mut conflicts = Self { implicit: Vec::new(), names, parents: Vec::new(), ids, drafts };
        let parents = conflicts.drafts.iter().map(|draft| conflicts.parent(draft, out)).collect();
        conflicts.parents = parents;
        conflicts.break_circles(out);
        conflicts
    }

    fn parent(&self, draft: &ConflictDraft, out: &mut Diagnostics) -> Option<ConflictId> {
        let written = draft.parent.as_ref()?;
        let parent = self.names.first(&written.value);
        if parent.is_none() {
            out.push(self.unknown(draft.registered.file, written));
        }
        parent
    }

    /// A conflict that is a part of itself loses its parent.
    fn break_circles(&mut self, out: &mut Diagnostics) {
        for (i, draft) in self.drafts.iter().enumerate() {
            let above = std::iter::successors(self.parents[i], |id| self.parents[id.index()]);
            if !above.take(self.drafts.len()).any(|id| id.index() == i) {
                continue;
            }
            self.parents[i] = None;
            let message = format!("the conflict `{}` is a part of itself", draft.id);
            out.push(
                Diagnostic::new(code::CIRCULAR_PARENT, message)
                    .at(draft.registered.at("parent"))
                    .hint("remove `parent` from one of the conflicts in the circle"),
            );
        }
    }

    /// Gives every name that no conflict has a conflict of its own; on a site with a register that is reported.
    pub fn add_implicit(&mut self, named: &[(FileId, &Written<String>)], out: &mut Diagnostics) {
        for (file, written) in named {
            if self.names.first(&written.value).is_some() || text::name_slug(&written.value).is_empty() {
                continue;
            }
            if !self.drafts.is_empty() {
                out.push(self.unknown(*file, written));
            }
            let id = self.ids.make(&written.value);
            self.names.strong(&written.value, ConflictId::of(self.drafts.len() + self.implicit.len()));
            let name = written.value.trim().to_owned();
            self.implicit.push(Conflict { id, name, ..Conflict::default() });
        }
    }

    fn unknown(&self, file: FileId, written: &Written<String>) -> Diagnostic {
        Diagnostic::new(code::UNKNOWN_CONFLICT, format!("no conflict is named `{}`", written.value))
            .at(At::value(file, written.path.clone()))
            .hints(self.names.did_you_mean(&written.value))
            .hint(format!("a new one is registered with `dateline new conflict \"{}\"`", written.value))
    }

    /// The conflict of whatever names none: the only one of the register that is no part of another.
    pub fn usual(&self) -> Option<ConflictId> {
        let mut roots = (0..self.drafts.len()).filter(|i| self.parents[*i].is_none());
        let first = roots.next()?;
        roots.next().is_none().then(|| ConflictId::of(first))
    }
}

/// The finished conflicts.
pub(super) fn finished(
    drafts: Vec<ConflictDraft>,
    parents: &[Option<ConflictId>],
    implicit: Vec<Conflict>,
    bodies: &Bodies,
    out: &mut Findings,
) -> Vec<Conflict> {
    let mut list: Vec<Conflict> = Vec::with_capacity(drafts.len() + implicit.len());
    for (draft, parent) in drafts.into_iter().zip(parents) {
        let file = draft.registered.file;
        for key in ["name", "id"] {
            out.described(|| At::value(file, key), Thing::Conflict(ConflictId::of(list.len())));
        }
        list.push(given(draft, *parent, bodies, out));
    }
    list.extend(implicit);
    list
}

fn given(draft: ConflictDraft, parent: Option<ConflictId>, bodies: &Bodies, out: &mut Findings) -> Conflict {
    let fields = FieldNames { names: bodies.names, file: draft.registered.file };
    if let (Some(written), Some(parent)) = (&draft.parent, parent) {
        out.used(|| At::value(draft.registered.file, written.path.clone()), Thing::Conflict(parent));
    }
    let mut sources = Numbered::new(fields);
    sources.numbers(draft.body.sources.clone(), out);
    let mut evidence = Evidence { fields, listed: Vec::new(), sources: &mut sources, out };
    let sides = sides(&draft.sides, &mut evidence);
    let mediators = evidence.actors(&draft.mediators);
    let figures = evidence.figures(draft.figures);
    report_on_two_sides(&draft.sides, &sides, fields, out);
    let listed = sides.iter().flat_map(|side| side.actors.iter().copied()).collect();
    let day = draft.when.as_ref().and_then(When::anchor);
    let scope = Scope { file: draft.registered.file, listed, own: None, day };
    let body = bodies.resolve(&draft.body, &scope, sources.list, out);
    let mut phases = draft.phases;
    phases.sort_by(|a, b| a.when.cmp(&b.when));
    Conflict {
        registered: Some(draft.registered.whole()),
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
    let side = |draft: &SideDraft| Side {
        name: draft.name.clone(),
        slug: draft.slug.clone(),
        actors: evidence.actors(&draft.actors),
        supporters: evidence.actors(&draft.supporters),
        color: draft.color.clone(),
    };
    drafts.iter().map(side).collect()
}

/// An actor may fight on one side only; a change of sides needs two conflicts.
fn report_on_two_sides(drafts: &[SideDraft], sides: &[Side], fields: FieldNames, out: &mut Findings) {
    let file = fields.file;
    let mut first: FxHashMap<ActorId, (usize, &Written<String>)> = FxHashMap::default();
    for (i, draft) in drafts.iter().enumerate() {
        for written in draft.actors.iter().chain(&draft.supporters) {
            let Some(actor) = fields.names.actors.named(&written.value, &[]) else { continue };
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
