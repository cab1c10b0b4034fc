//! What stands beside a text and its first picture: galleries, pairs of the same sight, films and sounds.

use std::borrow::Cow;

use serde::Serialize;

use crate::address::is_web;
use crate::model::{Article, Body, GalleryItem, Image, Recording, Track};
use crate::render::context::Context;
use crate::render::part::head::PageHead;
use crate::render::text::picture::{self, ImageView, PictureSpot};

/// What stands at one place of a gallery: a picture, or two of the same sight.
#[derive(Debug, Serialize)]
pub struct ShownView<'a> {
    pub image: Option<ImageView<'a>>,
    pub before: Option<ImageView<'a>>,
    pub after: Option<ImageView<'a>>,
}

/// A film or a sound.
#[derive(Debug, Serialize)]
pub struct RecordingView<'a> {
    pub src: &'a str,
    /// Its media type.
    pub kind: &'static str,
    pub title: Option<&'a str>,
    pub caption: Option<&'a str>,
    pub credit: Option<&'a str>,
    pub license: Option<Cow<'a, str>>,
    pub license_url: Option<&'a str>,
    /// The picture that stands for it, with its size.
    pub poster: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub tracks: Vec<TrackView<'a>>,
    pub transcript: Option<&'a str>,
    /// How long it plays, as in `1:02:03`.
    pub duration: Option<String>,
    /// What may distress in it, in words; it is then not played in its place.
    pub warning: Option<String>,
}

/// A file of captions.
#[derive(Debug, Serialize)]
pub struct TrackView<'a> {
    pub src: &'a str,
    pub lang: &'a str,
    /// Its name, or that of the language.
    pub label: String,
}

/// The pictures of a gallery that have a file.
pub fn gallery<'a>(cx: Context<'_>, gallery: &'a [GalleryItem], lang: &str) -> Vec<ShownView<'a>> {
    let view = |image: &'a Image| {
        (!image.src.is_empty()).then(|| picture::in_language(cx, image, PictureSpot::InGallery, lang))
    };
    let shown = |shown: &'a GalleryItem| match shown {
        GalleryItem::One(image) => ShownView { image: view(image), before: None, after: None },
        GalleryItem::Pair { before, after } => {
            ShownView { image: None, before: view(before), after: view(after) }
        }
    };
    let has_one =
        |shown: &ShownView| shown.image.is_some() || shown.before.is_some() || shown.after.is_some();
    gallery.iter().map(shown).filter(has_one).collect()
}

/// A film or a sound; none where it has no file.
pub fn recording<'a>(cx: Context<'_>, recording: Option<&'a Recording>) -> Option<RecordingView<'a>> {
    let recording = recording.filter(|recording| !recording.src.is_empty())?;
    let poster = recording.poster.as_ref().filter(|poster| picture::may_lead(cx, poster));
    let poster = poster.and_then(|poster| picture::for_previews(cx, &poster.src));
    let size = poster.as_ref().and_then(|(_, size)| *size);
    let track = |track: &'a Track| TrackView {
        src: &track.src,
        lang: &track.lang,
        label: track.label().unwrap_or_else(|| track.lang.clone()),
    };
    let of_file = || cx.snapshot.tree.asset_at(&recording.src)?.seconds;
    let seconds = recording.seconds.or_else(of_file);
    let is_sensitive = !recording.sensitive.is_empty();
    Some(RecordingView {
        src: &recording.src,
        kind: kind(&recording.src),
        title: recording.title.as_deref(),
        caption: recording.caption.as_deref(),
        credit: recording.credit.as_deref(),
        license: recording.license.as_deref().map(picture::licence_name),
        license_url: recording.license.as_deref().filter(|license| is_web(license)),
        poster: poster.map(|(src, _)| src),
        width: size.map(|size| size.width),
        height: size.map(|size| size.height),
        tracks: recording.tracks.iter().map(track).collect(),
        transcript: recording.transcript.as_deref(),
        duration: seconds.map(clock),
        warning: is_sensitive.then(|| picture::warning(cx, "play-sensitive-recording", &recording.sensitive)),
    })
}

/// Gives the head of a page what its text and pictures need: the stylesheets of explained terms, of galleries and warnings, and the script
/// that opens what waits.
pub fn equip<'a>(
    cx: Context<'_>,
    head: &mut PageHead,
    body: &Body,
    images: impl IntoIterator<Item = &'a Image>,
    has_more: bool,
) {
    if !cx.site.glossary.is_empty() && !body.is_empty() {
        head.styles.push(cx.snapshot.marked("glossary.css"));
    }
    let withheld = picture::has_withheld(cx, body, images);
    head.reveal = withheld.then(|| cx.snapshot.marked("pictures.js"));
    head.pictures = (withheld || has_more).then(|| cx.snapshot.marked("pictures.css"));
}

/// The pictures that an article itself shows.
pub fn of_article(article: &Article) -> impl Iterator<Item = &Image> {
    article.image.iter().chain(article.gallery.iter().flat_map(GalleryItem::images))
}

/// Whether an article shows more than a picture over its text.
pub fn has_more(article: &Article) -> bool {
    !article.gallery.is_empty() || article.video.is_some() || article.audio.is_some()
}

fn kind(src: &str) -> &'static str {
    let ending = src.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        _ => "video/mp4",
    }
}

/// `2:03`, `1:02:03`.
fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
