//! Tera's one home: the built-in templates, those of the site over them, and their mistakes.
//!
//! A template of the site takes the place of the built-in one, file by file; one that cannot be read is reported, and the built-in one
//! used.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::words::Words;
use crate::config::Config;
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::Site;
use crate::phrase;
use crate::source::{Kind, SourceTree, theme};
use crate::text::{self, Nearby};

/// What a page is made of.
pub(super) enum Sheet<'n> {
    /// A template, by name, with all that it shows.
    Template(&'n str, Context),
    /// A text that no template makes, such as a feed.
    Text(String),
}

/// A template that failed.
#[derive(Clone, Debug)]
pub(super) struct BrokenTemplate<T> {
    /// Its mistake.
    pub problem: Box<Diagnostic>,
    /// The same with the built-in template of that name.
    pub instead: Option<T>,
}

/// The variable that the functions below choose from.
pub(super) const LISTS: &str = "all_that_is_asked_for";

/// The functions that give templates articles, events and pages, as they are called, and their lists.
const QUERIES: [(&str, &str); 3] = [("articles(", "articles"), ("events(", "events"), ("pages(", "pages")];

/// Where the built-in templates can be had whatever the site puts in their place.
const BUILT_IN: &str = "builtin/";

/// So many of the templates that fit are named.
const NAMED: usize = 12;

/// The templates of a site.
#[derive(Debug)]
pub struct Templates {
    /// Those of each edition, which count in its words.
    editions: Vec<OfEdition>,
    /// The site's own templates: name and file.
    own: Vec<(String, FileId, String)>,
}

/// The templates of an edition.
#[derive(Debug)]
struct OfEdition {
    words: Arc<Words>,
    tera: Tera,
    /// The built-in theme alone, for pages that the site's own templates fail on.
    built_in: Option<Tera>,
}

impl Templates {
    /// Loads the built-in templates and the site's; a broken one of the site is reported and the built-in one taken.
    pub fn load(tree: &SourceTree, config: &Config, out: &mut Diagnostics) -> Self {
        let all: Vec<Arc<Words>> = Words::of_editions(config).into_iter().map(Arc::new).collect();
        let own: Vec<(String, FileId, String)> = tree
            .with_ids()
            .filter(|(_, file)| file.kind == Kind::Template && file.whole)
            .map(|(id, file)| {
                (file.path.trim_start_matches("templates/").to_owned(), id, file.text().to_owned())
            })
            .collect();
        let mut left = own.clone();
        loop {
            let mut templates = Self { editions: Vec::new(), own: own.clone() };
            let made: Result<Vec<OfEdition>, _> =
                all.iter().map(|words| OfEdition::of(words, &left)).collect();
            match made {
                Ok(editions) => return Self { editions, ..templates },
                Err(error) => {
                    let problems = templates.explain_all(&error);
                    let culprits: Vec<FileId> =
                        problems.iter().filter_map(|p| Some(p.at.as_ref()?.file)).collect();
                    out.extend(problems);
                    let before = left.len();
                    left.retain(|(_, id, _)| !culprits.contains(id));
                    if left.len() == before {
                        // Not one file's fault, such as an include that goes round: the built-in theme alone.
                        left.clear();
                    }
                    if before == 0 {
                        let bare = |words: &Arc<Words>| OfEdition {
                            words: Arc::clone(words),
                            tera: engine(words),
                            built_in: None,
                        };
                        templates.editions = all.iter().map(bare).collect();
                        return templates;
                    }
                }
            }
        }
    }

    /// The words of an edition.
    pub(super) fn words(&self, edition: usize) -> &Words {
        &self.edition(edition).words
    }

    fn edition(&self, edition: usize) -> &OfEdition {
        &self.editions[edition.min(self.editions.len() - 1)]
    }

    fn tera(&self) -> &Tera {
        &self.edition(0).tera
    }

    /// Whether templates of the site ask for articles, events or pages.
    pub(super) fn ask(&self) -> bool {
        self.own.iter().any(|(.., text)| QUERIES.iter().any(|(call, _)| text.contains(call)))
    }

    /// Reports articles and pages that ask for a template that does not exist, or is made for something else.
    pub fn check_names(&self, site: &Site, out: &mut Diagnostics) {
        let articles: Vec<_> = site.articles.iter().map(|a| (&a.template, a.file)).collect();
        let pages: Vec<_> = site.pages.iter().map(|p| (&p.template, p.file)).collect();
        self.check_names_of("an article", "article.html", &articles, out);
        self.check_names_of("a page", "page.html", &pages, out);
    }

    fn check_names_of(
        &self,
        kind: &str,
        usual: &str,
        asked: &[(&Option<String>, FileId)],
        out: &mut Diagnostics,
    ) {
        let mut fitting: Vec<&str> =
            self.tera().get_template_names().filter(|name| self.fits(name, usual)).collect();
        fitting.sort_unstable();
        let list: Vec<String> = fitting.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        let more = if fitting.len() > NAMED { " …" } else { "" };
        let nearby = Nearby::of(fitting);
        for (name, file) in asked {
            let Some(name) = name.as_ref().filter(|name| !self.fits(name, usual)) else { continue };
            let message = match self.tera().contains_template(name) {
                true => format!("the template `{name}` is not made for {kind}"),
                false => format!("there is no template `{name}`"),
            };
            let problem = Diagnostic::new(code::UNKNOWN_TEMPLATE, message)
                .at(At::value(*file, "template"))
                .suggest(nearby.nearest(name))
                .hint(format!("the usual template is taken; {kind} can have {}{more}", list.join(", ")));
            out.push(problem);
        }
    }

    /// Whether a template can make what usually another makes: the site's own can, and of the built-in ones those of that
    /// sort.
    fn fits(&self, name: &str, usual: &str) -> bool {
        const OF_ARTICLES: [&str; 2] = ["article.html", "retracted.html"];
        let is_built_in =
            name.starts_with(BUILT_IN) || theme::templates().any(|(built_in, _)| built_in == name);
        let is_of_sort = name == usual || [name, usual].iter().all(|name| OF_ARTICLES.contains(name));
        self.tera().contains_template(name) && (is_of_sort || !is_built_in)
    }

    /// The wanted template if it is there and fits, else the usual one.
    pub fn choose<'n>(&self, wanted: Option<&'n str>, usual: &'n str) -> &'n str {
        wanted.filter(|name| self.fits(name, usual)).unwrap_or(usual)
    }

    /// Renders a template and gives its markup to `take`.
    ///
    /// # Errors
    /// Fails with the template's mistake, and with what the built-in theme makes instead.
    pub(super) fn render<T>(
        &self,
        edition: usize,
        (name, usual): (&str, &str),
        context: &Context,
        take: impl Fn(&[u8]) -> T,
    ) -> Result<T, BrokenTemplate<T>> {
        let of = self.edition(edition);
        pour(&of.tera, name, context, &take).map_err(|error| {
            let made = |theme: &Tera| {
                let name = if theme.contains_template(name) { name } else { usual };
                pour(theme, name, context, &take).ok()
            };
            BrokenTemplate {
                problem: Box::new(self.explain(&error)),
                instead: of.built_in.as_ref().and_then(made),
            }
        })
    }

    /// Every mistake that the library found when the templates were put together, each with its place; the frames of
    /// built-in ones that lack one and the same thing count once.
    fn explain_all(&self, error: &tera::Error) -> Vec<Diagnostic> {
        let text = error.to_string();
        if !matches!(error.kind(), ErrorKind::Msg(_)) || PrintedError::of(&text).is_none() {
            return vec![self.explain(error)];
        }
        let frames =
            text.split("\n\nerror: ").map(|frame| format!("error: {}", frame.trim_start_matches("error: ")));
        let mut problems: Vec<Diagnostic> = frames.map(|frame| self.explain_printed(&frame)).collect();
        let mut said: Vec<(String, Option<At>)> = Vec::new();
        problems.retain(|problem| {
            let key = (problem.message.clone(), problem.at.clone());
            let is_new = !said.contains(&key);
            said.push(key);
            is_new
        });
        problems
    }

    /// A mistake that the library prints as a frame.
    fn explain_printed(&self, text: &str) -> Diagnostic {
        let (message, rest) = one_fact(PrintedError::of(text).map_or(text, |printed| printed.message));
        let problem = Diagnostic::new(code::TEMPLATE_ERROR, message).hints(rest);
        let Some(printed) = PrintedError::of(text) else { return problem };
        let own = |name: &str| self.own.iter().find(|(own, ..)| own == name);
        if let Some((_, file, text)) = own(printed.name) {
            let start = text::byte_at(text, printed.line, printed.column);
            let end = text::byte_at(text, printed.line, printed.column + printed.carets.max(1));
            return problem.at(At::bytes(*file, start..end));
        }
        let hint = format!("the built-in template `{}` needs it", printed.name);
        match parent(printed.name).and_then(own) {
            Some((_, file, _)) => problem.at(At::file(*file)).hint(hint),
            None => problem.hint(hint),
        }
    }

    /// A template's mistake with its place, if the template is one of the site.
    fn explain(&self, error: &tera::Error) -> Diagnostic {
        let report = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
            ErrorKind::MissingParent { current: name, .. }
            | ErrorKind::CircularExtend { tpl: name, .. }
            | ErrorKind::CircularInclude { tpl: name, .. } => {
                let (message, rest) = one_fact(&error.to_string());
                let problem = Diagnostic::new(code::TEMPLATE_ERROR, message).hints(rest);
                return match self.own.iter().find(|(own, ..)| own == name) {
                    Some((_, file, _)) => problem.at(At::file(*file)),
                    None => problem,
                };
            }
            _ => return self.explain_printed(&error.to_string()),
        };
        let name = report.filename();
        let (message, rest) = one_fact(report.message());
        let problem = Diagnostic::new(code::TEMPLATE_ERROR, message).hints(rest);
        match self.own.iter().find(|(own, ..)| own == name) {
            Some((_, file, text)) => {
                let range = report.span().range.clone();
                let clamp = |byte: usize| text::floor_boundary(text, byte);
                problem.at(At::bytes(*file, clamp(range.start)..clamp(range.end)))
            }
            None => {
                problem.hint(format!("in the built-in template `{name}`, as a template of the site uses it"))
            }
        }
    }
}

impl OfEdition {
    fn of(words: &Arc<Words>, own: &[(String, FileId, String)]) -> TeraResult<Self> {
        let mut tera = engine(words);
        add(&mut tera, own)?;
        let mut theme = engine(words);
        let built_in = (!own.is_empty() && add(&mut theme, &[]).is_ok()).then_some(theme);
        Ok(Self { words: Arc::clone(words), tera, built_in })
    }
}

/// A mistake that the library gives as a printed frame: `error: MESSAGE`, ` --> NAME:LINE:COLUMN`, the line, the carets.
struct PrintedError<'a> {
    message: &'a str,
    name: &'a str,
    line: usize,
    column: usize,
    carets: usize,
}

impl<'a> PrintedError<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let mut lines = text.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line, name) = (place.next()?, place.next()?, place.next()?);
        let carets = lines.nth(2)?.bytes().filter(|byte| *byte == b'^').count();
        Some(Self { message, name, line: line.parse().ok()?, column: column.parse().ok()?, carets })
    }
}

/// The template that a built-in one extends.
fn parent(name: &str) -> Option<&'static str> {
    let (_, text) = theme::templates().find(|(built_in, _)| *built_in == name)?;
    text.split_once("{% extends \"")?.1.split('"').next()
}

/// Finished HTML, which templates do not escape.
pub(super) fn markup(html: &str) -> Value {
    Value::safe_string(html)
}

/// Renders into a buffer that the thread keeps, so that no page grows its own.
fn pour<T>(tera: &Tera, name: &str, context: &Context, take: impl Fn(&[u8]) -> T) -> TeraResult<T> {
    thread_local! {
        static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    // Taken, not borrowed: a page that renders another meanwhile finds an empty one.
    let mut buffer = BUFFER.take();
    buffer.clear();
    let done = tera.render_to(name, context, &mut buffer).map(|()| take(&buffer));
    BUFFER.set(buffer);
    done
}

/// The first sentence in lower case, and what else the library says.
fn one_fact(text: &str) -> (String, Option<String>) {
    let line = text.lines().next().unwrap_or(text);
    let (first, rest) = line.split_once(". ").map_or((line, None), |(first, rest)| (first, Some(rest)));
    let lower = lowered(first.trim_end_matches('.'));
    (lower, rest.map(|rest| lowered(rest.trim_end_matches('.'))))
}

/// A sentence as a message begins: in lower case.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(char::to_lowercase).into_iter().flatten().chain(letters).collect()
}

/// Filters and tests that templates may use; their names are checked when templates are loaded.
fn engine(words: &Arc<Words>) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".xml"]);
    tera.register_filter("json", |value: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        let json = serde_json::to_string(value).map_err(|e| tera::Error::message(e.to_string()))?;
        Ok(Value::safe_string(&json.replace('<', "\\u003c")))
    });
    let written = Arc::clone(words);
    tera.register_filter("counted", move |n: u64, args: Kwargs, _: &State| -> TeraResult<String> {
        let Some(of) = args.get::<&str>("of")? else {
            let noun = if n == 1 { args.must_get::<&str>("one")? } else { args.must_get::<&str>("many")? };
            return Ok(format!("{} {noun}", written.number(n)));
        };
        let key = format!("counted.{}", of.replace('_', "-"));
        if !phrase::keys().any(|known| known == key) {
            return Err(tera::Error::message(format!("nothing is counted as `{of}`")));
        }
        Ok(written.counted(&key, n))
    });
    let written = Arc::clone(words);
    tera.register_filter("number", move |n: u64, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(written.number(n))
    });
    for (_, list) in QUERIES {
        tera.register_function(list, move |args: Kwargs, state: &State| asked(list, &args, state));
    }
    tera.register_filter("slug", |value: &str, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(text::slug(value))
    });
    tera
}

/// Those of a list that a template asks for: `tag`, `type`, `place`, `conflict`, `actor`, `author`, `folder`, `key`, at most `limit`.
fn asked(list: &str, args: &Kwargs, state: &State) -> TeraResult<Value> {
    const KEYS: [(&str, &str); 7] = [
        ("tag", "tags"),
        ("type", "type"),
        ("place", "place"),
        ("conflict", "conflict"),
        ("actor", "actors"),
        ("author", "authors"),
        ("folder", "folder"),
    ];
    let mut wanted: Vec<(&str, String)> = Vec::new();
    for (key, field) in KEYS {
        if let Some(value) = args.get::<&str>(key)? {
            wanted.push((field, value.to_owned()));
        }
    }
    let key = args.get::<bool>("key")?;
    let limit =
        args.get::<u64>("limit")?.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let all: Option<Value> = state.get(LISTS)?;
    let fits = |one: &&Value| {
        let has = |(field, value): &(&str, String)| match one.get_from_path(field) {
            Some(found) if found.is_array() => {
                found.as_array().unwrap_or_default().iter().any(|own| own.as_str() == Some(value))
            }
            Some(found) => found.as_str() == Some(value),
            None => false,
        };
        let is_key = one.get_from_path("key").and_then(Value::as_bool);
        wanted.iter().all(has) && key.is_none_or(|key| is_key == Some(key))
    };
    let list =
        all.as_ref().and_then(|all| all.get_from_path(list)).and_then(Value::as_array).unwrap_or_default();
    let chosen = list.iter().filter(fits).take(limit);
    Ok(Value::from(chosen.filter_map(|one| one.get_from_path("shown").cloned()).collect::<Vec<Value>>()))
}

fn add(tera: &mut Tera, own: &[(String, FileId, String)]) -> TeraResult<()> {
    let is_own = |name: &str| own.iter().any(|(own, ..)| own == name);
    // A broken file of the site is replaced by the built-in one of its name.
    let built_in =
        theme::templates().filter(|(name, _)| !is_own(name)).map(|(name, text)| (name, Cow::Borrowed(text)));
    // A template of the site that extends the built-in one of its own name asks for it by another.
    let extends = own.iter().any(|(.., text)| text.contains(BUILT_IN));
    let again = theme::templates()
        // Components are one for all templates.
        .filter(|(_, text)| extends && !text.contains("{% component "))
        .map(|(name, text)| (format!("{BUILT_IN}{name}"), Cow::Borrowed(text)));
    let own = own.iter().map(|(name, _, text)| (name.clone(), Cow::Borrowed(text.as_str())));
    let all: Vec<(String, Cow<str>)> = built_in.chain(again).chain(own).collect();
    tera.add_raw_templates(all)
}
