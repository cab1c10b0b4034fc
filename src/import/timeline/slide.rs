//! A slide as both forms of a timeline give it.

use super::date::Moment;
use crate::import::html;

/// A timeline.
#[derive(Debug, Default)]
pub(in crate::import) struct Timeline {
    /// The headline of the title slide.
    pub title: String,
    /// Its text.
    pub text: String,
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
    pub start: Moment,
    /// When it ends.
    pub end: Option<Moment>,
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
}

impl Media {
    /// Whether nothing is said of one.
    pub fn is_empty(&self) -> bool {
        self.url.is_empty() && self.caption.is_empty() && self.credit.is_empty()
    }

    /// The same as a source of an event.
    pub fn source(&self, title: &str) -> String {
        let caption = html::words(&self.caption);
        super::source(
            if caption.is_empty() { title } else { &caption },
            &self.url,
            &html::words(&self.credit),
        )
    }
}

impl Timeline {
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

impl Slide {
    /// The headline, else the first words of the text.
    pub fn title(&self) -> Option<String> {
        let headline = html::words(&self.headline);
        if !headline.is_empty() {
            return Some(headline);
        }
        let words = html::words(&self.text);
        let first: String = words.chars().take(100).collect();
        (!first.is_empty()).then_some(first)
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
