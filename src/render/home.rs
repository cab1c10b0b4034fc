//! The home page: what the site covers, its latest reports, its main actors.

use serde::Serialize;

use super::Renderer;
use super::related::StoryView;
use super::view::ActorView;
use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::model::ActorId;
use crate::route::Route;

/// How many of each the page shows.
const LATEST: usize = 8;
const ACTORS: usize = 16;

#[derive(Serialize)]
struct CountedActor {
    #[serde(flatten)]
    actor: ActorView,
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
    pub(super) fn home(&self) -> Result<String, Box<Diagnostic>> {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let head = self.head(&Route::Home, "home", &site.config.title, &site.config.description);
        let mut context = self.context(&head);
        let latest: Vec<StoryView> = facts.latest.iter().take(LATEST).map(|id| self.story(*id)).collect();
        let mut order: Vec<ActorId> = (0..site.actors.len()).map(ActorId::of).collect();
        order.sort_by_key(|id| (std::cmp::Reverse(facts.articles_of[id.index()]), *id));
        let counted = |id: ActorId| CountedActor { actor: self.actor_view(id), articles: facts.articles_of[id.index()] };
        let actors: Vec<CountedActor> = order.into_iter().take(ACTORS).map(counted).collect();
        context.insert("latest", &latest);
        context.insert("main_actors", &actors);
        context.insert("years", &self.year_links());
        context.insert("span", &self.span());
        self.templates.render("home.html", &context)
    }

    /// The years of the timeline: their pages, or their places on the one page.
    fn year_links(&self) -> Vec<YearLink> {
        let calendar = &self.snapshot.facts.calendar;
        let one = |year: &crate::derive::Year| {
            let first = year.months.first().and_then(|m| m.month);
            let url = if calendar.is_whole() {
                let anchor = first.map_or_else(|| format!("{:04}", year.year), |m| format!("{:04}-{m:02}", year.year));
                format!("{}#{anchor}", self.addressing.link(&Route::Timeline(Slice::Whole)))
            } else {
                self.addressing.link(&Route::Timeline(Slice::Year(year.year)))
            };
            YearLink { name: self.words.year(year.year), url, count: year.len() }
        };
        calendar.years.iter().map(one).collect()
    }
}
