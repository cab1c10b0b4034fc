//! Articles and pages that are the text of another one in a language of the site: which they are, and what each takes of its original.
//!
//! One article is one entry in every edition. So a translation gives the words, and its original all that is known: when, where, who,
//! what is claimed and counted. Facts are made of originals alone.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::uses::Use;
use crate::config::Config;
use crate::diag::{At, Diagnostic, Diagnostics, Spot, code};
use crate::model::{ArticleId, InLanguage, Status, Translations};
use crate::names::Titles;
use crate::parse::{ArticleDraft, PageDraft};
use crate::text;

/// The translations of a site, with the drafts of their originals. A copy shares them.
#[derive(Clone, Default)]
pub(super) struct TranslatedDrafts {
    pub texts: Arc<Translations<ArticleId>>,
    originals: Arc<FxHashMap<ArticleId, Arc<ArticleDraft>>>,
}

/// The longest way from a translation over others to the original.
const STEPS: usize = 8;

impl TranslatedDrafts {
    /// Finds them; what cannot be a translation is reported, and stays an article of its own.
    pub fn of(
        config: &Config,
        articles: &[Arc<ArticleDraft>],
        titles: &Titles,
        out: &mut Diagnostics,
    ) -> Self {
        if config.languages.len() < 2 {
            return Self::default();
        }
        let named: Vec<Option<ArticleId>> =
            articles.iter().map(|draft| named_original(draft, titles)).collect();
        let mut texts = Translations::default();
        for (i, draft) in articles.iter().enumerate() {
            let id = ArticleId::of(i);
            let (Some(direct), Some(edition)) = (named[i], config.edition_of(draft.lang.as_deref())) else {
                continue;
            };
            let way = std::iter::successors(Some(direct), |at| named[at.index()]).take(STEPS + 1);
            let way: Vec<ArticleId> = way.collect();
            let Some(original) = way.last().copied().filter(|_| way.len() <= STEPS && !way.contains(&id))
            else {
                let problem =
                    Diagnostic::new(code::WRONG_TRANSLATION, "the article is said to translate itself");
                out.push(
                    problem
                        .at(says(draft))
                        .hint("one of those in the circle is the original: take `translation_of` out of it"),
                );
                continue;
            };
            if original != direct {
                let message = format!("`{}` is a translation itself", articles[direct.index()].title);
                let hint =
                    format!("name its original, `{}`, which is taken", articles[original.index()].title);
                out.push(Diagnostic::new(code::WRONG_TRANSLATION, message).at(says(draft)).hint(hint));
            }
            let theirs = &articles[original.index()];
            if config.edition_of(theirs.lang.as_deref()) == Some(edition) {
                let message = format!(
                    "the article is in the language of what it translates, `{}`",
                    config.languages[edition].tag
                );
                let hint = "say its language with `lang`, or take `translation_of` out; it stays an article of its own";
                out.push(Diagnostic::new(code::WRONG_TRANSLATION, message).at(says(draft)).hint(hint));
                continue;
            }
            if let Some(other) = texts.add(id, InLanguage { of: original, edition }) {
                let message = format!(
                    "`{}` has two translations into `{}`",
                    theirs.title, config.languages[edition].tag
                );
                let problem = Diagnostic::new(code::WRONG_TRANSLATION, message).at(says(draft));
                let problem = problem.label(At::file(articles[other.index()].file), "the first one");
                out.push(problem.hint("take one of them out; this one stays an article of its own"));
            }
        }
        let originals =
            texts.iter().map(|(_, text)| (text.of, Arc::clone(&articles[text.of.index()]))).collect();
        Self { texts: texts.into(), originals: Arc::new(originals) }
    }

    /// Whether an article is a translation, or has one.
    pub fn concern(&self, id: ArticleId) -> bool {
        self.texts.of(id).is_some() || self.originals.contains_key(&id)
    }

    /// The draft of a translation with what its original knows; `None` for an article of its own.
    pub fn joined(&self, id: ArticleId, draft: &ArticleDraft) -> Option<ArticleDraft> {
        let text = self.texts.of(id)?;
        self.originals.get(&text.of).map(|original| joined(draft, original))
    }

    /// What registers see of the articles: of a translation nothing, as its original says it.
    pub fn without_facts(&self, articles: &[Arc<ArticleDraft>]) -> Vec<Arc<ArticleDraft>> {
        let bare = |(i, draft): (usize, &Arc<ArticleDraft>)| match self.texts.of(ArticleId::of(i)).is_some() {
            true => Arc::new(ArticleDraft {
                body: draft.body.clone(),
                ..ArticleDraft::bare(draft.file, Arc::clone(&draft.head))
            }),
            false => Arc::clone(draft),
        };
        articles.iter().enumerate().map(bare).collect()
    }

    /// Of what was found in a translation, what it says itself: what its original says was found there.
    pub fn own_findings(
        &self,
        id: ArticleId,
        draft: &ArticleDraft,
        mut problems: Diagnostics,
        mut uses: Vec<Use>,
    ) -> (Diagnostics, Vec<Use>) {
        if self.texts.of(id).is_some() {
            let inherited = inherited(draft);
            let is_own = |at: &At| match &at.spot {
                Spot::Value(path) => !inherited.contains(&path.split('/').next().unwrap_or_default()),
                _ => true,
            };
            problems
                .0
                .retain(|problem| problem.at.as_ref().is_none_or(|at| at.file != draft.file || is_own(at)));
            uses.retain(|one| one.at.file != draft.file || is_own(&one.at));
        }
        (problems, uses)
    }
}

/// The article that a draft says it translates: by its field, else by its file's name.
fn named_original(draft: &ArticleDraft, titles: &Titles) -> Option<ArticleId> {
    match &draft.translation_of {
        Some(written) => titles.only(&written.value),
        None => titles.slug(draft.translates.as_deref()?),
    }
}

/// Where a draft says that it is a translation.
fn says(draft: &ArticleDraft) -> At {
    match draft.translation_of {
        Some(_) => At::value(draft.file, "translation_of"),
        None => At::file(draft.file),
    }
}

/// The keys of front matter that a translation takes from its original.
fn inherited(draft: &ArticleDraft) -> Vec<&'static str> {
    let mut keys =
        vec!["tags", "actors", "conflict", "place", "events", "claims", "figures", "related", "unrelated"];
    if draft.statements.is_empty() {
        keys.push("statements");
    }
    if draft.body.sources.is_empty() {
        keys.push("sources");
    }
    keys
}

/// A translation with all that its original knows: its own words, and the same number of everything that others count.
fn joined(own: &ArticleDraft, original: &ArticleDraft) -> ArticleDraft {
    let mut draft = own.clone();
    let (head, theirs) = (Arc::make_mut(&mut draft.head), &original.head);
    let usual = |slug: &str| own.lang.as_deref().map(|tag| format!("{slug}-{}", text::slug(tag)));
    if own.translates.as_deref().and_then(usual).is_some_and(|usual| usual == own.slug) {
        head.slug.clone_from(&theirs.slug);
    }
    head.when = theirs.when.clone();
    (head.kind, head.key, head.off_timeline) = (theirs.kind, theirs.key, theirs.off_timeline);
    head.image = head.image.take().or_else(|| theirs.image.clone());
    head.video = head.video.take().or_else(|| theirs.video.clone());
    head.audio = head.audio.take().or_else(|| theirs.audio.clone());
    if head.gallery.len() != theirs.gallery.len() {
        head.gallery.clone_from(&theirs.gallery);
    }
    head.pictures.extend(theirs.pictures.iter().cloned());
    if head.authors.is_empty() {
        head.authors.clone_from(&theirs.authors);
    }
    if head.corrections.len() != theirs.corrections.len() {
        let own = std::mem::take(&mut head.corrections);
        head.corrections = theirs.corrections.iter().cloned().chain(own).collect();
    }
    draft.tags.clone_from(&original.tags);
    draft.actors.clone_from(&original.actors);
    draft.conflict.clone_from(&original.conflict);
    draft.place.clone_from(&original.place);
    draft.related.clone_from(&original.related);
    draft.unrelated.clone_from(&original.unrelated);
    let told = std::mem::replace(&mut draft.events, original.events.clone());
    for (i, event) in draft.events.iter_mut().enumerate() {
        let id = |event: &crate::parse::EventDraft| event.event.id.as_ref().map(|id| id.value.clone());
        let same = told.iter().find(|own| id(own).is_some() && id(own) == id(event)).or(told.get(i));
        if let Some(own) = same {
            event.title = own.title.clone().or(event.title.take());
            event.summary = own.summary.clone().or(event.summary.take());
        }
    }
    as_many(&mut draft.claims, &original.claims);
    as_many(&mut draft.figures, &original.figures);
    as_many(&mut draft.statements, &original.statements);
    let (sources, theirs) = (&mut draft.body.sources, &original.body.sources);
    if sources.len() != theirs.len() {
        let own = std::mem::take(sources);
        *sources = theirs.iter().cloned().chain(own).collect();
    }
    if original.status == Status::Retracted {
        Arc::make_mut(&mut draft.head).status = Status::Retracted;
        return draft.notice();
    }
    draft
}

/// What a translation says itself holds if it says as much as its original, else what that says.
fn as_many<T: Clone>(own: &mut Vec<T>, theirs: &[T]) {
    if own.len() != theirs.len() {
        *own = theirs.to_vec();
    }
}

/// The pages that are the text of another one: by its file's name.
pub(super) fn of_pages(config: &Config, pages: &[PageDraft]) -> Translations<u32> {
    let mut texts = Translations::default();
    if config.languages.len() < 2 {
        return texts;
    }
    let mut by_slug: FxHashMap<&str, u32> = FxHashMap::default();
    for (i, page) in (0..).zip(pages) {
        by_slug.entry(page.slug.as_str()).or_insert(i);
    }
    for (i, page) in (0..).zip(pages) {
        let original = page.translates.as_deref().and_then(|slug| by_slug.get(slug).copied());
        let Some((of, edition)) = original.zip(config.edition_of(page.lang.as_deref())) else { continue };
        let theirs = config.edition_of(pages[of as usize].lang.as_deref());
        if of != i && theirs != Some(edition) {
            texts.add(i, InLanguage { of, edition });
        }
    }
    texts
}

/// The slug of a translated page is that of its original, unless it has one of its own.
pub(super) fn name_pages(texts: &Translations<u32>, pages: &mut [PageDraft]) {
    for (text, InLanguage { of, .. }) in texts.iter() {
        let slug = pages[of as usize].slug.clone();
        let page = &mut pages[text as usize];
        let usual = |tag: &str| format!("{slug}-{}", text::slug(tag));
        if page.lang.as_deref().map(usual).as_ref() == Some(&page.slug) {
            page.slug = slug;
        }
    }
}
