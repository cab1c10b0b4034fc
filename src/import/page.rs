//! What was found in a page, whatever form it had: fields with their words, blocks of text, and what was left out.

use std::ops::Range;

use super::guess::Guess;
use super::stamp::Stamp;
use crate::diag::Diagnostic;
use crate::model::Day;
use crate::yaml::Value;

/// A page taken apart.
#[derive(Debug, Default)]
pub struct ImportedPage {
    /// The headline.
    pub title: Option<Guess<String>>,
    /// The standfirst.
    pub summary: Option<Guess<String>>,
    /// The stamps of first publication, the likeliest first.
    pub published: Vec<Guess<Stamp>>,
    /// The stamps of the last change.
    pub updated: Vec<Guess<Stamp>>,
    /// Who wrote it.
    pub authors: Vec<Guess<String>>,
    /// Where its dateline says it was written.
    pub place: Option<Guess<String>>,
    /// Who published it first.
    pub publisher: Option<Guess<String>>,
    /// Its address.
    pub url: Option<Guess<String>>,
    /// Actors that are given, not found in the text.
    pub actors: Vec<String>,
    /// Section labels and tags.
    pub tags: Vec<Guess<String>>,
    /// Its language.
    pub lang: Option<Guess<String>>,
    /// The text.
    pub blocks: Vec<Block>,
    /// What was left out.
    pub dropped: Vec<Dropped>,
    /// Fields that were given, not guessed: key and value as they go into the front matter.
    pub given: Vec<(String, Value)>,
    /// Fields that have no home: they go under `extra`.
    pub extra: Vec<(String, Value)>,
    /// The part of the file's name that gives the slug, where the page comes with one.
    pub slug: Option<String>,
    /// The day that the file's name begins with.
    pub named_day: Option<Day>,
    /// Whether the page says that its text is not free, so that this may be a part.
    pub is_part: bool,
    /// What is doubtful of it besides, with the words that say so.
    pub doubts: Vec<(Diagnostic, String)>,
    /// The language that is the ending of the new file's name, as in `talks.de.md`.
    pub ending: Option<String>,
    /// The name of the input in its folder, from which its paths count.
    pub base: String,
    /// The name of a saved page or text that is an input of its own, from which its paths count.
    pub saved_as: String,
    /// Its lead picture.
    pub image: Option<Lead>,
    /// The folders of a page of the site.
    pub folders: Vec<String>,
}

/// A lead picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// Its address.
    pub src: String,
    /// What it shows.
    pub alt: Option<String>,
    /// Its caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Whether it is copied beside the text, or lies on the web.
    pub is_here: bool,
}

/// A block of text; texts are Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading with its level.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A Read line.
    Read(String),
    /// A picture's caption.
    Caption(Caption),
    /// Quoted words and who says them.
    Quote(String, String),
    /// Markdown that is taken as it is: lists, tables, code.
    Verbatim(String),
}

/// What a page says about a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// The caption.
    pub text: String,
    /// A second description beside it.
    pub alt: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Its address, where the page gives one.
    pub image: Option<String>,
    /// Its path as the page has it, which may lead to a file beside the page.
    pub path: Option<String>,
    /// The name of its copy beside the new text, where there is one.
    pub copy: Option<String>,
}

/// A line that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The line.
    pub text: String,
    /// Why.
    pub why: &'static str,
    /// Its bytes in the input, where they are known.
    pub range: Option<Range<usize>>,
}

impl Block {
    /// The words of the block, for mentions and comparison; Read lines name other articles.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Heading(_, text) | Self::Text(text) | Self::Verbatim(text) => Some(text.clone()),
            Self::Quote(words, by) => Some(format!("{words} {by}")),
            Self::Caption(caption) => Some(caption.text.clone()),
            Self::Read(_) => None,
        }
    }
}
