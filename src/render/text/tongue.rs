//! The language of a text that is another one than that of the frame around it, so that it is spoken and set as its own.

use serde::Serialize;

use crate::phrase::Phrases;
use crate::render::context::Context;
use crate::render::words::direction;

/// The language of a text in the frame of another one.
#[derive(Clone, Debug, Serialize)]
pub struct Tongue {
    /// Its BCP 47 tag.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// "in Armenian", where readers who choose a language should be told before they follow a link.
    pub said: Option<String>,
}

/// The language of a text; `None` if it is that of the frame.
pub fn of(cx: Context<'_>, lang: Option<&str>) -> Option<Tongue> {
    let lang = lang.filter(|lang| !lang.eq_ignore_ascii_case(&cx.site.config.language))?;
    let leads_away = !cx.site.config.languages.is_empty();
    let said = leads_away.then(|| language_name(cx.phrases, lang));
    Some(Tongue { tag: lang.to_owned(), dir: direction(lang), said })
}

/// The language of what the site says in its own words and has not said in this edition's: that at the root.
pub fn of_site(cx: Context<'_>) -> Option<Tongue> {
    let first = cx.site.config.languages.first().filter(|_| cx.site.edition > 0)?;
    of(cx, Some(&first.tag))
}

/// The name of a language, or its tag where the pages know no name.
pub fn language_name(phrases: &Phrases, tag: &str) -> String {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let key = format!("language.{}", primary.to_ascii_lowercase());
    Some(phrases.get(&key)).filter(|name| *name != key).unwrap_or(tag).to_owned()
}
