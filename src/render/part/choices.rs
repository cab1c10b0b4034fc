//! The ways to a part of the timeline that need no script: pages of conflicts, sides and types.

use serde::Serialize;

use crate::derive::{Calendar, Slice};
use crate::diag::Diagnostic;
use crate::model::{ConflictId, EventType};
use crate::render::Renderer;
use crate::render::page::places::titled;
use crate::render::part::list::Scope;
use crate::render::part::strip::Look;
use crate::render::templates::Sheet;
use crate::route::Route;

/// Pages that show a part of the timeline.
#[derive(Serialize)]
pub(in crate::render) struct Choices<'a> {
    pub conflicts: Vec<Choice<'a>>,
    pub sides: Vec<Choice<'a>>,
    pub types: Vec<Choice<'a>>,
}

/// A page that shows a part of the timeline.
#[derive(Serialize)]
pub(in crate::render) struct Choice<'a> {
    pub name: &'a str,
    pub url: String,
    pub count: usize,
}

impl Renderer<'_> {
    /// The pages that the whole timeline offers.
    pub(in crate::render) fn choices(&self) -> Choices<'_> {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let ids = || (0..site.conflicts.len()).map(ConflictId::of);
        let conflict = |id: ConflictId| {
            let name = &site.conflict(id).name;
            self.choice(name, &facts.of_conflict[id.index()], Route::Conflict(id, Slice::Whole))
        };
        let sides = |id: ConflictId| {
            let of_side = &facts.of_side[id.index()];
            (0..).zip(site.conflict(id).sides.iter().zip(of_side)).map(move |(index, (side, calendar))| {
                self.choice(&side.name, calendar, Route::Side(id, index, Slice::Whole))
            })
        };
        let main = site.main_conflict.into_iter();
        Choices {
            conflicts: ids().map(conflict).filter(has_some).collect(),
            sides: main.flat_map(sides).filter(has_some).collect(),
            types: facts
                .of_kind
                .iter()
                .map(|(kind, calendar)| {
                    let name = self.phrases.get(kind.phrase());
                    self.choice(name, calendar, Route::Kind(*kind, Slice::Whole))
                })
                .collect(),
        }
    }

    fn choice<'a>(&self, name: &'a str, calendar: &Calendar, route: Route) -> Choice<'a> {
        Choice { name, url: self.addressing.link(&route), count: calendar.entries.len() }
    }

    /// Renders a page of the list of a type of events.
    pub(in crate::render) fn kind_page(
        &self,
        kind: EventType,
        slice: Slice,
    ) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let of_kind = &self.snapshot.facts.of_kind;
        let empty = Calendar::default();
        let calendar = of_kind.iter().find(|(known, _)| *known == kind).map_or(&empty, |(_, list)| list);
        let route = |slice| Route::Kind(kind, slice);
        let scope = Scope { calendar, route: &route, phases: &[] };
        let list = self.phased(&scope, slice)?;
        let name = capitalised(self.phrases.get(kind.phrase()));
        let title = titled(&name, &list.period);
        let said = self.told_of(&title, list.here, calendar, slice);
        let head = self.head(&route(slice), "timeline", &title, &said);
        let mut context = self.context(&head);
        context.insert("list", &list);
        context.insert("strip", &self.strip(&scope, slice, self.snapshot.site.main_conflict, Look::SMALL));
        context.insert("name", self.phrases.get("timeline"));
        context.insert("url", &self.addressing.link(&Route::Timeline(Slice::Whole)));
        Ok(Sheet::Template("period.html", context))
    }
}

fn has_some(choice: &Choice) -> bool {
    choice.count > 0
}

/// A word as a heading begins.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}
