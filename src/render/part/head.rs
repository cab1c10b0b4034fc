//! What the head of a page says, and what every template gets.

use serde::Serialize;
use tera::Value;

use crate::config::SiteLanguage;
use crate::model::Image;
use crate::render::context::Context;
use crate::render::part::citation::CitationTag;
use crate::render::part::{queries, site};
use crate::render::templates::LISTS;
use crate::render::text::tongue::{self, Tongue};
use crate::render::text::{link, picture};
use crate::render::words::direction;
use crate::route::{Route, absolutise};
use crate::text::ROOT;

/// What the head of a page says.
#[derive(Debug, Default, Serialize)]
pub struct PageHead {
    /// The title of the page, without the site's.
    pub title: String,
    /// For search engines and link previews.
    pub description: String,
    /// The part of the site that it belongs to.
    pub section: &'static str,
    /// The absolute address; `None` without `base_url`.
    pub canonical: Option<String>,
    /// The language of its content.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The type for Open Graph.
    pub og_type: &'static str,
    /// The absolute address of a picture, with what it shows and its size.
    pub image: Option<String>,
    pub image_alt: Option<String>,
    pub image_width: Option<u32>,
    pub image_height: Option<u32>,
    /// First publication, RFC 3339.
    pub published: Option<String>,
    /// Last change, RFC 3339.
    pub modified: Option<String>,
    /// JSON-LD, ready to stand in a script element.
    pub json_ld: Option<Value>,
    /// How managers of references know the page.
    pub citation: Vec<CitationTag>,
    /// How programs put the page into a frame: an absolute address.
    pub oembed: Option<String>,
    /// The address of the page's own feed.
    pub feed: Option<String>,
    /// The stylesheet of galleries and warnings, where there are such.
    pub pictures: Option<String>,
    /// Stylesheets that the page needs besides.
    pub styles: Vec<String>,
    /// The stylesheet of maps, where there is one.
    pub map: Option<String>,
    /// Scripts that the page needs besides.
    pub scripts: Vec<String>,
    /// The script that opens a picture in the place of its warning.
    pub reveal: Option<String>,
    /// Whether search engines should leave it out.
    pub unlisted: bool,
    /// What the page may do, where that is more than what all may.
    pub policy: Option<String>,
    /// The same page in each language that it is in; empty if it is in one alone.
    pub languages: Vec<LanguageLink>,
    /// The language of texts of the site's own that are not in the page's.
    pub text: Option<Tongue>,
    /// The language as Open Graph writes it.
    pub locale: String,
}

/// A page in another language.
#[derive(Debug, Serialize)]
pub struct LanguageLink {
    /// The BCP 47 tag.
    pub tag: String,
    /// What the language calls itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The address of the page.
    pub url: String,
    /// The same from anywhere; `None` without `base_url`.
    pub absolute: Option<String>,
    /// Whether it is the page itself.
    pub current: bool,
    /// As Open Graph writes it.
    pub locale: String,
}

/// A context with what every template gets.
pub fn context(cx: Context<'_>, head: &PageHead) -> tera::Context {
    let mut context = tera::Context::new();
    let site = site::view(cx);
    context.insert_value("site", site.value.clone());
    context.insert_value("phrase", site.phrase.clone());
    if cx.templates.ask() {
        context.insert_value(LISTS, cx.views.lists.get_or_init(|| queries::all(cx)).clone());
    }
    context.insert_value("root", Value::safe_string("\u{1}"));
    context.insert("page", head);
    context
}

/// The head of a page in the site's language.
pub fn new(
    cx: Context<'_>,
    route: &Route,
    section: &'static str,
    title: &str,
    description: &str,
) -> PageHead {
    let mut head = PageHead {
        title: title.to_owned(),
        description: description.to_owned(),
        section,
        canonical: link::absolute(cx, route),
        lang: cx.site.config.language.clone(),
        dir: direction(&cx.site.config.language),
        og_type: "website",
        languages: languages(cx, route),
        text: tongue::of_site(cx),
        locale: locale(&cx.site.config.language),
        ..PageHead::default()
    };
    if description.is_empty() {
        head.description = format!("{title} – {}", cx.site.config.title);
    }
    site_picture(cx, &mut head);
    head
}

/// The same page in each language of the site that has it, in the order of the settings.
pub fn languages(cx: Context<'_>, route: &Route) -> Vec<LanguageLink> {
    let link = |(edition, language): (usize, &SiteLanguage)| {
        let there = cx.in_edition(edition);
        there.has(route).then(|| LanguageLink {
            tag: language.tag.clone(),
            name: language.own_name(),
            dir: direction(&language.tag),
            url: there.link(route),
            absolute: link::absolute(there, route),
            current: edition == cx.site.edition,
            locale: locale(&language.tag),
        })
    };
    let all: Vec<LanguageLink> = cx.site.config.languages.iter().enumerate().filter_map(link).collect();
    if all.len() > 1 { all } else { Vec::new() }
}

/// A language as Open Graph writes it, with the country that it is written with where none is said.
fn locale(tag: &str) -> String {
    const USUAL: &[&str] = &[
        "ar_AR", "az_AZ", "de_DE", "en_GB", "es_ES", "fa_IR", "fr_FR", "he_IL", "hy_AM", "it_IT", "ka_GE",
        "pl_PL", "pt_PT", "ru_RU", "tr_TR", "uk_UA",
    ];
    let usual = USUAL.iter().find(|usual| usual.split('_').next() == Some(tag));
    usual.map_or_else(|| tag.replace('-', "_"), |usual| (*usual).to_owned())
}

/// Gives a page the stylesheet of maps, if it has one.
pub fn with_map(cx: Context<'_>, head: &mut PageHead, has_map: bool) {
    head.map = has_map.then(|| cx.snapshot.marked("map.css"));
}

/// Gives a page its own picture for links to it; one that may distress gives it none.
pub fn own_picture(cx: Context<'_>, head: &mut PageHead, image: Option<&Image>) {
    let Some(image) = image.filter(|image| picture::may_lead(cx, image)) else { return };
    set_picture(cx, head, &image.src, image.alt.as_deref());
}

/// Gives a page the picture of the site.
fn site_picture(cx: Context<'_>, head: &mut PageHead) {
    if let Some(image) = &cx.site.config.image {
        set_picture(cx, head, &format!("{ROOT}{}", image.src), image.alt.as_deref());
    }
}

fn set_picture(cx: Context<'_>, head: &mut PageHead, src: &str, alt: Option<&str>) {
    let Some(base) = cx.site.config.base_url.as_deref() else { return };
    let Some((src, size)) = picture::for_previews(cx, src) else { return };
    head.image = Some(absolutise(&src, base));
    head.image_alt = alt.map(str::to_owned);
    head.image_width = size.map(|size| size.width);
    head.image_height = size.map(|size| size.height);
}
