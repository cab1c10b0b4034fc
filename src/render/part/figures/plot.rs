//! A picture of what is said of one measure: a point for each figure, over the days that they are as of, a line for each source.
//!
//! It shows the rows of the table and no more: nothing is added or drawn between the words of two sources. What lies along
//! time is in percent, what is measured upwards in pixels, as in a strip.

use serde::Serialize;

use super::ToldFigure;
use crate::model::{ActorId, Day};
use crate::render::context::Context;
use crate::render::part::actor;
use crate::render::part::network::shape;
use crate::render::words::direction;

/// The picture of a group of figures.
#[derive(Serialize)]
pub struct FigurePlot {
    height: u32,
    /// The largest number, which is at the top.
    most: String,
    /// The first and the last day.
    from: String,
    to: String,
    mirrored: bool,
    points: Vec<PlotPoint>,
    /// Between the figures of one source.
    lines: Vec<PlotLine>,
    labels: Vec<PlotLabel>,
}

/// A figure.
#[derive(Serialize)]
struct PlotPoint {
    x: String,
    y: u32,
    /// The range, from its lower to its upper bound.
    low: Option<u32>,
    high: Option<u32>,
    side: Option<usize>,
    shape: String,
}

/// From a figure of a source to its next.
#[derive(Serialize)]
struct PlotLine {
    x1: String,
    y1: u32,
    x2: String,
    y2: u32,
    side: Option<usize>,
}

/// Who says the last figure of a line, beside it.
#[derive(Serialize)]
struct PlotLabel {
    text: String,
    /// Where it stands, and where the point is.
    y: u32,
    x: String,
    from: u32,
    side: Option<usize>,
}

/// A figure that has a day and a number.
struct Dated {
    day: Day,
    by: Option<ActorId>,
    low: f64,
    high: f64,
    at: f64,
    amount: String,
}

const HEIGHT: u32 = 150;
/// Words of labels need so much.
const LINE: u32 = 18;
/// The part of the width that points have, in percent; the rest is for labels.
const WIDE: f64 = 58.0;
/// From so many figures on, a picture says more than the table.
const LEAST: usize = 3;
/// More sources than this have no room for their names.
const SOURCES: usize = 8;

/// The picture; `None` where there are too few figures, or all are as of one day.
pub(super) fn of(cx: Context<'_>, told: &[ToldFigure<'_>]) -> Option<FigurePlot> {
    let mut dated: Vec<Dated> = told.iter().filter_map(|told| read(cx, told)).collect();
    dated.sort_by_key(|figure| figure.day);
    let (first, last) = (dated.first()?.day, dated.last()?.day);
    let most = dated.iter().map(|figure| figure.high).fold(0.0, f64::max);
    let mut sources: Vec<Option<ActorId>> = dated.iter().map(|figure| figure.by).collect();
    sources.sort_unstable();
    sources.dedup();
    if dated.len() < LEAST || first == last || most <= 0.0 || sources.len() > SOURCES {
        return None;
    }
    let mirrored = direction(&cx.site.config.language) == "rtl";
    let x = |day: Day| {
        let share = (day.number() - first.number()) as f64 / (last.number() - first.number()) as f64;
        let place = 1.5 + share * WIDE;
        format!("{:.2}%", if mirrored { 100.0 - place } else { place })
    };
    let room = f64::from(HEIGHT - 12);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the height")]
    let y = |n: f64| (f64::from(HEIGHT) - (n / most).clamp(0.0, 1.0) * room).round() as u32;
    let side = |figure: &Dated| figure.by.and_then(|by| actor::side(cx, by));
    let point = |figure: &Dated| PlotPoint {
        x: x(figure.day),
        y: y(figure.at),
        low: (figure.low < figure.high).then(|| y(figure.low)),
        high: (figure.low < figure.high).then(|| y(figure.high)),
        side: side(figure),
        shape: shape(side(figure), 0.0, 0.0, 4.5),
    };
    let (mut lines, mut labels) = (Vec::new(), Vec::new());
    for source in sources {
        let own: Vec<&Dated> = dated.iter().filter(|figure| figure.by == source).collect();
        for pair in own.windows(2) {
            let [a, b] = pair else { continue };
            let (x1, x2) = (x(a.day), x(b.day));
            lines.push(PlotLine { x1, y1: y(a.at), x2, y2: y(b.at), side: side(b) });
        }
        let Some(last) = own.last() else { continue };
        let name = source.map(|by| cx.site.actor(by).name.as_str()).unwrap_or_default();
        let text = format!("{} {name}", last.amount).trim_end().to_owned();
        labels.push(PlotLabel { text, y: y(last.at), x: x(last.day), from: y(last.at), side: side(last) });
    }
    apart(&mut labels);
    Some(FigurePlot {
        height: HEIGHT,
        most: cx.words.number(most.round().to_string().parse().ok()?),
        from: cx.words.day(first),
        to: cx.words.day(last),
        mirrored,
        points: dated.iter().map(point).collect(),
        lines,
        labels,
    })
}

fn read(cx: Context<'_>, told: &ToldFigure<'_>) -> Option<Dated> {
    let amount = told.figure.amount;
    let bounds = [amount.low, amount.best, amount.high];
    let low = bounds.into_iter().flatten().reduce(f64::min)?;
    let high = bounds.into_iter().flatten().reduce(f64::max)?;
    Some(Dated {
        day: told.figure.as_of.as_ref()?.earliest()?,
        by: told.figure.by,
        low,
        high,
        at: amount.best.or(amount.low).or(amount.high)?,
        amount: cx.words.amount(amount),
    })
}

/// Moves labels that would lie on each other, from the top down, then what went below the edge up again.
fn apart(labels: &mut [PlotLabel]) {
    labels.sort_by_key(|label| label.from);
    let mut free = LINE / 2;
    for label in labels.iter_mut() {
        label.y = label.y.max(free);
        free = label.y + LINE;
    }
    let mut edge = HEIGHT;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(edge);
        edge = label.y.saturating_sub(LINE);
    }
}
