//! The page of an article.

use serde::Serialize;
use tera::Value;

use crate::address::is_web;
use crate::config::Extra;
use crate::derive::{Owner, changed, last_change};
use crate::model::{Article, ArticleId, Original, Status};
use crate::render::context::Context;
use crate::render::data::json_ld;
use crate::render::part::claims::ClaimView;
use crate::render::part::corrections::CorrectionView;
use crate::render::part::crumbs::Crumb;
use crate::render::part::figures::FigureGroup;
use crate::render::part::gallery::{RecordingView, ShownView};
use crate::render::part::head::PageHead;
use crate::render::part::related::RelatedView;
use crate::render::part::sources::SourceView;
use crate::render::part::statements::SaidView;
use crate::render::part::{
    actor, choices, citation, claims, corrections, crumbs, described, entry, figures, gallery, head, place,
    related, share, sources, statements,
};
use crate::render::templates::{Sheet, markup};
use crate::render::text::body::Section;
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::picture::{ImageView, PictureSpot};
use crate::render::text::tongue::{self, Tongue};
use crate::render::text::{body, date, link, picture};
use crate::render::words::direction;
use crate::route::Route;

/// The original of a translation.
#[derive(Serialize)]
struct TranslationView<'a> {
    title: &'a str,
    url: String,
    language: Option<Tongue>,
    /// Said where the original was changed later.
    changed: Option<String>,
}

#[derive(Serialize)]
struct ArticleView<'a> {
    translation: Option<TranslationView<'a>>,
    /// The language of what is claimed, where a translation leaves that as its original says it.
    untold: Option<Tongue>,
    title: &'a str,
    slug: &'a str,
    summary: Option<&'a str>,
    authors: &'a [String],
    happened: Value,
    published: DateView,
    updated: Option<DateView>,
    kind: Option<&'static str>,
    kind_name: Option<&'a str>,
    /// The list of its type.
    kind_url: Option<String>,
    /// Whether it is an explainer, of which the timeline has no entry.
    explainer: bool,
    /// The way to its entry.
    crumbs: Vec<Crumb>,
    place: Option<Value>,
    actors: Vec<Value>,
    tags: Vec<TagView<'a>>,
    image: Option<ImageView<'a>>,
    gallery: Vec<ShownView<'a>>,
    video: Option<RecordingView<'a>>,
    audio: Option<RecordingView<'a>>,
    body: Value,
    /// The headings of a long text.
    contents: Vec<Section>,
    claims: Vec<ClaimView>,
    figures: Vec<FigureGroup<'a>>,
    statements: Vec<SaidView<'a>>,
    sources: Vec<SourceView>,
    corrections: Vec<CorrectionView<'a>>,
    original: Option<OriginalView<'a>>,
    /// The events that it reports.
    events: Vec<Link>,
    conflict: Option<Link>,
    related: Vec<RelatedView>,
    referred_by: Vec<Value>,
    previous: Option<Value>,
    next: Option<Value>,
    /// Its place in the timeline.
    timeline: Option<String>,
    status: &'static str,
    status_name: &'a str,
    extra: &'a Extra,
}

#[derive(Serialize)]
struct TagView<'a> {
    name: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct OriginalView<'a> {
    publisher: Option<&'a str>,
    url: Option<&'a str>,
    author: Option<&'a str>,
    archived: Option<&'a str>,
}

/// Renders an article; a retracted one is a notice.
pub fn sheet(cx: Context<'_>, id: ArticleId) -> Sheet<'_> {
    let article = cx.site.article(id);
    let mut head = head_of(cx, id, article);
    let share = share::equip(cx, &mut head, citation::of_article(cx, id), None);
    let mut context = head::context(cx, &head);
    let retracted = article.status == Status::Retracted;
    context.insert("article", &view(cx, id, article, retracted));
    context.insert("share", &share);
    let usual = if retracted { "retracted.html" } else { "article.html" };
    let wanted = article.template.as_deref().filter(|_| !retracted);
    Sheet::Template(cx.templates.choose(wanted, usual), context)
}

fn head_of(cx: Context<'_>, id: ArticleId, article: &Article) -> PageHead {
    let route = Route::Article(id);
    let said = if article.status == Status::Retracted {
        cx.phrases.get(article.status.phrase()).to_owned()
    } else {
        let noted = || described::noted(cx, &article.when, article.place, &article.actors);
        article.summary.clone().unwrap_or_else(noted)
    };
    let mut head = head::new(cx, &route, "article", &article.title, &said);
    if let Some(lang) = &article.lang {
        head.lang.clone_from(lang);
        head.dir = direction(lang);
    }
    head.og_type = "article";
    head.published = Some(article.published.rfc3339());
    head.modified = Some(changed(article).rfc3339());
    let own = picture::of_article(cx, article).filter(|_| article.status != Status::Retracted);
    head::own_picture(cx, &mut head, own);
    if article.status != Status::Retracted {
        gallery::equip(
            cx,
            &mut head,
            &article.body,
            gallery::of_article(article),
            gallery::has_more(article),
        );
    }
    head.json_ld =
        (article.status != Status::Retracted).then(|| markup(&described_by(cx, id, article, &head)));
    head
}

fn view<'a>(cx: Context<'a>, id: ArticleId, article: &'a Article, retracted: bool) -> ArticleView<'a> {
    let facts = cx.facts;
    let tag = |tag: &crate::model::TagId| TagView {
        name: &cx.site.tag(*tag).name,
        url: &cx.views.tags[tag.index()],
    };
    let neighbour = |offset: i64| neighbour(cx, id, offset);
    let text = if retracted { String::new() } else { body::woven(cx, &article.body) };
    let lang = article.lang.as_deref().unwrap_or(&cx.site.config.language);
    ArticleView {
        title: &article.title,
        slug: &article.slug,
        summary: article.summary.as_deref().filter(|_| !retracted),
        authors: &article.authors,
        happened: date::happened(cx, id),
        published: date::stamped(cx, &article.published),
        updated: last_change(article).map(|changed| date::stamped(cx, changed)),
        kind: article.kind.map(|kind| kind.word()),
        kind_name: article.kind.map(|kind| cx.phrases.get(kind.phrase())),
        kind_url: article.kind.and_then(|kind| choices::url_of_kind(cx, kind)),
        explainer: article.off_timeline,
        crumbs: crumbs::of_entry(cx, facts.time.entry_of.article[id.index()].filter(|_| !retracted)),
        place: article.place.map(|place| place::view(cx, place)),
        actors: article
            .actors
            .iter()
            .map(|involved| actor::taking_part_on(cx, involved, &article.when))
            .collect(),
        tags: article.tags.iter().map(tag).collect(),
        image: picture::view_in(cx, article.image.as_ref().filter(|_| !retracted), PictureSpot::First, lang),
        gallery: if retracted { Vec::new() } else { gallery::gallery(cx, &article.gallery, lang) },
        video: gallery::recording(cx, article.video.as_ref().filter(|_| !retracted)),
        audio: gallery::recording(cx, article.audio.as_ref().filter(|_| !retracted)),
        contents: body::contents(&text),
        body: markup(&text),
        claims: if retracted { Vec::new() } else { claims::of_article(cx, id) },
        figures: if retracted { Vec::new() } else { figures::of_article(cx, id) },
        statements: if retracted { Vec::new() } else { statements::of_article(cx, id, article) },
        sources: sources::of_text(cx, &article.body.sources),
        corrections: corrections::of_article(cx, id),
        original: article.original.as_ref().map(original),
        translation: translation(cx, id, article),
        untold: untold(cx, id, article),
        events: article
            .events
            .iter()
            .filter_map(|report| report.event)
            .map(|e| link::to_event(cx, e))
            .collect(),
        conflict: article.conflict.map(|conflict| link::to_conflict(cx, conflict)),
        related: facts
            .related(cx.site, &cx.snapshot.kin, id)
            .iter()
            .map(|related| related::with_reason(cx, id, related))
            .collect(),
        referred_by: facts.evidence.backlinks[id.index()]
            .iter()
            .map(|from| related::story(cx, *from))
            .collect(),
        previous: neighbour(-1),
        next: neighbour(1),
        timeline: place_in_timeline(cx, id).filter(|_| !retracted),
        status: article.status.word(),
        status_name: cx.phrases.get(article.status.phrase()),
        extra: &article.extra,
    }
}

/// What it says of its original, and whether that was changed since.
fn translation<'a>(cx: Context<'a>, id: ArticleId, article: &Article) -> Option<TranslationView<'a>> {
    let original = link::original(cx, id)?;
    let newer = changed(original.article).instant() > changed(article).instant();
    Some(TranslationView {
        title: &original.article.title,
        url: original.url,
        language: tongue::of(
            cx,
            original.article.lang.as_deref().or(Some(&cx.snapshot.site.config.language)),
        ),
        changed: newer.then(|| {
            cx.words.filled("original-changed", &[("", &cx.words.stamp_day(changed(original.article)))])
        }),
    })
}

/// The language of the claims of a translation that says them as its original does.
fn untold(cx: Context<'_>, id: ArticleId, article: &Article) -> Option<Tongue> {
    let original = link::original(cx, id)?.article;
    let about =
        |article: &Article| article.claims.iter().map(|claim| claim.about.clone()).collect::<Vec<_>>();
    let is_same = about(article) == about(original);
    tongue::of(cx, original.lang.as_deref()).filter(|_| is_same)
}

/// The article before or after it in time.
fn neighbour(cx: Context<'_>, id: ArticleId, offset: i64) -> Option<Value> {
    let facts = cx.facts;
    let place = i64::from(facts.time.articles.position[id.index()]?) + offset;
    let other = facts.time.articles.in_time.get(usize::try_from(place).ok()?)?;
    Some(related::story(cx, *other))
}

/// Where the timeline shows it.
fn place_in_timeline(cx: Context<'_>, id: ArticleId) -> Option<String> {
    let facts = cx.facts;
    Some(entry::in_timeline(cx, facts.time.entry_of.article[id.index()]?))
}

/// The article for search engines, with the publisher's findings where it asks for that.
fn described_by(cx: Context<'_>, id: ArticleId, article: &Article, head: &PageHead) -> String {
    let json = json_ld::article_page(cx, id, article, head);
    let owners = Owner::of_article(cx.site, id);
    json_ld::with_reviews(cx, json, head.canonical.as_deref(), owners, head.published.as_deref())
}

fn original(original: &Original) -> OriginalView<'_> {
    OriginalView {
        publisher: original.publisher.as_deref(),
        url: original.url.as_deref().filter(|url| is_web(url)),
        author: original.author.as_deref(),
        archived: original.copy().filter(|url| is_web(url)),
    }
}
