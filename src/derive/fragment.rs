//! Names of corrections and statements within their article, made of what they say: they stay when others come or go.

use rustc_hash::FxHashMap;

use crate::model::{Article, ArticleId, Correction, Site, Statement};
use crate::text::checksum;

/// The names of all corrections and statements, by article.
#[derive(Debug, Default)]
pub struct Fragments {
    of: FxHashMap<ArticleId, Named>,
}

#[derive(Debug)]
struct Named {
    corrections: Vec<String>,
    statements: Vec<String>,
}

impl Fragments {
    pub(super) fn of(site: &Site) -> Self {
        let has_some = |article: &Article| !article.corrections.is_empty() || !article.statements.is_empty();
        let all = site.articles.iter().enumerate().filter(|(_, article)| has_some(article));
        let named = |article: &Article| Named {
            corrections: alone(article.corrections.iter().map(correction)),
            statements: alone(article.statements.iter().map(statement)),
        };
        Self { of: all.map(|(i, article)| (ArticleId::of(i), named(article))).collect() }
    }

    /// The name of a correction, such as `correction-2020-10-12-1a2b3c4d`.
    pub fn correction(&self, article: ArticleId, index: usize) -> &str {
        self.of.get(&article).and_then(|named| named.corrections.get(index)).map_or("", String::as_str)
    }

    /// The name of a statement, such as `statement-2020-10-12-1a2b3c4d`.
    pub fn statement(&self, article: ArticleId, index: usize) -> &str {
        self.of.get(&article).and_then(|named| named.statements.get(index)).map_or("", String::as_str)
    }
}

fn correction(correction: &Correction) -> String {
    let day = correction.date.as_ref().map(|date| date.day().to_string());
    let parts = [Some(&correction.text), correction.was.as_ref(), correction.now.as_ref()];
    named("correction", day.as_deref(), &parts.map(|part| part.map_or("", String::as_str)))
}

fn statement(statement: &Statement) -> String {
    let day = statement.date.as_ref().and_then(|when| Some(when.earliest()?.to_string()));
    named("statement", day.as_deref(), &[&statement.text])
}

fn named(noun: &str, day: Option<&str>, words: &[&str]) -> String {
    let sum = checksum(words.join("\n").as_bytes());
    format!("{noun}-{}-{:08x}", day.unwrap_or("undated"), (sum >> 32) ^ (sum & 0xffff_ffff))
}

/// Of several that say the same each has its number.
fn alone(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    let own = |name: String| {
        let count = counts.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name}-{count}") }
    };
    names.map(own).collect()
}
