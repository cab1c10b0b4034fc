//! Lines as the `d` of an SVG path: simplified, in whole numbers, each point counted from the one before.

use std::fmt::Write as _;

use super::clip::Xy;

/// How far a simplified line may lie from what it stands for, in units of the picture.
const TOLERANCE: f64 = 0.7;

/// Adds a ring; one of less than two square units is nothing.
pub(super) fn push_ring(path: &mut String, points: &[Xy]) {
    if points.len() < 3 {
        return;
    }
    // The ring is two lines: to the point that is farthest from its first, and back.
    let far = (0..points.len())
        .max_by(|a, b| apart(points[*a], points[0]).total_cmp(&apart(points[*b], points[0])));
    let far = far.unwrap_or(0);
    let mut kept = simplified(&points[..=far]);
    let mut back: Vec<Xy> = points[far..].to_vec();
    back.push(points[0]);
    kept.extend(simplified(&back).into_iter().skip(1));
    kept.pop();
    let whole = rounded(&kept, true);
    if whole.len() > 2 && twice_the_area(&whole).abs() >= 4 {
        push(path, &whole);
        path.push('z');
    }
}

/// Adds a line; one shorter than a unit is nothing.
pub(super) fn push_line(path: &mut String, points: &[Xy]) {
    let whole = rounded(&simplified(points), false);
    if whole.len() > 1 {
        push(path, &whole);
    }
}

fn push(path: &mut String, points: &[[i64; 2]]) {
    let Some(([x, y], rest)) = points.split_first() else { return };
    let _ = write!(path, "M{x} {y}l");
    let (mut x, mut y) = (*x, *y);
    for (i, [to_x, to_y]) in rest.iter().enumerate() {
        for (first, step) in [(i == 0, to_x - x), (false, to_y - y)] {
            // A minus parts two numbers as well as a blank does.
            if !first && step >= 0 {
                path.push(' ');
            }
            let _ = write!(path, "{step}");
        }
        (x, y) = (*to_x, *to_y);
    }
}

fn rounded(points: &[Xy], closed: bool) -> Vec<[i64; 2]> {
    let mut whole: Vec<[i64; 2]> = points.iter().map(|[x, y]| [x.round() as i64, y.round() as i64]).collect();
    whole.dedup();
    if closed && whole.len() > 1 && whole.first() == whole.last() {
        whole.pop();
    }
    whole
}

fn twice_the_area(ring: &[[i64; 2]]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|([x, y], [u, v])| x * v - u * y).sum()
}

fn apart(a: Xy, b: Xy) -> f64 {
    let way = [a[0] - b[0], a[1] - b[1]];
    way[0] * way[0] + way[1] * way[1]
}

/// Douglas and Peucker's simplification, without recursion.
fn simplified(points: &[Xy]) -> Vec<Xy> {
    let Some(last) = points.len().checked_sub(1) else { return Vec::new() };
    let mut keep = vec![false; points.len()];
    (keep[0], keep[last]) = (true, true);
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let inner = from + 1..to;
        let away = inner.map(|i| (i, from_line(points[i], points[from], points[to])));
        let Some((farthest, away)) = away.max_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        if away > TOLERANCE * TOLERANCE {
            keep[farthest] = true;
            open.extend([(from, farthest), (farthest, to)]);
        }
    }
    points.iter().zip(keep).filter(|(_, keep)| *keep).map(|(point, _)| *point).collect()
}

/// The square of a point's distance from a piece of a line.
fn from_line(point: Xy, from: Xy, to: Xy) -> f64 {
    let way = [to[0] - from[0], to[1] - from[1]];
    let length = way[0] * way[0] + way[1] * way[1];
    if length == 0.0 {
        return apart(point, from);
    }
    let part = ((point[0] - from[0]) * way[0] + (point[1] - from[1]) * way[1]) / length;
    let part = part.clamp(0.0, 1.0);
    apart(point, [from[0] + part * way[0], from[1] + part * way[1]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_short() {
        let mut path = String::new();
        push_ring(&mut path, &[[0.0, 0.0], [5.0, 0.1], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]);
        assert_eq!(path, "M0 0l10 0 0 10-10 0z");
        push_line(&mut path, &[[1.2, 1.0], [3.0, 4.0], [2.0, 9.0]]);
        assert_eq!(path, "M0 0l10 0 0 10-10 0zM1 1l2 3-1 5");
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        let mut path = String::new();
        push_ring(&mut path, &[[0.0, 0.0], [0.4, 0.0], [0.0, 0.4]]);
        push_ring(&mut path, &[[3.0, 3.0]]);
        push_line(&mut path, &[[0.0, 0.0], [0.2, 0.2]]);
        push_line(&mut path, &[]);
        assert_eq!(path, "");
    }
}
