//! Pictures as pages show them: their copies for every width, and a link in place of what may distress. Every picture of the site
//! says how large it is, so that a page keeps its room free and nothing moves when it comes.

mod woven;

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;
use tera::Value;

pub use woven::woven;

use super::date::{self, DateView};
use crate::derive::{Planned, Rendition};
use crate::imaging::CopyForm;
use crate::model::{Article, Body, Distress, Event, Image};
use crate::render::context::Context;
use crate::render::templates::markup;
use crate::route::Route;
use crate::source::PictureSize;
use crate::text::{ROOT, escaped, percent_decoded, percent_encoded, push_escaped};

/// A picture.
#[derive(Debug, Serialize)]
pub struct ImageView<'a> {
    /// The address that every browser can show; none of one that waits until a reader asks.
    pub src: Option<String>,
    pub alt: &'a str,
    pub caption: Option<&'a str>,
    pub credit: Option<&'a str>,
    /// Its name, where an address stands for a licence that is well known.
    pub license: Option<Cow<'a, str>>,
    /// The address of the licence, where it is one.
    pub license_url: Option<&'a str>,
    pub taken: Option<DateView>,
    pub place: Option<&'a str>,
    pub sensitive: bool,
    /// The page of one that waits.
    pub url: Option<String>,
    /// The file itself, if it is evidence.
    pub original: Option<OriginalFile>,
    /// In pixels, where the file says it.
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// The picture in all its widths, or the words in place of it.
    pub markup: Value,
}

/// A file that is published as it is, because it is evidence.
#[derive(Debug, Serialize)]
pub struct OriginalFile {
    pub url: String,
    pub sha256: String,
}

/// Where a picture stands: how wide it is there, and whether it is among what is seen first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureSpot {
    /// Over a text.
    First,
    /// Further down.
    InText,
    /// In a list.
    InList,
    /// Beside others.
    InGallery,
    /// On a page of its own.
    Alone,
}

impl PictureSpot {
    /// How wide it is there, for browsers that choose a copy.
    fn sizes(self) -> &'static str {
        match self {
            Self::First | Self::InText => "(min-width: 40rem) 35rem, 94vw",
            Self::InList => "(min-width: 40rem) 24rem, 94vw",
            Self::InGallery => "(min-width: 40rem) 17rem, 94vw",
            Self::Alone => "(min-width: 72rem) 68rem, 96vw",
        }
    }

    fn loading(self) -> &'static str {
        match self {
            Self::First | Self::Alone => " decoding=\"async\"",
            Self::InText | Self::InList | Self::InGallery => " loading=\"lazy\" decoding=\"async\"",
        }
    }
}

/// A picture of front matter, for a page in a language; none where it has no file that can be shown.
pub fn view<'a>(cx: Context<'_>, image: Option<&'a Image>, stands: PictureSpot) -> Option<ImageView<'a>> {
    view_in(cx, image, stands, &cx.site.config.language)
}

/// The same for a page in a language.
pub fn view_in<'a>(
    cx: Context<'_>,
    image: Option<&'a Image>,
    stands: PictureSpot,
    lang: &str,
) -> Option<ImageView<'a>> {
    image.filter(|image| !image.src.is_empty()).map(|image| in_language(cx, image, stands, lang))
}

/// The same of one that has a file.
pub fn in_language<'a>(cx: Context<'_>, image: &'a Image, stands: PictureSpot, lang: &str) -> ImageView<'a> {
    let planned = planned(cx, &image.src);
    let alt = image.alt_in(lang).unwrap_or("");
    let withheld = planned.is_some_and(|planned| planned.withheld.is_some()) || image.is_sensitive();
    let is_shown = !withheld || stands == PictureSpot::Alone;
    let size = size(cx, &image.src);
    let attributes = || format!(" alt=\"{}\"{}", escaped(alt), stands.loading());
    let made = match planned {
        Some(planned) if is_shown => {
            copies(cx, planned, &(both_sides(planned.size) + &attributes()), stands.sizes())
        }
        Some(planned) => words_for(cx, planned, &escaped(alt), ReadAt::Here),
        // Its file may not be read, or not be there, which is reported.
        None if withheld || !is_there(cx, &image.src) => left_out(&escaped(alt)),
        None => plain(&image.src, size, &attributes()),
    };
    let src =
        planned.and_then(|planned| plain_copy(cx, planned, SHOWN)).map(|copy| format!("{ROOT}{}", copy.file));
    let url = planned.and_then(|planned| planned.withheld).map(|index| cx.link(&Route::Picture(index)));
    let original = planned.filter(|planned| planned.is_evidence && is_shown).map(|planned| OriginalFile {
        url: format!("{ROOT}{}", percent_encoded(&planned.path)),
        sha256: planned.file.sum.clone(),
    });
    ImageView {
        src: src.or_else(|| is_there(cx, &image.src).then(|| image.src.clone())).filter(|_| is_shown),
        alt,
        caption: image.caption_in(lang),
        credit: image.credit.as_deref(),
        license: image.license.as_deref().map(licence_name),
        license_url: image.license.as_deref().filter(|license| crate::address::is_web(license)),
        taken: image.taken.as_ref().map(|taken| date::view(cx, taken)),
        place: image.place.as_deref(),
        sensitive: withheld,
        url: url.filter(|_| !is_shown),
        original,
        width: size.map(|size| size.width),
        height: size.map(|size| size.height),
        markup: markup(&made),
    }
}

/// What a licence is called of which the address is given (Creative Commons); others are called as they are written.
pub fn licence_name(written: &str) -> Cow<'_, str> {
    let path = written.split_once("creativecommons.org/").map_or("", |(_, path)| path.trim_end_matches('/'));
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["licenses", kind, version, ..] => Cow::Owned(format!("CC {} {version}", kind.to_uppercase())),
        ["publicdomain", "zero", version, ..] => Cow::Owned(format!("CC0 {version}")),
        ["publicdomain", "mark", ..] => Cow::Borrowed("Public Domain Mark"),
        _ => Cow::Borrowed(written),
    }
}

/// The picture of an article, else of an event that it reports. Not that of an actor: a face beside an accusation is an editor's choice.
pub fn of_article<'a>(cx: Context<'_>, article: &'a Article) -> Option<&'a Image> {
    let events = article.events.iter().map(|report| report.image.as_ref());
    // One that may distress is not passed over for another: the page itself shows it.
    article.image.as_ref().or_else(|| events.flatten().next()).filter(|image| may_lead(cx, image))
}

/// The picture of an event: its own, else that of the first article about it that has one.
pub fn of_event<'a>(cx: Context<'a>, event: &'a Event) -> Option<&'a Image> {
    let of_reports = || event.reports.iter().find_map(|(id, _)| of_article(cx, cx.site.article(*id)));
    event.image.as_ref().or_else(of_reports)
}

/// Whether a picture may stand for its page elsewhere: in lists, previews of links and data.
pub fn may_lead(cx: Context<'_>, image: &Image) -> bool {
    let is_withheld = || planned(cx, &image.src).is_some_and(|planned| planned.withheld.is_some());
    !image.src.is_empty() && !image.is_sensitive() && is_there(cx, &image.src) && !is_withheld()
}

/// Whether a text or a picture of front matter waits until a reader asks.
pub fn has_withheld<'a>(cx: Context<'_>, body: &Body, images: impl IntoIterator<Item = &'a Image>) -> bool {
    let pictures = &cx.facts.pictures;
    if pictures.withheld.is_empty() {
        return false;
    }
    let is_withheld =
        |image: &Image| planned(cx, &image.src).is_some_and(|planned| planned.withheld.is_some());
    let mut paths = pictures.withheld.iter().map(|withheld| &pictures.planned[withheld.of as usize].path);
    let mut images = images.into_iter();
    // Addresses in markup have percent signs.
    let written = percent_decoded(&body.markup);
    images.any(is_withheld) || paths.any(|path| written.contains(path.as_str()))
}

/// The file of a picture for previews of links, with its size: not more than 1200 pixels wide.
pub fn for_previews(cx: Context<'_>, src: &str) -> Option<(String, Option<PictureSize>)> {
    match planned(cx, src) {
        None => Some((src.to_owned(), size(cx, src))),
        Some(planned) => {
            let copy = plain_copy(cx, planned, PREVIEW)?;
            let (width, height) = (copy.wanted.width, copy.wanted.height);
            Some((format!("{ROOT}{}", copy.file), Some(PictureSize { width, height })))
        }
    }
}

/// A picture on its own page, which shows it whatever it is.
pub fn alone<'a>(cx: Context<'_>, image: &'a Image) -> ImageView<'a> {
    in_language(cx, image, PictureSpot::Alone, &cx.site.config.language)
}

/// So wide, in pixels, is the copy that old browsers show.
const SHOWN: u32 = 800;
/// So wide is the one for previews of links.
const PREVIEW: u32 = 1200;

/// The widest copy that every browser can show and that is not wider than so many pixels, else the narrowest.
fn plain_copy<'a>(cx: Context<'a>, planned: &'a Planned, most: u32) -> Option<&'a Rendition> {
    let mut all: Vec<&Rendition> = cx.facts.pictures.in_form(planned, planned.plain_form()).collect();
    all.sort_by_key(|copy| copy.wanted.width);
    all.iter().rev().find(|copy| copy.wanted.width <= most).or_else(|| all.first()).copied()
}

fn planned<'a>(cx: Context<'a>, src: &str) -> Option<&'a Planned> {
    let planned = cx.facts.pictures.at(&cx.snapshot.tree, src)?;
    (!planned.renditions.is_empty()).then_some(planned)
}

/// Whether a picture has a file that can be shown. What is not there at all is told of by the check of links.
fn is_there(cx: Context<'_>, src: &str) -> bool {
    match cx.snapshot.tree.asset_at(src).map(|asset| &asset.picture) {
        Some(Some(Err(_))) => false,
        Some(Some(Ok(_))) => planned(cx, src).is_some(),
        Some(None) | None => true,
    }
}

/// The size of the picture at an address of the site; `None` for one of another site, and for what is no picture.
pub fn size(cx: Context<'_>, src: &str) -> Option<PictureSize> {
    cx.snapshot.tree.asset_at(src)?.size
}

/// A picture that is not made of copies, such as one of `static/`.
fn plain(src: &str, size: Option<PictureSize>, attributes: &str) -> String {
    let size = size.map(both_sides);
    format!("<img src=\"{}\"{}{attributes}>", escaped(src), size.unwrap_or_default())
}

/// What it shows, in words, in place of a picture that cannot be shown.
fn left_out(alt: &str) -> String {
    format!("<span class=\"absent\">{alt}</span>")
}

/// The copies of a picture, for every width and every browser; `attributes` has what else its `<img>` says, its size too.
fn copies(cx: Context<'_>, planned: &Planned, attributes: &str, sizes: &str) -> String {
    let mut html = String::with_capacity(600);
    let pictures = &cx.facts.pictures;
    let moving = pictures.in_form(planned, CopyForm::Moving(planned.file.kind)).next();
    // What moves stands still for those who ask their machine for that.
    let media = if moving.is_some() { " media=\"(prefers-reduced-motion: reduce)\"" } else { "" };
    let avif = srcset(pictures.in_form(planned, CopyForm::Avif));
    let webp = srcset(pictures.in_form(planned, CopyForm::Webp));
    let plain_form = planned.plain_form();
    let stills = srcset(pictures.in_form(planned, plain_form));
    let source = |html: &mut String, kind: &str, srcset: &str| {
        let _ = write!(html, "<source type=\"{kind}\"{media} srcset=\"{srcset}\" sizes=\"{sizes}\">");
    };
    let is_one = webp.is_empty();
    html.push_str(if is_one { "<img" } else { "<picture>" });
    if !is_one {
        if !avif.is_empty() {
            source(&mut html, "image/avif", &avif);
        }
        source(&mut html, "image/webp", &webp);
        if moving.is_some() {
            source(&mut html, if plain_form == CopyForm::Png { "image/png" } else { "image/jpeg" }, &stills);
        }
        html.push_str("<img");
    }
    let src = moving.or_else(|| plain_copy(cx, planned, SHOWN));
    if let Some(src) = src {
        let _ = write!(html, " src=\"{ROOT}{}\"", src.file);
    }
    if !is_one && moving.is_none() {
        let _ = write!(html, " srcset=\"{stills}\" sizes=\"{sizes}\"");
    }
    html.push_str(attributes);
    html.push_str(if is_one { ">" } else { "></picture>" });
    html
}

/// The value of `srcset`.
fn srcset<'a>(copies: impl Iterator<Item = &'a Rendition>) -> String {
    let mut list = String::new();
    for copy in copies {
        let comma = if list.is_empty() { "" } else { ", " };
        let _ = write!(list, "{comma}{ROOT}{} {}w", copy.file, copy.wanted.width);
    }
    list
}

/// The words in place of a picture that may distress, which lead to its page; a script may open it in its place. `alt` is markup.
fn words_for(cx: Context<'_>, planned: &Planned, alt: &str, reader: ReadAt) -> String {
    let Some(index) = planned.withheld else { return left_out(alt) };
    let mut html = String::from("<a class=\"withheld\" href=\"");
    push_escaped(&mut html, &cx.link(&Route::Picture(index)));
    html.push('"');
    let webp = srcset(cx.facts.pictures.in_form(planned, CopyForm::Webp));
    if let Some(copy) = plain_copy(cx, planned, SHOWN).filter(|_| reader == ReadAt::Here) {
        let PictureSize { width, height } = planned.size;
        let _ = write!(
            html,
            " data-src=\"{ROOT}{}\" data-srcset=\"{webp}\" data-sizes=\"{}\" data-width=\"{width}\" data-height=\"{height}\"",
            copy.file,
            PictureSpot::InText.sizes()
        );
    }
    html.push('>');
    let blurred = planned.blurred.filter(|_| reader == ReadAt::Here);
    if let Some(copy) = blurred.and_then(|index| cx.facts.pictures.renditions.get(index as usize)) {
        let (width, height) = (copy.wanted.width, copy.wanted.height);
        let _ =
            write!(html, "<img src=\"{ROOT}{}\" alt=\"\" width=\"{width}\" height=\"{height}\">", copy.file);
    }
    html.push_str("<b>");
    push_escaped(&mut html, &warning(cx, "show-sensitive-picture", &planned.sensitive));
    html.push_str("</b>");
    if !alt.is_empty() {
        let _ = write!(html, " <span>{alt}</span>");
    }
    html.push_str("</a>");
    html
}

/// What readers are told before they ask for a picture or a recording, beginning with a phrase.
pub fn warning(cx: Context<'_>, show: &'static str, sensitive: &[Distress]) -> String {
    let show = cx.phrases.get(show);
    if sensitive == [Distress::Unsaid] {
        show.to_owned()
    } else {
        format!("{show}: {}", kinds(cx, sensitive))
    }
}

/// What in a picture may distress, in words.
pub fn kinds(cx: Context<'_>, sensitive: &[Distress]) -> String {
    let words: Vec<&str> = sensitive.iter().map(|kind| cx.phrases.get(kind.phrase())).collect();
    words.join(cx.phrases.get("date.comma"))
}

/// Where a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAt {
    /// On a page of the site.
    Here,
    /// In a feed, where nothing of a picture that may distress stands but words.
    Elsewhere,
}

fn both_sides(size: PictureSize) -> String {
    format!(" width=\"{}\" height=\"{}\"", size.width, size.height)
}
