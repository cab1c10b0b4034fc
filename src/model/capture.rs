//! Addresses in archives of the web: what they hold a copy of, and of when.

use crate::text::percent_decoded;

/// What an address in an archive says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Capture {
    /// A copy, as far as its address tells.
    Copy {
        /// The day or month of the copy, as EDTF.
        day: Option<String>,
        /// The address that was copied.
        of: Option<String>,
    },
    /// No copy, and why.
    None(&'static str),
}

/// Why an address holds no copy of a page, by what it says itself; `None` if it may hold one.
pub fn no_copy_of(copy: &str, page: Option<&str>) -> Option<String> {
    if page.is_some_and(|page| same_page(page, copy)) {
        return Some("it is the source's own address".to_owned());
    }
    match (Capture::of(copy), page) {
        (Capture::None(reason), _) => Some(reason.to_owned()),
        (Capture::Copy { of: Some(copied), .. }, Some(page)) if !same_page(page, &copied) => {
            Some(format!("it is one of `{copied}`"))
        }
        (Capture::Copy { .. }, _) => None,
    }
}

/// Archives whose addresses hold a name of their own, or a time and the copied address.
const TODAY: [&str; 7] =
    ["archive.today", "archive.ph", "archive.is", "archive.md", "archive.li", "archive.vn", "archive.fo"];

impl Capture {
    /// Reads an address.
    pub fn of(address: &str) -> Self {
        let Some((host, path)) = split(address) else { return Self::None("it is no address of the web") };
        let path = path.split('#').next().unwrap_or("");
        let plain = path.trim_matches('/');
        if plain.is_empty() || matches!(plain, "index.html" | "web" | "wayback" | "search") {
            return Self::None("it is the start page of a site");
        }
        let steps: Vec<&str> = path.trim_start_matches('/').splitn(3, '/').collect();
        if steps[0] == "save"
            || steps[0] == "submit"
            || (TODAY.contains(&host.as_str()) && plain.starts_with("?run="))
        {
            return Self::None("it asks an archive to make a copy");
        }
        if let Some(found) = stamped(path) {
            return found;
        }
        let lists = TODAY.contains(&host.as_str())
            && matches!(steps[0], "newest" | "oldest" | "search" | "https:" | "http:");
        if host.ends_with("web.archive.org") || lists {
            return Self::None("it names no copy but a list of them, or whichever is the newest");
        }
        Self::Copy { day: None, of: None }
    }
}

/// `…/20201006101112/https://…` and its like, in the addresses of many archives; a star stands for all copies.
fn stamped(path: &str) -> Option<Capture> {
    let start = ["/http:/", "/https:/"].iter().filter_map(|scheme| path.find(scheme)).min()?;
    let before = path[..start].rsplit('/').next()?;
    let of = Some(path[start + 1..].to_owned());
    if before.contains('*') {
        return Some(Capture::None("it is a calendar of all copies"));
    }
    let digits: String = before.chars().filter(char::is_ascii_digit).collect();
    let is_stamp = before.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | ':'))
        && before.starts_with(|c: char| c.is_ascii_digit());
    (is_stamp && digits.len() >= 4).then(|| Capture::Copy { day: day(&digits), of })
}

/// `20201006101112` as a day, or as much of it as there is.
fn day(digits: &str) -> Option<String> {
    let part = |from: usize| digits.get(from..from + 2);
    let year = digits.get(..4)?;
    Some(match (part(4), part(6)) {
        (Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        (Some(month), None) => format!("{year}-{month}"),
        _ => year.to_owned(),
    })
}

/// Whether two addresses lead to one page: whatever the scheme, `www.`, a slash at the end, or percent signs.
fn same_page(a: &str, b: &str) -> bool {
    let plain = |address: &str| {
        let (host, path) = split(address)?;
        let path = path.split('#').next().unwrap_or("");
        let host =
            host.trim_start_matches("www.").trim_end_matches(":80").trim_end_matches(":443").to_owned();
        Some((host, percent_decoded(path).trim_end_matches('/').to_owned()))
    };
    plain(a).is_some_and(|a| plain(b) == Some(a))
}

/// The host in small letters, and what follows it; one slash is enough after the scheme, as some archives write it.
fn split(address: &str) -> Option<(String, &str)> {
    let address = address.trim();
    let scheme = ["https:", "http:"]
        .into_iter()
        .find(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let rest = address[scheme.len()..].trim_start_matches('/');
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].to_ascii_lowercase();
    (!host.is_empty()).then(|| (host, &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_what_they_hold() {
        let copy = |day: Option<&str>, of: Option<&str>| Capture::Copy {
            day: day.map(str::to_owned),
            of: of.map(str::to_owned),
        };
        for (address, day, of) in [
            (
                "https://web.archive.org/web/20201006101112/https://p.example/4",
                Some("2020-10-06"),
                Some("https://p.example/4"),
            ),
            (
                "https://web.archive.org/web/20201006101112id_/http://p.example/",
                Some("2020-10-06"),
                Some("http://p.example/"),
            ),
            (
                "https://archive.ph/2020.10.06-101112/https://p.example/4",
                Some("2020-10-06"),
                Some("https://p.example/4"),
            ),
            (
                "https://arquivo.example/wayback/202010/https://p.example/4",
                Some("2020-10"),
                Some("https://p.example/4"),
            ),
            ("https://archive.ph/Ab3dE", None, None),
            ("https://perma.cc/A1B2-C3D4", None, None),
        ] {
            assert_eq!(Capture::of(address), copy(day, of), "{address}");
        }
        for address in [
            "https://web.archive.org/web/*/https://p.example/1",
            "https://web.archive.org/web/2020*/https://p.example/1",
            "https://web.archive.org/save/https://p.example/1",
            "https://web.archive.org/",
            "https://web.archive.org/web/https://p.example/1",
            "https://archive.ph/newest/https://p.example/1",
            "https://archive.today/?run=1&url=https://p.example/1",
            "https://perma.cc",
            "copies/one.html",
        ] {
            assert!(matches!(Capture::of(address), Capture::None(_)), "{address}");
        }
        assert!(same_page("http://www.p.example/a%20b/", "https://p.example/a b"));
        assert!(!same_page("https://p.example/a", "https://p.example/b"));
    }
}
