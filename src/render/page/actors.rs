//! The index of actors: by kind and by side, with the network of those that appear most.

use serde::Serialize;

use crate::derive::{KIND_PAGE, Slice};
use crate::model::{ActorId, ActorKind, ConflictId};
use crate::render::Renderer;
use crate::render::page::pair::PairView;
use crate::render::part::statements::PageLink;
use crate::render::templates::Sheet;
use crate::route::Route;
use crate::text::Vocabulary;

#[derive(Serialize)]
struct Group<'a> {
    name: String,
    anchor: String,
    /// How many there are in all.
    count: usize,
    /// The page of all of them, where not all stand here.
    url: Option<String>,
    actors: Vec<Indexed<'a>>,
}

#[derive(Serialize)]
struct Indexed<'a> {
    name: &'a str,
    url: &'a str,
    summary: Option<String>,
    articles: u32,
    side: Option<usize>,
    side_name: Option<&'a str>,
    /// When it appears, as the `d` of a path; empty for one that does not.
    spark: String,
}

#[derive(Serialize)]
struct SideGroup<'a> {
    conflict: &'a str,
    conflict_url: String,
    name: &'a str,
    url: String,
    number: usize,
    count: usize,
    actors: Vec<Indexed<'a>>,
}

/// So many of each kind the index of a large register names: those that appear most.
const OF_KIND: usize = 24;
/// So many of each side.
const OF_SIDE: usize = 40;
/// The stretches of time of a spark.
const SPARKS: usize = 24;
/// So many pairs.
const PAIRS: usize = 40;
/// The longest summary in an index, in letters.
const SUMMARY: usize = 180;

impl Renderer<'_> {
    /// Renders the index of actors, in the order of the site's language.
    pub(in crate::render) fn actors(&self) -> Sheet<'_> {
        let head = self.head(&Route::Actors, "actors", self.phrases.get("actors"), "");
        let mut context = self.context(&head);
        let pairs: Vec<PairView<'_>> = self.pairs(PAIRS);
        context.insert("count", &self.snapshot.site.actors.len());
        context.insert("groups", &self.kinds());
        context.insert("sides", &self.side_groups());
        context.insert("network", &self.network());
        context.insert("pairs", &pairs);
        let statements = &self.snapshot.facts.statements.all;
        context.insert(
            "statements",
            &(!statements.is_empty()).then(|| self.addressing.link(&Route::Statements(1))),
        );
        Sheet::Template("actors.html", context)
    }

    fn kinds(&self) -> Vec<Group<'_>> {
        let is_small = self.snapshot.site.actors.len() <= KIND_PAGE;
        let kinds = ActorKind::WORDS.iter().map(|(_, kind)| Some(*kind)).chain([None]);
        let mut groups = Vec::new();
        for kind in kinds {
            let mut ids = self.of_actor_kind(kind);
            let count = ids.len();
            if count == 0 {
                continue;
            }
            let all_here = is_small || count <= OF_KIND;
            if !all_here {
                let articles_of = &self.snapshot.facts.articles_of;
                ids.sort_by_key(|id| (std::cmp::Reverse(articles_of[id.index()]), *id));
                ids.truncate(OF_KIND);
            }
            groups.push(Group {
                name: self.phrases.get(plural_phrase(kind)).to_owned(),
                anchor: kind.map_or("other", ActorKind::word).to_owned(),
                count,
                url: (!is_small).then(|| self.addressing.link(&Route::ActorKind(kind, 1))),
                actors: self.collated(ids),
            });
        }
        groups
    }

    fn of_actor_kind(&self, kind: Option<ActorKind>) -> Vec<ActorId> {
        let actors = self.snapshot.site.actors.iter().enumerate();
        actors.filter(|(_, actor)| actor.kind == kind).map(|(i, _)| ActorId::of(i)).collect()
    }

    /// Actors in the order of the language.
    fn collated(&self, ids: Vec<ActorId>) -> Vec<Indexed<'_>> {
        let mut actors: Vec<Indexed<'_>> = ids.into_iter().map(|id| self.indexed(id)).collect();
        actors.sort_by(|a, b| self.words.compare(a.name, b.name).then_with(|| a.url.cmp(b.url)));
        actors
    }

    fn indexed(&self, id: ActorId) -> Indexed<'_> {
        let actor = self.snapshot.site.actor(id);
        Indexed {
            name: &actor.name,
            url: &self.shared.actors[id.index()],
            summary: actor.summary.as_deref().map(|summary| shortened(summary, SUMMARY)),
            articles: self.snapshot.facts.articles_of[id.index()],
            side: self.main_side(id),
            side_name: self.main_side_name(id),
            spark: self.spark(id),
        }
    }

    /// An actor's entries over the time of the site: a line for each stretch, the longest where there are most.
    fn spark(&self, id: ActorId) -> String {
        let facts = &self.snapshot.facts;
        let (first, last) = self.span_of_sparks();
        let days = facts.of_actor[id.index()].entries.iter();
        let days = days.filter_map(|entry| Some(facts.entries[entry.index()].when.earliest()?.number()));
        let mut counts = [0_i64; SPARKS];
        for day in days.filter(|day| (first..=last).contains(day)) {
            let stretch = (day - first) * SPARKS as i64 / (last - first + 1);
            if let Some(count) = usize::try_from(stretch).ok().and_then(|index| counts.get_mut(index)) {
                *count += 1;
            }
        }
        let most = counts.iter().max().copied().unwrap_or(0).max(1);
        let lines = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        lines.map(|(x, count)| format!("M{x} 10v-{}", (count * 9 + most - 1) / most + 1)).collect()
    }

    /// The days between which most entries lie, all but a seventh at either end; made once.
    fn span_of_sparks(&self) -> (i64, i64) {
        *self.shared.sparks.get_or_init(|| {
            let entries = self.snapshot.facts.entries.iter();
            let mut days: Vec<i64> =
                entries.filter_map(|entry| Some(entry.when.earliest()?.number())).collect();
            days.sort_unstable();
            let cut = days.len() / 7;
            let first = days.get(cut).copied().unwrap_or(0);
            (first, days.get(days.len().saturating_sub(cut + 1)).copied().unwrap_or(first))
        })
    }

    /// Who is on which side of the conflicts that are no part of another.
    fn side_groups(&self) -> Vec<SideGroup<'_>> {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let roots = (0..site.conflicts.len()).map(ConflictId::of);
        let roots =
            roots.filter(|id| site.conflict(*id).parent.is_none() && !site.conflict(*id).sides.is_empty());
        let mut groups = Vec::new();
        for id in roots.take(4) {
            let conflict = site.conflict(id);
            for (index, side) in (0..).zip(&conflict.sides) {
                let all = (0..site.actors.len()).map(ActorId::of);
                let mut ids: Vec<ActorId> =
                    all.filter(|actor| facts.sides.of(id, *actor) == Some(index as usize)).collect();
                let count = ids.len();
                ids.sort_by_key(|actor| (std::cmp::Reverse(facts.articles_of[actor.index()]), *actor));
                ids.truncate(OF_SIDE);
                groups.push(SideGroup {
                    conflict: &conflict.name,
                    conflict_url: self.addressing.link(&Route::Conflict(id, Slice::Whole)),
                    name: &side.name,
                    url: self.addressing.link(&Route::Side(id, index, Slice::Whole)),
                    number: index as usize + 1,
                    count,
                    actors: self.collated(ids),
                });
            }
        }
        groups
    }

    /// Renders a page of all actors of a kind, counted from 1.
    pub(in crate::render) fn actor_kind(&self, kind: Option<ActorKind>, number: u32) -> Sheet<'_> {
        let name = self.phrases.get(plural_phrase(kind));
        let title = if number == 1 { name.to_owned() } else { self.words.part(name, number) };
        let head = self.head(&Route::ActorKind(kind, number), "actors", &title, "");
        let mut context = self.context(&head);
        let all = self.collated(self.of_actor_kind(kind));
        let pages = all.chunks(KIND_PAGE);
        let link = |(number, page): (u32, &[Indexed])| PageLink {
            number: number as usize,
            // The first letters tell where one page ends and the next begins.
            name: page
                .first()
                .zip(page.last())
                .map(|(a, b)| format!("{} – {}", a.name, b.name))
                .unwrap_or_default(),
            url: self.addressing.link(&Route::ActorKind(kind, number)),
            current: false,
        };
        let mut links: Vec<PageLink> = (1..).zip(pages.clone()).map(link).collect();
        if let Some(current) = links.get_mut(number as usize - 1) {
            current.current = true;
        }
        if links.len() < 2 {
            links.clear();
        }
        let shown = pages.clone().nth(number as usize - 1).unwrap_or_default();
        let group = serde_json::json!({"actors": shown});
        context.insert("group", &group);
        context.insert("count", &all.len());
        context.insert("pages", &links);
        context.insert("url", &self.addressing.link(&Route::Actors));
        Sheet::Template("actor-kind.html", context)
    }
}

/// The beginning of a text, whole words of it.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = &text[..end];
    format!("{}…", cut.rfind(' ').map_or(cut, |at| &cut[..at]).trim_end_matches([',', ';', ' ']))
}

fn plural_phrase(kind: Option<ActorKind>) -> &'static str {
    match kind {
        Some(ActorKind::State) => "kinds.state",
        Some(ActorKind::Territory) => "kinds.territory",
        Some(ActorKind::Organization) => "kinds.organization",
        Some(ActorKind::ArmedForce) => "kinds.armed-force",
        Some(ActorKind::ArmedGroup) => "kinds.armed-group",
        Some(ActorKind::Ministry) => "kinds.ministry",
        Some(ActorKind::Person) => "kinds.person",
        Some(ActorKind::Media) => "kinds.media",
        Some(ActorKind::Population) => "kinds.population",
        None => "kinds.other",
    }
}
