//! The files that the timeline's explorer loads: what it filters by, entries for its results, words to search.
//!
//! They are scripts that call a function with JSON, as a page opened from a disk may load nothing else.
//!
//! The explorer filters the lists of the plain pages: what it leaves is what a page without scripts shows. Entries are known to it by
//! their place in the timeline; all its files carry one mark, as those of two builds do not go together.

mod facet;

use facet::{Facet, FacetOrder, FacetValue};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::config::ReaderTool;
use crate::derive::{Activity, Entry, Layers, Slice, above, first_told};
use crate::diag::Diagnostic;
use crate::model::{ConflictId, Day, EntryId};
use crate::phrase::Phrase;
use crate::render::context::{Context, Explorer};
use crate::render::data::script::{self, json};
use crate::render::part::entry::Length;
use crate::render::part::strip::Size;
use crate::render::part::{entry, list, strip};
use crate::render::templates::Sheet;
use crate::render::words::{Gaps, Numerals};
use crate::route::{Part, Route};
use crate::text;

/// What the template of the timeline needs.
#[derive(Serialize)]
pub struct ExplorerView {
    script: String,
    style: String,
    data: String,
}

/// Entries stand in the order of the timeline; an entry is known by its place in it.
#[derive(Serialize)]
struct Data {
    /// For the addresses of the other parts.
    mark: String,
    count: usize,
    /// How many entries one file of each kind holds.
    parts: PartSizes,
    /// The day on which an entry begins, as the distance from the one before; undated ones at the end have none.
    days: Vec<i64>,
    /// For entries of more than a day: the distance in the list from the one before, and the days that follow the first.
    spans: Vec<i64>,
    /// The day on which each was first told, counted from 1970; `None` of one that nothing says it of, and of all where readers are not to
    /// ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<Vec<Option<i64>>>,
    /// What entries can be filtered by, in order.
    keys: Vec<&'static str>,
    /// The same, but for those of a file of their own.
    facets: Vec<Facet>,
    /// `None` where the bars are all alike.
    layers: Option<LayersData>,
    /// The first day that the strip shows at first, and the day after the last.
    view: Option<(i64, i64)>,
    phases: Vec<(i64, i64, String)>,
    /// The key moments, by their places in the list, with their titles.
    key: Vec<(usize, String)>,
    dates: Gaps,
    numbers: Numerals,
    phrases: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct PartSizes {
    entries: usize,
    words: usize,
}

/// What the bars of the strip are told apart by, from the lowest.
#[derive(Serialize)]
struct LayersData {
    classes: Vec<String>,
    names: Vec<String>,
    /// The layer of each entry, coded as a facet that each entry has one value of.
    of: String,
}

/// Entries for the results: part of the timeline.
#[derive(Serialize)]
struct FoundEntries {
    /// Where a month begins in this part, and its heading.
    heads: Vec<(usize, String)>,
    entries: Vec<String>,
}

/// The words for what is not drawn.
const OUTSIDE: [&str; 4] = ["not-drawn", "strip.earlier", "strip.later", "whole-timeline"];

/// How many days lie between a date and 1970 at most: what a script can count with.
const FARTHEST: i64 = 90_000_000;

/// What the first page of the timeline loads; `None` where there is nothing to explore.
pub fn view(cx: Context<'_>, slice: Slice) -> Option<ExplorerView> {
    let many = cx.facts.time.entries.len() >= Part::LEAST;
    (many && slice == Slice::Whole).then(|| ExplorerView {
        script: cx.snapshot.marked("explorer.js"),
        style: cx.snapshot.marked("explorer.css"),
        data: format!("{}?v={}", cx.link(&Route::Explorer(Part::Data)), made(cx).mark),
    })
}

/// One of the files.
pub fn file(cx: Context<'_>, part: Part) -> Result<Sheet<'_>, Box<Diagnostic>> {
    Ok(Sheet::Text(match part {
        Part::Data => made(cx).script.clone(),
        Part::Names => made(cx).names.clone(),
        Part::Entries(n) => call("entries", n, &entries_part(cx, part_of(n, Part::ENTRIES))?),
        Part::Words(n) => call("words", n, &words_part(cx, part_of(n, Part::WORDS))),
    }))
}

fn made(cx: Context<'_>) -> &Explorer {
    cx.views.explorer.get_or_init(|| make(cx))
}

fn make(cx: Context<'_>) -> Explorer {
    let (days, spans) = spans(cx);
    let (layers, view) = strip_data(cx);
    let count = cx.facts.time.entries.len();
    let facets = facets(cx);
    let keys = facets.iter().map(Facet::key).collect();
    let (facets, names): (Vec<Facet>, Vec<Facet>) = facets
        .into_iter()
        .partition(|facet| count <= Part::NAMES || !matches!(facet.key(), "actor" | "place"));
    let names = call("names", 1, &names);
    let phrases = cx.phrases.all().filter_map(|(key, phrase)| {
        // What lies outside of the strip is said as under that of the page itself.
        let own = key.strip_prefix("explorer.").or_else(|| OUTSIDE.contains(&key).then_some(key))?;
        Some((own.to_owned(), script_phrase(phrase)))
    });
    let mut data = Data {
        mark: String::new(),
        count,
        parts: PartSizes { entries: Part::ENTRIES, words: Part::WORDS },
        days,
        spans,
        told: told(cx),
        keys,
        facets,
        layers,
        view,
        phases: phases(cx),
        key: key_moments(cx),
        dates: cx.words.gaps(),
        numbers: cx.words.numerals().clone(),
        phrases: phrases.collect(),
    };
    // A file of another build would show other entries at the same places.
    let mut all = json(&data) + &names;
    for entry in in_order(cx) {
        all.push_str(&entry.anchor);
        all.push_str(entry.title(cx.site));
    }
    data.mark = format!("{:08x}", text::checksum(all.as_bytes()) as u32);
    Explorer { script: call("data", 0, &data), names, mark: data.mark }
}

/// A phrase as scripts take it: a text, or its forms by the words of their categories.
pub(super) fn script_phrase(phrase: &Phrase) -> serde_json::Value {
    match phrase {
        Phrase::Plain(text) => (&**text).into(),
        Phrase::Counted(_) => {
            let forms = phrase.forms().map(|(word, text)| (word.to_owned(), serde_json::Value::from(text)));
            serde_json::Value::Object(forms.collect())
        }
    }
}

fn in_order(cx: Context<'_>) -> impl Iterator<Item = &Entry> {
    let facts = cx.facts;
    facts.time.calendar.entries.iter().map(|id| &facts.time.entries[id.index()])
}

fn spans(cx: Context<'_>) -> (Vec<i64>, Vec<i64>) {
    let (mut days, mut spans) = (Vec::new(), Vec::new());
    let (mut before, mut last) = (0, 0);
    for (place, entry) in (0..).zip(in_order(cx)) {
        let Some(day) = entry.when.earliest() else { break };
        let first = day.number().clamp(-FARTHEST, FARTHEST);
        days.push(first - before);
        before = first;
        // What has no end is filed under its beginning alone.
        let end = entry.when.latest().map_or(first, |day| day.number().clamp(first, FARTHEST));
        if end > first {
            spans.extend([place - last, end - first]);
            last = place;
        }
    }
    (days, spans)
}

fn told(cx: Context<'_>) -> Option<Vec<Option<i64>>> {
    let told = |entry: &Entry| Some(first_told(&cx.snapshot.site, entry)?.day().number());
    cx.site.config.has_tool(ReaderTool::Known).then(|| in_order(cx).map(told).collect())
}

fn facets(cx: Context<'_>) -> Vec<Facet> {
    let (site, facts) = (cx.site, cx.facts);
    let mut places = vec![0; facts.time.entries.len()];
    for (place, id) in facts.time.calendar.entries.iter().enumerate() {
        places[id.index()] = place;
    }
    let value = |id: &str, name: &str, list| FacetValue {
        id: id.to_owned(),
        name: name.to_owned(),
        lists: vec![list],
        class: String::new(),
    };
    let types = facts
        .lists
        .of_kind
        .iter()
        .map(|(kind, list)| value(kind.word(), cx.phrases.get(kind.phrase()), list));
    let actors = site
        .actors
        .iter()
        .zip(&facts.lists.of_actor)
        .map(|(actor, list)| value(&actor.id, &actor.name, list));
    let spots = site
        .places
        .iter()
        .zip(&facts.lists.of_place)
        .map(|(place, list)| value(&place.id, place.shown(), list));
    let conflicts = site.conflicts.iter().zip(&facts.lists.of_conflict);
    let conflicts = conflicts.map(|(conflict, list)| value(&conflict.id, &conflict.name, list));
    let all = [
        Facet::of("side", sides(cx), FacetOrder::Given, &places),
        Facet::of("type", types.collect(), FacetOrder::Common, &places),
        Facet::of("actor", actors.collect(), FacetOrder::Common, &places),
        Facet::of("place", spots.collect(), FacetOrder::Common, &places),
        Facet::of("conflict", conflicts.collect(), FacetOrder::Given, &places),
    ];
    all.into_iter().flatten().collect()
}

/// The sides of all conflicts; a part of a conflict has the same sides as the whole.
fn sides(cx: Context<'_>) -> Vec<FacetValue<'_>> {
    let (site, facts) = (cx.site, cx.facts);
    let mut sides: Vec<FacetValue> = Vec::new();
    let mut known: FxHashMap<(Option<ConflictId>, &str), usize> = FxHashMap::default();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for (i, (conflict, lists)) in site.conflicts.iter().zip(&facts.lists.of_side).enumerate() {
        let root = above(site, Some(ConflictId::of(i))).last();
        for (tone, (side, list)) in (1..).zip(conflict.sides.iter().zip(lists)) {
            if let Some(same) = known.get(&(root, side.name.as_str())) {
                sides[*same].lists.push(list);
                continue;
            }
            known.insert((root, &side.name), sides.len());
            // Governments of two wars are two sides.
            let is_taken = taken.contains(&side.slug);
            let id = if is_taken { format!("{}--{}", conflict.id, side.slug) } else { side.slug.clone() };
            taken.insert(id.clone());
            let class = format!("s{tone}");
            sides.push(FacetValue { id, name: side.name.clone(), lists: vec![list], class });
        }
    }
    sides
}

/// What the bars are told apart by, and what they show first: as the strip of the page itself.
fn strip_data(cx: Context<'_>) -> (Option<LayersData>, Option<(i64, i64)>) {
    let (site, facts) = (cx.site, cx.facts);
    let (of, list) = ((facts.time.entries.as_slice(), &facts.people.sides), &facts.time.calendar.entries);
    let layers = Layers::of(site, of, list, site.main_conflict);
    let room = Size::Large.room();
    let view = Activity::of(site, of, list, (layers, room)).map(|activity| {
        let day = |step| activity.unit.first_day(step).number().clamp(-FARTHEST, FARTHEST);
        (day(activity.steps.start), day(activity.steps.end))
    });
    let each: Vec<usize> =
        in_order(cx).map(|entry| layers.of_entry(site, &facts.people.sides, entry)).collect();
    let all = layers.all(site);
    let used: Vec<usize> = (0..all.len()).filter(|layer| each.contains(layer)).collect();
    let place = |layer: &usize| vec![used.iter().position(|known| known == layer).unwrap_or(0)];
    let of: Vec<Vec<usize>> = each.iter().map(place).collect();
    let data = LayersData {
        classes: used.iter().map(|layer| strip::class(layers, all[*layer])).collect(),
        names: used.iter().map(|layer| strip::layer_name(cx, layers, all[*layer])).collect(),
        of: facet::coded(&of, true),
    };
    ((used.len() > 1).then_some(data), view)
}

/// So many key moments are named on the strip.
const KEYS: usize = 200;

fn key_moments(cx: Context<'_>) -> Vec<(usize, String)> {
    let all = in_order(cx).enumerate().filter(|(_, entry)| entry.is_key(cx.site));
    all.take(KEYS).map(|(place, entry)| (place, entry.title(cx.site).to_owned())).collect()
}

/// The phases of the site's main conflict, for the strip: first day, last day, name.
fn phases(cx: Context<'_>) -> Vec<(i64, i64, String)> {
    let site = cx.site;
    let phases = site.main_conflict.map_or(&[][..], |id| &site.conflict(id).phases);
    let far = |day: Option<Day>, otherwise: i64| {
        day.map_or(otherwise, |day| day.number().clamp(-FARTHEST, FARTHEST))
    };
    phases
        .iter()
        .map(|phase| {
            (far(phase.when.earliest(), -FARTHEST), far(phase.when.latest(), FARTHEST), phase.name.clone())
        })
        .collect()
}

fn entries_part(cx: Context<'_>, range: std::ops::Range<usize>) -> Result<FoundEntries, Box<Diagnostic>> {
    let ids = &cx.facts.time.calendar.entries;
    let range = range.start.min(ids.len())..range.end.min(ids.len());
    let entries: Result<_, _> = ids[range.clone()].iter().map(|id| found_entry(cx, *id)).collect();
    Ok(FoundEntries { heads: heads(cx, &range), entries: entries? })
}

/// An entry as the results show it: its permalink leads to the page where it stands always.
fn found_entry(cx: Context<'_>, id: EntryId) -> Result<String, Box<Diagnostic>> {
    let facts = cx.facts;
    let entry = &facts.time.entries[id.index()];
    let markup = entry::markup_of(cx, id, Length::Brief)?;
    let page = cx.link(&Route::Timeline(facts.time.calendar.slice_of(&facts.time.entries, id)));
    let anchor = text::escaped(&entry.anchor);
    let own = format!("href=\"#{anchor}\"");
    Ok(markup.as_str().unwrap_or_default().replace(&own, &format!("href=\"{page}#{anchor}\"")))
}

/// The headings of the months in a part of the list, each with the place where it begins there.
fn heads(cx: Context<'_>, range: &std::ops::Range<usize>) -> Vec<(usize, String)> {
    let calendar = &cx.facts.time.calendar;
    let months =
        calendar.years.iter().flat_map(|year| year.months.iter().map(move |month| (year.year, month)));
    let mut heads: Vec<(usize, String)> = months
        .filter(|(_, month)| month.pages.start < range.end && month.pages.end > range.start)
        .map(|(year, month)| {
            (month.pages.start.saturating_sub(range.start), list::month_name(cx, year, month.month))
        })
        .collect();
    let undated = &calendar.undated;
    if undated.start < range.end && !undated.is_empty() {
        heads.push((undated.start.saturating_sub(range.start), cx.phrases.get("undated").to_owned()));
    }
    heads
}

/// The titles of a part of the list, folded, a line each.
fn words_part(cx: Context<'_>, range: std::ops::Range<usize>) -> String {
    let part = in_order(cx).skip(range.start).take(range.len());
    let titles: Vec<String> = part.map(|entry| text::fold(entry.title(cx.site))).collect();
    titles.join("\n")
}

/// The entries of a file, counted from 1.
fn part_of(n: u32, size: usize) -> std::ops::Range<usize> {
    let start = (n as usize).saturating_sub(1) * size;
    start..start + size
}

/// A script that hands over a value, if the explorer is there to take it.
fn call(function: &str, n: u32, value: &impl Serialize) -> String {
    script::call("dateline", function, &[n.to_string(), json(value)])
}
