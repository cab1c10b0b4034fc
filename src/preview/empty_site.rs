//! The page for a folder in which there is no site yet.

use super::current::Current;
use super::markup::{element, page as whole, text};
use super::shared::SharedState;

/// Says how to begin; it gives way to the site as soon as there is one.
pub(super) fn page(now: &Current, shared: &SharedState) -> Vec<u8> {
    let folder = shared.root.display().to_string();
    let command = format!(
        "dateline init \"{folder}\"\ndateline new article \"Talks resume in Geneva\" --site \"{folder}\""
    );
    let main = [
        element(
            "p",
            "",
            &format!(
                "There is no site yet in <code>{}</code>. A site is a folder with <code>content/</code>, or with dated <code>.md</code> files. These commands begin one:",
                text(&folder)
            ),
        ),
        element("pre", "", &element("code", "", &text(&command))),
        element(
            "p",
            "",
            "The preview goes on looking. This page changes by itself as soon as there is something to show.",
        ),
    ];
    whole(now, "Nothing here yet", "Preview", &main.concat())
}
