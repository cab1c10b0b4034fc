//! Pictures of who appears with whom: of a whole site, and of one actor with those around it.

use serde::Serialize;

use crate::derive::{NETWORK_WIDTH, Network};
use crate::model::ActorId;
use crate::render::context::Context;
use crate::render::part::actor;
use crate::render::part::offices::coordinate;

/// A picture of actors and the ties between them.
#[derive(Serialize)]
pub struct NetworkView<'a> {
    width: String,
    height: String,
    ties: Vec<TieView>,
    nodes: Vec<NodeView<'a>>,
    /// The same in words: each actor with those it appears with most.
    rows: Vec<RowView<'a>>,
}

#[derive(Serialize)]
struct RowView<'a> {
    name: &'a str,
    url: &'a str,
    articles: u32,
    with: Vec<WithView<'a>>,
}

#[derive(Serialize)]
struct WithView<'a> {
    name: &'a str,
    url: &'a str,
    articles: u32,
}

#[derive(Serialize)]
struct TieView {
    x1: String,
    y1: String,
    x2: String,
    y2: String,
    /// How strong it is, from 1 to 4.
    weight: u32,
}

#[derive(Serialize)]
struct NodeView<'a> {
    name: &'a str,
    /// The name, cut where there is no room for all of it.
    label: String,
    url: &'a str,
    /// Its mark, as the `d` of a path: a shape for each side.
    path: String,
    /// The number of its side, from 1.
    side: Option<usize>,
    /// Whether it is the one whose picture it is.
    own: bool,
    x: String,
    y: String,
    anchor: &'static str,
}

/// The room of a label, and of what else must stay free.
#[derive(Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// The width of a letter and the height of a line, about, in the picture's units.
const LETTER: f64 = 7.0;

const LINE: f64 = 15.0;

/// How many others a row of the table names.
const WITH: usize = 6;

/// The size of the picture of one actor, and how many are around it.
const LOCAL: (f64, f64) = (300.0, 250.0);

const AROUND: usize = 8;

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The picture of the whole site; `None` where no two actors appear together.
pub fn of_site(cx: Context<'_>) -> Option<NetworkView<'_>> {
    let Network { nodes, ties, height } = cx.facts.people.together.network();
    let strongest = ties.first()?.2;
    let mut taken: Vec<Area> = nodes.iter().map(|(_, x, y)| around(*x, *y, 9.0)).collect();
    let place = |(id, x, y): &(ActorId, f64, f64)| {
        let name = &cx.site.actor(*id).name;
        let label = shortened(name, 30);
        let (area, at, anchor) = free(&taken, &label, (*x, *y), *height);
        taken.push(area);
        node_view(cx, *id, (*x, *y), 6.5, label, at, anchor)
    };
    let views = nodes.iter().map(place).collect();
    let tie = |(a, b, articles): &(usize, usize, u32)| {
        let (a, b) = (&nodes[*a], &nodes[*b]);
        tie((a.1, a.2), (b.1, b.2), *articles, strongest)
    };
    Some(NetworkView {
        width: coordinate(NETWORK_WIDTH),
        height: coordinate(*height),
        ties: ties.iter().map(tie).collect(),
        nodes: views,
        rows: nodes.iter().map(|(id, ..)| row(cx, *id)).collect(),
    })
}

fn row(cx: Context<'_>, id: ActorId) -> RowView<'_> {
    let facts = cx.facts;
    let name = |id: ActorId| cx.site.actor(id).name.as_str();
    let with = facts.people.together.companions[id.index()].iter().take(WITH).map(|companion| WithView {
        name: name(companion.actor),
        url: &cx.views.actors[companion.actor.index()],
        articles: companion.articles,
    });
    RowView {
        name: name(id),
        url: &cx.views.actors[id.index()],
        articles: facts.people.articles_of[id.index()],
        with: with.collect(),
    }
}

/// The picture of one actor with those it appears with most; `None` for one that is alone.
pub fn of_actor(cx: Context<'_>, id: ActorId) -> Option<NetworkView<'_>> {
    let together = &cx.facts.people.together;
    let around: Vec<ActorId> =
        together.companions[id.index()].iter().take(AROUND).map(|companion| companion.actor).collect();
    if around.len() < 2 {
        return None;
    }
    let (middle, radius) = ((LOCAL.0 / 2.0, LOCAL.1 / 2.0), (LOCAL.0 / 2.0 - 55.0, LOCAL.1 / 2.0 - 28.0));
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let place = |index: usize| {
        let angle = std::f64::consts::TAU * (index as f64 / around.len() as f64 - 0.25);
        (middle.0 + radius.0 * libm::cos(angle), middle.1 + radius.1 * libm::sin(angle))
    };
    let strongest = together.between(id, around[0]).max(1);
    let mut ties = Vec::new();
    for (i, a) in around.iter().enumerate() {
        ties.push(tie(middle, place(i), together.between(id, *a), strongest));
        for (j, b) in around.iter().enumerate().skip(i + 1) {
            let articles = together.between(*a, *b);
            if articles > 0 {
                ties.push(tie(place(i), place(j), articles, strongest));
            }
        }
    }
    let node = |(index, other): (usize, &ActorId)| {
        let (x, y) = place(index);
        let below = if y < middle.1 { -9.0 } else { 17.0 };
        let label = shortened(&cx.site.actor(*other).name, 20);
        // Labels of the outermost stay inside the picture.
        let half = width(&label) / 2.0;
        let x_label = x.clamp(half, (LOCAL.0 - half).max(half));
        node_view(cx, *other, (x, y), 5.0, label, (x_label, y + below), "middle")
    };
    let mut nodes: Vec<NodeView<'_>> = around.iter().enumerate().map(node).collect();
    let own = node_view(cx, id, middle, 7.5, String::new(), middle, "middle");
    nodes.push(NodeView { own: true, ..own });
    Some(NetworkView {
        width: coordinate(LOCAL.0),
        height: coordinate(LOCAL.1),
        ties,
        nodes,
        rows: Vec::new(),
    })
}

fn node_view<'a>(
    cx: Context<'a>,
    id: ActorId,
    (x, y): (f64, f64),
    size: f64,
    label: String,
    at: (f64, f64),
    anchor: &'static str,
) -> NodeView<'a> {
    let side = actor::side(cx, id);
    NodeView {
        name: &cx.site.actor(id).name,
        label,
        url: &cx.views.actors[id.index()],
        path: shape(side, x, y, size),
        side,
        own: false,
        x: coordinate(at.0),
        y: coordinate(at.1),
        anchor,
    }
}

fn tie(a: (f64, f64), b: (f64, f64), articles: u32, strongest: u32) -> TieView {
    TieView {
        x1: coordinate(a.0),
        y1: coordinate(a.1),
        x2: coordinate(b.0),
        y2: coordinate(b.1),
        weight: (articles * 4).div_ceil(strongest).clamp(1, 4),
    }
}

/// The mark of a side at a place, as the `d` of a path; that of others where there is none.
pub fn shape(side: Option<usize>, x: f64, y: f64, size: f64) -> String {
    let c = coordinate;
    let from = |dx: f64, dy: f64| format!("M{} {}", c(x + dx * size), c(y + dy * size));
    let (one, two) = (c(size), c(2.0 * size));
    match side {
        Some(1) => format!("{}a{one} {one} 0 1 0 {two} 0a{one} {one} 0 1 0 -{two} 0z", from(-1.0, 0.0)),
        Some(2) => format!("{}h{s}v{s}h-{s}z", from(-0.9, -0.9), s = c(1.8 * size)),
        Some(3) => {
            format!("{}h{}l-{h} {t}z", from(-1.1, -0.9), c(2.2 * size), h = c(1.1 * size), t = c(1.9 * size))
        }
        Some(4) => {
            let (long, wide) = (c(0.7 * size), c(0.6 * size));
            format!(
                "{}h{wide}v{long}h{long}v{wide}h-{long}v{long}h-{wide}v-{long}h-{long}v-{wide}h{long}z",
                from(-0.3, -1.0)
            )
        }
        Some(5) => format!("{}a{r} {r} 0 0 1 {} 0z", from(-1.1, 0.5), c(2.2 * size), r = c(1.1 * size)),
        Some(6) => format!("{}h{}v{}h-{}z", from(-0.45, -1.0), c(0.9 * size), c(2.0 * size), c(0.9 * size)),
        _ => format!("{}l{one} {t}h-{two}z", from(0.0, -1.0), t = c(1.75 * size)),
    }
}

fn around(x: f64, y: f64, size: f64) -> Area {
    Area { left: x - size, top: y - size, right: x + size, bottom: y + size }
}

/// A place for a label at a mark that meets no other, with its point and the side at which the text stands:
/// after the mark, before it, under it, over it; after it where all are taken.
fn free(taken: &[Area], label: &str, (x, y): (f64, f64), height: f64) -> (Area, (f64, f64), &'static str) {
    let wide = width(label);
    let line = |left: f64, base: f64| Area {
        left,
        top: base - LINE * 0.8,
        right: left + wide,
        bottom: base + LINE * 0.25,
    };
    let places = [
        (line(x + 11.0, y + 5.0), (x + 11.0, y + 5.0), "start"),
        (line(x - 11.0 - wide, y + 5.0), (x - 11.0, y + 5.0), "end"),
        (line(x - wide / 2.0, y + 23.0), (x, y + 23.0), "middle"),
        (line(x - wide / 2.0, y - 12.0), (x, y - 12.0), "middle"),
    ];
    let inside = |area: &Area| {
        area.left >= 0.0 && area.right <= NETWORK_WIDTH && area.top >= 0.0 && area.bottom <= height
    };
    // Where all are taken, the place that meets the fewest.
    let met = |area: &Area| taken.iter().filter(|other| area.meets(other)).count();
    let best = places.iter().filter(|(area, ..)| inside(area)).min_by_key(|(area, ..)| met(area));
    *best.unwrap_or(&places[0])
}

#[expect(clippy::cast_precision_loss, reason = "the length of a name")]
fn width(label: &str) -> f64 {
    label.chars().count() as f64 * LETTER
}

/// A name in so many letters.
fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most - 1).collect();
    // Rather whole words than parts of them.
    let whole = cut.rfind(' ').filter(|at| *at * 2 > cut.len()).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{whole}…")
}
