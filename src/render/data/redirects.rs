//! `data/redirects.json`: the file at each old address, and the one that it leads to.

use std::collections::BTreeMap;

use crate::render::context::Context;
use crate::route::{Route, RouteClass};

/// Renders `data/redirects.json`: the file at each old address, and the one that it leads to.
pub fn json(cx: Context<'_>) -> String {
    let addressing = cx.addressing();
    let pair = |old: &Route| match old.class() {
        RouteClass::Redirect(target) => Some((addressing.file(old), addressing.file(&Route::of(target)?))),
        _ => None,
    };
    let redirects: BTreeMap<String, String> = cx.snapshot.routes.iter().filter_map(pair).collect();
    // A map with texts for keys can be written.
    serde_json::to_string_pretty(&redirects).unwrap_or_default() + "\n"
}
