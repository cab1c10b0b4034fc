//! The site as every template sees it.

use serde::Serialize;
use tera::Value;

use crate::config::{Config, Extra, MenuItem, RawHtml};
use crate::derive::{Slice, sided};
use crate::model::MenuTarget;
use crate::policy;
use crate::render::context::{Context, SiteView};
use crate::render::text::link::Link;
use crate::render::text::tongue;
use crate::render::words::direction;
use crate::route::{Route, has_colours, has_download};
use crate::text::{ROOT, uri};

/// So many sides stand in the key below every list; fewer have a mark of their own.
const LEGEND: usize = 12;

/// So many pages of the site's own are linked at the foot of every page.
const PAGES: usize = 100;

#[derive(Serialize)]
struct SiteFields<'a> {
    title: &'a str,
    description: &'a str,
    base_url: Option<&'a str>,
    language: &'a str,
    dir: &'static str,
    publisher: Option<&'a str>,
    home: String,
    /// The folder of the edition, with a slash; empty at the root.
    folder: String,
    style: String,
    filter: String,
    /// The scripts that fold names and words, search, and wait in the masthead for who wants to.
    folding: String,
    search_script: String,
    search_field: String,
    search_style: String,
    /// The page of the search; none where there is nothing to find.
    search: Option<String>,
    /// The script of every page.
    script: String,
    /// The stylesheet with colours of the site's own.
    colours: Option<String>,
    /// The stylesheet that the site adds.
    custom: Option<String>,
    /// The picture before the name.
    logo: Option<SiteLogo>,
    /// The picture in the tabs of browsers, and its type.
    icon: String,
    icon_type: &'static str,
    /// What a page says of itself that it may do; nothing where the site's owner says so.
    policy: Option<String>,
    feed: Option<String>,
    json_feed: Option<String>,
    /// Every feed.
    opml: Option<String>,
    corrections: Option<String>,
    glossary: Option<String>,
    /// The page of files for other programs.
    download: Option<String>,
    /// The sides whose marks stand beside actors.
    sides: Vec<MarkedSide<'a>>,
    sections: Vec<Link>,
    pages: Vec<Link>,
    articles: usize,
    actors: usize,
    entries: usize,
    extra: &'a Extra,
}

/// The picture before the name of a site, with its size where that is known.
#[derive(Serialize)]
struct SiteLogo {
    url: String,
    width: Option<u32>,
    height: Option<u32>,
}

/// A side with the number that its colour and shape go by.
#[derive(Serialize)]
struct MarkedSide<'a> {
    number: usize,
    name: &'a str,
}

/// The site and the phrases as every template sees them; made once.
pub fn view(cx: Context<'_>) -> &SiteView {
    cx.views.site.get_or_init(|| make(cx))
}

fn make(cx: Context<'_>) -> SiteView {
    let (site, facts) = (cx.site, cx.facts);
    let config = &site.config;
    let section = |route: Route, key: &'static str| Link {
        title: cx.phrases.get(key).to_owned(),
        url: cx.link(&route),
        section: key,
        language: None,
    };
    let mut sections = vec![section(Route::Timeline(Slice::Whole), "timeline")];
    if !site.conflicts.is_empty() {
        sections.push(section(Route::Conflicts, "conflicts"));
    }
    if !site.actors.is_empty() {
        sections.push(section(Route::Actors, "actors"));
    }
    if !site.places.is_empty() {
        sections.push(section(Route::Places(1), "places"));
    }
    if !site.tags.is_empty() {
        sections.push(section(Route::Tags, "tags"));
    }
    if !facts.evidence.claims.open.is_empty() {
        sections.push(section(Route::Claims(1), "claims"));
    }
    if !facts.evidence.works.list.is_empty() {
        sections.push(section(Route::Sources(1), "sources"));
    }
    if !config.menu.is_empty() {
        sections = menu(cx, &sections);
    }
    let own = |(index, _): &(u32, &crate::model::Page)| site.page_translations.of(*index).is_none();
    let page_link = |(index, page): (u32, &crate::model::Page)| Link {
        title: page.title.clone(),
        url: cx.link(&Route::Page(index)),
        section: "page",
        language: tongue::of(cx, page.lang.as_deref()),
    };
    let fields = SiteFields {
        title: &config.title,
        description: &config.description,
        base_url: config.base_url.as_deref(),
        language: &config.language,
        dir: direction(&config.language),
        publisher: config.publisher.as_deref(),
        folder: site.folder_of(site.edition),
        home: cx.link(&Route::Home),
        style: cx.snapshot.marked("style.css"),
        filter: cx.snapshot.marked("filter.js"),
        folding: cx.snapshot.marked("fold.js"),
        search_script: cx.snapshot.marked("search.js"),
        search_field: cx.snapshot.marked("search-field.js"),
        search_style: cx.snapshot.marked("search.css"),
        search: (!facts.findables.is_empty()).then(|| cx.link(&Route::Search)),
        script: cx.snapshot.marked("base.js"),
        policy: states_policy(config).then(policy::within_pages),
        colours: has_colours(site).then(|| cx.link(&Route::Colours)),
        custom: cx.snapshot.tree.asset("custom.css").map(|_| format!("{ROOT}custom.css")),
        logo: config.theme.logo.as_deref().and_then(|path| logo(cx, path)),
        icon: format!("{ROOT}{}", config.theme.icon.as_deref().unwrap_or("icon.svg")),
        icon_type: icon_type(config.theme.icon.as_deref().unwrap_or("icon.svg")),
        feed: config.base_url.as_ref().map(|_| cx.link(&Route::Feed)),
        json_feed: config.base_url.as_ref().map(|_| cx.link(&Route::JsonFeed)),
        opml: config.base_url.as_ref().map(|_| cx.link(&Route::Opml)),
        glossary: (!site.glossary.is_empty()).then(|| cx.link(&Route::Glossary)),
        corrections: (!facts.evidence.corrections.list.is_empty()).then(|| cx.link(&Route::Corrections(1))),
        download: has_download(site, facts).then(|| cx.link(&Route::Download)),
        sides: sided(site, site.main_conflict).map_or_else(Vec::new, |id| {
            let sides = (1..).zip(&site.conflict(id).sides);
            sides.take(LEGEND).map(|(number, side)| MarkedSide { number, name: &side.name }).collect()
        }),
        sections,
        pages: (0..).zip(site.pages.iter()).filter(own).take(PAGES).map(page_link).collect(),
        articles: facts.time.articles.in_time.len(),
        actors: site.actors.len(),
        entries: facts.time.entries.len(),
        extra: &config.extra,
    };
    let phrase: serde_json::Map<String, serde_json::Value> = cx
        .phrases
        .all()
        .filter(|(key, _)| !key.contains('.'))
        .map(|(key, phrase)| (key.replace('-', "_"), phrase.text().into()))
        .collect();
    SiteView { value: Value::from_serializable(&fields), phrase: Value::from_serializable(&phrase) }
}

/// What the site has in its menu; what it does not have is left out, which the check reports.
fn menu(cx: Context<'_>, usual: &[Link]) -> Vec<Link> {
    let link = |item: &MenuItem| {
        let (title, url, section, language) = match cx.site.menu_target(&item.to.value) {
            MenuTarget::Section(word) => {
                let link = usual.iter().find(|link| link.section == word)?;
                (link.title.clone(), link.url.clone(), link.section, None)
            }
            MenuTarget::Page(index) => {
                let shown = &cx.site.pages[cx.site.page_in(index, cx.site.edition) as usize];
                let language = tongue::of(cx, shown.lang.as_deref());
                (shown.title.clone(), cx.link(&Route::Page(index)), "page", language)
            }
            MenuTarget::Address(url) => (url.to_owned(), url.to_owned(), "", None),
            MenuTarget::Nothing => return None,
        };
        Some(Link { title: item.title.clone().unwrap_or(title), url, section, language })
    };
    cx.site.config.menu.iter().filter_map(link).collect()
}

fn logo(cx: Context<'_>, path: &str) -> Option<SiteLogo> {
    let size = cx.snapshot.tree.asset(path)?.size.as_ref();
    let url = format!("{ROOT}{}", uri(path));
    Some(SiteLogo { url, width: size.map(|size| size.width), height: size.map(|size| size.height) })
}

fn icon_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        _ => "image/svg+xml",
    }
}

/// Whether pages say themselves what they may do: not where the site's owner trusts what texts bring, or wrote a policy.
fn states_policy(config: &Config) -> bool {
    let is_own = |target: &crate::config::Target| target.headers.contains_key("content-security-policy");
    config.raw_html != RawHtml::Trust && !config.publish.iter().any(is_own)
}
