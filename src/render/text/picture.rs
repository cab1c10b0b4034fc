//! Pictures, and their size in each `<img>`: a page then keeps its room free and nothing moves when it comes.

use serde::Serialize;

use crate::model::{Article, Image};
use crate::render::context::Context;
use crate::source::PictureSize;
use crate::text::{ROOT, percent_decoded};

/// A picture.
#[derive(Debug, Serialize)]
pub struct ImageView<'a> {
    pub src: &'a str,
    pub alt: &'a str,
    pub caption: Option<&'a str>,
    pub credit: Option<&'a str>,
    pub license: Option<&'a str>,
    pub sensitive: bool,
    /// In pixels, where the file says it.
    pub width: Option<u32>,
    pub height: Option<u32>,
}

impl<'a> ImageView<'a> {
    fn of(image: &'a Image, size: Option<PictureSize>) -> Self {
        Self {
            src: &image.src,
            alt: image.alt.as_deref().unwrap_or(""),
            caption: image.caption.as_deref(),
            credit: image.credit.as_deref(),
            license: image.license.as_deref(),
            sensitive: image.sensitive,
            width: size.map(|size| size.width),
            height: size.map(|size| size.height),
        }
    }
}

/// A picture of front matter; none where it has no file.
pub fn view<'a>(cx: Context<'_>, image: Option<&'a Image>) -> Option<ImageView<'a>> {
    let image = image.filter(|image| !image.src.is_empty())?;
    Some(ImageView::of(image, size(cx, &image.src)))
}

/// The picture of an article, else of an event that it reports. Not that of an actor: a face beside an accusation is an editor's choice.
pub fn of_article(article: &Article) -> Option<&Image> {
    let is_shown = |image: &&Image| !image.sensitive && !image.src.is_empty();
    let events = article.events.iter().map(|report| report.image.as_ref());
    // One that may distress is not passed over for another: the page itself shows it.
    article.image.as_ref().or_else(|| events.flatten().next()).filter(is_shown)
}

/// The size of the picture at an address of the site; `None` for one of another site, and for what is no picture.
pub fn size(cx: Context<'_>, src: &str) -> Option<PictureSize> {
    let path = src.strip_prefix(ROOT).unwrap_or_else(|| src.trim_start_matches("../"));
    let tree = &cx.snapshot.tree;
    let asset = tree.asset(path).or_else(|| tree.asset(&percent_decoded(path)));
    asset?.size
}

/// Finished markup in which every picture of the site says how large it is.
pub fn sized(cx: Context<'_>, html: String) -> String {
    const TAG: &str = "<img ";
    if memchr::memmem::find(html.as_bytes(), TAG.as_bytes()).is_none() {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html.as_str();
    while let Some(at) = rest.find(TAG) {
        let (before, tag) = rest.split_at(at + TAG.len());
        out.push_str(before);
        if let Some(size) = size_for(cx, tag.split('>').next().unwrap_or("")) {
            out.push_str(&size);
        }
        rest = tag;
    }
    out + rest
}

/// The attributes that a picture lacks; `None` where somebody has written its size, or it is not known.
fn size_for(cx: Context<'_>, attributes: &str) -> Option<String> {
    let value = |name: &str| {
        let (_, value) = attributes.split_once(&format!("{name}=\""))?;
        value.split('"').next()
    };
    let PictureSize { width, height } = size(cx, &value("src")?.replace("&amp;", "&"))?;
    let whole = |name| value(name).map(str::parse::<u32>);
    let scaled = |length: u32, by: u32, of: u32| {
        (u64::from(length) * u64::from(by) / u64::from(of).max(1)).to_string()
    };
    match (whole("width"), whole("height")) {
        (None, None) => Some(format!("width=\"{width}\" height=\"{height}\" ")),
        (Some(Ok(w)), None) => Some(format!("height=\"{}\" ", scaled(w, height, width))),
        (None, Some(Ok(h))) => Some(format!("width=\"{}\" ", scaled(h, width, height))),
        _ => None,
    }
}
