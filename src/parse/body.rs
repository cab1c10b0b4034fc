//! A text as written: markup with marks whose names are not yet looked up.
//!
//! Markdown becomes markup before the titles and actors of the site are known. Read lines, wikilinks, citations, speakers and mentions
//! are therefore marks: byte ranges of the markup with what belongs there. A quotation on an actor's page is a slice of the same markup.

use std::sync::Arc;

use super::CitationDraft;
use crate::diag::{At, FileId};
use crate::model::{Callout, Markup};

/// Bytes of the file that a part of the text came from.
pub type SourceRange = (u32, u32);

/// The text of an article, profile or page, parsed once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BodyDraft {
    /// The markup.
    pub markup: Arc<Markup>,
    /// What the site fills in, sorted by `start`.
    pub marks: Vec<MarkDraft>,
    /// Bytes of the markup in which actors may be mentioned, sorted, apart from each other.
    pub prose: Vec<(u32, u32)>,
    /// Its Read lines.
    pub reads: Vec<ReadDraft>,
    /// Its attributed quotations.
    pub quotations: Vec<QuotationDraft>,
    /// What its front matter says that it rests on.
    pub sources: Vec<CitationDraft>,
}

/// A text while it is written; its parts are those of [`BodyDraft`].
#[derive(Debug, Default)]
pub(super) struct Writing {
    pub markup: String,
    pub marks: Vec<MarkDraft>,
    pub prose: Vec<(u32, u32)>,
    pub reads: Vec<ReadDraft>,
    pub quotations: Vec<QuotationDraft>,
}

impl Writing {
    /// The written text.
    pub fn done(self) -> BodyDraft {
        let Self { markup, marks, prose, reads, quotations } = self;
        BodyDraft { markup: Arc::new(markup.into()), marks, prose, reads, quotations, sources: Vec::new() }
    }
}

impl Writing {
    /// Replaces a piece of markup; what lies behind it moves along.
    pub(super) fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        let byte = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (end, new_end) = (byte(range.end), byte(range.start + with.len()));
        self.markup.replace_range(range, with);
        let moved = |at: &mut u32| {
            if *at >= end {
                *at = *at - end + new_end;
            }
        };
        let marks = self.marks.iter_mut().flat_map(|mark| [&mut mark.start, &mut mark.end]);
        let prose = self.prose.iter_mut().flat_map(|(start, end)| [start, end]);
        let words = self.quotations.iter_mut().flat_map(|quotation| {
            let (start, end) = &mut quotation.words;
            [start, end]
        });
        marks.chain(prose).chain(words).for_each(moved);
    }
}

/// A part of the markup, bytes `start..end`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkDraft {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What is done there.
    pub kind: MarkDraftKind,
}

/// What is done with a part of the markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkDraftKind {
    /// A Read line, by index.
    Read(u32),
    /// A link to something of the site.
    Link(Box<LinkDraft>),
    /// An attribution, by index.
    Speaker(u32),
    /// A citation of a source by id.
    Cite(Box<LinkDraft>),
    /// The label of a callout.
    Callout(Callout),
    /// An id of the program's own begins here; for the sanitiser alone.
    Id,
    /// Raw HTML begins here, from these bytes of the file; for the sanitiser alone.
    Raw(SourceRange),
}

/// A name or path that the site looks up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDraft {
    /// What it names.
    pub target: String,
    /// Where it stands in the file.
    pub source: SourceRange,
    /// What is shown before and after its words if nothing is called so.
    pub signs: (Box<str>, &'static str),
}

/// A Read line as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDraft {
    /// The words before the title.
    pub prefix: String,
    /// The title.
    pub title: String,
    /// Where the title leads, when it is a link.
    pub link: Option<String>,
    /// Where the title stands in the file.
    pub source: SourceRange,
}

/// An attributed quotation as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotationDraft {
    /// Bytes of the quoted words in the markup.
    pub words: (u32, u32),
    /// The speaker.
    pub name: String,
    /// What follows the name.
    pub whereabouts: Option<String>,
    /// Where the attribution stands in the file.
    pub source: SourceRange,
}

/// A place in a file from a source range.
pub(super) fn at(file: FileId, source: SourceRange) -> At {
    At::bytes(file, source.0 as usize..source.1 as usize)
}

impl LinkDraft {
    /// Where it stands.
    pub fn at(&self, file: FileId) -> At {
        at(file, self.source)
    }
}

impl QuotationDraft {
    /// Where its attribution stands.
    pub fn at(&self, file: FileId) -> At {
        at(file, self.source)
    }
}

impl ReadDraft {
    /// Where its title stands.
    pub fn at(&self, file: FileId) -> At {
        at(file, self.source)
    }
}
