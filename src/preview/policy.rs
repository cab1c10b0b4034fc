//! A page's own Content-Security-Policy, made wide enough for the preview's script, style and web socket.

use crate::text;

/// What the preview adds needs these, of the page's own address.
const NEEDED: [&str; 3] = ["script-src", "style-src", "connect-src"];

/// The page with its policies widened; `None` if it has none.
pub(super) fn widened(page: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = page;
    while let Some(at) = find_meta(rest) {
        let (start, end) = at;
        out.push_str(&rest[..start]);
        out.push_str(&text::escaped(&wide(&text::untagged(&rest[start..end]))));
        rest = &rest[end..];
    }
    if out.is_empty() {
        return None;
    }
    out.push_str(rest);
    Some(out)
}

/// The value of the next policy that the page sets for itself, bytes of the page.
fn find_meta(page: &str) -> Option<(usize, usize)> {
    let lower = page.to_ascii_lowercase();
    let mut from = 0;
    while let Some(meta) = lower[from..].find("<meta") {
        let start = from + meta;
        let end = start + tag_end(&lower[start..])?;
        from = end;
        let tag = &lower[start..end];
        if !tag.contains("content-security-policy") || tag.contains("report-only") {
            continue;
        }
        let Some(value) = tag.find("content=") else { continue };
        let value = start + value + "content=".len();
        let quote = page[value..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let length = page[value + 1..].find(quote)?;
        return Some((value + 1, value + 1 + length));
    }
    None
}

/// Where a tag ends; `>` in a quoted value is no end.
fn tag_end(tag: &str) -> Option<usize> {
    let mut open: Option<char> = None;
    for (at, c) in tag.char_indices() {
        match (open, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => open = Some(c),
            (Some(quote), c) if c == quote => open = None,
            _ => {}
        }
    }
    None
}

fn wide(policy: &str) -> String {
    let mut directives: Vec<(String, Vec<String>)> = Vec::new();
    for directive in policy.split(';') {
        let mut words = directive.split_whitespace().map(str::to_owned);
        let Some(name) = words.next().map(|name| name.to_ascii_lowercase()) else { continue };
        // It would forbid the script to write markup that the server made.
        if name != "require-trusted-types-for" && name != "trusted-types" {
            directives.push((name, words.collect()));
        }
    }
    let usual = directives.iter().find(|(name, _)| name == "default-src").map(|(_, sources)| sources.clone());
    for needed in NEEDED {
        let has = directives.iter().any(|(name, _)| name == needed);
        if let Some(usual) = usual.as_ref().filter(|_| !has) {
            directives.push((needed.to_owned(), usual.clone()));
        }
    }
    for (name, sources) in &mut directives {
        let stem = name.strip_suffix("-elem").unwrap_or(name);
        if NEEDED.contains(&stem) && !sources.iter().any(|source| source == "'self'") {
            sources.retain(|source| source != "'none'");
            sources.push("'self'".to_owned());
        }
    }
    let written = directives
        .into_iter()
        .map(|(name, sources)| std::iter::once(name).chain(sources).collect::<Vec<_>>().join(" "));
    written.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_widened_for_the_preview_and_for_nothing_else() {
        let page = |policy: &str| {
            format!("<head><META http-equiv='Content-Security-Policy' content=\"{policy}\"></head>")
        };
        for (policy, expected) in [
            (
                "default-src 'none'",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
            ),
            ("script-src 'none'; img-src *", "script-src 'self'; img-src *"),
            ("script-src 'self'", "script-src 'self'"),
            (
                "style-src-elem https://a.example; require-trusted-types-for 'script'",
                "style-src-elem https://a.example 'self'",
            ),
            ("img-src 'self'", "img-src 'self'"),
        ] {
            let found = widened(&page(policy)).map(|page| text::untagged(&page.replace(['<', '>'], "|")));
            assert!(
                found.as_ref().is_some_and(|page| page.contains(&format!("\"{expected}\""))),
                "{policy}: {found:?}"
            );
        }
        assert_eq!(widened("<head><meta charset=utf-8></head>"), None);
        assert_eq!(widened("<meta content-security-policy"), None);
    }
}
