//! The outline of a file: its title, its headings, the entries of a list.

use std::ops::Range;

use crate::source::{Kind, split};
use crate::yaml::Spans;

/// The names of a file's parts and their bytes, in order.
pub(super) fn symbols(kind: Kind, text: &str) -> Vec<(String, Range<usize>)> {
    let parts = split(text);
    let front = if kind.is_yaml() { 0..text.len() } else { parts.yaml };
    let is_name = |path: &str| matches!(path.rsplit('/').next(), Some("title" | "name"));
    let depth = |path: &str| path.split('/').count();
    let places = Spans::of(text.get(front.clone()).unwrap_or(""));
    let named =
        places.scalars().filter(|(path, _)| is_name(path) && depth(path) <= 3).filter_map(|(_, range)| {
            let range = front.start + range.start..front.start + range.end;
            Some((text.get(range.clone())?.trim_matches(['"', '\'']).to_owned(), range))
        });
    let mut all: Vec<(String, Range<usize>)> = named.filter(|(name, _)| !name.is_empty()).collect();
    if kind.is_yaml() {
        return all;
    }
    let mut at = parts.body.start;
    let mut fenced = false;
    for line in text.get(parts.body).unwrap_or("").split_inclusive('\n') {
        let whole = line.trim_end();
        fenced ^= whole.trim_start().starts_with("```");
        let level = whole.len() - whole.trim_start_matches('#').len();
        if !fenced && (1..=6).contains(&level) && whole[level..].starts_with(' ') {
            all.push((whole[level..].trim().to_owned(), at..at + whole.len()));
        }
        at += line.len();
    }
    all
}
