//! What an article, page or event that is not built says: its title, its address, its words.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::known::{KeptPhrase, Of, halves};
use crate::diag::FileId;
use crate::model::{HeldBack, Noun, Site, Why};
use crate::route;
use crate::source::SourceFile;
use crate::text::{escaped, escaped_body, percent_encoded, slug};
use crate::yaml::{self, Spans, Value};

/// How many runs of words stand for one text at most.
const RUNS: usize = 240;
/// How many words a run has.
const WORDS: usize = 6;
/// Fewer words of a field may stand anywhere by chance.
const FEW: usize = 3;
/// So few words must have so many letters.
const LETTERS: usize = 16;
/// Fields whose few words are a text, and no word of a list or name that stands elsewhere too.
const TEXTS: &[&str] = &[
    "title",
    "summary",
    "text",
    "about",
    "caption",
    "alt",
    "basis",
    "was",
    "now",
    "translation",
    "scope",
    "former_titles",
];

/// The words of one that is held back, as they would stand in a page.
pub(super) fn phrases(
    held: &HeldBack,
    file: &SourceFile,
    taken: &Taken,
    places: &mut FxHashMap<FileId, Spans>,
) -> Vec<KeptPhrase> {
    let phrase = |text: String, of| KeptPhrase { text, source: file.path.clone(), of };
    let mut all = Vec::new();
    if held.title.split_whitespace().count() >= FEW {
        let title = held.title.as_str();
        let forms = [title.to_owned(), escaped(title).into_owned(), escaped_body(title).into_owned()];
        all.extend(forms.into_iter().map(|form| phrase(form, Of::Title)));
    }
    if held.why != Why::Unread && !held.slug.is_empty() && !taken.has(held) {
        let stem = route::stem_of(held.noun, &held.slug);
        for stem in [stem.clone(), percent_encoded(&stem)] {
            all.extend([".html", "/"].map(|end| phrase(format!("{stem}{end}"), Of::Address)));
        }
    }
    let mut words = spread(words(held, file, places));
    // The title is known as such.
    words.retain(|run| !held.title.contains(run.as_str()));
    all.extend(words.into_iter().map(|run| phrase(run, Of::Words)));
    all.sort_by(|a, b| a.text.cmp(&b.text));
    all.dedup();
    all
}

/// The slugs and ids of what is built.
pub(super) struct Taken<'a> {
    articles: FxHashSet<&'a str>,
    pages: FxHashSet<&'a str>,
    events: FxHashSet<Cow<'a, str>>,
}

impl<'a> Taken<'a> {
    /// Those of a site.
    pub fn of(site: &'a Site) -> Self {
        let ids = || site.events.iter().map(|event| event.id.as_str());
        Self {
            articles: site.articles.iter().map(|article| article.slug.as_str()).collect(),
            pages: site.pages.iter().map(|page| page.slug.as_str()).collect(),
            events: ids().map(Cow::Borrowed).chain(ids().map(|id| Cow::Owned(slug(id)))).collect(),
        }
    }

    /// Whether something that is built has the address.
    fn has(&self, held: &HeldBack) -> bool {
        let slug = held.slug.as_str();
        match held.noun {
            Noun::Article => self.articles.contains(slug),
            // An address of one word stands in any text.
            Noun::Page => !slug.contains(['/', '-']) || self.pages.contains(slug),
            Noun::Event => self.events.contains(slug),
        }
    }
}

/// The runs of words of a file, or of the part of it that is held back.
fn words(held: &HeldBack, file: &SourceFile, places: &mut FxHashMap<FileId, Spans>) -> Vec<String> {
    let (yaml, body) = halves(file);
    // A register is read once, however many of its events are held back.
    let mut written = || places.entry(held.file).or_insert_with(|| Spans::of(yaml)).written(&held.path);
    let part = if held.path.is_empty() { None } else { written() };
    let mut all = Vec::new();
    match part {
        Some(range) => runs(yaml.get(range).unwrap_or_default(), &mut all),
        None => {
            match yaml::parse(yaml) {
                Ok(value) => fields(&value, "", &mut all),
                // What cannot be read is words all the same.
                Err(_) => runs(yaml, &mut all),
            }
            runs(body, &mut all);
        }
    }
    all
}

/// The texts of front matter.
fn fields(value: &Value, key: &str, all: &mut Vec<String>) {
    match value {
        Value::Mapping(map) => {
            map.iter().for_each(|(key, value)| fields(value, key.as_str().unwrap_or_default(), all));
        }
        Value::Sequence(list) => list.iter().for_each(|value| fields(value, key, all)),
        Value::String(text) => {
            let words = text.split_whitespace().count();
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            if (FEW..WORDS).contains(&words) && TEXTS.contains(&key) && letters >= LETTERS {
                all.push(text.trim().to_owned());
            }
            runs(text, all);
        }
        _ => {}
    }
}

/// Runs of words in a row. None goes over a sign that Markdown or HTML would write otherwise, or over the end of a paragraph.
fn runs(text: &str, all: &mut Vec<String>) {
    let text = text.replace("\r\n", "\n").replace("\n\n", "|");
    for part in text.split(|c| "[]()<>{}|*_`#~^=\\&".contains(c)) {
        let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
        let words: Vec<&str> = part.split_whitespace().filter(is_word).collect();
        all.extend(words.chunks_exact(WORDS).map(|run| run.join(" ")));
        let rest = words.len() % WORDS;
        if words.len() > WORDS && rest > 0 {
            all.push(words[words.len() - WORDS..].join(" "));
        } else if words.len() >= WORDS - 1 && words.len() < WORDS {
            all.push(words.join(" "));
        }
    }
}

/// Some of them, from all over the text.
fn spread(mut runs: Vec<String>) -> Vec<String> {
    let step = runs.len().div_ceil(RUNS).max(1);
    let mut at = 0;
    runs.retain(|_| {
        at += 1;
        (at - 1) % step == 0
    });
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_reach_from_the_first_word_to_the_last() {
        let mut all = Vec::new();
        runs("One two three, four five six seven. Eight!\n\nShort one.\n\nA *b* c d e f g", &mut all);
        assert_eq!(all, ["One two three, four five six", "three, four five six seven. Eight!", "c d e f g"]);
    }
}
