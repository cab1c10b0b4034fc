//! `site.yaml`.

use schemars::JsonSchema;

use super::kinds::{Free, Many, Map, Number, Text, Word};
use crate::config::{Addresses, AutoLink, RawHtml, SharedTitles};

/// The settings of a site
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Site {
    /// The site's name
    title: Option<Text>,
    /// What it covers, in a sentence or two
    description: Option<Text>,
    /// The absolute address of the site's root; feeds and maps need it
    base_url: Option<Text>,
    /// The site's language, as a BCP 47 tag
    language: Option<Text>,
    /// The zone of times that name none, such as `Asia/Yerevan`
    timezone: Option<Text>,
    /// The meaning of zone abbreviations, such as `IST: Asia/Kolkata`
    timezones: Option<Map<Text>>,
    /// Who publishes it
    publisher: Option<Text>,
    /// Prefixes of Read lines beside the built-in ones
    read_prefixes: Option<Many<Text>>,
    /// What a Read line means whose title several articles have
    shared_titles: Option<Word<SharedTitles>>,
    /// Whether the first mention of an actor becomes a link
    auto_link: Option<Word<AutoLink>>,
    /// What happens to raw HTML in texts
    raw_html: Option<Word<RawHtml>>,
    /// The form of addresses
    addresses: Option<Word<Addresses>>,
    /// How many related stories an article shows at most
    related: Option<Number>,
    /// How many entries the feed holds at most
    feed: Option<Number>,
    /// Values for your own templates
    extra: Option<Free>,
}
