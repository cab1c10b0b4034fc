//! The files that the search loads: where to look for words, the words with what they stand in, and what is shown of what is found.
//!
//! A file says of itself to which build it belongs, as far as that matters: a reader may hold the root of one and be given a part of
//! another. Then the script loads the root again.

use serde::Serialize;

use super::explorer::script_phrase;
use super::script::{call, json, plain_slug, push_number};
use crate::derive::{Findable, Shelf, Slice, TOGETHER, actor_names, language_word, place_names, plain_text};
use crate::model::{ActorId, ArticleId, ConflictId, PlaceId, TagId, When};
use crate::render::context::Context;
use crate::render::part::claims;
use crate::render::templates::Sheet;
use crate::render::text::{link, tongue};
use crate::render::words::Numerals;
use crate::route::{Route, SearchPart};
use crate::text;

/// What the script starts with.
#[derive(Serialize)]
struct SearchRoot {
    shelves: Vec<ShelfData>,
    /// Words that so many texts have that they tell none apart, a line each.
    common: String,
    /// Languages other than the site's in which something is written: the word under which it stands, and the language's name.
    languages: Vec<(String, String)>,
    /// How many findables one file shows.
    together: u32,
    timeline: String,
    numbers: Numerals,
    phrases: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct ShelfData {
    sign: char,
    /// How many findables there are.
    count: usize,
    /// Of its words, for addresses.
    mark: String,
    /// Of the order of its findables; empty where each file of them tells its own.
    order: String,
    /// The first word of each file, a line each.
    first: String,
    /// Of each file of findables, in order, which findables it has; files that there are not are empty.
    found: String,
}

/// Something found, as a result shows it.
#[derive(Debug, Default, Serialize)]
struct FoundRow {
    /// What it is, in words.
    sort: String,
    url: String,
    title: String,
    /// When, where, by whom, in words.
    facts: Vec<String>,
    /// The summary, else the first words.
    said: String,
    /// The BCP 47 tag, where it is not the site's.
    lang: String,
}

/// Names of one sort, with what leads to them.
#[derive(Serialize)]
struct NamesOf {
    sort: String,
    /// The address before and behind an id.
    way: (String, String),
    /// Number, name, id unless [`plain_slug`] makes it, how many entries, other names.
    rows: Vec<(u32, String, String, usize, Vec<String>)>,
}

/// One of the files.
pub fn file(cx: Context<'_>, part: SearchPart) -> Sheet<'_> {
    Sheet::Text(match part {
        SearchPart::Root => root(cx),
        SearchPart::Names => hand("names", &[json(&names(cx))]),
        SearchPart::Words(shelf, n) => words(cx, shelf, n),
        SearchPart::Found(shelf, n) => found(cx.as_written(), shelf, n),
    })
}

/// The mark of what the script starts with.
pub fn mark(cx: Context<'_>) -> String {
    short(&root(cx))
}

fn hand(function: &str, arguments: &[String]) -> String {
    call("datelineSearch", function, arguments)
}

fn short(of: &str) -> String {
    format!("{:08x}", text::checksum(of.as_bytes()) as u32)
}

fn root(cx: Context<'_>) -> String {
    let index = &cx.snapshot.index;
    let terms = Shelf::ALL.map(|shelf| index.on(shelf, &cx.snapshot.site, cx.facts));
    let mut common: Vec<&str> = terms.iter().flat_map(|terms| &terms.common).map(String::as_str).collect();
    common.sort_unstable();
    common.dedup();
    let phrases = cx.phrases.all().filter_map(|(key, phrase)| {
        Some((key.strip_prefix("searching.")?.to_owned(), script_phrase(phrase)))
    });
    let root = SearchRoot {
        shelves: Shelf::ALL.map(|shelf| shelf_data(cx, shelf)).into(),
        common: common.join("\n"),
        languages: languages(cx),
        together: TOGETHER,
        timeline: cx.addressing().path(&Route::Timeline(Slice::Whole)),
        numbers: cx.words.numerals().clone(),
        phrases: phrases.collect(),
    };
    hand("root", &[json(&root)])
}

fn shelf_data(cx: Context<'_>, shelf: Shelf) -> ShelfData {
    let (shelved, terms) =
        (cx.facts.findables.on(shelf), cx.snapshot.index.on(shelf, &cx.snapshot.site, cx.facts));
    let first: Vec<&str> = terms.first_words().collect();
    let marks = shelved.found_files().into_iter().fold(Vec::new(), |mut marks: Vec<String>, file| {
        marks.resize(file as usize, String::new());
        marks.push(order_of(cx, shelf, file));
        marks
    });
    let is_settled = shelf == Shelf::Settled;
    ShelfData {
        sign: shelf.sign(),
        count: shelved.list.len(),
        mark: format!("{:08x}", terms.sum() as u32),
        order: order(cx, shelf),
        first: first.join("\n"),
        found: if is_settled { String::new() } else { marks.join("\n") },
    }
}

/// The order of a shelf's findables, as a short sum. On the register more come without moving the others.
fn order(cx: Context<'_>, shelf: Shelf) -> String {
    match shelf {
        Shelf::Settled | Shelf::Recent => {
            let list = &cx.facts.findables.on(shelf).list;
            let urls: String = list.iter().map(|(_, findable)| url(cx, *findable)).collect();
            short(&urls)
        }
        Shelf::Register => String::new(),
    }
}

/// The same of one file of them.
fn order_of(cx: Context<'_>, shelf: Shelf, file: u32) -> String {
    let list = cx.facts.findables.on(shelf).in_file(file);
    let urls: String =
        list.iter().map(|(number, findable)| format!("{number}{}", url(cx, *findable))).collect();
    short(&urls)
}

fn languages(cx: Context<'_>) -> Vec<(String, String)> {
    let own = &cx.site.config.language;
    let articles = cx.snapshot.site.articles.iter().filter_map(|article| article.lang.as_ref());
    let mut tags: Vec<&String> = articles.filter(|tag| *tag != own).collect();
    tags.sort_unstable();
    tags.dedup();
    tags.into_iter().map(|tag| (language_word(tag), tongue::language_name(cx.phrases, tag))).collect()
}

fn words(cx: Context<'_>, shelf: Shelf, file: u32) -> String {
    let terms = cx.snapshot.index.on(shelf, &cx.snapshot.site, cx.facts);
    let (mut words, mut postings) = (String::new(), String::new());
    for term in terms.in_file(file) {
        words.push_str(term.word);
        words.push('\n');
        let mut before = 0;
        for posting in term.postings {
            push_number(&mut postings, (((posting >> 3) - before) << 3) | (posting & 7));
            before = posting >> 3;
        }
        postings.push(' ');
    }
    let order = order(cx, shelf);
    hand(
        "words",
        &[
            json(&shelf.sign()),
            file.to_string(),
            json(&order),
            json(&words.trim_end()),
            json(&postings.trim_end()),
        ],
    )
}

fn found(cx: Context<'_>, shelf: Shelf, file: u32) -> String {
    let list = cx.facts.findables.on(shelf).in_file(file);
    let rows: Vec<_> =
        list.iter().map(|(number, findable)| (number % TOGETHER, row(cx, *findable))).collect();
    let order = if shelf == Shelf::Settled { order(cx, shelf) } else { order_of(cx, shelf, file) };
    let rows = rows.into_iter().map(|(place, row)| {
        let FoundRow { sort, url, title, facts, said, lang } = row;
        (place, sort, url, title, facts.join(" · "), said, lang)
    });
    hand("found", &[json(&shelf.sign()), file.to_string(), json(&order), json(&rows.collect::<Vec<_>>())])
}

/// The address of what is found, that of the edition at the root: the script knows which pages every edition has.
fn url(cx: Context<'_>, findable: Findable) -> String {
    let cx = cx.in_edition(0);
    let cx = if cx.site.config.languages.is_empty() { cx } else { cx.as_written() };
    let article = |id: ArticleId| match cx.site.config.languages.is_empty() {
        true => cx.views.articles[id.index()].to_string(),
        // A translation is found as a text of its own.
        false => cx.link(&Route::Article(id)),
    };
    let url = match findable {
        Findable::Article(id) => article(id),
        Findable::Event(id) => cx.link(&Route::Event(id)),
        Findable::Claim(at) => claims::url_of(cx, at),
        Findable::Statement(id, index) => {
            let anchor = cx.facts.evidence.fragments.statement(id, index as usize);
            format!("{}#{anchor}", article(id))
        }
        Findable::Source(index) => {
            let works = &cx.facts.evidence.works;
            let page = works.pages.part_of(index as usize);
            format!("{}#s-{}", cx.link(&Route::Sources(page)), works.list[index as usize].key)
        }
        Findable::Actor(id) => cx.views.actors[id.index()].to_string(),
        Findable::Place(id) => cx.views.places[id.index()].to_string(),
        Findable::Conflict(id) => cx.link(&Route::Conflict(id, Slice::Whole)),
        Findable::Tag(id) => cx.views.tags[id.index()].to_string(),
        Findable::Page(index) => cx.link(&Route::Page(index)),
    };
    // The script knows the way to the root.
    url.trim_start_matches(text::ROOT).to_owned()
}

fn row(cx: Context<'_>, findable: Findable) -> FoundRow {
    let site = cx.site;
    let sort = |key: &'static str| text::capitalised(cx.phrases.get(key));
    let day = |when: &When| vec![cx.words.when_at_home(when)];
    let row = match findable {
        Findable::Article(id) => {
            let article = site.article(id);
            let kind = article.kind.map(|kind| text::capitalised(cx.phrases.get(kind.phrase())));
            FoundRow {
                sort: kind.unwrap_or_else(|| sort("report")),
                title: article.title.clone(),
                facts: with_place(cx, day(&article.when), article.place),
                said: said(article.summary.as_deref(), &article.body.markup),
                lang: article.lang.clone().filter(|tag| *tag != site.config.language).unwrap_or_default(),
                ..FoundRow::default()
            }
        }
        Findable::Event(id) => {
            let event = site.event(id);
            FoundRow {
                sort: sort("event"),
                title: event.title.clone(),
                facts: with_place(cx, day(&event.when), event.place),
                said: said(event.summary.as_deref(), &event.body.markup),
                ..FoundRow::default()
            }
        }
        Findable::Claim(at) => FoundRow {
            sort: sort("claims"),
            title: at.claim(site).about.clone(),
            facts: vec![link::named(cx, at.owner.page()).title],
            said: begun(
                at.claim(site).positions.iter().find_map(|position| position.text.as_deref()).unwrap_or(""),
            ),
            ..FoundRow::default()
        },
        Findable::Statement(id, index) => {
            let statement = &site.article(id).statements[index as usize];
            let when = statement.date.as_ref().unwrap_or(&site.article(id).when);
            FoundRow {
                sort: sort("statement"),
                title: format!("{}: {}", site.actor(statement.by).name, begun(&statement.text)),
                facts: [day(when), vec![site.article(id).title.clone()]].concat(),
                said: begun(statement.translation.as_deref().unwrap_or("")),
                ..FoundRow::default()
            }
        }
        Findable::Source(index) => {
            let source = cx.facts.evidence.works.list[index as usize].source(&cx.snapshot.site);
            let title = source.title.as_deref().or(source.url.as_deref()).unwrap_or_default();
            let facts = source.publisher.iter().chain(&source.author).cloned();
            FoundRow {
                sort: sort("source"),
                title: title.to_owned(),
                facts: facts.collect(),
                ..FoundRow::default()
            }
        }
        Findable::Actor(id) => {
            let actor = site.actor(id);
            FoundRow {
                sort: sort("explorer.actor"),
                title: actor.name.clone(),
                said: said(actor.summary.as_deref(), &actor.body.markup),
                ..FoundRow::default()
            }
        }
        Findable::Place(id) => FoundRow {
            sort: sort("place"),
            title: site.place(id).shown().to_owned(),
            said: said(None, &site.place(id).body.markup),
            ..FoundRow::default()
        },
        Findable::Conflict(id) => FoundRow {
            sort: sort("conflict"),
            title: site.conflict(id).name.clone(),
            said: said(site.conflict(id).summary.as_deref(), &site.conflict(id).body.markup),
            ..FoundRow::default()
        },
        Findable::Tag(id) => FoundRow {
            sort: sort("tag"),
            title: text::capitalised(&site.tag(id).name),
            ..FoundRow::default()
        },
        Findable::Page(index) => {
            let page = &site.pages[index as usize];
            FoundRow {
                sort: sort("search-page"),
                title: page.title.clone(),
                said: said(page.summary.as_deref(), &page.body.markup),
                lang: page.lang.clone().filter(|tag| *tag != site.config.language).unwrap_or_default(),
                ..FoundRow::default()
            }
        }
    };
    FoundRow { url: url(cx, findable), ..row }
}

fn with_place(cx: Context<'_>, mut facts: Vec<String>, place: Option<PlaceId>) -> Vec<String> {
    facts.extend(place.map(|id| cx.site.place(id).shown().to_owned()));
    facts
}

/// The summary, else how the text begins.
fn said(summary: Option<&str>, markup: &str) -> String {
    match summary {
        Some(summary) => begun(summary),
        // What is shown stands in its beginning.
        None => begun(&plain_text(&markup[..text::floor_boundary(markup, markup.len().min(BEGINNING * 8))])),
    }
}

/// So many bytes of a text are shown.
const BEGINNING: usize = 72;

/// The beginning of a text, as far as a word ends.
fn begun(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() <= BEGINNING {
        return text;
    }
    let start = &text[..text::floor_boundary(&text, BEGINNING)];
    let end = start.rfind(' ').filter(|end| *end > BEGINNING / 2).unwrap_or(start.len());
    format!("{} …", &start[..end])
}

/// So many bytes of names are loaded before anything is typed.
const NAMES: usize = 24_000;

/// The names that occur most, in the order of their sorts.
fn names(cx: Context<'_>) -> Vec<NamesOf> {
    let (site, lists) = (cx.site, &cx.facts.lists);
    let mut all: Vec<(usize, usize, u32, SearchName<'_>)> = Vec::new();
    for (number, findable) in &cx.facts.findables.on(Shelf::Register).list {
        let (sort, count, named) = match *findable {
            Findable::Actor(id) => (0, lists.of_actor[id.index()].entries.len(), SearchName::actor(cx, id)),
            Findable::Place(id) => (1, lists.of_place[id.index()].entries.len(), SearchName::place(cx, id)),
            Findable::Conflict(id) => {
                (2, lists.of_conflict[id.index()].entries.len(), SearchName::conflict(cx, id))
            }
            Findable::Tag(id) => (3, lists.of_tag[id.index()].entries.len(), SearchName::tag(cx, id)),
            _ => continue,
        };
        all.push((sort, count, *number, named));
    }
    all.sort_by_key(|(sort, count, number, _)| (std::cmp::Reverse(*count), *sort, *number));
    let mut room = NAMES;
    all.retain(|(.., named)| {
        let fits = named.bytes() <= room;
        room = room.saturating_sub(named.bytes());
        fits
    });
    let any = |route: Route, id: &str| {
        let path = cx.addressing().path(&route);
        path.split_once(id).map_or((path.clone(), String::new()), |(a, b)| (a.to_owned(), b.to_owned()))
    };
    let ways: [Option<(String, String)>; 4] = [
        site.actors.first().map(|first| any(Route::Actor(ActorId(0), Slice::Whole), &first.id)),
        site.places.first().map(|first| any(Route::Place(PlaceId(0), Slice::Whole), &first.id)),
        site.conflicts.first().map(|first| any(Route::Conflict(ConflictId(0), Slice::Whole), &first.id)),
        site.tags.first().map(|first| any(Route::Tag(TagId(0), Slice::Whole), &first.slug)),
    ];
    let sorts = ["explorer.actor", "place", "conflict", "tag"];
    let of_sort = |(sort, (key, way)): (usize, (&'static str, Option<_>))| {
        let own = all.iter().filter(|(of, ..)| *of == sort);
        let rows = own.map(|(_, count, number, named)| {
            let id = if plain_slug(named.name) == named.id { "" } else { named.id };
            let others = named.others.iter().map(|name| (*name).to_owned()).collect();
            (*number, named.name.to_owned(), id.to_owned(), *count, others)
        });
        Some(NamesOf { sort: cx.phrases.get(key).to_owned(), way: way?, rows: rows.collect() })
    };
    (0..).zip(sorts.into_iter().zip(ways)).filter_map(of_sort).filter(|of| !of.rows.is_empty()).collect()
}

/// A thing with all its names.
pub struct SearchName<'a> {
    /// The name that pages show.
    pub name: &'a str,
    id: &'a str,
    /// Its other names, but for what opponents call it.
    pub others: Vec<&'a str>,
}

impl<'a> SearchName<'a> {
    fn new(name: &'a str, id: &'a str, others: impl Iterator<Item = &'a str>) -> Self {
        let mut distinct: Vec<&str> = Vec::new();
        for other in others {
            if other != name && !distinct.contains(&other) {
                distinct.push(other);
            }
        }
        Self { name, id, others: distinct }
    }

    /// The names of an actor.
    pub fn actor(cx: Context<'a>, id: ActorId) -> Self {
        let actor = cx.site.actor(id);
        Self::new(&actor.name, &actor.id, actor_names(actor))
    }

    /// The names of a place.
    pub fn place(cx: Context<'a>, id: PlaceId) -> Self {
        let place = cx.site.place(id);
        Self::new(place.shown(), &place.id, place_names(place))
    }

    /// The names of a conflict.
    pub fn conflict(cx: Context<'a>, id: ConflictId) -> Self {
        let conflict = cx.site.conflict(id);
        Self::new(&conflict.name, &conflict.id, conflict.aliases.iter().map(String::as_str))
    }

    /// The name of a tag.
    pub fn tag(cx: Context<'a>, id: TagId) -> Self {
        let tag = cx.site.tag(id);
        Self::new(&tag.name, &tag.slug, std::iter::empty())
    }

    fn bytes(&self) -> usize {
        12 + self.name.len() + self.others.iter().map(|name| name.len() + 3).sum::<usize>()
    }
}
