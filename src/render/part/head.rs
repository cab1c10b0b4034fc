//! What every page's template gets: the site, the page's head, phrases, and small views of nouns.

use serde::Serialize;
use tera::{Context, Value};

use crate::config::{Config, Extra, RawHtml};
use crate::derive::{Slice, sided};
use crate::model::{ActorId, ArticleId, DateMark, Image, Involvement, PlaceId, Precision, Stamp, When};
use crate::phrase::Phrases;
use crate::policy;
use crate::render::{Renderer, Snapshot};
use crate::route::{Addressing, Route, has_colours};
use crate::source::PictureSize;
use crate::text::escaped;

/// The site as every template sees it, made once.
pub(in crate::render) struct SiteView {
    pub value: Value,
    pub phrase: Value,
    pub language: String,
}

/// A link with its text.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Link {
    pub title: String,
    pub url: String,
    /// The part of the site that it leads to, as in `page.section`.
    pub section: &'static str,
}

#[derive(Serialize)]
struct SiteFields<'a> {
    title: &'a str,
    description: &'a str,
    base_url: Option<&'a str>,
    language: &'a str,
    dir: &'static str,
    publisher: Option<&'a str>,
    home: String,
    style: String,
    filter: String,
    /// The stylesheet with colours of the site's own.
    colours: Option<String>,
    /// What a page says of itself that it may do; nothing where the site's owner says so.
    policy: Option<String>,
    feed: Option<String>,
    corrections: Option<String>,
    /// The sides whose marks stand beside actors.
    sides: Vec<MarkedSide<'a>>,
    sections: Vec<Link>,
    pages: Vec<Link>,
    articles: usize,
    actors: usize,
    entries: usize,
    extra: &'a Extra,
}

/// A side with the number that its colour and shape go by.
#[derive(Serialize)]
struct MarkedSide<'a> {
    number: usize,
    name: &'a str,
}

impl SiteView {
    pub fn of(snapshot: &Snapshot, addressing: Addressing, phrases: Phrases) -> Self {
        let (site, facts) = (&snapshot.site, &snapshot.facts);
        let config = &site.config;
        let section = |route: Route, key: &'static str| Link {
            title: phrases.get(key).to_owned(),
            url: addressing.link(&route),
            section: key,
        };
        let mut sections = vec![section(Route::Timeline(Slice::Whole), "timeline")];
        if !site.conflicts.is_empty() {
            sections.push(section(Route::Conflicts, "conflicts"));
        }
        if !site.actors.is_empty() {
            sections.push(section(Route::Actors, "actors"));
        }
        if !site.places.is_empty() {
            sections.push(section(Route::Places, "places"));
        }
        if !site.tags.is_empty() {
            sections.push(section(Route::Tags, "tags"));
        }
        if !facts.claims.open.is_empty() {
            sections.push(section(Route::Claims(1), "claims"));
        }
        if !facts.works.list.is_empty() {
            sections.push(section(Route::Sources(1), "sources"));
        }
        let page_link = |(index, page): (u32, &crate::model::Page)| Link {
            title: page.title.clone(),
            url: addressing.link(&Route::Page(index)),
            section: "page",
        };
        let fields = SiteFields {
            title: &config.title,
            description: &config.description,
            base_url: config.base_url.as_deref(),
            language: &config.language,
            dir: direction(&config.language),
            publisher: config.publisher.as_deref(),
            home: addressing.link(&Route::Home),
            style: snapshot.marked("style.css"),
            filter: snapshot.marked("filter.js"),
            policy: states_policy(config).then(policy::within_pages),
            colours: has_colours(site).then(|| addressing.link(&Route::Colours)),
            feed: config.base_url.as_ref().map(|_| addressing.link(&Route::Feed)),
            corrections: (!facts.corrections.list.is_empty())
                .then(|| addressing.link(&Route::Corrections(1))),
            sides: sided(site, site.main_conflict).map_or_else(Vec::new, |id| {
                let sides = (1..).zip(&site.conflict(id).sides);
                sides.map(|(number, side)| MarkedSide { number, name: &side.name }).collect()
            }),
            sections,
            pages: (0..).zip(site.pages.iter()).map(page_link).collect(),
            articles: facts.in_time.len(),
            actors: site.actors.len(),
            entries: facts.entries.len(),
            extra: &config.extra,
        };
        let phrase: serde_json::Map<String, serde_json::Value> = phrases
            .all()
            .filter(|(key, _)| !key.contains('.'))
            .map(|(k, v)| (k.replace('-', "_"), v.into()))
            .collect();
        Self {
            value: Value::from_serializable(&fields),
            phrase: Value::from_serializable(&phrase),
            language: config.language.clone(),
        }
    }
}

/// What the head of a page says.
#[derive(Debug, Default, Serialize)]
pub(in crate::render) struct PageHead {
    /// The title of the page, without the site's.
    pub title: String,
    /// For search engines and link previews.
    pub description: String,
    /// The part of the site that it belongs to.
    pub section: &'static str,
    /// The absolute address; `None` without `base_url`.
    pub canonical: Option<String>,
    /// The language of its content.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The type for Open Graph.
    pub og_type: &'static str,
    /// The absolute address of a picture, with what it shows and its size.
    pub image: Option<String>,
    pub image_alt: Option<String>,
    pub image_width: Option<u32>,
    pub image_height: Option<u32>,
    /// First publication, RFC 3339.
    pub published: Option<String>,
    /// Last change, RFC 3339.
    pub modified: Option<String>,
    /// JSON-LD, ready to stand in a script element.
    pub json_ld: Option<Value>,
    /// The address of the page's own feed.
    pub feed: Option<String>,
}

/// A date for readers and machines.
#[derive(Debug, Serialize)]
pub(in crate::render) struct DateView {
    /// In words of the page's language.
    pub words: String,
    /// The same as markup in which a listener hears a word for a dash; `None` where there is none.
    pub spoken: Option<Value>,
    /// The form for `<time datetime>`; `None` where HTML has none.
    pub datetime: Option<String>,
    /// As written, EDTF.
    pub edtf: String,
    /// `day`, `approximate`, `uncertain`, `interval` or `undated`.
    pub mark: &'static str,
    /// What the mark means, in words; empty for a known day.
    pub note: String,
}

/// A person or thing with its page.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ActorView<'a> {
    pub name: &'a str,
    pub url: &'a str,
    pub kind: Option<&'static str>,
    pub kind_name: Option<&'static str>,
    pub role: Option<&'static str>,
    pub alleged: bool,
    /// The office that a person held when it happened, where a page says it.
    pub office: Option<String>,
    /// The number of its side in the site's main conflict, from 1, which its colour and shape go by.
    pub side: Option<usize>,
    /// What that side is called.
    pub side_name: Option<&'a str>,
}

/// A place with its page.
#[derive(Debug, Serialize)]
struct PlaceView<'a> {
    pub name: &'a str,
    pub url: &'a str,
    pub lat: Option<String>,
    pub lon: Option<String>,
    pub precision: Option<&'static str>,
}

/// A picture.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ImageView<'a> {
    pub src: &'a str,
    pub alt: &'a str,
    pub caption: Option<&'a str>,
    pub credit: Option<&'a str>,
    pub license: Option<&'a str>,
    pub sensitive: bool,
    /// In pixels, where the file says it.
    pub width: Option<u32>,
    pub height: Option<u32>,
}

impl<'a> ImageView<'a> {
    fn of(image: &'a Image, size: Option<PictureSize>) -> Self {
        Self {
            src: &image.src,
            alt: image.alt.as_deref().unwrap_or(""),
            caption: image.caption.as_deref(),
            credit: image.credit.as_deref(),
            license: image.license.as_deref(),
            sensitive: image.sensitive,
            width: size.map(|size| size.width),
            height: size.map(|size| size.height),
        }
    }
}

impl Renderer<'_> {
    /// A picture of front matter; none where it has no file.
    pub(in crate::render) fn image<'a>(&self, image: Option<&'a Image>) -> Option<ImageView<'a>> {
        let image = image.filter(|image| !image.src.is_empty())?;
        Some(ImageView::of(image, self.picture_size(&image.src)))
    }

    /// A context with what every template gets.
    pub(in crate::render) fn context(&self, head: &PageHead) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.site.value.clone());
        context.insert_value("phrase", self.site.phrase.clone());
        context.insert_value("root", Value::safe_string("\u{1}"));
        context.insert("page", head);
        context
    }

    /// The head of a page in the site's language.
    pub(in crate::render) fn head(
        &self,
        route: &Route,
        section: &'static str,
        title: &str,
        description: &str,
    ) -> PageHead {
        let mut head = PageHead {
            title: title.to_owned(),
            description: description.to_owned(),
            section,
            canonical: self.absolute(route),
            lang: self.site.language.clone(),
            dir: direction(&self.site.language),
            og_type: "website",
            ..PageHead::default()
        };
        if description.is_empty() {
            head.description = format!("{title} – {}", self.snapshot.site.config.title);
        }
        self.preview_site(&mut head);
        head
    }

    /// When an article's matter happened; made once.
    pub(in crate::render) fn happened(&self, id: ArticleId) -> Value {
        let make = || Value::from_serializable(&self.date(&self.snapshot.site.article(id).when));
        self.shared.happened[id.index()].get_or_init(make).clone()
    }

    pub(in crate::render) fn date(&self, when: &When) -> DateView {
        let mark = when.mark();
        let words = self.words.when(when);
        DateView {
            spoken: self.spoken(&words),
            words,
            // The longest prefix that HTML has a form for: of a span its beginning.
            datetime: when.html_datetime().or_else(|| when.html_interval().and_then(|(start, _)| start)),
            edtf: when.written().to_owned(),
            mark: mark_name(mark),
            note: self.note(when, mark),
        }
    }

    /// A date in words, with a word for the ear in place of a dash: "8–9 May" is heard as "8 to 9 May". `None` where there is no
    /// dash, or the language has no word that could stand there.
    pub(in crate::render) fn spoken(&self, words: &str) -> Option<Value> {
        const DASH: &str = "–";
        let word = self.phrases.get("date.to");
        if word == DASH || !words.contains(DASH) {
            return None;
        }
        let heard = format!("<span aria-hidden=\"true\">{DASH}</span><span class=\"v\"> {word} </span>");
        Some(markup(&escaped(words).replace(DASH, &heard)))
    }

    /// What a reader should know of the date beyond its words.
    fn note(&self, when: &When, mark: DateMark) -> String {
        match mark {
            DateMark::Day if when.precision() == Precision::Day => {
                when.earliest().map(|day| self.words.weekday(day)).unwrap_or_default()
            }
            DateMark::Day => String::new(),
            DateMark::Approximate => self.phrases.get("approximate").to_owned(),
            DateMark::Uncertain => self.phrases.get("uncertain").to_owned(),
            DateMark::Interval => self.phrases.get("interval").to_owned(),
            DateMark::Undated => self.phrases.get("undated").to_owned(),
        }
    }

    pub(in crate::render) fn stamp(&self, stamp: &Stamp) -> DateView {
        DateView {
            words: self.words.stamp(stamp),
            spoken: None,
            datetime: Some(stamp.html_datetime()),
            edtf: stamp.html_datetime(),
            mark: "day",
            note: String::new(),
        }
    }

    /// An actor with its part; made once where it has none that is named.
    pub(in crate::render) fn involved(&self, involved: &Involvement) -> Value {
        if involved.role.is_none() && !involved.alleged {
            let cell = &self.shared.actor_views[involved.actor.index()];
            return cell.get_or_init(|| Value::from_serializable(&self.actor_view(involved.actor))).clone();
        }
        let mut view = self.actor_view(involved.actor);
        view.role = involved.role.map(|role| self.phrases.get(role.phrase()));
        view.alleged = involved.alleged;
        Value::from_serializable(&view)
    }

    /// An actor with its part, and with the office that it held when it happened.
    pub(in crate::render) fn involved_on(&self, involved: &Involvement, when: &When) -> Value {
        let Some(office) = self.office(involved.actor, when) else { return self.involved(involved) };
        let mut view = self.actor_view(involved.actor);
        view.role = involved.role.map(|role| self.phrases.get(role.phrase()));
        view.alleged = involved.alleged;
        view.office = Some(office);
        Value::from_serializable(&view)
    }

    pub(in crate::render) fn actor_view(&self, id: ActorId) -> ActorView<'_> {
        let actor = self.snapshot.site.actor(id);
        ActorView {
            name: &actor.name,
            url: &self.shared.actors[id.index()],
            kind: actor.kind.map(|kind| kind.word()),
            kind_name: actor.kind.map(|kind| self.phrases.get(kind.phrase())),
            role: None,
            alleged: false,
            office: None,
            side: self.main_side(id),
            side_name: self.main_side_name(id),
        }
    }

    /// The name of that side.
    pub(in crate::render) fn main_side_name(&self, id: ActorId) -> Option<&str> {
        let conflict = self.shared.sided?;
        let side = self.snapshot.facts.sides.of(conflict, id)?;
        let name = self.snapshot.site.conflict(conflict).sides.get(side)?.name.as_str();
        // One that is a side by itself is not named twice.
        (name != self.snapshot.site.actor(id).name).then_some(name)
    }

    /// The number of an actor's side in the site's main conflict, from 1.
    pub(in crate::render) fn main_side(&self, id: ActorId) -> Option<usize> {
        let sided = self.shared.sided?;
        self.snapshot.facts.sides.of(sided, id).map(|side| side + 1)
    }

    /// A place with its page; made once.
    pub(in crate::render) fn place_view(&self, id: PlaceId) -> Value {
        self.shared.place_views[id.index()].get_or_init(|| self.make_place_view(id)).clone()
    }

    fn make_place_view(&self, id: PlaceId) -> Value {
        let place = self.snapshot.site.place(id);
        let degrees = |value: f64, positive: &str, negative: &str| {
            format!("{:.2}° {}", value.abs(), if value < 0.0 { negative } else { positive })
        };
        Value::from_serializable(&PlaceView {
            name: place.shown(),
            url: &self.shared.places[id.index()],
            lat: place.point.map(|p| degrees(p.lat, "N", "S")),
            lon: place.point.map(|p| degrees(p.lon, "E", "W")),
            precision: place.point.and_then(|p| p.precision).map(|p| self.phrases.get(p.phrase())),
        })
    }
}

fn mark_name(mark: DateMark) -> &'static str {
    match mark {
        DateMark::Day => "day",
        DateMark::Approximate => "approximate",
        DateMark::Uncertain => "uncertain",
        DateMark::Interval => "interval",
        DateMark::Undated => "undated",
    }
}

/// Finished HTML, which templates do not escape.
pub(in crate::render) fn markup(html: &str) -> Value {
    Value::safe_string(html)
}

/// The direction in which a language is written.
pub(in crate::render) fn direction(tag: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] =
        &["ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "arc", "syr"];
    let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    if RIGHT_TO_LEFT.contains(&primary.as_str()) { "rtl" } else { "ltr" }
}

/// Whether pages say themselves what they may do: not where the site's owner trusts what texts bring, or wrote a policy.
fn states_policy(config: &Config) -> bool {
    let is_own = |target: &crate::config::Target| target.headers.contains_key("content-security-policy");
    config.raw_html != RawHtml::Trust && !config.publish.iter().any(is_own)
}
