//! Makes raw HTML harmless; only texts that hold some pay for it.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

use super::MarkDraft;
use super::body::Writing;
use super::image::is_absolute;

/// Marks are kept through the sanitiser as numbers between these characters, which HTML texts cannot hold.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

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
        .attribute_filter(|_, name, value| match name {
            "src" | "poster" | "srcset" if is_absolute(value) => None,
            _ => Some(value.into()),
        })
        .link_rel(None)
        .strip_comments(true);
    policy
});

/// The first tag or attribute of raw HTML that the sanitiser takes out.
pub(super) fn removed(html: &str) -> Option<String> {
    static TAGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| POLICY.clone_tags());
    let lower = html.to_ascii_lowercase();
    for (at, _) in lower.match_indices('<') {
        let name: &str = lower[at + 1..].trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if !name.is_empty() && !TAGS.contains(name) {
            return Some(format!("<{name}>"));
        }
    }
    let attribute = lower.split_ascii_whitespace().find(|word| {
        let name = word.split('=').next().unwrap_or("");
        name.len() < word.len() && (name == "style" || (name.starts_with("on") && name.len() > 4))
    });
    let attribute = attribute.and_then(|word| word.split('=').next()).map(str::to_owned);
    attribute.or_else(|| lower.contains("javascript:").then(|| "javascript:".to_owned()))
}

/// Raw HTML without entities such as `&#1;` for the signs that stand for marks and the root.
pub(super) fn without_entities(html: &str) -> String {
    let mut clean = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("&#") {
        clean.push_str(&rest[..at]);
        let tail = &rest[at + 2..];
        let digits = tail.strip_prefix(['x', 'X']).unwrap_or(tail);
        let radix = if digits.len() < tail.len() { 16 } else { 10 };
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let value = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
        let after = digits[length..].strip_prefix(';').unwrap_or(&digits[length..]);
        if !(1..=3).contains(&value) {
            clean.push_str(&rest[at..rest.len() - after.len()]);
        }
        rest = after;
    }
    clean.push_str(rest);
    clean
}

/// Sanitises the markup; marks and prose move with their text, and go when it goes.
pub(super) fn sanitize(draft: &mut Writing) {
    let fenced = fence(draft);
    let clean = POLICY.clean(&fenced).to_string();
    unfence(draft, &clean);
}

/// The markup with the ends of marks and prose written into it.
fn fence(draft: &Writing) -> String {
    let mut ends: Vec<(u32, u8, String)> = Vec::new();
    let spans = draft.marks.iter().map(|m| (m.start, m.end)).map(|s| ('m', s));
    let prose = draft.prose.iter().copied().map(|s| ('p', s));
    let quotes = draft.quotations.iter().map(|q| q.words).map(|s| ('q', s));
    for (kind, list) in [('m', spans.collect::<Vec<_>>()), ('p', prose.collect()), ('q', quotes.collect())] {
        for (i, (_, (start, end))) in list.into_iter().enumerate() {
            // At one byte, what ends comes before what begins, unless it is the same empty span.
            ends.push((start, 1, format!("{OPEN}{kind}{i}{CLOSE}")));
            ends.push((end, if start == end { 2 } else { 0 }, format!("{OPEN}/{kind}{i}{CLOSE}")));
        }
    }
    ends.sort_by_key(|end| (end.0, end.1));
    let mut fenced = String::with_capacity(draft.markup.len() + ends.len() * 6);
    let mut at = 0;
    for (byte, _, token) in ends {
        let byte = byte as usize;
        fenced.push_str(&draft.markup[at..byte]);
        fenced.push_str(&token);
        at = byte;
    }
    fenced.push_str(&draft.markup[at..]);
    fenced
}

/// Takes the ends out of the sanitised markup again.
fn unfence(draft: &mut Writing, clean: &str) {
    let mut markup = String::with_capacity(clean.len());
    let none = (None, None);
    let mut marks: Vec<(Option<u32>, Option<u32>)> = vec![none; draft.marks.len()];
    let mut prose = vec![none; draft.prose.len()];
    let mut quotes = vec![none; draft.quotations.len()];
    let mut rest = clean;
    while let Some(open) = rest.find(OPEN) {
        markup.push_str(&rest[..open]);
        let Some(close) = rest[open..].find(CLOSE) else { break };
        let token = &rest[open + OPEN.len_utf8()..open + close];
        let byte = u32::try_from(markup.len()).unwrap_or(u32::MAX);
        let (is_end, name) = token.strip_prefix('/').map_or((false, token), |name| (true, name));
        let spans = match name.chars().next() {
            Some('m') => &mut marks,
            Some('p') => &mut prose,
            _ => &mut quotes,
        };
        if let Some(span) = name.get(1..).and_then(|n| n.parse::<usize>().ok()).and_then(|n| spans.get_mut(n))
        {
            *(if is_end { &mut span.1 } else { &mut span.0 }) = Some(byte);
        }
        rest = &rest[open + close + CLOSE.len_utf8()..];
    }
    markup.push_str(rest);
    draft.markup = markup;
    let whole = |span: &(Option<u32>, Option<u32>)| span.0.zip(span.1).filter(|(s, e)| s <= e);
    let moved = draft.marks.drain(..).zip(&marks);
    let moved: Vec<MarkDraft> = moved
        .filter_map(|(mark, span)| whole(span).map(|(start, end)| MarkDraft { start, end, ..mark }))
        .collect();
    draft.marks = moved;
    draft.prose = prose.iter().filter_map(whole).filter(|(s, e)| s < e).collect();
    for (quotation, span) in draft.quotations.iter_mut().zip(&quotes) {
        quotation.words = whole(span).unwrap_or((0, 0));
    }
}
