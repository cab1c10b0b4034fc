//! Pictures and films of other hosts in raw HTML: what an element shows besides its own attributes, and the report.

use super::image;
use super::tags::{self, Tag};
use crate::address::{self, Address};
use crate::diag::{Diagnostic, code};

/// What stands inside a player or a picture of several sizes.
#[derive(Debug, Default)]
pub(super) struct Inside {
    /// Whether something of the site is among it.
    pub has_own: bool,
    /// Addresses of other hosts.
    pub abroad: Vec<String>,
}

/// Whether an element plays or shows what stands inside it.
pub(super) fn is_player(name: &str) -> bool {
    matches!(name, "audio" | "video")
}

/// What a player's element holds, up to its end.
pub(super) fn inside(clean: &str, tag: &Tag) -> Inside {
    let mut found = Inside::default();
    if !is_player(tag.name) {
        return found;
    }
    let rest = &clean[tag.end..];
    let rest = &rest[..rest.find("</").unwrap_or(rest.len())];
    for source in tags::tags(rest).filter(|tag| tag.name == "source") {
        for attribute in source.attributes.iter().filter(|attribute| attribute.name == "src") {
            let written = tags::plain(attribute.value);
            match address::read(&written) {
                Address::Inside(_) => found.has_own = true,
                _ => found.abroad.push(written),
            }
        }
    }
    found
}

/// The report of something that another host would be asked for.
pub(super) fn report(element: &str) -> Diagnostic {
    match element {
        "img" | "picture" => image::third_party(),
        _ => Diagnostic::new(
            code::THIRD_PARTY_IMAGE,
            format!("what `<{element}>` shows lies on another site, which would learn of every visit"),
        )
        .hint("save it beside the article and name the file"),
    }
}
