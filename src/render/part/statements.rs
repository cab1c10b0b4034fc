//! Statements: what an actor said, and where.

use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::Serialize;
use tera::Value;

use crate::derive::{Said, Statement};
use crate::model::{ActorId, Article, ArticleId, Site};
use crate::render::context::Context;
use crate::render::part::actor::ActorView;
use crate::render::part::numbered::{PageLink, links};
use crate::render::part::{actor, offices};
use crate::render::templates::markup;
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::tongue;
use crate::render::text::{body, date};
use crate::render::words::direction;
use crate::route::Route;
use crate::text::{escaped, fold, untagged};

/// Words of an actor as pages show them.
#[derive(Serialize)]
pub struct SaidView<'a> {
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

/// A part of what an actor said.
pub fn by_actor<'a>(cx: Context<'a>, id: ActorId, range: &Range<usize>) -> Vec<SaidView<'a>> {
    let statements = &cx.facts.people.statements;
    let list = statements.of_actor[id.index()].get(range.clone()).unwrap_or_default();
    list.iter().map(|index| view(cx, &statements.all[*index as usize])).collect()
}

/// The statements of an article's front matter that its text does not quote.
pub fn of_article<'a>(cx: Context<'a>, id: ArticleId, article: &'a Article) -> Vec<SaidView<'a>> {
    let quoted: FxHashSet<String> = if article.statements.is_empty() {
        FxHashSet::default()
    } else {
        article.body.quotations.iter().map(|quotation| fold(&words_of(article, quotation))).collect()
    };
    let own = (0..).zip(&article.statements).filter(|(_, said)| !quoted.contains(&fold(&said.text)));
    own.map(|(index, _)| SaidView {
        anchor: Some(cx.facts.evidence.fragments.statement(id, index as usize).to_owned()),
        ..told_view(cx, Said::Statement(id, index), Vec::new())
    })
    .collect()
}

/// A statement with every place that has it.
pub fn view<'a>(cx: Context<'a>, statement: &Statement) -> SaidView<'a> {
    // Front matter knows more of it than the text that quotes it.
    let best = statement.places.iter().find(|said| matches!(said, Said::Statement(..)));
    let best = best.or(statement.places.first()).copied().unwrap_or(Said::Quotation(ArticleId(0), 0));
    let quoted: FxHashSet<ArticleId> = statement
        .places
        .iter()
        .filter(|said| matches!(said, Said::Quotation(..)))
        .map(|said| said.article())
        .collect();
    let places = statement.places.iter().filter(|said| match said {
        Said::Quotation(..) => true,
        Said::Statement(id, _) => !quoted.contains(id),
    });
    let places = places.map(|said| place_of(cx, *said)).collect();
    SaidView { date: date::view(cx, &statement.when), ..told_view(cx, best, places) }
}

/// Where it stands in the article.
fn place_of(cx: Context<'_>, said: Said) -> Link {
    let id = said.article();
    let fragment = match said {
        Said::Quotation(_, index) if has_all_quotations(cx, id) => format!("#quote-{}", index + 1),
        Said::Quotation(..) => String::new(),
        Said::Statement(_, index) => {
            format!("#{}", cx.facts.evidence.fragments.statement(id, index as usize))
        }
    };
    Link {
        title: cx.site.article(id).title.clone(),
        url: format!("{}{fragment}", cx.views.articles[id.index()]),
        section: "article",
        language: tongue::of(cx, cx.site.article(id).lang.as_deref()),
    }
}

/// Whether the text of the edition has as many quotations as the article as it was written, by whose places they are known.
fn has_all_quotations(cx: Context<'_>, id: ArticleId) -> bool {
    let count = |site: &Site| site.article(id).body.quotations.len();
    count(cx.site) == count(&cx.snapshot.site)
}

/// The text that has the words: that of the edition, unless a translation has left quotations out.
fn told_in(cx: Context<'_>, said: Said) -> &Article {
    let is_told = matches!(said, Said::Statement(..)) || has_all_quotations(cx, said.article());
    if is_told { cx.site.article(said.article()) } else { cx.snapshot.site.article(said.article()) }
}

fn told_view(cx: Context<'_>, said: Said, places: Vec<Link>) -> SaidView<'_> {
    let article = told_in(cx, said);
    match said {
        Said::Quotation(_, index) => {
            let quotation = &article.body.quotations[index as usize];
            let by = quotation.by.unwrap_or(ActorId(0));
            SaidView {
                anchor: None,
                words: markup(&body::quoted(cx, &article.body, quotation)),
                lang: article.lang.as_deref(),
                dir: article.lang.as_deref().map(direction),
                translation: None,
                kind: None,
                by: actor::view(cx, by),
                office: offices::held_on(cx, by, &article.when),
                to: Vec::new(),
                date: date::view(cx, &article.when),
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
                by: actor::view(cx, statement.by),
                office: offices::held_on(cx, statement.by, when),
                to: statement.to.iter().map(|to| actor::view(cx, *to)).collect(),
                date: date::view(cx, when),
                places,
                sources: &statement.sources,
            }
        }
    }
}

/// The pages of an actor's statements, if there are several.
pub fn pages_of(cx: Context<'_>, id: ActorId, current: u32) -> Vec<PageLink> {
    let pages = cx.facts.people.statements.pages_of(id);
    let statements = |range: Range<usize>| {
        let list = &cx.facts.people.statements.of_actor[id.index()];
        period_of(cx, list.get(range).unwrap_or_default().iter().map(|index| *index as usize))
    };
    let route = |number: u32| match number {
        1 => format!("{}#statements", cx.views.actors[id.index()]),
        _ => cx.link(&Route::Said(id, number)),
    };
    links(&pages, current, statements, route)
}

/// The time that some statements cover, in words; empty where no day is known.
pub fn period_of(cx: Context<'_>, indexes: impl Iterator<Item = usize>) -> String {
    let all = &cx.facts.people.statements.all;
    let days: Vec<_> = indexes.filter_map(|index| all.get(index)?.when.anchor()).collect();
    let range = days.iter().min().zip(days.iter().max());
    range.map(|(first, last)| cx.words.days(*first, *last)).unwrap_or_default()
}

/// The words of a quotation, without markup.
fn words_of(article: &Article, quotation: &crate::model::Quotation) -> String {
    let (start, end) = quotation.words;
    untagged(article.body.markup.get(start as usize..end as usize).unwrap_or(""))
}
