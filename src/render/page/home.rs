//! The home page: what the site covers, its latest reports, its main actors.

use serde::Serialize;
use tera::Value;

use crate::derive::Slice;
use crate::model::ActorId;
use crate::render::Renderer;
use crate::render::part::list::Scope;
use crate::render::part::strip::Look;
use crate::render::templates::Sheet;
use crate::route::Route;

/// How many of each the page shows.
const LATEST: usize = 8;
const ACTORS: usize = 16;

#[derive(Serialize)]
struct CountedActor<'a> {
    name: &'a str,
    url: &'a str,
    kind_name: Option<&'static str>,
    articles: u32,
}

#[derive(Serialize)]
struct YearLink {
    name: String,
    url: String,
    count: usize,
}

impl Renderer<'_> {
    /// Renders the home page.
    pub(in crate::render) fn home(&self) -> Sheet<'_> {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let head = self.head(&Route::Home, "home", &site.config.title, &site.config.description);
        let mut context = self.context(&head);
        let latest: Vec<Value> = facts.latest.iter().take(LATEST).map(|id| self.story(*id)).collect();
        let mut order: Vec<ActorId> = (0..site.actors.len()).map(ActorId::of).collect();
        order.sort_by_key(|id| (std::cmp::Reverse(facts.articles_of[id.index()]), *id));
        let counted = |id: ActorId| self.counted_actor(id);
        let actors: Vec<CountedActor<'_>> = order.into_iter().take(ACTORS).map(counted).collect();
        context.insert("latest", &latest);
        context.insert("main_actors", &actors);
        context.insert("years", &self.year_links());
        let scope = Scope { calendar: &facts.calendar, route: &Route::Timeline, phases: &[] };
        context
            .insert("strip", &self.strip(&scope, Slice::Whole, site.main_conflict, Look::SMALL.elsewhere()));
        context.insert(
            "span",
            &self.span().map(|span| self.spoken(span).unwrap_or_else(|| tera::Value::from(span))),
        );
        context.insert("conflicts", &self.choices().conflicts);
        Sheet::Template("home.html", context)
    }

    fn counted_actor(&self, id: ActorId) -> CountedActor<'_> {
        let view = self.actor_view(id);
        let articles = self.snapshot.facts.articles_of[id.index()];
        CountedActor { name: view.name, url: view.url, kind_name: view.kind_name, articles }
    }

    /// The years of the timeline: their pages, or their places on the one page.
    fn year_links(&self) -> Vec<YearLink> {
        let calendar = &self.snapshot.facts.calendar;
        let one = |year: &crate::derive::Year| {
            let first = year.months.first().and_then(|m| m.month);
            let url = if calendar.is_whole {
                let anchor = first
                    .map_or_else(|| format!("m{:04}", year.year), |m| format!("m{:04}-{m:02}", year.year));
                format!("{}#{anchor}", self.addressing.link(&Route::Timeline(Slice::Whole)))
            } else {
                self.addressing.link(&Route::Timeline(Slice::Year(year.year)))
            };
            YearLink { name: self.words.year(year.year), url, count: year.len() }
        };
        calendar.years.iter().map(one).collect()
    }
}
