//! The links of a piece of HTML, and the address inside of an embed code.

use dom_query::Document;

use crate::import::raw;
use crate::import::source;

/// The links of a piece of HTML: their words and addresses, each address once.
pub(in crate::import) fn links(html: &str) -> Vec<(String, String)> {
    if !html.contains('<') || super::is_too_deep(html) {
        return Vec::new();
    }
    let document = Document::fragment(html);
    let mut found: Vec<(String, String)> = Vec::new();
    for link in document.select("a[href]").iter() {
        let Some(address) = link.attr("href").and_then(|href| source::address(&href)) else { continue };
        if !found.iter().any(|(_, known)| *known == address) {
            found.push((raw::tidy(&link.text()), address));
        }
    }
    found
}

/// The address that a cell for a picture, film or post holds: as such, or inside of an embed code.
pub(in crate::import) fn embedded(cell: &str) -> Option<String> {
    if !cell.contains('<') {
        return source::address(cell);
    }
    if super::is_too_deep(cell) {
        return None;
    }
    let document = Document::fragment(cell);
    let of = |select: &str, attribute: &str| {
        document.select(select).iter().filter_map(|node| node.attr(attribute)).find_map(|found| {
            let found = found.trim();
            let whole = if found.starts_with("//") { format!("https:{found}") } else { found.to_owned() };
            source::address(&whole)
        })
    };
    of("iframe[src], video[src], audio[src], embed[src], source[src]", "src")
        .or_else(|| of("blockquote[cite]", "cite"))
        // The last link of a post leads to the post itself.
        .or_else(|| {
            let links = links(cell);
            links.into_iter().next_back().map(|(_, address)| address)
        })
        .or_else(|| of("img[src]", "src"))
}
