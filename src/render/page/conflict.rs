//! The index of conflicts, the page of a conflict and those of its sides.

use serde::Serialize;
use tera::Value;

use crate::derive::{Slice, phase_of};
use crate::diag::Diagnostic;
use crate::model::{Conflict, ConflictId, EntryId, Phase, Side};
use crate::render::Renderer;
use crate::render::page::places::titled;
use crate::render::part::figures::FigureGroup;
use crate::render::part::head::{ActorView, DateView, Link, markup};
use crate::render::part::list::Scope;
use crate::render::part::sources::SourceView;
use crate::render::part::strip::Look;
use crate::render::templates::Sheet;
use crate::route::Route;

#[derive(Serialize)]
struct ConflictView<'a> {
    name: &'a str,
    aliases: &'a [String],
    when: Option<DateView>,
    summary: Option<&'a str>,
    parent: Option<Link>,
    parts: Vec<PartView<'a>>,
    sides: Vec<SideView<'a>>,
    mediators: Vec<ActorView<'a>>,
    phases: Vec<PhaseLink<'a>>,
    figures: Vec<FigureGroup<'a>>,
    /// How many more there is no room for.
    more_figures: usize,
    body: Value,
    sources: Vec<SourceView>,
}

/// A conflict in a list, or a part of one.
#[derive(Serialize)]
struct PartView<'a> {
    title: String,
    url: String,
    when: Option<DateView>,
    summary: Option<&'a str>,
    entries: usize,
    parts: Vec<PartView<'a>>,
}

/// A phase with the place in the conflict's timeline where its entries begin.
#[derive(Serialize)]
struct PhaseLink<'a> {
    name: &'a str,
    when: DateView,
    summary: Option<&'a str>,
    entries: usize,
    url: Option<String>,
}

#[derive(Serialize)]
struct SideView<'a> {
    name: &'a str,
    url: String,
    /// Its number, from 1, which its colour and shape go by.
    number: usize,
    color: Option<&'a str>,
    entries: usize,
    actors: Vec<ActorView<'a>>,
    supporters: Vec<ActorView<'a>>,
}

impl Renderer<'_> {
    /// Renders the index of conflicts: those that are no part of another, each with its parts.
    pub(in crate::render) fn conflicts(&self) -> Sheet<'_> {
        let site = &self.snapshot.site;
        let ids = (0..site.conflicts.len()).map(ConflictId::of);
        let roots = ids.filter(|id| site.conflict(*id).parent.is_none());
        let conflicts: Vec<PartView<'_>> =
            roots.map(|id| PartView { parts: self.parts_of(id), ..self.part(id) }).collect();
        let name = self.phrases.get("conflicts");
        let said = self.named_in(name, site.conflicts.iter().map(|conflict| conflict.name.as_str()));
        let head = self.head(&Route::Conflicts, "conflicts", name, &said);
        let mut context = self.context(&head);
        context.insert("conflicts", &conflicts);
        Sheet::Template("conflicts.html", context)
    }

    /// Renders a page of a conflict: the first has everything, the further ones a part of its timeline.
    pub(in crate::render) fn conflict(
        &self,
        id: ConflictId,
        slice: Slice,
    ) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let conflict = self.snapshot.site.conflict(id);
        let route = |slice| Route::Conflict(id, slice);
        let calendar = &self.snapshot.facts.of_conflict[id.index()];
        let scope = Scope { calendar, route: &route, phases: &conflict.phases };
        let list = self.phased(&scope, slice)?;
        let title = titled(&conflict.name, &list.period);
        let said = || self.told_of(&title, list.here, calendar, slice);
        let said = conflict.summary.clone().unwrap_or_else(said);
        let head = self.head(&route(slice), "conflicts", &title, &said);
        let mut context = self.context(&head);
        context.insert("url", &self.addressing.link(&route(Slice::Whole)));
        context.insert("list", &list);
        context.insert("strip", &self.strip(&scope, slice, Some(id), Look::LARGE));
        if slice == Slice::Whole {
            context.insert("conflict", &self.conflict_view(id, conflict));
            return Ok(Sheet::Template("conflict.html", context));
        }
        context.insert("name", &conflict.name);
        Ok(Sheet::Template("period.html", context))
    }

    fn conflict_view<'a>(&'a self, id: ConflictId, conflict: &'a Conflict) -> ConflictView<'a> {
        let (figures, more_figures) = self.figures_of_conflict(id);
        ConflictView {
            name: &conflict.name,
            aliases: &conflict.aliases,
            when: conflict.when.as_ref().map(|when| self.date(when)),
            summary: conflict.summary.as_deref(),
            parent: conflict.parent.map(|parent| self.conflict_link(parent)),
            parts: self.parts_of(id),
            sides: (0..).zip(&conflict.sides).map(|(index, side)| self.side_view(id, index, side)).collect(),
            mediators: conflict.mediators.iter().map(|actor| self.actor_view(*actor)).collect(),
            phases: self.phase_links(id, conflict),
            figures,
            more_figures,
            body: markup(&self.body(&conflict.body)),
            sources: self.sources(&conflict.body.sources),
        }
    }

    fn phase_links<'a>(&'a self, id: ConflictId, conflict: &'a Conflict) -> Vec<PhaseLink<'a>> {
        let facts = &self.snapshot.facts;
        let calendar = &facts.of_conflict[id.index()];
        let mut first: Vec<Option<EntryId>> = vec![None; conflict.phases.len()];
        let mut counts = vec![0; conflict.phases.len()];
        for entry in &calendar.entries {
            if let Some(phase) = phase_of(&conflict.phases, &facts.entries[entry.index()].when) {
                first[phase].get_or_insert(*entry);
                counts[phase] += 1;
            }
        }
        let url = |entry: EntryId| {
            let slice = calendar.slice_of(&facts.entries, entry);
            let when = &facts.entries[entry.index()].when;
            let day = when.earliest()?;
            let part = if when.knows_month() { format!("d{day}") } else { format!("m{:04}", day.year()) };
            Some(format!("{}#{part}", self.addressing.link(&Route::Conflict(id, slice))))
        };
        let one = |(phase, (first, entries)): (&'a Phase, (Option<EntryId>, usize))| PhaseLink {
            name: &phase.name,
            when: self.date(&phase.when),
            summary: phase.summary.as_deref(),
            entries,
            url: first.and_then(url),
        };
        conflict.phases.iter().zip(first.into_iter().zip(counts)).map(one).collect()
    }

    fn side_view<'a>(&'a self, id: ConflictId, index: u32, side: &'a Side) -> SideView<'a> {
        let number = index as usize;
        SideView {
            name: &side.name,
            url: self.addressing.link(&Route::Side(id, index, Slice::Whole)),
            number: number + 1,
            color: side.color.as_deref(),
            entries: self.snapshot.facts.of_side[id.index()][number].entries.len(),
            actors: side.actors.iter().map(|actor| self.actor_view(*actor)).collect(),
            supporters: side.supporters.iter().map(|actor| self.actor_view(*actor)).collect(),
        }
    }

    fn part(&self, id: ConflictId) -> PartView<'_> {
        let Link { title, url, .. } = self.conflict_link(id);
        PartView {
            title,
            url,
            when: self.snapshot.site.conflict(id).when.as_ref().map(|when| self.date(when)),
            summary: self.snapshot.site.conflict(id).summary.as_deref(),
            entries: self.snapshot.facts.of_conflict[id.index()].entries.len(),
            parts: Vec::new(),
        }
    }

    fn parts_of(&self, id: ConflictId) -> Vec<PartView<'_>> {
        let site = &self.snapshot.site;
        let mut parts: Vec<ConflictId> = (0..site.conflicts.len()).map(ConflictId::of).collect();
        parts.retain(|part| site.conflict(*part).parent == Some(id));
        parts.sort_by(|a, b| site.conflict(*a).when.cmp(&site.conflict(*b).when).then(a.cmp(b)));
        parts.into_iter().map(|part| self.part(part)).collect()
    }

    /// Renders a page of the list of what a side of a conflict takes part in.
    pub(in crate::render) fn side_page(
        &self,
        id: ConflictId,
        index: u32,
        slice: Slice,
    ) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let conflict = self.snapshot.site.conflict(id);
        let name = &conflict.sides[index as usize].name;
        let calendar = &self.snapshot.facts.of_side[id.index()][index as usize];
        let route = |slice| Route::Side(id, index, slice);
        let scope = Scope { calendar, route: &route, phases: &conflict.phases };
        let list = self.phased(&scope, slice)?;
        let title = titled(name, &list.period);
        let said = self.told_of(&title, list.here, calendar, slice);
        let head = self.head(&route(slice), "conflicts", &title, &said);
        let mut context = self.context(&head);
        context.insert("list", &list);
        context.insert("strip", &self.strip(&scope, slice, Some(id), Look::SMALL));
        context.insert("name", &conflict.name);
        context.insert("url", &self.addressing.link(&Route::Conflict(id, Slice::Whole)));
        Ok(Sheet::Template("period.html", context))
    }
}
