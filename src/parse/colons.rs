//! Lines that begin with a colon: only `: ` with a blank begins a definition.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

/// A body whose other colons at the beginning of a line are hidden from the parser, byte for byte.
pub(super) struct Colons<'a> {
    /// What the parser reads.
    pub text: Cow<'a, str>,
    /// Whether some line may be a definition.
    pub define: bool,
    /// What stands for a hidden colon.
    sign: Option<char>,
}

impl<'a> Colons<'a> {
    /// Hides the colons of a body, where there are definitions that the parser must see.
    pub fn of(body: &'a str) -> Self {
        let begin_line = |at: &usize| {
            let before = body[..*at].trim_end_matches([' ', '\t', '>']);
            before.is_empty() || before.ends_with(['\n', '\r'])
        };
        let at: Vec<usize> = memchr::memchr_iter(b':', body.as_bytes()).filter(begin_line).collect();
        let is_definition = |at: &usize| body[at + 1..].starts_with([' ', '\t']);
        let define = at.iter().any(is_definition);
        let hidden: Vec<usize> = at.into_iter().filter(|at| !is_definition(at)).collect();
        let sign = if define && !hidden.is_empty() { unused(body) } else { None };
        let Some(sign) = sign else { return Self { text: Cow::Borrowed(body), define, sign } };
        let mut text = String::with_capacity(body.len());
        let mut from = 0;
        for at in hidden {
            text.push_str(&body[from..at]);
            text.push(sign);
            from = at + 1;
        }
        text.push_str(&body[from..]);
        Self { text: Cow::Owned(text), define, sign: Some(sign) }
    }

    /// The event with its colons.
    pub fn shown<'e>(&self, event: Event<'e>) -> Event<'e> {
        let Some(sign) = self.sign else { return event };
        let back = |text: CowStr<'e>| {
            if text.contains(sign) { CowStr::from(text.replace(sign, ":")) } else { text }
        };
        match event {
            Event::Text(text) => Event::Text(back(text)),
            Event::Code(text) => Event::Code(back(text)),
            Event::Html(text) => Event::Html(back(text)),
            Event::InlineHtml(text) => Event::InlineHtml(back(text)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: back(dest_url), title: back(title), id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url: back(dest_url), title: back(title), id })
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) => {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(back(words))))
            }
            event => event,
        }
    }
}

/// A character of one byte that the body does not hold and that means nothing to Markdown.
fn unused(body: &str) -> Option<char> {
    ('\u{4}'..='\u{8}').chain('\u{e}'..='\u{1f}').find(|sign| !body.contains(*sign))
}
