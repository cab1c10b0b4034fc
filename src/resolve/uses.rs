//! Where names stand and what each stands for, noted while it is looked up.
//!
//! So what an editor shows, what a lint counts and where a page leads are the same by their making. A build for which
//! nobody asks notes nothing.

use std::sync::Arc;

use crate::diag::{At, Diagnostic, Diagnostics, FileId, Spot};
use crate::model::ArticleId;
use crate::names::Thing;

/// A name where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The value of a field, or the bytes of a link, a title, an attribution.
    pub at: At,
    /// What it stands for.
    pub to: Thing,
    /// Whether the thing itself is described there.
    pub is_own: bool,
}

/// Whether uses are noted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Noting {
    /// They are not.
    #[default]
    Nothing,
    /// They are.
    Uses,
}

/// The uses of all names of a site. A copy shares them.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    of_articles: Vec<Arc<[Use]>>,
    of_others: Arc<[Use]>,
}

impl Uses {
    pub(super) fn of(of_articles: Vec<Vec<Use>>, of_others: Vec<Use>) -> Self {
        Self { of_articles: of_articles.into_iter().map(Arc::from).collect(), of_others: of_others.into() }
    }

    /// All of them, those in articles last.
    pub fn all(&self) -> impl Iterator<Item = &Use> {
        self.of_others.iter().chain(self.of_articles.iter().flat_map(|uses| uses.iter()))
    }

    /// The uses of the name of one thing, where it is described first.
    pub fn of_thing(&self, thing: Thing) -> Vec<&Use> {
        let mut found: Vec<&Use> = self.all().filter(|one| one.to == thing).collect();
        found.sort_by_key(|one| !one.is_own);
        found
    }

    /// The uses in one file.
    pub fn in_file(&self, file: FileId) -> impl Iterator<Item = &Use> {
        // All of an article stand in its file.
        let is_its = move |uses: &&Arc<[Use]>| uses.first().is_some_and(|one| one.at.file == file);
        let of_articles = self.of_articles.iter().filter(is_its);
        let of_articles = of_articles.flat_map(|uses| uses.iter());
        self.of_others.iter().chain(of_articles).filter(move |one| one.at.file == file)
    }

    /// Whether an article names the same articles in the same fields as before.
    pub fn pin_alike(&self, id: ArticleId, uses: &[Use]) -> bool {
        let is_pin = |one: &&Use| {
            matches!(one.to, Thing::Article(_)) && matches!(one.at.spot, Spot::Value(_)) && !one.is_own
        };
        let before = self.of_articles.get(id.index()).map_or(&[][..], |uses| uses);
        before.iter().filter(is_pin).eq(uses.iter().filter(is_pin))
    }

    /// Puts the uses of an article in the place of its old ones.
    pub fn replace(&mut self, id: ArticleId, uses: Vec<Use>) {
        if let Some(old) = self.of_articles.get_mut(id.index()) {
            *old = uses.into();
        }
    }
}

/// What comes to light while names are looked up: mistakes, and uses if somebody wants to know them.
#[derive(Debug)]
pub(super) struct Findings {
    /// The mistakes.
    pub problems: Diagnostics,
    uses: Option<Vec<Use>>,
}

impl Findings {
    pub fn new(noting: Noting) -> Self {
        Self { problems: Diagnostics::default(), uses: (noting == Noting::Uses).then(Vec::new) }
    }

    /// Notes a mistake.
    pub fn push(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Notes the use of a name.
    pub fn used(&mut self, at: impl FnOnce() -> At, to: Thing) {
        self.note(at, to, false);
    }

    /// Notes where a thing is described.
    pub fn described(&mut self, at: impl FnOnce() -> At, to: Thing) {
        self.note(at, to, true);
    }

    fn note(&mut self, at: impl FnOnce() -> At, to: Thing, is_own: bool) {
        if let Some(uses) = &mut self.uses {
            uses.push(Use { at: at(), to, is_own });
        }
    }

    /// The mistakes and the uses.
    pub fn apart(self) -> (Diagnostics, Vec<Use>) {
        (self.problems, self.uses.unwrap_or_default())
    }
}
