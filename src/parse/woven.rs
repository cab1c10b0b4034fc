//! Sanitised markup is read once: marks find their places in it again, addresses and ids are judged. Nothing of the site's
//! own may begin or end inside a tag, as an attribute of somebody's words would then be an attribute of the page.
//!
//! Marks go through the sanitiser as tokens with a part that nobody can guess; one whose ends do not stand in one element, outside of
//! tags, is dropped.

use rustc_hash::FxHashSet;

use super::body::{SourceRange, Writing, at};
use super::document::Document;
use super::foreign;
use super::sanitize::{CLOSE, NONCE, OPEN};
use super::tags::{self, Attribute, Tag};
use super::{MarkDraft, MarkDraftKind, ids, image};
use crate::address::{self, Address};
use crate::diag::{Code, Diagnostic, Diagnostics, code};
use crate::text::{self, ROOT};

/// Elements without an end.
const VOID: &[&str] = &["area", "br", "col", "hr", "img", "source", "track", "wbr"];

/// Where a token stood.
#[derive(Clone, Copy, Default)]
struct MarkSpot {
    byte: u32,
    /// The element around it, and how many tags came before.
    element: u32,
    tags: u32,
}

type Span = (Option<MarkSpot>, Option<MarkSpot>);

/// An element that is open.
struct OpenTag {
    number: u32,
    is_link: bool,
    /// Whether its tag was left out.
    is_left_out: bool,
}

struct TagReading<'a> {
    draft: &'a mut Writing,
    doc: &'a Document<'a>,
    out: &'a mut Diagnostics,
    clean: &'a str,
    markup: String,
    marks: Vec<Span>,
    prose: Vec<Span>,
    quotes: Vec<Span>,
    open: Vec<OpenTag>,
    elements: u32,
    tags: u32,
    /// Where the raw HTML began that was read last.
    place: SourceRange,
    /// Ids of headings, notes and quotations.
    own: FxHashSet<String>,
    /// Ids of raw HTML.
    seen: FxHashSet<String>,
}

/// Takes the tokens out of the sanitised markup again.
pub(super) fn unfence(draft: &mut Writing, doc: &Document, clean: &str, out: &mut Diagnostics) {
    let own = own_ids(draft);
    let (marks, prose, quotes) = (
        vec![(None, None); draft.marks.len()],
        vec![(None, None); draft.prose.len()],
        vec![(None, None); draft.quotations.len()],
    );
    let mut reading = TagReading {
        draft,
        doc,
        out,
        clean,
        markup: String::with_capacity(clean.len()),
        marks,
        prose,
        quotes,
        open: Vec::new(),
        elements: 0,
        tags: 0,
        place: (0, 0),
        own,
        seen: FxHashSet::default(),
    };
    reading.read();
    reading.done();
}

fn own_ids(draft: &Writing) -> FxHashSet<String> {
    let ids = draft.marks.iter().filter(|mark| mark.kind == MarkDraftKind::Id);
    let ids = ids.filter_map(|mark| draft.markup.get(mark.start as usize..)?.split('"').next());
    ids.map(tags::plain).collect()
}

impl<'a> TagReading<'a> {
    fn read(&mut self) {
        let clean = self.clean;
        let mut at = 0;
        while let Some(found) = clean[at..].find(['<', ROOT, OPEN, CLOSE]) {
            self.markup.push_str(&clean[at..at + found]);
            at += found;
            if let Some(tag) = tags::tag(clean, at) {
                self.tag(&tag, &clean[at..tag.end]);
                at = tag.end;
            } else if let Some((kind, is_end, index, length)) = token(&clean[at..]) {
                self.token(kind, is_end, index);
                at += length;
            } else {
                // A sign that somebody wrote as a reference.
                self.markup.push_str(if clean[at..].starts_with('<') { "&lt;" } else { "" });
                at += 1;
            }
        }
        self.markup.push_str(&clean[at..]);
    }

    fn token(&mut self, kind: char, is_end: bool, index: usize) {
        let spot = MarkSpot {
            byte: u32::try_from(self.markup.len()).unwrap_or(u32::MAX),
            element: self.open.last().map_or(0, |open| open.number),
            tags: self.tags,
        };
        let spans = match kind {
            'm' => &mut self.marks,
            'p' => &mut self.prose,
            'q' => &mut self.quotes,
            'h' => {
                if let Some(MarkDraftKind::Raw(source)) = self.draft.marks.get(index).map(|mark| &mark.kind) {
                    self.place = *source;
                }
                return;
            }
            _ => return,
        };
        if let Some(span) = spans.get_mut(index) {
            *(if is_end { &mut span.1 } else { &mut span.0 }) = Some(spot);
        }
    }

    fn tag(&mut self, tag: &Tag, written: &str) {
        self.tags += 1;
        if tag.closes {
            if self.open.pop().is_none_or(|open| !open.is_left_out) {
                self.markup.push_str(written);
            }
            return;
        }
        let mut kept = format!("<{}", tag.name);
        let mut abroad: Vec<String> = Vec::new();
        for attribute in &tag.attributes {
            if let Some(value) = self.attribute(attribute, &mut abroad) {
                kept.push_str(&format!(" {}=\"{value}\"", attribute.name));
            }
        }
        kept.push('>');
        let inside = foreign::inside(self.clean, tag);
        let is_left_out = self.abroad(tag, &kept, abroad, &inside);
        if !is_left_out {
            self.markup.push_str(&kept);
        }
        if !VOID.contains(&tag.name) {
            self.elements += 1;
            self.open.push(OpenTag { number: self.elements, is_link: tag.name == "a", is_left_out });
        }
    }

    /// The value of an attribute as it stays, escaped; `None` if the attribute goes.
    fn attribute(&mut self, attribute: &Attribute, abroad: &mut Vec<String>) -> Option<String> {
        let (value, first) = signless(attribute.value);
        if first == Some('r') {
            return Some(format!("{ROOT}{value}"));
        }
        let plain = tags::plain(&value);
        match attribute.name {
            "id" if first != Some('i') => return self.is_free(&plain).then_some(value),
            "srcset" => {
                let (own, other): (Vec<_>, Vec<_>) = address::candidates(&plain)
                    .into_iter()
                    .partition(|(address, _)| matches!(address::read(address), Address::Inside(_)));
                abroad.extend(other.iter().map(|(address, _)| (*address).to_owned()));
                let own: Vec<String> =
                    own.iter().map(|(a, width)| format!("{a} {width}").trim().to_owned()).collect();
                return (!own.is_empty()).then(|| {
                    if other.is_empty() { value } else { text::escaped(&own.join(", ")).into_owned() }
                });
            }
            "href" | "src" | "poster" | "cite" => {}
            _ => return Some(value),
        }
        let is_shown = matches!(attribute.name, "src" | "poster");
        if let Some(problem) = image::strokes(&plain) {
            let place = self.find(&plain);
            self.out.push(problem.at(at(self.doc.id, place)));
        }
        match address::read(&plain) {
            Address::Web(_) | Address::Other(_) | Address::Unsafe(_) if is_shown => {
                // A film rather than its picture is what the link leads to.
                abroad.insert(if attribute.name == "src" { 0 } else { abroad.len() }, plain);
                None
            }
            Address::Inside(read) | Address::Web(read) | Address::Other(read) => {
                Some(if read == plain { value } else { text::escaped(&read).into_owned() })
            }
            Address::Unsafe(scheme) => {
                self.report(
                    code::UNSAFE_LINK,
                    format!("a link must not begin with `{scheme}:`"),
                    &plain,
                    None,
                );
                None
            }
        }
    }

    /// Whether raw HTML may have an id; what it may not is reported.
    fn is_free(&mut self, id: &str) -> bool {
        let kind = self.doc.file.kind;
        let is_taken = ids::is_taken(kind, id) || ids::is_numbered(id) || self.own.contains(id);
        let free = !is_taken && self.seen.insert(id.to_owned());
        if !free {
            let whose = if is_taken { "the page has that id already" } else { "it stands there twice" };
            let message = format!("`id=\"{id}\"` is taken out of raw HTML: {whose}");
            self.report(code::UNSAFE_HTML, message, id, Some("choose another id"));
        }
        free
    }

    /// What another host has becomes a link; gives whether the tag goes.
    fn abroad(&mut self, tag: &Tag, kept: &str, abroad: Vec<String>, inside: &foreign::Inside) -> bool {
        let Some(first) = abroad.first().or(inside.abroad.first()).cloned() else { return false };
        for address in &abroad {
            match address::read(address) {
                Address::Web(_) => self.report_foreign(foreign::report(tag.name), address),
                _ => {
                    let scheme = address.split(':').next().unwrap_or("");
                    let message = format!("a picture or film must not begin with `{scheme}:`");
                    self.report(code::UNSAFE_LINK, message, address, None);
                }
            }
        }
        let shows = [" src=\"", " srcset=\""].iter().any(|name| kept.contains(name)) || inside.has_own;
        if shows || (abroad.is_empty() && !foreign::is_player(tag.name)) {
            return false;
        }
        if !matches!(tag.name, "source" | "track") {
            let name = tag
                .attributes
                .iter()
                .find(|a| a.name == "alt")
                .map(|alt| tags::plain(&signless(alt.value).0));
            self.link(&first, name.as_deref().filter(|name| !name.trim().is_empty()));
        }
        true
    }

    fn link(&mut self, address: &str, name: Option<&str>) {
        let words = text::escaped(name.unwrap_or(address).trim()).into_owned();
        match address::read(address) {
            Address::Web(to) if !self.open.iter().any(|open| open.is_link) => {
                self.markup.push_str(&format!("<a href=\"{}\">{words}</a>", text::escaped(&to)));
            }
            _ => self.markup.push_str(&words),
        }
    }

    fn report_foreign(&mut self, problem: Diagnostic, address: &str) {
        let place = self.find(address);
        self.out.push(problem.at(at(self.doc.id, place)));
    }

    fn report(&mut self, code: Code, message: String, written: &str, hint: Option<&str>) {
        let place = self.find(written);
        let problem = Diagnostic::new(code, message).at(at(self.doc.id, place));
        self.out.push(problem.hints(hint.map(str::to_owned)));
    }

    /// Where something is written in the raw HTML that is being read; the whole of it, if it is written otherwise.
    fn find(&self, written: &str) -> SourceRange {
        let (start, end) = self.place;
        let text = self.doc.file.text().get(start as usize..end as usize).unwrap_or("");
        let found = text.find(written).filter(|_| !written.is_empty()).and_then(|at| {
            let from = start + u32::try_from(at).ok()?;
            Some((from, from + u32::try_from(written.len()).ok()?))
        });
        found.unwrap_or(self.place)
    }

    /// Marks, prose and quotations at their new places; what began or ended inside a tag goes.
    fn done(self) {
        let Self { draft, doc, out, markup, marks, prose, quotes, .. } = self;
        draft.markup = markup;
        let mut place = (0, 0);
        let mut moved = Vec::with_capacity(draft.marks.len());
        for (mark, span) in std::mem::take(&mut draft.marks).into_iter().zip(marks) {
            match (&mark.kind, whole(span)) {
                (MarkDraftKind::Raw(source), _) => place = *source,
                (MarkDraftKind::Id, _) => {}
                (_, Some((start, end))) => moved.push(MarkDraft { start, end, ..mark }),
                (kind, None) => out.push(spoilt(kind, draft, place, doc)),
            }
        }
        moved.sort_by_key(|mark| (mark.start, mark.end));
        draft.marks = moved;
        let same_text = |span: &Span| span.0.zip(span.1).is_some_and(|(start, end)| start.tags == end.tags);
        let prose = prose.into_iter().filter(same_text).filter_map(whole).filter(|(start, end)| start < end);
        draft.prose = prose.collect();
        draft.prose.sort_unstable();
        for (quotation, span) in draft.quotations.iter_mut().zip(quotes) {
            quotation.words = whole(span).unwrap_or((0, 0));
        }
    }
}

/// Both ends of a span, if they stand in one element.
fn whole((start, end): Span) -> Option<(u32, u32)> {
    let (start, end) = (start?, end?);
    (start.element == end.element && start.byte <= end.byte).then_some((start.byte, end.byte))
}

fn spoilt(kind: &MarkDraftKind, draft: &Writing, place: SourceRange, doc: &Document) -> Diagnostic {
    let source = match kind {
        MarkDraftKind::Link(link) | MarkDraftKind::Cite(link) => link.source,
        MarkDraftKind::Read(index) => draft.reads.get(*index as usize).map_or(place, |read| read.source),
        MarkDraftKind::Speaker(index) => {
            draft.quotations.get(*index as usize).map_or(place, |quotation| quotation.source)
        }
        MarkDraftKind::Callout(_) | MarkDraftKind::Id | MarkDraftKind::Raw(_) => place,
    };
    Diagnostic::new(code::UNSAFE_HTML, "nothing is made of this, as raw HTML around it is not closed")
        .at(at(doc.id, source))
        .hint("close the tag, quotation mark or element of raw HTML that begins before it")
}

/// A token at the beginning of a text: its sort, whether it is an end, its number and its length.
fn token(text: &str) -> Option<(char, bool, usize, usize)> {
    let inner = text.strip_prefix(OPEN)?.strip_prefix(NONCE.as_str())?;
    let (name, _) = inner.split_once(CLOSE)?;
    let kind = name.chars().next()?;
    let number = name.get(1..)?;
    let is_end = number.starts_with('/');
    let index = number.trim_start_matches('/').parse().ok()?;
    Some((kind, is_end, index, OPEN.len_utf8() + NONCE.len() + name.len() + CLOSE.len_utf8()))
}

/// A value without tokens and reserved signs, and the sort of the token that it began with.
fn signless(value: &str) -> (String, Option<char>) {
    let mut plain = String::with_capacity(value.len());
    let first = token(value).map(|(kind, ..)| kind);
    let mut rest = value;
    while let Some(found) = rest.find([ROOT, OPEN, CLOSE]) {
        plain.push_str(&rest[..found]);
        rest = &rest[found..];
        rest = &rest[token(rest).map_or(1, |(.., length)| length)..];
    }
    plain.push_str(rest);
    (plain, first)
}
