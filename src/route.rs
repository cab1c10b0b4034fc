//! Every address of the site, and the only place that knows how addresses are formed.
//!
//! Where a page will stand is not known while its parts are made, and one entry stands on many pages. So every internal address begins
//! with U+0001, which HTML forbids in texts and which is taken out of them: `replace_root` makes `../` of it in the finished page,
//! `absolutise` the site's address in feeds and metadata.

mod abreast;
mod alias;
mod class;
mod embedded;
mod explorer;
mod export;
mod list;
mod listed;
mod name;
mod search;

pub use abreast::Abreast;
use alias::alias_file;
pub use alias::first_slug;
pub use class::{Origin, RouteClass, origin};
pub use embedded::Embedded;
pub use explorer::Part;
pub use export::{Export, ExportedList, ListProgram};
pub use list::{all_listed, has_download, misplaced, routes};
pub use listed::Listed;
pub use name::{MANIFEST, fault};
use name::{kept, kept_file, key};
pub use search::SearchPart;

use crate::config::Addresses;
use crate::derive::{Facts, Slice, sided};
use crate::model::{
    ActorId, ActorKind, Article, ArticleId, ConflictId, EventId, EventType, Noun, Page, PlaceId, Site, TagId,
    Target,
};
use crate::source::Kind;
use crate::text::{ROOT, shortened};

/// A page or file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// `index.html`.
    Home,
    /// `timeline/…`.
    Timeline(Slice),
    /// `articles/<slug>.html`.
    Article(ArticleId),
    /// `actors/index.html`.
    Actors,
    /// `actors/<id>.html` and its further pages.
    Actor(ActorId, Slice),
    /// `kinds/<kind>.html` and its further pages, from 1: all actors of a kind, on a site with many.
    ActorKind(Option<ActorKind>, u32),
    /// A page at a former id of an actor, by index, that leads to it.
    FormerActor(ActorId, u32),
    /// `actors/<id>--statements-<n>.html`: a further page of what it said, from 2.
    Said(ActorId, u32),
    /// `actors/<id>--<id>.html` and its further pages: what two actors share, by the pair's index.
    Pair(u32, Slice),
    /// `conflicts/<id>--sides.html`, `actors/<id>--<id>--sides.html` and their further pages: what each took part in, side by side.
    Abreast(Abreast, Slice),
    /// `actors/<id>.xml`: its feed.
    ActorFeed(ActorId),
    /// `<list>.xml` beside the first page of a list: the feed of what it holds.
    ListFeed(Listed),
    /// `feed.json`: the feed of the site as JSON Feed.
    JsonFeed,
    /// `feeds.opml`: every feed of the site.
    Opml,
    /// `data/actors.json`.
    ActorsJson,
    /// `sides.css`: colours of the site's own.
    Colours,
    /// `statements/index.html` and its further pages, from 1.
    Statements(u32),
    /// A page of the index of places, from 1.
    Places(u32),
    /// `places/<id>.html` and its further pages.
    Place(PlaceId, Slice),
    /// `events/<id>.html`.
    Event(EventId),
    /// `conflicts/index.html`.
    Conflicts,
    /// `conflicts/<id>.html` and its further pages.
    Conflict(ConflictId, Slice),
    /// `conflicts/<id>--story.html`: the guided path through it.
    Story(ConflictId),
    /// `conflicts/<id>--known-<day>.html`: what was known of it on a day, by index.
    Known(ConflictId, u32),
    /// `conflicts/<id>--<side>.html` and its further pages.
    Side(ConflictId, u32, Slice),
    /// The maps of a conflict: of the whole of it, and of each phase.
    ConflictMaps(ConflictId),
    /// `types/<type>.html` and its further pages.
    Kind(EventType, Slice),
    /// `timeline/key-moments.html` and its further pages.
    KeyMoments(Slice),
    /// `embed/timeline.html`, `embed/events/<id>.html` and the like: a page for frames of other sites.
    Embed(Embedded),
    /// `oembed/….json`: how other programs put that into a frame (oembed.com).
    OEmbed(Embedded),
    /// `tags/index.html`.
    Tags,
    /// `tags/<tag>.html` and its further pages.
    Tag(TagId, Slice),
    /// `<page>.html`.
    Page(u32),
    /// `404.html`.
    NotFound,
    /// A page at an old address that leads to an article.
    Redirect(ArticleId, u32),
    /// `feed.xml`.
    Feed,
    /// `sitemap.xml`: the whole map, or the list of its parts.
    Sitemap,
    /// `sitemap-<n>.xml`, from 1.
    SitemapPart(u32),
    /// `claims.html`, the open contradictions, and its further pages, from 1.
    Claims(u32),
    /// `corrections.html` and its further pages, from 1.
    Corrections(u32),
    /// `corrections.xml`.
    CorrectionsFeed,
    /// `sources.html` and its further pages, from 1.
    Sources(u32),
    /// `evidence.html` and its further pages, from 1: what is recorded of each source.
    Evidence(u32),
    /// `glossary.html`.
    Glossary,
    /// `robots.txt`.
    Robots,
    /// `download.html`: what there is for other programs.
    Download,
    /// `data/…`: what other programs read.
    Data(Export),
    /// A list, or a part of it, for calendars or TimelineJS.
    ListFile(ListProgram, ExportedList, Slice),
    /// A file of `timeline/` that the explorer's script loads.
    Explorer(Part),
    /// `search.html`: the search, and without scripts an index of names, tags and months.
    Search,
    /// A file of `search/` that the search loads.
    SearchData(SearchPart),
    /// `pictures/<slug>-<n>.html`: a picture that other pages do not show at once, by index.
    Picture(u32),
    /// `media/<name>-<sum>-<width>.webp` and the like: a copy of a picture, by index.
    Rendition(u32),
    /// The same in a further language of the site, by its place among them.
    In(u32, Box<Self>),
}

impl Route {
    /// The first page of what a text or list names; `None` for a source, which has a place on a page and no page.
    pub fn of(target: Target) -> Option<Self> {
        Some(match target {
            Target::Article(id) => Self::Article(id),
            Target::Actor(id) => Self::Actor(id, Slice::Whole),
            Target::Place(id) => Self::Place(id, Slice::Whole),
            Target::Event(id) => Self::Event(id),
            Target::Conflict(id) => Self::Conflict(id, Slice::Whole),
            Target::Page(index) => Self::Page(index),
            Target::Source(_) => return None,
        })
    }

    /// The edition that a route says it is in, and the route there.
    pub fn apart(&self) -> (usize, &Self) {
        match self {
            Self::In(edition, route) => (*edition as usize, route),
            route => (0, route),
        }
    }

    /// The same route in an edition.
    #[must_use]
    pub fn within(self, edition: usize) -> Self {
        match u32::try_from(edition) {
            Ok(edition @ 1..) => Self::In(edition, Box::new(self)),
            _ => self,
        }
    }
}

/// Whose pages have folders of their own.
const FOLDERS: [Kind; 3] = [Kind::Actor, Kind::Place, Kind::Conflict];

/// The folder of pages for frames of other sites, which may stand in a frame where no other page may.
pub const EMBED: &str = "embed/";

/// The folder of pages of single pictures.
const PICTURES: &str = "pictures";

/// How many addresses one sitemap may hold (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// How addresses are formed on a site.
#[derive(Clone, Copy, Debug)]
pub struct Addressing<'a> {
    site: &'a Site,
    facts: &'a Facts,
    edition: usize,
}

impl<'a> Addressing<'a> {
    /// The addressing of a site.
    pub fn of(site: &'a Site, facts: &'a Facts) -> Self {
        Self { site, facts, edition: site.edition }
    }

    /// The file of a route, its parts joined by `/`.
    pub fn file(self, route: &Route) -> String {
        let (edition, inner) = route.apart();
        if edition > 0 {
            return Self { edition, ..self }.file(inner);
        }
        let (stem, is_page) = self.stem(route);
        let stem = format!("{}{stem}", self.folder(route));
        if !is_page {
            return stem;
        }
        let in_folder = self.site.config.addresses == Addresses::Folders && *route != Route::NotFound;
        let is_index = stem == "index" || stem.ends_with("/index");
        if in_folder && !is_index { format!("{stem}/index.html") } else { format!("{stem}.html") }
    }

    /// The address of a route from the site's root, as links and `base_url` need it.
    pub fn path(self, route: &Route) -> String {
        let file = self.file(route);
        if self.site.config.addresses == Addresses::Folders
            && let Some(folder) = file.strip_suffix("index.html")
        {
            return folder.to_owned();
        }
        file
    }

    /// The address of a route as it stands in pages: the sign for the root, then the path.
    pub fn link(self, route: &Route) -> String {
        let path = self.path(route);
        let mut link = String::with_capacity(path.len() + 1);
        link.push(ROOT);
        // A home page in the form of folders is the root itself.
        link.push_str(if path.is_empty() { "./" } else { &path });
        link
    }

    /// The folder of the edition that a route stands in.
    fn folder(self, route: &Route) -> String {
        let site = self.site;
        if site.config.languages.is_empty() {
            return String::new();
        }
        let at_home = |lang: Option<&str>| site.config.edition_of(lang).unwrap_or(0);
        site.folder_of(match route {
            Route::Article(id) => at_home(self.article(*id).lang.as_deref()),
            Route::Page(index) => at_home(self.page(*index).lang.as_deref()),
            route if route.is_shared() => 0,
            _ => self.edition,
        })
    }

    /// The text of an article that the edition shows.
    fn article(self, id: ArticleId) -> &'a Article {
        let shown = if self.site.edition == self.edition { id } else { self.site.text_in(id, self.edition) };
        self.site.article(shown)
    }

    /// The same of a page.
    fn page(self, index: u32) -> &'a Page {
        let shown =
            if self.site.edition == self.edition { index } else { self.site.page_in(index, self.edition) };
        &self.site.pages[shown as usize]
    }

    /// The address without ending, and whether the file is a page.
    fn stem(self, route: &Route) -> (String, bool) {
        let page = |stem: String| (stem, true);
        let [actors, places, conflicts] = FOLDERS.map(Kind::page_folder);
        match route {
            Route::Home => page("index".into()),
            Route::Timeline(Slice::Whole) => page("timeline/index".into()),
            Route::Timeline(slice) => page(format!("timeline/{}", suffix(*slice))),
            Route::Article(id) => page(stem_of(Noun::Article, &self.article(*id).slug)),
            Route::Actors => page(format!("{actors}/index")),
            Route::Actor(id, slice) => page(sliced(&format!("{actors}/{}", self.site.actor(*id).id), *slice)),
            Route::ActorKind(kind, number) => {
                let kind = kind.map_or("other", ActorKind::word);
                page(if *number == 1 { format!("kinds/{kind}") } else { format!("kinds/{kind}-{number}") })
            }
            Route::FormerActor(id, index) => {
                page(format!("{actors}/{}", self.site.actor(*id).former_ids[*index as usize]))
            }
            Route::Said(id, number) => {
                page(format!("{actors}/{}--statements-{number}", self.site.actor(*id).id))
            }
            Route::Pair(index, slice) => {
                let pair = &self.facts.people.together.pairs[*index as usize];
                let ids = [pair.a, pair.b].map(|id| self.site.actor(id).id.as_str());
                page(sliced(&format!("{actors}/{}", shortened(ids.join("--"))), *slice))
            }
            Route::Abreast(Abreast::Sides(id), slice) => {
                let conflict = &self.site.conflict(*id).id;
                page(sliced(&format!("{conflicts}/{}", shortened(format!("{conflict}--sides"))), *slice))
            }
            Route::Abreast(Abreast::Pair(index), slice) => {
                let pair = &self.facts.people.together.pairs[*index as usize];
                let [a, b] = [pair.a, pair.b].map(|id| self.site.actor(id).id.as_str());
                page(sliced(&format!("{actors}/{}", shortened(format!("{a}--{b}--sides"))), *slice))
            }
            Route::ActorFeed(id) => (format!("{actors}/{}.xml", self.site.actor(*id).id), false),
            Route::ListFeed(listed) => (format!("{}.xml", self.stem(&listed.page()).0), false),
            Route::JsonFeed => ("feed.json".into(), false),
            Route::Opml => ("feeds.opml".into(), false),
            Route::Colours => ("sides.css".into(), false),
            Route::ActorsJson => ("data/actors.json".into(), false),
            Route::Statements(1) => page("statements/index".into()),
            Route::Statements(number) => page(format!("statements/{number}")),
            Route::Places(1) => page(format!("{places}/index")),
            Route::Places(number) => page(format!("{places}/index--{number}")),
            Route::Place(id, slice) => page(sliced(&format!("{places}/{}", self.site.place(*id).id), *slice)),
            Route::Event(id) => page(stem_of(Noun::Event, &self.site.event(*id).id)),
            Route::Conflicts => page(format!("{conflicts}/index")),
            Route::Conflict(id, slice) => {
                page(sliced(&format!("{conflicts}/{}", self.site.conflict(*id).id), *slice))
            }
            Route::Story(id) => {
                let conflict = &self.site.conflict(*id).id;
                page(format!("{conflicts}/{}", shortened(format!("{conflict}--story"))))
            }
            Route::Known(id, index) => {
                let day = self.facts.lists.known.of_conflict[id.index()][*index as usize];
                let conflict = &self.site.conflict(*id).id;
                page(format!("{conflicts}/{}", shortened(format!("{conflict}--known-{day}"))))
            }
            Route::Side(id, side, slice) => {
                let conflict = self.site.conflict(*id);
                let side = &conflict.sides[*side as usize].slug;
                page(sliced(
                    &format!("{conflicts}/{}", shortened(format!("{}--{side}", conflict.id))),
                    *slice,
                ))
            }
            Route::ConflictMaps(id) => page(format!("{conflicts}/{}--maps", self.site.conflict(*id).id)),
            Route::Kind(kind, slice) => page(sliced(&format!("types/{}", kind.word()), *slice)),
            Route::KeyMoments(slice) => page(sliced("timeline/key-moments", *slice)),
            Route::Embed(of) => page(format!("{EMBED}{}", of.stem(self.site))),
            Route::OEmbed(of) => (format!("oembed/{}.json", of.stem(self.site)), false),
            Route::Tags => page("tags/index".into()),
            Route::Tag(id, slice) => page(sliced(&format!("tags/{}", self.site.tag(*id).slug), *slice)),
            Route::Page(index) => page(stem_of(Noun::Page, &self.page(*index).slug)),
            // Its parts are asked for first.
            Route::In(_, route) => self.stem(route),
            Route::NotFound => page("404".into()),
            Route::Redirect(id, index) => {
                let alias = &self.site.article(*id).aliases[*index as usize];
                (alias_file(alias, self.site.config.base_url.as_deref()).unwrap_or_default(), false)
            }
            Route::Feed => ("feed.xml".into(), false),
            Route::Sitemap => ("sitemap.xml".into(), false),
            Route::SitemapPart(part) => (format!("sitemap-{part}.xml"), false),
            Route::Claims(part) => page(numbered_page("claims", *part)),
            Route::Corrections(part) => page(numbered_page("corrections", *part)),
            Route::CorrectionsFeed => ("corrections.xml".into(), false),
            Route::Sources(part) => page(numbered_page("sources", *part)),
            Route::Evidence(part) => page(numbered_page("evidence", *part)),
            Route::Glossary => page("glossary".into()),
            Route::Robots => ("robots.txt".into(), false),
            Route::Download => page("download".into()),
            Route::Data(export) => (export.file().into(), false),
            Route::Search => page("search".into()),
            Route::SearchData(part) => (part.file(), false),
            Route::ListFile(program, list, slice) => (self.list_file(*program, *list, *slice), false),
            Route::Explorer(Part::Data) => ("timeline/data.js".into(), false),
            Route::Explorer(Part::Names) => ("timeline/names-1.js".into(), false),
            Route::Explorer(Part::Entries(n)) => (format!("timeline/entries-{n}.js"), false),
            Route::Picture(index) => {
                page(format!("{PICTURES}/{}", self.facts.pictures.withheld[*index as usize].slug))
            }
            Route::Rendition(index) => (self.facts.pictures.renditions[*index as usize].file.clone(), false),
            Route::Explorer(Part::Words(n)) => (format!("timeline/words-{n}.js"), false),
        }
    }
}

impl Addressing<'_> {
    /// The file of a list stands beside the page that shows it.
    fn list_file(self, program: ListProgram, list: ExportedList, slice: Slice) -> String {
        match (program, list) {
            (ListProgram::Calendar, ExportedList::Timeline) => format!("{}.ics", sliced("events", slice)),
            (ListProgram::TimelineJs, ExportedList::Timeline) => {
                format!("{}.json", sliced("data/timelinejs", slice))
            }
            _ => format!("{}.{}", sliced(&self.stem(&list.page()).0, slice), program.ending()),
        }
    }
}

/// The address, without ending, of an article, page or event of that slug or id.
pub fn stem_of(noun: Noun, slug: &str) -> String {
    match noun {
        Noun::Article => format!("{}/{slug}", Kind::Article.page_folder()),
        Noun::Page => slug.to_owned(),
        Noun::Event => format!("{}/{slug}", Kind::Event.page_folder()),
    }
}

/// The first page has its plain name.
fn numbered_page(stem: &str, part: u32) -> String {
    if part == 1 { stem.to_owned() } else { format!("{stem}-{part}") }
}

fn sliced(stem: &str, slice: Slice) -> String {
    if slice == Slice::Whole { stem.to_owned() } else { format!("{stem}-{}", suffix(slice)) }
}

fn suffix(slice: Slice) -> String {
    match slice {
        Slice::Whole => String::new(),
        Slice::Year(year) => format!("{year:04}"),
        Slice::Month(year, month, part) => numbered(format!("{year:04}-{:02}", month.unwrap_or(0)), part),
        Slice::Undated(part) => numbered("undated".into(), part),
    }
}

/// The first part of a period has its plain name.
fn numbered(period: String, part: u32) -> String {
    if part == 1 { period } else { format!("{period}-part-{part}") }
}

/// Whether sides of the main conflict have colours of their own.
pub fn has_colours(site: &Site) -> bool {
    site.config.theme.has_styles()
        || sided(site, site.main_conflict)
            .is_some_and(|conflict| site.conflict(conflict).sides.iter().any(|side| side.color.is_some()))
}

/// Whether an actor has a feed: an address of its own, and something to tell.
pub fn has_feed(site: &Site, facts: &Facts, id: ActorId) -> bool {
    site.config.base_url.is_some() && facts.people.articles_of[id.index()] > 0
}

/// The way from a file's folder to the root.
pub fn way_up(file: &str) -> String {
    "../".repeat(file.matches('/').count())
}

/// Replaces the sign for the root by an absolute address.
pub fn absolutise(text: &str, base_url: &str) -> String {
    text.replace(ROOT, base_url)
}

/// Replaces the sign for the root.
pub fn replace_root(page: &[u8], with: &[u8]) -> Vec<u8> {
    let signs = memchr::memchr_iter(ROOT as u8, page);
    let mut result = Vec::with_capacity(page.len() + signs.clone().count() * with.len());
    let mut at = 0;
    for sign in signs {
        result.extend_from_slice(&page[at..sign]);
        result.extend_from_slice(with);
        at = sign + 1;
    }
    result.extend_from_slice(&page[at..]);
    result
}
