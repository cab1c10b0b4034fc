//! Everything that a build depends on, as it was read.
//!
//! FileIds of files outlive their places: a file keeps its id while others come and go, so that what was parsed stays true. The tree knows
//! its place.

use std::hash::Hasher;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHasher};

use super::positions::{self, Positions};
use super::{Asset, AssetContent, lean, marked, theme};
use crate::diag::FileId;
use crate::text::{ROOT, percent_decoded};

/// What a file is for, judged by its place in the site's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `site.yaml`.
    Site,
    /// An article.
    Article,
    /// One actor.
    Actor,
    /// `actors.yaml`.
    ActorList,
    /// One place.
    Place,
    /// `places.yaml`.
    PlaceList,
    /// `sources.yaml`.
    SourceList,
    /// `glossary.yaml`.
    Glossary,
    /// One conflict.
    Conflict,
    /// One event.
    Event,
    /// `events.yaml`, or another list of events.
    EventList,
    /// A page such as "About".
    Page,
    /// A template of the site.
    Template,
    /// Phrases of a language, `phrases/<tag>.yaml`.
    Phrases,
    /// What maps draw, `content/maps/<name>.geojson`.
    Shape,
}

impl Kind {
    /// Whether the whole file is YAML, without a text below it.
    pub fn is_yaml(self) -> bool {
        match self {
            Self::Site
            | Self::ActorList
            | Self::PlaceList
            | Self::SourceList
            | Self::Glossary
            | Self::EventList
            | Self::Phrases => true,
            Self::Article
            | Self::Actor
            | Self::Place
            | Self::Conflict
            | Self::Event
            | Self::Page
            | Self::Template
            | Self::Shape => false,
        }
    }

    /// The folder of the pages that are made of such files; a page of the site's own has the folder of its file.
    pub fn page_folder(self) -> &'static str {
        match self {
            Self::Article => "articles",
            Self::Actor | Self::ActorList => "actors",
            Self::Place | Self::PlaceList => "places",
            Self::Conflict => "conflicts",
            Self::Event | Self::EventList => "events",
            Self::Page
            | Self::SourceList
            | Self::Glossary
            | Self::Site
            | Self::Template
            | Self::Phrases
            | Self::Shape => "",
        }
    }
}

/// A text file.
#[derive(Debug)]
pub struct SourceFile {
    /// The path within the site's folder, parts joined by `/`.
    pub path: String,
    /// What it is for.
    pub kind: Kind,
    /// Whether all of it could be read; what was cut off is never published.
    pub whole: bool,
    text: OnceLock<String>,
    /// Where what its reports name stands in the text.
    positions: OnceLock<Positions>,
    /// A hash of the text, which outlives it.
    mark: u64,
    /// Where a text that was let go is read again.
    disk: Option<PathBuf>,
}

impl SourceFile {
    /// A file whose text is in memory.
    pub fn new(path: String, kind: Kind, text: String) -> Self {
        let text = positions::with_plain_line_ends(text);
        let mut mark = FxHasher::default();
        mark.write(text.as_bytes());
        let (mark, text, positions) = (mark.finish(), OnceLock::from(text), OnceLock::new());
        Self { path, kind, whole: true, mark, text, positions, disk: None }
    }

    /// The same file, of which only this much could be read.
    #[must_use]
    pub(super) fn cut_off(self) -> Self {
        Self { whole: false, ..self }
    }

    /// The same file with its place on the disk.
    #[must_use]
    pub(super) fn at(self, disk: PathBuf) -> Self {
        Self { disk: Some(disk), ..self }
    }

    /// A hash of its text, for comparison with what it was.
    pub(super) fn mark(&self) -> u64 {
        self.mark
    }

    /// Its text, without a byte order mark; one that was let go is read again, for the few files that a report shows.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| self.disk.as_deref().map(super::read::again).unwrap_or_default())
    }

    /// Where its lines, fields and entries stand; found out once, however much is reported.
    pub fn positions(&self) -> &Positions {
        self.positions.get_or_init(|| Positions::of(self))
    }

    /// Lets the text go, if it can be read again: large sites are then built in half the memory.
    pub fn let_go(file: &mut Arc<Self>) {
        if file.disk.is_none() {
            return;
        }
        match Arc::get_mut(file) {
            Some(file) => drop((file.text.take(), file.positions.take())),
            // Somebody else has it too, who is given this one instead.
            None => {
                let Self { path, kind, whole, mark, disk, .. } = file.as_ref();
                let (path, kind, whole, mark) = (path.clone(), *kind, *whole, *mark);
                let (disk, text, positions) = (disk.clone(), OnceLock::new(), OnceLock::new());
                *file = Arc::new(Self { path, kind, whole, text, positions, mark, disk });
            }
        }
    }

    /// The file's name without folders and ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// The texts and assets of a site, sorted by path.
#[derive(Debug, Default)]
pub struct SourceTree {
    /// The site's folder; empty for a tree made in memory.
    pub root: PathBuf,
    /// The text files, sorted by path.
    pub files: Vec<Arc<SourceFile>>,
    /// Images and static files, those of the theme included, sorted by output path.
    pub assets: Vec<Arc<Asset>>,
    /// The copies among the assets whose names say their content, each after the path of the file that it is of.
    pub(super) copies: Vec<(String, Arc<Asset>)>,
    /// Whether the articles lie loose in the folder, without `content/`.
    pub loose: bool,
    /// The ids of the files, where they are not their places in the list.
    pub(super) ids: Option<FileIds>,
}

/// FileIds that files keep when others come and go.
#[derive(Debug)]
pub(super) struct FileIds {
    of: Vec<FileId>,
    places: FxHashMap<FileId, u32>,
}

impl SourceTree {
    /// A tree from paths and texts, for tests and tools; paths as in a site's folder.
    pub fn in_memory<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut tree = Self::default();
        let files: Vec<_> = files.into_iter().collect();
        tree.loose = !files.iter().any(|(path, _)| path.starts_with("content/"));
        for (path, text) in files {
            match super::read::kind_of(path, tree.loose) {
                Some(kind) => {
                    tree.files.push(Arc::new(SourceFile::new(path.into(), kind, text.into())));
                }
                None => tree.assets.extend(Asset::in_memory(path, text.as_bytes()).map(Arc::new)),
            }
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        tree.add_theme();
        tree
    }

    /// Adds the static files of the built-in theme that the site does not replace, and the copies that pages name. A file that is the
    /// theme's own word for word counts as not replaced.
    pub(super) fn add_theme(&mut self) {
        type WithCopy = (&'static [u8], Arc<Asset>, Option<Arc<Asset>>);
        static THEME: LazyLock<Vec<WithCopy>> = LazyLock::new(|| {
            let asset = |(path, written): (String, &'static [u8])| {
                let source = format!("static/{path}");
                let content = AssetContent::Bytes(lean::lean(&path, written).into_owned());
                let asset = Asset { path, source, content, size: None, picture: None, seconds: None };
                let copy = marked::copy(&asset);
                (written, Arc::new(asset), copy)
            };
            theme::statics().map(asset).collect()
        });
        for (written, theirs, copy) in THEME.iter() {
            let is_theirs =
                |own: &Asset| matches!(&own.content, AssetContent::Bytes(bytes) if bytes == written);
            let copy = match self.assets.iter_mut().find(|asset| asset.path == theirs.path) {
                Some(own) if !is_theirs(own) => marked::copy(own),
                Some(own) => {
                    *own = Arc::clone(theirs);
                    copy.clone()
                }
                None => {
                    self.assets.push(Arc::clone(theirs));
                    copy.clone()
                }
            };
            // A file that the site itself has under that name is not replaced; it need not hold the same.
            let is_free = |copy: &Arc<Asset>| {
                self.assets.iter().all(|asset| !asset.path.eq_ignore_ascii_case(&copy.path))
            };
            if let Some(copy) = copy.filter(is_free) {
                self.copies.push((theirs.path.clone(), Arc::clone(&copy)));
                self.assets.push(copy);
            }
        }
        self.assets.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// The path of the copy of a static file whose name says its content; that of the file itself where there is none.
    pub fn marked<'a>(&'a self, file: &'a str) -> &'a str {
        self.copies.iter().find(|(of, _)| of == file).map_or(file, |(_, copy)| &copy.path)
    }

    /// The asset at a path in the site.
    pub fn asset(&self, path: &str) -> Option<&Asset> {
        let at = self.assets.binary_search_by(|asset| asset.path.as_str().cmp(path)).ok()?;
        self.assets.get(at).map(Arc::as_ref)
    }

    /// The asset that an address of a text names: from the root, or from a page.
    pub fn asset_at(&self, address: &str) -> Option<&Asset> {
        let path = address.strip_prefix(ROOT).unwrap_or_else(|| address.trim_start_matches("../"));
        let path = path.split(['?', '#']).next().unwrap_or(path);
        self.asset(path).or_else(|| self.asset(&percent_decoded(path)))
    }

    /// Takes those copies out again, where no browser keeps anything.
    pub fn leave_out_copies(&mut self) {
        let copies = std::mem::take(&mut self.copies);
        self.assets.retain(|asset| copies.iter().all(|(_, copy)| !Arc::ptr_eq(copy, asset)));
    }

    /// Whether there is nothing here that a site could be made of.
    pub fn is_empty(&self) -> bool {
        self.loose && self.files.is_empty()
    }

    /// The file of that id.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(self.place(id)? as usize).map(Arc::as_ref)
    }

    /// The place of a file in the list.
    pub fn place(&self, id: FileId) -> Option<u32> {
        match &self.ids {
            Some(ids) => ids.places.get(&id).copied(),
            None => Some(id.0),
        }
    }

    /// The id of the file at a place of the list.
    pub fn id(&self, place: usize) -> FileId {
        let usual = FileId(u32::try_from(place).unwrap_or(u32::MAX));
        self.ids.as_ref().map_or(usual, |ids| ids.of.get(place).copied().unwrap_or(usual))
    }

    /// The files with their ids.
    pub fn with_ids(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(place, file)| (self.id(place), file.as_ref()))
    }

    /// The files with their ids, to be changed.
    pub fn with_ids_mut(&mut self) -> impl Iterator<Item = (FileId, &mut Arc<SourceFile>)> {
        let ids = self.ids.as_ref();
        let usual = |place: usize| FileId(u32::try_from(place).unwrap_or(u32::MAX));
        let id = move |place: usize| ids.and_then(|ids| ids.of.get(place).copied()).unwrap_or(usual(place));
        self.files.iter_mut().enumerate().map(move |(place, file)| (id(place), file))
    }

    /// Gives the files these ids, in their order.
    pub(super) fn give_ids(&mut self, of: Vec<FileId>) {
        let usual = of.iter().enumerate().all(|(place, id)| id.0 as usize == place);
        let places = || (0..).zip(&of).map(|(place, id)| (*id, place)).collect();
        self.ids = if usual { None } else { Some(FileIds { places: places(), of }) };
    }
}
