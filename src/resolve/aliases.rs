//! What is reported of actors' names: those that two share, that may be several, or that nobody has.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::model::ActorId;
use crate::names::{ActorNames, Spelling, key};
use crate::text;
use crate::yaml;

/// So many of those who share a name are told.
const NAMED: usize = 5;

/// Reports names that two actors share, unless one of them is marked `ambiguous`.
pub(super) fn report_shared(names: &ActorNames, out: &mut Diagnostics) {
    let mut seen: FxHashMap<String, &Spelling> = FxHashMap::default();
    let mut told: FxHashSet<(ActorId, ActorId, String)> = FxHashSet::default();
    for spelling in names.spellings() {
        let Spelling { text, of, at, ambiguous } = spelling;
        let key = key(text);
        match seen.get(&key) {
            Some(first) if first.of != *of && !(*ambiguous || first.ambiguous) => {
                // One name in two spellings is one mistake.
                if !told.insert((first.of, *of, key)) {
                    continue;
                }
                let (one, other) = (names.id_of(first.of), names.id_of(*of));
                let message = format!("`{text}` names both `{one}` and `{other}`");
                let problem = Diagnostic::new(code::SHARED_ALIAS, message).at(at.clone());
                out.push(problem.label(first.at.clone(), "here too").hint(
                    "remove it from one, or write it as `{text: …, ambiguous: true}`: each article's own actors then decide",
                ));
            }
            Some(_) => {}
            None => drop(seen.insert(key, spelling)),
        }
    }
}

/// A report that a name looks like one of the register and is written with letters of another script.
pub(super) fn disguised(name: &str, known: &str, at: At) -> Diagnostic {
    let message = format!("`{name}` looks like `{known}` of the register, with letters of another script");
    Diagnostic::new(code::MIXED_SCRIPTS, message).at(at).instead(name, known)
}

/// A report that a name that has become an actor looks like the names of several.
pub(super) fn in_text(written: &yaml::Written<String>, names: &[&str], at: At) -> Diagnostic {
    let list: Vec<String> = names.iter().map(|name| yaml::scalar(name)).collect();
    let message =
        format!("`{}` is one actor; it looks like {}", written.value, text::count(names.len(), "actor"));
    Diagnostic::new(code::LIST_IN_TEXT, message).at(at).hint(format!("write `[{}]`", list.join(", ")))
}

/// A report that one text names several actors.
pub(super) fn joined(written: &yaml::Written<String>, names: &[&str], at: At) -> Diagnostic {
    let list: Vec<String> = names.iter().map(|name| yaml::scalar(name)).collect();
    let message =
        format!("no actor is named `{}`; {} are known", written.value, text::count(names.len(), "actor"));
    Diagnostic::new(code::UNKNOWN_ACTOR, message).at(at).hint(format!("write `[{}]`", list.join(", ")))
}

/// A report that a name is that of several actors, none of which is taken.
pub(super) fn ambiguous(names: &ActorNames, name: &str, ids: &[ActorId], at: At) -> Diagnostic {
    let (first, others) = ids.split_at(ids.len().min(NAMED));
    let list: Vec<String> = first.iter().map(|id| format!("`{}`", names.id_of(*id))).collect();
    let others = if others.is_empty() { String::new() } else { format!(" or {} others", others.len()) };
    let message = format!("`{name}` may be {}{others}", list.join(" or "));
    let mut problem = Diagnostic::new(code::AMBIGUOUS_NAME, message).at(at);
    for id in first {
        if let Some(found) = names.spelling_of(*id, name) {
            problem = problem.label(found.at.clone(), format!("a name of `{}`", names.id_of(*id)));
        }
    }
    problem
        .hint("write the id of the one you mean, or list that one under `actors`; until then it names nobody")
}

/// A report that nobody has a name, with the nearest ones and what to paste.
pub(super) fn unknown(names: &ActorNames, name: &str, near: &[&Spelling], at: At) -> Diagnostic {
    let mut problem = Diagnostic::new(code::UNKNOWN_ACTOR, format!("no actor is named `{name}`")).at(at);
    let scalar = yaml::scalar(name.trim());
    if let Some(first) = near.first() {
        problem = problem.suggest(near.iter().map(|near| &near.text)).hint(format!(
            "if it is another name of `{}`, add `- {scalar}` to its `aliases`",
            names.id_of(first.of)
        ));
    }
    problem.hint(format!("a new actor goes into `content/actors.yaml` as `- {{name: {scalar}}}`"))
}
