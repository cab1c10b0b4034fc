//! The network of actors as a picture: where each stands, the same in every build.

use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};
use rustc_hash::FxHashMap;

use crate::model::ActorId;

/// Two actors of the network and what joins them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// One of them.
    pub a: ActorId,
    /// The other.
    pub b: ActorId,
    /// In how many articles they appear together.
    pub articles: u32,
}

/// Where the actors of a network stand, in the picture's units.
#[derive(Debug, Default)]
pub struct Network {
    /// The actors, the most frequent first, each with its middle.
    pub nodes: Vec<(ActorId, f64, f64)>,
    /// The ties between them, the strongest first, as indexes of `nodes`.
    pub ties: Vec<(usize, usize, u32)>,
    /// The height of the picture: few need less of it.
    pub height: f64,
}

/// The width of the picture.
pub const WIDTH: f64 = 1120.0;
/// The height for each actor, with the least and the greatest.
const HEIGHT: (f64, f64, f64) = (25.0, 220.0, 680.0);
/// What stays free at the edges: labels need more room to the side than above.
const MARGIN: (f64, f64) = (110.0, 30.0);
/// How often the forces are applied.
const STEPS: usize = 300;
/// What is left of the forces in the end.
const LEFT: f64 = 0.001;

impl Network {
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    pub(super) fn of(actors: &[ActorId], ties: &[Tie]) -> Self {
        let place: FxHashMap<ActorId, usize> = actors.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let ties: Vec<(usize, usize, u32)> = ties
            .iter()
            .filter_map(|tie| Some((*place.get(&tie.a)?, *place.get(&tie.b)?, tie.articles)))
            .collect();
        let strongest = f64::from(ties.first().map_or(1, |tie| tie.2));
        let pulls: Vec<f64> = ties.iter().map(|tie| 0.05 + 0.35 * f64::from(tie.2) / strongest).collect();
        let pull = move |link: usize| pulls.get(link).copied().unwrap_or(0.05);
        let links = Link::new(ties.iter().map(|(a, b, _)| (*a, *b)));
        let mut simulation = SimulationBuilder::default()
            .with_alpha_decay(1.0 - libm::pow(LEFT, 1.0 / STEPS as f64))
            .build((0..actors.len()).map(beginning))
            .add_force("ties", links.distance(130.0).strength(move |_: &_, link| pull(link)))
            .add_force("room", ManyBody::new())
            .add_force("labels", Collide::new().radius(|_| 46.0).iterations(3))
            .add_force("x", PositionX::new())
            .add_force("y", PositionY::new());
        simulation.tick(STEPS);
        let mut nodes: Vec<(ActorId, f64, f64)> =
            actors.iter().zip(simulation.positions()).map(|(id, [x, y])| (*id, x, y)).collect();
        let height = (HEIGHT.0 * nodes.len() as f64).clamp(HEIGHT.1, HEIGHT.2);
        fit(&mut nodes, height);
        Self { nodes, ties, height }
    }
}

/// Where an actor stands at first: on a spiral, as seeds do. The simulation would do the same with the mathematics of the system,
/// whose last bits differ from one to the next, and each step makes more of the difference.
#[expect(clippy::cast_precision_loss, reason = "a handful")]
fn beginning(place: usize) -> Node {
    let angle = place as f64 * std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    let radius = 10.0 * (0.5 + place as f64).sqrt();
    Node::default().position(radius * libm::cos(angle), radius * libm::sin(angle))
}

/// Stretches the picture to its size.
fn fit(nodes: &mut [(ActorId, f64, f64)], height: f64) {
    let bounds = |of: fn(&(ActorId, f64, f64)) -> f64, nodes: &[(ActorId, f64, f64)]| {
        let all = nodes.iter().map(of).filter(|value| value.is_finite());
        all.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (x, y) = (bounds(|node| node.1, nodes), bounds(|node| node.2, nodes));
    let scaled = |value: f64, (low, high): (f64, f64), size: f64, margin: f64| {
        let share = if high > low && value.is_finite() { (value - low) / (high - low) } else { 0.5 };
        ((margin + share * (size - 2.0 * margin)) * 10.0).round() / 10.0
    };
    for node in nodes {
        node.1 = scaled(node.1, x, WIDTH, MARGIN.0);
        node.2 = scaled(node.2, y, height, MARGIN.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What another system must come to as well.
    #[test]
    fn the_picture_is_known_to_the_last_digit() {
        let actors: Vec<ActorId> = (0..7).map(ActorId::of).collect();
        let tie = |a: usize, b: usize, articles| Tie { a: ActorId::of(a), b: ActorId::of(b), articles };
        let ties = [tie(0, 1, 9), tie(0, 2, 5), tie(1, 3, 4), tie(2, 4, 3), tie(0, 5, 2), tie(5, 6, 1)];
        let drawn = Network::of(&actors, &ties);
        let places: Vec<String> = drawn.nodes.iter().map(|(_, x, y)| format!("{x:.1} {y:.1}")).collect();
        let known = "1010.0 91.7, 559.9 110.0, 248.0 48.3, 872.1 171.7, 110.0 128.3, 698.0 30.0, 422.1 190.0";
        assert_eq!(places.join(", "), known);
    }
}
