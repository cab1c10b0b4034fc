//! Articles by title, former title, slug and path.

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::near::Near;
use super::{Found, NameTable};
use crate::diag::FileId;
use crate::model::{ArticleId, Day, HeldBack, Noun};
use crate::parse::ArticleDraft;
use crate::source::SourceTree;
use crate::text::fold;

/// How a title was found.
#[derive(Debug, PartialEq, Eq)]
pub enum Match<'a> {
    /// One article.
    One(ArticleId),
    /// Several of that title, in order of their days.
    Several(&'a [ArticleId]),
    /// None.
    None,
}

/// The titles of a site.
pub struct Titles {
    table: NameTable<ArticleId>,
    slugs: FxHashMap<String, ArticleId>,
    paths: FxHashMap<String, ArticleId>,
    /// The titles, by article.
    pub list: Vec<(FileId, String)>,
    /// When what an article reports began, by article.
    days: Vec<Option<Day>>,
    /// The articles of each title that several have to the letter; made when the first such title is looked for.
    alike: OnceLock<FxHashMap<String, Vec<ArticleId>>>,
    /// The files of articles that are not built, by their titles, folded.
    not_built: FxHashMap<String, String>,
    near: Near,
    /// The articles by the names of their files, without their ending; made when the first one is looked for.
    stems: OnceLock<FxHashMap<String, Option<ArticleId>>>,
    /// The slugs, with whose articles they are; made when the first title is not found.
    near_slugs: OnceLock<(Near, Vec<ArticleId>)>,
}

impl Titles {
    /// Registers the titles of all articles, and of those that are not built.
    pub fn of(articles: &[Arc<ArticleDraft>], held_back: &[HeldBack], tree: &SourceTree) -> Self {
        let held = held_back.iter().filter(|held| held.noun == Noun::Article && !held.title.is_empty());
        let held = held.filter_map(|held| Some((fold(&held.title), tree.file(held.file)?.path.clone())));
        let list: Vec<(FileId, String)> =
            articles.iter().map(|a| (a.file, a.title.trim().to_owned())).collect();
        let mut titles = Self {
            table: NameTable::default(),
            slugs: FxHashMap::with_capacity_and_hasher(articles.len(), FxBuildHasher),
            paths: FxHashMap::with_capacity_and_hasher(articles.len(), FxBuildHasher),
            near: Near::of(list.iter().map(|(_, title)| title.as_str())),
            stems: OnceLock::new(),
            near_slugs: OnceLock::new(),
            list,
            days: articles.iter().map(|article| article.when.anchor()).collect(),
            alike: OnceLock::new(),
            not_built: held.collect(),
        };
        for id in titles.by_day() {
            let article = &articles[id.index()];
            titles.table.strong(&article.title, id);
            article.former_titles.iter().for_each(|former| titles.table.weak(former, id));
        }
        for (i, article) in articles.iter().enumerate() {
            let id = ArticleId::of(i);
            titles.slugs.entry(article.slug.clone()).or_insert(id);
            if let Some(file) = tree.file(article.file) {
                let inside = file.path.strip_prefix("content/").unwrap_or(&file.path);
                titles.paths.insert(inside.to_owned(), id);
            }
        }
        titles
    }

    /// Lets titles of translations stand for their originals.
    pub fn turn(&mut self, to: impl Fn(ArticleId) -> ArticleId) {
        self.table.turn(to);
    }

    /// All articles in order of their days, those without one at the end.
    fn by_day(&self) -> Vec<ArticleId> {
        let mut ids: Vec<ArticleId> = (0..self.list.len()).map(ArticleId::of).collect();
        ids.sort_by_key(|id| (self.days[id.index()].is_none(), self.days[id.index()]));
        ids
    }

    /// Of articles whose titles differ in capitals or accents only, those that are named to the letter.
    fn exact<'a>(&'a self, ids: &'a [ArticleId], written: &str) -> Match<'a> {
        let alike = self.alike.get_or_init(|| {
            let mut alike: FxHashMap<String, Vec<ArticleId>> = FxHashMap::default();
            for id in self.by_day() {
                let title = &self.list[id.index()].1;
                if self.table.all(title).len() > 1 {
                    alike.entry(title.clone()).or_default().push(id);
                }
            }
            alike
        });
        match alike.get(written).map(Vec::as_slice) {
            Some([one]) => Match::One(*one),
            Some(exact) => Match::Several(exact),
            None => Match::Several(ids),
        }
    }

    /// The article that a Read line, pin or wikilink names: exact title, then folded, former, slug or path, then a
    /// unique near match.
    pub fn find(&self, written: &str) -> Match<'_> {
        let written = written.trim();
        match self.table.find(written) {
            Found::One(id) => return Match::One(id),
            Found::Several(ids) => return self.exact(ids, written),
            Found::None => {}
        }
        if let Some(id) = self.slugs.get(written).or_else(|| self.path(written)) {
            return Match::One(*id);
        }
        self.near.unique(&fold(written)).map_or(Match::None, |i| Match::One(ArticleId::of(i)))
    }

    /// The article that a name stands for, if it is one only.
    pub fn only(&self, written: &str) -> Option<ArticleId> {
        match self.find(written) {
            Match::One(id) => Some(id),
            Match::Several(_) | Match::None => None,
        }
    }

    /// The only article that has or had this title, whatever is near to it.
    pub fn titled(&self, title: &str) -> Option<ArticleId> {
        self.table.only(title)
    }

    /// The article of a path below `content/`, with or without its ending.
    pub fn path(&self, path: &str) -> Option<&ArticleId> {
        let path = path.trim_start_matches('/');
        let path = path.strip_prefix("content/").unwrap_or(path);
        self.paths.get(path).or_else(|| self.paths.get(&format!("{path}.md")))
    }

    /// The article of that slug.
    pub fn slug(&self, slug: &str) -> Option<ArticleId> {
        self.slugs.get(slug).copied()
    }

    /// The only article whose file has that name without its ending.
    pub fn by_file_name(&self, stem: &str) -> Option<ArticleId> {
        let stems = self.stems.get_or_init(|| {
            let mut stems: FxHashMap<String, Option<ArticleId>> = FxHashMap::default();
            for (path, id) in &self.paths {
                let Some(stem) = path.strip_suffix(".md") else { continue };
                let stem = stem.rsplit('/').next().unwrap_or(stem).to_owned();
                // Of two neither is meant.
                stems.entry(stem).and_modify(|only| *only = None).or_insert(Some(*id));
            }
            stems
        });
        stems.get(stem).copied().flatten()
    }

    /// The one of several articles, in order of their days, whose matter is nearest to a day, that of the file itself left
    /// out; `None` where two are as near.
    pub fn nearest_in_time(&self, ids: &[ArticleId], day: Day, file: FileId) -> Option<ArticleId> {
        // On either side the two nearest settle it, and the file's own article may stand among them.
        const BESIDE: usize = 3;
        let from = ids.partition_point(|id| self.days[id.index()].is_some_and(|other| other < day));
        let beside = &ids[from.saturating_sub(BESIDE)..ids.len().min(from + BESIDE)];
        let away = |id: &ArticleId| Some(self.days[id.index()]?.number().abs_diff(day.number()));
        let others = beside.iter().filter(|id| self.list[id.index()].0 != file);
        let mut by_distance: Vec<(u64, ArticleId)> = others.filter_map(|id| Some((away(id)?, *id))).collect();
        by_distance.sort_unstable();
        match by_distance.as_slice() {
            [(_, one)] => Some(*one),
            [(first, one), (second, _), ..] => (first < second).then_some(*one),
            [] => None,
        }
    }

    /// The articles whose titles or slugs are nearest, the likeliest first, at most three.
    pub fn near(&self, written: &str) -> Vec<ArticleId> {
        let folded = fold(written);
        let (slugs, articles) = self.near_slugs.get_or_init(|| {
            let mut all: Vec<(&str, ArticleId)> =
                self.slugs.iter().map(|(slug, id)| (slug.as_str(), *id)).collect();
            all.sort_unstable();
            (Near::of(all.iter().map(|(slug, _)| *slug)), all.iter().map(|(_, id)| *id).collect())
        });
        let titles = self.near.ranked(&folded).into_iter().map(|(likeness, i)| (likeness, ArticleId::of(i)));
        let slugs = slugs.ranked(&folded).into_iter().map(|(likeness, i)| (likeness, articles[i]));
        let mut near: Vec<(f64, ArticleId)> = titles.chain(slugs).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut seen = FxHashSet::default();
        near.into_iter().map(|(_, id)| id).filter(|id| seen.insert(*id)).take(3).collect()
    }

    /// The file of an article that has a title and is not built.
    pub fn not_built(&self, written: &str) -> Option<&str> {
        self.not_built.get(&fold(written)).map(String::as_str)
    }

    /// The titles of articles.
    pub fn titles<'a>(&'a self, ids: &'a [ArticleId]) -> impl Iterator<Item = &'a str> {
        ids.iter().map(|id| self.list[id.index()].1.as_str())
    }
}
