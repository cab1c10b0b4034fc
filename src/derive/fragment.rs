//! Names of corrections and statements within their article, made of what they say: they stay when others come or go.

use crate::model::{Article, Correction, Statement};
use crate::text::checksum;

/// The name of a correction, such as `correction-2020-10-12-1a2b3c4d`.
pub fn correction(article: &Article, index: usize) -> String {
    let name = |correction: &Correction| {
        let day = correction.date.as_ref().map(|date| date.day().to_string());
        let parts = [Some(&correction.text), correction.was.as_ref(), correction.now.as_ref()];
        named("correction", day.as_deref(), &parts.map(|part| part.map_or("", String::as_str)))
    };
    alone(article.corrections.iter().map(name), index)
}

/// The name of a statement, such as `statement-2020-10-12-1a2b3c4d`.
pub fn statement(article: &Article, index: usize) -> String {
    let name = |statement: &Statement| {
        let day = statement.date.as_ref().and_then(|when| Some(when.earliest()?.to_string()));
        named("statement", day.as_deref(), &[&statement.text])
    };
    alone(article.statements.iter().map(name), index)
}

fn named(noun: &str, day: Option<&str>, words: &[&str]) -> String {
    let sum = checksum(words.join("\n").as_bytes());
    format!("{noun}-{}-{:08x}", day.unwrap_or("undated"), (sum >> 32) ^ (sum & 0xffff_ffff))
}

/// The name at an index; of several that say the same each has its number.
fn alone(names: impl Iterator<Item = String>, index: usize) -> String {
    let mut names: Vec<String> = names.take(index + 1).collect();
    let Some(own) = names.pop() else { return String::new() };
    match names.iter().filter(|name| **name == own).count() {
        0 => own,
        before => format!("{own}-{}", before + 1),
    }
}
