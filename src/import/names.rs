//! Names in a cell: one, or several between signs, as far as it is known who is called so.

use rustc_hash::FxHashSet;

use super::register::Register;

/// The names of a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// The names.
    pub names: Vec<String>,
    /// The part that may be one name or several.
    pub doubtful: Option<String>,
}

/// Parts a cell into names. A sign that the caller gives parts always; `;`, `|` and line ends do where the whole is
/// nobody's name; a comma, a slash and "and" where all parts are names that are known.
pub(super) fn parted(cell: &str, sign: Option<&str>, register: &Register, seen: &FxHashSet<String>) -> Named {
    let mut named = Named::default();
    if let Some(sign) = sign.filter(|sign| !sign.is_empty()) {
        named.names = parts(cell, &[sign]);
        return named;
    }
    let is_known =
        |name: &str| register.actor(name).is_some() || register.place(name).is_some() || seen.contains(name);
    if register.actor(cell).is_some() {
        named.names.push(cell.to_owned());
        return named;
    }
    for part in parts(cell, &[";", "|", "\n"]) {
        let smaller = parts(&part, &[",", " / ", "/", " and ", " & ", " und ", " et ", " y ", " и ", " і "]);
        if smaller.len() < 2 || is_known(&part) && !smaller.iter().all(|name| is_known(name)) {
            named.names.push(part);
        } else if smaller.iter().all(|name| is_known(name)) {
            named.names.extend(smaller);
        } else {
            let many = part.contains([',', '|']) || part.contains(" / ");
            named.doubtful = named.doubtful.or_else(|| many.then(|| part.clone()));
            named.names.push(part);
        }
    }
    let mut once = FxHashSet::default();
    named.names.retain(|name| once.insert(name.clone()));
    named
}

fn parts(cell: &str, signs: &[&str]) -> Vec<String> {
    let mut parts = vec![cell];
    for sign in signs {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
