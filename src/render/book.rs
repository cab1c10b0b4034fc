//! The book of a conflict: its phases as parts, what is told in each, every article with its claims, figures and sources, as EPUB 3.
//!
//! Chapters are made by templates, as pages are, and then written anew as XHTML with nothing in it that a book may not have. The same
//! site gives the same bytes: the time of a book is that of its last change.

mod package;
mod xhtml;

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use tera::Value;

use crate::derive::{Slice, Subject, above, changed, phase_of};
use crate::diag::Diagnostic;
use crate::model::{ArticleId, ConflictId, EntryId, Stamp, Status};
use crate::render::context::Context;
use crate::render::part::claims::ClaimView;
use crate::render::part::corrections::CorrectionView;
use crate::render::part::figures::FigureGroup;
use crate::render::part::sources::SourceView;
use crate::render::part::{citation, claims, corrections, entry, figures, site, sources};
use crate::render::templates::markup;
use crate::render::text::date::DateView;
use crate::render::text::picture::{ImageView, PictureSpot};
use crate::render::text::tongue::{self, Tongue};
use crate::render::text::{body, date, picture};
use crate::route::Route;
use crate::text::ROOT;

use package::{Chapter, Package};

/// A file of a book.
#[derive(Debug)]
pub struct BookFile {
    /// Its path in the book.
    pub path: String,
    /// Its bytes.
    pub content: BookContent,
}

/// What a file of a book holds.
#[derive(Debug)]
pub enum BookContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of a picture, by index.
    Rendition(u32),
}

/// What a chapter of an article shows.
#[derive(Serialize)]
struct BookArticle<'a> {
    title: &'a str,
    language: Option<Tongue>,
    summary: Option<&'a str>,
    authors: &'a [String],
    happened: DateView,
    published: DateView,
    image: Option<ImageView<'a>>,
    body: Value,
    claims: Vec<ClaimView>,
    figures: Vec<FigureGroup<'a>>,
    sources: Vec<SourceView>,
    corrections: Vec<CorrectionView<'a>>,
}

/// An entry in the list of a part.
#[derive(Serialize)]
struct BookEntry {
    title: String,
    language: Option<Tongue>,
    date: DateView,
    summary: Option<String>,
    /// The chapters that tell of it.
    reports: Vec<BookLink>,
}

#[derive(Clone, Serialize)]
struct BookLink {
    title: String,
    url: String,
}

/// A part of the book: a phase, or what lies in none.
struct Part {
    title: String,
    when: Option<DateView>,
    summary: Option<String>,
    entries: Vec<EntryId>,
    articles: Vec<ArticleId>,
}

/// Makes the files of a book, the first ones first, in the language of an edition.
///
/// # Errors
/// Fails with the mistake of a template.
pub fn of_conflict(cx: Context<'_>, id: ConflictId) -> Result<Vec<BookFile>, Box<Diagnostic>> {
    let parts = parts(cx, id);
    let articles: Vec<ArticleId> = parts.iter().flat_map(|part| part.articles.iter().copied()).collect();
    let files: FxHashMap<ArticleId, String> =
        (1..).zip(&articles).map(|(number, id)| (*id, format!("article-{number}.xhtml"))).collect();
    let addresses: FxHashMap<String, String> =
        files.iter().map(|(id, file)| (cx.link(&Route::Article(*id)), file.clone())).collect();
    let mut book = Book { cx, addresses, pictures: BTreeMap::new() };
    let conflict = cx.site.conflict(id);
    let mut chapters = vec![book.title_page(id)?];
    for (number, part) in (1..).zip(&parts) {
        let mut chapter = book.part(number, part, &files)?;
        for id in &part.articles {
            let Some(file) = files.get(id) else { continue };
            chapter.below.push(book.article(*id, file)?);
        }
        chapters.push(chapter);
    }
    let modified = articles.iter().map(|id| *changed(cx.site.article(*id))).max_by_key(Stamp::instant);
    let package = Package { cx, id: &conflict.id, title: &conflict.name, modified, chapters };
    let mut made = package.files(&book.pictures);
    let pictures = book.pictures.into_iter();
    made.extend(pictures.map(|(path, index)| BookFile { path, content: BookContent::Rendition(index) }));
    Ok(made)
}

/// The phases with what is told in each, then what lies in none, then explainers.
fn parts(cx: Context<'_>, id: ConflictId) -> Vec<Part> {
    let (site, facts) = (cx.site, cx.facts);
    let conflict = site.conflict(id);
    let mut parts: Vec<Part> = conflict
        .phases
        .iter()
        .map(|phase| Part {
            title: phase.name.clone(),
            when: Some(date::view(cx, &phase.when)),
            summary: phase.summary.clone(),
            entries: Vec::new(),
            articles: Vec::new(),
        })
        .collect();
    let rest = if parts.is_empty() { "timeline" } else { "strip.others" };
    let part = |key: &str| Part {
        title: cx.phrases.get(key).to_owned(),
        when: None,
        summary: None,
        entries: Vec::new(),
        articles: Vec::new(),
    };
    parts.push(part(rest));
    let last = parts.len() - 1;
    let mut told: FxHashSet<ArticleId> = FxHashSet::default();
    for entry in &facts.lists.of_conflict[id.index()].entries {
        let of = &facts.time.entries[entry.index()];
        let at = phase_of(&conflict.phases, &of.when).unwrap_or(last);
        parts[at].entries.push(*entry);
        parts[at].articles.extend(of.articles(site).filter(|id| told.insert(*id)));
    }
    let mut explainers = part("explainer");
    let of_conflict = |id: &ArticleId| {
        let article = site.article(*id);
        article.off_timeline
            && article.status != Status::Retracted
            && above(site, article.conflict).any(|above| above == id_of(cx, &conflict.id))
    };
    let all = facts.time.articles.in_time.iter().copied();
    explainers.articles = all.filter(of_conflict).filter(|id| told.insert(*id)).collect();
    parts.push(explainers);
    parts.retain(|part| !part.entries.is_empty() || !part.articles.is_empty());
    parts
}

fn id_of(cx: Context<'_>, id: &str) -> ConflictId {
    let at = cx.site.conflicts.iter().position(|conflict| conflict.id == id);
    ConflictId::of(at.unwrap_or(0))
}

/// A book while it is made.
struct Book<'a> {
    cx: Context<'a>,
    /// By the address of a page: the chapter that it is.
    addresses: FxHashMap<String, String>,
    /// By their paths in the book: copies of pictures.
    pictures: BTreeMap<String, u32>,
}

impl<'a> Book<'a> {
    fn title_page(&mut self, id: ConflictId) -> Result<Chapter, Box<Diagnostic>> {
        let cx = self.cx;
        let conflict = cx.site.conflict(id);
        let mut context = self.context();
        context.insert("name", &conflict.name);
        context.insert("language", &tongue::of(cx, conflict.lang.as_deref()));
        context.insert("when", &conflict.when.as_ref().map(|when| date::view(cx, when)));
        context.insert("summary", &conflict.summary);
        context.insert("result", &conflict.result);
        let names = |actors: &[crate::model::ActorId]| -> Vec<String> {
            actors.iter().map(|id| cx.site.actor(*id).name.clone()).collect()
        };
        let sides: Vec<(String, Vec<String>, Vec<String>)> = conflict
            .sides
            .iter()
            .map(|side| (side.name.clone(), names(&side.actors), names(&side.supporters)))
            .collect();
        context.insert("sides", &sides);
        context.insert_value("body", markup(&body::alone(cx, &conflict.body)));
        context.insert("figures", &figures::of_conflict(cx, id).0);
        context.insert("sources", &sources::of_text(cx, &conflict.body.sources));
        context.insert("url", &crate::render::text::link::absolute(cx, &Route::Conflict(id, Slice::Whole)));
        self.chapter("title.xhtml", &conflict.name, "book-title.html", context)
    }

    fn part(
        &mut self,
        number: usize,
        part: &Part,
        files: &FxHashMap<ArticleId, String>,
    ) -> Result<Chapter, Box<Diagnostic>> {
        let cx = self.cx;
        let entry = |id: &EntryId| {
            let told = &cx.facts.time.entries[id.index()];
            let link = |id: ArticleId| {
                let url = files.get(&id)?.clone();
                Some(BookLink { title: cx.site.article(id).title.clone(), url })
            };
            let summary_is_other = matches!(told.subject, Subject::Event(_));
            BookEntry {
                title: told.title(cx.site).to_owned(),
                language: tongue::of(cx, entry::language(cx, told)),
                date: date::view(cx, &told.when),
                summary: told.summary(cx.site).filter(|_| summary_is_other).map(str::to_owned),
                reports: told.articles(cx.site).filter_map(link).collect(),
            }
        };
        let entries: Vec<BookEntry> = part.entries.iter().map(entry).collect();
        let explained = part.articles.iter().filter(|_| part.entries.is_empty());
        let links: Vec<BookLink> = explained
            .filter_map(|id| {
                Some(BookLink { title: cx.site.article(*id).title.clone(), url: files.get(id)?.clone() })
            })
            .collect();
        let mut context = self.context();
        context.insert("title", &part.title);
        context.insert("when", &part.when);
        context.insert("summary", &part.summary);
        context.insert("entries", &entries);
        context.insert("links", &links);
        self.chapter(&format!("part-{number}.xhtml"), &part.title, "book-part.html", context)
    }

    fn article(&mut self, id: ArticleId, file: &str) -> Result<Chapter, Box<Diagnostic>> {
        let cx = self.cx;
        let article = cx.site.article(id);
        let lang = article.lang.as_deref().unwrap_or(&cx.site.config.language);
        let view = BookArticle {
            title: &article.title,
            language: tongue::of(cx, article.lang.as_deref()),
            summary: article.summary.as_deref(),
            authors: &article.authors,
            happened: date::view(cx, &article.when),
            published: date::stamped(cx, &article.published),
            image: picture::view_in(cx, article.image.as_ref(), PictureSpot::First, lang),
            body: markup(&body::alone(cx, &article.body)),
            claims: claims::of_article(cx, id),
            figures: figures::of_article(cx, id),
            sources: sources::of_text(cx, &article.body.sources),
            corrections: corrections::of_article(cx, id),
        };
        let mut context = self.context();
        context.insert("article", &view);
        context.insert("cite", &citation::of_article(cx, id).map(|reference| reference.view(cx)));
        self.chapter(file, &article.title, "book-article.html", context)
    }

    fn context(&self) -> tera::Context {
        let mut context = tera::Context::new();
        let site = site::view(self.cx);
        context.insert_value("site", site.value.clone());
        context.insert_value("phrase", site.phrase.clone());
        context.insert_value("root", Value::safe_string("\u{1}"));
        context
    }

    /// Makes a chapter of a template and writes it as XHTML.
    fn chapter(
        &mut self,
        file: &str,
        title: &str,
        template: &str,
        context: tera::Context,
    ) -> Result<Chapter, Box<Diagnostic>> {
        let cx = self.cx;
        let take = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let made = cx.templates.render(cx.site.edition, (template, template), &context, take);
        let html = made.or_else(|broken| broken.instead.ok_or(broken.problem))?;
        let addresses = &self.addresses;
        let base = cx.site.config.base_url.as_deref();
        let leads = |address: &str| -> Option<String> {
            match address.strip_prefix(ROOT) {
                Some(path) => {
                    let page = address.split('#').next().unwrap_or(address);
                    addresses
                        .get(page)
                        .cloned()
                        .or_else(|| Some(crate::text::uri(&format!("{}{path}", base?))))
                }
                None if addresses.values().any(|file| file == address) => Some(address.to_owned()),
                None => crate::address::is_web(address).then(|| crate::text::uri(address)),
            }
        };
        let renditions = &cx.facts.pictures.renditions;
        let pictures = &mut self.pictures;
        let picture = |address: &str| -> Option<String> {
            let path = address.strip_prefix(ROOT)?;
            let index = renditions.iter().position(|copy| copy.file == path)?;
            // A book may have these alone.
            let ending = path.rsplit('.').next().filter(|ending| matches!(*ending, "jpg" | "png" | "gif"))?;
            let name = format!("pictures/{index}.{ending}");
            pictures.insert(format!("EPUB/{name}"), u32::try_from(index).ok()?);
            Some(name)
        };
        let body = xhtml::written(&html, leads, picture);
        Ok(Chapter { file: file.to_owned(), title: title.to_owned(), body, below: Vec::new() })
    }
}
