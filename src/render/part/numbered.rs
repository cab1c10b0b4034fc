//! Links to the pages of a list that has several.

use std::ops::Range;

use serde::Serialize;

use crate::render::context::Context;
use crate::route::Route;

/// A page of a list that was too long for one.
#[derive(Serialize)]
pub struct NumberedPage {
    number: u32,
    url: String,
    current: bool,
}

/// A page of a list that has several.
#[derive(Serialize)]
pub struct PageLink {
    pub number: usize,
    pub name: String,
    pub url: String,
    pub current: bool,
}

/// The pages of a list, if there are several.
pub fn pages(
    cx: Context<'_>,
    parts: std::ops::RangeInclusive<u32>,
    current: u32,
    route: fn(u32) -> Route,
) -> Vec<NumberedPage> {
    let one = |number: u32| NumberedPage { number, url: cx.link(&route(number)), current: number == current };
    let last = *parts.end();
    if last < 2 { Vec::new() } else { parts.filter(|n| is_offered(*n, current, last)).map(one).collect() }
}

/// Whether a page of many is offered on another: the first and the last, those near by, and some twenty between, so
/// that the way to other pages does not grow with their number.
fn is_offered(number: u32, current: u32, last: u32) -> bool {
    let is_near = number.abs_diff(current) <= 3;
    is_near || number == 1 || number == last || number.is_multiple_of(last.div_ceil(20))
}

/// Links to the pages of a list, if it has several.
pub fn numbered(
    pages: &[Range<usize>],
    current: usize,
    name: impl Fn(&Range<usize>) -> String,
    url: impl Fn(usize) -> String,
) -> Vec<PageLink> {
    if pages.len() < 2 {
        return Vec::new();
    }
    let link = |(number, range)| PageLink {
        number,
        name: name(range),
        url: url(number),
        current: number == current,
    };
    let offered = |number: usize| is_offered(clamp(number), clamp(current), clamp(pages.len()));
    (1..).zip(pages).filter(|(number, _)| offered(*number)).map(link).collect()
}

pub fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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
