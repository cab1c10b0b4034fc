//! Captions of pictures and their credits.

use crate::import::page::Caption;
use crate::text::fold;

/// The caption that a line is; `None` if it is prose.
pub(super) fn caption(line: &str) -> Option<Caption> {
    if let Some(found) = marked(line) {
        return Some(found);
    }
    let inside = bracketed(line);
    let body = inside.unwrap_or(line);
    let credit = credit(body);
    let looks = begins_as_caption(body);
    match (inside, credit) {
        (Some(_), Some((text, credit))) => Some(of(text, Some(credit))),
        (Some(inside), None) if looks || begins_as_note(inside) => Some(of(inside, None)),
        (Some(_), None) => None,
        (None, Some((text, credit))) => Some(of(text, Some(credit))),
        (None, None) if looks => Some(of(body, None)),
        (None, None) => None,
    }
}

/// `Image source, NPA`, `Image caption, A ferry leaves`, `© A. Name/NPA`.
fn marked(line: &str) -> Option<Caption> {
    let after = |mark: &str| {
        let start = line.get(..mark.len())?.eq_ignore_ascii_case(mark);
        line.get(mark.len()..)
            .filter(|_| start)
            .map(|rest| rest.trim_start_matches([',', ':', ' ']).trim())
            .filter(|rest| !rest.is_empty())
    };
    let short = |credit: &&str| credit.split_whitespace().count() <= 6;
    let credit = after("image source").or_else(|| after("©")).filter(short);
    let words = after("image caption").or_else(|| after("media caption"));
    match (credit, words) {
        (Some(credit), _) => Some(of("", Some(credit))),
        (None, Some(words)) => Some(of(words, None)),
        (None, None) => None,
    }
}

/// A caption whose words may hold its credit.
pub(in crate::import) fn with_credit(text: &str) -> Caption {
    caption(text).unwrap_or_else(|| of(text, None))
}

fn of(text: &str, credit: Option<&str>) -> Caption {
    let text = text.trim().trim_end_matches([',', ';', '|', '-', '–', '—']).trim();
    Caption { text: text.to_owned(), credit: credit.map(|c| c.trim().to_owned()), ..Caption::default() }
}

/// The words between brackets that hold the whole line.
fn bracketed(line: &str) -> Option<&str> {
    let line = line.trim();
    let square = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let round = || line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    square.or_else(round).filter(|inside| !inside.contains(['[', ']']))
}

/// The text before a credit, and the credit.
fn credit(text: &str) -> Option<(&str, &str)> {
    labelled(text).or_else(|| agency_photo(text))
}

/// `… Credit: AP`, `(Image Credit: AP)`, `Photo: A. Name`, `… Photo by A. Name / Agency`.
fn labelled(text: &str) -> Option<(&str, &str)> {
    const LABELS: &[&str] = &[
        "image credits",
        "image credit",
        "photo credits",
        "photo credit",
        "picture credits",
        "picture credit",
        "photograph",
        "photo courtesy",
        "photo",
        "picture",
        "image",
        "credits",
        "credit",
        "photo by",
        "picture by",
        "image by",
        "photograph by",
        "source",
        "pic",
        "фото",
        "foto",
        "courtesy",
        "handout",
    ];
    // Lower case of some letters has another length: then there is no label that is known here.
    let lower = text.to_ascii_lowercase();
    for label in LABELS {
        let Some(at) = lower.rfind(label) else { continue };
        let begins = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let rest = &text[at + label.len()..];
        let by = label.ends_with(" by") || label.ends_with("courtesy");
        let value = rest
            .trim_start()
            .strip_prefix([':', '-', '–', '©'])
            .or_else(|| rest.strip_prefix(' ').filter(|_| by));
        let (Some(value), true) = (value, begins) else { continue };
        let value = value.trim().trim_end_matches([')', ']', '.']).trim();
        let before = text[..at].trim().trim_end_matches(['(', '[', '|', '/']).trim();
        // A source alone is one of the article, not of a picture.
        if matches!(*label, "source" | "courtesy" | "handout") && before.is_empty() {
            continue;
        }
        // A source is a credit only after a caption that ends.
        let source = matches!(*label, "source" | "handout" | "courtesy" | "picture" | "image");
        let fits = !value.is_empty()
            && value.split_whitespace().count() <= 12
            && !(source && before.is_empty() && value.split_whitespace().count() > 5);
        if fits
            && (before.is_empty()
                || crate::import::raw::lines::ends_sentence(before)
                || begins_as_caption(before)
                || text.trim_end().ends_with([')', ']'])
                || bracket_before(text, at))
        {
            return Some((before, value));
        }
        if fits && before.split_whitespace().count() >= 2 && label.contains("credit") {
            return Some((before, value));
        }
    }
    None
}

fn bracket_before(text: &str, at: usize) -> bool {
    text[..at].trim_end().ends_with(['(', '[', '|'])
}

/// `… (AP Photo/A. Name)`, `… (Reuters/A. Name)`, `… (A. Name/AFP via Getty Images)`.
fn agency_photo(text: &str) -> Option<(&str, &str)> {
    const AGENCIES: &[&str] = &[
        "photo",
        "reuters",
        "afp",
        "getty",
        "via ap",
        "epa",
        "tass",
        "ria novosti",
        "anadolu",
        "handout",
        "courtesy",
        "file)",
        "copyright",
        "©",
    ];
    let trimmed = text.trim().trim_end_matches('.');
    let rest = trimmed.strip_suffix(')')?;
    let open = rest.rfind('(')?;
    let inside = &rest[open + 1..];
    let lower = format!("{})", inside.to_lowercase());
    let known = AGENCIES.iter().any(|word| lower.contains(word));
    let short = inside.split_whitespace().count() <= 12;
    // `(Reuters)` at the beginning of a sentence is a dateline; at the end of one, a credit.
    let says_so = ["hoto", "opyright", "/", "©"].iter().any(|mark| inside.contains(mark));
    (known && short && says_so).then(|| (rest[..open].trim(), inside.trim()))
}

/// A caption that only its credit shows, which counts before the text alone: `A ferry leaves. (NPA)`, `… Ann CAMERA / NPA`.
pub(super) fn credited(line: &str) -> Option<Caption> {
    let trimmed = line.trim();
    let (text, credit) = bracketed_name(trimmed).or_else(|| slashed_name(trimmed))?;
    let one = [". ", "! ", "? "].iter().all(|end| !text.trim_end_matches('.').contains(end));
    let short = (3..=45).contains(&text.split_whitespace().count());
    (one && short).then(|| of(text, Some(credit)))
}

/// A sentence with a name in brackets behind it.
fn bracketed_name(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_end_matches('.').strip_suffix(')')?;
    let (text, name) = rest.rsplit_once('(')?;
    let text = text.trim();
    let named = name.split_whitespace().count() <= 4 && name.split([' ', '/']).all(is_capital);
    (text.ends_with(['.', '!', '…', '”', '"']) && named && !name.is_empty()).then_some((text, name))
}

/// A sentence with `Name SURNAME / AGENCY` behind it.
fn slashed_name(line: &str) -> Option<(&str, &str)> {
    let at = line.rfind(". ")? + 2;
    let (text, name) = (line[..at].trim(), line[at..].trim());
    let (who, agency) = name.split_once('/')?;
    let shouted = |part: &str| {
        part.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !part.chars().any(char::is_lowercase)
    };
    let named = |part: &str| part.split_whitespace().count() <= 4 && part.split_whitespace().all(is_capital);
    (named(who) && named(agency) && shouted(agency.trim())).then_some((text, name))
}

fn is_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase() && !c.is_ascii_digit())
}

fn begins_as_note(text: &str) -> bool {
    let folded = fold(text);
    ["image", "photo", "picture", "file", "map", "graphic", "video", "screenshot"]
        .iter()
        .any(|word| folded.split(' ').next() == Some(word))
}

/// Whether words begin as captions do.
pub(super) fn begins_as_caption(text: &str) -> bool {
    const BEGINS: &[&str] = &[
        "file photo",
        "file",
        "in this photo",
        "in this image",
        "in this picture",
        "in this handout",
        "this photo",
        "this image",
        "this picture",
        "this handout",
        "in this file photo",
        "in this file image",
        "photo",
        "handout photo",
        "screenshot",
        "in this frame grab",
        "in this video grab",
        "in this undated",
        "a screengrab",
    ];
    let folded = fold(text);
    let mark = text.trim_start().to_lowercase();
    let marked =
        |word: &str| [":", " -", " –", " —"].iter().any(|sign| mark.starts_with(&format!("{word}{sign}")));
    BEGINS.iter().any(|begin| match *begin {
        "file" | "photo" | "screenshot" | "file photo" => marked(begin),
        _ => folded.strip_prefix(begin).is_some_and(|rest| rest.starts_with(' ')) && is_picture_of(&folded),
    })
}

/// `This image taken from …` tells of a picture; `This picture has changed` does not.
fn is_picture_of(folded: &str) -> bool {
    const WORDS: &[&str] =
        &["taken", "provided", "released", "shows", "made", "from", "by", "shot", "photo", "image", "video"];
    folded.split(' ').take(9).any(|word| WORDS.contains(&word))
}

/// Whether a line ends with the day on which a picture was taken: `…, Oct. 6, 2020.`
pub(super) fn ends_with_day(line: &str, clock: &crate::import::stamp::Clock) -> bool {
    let dates = crate::import::stamp::find_all(line, clock);
    let Some(last) = dates.last() else { return false };
    let after = line.get(last.range.end..).unwrap_or("");
    let before = line.get(..last.range.start).unwrap_or("").trim_end();
    after.chars().all(|c| !c.is_alphanumeric())
        && before.ends_with(',')
        && before.split_whitespace().count() >= 5
}

/// Whether two lines describe one picture: the shorter's words are nearly all in the longer.
pub(super) fn same_picture(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let words: Vec<&str> = short.split(' ').filter(|w| w.len() > 2).collect();
    let shared = words.iter().filter(|word| long.split(' ').any(|other| other == **word)).count();
    !words.is_empty() && shared * 10 >= words.len() * 7
}
