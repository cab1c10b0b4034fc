//! `_headers` and `_redirects`, as Netlify and Cloudflare Pages read them. Both take files as they are named below their own root;
//! readers may find that below a folder of another host.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{RulesFor, address};
use crate::publish::headers::{Class, EMBED, MEDIA};
use crate::text::percent_encoded;

/// How a host takes redirects.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taste {
    /// The status; Netlify needs a `!` to pass over the page that stands at the old address.
    status: &'static str,
    /// How many there may be. What is too much is left to the pages at the old addresses.
    most: usize,
    /// How long a line may be.
    longest: usize,
}

/// That of Netlify.
pub(super) const NETLIFY: Taste = Taste { status: "301!", most: 10_000, longest: 4_000 };
/// That of Cloudflare Pages.
pub(super) const CLOUDFLARE: Taste = Taste { status: "301", most: 2_000, longest: 1_000 };

/// One line for each old address.
pub(super) fn redirects(subject: &RulesFor, taste: Taste) -> String {
    let line = |(old, new): (String, &str)| {
        format!("/{} {}{} {}", percent_encoded(&old), subject.base(), address::of(new), taste.status)
    };
    let lines = subject.moved().map(line).filter(|line| line.len() <= taste.longest).take(taste.most);
    lines.fold(String::new(), |out, line| out + &line + "\n")
}

/// Rules of which one at most fits an address, as values of the same header would be joined.
pub(super) fn netlify_headers(subject: &RulesFor) -> String {
    let mut rules: BTreeMap<String, Class> = BTreeMap::new();
    for (file, class) in subject.files.iter().map(|(file, class)| (*file, *class)) {
        let Some((folder, _)) = file.split_once('/') else {
            rules.insert(format!("/{}", percent_encoded(file)), class);
            // A page has an address without its ending too.
            if let Some(stem) = file.strip_suffix(".html") {
                let stem = if file == "index.html" { "" } else { stem };
                rules.insert(format!("/{}", percent_encoded(stem)), class);
            }
            continue;
        };
        // A folder with a page in it gets the policy of pages for all. A second rule would not take the place of the folder's.
        let class = if class == Class::Marked { Class::Page } else { class };
        let rule = rules.entry(format!("/{}/*", percent_encoded(folder))).or_insert(class);
        *rule = (*rule).min(class);
    }
    let mut out = String::new();
    for (pattern, class) in rules {
        // Writing to a text cannot fail.
        let _ = writeln!(out, "{pattern}");
        for (name, value) in subject.headers(class) {
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    out
}

/// How many rules Cloudflare Pages takes.
const MOST_RULES: usize = 100;

/// One rule for all addresses, and some that take off what they set anew.
pub(super) fn cloudflare_headers(subject: &RulesFor) -> String {
    let mut out = "/*\n".to_owned();
    for (name, value) in subject.headers(Class::Page) {
        // Writing to a text cannot fail.
        let _ = writeln!(out, "  {name}: {value}");
    }
    let folders = [(EMBED, Class::Embed), (MEDIA, Class::Media)];
    let folders = folders.map(|(folder, class)| (format!("/{folder}*"), class));
    let marked = subject.marked().map(|path| (format!("/{}", percent_encoded(path)), Class::Marked));
    for (address, class) in folders.into_iter().chain(marked).take(MOST_RULES - 1) {
        let own = subject.apart(class);
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{address}");
        for (name, value) in own {
            let _ = writeln!(out, "  ! {name}\n  {name}: {value}");
        }
    }
    out
}
