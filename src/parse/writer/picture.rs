//! Pictures: in the text, alone with a caption, or on another site.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{Spanned, Writer};
use crate::parse::{image, link};

impl<'a> Writer<'a, '_> {
    /// Writes an image that is alone in its paragraph; `false` if there is more.
    pub(super) fn figure(&mut self, inner: &[Spanned<'a>]) -> bool {
        let Some((Event::Start(Tag::Image { link_type, dest_url, title, .. }), range)) = inner.first() else {
            return false;
        };
        if is_wikilink(*link_type, dest_url) {
            return false;
        }
        let Some(end) = inner.iter().position(|(e, _)| matches!(e, Event::End(TagEnd::Image))) else {
            return false;
        };
        if end + 2 != inner.len() {
            return false;
        }
        let alt = link::plain(&inner[1..end]);
        let (caption, credit) = image::caption_and_credit(title);
        if credit.is_none() {
            let hint =
                "write it in the title, as in `![what it shows](picture.jpg \"Caption. Credit: Name\")`";
            self.warn(image::missing_credit().hint(hint), range);
        }
        self.push("<figure class=\"picture\">");
        self.image(dest_url, "", &alt, range);
        if caption.is_some() || credit.is_some() {
            self.push("<figcaption>");
            self.push_text(caption.as_deref().unwrap_or(""));
            if let Some(credit) = credit {
                self.push(if caption.is_some() {
                    " · <span class=\"credit\">"
                } else {
                    "<span class=\"credit\">"
                });
                self.push_text(&credit);
                self.push("</span>");
            }
            self.push("</figcaption>");
        }
        self.push("</figure>\n");
        true
    }

    /// The text inside an image.
    pub(super) fn alt(&mut self, events: &mut impl Iterator<Item = Spanned<'a>>) -> String {
        let inner = self.ahead(events, TagEnd::Image);
        link::plain(&inner)
    }

    pub(super) fn image(&mut self, dest: &str, title: &str, alt: &str, range: &Range<usize>) {
        if alt.trim().is_empty() {
            let hint = "write it between the brackets, as in `![what it shows](picture.jpg)`";
            self.warn(image::missing_alt().hint(hint), range);
        }
        let Some(address) = image::address(dest, &self.doc.file.path) else {
            self.distant_image(dest, alt, range);
            return;
        };
        self.strokes(dest, range);
        self.push("<img src=\"");
        self.href(&address);
        self.push("\" alt=\"");
        self.push_attribute(alt);
        if !title.is_empty() {
            self.push("\" title=\"");
            self.push_attribute(title);
        }
        self.push("\" loading=\"lazy\" decoding=\"async\">");
    }

    /// A picture on another site is a link, so that no visit is told to that site.
    fn distant_image(&mut self, dest: &str, alt: &str, range: &Range<usize>) {
        self.warn(image::elsewhere(dest), range);
        let text = if alt.trim().is_empty() { dest } else { alt };
        match link::target(LinkType::Inline, dest, &self.doc.file.path) {
            link::Destination::Address(address) => {
                self.push("<a href=\"");
                self.href(&address);
                self.push("\">");
                self.push_text(text);
                self.push("</a>");
            }
            _ => self.push_text(text),
        }
    }
}

/// Whether `![[name]]` names no file, so that it is no picture.
pub(super) fn is_wikilink(kind: LinkType, dest: &str) -> bool {
    matches!(kind, LinkType::WikiLink { .. }) && !dest.contains('.')
}
