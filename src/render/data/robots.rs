//! `robots.txt`.

use crate::render::context::Context;

/// Renders `robots.txt`.
pub fn txt(cx: Context<'_>) -> String {
    let map = cx.site.config.base_url.as_ref().map(|base| format!("\nSitemap: {base}sitemap.xml\n"));
    format!("User-agent: *\nAllow: /\n{}", map.unwrap_or_default())
}
