//! The page of the search. Without scripts it is an index of all names, tags and months.

use serde::Serialize;

use crate::derive::{Findable, Shelf, Slice};
use crate::render::context::Context;
use crate::render::data::search::{self, SearchName};
use crate::render::part::{head, list};
use crate::render::templates::Sheet;
use crate::route::{Route, SearchPart};
use crate::text;

/// Names that begin with one letter.
#[derive(Serialize)]
struct Letter {
    letter: String,
    anchor: String,
    names: Vec<IndexedName>,
}

/// A name with what it leads to.
#[derive(Serialize)]
struct IndexedName {
    name: String,
    url: String,
    /// What is called so, where that is another name.
    of: Option<String>,
    /// What sort of thing it is.
    #[serde(skip)]
    sort: NameSort,
}

/// What sort of thing a name is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NameSort {
    Place,
    Actor,
    Other,
}

/// The months of a year.
#[derive(Serialize)]
struct IndexedYear {
    name: String,
    url: String,
    months: Vec<IndexedName>,
}

/// So many names have room on the page. Of more each thing stands under the name that pages show alone; if these are too many too, places are
/// left to their own index, then actors.
const NAMES: usize = 1200;

/// Renders the page.
pub fn sheet(cx: Context<'_>) -> Sheet<'_> {
    let head = head::new(cx, &Route::Search, "search", cx.phrases.get("find"), "");
    let mut context = head::context(cx, &head);
    let root = cx.link(&Route::SearchData(SearchPart::Root));
    context.insert("data", &format!("{root}?v={}", search::mark(cx)));
    let (letters, left_out) = letters(cx);
    let index = |sort: &NameSort| match sort {
        NameSort::Place => IndexLink { name: cx.phrases.get("places"), url: cx.link(&Route::Places(1)) },
        _ => IndexLink { name: cx.phrases.get("actors"), url: cx.link(&Route::Actors) },
    };
    context.insert("indexes", &left_out.iter().map(index).collect::<Vec<_>>());
    context.insert("letters", &letters);
    context.insert("years", &years(cx));
    Sheet::Template("search.html", context)
}

/// The page of an index that has what has no room here.
#[derive(Serialize)]
struct IndexLink<'a> {
    name: &'a str,
    url: String,
}

/// The names by their first letters, and the sorts of things that are left out.
fn letters(cx: Context<'_>) -> (Vec<Letter>, Vec<NameSort>) {
    let mut names = Vec::new();
    for (_, findable) in &cx.facts.findables.on(Shelf::Register).list {
        let (named, url) = match *findable {
            Findable::Actor(id) => (SearchName::actor(cx, id), cx.views.actors[id.index()].to_string()),
            Findable::Place(id) => (SearchName::place(cx, id), cx.views.places[id.index()].to_string()),
            Findable::Conflict(id) => {
                (SearchName::conflict(cx, id), cx.link(&Route::Conflict(id, Slice::Whole)))
            }
            Findable::Tag(id) => (SearchName::tag(cx, id), cx.views.tags[id.index()].to_string()),
            _ => continue,
        };
        let sort = match findable {
            Findable::Actor(_) => NameSort::Actor,
            Findable::Place(_) => NameSort::Place,
            _ => NameSort::Other,
        };
        names.extend(named.others.iter().map(|other| IndexedName {
            name: (*other).to_owned(),
            url: url.clone(),
            of: Some(named.name.to_owned()),
            sort,
        }));
        names.push(IndexedName { name: named.name.to_owned(), url, of: None, sort });
    }
    if names.len() > NAMES {
        names.retain(|name| name.of.is_none());
    }
    let mut left_out = Vec::new();
    for sort in [NameSort::Place, NameSort::Actor] {
        if names.len() > NAMES {
            names.retain(|name| name.sort != sort);
            left_out.push(sort);
        }
    }
    names.sort_by(|a, b| cx.words.compare(&a.name, &b.name).then_with(|| a.url.cmp(&b.url)));
    let mut letters: Vec<Letter> = Vec::new();
    for name in names {
        let letter = letter(&name.name);
        match letters.iter_mut().find(|known| known.letter == letter) {
            Some(known) => known.names.push(name),
            None => {
                letters.push(Letter { anchor: format!("index-{}", letters.len()), letter, names: vec![name] })
            }
        }
    }
    (letters, left_out)
}

/// The letter that a name stands under.
fn letter(name: &str) -> String {
    let first = text::fold(name).chars().next();
    first.filter(|c| c.is_alphabetic()).map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
}

fn years(cx: Context<'_>) -> Vec<IndexedYear> {
    let calendar = &cx.facts.time.calendar;
    let link = |slice: Slice| cx.link(&Route::Timeline(slice));
    let split = calendar.slices().len() > 1;
    let one = |year: &crate::derive::Year| {
        let page = if split { link(Slice::Year(year.year)) } else { link(Slice::Whole) };
        let month = |month: &crate::derive::Month| {
            // A year that fits on one page has all its months there.
            let url = match year.is_whole {
                true => format!("{page}#{}", list::anchor(year.year, month.month)),
                false => link(Slice::Month(year.year, month.month, 1)),
            };
            IndexedName {
                name: list::month_name(cx, year.year, month.month),
                url,
                of: None,
                sort: NameSort::Other,
            }
        };
        IndexedYear {
            name: cx.words.year(year.year),
            url: page.clone(),
            months: year.months.iter().map(month).collect(),
        }
    };
    calendar.years.iter().map(one).collect()
}
