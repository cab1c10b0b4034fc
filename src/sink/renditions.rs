//! Copies of pictures: made once, then kept in the site's `.dateline/` folder, which may be deleted.
//!
//! A copy is kept under the digest of everything that its bytes depend on, so that a kept one is never wrong; what the site no
//! longer shows goes when there is much of it. How many pixels are decoded at once is bounded, whatever the number of threads.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::SystemTime;

use rustc_hash::FxHashSet;

use crate::derive::{Pictures, Planned, Rendition};
use crate::diag::{Diagnostic, code};
use crate::imaging::{self, CopyForm, Recipe};
use crate::render::{Rendered, Snapshot};
use crate::source::{AssetContent, KNOWN_PICTURES, KnownPictures, PictureKind};

/// The folder of what is kept.
const FOLDER: &str = ".dateline/pictures";
/// So much of what the site no longer shows is kept, in bytes.
const SPARE: u64 = 256 << 20;
/// So many pixels are decoded at once, but for one picture that is larger.
const AT_ONCE: u64 = 40_000_000;

/// Where copies are made.
pub struct Renditions {
    /// `None` for a site in memory, of which nothing is kept.
    folder: Option<PathBuf>,
    /// How many pixels are being decoded.
    busy: Mutex<u64>,
    less_busy: Condvar,
}

impl Renditions {
    /// Those of a site in a folder; an empty path is that of a site in memory.
    pub fn of(root: &Path) -> Self {
        let folder = (!root.as_os_str().is_empty()).then(|| root.join(FOLDER));
        Self { folder, busy: Mutex::default(), less_busy: Condvar::new() }
    }

    /// Some copies of one picture, in their order, those made that are not kept; what is wrong with its file.
    pub fn make(&self, snapshot: &Snapshot, wanted: &[&Rendition]) -> Result<Vec<Rendered>, Box<Diagnostic>> {
        let pictures = &snapshot.facts.pictures;
        let Some(planned) = wanted.first().and_then(|first| pictures.planned.get(first.of as usize)) else {
            return Ok(Vec::new());
        };
        let mut copies: Vec<Option<Vec<u8>>> =
            wanted.iter().map(|rendition| self.kept(planned, rendition)).collect();
        let missing: Vec<usize> = (0..copies.len()).filter(|place| copies[*place].is_none()).collect();
        if !missing.is_empty() {
            let fault = |what: String| Box::new(unreadable(snapshot, planned, &what));
            let original = original(snapshot, planned).map_err(fault)?;
            let quality = snapshot.site.config.pictures.quality;
            let recipe = Recipe { file: &planned.file, hide: &planned.hide, quality, base: planned.base };
            let asked: Vec<_> = missing.iter().map(|place| wanted[*place].wanted).collect();
            let pixels = u64::from(planned.size.width) * u64::from(planned.size.height);
            let made = self.when_free(pixels, || imaging::make(&original, recipe, &asked)).map_err(fault)?;
            for (place, bytes) in missing.into_iter().zip(made) {
                self.keep(planned, wanted[place], &bytes);
                copies[place] = Some(bytes);
            }
        }
        Ok(named(wanted, copies.into_iter().flatten()))
    }

    /// Does a piece of work when there is memory for its pixels.
    fn when_free<T>(&self, pixels: u64, work: impl FnOnce() -> T) -> T {
        let lock = |busy| self.less_busy.wait(busy).unwrap_or_else(PoisonError::into_inner);
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        while *busy > 0 && *busy + pixels > AT_ONCE {
            busy = lock(busy);
        }
        *busy += pixels;
        drop(busy);
        let done = work();
        *self.busy.lock().unwrap_or_else(PoisonError::into_inner) -= pixels;
        self.less_busy.notify_all();
        done
    }

    fn path(&self, planned: &Planned, rendition: &Rendition) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(kept_name(planned, rendition)))
    }

    /// A copy that was made before; one that was cut off when the machine stopped is none.
    fn kept(&self, planned: &Planned, rendition: &Rendition) -> Option<Vec<u8>> {
        let bytes = fs::read(self.path(planned, rendition)?).ok()?;
        begins_right(rendition.wanted.form, &bytes).then_some(bytes)
    }

    /// Keeps a copy. Where that fails, the next build is only slower.
    fn keep(&self, planned: &Planned, rendition: &Rendition, bytes: &[u8]) {
        let Some(path) = self.path(planned, rendition) else { return };
        let Some(folder) = path.parent() else { return };
        let part = path.with_extension(format!("{}.part", std::process::id()));
        let write = || {
            fs::create_dir_all(folder)?;
            fs::write(&part, bytes)?;
            fs::rename(&part, &path)
        };
        if write().is_err() {
            let _ = fs::remove_file(&part);
        }
    }

    /// Notes what is known of the site's pictures, and lets go of what it has not shown for long.
    pub fn tidy(&self, snapshot: &Snapshot) {
        let Some(folder) = &self.folder else { return };
        let assets = || snapshot.tree.assets.iter().map(AsRef::as_ref);
        let known = KnownPictures::of(assets());
        let is_new = known != KnownPictures::read(&snapshot.tree.root);
        if is_new && let Ok(json) = serde_json::to_vec(&known) {
            let path = snapshot.tree.root.join(KNOWN_PICTURES);
            let _ = fs::create_dir_all(folder).and_then(|()| fs::write(path, json));
        }
        let Pictures { planned, renditions, .. } = &snapshot.facts.pictures;
        let name = |rendition: &Rendition| Some(kept_name(planned.get(rendition.of as usize)?, rendition));
        let needed: FxHashSet<String> = renditions.iter().filter_map(name).collect();
        let mut spare = spare(folder, &needed);
        spare.sort();
        let mut total: u64 = spare.iter().map(|(_, _, bytes)| bytes).sum();
        for (_, path, bytes) in spare {
            if total <= SPARE {
                return;
            }
            total -= bytes;
            let _ = fs::remove_file(path);
        }
    }
}

/// What is kept and not needed, with its age and size in bytes.
fn spare(folder: &Path, needed: &FxHashSet<String>) -> Vec<(SystemTime, PathBuf, u64)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_spare = |entry: &fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        !needed.contains(&name) && !name.ends_with(".json")
    };
    let sized = |entry: fs::DirEntry| {
        let meta = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        Some((meta.modified().ok()?, entry.path(), meta.len()))
    };
    entries.filter(is_spare).filter_map(sized).collect()
}

fn kept_name(planned: &Planned, rendition: &Rendition) -> String {
    let (key, wanted) = (&planned.key[..planned.key.len().min(32)], rendition.wanted);
    format!("{key}-{}.{}", wanted.width, wanted.form.ending())
}

fn named(wanted: &[&Rendition], bytes: impl Iterator<Item = Vec<u8>>) -> Vec<Rendered> {
    let paths = wanted.iter().map(|rendition| rendition.file.clone());
    paths.zip(bytes).map(|(path, bytes)| Rendered { path, bytes }).collect()
}

fn original(snapshot: &Snapshot, planned: &Planned) -> Result<Vec<u8>, String> {
    let asset = snapshot.tree.asset(&planned.path).ok_or("the file is gone")?;
    match &asset.content {
        AssetContent::Bytes(bytes) => Ok(bytes.clone()),
        AssetContent::Disk { path, .. } => fs::read(path).map_err(|error| error.to_string()),
    }
}

fn unreadable(snapshot: &Snapshot, planned: &Planned, what: &str) -> Diagnostic {
    let source = snapshot.tree.asset(&planned.path).map_or(planned.path.as_str(), |asset| &asset.source);
    Diagnostic::new(code::UNREADABLE_PICTURE, format!("`{source}` cannot be shown: {what}"))
        .hint("get the file anew, or save it anew in a program that still opens it")
}

fn begins_right(form: CopyForm, bytes: &[u8]) -> bool {
    match form {
        CopyForm::Avif => bytes.get(4..8) == Some(b"ftyp"),
        CopyForm::Webp | CopyForm::Moving(PictureKind::Webp) => bytes.starts_with(b"RIFF"),
        CopyForm::Jpeg | CopyForm::Moving(PictureKind::Jpeg) => {
            bytes.starts_with(&[0xff, 0xd8]) && bytes.ends_with(&[0xff, 0xd9])
        }
        CopyForm::Png | CopyForm::Moving(PictureKind::Png) => {
            bytes.starts_with(b"\x89PNG") && bytes.ends_with(&[0xae, 0x42, 0x60, 0x82])
        }
        CopyForm::Moving(PictureKind::Gif) => bytes.starts_with(b"GIF8") && bytes.ends_with(&[0x3b]),
        CopyForm::Svg | CopyForm::Moving(PictureKind::Svg) => {
            bytes.starts_with(b"<svg") && bytes.ends_with(b">")
        }
    }
}
