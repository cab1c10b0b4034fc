//! The list of a site's files: links are followed where they stay inside, and everything else that is no file is reported.

#![expect(clippy::disallowed_methods, reason = "the source reads")]

use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use rustc_hash::FxHashMap;
use walkdir::{DirEntry, WalkDir};

use super::inside::{AtPath, Bounds, special};
use super::read::{Filter, kind_of};
use crate::diag::{Diagnostic, Diagnostics, code};

/// So many links may lead to one folder: more would list it without end, if they lie in each other.
const LINKS: u32 = 16;

/// The files of the site, in order of their paths: `site.yaml`, `content/`, `templates/` and `static/`, or all of
/// a loose folder.
pub(super) fn walk(
    root: &Path,
    loose: bool,
    filter: &Filter,
    bounds: &Bounds,
    out: &mut Diagnostics,
) -> Vec<(String, PathBuf)> {
    let (files, followed) = Default::default();
    let mut walk = Walk { root, loose, filter, bounds, files, followed, out };
    if fs::symlink_metadata(root.join("site.yaml")).is_ok() {
        walk.settings();
    } else {
        walk.misnamed_settings();
    }
    for part in ["templates", "static"] {
        walk.part(part);
    }
    if loose {
        walk.descend(root, &mut Vec::new());
    } else {
        walk.part("content");
    }
    let mut files = walk.files;
    files.sort();
    files.dedup();
    files
}

struct Walk<'a> {
    root: &'a Path,
    loose: bool,
    filter: &'a Filter,
    bounds: &'a Bounds,
    files: Vec<(String, PathBuf)>,
    /// How many links have led to a folder.
    followed: FxHashMap<PathBuf, u32>,
    out: &'a mut Diagnostics,
}

impl Walk<'_> {
    /// What is wrong with it has ended the command before.
    fn settings(&mut self) {
        self.files.push(("site.yaml".to_owned(), self.root.join("site.yaml")));
    }

    /// Settings under another name would be passed over in silence.
    fn misnamed_settings(&mut self) {
        let names = fs::read_dir(self.root).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        let is_like = |name: &String| ["site.yaml", "site.yml"].contains(&name.to_ascii_lowercase().as_str());
        let mut names: Vec<String> = names.filter(is_like).collect();
        names.sort();
        for name in names {
            let problem = Diagnostic::new(code::UNKNOWN_FILE, format!("nothing is made of `{name}`"));
            self.out.push(problem.hint("the settings are read from `site.yaml`: rename it"));
        }
    }

    /// A folder of the site, which may be a link itself.
    fn part(&mut self, name: &str) {
        let path = self.root.join(name);
        let Ok(meta) = fs::symlink_metadata(&path) else { return };
        if meta.is_dir() {
            self.descend(&path, &mut Vec::new());
        } else if meta.is_symlink() {
            self.link(&path, &mut Vec::new());
        } else {
            let message = format!("`{name}` is a file, a folder is expected");
            self.out.push(Diagnostic::new(code::UNREADABLE_FILE, message).hint("move it away"));
        }
    }

    /// Lists a folder; `open` has the real paths of the links that led here.
    fn descend(&mut self, start: &Path, open: &mut Vec<PathBuf>) {
        let (root, loose, filter) = (self.root, self.loose, self.filter);
        let visible = |entry: &DirEntry| entry.depth() == 0 || is_visible(entry, root, loose, filter);
        for entry in WalkDir::new(start).into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() => self.link(entry.path(), open),
                Ok(entry) if entry.file_type().is_file() => self.file(entry.path()),
                Ok(entry) if entry.file_type().is_dir() => self.folder(entry.path()),
                Ok(entry) if entry.depth() > 0 => self.special(entry.path(), special(entry.file_type())),
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().and_then(|path| relative(root, path)).unwrap_or_default();
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.unreadable(&format!("`{path}` cannot be read: {reason}"));
                }
            }
        }
    }

    fn link(&mut self, path: &Path, open: &mut Vec<PathBuf>) {
        let shown = relative(self.root, path).unwrap_or_default();
        match self.bounds.follow(path) {
            AtPath::File => self.file(path),
            AtPath::Folder(real) => self.linked_folder(path, real, open),
            AtPath::Special(what) => self.special(path, what),
            AtPath::Outside(target) => {
                let message = format!(
                    "the link `{shown}` leads to `{}`, which is no part of the site",
                    self.bounds.told(&target)
                );
                let problem = Diagnostic::new(code::OUTSIDE_SITE, message);
                self.out.push(problem.hint(
                    "it was not read: put a copy in its place; `outside_links` in site.yaml can allow a folder",
                ));
            }
            AtPath::Circle => self.back(&shown, "leads back to itself"),
            AtPath::Nothing(_) => self.unreadable(&format!("the link `{shown}` leads to nothing")),
        }
    }

    fn linked_folder(&mut self, path: &Path, real: PathBuf, open: &mut Vec<PathBuf>) {
        let shown = relative(self.root, path).unwrap_or_default();
        let parent = path.parent().and_then(|parent| fs::canonicalize(parent).ok()).unwrap_or_default();
        open.push(parent);
        let times = self.followed.entry(real.clone()).or_default();
        *times += 1;
        let often = *times > LINKS;
        if open.iter().any(|above| above.starts_with(&real)) {
            self.back(&shown, "leads back to a folder above it");
        } else if often {
            self.back(&shown, &format!("is one of more than {LINKS} that lead to the same folder"));
        } else {
            open.push(real);
            self.descend(path, open);
            open.pop();
        }
        open.pop();
    }

    fn back(&mut self, link: &str, what: &str) {
        let problem = Diagnostic::new(code::SYMLINK_LOOP, format!("the link `{link}` {what}"));
        self.out.push(problem.hint("remove the link; it was not followed"));
    }

    fn file(&mut self, path: &Path) {
        self.files.extend(relative(self.root, path).map(|shown| (shown, path.to_owned())));
    }

    /// A register is a file.
    fn folder(&mut self, path: &Path) {
        let shown = relative(self.root, path).unwrap_or_default();
        if kind_of(&shown, self.loose).is_some_and(|kind| kind.is_yaml()) {
            self.unreadable(&format!("`{shown}` is a folder, a file is expected"));
        }
    }

    fn special(&mut self, path: &Path, what: &str) {
        let shown = relative(self.root, path).unwrap_or_default();
        let problem = Diagnostic::new(code::SPECIAL_FILE, format!("`{shown}` is {what}, no regular file"));
        self.out.push(problem.hint("it was not opened: remove it"));
    }

    fn unreadable(&mut self, message: &str) {
        self.out.push(Diagnostic::new(code::UNREADABLE_FILE, message));
    }
}

/// Hidden files, the output and other tools' folders are no part of a site.
fn is_visible(entry: &DirEntry, root: &Path, loose: bool, filter: &Filter) -> bool {
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#')) {
        return false;
    }
    // A finished site, whichever folder it was built into, is no content.
    let is_output = || {
        filter.output.as_deref() == Some(entry.path()) || entry.path().join("data/manifest.json").is_file()
    };
    if entry.file_type().is_dir() && is_output() {
        return false;
    }
    let top = entry.path().parent() == Some(root);
    !(loose
        && top
        && matches!(&*name, "site.yaml" | "templates" | "static" | "public" | "node_modules" | "target"))
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    written(path.strip_prefix(root).ok()?)
}

/// A relative path, its parts joined by `/`.
pub(super) fn written(path: &Path) -> Option<String> {
    let relative = path.to_string_lossy();
    Some(if MAIN_SEPARATOR == '/' { relative.into_owned() } else { relative.replace(MAIN_SEPARATOR, "/") })
}
