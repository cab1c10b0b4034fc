//! `oembed/….json`: how programs put a page into a frame of another site (oembed.com, 1.0).

use serde_json::json;

use crate::render::context::Context;
use crate::render::part::share::{frame, height, title};
use crate::route::Embedded;

/// How wide programs are told that a frame is, in pixels: what they have room for counts.
const WIDTH: u32 = 640;

/// Renders `oembed/….json`.
pub fn json(cx: Context<'_>, of: Embedded) -> String {
    let config = &cx.site.config;
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title(cx, of),
        "author_name": config.publisher.as_deref().unwrap_or(&config.title),
        "provider_name": config.title,
        "provider_url": config.base_url,
        "html": frame(cx, of, &WIDTH.to_string()),
        "width": WIDTH,
        "height": height(of),
    });
    answer.to_string() + "\n"
}
