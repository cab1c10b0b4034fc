//! What stands at a path of the site, and whether it lies inside: nothing outside is read, and nothing is opened that is no file.

#![expect(clippy::disallowed_methods, reason = "the source reads")]

use std::fs::{self, File, FileType, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use crate::diag::Failure;
use crate::yaml::{self, Value};

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtPath {
    /// A file.
    File,
    /// A folder, with its real path.
    Folder(PathBuf),
    /// Something that only looks like a file: its name.
    Special(&'static str),
    /// What lies outside the site; it was not looked at.
    Outside(PathBuf),
    /// Links that lead to each other.
    Circle,
    /// Nothing that can be reached, and why.
    Nothing(String),
}

/// The site's folder, and the folders outside it that its owner allows links to lead to.
#[derive(Debug)]
pub struct Bounds {
    root: PathBuf,
    allowed: OnceLock<Vec<PathBuf>>,
}

impl Bounds {
    /// Those of a site's folder.
    pub fn of(root: &Path) -> Self {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        Self { root, allowed: OnceLock::new() }
    }

    /// What stands at a path, all links followed.
    pub fn look(&self, path: &Path) -> AtPath {
        let written = plain(&self.root.join(path));
        if fs::symlink_metadata(path).is_err() && !self.holds(&written) {
            return AtPath::Outside(written);
        }
        match fs::canonicalize(path) {
            Ok(real) if !self.holds(&real) => AtPath::Outside(real),
            Ok(real) => match fs::metadata(&real) {
                Ok(found) if found.is_file() => AtPath::File,
                Ok(found) if found.is_dir() => AtPath::Folder(real),
                Ok(found) => AtPath::Special(special(found.file_type())),
                Err(error) => AtPath::Nothing(error.to_string()),
            },
            Err(error) => self.broken(path, &error),
        }
    }

    /// The same of a link in a folder of the site: it may not bring in what is hidden, such as `.git`.
    pub(super) fn follow(&self, link: &Path) -> AtPath {
        let found = self.look(link);
        let is_hidden = |path: &Path| path.iter().any(|name| name.to_string_lossy().starts_with('.'));
        match fs::canonicalize(link) {
            Ok(real) if real.strip_prefix(&self.root).is_ok_and(is_hidden) => AtPath::Outside(real),
            _ => found,
        }
    }

    /// A path as it is told: within the site, if it lies there.
    pub(super) fn told(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    fn holds(&self, path: &Path) -> bool {
        path.starts_with(&self.root) || self.allowed().iter().any(|folder| path.starts_with(folder))
    }

    /// What `outside_links` of `site.yaml` names. It is read here and alone, as it says what else may be read.
    fn allowed(&self) -> &[PathBuf] {
        self.allowed.get_or_init(|| {
            let settings = self.root.join("site.yaml");
            let is_own = fs::canonicalize(&settings).is_ok_and(|real| real.starts_with(&self.root));
            let text = if is_own { read_whole(&settings) } else { Err(io::ErrorKind::NotFound.into()) };
            let text = String::from_utf8(text.unwrap_or_default()).unwrap_or_default();
            let value = yaml::parse(&text).ok().and_then(|value| value.get("outside_links").cloned());
            let folders = match value {
                Some(Value::Sequence(list)) => list,
                Some(one) => vec![one],
                None => Vec::new(),
            };
            let real = |folder: &Value| fs::canonicalize(self.root.join(folder.as_str()?)).ok();
            folders.iter().filter_map(real).collect()
        })
    }

    fn broken(&self, path: &Path, error: &io::Error) -> AtPath {
        let target = fs::read_link(path).ok();
        let parent = path.parent().unwrap_or(Path::new(""));
        let target = target.map(|target| plain(&self.root.join(parent).join(target)));
        match target {
            Some(target) if !self.holds(&target) => AtPath::Outside(target),
            _ if error.raw_os_error() == Some(LOOP) => AtPath::Circle,
            _ => AtPath::Nothing(error.to_string()),
        }
    }
}

/// The number of the system for links in a circle.
#[cfg(unix)]
const LOOP: i32 = rustix::io::Errno::LOOP.raw_os_error();
#[cfg(not(unix))]
const LOOP: i32 = 1921;

/// A path without `.` and `..`, without a look at the disk.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// What a file is called that is none.
#[cfg(unix)]
pub(super) fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => "a named pipe",
        kind if kind.is_socket() => "a socket",
        kind if kind.is_block_device() || kind.is_char_device() => "a device",
        _ => "no regular file",
    }
}

#[cfg(not(unix))]
pub(super) fn special(_: FileType) -> &'static str {
    "no regular file"
}

/// Opens a file to read it, and nothing else: what waits for a writer is not waited for.
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    let file = opened(path)?;
    let meta: Metadata = file.metadata()?;
    if meta.is_file() {
        return Ok(file);
    }
    let what = if meta.is_dir() { "a folder" } else { special(meta.file_type()) };
    Err(io::Error::other(format!("it is {what}")))
}

#[cfg(unix)]
fn opened(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    Ok(File::from(rustix::fs::open(path, flags, Mode::empty())?))
}

#[cfg(not(unix))]
fn opened(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// All bytes of a file.
pub(super) fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = open_file(path)?;
    let length = file.metadata().map_or(0, |meta| meta.len());
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    io::Read::read_to_end(&mut file, &mut bytes)?;
    Ok(bytes)
}

/// Whether the settings of a site can be read, if it has any: without them it would be built by the defaults, and what they
/// keep back would be published.
///
/// # Errors
/// Fails where something stands under the name that is no readable file of the site.
pub fn settings(root: &Path, bounds: &Bounds) -> Result<(), Failure> {
    let path = root.join("site.yaml");
    if fs::symlink_metadata(&path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(());
    }
    let reason = match bounds.look(&path) {
        AtPath::File => match open_file(&path) {
            Ok(_) => return Ok(()),
            Err(error) => error.to_string(),
        },
        AtPath::Folder(_) => "it is a folder".to_owned(),
        AtPath::Special(what) => format!("it is {what}"),
        AtPath::Outside(target) => format!("it is a link to {}, outside the site", target.display()),
        AtPath::Circle => "it is a link that leads back to itself".to_owned(),
        AtPath::Nothing(_) if fs::read_link(&path).is_ok() => "it is a link that leads to nothing".to_owned(),
        AtPath::Nothing(reason) => reason,
    };
    Err(Failure::new("read", path, reason).hint("put a file with the settings there, or remove it"))
}

/// The folders that a site is made of.
const INPUT: [&str; 3] = ["content", "static", "templates"];

/// Refuses an output that would be a part of the site itself, or the site a part of it.
///
/// # Errors
/// Fails if it would.
pub fn not_of_site(site: &Path, output: &Path, verb: &'static str) -> Result<(), Failure> {
    let refused = |why: &str| {
        Failure::new(verb, output, why.to_owned())
            .hint("name another place, as in `-o public` or `-o /srv/www/archive`")
    };
    let bounds = Bounds::of(site);
    for real in [future(output), future(&named(output))] {
        if bounds.root.starts_with(&real) {
            return Err(refused("the output cannot be the site's own folder, or one that it lies in"));
        }
        let is_input = |name: &str| real.starts_with(future(&bounds.root.join(name)));
        if INPUT.iter().any(|name| is_input(name)) {
            return Err(refused("the output cannot be a folder that the site is made of"));
        }
    }
    Ok(())
}

/// The same of a single file.
///
/// # Errors
/// Fails if it would lie in a folder that the site is made of.
pub fn file_not_of_site(site: &Path, file: &Path, verb: &'static str) -> Result<(), Failure> {
    let bounds = Bounds::of(site);
    let parents = [future(file), future(&named(file))];
    let inside = |name: &&str| parents.iter().any(|real| real.starts_with(future(&bounds.root.join(name))));
    match INPUT.iter().find(|name| inside(name)) {
        Some(folder) => Err(Failure::new(verb, file, format!("`{folder}/` holds what the site is made of"))
            .hint("name a file outside it, as in `--zip archive.zip`")),
        None => Ok(()),
    }
}

/// A path with the links of its folders resolved, but not a link that it is itself.
fn named(path: &Path) -> PathBuf {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    path.file_name().map_or_else(|| path.to_owned(), |name| future(parent).join(name))
}

/// The real path of what is there, and of what is yet to be made there.
fn future(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for there in whole.ancestors() {
        if let Ok(real) = fs::canonicalize(there) {
            return plain(&real.join(whole.strip_prefix(there).unwrap_or(Path::new(""))));
        }
    }
    plain(&whole)
}
