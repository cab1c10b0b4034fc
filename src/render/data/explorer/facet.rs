//! Something that entries are filtered by: names, and which entry has which of them.

use serde::Serialize;

use crate::derive::Calendar;
use crate::render::data::script::plain_slug;

/// A value that entries are filtered by, with the lists of its own pages.
pub(super) struct FacetValue<'a> {
    /// Its name in addresses.
    pub id: String,
    pub name: String,
    /// The entries that have it.
    pub lists: Vec<&'a Calendar>,
    /// The class of its colour and shape; empty without.
    pub class: String,
}

impl FacetValue<'_> {
    /// Its entries, as places in the timeline, in order.
    fn places(&self, places: &[usize]) -> Vec<usize> {
        let mut own: Vec<usize> =
            self.lists.iter().flat_map(|list| &list.entries).map(|entry| places[entry.index()]).collect();
        own.sort_unstable();
        own.dedup();
        own
    }
}

/// In which order the values stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FacetOrder {
    /// Those that occur most come first, and have the shortest signs.
    Common,
    /// As they are given.
    Given,
}

/// Something that entries are filtered by, as the script reads it.
#[derive(Debug, Serialize)]
pub(super) struct Facet {
    key: &'static str,
    /// A line each.
    names: String,
    /// Their names in addresses, a line each; empty where [`plain_slug`] makes it from the name.
    ids: String,
    /// Whether an entry has one value at most.
    one: bool,
    /// The values of each entry, see [`coded`].
    of: String,
    /// The classes of colours and shapes of sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    classes: Option<Vec<String>>,
}

impl Facet {
    /// Values with some entries; `None` if they do not part the timeline: there are none, or one that every entry has.
    /// `places` has by entry its place in the timeline.
    pub(super) fn of<'v>(
        key: &'static str,
        values: Vec<FacetValue<'v>>,
        order: FacetOrder,
        places: &[usize],
    ) -> Option<Self> {
        let with_places = |value: FacetValue<'v>| {
            let own = value.places(places);
            (value, own)
        };
        let mut values: Vec<(FacetValue, Vec<usize>)> = values.into_iter().map(with_places).collect();
        values.retain(|(_, own)| !own.is_empty());
        if order == FacetOrder::Common {
            values.sort_by(|(a, x), (b, y)| {
                y.len().cmp(&x.len()).then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id))
            });
        }
        let mut lists: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
        for (index, (_, own)) in values.iter().enumerate() {
            own.iter().for_each(|place| lists[*place].push(index));
        }
        let one = lists.iter().all(|list| list.len() < 2);
        let id =
            |value: &FacetValue| if plain_slug(&value.name) == value.id { "" } else { &*value.id }.to_owned();
        let values: Vec<FacetValue> = values.into_iter().map(|(value, _)| value).collect();
        let classed = values.iter().any(|value| !value.class.is_empty());
        let parts = values.len() > 1 || values.len() == 1 && lists.iter().any(Vec::is_empty);
        parts.then(|| Self {
            key,
            names: lines(values.iter().map(|value| value.name.replace('\n', " "))),
            ids: lines(values.iter().map(id)),
            one,
            of: coded(&lists, one),
            classes: classed.then(|| values.iter().map(|value| value.class.clone()).collect()),
        })
    }
}

impl Facet {
    /// Its name in addresses.
    pub(super) fn key(&self) -> &'static str {
        self.key
    }
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// The values of each entry as characters from `!` on, past the surrogates. Where an entry may have several, a blank
/// ends each list; where it has one at most, a blank says that there is none.
///
/// Compressed, that is half of what numbers would take.
pub(super) fn coded(lists: &[Vec<usize>], one: bool) -> String {
    let sign = |value: &usize| {
        let code = u32::try_from(*value).unwrap_or(u32::MAX).saturating_add(0x21);
        let code = if code < 0xd800 { code } else { code.saturating_add(0x800) };
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    };
    let mut coded = String::new();
    for list in lists {
        coded.extend(list.iter().map(sign));
        if !one || list.is_empty() {
            coded.push(' ');
        }
    }
    coded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_end_with_a_blank_and_single_values_with_nothing() {
        assert_eq!(coded(&[vec![0, 2], vec![], vec![1]], false), "!#  \" ");
        assert_eq!(coded(&[vec![0], vec![], vec![1]], true), "! \"");
    }

    #[test]
    fn signs_leave_the_surrogates_out() {
        let value = 0xd800 - 0x21;
        assert_eq!(coded(&[vec![value - 1, value]], false), "\u{d7ff}\u{e000} ");
    }
}
