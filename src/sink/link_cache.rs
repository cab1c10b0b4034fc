//! What other sites answered, kept in `.dateline/links.json`, so that nobody is asked twice in a week.

#![expect(clippy::disallowed_methods, reason = "the sink writes, and reads back what it wrote")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::source::LinkAnswer;

/// An answer and when it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The day, counted from 1970.
    pub day: i64,
    /// The answer.
    pub answer: LinkAnswer,
}

/// Answers by address.
pub type LinkCache = BTreeMap<String, Kept>;

fn path(site: &Path) -> PathBuf {
    site.join(".dateline").join("links.json")
}

/// Reads the answers that are kept; none where the file is missing or cannot be read.
pub fn read(site: &Path) -> LinkCache {
    let text = fs::read_to_string(path(site)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Keeps answers; where that fails, they are asked for again next time.
pub fn write(site: &Path, cache: &LinkCache) {
    let text = serde_json::to_string_pretty(cache).unwrap_or_default();
    let _ = fs::create_dir_all(site.join(".dateline"));
    let _ = fs::write(path(site), text + "\n");
}
