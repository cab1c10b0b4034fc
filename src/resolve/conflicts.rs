//! The register of conflicts: given ones, and those that only articles name.

use rustc_hash::FxHashMap;

use super::bodies::{Bodies, Scope};
use super::citations::Numbered;
use super::evidence::Evidence;
use super::fields::FieldNames;
use super::shapes::Shapes;
use super::uses::Findings;
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{ActorId, Conflict, ConflictId, MapLine, Side, Step, When};
use crate::names::{self, Ids, NameTable, Thing};
use crate::parse::{ConflictDraft, MapLineDraft, SideDraft, StepDraft};
use crate::text;
use crate::yaml::Written;

/// Of so many wholes a conflict may be a part.
const DEPTH: usize = 20;

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
        conflicts.cut_depths(out);
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
        for i in firsts_of_circles(&self.parents) {
            let draft = &self.drafts[i];
            self.parents[i] = None;
            let message = format!("the conflict `{}` is a part of itself", draft.id);
            out.push(
                Diagnostic::new(code::CIRCULAR_PARENT, message)
                    .at(draft.registered.at("parent"))
                    .hint("remove `parent` from one of the conflicts in the circle"),
            );
        }
    }

    /// A conflict that stands in too many others loses its parent: what happens in it would be listed in each.
    fn cut_depths(&mut self, out: &mut Diagnostics) {
        let mut depths: Vec<Option<usize>> = vec![None; self.parents.len()];
        for i in 0..self.parents.len() {
            let above = std::iter::successors(Some(i), |i| Some(self.parents[*i]?.index()));
            let unknown: Vec<usize> = above.take_while(|i| depths[*i].is_none()).collect();
            for i in unknown.into_iter().rev() {
                let depth =
                    self.parents[i].and_then(|parent| depths[parent.index()]).map_or(0, |depth| depth + 1);
                let is_deep = depth > DEPTH;
                depths[i] = Some(if is_deep { 0 } else { depth });
                if is_deep {
                    self.parents[i] = None;
                    let message = format!("more than {DEPTH} conflicts stand in each other");
                    let problem = Diagnostic::new(code::NESTED_TOO_DEEPLY, message);
                    let problem = problem.at(self.drafts[i].registered.at("parent"));
                    out.push(problem.hint("it stands by itself: name a conflict further up as its `parent`"));
                }
            }
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
            .suggest(self.names.near(&written.value))
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
    (drafts, parents): (Vec<ConflictDraft>, &[Option<ConflictId>]),
    implicit: Vec<Conflict>,
    (bodies, shapes): (&Bodies, &Shapes),
    out: &mut Findings,
) -> Vec<Conflict> {
    let mut list: Vec<Conflict> = Vec::with_capacity(drafts.len() + implicit.len());
    for (draft, parent) in drafts.into_iter().zip(parents) {
        let file = draft.registered.file;
        for key in ["name", "id"] {
            out.described(|| At::value(file, key), Thing::Conflict(ConflictId::of(list.len())));
        }
        list.push(given(draft, *parent, (bodies, shapes), out));
    }
    list.extend(implicit);
    list
}

fn given(
    draft: ConflictDraft,
    parent: Option<ConflictId>,
    (bodies, shapes): (&Bodies, &Shapes),
    out: &mut Findings,
) -> Conflict {
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
    let lines = draft.lines.into_iter().filter_map(|line| map_line(line, &mut evidence, shapes)).collect();
    let story = draft.story.into_iter().filter_map(|step| story_step(step, fields, out)).collect();
    report_on_two_sides(&draft.sides, &sides, fields, out);
    let listed = sides.iter().flat_map(|side| side.actors.iter().copied()).collect();
    let day = draft.when.as_ref().and_then(When::anchor);
    let scope = Scope { file: draft.registered.file, listed, own: None, day };
    let body = bodies.resolve(&draft.body, &scope, sources.done(), out);
    let mut phases = draft.phases;
    phases.sort_by(|a, b| a.when.cmp(&b.when));
    Conflict {
        registered: Some(draft.registered.whole()),
        id: draft.id,
        name: draft.name,
        names: draft.names,
        aliases: draft.aliases,
        when: draft.when,
        parent,
        sides,
        mediators,
        phases,
        result: draft.result,
        results: draft.results,
        summary: draft.summary,
        summaries: draft.summaries,
        lang: None,
        figures,
        story,
        lines,
        body,
    }
}

fn story_step(draft: StepDraft, fields: FieldNames, out: &mut Findings) -> Option<Step> {
    let of = fields.told(&draft.of, out)?;
    Some(Step { of, text: draft.text, texts: draft.texts, lang: None })
}

fn map_line(draft: MapLineDraft, evidence: &mut Evidence, shapes: &Shapes) -> Option<MapLine> {
    let shape = shapes.find(evidence.fields.file, &draft.shape, evidence.out);
    let by = draft.by.map(|by| evidence.fields.somebody(by, &evidence.listed, evidence.out));
    let sources = evidence.sources.numbers(draft.sources, evidence.out);
    Some(MapLine { shape: shape?, when: draft.when, by, label: draft.label, labels: draft.labels, sources })
}

fn sides(drafts: &[SideDraft], evidence: &mut Evidence) -> Vec<Side> {
    let side = |draft: &SideDraft| Side {
        name: draft.name.clone(),
        names: draft.names.clone(),
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

/// The first of each circle, in order: each is walked once, whatever leads into it.
fn firsts_of_circles(parents: &[Option<ConflictId>]) -> Vec<usize> {
    // Which walk has come by, counted from 1.
    let mut walked = vec![0; parents.len()];
    let mut firsts = Vec::new();
    let above = |i: usize| std::iter::successors(Some(i), |i| Some(parents[*i]?.index()));
    for walk in 1..=parents.len() {
        for i in above(walk - 1) {
            match std::mem::replace(&mut walked[i], walk) {
                0 => {}
                // Here this walk began to go round.
                of if of == walk => {
                    let circle = above(i).skip(1).take_while(|other| *other != i);
                    firsts.push(circle.fold(i, usize::min));
                    break;
                }
                earlier => {
                    walked[i] = earlier;
                    break;
                }
            }
        }
    }
    firsts.sort_unstable();
    firsts
}
