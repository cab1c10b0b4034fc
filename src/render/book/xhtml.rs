//! HTML becomes XHTML: every element is closed, nothing stands in it that books may not have, and links lead where a reader has something.

use rustc_hash::FxHashSet;

use crate::parse::tags::{self, Tag};

/// What may stand in a book. All else is left out, and its words stay.
const KEPT: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
];
/// What goes with all that is in it.
const DROPPED: &[&str] = &[
    "svg", "script", "style", "button", "nav", "audio", "video", "iframe", "object", "template", "math",
    "noscript", "select", "textarea", "form", "aside",
];
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// What may stand only in text, and in which no block may.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i",
    "ins", "kbd", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var",
    "caption", "dt",
];
const BLOCK: &[&str] = &[
    "blockquote",
    "div",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];
/// What stands only inside certain elements, and what it is elsewhere.
const INSIDE: &[(&str, &[&str], &str)] = &[
    ("li", &["ul", "ol"], "div"),
    ("dt", &["dl", "div"], "div"),
    ("dd", &["dl", "div"], "div"),
    ("figcaption", &["figure"], "div"),
    ("caption", &["table"], "div"),
    ("thead", &["table"], ""),
    ("tbody", &["table"], ""),
    ("tfoot", &["table"], ""),
    ("tr", &["table", "thead", "tbody", "tfoot"], ""),
    ("td", &["tr"], ""),
    ("th", &["tr"], ""),
    ("col", &["colgroup"], ""),
    ("colgroup", &["table"], ""),
];

/// An element that is open: its name as it was, and as it is written; none where only its words are.
struct OpenElement {
    was: String,
    is: Option<String>,
}

/// Writes markup as the content of a body. `leads` says where a link leads, `picture` where a picture lies in the book.
pub fn written(
    html: &str,
    leads: impl Fn(&str) -> Option<String>,
    mut picture: impl FnMut(&str) -> Option<String>,
) -> String {
    let named: FxHashSet<String> =
        tags::tags(html).filter_map(|tag| Some(name_of(&value(&tag, "id")?))).collect();
    let (first, given) = pass(html, &leads, &mut picture, &named);
    // What leads to something that was left out leads nowhere.
    if given.len() == named.len() { first } else { pass(html, &leads, &mut picture, &given).0 }
}

/// Writes it with links to these ids alone; also the ids that stand in it.
fn pass(
    html: &str,
    leads: &impl Fn(&str) -> Option<String>,
    picture: &mut impl FnMut(&str) -> Option<String>,
    ids: &FxHashSet<String>,
) -> (String, FxHashSet<String>) {
    let mut out = String::with_capacity(html.len());
    let mut open: Vec<OpenElement> = Vec::new();
    let mut given: FxHashSet<String> = FxHashSet::default();
    // How deep in something that is dropped.
    let mut dropped = 0_usize;
    let mut at = 0;
    for tag in tags::tags(html) {
        let start = html[..tag.end].rfind('<').unwrap_or(at).max(at);
        if dropped == 0 {
            push_text(&mut out, &html[at..start]);
        }
        at = tag.end;
        let name = tag.name.to_ascii_lowercase();
        let is_void = VOID.contains(&name.as_str());
        if tag.closes {
            if dropped > 0 {
                dropped = dropped.saturating_sub(usize::from(!is_void));
                continue;
            }
            let Some(place) = open.iter().rposition(|element| element.was == name) else { continue };
            for element in open.drain(place..).rev() {
                close(&mut out, &element);
            }
            continue;
        }
        if dropped > 0 {
            // In drawings an element may end where it begins.
            let is_whole = html[..tag.end].ends_with("/>");
            dropped += usize::from(!is_void && !is_whole);
            continue;
        }
        if !is_void && is_dropped(&name, &tag) {
            dropped = 1;
            continue;
        }
        let inside = |names: &[&str]| {
            open.iter().any(|element| element.is.as_deref().is_some_and(|is| names.contains(&is)))
        };
        let is = element(&name, &open, inside(INLINE), inside(&["a"]));
        if name == "img" {
            put_picture(&mut out, &tag, picture);
            continue;
        }
        // A head of nothing is none.
        let is_empty = name == "th" && html[tag.end..].trim_start().starts_with("</th");
        let is = if is_empty { is.map(|_| "td".to_owned()) } else { is };
        if let Some(is) = &is {
            out.push('<');
            out.push_str(is);
            if is == "a" {
                let href = value(&tag, "href").unwrap_or_default();
                let to = match href.strip_prefix('#') {
                    Some(id) => Some(name_of(id)).filter(|id| ids.contains(id)).map(|id| format!("#{id}")),
                    None => leads(&href),
                };
                if let Some(to) = to {
                    attribute(&mut out, "href", &to);
                }
            }
            attributes(&mut out, &tag, is, &mut given);
            out.push_str(if is_void { "/>" } else { ">" });
        }
        if !is_void {
            open.push(OpenElement { was: name, is });
        }
    }
    if dropped == 0 {
        push_text(&mut out, &html[at..]);
    }
    for element in open.drain(..).rev() {
        close(&mut out, &element);
    }
    (out, given)
}

fn is_dropped(name: &str, tag: &Tag) -> bool {
    let class = value(tag, "class").unwrap_or_default();
    // What is for the ear beside a sign for the eye would be read twice; a drawing says what a table says below it.
    let is_unseen = class.split(' ').any(|class| matches!(class, "v" | "plotted"));
    DROPPED.contains(&name) || is_unseen || tag.attributes.iter().any(|attribute| attribute.name == "popover")
}

/// What an element becomes where it stands; `None` where only its words stay.
fn element(name: &str, open: &[OpenElement], in_text: bool, in_link: bool) -> Option<String> {
    let name = match name {
        "details" | "article" | "header" | "footer" | "main" => "div",
        "summary" => "p",
        "mark" | "time" | "data" | "bdo" => "span",
        other => other,
    };
    if !KEPT.contains(&name) || (name == "a" && in_link) {
        return None;
    }
    let around = open.iter().rev().find_map(|element| element.is.as_deref()).unwrap_or("body");
    if let Some((_, places, otherwise)) = INSIDE.iter().find(|(inner, ..)| *inner == name)
        && !places.contains(&around)
    {
        return Some((*otherwise).to_owned()).filter(|other| !other.is_empty()).filter(|_| !in_text);
    }
    // Only rows stand in a table, and only items in a list.
    let takes_items = matches!(around, "ul" | "ol" | "table" | "tr" | "thead" | "tbody" | "tfoot" | "dl");
    let is_item = INSIDE.iter().any(|(inner, places, _)| *inner == name && places.contains(&around));
    if takes_items && !is_item {
        return None;
    }
    if in_text && BLOCK.contains(&name) {
        return (name != "hr").then(|| "span".to_owned());
    }
    Some(name.to_owned())
}

fn put_picture(out: &mut String, tag: &Tag, picture: &mut impl FnMut(&str) -> Option<String>) {
    let alt = value(tag, "alt").unwrap_or_default();
    match value(tag, "src").and_then(|src| picture(&src)) {
        Some(src) => {
            out.push_str("<img");
            attribute(out, "src", &src);
            attribute(out, "alt", &alt);
            out.push_str("/>");
        }
        None if !alt.is_empty() => {
            out.push_str("<span>");
            push_plain(out, &alt);
            out.push_str("</span>");
        }
        None => {}
    }
}

fn attributes(out: &mut String, tag: &Tag, is: &str, given: &mut FxHashSet<String>) {
    for name in ["id", "class", "lang", "dir", "colspan", "rowspan", "scope", "start", "value"] {
        let Some(written) = value(tag, name) else { continue };
        match name {
            "id" => {
                let id = name_of(&written);
                if given.insert(id.clone()) {
                    attribute(out, "id", &id);
                }
            }
            "lang" if is_tag(&written) => {
                attribute(out, "lang", &written);
                attribute(out, "xml:lang", &written);
            }
            "dir" if matches!(written.as_str(), "ltr" | "rtl" | "auto") => attribute(out, "dir", &written),
            "class" if !written.trim().is_empty() => attribute(out, "class", &written),
            "colspan" | "rowspan" if matches!(is, "td" | "th") && is_number(&written) => {
                attribute(out, name, &written);
            }
            "scope" if is == "th" && matches!(written.as_str(), "col" | "row") => {
                attribute(out, "scope", &written)
            }
            "start" if is == "ol" && is_number(&written) => attribute(out, "start", &written),
            "value" if is == "li" && is_number(&written) => attribute(out, "value", &written),
            _ => {}
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_tag(text: &str) -> bool {
    let parts = || text.split('-');
    parts().next().is_some_and(|first| (2..=3).contains(&first.len()))
        && parts().all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// A name as XML has them, for an id as HTML has it.
fn name_of(id: &str) -> String {
    let mut name = String::from("i-");
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            name.push(c);
        } else {
            name.push_str(&format!("_{:x}", u32::from(c)));
        }
    }
    name
}

fn value(tag: &Tag, name: &str) -> Option<String> {
    let found = tag.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))?;
    Some(tags::plain(found.value))
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_plain(out, value);
    out.push('"');
}

fn close(out: &mut String, element: &OpenElement) {
    if let Some(is) = &element.is {
        out.push_str("</");
        out.push_str(is);
        out.push('>');
    }
}

fn push_text(out: &mut String, html: &str) {
    push_plain(out, &referenced(&tags::plain(html)));
}

/// The text with the numbers of characters read that are left in it.
fn referenced(text: &str) -> String {
    if !text.contains("&#") {
        return text.to_owned();
    }
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        read.push_str(before);
        let (digits, behind) = after.split_once(';').unwrap_or((after, ""));
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        };
        match number.and_then(char::from_u32).filter(|_| after.contains(';')) {
            Some(c) => {
                read.push(c);
                rest = behind;
            }
            None => {
                read.push_str("&#");
                rest = after;
            }
        }
    }
    read.push_str(rest);
    read
}

/// A text with the signs of XML escaped, and without what XML forbids.
pub fn push_plain(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    fn of(html: &str) -> String {
        let leads = |to: &str| to.starts_with("https:").then(|| to.to_owned());
        written(html, leads, |src| src.ends_with(".jpg").then(|| "p.jpg".to_owned()))
    }

    #[test]
    fn what_comes_out_is_well_formed_and_holds_nothing_foreign() {
        for (html, xhtml) in [
            (
                "<p>a<br>b &amp; c&nbsp;d &#233; &unknown; < e",
                "<p>a<br/>b &amp; c\u{a0}d é &amp;unknown; &lt; e</p>",
            ),
            (
                "<p><a href=\"#x\">y</a><a href=\"#1 b\">z</a></p><h2 id=\"1 b\">t</h2>",
                "<p><a>y</a><a href=\"#i-1_20b\">z</a></p><h2 id=\"i-1_20b\">t</h2>",
            ),
            ("<a href=\"javascript:x\">a <a href=\"https://b/\">c</a></a>", "<a>a c</a>"),
            ("<p><script>x()</script><svg><path/></svg><button>?</button>y</p>", "<p>y</p>"),
            ("<p onclick=x style=y class=z>a</p>", "<p class=\"z\">a</p>"),
            ("<p>a<div>b</div></p>", "<p>a<span>b</span></p>"),
            ("<li>a</li><td>b</td><figcaption>c</figcaption>", "<div>a</div>b<div>c</div>"),
            ("<ul><p>a</p><li>b</li></ul>", "<ul>a<li>b</li></ul>"),
            (
                "<details><summary>a</summary><time datetime=\"x\">b</time></details>",
                "<div><p>a</p><span>b</span></div>",
            ),
            (
                "<picture><source srcset=\"a.webp\"><img src=\"a.jpg\" alt='q\"' onerror=x></picture><img src=\"b.webp\" alt=\"w\">",
                "<img src=\"p.jpg\" alt=\"q&quot;\"/><span>w</span>",
            ),
            ("8<span aria-hidden=\"true\">–</span><span class=\"v\"> to </span>9", "8<span>–</span>9"),
            (
                "<table><tr><th scope=col> </th><th scope=col>a</th></tr></table>",
                "<table><tr><td> </td><th scope=\"col\">a</th></tr></table>",
            ),
            (
                "<svg><path/><g><line/></g></svg><p id=x><a href=#x>a</a></p>",
                "<p id=\"i-x\"><a href=\"#i-x\">a</a></p>",
            ),
            ("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c"),
            ("a\u{1}\u{b}\u{fffe}b</p>", "ab"),
            ("<x-y>a</x-y><h2 id=a>b</h2><h2 id=a>c</h2>", "a<h2 id=\"i-a\">b</h2><h2>c</h2>"),
        ] {
            assert_eq!(of(html), xhtml, "{html}");
        }
    }
}
