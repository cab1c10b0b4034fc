//! The page of an actor.

use serde::Serialize;
use tera::Value;

use super::Renderer;
use super::claims::HeldView;
use super::figures::FigureGroup;
use super::index::titled;
use super::list::Scope;
use super::sources::SourceView;
use super::strip::Look;
use super::templates::Sheet;
use super::view::{ActorView, ImageView, direction, markup};
use crate::derive::{Said, Slice};
use crate::diag::Diagnostic;
use crate::model::{Actor, ActorId, AliasKind};
use crate::route::Route;

#[derive(Serialize)]
struct ActorPage<'a> {
    name: &'a str,
    kind: Option<&'static str>,
    kind_name: Option<&'static str>,
    summary: Option<&'a str>,
    image: Option<ImageView<'a>>,
    color: Option<&'a str>,
    names: Vec<OtherName<'a>>,
    aliases: Vec<OtherName<'a>>,
    former: Vec<OtherName<'a>>,
    called: Vec<OtherName<'a>>,
    affiliations: Vec<AffiliationView<'a>>,
    members: Vec<AffiliationView<'a>>,
    links: Vec<LinkView<'a>>,
    profile: Value,
    sources: Vec<SourceView>,
    said: Vec<SaidView<'a>>,
    said_in_all: usize,
    claims: Vec<HeldView>,
    figures: Vec<FigureGroup<'a>>,
    /// How many more there is no room for.
    more_figures: usize,
    companions: Vec<CompanionView<'a>>,
    articles: u32,
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
struct AffiliationView<'a> {
    actor: ActorView<'a>,
    role: Option<&'a str>,
    valid: Option<String>,
}

#[derive(Serialize)]
struct LinkView<'a> {
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct SaidView<'a> {
    /// The words, as markup.
    words: Value,
    translation: Option<&'a str>,
    lang: Option<&'a str>,
    article: &'a str,
    url: String,
    date: Value,
}

#[derive(Serialize)]
struct CompanionView<'a> {
    actor: ActorView<'a>,
    articles: u32,
}

/// How many statements an actor's page shows, the newest first.
const STATEMENTS: usize = 100;

impl Renderer<'_> {
    /// Renders a page of an actor: the first has everything, the further ones a part of its timeline.
    pub(super) fn actor(&self, id: ActorId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let actor = self.snapshot.site.actor(id);
        let route = |slice| Route::Actor(id, slice);
        let scope = Scope { calendar: &self.snapshot.facts.of_actor[id.index()], route: &route, phases: &[] };
        let list = self.phased(&scope, slice)?;
        let title = titled(&actor.name, &list.period);
        let head = self.head(&route(slice), "actors", &title, actor.summary.as_deref().unwrap_or(""));
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
        let said = &facts.said[id.index()];
        let (figures, more_figures) = self.figures_by(id);
        ActorPage {
            name: &actor.name,
            kind: actor.kind.map(|kind| kind.word()),
            kind_name: actor.kind.map(|kind| self.phrases.get(kind.phrase())),
            summary: actor.summary.as_deref(),
            image: actor.image.as_ref().filter(|image| !image.src.is_empty()).map(ImageView::of),
            color: actor.color.as_deref(),
            names: foreign_names(&actor.names),
            aliases: of_kind(AliasKind::Alias),
            former: of_kind(AliasKind::Former),
            called: of_kind(AliasKind::Characterisation),
            affiliations: self.affiliations(actor),
            members: self.members(id),
            links: actor.links.iter().filter_map(|(name, target)| link(name, target)).collect(),
            profile: markup(&self.body(&actor.body)),
            sources: self.sources(&actor.body.sources),
            said: said.iter().rev().take(STATEMENTS).map(|said| self.said(*said)).collect(),
            said_in_all: said.len(),
            claims: self.held_by(id),
            figures,
            more_figures,
            companions: facts.companions[id.index()]
                .iter()
                .map(|c| CompanionView { actor: self.actor_view(c.actor), articles: c.articles })
                .collect(),
            articles: facts.articles_of[id.index()],
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

    fn affiliations<'a>(&'a self, actor: &'a Actor) -> Vec<AffiliationView<'a>> {
        let one = |a: &'a crate::model::Affiliation| AffiliationView {
            actor: self.actor_view(a.to),
            role: a.role.as_deref(),
            valid: a.valid.as_ref().map(|valid| self.words.when(valid)),
        };
        actor.affiliations.iter().map(one).collect()
    }

    fn members(&self, id: ActorId) -> Vec<AffiliationView<'_>> {
        let one = |(member, index): &(ActorId, u32)| {
            let affiliation = &self.snapshot.site.actor(*member).affiliations[*index as usize];
            AffiliationView {
                actor: self.actor_view(*member),
                role: affiliation.role.as_deref(),
                valid: affiliation.valid.as_ref().map(|valid| self.words.when(valid)),
            }
        };
        self.snapshot.facts.members[id.index()].iter().map(one).collect()
    }

    fn said(&self, said: Said) -> SaidView<'_> {
        let site = &self.snapshot.site;
        let (id, words, translation, lang, fragment, date) = match said {
            Said::Quotation(id, index) => {
                let article = site.article(id);
                let quotation = &article.body.quotations[index as usize];
                let words = self.quoted(&article.body, quotation);
                (id, words, None, article.lang.as_deref(), format!("#quote-{}", index + 1), self.happened(id))
            }
            Said::Statement(id, index) => {
                let article = site.article(id);
                let statement = &article.statements[index as usize];
                let words = format!("<p>{}</p>", crate::text::escaped(&statement.text));
                let date = statement.date.as_ref();
                let date =
                    date.map_or_else(|| self.happened(id), |date| Value::from_serializable(&self.date(date)));
                (id, words, statement.translation.as_deref(), statement.lang.as_deref(), String::new(), date)
            }
        };
        SaidView {
            words: markup(&words),
            translation,
            lang,
            article: &site.article(id).title,
            url: format!("{}{fragment}", self.shared.articles[id.index()]),
            date,
        }
    }
}

/// Names in other languages; one that two languages share is shown once.
fn foreign_names(names: &[crate::model::Name]) -> Vec<OtherName<'_>> {
    let first = |at: usize| !names[..at].iter().any(|name| name.text == names[at].text);
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
    super::figures::is_web(&url).then_some(LinkView { name, url })
}
