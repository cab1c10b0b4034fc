//! Weaves a text: its markup with every mark filled in.

use std::borrow::Cow;

use serde::Serialize;
use tera::Value;

use super::tongue::{self, Tongue};
use crate::model::{Article, Body, Callout, Mark, MarkKind, Quotation, ReadLink, Status, Target};
use crate::parse::tags::{self, Tag};
use crate::render::context::Context;
use crate::render::templates::markup;
use crate::render::text::picture::ReadAt;
use crate::render::text::{link, picture, terms};
use crate::text::{escaped, push_escaped};
use crate::{address, text};

/// The finished markup of a text.
pub fn woven(cx: Context<'_>, body: &Body) -> String {
    let html = picture::woven(cx, weave(cx, body, 0, body.markup.len(), |_| true), ReadAt::Here);
    terms::explained(cx, html)
}

/// A heading of a long text.
#[derive(Serialize)]
pub struct Section {
    anchor: Value,
    title: Value,
}

/// The headings of the second level of a finished text, if there are enough for a list of them.
pub fn contents(woven: &str) -> Vec<Section> {
    const FEWEST: usize = 3;
    let headings = tags::tags(woven).filter(|tag| !tag.closes && tag.name == "h2");
    let sections: Vec<Section> = headings.filter_map(|tag| section(woven, &tag)).collect();
    if sections.len() < FEWEST { Vec::new() } else { sections }
}

fn section(woven: &str, tag: &Tag) -> Option<Section> {
    let (title, _) = woven.get(tag.end..)?.split_once("</h2>")?;
    let id = tag.attributes.iter().find(|attribute| attribute.name == "id")?;
    Some(Section { anchor: markup(id.value), title: markup(&without_tags(title)) })
}

/// The words of a heading: no links, and no numbers of sources.
fn without_tags(heading: &str) -> String {
    let (mut words, mut at, mut is_number) = (String::new(), 0, false);
    for tag in tags::tags(heading) {
        let words_end = heading.get(..tag.end).and_then(|before| before.rfind('<')).unwrap_or(at);
        if !is_number {
            words.push_str(heading.get(at..words_end).unwrap_or_default());
        }
        is_number = if tag.name == "sup" { !tag.closes } else { is_number };
        at = tag.end;
    }
    words.push_str(heading.get(at..).unwrap_or_default());
    words
}

/// The finished markup of a text for readers elsewhere: without the cards that lead around the site.
pub fn alone(cx: Context<'_>, body: &Body) -> String {
    let markup = weave(cx, body, 0, body.markup.len(), |kind| !matches!(kind, MarkKind::Read(_)));
    picture::woven(cx, markup, ReadAt::Elsewhere)
}

/// The finished markup of a quotation's words.
pub fn quoted(cx: Context<'_>, body: &Body, quotation: &Quotation) -> String {
    let (start, end) = quotation.words;
    // Elsewhere in the site, notes of that text would lead nowhere.
    let wanted = |kind: &MarkKind| matches!(kind, MarkKind::Mention(_) | MarkKind::AsWritten(..));
    let words = picture::woven(cx, weave(cx, body, start as usize, end as usize, wanted), ReadAt::Here);
    // Its ids are those of another page.
    tags::without_ids(&words).into_owned()
}

fn weave(
    cx: Context<'_>,
    body: &Body,
    start: usize,
    end: usize,
    wanted: impl Fn(&MarkKind) -> bool,
) -> String {
    let mut html = String::with_capacity(end - start + body.marks.len() * 96);
    let mut at = start;
    let inside = |mark: &&Mark| mark.start as usize >= start && mark.end as usize <= end;
    for mark in body.marks.iter().filter(inside).filter(|mark| wanted(&mark.kind)) {
        let (from, to) = (mark.start as usize, mark.end as usize);
        if from < at {
            continue;
        }
        html.push_str(&body.markup[at..from]);
        fill(cx, &mut html, body, &mark.kind, &body.markup[from..to]);
        at = to;
    }
    html.push_str(&body.markup[at..end]);
    html
}

fn fill(cx: Context<'_>, html: &mut String, body: &Body, kind: &MarkKind, inner: &str) {
    match kind {
        MarkKind::Read(index) => read_card(cx, html, &body.reads[*index as usize]),
        MarkKind::Mention(actor) => anchor(html, &cx.views.actors[actor.index()], inner),
        MarkKind::Link(target, fragment) => {
            let mut url = link::url_of(cx, *target);
            if !fragment.is_empty() {
                url.push('#');
                url.push_str(&address::fragment(&heading(cx, *target, fragment)));
            }
            match name_behind(cx, *target, inner) {
                Some(name) => anchor(html, &url, &escaped(name)),
                None => anchor(html, &url, inner),
            }
        }
        MarkKind::AsWritten(before, after) => {
            push_escaped(html, before);
            html.push_str(inner);
            push_escaped(html, after);
        }
        MarkKind::Speaker(index) => speaker(cx, html, &body.quotations[*index as usize]),
        MarkKind::Cite(number) => {
            html.push_str(&format!("<sup class=\"cite\"><a href=\"#source-{number}\">{number}</a></sup>"));
        }
        MarkKind::Callout(callout) => push_escaped(html, cx.phrases.get(callout_phrase(*callout))),
    }
}

/// The id of a heading of another text, also where it is named by the heading's own letters.
fn heading<'p>(cx: Context<'_>, target: Target, written: &'p str) -> Cow<'p, str> {
    let site = cx.site;
    let body = match target {
        Target::Article(id) => &site.article(id).body,
        Target::Actor(id) => &site.actor(id).body,
        Target::Place(id) => &site.place(id).body,
        Target::Event(id) => &site.event(id).body,
        Target::Conflict(id) => &site.conflict(id).body,
        Target::Page(index) => match site.pages.get(index as usize) {
            Some(page) => &page.body,
            None => return Cow::Borrowed(written),
        },
        Target::Source(_) => return Cow::Borrowed(written),
    };
    let has = |id: &str| body.markup.contains(&format!(" id=\"{}\"", escaped(id)));
    let id = text::slug(&text::percent_decoded(written));
    if id != written && !has(written) && has(&id) { Cow::Owned(id) } else { Cow::Borrowed(written) }
}

/// The name of what a link shows only the id or slug of, as `[[northland]]` does.
fn name_behind<'a>(cx: Context<'a>, target: Target, shown: &str) -> Option<&'a str> {
    let site = cx.site;
    let (id, name): (&str, &str) = match target {
        Target::Article(id) => (&site.article(id).slug, &site.article(id).title),
        Target::Actor(id) => (&site.actor(id).id, &site.actor(id).name),
        Target::Place(id) => (&site.place(id).id, site.place(id).shown()),
        Target::Event(id) => (&site.event(id).id, &site.event(id).title),
        Target::Conflict(id) => (&site.conflict(id).id, &site.conflict(id).name),
        Target::Page(index) => {
            let page = site.pages.get(index as usize)?;
            (&page.slug, &page.title)
        }
        Target::Source(_) => return None,
    };
    (shown == id).then_some(name)
}

/// A Read line's card; one that names nothing here is plain text and says so.
fn read_card(cx: Context<'_>, html: &mut String, read: &ReadLink) {
    let label = escaped(read.prefix.trim_end_matches([':', '|', ' ']));
    if let Some(id) = read.to {
        let article = cx.site.article(id);
        let url = &cx.views.articles[id.index()];
        for part in ["<div class=\"read\"><p class=\"read-label\">", &label, "</p><p class=\"read-title\">"] {
            html.push_str(part);
        }
        match tongue::of(cx, article.lang.as_deref()) {
            None => anchor(html, url, &escaped(&article.title)),
            Some(Tongue { tag, dir, .. }) => {
                let (tag, title) = (escaped(&tag), escaped(&article.title));
                html.push_str(&format!(
                    "<a href=\"{}\" lang=\"{tag}\" dir=\"{dir}\" hreflang=\"{tag}\">{title}</a>",
                    escaped(url)
                ));
            }
        }
        html.push_str("</p><p class=\"read-note\">");
        read_note(cx, html, article);
        html.push_str("</p></div>");
        return;
    }
    html.push_str(&format!(
        "<div class=\"read absent\"><p class=\"read-label\">{label}</p><p class=\"read-title\">"
    ));
    match &read.outside {
        Some(url) => {
            anchor(html, url, &escaped(&read.title));
            html.push_str("</p><p class=\"read-note\">");
            push_escaped(html, cx.phrases.get("on-another-site"));
        }
        None => {
            push_escaped(html, &read.title);
            html.push_str("</p><p class=\"read-note\">");
            push_escaped(html, cx.phrases.get("not-in-this-archive"));
        }
    }
    html.push_str("</p></div>");
}

/// When, where and who: what a reader should know before following a Read line.
fn read_note(cx: Context<'_>, html: &mut String, article: &Article) {
    let site = cx.site;
    if article.status == Status::Retracted {
        push_escaped(html, cx.phrases.get(article.status.phrase()));
        return;
    }
    push_escaped(html, &cx.words.when(&article.when));
    if let Some(place) = article.place {
        html.push_str(" · ");
        push_escaped(html, site.place(place).shown());
    }
    for (i, involved) in article.actors.iter().take(3).enumerate() {
        html.push_str(if i == 0 { " · " } else { ", " });
        push_escaped(html, &site.actor(involved.actor).name);
    }
}

fn speaker(cx: Context<'_>, html: &mut String, quotation: &Quotation) {
    html.push_str("— ");
    match quotation.by {
        Some(id) => anchor(html, &cx.views.actors[id.index()], &escaped(&quotation.name)),
        None => push_escaped(html, &quotation.name),
    }
    if let Some(rest) = &quotation.whereabouts {
        html.push_str(", ");
        push_escaped(html, rest);
    }
}

fn anchor(html: &mut String, url: &str, inner: &str) {
    html.push_str("<a href=\"");
    push_escaped(html, url);
    html.push_str("\">");
    html.push_str(inner);
    html.push_str("</a>");
}

fn callout_phrase(callout: Callout) -> &'static str {
    match callout {
        Callout::Note => "note",
        Callout::Tip => "tip",
        Callout::Important => "important",
        Callout::Warning => "warning",
        Callout::Caution => "caution",
    }
}
