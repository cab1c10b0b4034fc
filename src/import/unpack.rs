//! Saved pages in containers: MHTML and mails, web archives (WARC), packed files. The page inside is what is imported.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::plist;

/// A page that was taken out of its container.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unpacked {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its address, where the container says it.
    pub address: Option<String>,
    /// The encoding that the container names.
    pub charset: Option<String>,
    /// When the page was saved, in the container's words.
    pub captured: Option<String>,
    /// What the container is.
    pub container: &'static str,
}

const SAFARI: &str = "web archive (Safari)";

/// A packed page is never larger than this.
const LARGEST: u64 = 200 * 1024 * 1024;

/// What an input is packed in, by its first bytes.
pub(super) fn container(head: &[u8]) -> Option<&'static str> {
    if head.starts_with(b"\x1f\x8b") {
        return Some("packed file (gzip)");
    }
    if plist::is_one(head) {
        return Some(SAFARI);
    }
    if head.starts_with(b"WARC/") {
        return Some("web archive (WARC)");
    }
    let text = String::from_utf8_lossy(&head[..head.len().min(2048)]);
    let header = |name: &str| {
        text.lines()
            .take(40)
            .take_while(|line| !line.trim().is_empty())
            .any(|line| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
    };
    (header("mime-version:") && header("content-type:")).then_some("saved page (MHTML)")
}

/// Takes the page out of its container; why it cannot be taken.
pub(super) fn unpack(bytes: &[u8]) -> Result<Unpacked, String> {
    match container(bytes) {
        Some("packed file (gzip)") => {
            let mut inner = Vec::new();
            let read = MultiGzDecoder::new(bytes).take(LARGEST).read_to_end(&mut inner);
            read.map_err(|error| format!("it cannot be unpacked: {error}"))?;
            match container(&inner) {
                Some("packed file (gzip)") => Err("it is packed twice".to_owned()),
                Some(_) => unpack(&inner),
                None => Ok(Unpacked {
                    bytes: inner,
                    address: None,
                    charset: None,
                    captured: None,
                    container: "packed file (gzip)",
                }),
            }
        }
        Some("web archive (WARC)") => warc(bytes),
        Some(SAFARI) => {
            let page = plist::page(bytes).ok_or("the web archive holds no page")?;
            let plist::ArchivedPage { bytes, address, charset } = page;
            Ok(Unpacked { bytes, address, charset, captured: None, container: SAFARI })
        }
        Some(container) => mime(bytes, container, 0),
        None => Err("it is in no container that is known".to_owned()),
    }
}

/// Headers, and the byte at which what follows them begins.
fn headers(bytes: &[u8]) -> (Vec<(String, String)>, usize) {
    let end = find(bytes, b"\r\n\r\n").map(|at| (at, at + 4));
    let end = match (end, find(bytes, b"\n\n").map(|at| (at, at + 2))) {
        (Some(a), Some(b)) => a.min(b),
        (Some(a), None) | (None, Some(a)) => a,
        (None, None) => (bytes.len(), bytes.len()),
    };
    let text = String::from_utf8_lossy(&bytes[..end.0]).into_owned();
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = headers.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    (headers, end.1)
}

fn value<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// `charset="utf-8"` of a header.
fn parameter(header: &str, name: &str) -> Option<String> {
    let found = header.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    });
    found.filter(|value| !value.is_empty())
}

/// The response of the first page of a web archive.
fn warc(bytes: &[u8]) -> Result<Unpacked, String> {
    let mut at = 0;
    while let Some(start) = find(&bytes[at..], b"WARC/").map(|found| at + found) {
        let (record, body) = headers(&bytes[start..]);
        let length =
            value(&record, "content-length").and_then(|length| length.parse::<usize>().ok()).unwrap_or(0);
        let (from, to) = (start + body, (start + body + length).min(bytes.len()));
        at = to.max(start + 5);
        if value(&record, "warc-type") != Some("response") || from >= to {
            continue;
        }
        let (answer, page_at) = headers(&bytes[from..to]);
        let kind = value(&answer, "content-type").unwrap_or("text/html");
        if !kind.contains("html") {
            continue;
        }
        let mut page = bytes[from + page_at..to].to_vec();
        if value(&answer, "transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
            page = unchunked(&page);
        }
        if page.starts_with(b"\x1f\x8b") {
            let mut inner = Vec::new();
            MultiGzDecoder::new(page.as_slice())
                .take(LARGEST)
                .read_to_end(&mut inner)
                .map_err(|error| format!("its page cannot be unpacked: {error}"))?;
            page = inner;
        }
        return Ok(Unpacked {
            bytes: page,
            address: value(&record, "warc-target-uri").map(|uri| uri.trim_matches(['<', '>']).to_owned()),
            charset: parameter(kind, "charset"),
            captured: value(&record, "warc-date").map(str::to_owned),
            container: "web archive (WARC)",
        });
    }
    Err("the web archive holds no page in HTML".to_owned())
}

/// A body that was sent in pieces, each after its length.
fn unchunked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(end) = find(&bytes[at..], b"\r\n").map(|found| at + found) {
        let size = std::str::from_utf8(&bytes[at..end])
            .ok()
            .and_then(|text| usize::from_str_radix(text.split(';').next()?.trim(), 16).ok());
        let Some(size) = size else { return bytes.to_vec() };
        if size == 0 {
            break;
        }
        let to = (end + 2 + size).min(bytes.len());
        out.extend_from_slice(&bytes[end + 2..to]);
        at = to + 2;
        if at >= bytes.len() {
            break;
        }
    }
    out
}

/// The page of a mail or MHTML: its first part in HTML.
fn mime(bytes: &[u8], container: &'static str, depth: usize) -> Result<Unpacked, String> {
    let (head, body) = headers(bytes);
    let kind = value(&head, "content-type").unwrap_or("text/plain").to_owned();
    let location =
        ["snapshot-content-location", "content-location"].iter().find_map(|name| value(&head, name));
    let address = location.filter(|address| address.starts_with("http")).map(str::to_owned);
    if kind.to_lowercase().starts_with("multipart/") && depth < 4 {
        let boundary = parameter(&kind, "boundary").ok_or("its parts have no boundary")?;
        let mark = format!("--{boundary}");
        let mut parts = pieces(&bytes[body..], mark.as_bytes()).into_iter();
        let found = parts.find_map(|part| mime(part, container, depth + 1).ok());
        let page = found.ok_or("it holds no page in HTML")?;
        let captured = value(&head, "date").map(str::to_owned);
        return Ok(Unpacked {
            address: address.or(page.address.clone()),
            captured: captured.or(page.captured.clone()),
            ..page
        });
    }
    if !kind.to_lowercase().starts_with("text/html") {
        return Err("it holds no page in HTML".to_owned());
    }
    let coding = value(&head, "content-transfer-encoding").unwrap_or("").to_lowercase();
    let bytes = match coding.as_str() {
        "quoted-printable" => quoted_printable(&bytes[body..]),
        "base64" => base64(&bytes[body..]).ok_or("its Base64 is broken")?,
        _ => bytes[body..].to_vec(),
    };
    let captured = value(&head, "date").map(str::to_owned);
    Ok(Unpacked { bytes, address, charset: parameter(&kind, "charset"), captured, container })
}

/// The parts between marks at the beginnings of lines.
fn pieces<'a>(bytes: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut starts = Vec::new();
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], mark).map(|found| at + found) {
        starts.push(found);
        at = found + mark.len();
    }
    let skip = |start: usize| {
        let rest = &bytes[start + mark.len()..];
        start + mark.len() + find(rest, b"\n").map_or(rest.len(), |end| end + 1)
    };
    starts.windows(2).map(|pair| &bytes[skip(pair[0]).min(pair[1])..pair[1]]).collect()
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte != b'=' {
            out.push(*byte);
            at += 1;
            continue;
        }
        let hex = bytes
            .get(at + 1..at + 3)
            .and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        match hex {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            // A line that goes on.
            None if bytes[at + 1..].starts_with(b"\r\n") => at += 3,
            None if bytes[at + 1..].starts_with(b"\n") => at += 2,
            None => {
                out.push(b'=');
                at += 1;
            }
        }
    }
    out
}

fn base64(bytes: &[u8]) -> Option<Vec<u8>> {
    use base64::Engine;
    let plain: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    base64::engine::general_purpose::STANDARD.decode(plain).ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_taken_out_of_a_saved_one() {
        let mhtml = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"; boundary=\"xx\"\r\n\r\n\r\n--xx\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Caf=C3=A9 o=\r\npen</p>\r\n--xx\r\nContent-Type: image/png\r\n\r\nx\r\n--xx--\r\n";
        let page = unpack(mhtml.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(page.bytes).unwrap().trim(), "<p>Café open</p>");
        assert_eq!(page.address.as_deref(), Some("https://post.example/a"));
    }

    #[test]
    fn the_page_is_taken_out_of_a_web_archive() {
        let warc = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\nContent-Length: 57\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Words</p>";
        let page = unpack(warc.as_bytes()).unwrap();
        assert_eq!(page.bytes, b"<p>Words</p>");
        assert_eq!(page.address.as_deref(), Some("https://post.example/a"));
    }
}
