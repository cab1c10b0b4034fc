//! Names in fields: here each is looked up, reported if it is wrong, and noted as a use.

use super::aliases;
use super::uses::Findings;
use crate::diag::{At, Code, Diagnostic, FileId, code};
use crate::model::{ActorId, Allegiance, ArticleId, ConflictId, PlaceId, Somebody, Target};
use crate::names::{Found, Match, Names, Thing, Titles};
use crate::yaml::{self, Written};

/// The names of a site, as the fields of one file mean them.
#[derive(Clone, Copy)]
pub(super) struct FieldNames<'a> {
    pub names: &'a Names,
    pub file: FileId,
}

impl FieldNames<'_> {
    fn at(self, written: &Written<String>) -> At {
        At::value(self.file, written.path.clone())
    }

    /// The actor of a name; of several the one that is listed, else none, which is reported.
    pub fn actor(self, written: &Written<String>, listed: &[ActorId], out: &mut Findings) -> Option<ActorId> {
        let names = &self.names.actors;
        match names.find_listed(&written.value, listed) {
            Found::One(id) => {
                out.used(|| self.at(written), Thing::Actor(id));
                return Some(id);
            }
            Found::Several(ids) => {
                out.push(aliases::ambiguous(names, &written.value, ids, self.at(written)));
            }
            Found::None => {}
        }
        None
    }

    /// The actor of a name, or the words.
    pub fn somebody(self, written: Written<String>, listed: &[ActorId], out: &mut Findings) -> Somebody {
        self.actor(&written, listed, out).map_or(Somebody::Words(written.value), Somebody::Actor)
    }

    /// Where a source stands, or whom a figure counts.
    pub fn allegiance(self, written: Written<String>, listed: &[ActorId], out: &mut Findings) -> Allegiance {
        let sides = self.names.sides.called(&written.value);
        Allegiance { who: self.somebody(written, listed, out), sides }
    }

    /// The actor of the register that wrote or published a source; others are strangers, which is no mistake.
    pub fn author(self, written: Option<&Written<String>>, out: &mut Findings) -> Option<ActorId> {
        let written = written?;
        let author = self.names.actors.given(&written.value)?;
        out.used(|| self.at(written), Thing::Actor(author));
        Some(author)
    }

    /// The place of a name; of several the first.
    pub fn place(self, written: &Written<String>, out: &mut Findings) -> Option<PlaceId> {
        let place = self.names.places.first(&written.value)?;
        out.used(|| self.at(written), Thing::Place(place));
        Some(place)
    }

    /// The conflict of a name; of several the first.
    pub fn conflict(self, written: &Written<String>, out: &mut Findings) -> Option<ConflictId> {
        let conflict = self.names.conflicts.first(&written.value)?;
        out.used(|| self.at(written), Thing::Conflict(conflict));
        Some(conflict)
    }

    /// An event by its id or title, else the article that is called so.
    pub fn told(self, written: &Written<String>, out: &mut Findings) -> Option<Target> {
        if let Some(event) = self.names.events.first(&written.value) {
            out.used(|| self.at(written), Thing::Event(event));
            return Some(Target::Event(event));
        }
        self.article(written, out).map(Target::Article)
    }

    /// The article of a title, former title, slug or path; none or several are reported.
    pub fn article(self, written: &Written<String>, out: &mut Findings) -> Option<ArticleId> {
        let titles = &self.names.titles;
        match titles.find(&written.value) {
            Match::One(id) => {
                out.used(|| self.at(written), Thing::Article(id));
                Some(id)
            }
            Match::Several(ids) => {
                out.push(several(self.names, &written.value, ids, code::READ_AMBIGUOUS, self.at(written)));
                None
            }
            Match::None => {
                let message = format!("no article is called `{}`", written.value);
                let problem = Diagnostic::new(code::UNKNOWN_ARTICLE, message).at(self.at(written));
                let problem = problem.hints(as_list(self.names, &written.value));
                let near = titles.near(&written.value);
                out.push(meant_article(problem, titles, &written.value, &near));
                None
            }
        }
    }
}

/// So many of the articles of one title are shown.
pub(super) const SHOWN: usize = 5;

/// A report that several articles have the same title.
pub(super) fn several(names: &Names, title: &str, ids: &[ArticleId], code: Code, at: At) -> Diagnostic {
    let mut problem = Diagnostic::new(code, format!("{} articles are called `{title}`", ids.len())).at(at);
    for id in ids.iter().take(SHOWN) {
        let (file, _) = &names.titles.list[id.index()];
        problem = problem.label(At::value(*file, "title"), "one of them");
    }
    problem.hint("write the slug or the path of the one you mean")
}

/// Says which article a title may mean: one that has it and is not built, else those that are near.
pub(super) fn meant_article(
    problem: Diagnostic,
    titles: &Titles,
    written: &str,
    near: &[ArticleId],
) -> Diagnostic {
    match titles.not_built(written) {
        Some(path) => problem.hint(format!("`{path}` has that title and is not built")),
        None => problem.suggest(titles.titles(near)),
    }
}

/// The list to write where a text names several articles one after the other.
fn as_list(names: &Names, written: &str) -> Option<String> {
    let apart = |sign: &str| -> Option<Vec<String>> {
        let parts: Vec<&str> = written.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect();
        let known = |part: &&str| names.titles.only(part).is_some();
        (parts.len() > 1 && parts.iter().all(known))
            .then(|| parts.iter().map(|part| yaml::scalar(part)).collect())
    };
    let parts = ["; ", ";", "|", ", ", " and "].into_iter().find_map(apart)?;
    Some(format!("write `[{}]`", parts.join(", ")))
}
