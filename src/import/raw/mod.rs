//! Raw article text, as copied from a news page: each line finds its role, then the roles become a page.

mod aside;
mod body;
mod byline;
mod caption;
mod dateline;
mod furniture;
mod head;
mod headline;
pub(super) mod language;
mod lines;
mod live;
mod others;
mod role;
mod signature;
mod stamp_line;

pub(super) use byline::names_of as names;
pub(super) use caption::with_credit;
pub(super) use lines::{Form, Line, lines, markdown_block, markdown_lines, tidy};

use super::page::{Block, Dropped, ImportedPage};
use super::stamp::{Clock, settled_order};
use crate::parse::Style;
use role::{Placed, Role};

/// What raw text is read with.
pub(super) struct TextLens<'a> {
    /// How dates are read.
    pub clock: &'a Clock,
    /// The prefixes of Read lines.
    pub style: &'a Style,
    /// Whether furniture stays in the text.
    pub keep_all: bool,
    /// Whether the text is an article's body only: its fields are known from elsewhere.
    pub body_only: bool,
}

/// Reads the lines of a page; of any lines there is a page, perhaps one without a headline or a date.
pub(super) fn read(lines: Vec<Line>, lens: &TextLens) -> ImportedPage {
    let mut clock = lens.clock.clone();
    clock.order = clock.order.or_else(|| settled_order(lines.iter().map(|line| line.plain.as_str())));
    let lens = TextLens { clock: &clock, ..*lens };
    let parts = lines.into_iter().flat_map(|line| stamp_line::headline_apart(line, lens.clock));
    let mut placed: Vec<Placed> = parts.map(|line| role::of(line, &lens)).collect();
    let mut page = ImportedPage::default();
    live::times(&mut placed, &lens);
    let begins = if lens.body_only { 0 } else { head::settle(&mut placed, &mut page, &lens) };
    live::settle(&mut placed, 0, &mut page, &lens);
    others::settle(&mut placed, begins);
    if !lens.body_only {
        signature::settle(&mut placed, begins, &mut page);
    }
    body::settle(&mut placed, begins, &lens);
    for line in placed {
        put(line, &mut page, &lens);
    }
    body::dateline(&mut page);
    page
}

/// Adds a line to the page as its role says.
fn put(placed: Placed, page: &mut ImportedPage, lens: &TextLens) {
    let Placed { line, role } = placed;
    let dropped =
        |why: &'static str| Dropped { text: line.plain.clone(), why, range: Some(line.range.clone()) };
    match role {
        Role::Furniture(_) if lens.keep_all => page.blocks.push(Block::Text(line.markdown)),
        Role::Furniture(why) => page.dropped.push(dropped(why)),
        Role::Title | Role::Standfirst | Role::Label => {}
        Role::Repeated(why) => page.dropped.push(dropped(why)),
        Role::Tags(tags) => {
            let words = line.plain.clone();
            page.tags.extend(tags.into_iter().map(|tag| super::guess::Guess::likely(tag, words.clone())));
            if lens.keep_all {
                page.blocks.push(Block::Text(line.markdown));
            } else {
                page.dropped.push(dropped("tag list"));
            }
        }
        Role::Stamp(stamps) => stamp_line::take(stamps, &line, page),
        Role::Byline(names) => head::authors(names, &line.plain, page),
        Role::Read => page.blocks.push(Block::Read(line.markdown)),
        Role::Caption(caption) => page.blocks.push(Block::Caption(caption)),
        Role::Verbatim => page.blocks.push(Block::Verbatim(line.markdown)),
        Role::Heading(level) => page.blocks.push(Block::Heading(level, line.markdown)),
        Role::Prose => match body::quotation(&line.plain).filter(|_| line.plain == line.markdown) {
            Some((words, by)) => page.blocks.push(Block::Quote(words, by)),
            None => page.blocks.push(Block::Text(line.markdown)),
        },
    }
}
