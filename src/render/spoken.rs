//! What an actor claims, denies and counts, which sources it wrote, as its page shows them.

use serde::Serialize;

use super::Renderer;
use super::view::{DateView, Link};
use crate::derive::{Authored, SHOWN, Slice, Told};
use crate::model::{ActorId, Citation, Source, Stance};
use crate::route::Route;

/// A position of the actor, with the matter.
#[derive(Serialize)]
pub(super) struct HeldView<'a> {
    stance: Option<&'static str>,
    about: &'a str,
    text: Option<&'a str>,
    date: Option<DateView>,
    place: Link,
}

/// Positions of one stance, with its name.
#[derive(Serialize)]
pub(super) struct HeldGroup<'a> {
    name: &'static str,
    count: usize,
    positions: Vec<HeldView<'a>>,
}

/// A number that the actor gives.
#[derive(Serialize)]
pub(super) struct GivenView {
    measure: Option<&'static str>,
    whom: String,
    amount: String,
    as_of: Option<DateView>,
    place: Link,
}

/// A source that the actor wrote or published.
#[derive(Serialize)]
pub(super) struct AuthoredView<'a> {
    title: &'a str,
    url: Option<&'a str>,
    published: Option<DateView>,
}

impl Renderer<'_> {
    /// Positions of an actor: claims that it makes, then those that it denies, then others.
    pub(super) fn held(&self, id: ActorId) -> Vec<HeldGroup<'_>> {
        let site = &self.snapshot.site;
        let all = &self.snapshot.facts.spoken.positions[id.index()];
        let stances = [
            (Some(Stance::Asserts), "claims-made"),
            (Some(Stance::Denies), "claims-denied"),
            (Some(Stance::Partly), "claims-partly"),
            (Some(Stance::NoComment), "claims-no-comment"),
            (Some(Stance::Retracts), "claims-retracted"),
            (None, "claims-other"),
        ];
        let mut groups = Vec::new();
        for (stance, key) in stances {
            let mut own: Vec<_> = all
                .iter()
                .map(|(told, claim, at)| {
                    let claim = &told.claims(site)[*claim as usize];
                    (*told, claim, &claim.positions[*at as usize])
                })
                .filter(|(_, _, position)| position.stance == stance)
                .collect();
            if own.is_empty() {
                continue;
            }
            own.sort_by(|(_, _, a), (_, _, b)| (a.date.is_none(), &a.date).cmp(&(b.date.is_none(), &b.date)));
            let count = own.len();
            let positions = own.into_iter().take(SHOWN).map(|(told, claim, position)| HeldView {
                stance: position.stance.map(|stance| self.phrases.get(stance.phrase())),
                about: &claim.about,
                text: position.text.as_deref(),
                date: position.date.as_ref().map(|date| self.date(date)),
                place: self.told_at(told),
            });
            groups.push(HeldGroup { name: self.phrases.get(key), count, positions: positions.collect() });
        }
        groups
    }

    /// Figures that an actor gives, in order of their days.
    pub(super) fn given(&self, id: ActorId) -> Vec<GivenView> {
        let site = &self.snapshot.site;
        let all = &self.snapshot.facts.spoken.figures[id.index()];
        let mut own: Vec<_> =
            all.iter().map(|(told, index)| (*told, &told.figures(site)[*index as usize])).collect();
        own.sort_by(|(_, a), (_, b)| (a.as_of.is_none(), &a.as_of).cmp(&(b.as_of.is_none(), &b.as_of)));
        let view = |(told, figure): (Told, &crate::model::Figure)| {
            let view = self.figures(std::slice::from_ref(figure)).into_iter().next()?;
            Some(GivenView {
                measure: view.measure,
                whom: view.whom,
                amount: view.amount,
                as_of: view.as_of,
                place: self.told_at(told),
            })
        };
        own.into_iter().take(SHOWN).filter_map(view).collect()
    }

    /// Sources that an actor wrote or published.
    pub(super) fn authored(&self, id: ActorId) -> Vec<AuthoredView<'_>> {
        let site = &self.snapshot.site;
        let source = |authored: &Authored| match authored {
            Authored::Shared(id) => Some(site.source(*id)),
            Authored::Own(article, number) => match &site.article(*article).body.sources[*number as usize] {
                Citation::Own(source) => Some(&**source),
                Citation::Shared(_) => None,
            },
        };
        let mut own: Vec<&Source> =
            self.snapshot.facts.spoken.authored[id.index()].iter().filter_map(source).collect();
        own.sort_by(|a, b| (a.published.is_none(), &a.published).cmp(&(b.published.is_none(), &b.published)));
        own.into_iter()
            .take(SHOWN)
            .filter_map(|source| {
                Some(AuthoredView {
                    title: source.title.as_deref().or(source.url.as_deref())?,
                    url: source.url.as_deref().filter(|url| !source.lost && super::evidence::is_web(url)),
                    published: source.published.as_ref().map(|date| self.date(date)),
                })
            })
            .collect()
    }

    /// The page that tells it.
    fn told_at(&self, told: Told) -> Link {
        let site = &self.snapshot.site;
        let (title, url) = match told {
            Told::Article(id) | Told::Report(id, _) => {
                (&site.article(id).title, self.shared.articles[id.index()].to_string())
            }
            Told::Event(id) => (&site.event(id).title, self.addressing.link(&Route::Event(id))),
            Told::Conflict(id) => {
                (&site.conflict(id).name, self.addressing.link(&Route::Conflict(id, Slice::Whole)))
            }
        };
        Link { title: title.clone(), url, section: "article" }
    }
}
