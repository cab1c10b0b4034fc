//! The file of a conflict whose phases are the eras of a timeline.

use super::Lens;
use super::slide::Timeline;
use crate::diag::Diagnostics;
use crate::import::compose::{comment, scalar};
use crate::import::html;

/// Writes the file.
pub(super) fn write(timeline: &Timeline, name: &str, lens: &Lens, out: &mut Diagnostics) -> String {
    let mut text = format!(
        "---\n{}\nname: {}\nphases:\n",
        comment("The phases are the eras of the timeline."),
        scalar(name)
    );
    for (number, era) in (1..).zip(&timeline.eras) {
        match (era.title(), era.when()) {
            (Some(title), Ok((when, span))) => {
                let days = |moment: &str| moment.split('T').next().unwrap_or(moment).to_owned();
                let when = span.map_or(when, |(start, end)| format!("{}/{}", days(&start), days(&end)));
                text.push_str(&format!("  - name: {}\n    when: \"{when}\"\n", scalar(&title)));
                let words = html::words(&era.text);
                if !words.is_empty() && words != title {
                    text.push_str(&format!("    summary: {}\n", scalar(&words)));
                }
            }
            (None, _) => out.push(super::bad_slide(number, "the era has no name", lens.file)),
            (_, Err(reason)) => out.push(super::bad_slide(number, &format!("the era: {reason}"), lens.file)),
        }
    }
    text.push_str("---\n");
    let words = html::words(&timeline.text);
    if words.is_empty() { text } else { format!("{text}\n{}\n", crate::import::markdown::paragraph(&words)) }
}
