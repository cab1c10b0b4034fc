//! What leaves: the files of a finished build, each as its manifest says.

#![expect(clippy::disallowed_methods, reason = "what is sent is read from the finished build")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::headers::{self, Headers};
use crate::diag::Failure;
use crate::sink::manifest::Manifest;
use crate::text::hex;

/// The manifest's own path, which it does not list.
const MANIFEST: &str = "data/manifest.json";
/// Without a home there is no site.
const HOME: &str = "index.html";
/// How many missing or altered files are named.
const NAMED: usize = 5;

/// A finished build.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Where it is.
    pub folder: PathBuf,
    /// Its files by their paths.
    pub files: BTreeMap<String, File>,
}

/// A file of a finished build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// The length of its content.
    pub bytes: u64,
    /// What it is served with.
    pub headers: Headers,
}

impl Bundle {
    /// Opens a finished build. Every file is read: what is half built, foreign or edited is refused.
    ///
    /// # Errors
    /// Fails when the folder is not exactly what its manifest says.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let refused = |reason: String| {
            Failure::new("publish", folder, reason)
                .hint("build it anew with `dateline build`, and publish that")
        };
        let manifest = Manifest::read(folder)?.ok_or_else(|| {
            refused("it is not a finished build: there is no `data/manifest.json`".to_owned())
        })?;
        if !manifest.files.contains_key(HOME) {
            return Err(refused("it is no whole site: there is no `index.html`".to_owned()));
        }
        let bundle = Self {
            folder: folder.to_owned(),
            files: manifest
                .files
                .iter()
                .map(|(path, entry)| (path.clone(), file(path, entry.bytes, &entry.sha256)))
                .collect(),
        };
        let wrong: Vec<&String> = bundle
            .files
            .par_iter()
            .filter(|(path, file)| fs::read(folder.join(path)).map_or(true, |bytes| !file.is(&bytes)))
            .map(|(path, _)| path)
            .collect();
        if !wrong.is_empty() {
            let named: Vec<String> = wrong.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
            let more = if wrong.len() > NAMED {
                format!(" and {} more", wrong.len() - NAMED)
            } else {
                String::new()
            };
            return Err(refused(format!("not as it was built: {}{more}", named.join(", "))));
        }
        bundle.with_manifest()
    }

    fn with_manifest(mut self) -> Result<Self, Failure> {
        let entry = Manifest::digest(&self.content(MANIFEST)?);
        self.files.insert(MANIFEST.to_owned(), file(MANIFEST, entry.bytes, &entry.sha256));
        Ok(self)
    }

    /// The content of a file, which must still be what it was when the plan was made.
    ///
    /// # Errors
    /// Fails when it cannot be read, or has been altered since.
    pub fn content(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let place = self.folder.join(path);
        let bytes = fs::read(&place).map_err(|error| Failure::new("read", &place, error))?;
        match self.files.get(path) {
            Some(file) if !file.is(&bytes) => {
                Err(Failure::new("publish", &place, "it was altered while the site was being published"))
            }
            _ => Ok(bytes),
        }
    }

    /// The address that the build gives itself, from the home's `rel="canonical"`.
    pub fn base_url(&self) -> Option<String> {
        let home = String::from_utf8(self.content(HOME).ok()?).ok()?;
        let (_, rest) = home.split_once("<link rel=\"canonical\" href=\"")?;
        let url = rest.split('"').next()?;
        Some(url.strip_suffix(HOME).unwrap_or(url).to_owned())
    }

    /// The title of a page, for people.
    pub fn title(&self, path: &str) -> Option<String> {
        if !path.ends_with(".html") {
            return None;
        }
        let page = String::from_utf8(self.content(path).ok()?).ok()?;
        let (_, rest) = page.split_once("<title>")?;
        Some(rest.split("</title>").next()?.trim().to_owned())
    }
}

impl File {
    /// Whether these bytes are its content.
    pub fn is(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.bytes && hex(&Manifest::digest(bytes).sha256) == self.sha256
    }
}

fn file(path: &str, bytes: u64, sha256: &[u8]) -> File {
    let sha256 = hex(sha256);
    let headers = headers::of(path, &sha256);
    File { sha256, bytes, headers }
}
