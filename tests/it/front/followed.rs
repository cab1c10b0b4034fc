//! A live site in a folder, compared with a fresh reading of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::live::{Live, State};
use dateline::report::{self, ColourChoice, Format, HowMuch};
use dateline::source::{Changes, Filter};

use crate::front;

/// A site in a folder of its own, and what is kept of it while its files change.
pub struct Folder {
    pub dir: tempfile::TempDir,
    pub live: Live,
}

impl Folder {
    pub fn new(site: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        front::spread(dir.path(), site);
        let live = open(dir.path());
        Self { dir, live }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has `{from}`");
        self.write(path, &text.replace(from, to));
    }

    /// Updates, and compares with a site that is read afresh.
    pub fn check(&mut self, what: &str, changed: &[&str]) {
        let paths = changed.iter().map(PathBuf::from).collect();
        let state = self.live.update(&Changes { paths, everything: false }).unwrap();
        let fresh = open(self.dir.path()).state();
        assert_eq!(said(&state), said(&fresh), "diagnostics after: {what}");
        let (ours, theirs) = (pages(&state), pages(&fresh));
        assert_eq!(
            ours.keys().collect::<Vec<_>>(),
            theirs.keys().collect::<Vec<_>>(),
            "addresses after: {what}"
        );
        for (path, page) in &ours {
            assert_eq!(
                String::from_utf8_lossy(page),
                String::from_utf8_lossy(&theirs[path]),
                "{path} after: {what}"
            );
        }
    }
}

pub fn open(root: &Path) -> Live {
    Live::open(root, &Filter::default(), front::options()).unwrap()
}

pub fn said(state: &State) -> String {
    report::print(state.diagnostics(), &state.snapshot.tree, Format::Human, ColourChoice::No, HowMuch::All)
}

fn pages(state: &State) -> BTreeMap<String, Vec<u8>> {
    let routes = state.snapshot.routes.iter();
    routes.filter_map(|route| state.render(route).0).map(|page| (page.path, page.bytes)).collect()
}
