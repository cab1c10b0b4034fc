//! Statements: on the pages of an actor and an article, and in the index of all.

use std::ops::Range;

use serde::Serialize;
use tera::Value;

use crate::derive::{Said, Statement, fragment};
use crate::diag::Diagnostic;
use crate::model::{ActorId, Article, ArticleId};
use crate::render::Renderer;
use crate::render::part::head::{ActorView, DateView, Link, direction, markup};
use crate::render::part::sources::is_offered;
use crate::render::templates::Sheet;
use crate::route::Route;
use crate::text::{escaped, fold, untagged};

/// Words of an actor as pages show them.
#[derive(Serialize)]
pub(in crate::render) struct SaidView<'a> {
    /// The part of an address that leads to them, on an article's page.
    pub anchor: Option<String>,
    /// The words, as markup.
    pub words: Value,
    pub lang: Option<&'a str>,
    pub dir: Option<&'static str>,
    pub translation: Option<&'a str>,
    pub kind: Option<&'a str>,
    pub by: ActorView<'a>,
    /// The office that the speaker held on the day.
    pub office: Option<String>,
    pub to: Vec<ActorView<'a>>,
    pub date: DateView,
    /// Where it is quoted.
    pub places: Vec<Link>,
    /// Numbers in the article's list of sources.
    pub sources: &'a [u32],
}

/// A page of a list that has several.
#[derive(Serialize)]
pub(in crate::render) struct PageLink {
    pub number: usize,
    pub name: String,
    pub url: String,
    pub current: bool,
}

/// An actor with how much it said.
#[derive(Serialize)]
struct SpeakerView<'a> {
    actor: ActorView<'a>,
    count: usize,
    url: String,
}

/// How many speakers the index names.
const SPEAKERS: usize = 60;

impl Renderer<'_> {
    /// A part of what an actor said.
    pub(in crate::render) fn said_by(&self, id: ActorId, range: &Range<usize>) -> Vec<SaidView<'_>> {
        let statements = &self.snapshot.facts.statements;
        let list = statements.of_actor[id.index()].get(range.clone()).unwrap_or_default();
        list.iter().map(|index| self.said(&statements.all[*index as usize])).collect()
    }

    /// The statements of an article's front matter that its text does not quote.
    pub(in crate::render) fn article_statements<'a>(
        &'a self,
        id: ArticleId,
        article: &'a Article,
    ) -> Vec<SaidView<'a>> {
        let quoted: Vec<String> = if article.statements.is_empty() {
            Vec::new()
        } else {
            article.body.quotations.iter().map(|quotation| fold(&words_of(article, quotation))).collect()
        };
        let own = (0..).zip(&article.statements).filter(|(_, said)| !quoted.contains(&fold(&said.text)));
        own.map(|(index, _)| SaidView {
            anchor: Some(fragment::statement(article, index as usize)),
            ..self.told(Said::Statement(id, index), Vec::new())
        })
        .collect()
    }

    fn said(&self, statement: &Statement) -> SaidView<'_> {
        // Front matter knows more of it than the text that quotes it.
        let best = statement.places.iter().find(|said| matches!(said, Said::Statement(..)));
        let best = best.or(statement.places.first()).copied().unwrap_or(Said::Quotation(ArticleId(0), 0));
        let quoted =
            |id| statement.places.iter().any(|s| matches!(s, Said::Quotation(other, _) if *other == id));
        let places = statement.places.iter().filter(|said| match said {
            Said::Quotation(..) => true,
            Said::Statement(id, _) => !quoted(*id),
        });
        let places = places.map(|said| self.place_of(*said)).collect();
        SaidView { date: self.date(&statement.when), ..self.told(best, places) }
    }

    /// Where it stands in the article.
    fn place_of(&self, said: Said) -> Link {
        let id = said.article();
        let fragment = match said {
            Said::Quotation(_, index) => format!("#quote-{}", index + 1),
            Said::Statement(_, index) => {
                format!("#{}", fragment::statement(self.snapshot.site.article(id), index as usize))
            }
        };
        Link {
            title: self.snapshot.site.article(id).title.clone(),
            url: format!("{}{fragment}", self.shared.articles[id.index()]),
            section: "article",
        }
    }

    fn told(&self, said: Said, places: Vec<Link>) -> SaidView<'_> {
        let article = self.snapshot.site.article(said.article());
        match said {
            Said::Quotation(_, index) => {
                let quotation = &article.body.quotations[index as usize];
                let by = quotation.by.unwrap_or(ActorId(0));
                SaidView {
                    anchor: None,
                    words: markup(&self.quoted(&article.body, quotation)),
                    lang: article.lang.as_deref(),
                    dir: article.lang.as_deref().map(direction),
                    translation: None,
                    kind: None,
                    by: self.actor_view(by),
                    office: self.office(by, &article.when),
                    to: Vec::new(),
                    date: self.date(&article.when),
                    places,
                    sources: &[],
                }
            }
            Said::Statement(_, index) => {
                let statement = &article.statements[index as usize];
                let when = statement.date.as_ref().unwrap_or(&article.when);
                let lang = statement.lang.as_deref().or(article.lang.as_deref());
                SaidView {
                    anchor: None,
                    words: markup(&format!("<p>{}</p>", escaped(&statement.text))),
                    lang,
                    dir: lang.map(direction),
                    translation: statement.translation.as_deref(),
                    kind: statement.kind.as_deref(),
                    by: self.actor_view(statement.by),
                    office: self.office(statement.by, when),
                    to: statement.to.iter().map(|to| self.actor_view(*to)).collect(),
                    date: self.date(when),
                    places,
                    sources: &statement.sources,
                }
            }
        }
    }

    /// The pages of an actor's statements, if there are several.
    pub(in crate::render) fn said_pages(&self, id: ActorId, current: usize) -> Vec<PageLink> {
        let pages = self.snapshot.facts.statements.pages_of(id);
        let statements = |range: &Range<usize>| {
            let list = &self.snapshot.facts.statements.of_actor[id.index()];
            self.period_of(list.get(range.clone()).unwrap_or_default().iter().map(|index| *index as usize))
        };
        let route = |number: usize| match number {
            1 => format!("{}#statements", self.shared.actors[id.index()]),
            _ => self.addressing.link(&Route::Said(id, u32::try_from(number).unwrap_or(u32::MAX))),
        };
        numbered(&pages, current, statements, route)
    }

    /// Renders a further page of what an actor said.
    pub(in crate::render) fn said_page(
        &self,
        id: ActorId,
        number: u32,
    ) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let number = number as usize;
        let pages = self.snapshot.facts.statements.pages_of(id);
        let range = pages.get(number - 1).cloned().unwrap_or_default();
        let name = &self.snapshot.site.actor(id).name;
        let title = self.words.part(&format!("{name}: {}", self.phrases.get("statements")), clamp(number));
        let head = self.head(&Route::Said(id, clamp(number)), "actors", &title, "");
        let mut context = self.context(&head);
        context.insert("name", name);
        context.insert("url", &*self.shared.actors[id.index()]);
        context.insert("statements", &self.said_by(id, &range));
        context.insert("named", &false);
        context.insert("pages", &self.said_pages(id, number));
        Ok(Sheet::Template("statements.html", context))
    }

    /// Renders a page of the index of all statements, counted from 1.
    pub(in crate::render) fn statements(&self, number: u32) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let statements = &self.snapshot.facts.statements;
        let pages = statements.pages();
        let range = pages.get(number as usize - 1).cloned().unwrap_or_default();
        let name = self.phrases.get("statements");
        let title = if number == 1 { name.to_owned() } else { self.words.part(name, number) };
        let head = self.head(&Route::Statements(number), "actors", &title, "");
        let mut context = self.context(&head);
        let shown = statements.all.get(range).unwrap_or_default();
        context.insert("statements", &shown.iter().map(|said| self.said(said)).collect::<Vec<_>>());
        context.insert("named", &true);
        context.insert("count", &statements.all.len());
        let route = |number: usize| self.addressing.link(&Route::Statements(clamp(number)));
        let period = |range: &Range<usize>| self.period_of(range.clone());
        context.insert("pages", &numbered(&pages, number as usize, period, route));
        if number == 1 {
            context.insert("speakers", &self.speakers());
        }
        Ok(Sheet::Template("statements.html", context))
    }

    /// Who said most.
    fn speakers(&self) -> Vec<SpeakerView<'_>> {
        let of_actor = &self.snapshot.facts.statements.of_actor;
        let mut ids: Vec<ActorId> = (0..of_actor.len()).map(ActorId::of).collect();
        ids.retain(|id| !of_actor[id.index()].is_empty());
        ids.sort_by_key(|id| (std::cmp::Reverse(of_actor[id.index()].len()), *id));
        ids.truncate(SPEAKERS);
        let view = |id: ActorId| SpeakerView {
            actor: self.actor_view(id),
            count: of_actor[id.index()].len(),
            url: format!("{}#statements", self.shared.actors[id.index()]),
        };
        let mut list: Vec<SpeakerView<'_>> = ids.into_iter().map(view).collect();
        list.sort_by(|a, b| self.words.compare(a.actor.name, b.actor.name));
        list
    }

    /// The time that some statements cover, in words; empty where no day is known.
    fn period_of(&self, indexes: impl Iterator<Item = usize>) -> String {
        let all = &self.snapshot.facts.statements.all;
        let days: Vec<_> = indexes.filter_map(|index| all.get(index)?.when.anchor()).collect();
        let range = days.iter().min().zip(days.iter().max());
        range.map(|(first, last)| self.words.days(*first, *last)).unwrap_or_default()
    }
}

/// The words of a quotation, without markup.
fn words_of(article: &Article, quotation: &crate::model::Quotation) -> String {
    let (start, end) = quotation.words;
    untagged(article.body.markup.get(start as usize..end as usize).unwrap_or(""))
}

/// Links to the pages of a list, if it has several.
fn numbered(
    pages: &[Range<usize>],
    current: usize,
    name: impl Fn(&Range<usize>) -> String,
    url: impl Fn(usize) -> String,
) -> Vec<PageLink> {
    if pages.len() < 2 {
        return Vec::new();
    }
    let link = |(number, range)| PageLink {
        number,
        name: name(range),
        url: url(number),
        current: number == current,
    };
    let offered = |number: usize| is_offered(clamp(number), clamp(current), clamp(pages.len()));
    (1..).zip(pages).filter(|(number, _)| offered(*number)).map(link).collect()
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
