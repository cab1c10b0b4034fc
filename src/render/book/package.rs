//! What makes a book of its chapters (EPUB 3.3): the list of all files, the order in which they are read, and the table of contents.

use std::collections::BTreeMap;

use super::xhtml::push_plain;
use super::{BookContent, BookFile};
use crate::config::BylineKind;
use crate::model::Stamp;
use crate::render::context::Context;
use crate::render::words::direction;
use crate::text::checksum;

/// A chapter, with those that belong to it.
pub struct Chapter {
    pub file: String,
    pub title: String,
    /// The content of its body, XHTML.
    pub body: String,
    pub below: Vec<Self>,
}

/// A book with its chapters.
pub struct Package<'a> {
    pub cx: Context<'a>,
    /// The id of its conflict.
    pub id: &'a str,
    pub title: &'a str,
    /// Its last change.
    pub modified: Option<Stamp>,
    pub chapters: Vec<Chapter>,
}

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";
const STYLE: &str = include_str!("book.css");

impl Package<'_> {
    /// The files of the book but for its pictures, in their order; `pictures` are their paths.
    pub fn files(&self, pictures: &BTreeMap<String, u32>) -> Vec<BookFile> {
        let bytes = |path: &str, text: String| BookFile {
            path: path.to_owned(),
            content: BookContent::Bytes(text.into_bytes()),
        };
        let mut files = vec![
            bytes("mimetype", "application/epub+zip".to_owned()),
            bytes("META-INF/container.xml", CONTAINER.to_owned()),
            bytes("EPUB/package.opf", self.opf(pictures)),
            bytes("EPUB/nav.xhtml", self.document(self.cx.phrases.get("contents"), &self.nav())),
            bytes("EPUB/style.css", STYLE.to_owned()),
        ];
        for chapter in self.all() {
            let path = format!("EPUB/{}", chapter.file);
            files.push(bytes(&path, self.document(&chapter.title, &chapter.body)));
        }
        files
    }

    /// All chapters in the order in which they are read.
    fn all(&self) -> impl Iterator<Item = &Chapter> {
        self.chapters.iter().flat_map(|chapter| std::iter::once(chapter).chain(&chapter.below))
    }

    fn document(&self, title: &str, body: &str) -> String {
        let lang = &self.cx.site.config.language;
        let (lang, title) = (plain(lang), plain(title));
        let dir = direction(&self.cx.site.config.language);
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
             xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\" dir=\"{dir}\">\n<head><title>{title}</title>\
             <link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head>\n<body>\n{}\n</body>\n</html>\n",
            body.trim()
        )
    }

    fn nav(&self) -> String {
        let heading = plain(self.cx.phrases.get("contents"));
        let mut html = format!("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\"><h1>{heading}</h1>\n<ol>");
        for chapter in &self.chapters {
            html.push_str(&format!("\n<li><a href=\"{}\">{}</a>", chapter.file, plain(&chapter.title)));
            if !chapter.below.is_empty() {
                html.push_str("<ol>");
                for below in &chapter.below {
                    html.push_str(&format!(
                        "<li><a href=\"{}\">{}</a></li>",
                        below.file,
                        plain(&below.title)
                    ));
                }
                html.push_str("</ol>");
            }
            html.push_str("</li>");
        }
        html + "\n</ol></nav>"
    }

    fn opf(&self, pictures: &BTreeMap<String, u32>) -> String {
        let cx = self.cx;
        let config = &cx.site.config;
        let lang = plain(&config.language);
        let mut meta = String::new();
        let mut put = |element: &str, text: &str| {
            meta.push_str(&format!(
                "<{element}>{}</{}>\n",
                plain(text),
                element.split(' ').next().unwrap_or(element)
            ))
        };
        put("dc:identifier id=\"id\"", &self.identifier());
        put("dc:title", self.title);
        put("dc:language", &config.language);
        put("dc:publisher", config.publisher.as_deref().unwrap_or(&config.title));
        for byline in config.authors.iter().filter(|byline| byline.kind == BylineKind::Organisation).take(8) {
            put("dc:creator", &byline.name);
        }
        if let Some(license) = &config.exports.license {
            put("dc:rights", &license.name);
        }
        let modified = self.modified.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |stamp| stamp.utc());
        let day = modified.get(..10).unwrap_or_default().to_owned();
        put("dc:date", &day);
        put("meta property=\"dcterms:modified\"", &modified);
        put("meta property=\"schema:accessMode\"", "textual");
        if !pictures.is_empty() {
            put("meta property=\"schema:accessMode\"", "visual");
        }
        put("meta property=\"schema:accessModeSufficient\"", "textual");
        for feature in [
            "structuralNavigation",
            "tableOfContents",
            "readingOrder",
            "alternativeText",
            "displayTransformability",
        ] {
            put("meta property=\"schema:accessibilityFeature\"", feature);
        }
        put("meta property=\"schema:accessibilityHazard\"", "none");
        put("meta property=\"schema:accessibilitySummary\"", cx.phrases.get("book.accessibility"));
        let mut manifest = String::from(
            "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n\
             <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n",
        );
        let mut spine = String::new();
        for (number, chapter) in self.all().enumerate() {
            let file = &chapter.file;
            manifest.push_str(&format!(
                "<item id=\"c{number}\" href=\"{file}\" media-type=\"application/xhtml+xml\"/>\n"
            ));
            spine.push_str(&format!("<itemref idref=\"c{number}\"/>"));
            // Readers find the contents behind the title.
            if number == 0 {
                spine.push_str("<itemref idref=\"nav\"/>");
            }
        }
        for (number, path) in pictures.keys().enumerate() {
            let kind = match path.rsplit('.').next() {
                Some("png") => "png",
                Some("gif") => "gif",
                _ => "jpeg",
            };
            let path = path.trim_start_matches("EPUB/");
            manifest
                .push_str(&format!("<item id=\"p{number}\" href=\"{path}\" media-type=\"image/{kind}\"/>\n"));
        }
        let turn = direction(&config.language);
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
             unique-identifier=\"id\" xml:lang=\"{lang}\" dir=\"{turn}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n{meta}</metadata>\n\
             <manifest>\n{manifest}</manifest>\n<spine page-progression-direction=\"{turn}\">{spine}</spine>\n</package>\n"
        )
    }

    /// The same for the same conflict in the same language of the same site.
    fn identifier(&self) -> String {
        let config = &self.cx.site.config;
        let base = config.base_url.as_deref().unwrap_or(&config.title);
        let name = format!("{base} {} {}", self.id, config.language);
        let (a, b) = (checksum(name.as_bytes()), checksum(format!("{name} book").as_bytes()));
        // Version 8 of RFC 9562: a name of one's own making.
        let (a, b) = ((a & !0xf000) | 0x8000, (b & !(0xc000 << 48)) | (0x8000 << 48));
        format!(
            "urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            a >> 32,
            (a >> 16) & 0xffff,
            a & 0xffff,
            b >> 48,
            b & 0xffff_ffff_ffff
        )
    }
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_plain(&mut out, text);
    out
}
