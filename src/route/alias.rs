//! Old addresses of pages, and the files that answer them.

use std::borrow::Cow;

use crate::model::Article;
use crate::text::{composed, percent_decoded};

/// The file of an old address such as `/news/123.html` or `/news/caf%C3%A9/`, as a server looks for it; why there is none.
pub(super) fn alias_file(written: &str, base_url: Option<&str>) -> Result<String, &'static str> {
    let address = written.trim().split('#').next().unwrap_or("");
    let path = own_path(address, base_url).ok_or("it is an address of another site")?;
    if path.contains('?') {
        return Err("servers look for a file whatever stands behind the `?`");
    }
    // Servers read percent signs before they look for a file.
    let parts: Result<Vec<String>, _> = path.trim_start_matches('/').split('/').map(decoded).collect();
    let path = parts?.join("/");
    let path = std::iter::successors(Some(path.as_str()), |path| path.strip_prefix("./"))
        .last()
        .unwrap_or_default()
        .to_owned();
    let safe = path.split('/').all(|part| part != ".." && part != ".")
        && !path.contains(['\\', ':', '*', '<', '>', '|', '"', '?'])
        && !path.contains(char::is_control);
    if path.is_empty() || !safe {
        return Err("it is no path below the site's root");
    }
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Ok(if is_file { path } else { format!("{}/index.html", path.trim_end_matches('/')) })
}

/// The slug that an article was first published under: of the first of its old addresses that is one of an article, else its own.
pub fn first_slug<'a>(article: &'a Article, base_url: &str) -> Cow<'a, str> {
    let slug = |alias: &String| {
        let file = alias_file(alias, Some(base_url)).ok()?;
        let name = file.strip_prefix("articles/")?;
        let slug = name.strip_suffix("/index.html").or_else(|| name.strip_suffix(".html"))?;
        (slug != "index" && !slug.contains('/')).then(|| slug.to_owned())
    };
    article.aliases.iter().find_map(slug).map_or(Cow::Borrowed(&article.slug), Cow::Owned)
}

/// A part of a path with its percent signs read; `None` for bytes that are no text, and for a slash that is none.
fn decoded(part: &str) -> Result<String, &'static str> {
    let read = percent_decoded(part);
    if read == part && has_escape(part) {
        return Err("its percent signs stand for no text in UTF-8");
    }
    if read.contains('/') {
        return Err("`%2F` stands for a `/` within a name, which no file has");
    }
    Ok(composed(&read))
}

fn has_escape(part: &str) -> bool {
    part.split('%')
        .skip(1)
        .any(|rest| rest.get(..2).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())))
}

/// The path of an address below the site's root; `None` for one of another site.
fn own_path<'a>(address: &'a str, base_url: Option<&str>) -> Option<&'a str> {
    let after = |address: &'a str| {
        address.split_once("://").map(|(_, rest)| rest).or_else(|| address.strip_prefix("//"))
    };
    let Some(rest) = after(address) else { return Some(address) };
    let base = base_url?.split_once("://")?.1.trim_end_matches('/');
    let (host, folder) = base.split_once('/').map_or((base, ""), |(host, folder)| (host, folder));
    let plain = |host: &str| host.trim_start_matches("www.").to_ascii_lowercase();
    let (theirs, path) = rest.split_once('/').unwrap_or((rest, ""));
    (plain(theirs) == plain(host)).then_some(())?;
    path.strip_prefix(folder)
        .filter(|rest| folder.is_empty() || rest.starts_with('/'))
        .or(Some(path).filter(|_| folder.is_empty()))
}
