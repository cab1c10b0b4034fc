//! Cutting by a box: rings by Sutherland and Hodgman, lines by Liang and Barsky.

/// A box: left, top (or south), right, bottom (or north).
pub(super) type Box4 = [f64; 4];

/// A point of a plane.
pub(super) type Xy = [f64; 2];

/// What of a ring lies in a box; along its edges where the ring leaves it.
pub(super) fn ring(mut points: Vec<Xy>, within: Box4) -> Vec<Xy> {
    for (side, limit) in within.into_iter().enumerate() {
        let (axis, low) = (side % 2, side < 2);
        let is_in = |p: &Xy| if low { p[axis] >= limit } else { p[axis] <= limit };
        if points.iter().all(is_in) {
            continue;
        }
        let mut kept = Vec::with_capacity(points.len());
        let mut last = match points.last() {
            Some(last) => *last,
            None => return points,
        };
        for point in points {
            if is_in(&point) != is_in(&last) {
                kept.push(crossing(last, point, axis, limit));
            }
            if is_in(&point) {
                kept.push(point);
            }
            last = point;
        }
        points = kept;
    }
    points
}

fn crossing(from: Xy, to: Xy, axis: usize, limit: f64) -> Xy {
    let part = (limit - from[axis]) / (to[axis] - from[axis]);
    let mut at = [0.0; 2];
    at[axis] = limit;
    at[1 - axis] = from[1 - axis] + part * (to[1 - axis] - from[1 - axis]);
    at
}

/// The pieces of a line that lie in a box.
pub(super) fn line(points: &[Xy], within: Box4) -> Vec<Vec<Xy>> {
    let mut pieces: Vec<Vec<Xy>> = Vec::new();
    let mut open = false;
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let Some((start, end)) = inside(from, to, within) else {
            open = false;
            continue;
        };
        let at = |part: f64| [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
        match pieces.last_mut() {
            Some(piece) if open && start == 0.0 => piece.push(at(end)),
            _ => pieces.push(vec![at(start), at(end)]),
        }
        open = end == 1.0;
    }
    pieces
}

/// From where to where, as parts of the way, a step lies in a box.
fn inside(from: Xy, to: Xy, within: Box4) -> Option<(f64, f64)> {
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let way = to[axis] - from[axis];
        let (low, high) = (within[axis] - from[axis], within[axis + 2] - from[axis]);
        if way == 0.0 {
            if low > 0.0 || high < 0.0 {
                return None;
            }
            continue;
        }
        let (first, second) = if way > 0.0 { (low / way, high / way) } else { (high / way, low / way) };
        start = start.max(first);
        end = end.min(second);
    }
    (start <= end).then_some((start, end))
}

/// Adds points so that no step is longer than a measure: on a plane a long one is no straight line.
pub(super) fn in_steps(points: &[Xy], closed: bool, most: f64) -> Vec<Xy> {
    let mut all = Vec::with_capacity(points.len());
    for (i, point) in points.iter().enumerate() {
        all.push(*point);
        let next = match points.get(i + 1) {
            Some(next) => *next,
            None if closed => points[0],
            None => break,
        };
        let way = [next[0] - point[0], next[1] - point[1]];
        let steps = (way[0].abs().max(way[1].abs()) / most).ceil();
        // What lies in a box of the world is never longer than 360 steps.
        let steps = if steps.is_finite() { steps.min(720.0) as u32 } else { 1 };
        for step in 1..steps {
            let part = f64::from(step) / f64::from(steps);
            all.push([point[0] + part * way[0], point[1] + part * way[1]]);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Box4 = [0.0, 0.0, 1.0, 1.0];

    #[test]
    fn rings_keep_what_lies_in_the_box() {
        let around = vec![[-1.0, -1.0], [2.0, -1.0], [2.0, 2.0], [-1.0, 2.0]];
        let mut all = ring(around, UNIT);
        all.sort_by(|a, b| a.partial_cmp(b).unwrap());
        assert_eq!(all, [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
        assert!(ring(vec![[2.0, 0.0], [3.0, 0.0], [3.0, 1.0]], UNIT).is_empty());
        assert!(ring(Vec::new(), UNIT).is_empty());
    }

    #[test]
    fn lines_fall_into_pieces() {
        let there_and_back = [[-1.0, 0.5], [2.0, 0.5], [2.0, 0.25], [0.5, 0.25]];
        let pieces = line(&there_and_back, UNIT);
        assert_eq!(pieces, [vec![[0.0, 0.5], [1.0, 0.5]], vec![[1.0, 0.25], [0.5, 0.25]]]);
    }

    #[test]
    fn long_steps_are_parted() {
        assert_eq!(in_steps(&[[0.0, 0.0], [4.0, 0.0]], false, 2.0), [[0.0, 0.0], [2.0, 0.0], [4.0, 0.0]]);
        assert_eq!(in_steps(&[[0.0, 0.0], [1.0, 0.0]], true, 2.0).len(), 2);
    }
}
