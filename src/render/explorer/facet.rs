//! Something that entries are filtered by: names, and which entry has which of them.

use serde::Serialize;

use crate::derive::Calendar;

/// A value that entries are filtered by, with the list of its own page.
pub(super) struct Value<'a> {
    /// Its name in addresses.
    pub id: String,
    pub name: String,
    /// The entries that have it.
    pub list: &'a Calendar,
}

/// In which order the values stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
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
    /// Of sides: the place of each among those of its conflict, from 1, which is the number of its colour and shape.
    #[serde(skip_serializing_if = "Option::is_none")]
    tones: Option<Vec<usize>>,
}

impl Facet {
    /// Values with some entries; `None` if there are none. `places` has by entry its place in the timeline.
    pub(super) fn of(
        key: &'static str,
        mut values: Vec<Value>,
        order: Order,
        places: &[usize],
    ) -> Option<Self> {
        values.retain(|value| !value.list.entries.is_empty());
        if order == Order::Common {
            values.sort_by(|a, b| {
                let by_count = b.list.entries.len().cmp(&a.list.entries.len());
                by_count.then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id))
            });
        }
        let mut lists: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
        for (index, value) in values.iter().enumerate() {
            for entry in &value.list.entries {
                lists[places[entry.index()]].push(index);
            }
        }
        let one = lists.iter().all(|list| list.len() < 2);
        let id = |value: &Value| if plain_slug(&value.name) == value.id { "" } else { &*value.id }.to_owned();
        (!values.is_empty()).then(|| Self {
            key,
            names: lines(values.iter().map(|value| value.name.replace('\n', " "))),
            ids: lines(values.iter().map(id)),
            one,
            of: coded(&lists, one),
            tones: None,
        })
    }

    /// The same with the numbers of colours, of values with some entries.
    pub(super) fn with_tones(self, tones: Vec<usize>) -> Self {
        Self { tones: Some(tones), ..self }
    }
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// The values of each entry as characters from `!` on, past the surrogates. Where an entry may have several, a blank
/// ends each list; where it has one at most, a blank says that there is none.
///
/// Compressed, that is half of what numbers would take.
fn coded(lists: &[Vec<usize>], one: bool) -> String {
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

/// What the script makes of a name that has no id of its own: Latin letters without marks, and digits.
fn plain_slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9') => slug.push(c),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
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

    #[test]
    fn plain_slugs_are_what_the_script_makes() {
        for (name, slug) in
            [("Ilham Aliyev", "ilham-aliyev"), ("U.S. (Army)", "u-s-army"), ("Şuşa", "u-a"), ("—", "")]
        {
            assert_eq!(plain_slug(name), slug);
        }
    }
}
