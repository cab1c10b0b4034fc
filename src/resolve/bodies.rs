//! Texts: Read lines, wikilinks, citations, speakers and mentions find what they name.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::aliases;
use super::citations::Numbered;
use super::fields::{FieldNames, SHOWN, meant_article, several};
use super::uses::Findings;
use crate::address::{self, Address};
use crate::config::{AutoLink, Config, SharedTitles};
use crate::diag::{Diagnostic, FileId, code};
use crate::model::{
    ActorId, ArticleId, Body, Citation, ConflictId, Day, Mark, MarkKind, Quotation, ReadLink, Target,
};
use crate::names::{Found, InProse, Match, MentionFinder, Names, Prose, Thing};
use crate::parse::{ActorDraft, BodyDraft, LinkDraft, MarkDraftKind, QuotationDraft, ReadDraft};
use crate::source::{Kind, SourceTree};

/// What texts are resolved by: the names of the site, and what is looked up apart from them.
#[derive(Clone, Copy)]
pub(super) struct Bodies<'a> {
    pub names: &'a Names,
    pub texts: &'a Lookups,
}

/// What is looked up apart from names.
pub(super) struct Lookups {
    mentions: Option<MentionFinder>,
    shared_titles: SharedTitles,
    /// What has a file of its own, but for articles, by the path below `content/`.
    paths: FxHashMap<String, Thing>,
    /// The conflict of whatever names none.
    pub usual_conflict: Option<ConflictId>,
    /// The file of the settings.
    pub settings: FileId,
}

/// Whose text it is.
pub(super) struct Scope {
    /// Its file.
    pub file: FileId,
    /// The actors that its front matter lists.
    pub listed: Vec<ActorId>,
    /// The actor whose profile it is.
    pub own: Option<ActorId>,
    /// When what it tells of began.
    pub day: Option<Day>,
}

impl Scope {
    /// A text with no actors of its own.
    pub fn plain(file: FileId) -> Self {
        Self { file, listed: Vec::new(), own: None, day: None }
    }
}

impl Lookups {
    /// Makes the indexes.
    pub fn of(
        config: &Config,
        actors: &[ActorDraft],
        files: impl Iterator<Item = (FileId, Thing)>,
        usual_conflict: Option<ConflictId>,
        tree: &SourceTree,
    ) -> Self {
        let inside = |file: FileId| tree.file(file).map(|f| f.path.trim_start_matches("content/").to_owned());
        let paths = files.filter_map(|(file, thing)| Some((inside(file)?, thing))).collect();
        let mentions = (config.auto_link == AutoLink::First).then(|| MentionFinder::of(actors));
        let settings = tree.with_ids().find(|(_, file)| file.kind == Kind::Site);
        let settings = settings.map_or(FileId(0), |(id, _)| id);
        Self { mentions, shared_titles: config.shared_titles, paths, usual_conflict, settings }
    }
}

impl Bodies<'_> {
    /// Resolves a text; `sources` begin its numbered list.
    pub fn resolve(
        &self,
        draft: &BodyDraft,
        scope: &Scope,
        sources: Vec<Citation>,
        out: &mut Findings,
    ) -> Body {
        let mut numbered = Numbered::beginning(FieldNames { names: self.names, file: scope.file }, sources);
        let BodyDraft { markup, marks, prose, reads, quotations, .. } = draft;
        let mentioned = self.texts.mentions.as_ref().map(|mentions| {
            mentions.find(Prose { markup, spans: prose, listed: &scope.listed, own: scope.own })
        });
        let InProse { marks: mentioned, counts: named } = mentioned.unwrap_or_default();
        let mut resolved: Vec<Mark> = Vec::with_capacity(marks.len() + mentioned.len());
        for mark in marks {
            let kind = self.mark(&mark.kind, scope, &mut numbered, out);
            resolved.extend(kind.map(|kind| Mark { start: mark.start, end: mark.end, kind }));
        }
        if !mentioned.is_empty() {
            resolved.extend(mentioned);
            resolved.sort_by_key(|mark| (mark.start, mark.end));
        }
        let reads = reads.iter().map(|read| self.read(read, scope, out)).collect();
        let quotations = quotations.iter().map(|quotation| self.quotation(quotation, scope, out)).collect();
        let markup = Arc::clone(markup);
        Body { markup, marks: resolved, reads, quotations, sources: numbered.done(), named }
    }

    fn mark(
        &self,
        kind: &MarkDraftKind,
        scope: &Scope,
        numbered: &mut Numbered,
        out: &mut Findings,
    ) -> Option<MarkKind> {
        match kind {
            MarkDraftKind::Read(index) => Some(MarkKind::Read(*index)),
            MarkDraftKind::Speaker(index) => Some(MarkKind::Speaker(*index)),
            MarkDraftKind::Callout(callout) => Some(MarkKind::Callout(*callout)),
            MarkDraftKind::Cite(link) => match numbered.number(&link.target) {
                Some(number) => {
                    out.used(|| link.at(scope.file), numbered.thing(number));
                    Some(MarkKind::Cite(number))
                }
                None => {
                    let at = link.at(scope.file);
                    out.push(numbered.unknown_at(&link.target, at, code::UNKNOWN_FOOTNOTE));
                    Some(MarkKind::AsWritten(link.signs.0.clone(), link.signs.1))
                }
            },
            MarkDraftKind::Link(link) => {
                let (name, fragment) = link.target.split_once('#').unwrap_or((&link.target, ""));
                Some(match self.target(name, scope, numbered) {
                    Some((thing, target)) => {
                        out.used(|| link.at(scope.file), thing);
                        MarkKind::Link(target, fragment.into())
                    }
                    None => {
                        out.push(self.not_found(link, name, scope));
                        MarkKind::AsWritten(link.signs.0.clone(), link.signs.1)
                    }
                })
            }
            // The sanitiser has taken them out.
            MarkDraftKind::Id | MarkDraftKind::Raw(_) => None,
        }
    }

    /// What a wikilink or the path of a file names.
    fn target(&self, name: &str, scope: &Scope, numbered: &mut Numbered) -> Option<(Thing, Target)> {
        let name = name.trim();
        let mut cited = None;
        let thing = if name.ends_with(".md") {
            let article = self.names.titles.path(name).map(|id| Thing::Article(*id));
            article.or_else(|| self.texts.paths.get(name).copied())
        } else {
            self.names.linked(name, &scope.listed, |id| {
                cited = numbered.number(id);
                cited.map(|number| numbered.thing(number))
            })
        }?;
        let target = match thing {
            Thing::Actor(id) => Target::Actor(id),
            Thing::Place(id) => Target::Place(id),
            Thing::Page(index) => Target::Page(index),
            Thing::Event(id) => Target::Event(id),
            Thing::Conflict(id) => Target::Conflict(id),
            Thing::Article(id) => Target::Article(id),
            Thing::Source(_) | Thing::OwnSource(..) => Target::Source(cited?),
        };
        Some((thing, target))
    }

    fn not_found(&self, link: &LinkDraft, name: &str, scope: &Scope) -> Diagnostic {
        let at = link.at(scope.file);
        if name.ends_with(".md") {
            return Diagnostic::new(code::DEAD_LINK, format!("there is no file `content/{name}`"))
                .at(at)
                .hint("the path of a link to a `.md` file counts from the file that it stands in");
        }
        let problem =
            Diagnostic::new(code::WIKILINK_NOT_FOUND, format!("nothing in this site is called `{name}`"))
                .at(at);
        let titles = &self.names.titles;
        match self.names.actors.near(name) {
            near if near.is_empty() => meant_article(problem, titles, name, &titles.near(name)),
            near => problem.suggest(near),
        }
    }

    /// The article of a Read line: by its link if it has one that leads inside the site, else by its title.
    fn read(&self, draft: &ReadDraft, scope: &Scope, out: &mut Findings) -> ReadLink {
        let ReadDraft { prefix, title, link, .. } = draft;
        let (outside, inside) = match link.as_deref().map(address::read) {
            Some(Address::Web(address)) => (Some(address), None),
            Some(Address::Inside(path)) => (None, self.linked(&path)),
            _ => (None, None),
        };
        let found = inside.map_or_else(|| self.names.titles.find(title), Match::One);
        let at = draft.at(scope.file);
        let (to, near, shared) = match found {
            Match::One(id) => (Some(id), Vec::new(), false),
            Match::Several(ids) => match self.meant(ids, scope) {
                Some(id) => (Some(id), Vec::new(), false),
                None => {
                    out.push(several(self.names, title, ids, code::READ_AMBIGUOUS, at.clone()));
                    (None, ids.iter().copied().take(SHOWN).collect(), true)
                }
            },
            Match::None if outside.is_some() => (None, Vec::new(), false),
            Match::None => {
                let near = self.names.titles.near(title);
                out.push(self.read_not_found(draft, &near, scope));
                (None, near, false)
            }
        };
        if let Some(id) = to {
            out.used(|| at.clone(), Thing::Article(id));
        }
        let outside = outside.filter(|_| to.is_none());
        ReadLink { title: title.clone(), to, prefix: prefix.clone(), outside, at, near, shared }
    }

    /// The one of several articles of a title that a Read line means, on a site that says that time tells.
    fn meant(&self, ids: &[ArticleId], scope: &Scope) -> Option<ArticleId> {
        match self.texts.shared_titles {
            SharedTitles::Report => None,
            SharedTitles::Nearest => self.names.titles.nearest_in_time(ids, scope.day?, scope.file),
        }
    }

    /// The article that a link inside a Read line leads to: a path, or an address such as `other.html`.
    fn linked(&self, link: &str) -> Option<ArticleId> {
        let name = link.split(['#', '?']).next()?.rsplit('/').next()?;
        let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".html")).unwrap_or(name);
        match self.names.titles.find(crate::text::slug(stem).as_str()) {
            Match::One(id) => Some(id),
            _ => self.names.titles.by_file_name(stem),
        }
    }

    fn read_not_found(&self, draft: &ReadDraft, near: &[ArticleId], scope: &Scope) -> Diagnostic {
        let problem =
            Diagnostic::new(code::READ_NOT_FOUND, format!("no article is called `{}`", draft.title))
                .at(draft.at(scope.file));
        meant_article(problem, &self.names.titles, &draft.title, near)
            .hint("the line stays as text, marked as not in this archive")
    }

    fn quotation(&self, draft: &QuotationDraft, scope: &Scope, out: &mut Findings) -> Quotation {
        let by = self.speaker(draft, scope, out);
        Quotation { words: draft.words, name: draft.name.clone(), by, whereabouts: draft.whereabouts.clone() }
    }

    /// Whom a quotation's attribution names; a name that may be several is reported, and one that nobody has
    /// but that is near to a known one.
    fn speaker(&self, draft: &QuotationDraft, scope: &Scope, out: &mut Findings) -> Option<ActorId> {
        let (names, name) = (&self.names.actors, draft.name.as_str());
        let at = || draft.at(scope.file);
        match names.find_listed(name, &scope.listed) {
            Found::One(id) => {
                out.used(at, Thing::Actor(id));
                return Some(id);
            }
            Found::Several(ids) => out.push(aliases::ambiguous(names, name, ids, at())),
            // Most who are quoted without being registered are passers-by; a slip in a known name is a mistake.
            Found::None if !names.none_given() && names.is_slip(name) => {
                out.push(aliases::unknown(names, name, &names.nearest(name), at()));
            }
            Found::None => {}
        }
        None
    }
}
