//! HTML reduced to what a reader sees, for comparison in tests.

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A tag as it stands, without its angle brackets.
    Tag(&'a str),
    /// A text, entities as they stand.
    Text(&'a str),
}

/// The pieces of a page; the content of scripts and styles is left out.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        if open > 0 {
            pieces.push(Piece::Text(&rest[..open]));
        }
        let end = tag_end(&rest[open..]).map_or(rest.len(), |end| open + end);
        let tag = &rest[open + 1..end.saturating_sub(1).max(open + 1)];
        pieces.push(Piece::Tag(tag));
        rest = &rest[end..];
        for raw in ["script", "style"] {
            if name(tag) == raw {
                rest = rest.find(&format!("</{raw}")).map_or("", |close| &rest[close..]);
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The byte after a tag's end; a `>` inside quotation marks does not end it.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// A tag's name, with its slash if it is an end tag.
pub fn name(tag: &str) -> &str {
    tag.split(|c: char| c.is_whitespace()).next().unwrap_or("")
}

/// The value of a tag's attribute, entities read.
pub fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag.split_once(char::is_whitespace)?.1;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        let key = &rest[..end];
        rest = &rest[end..];
        let value = match rest.strip_prefix('=') {
            None => "",
            Some(after) => {
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (value, left) = match quote {
                    Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                    None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
                };
                rest = left;
                value
            }
        };
        if key.eq_ignore_ascii_case(wanted) {
            return Some(decoded(value));
        }
    }
}

/// Every value of an attribute in a page, in order.
pub fn attributes(html: &str, wanted: &str) -> Vec<String> {
    let tags = pieces(html);
    tags.iter()
        .filter_map(|piece| if let Piece::Tag(tag) = piece { attribute(tag, wanted) } else { None })
        .collect()
}

/// Every address that a page asks for or leads to.
pub fn links(html: &str) -> Vec<String> {
    ["href", "src", "poster"].iter().flat_map(|name| attributes(html, name)).collect()
}

/// The entities that the site's own pages hold.
pub fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, letter);
    }
    text
}

/// The markup inside the first element that begins with `open`, an element named `element`.
pub fn inner<'a>(html: &'a str, open: &str, element: &str) -> &'a str {
    let Some(start) = html.find(open).map(|at| at + open.len()) else { return "" };
    let (begin, end) = (format!("<{element}"), format!("</{element}>"));
    let (mut depth, mut at) = (1, start);
    loop {
        let Some(close) = html[at..].find(&end).map(|found| at + found) else { return &html[start..] };
        match html[at..close].find(&begin).map(|found| at + found) {
            Some(nested) => {
                depth += 1;
                at = nested + begin.len();
            }
            None => {
                depth -= 1;
                at = close + end.len();
                if depth == 0 {
                    return &html[start..close];
                }
            }
        }
    }
}

/// The words of a page's `<main>`.
pub fn main(html: &str) -> String {
    let start = html.find("<main").expect("a page has a <main>");
    let end = html.find("</main>").expect("it is closed");
    words(&html[start..end])
}

/// HTML as text: a line for each block, `#` before headings, `-` before items, links as `[words](address)`.
pub fn words(html: &str) -> String {
    let mut out = String::new();
    let mut links: Vec<Option<String>> = Vec::new();
    // What is hidden from those who listen, a drawing or a sign, has no words; others of its name may stand in it.
    let mut hidden = 0;
    let mut within = "";
    for piece in pieces(html) {
        match piece {
            Piece::Tag(tag) if hidden == 0 && is_unheard(tag) => {
                within = name(tag);
                hidden = 1;
            }
            Piece::Tag(tag) if hidden > 0 && name(tag) == within => hidden += 1,
            Piece::Tag(tag) if hidden > 0 && name(tag).strip_prefix('/') == Some(within) => hidden -= 1,
            _ if hidden > 0 => {}
            Piece::Text(text) => push_text(&mut out, &decoded(text)),
            Piece::Tag(tag) => push_tag(&mut out, tag, &mut links),
        }
    }
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "-");
    lines.map(|line| line.to_owned() + "\n").collect()
}

fn is_unheard(tag: &str) -> bool {
    matches!(name(tag), "svg" | "span") && tag.contains("aria-hidden")
}

fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            ' ' | '\n' | '\t' | '\r' => {
                if !out.ends_with([' ', '\n', '[']) {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
}

fn push_tag(out: &mut String, tag: &str, links: &mut Vec<Option<String>>) {
    match name(tag) {
        "a" => {
            links.push(attribute(tag, "href"));
            out.push('[');
        }
        "/a" => {
            out.push(']');
            if let Some(Some(address)) = links.pop() {
                out.push_str(&format!("({address})"));
            }
        }
        "li" | "dt" => out.push_str("\n- "),
        "h1" => out.push_str("\n# "),
        "h2" => out.push_str("\n## "),
        "h3" => out.push_str("\n### "),
        "h4" => out.push_str("\n#### "),
        "blockquote" => out.push_str("\n> "),
        "img" => {
            let of = |name| attribute(tag, name).unwrap_or_default();
            out.push_str(&format!("![{}]({})", of("alt"), of("src")));
        }
        "td" | "th" => out.push_str(" | "),
        "p" | "div" | "figure" | "figcaption" => {
            if !out.ends_with("- ") && !out.ends_with("> ") {
                out.push('\n');
            }
        }
        "dd" => out.push_str(": "),
        "b" | "/b" | "i" | "/i" | "em" | "/em" | "strong" | "/strong" | "small" | "/small" | "span"
        | "/span" | "sup" | "/sup" | "sub" | "/sub" | "code" | "/code" | "time" | "/time" | "bdi"
        | "/bdi" | "del" | "/del" | "mark" | "/mark" | "/dt" | "/dd" | "/td" | "/th" => {}
        _ => out.push('\n'),
    }
}
