//! Draws a map: marks, names, lines and arrows, in units of its picture.

use std::f64::consts::PI;

use super::marks::{Looks, hatched, mark, mark_of};
use super::{MapKey, MapLineView, MapMark, MapName, MapView, ScaleBar};
use crate::atlas::{Disc, GroundShape, MapFrame, MapLook, MapSpot, PlacedName, place_labels};
use crate::config::Borders;
use crate::derive::{Layers, Located, Movement};
use crate::model::{MapLine, PlaceId, Somebody};
use crate::render::context::Context;
use crate::render::part::strip;

/// A map has no more marks than this: beyond, those that lie together are one.
const MARKS: usize = 300;

/// So many places around another are named on its map.
const NEIGHBOURS: usize = 12;

/// So many arrows stand on a map, those of the most frequent movements.
const ARROWS: usize = 60;

/// The height of letters, and the most names, on a wide screen and on a narrow one.
const WIDE: (f64, usize) = (13.0, 14);
const NARROW: (f64, usize) = (27.0, 6);

/// A map while it is drawn.
pub(super) struct Drawing<'a> {
    cx: Context<'a>,
    layers: Layers,
    frame: MapFrame,
    spots: Vec<MapSpot>,
    names: Vec<String>,
    marks: Vec<MapMark>,
    areas: Vec<String>,
    looks: Looks,
    /// How often each layer stands on it.
    counts: Vec<u32>,
}

impl<'a> Drawing<'a> {
    /// The empty map around something; `None` for nothing.
    pub fn around(cx: Context<'a>, layers: Layers, discs: &[Disc], look: MapLook) -> Option<Self> {
        Some(Self {
            cx,
            layers,
            frame: MapFrame::around(discs, look)?,
            spots: Vec::new(),
            names: Vec::new(),
            marks: Vec::new(),
            areas: Vec::new(),
            looks: Looks::default(),
            counts: vec![0; layers.count(cx.site)],
        })
    }

    /// Where a place lies in the picture, with half the width of its doubt.
    fn at(&self, place: PlaceId) -> Option<([f64; 2], f64)> {
        let point = self.cx.site.place(place).point?;
        Some((self.frame.place(point.at())?, self.frame.units(point.radius)))
    }

    /// The marks of a list, each as large as what happened there; those that are too many are joined where they lie together.
    pub fn marks(&mut self, shown: &[&Located]) {
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
        self.outline(place.area.as_deref());
    }

    /// A place that a map is of.
    pub fn single(&mut self, id: PlaceId) {
        let place = self.cx.site.place(id);
        self.outline(place.area.as_deref());
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

    /// The outline of a place, where it has one.
    pub fn outline(&mut self, area: Option<&GroundShape>) {
        self.areas.extend(area.map(|area| self.frame.areas(area)));
    }

    /// The places around, those with most entries first, as small marks.
    pub fn neighbours(&mut self, own: &[PlaceId]) {
        let cx = self.cx;
        let around = cx.facts.places.landmarks.iter().filter(|id| !own.contains(id));
        let around = around.filter_map(|id| Some((*id, self.at(*id)?.0)));
        // Few are looked at where there are many: the search ends with the last that has room.
        let around: Vec<(PlaceId, [f64; 2])> =
            around.filter(|(_, at)| self.frame.holds(*at, 8.0)).take(NEIGHBOURS).collect();
        for (id, [x, y]) in around {
            self.spots.push(MapSpot { x, y, r: 3.0 });
            let name = cx.site.place(id).shown().to_owned();
            self.names.push(name.clone());
            self.marks.push(MapMark {
                class: String::new(),
                sort: "beside",
                path: mark(x, y, 3.0),
                url: Some(cx.views.places[id.index()].to_string()),
                name,
                place: String::new(),
            });
        }
    }

    /// The map with its lines and movements, the most frequent first.
    pub fn finished(mut self, lines: &[&MapLine], moved: &[Movement]) -> MapView {
        let cx = self.cx;
        let boundaries = match (&cx.site.config.map.borders, &cx.site.borders) {
            (Borders::NaturalEarth, _) => self.frame.boundaries(),
            (Borders::File(_), Some(shape)) => self.frame.areas(shape) + &self.frame.strokes(shape),
            _ => String::new(),
        };
        let note = (!boundaries.is_empty()).then(|| match &cx.site.config.map.note {
            Some(note) => note.clone(),
            None => cx.phrases.get("map.natural-earth").to_owned(),
        });
        let mut key = Vec::new();
        let lines = self.lines(lines, &mut key);
        let arrows = self.arrows(moved);
        let explained = |class: &str, phrase: &str| MapKey {
            class: class.to_owned(),
            name: cx.phrases.get(phrase).to_owned(),
            count: None,
        };
        key.extend((!arrows.is_empty()).then(|| explained("arrow", "map.movement")));
        key.extend(self.looks.seen().map(|(class, phrase)| explained(class, phrase)));
        let bar = self.frame.bar().map(|length| ScaleBar {
            width: self.frame.units(length).round() as i64,
            text: cx.words.filled("map.kilometres", &[("n", &cx.words.number(length as u64))]),
        });
        let (wide, narrow) = (self.named(WIDE, bar.as_ref()), self.named(NARROW, bar.as_ref()));
        let layers = key_of_layers(cx, self.layers, &self.counts);
        // What is drawn last lies on top: the small marks, which come last in the list, and the place itself over those beside it.
        self.marks.reverse();
        self.marks.sort_by_key(|mark| match mark.sort {
            "beside" => 0,
            "region" => 1,
            _ => 2,
        });
        self.areas.dedup();
        let frame = self.frame;
        MapView {
            width: frame.size[0] as u32,
            height: frame.size[1] as u32,
            land: frame.land(),
            lakes: frame.lakes(),
            rivers: frame.rivers(),
            boundaries,
            areas: self.areas,
            lines,
            arrows,
            marks: self.marks,
            wide,
            narrow,
            bar,
            layers,
            key,
            note,
            caption: String::new(),
            places: Vec::new(),
            more: 0,
        }
    }

    /// Lines of a conflict, and what they are for the key. Each speaker has a style.
    fn lines(&self, lines: &[&MapLine], key: &mut Vec<MapKey>) -> Vec<MapLineView> {
        let mut speakers: Vec<&Option<Somebody>> = Vec::new();
        let mut drawn = Vec::new();
        for line in lines {
            let speaker = speakers.iter().position(|known| **known == line.by).unwrap_or_else(|| {
                speakers.push(&line.by);
                speakers.len() - 1
            });
            let style = ["solid", "dashed", "dotted"][speaker.min(2)];
            let path = self.frame.strokes(&line.shape) + &self.frame.areas(&line.shape);
            if path.is_empty() {
                continue;
            }
            drawn.push(MapLineView { path, style });
            let name = line_said(self.cx, line);
            key.push(MapKey { class: format!("line {style}"), name, count: None });
        }
        drawn
    }

    fn arrows(&self, moved: &[Movement]) -> Vec<String> {
        let drawn = moved.iter().filter_map(|movement| {
            let ((from, _), (to, _)) = (self.at(movement.from)?, self.at(movement.to)?);
            Some(arrow(from, to))
        });
        drawn.take(ARROWS).collect()
    }

    /// The names that there is room for, in letters of that height, and none on the scale bar.
    fn named(&self, letters: (f64, usize), bar: Option<&ScaleBar>) -> Vec<MapName> {
        let [_, height] = self.frame.size;
        let taken = bar.map(|bar| [0.0, height - 44.0, bar.width as f64 + 30.0, height]);
        let names = self.names.iter().map(String::as_str);
        let one = |label: PlacedName| MapName {
            x: label.x.round() as i64,
            y: label.y.round() as i64,
            anchor: label.anchor.word(),
            text: self.names[label.of].clone(),
        };
        let labels = place_labels(&self.spots, names, self.frame.size, letters, taken.as_slice());
        labels.into_iter().map(one).filter(|name| !name.text.is_empty()).collect()
    }
}

/// The marks of places: each by itself while there are not too many, else those that lie within a distance of one with more entries
/// are one with it, the shortest distance that does.
fn joined<'a>(placed: &[(f64, f64, &'a Located)]) -> Vec<(f64, f64, &'a Located, u32)> {
    let mut spots: Vec<(f64, f64, &Located, u32)> =
        placed.iter().map(|(x, y, one)| (*x, *y, *one, 1)).collect();
    for apart in [6.0, 9.0, 13.0, 18.0, 26.0, 60.0] {
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
            if spots.len() > MARKS {
                break;
            }
        }
    }
    spots.truncate(MARKS);
    spots
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
