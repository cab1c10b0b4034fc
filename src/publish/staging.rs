//! What leaves beside the build: rules for the web server and packed copies of texts. They are laid into a folder of the program's
//! own, together with the files of the build, which stays as it is.

#![expect(clippy::disallowed_methods, reason = "what leaves is laid out on this machine first")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::bundle::{Bundle, File};
use super::headers::{self, Manner};
use super::lock::PublishLock;
use super::rules::{self, RulesFor};
use crate::config::{Rules, Target};
use crate::diag::Failure;
use crate::sink::manifest::Manifest;

/// Where a build says which old address leads where.
const REDIRECTS: &str = "data/redirects.json";

/// The bundle as a target wants it: with what stays behind, its headers, its rules and one file more. Files that the site has itself are
/// not replaced by rules.
///
/// # Errors
/// Fails when something cannot be read or written.
pub fn dressed(
    mut bundle: Bundle,
    left: &Bundle,
    target: &Target,
    base_url: &str,
    turn: &PublishLock,
    more: Option<(&'static str, String)>,
) -> Result<Bundle, Failure> {
    bundle.files.extend(left.files.clone());
    let manner = Manner { encrypted: base_url.starts_with("https://"), changes: target.headers.clone() };
    for (path, file) in &mut bundle.files {
        file.headers = headers::served(path, &file.sha256, &manner);
    }
    if target.rules == Rules::None && !target.precompress && left.files.is_empty() && more.is_none() {
        return Ok(bundle);
    }
    let subject = RulesFor {
        files: bundle
            .files
            .iter()
            .map(|(path, file)| (path.as_str(), headers::class(path, &file.sha256)))
            .collect(),
        redirects: redirects(&bundle)?,
        base_url,
        manner: &manner,
        packed: target.precompress,
    };
    let mut made = rules::files(target.rules, &subject)?;
    made.retain(|(path, _)| !bundle.files.contains_key(*path));
    made.extend(more);
    let mut bundle = laid_out(bundle, left, turn)?;
    for (path, text) in made {
        let headers = headers::served(path, "", &manner);
        let place = bundle.folder.join(path);
        let failure = |error| Failure::new("write", &place, error);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(failure)?;
        }
        fs::write(&place, &text).map_err(failure)?;
        bundle.files.insert(path.to_owned(), File::of(text.as_bytes(), headers));
    }
    Ok(bundle)
}

fn redirects(bundle: &Bundle) -> Result<BTreeMap<String, String>, Failure> {
    if !bundle.files.contains_key(REDIRECTS) {
        return Ok(BTreeMap::new());
    }
    let json = bundle.content(REDIRECTS)?;
    serde_json::from_slice(&json).map_err(|error| {
        Failure::new("read", bundle.folder.join(REDIRECTS), error)
            .hint("the program writes this file; if it lies in `static/`, take it away")
    })
}

/// The same files in a folder of the program's own.
fn laid_out(bundle: Bundle, left: &Bundle, turn: &PublishLock) -> Result<Bundle, Failure> {
    let folder = turn.folder.join("out");
    super::remove(&folder)?;
    let folders: std::collections::BTreeSet<PathBuf> =
        bundle.files.keys().filter_map(|path| folder.join(path).parent().map(Path::to_owned)).collect();
    for folder in folders {
        fs::create_dir_all(&folder).map_err(|error| Failure::new("create", &folder, error))?;
    }
    let paths: Vec<&String> = bundle.files.keys().collect();
    let one = |path: &String| {
        let from = if left.files.contains_key(path) { &left.folder } else { &bundle.folder };
        share(&from.join(path), &folder.join(path))
    };
    paths.into_par_iter().try_for_each(one)?;
    Ok(Bundle { folder, files: bundle.files })
}

/// Gives a file a second name, or copies it where that cannot be.
pub(super) fn share(from: &Path, to: &Path) -> Result<(), Failure> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to).map(drop).map_err(|error| Failure::new("write", to, error))
}

impl File {
    /// A file with this content.
    pub(super) fn of(bytes: &[u8], headers: headers::Headers) -> Self {
        let entry = Manifest::digest(bytes);
        Self { sha256: crate::text::hex(&entry.sha256), bytes: entry.bytes, headers }
    }
}
