//! What the site holds already: its names, its settings, and the articles that an import may repeat.

use rustc_hash::FxHashMap;

use super::assets::Assets;
use super::likeness::Likeness;
use super::places::Places;
use super::register::Register;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::parse::{self, ArticleDraft, Style};
use crate::source::SourceTree;
use crate::text;

/// The site that pages are imported into.
pub struct Archive {
    /// Its settings.
    pub config: Config,
    /// Its names.
    pub register: Register,
    /// How its Read lines begin.
    pub style: Style,
    /// The ids of its shared sources.
    pub sources: Vec<String>,
    /// The path of the file of its shared sources, if it has one.
    pub has_sources: bool,
    /// Whether it has a file of settings.
    pub has_settings: bool,
    /// Pictures and documents of a foreign folder.
    pub assets: Assets,
    /// Where files are, and where new ones go.
    pub places: Places,
    paths: Vec<String>,
    imported: FxHashMap<String, usize>,
    addresses: FxHashMap<String, usize>,
    likeness: Likeness,
}

impl Archive {
    /// Reads what an import must know of a site; its mistakes are its own matter.
    pub fn of(mut tree: SourceTree) -> Self {
        let drafts = parse::parse(&mut tree, &mut Diagnostics::default());
        let mut archive = Self {
            style: Style::of(&drafts.config),
            register: Register::of(&drafts),
            sources: drafts.sources.iter().map(|draft| draft.source.id.clone()).collect(),
            has_sources: tree.files.iter().any(|file| file.path.starts_with("content/sources.y")),
            has_settings: tree.files.iter().any(|file| file.path == "site.yaml" || file.path == "site.yml"),
            assets: Assets::default(),
            places: Places::of(&drafts),
            paths: Vec::new(),
            imported: FxHashMap::default(),
            addresses: FxHashMap::default(),
            likeness: Likeness::default(),
            config: drafts.config,
        };
        tree.files.iter().for_each(|file| archive.places.add_file(&file.path));
        for page in &drafts.pages {
            let record = page.extra.get("imported").and_then(|record| record.get("sha256"));
            let path = tree.file(page.file).map(|file| file.path.clone()).unwrap_or_default();
            if let Some(hash) = record.and_then(|hash| hash.as_str()) {
                archive.add(path, Some(hash), None, "");
            }
        }
        for article in &drafts.articles {
            let path = tree.file(article.file).map(|file| file.path.clone()).unwrap_or_default();
            archive.add_draft(path, article);
        }
        archive
    }

    fn add_draft(&mut self, path: String, article: &ArticleDraft) {
        let sha256 = article
            .extra
            .get("imported")
            .and_then(|record| record.get("sha256"))
            .and_then(|hash| hash.as_str());
        let address = article.original.as_ref().and_then(|original| original.url.as_deref());
        self.add(path, sha256, address, &text::untagged(&article.body.markup));
    }

    /// Adds an article, so that the next ones are compared with it.
    pub fn add(&mut self, path: String, sha256: Option<&str>, address: Option<&str>, words: &str) {
        let index = self.paths.len();
        self.paths.push(path);
        if let Some(hash) = sha256 {
            self.imported.entry(hash.to_owned()).or_insert(index);
        }
        if let Some(address) = address {
            self.addresses.entry(normal(address)).or_insert(index);
        }
        self.likeness.add(words);
    }

    /// The file that the same bytes were imported into.
    pub fn imported_as(&self, sha256: &str) -> Option<&str> {
        self.imported.get(sha256).map(|index| self.paths[*index].as_str())
    }

    /// The file whose text first appeared at the same address.
    pub fn at_address(&self, address: &str) -> Option<&str> {
        self.addresses.get(&normal(address)).map(|index| self.paths[*index].as_str())
    }

    /// The article that shares most of a text's words in their order: its file, and how much in per cent.
    pub fn nearest(&self, words: &str) -> Option<(&str, u32)> {
        self.likeness.nearest(words).map(|(index, share)| (self.paths[index].as_str(), share))
    }
}

/// An address without what does not tell pages apart.
fn normal(address: &str) -> String {
    let address = address.trim().split('#').next().unwrap_or(address);
    let address =
        address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    address.trim_end_matches('/').to_lowercase()
}
