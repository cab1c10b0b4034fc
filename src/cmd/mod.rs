//! The commands: one file each. Only they and `report` speak, and only here is the clock read.

mod archive;
mod book;
mod build;
mod check;
mod completions;
mod explain;
mod export;
mod fix;
#[cfg(feature = "web")]
mod external;
mod import;
mod init;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
mod new;
mod places;
mod publish;
mod rollback;
mod schema;
#[cfg(feature = "preview")]
mod serve;
mod theme;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::Local;

use crate::args::{Cli, Command, Common, ReportFormat};
use crate::check::Depth;
use crate::config;
use crate::diag::{Diagnostics, Failure};
use crate::model::Day;
use crate::report::{self, ColourChoice, Format, HowMuch};
use crate::resolve::Include;
use crate::source::SourceTree;
use crate::text::{printable, printable_json};
use crate::{Options, parse};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Clean,
    /// The content has errors.
    ContentErrors,
    /// The tool could not do its work.
    Failed,
}

impl Exit {
    /// The code for the system.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::ContentErrors => 1,
            Self::Failed => 2,
        }
    }
}

/// Runs a command; a failure is printed.
pub fn run(cli: Cli) -> Exit {
    let result = match cli.command {
        Command::Init(args) => init::run(&args),
        Command::New(args) => new::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Build(args) => build::run(&args),
        #[cfg(feature = "preview")]
        Command::Serve(args) => serve::run(&args),
        #[cfg(not(feature = "preview"))]
        Command::Serve(_) => Err(Failure::left_out("run", "serve", "preview")),
        Command::Archive(args) => archive::run(&args),
        Command::Places(args) => places::run(&args),
        Command::Theme(args) => theme::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Schema(args) => schema::run(&args),
        #[cfg(feature = "lsp")]
        Command::Lsp(args) => lsp::run(&args),
        #[cfg(not(feature = "lsp"))]
        Command::Lsp(_) => Err(Failure::left_out("run", "lsp", "lsp")),
        Command::Completions { shell } => completions::run(shell),
        Command::Man { all } => man::run(all.as_deref()),
    };
    result.unwrap_or_else(|failure| {
        say(&report::failure(&failure));
        Exit::Failed
    })
}

/// Says something to the person at the terminal; a closed standard error is no reason to stop.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", printable(text));
}

/// Gives data to the next program; a closed pipe ends it quietly. A terminal is not commanded by it.
fn give(text: &str) {
    let mut out = std::io::stdout().lock();
    let text = if out.is_terminal() { printable(text) } else { text.into() };
    let _ = out.write_all(text.as_bytes());
}

/// Gives JSON to the next program.
fn give_json(value: &impl serde::Serialize) {
    give(&format!("{}\n", printable_json(&serde_json::to_string_pretty(value).unwrap_or_default())));
}

fn site_folder(given: Option<&PathBuf>) -> PathBuf {
    given.cloned().unwrap_or_else(|| PathBuf::from("."))
}

/// The day of the build: the one given, else today.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
fn today(given: Option<&str>) -> Result<Day, Failure> {
    let Some(written) = given else { return Ok(Local::now().date_naive().into()) };
    let stamp = parse::stamp(written, &config::Zones::default());
    stamp.map(|stamp| stamp.day()).map_err(|problem| {
        let hint = problem.hints.first().cloned().unwrap_or_else(|| "write it as `2020-11-10`".to_owned());
        Failure::new("read the time", "--now", problem.message).hint(hint)
    })
}

/// The seconds since 1970 by the clock, to tell how long ago another machine began something.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
fn seconds_since_1970() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The same in milliseconds.
#[cfg(feature = "web")]
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
fn milliseconds_since_1970() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|since| u64::try_from(since.as_millis()).ok()).unwrap_or(0)
}

/// Such milliseconds as archives of the web write them, `20201006101112`.
#[cfg(feature = "web")]
fn stamp_of(milliseconds: u64) -> String {
    let time = i64::try_from(milliseconds).ok().and_then(chrono::DateTime::from_timestamp_millis);
    time.map(|time| time.format("%Y%m%d%H%M%S").to_string()).unwrap_or_default()
}

/// A time in seconds since 1970, for people.
fn time(seconds: u64) -> String {
    let time = i64::try_from(seconds).ok().and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    time.map_or_else(|| "at some time".to_owned(), |time| time.format("%Y-%m-%d %H:%M UTC").to_string())
}

/// The moment that relative times count from: the one given, else the clock's.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
fn moment(given: Option<&str>) -> Result<crate::import::Now, Failure> {
    let written = given.map_or_else(|| Local::now().format("%Y-%m-%dT%H:%M").to_string(), str::to_owned);
    crate::import::Now::parse(&written, given.is_some()).map_err(|problem| {
        let hint = problem.hints.first().cloned().unwrap_or_else(|| "write it as `2020-11-10`".to_owned());
        Failure::new("read the time", "--now", problem.message).hint(hint)
    })
}

/// The address of the site's root that a flag names.
fn base_url(given: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(url) = given else { return Ok(None) };
    let url = config::normal_base_url(url).ok_or_else(|| {
        Failure::new("use the address", url, "it is not an absolute web address")
            .hint("write it as `https://example.org/archive/`")
    })?;
    Ok(Some(url))
}

fn options(common: &Common) -> Result<Options, Failure> {
    let base_url = base_url(common.base_url.as_deref())?;
    let include = match (common.drafts, common.future) {
        (true, _) => Include::Drafts,
        (false, true) => Include::Future,
        (false, false) => Include::Published,
    };
    Ok(Options {
        include,
        base_url,
        today: today(common.now.as_deref())?,
        depth: Depth::Mistakes,
        offline: false,
    })
}

/// Prints the diagnostics: for people to standard error, as data to standard output.
fn print(diagnostics: &Diagnostics, tree: &SourceTree, format: ReportFormat, amount: HowMuch) {
    let plain =
        std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) || !std::io::stderr().is_terminal();
    let colour = if plain { ColourChoice::No } else { ColourChoice::Yes };
    let text = report::print(diagnostics, tree, self::format(format), colour, amount);
    if matches!(format, ReportFormat::Json | ReportFormat::Github | ReportFormat::Sarif) {
        give(&text);
    } else {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}

/// How much is printed.
fn amount(verbose: bool) -> HowMuch {
    if verbose { HowMuch::All } else { HowMuch::First { rest: "`--verbose` shows all" } }
}

fn format(format: ReportFormat) -> Format {
    match format {
        ReportFormat::Human => Format::Human,
        ReportFormat::Short => Format::Short,
        ReportFormat::Json => Format::Json,
        ReportFormat::Github => Format::Github,
        ReportFormat::Sarif => Format::Sarif,
    }
}

/// A path as people read it.
fn shown(path: &Path) -> String {
    path.display().to_string()
}
