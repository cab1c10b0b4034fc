//! The settings of a site and how they are read.

use super::exports::{self, ExportSettings};
use super::extra::Extra;
use super::imprint::{self, Byline, BylineKind, SitePicture};
use super::languages::{self, SiteLanguage, Writing};
use super::map::{self, MapSettings};
use super::pictures::{self, PictureSettings};
use super::publish::{self, Target};
use super::theme::{self, MenuItem, ThemeSettings};
use super::tools::{self, ReaderTool};
use super::{Zone, Zones};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::phrase::OwnPhrases;
use crate::text::Vocabulary;
use crate::yaml::{self, Fields, Holds, Shape, Value};

/// How the addresses of pages are formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    /// `articles/<slug>.html`.
    Files,
    /// `articles/<slug>/index.html`.
    Folders,
}

impl Vocabulary for Addresses {
    const NAME: &'static str = "form of addresses";
    const WORDS: &'static [(&'static str, Self)] = &[("files", Self::Files), ("folders", Self::Folders)];
}

/// Whether the first mention of an actor links to its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutoLink {
    /// The first mention in each article.
    First,
    /// None.
    None,
}

impl Vocabulary for AutoLink {
    const NAME: &'static str = "way to link mentions";
    const WORDS: &'static [(&'static str, Self)] = &[("first", Self::First), ("none", Self::None)];
}

/// What a Read line means whose title several articles have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedTitles {
    /// None of them: the line stays a text and is reported.
    Report,
    /// The one that happened nearest in time to the article with the line.
    Nearest,
}

impl Vocabulary for SharedTitles {
    const NAME: &'static str = "meaning of a shared title";
    const WORDS: &'static [(&'static str, Self)] = &[("report", Self::Report), ("nearest", Self::Nearest)];
}

/// What happens to raw HTML in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// Kept, without scripts, styles and other dangers.
    Sanitize,
    /// Shown as text.
    Escape,
    /// Kept as it is.
    Trust,
}

impl Vocabulary for RawHtml {
    const NAME: &'static str = "treatment of raw HTML";
    const WORDS: &'static [(&'static str, Self)] =
        &[("sanitize", Self::Sanitize), ("escape", Self::Escape), ("trust", Self::Trust)];
}

/// A section of the home page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeSection {
    /// The picture of the whole timeline.
    Strip,
    /// The phases of each conflict with their key moments.
    Story,
    /// The sides of each conflict.
    Sides,
    /// The newest reports.
    Newest,
    /// The conflicts.
    Conflicts,
    /// The years of the timeline.
    Years,
    /// Who takes part most.
    Actors,
}

impl HomeSection {
    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, section)| *section == self).map_or("", |(word, _)| word)
    }
}

impl Vocabulary for HomeSection {
    const NAME: &'static str = "section of the home page";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("strip", Self::Strip),
        ("story", Self::Story),
        ("sides", Self::Sides),
        ("newest", Self::Newest),
        ("conflicts", Self::Conflicts),
        ("years", Self::Years),
        ("actors", Self::Actors),
    ];
}

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// Whether there is a `site.yaml` that could not be read: these are then the defaults.
    pub unreadable: bool,
    /// The site's name.
    pub title: String,
    /// What it covers, in a sentence or two.
    pub description: String,
    /// The absolute address of the site's root, with a slash at its end; `None` leaves out what needs one.
    pub base_url: Option<String>,
    /// The BCP 47 tag of the site's language, or of the one that an edition is in.
    pub language: String,
    /// The languages that the site is published in, if there are several; the first one's pages stand at the root.
    pub languages: Vec<SiteLanguage>,
    /// How dates and numbers are written.
    pub writing: Writing,
    /// The names of tags in other languages: the tag, the language and the name.
    pub tag_names: Vec<(String, String, String)>,
    /// The zone of dates without one, and the meaning of abbreviations.
    pub zones: Zones,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The picture of pages that have none of their own, where they are linked.
    pub image: Option<SitePicture>,
    /// The publisher's logo, a path in `static/`.
    pub logo: Option<String>,
    /// What is known of those who sign articles.
    pub authors: Vec<Byline>,
    /// Prefixes of Read lines beside the built-in ones.
    pub read_prefixes: Vec<String>,
    /// What a Read line means whose title several articles have.
    pub shared_titles: SharedTitles,
    /// Whether mentions of actors are linked.
    pub auto_link: AutoLink,
    /// What happens to raw HTML.
    pub raw_html: RawHtml,
    /// The form of addresses.
    pub addresses: Addresses,
    /// How many related stories an article shows at most.
    pub related: usize,
    /// How many entries the feed holds at most.
    pub feed: usize,
    /// The sections of the home page, in their order.
    pub home: Vec<HomeSection>,
    /// How pictures are published.
    pub pictures: PictureSettings,
    /// What maps show.
    pub map: MapSettings,
    /// A look of the site's own.
    pub theme: ThemeSettings,
    /// What stands in the menu; the usual sections, if it is empty.
    pub menu: Vec<MenuItem>,
    /// The tools for readers.
    pub tools: Vec<ReaderTool>,
    /// What the site gives to other programs.
    pub exports: ExportSettings,
    /// The places that the site can be put to, in the order of site.yaml.
    pub publish: Vec<Target>,
    /// The public key of minisign by which the list of all files is signed.
    pub signing_key: Option<String>,
    /// Names that must not stand in any published file.
    pub never_publish: Vec<String>,
    /// Published files that may tell what the check for leaks would stop, by their paths; folders end in `/`.
    pub may_publish: Vec<String>,
    /// Phrases of the site's own, from `phrases/`.
    pub phrases: OwnPhrases,
    /// Free keys for templates.
    pub extra: Extra,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            unreadable: false,
            title: "Timeline".into(),
            description: String::new(),
            base_url: None,
            language: "en".into(),
            languages: Vec::new(),
            writing: Writing::default(),
            tag_names: Vec::new(),
            zones: Zones::default(),
            publisher: None,
            image: None,
            logo: None,
            authors: Vec::new(),
            read_prefixes: Vec::new(),
            shared_titles: SharedTitles::Report,
            auto_link: AutoLink::First,
            raw_html: RawHtml::Sanitize,
            addresses: Addresses::Files,
            related: 5,
            feed: 30,
            home: HomeSection::WORDS.iter().map(|(_, section)| *section).collect(),
            pictures: PictureSettings::default(),
            map: MapSettings::default(),
            theme: ThemeSettings::default(),
            menu: Vec::new(),
            tools: tools::all(),
            exports: ExportSettings::default(),
            publish: Vec::new(),
            signing_key: None,
            never_publish: Vec::new(),
            may_publish: Vec::new(),
            phrases: OwnPhrases::default(),
            extra: Extra::None,
        }
    }
}

impl Config {
    /// Makes the site one that is read from a disk: every page is a file that links can name. Where that gives pages other
    /// addresses than the published site's, none may claim to be one of its pages.
    pub fn make_offline(&mut self) {
        if self.addresses == Addresses::Folders {
            self.addresses = Addresses::Files;
            self.base_url = None;
        }
    }

    /// Whether the site has a tool for readers.
    pub fn has_tool(&self, tool: ReaderTool) -> bool {
        self.tools.contains(&tool)
    }

    /// Whether who signs an article is an office rather than a person: as the site says, or by the publisher's name.
    pub fn is_office(&self, name: &str) -> bool {
        let known = self.authors.iter().find(|known| known.name == name);
        let is_house = self.publisher.as_deref() == Some(name) || self.title == name;
        known.map_or(is_house, |known| known.kind == BylineKind::Organisation)
    }

    /// Whether the frame of pages has the same words with other settings.
    pub fn speaks_like(&self, other: &Self) -> bool {
        let of = |config: &Self| {
            (
                config.language.clone(),
                config.languages.clone(),
                config.writing,
                config.zones.clone(),
                config.phrases.clone(),
            )
        };
        of(self) == of(other)
    }

    /// Whether texts are read in the same way with other settings.
    pub fn reads_texts_like(&self, other: &Self) -> bool {
        let of = |config: &Self| {
            (
                config.language.clone(),
                config.zones.clone(),
                config.read_prefixes.clone(),
                config.raw_html,
                config.phrases.clone(),
            )
        };
        of(self) == of(other)
    }
}

/// Reads `site.yaml`; what is wrong is reported and its default taken.
pub fn read(file: FileId, text: &str, out: &mut Diagnostics) -> Config {
    let value = yaml::read(file, text, 0, out);
    let unreadable = value.is_none();
    let value = value.unwrap_or(Value::Null);
    let mut fields = Fields::of(value, file, text, out);
    let config = Config { unreadable, ..settings(&mut fields) };
    // A slip in it would publish the names.
    fields.finish_guarding("never_publish", code::MISTAKEN_NEVER_PUBLISH);
    config
}

/// What the reader of `site.yaml` asks for.
pub fn shape() -> Shape {
    Fields::describe(settings)
}

/// The fields of `site.yaml`.
fn settings(fields: &mut Fields) -> Config {
    fields.are("Site", "The settings of a site");
    // The source has gone by it already.
    drop(fields.texts("outside_links", "Folders outside the site that links in it may lead to"));
    let default = Config::default();
    let (language, languages) = spoken(fields, default.language);
    Config {
        unreadable: false,
        title: fields.text("title", "The site's name").unwrap_or(default.title),
        description: fields.text("description", "What it covers, in a sentence or two").unwrap_or_default(),
        base_url: base_url(fields),
        language,
        languages,
        writing: languages::writing(fields),
        tag_names: tag_names(fields),
        zones: zones(fields),
        publisher: fields.text("publisher", "Who publishes it"),
        image: imprint::picture(fields),
        logo: imprint::logo(fields),
        authors: imprint::bylines(fields),
        read_prefixes: fields.texts("read_prefixes", "Prefixes of Read lines beside the built-in ones"),
        shared_titles: fields
            .choice("shared_titles", "What a Read line means whose title several articles have")
            .unwrap_or(default.shared_titles),
        auto_link: fields
            .choice("auto_link", "Whether the first mention of an actor becomes a link")
            .unwrap_or(default.auto_link),
        raw_html: fields.choice("raw_html", "What happens to raw HTML in texts").unwrap_or(default.raw_html),
        addresses: fields.choice("addresses", "The form of addresses").unwrap_or(default.addresses),
        related: fields
            .whole("related", "How many related stories an article shows at most")
            .map_or(default.related, bounded),
        feed: fields.whole("feed", "How many entries the feed holds at most").map_or(default.feed, bounded),
        home: home(fields).unwrap_or(default.home),
        pictures: pictures::read(fields),
        map: map::read(fields),
        theme: theme::read(fields),
        menu: theme::menu(fields),
        tools: tools::read(fields),
        exports: exports::read(fields),
        publish: publish::targets(fields),
        signing_key: signing_key(fields),
        never_publish: fields.texts("never_publish", "Names that must not stand in any published file"),
        may_publish: fields.texts("may_publish", MAY_PUBLISH),
        phrases: default.phrases,
        extra: Extra::of(fields.anything("extra", "Values for your own templates").unwrap_or_default()),
    }
}

const MAY_PUBLISH: &str = "Files, or folders that end in `/`, whose metadata, paths, local links and comments are meant to be public";

/// The sections of the home page that the site names; each once.
fn home(fields: &mut Fields) -> Option<Vec<HomeSection>> {
    let is_said = fields.has("home");
    let mut sections: Vec<HomeSection> = Vec::new();
    for written in
        fields.list("home", "The sections of the home page, in their order; what is not named is left out")
    {
        let section = fields.word::<HomeSection>(&written);
        sections.extend(section.filter(|section| !sections.contains(section)));
    }
    is_said.then_some(sections)
}

/// A public key: what stands in the second line of `minisign.pub`.
fn signing_key(fields: &mut Fields) -> Option<String> {
    let about = "The public key of minisign by which the list of all files is signed, as in `RWQ…`";
    let key = fields.text("signing_key", about)?;
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    if key.len() == 56 && key.starts_with("RW") && key.bytes().all(is_sign) {
        return Some(key);
    }
    let problem = Diagnostic::new(code::UNKNOWN_VALUE, "this is no public key of minisign");
    let hint = "write the second line of `minisign.pub`: 56 signs that begin with `RW`";
    fields.report("signing_key", problem.hint(hint));
    None
}

fn bounded(n: u64) -> usize {
    usize::try_from(n.min(1000)).unwrap_or(1000)
}

fn base_url(fields: &mut Fields) -> Option<String> {
    let written =
        fields.text("base_url", "The absolute address of the site's root; feeds and maps need it")?;
    match normal_base_url(&written) {
        Some(url) => Some(url),
        None => {
            let diagnostic =
                Diagnostic::new(code::INVALID_ADDRESS, format!("`{written}` is not an absolute web address"))
                    .hint("write it with its scheme, as in `https://example.org/archive/`");
            fields.report("base_url", diagnostic);
            None
        }
    }
}

/// An `http` or `https` address with a slash at its end; `None` for anything else.
pub fn normal_base_url(written: &str) -> Option<String> {
    let trimmed = written.trim().trim_end_matches('/');
    let host = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"))?;
    let plain = !host.is_empty() && !host.contains([' ', '"', '<', '>', '?', '#', '\'']);
    plain.then(|| format!("{trimmed}/"))
}

/// The site's language, and the languages that it is published in if there are several.
fn spoken(fields: &mut Fields, usual: String) -> (String, Vec<SiteLanguage>) {
    let own = fields.text("language", "The site's language, as a BCP 47 tag");
    let own = own.filter(|tag| {
        let is_tag = languages::is_tag(tag);
        if !is_tag {
            fields.report("language", languages::not_a_tag(tag));
        }
        is_tag
    });
    let mut all = languages::read(fields);
    if let (Some(own), Some(first)) = (&own, all.first())
        && !own.eq_ignore_ascii_case(&first.tag)
    {
        let message = format!("`language` is `{own}`, and the first of `languages` is `{}`", first.tag);
        let problem = Diagnostic::new(code::UNKNOWN_VALUE, message);
        fields
            .report("language", problem.hint("leave `language` out: the first of `languages` is the site's"));
    }
    let language = all.first().map(|first| first.tag.clone()).or(own).unwrap_or(usual);
    if all.len() < 2 {
        all.clear();
    }
    (language, all)
}

/// The names of tags in other languages.
fn tag_names(fields: &mut Fields) -> Vec<(String, String, String)> {
    let about = "The names of tags in other languages, by tag and language tag";
    let mut names = Vec::new();
    for (tag, written) in fields.entries("tag_names", about, || Holds::Free(Box::new(Holds::Text))) {
        let Value::Mapping(map) = written.value else {
            fields.wrong_type(&written.path, "a map of names by language", &written.value);
            continue;
        };
        for (language, name) in map {
            let Some(language) = language.as_str() else { continue };
            let name = fields.scalar(&format!("{}/{language}", written.path), name);
            names.extend(name.map(|name| (tag.clone(), language.to_owned(), name)));
        }
    }
    names
}

fn zones(fields: &mut Fields) -> Zones {
    let mut zones = Zones::default();
    if let Some(written) = fields.text("timezone", "The zone of times that name none, such as `Asia/Yerevan`")
    {
        match Zone::parse(&written) {
            Ok(zone) => zones.default = zone,
            Err(problem) => fields.report("timezone", problem.into_diagnostic()),
        }
    }
    let about = "The meaning of zone abbreviations, such as `IST: Asia/Kolkata`";
    for (name, zone) in fields.entries("timezones", about, || Holds::Text) {
        let Some(written) = fields.scalar(&zone.path, zone.value) else { continue };
        match written.parse() {
            Ok(tz) => drop(zones.named.insert(name, tz)),
            Err(_) => {
                let message = format!("`{written}` is not a time zone of the IANA list");
                let diagnostic =
                    Diagnostic::new(code::UNKNOWN_ZONE, message).at(At::value(fields.file, zone.path));
                fields.out.push(diagnostic.hint("write a name such as `Asia/Kolkata`"));
            }
        }
    }
    zones
}
