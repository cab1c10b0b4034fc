//! Import: raw pages, saved HTML, other tools' data and other generators' folders become content files.
//!
//! From values to values: `source` gives the bytes, `sink` writes the files. Whatever is guessed carries the words that it
//! came from; whatever is doubtful is a diagnostic; whatever is left out is listed.

mod actors;
mod archive;
mod article;
mod assets;
mod chronicle;
mod compose;
mod dataset;
mod dates;
mod decoding;
mod doubts;
mod encoding;
mod event;
mod exports;
mod generator;
mod guess;
mod html;
mod importer;
mod kind;
mod ledger;
mod likeness;
mod markdown;
mod names;
mod options;
mod outcome;
mod page;
mod places;
mod plist;
mod post;
mod raw;
mod register;
mod source;
mod stamp;
mod timeline;
mod unpack;
mod when;

pub use archive::Archive;
pub use assets::{Assets, Copy};
pub use compose::Field;
pub use dataset::Map;
pub use doubts::Telling;
pub use exports::Service;
pub use generator::is_settings;
pub use guess::Confidence;
pub use importer::Importer;
pub use kind::{Kind, in_folder as kind_in_folder, of as kind_of};
pub use ledger::{End, Entry, Ledger, Part, Sum};
pub use options::{Groups, Options, Slides};
pub use outcome::{Fate, NewFile, Outcome};
pub use page::Dropped;
pub use stamp::{Clock, Now, Order};

use sha2::{Digest, Sha256};

use crate::config::Zones;
use crate::model::Day;
use crate::parse;

/// The SHA-256 of some bytes, in hexadecimal digits.
fn hash(bytes: &[u8]) -> String {
    crate::text::hex(&Sha256::digest(bytes))
}

fn short_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The day in an address or path, such as `/2020/10/05/title` or `/20201005/title`.
fn day_in_path(path: &str) -> Option<Day> {
    let parts: Vec<&str> = path.split(['/', '?', '#']).collect();
    let of = |year: &str, month: &str, day: &str| {
        let plain = year.len() == 4 && [month, day].iter().all(|part| (1..=2).contains(&part.len()));
        let number = |text: &str| text.parse::<u8>().ok();
        plain.then(|| Day::new(year.parse().ok()?, number(month)?, number(day)?)).flatten()
    };
    let apart = parts.windows(3).find_map(|parts| of(parts[0], parts[1], parts[2]));
    apart.or_else(|| {
        parts.iter().find_map(|part| {
            let digits = part.get(..8).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
            let ends = part.get(8..)?.chars().next().is_none_or(|c| !c.is_ascii_digit());
            ends.then(|| of(&digits[..4], &digits[4..6], &digits[6..]))
                .flatten()
                .or_else(|| day_in_name(part))
        })
    })
}

/// A day such as `2020-09-27` in a file's name.
fn day_in_name(name: &str) -> Option<Day> {
    let digits = |at: usize| {
        let day = name.get(at..at + 10)?;
        let form = day
            .bytes()
            .enumerate()
            .all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' || b == b'_' } else { b.is_ascii_digit() });
        let alone = !name[..at].ends_with(|c: char| c.is_ascii_digit())
            && !name[at + 10..].starts_with(|c: char| c.is_ascii_digit());
        form.then_some(())?;
        let day = day.replace('_', "-");
        let stamp = parse::stamp(&day, &Zones::default()).ok()?;
        alone.then(|| stamp.day())
    };
    name.char_indices().find_map(|(at, _)| digits(at))
}
