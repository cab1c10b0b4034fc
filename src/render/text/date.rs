//! Dates for readers and for machines.

use serde::Serialize;
use tera::Value;

use crate::model::{ArticleId, DateMark, Precision, SpanEnds, Stamp, When};
use crate::render::context::Context;
use crate::render::templates::markup;
use crate::text::escaped;

/// A date for readers and machines.
#[derive(Debug, Serialize)]
pub struct DateView {
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
    /// Of a bar, what its ends are: `beads`, `fades`, `rises` or `loose`; empty for a closed one.
    pub ends: &'static str,
    /// What the mark means, in words; empty for a known day.
    pub note: String,
}

/// When an article's matter happened; made once.
pub fn happened(cx: Context<'_>, id: ArticleId) -> Value {
    let make = || Value::from_serializable(&view(cx, &cx.site.article(id).when));
    cx.views.happened[id.index()].get_or_init(make).clone()
}

/// A date in words and as machines read it.
pub fn view(cx: Context<'_>, when: &When) -> DateView {
    let mark = when.mark();
    let words = cx.words.when_beside(when);
    DateView {
        spoken: spoken(cx, &words),
        words,
        // The longest prefix that HTML has a form for: of a span its beginning.
        datetime: when.html_datetime().or_else(|| when.html_interval().and_then(|(start, _)| start)),
        edtf: when.written().to_owned(),
        mark: mark_name(mark),
        ends: ends_name(when),
        note: note_on(cx, when, mark),
    }
}

/// A date in words, with a word for the ear in place of a dash: "8–9 May" is heard as "8 to 9 May". `None` where there is no
/// dash, or the language has no word that could stand there.
pub fn spoken(cx: Context<'_>, words: &str) -> Option<Value> {
    const DASH: &str = "–";
    let word = cx.phrases.get("date.to");
    if word == DASH || !words.contains(DASH) {
        return None;
    }
    let heard = format!("<span aria-hidden=\"true\">{DASH}</span><span class=\"v\"> {word} </span>");
    Some(markup(&escaped(words).replace(DASH, &heard)))
}

/// What a reader should know of the date beyond its words.
fn note_on(cx: Context<'_>, when: &When, mark: DateMark) -> String {
    match mark {
        DateMark::Day if when.precision() == Precision::Day => {
            when.earliest().map(|day| cx.words.weekday(day)).unwrap_or_default()
        }
        DateMark::Day => String::new(),
        DateMark::Approximate => cx.phrases.get("approximate").to_owned(),
        DateMark::Uncertain => cx.phrases.get("uncertain").to_owned(),
        DateMark::Interval => cx.phrases.get("interval").to_owned(),
        DateMark::Undated => cx.phrases.get("undated").to_owned(),
    }
}

/// A time of publication.
pub fn stamped(cx: Context<'_>, stamp: &Stamp) -> DateView {
    DateView {
        words: cx.words.stamp(stamp),
        spoken: None,
        datetime: Some(stamp.html_datetime()),
        edtf: stamp.html_datetime(),
        mark: "day",
        ends: "",
        note: String::new(),
    }
}

/// A date in full, but for the zone of the site.
pub fn listed(cx: Context<'_>, when: &When) -> DateView {
    let words = cx.words.when_at_home(when);
    DateView { spoken: spoken(cx, &words), words, ..view(cx, when) }
}

/// The day of a publication.
pub fn published_on(cx: Context<'_>, stamp: &Stamp) -> DateView {
    DateView { words: cx.words.stamp_day(stamp), ..stamped(cx, stamp) }
}

/// The class of a bar whose ends are not both known days; empty for all else.
pub fn ends_name(when: &When) -> &'static str {
    match when.ends() {
        _ if when.mark() != DateMark::Interval => "",
        SpanEnds::Closed => "",
        SpanEnds::Beads => "beads",
        SpanEnds::Fades => "fades",
        SpanEnds::Rises => "rises",
        SpanEnds::Loose => "loose",
    }
}

/// The class of a mark.
pub fn mark_name(mark: DateMark) -> &'static str {
    match mark {
        DateMark::Day => "day",
        DateMark::Approximate => "approximate",
        DateMark::Uncertain => "uncertain",
        DateMark::Interval => "interval",
        DateMark::Undated => "undated",
    }
}
