//! `data/redirects.json`: the file at each old address, and the one that it leads to.

use crate::render::context::Context;
use crate::route::Route;

/// Renders `data/redirects.json`: the file at each old address, and the one that it leads to.
pub fn json(cx: Context<'_>) -> String {
    let target = |route: &Route| match route {
        Route::Redirect(id, _) => Some(Route::Article(*id)),
        Route::FormerActor(id, _) => Some(Route::Actor(*id, crate::derive::Slice::Whole)),
        _ => None,
    };
    let file = |route: &Route| cx.addressing().file(route);
    let pairs = cx.snapshot.routes.iter().filter_map(|old| Some((file(old), file(&target(old)?))));
    let redirects: std::collections::BTreeMap<String, String> = pairs.collect();
    // A map with texts for keys can be written.
    serde_json::to_string_pretty(&redirects).unwrap_or_default() + "\n"
}
