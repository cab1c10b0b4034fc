//! The export of WordPress (WXR): posts and pages with their authors, tags, states and addresses.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::exported::{Exported, path_of};

/// An item under way: the words of its elements, its tags.
#[derive(Default)]
struct Item {
    fields: FxHashMap<String, String>,
    tags: Vec<String>,
}

/// The texts of an export; why it cannot be read.
pub(in crate::import) fn texts(xml: &str) -> Result<Vec<Exported>, String> {
    let mut reader = Reader::from_str(xml);
    let mut names: FxHashMap<String, String> = FxHashMap::default();
    let mut items = Vec::new();
    let mut item: Option<Item> = None;
    let (mut words, mut is_tag, mut login) = (String::new(), false, String::new());
    loop {
        match reader.read_event().map_err(|error| format!("it is no XML: {error}"))? {
            Event::Start(start) => {
                words.clear();
                is_tag = is_category(&start);
                if start.name().as_ref() == "item" {
                    item = Some(Item::default());
                }
            }
            Event::Text(text) => words.push_str(&text),
            Event::CData(text) => words.push_str(&text),
            Event::GeneralRef(entity) => words.push_str(&resolved(&entity)),
            Event::End(end) => {
                let name = end.name().as_ref().to_owned();
                match (name.as_str(), &mut item) {
                    ("item", Some(_)) => items.extend(item.take()),
                    ("category", Some(item)) if is_tag => item.tags.push(words.trim().to_owned()),
                    ("wp:author_login", None) => login = words.trim().to_owned(),
                    ("wp:author_display_name", None) => {
                        names.insert(login.clone(), words.trim().to_owned());
                    }
                    (_, Some(item)) => {
                        item.fields.entry(name).or_insert_with(|| words.trim().to_owned());
                    }
                    _ => {}
                }
                words.clear();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(items.into_iter().map(|item| item.exported(&names)).collect())
}

fn is_category(start: &BytesStart) -> bool {
    let domain = start.try_get_attribute("domain").ok().flatten();
    domain.is_some_and(|domain| matches!(domain.value.as_ref(), "category" | "post_tag"))
}

fn resolved(entity: &str) -> String {
    let number = entity.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    match number.and_then(char::from_u32) {
        Some(c) => c.to_string(),
        None => resolve_html5_entity(entity).unwrap_or_default().to_owned(),
    }
}

impl Item {
    fn field(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }

    fn exported(self, names: &FxHashMap<String, String>) -> Exported {
        let kind = self.field("wp:post_type").to_owned();
        let state = self.field("wp:status");
        let held = match state {
            "publish" | "inherit" | "" if self.field("wp:post_password").is_empty() => None,
            "publish" | "" => Some("it has a password".to_owned()),
            other => Some(format!("its state is `{other}`")),
        };
        let author = self.field("dc:creator");
        let author = names.get(author).cloned().unwrap_or_else(|| author.to_owned());
        let mut tags = self.tags.clone();
        tags.retain(|tag| !tag.is_empty() && tag != "Uncategorized");
        tags.dedup();
        let (html, codes) = with_paragraphs(self.field("content:encoded"));
        let title = self.field("title").to_owned();
        Exported {
            name: if title.is_empty() {
                format!("{kind} {}", self.field("wp:post_id"))
            } else {
                title.clone()
            },
            title,
            slug: self.field("wp:post_name").to_owned(),
            address: path_of(self.field("link")),
            published: moment(self.field("wp:post_date"), self.field("wp:post_date_gmt")),
            updated: moment(self.field("wp:post_modified"), self.field("wp:post_modified_gmt")),
            authors: Some(author).filter(|author| !author.is_empty()).into_iter().collect(),
            tags,
            summary: self.field("excerpt:encoded").to_owned(),
            html,
            held,
            is_page: kind == "page",
            left_out: left_out(&kind, state),
            image: None,
            codes,
        }
    }
}

fn left_out(kind: &str, state: &str) -> Option<&'static str> {
    match (kind, state) {
        (_, "trash" | "auto-draft") => Some("it was thrown away"),
        ("post" | "page", _) => None,
        ("attachment", _) => Some("a file of the library; texts keep its address"),
        ("nav_menu_item", _) => Some("an entry of a menu"),
        ("revision", _) => Some("an earlier version"),
        _ => Some("no post and no page"),
    }
}

/// A local time with the offset that its time in Greenwich shows; a draft has none.
fn moment(local: &str, greenwich: &str) -> Option<String> {
    if local.is_empty() || local.starts_with("0000") {
        return None;
    }
    let seconds = |text: &str| crate::import::stamp::seconds_of(text);
    let offset = seconds(local).zip(seconds(greenwich)).map(|(local, utc)| (local - utc) / 60);
    match offset.filter(|minutes| minutes.abs() <= 14 * 60) {
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.abs();
            Some(format!("{}{sign}{:02}:{:02}", local.replacen(' ', "T", 1), minutes / 60, minutes % 60))
        }
        None => Some(local.to_owned()),
    }
}

/// The text with its blank lines as paragraphs, where it has none, and without the codes of extensions.
fn with_paragraphs(content: &str) -> (String, Vec<String>) {
    let (content, codes) = without_codes(content);
    if content.contains("<p") || content.contains("<!-- wp:") {
        return (content, codes);
    }
    let is_block = |part: &str| {
        ["<h", "<ul", "<ol", "<table", "<blockquote", "<div", "<figure", "<pre", "<p", "<hr"]
            .iter()
            .any(|tag| part.starts_with(tag))
    };
    let content = content.replace("\r\n", "\n");
    let parts = content.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    let whole = parts.map(|part| {
        if is_block(part) { part.to_owned() } else { format!("<p>{}</p>", part.replace('\n', "<br>")) }
    });
    (whole.collect::<Vec<_>>().join("\n"), codes)
}

/// Codes of WordPress and its extensions: captions and embedded addresses become HTML, others are taken out.
fn without_codes(content: &str) -> (String, Vec<String>) {
    const KNOWN: &[&str] =
        &["gallery", "audio", "video", "playlist", "contact-form", "more", "toc", "sharethis"];
    let (mut out, mut codes) = (String::with_capacity(content.len()), Vec::new());
    let mut rest = content;
    while let Some(at) = rest.find('[') {
        out.push_str(&rest[..at]);
        let inside = &rest[at + 1..];
        let Some(end) = inside.find(']').filter(|end| *end < 600) else {
            out.push('[');
            rest = inside;
            continue;
        };
        let code = &inside[..end];
        let name = code.trim_start_matches('/').split([' ', '=']).next().unwrap_or_default();
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        rest = &inside[end + 1..];
        match name {
            "caption" if code.starts_with('/') => out.push_str("</figcaption></figure>"),
            "caption" | "wp_caption" => {
                // The words follow the picture.
                let inner = rest.split("[/").next().unwrap_or(rest);
                let picture = inner.rfind('>').map_or(0, |at| at + 1);
                out.push_str(&format!("<figure>{}<figcaption>", &inner[..picture]));
                rest = &rest[picture..];
            }
            "embed" if code.starts_with('/') => {}
            "embed" => {
                let address = rest.split('[').next().unwrap_or_default().trim().to_owned();
                out.push_str(&format!("<p><a href=\"{address}\">{address}</a></p>"));
                rest = rest.find('[').map_or("", |at| &rest[at..]);
            }
            _ if is_name
                && (KNOWN.contains(&name)
                    || code.contains("=\"")
                    || code.starts_with('/')
                        && codes.iter().any(|known: &String| known.starts_with(name))) =>
            {
                if !code.starts_with('/') {
                    codes.push(code.to_owned());
                }
            }
            _ => {
                out.push('[');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    (out, codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WXR: &str = r#"<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Roads</title>
<wp:author><wp:author_login><![CDATA[bo]]></wp:author_login><wp:author_display_name><![CDATA[Bo Writer]]></wp:author_display_name></wp:author>
<item><title>Boats &amp; bridges</title><link>https://a.example/2020/10/05/boats/</link><dc:creator><![CDATA[bo]]></dc:creator>
<content:encoded><![CDATA[Boats sail.

They sail <b>again</b>. [gallery ids="1,2"]]]></content:encoded><wp:post_name>boats</wp:post_name>
<wp:post_date>2020-10-05 12:00:00</wp:post_date><wp:post_date_gmt>2020-10-05 08:00:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_tag" nicename="x"><![CDATA[Boats]]></category></item>
<item><title>Plan</title><wp:status>draft</wp:status><wp:post_type>post</wp:post_type><wp:post_date>0000-00-00 00:00:00</wp:post_date></item>
<item><title>Logo</title><wp:post_type>attachment</wp:post_type></item></channel></rss>"#;

    #[test]
    fn posts_have_their_authors_times_and_states() {
        let texts = texts(WXR).unwrap();
        assert_eq!(texts.len(), 3);
        let first = &texts[0];
        assert_eq!((first.title.as_str(), first.slug.as_str()), ("Boats & bridges", "boats"));
        assert_eq!(first.published.as_deref(), Some("2020-10-05T12:00:00+04:00"));
        assert_eq!(first.address.as_deref(), Some("2020/10/05/boats/"));
        assert_eq!(
            (&first.authors[..], &first.tags[..]),
            (&["Bo Writer".to_owned()][..], &["Boats".to_owned()][..])
        );
        assert_eq!(first.html, "<p>Boats sail.</p>\n<p>They sail <b>again</b>.</p>");
        assert_eq!(first.codes, ["gallery ids=\"1,2\""]);
        assert!(texts[1].held.is_some() && texts[1].published.is_none());
        assert!(texts[2].left_out.is_some());
    }

    #[test]
    fn captions_and_embedded_addresses_become_html() {
        let (html, _) = without_codes(
            "[caption id=\"a\" width=\"3\"]<img src=\"x.jpg\"/> A boat.[/caption] [embed]https://v.example/1[/embed] [see below]",
        );
        assert_eq!(
            html,
            "<figure><img src=\"x.jpg\"/><figcaption> A boat.</figcaption></figure> <p><a href=\"https://v.example/1\">https://v.example/1</a></p> [see below]"
        );
    }
}
