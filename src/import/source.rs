//! A source of an imported thing as YAML: its parts, the address in a text, and what its host tells of it.

use super::compose::scalar;

/// A source as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Citation {
    /// What it is called.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, in EDTF.
    pub published: Option<String>,
    /// What sort it is, where that is known.
    pub kind: Option<&'static str>,
}

impl Citation {
    /// The source of a cell: an address, or words that name it.
    pub fn of_text(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        Some(match address(text) {
            Some(url) => Self { kind: kind_of(&url), url: Some(url), ..Self::default() },
            None => Self { title: Some(text.to_owned()), ..Self::default() },
        })
    }

    /// The source as a map of YAML.
    pub fn yaml(&self) -> String {
        let parts = [
            ("title", &self.title),
            ("publisher", &self.publisher),
            ("url", &self.url),
            ("author", &self.author),
            ("published", &self.published),
        ];
        let mut entries: Vec<String> = parts
            .into_iter()
            .filter_map(|(key, part)| Some(format!("{key}: {}", scalar(part.as_ref()?))))
            .collect();
        entries.extend(self.kind.map(|kind| format!("kind: {kind}")));
        format!("{{{}}}", entries.join(", "))
    }
}

/// The sources of a cell that may hold several: addresses one after the other, or parts between signs.
pub(super) fn of_cell(cell: &str) -> Vec<Citation> {
    let words: Vec<&str> = cell
        .split(|c: char| c.is_whitespace() || matches!(c, ';' | '|'))
        .filter(|word| !word.is_empty())
        .collect();
    let all_addresses = words.iter().all(|word| address(word.trim_end_matches(',')).is_some());
    let parts: Vec<&str> = if all_addresses {
        words.into_iter().map(|word| word.trim_end_matches(',')).collect()
    } else {
        cell.split([';', '|', '\n']).collect()
    };
    parts.into_iter().filter_map(Citation::of_text).collect()
}

/// The address that a text is, with its scheme.
pub(super) fn address(text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return (text.len() > 8).then(|| text.to_owned());
    }
    let host = text.split(['/', '?', '#']).next().unwrap_or(text);
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let end = labels.last().copied().unwrap_or("");
    let named = labels.len() > 1
        && labels.iter().all(is_label)
        && end.chars().all(char::is_alphabetic)
        && (2..=24).contains(&end.chars().count());
    // A word with a full stop inside is no address: it has a path, or says `www`.
    (named && (host.len() < text.len() || lower.starts_with("www."))).then(|| format!("https://{text}"))
}

/// Hosts of which everything is written by whoever has an account.
const SOCIAL: &[&str] = &[
    "twitter.com",
    "x.com",
    "t.me",
    "telegram.me",
    "telegram.org",
    "facebook.com",
    "fb.com",
    "instagram.com",
    "vk.com",
    "ok.ru",
    "youtube.com",
    "youtu.be",
    "tiktok.com",
    "reddit.com",
    "threads.net",
    "bsky.app",
    "linkedin.com",
    "mastodon.social",
    "livejournal.com",
    "weibo.com",
    "truthsocial.com",
    "rumble.com",
];

/// Hosts of alliances and courts of states.
const OFFICIAL: &[&str] =
    &["un.org", "europa.eu", "nato.int", "osce.org", "icj-cij.org", "icc-cpi.int", "coe.int"];

/// What the host of an address tells of a source; nothing for most.
pub(super) fn kind_of(url: &str) -> Option<&'static str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest).to_ascii_lowercase();
    let is =
        |known: &&str| host == **known || host.strip_suffix(*known).is_some_and(|rest| rest.ends_with('.'));
    if SOCIAL.iter().any(is) {
        return Some("social");
    }
    let labels: Vec<&str> = host.split('.').collect();
    let state = |label: &&str| matches!(*label, "gov" | "gob" | "gouv" | "govt" | "mil" | "gc");
    let ends = labels.iter().rev().take(2).any(state);
    (ends || OFFICIAL.iter().any(is)).then_some("official")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_without_a_scheme_are_addresses() {
        for (text, expected) in [
            ("https://a.example/1", Some("https://a.example/1")),
            ("www.paper.example", Some("https://www.paper.example")),
            ("t.me/harbour/77", Some("https://t.me/harbour/77")),
            ("The Paper, p. 3", None),
            ("No.7", None),
            ("3.5/10", None),
            ("", None),
        ] {
            assert_eq!(address(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn hosts_tell_what_a_source_is() {
        for (url, expected) in [
            ("https://t.me/x/1", Some("social")),
            ("https://m.facebook.com/x", Some("social")),
            ("https://www.mod.gov.uk/x", Some("official")),
            ("https://press.un.org/en", Some("official")),
            ("https://notx.com/", None),
            ("https://paper.example/1", None),
        ] {
            assert_eq!(kind_of(url), expected, "{url}");
        }
    }

    #[test]
    fn several_sources_of_a_cell_are_several() {
        let titles = |cell| {
            of_cell(cell).into_iter().map(|c| c.url.or(c.title).unwrap_or_default()).collect::<Vec<_>>()
        };
        assert_eq!(
            titles("https://a.example/1, https://b.example/2"),
            ["https://a.example/1", "https://b.example/2"]
        );
        assert_eq!(titles("The Paper; News Agency"), ["The Paper", "News Agency"]);
        assert_eq!(titles("Report of the day, page 3"), ["Report of the day, page 3"]);
    }
}
