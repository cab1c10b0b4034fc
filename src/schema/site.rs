//! `site.yaml`.

use schemars::JsonSchema;

use super::kinds::{Free, Given, Many, Map, Number, Text, Word};
use crate::config::{Addresses, AutoLink, BylineKind, RawHtml, Rules, SharedTitles};

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
    /// The picture of pages that have none of their own, where they are linked
    image: Option<SiteImage>,
    /// The publisher's logo, a file of `static/`
    logo: Option<Text>,
    /// What is known of those who sign articles, by their names
    authors: Option<Map<Author>>,
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
    /// The places that `dateline publish` puts the site to, by name
    publish: Option<Map<Target>>,
    /// Names that must not stand in any published file
    never_publish: Option<Many<Text>>,
    /// Files, or folders that end in `/`, whose metadata, paths, local links and comments are meant to be public
    may_publish: Option<Many<Text>>,
    /// Folders outside the site that links in it may lead to
    outside_links: Option<Many<Text>>,
    /// Values for your own templates
    extra: Option<Free>,
}

/// A picture of the site itself
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SiteImage {
    /// A file of `static/`
    src: Given,
    /// What it shows, for those who cannot see it
    alt: Option<Text>,
}

/// Somebody who signs articles
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Author {
    /// What they are
    kind: Option<Word<BylineKind>>,
    /// The absolute address of a page about them
    url: Option<Text>,
}

/// A place that the site is put to: one of `folder`, `git`, `rsync`, `sftp`, `s3`, `gcs`, `azure`, `netlify`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Target {
    /// A folder; beside it stand the releases that it leads to
    folder: Option<Text>,
    /// A git repository
    git: Option<Text>,
    /// A folder of another machine, brought there by rsync, such as `user@example.org:/srv/www`
    rsync: Option<Text>,
    /// A folder of another machine, brought there by sftp, such as `user@example.org:/srv/www`
    sftp: Option<Text>,
    /// A bucket that speaks as Amazon S3 does, such as `s3://bucket/folder`
    s3: Option<Text>,
    /// A bucket of Google Cloud Storage, such as `gs://bucket/folder`
    gcs: Option<Text>,
    /// A container of Azure Blob Storage, such as `az://container/folder`
    azure: Option<Text>,
    /// A site at Netlify, by its id or domain
    netlify: Option<Text>,
    /// Whether the files of a folder are exchanged one by one
    in_place: Option<bool>,
    /// A file of settings for ssh
    ssh_config: Option<Text>,
    /// What readers reach the target at, if not at the site's `base_url`
    base_url: Option<Text>,
    /// Where the server is, if not at the maker's
    endpoint: Option<Text>,
    /// The region of a bucket
    region: Option<Text>,
    /// The storage account of Azure
    account: Option<Text>,
    /// Whether the endpoint may be without encryption
    plain_http: Option<bool>,
    /// The branch, `gh-pages` if none is named
    branch: Option<Text>,
    /// The domain for the file `CNAME`
    cname: Option<Text>,
    /// Whose rules for headers and old addresses are published with the site
    rules: Option<Word<Rules>>,
    /// Whether packed copies of texts are published with the site, for `folder`, `rsync` and `sftp`
    precompress: Option<bool>,
    /// Headers of every file: a text for each name, or nothing to leave it out
    headers: Option<Map<Text>>,
}
