//! The page of an actor.

use serde::Serialize;
use tera::Value;

use crate::address;
use crate::derive::{Companion, MEMBERS, Slice, sides_of};
use crate::diag::Diagnostic;
use crate::model::{Actor, ActorId, AliasKind, Role};
use crate::render::context::Context;
use crate::render::data::{feed, json_ld};
use crate::render::part::actor::ActorView;
use crate::render::part::claims::HeldView;
use crate::render::part::figures::FigureGroup;
use crate::render::part::list::{ListScope, titled};
use crate::render::part::map::MapScope;
use crate::render::part::network::NetworkView;
use crate::render::part::numbered::PageLink;
use crate::render::part::offices::{AffiliationView, Scale};
use crate::render::part::sources::{AuthoredView, SourceView};
use crate::render::part::statements::SaidView;
use crate::render::part::strip::Look;
use crate::render::part::{
    actor, claims, described, figures, gallery, head, list, map, network, offices, share, sources,
    statements, strip,
};
use crate::render::templates::{Sheet, markup};
use crate::render::text::picture::{ImageView, PictureSpot};
use crate::render::text::tongue::{self, Tongue};
use crate::render::text::{body, picture};
use crate::render::words::direction;
use crate::route::{Embedded, Route};

/// So many sides of conflicts are named.
const SIDES: usize = 30;

#[derive(Serialize)]
struct ActorPage<'a> {
    name: &'a str,
    language: Option<Tongue>,
    kind: Option<&'static str>,
    kind_name: Option<&'a str>,
    /// Its side in each conflict.
    sides: Vec<ActorSideView<'a>>,
    /// The address of all conflicts, if it is on more sides.
    more_sides: Option<String>,
    summary: Option<&'a str>,
    image: Option<ImageView<'a>>,
    color: Option<&'a str>,
    names: Vec<OtherName<'a>>,
    aliases: Vec<OtherName<'a>>,
    former: Vec<OtherName<'a>>,
    called: Vec<OtherName<'a>>,
    /// How often it has each role.
    roles: Vec<RoleCount>,
    /// The same in words.
    as_roles: String,
    affiliations: Vec<AffiliationView<'a>>,
    /// The years on which bars of the affiliations stand.
    scale: Option<Scale>,
    members: Vec<AffiliationView<'a>>,
    members_in_all: usize,
    links: Vec<LinkView<'a>>,
    profile: Value,
    sources: Vec<SourceView>,
    said: Vec<SaidView<'a>>,
    said_in_all: usize,
    said_pages: Vec<PageLink>,
    claims: Vec<HeldView>,
    figures: Vec<FigureGroup<'a>>,
    /// How many more there is no room for.
    more_figures: usize,
    authored: Vec<AuthoredView<'a>>,
    companions: Vec<CompanionView<'a>>,
    /// A picture of it with those it appears with most.
    network: Option<NetworkView<'a>>,
    articles: u32,
    /// The address of its feed.
    feed: Option<String>,
}

#[derive(Serialize)]
struct ActorSideView<'a> {
    conflict: &'a str,
    conflict_url: String,
    name: &'a str,
    url: String,
    /// Its number, from 1, which its colour and shape go by.
    number: usize,
}

#[derive(Serialize)]
struct RoleCount {
    name: String,
    count: u32,
}

#[derive(Serialize)]
struct OtherName<'a> {
    text: &'a str,
    lang: Option<&'a str>,
    dir: &'static str,
    used_by: String,
    valid: Option<String>,
}

#[derive(Serialize)]
struct LinkView<'a> {
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct CompanionView<'a> {
    actor: ActorView<'a>,
    articles: u32,
    /// The page of what the two share.
    pair: Option<String>,
}

/// Renders a page of an actor: the first has everything, the further ones a part of its timeline.
pub fn sheet(cx: Context<'_>, id: ActorId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let actor = cx.site.actor(id);
    let route = |slice| Route::Actor(id, slice);
    let scope = ListScope { calendar: &cx.facts.lists.of_actor[id.index()], route: &route, phases: &[] };
    let mut list = list::view(cx, &scope, slice)?;
    if slice == Slice::Whole {
        list.apart_from(&actor.body);
    }
    let title = titled(&actor.name, &list.period);
    let said = || described::list(cx, &title, list.here, scope.calendar, slice);
    let said = actor.summary.clone().unwrap_or_else(said);
    let mut head = head::new(cx, &route(slice), "actors", &title, &said);
    if slice == Slice::Whole {
        head::own_picture(cx, &mut head, actor.image.as_ref());
        gallery::equip(cx, &mut head, &actor.body, &actor.image, false);
        head.json_ld = Some(markup(&json_ld::actor_page(cx, id)));
        head.feed = feed::link_of_actor(cx, id);
    }
    let map = (slice == Slice::Whole).then(|| {
        let scope = MapScope { list: &scope.calendar.entries, conflict: cx.site.main_conflict, when: None };
        map::of_list(cx, &scope)
    });
    let map = map.flatten();
    head::with_map(cx, &mut head, map.is_some());
    let here = Some(Embedded::Actor(id)).filter(|_| slice == Slice::Whole);
    let share = share::equip(cx, &mut head, None, here);
    let mut context = head::context(cx, &head);
    context.insert("map", &map);
    context.insert("url", &cx.link(&route(Slice::Whole)));
    context.insert("list", &list);
    context.insert("strip", &strip::view(cx, &scope, slice, cx.site.main_conflict, Look::SMALL));
    if slice == Slice::Whole {
        context.insert("actor", &view(cx, id, actor));
        context.insert("share", &share);
        return Ok(Sheet::Template("actor.html", context));
    }
    context.insert("name", &actor.name);
    Ok(Sheet::Template("period.html", context))
}

fn view<'a>(cx: Context<'a>, id: ActorId, actor: &'a Actor) -> ActorPage<'a> {
    let facts = cx.facts;
    let of_kind = |kind: AliasKind| {
        let names = actor.aliases.iter().filter(|alias| alias.kind == kind);
        names.map(|alias| other_name(cx, alias)).collect()
    };
    let first = facts.people.statements.pages_of(id).part(1);
    let scale = offices::scale(cx, id);
    let (figures, more_figures) = figures::given_by(cx, id);
    let (sides, more_sides) = sides(cx, id);
    ActorPage {
        name: &actor.name,
        language: tongue::of(cx, actor.lang.as_deref()),
        kind: actor.kind.map(|kind| kind.word()),
        kind_name: actor.kind.map(|kind| cx.phrases.get(kind.phrase())),
        sides,
        more_sides,
        summary: actor.summary.as_deref(),
        image: picture::view(cx, actor.image.as_ref(), PictureSpot::First),
        color: actor.color.as_deref(),
        names: foreign_names(&actor.name, &actor.names),
        aliases: of_kind(AliasKind::Alias),
        former: of_kind(AliasKind::Former),
        called: of_kind(AliasKind::Characterisation),
        roles: roles(cx, id),
        as_roles: as_roles(cx, id),
        affiliations: offices::affiliations(cx, id, scale.as_ref()),
        scale,
        members: offices::members(cx, id, MEMBERS),
        members_in_all: facts.people.members[id.index()].len(),
        links: actor.links.iter().filter_map(|(name, target)| link(name, target)).collect(),
        profile: markup(&body::woven(cx, &actor.body)),
        sources: sources::of_text(cx, &actor.body.sources),
        said: statements::by_actor(cx, id, &first),
        said_in_all: facts.people.statements.of_actor[id.index()].len(),
        said_pages: statements::pages_of(cx, id, 1),
        claims: claims::held_by(cx, id),
        figures,
        more_figures,
        authored: sources::authored(cx, id),
        companions: facts.people.together.companions[id.index()].iter().map(|c| companion(cx, c)).collect(),
        network: network::of_actor(cx, id),
        articles: facts.people.articles_of[id.index()],
        feed: feed::link_of_actor(cx, id),
    }
}

/// The sides that an actor is on, and where the conflicts are found if there are too many to name.
fn sides(cx: Context<'_>, id: ActorId) -> (Vec<ActorSideView<'_>>, Option<String>) {
    let site = cx.site;
    let view = |(conflict, side): (crate::model::ConflictId, usize)| {
        let index = u32::try_from(side).unwrap_or(u32::MAX);
        ActorSideView {
            conflict: &site.conflict(conflict).name,
            conflict_url: cx.link(&Route::Conflict(conflict, Slice::Whole)),
            name: &site.conflict(conflict).sides[side].name,
            url: cx.link(&Route::Side(conflict, index, Slice::Whole)),
            number: side + 1,
        }
    };
    let all = sides_of(site, &cx.facts.people.sides, id);
    let more = (all.len() > SIDES).then(|| cx.link(&Route::Conflicts));
    (all.into_iter().take(SIDES).map(view).collect(), more)
}

fn roles(cx: Context<'_>, id: ActorId) -> Vec<RoleCount> {
    let roles = cx.facts.people.roles[id.index()].iter();
    roles
        .map(|(role, count)| RoleCount { name: cx.phrases.get(role.phrase()).to_owned(), count: *count })
        .collect()
}

/// Its roles in words: "as speaker in 21 entries, as party in 6", the most frequent first.
fn as_roles(cx: Context<'_>, id: ActorId) -> String {
    let mut roles = cx.facts.people.roles[id.index()].clone();
    roles.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let said = |(at, (role, count)): (usize, &(Role, u32))| {
        let n = u64::from(*count);
        let n = if at == 0 { cx.words.counted("counted.entries", n) } else { cx.words.number(n) };
        cx.words.filled("as-role", &[("role", cx.phrases.get(role.phrase())), ("n", &n)])
    };
    let said: Vec<String> = roles.iter().enumerate().map(said).collect();
    said.join(cx.phrases.get("date.comma"))
}

fn companion<'a>(cx: Context<'a>, companion: &Companion) -> CompanionView<'a> {
    CompanionView {
        actor: actor::view(cx, companion.actor),
        articles: companion.articles,
        pair: companion.pair.map(|pair| cx.link(&Route::Pair(pair, Slice::Whole))),
    }
}

fn other_name<'a>(cx: Context<'a>, alias: &'a crate::model::Alias) -> OtherName<'a> {
    let used_by = alias.used_by.iter().map(|user| cx.site.somebody(user));
    OtherName {
        text: &alias.text,
        lang: alias.lang.as_deref(),
        dir: direction(alias.lang.as_deref().unwrap_or("")),
        used_by: used_by.collect::<Vec<_>>().join(", "),
        valid: alias.valid.as_ref().map(|valid| cx.words.when(valid)),
    }
}

/// Names in other languages; one that two languages share is shown once, and the main name not again.
fn foreign_names<'a>(own: &str, names: &'a [crate::model::Name]) -> Vec<OtherName<'a>> {
    let first =
        |at: usize| names[at].text != own && !names[..at].iter().any(|name| name.text == names[at].text);
    (0..names.len()).filter(|at| first(*at)).map(|at| foreign_name(&names[at])).collect()
}

fn foreign_name(name: &crate::model::Name) -> OtherName<'_> {
    OtherName {
        text: &name.text,
        lang: Some(&name.lang),
        dir: direction(&name.lang),
        used_by: String::new(),
        valid: None,
    }
}

/// A link of the registry: a Wikidata item, or an address of the web.
fn link<'a>(name: &'a str, target: &str) -> Option<LinkView<'a>> {
    let web = || address::is_web(target).then(|| target.to_owned());
    let url = if name == "wikidata" { address::wikidata(target) } else { web() };
    url.map(|url| LinkView { name, url })
}
