//! What a site keeps to itself: what its sources hold and its pages must not.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::needles::{Fit, Needles};
use super::{Finding, LeakKind as Leak, positions, unpublished};
use crate::derive;
use crate::model::{HeldBack, Site};
use crate::source::{self, Kind, SourceFile, SourceTree};
use crate::yaml::{self, Value};

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
    pub(super) phrases: Vec<KeptPhrase>,
    /// The digits of positions that are rounded or hidden, north and east.
    pub(super) positions: Vec<[String; 2]>,
}

/// Words that stand in the sources only where they are not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeptPhrase {
    /// The bytes as a page would have them.
    pub(super) text: String,
    /// The file that holds it.
    pub(super) source: String,
    /// What it is.
    pub(super) of: Of,
}

impl KeptPhrase {
    /// How exactly it must be met in what readers see; an address stands in links only.
    pub(super) fn fit(&self) -> Option<Fit> {
        match self.of {
            Of::Title | Of::Comment | Of::Field => Some(Fit::Whole),
            Of::Words => Some(Fit::Words),
            Of::Address => None,
        }
    }
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

/// Files of pictures that are published as they are, because they are evidence.
fn evidence(tree: &SourceTree, site: &Site) -> impl Iterator<Item = String> {
    let kept = derive::images(site).filter(|(image, _)| image.evidence);
    kept.filter_map(|(image, _)| Some(tree.asset_at(&image.src)?.path.clone()))
}

impl Known {
    /// Reads from a site's sources what they keep to themselves. What a source says elsewhere in what it publishes is no secret.
    pub fn of(tree: &SourceTree, site: &Site, roots: &[PathBuf]) -> Self {
        let held: Vec<(&HeldBack, &SourceFile)> =
            site.held_back.iter().filter_map(|held| Some((held, tree.file(held.file)?))).collect();
        // A file whose events are held back one by one is published but for these.
        let whole: FxHashSet<&str> = held
            .iter()
            .filter(|(held, _)| held.path.is_empty())
            .map(|(_, file)| file.path.as_str())
            .collect();
        let published: Vec<&SourceFile> =
            tree.files.iter().map(AsRef::as_ref).filter(|file| !whole.contains(file.path.as_str())).collect();
        let own = published.par_iter().filter(|file| file.kind != Kind::Template);
        let private: Vec<KeptPhrase> = own.flat_map_iter(|file| private(file)).collect();
        let (taken, mut places) = (unpublished::Taken::of(site), FxHashMap::default());
        let of_one =
            |(held, file): &(&HeldBack, &SourceFile)| unpublished::phrases(held, file, &taken, &mut places);
        let mut phrases: Vec<KeptPhrase> = held.iter().flat_map(of_one).collect();
        phrases.extend(private);
        let split: FxHashSet<&str> = held
            .iter()
            .filter(|(held, _)| !held.path.is_empty())
            .map(|(_, file)| file.path.as_str())
            .collect();
        let kept: Vec<&SourceFile> =
            published.into_iter().filter(|file| !split.contains(file.path.as_str())).collect();
        let phrases = without_public(phrases, &kept);
        let roots = roots.iter().filter_map(|root| root_text(root)).collect();
        let config = &site.config;
        let excused = config.may_publish.iter().map(|path| path.trim_start_matches('/').to_owned());
        let excused = excused.chain(evidence(tree, site)).collect();
        Self {
            names: config.never_publish.clone(),
            roots,
            excused,
            phrases,
            positions: positions::kept(&site.kept_positions),
        }
    }

    /// Whether the publisher has said that a finding may leave. Drafts, names and keys may not, whatever is said.
    pub fn excuses(&self, finding: &Finding) -> bool {
        let may_be = match finding.kind {
            Leak::Comment | Leak::Path | Leak::LocalLink | Leak::Metadata | Leak::Closed => true,
            Leak::HeldBack | Leak::Name | Leak::Position | Leak::Secret => false,
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

/// The YAML of a file and what follows it.
pub(super) fn halves(file: &SourceFile) -> (&str, &str) {
    let text = file.text();
    if file.kind.is_yaml() {
        return (text, "");
    }
    let split = source::split(text);
    (&text[split.yaml], &text[split.body])
}

/// Comments of three words or more, and fields whose keys begin with `_`.
fn private(file: &SourceFile) -> Vec<KeptPhrase> {
    let (yaml, body) = halves(file);
    let phrase = |text: &str, of| KeptPhrase { text: text.to_owned(), source: file.path.clone(), of };
    let mut all: Vec<KeptPhrase> = yaml_comments(yaml).map(|comment| phrase(comment, Of::Comment)).collect();
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

/// Leaves out what the published sources say elsewhere, in whatever writing.
fn without_public(phrases: Vec<KeptPhrase>, published: &[&SourceFile]) -> Vec<KeptPhrase> {
    let texts: Vec<&str> = phrases.iter().map(|phrase| phrase.text.as_str()).collect();
    let Ok(Some(needles)) = Needles::of(texts.iter().enumerate().map(|(at, text)| (at, *text, Fit::Words)))
    else {
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
        needles.said_in(&text)
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
    fn comments_have_three_words() {
        let yaml = "a: 1 # two words\n# now three words\nb: 'x#y z w'\n";
        assert_eq!(yaml_comments(yaml).collect::<Vec<_>>(), ["now three words"]);
        assert_eq!(
            html_comments("a <!-- ask her\nabout the date --> b").collect::<Vec<_>>(),
            ["about the date"]
        );
    }
}
