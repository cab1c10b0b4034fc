//! The page of an article.

use serde::Serialize;
use tera::Value;

use crate::address::is_web;
use crate::config::Extra;
use crate::derive::last_change;
use crate::model::{Article, ArticleId, EventId, Original, Status};
use crate::render::Renderer;
use crate::render::data::feed::changed;
use crate::render::part::claims::ClaimView;
use crate::render::part::corrections::CorrectionView;
use crate::render::part::figures::FigureGroup;
use crate::render::part::head::{DateView, ImageView, Link, PageHead, direction, markup};
use crate::render::part::related::RelatedView;
use crate::render::part::sources::SourceView;
use crate::render::part::statements::SaidView;
use crate::render::templates::Sheet;
use crate::route::Route;

#[derive(Serialize)]
struct ArticleView<'a> {
    title: &'a str,
    slug: &'a str,
    summary: Option<&'a str>,
    authors: &'a [String],
    happened: Value,
    published: DateView,
    updated: Option<DateView>,
    kind: Option<&'static str>,
    kind_name: Option<&'static str>,
    place: Option<Value>,
    actors: Vec<Value>,
    tags: Vec<TagView<'a>>,
    image: Option<ImageView<'a>>,
    body: Value,
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
    status_name: &'static str,
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

impl Renderer<'_> {
    /// Renders an article; a retracted one is a notice.
    pub(in crate::render) fn article(&self, id: ArticleId) -> Sheet<'_> {
        let article = self.snapshot.site.article(id);
        let head = self.article_head(id, article);
        let mut context = self.context(&head);
        let retracted = article.status == Status::Retracted;
        context.insert("article", &self.article_view(id, article, retracted));
        let usual = if retracted { "retracted.html" } else { "article.html" };
        let wanted = article.template.as_deref().filter(|_| !retracted);
        Sheet::Template(self.templates.choose(wanted, usual), context)
    }

    fn article_head(&self, id: ArticleId, article: &Article) -> PageHead {
        let route = Route::Article(id);
        let said = if article.status == Status::Retracted {
            self.phrases.get(article.status.phrase()).to_owned()
        } else {
            let noted = || self.noted(&article.when, article.place, &article.actors);
            article.summary.clone().unwrap_or_else(noted)
        };
        let mut head = self.head(&route, "article", &article.title, &said);
        if let Some(lang) = &article.lang {
            head.lang.clone_from(lang);
            head.dir = direction(lang);
        }
        head.og_type = "article";
        head.published = Some(article.published.rfc3339());
        head.modified = Some(changed(article).rfc3339());
        let own = self.picture_of(article).filter(|_| article.status != Status::Retracted);
        self.preview(&mut head, own);
        head.json_ld =
            (article.status != Status::Retracted).then(|| markup(&self.article_json_ld(id, article, &head)));
        head
    }

    fn article_view<'a>(&'a self, id: ArticleId, article: &'a Article, retracted: bool) -> ArticleView<'a> {
        let facts = &self.snapshot.facts;
        let tag = |tag: &crate::model::TagId| TagView {
            name: &self.snapshot.site.tag(*tag).name,
            url: &self.shared.tags[tag.index()],
        };
        let neighbour = |offset: i64| self.neighbour(id, offset);
        ArticleView {
            title: &article.title,
            slug: &article.slug,
            summary: article.summary.as_deref().filter(|_| !retracted),
            authors: &article.authors,
            happened: self.happened(id),
            published: self.stamp(&article.published),
            updated: last_change(article).map(|changed| self.stamp(changed)),
            kind: article.kind.map(|kind| kind.word()),
            kind_name: article.kind.map(|kind| self.phrases.get(kind.phrase())),
            place: article.place.map(|place| self.place_view(place)),
            actors: article.actors.iter().map(|involved| self.involved_on(involved, &article.when)).collect(),
            tags: article.tags.iter().map(tag).collect(),
            image: self.image(article.image.as_ref().filter(|_| !retracted)),
            body: markup(&if retracted { String::new() } else { self.body(&article.body) }),
            claims: if retracted { Vec::new() } else { self.claims_of_article(id) },
            figures: if retracted { Vec::new() } else { self.figures_of_article(id) },
            statements: if retracted { Vec::new() } else { self.article_statements(id, article) },
            sources: self.sources(&article.body.sources),
            corrections: self.corrections(article),
            original: article.original.as_ref().map(original),
            events: article
                .events
                .iter()
                .filter_map(|report| report.event)
                .map(|e| self.event_link(e))
                .collect(),
            conflict: article.conflict.map(|conflict| self.conflict_link(conflict)),
            related: facts
                .related(&self.snapshot.site, &self.snapshot.kin, id)
                .iter()
                .map(|related| self.related_story(id, related))
                .collect(),
            referred_by: facts.backlinks[id.index()].iter().map(|from| self.story(*from)).collect(),
            previous: neighbour(-1),
            next: neighbour(1),
            timeline: self.place_in_timeline(id).filter(|_| !retracted),
            status: article.status.word(),
            status_name: self.phrases.get(article.status.phrase()),
            extra: &article.extra,
        }
    }

    fn event_link(&self, id: EventId) -> Link {
        Link {
            title: self.snapshot.site.event(id).title.clone(),
            url: self.addressing.link(&Route::Event(id)),
            section: "timeline",
        }
    }

    /// The article before or after it in time.
    fn neighbour(&self, id: ArticleId, offset: i64) -> Option<Value> {
        let facts = &self.snapshot.facts;
        let place = i64::from(facts.position[id.index()]?) + offset;
        let other = facts.in_time.get(usize::try_from(place).ok()?)?;
        Some(self.story(*other))
    }

    /// Where the timeline shows it.
    fn place_in_timeline(&self, id: ArticleId) -> Option<String> {
        let facts = &self.snapshot.facts;
        Some(self.in_timeline(facts.entry_of.article[id.index()]?))
    }
}

fn original(original: &Original) -> OriginalView<'_> {
    OriginalView {
        publisher: original.publisher.as_deref(),
        url: original.url.as_deref().filter(|url| is_web(url)),
        author: original.author.as_deref(),
        archived: original.archived.as_deref().filter(|url| is_web(url)),
    }
}
