//! XML read again: every element with its path, attributes and text.
#![allow(dead_code, reason = "each test program uses a part of it")]

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element: its path from the root, such as `feed/entry/id`, its attributes and its own text.
#[derive(Debug, Default)]
pub struct Element {
    pub path: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// The elements of a document in the order of their beginnings; panics if it is not well-formed.
pub fn elements(text: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                let element = element(&start, &all, &open);
                open.push(all.len());
                all.push(element);
            }
            Event::Empty(start) => {
                let element = element(&start, &all, &open);
                all.push(element);
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => push(&mut all, &open, &text.xml10_content()),
            Event::CData(text) => push(&mut all, &open, &text.xml10_content()),
            Event::GeneralRef(entity) => {
                let letter = match entity.resolve_char_ref().expect("a character") {
                    Some(letter) => letter.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&entity.xml10_content())
                        .expect("an entity of XML")
                        .to_owned(),
                };
                push(&mut all, &open, &letter);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "every element is closed");
    let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(forbidden), "a character that XML 1.0 forbids");
    all
}

fn element(start: &BytesStart, all: &[Element], open: &[usize]) -> Element {
    let parent = open.last().map_or(String::new(), |index| format!("{}/", all[*index].path));
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("a well-formed attribute");
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("a value");
        (attribute.key.0.to_owned(), value.into_owned())
    });
    Element {
        path: format!("{parent}{}", start.name().0),
        attributes: attributes.collect(),
        text: String::new(),
    }
}

fn push(all: &mut [Element], open: &[usize], text: &str) {
    match open.last() {
        Some(index) => all[*index].text.push_str(text),
        None => assert!(text.trim().is_empty(), "no text outside the root"),
    }
}
