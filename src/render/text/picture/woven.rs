//! The pictures of a text: in its finished markup every picture of the content becomes its copies, and what leads to its file leads
//! to one of them.

use std::fmt::Write as _;

use super::PictureSpot;
use super::{ReadAt, both_sides, copies, is_there, left_out, plain_copy, planned, size, words_for};
use crate::address::candidates;
use crate::parse::tags::{self, Attribute, Tag};
use crate::render::context::Context;
use crate::route::Route;
use crate::source::PictureSize;
use crate::text::{ROOT, escaped};

/// Finished markup in which pictures of the content are their copies, and every picture says how large it is.
pub fn woven(cx: Context<'_>, html: String, reader: ReadAt) -> String {
    // Every tag that can name a picture has its name in an attribute.
    let names_media = || memchr::memmem::find(html.as_bytes(), b"media/").is_some();
    let has_pictures = || memchr::memmem::find(html.as_bytes(), b"<img ").is_some();
    if !has_pictures() && !names_media() {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 1024);
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'<', &html.as_bytes()[at..]).map(|found| at + found) {
        out.push_str(&html[at..start]);
        let Some(tag) = tags::tag(&html, start) else {
            out.push('<');
            at = start + 1;
            continue;
        };
        let written = WrittenTag { html: &html[start..tag.end], start, tag: &tag };
        match tag.name {
            "img" => out.push_str(&image(cx, written, reader)),
            "a" | "source" | "video" | "audio" | "track" => out.push_str(&led(cx, written)),
            _ => out.push_str(written.html),
        }
        at = tag.end;
    }
    out.push_str(&html[at..]);
    out
}

/// A tag with what stands in the text.
#[derive(Clone, Copy)]
struct WrittenTag<'a> {
    html: &'a str,
    /// The byte of the text at which it begins.
    start: usize,
    tag: &'a Tag<'a>,
}

impl<'a> WrittenTag<'a> {
    fn value(self, name: &str) -> Option<&'a str> {
        self.tag.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value)
    }

    /// The tag with its attributes changed.
    fn with(self, change: impl Fn(&Attribute<'a>) -> Change) -> String {
        let (mut out, mut at) = (String::with_capacity(self.html.len()), 0);
        for attribute in &self.tag.attributes {
            let (from, to) = (attribute.start - self.start, attribute.end - self.start);
            match change(attribute) {
                Change::Stays => continue,
                Change::Goes => out.push_str(self.html[at..from].trim_end()),
                Change::Becomes(value) => {
                    out.push_str(&self.html[at..from]);
                    // Writing into a `String` cannot fail.
                    let _ = write!(out, "{}=\"{value}\"", attribute.name);
                }
            }
            at = to;
        }
        out + &self.html[at..]
    }
}

/// What becomes of an attribute.
enum Change {
    Stays,
    Goes,
    Becomes(String),
}

/// An `<img>` of a text.
fn image(cx: Context<'_>, written: WrittenTag<'_>, reader: ReadAt) -> String {
    let src = tags::plain(written.value("src").unwrap_or_default());
    let alt = written.value("alt").unwrap_or_default();
    match planned(cx, &src) {
        Some(planned) if planned.withheld.is_some() => words_for(cx, planned, alt, reader),
        Some(planned) => {
            let rest = written.with(|attribute| match attribute.name {
                "src" | "srcset" | "sizes" => Change::Goes,
                _ => Change::Stays,
            });
            let attributes = room(written, planned.size) + attributes_of(&rest);
            copies(cx, planned, &attributes, PictureSpot::InText.sizes())
        }
        None if !is_there(cx, &src) => left_out(alt),
        None => match size(cx, &src) {
            Some(size) => format!("<img{}{}>", room(written, size), attributes_of(written.html)),
            None => written.html.to_owned(),
        },
    }
}

/// What stands in an `<img>` behind its name.
fn attributes_of(img: &str) -> &str {
    img.trim_start_matches("<img").trim_end_matches(['>', '/', ' '])
}

/// How large an `<img>` is, as far as nobody has written it: both sides, or the other in proportion to the one that is.
fn room(written: WrittenTag<'_>, size: PictureSize) -> String {
    let whole = |name| written.value(name).map(str::parse::<u32>);
    let side = |length: u32, by: u32, of: u32| u64::from(length) * u64::from(by) / u64::from(of).max(1);
    let PictureSize { width, height } = size;
    match (whole("width"), whole("height")) {
        (None, None) => both_sides(size),
        (Some(Ok(w)), None) => format!(" height=\"{}\"", side(w, height, width)),
        (None, Some(Ok(h))) => format!(" width=\"{}\"", side(h, width, height)),
        _ => String::new(),
    }
}

/// A tag that leads to the file of a picture leads to its widest copy, or to its page.
fn led(cx: Context<'_>, written: WrittenTag<'_>) -> String {
    written.with(|attribute| match attribute.name {
        "href" | "src" | "poster" => leads_to(cx, attribute.name, &tags::plain(attribute.value)),
        "srcset" => {
            let value = tags::plain(attribute.value);
            let mut list = attribute.value.to_owned();
            for (address, _) in candidates(&value) {
                match leads_to(cx, "srcset", address) {
                    Change::Stays => {}
                    Change::Goes => return Change::Goes,
                    Change::Becomes(to) => list = list.replace(&*escaped(address), &to),
                }
            }
            Change::Becomes(list)
        }
        _ => Change::Stays,
    })
}

/// What becomes of an attribute that holds an address.
fn leads_to(cx: Context<'_>, name: &str, address: &str) -> Change {
    let Some(planned) = planned(cx, address) else { return Change::Stays };
    let is_link = name == "href";
    match planned.withheld {
        Some(index) if is_link => Change::Becomes(cx.link(&Route::Picture(index))),
        Some(_) => Change::Goes,
        None if is_link && planned.is_evidence => Change::Stays,
        None => match plain_copy(cx, planned, u32::MAX) {
            Some(copy) => Change::Becomes(format!("{ROOT}{}", copy.file)),
            None => Change::Stays,
        },
    }
}
