//! The pictures, films and sounds that front matter shows, each with its place in the file.

use super::{Checked, inside};
use crate::diag::{At, FileId};
use crate::model::{GalleryItem, Image, Recording};

/// A picture, and where its file is named.
pub(super) struct ShownImage<'a> {
    pub image: &'a Image,
    pub at: At,
    pub spot: RoomFor,
}

/// Where on a page a picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoomFor {
    /// Over a text, as wide as that.
    OverText,
    /// Beside others.
    InGallery,
    /// Small, beside a name or before a film.
    Aside,
}

/// The pictures of all articles, events and actors; of an event that a list of the register describes the place is its file.
pub(super) fn pictures<'a>(checked: &Checked<'a>) -> Vec<ShownImage<'a>> {
    let mut all = Vec::new();
    for article in &checked.site.articles {
        let mut found = ImagesOfFile { file: article.file, is_list: false, all: &mut all };
        found.one(article.image.as_ref(), "image", RoomFor::OverText);
        found.gallery(&article.gallery, "gallery");
        for (index, report) in article.events.iter().enumerate() {
            found.one(report.image.as_ref(), &format!("events/{index}/image"), RoomFor::OverText);
            found.gallery(&report.gallery, &format!("events/{index}/gallery"));
        }
        let poster =
            |recording: Option<&'a Recording>| recording.and_then(|recording| recording.poster.as_ref());
        found.one(poster(article.video.as_ref()), "video/poster", RoomFor::Aside);
    }
    for event in checked.site.events.iter() {
        let Some(file) = event.file else { continue };
        let mut found = ImagesOfFile { file, is_list: is_list(checked, file), all: &mut all };
        found.one(event.image.as_ref(), "image", RoomFor::OverText);
        found.gallery(&event.gallery, "gallery");
    }
    for actor in checked.site.actors.iter() {
        let (Some(image), Some(at)) = (&actor.image, &actor.registered) else { continue };
        if !image.src.is_empty() {
            let at = At::value(at.file, inside(at, "image/src"));
            all.push(ShownImage { image, at, spot: RoomFor::Aside });
        }
    }
    all
}

/// The films and sounds of all articles.
pub(super) fn recordings<'a>(checked: &Checked<'a>) -> impl Iterator<Item = (&'a Recording, At)> {
    checked.site.articles.iter().flat_map(|article| {
        let at = move |key: &str| At::value(article.file, format!("{key}/src"));
        let film = article.video.iter().map(move |film| (film, at("video")));
        let sound = article.audio.iter().map(move |sound| (sound, at("audio")));
        film.chain(sound).filter(|(recording, _)| !recording.src.is_empty())
    })
}

fn is_list(checked: &Checked, file: FileId) -> bool {
    checked.tree.file(file).is_some_and(|file| !file.path.ends_with(".md"))
}

/// What was found in a file.
struct ImagesOfFile<'f, 'a> {
    file: FileId,
    is_list: bool,
    all: &'f mut Vec<ShownImage<'a>>,
}

impl<'a> ImagesOfFile<'_, 'a> {
    fn one(&mut self, image: Option<&'a Image>, path: &str, spot: RoomFor) {
        let Some(image) = image.filter(|image| !image.src.is_empty()) else { return };
        let at = if self.is_list { At::file(self.file) } else { At::value(self.file, format!("{path}/src")) };
        self.all.push(ShownImage { image, at, spot });
    }

    fn gallery(&mut self, gallery: &'a [GalleryItem], path: &str) {
        for (index, item) in gallery.iter().enumerate() {
            let path = format!("{path}/{index}");
            match item {
                GalleryItem::One(image) => self.one(Some(image.as_ref()), &path, RoomFor::InGallery),
                GalleryItem::Pair { before, after } => {
                    self.one(Some(before.as_ref()), &format!("{path}/before"), RoomFor::InGallery);
                    self.one(Some(after.as_ref()), &format!("{path}/after"), RoomFor::InGallery);
                }
            }
        }
    }
}
