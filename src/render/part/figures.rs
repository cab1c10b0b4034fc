//! Figures: tables of who says what about whom, as of when. They stand beside each other and are never added up.

mod plot;

use std::borrow::Cow;

use serde::Serialize;

pub use plot::FigurePlot;

use crate::derive::{FigureAt, Owner, Sourced, figures_beside};
use crate::model::{ActorId, Allegiance, ArticleId, ConflictId, Figure, Measure, Measured};
use crate::render::context::Context;
use crate::render::part::actor;
use crate::render::part::actor::ActorView;
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::{date, link};
use crate::text::{Vocabulary, capitalised, fold};

/// What is said of one measure and the same people, by whomever.
#[derive(Serialize)]
pub struct FigureGroup<'a> {
    /// What is counted.
    pub measure: Option<String>,
    /// Whom: side and status; empty where that is not said.
    pub whom: String,
    /// A picture of them over time, where that says more than a table.
    pub plot: Option<FigurePlot>,
    pub rows: Vec<FigureView<'a>>,
}

/// A number and who gives it.
#[derive(Serialize)]
pub struct FigureView<'a> {
    pub amount: String,
    /// Its drawing on the scale of its group, where there is something to compare or a range to show.
    pub bar: Option<RangeBar>,
    pub by: Option<ActorView<'a>>,
    pub as_of: Option<DateView>,
    pub scope: Option<String>,
    pub sources: Vec<u32>,
    /// Whether a later figure replaces it.
    pub replaced: bool,
    /// As of when that one is.
    pub replaced_as_of: Option<DateView>,
    /// The page that tells it, where that is another.
    pub origin: Option<Link>,
}

/// Tenths of a percent of the group's scale; what is not known is absent.
#[derive(Serialize)]
pub struct RangeBar {
    low: u32,
    /// From the lower to the upper bound; to the end of the scale where that is open.
    width: u32,
    best: Option<u32>,
    /// Whether a bound is open.
    open: bool,
}

/// A figure with the list that its sources count in, and the page that it comes from.
struct ToldFigure<'a> {
    figure: &'a Figure,
    sources: Cow<'a, [u32]>,
    origin: Option<Owner>,
}

impl<'a> ToldFigure<'a> {
    /// A figure of the page's own.
    fn here(Sourced { of: figure, sources }: Sourced<'a, Figure>) -> Self {
        Self { figure, sources, origin: None }
    }
}

/// The figures of all who tell of an event.
pub fn of_event<'a>(cx: Context<'a>, figures: Vec<Sourced<'_, Figure>>) -> Vec<FigureGroup<'a>> {
    groups(cx, figures.into_iter().map(ToldFigure::here).collect())
}

/// The figures of an article and of its reports of events.
pub fn of_article(cx: Context<'_>, id: ArticleId) -> Vec<FigureGroup<'_>> {
    let site = cx.site;
    let owners = Owner::of_article(site, id);
    let figures = owners.flat_map(|owner| owner.figures(site));
    groups(cx, figures.map(|figure| ToldFigure::here(Sourced::figure(figure))).collect())
}

/// The figures of a conflict, its own and those of what is told of it, and how many there is no room for.
pub fn of_conflict(cx: Context<'_>, id: ConflictId) -> (Vec<FigureGroup<'_>>, usize) {
    let own = |owner: Owner| owner == Owner::Conflict(id);
    let facts = cx.facts;
    let room = figures_beside(&facts.time.entries, &facts.lists.of_conflict[id.index()]);
    gathered(cx, &facts.evidence.figures.of_conflict[id.index()], room, own)
}

/// The figures that an actor gives, and how many there is no room for.
pub fn given_by(cx: Context<'_>, id: ActorId) -> (Vec<FigureGroup<'_>>, usize) {
    let facts = cx.facts;
    let room = figures_beside(&facts.time.entries, &facts.lists.of_actor[id.index()]);
    gathered(cx, &facts.evidence.figures.of_actor[id.index()], room, |_| false)
}

/// Figures that held on a day, the last of them, and how many there is no room for.
pub fn known<'a>(cx: Context<'a>, all: &[FigureAt], room: usize) -> (Vec<FigureGroup<'a>>, usize) {
    gathered(cx, all, room, |_| false)
}

fn gathered<'a>(
    cx: Context<'a>,
    all: &[FigureAt],
    room: usize,
    own: impl Fn(Owner) -> bool,
) -> (Vec<FigureGroup<'a>>, usize) {
    let left = all.len().saturating_sub(room);
    let told = all[left..].iter().map(|at| {
        let told = ToldFigure::here(Sourced::figure(at.figure(cx.site)));
        ToldFigure { origin: Some(at.owner).filter(|owner| !own(*owner)), ..told }
    });
    (groups(cx, told.collect()), left)
}

fn groups<'a>(cx: Context<'a>, told: Vec<ToldFigure<'_>>) -> Vec<FigureGroup<'a>> {
    let mut groups: Vec<((usize, String), Vec<ToldFigure<'_>>)> = Vec::new();
    // One whose number was refused has nothing to show.
    for told in told.into_iter().filter(|told| told.figure.amount != Measured::default()) {
        let figure = told.figure;
        let same = |known: &ToldFigure| {
            let known = known.figure;
            let is_one = known.id.is_none() || figure.id.is_none() || known.id == figure.id;
            is_one
                && (known.by, known.amount) == (figure.by, figure.amount)
                && (&known.as_of, &known.scope) == (&figure.as_of, &figure.scope)
        };
        let key = (rank(told.figure.measure), fold(&whom(cx, told.figure)));
        match groups.iter_mut().find(|(known, _)| *known == key) {
            // What several texts quote is one figure.
            Some((_, open)) if open.iter().any(same) => {}
            Some((_, open)) => open.push(told),
            None => groups.push((key, vec![told])),
        }
    }
    groups.sort_by(|(a, _), (b, _)| a.cmp(b));
    groups.into_iter().filter_map(|(_, told)| group(cx, told)).collect()
}

fn group<'a>(cx: Context<'a>, mut told: Vec<ToldFigure<'_>>) -> Option<FigureGroup<'a>> {
    let site = cx.site;
    told.sort_by_cached_key(|ToldFigure { figure, .. }| {
        let by = figure.by.map(|by| site.actor(by).id.clone());
        (figure.as_of.is_none(), figure.as_of.clone(), by, figure.id.clone())
    });
    let largest = told.iter().map(|told| largest(told.figure.amount)).fold(0.0, f64::max);
    // What is open at its end must not end at the edge.
    let open = |told: &ToldFigure| told.figure.amount.low.is_some() && told.figure.amount.high.is_none();
    let scale = if told.iter().any(open) { largest * 1.2 } else { largest };
    let drawn = told.len() > 1 || told.iter().any(|told| is_range(told.figure.amount));
    let scale = Some(scale).filter(|_| drawn);
    let first = told.first()?.figure;
    Some(FigureGroup {
        measure: first.measure.map(|measure| capitalised(cx.phrases.get(measure.phrase()))),
        whom: whom(cx, first),
        plot: plot::of(cx, &told),
        rows: told.iter().map(|told| row(cx, told, scale)).collect(),
    })
}

fn row<'a>(cx: Context<'a>, told: &ToldFigure<'_>, scale: Option<f64>) -> FigureView<'a> {
    let figure = told.figure;
    let successor = cx.facts.evidence.figures.successor(figure);
    let later = successor.and_then(|at| at.figure(cx.site).as_of.as_ref());
    FigureView {
        amount: cx.words.amount(figure.amount),
        bar: scale.map(|scale| bar(figure.amount, scale)),
        by: figure.by.map(|by| actor::view(cx, by)),
        as_of: figure.as_of.as_ref().map(|date| date::view(cx, date)),
        scope: figure.scope.clone(),
        // Numbers of sources count on the page that a figure comes from.
        sources: if told.origin.is_some() { Vec::new() } else { told.sources.to_vec() },
        replaced: successor.is_some(),
        replaced_as_of: later.map(|date| date::view(cx, date)),
        origin: told.origin.map(|owner| link::named(cx, owner.page())),
    }
}

fn whom(cx: Context<'_>, figure: &Figure) -> String {
    let side = figure.side.as_ref().map(|side| match side_name(cx, side) {
        both if fold(both) == "both" => cx.phrases.get("strip.both"),
        side => side,
    });
    // The usual words are those of the frame; others are the editor's.
    let status = figure.status.as_deref().map(|status| match fold(status).as_str() {
        "all" => cx.phrases.get("status.all"),
        "civilian" | "civilians" => cx.phrases.get("status.civilian"),
        "military" => cx.phrases.get("status.military"),
        _ => status,
    });
    [side, status].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The name of a side: its actor's, or the words that stand for it.
pub fn side_name<'s>(cx: Context<'s>, standing: &'s Allegiance) -> &'s str {
    cx.site.somebody(&standing.who)
}

/// The place of a measure in its vocabulary; figures without one come last.
fn rank(measure: Option<Measure>) -> usize {
    let all = Measure::WORDS;
    measure.map_or(all.len(), |m| all.iter().position(|(_, known)| *known == m).unwrap_or(all.len()))
}

fn largest(amount: Measured) -> f64 {
    [amount.low, amount.best, amount.high].into_iter().flatten().fold(0.0, f64::max)
}

fn is_range(amount: Measured) -> bool {
    amount.low.is_some() || amount.high.is_some()
}

/// Where a figure lies on a scale from nothing to the largest of its group.
fn bar(amount: Measured, scale: f64) -> RangeBar {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
    let at = |n: f64| if scale > 0.0 { (n / scale * 1000.0).clamp(0.0, 1000.0).round() as u32 } else { 0 };
    let (low, high, open) = match (amount.low, amount.high) {
        (Some(low), Some(high)) => (at(low), at(high), false),
        (Some(low), None) => (at(low), 1000, true),
        (None, Some(high)) => (0, at(high), true),
        (None, None) => (0, 0, false),
    };
    RangeBar { low, width: high.saturating_sub(low), best: amount.best.map(at), open }
}
