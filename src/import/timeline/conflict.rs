//! The file of a conflict whose phases are the eras of a timeline.

use super::SlideLens;
use super::slide::{Timeline, linked};
use crate::diag::Diagnostics;
use crate::import::compose::{self, comment, scalar};
use crate::import::html;

/// Writes the file.
pub(super) fn write(timeline: &Timeline, name: &str, lens: &SlideLens, out: &mut Diagnostics) -> String {
    let mut text = format!("---\nname: {}\n", scalar(name));
    if !timeline.eras.is_empty() {
        text.push_str(&format!("{}\nphases:\n", comment("The phases are the eras of the timeline.")));
    }
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
    let links = html::links(&timeline.text).into_iter().map(|link| linked(link, name));
    let sources: Vec<String> =
        timeline.media.sources(name).into_iter().chain(links).map(|s| s.yaml()).collect();
    if !sources.is_empty() {
        text.push_str(&format!("sources:\n  - {}\n", sources.join("\n  - ")));
    }
    let remarks = timeline.media.remarks().into_iter();
    let others = timeline.others.iter().map(|(name, value)| format!("{name}: {value}"));
    remarks.chain(others).for_each(|remark| text.push_str(&format!("{}\n", comment(&remark))));
    text.push_str("---\n");
    let words = compose::body(&html::fragment(&timeline.text));
    if words.is_empty() { text } else { format!("{text}\n{words}") }
}
