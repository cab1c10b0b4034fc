//! The size of every picture of the site, in each `<img>`: a page then keeps its room free and nothing moves when it comes.

use crate::model::{Article, Image};
use crate::render::Renderer;
use crate::render::part::head::PageHead;
use crate::route::absolutise;
use crate::source::PictureSize;
use crate::text::{ROOT, percent_decoded};

impl Renderer<'_> {
    /// The picture of an article, else of an event that it reports. Not that of an actor: a face beside an accusation is an editor's choice.
    pub(in crate::render) fn picture_of<'a>(&'a self, article: &'a Article) -> Option<&'a Image> {
        let is_shown = |image: &&Image| !image.sensitive && !image.src.is_empty();
        let events = article.events.iter().map(|report| report.image.as_ref());
        // One that may distress is not passed over for another: the page itself shows it.
        article.image.as_ref().or_else(|| events.flatten().next()).filter(is_shown)
    }

    /// Gives a page its own picture for links to it; one that may distress gives it none.
    pub(in crate::render) fn preview(&self, head: &mut PageHead, image: Option<&Image>) {
        let Some(image) = image.filter(|image| !image.sensitive && !image.src.is_empty()) else { return };
        self.preview_of(head, &image.src, image.alt.as_deref());
    }

    /// Gives a page the picture of the site.
    pub(in crate::render) fn preview_site(&self, head: &mut PageHead) {
        if let Some(image) = &self.snapshot.site.config.image {
            self.preview_of(head, &format!("{ROOT}{}", image.src), image.alt.as_deref());
        }
    }

    fn preview_of(&self, head: &mut PageHead, src: &str, alt: Option<&str>) {
        let Some(base) = self.snapshot.site.config.base_url.as_deref() else { return };
        let size = self.picture_size(src);
        head.image = Some(absolutise(src, base));
        head.image_alt = alt.map(str::to_owned);
        head.image_width = size.map(|size| size.width);
        head.image_height = size.map(|size| size.height);
    }

    /// The size of the picture at an address of the site; `None` for one of another site, and for what is no picture.
    pub(in crate::render) fn picture_size(&self, src: &str) -> Option<PictureSize> {
        let path = src.strip_prefix(ROOT).unwrap_or_else(|| src.trim_start_matches("../"));
        let tree = &self.snapshot.tree;
        let asset = tree.asset(path).or_else(|| tree.asset(&percent_decoded(path)));
        asset?.size
    }

    /// Finished markup in which every picture of the site says how large it is.
    pub(in crate::render) fn sized(&self, html: String) -> String {
        const TAG: &str = "<img ";
        if memchr::memmem::find(html.as_bytes(), TAG.as_bytes()).is_none() {
            return html;
        }
        let mut out = String::with_capacity(html.len() + 64);
        let mut rest = html.as_str();
        while let Some(at) = rest.find(TAG) {
            let (before, tag) = rest.split_at(at + TAG.len());
            out.push_str(before);
            if let Some(size) = self.size_for(tag.split('>').next().unwrap_or("")) {
                out.push_str(&size);
            }
            rest = tag;
        }
        out + rest
    }

    /// The attributes that a picture lacks; `None` where somebody has written its size, or it is not known.
    fn size_for(&self, attributes: &str) -> Option<String> {
        let value = |name: &str| {
            let (_, value) = attributes.split_once(&format!("{name}=\""))?;
            value.split('"').next()
        };
        let PictureSize { width, height } = self.picture_size(&value("src")?.replace("&amp;", "&"))?;
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
}
