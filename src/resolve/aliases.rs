//! What is reported of actors' names: those that two share, that may be several, or that nobody has.

use rustc_hash::FxHashMap;

use super::actors::{Actors, within};
use super::near::Near;
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::model::{ActorId, AliasKind};
use crate::parse::ActorDraft;
use crate::text::{self, Nearby, fold, name_fold};
use crate::yaml;

/// Every name of every actor, to find those that are near to an unknown one.
pub(super) struct Known {
    near: Near,
    of: Vec<ActorId>,
    spelt: Nearby,
    /// The first place of each name.
    first: FxHashMap<String, usize>,
}

impl Known {
    /// The names of the registry.
    pub fn of(drafts: &[ActorDraft]) -> Self {
        let named = || drafts.iter().enumerate().flat_map(|(i, d)| spellings(d).map(move |s| (s.text, i)));
        let mut first = FxHashMap::default();
        for (place, (text, _)) in named().enumerate() {
            first.entry(text.to_owned()).or_insert(place);
        }
        Self {
            near: Near::of(named().map(|(text, _)| text)),
            spelt: Nearby::of(named().map(|(text, _)| text)),
            first,
            of: named().map(|(_, i)| ActorId::of(i)).collect(),
        }
    }

    /// The known names nearest to one, best first, each of another actor: by edits, then by common words.
    pub fn nearest(&self, name: &str) -> Vec<(&str, ActorId)> {
        let names = self.near.titles();
        let by_edits = self.spelt.nearest(name);
        let by_edits = by_edits.into_iter().filter_map(|near| self.first.get(near).copied());
        let mut list: Vec<(&str, ActorId)> = Vec::new();
        for index in by_edits.chain(self.near.nearest(&fold(name))) {
            if !list.iter().any(|(_, known)| *known == self.of[index]) {
                list.push((&names[index], self.of[index]));
            }
        }
        list.truncate(3);
        list
    }

    /// The known name that another looks like, which has letters of another script.
    pub fn disguised(&self, name: &str) -> Option<&str> {
        let looks = name_fold(&text::looks(name));
        let names = || self.near.titles().iter().map(String::as_str);
        names().find(|known| name_fold(&text::looks(known)) == looks)
    }

    /// Whether a name is so near to a known one that it must be a slip.
    pub fn is_slip(&self, name: &str) -> bool {
        self.near.close(&fold(name)).is_some()
    }
}

/// A name of an actor, with where it stands and whether it is known to be shared.
struct Spelling<'a> {
    text: &'a str,
    at: At,
    ambiguous: bool,
}

/// Every name by which an actor is found, what others call it left out.
fn spellings(draft: &ActorDraft) -> impl Iterator<Item = Spelling<'_>> {
    let at = move |path: String| At::value(draft.file, path);
    let own = move |text, path| Spelling { text, at: at(path), ambiguous: false };
    let name = own(draft.name.as_str(), within(&draft.path, "name"));
    let former = draft.former_ids.iter().map(move |id| own(id.value.as_str(), id.path.to_string()));
    let aliases = draft.aliases.iter().filter(|alias| alias.value.kind != AliasKind::Characterisation);
    let aliases = aliases.map(move |alias| Spelling {
        text: &alias.value.text,
        at: at(alias.path.to_string()),
        ambiguous: alias.value.ambiguous,
    });
    let foreign = draft
        .names
        .iter()
        .map(move |name| own(name.text.as_str(), within(&draft.path, &format!("names/{}", name.lang))));
    let id = (fold(&draft.id) != fold(&draft.name))
        .then(|| own(draft.id.as_str(), within(&draft.path, draft.named_by)));
    std::iter::once(name).chain(id).chain(former).chain(aliases).chain(foreign)
}

/// Reports names that two actors share, unless one of them is marked `ambiguous`.
pub(super) fn report_shared(drafts: &[ActorDraft], out: &mut Diagnostics) {
    let mut seen: FxHashMap<String, (usize, At, bool)> = FxHashMap::default();
    let mut told: FxHashMap<(usize, usize), Vec<String>> = FxHashMap::default();
    for (i, draft) in drafts.iter().enumerate() {
        for Spelling { text, at, ambiguous } in spellings(draft) {
            let key = name_fold(text);
            match seen.get(&key) {
                Some((other, first, marked)) if *other != i && !(ambiguous || *marked) => {
                    // One name in two spellings is one mistake.
                    let names = told.entry((*other, i)).or_default();
                    if names.contains(&key) {
                        continue;
                    }
                    names.push(key);
                    let message = format!("`{text}` names both `{}` and `{}`", drafts[*other].id, draft.id);
                    let problem =
                        Diagnostic::new(code::SHARED_ALIAS, message).at(at).label(first.clone(), "here too");
                    out.push(problem.hint(
                        "remove it from one, or write it as `{text: …, ambiguous: true}`: each article's own actors then decide",
                    ));
                }
                Some(_) => {}
                None => drop(seen.insert(key, (i, at, ambiguous))),
            }
        }
    }
}

/// A report that a name looks like one of the register and is written with letters of another script.
pub(super) fn disguised(name: &str, known: &str, at: At) -> Diagnostic {
    let message = format!("`{name}` looks like `{known}` of the register, with letters of another script");
    Diagnostic::new(code::MIXED_SCRIPTS, message).at(at).hint(format!("write `{known}`"))
}

/// A report that a name that has become an actor looks like the names of several.
pub(super) fn in_text(written: &yaml::Written<String>, names: &[&str], at: At) -> Diagnostic {
    let list: Vec<String> = names.iter().map(|name| yaml::scalar(name)).collect();
    let message =
        format!("`{}` is one actor; it looks like {}", written.value, text::count(names.len(), "actor"));
    Diagnostic::new(code::LIST_IN_TEXT, message).at(at).hint(format!("write `[{}]`", list.join(", ")))
}

impl Actors {
    /// A report that one text names several actors.
    pub fn joined(&self, written: &yaml::Written<String>, names: &[&str], at: At) -> Diagnostic {
        let list: Vec<String> = names.iter().map(|name| yaml::scalar(name)).collect();
        let message =
            format!("no actor is named `{}`; {} are known", written.value, text::count(names.len(), "actor"));
        Diagnostic::new(code::UNKNOWN_ACTOR, message).at(at).hint(format!("write `[{}]`", list.join(", ")))
    }

    /// A report that a name is that of several actors, none of which is taken.
    pub fn ambiguous(&self, name: &str, ids: &[ActorId], at: At) -> Diagnostic {
        let names: Vec<String> = ids.iter().map(|id| format!("`{}`", self.id_of(*id))).collect();
        let mut problem =
            Diagnostic::new(code::AMBIGUOUS_NAME, format!("`{name}` may be {}", names.join(" or "))).at(at);
        let key = name_fold(name);
        for id in ids {
            let Some(draft) = self.drafts.get(id.index()) else { continue };
            if let Some(found) = spellings(draft).find(|spelling| name_fold(spelling.text) == key) {
                problem = problem.label(found.at, format!("a name of `{}`", draft.id));
            }
        }
        problem.hint(
            "write the id of the one you mean, or list that one under `actors`; until then it names nobody",
        )
    }

    /// A report that nobody has a name, with the nearest ones and what to paste.
    pub fn unknown(&self, name: &str, near: &[(&str, ActorId)], at: At) -> Diagnostic {
        let mut problem = Diagnostic::new(code::UNKNOWN_ACTOR, format!("no actor is named `{name}`")).at(at);
        let scalar = yaml::scalar(name.trim());
        if let Some((_, id)) = near.first() {
            let quoted: Vec<String> = near.iter().map(|(name, _)| format!("`{name}`")).collect();
            problem = problem.hint(format!("did you mean {}?", quoted.join(" or "))).hint(format!(
                "if it is another name of `{}`, add `- {scalar}` to its `aliases`",
                self.id_of(*id)
            ));
        }
        problem.hint(format!("a new actor goes into `content/actors.yaml` as `- {{name: {scalar}}}`"))
    }
}
