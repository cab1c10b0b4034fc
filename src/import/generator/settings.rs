//! The settings of another generator: what the site was called, its language and zone, and the addresses that it formed.

use super::{ROOTS, front, stem};
use crate::config::Zone;
use crate::import::compose::scalar;
use crate::import::page::ImportedPage;
use crate::model::Day;
use crate::text::slug;
use crate::yaml::{Mapping, Value};

/// The generators whose settings are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tool {
    Jekyll,
    Hexo,
    Hugo,
    Zola,
    Eleventy,
    Astro,
    Quarto,
    Docusaurus,
    Pelican,
}

/// What a settings file says.
#[derive(Clone, Debug)]
pub(in crate::import) struct Settings {
    /// The file.
    pub name: String,
    /// The language of texts that name none.
    pub language: Option<String>,
    /// The zone of times that name none.
    pub zone: Option<Zone>,
    tool: Tool,
    title: Option<String>,
    address: Option<String>,
    zone_name: Option<String>,
    /// Forms of addresses, each with the section that it counts in.
    forms: Vec<(String, String)>,
    is_ugly: bool,
    base: String,
}

/// Whether a file may be the settings of a generator.
pub fn is_settings(name: &str) -> bool {
    candidate(name).is_some()
}

/// The generators that a file of this name may be of.
fn candidate(name: &str) -> Option<&'static [Tool]> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, ending) = file.rsplit_once('.')?;
    let is_data = name.rsplit('/').nth(1) == Some("_data");
    match (stem, ending) {
        ("_config", "yml" | "yaml") => Some(&[Tool::Hexo, Tool::Jekyll]),
        ("hugo", "toml" | "yaml" | "yml" | "json") => Some(&[Tool::Hugo]),
        ("config", "toml" | "yaml" | "yml" | "json") => Some(&[Tool::Zola, Tool::Hugo]),
        ("_quarto", "yml" | "yaml") => Some(&[Tool::Quarto]),
        ("docusaurus.config", "js" | "ts" | "mjs" | "cjs") => Some(&[Tool::Docusaurus]),
        ("astro.config", "mjs" | "js" | "ts") => Some(&[Tool::Astro]),
        ("eleventy.config" | ".eleventy", "js" | "mjs" | "cjs") => Some(&[Tool::Eleventy]),
        ("site" | "metadata", "json" | "js" | "yaml" | "yml" | "cjs" | "mjs") if is_data => {
            Some(&[Tool::Eleventy])
        }
        ("pelicanconf", "py") => Some(&[Tool::Pelican]),
        _ => None,
    }
}

impl Settings {
    /// Reads a settings file; `None` where it is of no generator that is known.
    pub fn read(name: &str, text: &str, has_sources: bool) -> Option<Self> {
        let tools = candidate(name)?;
        let ending = name.rsplit('.').next().unwrap_or_default();
        let fields = match ending {
            "js" | "ts" | "mjs" | "cjs" | "py" => program(text),
            _ => front::settings(text, ending)?,
        };
        let has = |key: &str| fields.contains_key(key);
        let tool = tools.iter().copied().find(|tool| match tool {
            Tool::Hexo => has("new_post_name") || has("source_dir") || has_sources,
            Tool::Zola => has("base_url"),
            Tool::Hugo if tools.len() > 1 => {
                ["baseURL", "baseurl", "languageCode", "theme"].iter().any(|key| has(key))
            }
            _ => true,
        })?;
        let text = |keys: &[&str]| keys.iter().find_map(|key| super::fields::text(at(&fields, key)?));
        let zone_name = text(&["timezone", "timeZone", "TIMEZONE"]);
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder =
            folder.trim_end_matches("config/_default").trim_end_matches("_data").trim_end_matches("src/");
        let base = folder.trim_end_matches('/');
        Some(Self {
            name: name.to_owned(),
            language: text(&[
                "lang",
                "language",
                "languageCode",
                "defaultContentLanguage",
                "default_language",
                "locale",
                "DEFAULT_LANG",
                "defaultLocale",
            ])
            .map(|tag| tag.replace('_', "-"))
            .filter(|tag| icu_locale_core::Locale::try_from_str(tag).is_ok()),
            zone: zone_name.as_deref().and_then(|zone| Zone::parse(zone).ok()),
            tool,
            title: text(&["title", "SITENAME", "name", "website/title", "siteName"]),
            address: text(&["url", "baseURL", "baseurl", "base_url", "SITEURL", "website/site-url", "site"])
                .filter(|address| address.starts_with("http")),
            zone_name,
            forms: forms(&fields),
            is_ugly: at(&fields, "uglyURLs").or_else(|| at(&fields, "uglyurls")).and_then(Value::as_bool)
                == Some(true),
            base: if base.is_empty() { String::new() } else { format!("{base}/") },
        })
    }

    /// The settings of the new site, where it has none.
    pub fn site(&self) -> String {
        let zone = self.zone.as_ref().and(self.zone_name.as_ref());
        let lines = [
            ("title", &self.title),
            ("base_url", &self.address),
            ("language", &self.language),
            ("timezone", &zone.cloned()),
        ]
        .map(|(key, value)| value.as_ref().map(|value| format!("{key}: {}\n", scalar(value))));
        format!("# From {}.\n", self.name) + &lines.into_iter().flatten().collect::<String>()
    }

    /// The address that the generator gave to a text, from the root of the site and without a slash before it.
    pub fn old_address(&self, page: &ImportedPage, name: &str, categories: &[String]) -> Option<String> {
        let below = name.strip_prefix(&self.base)?;
        let day = page.published.first().map(|stamp| stamp.value.day()).or(page.named_day);
        let (file, named_day, _) = stem(name);
        let slug = page.slug.clone().unwrap_or_else(|| slug(&file));
        let is_bundle = matches!(plain_stem(below), "index" | "_index");
        let mut folders: Vec<&str> =
            below.rsplit_once('/').map_or("", |(folders, _)| folders).split('/').collect();
        folders.retain(|folder| !folder.is_empty());
        if is_bundle {
            folders.pop();
        }
        let form = Form { day, slug: &slug, categories, folders: &folders, file: plain_stem(below) };
        let address = match self.tool {
            Tool::Jekyll => self.jekyll(&form)?,
            Tool::Hexo => self.hexo(&form)?,
            Tool::Hugo | Tool::Zola => self.by_folder(&form, page),
            Tool::Eleventy => form.path(&["src", "content", "source"], &slug, "/"),
            Tool::Astro => match folders.first() {
                Some(&"src") => {
                    form.path(&["src", "content", "pages"], if is_bundle { &slug } else { form.file }, "/")
                }
                _ => return None,
            },
            Tool::Quarto if is_bundle => form.path(&[], &slug, "/"),
            Tool::Quarto => form.path(&[], form.file, ".html"),
            Tool::Docusaurus => form.docusaurus(named_day)?,
            Tool::Pelican => form.filled(self.form("").unwrap_or("{slug}.html")),
        };
        let plain = address.trim_start_matches('/').to_owned();
        let fits =
            !plain.is_empty() && !plain.contains(['{', ':', '*', '?', '#', ' ']) && !plain.contains("..");
        fits.then_some(plain)
    }

    fn form(&self, section: &str) -> Option<&str> {
        let of = |wanted: &str| {
            self.forms.iter().find(|(section, _)| section == wanted).map(|(_, form)| form.as_str())
        };
        of(section).or_else(|| of(""))
    }

    fn jekyll(&self, form: &Form) -> Option<String> {
        let pattern = match self.form("").unwrap_or("date") {
            "date" => "/:categories/:year/:month/:day/:title.html",
            "pretty" => "/:categories/:year/:month/:day/:title/",
            "ordinal" => "/:categories/:year/:y_day/:title.html",
            "none" => "/:categories/:title.html",
            own => own,
        };
        let at = form.folders.iter().position(|folder| *folder == "_posts");
        let Some(at) = at else {
            let ending = if pattern.ends_with('/') { "/" } else { ".html" };
            return Some(form.path(&["_pages"], form.slug, ending));
        };
        let folders: Vec<String> = form.folders[..at].iter().map(|folder| (*folder).to_owned()).collect();
        let categories: Vec<String> = folders.into_iter().chain(form.categories.iter().cloned()).collect();
        Some(Form { categories: &categories, ..*form }.filled(pattern))
    }

    fn hexo(&self, form: &Form) -> Option<String> {
        match form.folders {
            ["source", "_posts", ..] => {
                Some(form.filled(self.form("").unwrap_or(":year/:month/:day/:title/")))
            }
            ["source", ..] => Some(form.path(&["source"], form.slug, "/")),
            _ => None,
        }
    }

    /// Hugo and Zola: folders below `content/`, unless a form of the section says otherwise.
    fn by_folder(&self, form: &Form, page: &ImportedPage) -> String {
        let tongue = page.ending.as_ref().map(|tag| format!("{tag}/")).unwrap_or_default();
        let inside: Vec<&str> =
            form.folders.iter().copied().skip_while(|folder| *folder == "content").collect();
        let inside: Vec<&str> = inside
            .into_iter()
            .enumerate()
            .filter(|(at, part)| *at > 0 || page.ending.as_deref() != Some(part))
            .map(|(_, part)| part)
            .collect();
        let own = Form { folders: &inside, ..*form };
        let section = inside.first().copied().unwrap_or_default();
        match self.form(section).filter(|_| !section.is_empty()) {
            Some(pattern) => tongue + own.filled(pattern).trim_start_matches('/'),
            None => tongue + &own.path(&[], form.slug, if self.is_ugly { ".html" } else { "/" }),
        }
    }
}

/// What the forms of addresses are filled with.
#[derive(Clone, Copy)]
struct Form<'a> {
    day: Option<Day>,
    slug: &'a str,
    categories: &'a [String],
    folders: &'a [&'a str],
    file: &'a str,
}

impl Form<'_> {
    /// The folders of a file, without those that hold all texts, its name and an ending.
    fn path(&self, roots: &[&str], name: &str, ending: &str) -> String {
        let folders = self.folders.iter().skip_while(|folder| {
            roots.contains(folder) || ROOTS.contains(folder) && roots.is_empty() && **folder == "content"
        });
        let parts: Vec<&str> = folders.copied().chain([name]).collect();
        if parts == ["index"] { String::new() } else { format!("{}{ending}", parts.join("/")) }
    }

    /// A pattern with `:year`, `{slug}` and the like.
    fn filled(&self, pattern: &str) -> String {
        let (year, month, day) = self.day.map_or((0, 0, 0), Day::ymd);
        let of_year = self
            .day
            .and_then(|day| Some(day.number() - Day::new(day.ymd().0, 1, 1)?.number() + 1))
            .unwrap_or(1);
        let categories: Vec<String> = self.categories.iter().map(|category| slug(category)).collect();
        let section = self.folders.first().copied().unwrap_or_default();
        let values: &[(&str, String)] = &[
            ("categories", categories.join("/")),
            ("category", categories.join("/")),
            ("short_year", format!("{:02}", year % 100)),
            ("yearday", format!("{of_year}")),
            ("y_day", format!("{of_year:03}")),
            ("year", format!("{year:04}")),
            ("i_month", month.to_string()),
            ("monthname", String::new()),
            ("month", format!("{month:02}")),
            ("i_day", day.to_string()),
            ("day", format!("{day:02}")),
            ("title", self.slug.to_owned()),
            ("name", self.slug.to_owned()),
            ("post_title", self.slug.to_owned()),
            ("slugorcontentbasename", self.slug.to_owned()),
            ("slugorfilename", self.slug.to_owned()),
            ("contentbasename", self.file.to_owned()),
            ("filename", self.file.to_owned()),
            ("slug", self.slug.to_owned()),
            ("sections", self.folders.join("/")),
            ("section", section.to_owned()),
        ];
        let mut out = pattern.to_owned();
        for (form, value) in [
            ("{date:%Y}", format!("{year:04}")),
            ("{date:%m}", format!("{month:02}")),
            ("{date:%d}", format!("{day:02}")),
            ("{slug}", self.slug.to_owned()),
            ("{category}", categories.first().cloned().unwrap_or_default()),
        ] {
            out = out.replace(form, &value);
        }
        for (name, value) in values.iter().filter(|(name, _)| *name != "monthname") {
            out = out.replace(&format!(":{name}"), value);
        }
        while out.contains("//") {
            out = out.replace("//", "/");
        }
        out
    }

    /// `blog/2020-10-05-boats.md` is shown at `/blog/2020/10/05/boats`.
    fn docusaurus(&self, named: Option<Day>) -> Option<String> {
        match (self.folders, named) {
            (["blog", ..], Some(day)) => {
                let (year, month, day) = day.ymd();
                Some(format!("blog/{year:04}/{month:02}/{day:02}/{}", self.slug))
            }
            (["blog" | "docs", ..], _) => Some(self.path(&[], self.slug, "")),
            _ => None,
        }
    }
}

fn plain_stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    match stem.rsplit_once('.') {
        Some((rest, tag)) if super::is_language(tag) => rest,
        _ => stem,
    }
}

/// A value by its path.
fn at<'a>(fields: &'a Mapping, path: &str) -> Option<&'a Value> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let value = fields.get(first)?;
    if rest.is_empty() { Some(value) } else { at(value.as_mapping()?, rest) }
}

/// The forms of addresses: one for all, or one for each section.
fn forms(fields: &Mapping) -> Vec<(String, String)> {
    let one = ["permalink", "ARTICLE_URL"].iter().find_map(|key| super::fields::text(fields.get(*key)?));
    let mut forms: Vec<(String, String)> = one.into_iter().map(|form| (String::new(), form)).collect();
    let Some(Value::Mapping(map)) = fields.get("permalinks") else { return forms };
    for (section, form) in map {
        let Some(section) = super::fields::text(section) else { continue };
        match form {
            Value::Mapping(inner) if section == "page" => {
                let texts = inner
                    .iter()
                    .filter_map(|(key, form)| Some((super::fields::text(key)?, super::fields::text(form)?)));
                forms.extend(texts);
            }
            form => forms.extend(super::fields::text(form).map(|form| (section, form))),
        }
    }
    forms
}

/// The settings of a program: lines `key: 'value'` and `KEY = 'value'`; of a key the first counts.
fn program(text: &str) -> Mapping {
    let mut fields = Mapping::new();
    for line in text.lines() {
        let line = line.trim().trim_start_matches("export const ").trim_start_matches("const ");
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let key = key.trim().trim_matches(['"', '\'']);
        let value = value.trim().trim_end_matches([',', ';']).trim();
        let quoted = ['"', '\'', '`'].iter().find_map(|sign| value.strip_prefix(*sign)?.strip_suffix(*sign));
        let is_word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
        if let Some(value) = quoted.filter(|_| is_word)
            && !fields.contains_key(key)
        {
            fields.insert(Value::String(key.to_owned()), Value::String(value.to_owned()));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::guess::Guess;
    use crate::import::stamp::Stamp;

    fn page(slug: &str) -> ImportedPage {
        let day = Day::new(2020, 10, 5).unwrap();
        ImportedPage {
            slug: Some(slug.to_owned()),
            published: vec![Guess::sure(Stamp::of_day(day, "").unwrap(), "")],
            ..ImportedPage::default()
        }
    }

    #[test]
    fn addresses_are_those_that_the_generator_formed() {
        for (file, text, name, expected) in [
            ("_config.yml", "title: Roads\n", "_posts/2020-10-05-boats.md", "news/2020/10/05/boats.html"),
            ("_config.yml", "permalink: /:year/:title/\n", "_posts/2020-10-05-boats.md", "2020/boats/"),
            ("_config.yml", "new_post_name: x\n", "source/_posts/boats.md", "2020/10/05/boats/"),
            ("hugo.toml", "baseURL = 'https://a.example/'\n", "content/posts/boats.md", "posts/boats/"),
            (
                "hugo.toml",
                "[permalinks]\nposts = '/:year/:month/:slug/'\n",
                "content/posts/boats/index.md",
                "2020/10/boats/",
            ),
            (
                "config.toml",
                "base_url = 'https://a.example'\n",
                "content/blog/2020-10-05-boats.md",
                "blog/boats/",
            ),
            ("eleventy.config.js", "", "src/posts/2020-10-05-boats.md", "posts/boats/"),
            ("astro.config.mjs", "site: 'https://a.example',\n", "src/content/blog/boats.md", "blog/boats/"),
            ("_quarto.yml", "website:\n  title: Roads\n", "posts/boats.qmd", "posts/boats.html"),
            (
                "docusaurus.config.js",
                "title: 'Roads',\n",
                "blog/2020-10-05-boats.md",
                "blog/2020/10/05/boats",
            ),
            ("pelicanconf.py", "ARTICLE_URL = '{date:%Y}/{slug}/'\n", "content/boats.md", "2020/boats/"),
        ] {
            let settings = Settings::read(file, text, false).unwrap_or_else(|| panic!("{file}"));
            let categories =
                if text.starts_with("title: Roads") { vec!["News".to_owned()] } else { Vec::new() };
            let address = settings.old_address(&page("boats"), name, &categories);
            assert_eq!(address.as_deref(), Some(expected), "{file} {text}");
        }
    }

    #[test]
    fn settings_become_those_of_the_new_site() {
        let toml = "baseURL = 'https://a.example/'\ntitle = 'Roads: a log'\nlanguageCode = 'de-AT'\ntimeZone = 'Europe/Vienna'\n";
        let settings = Settings::read("hugo.toml", toml, false).unwrap();
        assert_eq!(
            settings.site(),
            "# From hugo.toml.\ntitle: \"Roads: a log\"\nbase_url: \"https://a.example/\"\nlanguage: de-AT\ntimezone: Europe/Vienna\n"
        );
        assert!(Settings::read("config.toml", "[package]\nname = 'x'\n", false).is_none());
    }
}
