//! One pass over a file's bytes for every sign that something is there that must not leave.

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use super::known::{KeptPhrase, Known, Of};
use super::needles::Needles;
use super::sight::SightManner;
use super::{Hit, LeakKind, local, secret};

/// The automaton of all signs, and what each of them asks for.
pub(super) struct Signs {
    automaton: AhoCorasick,
    asks: Vec<Ask>,
    /// What is not published, as readers would see it.
    seen: Option<Needles>,
    phrases: Vec<KeptPhrase>,
}

/// What is done where a sign stands.
#[derive(Clone)]
enum Ask {
    Secret(&'static secret::SecretForm),
    Path(&'static str),
    Root,
    Share,
    Link(&'static str),
    HtmlComment,
    Metadata(&'static str),
    Phrase(KeptPhrase),
}

/// Marks of metadata that stand as they are in files of any sort.
const METADATA: [(&str, &str); 4] = [
    ("http://ns.adobe.com/xap/1.0/", "XMP metadata"),
    ("<x:xmpmeta", "XMP metadata"),
    ("<?xpacket begin", "XMP metadata"),
    ("Photoshop 3.0\08BIM", "IPTC metadata"),
];

impl Signs {
    /// Makes the automaton.
    pub(super) fn new(known: &Known) -> Result<Self, BuildError> {
        let secrets = secret::FORMS.iter().map(|form| (form.begins.to_owned(), Ask::Secret(form)));
        let paths = local::PATHS.iter().map(|sign| ((*sign).to_owned(), Ask::Path(sign)));
        let roots = known.roots.iter().map(|root| (root.clone(), Ask::Root));
        let links = local::LINKS.iter().map(|sign| ((*sign).to_owned(), Ask::Link(sign)));
        let metadata = METADATA.iter().map(|(sign, what)| ((*sign).to_owned(), Ask::Metadata(what)));
        let phrases = known.phrases.iter().map(|phrase| (phrase.text.clone(), Ask::Phrase(phrase.clone())));
        let comment = [("<!--".to_owned(), Ask::HtmlComment), (local::SHARE.to_owned(), Ask::Share)];
        let all =
            secrets.chain(paths).chain(roots).chain(links).chain(metadata).chain(comment).chain(phrases);
        let (signs, asks): (Vec<String>, Vec<Ask>) = all.unzip();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(signs)?;
        let words = known.phrases.iter().enumerate();
        let seen =
            Needles::of(words.filter_map(|(at, phrase)| Some((at, phrase.text.as_str(), phrase.fit()?))))?;
        Ok(Self { automaton, asks, seen, phrases: known.phrases.clone() })
    }

    /// What is said in a text as readers see it, that the site keeps to itself.
    pub(super) fn in_text(&self, text: &str, manner: SightManner) -> Vec<Hit> {
        let met = self.seen.iter().flat_map(|needles| needles.in_text(text, manner));
        met.map(|met| kept_back(&self.phrases[met.of], met.at)).collect()
    }

    /// What the path of a file tells, such as that it is the page of a draft.
    pub(super) fn in_path(&self, path: &str) -> Vec<Hit> {
        self.in_bytes(path, path.as_bytes()).into_iter().map(|found| Hit { at: 0, ..found }).collect()
    }

    /// What stands in these bytes of the file at a path.
    pub(super) fn in_bytes(&self, path: &str, bytes: &[u8]) -> Vec<Hit> {
        let hits = self.automaton.find_overlapping_iter(bytes);
        let discord = secret::discord(bytes).map(|at| secret_at(at, "a token of Discord"));
        hits.filter_map(|hit| ask(&self.asks[hit.pattern().as_usize()], path, bytes, hit.start(), hit.end()))
            .chain(discord)
            .collect()
    }
}

fn secret_at(at: usize, what: &str) -> Hit {
    let hint = "take it out of the source, and withdraw it where it was issued: who has seen it can use it";
    Hit::new(at, LeakKind::Secret, format!("{what} stands in the file"), hint)
}

fn ask(ask: &Ask, path: &str, bytes: &[u8], start: usize, end: usize) -> Option<Hit> {
    match ask {
        Ask::Secret(form) => form.is_at(bytes, start).then(|| secret_at(start, form.what)),
        Ask::Path(sign) => local::path(bytes, start, sign),
        Ask::Root => Some(Hit::new(
            start,
            LeakKind::Path,
            "the path of the site's folder on this machine stands in the file",
            "write the path relative to the site, or take it out",
        )),
        Ask::Share => local::share(bytes, start),
        Ask::Link(sign) => local::link(bytes, start, sign),
        Ask::HtmlComment => comment(path, bytes, end),
        Ask::Metadata(what) => Some(Hit::new(start, LeakKind::Metadata, *what, super::media::HINT)),
        Ask::Phrase(phrase) => said(phrase, bytes, start, end),
    }
}

/// A comment of a page or picture. Where text shows `<!--` its angle is written `&lt;`.
fn comment(path: &str, bytes: &[u8], start: usize) -> Option<Hit> {
    let lower = path.to_ascii_lowercase();
    if ![".html", ".htm", ".svg", ".xml", ".xhtml"].iter().any(|ending| lower.ends_with(ending)) {
        return None;
    }
    let rest = &bytes[start..];
    let text = &rest[..memchr::memmem::find(rest, b"-->").unwrap_or(rest.len())];
    let shown: String = String::from_utf8_lossy(text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!shown.is_empty()).then(|| {
        let hint = if lower.ends_with(".svg") {
            "take it out of the picture; `svgo FILE` does that".to_owned()
        } else {
            "in a template write `{# … #}`, which stays there; in a text take it out".to_owned()
        };
        Hit::new(start, LeakKind::Comment, format!("the comment `{}`", cut(&shown)), hint)
    })
}

/// Words that the site keeps to itself. Addresses begin and titles stand as words of their own.
fn said(phrase: &KeptPhrase, bytes: &[u8], start: usize, end: usize) -> Option<Hit> {
    let letter =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|b| b.is_ascii_alphanumeric());
    if letter(start.checked_sub(1)) || (phrase.of != Of::Address && letter(Some(end))) {
        return None;
    }
    Some(kept_back(phrase, start))
}

fn kept_back(phrase: &KeptPhrase, start: usize) -> Hit {
    let (text, source) = (cut(&phrase.text), &phrase.source);
    let held =
        format!("`{source}` is not built, as `dateline check` says: take the words out, or publish it");
    let out = format!("take it out of the output, or out of `{source}`");
    let (kind, what, hint) = match phrase.of {
        Of::Title => {
            (LeakKind::HeldBack, format!("the title of `{source}`, which is held back: `{text}`"), held)
        }
        Of::Address => (LeakKind::HeldBack, format!("the address of `{source}`, which is held back"), held),
        Of::Words => (LeakKind::HeldBack, format!("words of `{source}`, which is held back: `{text}`"), held),
        Of::Comment => (LeakKind::Comment, format!("a comment of `{source}`: `{text}`"), out),
        Of::Field => (LeakKind::Comment, format!("a field of `{source}` that is not for publication"), out),
    };
    Hit::new(start, kind, what, hint)
}

/// The beginning of a text, for a message.
fn cut(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
