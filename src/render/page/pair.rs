//! The page of two actors that often appear together, and the list of these pairs.

use serde::Serialize;

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::render::Renderer;
use crate::render::part::head::ActorView;
use crate::render::part::list::Scope;
use crate::render::part::strip::Look;
use crate::render::templates::Sheet;
use crate::route::Route;

/// Two actors with their page.
#[derive(Serialize)]
pub(in crate::render) struct PairView<'a> {
    a: ActorView<'a>,
    b: ActorView<'a>,
    url: String,
    articles: u32,
}

impl Renderer<'_> {
    /// Renders the page of two actors: what both take part in.
    pub(in crate::render) fn pair(&self, index: u32, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let pair = &self.snapshot.facts.together.pairs[index as usize];
        let route = |slice| Route::Pair(index, slice);
        let scope = Scope { calendar: &pair.calendar, route: &route, phases: &[] };
        let list = self.phased(&scope, slice)?;
        let (a, b) = (self.actor_view(pair.a), self.actor_view(pair.b));
        let title = crate::render::page::places::titled(&format!("{} × {}", a.name, b.name), &list.period);
        let said = self.told_of(&title, list.here, scope.calendar, slice);
        let head = self.head(&route(slice), "actors", &title, &said);
        let mut context = self.context(&head);
        context.insert("a", &a);
        context.insert("b", &b);
        context.insert("articles", &pair.articles);
        let main = self.snapshot.site.main_conflict;
        context.insert("strip", &self.strip(&scope, slice, main, Look::SMALL));
        context.insert("list", &list);
        Ok(Sheet::Template("pair.html", context))
    }

    /// The pairs that have a page, the most frequent first.
    pub(in crate::render) fn pairs(&self, most: usize) -> Vec<PairView<'_>> {
        let pairs = self.snapshot.facts.together.pairs.iter().take(most);
        let view = |(index, pair): (u32, &crate::derive::Pair)| PairView {
            a: self.actor_view(pair.a),
            b: self.actor_view(pair.b),
            url: self.addressing.link(&Route::Pair(index, Slice::Whole)),
            articles: pair.articles,
        };
        (0..).zip(pairs).map(view).collect()
    }
}
