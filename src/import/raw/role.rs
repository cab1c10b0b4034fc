//! The role of a line, as far as the line alone shows it.

use super::lines::{Form, Line};
use super::stamp_line::{self, Stamps};
use super::{TextLens, byline, caption, furniture};
use crate::import::page::Caption;
use crate::parse;

/// What a line is for.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// It belongs to the web page; why.
    Furniture(&'static str),
    /// It says again what another line says; why it is left out.
    Repeated(&'static str),
    /// The headline.
    Title,
    /// The standfirst.
    Standfirst,
    /// A section label, kept as a tag.
    Label,
    /// A list of tags.
    Tags(Vec<String>),
    /// Dates of publication and change.
    Stamp(Stamps),
    /// Who wrote it.
    Byline(Vec<String>),
    /// A Read line.
    Read,
    /// A caption.
    Caption(Caption),
    /// A list, a table or code.
    Verbatim,
    /// A subheading.
    Heading(u8),
    /// Text.
    Prose,
}

/// A line with its role.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// The line.
    pub line: Line,
    /// Its role.
    pub role: Role,
}

impl Placed {
    /// Whether it is text so far.
    pub fn is_prose(&self) -> bool {
        matches!(self.role, Role::Prose)
    }

    /// Whether it tells of the article without being text.
    pub fn is_about(&self) -> bool {
        matches!(self.role, Role::Stamp(_) | Role::Byline(_))
    }
}

/// The role that a line shows by itself.
pub(super) fn of(line: Line, lens: &TextLens) -> Placed {
    let role = alone(&line, lens);
    Placed { line, role }
}

fn alone(line: &Line, lens: &TextLens) -> Role {
    let text = line.plain.as_str();
    match &line.form {
        Form::Heading(level) => {
            return furniture::reason(text).map_or(Role::Heading(*level), Role::Furniture);
        }
        Form::Verbatim => {
            return furniture::list_reason(&crate::import::markdown::plain(&line.markdown))
                .map_or(Role::Verbatim, Role::Furniture);
        }
        Form::Picture(caption) => return Role::Caption(caption.clone()),
        Form::Line => {}
    }
    // What looks like a menu and holds a date is a line of stamps.
    let is_dated = |why: &&str| *why != "navigation" || stamp_line::read(text, lens.clock).is_none();
    if let Some(why) = furniture::reason(text).filter(is_dated) {
        return Role::Furniture(why);
    }
    if parse::read_title(text, lens.style).is_some() {
        return Role::Read;
    }
    if let Some(tags) = furniture::tags(text) {
        return Role::Tags(tags);
    }
    if let Some(stamps) = stamp_line::read(text, lens.clock) {
        return Role::Stamp(stamps);
    }
    if stamp_line::is_time_only(text) {
        return Role::Repeated("a time without its day");
    }
    if let Some(names) = byline::names(text) {
        return Role::Byline(names);
    }
    let pictured = || caption::ends_with_day(text, lens.clock).then(|| plain_caption(text));
    caption::caption(text).or_else(pictured).map_or(Role::Prose, Role::Caption)
}

/// A caption without a credit.
pub(super) fn plain_caption(text: &str) -> Caption {
    Caption { text: text.to_owned(), ..Caption::default() }
}
