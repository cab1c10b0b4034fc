//! What the search finds: everything with a name or a text of its own, each with a number.
//!
//! A number stands in the lists of all words of its text, so that one that is put in between would change every file of the search.
//! Therefore articles are numbered in the order of their publication, on two shelves: those that are settled, a multiple of
//! [`SETTLED`], and the recent ones; and all else stands on a shelf of its own. A new article changes the shelf of the recent alone.

use std::collections::BTreeSet;

use super::claims::ClaimAt;
use super::facts::EvidenceFacts;
use crate::model::{
    ActorId, Article, ArticleId, Citation, ConflictId, EventId, PlaceId, Site, SourceId, Status, TagId,
    Target,
};
use crate::text::by_number;

/// Something that a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Findable {
    /// An article.
    Article(ArticleId),
    /// An event.
    Event(EventId),
    /// A disputed matter.
    Claim(ClaimAt),
    /// A statement of an article's front matter, by index.
    Statement(ArticleId, u32),
    /// A source, by its place in the list of all works.
    Source(u32),
    /// An actor.
    Actor(ActorId),
    /// A place.
    Place(PlaceId),
    /// A conflict.
    Conflict(ConflictId),
    /// A tag.
    Tag(TagId),
    /// A page such as "About", by index.
    Page(u32),
}

/// What is numbered and searched together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// Articles whose numbers stay, with what only they tell.
    Settled,
    /// The others.
    Recent,
    /// What does not come with articles.
    Register,
}

impl Shelf {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Settled, Self::Recent, Self::Register];

    /// What stands for it in names of files.
    pub fn sign(self) -> char {
        match self {
            Self::Settled => 's',
            Self::Recent => 'r',
            Self::Register => 'n',
        }
    }
}

/// What stands on one shelf.
#[derive(Debug, Default)]
pub struct Shelved {
    /// Each with its number, in order of the numbers, between which there may be gaps.
    pub list: Vec<(u32, Findable)>,
    /// Into how many files its words go: known before any text is read, as it decides which addresses there are.
    pub word_files: u32,
}

/// All that the search finds.
#[derive(Debug, Default)]
pub struct Findables([Shelved; 3]);

/// Articles are settled by so many.
pub const SETTLED: usize = 1000;
/// So many findables are shown from one file.
pub const TOGETHER: u32 = 28;
/// How many bytes one file of words has, about.
const WORD_FILE: f64 = 16_000.0;
/// Each sort of thing of the register has room to grow to the next multiple of so many, without moving the others.
const ROOM_TO_GROW: u32 = 1024;

impl Findables {
    pub(super) fn of(site: &Site, evidence: &EvidenceFacts) -> Self {
        let articles = in_order(site);
        let settled = articles.len() / SETTLED * SETTLED;
        let with = Accompanying::of(site, evidence);
        let shelf = |articles: &[ArticleId]| {
            let list: Vec<Findable> = articles.iter().flat_map(|id| with.article(*id)).collect();
            let bytes = articles.iter().map(|id| site.article(*id).body.markup.len()).sum::<usize>();
            let list: Vec<(u32, Findable)> = (0..).zip(list).collect();
            Shelved { word_files: word_files(bytes + list.len() * 60, list.len()), list }
        };
        let (settled, recent) = articles.split_at(settled);
        Self([shelf(settled), shelf(recent), register(site, with)])
    }

    /// What stands on a shelf.
    pub fn on(&self, shelf: Shelf) -> &Shelved {
        let place = match shelf {
            Shelf::Settled => 0,
            Shelf::Recent => 1,
            Shelf::Register => 2,
        };
        &self.0[place]
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|shelved| shelved.list.is_empty())
    }
}

impl Shelved {
    /// The numbers of the files that show what is found, from 0.
    pub fn found_files(&self) -> Vec<u32> {
        let mut files: Vec<u32> = self.list.iter().map(|(number, _)| number / TOGETHER).collect();
        files.dedup();
        files
    }

    /// What one of these files shows.
    pub fn in_file(&self, file: u32) -> &[(u32, Findable)] {
        let from = self.list.partition_point(|(number, _)| number / TOGETHER < file);
        let to = self.list.partition_point(|(number, _)| number / TOGETHER <= file);
        &self.list[from..to]
    }
}

/// Articles that readers may find, in order of publication: nothing that was taken back, and nothing that is shown to an editor only.
fn in_order(site: &Site) -> Vec<ArticleId> {
    let ids = (0..site.articles.len()).map(ArticleId::of);
    let mut articles: Vec<ArticleId> = ids.filter(|id| is_findable(site.article(*id))).collect();
    articles.sort_by(|a, b| {
        let (a, b) = (site.article(*a), site.article(*b));
        a.published.instant().cmp(&b.published.instant()).then_with(|| by_number(&a.slug, &b.slug))
    });
    articles
}

fn is_findable(article: &Article) -> bool {
    match article.status {
        Status::Published => true,
        Status::Draft | Status::Unverified | Status::Retracted => false,
    }
}

/// Words take part of what texts take, and the fewer texts the more, as each brings words of its own.
fn word_files(bytes: usize, findables: usize) -> u32 {
    if findables == 0 {
        return 0;
    }
    let bytes = bytes as f64;
    let files = (0.14 * bytes + 50.0 * bytes.sqrt()) / WORD_FILE;
    files.ceil().clamp(1.0, 60_000.0) as u32
}

/// What comes with an article, and what does not.
struct Accompanying {
    /// By article.
    of: Vec<Vec<Findable>>,
    claims: Vec<Findable>,
    events: Vec<Findable>,
    sources: Vec<Findable>,
}

impl Accompanying {
    fn of(site: &Site, evidence: &EvidenceFacts) -> Self {
        let mut of: Vec<Vec<Findable>> = vec![Vec::new(); site.articles.len()];
        let (mut claims, mut events, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        let mut put = |article: Option<ArticleId>, rest: &mut Vec<Findable>, findable: Findable| match article
        {
            Some(id) => of[id.index()].push(findable),
            None => rest.push(findable),
        };
        for (i, event) in site.events.iter().enumerate() {
            // It is shown with the words of all who tell of it: one that nobody may find is told by nobody else.
            let shown = event.reports.iter().find(|(id, _)| is_findable(site.article(*id)));
            if event.file.is_none() && shown.is_none() {
                continue;
            }
            let article = shown.filter(|_| event.file.is_none()).map(|(id, _)| *id);
            put(article, &mut events, Findable::Event(EventId::of(i)));
        }
        let mut of_page: Vec<ClaimAt> = evidence.claims.list.clone();
        of_page.sort_by_key(|at| (at.owner, at.index));
        for at in of_page {
            match at.owner.page() {
                Target::Article(id) if is_findable(site.article(id)) => {
                    put(Some(id), &mut claims, Findable::Claim(at));
                }
                Target::Article(_) => {}
                _ => put(None, &mut claims, Findable::Claim(at)),
            }
        }
        for (i, article) in site.articles.iter().enumerate().filter(|(_, article)| is_findable(article)) {
            let id = ArticleId::of(i);
            if site.is_translation(id) {
                continue;
            }
            for (index, _) in (0..).zip(&article.statements) {
                put(Some(id), &mut claims, Findable::Statement(id, index));
            }
        }
        let works = &evidence.works;
        let shared = (0..site.sources.len())
            .filter_map(|i| Some(works.find(&Citation::Shared(SourceId::of(i)))?.0))
            .collect::<BTreeSet<usize>>();
        shared.iter().for_each(|i| put(None, &mut sources, Findable::Source(index(*i))));
        for (i, work) in works.list.iter().enumerate().filter(|(i, _)| !shared.contains(i)) {
            let citing = work.cited_by.iter().find_map(|target| match target {
                Target::Article(id) => Some(*id).filter(|id| is_findable(site.article(*id))),
                _ => None,
            });
            let is_others = work.cited_by.iter().any(|target| !matches!(target, Target::Article(_)));
            if citing.is_some() || is_others {
                put(citing, &mut sources, Findable::Source(index(i)));
            }
        }
        Self { of, claims, events, sources }
    }

    /// An article with what comes with it.
    fn article(&self, id: ArticleId) -> impl Iterator<Item = Findable> {
        std::iter::once(Findable::Article(id)).chain(self.of[id.index()].iter().copied())
    }
}

/// What does not come with articles; what grows with new articles most stands last.
fn register(site: &Site, with: Accompanying) -> Shelved {
    let is_findable = |page: &u32| site.pages[*page as usize].clearance.status == Status::Published;
    let pages = (0..index(site.pages.len())).filter(is_findable).map(Findable::Page).collect();
    let conflicts = (0..site.conflicts.len()).map(|i| Findable::Conflict(ConflictId::of(i))).collect();
    let tags = (0..site.tags.len()).map(|i| Findable::Tag(TagId::of(i))).collect();
    let places = (0..site.places.len()).map(|i| Findable::Place(PlaceId::of(i))).collect();
    let actors = (0..site.actors.len()).map(|i| Findable::Actor(ActorId::of(i))).collect();
    let sorts: [Vec<Findable>; 8] =
        [pages, conflicts, with.events, with.claims, with.sources, tags, places, actors];
    let mut list = Vec::new();
    let mut first = 0;
    for sort in sorts.into_iter().filter(|sort| !sort.is_empty()) {
        list.extend((first..).zip(sort));
        let end: u32 = list.last().map_or(0, |(number, _)| number + 1);
        first = end.next_multiple_of(ROOM_TO_GROW);
    }
    let bytes = list.iter().map(|(_, findable)| 40 + register_bytes(site, *findable)).sum();
    Shelved { word_files: word_files(bytes, list.len()), list }
}

fn register_bytes(site: &Site, findable: Findable) -> usize {
    match findable {
        Findable::Page(index) => site.pages[index as usize].body.markup.len(),
        Findable::Conflict(id) => site.conflict(id).body.markup.len(),
        Findable::Event(id) => site.event(id).body.markup.len(),
        Findable::Place(id) => site.place(id).body.markup.len(),
        Findable::Actor(id) => site.actor(id).body.markup.len(),
        Findable::Article(_)
        | Findable::Claim(_)
        | Findable::Statement(..)
        | Findable::Source(_)
        | Findable::Tag(_) => 0,
    }
}

fn index(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
