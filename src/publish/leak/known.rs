//! What a site keeps to itself: what its sources hold and its pages must not.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Finding, Kind as Leak};
use crate::config::Config;
use crate::model::Status;
use crate::parse;
use crate::source::{self, Kind, SourceFile, SourceTree};
use crate::text::{escaped, escaped_body, percent_encoded};
use crate::yaml::{self, Value};

/// How many runs of words stand for one text.
const RUNS: usize = 12;
/// How many words a run has.
const WORDS: usize = 7;
/// Private values shorter than this stand anywhere by chance.
const SHORT: usize = 6;

/// What must stay at home.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The names under `never_publish:`.
    pub names: Vec<String>,
    /// The site's folder, as an absolute path, and the same without links where that is another.
    pub roots: Vec<String>,
    /// The paths under `may_publish:`.
    pub excused: Vec<String>,
    pub(super) phrases: Vec<Phrase>,
}

/// Words that stand in the sources only where they are not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The bytes as a page would have them.
    pub(super) text: String,
    /// The file that holds it.
    pub(super) source: String,
    /// What it is.
    pub(super) of: Of,
}

/// What a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Of {
    Title,
    Address,
    Words,
    Comment,
    Field,
}

impl Known {
    /// Reads from a site's sources what they keep to themselves. What a source says elsewhere in what it publishes is no secret.
    pub fn of(tree: &SourceTree, config: &Config, roots: &[PathBuf]) -> Self {
        let held_back = held_back(tree, config);
        let is_held_back = |file: &SourceFile| held_back.iter().any(|(source, _)| *source == file.path);
        let own = tree.files.par_iter().filter(|file| file.kind != Kind::Template && !is_held_back(file));
        let private: Vec<Phrase> = own.flat_map_iter(|file| private(file)).collect();
        let mut phrases: Vec<Phrase> = held_back.into_iter().flat_map(|(_, phrases)| phrases).collect();
        phrases.extend(private);
        let kept: Vec<&SourceFile> = tree
            .files
            .iter()
            .map(AsRef::as_ref)
            .filter(|file| phrases.iter().all(|p| p.source != file.path || !p.of.holds_back()))
            .collect();
        let phrases = without_public(phrases, &kept);
        let roots = roots.iter().filter_map(|root| root_text(root)).collect();
        let excused = config.may_publish.iter().map(|path| path.trim_start_matches('/').to_owned()).collect();
        Self { names: config.never_publish.clone(), roots, excused, phrases }
    }

    /// Whether the publisher has said that a finding may leave. Drafts, names and keys may not, whatever is said.
    pub fn excuses(&self, finding: &Finding) -> bool {
        let may_be = match finding.kind {
            Leak::Comment | Leak::Path | Leak::LocalLink | Leak::Metadata => true,
            Leak::HeldBack | Leak::Name | Leak::Secret => false,
        };
        let is_at = |path: &String| {
            finding.file == *path || (path.ends_with('/') && finding.file.starts_with(path.as_str()))
        };
        may_be && self.excused.iter().any(is_at)
    }
}

impl Of {
    fn holds_back(self) -> bool {
        matches!(self, Self::Title | Self::Address | Self::Words)
    }
}

/// A folder as it would stand in a file; one of few parts, such as `/`, would stand everywhere.
fn root_text(root: &Path) -> Option<String> {
    let text = root.to_str()?.trim_end_matches(['/', '\\']);
    let parts = text.split(['/', '\\']).filter(|part| !part.is_empty()).count();
    (parts >= 2 && root.is_absolute()).then(|| text.to_owned())
}

/// The articles that are held back, by the paths of their sources.
fn held_back(tree: &SourceTree, config: &Config) -> Vec<(String, Vec<Phrase>)> {
    let may_be = |file: &&std::sync::Arc<SourceFile>| {
        let text = file.text();
        file.kind == Kind::Article && (text.contains("draft") || text.contains("unverified"))
    };
    let mut few = SourceTree::default();
    few.loose = tree.loose;
    few.files = tree.files.iter().filter(may_be).cloned().collect();
    let sources: Vec<(String, String)> =
        few.files.iter().map(|file| (file.path.clone(), file.text().to_owned())).collect();
    let parsed = parse::files(&mut few, config, |_| true);
    let of_one = |((source, text), (_, parsed)): ((String, String), (_, parse::Parsed))| {
        let article = parsed.article()?;
        let is_held_back = matches!(article.status, Status::Draft | Status::Unverified);
        is_held_back.then(|| (source.clone(), phrases(&source, &text, &article.title, &article.slug)))
    };
    sources.into_iter().zip(parsed).filter_map(of_one).collect()
}

fn phrases(source: &str, text: &str, title: &str, slug: &str) -> Vec<Phrase> {
    let phrase = |text: String, of| Phrase { text, source: source.to_owned(), of };
    let mut all = Vec::new();
    if title.split_whitespace().count() >= 3 {
        let forms = [title.to_owned(), escaped(title).into_owned(), escaped_body(title).into_owned()];
        all.extend(forms.into_iter().map(|form| phrase(form, Of::Title)));
    }
    for slug in [slug.to_owned(), percent_encoded(slug)] {
        all.extend(["html", "/"].map(|end| {
            let dot = if end == "/" { "" } else { "." };
            phrase(format!("articles/{slug}{dot}{end}"), Of::Address)
        }));
    }
    let body = &text[source::split(text).body];
    all.extend(spread(runs(body)).into_iter().map(|run| phrase(run.to_owned(), Of::Words)));
    all.sort_by(|a, b| a.text.cmp(&b.text));
    all.dedup();
    all
}

/// The runs of plain words in a text: no sign stands in them that Markdown or HTML would write otherwise.
fn runs(text: &str) -> Vec<&str> {
    let is_sign = |c: char| !(c.is_alphanumeric() || c == ' ' || c == ',');
    let mut runs = Vec::new();
    for part in text.split(is_sign).map(str::trim).filter(|part| !part.contains("  ")) {
        let mut words = 0;
        let end = part.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).find(|_| {
            words += 1;
            words == WORDS
        });
        if words == WORDS || part.split(' ').count() == WORDS {
            runs.push(part[..end.unwrap_or(part.len())].trim_end_matches(','));
        }
    }
    runs
}

/// Some of them, from all over the text.
fn spread(runs: Vec<&str>) -> Vec<&str> {
    let step = runs.len().div_ceil(RUNS).max(1);
    runs.into_iter().step_by(step).collect()
}

/// Comments of three words or more, and fields whose keys begin with `_`.
fn private(file: &SourceFile) -> Vec<Phrase> {
    let text = file.text();
    let (yaml, body) = if file.kind.is_yaml() {
        (text, "")
    } else {
        let split = source::split(text);
        (&text[split.yaml], &text[split.body])
    };
    let phrase = |text: &str, of| Phrase { text: text.to_owned(), source: file.path.clone(), of };
    let mut all: Vec<Phrase> = yaml_comments(yaml).map(|comment| phrase(comment, Of::Comment)).collect();
    all.extend(html_comments(body).map(|comment| phrase(comment, Of::Comment)));
    if has_private_key(yaml)
        && let Ok(value) = yaml::parse(yaml)
    {
        let mut values = Vec::new();
        private_values(&value, false, &mut values);
        all.extend(values.iter().map(|value| phrase(value, Of::Field)));
    }
    all
}

/// Texts behind ` # `; in a quoted value it is no comment, and that value stands in the public part of the sources.
fn yaml_comments(yaml: &str) -> impl Iterator<Item = &str> {
    yaml.lines().filter_map(|line| {
        let at = if line.trim_start().starts_with('#') {
            line.find('#')
        } else {
            line.find(" #").map(|at| at + 1)
        };
        told(&line[at?..])
    })
}

/// The lines inside `<!-- … -->`.
fn html_comments(body: &str) -> impl Iterator<Item = &str> {
    body.split("<!--")
        .skip(1)
        .flat_map(|rest| rest.split("-->").next().unwrap_or("").lines())
        .filter_map(told)
}

/// A comment's words, if they are enough to be known by.
fn told(comment: &str) -> Option<&str> {
    let words = comment.trim().trim_start_matches('#').trim();
    (words.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() >= 3)
        .then_some(words)
}

fn has_private_key(yaml: &str) -> bool {
    yaml.match_indices('_')
        .any(|(at, _)| yaml[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_'))
}

fn private_values(value: &Value, within: bool, out: &mut Vec<String>) {
    match value {
        Value::Mapping(map) => map.iter().for_each(|(key, value)| {
            let own = key.as_str().is_some_and(|key| key.starts_with('_'));
            private_values(value, within || own, out);
        }),
        Value::Sequence(list) => list.iter().for_each(|value| private_values(value, within, out)),
        Value::String(text) if within => {
            out.extend(
                text.lines().map(str::trim).filter(|line| line.chars().count() >= SHORT).map(str::to_owned),
            );
        }
        Value::Number(number) if within => out.extend(Some(number.to_string()).filter(|n| n.len() >= SHORT)),
        _ => {}
    }
}

/// Leaves out what the published sources say elsewhere.
fn without_public(phrases: Vec<Phrase>, published: &[&SourceFile]) -> Vec<Phrase> {
    let texts: Vec<&str> = phrases.iter().map(|phrase| phrase.text.as_str()).collect();
    let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&texts) else {
        return phrases;
    };
    let mut own: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for phrase in phrases.iter().filter(|phrase| !phrase.of.holds_back()) {
        own.entry(&phrase.source).or_default().push(&phrase.text);
    }
    // Longest first, as one may stand in another.
    own.values_mut().for_each(|list| list.sort_by_key(|text| std::cmp::Reverse(text.len())));
    let said = |file: &&SourceFile| {
        let mut text = Cow::Borrowed(file.text());
        for private in own.get(file.path.as_str()).into_iter().flatten() {
            text = text.replacen(private, "\0", 1).into();
        }
        automaton.find_overlapping_iter(text.as_ref()).map(|hit| hit.pattern().as_usize()).collect::<Vec<_>>()
    };
    let public: FxHashSet<usize> = published.par_iter().flat_map_iter(said).collect();
    // The same words may be known from several places.
    let public: FxHashSet<String> = public.into_iter().map(|pattern| texts[pattern].to_owned()).collect();
    phrases.into_iter().filter(|phrase| !public.contains(&phrase.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_plain_words() {
        let text = "One two three four five six seven eight. Short one.\n\nA *b* c d e f g h i, j k";
        assert_eq!(runs(text), ["One two three four five six seven", "c d e f g h i"]);
    }

    #[test]
    fn comments_have_three_words() {
        let yaml = "a: 1 # two words\n# now three words\nb: 'x#y z w'\n";
        assert_eq!(yaml_comments(yaml).collect::<Vec<_>>(), ["now three words"]);
        assert_eq!(
            html_comments("a <!-- ask her\nabout the date --> b").collect::<Vec<_>>(),
            ["about the date"]
        );
    }
}
