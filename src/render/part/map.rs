//! Maps: the ground, and on it marks that say how exactly a place is known.
//!
//! A template makes the markup. Here is the geometry, in a picture of 640 units across; the names on it stand twice, once for wide screens
//! and once for narrow ones, where they are twice as large and fewer. The picture is for eyes and a mouse; the list below it says the same
//! to everybody.

mod marks;

use std::f64::consts::PI;

use serde::Serialize;

use marks::{Looks, hatched, mark, mark_of};

use crate::atlas::{Disc, GroundShape, MapFrame, MapLook, MapSpot, place_labels};
use crate::config::Borders;
use crate::derive::{Layers, Located, Movement, lines_at, located, movements, near_and_far};
use crate::model::{ConflictId, EntryId, MapLine, Place, PlaceId, PlacePrecision, Somebody, When};
use crate::render::context::Context;
use crate::render::part::strip;

/// A map, ready for its template.
#[derive(Serialize)]
pub struct MapView {
    width: u32,
    height: u32,
    land: String,
    lakes: String,
    rivers: String,
    /// The boundaries of countries.
    boundaries: String,
    /// Outlines of places.
    areas: Vec<String>,
    lines: Vec<MapLineView>,
    /// Movements, each an arrow.
    arrows: Vec<String>,
    marks: Vec<MapMark>,
    /// Names for a wide screen, and for a narrow one.
    wide: Vec<MapName>,
    narrow: Vec<MapName>,
    bar: Option<ScaleBar>,
    /// What sides or sorts of event the marks stand for.
    layers: Vec<MapKey>,
    /// What the marks, lines and arrows mean.
    key: Vec<MapKey>,
    /// Whose the boundaries are.
    note: Option<String>,
    caption: String,
    /// The places of the map, and those without a position or too far away.
    places: Vec<MapPlace>,
    /// How many more there are.
    more: usize,
}

#[derive(Serialize)]
struct MapLineView {
    path: String,
    /// `solid`, `dashed` or `dotted`, by who says so.
    style: &'static str,
}

#[derive(Serialize)]
struct MapMark {
    /// `s1`, `s2`, …, `several`, `others`, or of a sort of event; empty where nothing is told apart.
    class: String,
    /// `dot`, `disc`, `region` or `beside`.
    sort: &'static str,
    path: String,
    url: Option<String>,
    name: String,
    /// The id of the place.
    place: String,
}

#[derive(Serialize)]
struct MapName {
    x: i64,
    y: i64,
    /// `start`, `middle` or `end`, from the left.
    anchor: &'static str,
    text: String,
}

#[derive(Serialize)]
struct ScaleBar {
    width: i64,
    text: String,
}

#[derive(Serialize)]
struct MapKey {
    class: String,
    name: String,
    count: Option<u32>,
}

#[derive(Serialize)]
struct MapPlace {
    name: String,
    url: String,
    count: u32,
    /// How exactly it is known, where that is less than exactly.
    how: Option<String>,
    /// Whether the map shows it.
    shown: bool,
}

/// What a map is of.
pub struct MapScope<'a> {
    /// The entries.
    pub list: &'a [EntryId],
    /// The conflict by whose sides marks are told apart.
    pub conflict: Option<ConflictId>,
    /// The time whose lines are shown.
    pub when: Option<&'a When>,
}

/// The width of the picture.
const WIDTH: f64 = 640.0;

const LARGE: MapLook = MapLook { width: WIDTH, height: [300.0, 480.0], least: 80.0 };
const LOCATOR: MapLook = MapLook { width: WIDTH, height: [300.0, 300.0], least: 320.0 };

/// A map has no more marks than this: beyond, those that lie together are one.
const MARKS: usize = 300;

/// So many places stand in the list below a map.
const ROWS: usize = 60;

/// So many places around another are named on its map.
const NEIGHBOURS: usize = 12;

/// The height of letters, and the most names, on a wide screen and on a narrow one.
const WIDE: (f64, usize) = (13.0, 14);
const NARROW: (f64, usize) = (27.0, 6);

/// The map of a list; `None` where no place of it has a position, or the site wants no maps.
pub fn of_list(cx: Context<'_>, scope: &MapScope) -> Option<MapView> {
    if !cx.site.config.map.shown {
        return None;
    }
    let (site, facts) = (cx.site, cx.facts);
    let of = (facts.time.entries.as_slice(), &facts.people.sides);
    let layers = Layers::of(site, of, scope.list, scope.conflict);
    let all = located(site, of, scope.list, layers);
    let placed: Vec<&Located> = all.iter().filter(|one| site.place(one.place).point.is_some()).collect();
    let points: Vec<_> =
        placed.iter().filter_map(|one| Some((site.place(one.place).point?.at(), one.count))).collect();
    let near = near_and_far(&points);
    let shown: Vec<&Located> =
        placed.into_iter().zip(near).filter(|(_, near)| *near).map(|(one, _)| one).collect();
    let lines: Vec<&MapLine> = scope
        .conflict
        .map(|conflict| lines_at(&site.conflict(conflict).lines, scope.when).collect())
        .unwrap_or_default();
    let moved = movements(site, &facts.time.entries, scope.list);
    let mut drawing = Drawing::new(cx, layers);
    let mut around: Vec<Disc> = shown.iter().filter_map(|one| drawing.disc(one.place)).collect();
    if !around.is_empty() {
        around.extend(lines.iter().flat_map(|line| corners(&line.shape)));
    }
    drawing.frame = MapFrame::around(&around, LARGE);
    drawing.marks(&shown);
    let mut map = drawing.finished(&lines, &moved)?;
    map.rows(cx, &all, &shown);
    let (n, all) = (shown.len() as u64, all.len() as u64);
    map.caption = match all - n {
        0 => cx.words.counted("map.shown", n),
        more => {
            let shown = cx.words.counted("map.shown", n);
            cx.words.counted_with("map.not-shown", more, &[("shown", &shown)])
        }
    };
    Some(map)
}

/// The map of a place: where it lies, with the places around it. Without a position it is that of the places in it.
pub fn of_place(cx: Context<'_>, id: PlaceId) -> Option<MapView> {
    let site = cx.site;
    if !site.config.map.shown {
        return None;
    }
    let own = site.place(id);
    let inside: Vec<PlaceId> = (0..site.places.len())
        .map(PlaceId::of)
        .filter(|other| site.place(*other).parent == Some(id) && site.place(*other).point.is_some())
        .collect();
    let centre: Vec<PlaceId> = if own.point.is_some() { vec![id] } else { inside };
    if centre.is_empty() && own.area.is_none() {
        return None;
    }
    of_places(cx, &centre, own.area.as_deref(), &[])
}

/// The map of an event: everywhere that it happened, and where it led.
pub fn of_event(cx: Context<'_>, places: &[PlaceId], movement: Option<Movement>) -> Option<MapView> {
    if !cx.site.config.map.shown {
        return None;
    }
    let movement: Vec<Movement> = movement.into_iter().collect();
    of_places(cx, places, None, &movement)
}

fn of_places(
    cx: Context<'_>,
    places: &[PlaceId],
    area: Option<&GroundShape>,
    moved: &[Movement],
) -> Option<MapView> {
    let mut drawing = Drawing::new(cx, Layers::Types);
    let mut around: Vec<Disc> = places.iter().filter_map(|place| drawing.disc(*place)).collect();
    around.extend(area.into_iter().flat_map(corners));
    for place in places {
        around.extend(cx.site.place(*place).area.iter().flat_map(|area| corners(area)));
    }
    drawing.frame = MapFrame::around(&around, LOCATOR);
    drawing.areas.extend(area.and_then(|area| Some(drawing.frame.as_ref()?.areas(area))));
    for place in places {
        drawing.single(*place);
    }
    drawing.neighbours(places);
    let mut map = drawing.finished(&[], moved)?;
    map.caption = String::new();
    Some(map)
}

/// What a frame must hold of a shape.
fn corners(shape: &GroundShape) -> impl Iterator<Item = Disc> {
    shape.outermost().into_iter().map(|at| Disc { at, radius: 0.0 })
}

/// A map while it is drawn.
struct Drawing<'a> {
    cx: Context<'a>,
    layers: Layers,
    frame: Option<MapFrame>,
    spots: Vec<MapSpot>,
    names: Vec<String>,
    marks: Vec<MapMark>,
    areas: Vec<String>,
    looks: Looks,
    /// How often each layer stands on it.
    counts: Vec<u32>,
}

impl<'a> Drawing<'a> {
    fn new(cx: Context<'a>, layers: Layers) -> Self {
        let counts = vec![0; layers.count(cx.site)];
        Self {
            cx,
            layers,
            frame: None,
            spots: Vec::new(),
            names: Vec::new(),
            marks: Vec::new(),
            areas: Vec::new(),
            looks: Looks::default(),
            counts,
        }
    }

    fn disc(&self, place: PlaceId) -> Option<Disc> {
        self.cx.site.place(place).point.map(|point| point.disc())
    }

    /// Where a place lies in the picture, with half the width of its doubt.
    fn at(&self, place: PlaceId) -> Option<([f64; 2], f64)> {
        let (frame, point) = (self.frame.as_ref()?, self.cx.site.place(place).point?);
        Some((frame.place(point.at())?, frame.units(point.radius)))
    }

    /// The marks of a list, each as large as what happened there; those that are too many are joined where they lie together.
    fn marks(&mut self, shown: &[&Located]) {
        let most = shown.iter().map(|one| one.count).max().unwrap_or(1);
        let placed: Vec<(f64, f64, &Located)> =
            shown.iter().filter_map(|one| self.at(one.place).map(|([x, y], _)| (x, y, *one))).collect();
        let spots = joined(&placed);
        // Names first to where most happened, the smallest marks on top.
        for (_, _, one, together) in &spots {
            let r = 4.5 + 11.5 * (f64::from(one.count) / f64::from(most)).sqrt();
            self.mark(one, r, *together);
        }
    }

    fn mark(&mut self, one: &Located, r: f64, together: u32) {
        let Some(([x, y], doubt)) = self.at(one.place) else { return };
        let site = self.cx.site;
        let place = site.place(one.place);
        let mut classes = one.layers.iter().enumerate().filter(|(_, count)| **count > 0);
        let (first, others) = (classes.next(), classes.count());
        let all = self.layers.all(site);
        let layer = match (first, self.layers) {
            (Some((layer, _)), _) if others == 0 => layer,
            (Some(_), Layers::Sides(_)) => all.len() - 2,
            // The sort of event that there is most of.
            _ => (0..all.len()).rev().max_by_key(|layer| one.layers.get(*layer)).unwrap_or(0),
        };
        self.counts[layer] += 1;
        let class = strip::class(self.layers, all[layer]);
        let sort = self.looks.sort(place);
        let (r, path) = match sort {
            "region" => (r.max(doubt).max(10.0), hatched(x, y, r.max(doubt).max(10.0))),
            "disc" => (r.max(doubt), mark_of(&class, x, y, r.max(doubt))),
            _ => (r, mark_of(&class, x, y, r)),
        };
        let name = if together > 1 {
            let others = self.cx.words.number(u64::from(together - 1));
            self.cx.words.filled("and-more", &[("n", &others)])
        } else {
            String::new()
        };
        let count = self.cx.words.counted("counted.entries", u64::from(one.count));
        let said = [place.shown(), name.as_str(), count.as_str()];
        let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
        self.spots.push(MapSpot { x, y, r: r.min(40.0) });
        self.names.push(place.shown().to_owned());
        self.marks.push(MapMark {
            class,
            sort,
            path,
            url: Some(self.cx.views.places[one.place.index()].to_string()),
            name: said.join(" · "),
            place: place.id.clone(),
        });
        self.area(place);
    }

    /// The one place that a map is of.
    fn single(&mut self, id: PlaceId) {
        let place = self.cx.site.place(id);
        self.area(place);
        let Some(([x, y], doubt)) = self.at(id) else { return };
        let sort = self.looks.sort(place);
        let r = match sort {
            "dot" => 7.0,
            "region" => doubt.max(14.0),
            _ => doubt.max(9.0),
        };
        let path = if sort == "region" { hatched(x, y, r) } else { mark(x, y, r) };
        self.spots.push(MapSpot { x, y, r: r.min(60.0) });
        self.names.push(place.shown().to_owned());
        let (url, name) = (self.cx.views.places[id.index()].to_string(), place.shown().to_owned());
        self.marks.push(MapMark {
            class: "own".into(),
            sort,
            path,
            url: Some(url),
            name,
            place: place.id.clone(),
        });
    }

    fn area(&mut self, place: &Place) {
        if let (Some(area), Some(frame)) = (&place.area, &self.frame) {
            self.areas.push(frame.areas(area));
        }
    }

    /// The places around, those with most entries first, as small marks.
    fn neighbours(&mut self, own: &[PlaceId]) {
        let (site, lists) = (self.cx.site, &self.cx.facts.lists.of_place);
        let mut around: Vec<(PlaceId, [f64; 2])> = (0..site.places.len())
            .map(PlaceId::of)
            .filter(|id| {
                !own.contains(id)
                    && site
                        .place(*id)
                        .point
                        .is_some_and(|point| point.rounded.is_none() && point.radius < 10.0)
            })
            .filter_map(|id| Some((id, self.at(id)?.0)))
            .filter(|(_, at)| self.frame.as_ref().is_some_and(|frame| frame.holds(*at, 8.0)))
            .collect();
        around.sort_by_key(|(id, _)| std::cmp::Reverse(lists[id.index()].entries.len()));
        for (id, [x, y]) in around.into_iter().take(NEIGHBOURS) {
            self.spots.push(MapSpot { x, y, r: 3.0 });
            let name = site.place(id).shown().to_owned();
            let url = Some(self.cx.views.places[id.index()].to_string());
            self.names.push(name.clone());
            self.marks.push(MapMark {
                class: String::new(),
                sort: "beside",
                path: mark(x, y, 3.0),
                url,
                name,
                place: String::new(),
            });
        }
    }

    fn finished(mut self, lines: &[&MapLine], moved: &[Movement]) -> Option<MapView> {
        let frame = self.frame.take()?;
        let cx = self.cx;
        let site = cx.site;
        let boundaries = match (&site.config.map.borders, &site.borders) {
            (Borders::NaturalEarth, _) => frame.boundaries(),
            (Borders::File(_), Some(shape)) => frame.areas(shape) + &frame.strokes(shape),
            _ => String::new(),
        };
        let note = (!boundaries.is_empty()).then(|| match &site.config.map.note {
            Some(note) => note.clone(),
            None => cx.phrases.get("map.natural-earth").to_owned(),
        });
        let mut speakers: Vec<Option<Somebody>> = Vec::new();
        let mut drawn_lines = Vec::new();
        let mut key: Vec<MapKey> = Vec::new();
        for line in lines {
            let speaker = speakers.iter().position(|known| *known == line.by).unwrap_or_else(|| {
                speakers.push(line.by.clone());
                speakers.len() - 1
            });
            let style = ["solid", "dashed", "dotted"][speaker.min(2)];
            let path = frame.strokes(&line.shape) + &frame.areas(&line.shape);
            if path.is_empty() {
                continue;
            }
            drawn_lines.push(MapLineView { path, style });
            key.push(MapKey { class: format!("line {style}"), name: line_said(cx, line), count: None });
        }
        let arrows: Vec<String> = moved
            .iter()
            .filter_map(|movement| {
                let place = |id: PlaceId| frame.place(site.place(id).point?.at());
                Some(arrow(place(movement.from)?, place(movement.to)?))
            })
            .collect();
        if !arrows.is_empty() {
            key.push(MapKey {
                class: "arrow".into(),
                name: cx.phrases.get("map.movement").to_owned(),
                count: None,
            });
        }
        let sorts = self.looks.seen().map(|(class, phrase)| MapKey {
            class: class.to_owned(),
            name: cx.phrases.get(phrase).to_owned(),
            count: None,
        });
        key.extend(sorts);
        let bar = frame.bar().map(|length| ScaleBar {
            width: frame.units(length).round() as i64,
            text: cx.words.filled("map.kilometres", &[("n", &cx.words.number(length as u64))]),
        });
        let taken =
            bar.as_ref().map(|bar| [0.0, frame.size[1] - 44.0, bar.width as f64 + 30.0, frame.size[1]]);
        let names = |(letters, most)| {
            let names = self.names.iter().map(String::as_str);
            let labels = place_labels(&self.spots, names, frame.size, (letters, most), taken.as_slice());
            let one = |label: crate::atlas::PlacedName| MapName {
                x: label.x.round() as i64,
                y: label.y.round() as i64,
                anchor: label.anchor.word(),
                text: self.names[label.of].clone(),
            };
            labels.into_iter().map(one).filter(|name| !name.text.is_empty()).collect()
        };
        let (wide, narrow) = (names(WIDE), names(NARROW));
        let layers = key_of_layers(cx, self.layers, &self.counts);
        // The smallest marks are drawn last, so that none is hidden.
        self.marks.reverse();
        let (beside, mut own): (Vec<MapMark>, Vec<MapMark>) =
            self.marks.into_iter().partition(|mark| mark.sort == "beside");
        let mut marks = beside;
        own.sort_by_key(|mark| mark.sort != "region");
        marks.extend(own);
        self.areas.dedup();
        Some(MapView {
            width: frame.size[0] as u32,
            height: frame.size[1] as u32,
            land: frame.land(),
            lakes: frame.lakes(),
            rivers: frame.rivers(),
            boundaries,
            areas: self.areas,
            lines: drawn_lines,
            arrows,
            marks,
            wide,
            narrow,
            bar,
            layers,
            key,
            note,
            caption: String::new(),
            places: Vec::new(),
            more: 0,
        })
    }
}

/// The marks of places: each by itself while there are not too many, else those that lie within a distance of one with more entries
/// are one with it, the shortest distance that does.
fn joined<'a>(placed: &[(f64, f64, &'a Located)]) -> Vec<(f64, f64, &'a Located, u32)> {
    let mut spots: Vec<(f64, f64, &Located, u32)> =
        placed.iter().map(|(x, y, one)| (*x, *y, *one, 1)).collect();
    for apart in [6.0, 9.0, 13.0, 18.0, 26.0] {
        if spots.len() <= MARKS {
            break;
        }
        spots.clear();
        for (x, y, one) in placed {
            let near =
                |spot: &(f64, f64, &Located, u32)| (spot.0 - x).abs() < apart && (spot.1 - y).abs() < apart;
            match spots.iter().position(near) {
                Some(at) => spots[at].3 += 1,
                None => spots.push((*x, *y, one, 1)),
            }
        }
    }
    spots.truncate(MARKS);
    spots
}

impl MapView {
    /// The same on a page that lists all places anyway.
    pub fn without_list(mut self) -> Self {
        self.places.clear();
        self
    }

    /// The list that says what the map shows: all places, those with most entries first.
    fn rows(&mut self, cx: Context<'_>, all: &[Located], shown: &[&Located]) {
        let row = |one: &Located| {
            let place = cx.site.place(one.place);
            MapPlace {
                name: place.shown().to_owned(),
                url: cx.views.places[one.place.index()].to_string(),
                count: one.count,
                how: how_known(cx, place),
                shown: shown.iter().any(|other| other.place == one.place),
            }
        };
        self.places = all.iter().take(ROWS).map(row).collect();
        self.more = all.len().saturating_sub(ROWS);
    }
}

/// How exactly a place is known, in words; `None` for an exact one and for one of which nothing is said.
pub fn how_known(cx: Context<'_>, place: &Place) -> Option<String> {
    let Some(point) = place.point else { return Some(cx.phrases.get("map.no-position").to_owned()) };
    let key = match (point.rounded, point.precision) {
        (Some(_), _) => "map.rounded",
        (None, None | Some(PlacePrecision::Exact)) => return None,
        (None, Some(precision)) => precision.phrase(),
    };
    Some(cx.phrases.get(key).to_owned())
}

fn key_of_layers(cx: Context<'_>, layers: Layers, counts: &[u32]) -> Vec<MapKey> {
    let all = layers.all(cx.site);
    let shown = all.into_iter().zip(counts).filter(|(_, count)| **count > 0);
    let key: Vec<MapKey> = shown
        .map(|(layer, count)| MapKey {
            class: strip::class(layers, layer),
            name: strip::layer_name(cx, layers, layer),
            count: Some(*count),
        })
        .collect();
    if key.len() > 1 || matches!(layers, Layers::Sides(_)) { key } else { Vec::new() }
}

/// What a line is, by whose word, and when it was so.
fn line_said(cx: Context<'_>, line: &MapLine) -> String {
    let mut said = line.label.clone();
    if let Some(by) = &line.by {
        let by = match by {
            Somebody::Actor(id) => cx.site.actor(*id).name.as_str(),
            Somebody::Words(words) => words.as_str(),
        };
        said = cx.words.filled("map.according-to", &[("what", &said), ("who", by)]);
    }
    match &line.when {
        Some(when) => format!("{said} · {}", cx.words.when(when)),
        None => said,
    }
}

/// An arrow from one point to another, a little bent, so that the way back is another; it ends before the mark.
fn arrow([x, y]: [f64; 2], [end_x, end_y]: [f64; 2]) -> String {
    const MARK: f64 = 17.0;
    let (way_x, way_y) = (end_x - x, end_y - y);
    let (bend_x, bend_y) = (f64::midpoint(x, end_x) - way_y * 0.15, f64::midpoint(y, end_y) + way_x * 0.15);
    let last = ((end_x - bend_x) * (end_x - bend_x) + (end_y - bend_y) * (end_y - bend_y)).sqrt();
    let part = if last > 2.0 * MARK { 1.0 - MARK / last } else { 1.0 };
    let (to_x, to_y) = (bend_x + (end_x - bend_x) * part, bend_y + (end_y - bend_y) * part);
    // The head lies along the last part of the way.
    let turn = libm::atan2(to_y - bend_y, to_x - bend_x);
    let wing = |by: f64| {
        let angle = turn + PI + by;
        (to_x + 13.0 * libm::cos(angle), to_y + 13.0 * libm::sin(angle))
    };
    let ((left_x, left_y), (right_x, right_y)) = (wing(0.45), wing(-0.45));
    format!(
        "M{x:.0} {y:.0}Q{bend_x:.0} {bend_y:.0} {to_x:.0} {to_y:.0}M{left_x:.0} {left_y:.0}L{to_x:.0} {to_y:.0}L{right_x:.0} {right_y:.0}"
    )
}
