//! Makes raw HTML harmless; only texts that hold some pay for it.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

use ammonia::Builder;

use super::MarkDraftKind;
use super::body::Writing;
use super::document::Document;
use super::{tags, woven};
use crate::address::{self, Address, HARMLESS};
use crate::diag::Diagnostics;
use crate::text::ROOT;

/// Begins what stands for a place of the markup while it goes through the sanitiser.
pub(super) const OPEN: char = '\u{2}';
/// Ends it.
pub(super) const CLOSE: char = '\u{3}';

/// A part of these that nobody who writes a text can know. It never reaches the output.
pub(super) static NONCE: LazyLock<String> =
    LazyLock::new(|| format!("{:016x}", RandomState::new().build_hasher().finish()));

/// What Markdown and the theme produce is allowed; scripts, styles, frames, forms and event handlers are not.
static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::default();
    policy
        .add_tags([
            "figure",
            "figcaption",
            "section",
            "details",
            "summary",
            "mark",
            "audio",
            "video",
            "source",
            "track",
            "picture",
        ])
        .add_generic_attributes([
            "id",
            "class",
            "lang",
            "dir",
            "title",
            "role",
            "tabindex",
            "aria-label",
            "aria-hidden",
        ])
        .add_tag_attributes("img", ["loading", "decoding", "srcset", "sizes"])
        .add_tag_attributes("audio", ["src", "controls", "preload"])
        .add_tag_attributes("video", ["src", "controls", "preload", "poster", "width", "height"])
        .add_tag_attributes("source", ["src", "type", "srcset", "media"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label"])
        .add_tag_attributes("ol", ["reversed", "type"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("time", ["datetime"])
        .url_schemes(["http", "https"].into_iter().chain(HARMLESS).collect())
        .link_rel(None)
        .strip_comments(true);
    policy
});

/// The first tag, attribute or address of raw HTML that the sanitiser takes out.
pub(super) fn removed(html: &str) -> Option<String> {
    static TAGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| POLICY.clone_tags());
    let unknown = tags::tags(html).find(|tag| !TAGS.contains(tag.name.to_ascii_lowercase().as_str()));
    if let Some(tag) = unknown {
        return Some(format!("<{}>", tag.name.to_ascii_lowercase()));
    }
    tags::tags(html).flat_map(|tag| tag.attributes).find_map(|attribute| {
        let name = attribute.name.to_ascii_lowercase();
        if name == "style" || (name.starts_with("on") && name.len() > 4) {
            return Some(name);
        }
        match address::read(&tags::plain(attribute.value)) {
            Address::Unsafe(scheme) if is_address(&name) => Some(format!("{scheme}:")),
            _ => None,
        }
    })
}

fn is_address(attribute: &str) -> bool {
    matches!(attribute, "href" | "src" | "poster" | "cite" | "background" | "action" | "data" | "xlink:href")
}

/// Sanitises the markup; marks and prose move with their text, and go when it goes.
pub(super) fn sanitize(draft: &mut Writing, doc: &Document, out: &mut Diagnostics) {
    let fenced = fence(draft);
    let clean = POLICY.clean(&fenced).to_string();
    woven::unfence(draft, doc, &clean, out);
}

/// A place of the markup as it goes through the sanitiser.
fn token(out: &mut String, kind: char, end: &str, index: usize) {
    out.push(OPEN);
    out.push_str(&NONCE);
    out.push_str(&format!("{kind}{end}{index}"));
    out.push(CLOSE);
}

/// The markup with the ends of marks and prose, and the signs for the root, written into it as tokens.
fn fence(draft: &Writing) -> String {
    let mut ends: Vec<(u32, u8, char, usize)> = Vec::new();
    let mut span = |kind: char, index: usize, (start, end): (u32, u32)| {
        // At one byte, what ends comes before what begins, unless it is the same empty span.
        ends.push((start, 1, kind, index));
        ends.push((end, if start == end { 2 } else { 0 }, kind, index));
    };
    for (i, mark) in draft.marks.iter().enumerate() {
        span('m', i, (mark.start, mark.end));
    }
    draft.prose.iter().enumerate().for_each(|(i, prose)| span('p', i, *prose));
    draft.quotations.iter().enumerate().for_each(|(i, quotation)| span('q', i, quotation.words));
    ends.sort_by_key(|end| (end.0, end.1));
    let mut fenced = String::with_capacity(draft.markup.len() + ends.len() * 24);
    let mut at = 0;
    for (byte, order, kind, index) in ends {
        let byte = byte as usize;
        push_rooted(&mut fenced, &draft.markup[at..byte]);
        at = byte;
        match draft.marks.get(index).filter(|_| kind == 'm').map(|mark| &mark.kind) {
            // Both are one place, not a span.
            Some(MarkDraftKind::Id) if order == 1 => token(&mut fenced, 'i', "", index),
            Some(MarkDraftKind::Raw(_)) if order == 1 => token(&mut fenced, 'h', "", index),
            Some(MarkDraftKind::Id | MarkDraftKind::Raw(_)) => {}
            _ => token(&mut fenced, kind, if order == 1 { "" } else { "/" }, index),
        }
    }
    push_rooted(&mut fenced, &draft.markup[at..]);
    fenced
}

fn push_rooted(fenced: &mut String, markup: &str) {
    let mut pieces = markup.split(ROOT);
    fenced.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        token(fenced, 'r', "", 0);
        fenced.push_str(piece);
    }
}
