//! The page of an actor.

use serde::Serialize;
use tera::Value;

use crate::address;
use crate::derive::{Companion, MEMBERS, Slice, sides_of};
use crate::diag::Diagnostic;
use crate::model::{Actor, ActorId, AliasKind};
use crate::render::Renderer;
use crate::render::page::places::titled;
use crate::render::part::authored::AuthoredView;
use crate::render::part::claims::HeldView;
use crate::render::part::figures::FigureGroup;
use crate::render::part::head::{ActorView, ImageView, direction, markup};
use crate::render::part::list::Scope;
use crate::render::part::network::NetworkView;
use crate::render::part::offices::{AffiliationView, Scale};
use crate::render::part::sources::SourceView;
use crate::render::part::statements::{PageLink, SaidView};
use crate::render::part::strip::Look;
use crate::render::templates::Sheet;
use crate::route::Route;

#[derive(Serialize)]
struct ActorPage<'a> {
    name: &'a str,
    kind: Option<&'static str>,
    kind_name: Option<&'static str>,
    /// Its side in each conflict.
    sides: Vec<SideView<'a>>,
    summary: Option<&'a str>,
    image: Option<ImageView<'a>>,
    color: Option<&'a str>,
    names: Vec<OtherName<'a>>,
    aliases: Vec<OtherName<'a>>,
    former: Vec<OtherName<'a>>,
    called: Vec<OtherName<'a>>,
    /// How often it has each role.
    roles: Vec<RoleCount>,
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
struct SideView<'a> {
    conflict: &'a str,
    conflict_url: String,
    name: &'a str,
    url: String,
    /// Its number, from 1, which its colour and shape go by.
    number: usize,
}

#[derive(Serialize)]
struct RoleCount {
    name: &'static str,
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

impl Renderer<'_> {
    /// Renders a page of an actor: the first has everything, the further ones a part of its timeline.
    pub(in crate::render) fn actor(&self, id: ActorId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let actor = self.snapshot.site.actor(id);
        let route = |slice| Route::Actor(id, slice);
        let scope = Scope { calendar: &self.snapshot.facts.of_actor[id.index()], route: &route, phases: &[] };
        let list = self.phased(&scope, slice)?;
        let title = titled(&actor.name, &list.period);
        let said = || self.told_of(&title, list.here, scope.calendar, slice);
        let said = actor.summary.clone().unwrap_or_else(said);
        let mut head = self.head(&route(slice), "actors", &title, &said);
        if slice == Slice::Whole {
            self.preview(&mut head, actor.image.as_ref());
            head.json_ld = Some(markup(&self.actor_page_json_ld(id)));
            head.feed = self.actor_feed_link(id);
        }
        let mut context = self.context(&head);
        context.insert("url", &self.addressing.link(&route(Slice::Whole)));
        context.insert("list", &list);
        context.insert("strip", &self.strip(&scope, slice, self.snapshot.site.main_conflict, Look::SMALL));
        if slice == Slice::Whole {
            context.insert("actor", &self.actor_page(id, actor));
            return Ok(Sheet::Template("actor.html", context));
        }
        context.insert("name", &actor.name);
        Ok(Sheet::Template("period.html", context))
    }

    fn actor_page<'a>(&'a self, id: ActorId, actor: &'a Actor) -> ActorPage<'a> {
        let facts = &self.snapshot.facts;
        let of_kind = |kind: AliasKind| {
            let names = actor.aliases.iter().filter(|alias| alias.kind == kind);
            names.map(|alias| self.other_name(alias)).collect()
        };
        let first = facts.statements.pages_of(id).into_iter().next().unwrap_or_default();
        let scale = self.scale(id);
        let (figures, more_figures) = self.figures_by(id);
        ActorPage {
            name: &actor.name,
            kind: actor.kind.map(|kind| kind.word()),
            kind_name: actor.kind.map(|kind| self.phrases.get(kind.phrase())),
            sides: self.sides_of(id),
            summary: actor.summary.as_deref(),
            image: self.image(actor.image.as_ref()),
            color: actor.color.as_deref(),
            names: foreign_names(&actor.name, &actor.names),
            aliases: of_kind(AliasKind::Alias),
            former: of_kind(AliasKind::Former),
            called: of_kind(AliasKind::Characterisation),
            roles: self.roles(id),
            affiliations: self.affiliations(id, scale.as_ref()),
            scale,
            members: self.members(id, MEMBERS),
            members_in_all: facts.members[id.index()].len(),
            links: actor.links.iter().filter_map(|(name, target)| link(name, target)).collect(),
            profile: markup(&self.body(&actor.body)),
            sources: self.sources(&actor.body.sources),
            said: self.said_by(id, &first),
            said_in_all: facts.statements.of_actor[id.index()].len(),
            said_pages: self.said_pages(id, 1),
            claims: self.held_by(id),
            figures,
            more_figures,
            authored: self.authored(id),
            companions: facts.together.companions[id.index()].iter().map(|c| self.companion(c)).collect(),
            network: self.network_of(id),
            articles: facts.articles_of[id.index()],
            feed: self.actor_feed_link(id),
        }
    }

    fn sides_of(&self, id: ActorId) -> Vec<SideView<'_>> {
        let site = &self.snapshot.site;
        let view = |(conflict, side): (crate::model::ConflictId, usize)| {
            let index = u32::try_from(side).unwrap_or(u32::MAX);
            SideView {
                conflict: &site.conflict(conflict).name,
                conflict_url: self.addressing.link(&Route::Conflict(conflict, Slice::Whole)),
                name: &site.conflict(conflict).sides[side].name,
                url: self.addressing.link(&Route::Side(conflict, index, Slice::Whole)),
                number: side + 1,
            }
        };
        sides_of(site, &self.snapshot.facts.sides, id).into_iter().map(view).collect()
    }

    fn roles(&self, id: ActorId) -> Vec<RoleCount> {
        let roles = self.snapshot.facts.spoken.roles[id.index()].iter();
        roles
            .map(|(role, count)| RoleCount { name: self.phrases.get(role.phrase()), count: *count })
            .collect()
    }

    fn companion(&self, companion: &Companion) -> CompanionView<'_> {
        CompanionView {
            actor: self.actor_view(companion.actor),
            articles: companion.articles,
            pair: companion.pair.map(|pair| self.addressing.link(&Route::Pair(pair, Slice::Whole))),
        }
    }

    fn other_name<'a>(&self, alias: &'a crate::model::Alias) -> OtherName<'a> {
        let used_by = alias.used_by.iter().map(|name| {
            let known = self.snapshot.site.actors.iter().find(|actor| actor.id == *name);
            known.map_or(name.as_str(), |actor| actor.name.as_str())
        });
        OtherName {
            text: &alias.text,
            lang: alias.lang.as_deref(),
            dir: direction(alias.lang.as_deref().unwrap_or("")),
            used_by: used_by.collect::<Vec<_>>().join(", "),
            valid: alias.valid.as_ref().map(|valid| self.words.when(valid)),
        }
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
    let is_item = name == "wikidata" && target.starts_with('Q');
    let url = if is_item { format!("https://www.wikidata.org/wiki/{target}") } else { target.to_owned() };
    address::is_web(&url).then_some(LinkView { name, url })
}
