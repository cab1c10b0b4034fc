//! Pictures, films and sounds, with what readers must know of them.

use super::Name;
use crate::text::{Vocabulary, endonym};

/// A picture with what readers must know of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Image {
    /// The address of its file: a path in the site.
    pub src: String,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// The same in other languages.
    pub alts: Vec<Name>,
    /// The caption.
    pub caption: Option<String>,
    /// The same in other languages.
    pub captions: Vec<Name>,
    /// Who made it.
    pub credit: Option<String>,
    /// Its licence.
    pub license: Option<String>,
    /// When it was taken, in words or EDTF.
    pub taken: Option<super::When>,
    /// Where it was taken, in words.
    pub place: Option<String>,
    /// What in it may distress; nothing where it may be shown at once.
    pub sensitive: Vec<Distress>,
    /// The parts that nobody may see.
    pub hide: Vec<Region>,
    /// Whether the file itself is published, because it is evidence.
    pub evidence: bool,
}

impl Image {
    /// What it shows, in a language if that is known.
    pub fn alt_in(&self, lang: &str) -> Option<&str> {
        in_language(&self.alts, lang).or(self.alt.as_deref())
    }

    /// The caption, in a language if that is known.
    pub fn caption_in(&self, lang: &str) -> Option<&str> {
        in_language(&self.captions, lang).or(self.caption.as_deref())
    }

    /// Whether it waits until a reader asks for it.
    pub fn is_sensitive(&self) -> bool {
        !self.sensitive.is_empty()
    }
}

fn in_language<'a>(texts: &'a [Name], lang: &str) -> Option<&'a str> {
    texts.iter().find(|text| text.lang.eq_ignore_ascii_case(lang)).map(|text| text.text.as_str())
}

/// What in a picture may distress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Distress {
    /// It is not said what.
    Unsaid,
    /// Blood, wounds, remains.
    Graphic,
    /// Somebody who is dead or dies.
    Death,
    /// Somebody who is hurt.
    Injury,
    /// Force against somebody.
    Violence,
    /// Somebody who is tortured or humiliated.
    Abuse,
    /// Nakedness, or sexual force.
    Sexual,
    /// Suffering of children.
    Children,
    /// Grief.
    Grief,
}

impl Distress {
    /// Its phrase.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Unsaid => "distress-unsaid",
            Self::Graphic => "distress-graphic",
            Self::Death => "distress-death",
            Self::Injury => "distress-injury",
            Self::Violence => "distress-violence",
            Self::Abuse => "distress-abuse",
            Self::Sexual => "distress-sexual",
            Self::Children => "distress-children",
            Self::Grief => "distress-grief",
        }
    }
}

impl Vocabulary for Distress {
    const NAME: &'static str = "kind of distress";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("graphic", Self::Graphic),
        ("death", Self::Death),
        ("injury", Self::Injury),
        ("violence", Self::Violence),
        ("abuse", Self::Abuse),
        ("sexual", Self::Sexual),
        ("children", Self::Children),
        ("grief", Self::Grief),
    ];
}

/// A part of an upright picture, in percent of its width and height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// How wide.
    pub w: f64,
    /// How high.
    pub h: f64,
}

/// What stands at one place of a gallery.
#[derive(Clone, Debug, PartialEq)]
pub enum GalleryItem {
    /// A picture.
    One(Box<Image>),
    /// The same sight at two times.
    Pair {
        /// The earlier one.
        before: Box<Image>,
        /// The later one.
        after: Box<Image>,
    },
}

impl GalleryItem {
    /// Its pictures, in their order.
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        let (first, second) = match self {
            Self::One(image) => (image.as_ref(), None),
            Self::Pair { before, after } => (before.as_ref(), Some(after.as_ref())),
        };
        std::iter::once(first).chain(second)
    }
}

/// A film or a sound with what readers must know of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recording {
    /// The address of its file: a path in the site.
    pub src: String,
    /// What is seen or heard, in a sentence.
    pub title: Option<String>,
    /// The caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Its licence.
    pub license: Option<String>,
    /// The picture that stands for it until it is played.
    pub poster: Option<Image>,
    /// Its spoken words as files of captions.
    pub tracks: Vec<Track>,
    /// The address of a text of its words.
    pub transcript: Option<String>,
    /// Whether nothing is said in it.
    pub silent: bool,
    /// How long it plays, in seconds, by the words of the text.
    pub seconds: Option<u32>,
    /// What in it may distress.
    pub sensitive: Vec<Distress>,
}

/// A file of captions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// The language, as a BCP 47 tag.
    pub lang: String,
    /// The address of the file.
    pub src: String,
    /// What players call it.
    pub name: Option<String>,
}

impl Track {
    /// What players call it; nothing where neither the file of the text nor the language says it.
    pub fn label(&self) -> Option<String> {
        self.name.clone().or_else(|| endonym(&self.lang))
    }
}
