//! Maps: the ground, and on it marks that say how exactly a place is known.
//!
//! A template makes the markup. Here is the geometry, in a picture of 640 units across; the names on it stand twice, once for wide screens
//! and once for narrow ones, where they are twice as large and fewer. The picture is for eyes and a mouse; the list below it says the same
//! to everybody.

mod drawing;
mod marks;

use serde::Serialize;

use drawing::Drawing;

use crate::atlas::{Disc, GroundShape, MapLook};
use crate::derive::{Layers, Located, Movement, lines_at, located, movements, near_and_far};
use crate::model::{ConflictId, EntryId, MapLine, Place, PlaceId, PlacePrecision, Site, When};
use crate::render::context::Context;

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

/// So many places stand in the list below a map.
const ROWS: usize = 60;

/// So many places within another stand on its map.
const INSIDE: usize = 200;

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
    let mut around: Vec<Disc> = shown.iter().filter_map(|one| disc(site, one.place)).collect();
    if !around.is_empty() {
        around.extend(lines.iter().flat_map(|line| corners(&line.shape)));
    }
    let mut drawing = Drawing::around(cx, layers, &around, LARGE)?;
    drawing.marks(&shown);
    let mut map = drawing.finished(&lines, &moved);
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
    let centre = match own.point {
        Some(_) => vec![id],
        None => cx.facts.places.inside[id.index()].iter().copied().take(INSIDE).collect(),
    };
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
    let mut around: Vec<Disc> = places.iter().filter_map(|place| disc(cx.site, *place)).collect();
    let areas = places.iter().filter_map(|place| cx.site.place(*place).area.as_deref());
    around.extend(areas.chain(area).flat_map(corners));
    let mut drawing = Drawing::around(cx, Layers::Types, &around, LOCATOR)?;
    drawing.outline(area);
    for place in places {
        drawing.single(*place);
    }
    drawing.neighbours(places);
    Some(drawing.finished(&[], moved))
}

fn disc(site: &Site, place: PlaceId) -> Option<Disc> {
    site.place(place).point.map(|point| point.disc())
}

/// What a frame must hold of a shape.
fn corners(shape: &GroundShape) -> impl Iterator<Item = Disc> {
    shape.outermost().into_iter().map(|at| Disc { at, radius: 0.0 })
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
