//! XML without a template: escaping through the library, and what XML forbids taken out.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// An XML document that is being written into memory.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document with its declaration.
    pub fn new() -> Self {
        let mut writer = Writer::new(Vec::new());
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        Self(writer)
    }

    /// An element whose content `inner` writes.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        let start = quick_xml::events::BytesStart::new(name).with_attributes(attributes.iter().copied());
        // Writing into memory cannot fail.
        let _ = self.0.write_event(Event::Start(start));
        inner(self);
        let _ = self.0.write_event(Event::End(quick_xml::events::BytesEnd::new(name)));
    }

    /// An element that holds a text.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |xml| {
            let _ = xml.0.write_event(Event::Text(BytesText::new(&allowed(text))));
        });
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = quick_xml::events::BytesStart::new(name).with_attributes(attributes.iter().copied());
        let _ = self.0.write_event(Event::Empty(start));
    }

    /// The finished document.
    pub fn finish(self) -> String {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// The text without the control characters that XML 1.0 forbids.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(|c| is_allowed(&c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(is_allowed).collect())
}
