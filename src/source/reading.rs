//! A site's folder as it was read last; where it changes, only that is read again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::inside::{self, AtPath, Bounds};
use super::known_pictures::KnownPictures;
use super::read::{Filter, ReadItem, kind_of, read_one};
use super::walk::{walk, written};
use super::watch::Changes;
use super::{SourceFile, SourceTree};
use crate::diag::{At, Diagnostic, Diagnostics, Failure, FileId};

/// Everything of a folder that a site depends on, by its path in the folder.
pub struct Reading {
    root: PathBuf,
    filter: Filter,
    loose: bool,
    items: BTreeMap<String, ReadItem>,
    /// What was wrong with the folder apart from its files, such as a link that leads back.
    problems: Diagnostics,
    /// The ids that files got when they were first seen; they keep them.
    ids: FxHashMap<String, FileId>,
    /// Texts that an editor has open and has not saved.
    unsaved: BTreeMap<String, String>,
    known: KnownPictures,
}

/// What was read again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// The texts that are new or have changed.
    pub texts: Vec<FileId>,
    /// Whether files have come or gone.
    pub listed: bool,
    /// Whether anything has changed that is no text: pictures, static files, what is wrong with the folder.
    pub other: bool,
}

impl Again {
    /// Whether nothing has changed after all, as when a file is saved as it was.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Reading {
    /// Reads a site's folder.
    ///
    /// # Errors
    /// Fails when there is no such folder; a single unreadable file is a diagnostic.
    pub fn of(root: &Path, filter: &Filter) -> Result<Self, Failure> {
        if !root.is_dir() {
            return Err(Failure::new("read", root, "there is no such folder")
                .hint("`dateline init DIR` makes a new site"));
        }
        inside::settings(root, &Bounds::of(root))?;
        let mut reading = Self {
            root: root.to_owned(),
            filter: filter.clone(),
            loose: is_loose(root),
            items: BTreeMap::new(),
            problems: Diagnostics::default(),
            ids: FxHashMap::default(),
            unsaved: BTreeMap::new(),
            known: KnownPictures::read(root),
        };
        reading.list(|_| true);
        Ok(reading)
    }

    /// Takes the text that an editor shows in place of the file's; `None` gives the file's own back.
    ///
    /// It is read when the file is named among the changes.
    pub fn edit(&mut self, path: &str, text: Option<String>) {
        match text {
            Some(text) => drop(self.unsaved.insert(path.to_owned(), text)),
            None => drop(self.unsaved.remove(path)),
        }
    }

    /// Reads what has changed.
    ///
    /// # Errors
    /// Fails when the folder has lost its content; then all stays as it was.
    pub fn again(&mut self, changes: &Changes) -> Result<Again, Failure> {
        let now_loose = is_loose(&self.root);
        if !self.loose && now_loose {
            let content = self.root.join("content");
            return Err(Failure::new("read", content, "the folder is gone")
                .hint("all stays as it was until it is back"));
        }
        let bounds = Bounds::of(&self.root);
        inside::settings(&self.root, &bounds)?;
        let anew = changes.everything || now_loose != self.loose;
        self.loose = now_loose;
        let paths: Vec<String> = changes.paths.iter().filter_map(|path| written(path)).collect();
        let known = |path: &String| {
            self.items.contains_key(path)
                && (self.unsaved.contains_key(path) || bounds.look(&self.root.join(path)) == AtPath::File)
        };
        if !anew && paths.iter().all(known) {
            let whole = |path: String| (self.root.join(&path), path);
            let read = paths.into_par_iter().map(whole).map(|(disk, path)| self.one(path, disk));
            let read: Vec<(String, ReadItem)> = read.collect();
            let mut again = Again::default();
            for (path, item) in read {
                self.put(path, item, &mut again);
            }
            return Ok(again);
        }
        let named = |path: &str| {
            paths.iter().any(|changed| {
                path.strip_prefix(changed.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        Ok(self.list(|path| anew || named(path)))
    }

    /// Lists the folder, and reads of it what is new or chosen.
    fn list(&mut self, chosen: impl Fn(&str) -> bool + Sync) -> Again {
        let mut problems = Diagnostics::default();
        let bounds = Bounds::of(&self.root);
        let mut files = walk(&self.root, self.loose, &self.filter, &bounds, &mut problems);
        let unsaved = self.unsaved.keys().filter(|path| kind_of(path, self.loose).is_some());
        files.extend(unsaved.map(|path| (path.clone(), self.root.join(path))));
        files.sort();
        files.dedup_by(|a, b| a.0 == b.0);
        let mut old = std::mem::take(&mut self.items);
        let mut again = Again { other: problems != self.problems, ..Again::default() };
        self.problems = problems;
        let mut to_read = Vec::new();
        for (path, disk) in files {
            match old.remove(&path) {
                Some(item) if !chosen(&path) => drop(self.items.insert(path, item)),
                Some(item) => {
                    self.items.insert(path.clone(), item);
                    to_read.push((path, disk));
                }
                None => to_read.push((path, disk)),
            }
        }
        for item in old.values() {
            again.listed |= item.file().is_some();
            again.other |= item.file().is_none();
        }
        let read = to_read.into_par_iter().map(|(path, disk)| self.one(path, disk));
        let read: Vec<(String, ReadItem)> = read.collect();
        for (path, item) in read {
            self.put(path, item, &mut again);
        }
        again
    }

    /// Reads one file; its path on the disk is told apart, as a name need not be UTF-8.
    fn one(&self, path: String, disk: PathBuf) -> (String, ReadItem) {
        let kind = kind_of(&path, self.loose);
        let item = match (self.unsaved.get(&path), kind) {
            (Some(text), Some(kind)) => {
                ReadItem::Text(SourceFile::new(path.clone(), kind, text.clone()).into())
            }
            _ => read_one(path.clone(), disk, self.loose, &self.known),
        };
        (path, item)
    }

    /// Keeps what was read, unless it is what was there before.
    fn put(&mut self, path: String, item: ReadItem, again: &mut Again) {
        let old = self.items.get(&path);
        if old.is_some_and(|old| old.is_same(&item)) {
            return;
        }
        let was_text = old.map(|old| old.file().is_some());
        match item.file() {
            Some(_) => {
                let next = FileId(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
                again.texts.push(*self.ids.entry(path.clone()).or_insert(next));
                again.listed |= was_text != Some(true);
            }
            None => {
                again.other = true;
                again.listed |= was_text == Some(true);
            }
        }
        self.items.insert(path, item);
    }

    /// Keeps files of a tree in place of its own: their texts may have been let go.
    pub fn keep(&mut self, tree: &SourceTree, files: impl Iterator<Item = FileId>) {
        for file in files.filter_map(|id| tree.files.get(tree.place(id)? as usize)) {
            if let Some(own @ (ReadItem::Text(_) | ReadItem::Lent)) = self.items.get_mut(&file.path) {
                *own = ReadItem::Text(Arc::clone(file));
            }
        }
    }

    /// The tree, which has its texts alone until all of them are [kept](Self::keep): so each can be let go as soon as
    /// it has been parsed, and its memory serves the next.
    pub fn lend(&mut self, out: &mut Diagnostics) -> SourceTree {
        let tree = self.tree(out);
        let texts = self.items.values_mut().filter(|item| matches!(item, ReadItem::Text(_)));
        texts.for_each(|text| *text = ReadItem::Lent);
        tree
    }

    /// The texts and assets as they are now; what is wrong with them is added to `out`.
    pub fn tree(&self, out: &mut Diagnostics) -> SourceTree {
        let mut tree = SourceTree { root: self.root.clone(), loose: self.loose, ..SourceTree::default() };
        let mut ids = Vec::with_capacity(self.items.len());
        out.extend(self.problems.clone());
        for (path, item) in &self.items {
            let id = self.ids.get(path).copied();
            match item {
                ReadItem::Text(file) => tree.files.push(Arc::clone(file)),
                ReadItem::Broken(file, problem) => {
                    out.push(placed(problem, id));
                    tree.files.push(Arc::clone(file));
                }
                ReadItem::Asset(asset) => tree.assets.push(Arc::clone(asset)),
                ReadItem::Unknown(problem) => out.push(problem.clone()),
                ReadItem::Lent | ReadItem::Nothing => {}
            }
            ids.extend(id.filter(|_| item.file().is_some()));
        }
        tree.give_ids(ids);
        tree.add_theme();
        tree
    }
}

/// Whether a folder holds articles without `content/`; a link of that name is no less a part of the site for leading nowhere.
fn is_loose(root: &Path) -> bool {
    let content = root.join("content");
    !content.is_dir() && !content.is_symlink()
}

/// A file's mistake, in the file.
fn placed(problem: &Diagnostic, id: Option<FileId>) -> Diagnostic {
    let Some(id) = id else { return problem.clone() };
    let at = match &problem.at {
        Some(at) => At { file: id, spot: at.spot.clone() },
        None => At::file(id),
    };
    problem.clone().at(at)
}
