//! The dates of another generator's front matter: which is the one of publication, and what is no certain day.

use super::Post;
use crate::diag::code;
use crate::import::doubts::Doubt;
use crate::import::guess::Guess;
use crate::import::stamp::{self, Clock, Stamp};
use crate::import::when::{Reading, of_seconds};
use crate::yaml::Value;

/// Keys of the day of publication; of several the first counts.
pub(super) const PUBLISHED: &[&str] = &[
    "date",
    "published",
    "publishdate",
    "publisheddate",
    "published_at",
    "published_on",
    "publishedat",
    "publishedon",
    "pubdate",
    "datepublished",
    "publication_date",
    "created",
    "created_at",
    "createdat",
    "datecreated",
];

/// Keys of the day of the last change.
pub(super) const UPDATED: &[&str] = &[
    "lastmod",
    "updated",
    "modified",
    "last_modified_at",
    "last_modified",
    "lastmodified",
    "last_updated",
    "lastupdated",
    "updated_at",
    "updatedat",
    "updateddate",
    "moddate",
    "datemodified",
    "last_update",
];

/// A date as front matter gives it.
enum Read {
    Day(Guess<Stamp>),
    /// The date in EDTF, and the day under which it is filed.
    Rough(String, Stamp),
    Nothing(String),
}

/// Gives the page its day of publication. What is no certain day goes into `when`, and the text waits as a draft.
pub(super) fn published(key: &str, value: &Value, post: &mut Post, clock: &Clock) {
    let Some(written) = super::fields::text(value) else { return };
    let is_first = post.page.published.is_empty();
    match read(key, &written, post, clock) {
        Read::Day(guess) if is_first => {
            if guess.value.day() > clock.now.day() {
                let why = format!("the old site does not show it yet: `{key}: {written}` is still to come");
                post.hold(why, code::HELD_BACK, key);
            }
            post.page.published.push(guess);
        }
        Read::Day(guess) => {
            let agrees = post.page.published.first().is_some_and(|first| first.value.agrees(&guess.value));
            if !agrees {
                post.keep(key, value.clone());
            }
        }
        Read::Rough(when, day) if is_first => {
            post.page.given.push(("when".to_owned(), Value::String(when.clone())));
            let words = format!("{key}: {written}");
            post.page.published.push(Guess::doubtful(day, words).note("no certain day"));
            post.hold(
                format!("`{key}: {written}` is no certain day: `when: {when}` was written"),
                code::DOUBTFUL_DATE,
                key,
            );
        }
        Read::Rough(..) => post.keep(key, value.clone()),
        Read::Nothing(why) => {
            post.keep(key, value.clone());
            post.note(
                key,
                Doubt {
                    code: code::DOUBTFUL_DATE,
                    name: key.to_owned(),
                    message: format!("`{key}: {written}` is no date: {why}; it is kept under `extra`"),
                    hint: "write the day as `published: 2020-09-27` into the new file",
                },
            );
        }
    }
}

/// Gives the page the day of its last change.
pub(super) fn updated(key: &str, value: &Value, post: &mut Post, clock: &Clock) {
    let Some(written) = super::fields::text(value) else { return post.keep(key, value.clone()) };
    match read(key, &written, post, clock) {
        Read::Day(guess) if post.page.updated.is_empty() => post.page.updated.push(guess),
        Read::Day(_) | Read::Rough(..) => post.keep(key, value.clone()),
        Read::Nothing(_) => post.keep(key, value.clone()),
    }
}

fn read(key: &str, written: &str, post: &mut Post, clock: &Clock) -> Read {
    let words = format!("{key}: {written}");
    let text = counted(key, written, post).unwrap_or_else(|| written.to_owned());
    if let Some(stamp) = whole_stamp(&text, clock) {
        return Read::Day(Guess::sure(stamp, words));
    }
    let told = match Reading::by(clock).read(&text) {
        Ok(told) => told,
        Err(why) => return Read::Nothing(why),
    };
    let Some(day) = Stamp::of_day(told.day, &words) else {
        return Read::Nothing("its year is out of range".to_owned());
    };
    let is_day = told.written.len() == 10 && told.written.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if told.beside.is_none() && is_day {
        return Read::Day(Guess::sure(day, words));
    }
    if told.timed {
        // A time that names no moment, such as one with a zone of several meanings, leaves the day.
        let guess = Guess::sure(day, words);
        return Read::Day(guess);
    }
    Read::Rough(told.written, day)
}

/// A time of publication with nothing beside it; what is doubtful about its zone is its own matter.
fn whole_stamp(text: &str, clock: &Clock) -> Option<Stamp> {
    let plain = text.replace(['[', ']'], " ");
    let plain = plain.trim();
    let spelled = stamp::find(plain, 0, clock)
        .filter(|spelled| spelled.range == (0..plain.len()) && !spelled.is_relative())?;
    let stamp = stamp::read(plain, &spelled, clock);
    let is_settled =
        stamp.doubts.iter().all(|doubt| &*doubt.code == "unzoned-time" || doubt.code.ends_with("zone"));
    (is_settled && plain.contains([':', 'm', 'h', 'u', 'M'])).then_some(stamp)
}

/// A number of seconds or milliseconds since 1970, which programs write.
fn counted(key: &str, written: &str, post: &mut Post) -> Option<String> {
    let number: i64 = written.parse().ok().filter(|_| matches!(written.len(), 9 | 10 | 12 | 13))?;
    let seconds = if written.len() > 10 { number / 1000 } else { number };
    let moment = of_seconds(seconds);
    post.note(
        key,
        Doubt {
            code: code::DOUBTFUL_DATE,
            name: format!("{key} as a number"),
            message: format!("`{key}: {written}` was taken for seconds since 1970, which is {moment}"),
            hint: "correct `published` in the new file if it is another day",
        },
    );
    Some(moment)
}
