//! How a page of the site is cited: in words, for Wikipedia, and in the forms that managers of references read.
//!
//! Nothing stands in it that the page does not show. A page that was retracted is cited by nobody's help.

use serde::Serialize;
use serde_json::{Value, json};

use crate::config::ReaderTool;
use crate::derive::{changed, last_change};
use crate::model::{ArticleId, EventId, Site, Stamp, Status};
use crate::render::context::Context;
use crate::render::text::link;
use crate::render::text::tex::{address, escaped, key};
use crate::route::Route;
use crate::text::uri;

/// What it takes to cite a page.
#[derive(Debug)]
pub struct PageReference {
    /// Its name in lists of references.
    id: String,
    title: String,
    /// Who wrote it, and whether that is an office.
    authors: Vec<(String, bool)>,
    site: String,
    publisher: Option<String>,
    /// When what it tells happened, in words: of an event.
    happened: Option<String>,
    published: Option<Stamp>,
    /// Its last change.
    changed: Option<Stamp>,
    /// Its address; `None` without `base_url`.
    url: Option<String>,
    lang: String,
}

/// How a page is cited, as templates show it.
#[derive(Serialize)]
pub struct CitationView {
    /// In words of the page's language.
    words: String,
    /// For programs that take it by copy and paste.
    forms: Vec<CitationForm>,
}

/// A form that a program takes.
#[derive(Serialize)]
struct CitationForm {
    name: &'static str,
    text: String,
}

/// What a page tells managers of references in its head.
#[derive(Debug, Serialize)]
pub struct CitationTag {
    name: &'static str,
    content: String,
}

/// How an article is cited; `None` if it was retracted, or if the site does not help.
pub fn of_article(cx: Context<'_>, id: ArticleId) -> Option<PageReference> {
    let article = cx.site.article(id);
    let is_cited = article.status != Status::Retracted && cx.site.config.has_tool(ReaderTool::Cite);
    is_cited.then(|| PageReference {
        id: format!("article-{}", article.slug),
        title: line(&article.title),
        authors: authors(cx.site, &article.authors),
        published: Some(article.published),
        changed: last_change(article).copied(),
        lang: article.lang.clone().unwrap_or_else(|| cx.site.config.language.clone()),
        happened: None,
        ..PageReference::of(cx, &Route::Article(id))
    })
}

/// How the page of an event is cited: as of the newest report of it.
pub fn of_event(cx: Context<'_>, id: EventId) -> Option<PageReference> {
    let event = cx.site.event(id);
    let reports = event.reports.iter().map(|(article, _)| cx.site.article(*article));
    let newest = reports.map(|article| *changed(article)).max_by_key(Stamp::instant);
    cx.site.config.has_tool(ReaderTool::Cite).then(|| PageReference {
        id: format!("event-{}", event.id),
        title: line(&event.title),
        happened: Some(cx.words.when(&event.when)),
        published: newest,
        lang: event.lang.clone().unwrap_or_else(|| cx.site.config.language.clone()),
        ..PageReference::of(cx, &Route::Event(id))
    })
}

impl PageReference {
    fn of(cx: Context<'_>, route: &Route) -> Self {
        let config = &cx.site.config;
        Self {
            id: String::new(),
            title: String::new(),
            authors: Vec::new(),
            site: line(&config.title),
            publisher: config.publisher.as_deref().map(line),
            happened: None,
            published: None,
            changed: None,
            url: link::absolute(cx, route).map(|url| uri(&url)),
            lang: String::new(),
        }
    }

    /// What a page shows of it.
    pub fn view(&self, cx: Context<'_>) -> CitationView {
        let wikipedia = self.wikipedia().map(|text| CitationForm { name: "Wikipedia", text });
        let others = [
            CitationForm { name: "BibTeX", text: self.bibtex() },
            CitationForm { name: "RIS", text: self.ris() },
            CitationForm { name: "CSL-JSON", text: self.csl().to_string() },
        ];
        CitationView { words: self.words(cx), forms: wikipedia.into_iter().chain(others).collect() }
    }

    /// In words: who, what, where, when.
    fn words(&self, cx: Context<'_>) -> String {
        let authors: Vec<&str> = self.authors.iter().map(|(name, _)| name.as_str()).collect();
        let title = cx.words.filled("cite.title", &[("", &self.title)]);
        let title = self.happened.iter().fold(title, |title, when| format!("{title} ({when})"));
        let changed = |stamp: &Stamp| cx.words.filled("cite.changed", &[("", &cx.words.stamp_day(stamp))]);
        let parts = [
            (!authors.is_empty()).then(|| cx.words.list(&authors)),
            Some(title),
            Some(self.site.clone()),
            self.publisher.clone().filter(|publisher| *publisher != self.site),
            self.published.as_ref().map(|stamp| cx.words.stamp_day(stamp)),
            self.changed.as_ref().map(changed),
            self.url.clone(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(cx.phrases.get("date.comma"))
    }

    /// As `{{cite web}}`, the template of Wikipedia that asks for an address.
    fn wikipedia(&self) -> Option<String> {
        let mut text = "{{cite web".to_owned();
        let mut put = |name: &str, value: &str| text.push_str(&format!(" |{name}={}", wikitext(value)));
        put("url", self.url.as_deref()?);
        put("title", &self.title);
        for (number, (name, _)) in (1..).zip(&self.authors) {
            put(&format!("author{number}"), name);
        }
        if let Some(published) = &self.published {
            put("date", &published.day().to_string());
        }
        put("website", &self.site);
        if let Some(publisher) = self.publisher.as_ref().filter(|publisher| **publisher != self.site) {
            put("publisher", publisher);
        }
        put("language", &self.lang);
        Some(text + " |access-date=}}")
    }

    /// As BibTeX reads it.
    pub fn bibtex(&self) -> String {
        let mut text = format!("@misc{{{},\n", key(&self.id));
        let mut field = |name: &str, value: &str| text.push_str(&format!("  {name} = {{{value}}},\n"));
        field("title", &format!("{{{}}}", escaped(&self.title)));
        // Braces keep the name of an office together, and a name that has the word that parts names.
        let author = |(name, is_office): &(String, bool)| {
            let name = escaped(name);
            if *is_office || name.contains(" and ") { format!("{{{name}}}") } else { name }
        };
        if !self.authors.is_empty() {
            let authors: Vec<String> = self.authors.iter().map(author).collect();
            field("author", &authors.join(" and "));
        }
        field("howpublished", &escaped(&self.site));
        if let Some(publisher) = &self.publisher {
            field("publisher", &escaped(publisher));
        }
        if let Some(published) = &self.published {
            field("year", &published.day().year().to_string());
            field("date", &published.day().to_string());
        }
        if let Some(url) = &self.url {
            field("url", &address(url));
        }
        field("language", &self.lang);
        text + "}"
    }

    /// As RIS, its lines ended by a line feed.
    pub fn ris(&self) -> String {
        let mut text = "TY  - ELEC\n".to_owned();
        let mut put = |tag: &str, value: &str| text.push_str(&format!("{tag}  - {value}\n"));
        put("ID", &self.id);
        self.authors.iter().for_each(|(name, _)| put("AU", name));
        put("TI", &self.title);
        put("T2", &self.site);
        if let Some(publisher) = &self.publisher {
            put("PB", publisher);
        }
        if let Some(published) = &self.published {
            put("PY", &published.day().year().to_string());
            put("DA", &slashed(published));
        }
        put("LA", &self.lang);
        if let Some(url) = &self.url {
            put("UR", url);
        }
        text + "ER  - "
    }

    /// As CSL-JSON (citationstyles.org, 1.0).
    pub fn csl(&self) -> Value {
        let mut item = json!({
            "id": self.id,
            "type": "webpage",
            "title": self.title,
            "container-title": self.site,
            "language": self.lang,
        });
        if !self.authors.is_empty() {
            let name = |(name, _): &(String, bool)| json!({"literal": name});
            item["author"] = self.authors.iter().map(name).collect();
        }
        if let Some(publisher) = &self.publisher {
            item["publisher"] = publisher.as_str().into();
        }
        if let Some(published) = &self.published {
            let (year, month, day) = published.day().ymd();
            item["issued"] = json!({"date-parts": [[year, month, day]]});
        }
        if let Some(url) = &self.url {
            item["URL"] = url.as_str().into();
        }
        item
    }

    /// The tags by which Zotero and search engines for scholars know it.
    pub fn tags(&self) -> Vec<CitationTag> {
        let mut tags = Vec::new();
        let mut put = |name, content: &str| tags.push(CitationTag { name, content: content.to_owned() });
        put("citation_title", &self.title);
        self.authors.iter().for_each(|(name, _)| put("citation_author", name));
        if let Some(published) = &self.published {
            put("citation_publication_date", &slashed(published));
        }
        put("citation_publisher", self.publisher.as_deref().unwrap_or(&self.site));
        put("citation_language", &self.lang);
        if let Some(url) = &self.url {
            put("citation_public_url", url);
        }
        tags
    }
}

/// `2020/10/05`.
fn slashed(stamp: &Stamp) -> String {
    let (year, month, day) = stamp.day().ymd();
    format!("{year:04}/{month:02}/{day:02}")
}

fn authors(site: &Site, names: &[String]) -> Vec<(String, bool)> {
    names.iter().map(|name| (line(name), site.config.is_office(name))).collect()
}

/// A text on one line, without what no line has: in each form a new line would begin a new field.
fn line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in wikitext, where nothing of it is a sign.
fn wikitext(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' => plain.push_str("{{!}}"),
            '{' | '}' | '[' | ']' | '<' | '>' | '\'' | '~' | '&' => {
                plain.push_str(&format!("&#{};", u32::from(c)));
            }
            c => plain.push(c),
        }
    }
    plain
}
