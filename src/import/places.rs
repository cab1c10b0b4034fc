//! Where new files go: no two at one address, whatever their folders, languages and names were.

use rustc_hash::FxHashSet;

use crate::model::Day;
use crate::parse::Drafts;

/// What a site holds, and what an import has added.
#[derive(Debug, Default)]
pub struct Places {
    articles: FxHashSet<String>,
    pages: FxHashSet<String>,
    aliases: FxHashSet<String>,
    files: FxHashSet<String>,
}

/// The place of a new article.
#[derive(Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its file.
    pub path: String,
    /// Its name without its ending.
    pub stem: String,
    /// The field `slug`, where the file's name alone would give the address of another article.
    pub slug: Option<String>,
    /// The address that it would have had, where it is another article's.
    pub instead_of: Option<String>,
}

/// File names end before this many bytes: the day, the language and `.md` have room behind them.
const LONGEST: usize = 200;

/// Pages of these names are the program's own.
const KEPT: &[&str] = &[
    "index",
    "404",
    "sources",
    "corrections",
    "claims",
    "embed",
    "actors",
    "places",
    "tags",
    "conflicts",
    "timeline",
    "statements",
];

impl Places {
    /// What a site's drafts take.
    pub(super) fn of(drafts: &Drafts) -> Self {
        let mut places = Self::default();
        for article in &drafts.articles {
            places.articles.insert(article.slug.clone());
            places.aliases.extend(article.aliases.iter().map(|alias| plain_alias(alias)));
        }
        places.pages.extend(drafts.pages.iter().map(|page| page.slug.clone()));
        places
    }

    /// A file that is there.
    pub(super) fn add_file(&mut self, path: &str) {
        self.files.insert(path.to_lowercase());
    }

    /// The place of an article; `language` is the ending of its name, such as `de`.
    pub(super) fn article(&mut self, day: Day, slug: &str, language: Option<&str>) -> Slot {
        let slug = shortened(slug);
        let ending = language.map(|tag| format!(".{tag}")).unwrap_or_default();
        let own = |stem: &str| language.map_or_else(|| stem.to_owned(), |tag| format!("{stem}-{tag}"));
        let day = day.to_string();
        let year = day.get(..day.len().saturating_sub(6)).unwrap_or(&day).to_owned();
        let path = |stem: &str| format!("content/articles/{year}/{day}-{stem}{ending}.md");
        let is_free = |stem: &str| !self.files.contains(&path(stem).to_lowercase());
        let taken = |address: &str| self.articles.contains(address);
        let wanted = own(slug);
        let (stem, field) = if !taken(&wanted) && is_free(slug) {
            (slug.to_owned(), None)
        } else if is_free(slug) {
            let dated = format!("{wanted}-{day}");
            let mut next = (2..).map(|n| format!("{dated}-{n}"));
            let field = if taken(&dated) { next.find(|one| !taken(one)) } else { Some(dated) };
            (slug.to_owned(), field)
        } else {
            let mut next = (2..).map(|n| format!("{slug}-{n}"));
            let free = next.find(|stem| is_free(stem) && !taken(&own(stem)));
            (free.unwrap_or_else(|| slug.to_owned()), None)
        };
        let address = field.clone().unwrap_or_else(|| own(&stem));
        let slot =
            Slot { path: path(&stem), instead_of: (address != wanted).then_some(wanted), slug: field, stem };
        self.articles.insert(address);
        self.files.insert(slot.path.to_lowercase());
        slot
    }

    /// The path of a page in its folders.
    pub(super) fn page(&mut self, folders: &[String], slug: &str) -> Slot {
        let slug = shortened(slug);
        let whole =
            |stem: &str| folders.iter().map(String::as_str).chain([stem]).collect::<Vec<_>>().join("/");
        let is_kept = folders.is_empty() && KEPT.contains(&slug);
        let wanted = whole(slug);
        let first = if is_kept { format!("{slug}-page") } else { slug.to_owned() };
        let mut next = std::iter::once(first.clone()).chain((2..).map(|n| format!("{first}-{n}")));
        let is_free = |stem: &String| {
            let path = format!("content/pages/{}.md", whole(stem)).to_lowercase();
            !self.pages.contains(&whole(stem)) && !self.files.contains(&path)
        };
        let stem = next.find(is_free).unwrap_or(first);
        let address = whole(&stem);
        let path = format!("content/pages/{address}.md");
        self.pages.insert(address.clone());
        self.files.insert(path.to_lowercase());
        Slot { path, stem, slug: None, instead_of: (address != wanted).then_some(wanted) }
    }

    /// Whether an old address leads to a text already.
    pub(super) fn has_alias(&self, alias: &str) -> bool {
        self.aliases.contains(&plain_alias(alias))
    }

    /// Takes an old address, unless another text has it already.
    pub(super) fn alias(&mut self, alias: &str) -> bool {
        self.aliases.insert(plain_alias(alias))
    }
}

/// An old address as servers compare it.
fn plain_alias(alias: &str) -> String {
    alias.trim_matches('/').trim_end_matches("index.html").trim_end_matches('/').to_lowercase()
}

fn shortened(slug: &str) -> &str {
    let cut = crate::text::floor_boundary(slug, LONGEST.min(slug.len()));
    slug[..cut].trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_articles_have_one_address() {
        let mut places = Places::default();
        let day = |day| Day::new(2020, 10, day).unwrap();
        let mut slot = |at: u8, slug: &str, tag: Option<&str>| {
            let Slot { path, slug, .. } = places.article(day(at), slug, tag);
            (path.trim_start_matches("content/articles/2020/2020-10-").to_owned(), slug)
        };
        assert_eq!(slot(5, "roundup", None), ("05-roundup.md".to_owned(), None));
        assert_eq!(
            slot(12, "roundup", None),
            ("12-roundup.md".to_owned(), Some("roundup-2020-10-12".to_owned()))
        );
        assert_eq!(slot(5, "roundup", None), ("05-roundup-2.md".to_owned(), None));
        assert_eq!(slot(5, "roundup", Some("de")), ("05-roundup.de.md".to_owned(), None));
    }

    #[test]
    fn pages_keep_their_folders() {
        let mut places = Places::default();
        let de = ["de".to_owned()];
        assert_eq!(places.page(&de, "about").path, "content/pages/de/about.md");
        assert_eq!(places.page(&[], "about").path, "content/pages/about.md");
        assert_eq!(places.page(&[], "about").path, "content/pages/about-2.md");
        assert_eq!(places.page(&[], "sources").path, "content/pages/sources-page.md");
    }
}
