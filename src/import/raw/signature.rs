//! The end of a text: who wrote it and whom it rests on, in short lines behind the last paragraph.

use super::aside::agency;
use super::byline;
use super::head::authors;
use super::lines::ends_sentence;
use super::role::{Placed, Role};
use crate::import::guess::Guess;
use crate::import::page::ImportedPage;
use crate::text::fold;

/// Labels of a source.
const SOURCES: &[&str] = &[
    "source",
    "sources",
    "full story",
    "with reporting by",
    "based on reporting by",
    "with material from",
    "with information from",
    "original",
    "via",
    "quelle",
    "quellen",
    "kaynak",
    "fuente",
    "fuentes",
    "fonte",
    "fonti",
    "источник",
    "джерело",
    "mənbə",
    "աղբյուր",
    "წყარო",
    "المصدر",
    "مصدر",
    "מקור",
    "منبع",
    "źródło",
    "sursa",
    "izvor",
    "извор",
    "източник",
    "πηγή",
    "forrás",
    "zdroj",
    "bron",
    "källa",
];

/// Labels of an author that byline lines at the beginning do not have.
const AUTHORS: &[&str] = &[
    "müəllif",
    "yazar",
    "muhabir",
    "автор",
    "հեղինակ",
    "ავტორი",
    "الكاتب",
    "نویسنده",
    "autor",
    "autore",
    "auteur",
];

/// Reads the lines behind the last paragraph; a line that names a source is never left out.
pub(super) fn settle(placed: &mut [Placed], from: usize, page: &mut ImportedPage) {
    let last = placed
        .iter()
        .rposition(|p| p.is_prose() && ends_sentence(&p.line.plain) && !is_source(&p.line.plain));
    let Some(last) = last.filter(|last| *last >= from) else { return };
    let mut signed = false;
    for (at, p) in placed.iter_mut().enumerate().skip(last + 1) {
        if !matches!(p.role, Role::Prose | Role::Caption(_)) {
            continue;
        }
        let line = p.line.plain.clone();
        if let Some(name) = source(&line) {
            if page.publisher.as_ref().is_some_and(|known| fold(&known.value) != fold(&name)) {
                p.role = Role::Verbatim;
            } else {
                page.publisher = Some(Guess::likely(name, line).note("named at the end"));
                p.role = Role::Label;
            }
        } else if p.is_prose() && !signed && (at == last + 1 || labelled(&line).is_some()) {
            let Some(names) = signature(&line) else { continue };
            authors(names, &line, page);
            p.role = Role::Label;
            signed = true;
        }
    }
}

/// Whether a line names a source.
pub(super) fn is_source(line: &str) -> bool {
    source(line).is_some()
}

/// `source: NPA`, `Source Example24`, `(NPA/The Paper)`, `Full story: example.org`.
fn source(line: &str) -> Option<String> {
    let line = line.trim();
    let inside = line.strip_prefix('(').and_then(|rest| rest.strip_suffix([')'])).filter(|inside| {
        let words = inside.split_whitespace().count();
        words <= 5 && !inside.contains(['(', '.']) && inside.split([' ', '/']).all(is_capital)
    });
    if let Some(inside) = inside {
        return agencies(inside).then(|| inside.to_owned());
    }
    let lower = line.to_lowercase();
    if let Some(name) = agency(line).filter(|_| line.split_whitespace().count() <= 2) {
        return Some(name);
    }
    let label = SOURCES.iter().find(|label| lower.starts_with(**label) && lower.len() == line.len())?;
    let rest = line.get(label.len()..)?;
    let colon = rest.trim_start().strip_prefix([':', '-', '–', '|']);
    let value = colon.or_else(|| rest.strip_prefix(' ').filter(|rest| rest.split(' ').all(is_capital)))?;
    let value = value.trim().trim_end_matches('.');
    ((1..=8).contains(&value.split_whitespace().count())).then(|| value.to_owned())
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// Whether a name in brackets is that of agencies: `NPA/The Paper`, `NPA`.
fn agencies(inside: &str) -> bool {
    inside.split('/').any(|name| agency(name.trim()).is_some())
}

/// `Müəllif: Bo Reporter`.
fn labelled(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(':')?;
    AUTHORS
        .contains(&label.trim().to_lowercase().as_str())
        .then_some(rest.trim())
        .filter(|rest| !rest.is_empty())
}

/// `Bo Reporter`, `Müəllif: Bo Reporter`, `Newswire Staff`, `bor/npa`.
fn signature(line: &str) -> Option<Vec<String>> {
    if let Some(name) = labelled(line) {
        return Some(byline::names_of(name));
    }
    let initials = |part: &str| (2..=5).contains(&part.len()) && part.chars().all(char::is_lowercase);
    if line.split('/').count() == 2 && line.split('/').all(initials) {
        return Some(vec![line.to_owned()]);
    }
    // `Bo Reporter, NPA`: a person and the agency.
    let line = line.trim_start_matches(['–', '—', '-', ' ']);
    if let Some((person, rest)) = line.split_once(", ")
        && let (Some(names), Some(name)) = (byline::bare(person), agency(rest))
    {
        return Some(names.into_iter().chain([name]).collect());
    }
    byline::bare(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_and_signatures_at_the_end() {
        for (line, expected) in [
            ("source: NPA", Some("NPA")),
            ("Source Example24", Some("Example24")),
            ("Kaynak: Northern Press", Some("Northern Press")),
            ("Full story: example.org", Some("example.org")),
            ("(NPA/The Paper)", Some("NPA/The Paper")),
            ("– NPA", Some("NPA")),
            ("With reporting by NPA", Some("NPA")),
            ("Sources say that it was over.", None),
            ("(It was over)", None),
        ] {
            assert_eq!(source(line).as_deref(), expected, "{line}");
        }
        for (line, expected) in [
            ("Bo Reporter", Some(vec!["Bo Reporter".to_owned()])),
            ("bor/npa", Some(vec!["bor/npa".to_owned()])),
            ("Müəllif: Bo Reporter", Some(vec!["Bo Reporter".to_owned()])),
            ("Bo Reporter, NPA", Some(vec!["Bo Reporter".to_owned(), "NPA".to_owned()])),
            ("Related stories", None),
        ] {
            assert_eq!(signature(line), expected, "{line}");
        }
    }
}
