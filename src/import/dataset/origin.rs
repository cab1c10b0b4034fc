//! Where a table comes from: its source with its licence, the names of its files and ids.

use super::map::Map;
use super::path_part;
use crate::import::compose::{comment, scalar};
use crate::import::kind::Kind;
use crate::import::short_name;

/// Which columns a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// UCDP GED.
    Ucdp,
    /// ACLED.
    Acled,
    /// Those of a map.
    Mapped,
}

/// The source of a table.
#[derive(Clone, Debug)]
pub(super) struct DataOrigin {
    /// Its columns.
    pub kind: Form,
    /// The beginning of the names of its files.
    pub slug: String,
    /// The beginning of the ids of its events.
    pub prefix: String,
    /// The id of its source.
    pub id: String,
    /// Who counts, where that is known.
    pub by: Option<String>,
    /// Its title.
    pub title: String,
    /// Whether the title was given; else it is the name of the file.
    pub is_named: bool,
    publisher: Option<String>,
    url: Option<String>,
    licence: Option<String>,
    /// Whether events carry the source themselves, since the site's list of sources is the editor's.
    pub cite_inline: bool,
}

impl DataOrigin {
    /// The source of a kind of table; `None` for a table that nothing explains.
    pub fn of(kind: Kind, map: Option<&Map>, name: &str) -> Option<Self> {
        match (kind, map) {
            (Kind::Ucdp, _) => Some(Self {
                kind: Form::Ucdp,
                slug: "ucdp-ged".to_owned(),
                prefix: "ucdp".to_owned(),
                id: "ucdp-ged".to_owned(),
                by: Some("Uppsala Conflict Data Program".to_owned()),
                title: "UCDP Georeferenced Event Dataset (GED)".to_owned(),
                publisher: Some("Uppsala Conflict Data Program".to_owned()),
                url: Some("https://ucdp.uu.se/downloads/".to_owned()),
                licence: Some("CC BY 4.0".to_owned()),
                is_named: true,
                cite_inline: false,
            }),
            (Kind::Acled, _) => Some(Self {
                kind: Form::Acled,
                slug: "acled".to_owned(),
                prefix: "acled".to_owned(),
                id: "acled".to_owned(),
                by: Some("ACLED".to_owned()),
                title: "Armed Conflict Location & Event Data (ACLED)".to_owned(),
                publisher: Some("ACLED".to_owned()),
                url: Some("https://acleddata.com/".to_owned()),
                licence: Some("ACLED's terms of use, which restrict republication".to_owned()),
                is_named: true,
                cite_inline: false,
            }),
            (_, Some(map)) => {
                let slug = map.prefix.clone().unwrap_or_else(|| path_part(name));
                let source = map.source.clone();
                Some(Self {
                    kind: Form::Mapped,
                    prefix: slug.clone(),
                    id: source.id.unwrap_or_else(|| slug.clone()),
                    by: map.by.clone().or_else(|| source.publisher.clone()),
                    is_named: source.title.is_some(),
                    title: source.title.unwrap_or_else(|| short_name(name).to_owned()),
                    publisher: source.publisher,
                    url: source.url,
                    licence: source.license,
                    slug,
                    cite_inline: false,
                })
            }
            _ => None,
        }
    }

    /// Gives the files, and ids that count rows, names of their own, where tables before have the same.
    pub fn take_turn(&mut self, turn: usize) {
        if turn < 2 {
            return;
        }
        self.slug = format!("{}-{turn}", self.slug);
        if self.kind == Form::Mapped {
            self.prefix = format!("{}-{turn}", self.prefix);
        }
    }

    /// The source as YAML, its licence in its title: that is where readers see it.
    pub fn yaml(&self) -> String {
        let licence =
            self.licence.as_ref().map(|licence| format!("; licence: {licence}")).unwrap_or_default();
        let mut entries = vec![
            format!("id: {}", scalar(&self.id)),
            format!("title: {}", scalar(&format!("{}{licence}", self.title))),
        ];
        entries.extend(self.publisher.as_ref().map(|name| format!("publisher: {}", scalar(name))));
        entries.extend(self.url.as_ref().map(|url| format!("url: {}", scalar(url))));
        let kind = if self.kind == Form::Mapped { "document" } else { "academic" };
        entries.push(format!("kind: {kind}"));
        format!("{{{}}}", entries.join(", "))
    }

    /// How an event cites it.
    pub fn citation(&self) -> String {
        if self.cite_inline { self.yaml() } else { scalar(&self.id) }
    }

    /// The first lines of a file.
    pub fn header(&self, year: &str) -> String {
        let licence = self.licence.as_deref().unwrap_or("not given");
        let about = comment(&format!("Events of {year} from {}. Licence: {licence}.", self.title));
        // A map says itself whether two columns are bounds or a duration.
        let bounds = if self.kind == Form::Mapped {
            ""
        } else {
            "# `when` gives the days between which each happened, not how long it lasted.\n"
        };
        format!("{about}\n{bounds}")
    }
}
