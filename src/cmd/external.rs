//! `dateline check --external`: asks other sites whether what the site leads to is still there.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use super::{format, give, say};
use crate::args::ReportFormat;
use crate::derive::outside;
use crate::model::Day;
use crate::render::Snapshot;
use crate::report;
use crate::sink::link_cache::{self, Kept, LinkCache};
use crate::source::{LinkAnswer, Manners, ask};

/// For so many days an address that was found is not asked for again.
const FRESH: i64 = 7;

/// Asks, prints what calls for something, and keeps the answers; gives how many do.
pub(super) fn run(
    snapshot: &Snapshot,
    site: &Path,
    today: Day,
    manners: &Manners,
    form: ReportFormat,
) -> usize {
    let sources = snapshot.facts.evidence.works.described(&snapshot.site);
    let all = outside(&snapshot.site, &snapshot.facts.time.articles.in_time, sources);
    let cache = link_cache::read(site);
    let is_fresh = |kept: &&Kept| {
        matches!(kept.answer, LinkAnswer::Found | LinkAnswer::Moved { .. })
            && (0..FRESH).contains(&(today.number() - kept.day))
    };
    let fresh = |url: &String| cache.get(url).filter(is_fresh);
    let open: Vec<String> = all.keys().filter(|url| fresh(url).is_none()).cloned().collect();
    let known: BTreeMap<String, LinkAnswer> =
        all.keys().filter_map(|url| Some((url.clone(), fresh(url)?.answer.clone()))).collect();
    let answers = Mutex::new(known.clone());
    ask(&open, manners, &|url, answer| {
        if let Ok(mut answers) = answers.lock() {
            answers.insert(url.to_owned(), answer);
        }
    });
    let answers = answers.into_inner().unwrap_or_default();
    let kept: LinkCache = answers
        .iter()
        .map(|(url, answer)| {
            let day = fresh(url).map_or(today.number(), |kept| kept.day);
            (url.clone(), Kept { day, answer: answer.clone() })
        })
        .collect();
    link_cache::write(site, &kept);
    let wrong = report::wrong(&all, &answers);
    give(&report::outside(&all, &answers, &snapshot.tree, format(form)));
    say(&report::outside_summary(open.len(), known.len(), wrong));
    wrong
}
