//! What can be folded: front matter, what stands deeper in YAML, sections under headings, blocks of code.

use crate::source::{Fence, Kind, split};

/// Lines of a text that fold, the first of which stays; counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fold {
    pub start: usize,
    pub end: usize,
}

/// The folds of a file, in order of their first lines; it may be one that cannot be read.
pub(super) fn folds(kind: Kind, text: &str) -> Vec<Fold> {
    let mut folds = Vec::new();
    if kind == Kind::Template {
        return folds;
    }
    if kind.is_yaml() {
        of_yaml(text, 0, &mut folds);
    } else {
        let parts = split(text);
        let line_of = |byte: usize| text.get(..byte).unwrap_or("").matches('\n').count();
        if parts.fence != Fence::None {
            let (first, end) = (line_of(parts.yaml.start), line_of(parts.yaml.end));
            add(first.saturating_sub(1), end, &mut folds);
            of_yaml(text.get(parts.yaml.clone()).unwrap_or(""), first, &mut folds);
        }
        of_body(text.get(parts.body.clone()).unwrap_or(""), line_of(parts.body.start), &mut folds);
    }
    folds.sort();
    folds.dedup_by_key(|fold| fold.start);
    folds
}

fn add(start: usize, end: usize, folds: &mut Vec<Fold>) {
    if end > start {
        folds.push(Fold { start, end });
    }
}

/// A line folds what follows and stands deeper; an entry of a list stands deeper than the key above it.
fn of_yaml(yaml: &str, first: usize, folds: &mut Vec<Fold>) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut last = first;
    for (number, line) in (first..).zip(yaml.lines()) {
        let content = line.trim_start_matches(' ');
        if content.trim().is_empty() || content.starts_with('#') {
            continue;
        }
        let depth = 2 * (line.len() - content.len()) + usize::from(content.starts_with('-'));
        while let Some((start, _)) = open.pop_if(|(_, above)| *above >= depth) {
            add(start, last, folds);
        }
        open.push((number, depth));
        last = number;
    }
    open.into_iter().for_each(|(start, _)| add(start, last, folds));
}

fn of_body(body: &str, first: usize, folds: &mut Vec<Fold>) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut code: Option<usize> = None;
    let mut last = first;
    for (number, line) in (first..).zip(body.lines()) {
        let whole = line.trim();
        if whole.starts_with("```") {
            match code.take() {
                Some(start) => add(start, number, folds),
                None => code = Some(number),
            }
        }
        let level = whole.len() - whole.trim_start_matches('#').len();
        if code.is_none() && (1..=6).contains(&level) && whole[level..].starts_with(' ') {
            while let Some((start, _)) = open.pop_if(|(_, above)| *above >= level) {
                add(start, last, folds);
            }
            open.push((number, level));
        }
        if !whole.is_empty() {
            last = number;
        }
    }
    open.into_iter().for_each(|(start, _)| add(start, last, folds));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_texts_are_found() {
        let text = "---\ntitle: A\nactors:\n- {actor: B}\n- actor: C\n  role: party\nplace: D\n---\n\n# One\n\ntext\n\n## Two\ntext\n```\n# no heading\n```\n\n# Three\n";
        let found: Vec<(usize, usize)> =
            folds(Kind::Article, text).iter().map(|fold| (fold.start, fold.end)).collect();
        assert_eq!(found, [(0, 7), (2, 5), (4, 5), (9, 17), (13, 17), (15, 17)]);
        let broken = "- name: [\n  kind: state\n\n# a comment\n- name: B\n  aliases:\n    - C\n";
        let found: Vec<(usize, usize)> =
            folds(Kind::ActorList, broken).iter().map(|fold| (fold.start, fold.end)).collect();
        assert_eq!(found, [(0, 1), (4, 6), (5, 6)]);
        assert!(folds(Kind::Article, "").is_empty() && folds(Kind::Article, "---").is_empty());
    }
}
