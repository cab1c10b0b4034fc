//! A slide as both forms of a timeline give it.

use super::date::SlideTime;
use crate::import::dataset::position;
use crate::import::event::PlaceGiven;
use crate::import::html;
use crate::import::source::{self, Citation};

/// A timeline.
#[derive(Debug, Default)]
pub(in crate::import) struct Timeline {
    /// The headline of the title slide.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Its picture or film.
    pub media: Media,
    /// What of it and of the whole has no field here.
    pub others: Vec<(String, String)>,
    /// The slides.
    pub slides: Vec<Slide>,
    /// The eras.
    pub eras: Vec<Slide>,
}

/// A slide or an era.
#[derive(Debug, Default)]
pub(in crate::import) struct Slide {
    /// Its own id.
    pub id: String,
    /// When it begins.
    pub start: SlideTime,
    /// When it ends.
    pub end: Option<SlideTime>,
    /// The date as it is shown.
    pub display: String,
    /// The headline, in HTML.
    pub headline: String,
    /// The text, in HTML.
    pub text: String,
    /// The group.
    pub group: String,
    /// The picture or film.
    pub media: Media,
    /// The address of the picture behind it, or its colour.
    pub background: String,
    /// Where it is.
    pub location: Location,
    /// What else it says: names and values.
    pub others: Vec<(String, String)>,
    /// Signs that its cells stand in columns of others.
    pub shifted: Option<String>,
}

/// The place of a slide.
#[derive(Debug, Default)]
pub(in crate::import) struct Location {
    /// Its name.
    pub name: String,
    /// Degrees north.
    pub lat: String,
    /// Degrees east.
    pub lon: String,
}

/// A picture or film of a slide.
#[derive(Debug, Default)]
pub(in crate::import) struct Media {
    /// Its address.
    pub url: String,
    /// Its caption, in HTML.
    pub caption: String,
    /// Its credit, in HTML.
    pub credit: String,
    /// What it shows.
    pub alt: String,
    /// Where it leads.
    pub link: String,
    /// What it is called.
    pub title: String,
    /// The address of a small picture in its place.
    pub thumbnail: String,
}

impl Media {
    /// Whether nothing is said of one.
    pub fn is_empty(&self) -> bool {
        self.url.is_empty() && self.caption.is_empty() && self.credit.is_empty()
    }

    /// The sources that it is and leads to; `title` is that of the slide.
    pub fn sources(&self, title: &str) -> Vec<Citation> {
        let caption = html::words(&self.caption);
        let said = [caption.as_str(), self.title.as_str(), title].into_iter().find(|words| !words.is_empty());
        let credit = Some(html::words(&self.credit)).filter(|credit| !credit.is_empty());
        let mut sources = Vec::new();
        if let Some(url) = html::embedded(&self.url) {
            let kind = source::kind_of(&url);
            let title = said.map(str::to_owned);
            sources.push(Citation { title, url: Some(url), author: credit, kind, ..Citation::default() });
        }
        let link = source::address(&self.link).map(|url| (said.unwrap_or_default().to_owned(), url));
        let inside = [&self.caption, &self.credit].into_iter().flat_map(|html| html::links(html));
        sources.extend(link.into_iter().chain(inside).map(|link| linked(link, title)));
        sources
    }

    /// What of it is no source: descriptions, and an address that is none.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let mut add = |label: &str, value: &str| {
            remarks.extend((!value.is_empty()).then(|| format!("{label}: {value}")));
        };
        add("the picture shows", &self.alt);
        add("small picture", &self.thumbnail);
        if !self.url.is_empty() && html::embedded(&self.url).is_none() {
            add("medium", &self.url);
            add("caption", &html::words(&self.caption));
            add("credit", &html::words(&self.credit));
        }
        remarks
    }
}

/// A link of a text as a source.
pub(super) fn linked((words, url): (String, String), title: &str) -> Citation {
    let words = if words.is_empty() { title.to_owned() } else { words };
    Citation { kind: source::kind_of(&url), title: Some(words), url: Some(url), ..Citation::default() }
}

impl Timeline {
    /// Whether it tells of a whole: by eras, or by the text or picture of its title slide.
    pub fn has_conflict(&self) -> bool {
        !self.eras.is_empty() || !self.text.trim().is_empty() || !self.media.is_empty()
    }

    /// What it is called: its title, else the name of its file.
    pub fn name(&self, file: &str) -> String {
        let title = html::words(&self.title);
        if !title.is_empty() {
            return title;
        }
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
    }
}

/// The first sentence of a text, or its first words: never a part of a word.
fn beginning(words: &str) -> String {
    let sentence =
        words.find(['.', '!', '?']).map(|at| &words[..at]).filter(|first| first.chars().count() >= 12);
    let first = sentence.unwrap_or(words);
    match first.char_indices().nth(100) {
        None => first.to_owned(),
        Some((at, _)) => {
            let cut = first[..at].rfind(' ').map_or(at, |blank| blank);
            format!("{}…", first[..cut].trim_end_matches([',', ';', ' ']))
        }
    }
}

impl Slide {
    /// The headline, else the first words of the text.
    pub fn title(&self) -> Option<String> {
        let headline = html::words(&self.headline);
        if !headline.is_empty() {
            return Some(headline);
        }
        let words = html::words(&self.text);
        (!words.is_empty()).then(|| beginning(&words))
    }

    /// The sources that its texts link to and that its medium is, each address once.
    pub fn sources(&self, title: &str) -> Vec<Citation> {
        let links = [&self.headline, &self.text].into_iter().flat_map(|html| html::links(html));
        let mut sources: Vec<Citation> = self.media.sources(title);
        sources.extend(links.map(|link| linked(link, title)));
        let mut seen = Vec::new();
        sources.retain(|source| {
            let is_new = !seen.contains(&source.url);
            seen.push(source.url.clone());
            is_new
        });
        sources
    }

    /// What has no field here, for a comment.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks: Vec<String> =
            (!self.display.is_empty()).then(|| format!("shown as “{}”", self.display)).into_iter().collect();
        remarks.extend((!self.background.is_empty()).then(|| format!("background: {}", self.background)));
        remarks.extend(self.media.remarks());
        remarks.extend(self.others.iter().map(|(name, value)| format!("{name}: {value}")));
        remarks
    }

    /// Its place, with a position where it gives one.
    pub fn place(&self) -> Option<PlaceGiven> {
        let Location { name, lat, lon } = &self.location;
        let point = position(lat, lon);
        let name = match (&point, name.is_empty()) {
            (Some((lat, lon)), true) => format!("{lat}, {lon}"),
            _ => name.clone(),
        };
        (!name.is_empty()).then_some(PlaceGiven { name, point, precision: None })
    }

    /// The date in EDTF, and start and end where they have a time of day.
    pub fn when(&self) -> Result<(String, Option<(String, String)>), String> {
        let start = self.start.edtf()?;
        let Some(end) = &self.end else { return Ok((start, None)) };
        let end = end.edtf()?;
        if end == start {
            return Ok((start, None));
        }
        if start.contains('T') || end.contains('T') {
            return Ok((String::new(), Some((start, end))));
        }
        let whole = format!("{start}/{end}");
        crate::parse::when(&whole).map(|_| (whole, None)).map_err(|problem| problem.message)
    }
}
