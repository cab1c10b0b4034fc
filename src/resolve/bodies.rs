//! Texts: Read lines, wikilinks, citations, speakers and mentions find what they name.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Registers;
use super::actors::Actors;
use super::citations::{Numbered, Sources};
use super::conflicts::Conflicts;
use super::events::Events;
use super::linked::Linked;
use super::mentions::{Mentions, Named, Prose};
use super::places::Places;
use super::titles::{Match, Titles};
use crate::address::{self, Address};
use crate::config::{AutoLink, Config, SharedTitles};
use crate::diag::{At, Code, Diagnostic, Diagnostics, FileId, code};
use crate::model::{ActorId, ArticleId, Body, Citation, Day, Mark, MarkKind, Quotation, ReadLink, Target};
use crate::parse::{BodyDraft, LinkDraft, MarkDraftKind, PageDraft, QuotationDraft, ReadDraft};
use crate::source::SourceTree;
use crate::text;

/// Everything that a text may name.
pub(super) struct Bodies<'a> {
    pub actors: &'a Actors,
    pub places: &'a Places,
    pub titles: &'a Titles,
    pub sources: &'a Sources,
    pub events: &'a Events,
    pub conflicts: &'a Conflicts,
    lookups: &'a Lookups,
}

/// What is looked up apart from the registers.
pub(super) struct Lookups {
    mentions: Option<Mentions>,
    shared_titles: SharedTitles,
    pages: FxHashMap<String, u32>,
    paths: FxHashMap<String, Target>,
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
    /// The page of an address or title.
    pub fn page(&self, name: &str) -> Option<u32> {
        self.pages.get(name).or_else(|| self.pages.get(&text::fold(name))).copied()
    }

    /// Makes the indexes.
    pub fn of(config: &Config, registers: &Registers, pages: &[PageDraft], tree: &SourceTree) -> Self {
        let actors = &registers.actors;
        let mut paths = FxHashMap::default();
        let mut by_name = FxHashMap::default();
        let inside = |file: FileId| tree.file(file).map(|f| f.path.trim_start_matches("content/").to_owned());
        for (i, page) in (0..).zip(pages) {
            by_name.insert(page.slug.clone(), i);
            by_name.insert(text::fold(&page.title), i);
            paths.extend(inside(page.file).map(|path| (path, Target::Page(i))));
        }
        for (i, actor) in actors.drafts.iter().enumerate().filter(|(_, a)| a.path.is_empty()) {
            paths.extend(inside(actor.file).map(|path| (path, Target::Actor(ActorId::of(i)))));
        }
        paths.extend(registers.files.iter().filter_map(|(file, target)| Some((inside(*file)?, *target))));
        let mentions = (config.auto_link == AutoLink::First).then(|| Mentions::of(&actors.drafts));
        let shared_titles = config.shared_titles;
        Self { mentions, shared_titles, pages: by_name, paths }
    }
}

impl<'a> Bodies<'a> {
    /// Joins the registers and the other indexes.
    pub fn new(registers: &'a Registers, titles: &'a Titles, lookups: &'a Lookups) -> Self {
        let Registers { actors, places, sources, events, conflicts, .. } = registers;
        Self { actors, places, titles, sources, events, conflicts, lookups }
    }

    /// Resolves a text; `sources` begin its numbered list.
    pub fn resolve(
        &self,
        draft: &BodyDraft,
        scope: &Scope,
        sources: Vec<Citation>,
        out: &mut Diagnostics,
    ) -> Body {
        let mut numbered = Numbered::new(self.sources, self.actors, scope.file);
        numbered.list = sources;
        let BodyDraft { markup, marks, prose, reads, quotations } = draft;
        let mentioned = self.lookups.mentions.as_ref().map(|mentions| {
            mentions.find(Prose { markup, spans: prose, listed: &scope.listed, own: scope.own })
        });
        let Named { marks: mentioned, counts: named } = mentioned.unwrap_or_default();
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
        Body { markup, marks: resolved, reads, quotations, sources: numbered.list, named }
    }

    fn mark(
        &self,
        kind: &MarkDraftKind,
        scope: &Scope,
        numbered: &mut Numbered,
        out: &mut Diagnostics,
    ) -> Option<MarkKind> {
        match kind {
            MarkDraftKind::Read(index) => Some(MarkKind::Read(*index)),
            MarkDraftKind::Speaker(index) => Some(MarkKind::Speaker(*index)),
            MarkDraftKind::Callout(callout) => Some(MarkKind::Callout(*callout)),
            MarkDraftKind::Cite(link) => match numbered.number(&link.target) {
                Some(number) => Some(MarkKind::Cite(number)),
                None => {
                    let at = link.at(scope.file);
                    out.push(numbered.unknown_at(&link.target, at, code::UNKNOWN_FOOTNOTE));
                    Some(MarkKind::AsWritten(link.signs.0.clone(), link.signs.1))
                }
            },
            MarkDraftKind::Link(link) => {
                let (name, fragment) = link.target.split_once('#').unwrap_or((&link.target, ""));
                let target = self.target(name, scope, numbered);
                Some(match target {
                    Some(target) => MarkKind::Link(target, fragment.into()),
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
    fn target(&self, name: &str, scope: &Scope, numbered: &mut Numbered) -> Option<Target> {
        let name = name.trim();
        if name.ends_with(".md") {
            let article = self.titles.path(name).map(|id| Target::Article(*id));
            return article.or_else(|| self.lookups.paths.get(name).copied());
        }
        Linked::ORDER.into_iter().find_map(|linked| match linked {
            Linked::Article => match self.titles.find(name) {
                Match::One(article) => Some(Target::Article(article)),
                _ => None,
            },
            Linked::Source => numbered.number(name).map(Target::Source),
            registered => self.registered(registered, name, &scope.listed),
        })
    }

    /// What a name stands for, whatever articles are called.
    pub fn before_titles(&self, name: &str, listed: &[ActorId]) -> Option<Target> {
        let before = Linked::ORDER.into_iter().take_while(|linked| *linked != Linked::Article);
        before.into_iter().find_map(|linked| self.registered(linked, name, listed))
    }

    fn registered(&self, linked: Linked, name: &str, listed: &[ActorId]) -> Option<Target> {
        match linked {
            Linked::Actor => self.actors.named(name, listed).map(Target::Actor),
            Linked::Place => self.places.named(name).map(Target::Place),
            Linked::Page => self.lookups.page(name).map(Target::Page),
            Linked::Event => self.events.named(name).map(Target::Event),
            Linked::Conflict => self.conflicts.named(name).map(Target::Conflict),
            Linked::Article | Linked::Source => None,
        }
    }

    fn not_found(&self, link: &LinkDraft, name: &str, scope: &Scope) -> Diagnostic {
        let at = link.at(scope.file);
        if name.ends_with(".md") {
            return Diagnostic::new(code::DEAD_LINK, format!("there is no file `content/{name}`"))
                .at(at)
                .hint("the path of a link to a `.md` file counts from the file that it stands in");
        }
        Diagnostic::new(code::WIKILINK_NOT_FOUND, format!("nothing in this site is called `{name}`"))
            .at(at)
            .hints(self.actors.did_you_mean(name).or_else(|| self.titles.suggestion(name)))
    }

    /// The article of a Read line: by its link if it has one that leads inside the site, else by its title.
    fn read(&self, draft: &ReadDraft, scope: &Scope, out: &mut Diagnostics) -> ReadLink {
        let ReadDraft { prefix, title, link, .. } = draft;
        let (outside, inside) = match link.as_deref().map(address::read) {
            Some(Address::Web(address)) => (Some(address), None),
            Some(Address::Inside(path)) => (None, self.linked(&path)),
            _ => (None, None),
        };
        let found = inside.map_or_else(|| self.titles.find(title), Match::One);
        let at = draft.at(scope.file);
        let (to, near, shared) = match found {
            Match::One(id) => (Some(id), Vec::new(), false),
            Match::Several(ids) => match self.meant(&ids, scope) {
                Some(id) => (Some(id), Vec::new(), false),
                None => {
                    out.push(self.several(title, &ids, code::READ_AMBIGUOUS, at.clone()));
                    (None, ids, true)
                }
            },
            Match::None if outside.is_some() => (None, Vec::new(), false),
            Match::None => {
                let near = self.titles.near(title);
                out.push(self.read_not_found(draft, &near, scope));
                (None, near, false)
            }
        };
        let outside = outside.filter(|_| to.is_none());
        ReadLink { title: title.clone(), to, prefix: prefix.clone(), outside, at, near, shared }
    }

    /// The one of several articles of a title that a Read line means, on a site that says that time tells.
    fn meant(&self, ids: &[ArticleId], scope: &Scope) -> Option<ArticleId> {
        match self.lookups.shared_titles {
            SharedTitles::Report => None,
            SharedTitles::Nearest => self.titles.nearest_in_time(ids, scope.day?, scope.file),
        }
    }

    /// The article that a link inside a Read line leads to: a path, or an address such as `other.html`.
    fn linked(&self, link: &str) -> Option<ArticleId> {
        let name = link.split(['#', '?']).next()?.rsplit('/').next()?;
        let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".html")).unwrap_or(name);
        match self.titles.find(crate::text::slug(stem).as_str()) {
            Match::One(id) => Some(id),
            _ => self.titles.by_file_name(stem),
        }
    }

    fn read_not_found(&self, draft: &ReadDraft, near: &[ArticleId], scope: &Scope) -> Diagnostic {
        Diagnostic::new(code::READ_NOT_FOUND, format!("no article is called `{}`", draft.title))
            .at(draft.at(scope.file))
            .hints(self.titles.did_you_mean(near))
            .hint("the line stays as text, marked as not in this archive")
    }

    /// A report that several articles have the same title.
    pub fn several(&self, title: &str, ids: &[ArticleId], code: Code, at: At) -> Diagnostic {
        let mut problem =
            Diagnostic::new(code, format!("{} articles are called `{title}`", ids.len())).at(at);
        for id in ids {
            let (file, _) = &self.titles.list[id.index()];
            problem = problem.label(At::value(*file, "title"), "one of them");
        }
        problem.hint("write the slug or the path of the one you mean")
    }

    fn quotation(&self, draft: &QuotationDraft, scope: &Scope, out: &mut Diagnostics) -> Quotation {
        let by = self.actors.speaker(&draft.name, &scope.listed, || draft.at(scope.file), out);
        Quotation { words: draft.words, name: draft.name.clone(), by, whereabouts: draft.whereabouts.clone() }
    }
}
