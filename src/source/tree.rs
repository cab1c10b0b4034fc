//! Everything that a build depends on, as it was read.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::{Asset, Content, theme};
use crate::diag::FileId;

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
}

impl Kind {
    /// Whether the whole file is YAML, without a text below it.
    pub fn is_yaml(self) -> bool {
        match self {
            Self::Site | Self::ActorList | Self::PlaceList | Self::SourceList | Self::EventList => true,
            Self::Article
            | Self::Actor
            | Self::Place
            | Self::Conflict
            | Self::Event
            | Self::Page
            | Self::Template => false,
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
    /// Where a text that was let go is read again.
    disk: Option<PathBuf>,
}

impl SourceFile {
    /// A file whose text is in memory.
    pub fn new(path: String, kind: Kind, text: String) -> Self {
        Self { path, kind, whole: true, text: OnceLock::from(text), disk: None }
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

    /// Its text, without a byte order mark; one that was let go is read again, for the few files that a report shows.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| self.disk.as_deref().map(super::read::again).unwrap_or_default())
    }

    /// Lets the text go, if it can be read again: large sites are then built in half the memory.
    pub fn let_go(&mut self) {
        if self.disk.is_some() {
            self.text.take();
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
    /// The text files, sorted by path; a [`FileId`] is an index into them.
    pub files: Vec<SourceFile>,
    /// Images and static files, those of the theme included, sorted by output path.
    pub assets: Vec<Asset>,
    /// Whether the articles lie loose in the folder, without `content/`.
    pub loose: bool,
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
                    tree.files.push(SourceFile::new(path.into(), kind, text.into()));
                }
                None => tree.assets.extend(Asset::in_memory(path, text.as_bytes())),
            }
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        tree.add_theme();
        tree
    }

    /// Puts a text in the place of the one that was read; a file that is not there yet is added, if it is one of a site.
    pub fn replace(&mut self, path: &str, text: &str) {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path));
        let Some(kind) = super::read::kind_of(path, self.loose) else { return };
        let file = SourceFile::new(path.to_owned(), kind, text.to_owned());
        match at {
            Ok(at) => self.files[at] = file,
            Err(at) => self.files.insert(at, file),
        }
    }

    /// Adds the static files of the built-in theme that the site does not replace.
    pub(super) fn add_theme(&mut self) {
        for (path, bytes) in theme::statics() {
            if !self.assets.iter().any(|asset| asset.path == path) {
                let source = format!("static/{path}");
                self.assets.push(Asset { path, source, content: Content::Bytes(bytes.to_vec()) });
            }
        }
        self.assets.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Whether there is nothing here that a site could be made of.
    pub fn is_empty(&self) -> bool {
        self.loose && self.files.is_empty()
    }

    /// The file of that id.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The files with their ids.
    pub fn with_ids(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }
}
