//! The list of the actors that often appear together.

use serde::Serialize;

use crate::derive::{Pair, Slice};
use crate::render::context::Context;
use crate::render::part::actor;
use crate::render::part::actor::ActorView;
use crate::route::Route;

/// Two actors with their page.
#[derive(Serialize)]
pub struct PairView<'a> {
    a: ActorView<'a>,
    b: ActorView<'a>,
    /// Both names.
    name: String,
    url: String,
    articles: u32,
}

/// Both names of a pair: "Armenia and Azerbaijan".
pub fn named(cx: Context<'_>, pair: &Pair) -> String {
    cx.words.list(&[&cx.site.actor(pair.a).name, &cx.site.actor(pair.b).name])
}

/// The pairs that have a page, the most frequent first.
pub fn list(cx: Context<'_>, most: usize) -> Vec<PairView<'_>> {
    let pairs = cx.facts.people.together.pairs.iter().take(most);
    let view = |(index, pair): (u32, &Pair)| PairView {
        name: named(cx, pair),
        a: actor::view(cx, pair.a),
        b: actor::view(cx, pair.b),
        url: cx.link(&Route::Pair(index, Slice::Whole)),
        articles: pair.articles,
    };
    (0..).zip(pairs).map(view).collect()
}
