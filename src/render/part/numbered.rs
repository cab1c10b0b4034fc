//! Links to the pages of a list that has several.

use std::ops::Range;

use serde::Serialize;

use crate::derive::Pages;
use crate::render::context::Context;
use crate::route::Route;

/// A page of a list that has several.
#[derive(Serialize)]
pub struct PageLink {
    pub number: u32,
    /// What stands there; empty where the number says enough.
    pub name: String,
    pub url: String,
    pub current: bool,
}

/// Links to the pages of a list by their numbers, if it has several.
pub fn numbers(cx: Context<'_>, pages: &Pages, current: u32, route: fn(u32) -> Route) -> Vec<PageLink> {
    links(pages, current, |_| String::new(), |number| cx.link(&route(number)))
}

/// Links to the pages of a list by the names at the ends of each, if it has several.
pub fn by_ends<'n>(
    cx: Context<'_>,
    pages: &Pages,
    current: u32,
    name: impl Fn(usize) -> &'n str,
    route: impl Fn(u32) -> Route,
) -> Vec<PageLink> {
    let ends = |part: Range<usize>| format!("{} – {}", name(part.start), name(part.end - 1));
    links(pages, current, ends, |number| cx.link(&route(number)))
}

/// Links to the pages of a list by what stands on them, if it has several.
pub fn links(
    pages: &Pages,
    current: u32,
    name: impl Fn(Range<usize>) -> String,
    url: impl Fn(u32) -> String,
) -> Vec<PageLink> {
    let last = *pages.numbers().end();
    if last < 2 {
        return Vec::new();
    }
    let link = |number: u32| PageLink {
        number,
        name: name(pages.part(number)),
        url: url(number),
        current: number == current,
    };
    pages.numbers().filter(|number| is_offered(*number, current, last)).map(link).collect()
}

/// Whether a page of many is offered on another: the first and the last, those near by, and some twenty between, so
/// that the way to other pages does not grow with their number.
fn is_offered(number: u32, current: u32, last: u32) -> bool {
    let is_near = number.abs_diff(current) <= 3;
    is_near || number == 1 || number == last || number.is_multiple_of(last.div_ceil(20))
}

#[cfg(test)]
mod tests {
    use super::is_offered;

    #[test]
    fn few_of_many_pages_are_offered() {
        let offered = |current: u32, last: u32| -> Vec<u32> {
            (1..=last).filter(|number| is_offered(*number, current, last)).collect()
        };
        assert_eq!(offered(3, 20).len(), 20, "up to twenty all are");
        let middle = offered(250, 500);
        assert!(middle.len() < 40 && middle.starts_with(&[1]) && middle.ends_with(&[500]), "{middle:?}");
        assert!([247, 249, 251, 253].iter().all(|near| middle.contains(near)), "{middle:?}");
    }
}
