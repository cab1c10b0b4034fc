//! The overview strip: how much of a list happened when, with the phases of its conflict behind.
//!
//! A template makes the markup. Here is the geometry: what lies along time is in percent, so that a picture of any width
//! is the same; what is measured upwards is in pixels, so that words and lines keep their size.

mod axis;
mod drawn;

use serde::Serialize;

use drawn::{BandView, Drawn, bar, most, paths, percent, regions_of};

use crate::derive::{Activity, Entry, Layer, Layers, Room, Slice, Tally, Unit};
use crate::model::ConflictId;
use crate::render::context::Context;
use crate::render::part::entry;
use crate::render::part::list::{ListScope, anchor};

/// A strip, ready for its template.
#[derive(Serialize)]
pub struct StripView {
    /// `day`, `week`, `month`, `year` or `years`.
    unit: &'static str,
    /// Whether it is the small one: bars, caption and key.
    small: bool,
    /// Whether time runs from the right.
    mirrored: bool,
    /// How many steps of time are drawn.
    steps: i64,
    /// How wide a bar is, in steps.
    bar: &'static str,
    /// Where the bars begin, below the names of phases, in pixels.
    top: u32,
    /// How high they are.
    height: u32,
    layers: Vec<LayerView>,
    bands: Vec<BandView>,
    marks: Vec<MarkView>,
    regions: Vec<RegionView>,
    /// Entries as dots, in place of bars: of a small one with few.
    dots: Vec<Dot>,
    /// The key moments that are drawn.
    keys: Vec<KeyMark>,
    /// What lies far away and is not drawn.
    outside: Vec<OutsideView>,
    caption: String,
}

/// What some entries have in common.
#[derive(Serialize)]
struct LayerView {
    /// `s1`, `s2`, …, `several`, `others`; `violence`, `diplomacy`, `people` or `rest`.
    class: String,
    name: String,
    count: u32,
    /// Its bars, as the `d` of a path.
    path: String,
}

/// A mark of the axis.
#[derive(Serialize)]
struct MarkView {
    text: String,
    x: String,
    /// Whether a narrow screen does without it.
    minor: bool,
    /// Whether it stands before its mark, as there is no room after it.
    last: bool,
}

/// A month, a year or some years, with the place in the list.
#[derive(Serialize)]
struct RegionView {
    name: String,
    url: Option<String>,
    x: String,
    width: String,
    count: u32,
    /// By layer, as `layers`.
    counts: Vec<u32>,
}

/// An entry that is drawn by itself.
#[derive(Serialize)]
struct Dot {
    x: String,
    y: u32,
    class: String,
}

/// A key moment, named over the place where it begins.
#[derive(Serialize)]
struct KeyMark {
    name: String,
    url: String,
    x: String,
}

#[derive(Serialize)]
struct OutsideView {
    text: String,
    url: Option<String>,
}

/// How large a strip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// With phases, marks, a key and a table.
    Large,
    /// Bars, a caption and a key.
    Small,
}

/// Where the list stands that the regions lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListAt {
    /// On the same page, unless it is split.
    Here,
    /// On a page of its own.
    Elsewhere,
}

/// How a strip is drawn, and where its list is.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    size: Size,
    target: ListAt,
}

impl Look {
    /// A large one over its list.
    pub const LARGE: Self = Self { size: Size::Large, target: ListAt::Here };
    /// A small one over its list.
    pub const SMALL: Self = Self { size: Size::Small, target: ListAt::Here };

    /// The same where the list is a page of its own.
    pub const fn elsewhere(self) -> Self {
        Self { target: ListAt::Elsewhere, ..self }
    }
}

/// At most so many regions.
const REGIONS: usize = 18;

const SMALL_REGIONS: usize = 9;

impl Size {
    pub fn room(self) -> Room {
        match self {
            Self::Large => Room { least: 28, most: 200 },
            Self::Small => Room { least: 14, most: 120 },
        }
    }

    fn height(self) -> u32 {
        match self {
            Self::Large => 100,
            Self::Small => 32,
        }
    }

    fn regions(self) -> usize {
        match self {
            Self::Large => REGIONS,
            Self::Small => SMALL_REGIONS,
        }
    }
}

/// The strip on a page of a list, by the sides of a conflict if it has some; `None` for a list that a picture would
/// not help, and for all pages but the first.
pub fn view(
    cx: Context<'_>,
    scope: &ListScope,
    slice: Slice,
    conflict: Option<ConflictId>,
    look: Look,
) -> Option<StripView> {
    if slice != Slice::Whole {
        return None;
    }
    let Look { size, target } = look;
    let (site, facts) = (cx.site, cx.facts);
    let (of, list) = ((facts.time.entries.as_slice(), &facts.people.sides), &scope.calendar.entries);
    let layers = Layers::of(site, of, list, conflict);
    let activity = Activity::of(site, of, list, (layers, size.room()))?;
    let mirrored = crate::render::words::direction(&site.config.language) == "rtl";
    let drawn = Drawn { activity, mirrored };
    let (regions_by, tallies) = regions_of(&drawn.activity, size.regions());
    let large = size == Size::Large;
    let bands = if large { drawn.bands(scope.phases) } else { Vec::new() };
    Some(StripView {
        unit: drawn.activity.unit.word(),
        small: !large,
        mirrored,
        steps: drawn.activity.steps.end - drawn.activity.steps.start,
        bar: bar(&drawn.activity),
        top: if bands.is_empty() { 0 } else { 22 },
        height: size.height(),
        layers: layer_views(cx, &drawn.activity, layers, size.height()),
        bands,
        marks: if large { mark_views(cx, &drawn) } else { Vec::new() },
        caption: caption(cx, &drawn, large),
        dots: if large { Vec::new() } else { dots(cx, &drawn, layers, size.height()) },
        keys: if large { key_marks(cx, scope, &drawn) } else { Vec::new() },
        outside: outside_views(cx, &drawn.activity, scope, target),
        regions: region_views(cx, &drawn, regions_by, tallies, (scope, look)),
    })
}

fn layer_views(cx: Context<'_>, activity: &Activity, layers: Layers, height: u32) -> Vec<LayerView> {
    let totals = activity.totals();
    let paths = paths(activity, height);
    let all = layers.all(cx.site).into_iter().zip(totals.into_iter().zip(paths));
    all.filter(|(_, (count, _))| *count > 0)
        .map(|(layer, (count, path))| LayerView {
            class: class(layers, layer),
            name: layer_name(cx, layers, layer),
            count,
            path,
        })
        .collect()
}

/// What a layer is called.
pub fn layer_name(cx: Context<'_>, layers: Layers, layer: Layer) -> String {
    let sides = match layers {
        Layers::Sides(conflict) => cx.site.conflict(conflict).sides.as_slice(),
        Layers::Types => &[],
    };
    let key = match layer {
        Layer::Side(side) => return sides.get(side).map(|side| side.name.clone()).unwrap_or_default(),
        Layer::Several if sides.len() == 2 => "strip.both",
        Layer::Several => "strip.several",
        Layer::Others => "strip.others",
        Layer::Violence => "strip.violence",
        Layer::Diplomacy => "strip.diplomacy",
        Layer::People => "strip.people",
    };
    cx.phrases.get(key).to_owned()
}

fn mark_views(cx: Context<'_>, drawn: &Drawn) -> Vec<MarkView> {
    let mark = |tick: axis::Tick| {
        let place = drawn.activity.place(tick.day);
        MarkView { text: tick.text, x: drawn.at(place), minor: tick.is_minor, last: place > 0.9 }
    };
    axis::ticks(cx.words, &drawn.activity).into_iter().map(mark).collect()
}

fn region_views(
    cx: Context<'_>,
    drawn: &Drawn,
    unit: Unit,
    tallies: Vec<Tally>,
    (scope, Look { size, target }): (&ListScope, Look),
) -> Vec<RegionView> {
    let totals = drawn.activity.totals();
    // A small strip has neither a table nor titles.
    let is_named = size == Size::Large;
    let one = |tally: Tally| {
        let (first, next) = (unit.first_day(tally.step), unit.first_day(tally.step + 1));
        let (from, to) = drawn.clipped(drawn.activity.place(first), drawn.activity.place(next));
        RegionView {
            name: if is_named { step_name(cx, unit, tally.step) } else { String::new() },
            url: place_in_list(cx, scope, target, unit, tally.step),
            x: drawn.from(from, to),
            width: percent(to - from),
            count: tally.sum(),
            counts: tally
                .counts
                .into_iter()
                .zip(&totals)
                .filter(|(_, all)| is_named && **all > 0)
                .map(|(n, _)| n)
                .collect(),
        }
    };
    tallies.into_iter().map(one).collect()
}

/// The name of a step of time.
fn step_name(cx: Context<'_>, unit: Unit, step: i64) -> String {
    let first = unit.first_day(step);
    match unit {
        Unit::Day => cx.words.day(first),
        Unit::Week => cx.words.days(first, unit.first_day(step + 1).previous()),
        Unit::Month => cx.words.month(first.year(), first.month()),
        Unit::Years(1) => cx.words.year(first.year()),
        Unit::Years(years) => {
            let last = cx.words.year(first.year().saturating_add(years - 1));
            format!("{}–{last}", cx.words.year(first.year()))
        }
    }
}

/// The address of the first month of the list that lies in a step.
fn place_in_list(
    cx: Context<'_>,
    scope: &ListScope,
    target: ListAt,
    unit: Unit,
    step: i64,
) -> Option<String> {
    let calendar = scope.calendar;
    let (first, last) = (unit.first_day(step), unit.first_day(step.saturating_add(1)).previous());
    let year = calendar.years.iter().find(|y| (first.year()..=last.year()).contains(&y.year))?;
    let wanted = (unit == Unit::Month).then_some(first.month());
    // What is known to the year only stands before the months.
    let found = year.months.iter().find(|month| wanted.is_none() || month.month == wanted);
    let month = found.or_else(|| year.months.iter().find(|month| month.month.is_none()))?.month;
    let anchor = anchor(year.year, month);
    if calendar.is_whole && target == ListAt::Here {
        return Some(format!("#{anchor}"));
    }
    let slice = match (calendar.is_whole, year.is_whole) {
        (true, _) => Slice::Whole,
        (false, true) => Slice::Year(year.year),
        (false, false) => Slice::Month(year.year, month, 1),
    };
    Some(format!("{}#{anchor}", cx.link(&(scope.route)(slice))))
}

/// Fewer entries than this are marks of their own, alike for all: bars of one each would be a broken line, and shapes are
/// the sides'.
const SPARSE: usize = 12;

fn dots(cx: Context<'_>, drawn: &Drawn, layers: Layers, height: u32) -> Vec<Dot> {
    const ROW: u32 = 13;
    let activity = &drawn.activity;
    let all = layers.all(cx.site);
    let mut dots: Vec<Dot> = Vec::new();
    if activity.dated() >= SPARSE {
        return dots;
    }
    for (day, layer) in activity.days() {
        let (from, to) = (activity.place(day), activity.place(day.next()));
        if !(0.0..1.0).contains(&from) {
            continue;
        }
        let x = drawn.at(f64::midpoint(from, to));
        // Those of one day stand on each other.
        let below = dots.iter().rev().take_while(|dot| dot.x == x).count();
        let up = u32::try_from(below).unwrap_or(u32::MAX).saturating_mul(ROW);
        let y = height.saturating_sub(6 + up).max(4);
        dots.push(Dot { x, y, class: class(layers, all[layer]) });
    }
    dots
}

/// So many key moments are named on a strip.
const KEYS: usize = 60;

fn key_marks(cx: Context<'_>, scope: &ListScope, drawn: &Drawn) -> Vec<KeyMark> {
    let entries = &cx.facts.time.entries;
    let all = scope.calendar.entries.iter().map(|id| &entries[id.index()]).filter(|e| e.is_key(cx.site));
    let mark = |entry: &Entry| {
        let place = drawn.activity.place(entry.when.earliest()?);
        let name = format!("{}: {}", cx.words.when(&entry.when), entry.title(cx.site));
        let is_drawn = (0.0..1.0).contains(&place);
        is_drawn.then(|| KeyMark { name, url: entry::url(cx, entry).into_owned(), x: drawn.at(place) })
    };
    all.filter_map(mark).take(KEYS).collect()
}

fn outside_views(
    cx: Context<'_>,
    activity: &Activity,
    scope: &ListScope,
    target: ListAt,
) -> Vec<OutsideView> {
    let (before, after) = activity.outside();
    let (first, last) = activity.span();
    let one = |count: usize, key: &'static str, day| {
        let n = cx.words.number(count as u64);
        OutsideView {
            text: cx.words.filled(key, &[("n", &n)]),
            url: place_in_list(cx, scope, target, Unit::Month, Unit::Month.step(day)),
        }
    };
    let earlier = (before > 0).then(|| one(before, "strip.earlier", first));
    let later = (after > 0).then(|| one(after, "strip.later", last));
    earlier.into_iter().chain(later).collect()
}

/// What the picture shows, in a sentence.
fn caption(cx: Context<'_>, drawn: &Drawn, large: bool) -> String {
    let activity = &drawn.activity;
    // The sentence may be English where the dates are not: each keeps its own order of letters.
    let isolated = |text: String| if drawn.mirrored { format!("\u{2068}{text}\u{2069}") } else { text };
    let unit = if let Unit::Years(_) = activity.unit { activity.unit } else { Unit::Month };
    let tallies = activity.all(unit);
    let what = match activity.unit {
        _ if !large && activity.dated() < SPARSE => "strip.marks",
        Unit::Day => "strip.days",
        Unit::Week => "strip.weeks",
        Unit::Month => "strip.months",
        Unit::Years(1) => "strip.years",
        Unit::Years(_) => "strip.spans",
    };
    let mut said = cx.phrases.get(what).to_owned();
    if let (Unit::Years(years @ 2..), "strip.spans") = (activity.unit, what) {
        said = cx.words.counted(what, years.unsigned_abs());
    }
    let sum = cx.words.counted_with("strip.sum", activity.dated() as u64, &[("what", &said)]);
    let Some(most) = most(&tallies) else { return cx.words.filled("strip.alone", &[("", &sum)]) };
    let (period, count) = (isolated(step_name(cx, unit, most.step)), cx.words.number(u64::from(most.sum())));
    cx.words.filled("strip.most", &[("sum", &sum), ("period", &period), ("n", &count)])
}

/// The class of a layer's colour and shape.
pub fn class(layers: Layers, layer: Layer) -> String {
    match layer {
        Layer::Side(side) => format!("s{}", side + 1),
        Layer::Several => "several".to_owned(),
        Layer::Others if matches!(layers, Layers::Types) => "rest".to_owned(),
        Layer::Others => "others".to_owned(),
        Layer::Violence => "violence".to_owned(),
        Layer::Diplomacy => "diplomacy".to_owned(),
        Layer::People => "people".to_owned(),
    }
}
