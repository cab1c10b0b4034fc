//! Files of other generators (Jekyll, Hugo, Zola, Eleventy and their like): front matter is mapped field by field, codes
//! of templates become Markdown or comments.

mod binary;
mod body;
mod code;
mod dates;
mod exported;
mod fields;
mod front;
mod ghost;
mod held;
mod own;
mod settings;
mod shortcodes;
mod substack;
mod wordpress;

use std::ops::Range;

use super::doubts::Doubt;
use super::guess::Guess;
use super::ledger::{End, Ledger, Part};
use super::page::ImportedPage;
use super::stamp::Clock;
use crate::diag::{Code, code as codes};
use crate::text::slug;
use crate::yaml::Value;

pub(super) use exported::Exported;
pub(super) use front::has_key_lines;
pub(super) use ghost::texts as of_ghost;
pub(super) use settings::Settings;
pub use settings::is_settings;
pub(super) use shortcodes::translated;
pub(super) use substack::texts as of_substack;
pub(super) use wordpress::texts as of_wordpress;

/// A file that was read.
#[derive(Default)]
pub(super) struct Post {
    /// The page.
    pub page: ImportedPage,
    /// The keys that have no field here and went under `extra`.
    pub foreign: Vec<String>,
    /// What is doubtful, each with the key that it is about.
    pub notes: Vec<(String, Doubt)>,
    /// Codes of templates that became comments: their names, and their bytes in the input.
    pub codes: Vec<(String, Range<usize>)>,
    /// What became of its keys and codes.
    pub ledger: Ledger,
    /// Its categories, which some generators show in addresses.
    pub categories: Vec<String>,
    /// Whether it says its own address.
    pub has_address: bool,
    /// Whether it is nothing but the code of a template.
    pub is_template: bool,
    /// Whether it has no text.
    pub is_empty: bool,
}

impl Post {
    /// Keeps a field under `extra`.
    fn keep(&mut self, key: &str, value: Value) {
        self.page.extra.push((key.to_owned(), value));
        self.foreign.push(key.to_owned());
    }

    fn note(&mut self, key: &str, doubt: Doubt) {
        self.notes.push((key.to_owned(), doubt));
    }

    /// Holds the text back, and says why.
    fn hold(&mut self, why: String, code: Code, key: &str) {
        self.set_status("draft");
        let hint = "take `status: draft` out of the new file when readers shall see it";
        self.note(
            key,
            Doubt { code, name: key.to_owned(), message: format!("{why}; it is a draft here"), hint },
        );
    }

    /// Gives the page its status; one that holds it back stays.
    fn set_status(&mut self, status: &str) {
        let is_held =
            self.page.given.iter().any(|(key, value)| key == "status" && value.as_str() != Some("published"));
        if is_held {
            return;
        }
        self.page.given.retain(|(key, _)| key != "status");
        self.page.given.push(("status".to_owned(), Value::String(status.to_owned())));
    }
}

/// Reads a file; `name` is its path in the generator's folder. Says why it cannot be read.
pub(super) fn read(text: &str, name: &str, clock: &Clock) -> Result<Post, String> {
    let front = front::split(text)?;
    let mut post = Post::default();
    for key in &front.repeated {
        let message = format!("`{key}` stands twice; the last one was taken");
        let hint = "compare the new file with the old one";
        post.note(key, Doubt { code: codes::FOREIGN_FIELD, name: format!("{key} twice"), message, hint });
    }
    held::read(&front.fields, name, &mut post, clock);
    fields::map(front.fields, &mut post, clock);
    let (stem, day, language) = stem(name);
    post.page.named_day = day.or_else(|| super::day_in_path(name)).or(post.page.named_day);
    post.page.lang = post
        .page
        .lang
        .take()
        .or_else(|| language.map(|tag| Guess::sure(tag, "").note("from the name of the file")));
    if post.page.slug.is_none() {
        post.page.slug = Some(slug(&stem)).filter(|slug| !slug.is_empty());
    }
    let written = &text[front.text_at..];
    let translated = body::read(written, &mut post.page);
    let is_dated = !post.page.published.is_empty() || post.page.named_day.is_some();
    post.is_template = !is_dated && body::is_template(&translated);
    post.is_empty = translated.text.trim().is_empty();
    post.ledger.see(Part::Code, translated.known + translated.unknown.len());
    post.ledger.note_many(Part::Code, "", End::Taken, "Markdown", translated.known);
    for (name, _) in &translated.unknown {
        post.ledger.note(Part::Code, name, End::Kept, "a comment");
    }
    let shifted = |(name, range): (String, Range<usize>)| {
        (name, front.text_at + range.start..front.text_at + range.end)
    };
    post.codes = translated.unknown.into_iter().map(shifted).collect();
    // What nothing holds back is published, as it was.
    if !post.page.given.iter().any(|(key, _)| key == "status") {
        post.set_status("published");
    }
    Ok(post)
}

/// The name of the kind of a file, as its place and fences tell.
pub(super) fn kind(name: &str, text: &str) -> &'static str {
    if folders(name).any(|folder| matches!(folder, "_posts" | "_drafts")) {
        "Jekyll post"
    } else if text.trim_start_matches('\u{feff}').trim_start().starts_with("+++") {
        "page with TOML front matter"
    } else {
        "page with YAML front matter"
    }
}

/// Whether a file is the list page of a section; one with a text of its own is a page.
pub(super) fn is_section(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.starts_with("_index.")
}

/// Folders in which generators keep their texts; they are no part of a page's address.
const ROOTS: &[&str] = &["content", "src", "source", "pages", "_pages", "docs", "site", "app", "www"];

/// The folders of a page below the generator's own.
pub(super) fn page_folders(name: &str) -> Vec<String> {
    let mut folders: Vec<&str> =
        folders(name).filter(|folder| !folder.is_empty() && *folder != ".").collect();
    while folders.first().is_some_and(|first| ROOTS.contains(first)) {
        folders.remove(0);
    }
    let file = name.rsplit('/').next().unwrap_or(name);
    // A bundle and a section are called as their folder.
    if file.starts_with("index.") || file.starts_with("_index.") {
        folders.pop();
    }
    folders.into_iter().map(slug).filter(|part| !part.is_empty()).collect()
}

fn folders(name: &str) -> impl Iterator<Item = &str> {
    name.rsplit_once('/').map_or("", |(folders, _)| folders).split('/')
}

/// The name of a file without its date, language and ending; a bundle is called as its folder.
fn stem(name: &str) -> (String, Option<crate::model::Day>, Option<String>) {
    let mut parts = name.rsplit('/');
    let file = parts.next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let (stem, language) = match stem.rsplit_once('.') {
        Some((rest, tag)) if is_language(tag) => (rest, Some(tag.to_owned())),
        _ => (stem, None),
    };
    let own = if matches!(stem, "index" | "_index") {
        parts.next().filter(|folder| !ROOTS.contains(folder)).unwrap_or(stem)
    } else {
        stem
    };
    let day = own.get(..10).and_then(super::day_in_name);
    let rest = own
        .get(10..)
        .map(|rest| rest.trim_start_matches(['-', '_', ' ']))
        .filter(|rest| day.is_some() && !rest.is_empty());
    (rest.unwrap_or(own).to_owned(), day, language)
}

/// Whether the part of a name between dots is the tag of a language, as in `talks.de.md`.
pub(super) fn is_language(tag: &str) -> bool {
    let plain = tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase());
    let region =
        tag.len() == 5 && tag.as_bytes()[2] == b'-' && tag[..2].bytes().all(|b| b.is_ascii_lowercase());
    plain || region
}
