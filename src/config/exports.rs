//! `exports` of site.yaml: which files for other programs a site has, under which licence, and how it is to be cited.

use crate::address::is_web;
use crate::diag::{Diagnostic, code};
use crate::text::Vocabulary;
use crate::yaml::Fields;

/// A sort of files for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// `data/events.json`.
    Json,
    /// Tables, and how they belong together.
    Csv,
    /// For maps.
    Geojson,
    /// For calendars.
    Ics,
    /// For TimelineJS.
    Timelinejs,
    /// The site as a research object.
    RoCrate,
    /// The newest articles for search engines of news.
    NewsSitemap,
}

impl Vocabulary for ExportFormat {
    const NAME: &'static str = "format of exports";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("geojson", Self::Geojson),
        ("ics", Self::Ics),
        ("timelinejs", Self::Timelinejs),
        ("ro-crate", Self::RoCrate),
        ("news-sitemap", Self::NewsSitemap),
    ];
}

/// What the site gives to other programs.
#[derive(Clone, Debug)]
pub struct ExportSettings {
    /// In which formats.
    pub formats: Vec<ExportFormat>,
    /// What others may do with it.
    pub license: Option<License>,
    /// How it is to be cited, where that is not made of title, publisher and address.
    pub cite: Option<String>,
    /// Whether the publisher's own findings are told to checkers of facts, as ClaimReview.
    pub claim_review: bool,
}

impl Default for ExportSettings {
    fn default() -> Self {
        Self {
            formats: ExportFormat::WORDS.iter().map(|(_, format)| *format).collect(),
            license: None,
            cite: None,
            claim_review: false,
        }
    }
}

impl ExportSettings {
    /// Whether the site has files of that sort.
    pub fn has(&self, format: ExportFormat) -> bool {
        self.formats.contains(&format)
    }
}

/// What others may do with the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct License {
    /// Its name, such as `CC-BY-4.0`.
    pub name: String,
    /// The address of its text.
    pub url: Option<String>,
}

/// Licences for data by the names that SPDX gives them, with the addresses of their texts.
const LICENSES: [(&str, &str); 10] = [
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    ("CC-BY-ND-4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    ("CC-BY-NC-ND-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
];

impl License {
    /// A licence by its name alone; the text of one that SPDX knows has an address.
    fn named(name: String) -> Self {
        let known = LICENSES.iter().find(|(id, _)| id.eq_ignore_ascii_case(name.trim()));
        match known {
            Some((id, url)) => Self { name: (*id).to_owned(), url: Some((*url).to_owned()) },
            None => Self { name, url: None },
        }
    }

    /// Its name in the list of SPDX, if it is in there.
    pub fn spdx(&self) -> Option<&str> {
        LICENSES.iter().find(|(id, _)| *id == self.name).map(|(id, _)| *id)
    }
}

/// Reads `exports`.
pub(super) fn read(fields: &mut Fields) -> ExportSettings {
    let about = "What the site gives to other programs, and what they may do with it";
    fields.record("exports", about, settings).unwrap_or_default()
}

fn settings(fields: &mut Fields) -> ExportSettings {
    fields.are("Exports", "What the site gives to other programs");
    let default = ExportSettings::default();
    ExportSettings {
        formats: formats(fields).unwrap_or(default.formats),
        license: license(fields),
        cite: fields.text("cite", "How the data are to be cited, in your own words"),
        claim_review: fields
            .flag("claim_review", "Whether your own findings are told to checkers of facts, as ClaimReview"),
    }
}

/// The formats that the site names; each once.
fn formats(fields: &mut Fields) -> Option<Vec<ExportFormat>> {
    let is_said = fields.has("formats") || fields.names("formats");
    let mut formats: Vec<ExportFormat> = Vec::new();
    for written in fields.list("formats", "The formats; what is not named is left out") {
        let format = fields.word::<ExportFormat>(&written);
        formats.extend(format.filter(|format| !formats.contains(format)));
    }
    is_said.then_some(formats)
}

fn license(fields: &mut Fields) -> Option<License> {
    let about = "What others may do with the data: a name of SPDX such as `CC-BY-4.0`, or a map with the address of its text";
    fields.text_or_record(
        "license",
        about,
        |name| License::named(name.value),
        |inner| {
            inner.are("License", "What others may do with the data");
            let name = inner.required("name", "Its name", code::MISSING_KEY);
            let url = inner.text("url", "The address of its text");
            let web = url.clone().filter(|url| is_web(url));
            if let (Some(url), None) = (url, &web) {
                let message = format!("`{url}` is not an absolute web address");
                let hint = "write it with its scheme, as in `https://example.org/licence`";
                inner.report("url", Diagnostic::new(code::INVALID_ADDRESS, message).hint(hint));
            }
            let named = License::named(name?);
            Some(License { url: web.or(named.url), name: named.name })
        },
    )
}
