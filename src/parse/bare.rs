//! Addresses that stand bare in a text, as GitHub's Markdown finds them: `https://…`, `www.…`, `desk@paper.example`.

use std::ops::Range;

/// A bare address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub sort: Sort,
}

/// What a bare address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// `http://…` or `https://…`.
    Web,
    /// `www.…`, without a scheme.
    Www,
    /// The address of a mailbox.
    Mail,
    /// An address of another scheme, which is no link.
    Other,
}

/// Whether a text may hold one: cheap, asked of every body.
pub(super) fn may_stand_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr(b'@', bytes).is_some()
        || memchr::memmem::find(bytes, b"://").is_some()
        || memchr::memmem::find(bytes, b"www.").is_some()
        || memchr::memmem::find(bytes, b"WWW.").is_some()
}

/// All of them, in order.
pub(super) fn addresses(text: &str) -> Vec<Bare> {
    let mut found: Vec<Bare> = Vec::new();
    for at in memchr::memchr3_iter(b':', b'@', b'.', text.as_bytes()) {
        let from = found.last().map_or(0, |last| last.range.end);
        if at < from {
            continue;
        }
        found.extend(match text.as_bytes()[at] {
            b':' => with_scheme(text, from, at),
            b'.' => www(text, from, at),
            _ => mail(text, from, at),
        });
    }
    found
}

fn with_scheme(text: &str, from: usize, at: usize) -> Option<Bare> {
    let rest = text[at..].strip_prefix("://")?;
    let before = &text[from..at];
    let scheme = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-')).len();
    // `—https` and `-https` begin with the letters.
    let scheme = &before[scheme..].trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let start = at - scheme.len();
    let sort = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Sort::Web,
        "" => return None,
        _ => Sort::Other,
    };
    let is_host =
        rest.starts_with(|c: char| c.is_alphanumeric() || c == '[' || sort == Sort::Other && c == '/');
    (is_host && may_begin(text, start)).then(|| Bare { range: start..end(text, at + 3), sort })
}

fn www(text: &str, from: usize, at: usize) -> Option<Bare> {
    let start = at.checked_sub(3).filter(|start| *start >= from)?;
    let is_www = text.get(start..at)?.eq_ignore_ascii_case("www");
    let rest = text[at + 1..].starts_with(char::is_alphanumeric);
    (is_www && rest && may_begin(text, start))
        .then(|| Bare { range: start..end(text, at + 1), sort: Sort::Www })
}

fn mail(text: &str, from: usize, at: usize) -> Option<Bare> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
    let local = text[from..at].trim_end_matches(is_local).len();
    let local = text[from + local..at].trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = at - local.len();
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let rest = &text[at + 1..];
    let host = rest[..rest.find(|c| !is_host(c)).unwrap_or(rest.len())].trim_end_matches(['.', '-', '_']);
    let host = host.split("--").next().unwrap_or(host);
    let last = host.rsplit_once('.').map_or("", |(_, last)| last);
    let fits = !local.is_empty()
        && last.chars().count() > 1
        && last.chars().all(char::is_alphabetic)
        && host.split('.').all(|label| !label.is_empty());
    let is_alone = !text[..start].ends_with(['@', '/']) && !rest[host.len()..].starts_with('@');
    (fits && is_alone).then(|| Bare { range: start..at + 1 + host.len(), sort: Sort::Mail })
}

/// Whether an address may begin here: not within a word or a path.
fn may_begin(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '@' | '.' | '='))
}

/// Where an address ends: signs of the sentence and brackets that it does not open stay outside.
fn end(text: &str, from: usize) -> usize {
    let mut open: Vec<char> = Vec::new();
    let mut end = text.len();
    for (at, c) in text[from..].char_indices() {
        let closes = match c {
            '(' | '[' | '{' => {
                open.push(c);
                false
            }
            ')' => open.pop() != Some('('),
            ']' => open.pop() != Some('['),
            '}' => open.pop() != Some('{'),
            c => c.is_whitespace() || c.is_control() || stops(c),
        };
        if closes {
            end = from + at;
            break;
        }
    }
    loop {
        let trimmed = text[from..end]
            .trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '"', '*', '~', '(', '[', '{']);
        let trimmed = if trimmed.ends_with("--") { trimmed.trim_end_matches('-') } else { trimmed };
        if from + trimmed.len() == end {
            return end;
        }
        end = from + trimmed.len();
    }
}

/// Signs of sentences that no address holds, in every script.
fn stops(c: char) -> bool {
    matches!(
        c,
        '<' | '>' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '‹' | '›' | '—' | '–' | '…' | '։' | '،' | '؛'
            | '؟' | '۔' | '।' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '！' | '（' | '）' | '，' | '：'
            | '；' | '？' | '｡' | '､'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let of = |text: &str| {
            let found = addresses(text).into_iter().filter(|bare| bare.sort != Sort::Other);
            found.map(|bare| text[bare.range].to_owned()).collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            ("See https://t.me/c/1.", "https://t.me/c/1"),
            ("(https://x.example/a_(b)), and", "https://x.example/a_(b)"),
            ("«https://x.example/?a=1&b=2»", "https://x.example/?a=1&b=2"),
            ("\"HTTPS://X.example/\"?", "HTTPS://X.example/"),
            ("www.paper.example, www. and wwww.x.example", "www.paper.example"),
            ("ann.lee_b+c@desk.example.", "ann.lee_b+c@desk.example"),
            ("@desk, a@b, @user@host.example, a@b.c", ""),
            ("xhttps://x.example http:// ://x web.example/https://y.example", ""),
            ("https://x.example/a--b--", "https://x.example/a--b"),
            ("https://x.example/路径。后", "https://x.example/路径"),
            ("[https://x.example/a](", "https://x.example/a"),
            ("ftp://x.example/a@b.example/c", ""),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }
}
