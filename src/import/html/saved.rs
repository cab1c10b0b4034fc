//! What a browser or its extension wrote into a page as it saved it: the address, and the moment.

/// Where and when a page was saved.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Saved {
    /// Its address.
    pub address: Option<String>,
    /// The moment, in words.
    pub at: Option<String>,
}

/// The comment at the beginning of a saved page.
pub(in crate::import) fn by(html: &str) -> Saved {
    let head = &html[..crate::text::floor_boundary(html, 4000.min(html.len()))];
    // `<!-- saved from url=(0027)https://post.example/news/1 -->`
    let marked = head.split_once("saved from url=(").and_then(|(_, rest)| rest.split_once(')'));
    if let Some((_, rest)) = marked {
        return Saved { address: address(rest), at: None };
    }
    let Some((_, rest)) = head.split_once("Page saved with SingleFile") else { return Saved::default() };
    let comment = rest.split("-->").next().unwrap_or(rest);
    let line = |key: &str| {
        comment.lines().find_map(|line| line.trim().strip_prefix(key)).map(|value| value.trim().to_owned())
    };
    Saved { address: line("url:").and_then(|url| address(&url)), at: line("saved date:") }
}

fn address(text: &str) -> Option<String> {
    let address = text.split_whitespace().next()?;
    address.starts_with("http").then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_pages_tell_where_they_are_from() {
        let single = "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://post.example/1 \n saved date: Tue Oct 06 2020 10:00:00 GMT+0200\n-->";
        let saved = by(single);
        assert_eq!(saved.address.as_deref(), Some("https://post.example/1"));
        assert_eq!(saved.at.as_deref(), Some("Tue Oct 06 2020 10:00:00 GMT+0200"));
        let old = by("<!DOCTYPE html>\n<!-- saved from url=(0027)https://post.example/news/1 -->\n<html>");
        assert_eq!(old.address.as_deref(), Some("https://post.example/news/1"));
        assert_eq!(by("<html><p>x</p>"), Saved::default());
    }
}
