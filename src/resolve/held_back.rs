//! What is not built: drafts, what is unverified, what is still to come or over, what cannot be read. The one list of it.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Include;
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{Clearance, Day, HeldBack, Noun, Status, Term, Why};
use crate::parse::{ArticleDraft, Drafts, EventDraft};
use crate::source::{Kind, SourceFile, SourceTree};
use crate::text;

/// Who may read what, on a day.
#[derive(Clone, Copy)]
pub(super) struct Gate {
    /// What is asked for.
    pub include: Include,
    /// The day of the build.
    pub today: Day,
}

/// Takes out of the drafts what is not built.
pub(super) fn taken_out(
    drafts: &mut Drafts,
    tree: &SourceTree,
    gate: Gate,
    out: &mut Diagnostics,
) -> Vec<HeldBack> {
    let mut held = unread(drafts, tree);
    drafts.articles.retain(|draft| {
        let why = gate.shuts_out(draft.status, &draft.terms, draft.file, "article", out);
        held.extend(why.map(|why| HeldBack {
            file: draft.file,
            path: "".into(),
            noun: Noun::Article,
            title: draft.title.clone(),
            slug: draft.slug.clone(),
            why,
        }));
        why.is_none()
    });
    for article in &mut drafts.articles {
        if gate.shuts_out_events(article) {
            Arc::make_mut(article).events.retain(|event| gate.lets(event, &mut held, out));
        }
    }
    drafts.events.retain(|event| gate.lets(event, &mut held, out));
    drafts.pages.retain(|draft| {
        let Clearance { status, terms } = &draft.clearance;
        let why = gate.shuts_out(*status, terms, draft.file, "page", out);
        held.extend(why.map(|why| HeldBack {
            file: draft.file,
            path: "".into(),
            noun: Noun::Page,
            title: draft.title.clone(),
            slug: draft.slug.clone(),
            why,
        }));
        why.is_none()
    });
    held
}

/// Files of articles, pages and events of which no draft could be made.
fn unread(drafts: &Drafts, tree: &SourceTree) -> Vec<HeldBack> {
    let articles = drafts.articles.iter().map(|draft| draft.file);
    let others =
        drafts.pages.iter().map(|draft| draft.file).chain(drafts.events.iter().map(|draft| draft.event.file));
    let read: FxHashSet<FileId> = articles.chain(others).collect();
    let unread = |(file, source): (FileId, &SourceFile)| {
        let noun = match source.kind {
            Kind::Article => Noun::Article,
            Kind::Page => Noun::Page,
            Kind::Event => Noun::Event,
            _ => return None,
        };
        let (title, slug) = (String::new(), String::new());
        (!read.contains(&file)).then(|| HeldBack {
            file,
            path: "".into(),
            noun,
            title,
            slug,
            why: Why::Unread,
        })
    };
    tree.with_ids().filter_map(unread).collect()
}

impl Gate {
    fn lets(self, draft: &EventDraft, held: &mut Vec<HeldBack>, out: &mut Diagnostics) -> bool {
        let event = &draft.event;
        let Clearance { status, terms } = &event.clearance;
        let why = self.shuts_out(*status, terms, event.file, "event", out);
        held.extend(why.map(|why| {
            HeldBack {
                file: event.file,
                path: event.path.clone(),
                noun: Noun::Event,
                title: draft.title.clone().unwrap_or_default(),
                slug: event
                    .id
                    .as_ref()
                    .map(|id| id.value.as_str())
                    .or(draft.title.as_deref())
                    .map(text::slug)
                    .unwrap_or_default(),
                why,
            }
        }));
        why.is_none()
    }

    /// Whether an article reports an event that is not built.
    pub fn shuts_out_events(self, article: &ArticleDraft) -> bool {
        article.events.iter().any(|report| self.bar(&report.event.clearance).is_some())
    }

    /// Why something is not built.
    pub fn bar(self, clearance: &Clearance) -> Option<Why> {
        self.reason(clearance.status, &clearance.terms).map(|(why, _)| why)
    }

    /// The same; a day that does that is told of.
    fn shuts_out(
        self,
        status: Status,
        terms: &[Term],
        file: FileId,
        noun: &str,
        out: &mut Diagnostics,
    ) -> Option<Why> {
        let (why, term) = self.reason(status, terms)?;
        out.extend(term.map(|term| told(term, file, noun)));
        Some(why)
    }

    fn reason(self, status: Status, terms: &[Term]) -> Option<(Why, Option<&Term>)> {
        if self.include == Include::Drafts {
            return None;
        }
        if matches!(status, Status::Draft | Status::Unverified) {
            return Some((Why::Draft, None));
        }
        let over = terms.iter().find(|term| term.ends && term.day <= self.today);
        let to_come = terms.iter().find(|term| !term.ends && term.day > self.today);
        match (over, to_come) {
            (Some(term), _) => Some((Why::Over, Some(term))),
            (None, Some(term)) if self.include == Include::Published => Some((Why::ToCome, Some(term))),
            _ => None,
        }
    }
}

fn told(term: &Term, file: FileId, noun: &str) -> Diagnostic {
    let key = term.path.rsplit('/').next().unwrap_or_default();
    let (message, hint) = if term.ends {
        let message = format!("the {noun} is not built: by `{key}` its time was over on {}", term.day);
        (message, "remove the line to publish it; `status: draft` holds it back without a date")
    } else {
        let message = format!("the {noun} is not built: by `{key}` it is for readers from {}", term.day);
        let hint =
            "a build on that day has it, and one with `--future` today; check the year if this is not meant";
        (message, hint)
    };
    Diagnostic::new(code::HELD_BACK, message).at(At::value(file, term.path.clone())).hint(hint)
}
