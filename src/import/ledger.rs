//! What became of every part of an input: taken, kept aside, or left out, and why. Every reader gives its parts here,
//! so that nothing is counted as imported that was lost.

use std::collections::BTreeMap;

/// What an input is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The input itself.
    File,
    /// A row of a table.
    Row,
    /// A column of a table.
    Column,
    /// A slide or an era of a timeline.
    Slide,
    /// A key of front matter.
    Key,
    /// A shortcode or tag of a template.
    Code,
    /// A line of a page.
    Line,
}

impl Part {
    /// Its name.
    pub fn noun(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Row => "row",
            Self::Column => "column",
            Self::Slide => "slide",
            Self::Key => "key",
            Self::Code => "code",
            Self::Line => "line",
        }
    }
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// It is in the new files, in a field or text of its own.
    Taken,
    /// It is in the new files, under `extra` or in a comment.
    Kept,
    /// It is not there.
    LeftOut,
}

impl End {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Kept => "kept",
            Self::LeftOut => "left-out",
        }
    }
}

/// Parts that ended in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub part: Part,
    /// Its name; empty for many that need none.
    pub name: String,
    /// What became of it.
    pub end: End,
    /// Where it is, or why it is nowhere.
    pub how: String,
    /// How many.
    pub count: usize,
}

/// How many parts of a sort there are, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Those that the input has.
    pub seen: usize,
    /// Those that were taken.
    pub taken: usize,
    /// Those that were kept aside.
    pub kept: usize,
    /// Those that were left out.
    pub left_out: usize,
}

/// The parts of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: Vec<Entry>,
    seen: BTreeMap<Part, usize>,
}

impl Ledger {
    /// Notes that the input has so many parts of a sort.
    pub fn see(&mut self, part: Part, count: usize) {
        *self.seen.entry(part).or_default() += count;
    }

    /// Notes what became of a part.
    pub fn note(&mut self, part: Part, name: &str, end: End, how: impl Into<String>) {
        self.note_many(part, name, end, how, 1);
    }

    /// Notes what became of several.
    pub fn note_many(&mut self, part: Part, name: &str, end: End, how: impl Into<String>, count: usize) {
        if count > 0 {
            self.entries.push(Entry { part, name: name.to_owned(), end, how: how.into(), count });
        }
    }

    /// Takes over what another one holds.
    pub fn join(&mut self, other: Self) {
        self.entries.extend(other.entries);
        other.seen.into_iter().for_each(|(part, count)| self.see(part, count));
    }

    /// Everything, in the order in which it was noted.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The sums, by sort of part.
    pub fn sums(&self) -> BTreeMap<Part, Sum> {
        let mut sums: BTreeMap<Part, Sum> = BTreeMap::new();
        for (part, seen) in &self.seen {
            sums.entry(*part).or_default().seen = *seen;
        }
        for entry in &self.entries {
            let sum = sums.entry(entry.part).or_default();
            let column = match entry.end {
                End::Taken => &mut sum.taken,
                End::Kept => &mut sum.kept,
                End::LeftOut => &mut sum.left_out,
            };
            *column += entry.count;
        }
        sums
    }

    /// Whether every part that the input has ended somewhere, and no part twice.
    pub fn balances(&self) -> bool {
        self.sums().values().all(|sum| sum.seen == sum.taken + sum.kept + sum.left_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_whole() {
        let mut ledger = Ledger::default();
        ledger.see(Part::Row, 3);
        ledger.note_many(Part::Row, "", End::Taken, "content/events/t-2020.yaml", 2);
        assert!(!ledger.balances());
        ledger.note(Part::Row, "row 4", End::LeftOut, "it has no date");
        assert!(ledger.balances());
        assert_eq!(ledger.sums()[&Part::Row], Sum { seen: 3, taken: 2, kept: 0, left_out: 1 });
    }
}
