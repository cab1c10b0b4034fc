//! TimelineJS: slides become events or articles, eras become phases of a conflict.

mod conflict;
mod date;
mod json;
mod sheet;
mod slide;

use super::compose::comment;
use super::doubts::{Doubt, Doubts};
use super::event::Event;
use super::guess::Guess;
use super::html;
use super::ledger::{End, Part};
use super::options::{Groups, Options, Slides};
use super::outcome::{NewFile, Outcome};
use super::page::{Block, Caption, ImportedPage};
use super::source::Citation;
use super::stamp::Stamp;
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::EventType;
use crate::text::{Vocabulary, slug};

use date::SlideTime;
pub(super) use slide::{Slide, Timeline};

/// What a timeline is imported with.
pub(super) struct SlideLens<'a> {
    /// The flags.
    pub options: &'a Options,
    /// The input, for diagnostics.
    pub file: FileId,
    /// Its name.
    pub name: &'a str,
}

/// Reads a timeline in JSON; why it is none.
pub(super) fn of_json(text: &str) -> Result<Timeline, String> {
    json::read(text)
}

/// Reads a timeline in a sheet; why it is none.
pub(super) fn of_sheet(text: &str, lens: &SlideLens, out: &mut Diagnostics) -> Result<Timeline, String> {
    sheet::read(text, lens, out)
}

/// Makes the files of a timeline whose slides are events; those of articles are made page by page.
pub(super) fn events(timeline: &Timeline, lens: &SlideLens, outcome: &mut Outcome, out: &mut Diagnostics) {
    let name = timeline.name(lens.name);
    let part = match slug(&name) {
        part if part.is_empty() => "timeline".to_owned(),
        part => part,
    };
    let conflict = conflict_name(timeline, lens);
    let mut text = format!("{}\n", comment(&format!("The slides of the timeline {name}.")));
    let mut made = 0;
    let mut taken: Vec<String> = Vec::new();
    for (number, slide) in (1..).zip(&timeline.slides) {
        match event(slide, number, &part, conflict.as_deref(), lens, &mut taken) {
            Ok(event) => {
                event.write(&mut text);
                made += 1;
            }
            Err(reason) => {
                out.push(bad_slide(number, &reason, lens.file));
                outcome.ledger.note(Part::Slide, &format!("slide {number}"), End::LeftOut, reason);
            }
        }
    }
    report_groups(timeline, lens, out);
    outcome.counts.push((made, "event"));
    outcome.ledger.see(Part::Slide, timeline.slides.len() + timeline.eras.len());
    outcome.ledger.note_many(Part::Slide, "", End::Taken, "events", made);
    outcome.ledger.note_many(Part::Slide, "", End::Taken, "phases of the conflict", timeline.eras.len());
    if made > 0 {
        outcome.files.push(NewFile { path: format!("content/events/{part}.yaml"), bytes: text.into_bytes() });
    }
    conflict_file(timeline, lens, outcome, out);
}

/// Makes the file of the conflict that the title slide tells of and whose phases the eras are, if there is either.
pub(super) fn conflict_file(
    timeline: &Timeline,
    lens: &SlideLens,
    outcome: &mut Outcome,
    out: &mut Diagnostics,
) {
    if let Some(conflict) = conflict_name(timeline, lens).filter(|_| timeline.has_conflict()) {
        let bytes = conflict::write(timeline, &conflict, lens, out).into_bytes();
        outcome.files.push(NewFile { path: format!("content/conflicts/{}.md", slug(&conflict)), bytes });
        if !timeline.eras.is_empty() {
            outcome.counts.push((timeline.eras.len(), "phase"));
        }
    }
}

/// The conflict of a flag; else the timeline itself, where it has eras or its title slide a text.
fn conflict_name(timeline: &Timeline, lens: &SlideLens) -> Option<String> {
    lens.options.conflict.clone().or_else(|| timeline.has_conflict().then(|| timeline.name(lens.name)))
}

/// Reports what is doubtful about the dates of slides: years of two digits, which are of the first century as they are
/// written, and times that name no zone.
pub(super) fn doubtful_dates(timeline: &Timeline, lens: &SlideLens, out: &mut Diagnostics) {
    let mut doubts = Doubts::told(lens.options.telling);
    let at = || Some(At::file(lens.file));
    for (number, slide) in (1_usize..).zip(&timeline.slides) {
        let place = || format!("slide {number}");
        if let Some(year) = slide.start.parts.first().filter(|year| (10..=99).contains(*year)) {
            let message = format!("it is of the year {year}, and may be meant for 19{year} or 20{year}");
            let hint = "write the year with four digits, as in `0045` for one of the first century";
            doubts.add(
                place,
                at(),
                Doubt { code: code::DOUBTFUL_DATE, name: "year".to_owned(), message, hint },
            );
        }
        let unzoned = |moment: &SlideTime| moment.is_unzoned() && !lens.options.clock.zone_given;
        if unzoned(&slide.start) || slide.end.as_ref().is_some_and(unzoned) {
            let time = slide.start.edtf().unwrap_or_default();
            let message = format!("the time of `{time}` names no zone; the site's counts");
            let hint = "`--zone America/New_York` says another, or settles this one";
            doubts.add(place, at(), Doubt { code: code::UNZONED_TIME, name: String::new(), message, hint });
        }
    }
    doubts.tell("slide", out);
}

/// A slide of which nothing can be made.
pub(super) fn bad_slide(number: usize, reason: &str, file: FileId) -> Diagnostic {
    let message = format!("slide {number} was passed over: {reason}");
    Diagnostic::new(code::BAD_ROW, message)
        .at(At::file(file))
        .hint("add it by hand, or correct it and import again")
}

/// What becomes of groups is the editor's to say.
fn report_groups(timeline: &Timeline, lens: &SlideLens, out: &mut Diagnostics) {
    let mut groups: Vec<&str> =
        timeline.slides.iter().map(|slide| slide.group.as_str()).filter(|group| !group.is_empty()).collect();
    groups.sort_unstable();
    groups.dedup();
    let as_tags = lens.options.groups == Groups::Tags;
    if groups.is_empty() || !(as_tags && lens.options.slides == Slides::Events) {
        return;
    }
    let named: Vec<String> = groups.iter().take(8).map(|group| format!("`{group}`")).collect();
    let message = format!("the slides stand in groups, of which nothing was made: {}", named.join(", "));
    let doubt = Diagnostic::new(code::FOREIGN_FIELD, message).at(At::file(lens.file));
    out.push(doubt.hint("`--groups actors` or `--groups types` says what they are"));
}

fn event(
    slide: &Slide,
    number: usize,
    part: &str,
    conflict: Option<&str>,
    lens: &SlideLens,
    taken: &mut Vec<String>,
) -> Result<Event, String> {
    if let Some(shifted) = &slide.shifted {
        return Err(shifted.clone());
    }
    let title = slide.title().ok_or("it has neither a headline nor a text")?;
    let (when, span) = slide.when()?;
    let mut id = match slug(&slide.id) {
        own if own.is_empty() => format!("{part}-{number}"),
        own => own,
    };
    if taken.contains(&id) {
        id = format!("{id}-{number}");
    }
    taken.push(id.clone());
    let words = html::words(&slide.text);
    let kind = (lens.options.groups == Groups::Types).then(|| word_of(&slide.group)).flatten();
    let actors = if lens.options.groups == Groups::Actors { slide.group.as_str() } else { "" };
    Ok(Event {
        id,
        title: title.clone(),
        when,
        span,
        remarks: slide.remarks(),
        place: slide.place(),
        kind,
        actors: actors
            .split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| (name.to_owned(), None))
            .collect(),
        conflict: conflict.map(str::to_owned),
        sources: slide.sources(&title).iter().map(Citation::yaml).collect(),
        summary: (!words.is_empty()).then_some(words),
        ..Event::default()
    })
}

/// The type of event that a group is called as.
fn word_of(group: &str) -> Option<&'static str> {
    let wanted = slug(group);
    EventType::WORDS
        .iter()
        .map(|(word, _)| *word)
        .find(|word| *word == wanted)
        .or((!wanted.is_empty()).then_some("other"))
}

/// A slide as a page, for articles.
pub(super) fn page(slide: &Slide, timeline: &Timeline, lens: &SlideLens) -> Result<ImportedPage, String> {
    if let Some(shifted) = &slide.shifted {
        return Err(shifted.clone());
    }
    let title = slide.title().ok_or("it has neither a headline nor a text")?;
    let (when, span) = slide.when()?;
    let day = slide
        .start
        .first_day()
        .ok_or("its date is not exact enough for an article; import it as an event")?;
    let mut page = ImportedPage { title: Some(Guess::sure(title, "")), ..ImportedPage::default() };
    let stamp = Stamp::of_day(day, "").ok_or("its date is out of range")?;
    page.published.push(Guess::likely(stamp, "").note("the day of the slide"));
    let text = |value: &str| crate::yaml::Value::String(value.to_owned());
    match span {
        Some((start, end)) => {
            page.given.push(("start".to_owned(), text(&start)));
            page.given.extend((!end.is_empty()).then(|| ("end".to_owned(), text(&end))));
        }
        None => page.given.push(("when".to_owned(), text(&when))),
    }
    let conflict = conflict_name(timeline, lens).filter(|_| lens.options.conflict.is_none());
    page.given.extend(conflict.map(|name| ("conflict".to_owned(), text(&name))));
    match lens.options.groups {
        _ if slide.group.is_empty() => {}
        Groups::Tags => page.tags.push(Guess::sure(slide.group.clone(), "").note("the group of the slide")),
        Groups::Types => page.given.extend(word_of(&slide.group).map(|word| ("type".to_owned(), text(word)))),
        // Actors stand in a field of their own, beside those that the text names.
        Groups::Actors => page.actors.push(slide.group.clone()),
    }
    page.blocks = html::fragment(&slide.text);
    if !slide.media.is_empty() {
        let (url, caption) = (&slide.media.url, html::words(&slide.media.caption));
        let credit = html::words(&slide.media.credit);
        page.blocks.push(Block::Caption(Caption {
            text: caption,
            alt: Some(slide.media.alt.clone()).filter(|alt| !alt.is_empty()),
            credit: Some(credit).filter(|credit| !credit.is_empty()),
            image: Some(url.clone()).filter(|url| !url.is_empty()),
            path: Some(url.clone()),
            copy: None,
        }));
    }
    if !slide.display.is_empty() {
        page.extra.push(("display_date".to_owned(), text(&slide.display)));
    }
    Ok(page)
}
