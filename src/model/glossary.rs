//! Terms that the site explains.

use super::Name;
use crate::diag::At;

/// A term with what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct GlossaryTerm {
    /// Where it is described.
    pub at: At,
    /// The id, part of its address.
    pub id: String,
    /// The term.
    pub term: String,
    /// The same in other languages.
    pub names: Vec<Name>,
    /// Other forms and spellings.
    pub aliases: Vec<String>,
    /// What it means.
    pub summary: String,
    /// The same in other languages.
    pub summaries: Vec<Name>,
    /// The language of the summary, where it is not that of the edition.
    pub summary_lang: Option<String>,
}

impl GlossaryTerm {
    /// Every way to write it, in every language.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter().map(|name| name.text.as_str());
        std::iter::once(self.term.as_str()).chain(names).chain(self.aliases.iter().map(String::as_str))
    }
}
