//! The sides of a conflict, or two actors, side by side: what each took part in and said, day by day.

use rustc_hash::FxHashMap;

use crate::derive::{Entry, Said, Slice, Stand, above};
use crate::model::{ActorId, ConflictId, Day, When};
use crate::render::context::Context;
use crate::render::part::list::columns::{self, Column, ColumnHead, ColumnScope, SaidLine, scope_of};
use crate::render::part::list::titled;
use crate::render::part::{actor, claims, head, pairs, statements};
use crate::render::templates::Sheet;
use crate::render::text::tongue;
use crate::route::{Abreast, Route};
use crate::text::untagged;

/// So long a piece of somebody's words is, in characters.
const WORDS: usize = 180;

/// Renders a page of it.
pub fn sheet(cx: Context<'_>, of: Abreast, slice: Slice) -> Sheet<'_> {
    let route = |slice| Route::Abreast(of, slice);
    let scope = scope_of(cx, of, &route);
    let (columns, whole) = match of {
        Abreast::Sides(id) => {
            let place = |entry: &Entry| match cx.facts.people.sides.stand(cx.site, id, entry) {
                Stand::One(side) => Column::Own(side),
                Stand::Several => Column::Shared,
                Stand::Nobody => Column::Others,
            };
            let columns = ColumnScope { columns: sides(cx, id), place: &place, said: said_by_sides(cx, id) };
            (columns::view(cx, &scope, columns, slice), Route::Conflict(id, Slice::Whole))
        }
        Abreast::Pair(index) => {
            let pair = &cx.facts.people.together.pairs[index as usize];
            let both = [pair.a, pair.b];
            let place = |entry: &Entry| {
                let takes_part = |actor| entry.actors(cx.site).iter().any(|part| part.actor == actor);
                match both.map(takes_part) {
                    [true, true] => Column::Shared,
                    [true, false] => Column::Own(0),
                    [false, true] => Column::Own(1),
                    [false, false] => Column::Others,
                }
            };
            let said = said_by(cx, |by| both.iter().position(|actor| *actor == by), |_| true);
            let columns = ColumnScope { columns: actors(cx, both), place: &place, said };
            (columns::view(cx, &scope, columns, slice), Route::Pair(index, Slice::Whole))
        }
    };
    let (name, section) = match of {
        Abreast::Sides(id) => (cx.site.conflict(id).name.clone(), "conflicts"),
        Abreast::Pair(index) => (pairs::named(cx, &cx.facts.people.together.pairs[index as usize]), "actors"),
    };
    let title = format!("{name}: {}", cx.phrases.get("side-by-side"));
    let note = cx.phrases.get("side-by-side-note");
    let mut head = head::new(cx, &route(slice), section, &titled(&title, &columns.period), note);
    head.styles.push(cx.snapshot.marked("columns.css"));
    let mut context = head::context(cx, &head);
    context.insert("name", &name);
    context.insert("url", &cx.link(&whole));
    context.insert("abreast", &columns);
    Sheet::Template("side-by-side.html", context)
}

fn sides(cx: Context<'_>, id: ConflictId) -> Vec<ColumnHead> {
    let sides = (0..).zip(&cx.site.conflict(id).sides);
    let head = |(index, side): (u32, &crate::model::Side)| ColumnHead {
        name: side.name.clone(),
        url: cx.link(&Route::Side(id, index, Slice::Whole)),
        class: format!("s{}", index + 1),
    };
    sides.map(head).collect()
}

fn actors(cx: Context<'_>, both: [ActorId; 2]) -> Vec<ColumnHead> {
    let head = |id: ActorId| {
        let view = actor::view(cx, id);
        let class = view.side.map(|side| format!("s{side}")).unwrap_or_default();
        ColumnHead { name: view.name.to_owned(), url: view.url.to_owned(), class }
    };
    both.map(head).into()
}

fn said_by_sides(cx: Context<'_>, id: ConflictId) -> FxHashMap<(Day, usize), Vec<SaidLine>> {
    let side = |by| cx.facts.people.sides.of(id, by);
    said_by(cx, side, |conflict| above(cx.site, conflict).any(|above| above == id))
}

/// What was said on which day in which column: statements, and positions on what is disputed.
fn said_by(
    cx: Context<'_>,
    column: impl Fn(ActorId) -> Option<usize>,
    is_about: impl Fn(Option<ConflictId>) -> bool,
) -> FxHashMap<(Day, usize), Vec<SaidLine>> {
    let mut all: FxHashMap<(Day, usize), Vec<SaidLine>> = FxHashMap::default();
    let name = |by: ActorId| cx.site.actor(by).name.clone();
    for statement in &cx.facts.people.statements.all {
        let (Some(day), Some(at)) = (one_day(&statement.when), column(statement.by)) else { continue };
        let article = statement.places.first().copied().map(Said::article);
        if !is_about(article.and_then(|id| cx.site.article(id).conflict)) {
            continue;
        }
        let view = statements::view(cx, statement);
        let Some(place) = view.places.first() else { continue };
        let words =
            view.translation.map_or_else(|| untagged(view.words.as_str().unwrap_or_default()), str::to_owned);
        let language = tongue::of(cx, view.lang.filter(|_| view.translation.is_none()));
        let line = SaidLine {
            by: name(statement.by),
            url: place.url.clone(),
            words: piece(&words),
            quoted: true,
            language,
        };
        all.entry((day, at)).or_default().push(line);
    }
    for at in &cx.facts.evidence.claims.list {
        if !is_about(at.owner.conflict(cx.site)) {
            continue;
        }
        for position in &at.claim(cx.site).positions {
            let day = position.date.as_ref().and_then(one_day);
            let (Some(day), Some(of), Some(words)) = (day, column(position.by), &position.text) else {
                continue;
            };
            let line = SaidLine {
                by: name(position.by),
                url: claims::url_of(cx, *at),
                words: piece(words),
                quoted: false,
                language: None,
            };
            let told = all.entry((day, of)).or_default();
            if !told.iter().any(|known| known.words == line.words) {
                told.push(line);
            }
        }
    }
    all
}

fn one_day(when: &When) -> Option<Day> {
    when.earliest().filter(|day| when.latest() == Some(*day))
}

/// The beginning of a text, up to the end of a word.
fn piece(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(WORDS) else { return text };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &text[..cut])
}
