//! Shortcodes and template tags in a text: those with a fixed meaning become Markdown, what else a reader would see is
//! taken out into a comment. In code they are text and stay.

use std::ops::Range;

use super::code::{self, Code};

/// A text without codes, and those that have no meaning here.
pub(in crate::import) struct Translated {
    /// The Markdown.
    pub text: String,
    /// Names and places in the old text.
    pub unknown: Vec<(String, Range<usize>)>,
    /// How many became Markdown.
    pub known: usize,
}

/// What a code becomes.
enum Made {
    /// This text.
    Text(String),
    /// A name of the site, where a link leads.
    Name(String),
    /// Nothing that is known.
    Unknown,
}

/// Signs that no text holds: they stand for a code until the links around it are known.
const OPEN: char = '\u{f0000}';
const CLOSE: char = '\u{f0001}';

/// Translates the codes of a text.
pub(in crate::import) fn translated(text: &str) -> Translated {
    let mut out = Translated { text: String::with_capacity(text.len()), unknown: Vec::new(), known: 0 };
    let codes = code::find(text);
    let mut held: Vec<(Made, String)> = Vec::new();
    let mut at = 0;
    let mut next = 0;
    while let Some(found) = codes.get(next) {
        next += 1;
        if found.range.start < at {
            continue;
        }
        out.text.push_str(&text[at..found.range.start]);
        at = found.range.end;
        if let Some((inner, end)) = block(found, text, &codes[next..]) {
            out.text.push_str(&inner);
            out.known += 1;
            at = end;
            continue;
        }
        let made = made(found);
        match &made {
            Made::Unknown if !found.closes => out.unknown.push((found.name.clone(), found.range.clone())),
            Made::Unknown => {}
            _ => out.known += 1,
        }
        out.text.push_str(&format!("{OPEN}{}{CLOSE}", held.len()));
        held.push((made, text[found.range.clone()].to_owned()));
    }
    out.text.push_str(&text[at..]);
    out.text = names_at(&settled(&out.text, &held));
    out
}

/// A code with a text inside that is kept as it is, or as code: the Markdown, and the byte after its end.
fn block(open: &Code, text: &str, rest: &[Code]) -> Option<(String, usize)> {
    let is_raw = matches!(open.name.as_str(), "raw" | "verbatim");
    if open.closes || !(is_raw || matches!(open.name.as_str(), "highlight" | "comment")) {
        return None;
    }
    let close =
        rest.iter().find(|code| code.closes && code.name.trim_start_matches("end") == open.name.as_str())?;
    let inner = &text[open.range.end..close.range.start];
    let made = match open.name.as_str() {
        "comment" => comment(inner),
        "highlight" => {
            let language = open.words.first().cloned().unwrap_or_default();
            format!("```{language}\n{}\n```", inner.trim_matches('\n'))
        }
        _ => inner.to_owned(),
    };
    Some((made, close.range.end))
}

/// What a code without a text becomes.
fn made(code: &Code) -> Made {
    let first = || code.words.first().cloned().unwrap_or_default();
    let value = |key: &str| code.values.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
    let id = || value("id").unwrap_or_else(first);
    let link = |words: &str, address: String| Made::Text(format!("[{words}]({address})"));
    if code.closes {
        return Made::Unknown;
    }
    match code.name.as_str() {
        "ref" | "relref" | "post_url" | "link" if !first().is_empty() => Made::Name(first()),
        "site.baseurl" | "site.url" | "site.BaseURL" | "config.base_url" => Made::Text(String::new()),
        "figure" if value("src").is_some() => {
            let alt = value("alt").or_else(|| value("caption")).unwrap_or_default();
            let caption = value("caption").or_else(|| value("title"));
            let title = caption.map(|words| format!(" \"{}\"", words.replace('"', "'"))).unwrap_or_default();
            Made::Text(format!("![{alt}]({}{title})", value("src").unwrap_or_default()))
        }
        "youtube" if !id().is_empty() => {
            link("Video on YouTube", format!("https://www.youtube.com/watch?v={}", id()))
        }
        "vimeo" if !id().is_empty() => link("Video on Vimeo", format!("https://vimeo.com/{}", id())),
        "instagram" if !id().is_empty() => {
            link("Post on Instagram", format!("https://www.instagram.com/p/{}/", id()))
        }
        "tweet" | "twitter" | "x" if value("user").is_some() => {
            let user = value("user").unwrap_or_default();
            link("Post on Twitter", format!("https://twitter.com/{user}/status/{}", id()))
        }
        "gist" if code.words.len() > 1 => {
            link("Gist", format!("https://gist.github.com/{}/{}", code.words[0], code.words[1]))
        }
        // `{{ '/x/' | relative_url }}`.
        "" if code
            .filters
            .iter()
            .any(|filter| matches!(filter.as_str(), "relative_url" | "absolute_url" | "url" | "prepend")) =>
        {
            Made::Text(first())
        }
        _ => Made::Unknown,
    }
}

/// The text with its codes in their places: links to names become wikilinks, a link whose address is unknown its words.
fn settled(text: &str, held: &[(Made, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(OPEN) {
        let Some(end) = rest[at..].find(CLOSE).map(|end| at + end) else { break };
        let after = &rest[end + CLOSE.len_utf8()..];
        let index = rest[at + OPEN.len_utf8()..end].parse::<usize>().ok();
        let Some((made, code)) = index.and_then(|index| held.get(index)) else { break };
        out.push_str(&rest[..at]);
        rest = match made {
            Made::Text(text) => {
                out.push_str(text);
                after
            }
            Made::Name(name) => named(&mut out, name, after),
            Made::Unknown => unknown(&mut out, code, after),
        };
    }
    out.push_str(rest);
    out
}

/// A link to a name, whose words stand already; a name in prose is a link by itself. Gives what follows.
fn named<'a>(out: &mut String, name: &str, after: &'a str) -> &'a str {
    let target = target(name);
    if let Some((words, from)) = words_before(out) {
        let close = after.find(')').map_or(0, |at| at + 1);
        out.truncate(from);
        out.push_str(&format!("[[{target}|{words}]]"));
        return &after[close..];
    }
    out.push_str(&format!("[[{target}]]"));
    after
}

/// What is not known becomes a comment; a link whose address it is keeps its words.
fn unknown<'a>(out: &mut String, code: &str, after: &'a str) -> &'a str {
    let Some(open) = out.rfind("](").filter(|open| !out[*open..].contains([')', '\n', ' '])) else {
        out.push_str(&comment(code));
        return after;
    };
    let Some(from) = out[..open].rfind('[') else {
        out.push_str(&comment(code));
        return after;
    };
    let from = if out[..from].ends_with('!') { from - 1 } else { from };
    let words = out[from..open].trim_start_matches(['!', '[']).to_owned();
    let start = out[open + 2..].to_owned();
    let close = after.find(')').map_or(0, |at| at + 1);
    out.truncate(from);
    out.push_str(&format!(
        "{words} {}",
        comment(&format!("{start}{code}{}", &after[..close.saturating_sub(1)]))
    ));
    &after[close..]
}

/// The words of a link that has just been opened, and where it begins.
fn words_before(out: &str) -> Option<(String, usize)> {
    let open = out.strip_suffix("](")?;
    let from = open.rfind('[')?;
    Some((open[from + 1..].to_owned(), from))
}

/// The name by which a text of the old site is known here: that of its file, without folders, day and ending.
fn target(name: &str) -> String {
    let (path, part) = name.split_once('#').map_or((name, None), |(path, part)| (path, Some(part)));
    let path = path.trim_end_matches('/').trim_end_matches("/index.md").trim_end_matches("/_index.md");
    let (stem, ..) = super::stem(path.trim_start_matches('/'));
    let slug = crate::text::slug(&stem);
    part.map_or_else(|| slug.clone(), |part| format!("{slug}#{part}"))
}

/// `[words](@/posts/other.md)`, as Zola links within a site.
fn names_at(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](@/") {
        out.push_str(&rest[..at + 2]);
        let name_at = at + 4;
        let end = rest[name_at..].find(')').map_or(rest.len(), |end| name_at + end);
        let name = rest[name_at..end].to_owned();
        rest = named(&mut out, &name, &rest[end..]);
    }
    out.push_str(rest);
    out
}

/// A code as a comment that reaches no reader.
fn comment(code: &str) -> String {
    let plain = code.trim().replace("--", "- -").replace('\n', " ");
    format!("<!-- {plain} -->")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_with_a_fixed_meaning_become_markdown() {
        for (text, expected) in [
            ("[a]({{< ref \"/posts/other.md\" >}}) b", "[[other|a]] b"),
            ("[a]({{% relref \"other.md#x\" %}})", "[[other#x|a]]"),
            ("[a]({% post_url 2020-10-08-next %})", "[[next|a]]"),
            ("[a](@/posts/other.md).", "[[other|a]]."),
            ("[h]({{ site.baseurl }}/about/)", "[h](/about/)"),
            ("[r]({{ '/x/' | relative_url }})", "[r](/x/)"),
            (
                "{{< figure src=\"q.jpg\" alt=\"A quay\" caption=\"The quay\" >}}",
                "![A quay](q.jpg \"The quay\")",
            ),
            ("{{< youtube abc123 >}}", "[Video on YouTube](https://www.youtube.com/watch?v=abc123)"),
            ("{{ youtube(id=\"a\") }}", "[Video on YouTube](https://www.youtube.com/watch?v=a)"),
            ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"),
            ("{{< highlight go >}}\nx\n{{< /highlight >}}", "```go\nx\n```"),
            ("{% raw %}A {{ name }}.{% endraw %}", "A {{ name }}."),
            ("`{{ x }}` {{ y }}", "`{{ x }}` <!-- {{ y }} -->"),
            ("[w]({{ page.url }}) on", "w <!-- {{ page.url }} --> on"),
            ("{% quote() %}x{% end %}", "<!-- {% quote() %} -->x<!-- {% end %} -->"),
        ] {
            assert_eq!(translated(text).text, expected, "{text}");
        }
    }
}
