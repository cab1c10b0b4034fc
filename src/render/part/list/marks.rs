//! The key of a list: what the marks on its page mean, and no others.

use serde::Serialize;

use crate::model::EntryId;
use crate::render::context::Context;
use crate::render::text::date::{ends_name, mark_name};

/// A mark that stands on a page.
#[derive(Serialize)]
pub struct MarkKey {
    /// Its classes.
    pub class: String,
    pub name: String,
}

/// All marks, in the order of the key: class, ends, phrase.
const MARKS: [(&str, &str, &str); 9] = [
    ("day", "", "mark.day"),
    ("uncertain", "", "mark.uncertain"),
    ("approximate", "", "mark.approximate"),
    ("interval", "", "mark.interval"),
    ("interval", "loose", "mark.loose"),
    ("interval", "fades", "mark.fades"),
    ("interval", "rises", "mark.rises"),
    ("interval", "beads", "mark.beads"),
    ("undated", "", "mark.undated"),
];

/// The marks of some entries; none where all days are known, which needs no key.
pub(super) fn of(cx: Context<'_>, entries: &[EntryId]) -> Vec<MarkKey> {
    let whens = || entries.iter().map(|id| &cx.facts.time.entries[id.index()].when);
    let is_here = |(mark, ends, _): &&(&str, &str, &str)| {
        whens().any(|when| mark_name(when.mark()) == *mark && ends_name(when) == *ends)
    };
    let key = |(mark, ends, phrase): &(&str, &str, &'static str)| MarkKey {
        class: [*mark, *ends].join(" ").trim_end().to_owned(),
        name: cx.phrases.get(phrase).to_owned(),
    };
    let all: Vec<MarkKey> = MARKS.iter().filter(is_here).map(key).collect();
    if all.len() == 1 && all[0].class == "day" { Vec::new() } else { all }
}
