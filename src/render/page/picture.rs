//! The page of a picture that other pages do not show at once: who comes here has asked for it.

use serde::Serialize;

use crate::render::context::Context;
use crate::render::part::head;
use crate::render::templates::Sheet;
use crate::render::text::link::{self, Link};
use crate::render::text::picture::{self, ImageView};
use crate::route::Route;

#[derive(Serialize)]
struct PicturePage<'a> {
    image: ImageView<'a>,
    /// What may distress in it, in words.
    warning: String,
    /// What shows it.
    from: Link,
}

/// Renders the page of a picture.
pub fn sheet(cx: Context<'_>, index: u32) -> Sheet<'_> {
    let pictures = &cx.facts.pictures;
    let withheld = &pictures.withheld[index as usize];
    let image = picture::alone(cx, &withheld.image);
    let warning = picture::kinds(cx, &pictures.planned[withheld.of as usize].sensitive);
    let title = cx.phrases.get("picture");
    let title = if image.alt.is_empty() { title.to_owned() } else { format!("{title}: {}", image.alt) };
    let mut head = head::new(cx, &Route::Picture(index), "picture", &title, &warning);
    head.unlisted = true;
    head.pictures = Some(cx.snapshot.marked("pictures.css"));
    let from = link::named(cx, withheld.shown_by);
    let mut context = head::context(cx, &head);
    context.insert("picture", &PicturePage { image, warning, from });
    Sheet::Template("picture.html", context)
}
