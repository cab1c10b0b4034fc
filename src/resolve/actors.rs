//! The register of actors: given ones, and those that only articles name.

use rustc_hash::FxHashSet;

use super::aliases;
use super::fields::FieldNames;
use super::uses::Findings;
use crate::diag::{At, Diagnostics, FileId};
use crate::model::{Actor, ActorId, Affiliation, Alias, Body};
use crate::names::{ActorNames, Found, Ids, Names, Thing};
use crate::parse::{ActorDraft, AliasDraft, BodyDraft, CitationDraft, EachName, NameField};
use crate::yaml::Written;

/// The register while the site is resolved.
pub(super) struct Actors {
    /// The given actors.
    pub drafts: Vec<ActorDraft>,
    /// The ids and names of those that only articles name, which come after them.
    pub implicit: Vec<(String, String)>,
    pub names: ActorNames,
    /// The texts of the given ones, in their order.
    pub profiles: Vec<Profile>,
    ids: Ids,
}

/// After so many unknown names, the nearest known ones are no longer looked for.
const SUGGESTED: usize = 60;

/// What of an actor can cite: its text, and for each affiliation the sources that it rests on.
pub(super) struct Profile {
    pub file: FileId,
    pub body: BodyDraft,
    pub cited: Vec<Vec<CitationDraft>>,
}

/// The same, resolved: the text, and the numbers of each affiliation's sources in its list.
pub(super) type Cited = (Body, Vec<Vec<u32>>);

impl Actors {
    /// Registers the given actors; an id that stands twice is reported, and aliases that two share.
    pub fn of(drafts: Vec<ActorDraft>, out: &mut Diagnostics) -> Self {
        let mut ids = Ids::of("actor");
        let (mut kept, mut profiles) = (Vec::new(), Vec::new());
        for mut draft in drafts {
            if !ids.take(&draft.id, draft.registered.name(), out) {
                continue;
            }
            let cited = draft.affiliations.iter_mut().map(|a| std::mem::take(&mut a.sources)).collect();
            let body = std::mem::take(&mut draft.body);
            profiles.push(Profile { file: draft.registered.file, body, cited });
            kept.push(draft);
        }
        // A former id stays taken: its address leads to the actor.
        for draft in &mut kept {
            let file = draft.registered.file;
            draft.former_ids.retain(|id| ids.take(&id.value, At::value(file, id.path.clone()), out));
        }
        let names = ActorNames::of(&kept);
        aliases::report_shared(&names, out);
        Self { drafts: kept, implicit: Vec::new(), names, profiles, ids }
    }

    /// Gives every name that no actor has an actor of its own; on a site with a registry that is reported.
    pub fn add_implicit(&mut self, named: &[(FileId, &Written<String>)], out: &mut Diagnostics) {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut told = 0;
        // Without a register a list in one text is known when all names are.
        let mut joined: Vec<(FileId, &Written<String>)> = Vec::new();
        for (file, written) in named {
            if seen.insert(&written.value) {
                if self.drafts.is_empty() && written.value.contains([',', ';', '|', '&']) {
                    joined.push((*file, written));
                }
                self.take_name(*file, written, &mut told, out);
            }
        }
        let drafts = std::mem::take(&mut self.drafts);
        for draft in &drafts {
            draft.each_name(&mut |field| {
                if let NameField::Actor(written) = field {
                    self.take_name(draft.registered.file, written, &mut told, out);
                }
            });
        }
        self.drafts = drafts;
        for (file, written) in joined {
            if let Some(names) = self.several(&written.value) {
                out.push(aliases::in_text(written, &names, At::value(file, written.path.clone())));
            }
        }
    }

    fn take_name(
        &mut self,
        file: FileId,
        written: &Written<String>,
        told: &mut usize,
        out: &mut Diagnostics,
    ) {
        let names = &self.names;
        if names.find(&written.value) != Found::None {
            return;
        }
        if !names.none_given() {
            *told += 1;
            let asks = *told <= SUGGESTED;
            let near = if asks { names.nearest(&written.value) } else { Vec::new() };
            let at = At::value(file, written.path.clone());
            let disguised = || names.disguised(&written.value).filter(|_| asks);
            out.push(match (self.several(&written.value), disguised()) {
                (Some(parts), _) => aliases::joined(written, &parts, at),
                (None, Some(name)) => aliases::disguised(&written.value, name, at),
                (None, None) => aliases::unknown(names, &written.value, &near, at),
            });
        }
        let id = self.ids.make(&written.value);
        self.names.add(&written.value, id.clone());
        self.implicit.push((id, written.value.trim().to_owned()));
    }

    /// The known actors that a text names one after the other; `None` if it is no such list.
    fn several<'n>(&self, name: &'n str) -> Option<Vec<&'n str>> {
        let apart = |sign: &str| -> Option<Vec<&'n str>> {
            let parts: Vec<&str> = name.split(sign).flat_map(|part| part.split(" and ")).collect();
            let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
            let known = |part: &&str| matches!(self.names.find(part), Found::One(_));
            (parts.len() > 1 && parts.iter().all(known)).then_some(parts)
        };
        [",", ";", "|", " and ", " & ", " / "].into_iter().find_map(apart)
    }
}

/// The finished actors.
pub(super) fn finished(
    drafts: Vec<ActorDraft>,
    implicit: Vec<(String, String)>,
    profiles: Vec<Cited>,
    names: &Names,
    out: &mut Findings,
) -> Vec<Actor> {
    let mut list = Vec::with_capacity(drafts.len() + implicit.len());
    for ((i, draft), profile) in drafts.into_iter().enumerate().zip(profiles) {
        let own = &draft.registered;
        out.described(|| own.at("name"), Thing::Actor(ActorId::of(i)));
        if own.named_by == "id" {
            out.described(|| own.at("id"), Thing::Actor(ActorId::of(i)));
        }
        list.push(given(draft, profile, names, out));
    }
    list.extend(implicit.into_iter().map(|(id, name)| Actor { id, name, ..Actor::default() }));
    list
}

fn given(draft: ActorDraft, (body, cited): Cited, names: &Names, out: &mut Findings) -> Actor {
    let file = draft.registered.file;
    let fields = FieldNames { names, file };
    let mut affiliations = Vec::with_capacity(draft.affiliations.len());
    for (a, sources) in draft.affiliations.into_iter().zip(cited) {
        let Some(to) = fields.actor(&a.to, &[], out) else { continue };
        affiliations.push(Affiliation { to, role: a.role, valid: a.valid, sources, at: a.at });
    }
    let mut aliases = Vec::with_capacity(draft.aliases.len());
    for AliasDraft { text, lang, used_by, kind, valid, ambiguous } in draft.aliases {
        let used_by = used_by.into_iter().map(|name| fields.somebody(name, &[], out)).collect();
        aliases.push(Alias { text: text.value, lang, used_by, kind, valid, ambiguous });
    }
    Actor {
        registered: Some(draft.registered.whole()),
        id: draft.id,
        former_ids: draft.former_ids.into_iter().map(|former| former.value).collect(),
        name: draft.name.trim().to_owned(),
        kind: draft.kind,
        aliases,
        names: draft.names,
        affiliations,
        summary: draft.summary,
        summaries: draft.summaries,
        lang: None,
        links: draft.links,
        color: draft.color,
        image: draft.image,
        mentions: draft.mentions,
        body,
    }
}
