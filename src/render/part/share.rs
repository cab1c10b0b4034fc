//! What a page offers to those who pass it on: how it is cited, and how it stands in a frame of another site.
//!
//! A frame is sandboxed, whoever shows it: links in it open beside, and nothing in it reaches the page around.

use serde::Serialize;

use crate::render::context::Context;
use crate::render::part::citation::{CitationView, PageReference};
use crate::render::part::head::PageHead;
use crate::render::text::link;
use crate::route::{Embedded, Route};
use crate::text::escaped;

/// What stands below a page for those who pass it on.
#[derive(Default, Serialize)]
pub struct ShareView {
    /// How it is cited.
    cite: Option<CitationView>,
    /// How it stands in a frame.
    embed: Option<EmbedView>,
}

/// How something stands in a frame of another site.
#[derive(Serialize)]
pub struct EmbedView {
    /// The page in the frame, from the root of the site.
    path: String,
    /// The line to paste; `None` without `base_url`.
    code: Option<String>,
}

/// How something stands in a frame of another site; `None` for what does not.
pub fn embed(cx: Context<'_>, of: Embedded) -> Option<EmbedView> {
    of.is_there(cx.site, cx.facts)
        .then(|| EmbedView { path: cx.addressing().path(&Route::Embed(of)), code: frame(cx, of, "100%") })
}

/// Tells programs, in the head of a page, how it is cited and embedded, and gives what its readers see of that.
pub fn equip(
    cx: Context<'_>,
    head: &mut PageHead,
    reference: Option<PageReference>,
    embedded: Option<Embedded>,
) -> ShareView {
    head.citation = reference.iter().flat_map(PageReference::tags).collect();
    head.oembed = embedded.and_then(|of| oembed_address(cx, of));
    ShareView {
        cite: reference.map(|reference| reference.view(cx)),
        embed: embedded.and_then(|of| embed(cx, of)),
    }
}

/// What it is called: in the frame's title, for those who do not see it.
pub fn title(cx: Context<'_>, of: Embedded) -> &str {
    match of {
        Embedded::Timeline => &cx.site.config.title,
        Embedded::Event(id) => &cx.site.event(id).title,
        Embedded::Actor(id) => &cx.site.actor(id).name,
        Embedded::Conflict(id) => &cx.site.conflict(id).name,
    }
}

/// The line of HTML that puts it into another page; `None` without `base_url`.
pub fn frame(cx: Context<'_>, of: Embedded, width: &str) -> Option<String> {
    let url = link::absolute(cx, &Route::Embed(of))?;
    // Only the explorer of the timeline has a script.
    let scripts = if of == Embedded::Timeline { "allow-scripts " } else { "" };
    let (src, title, height) = (escaped(&url), escaped(title(cx, of)), height(of));
    Some(format!(
        "<iframe src=\"{src}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
         sandbox=\"{scripts}allow-popups allow-popups-to-escape-sandbox\"></iframe>"
    ))
}

/// The address of what tells programs of it; `None` without `base_url`, and of what stands in no frame.
pub fn oembed_address(cx: Context<'_>, of: Embedded) -> Option<String> {
    of.is_there(cx.site, cx.facts).then(|| link::absolute(cx, &Route::OEmbed(of))).flatten()
}

/// How high it is, in pixels.
pub fn height(of: Embedded) -> u32 {
    match of {
        Embedded::Timeline => 640,
        Embedded::Event(_) => 320,
        Embedded::Actor(_) | Embedded::Conflict(_) => 520,
    }
}
