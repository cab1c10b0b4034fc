//! What `dateline import` is told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::SiteArgs;

/// `dateline import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Files and folders to import; `-` is standard input, as in `pbpaste | dateline import -`
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub inputs: Vec<PathBuf>,
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// The address of the page, as in `--url https://example.org/news/1`
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Who published the page first, as in `--publisher "The Paper"`
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// The day of publication of pages that do not say theirs, as in `--date 2020-09-27`
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// The meaning of a zone abbreviation, as in `--tz IST=Asia/Kolkata`; may be given several times
    #[arg(long = "tz", value_name = "NAME=ZONE")]
    pub zones: Vec<String>,
    /// The zone of times that name none, as in `--zone America/New_York` [default: the site's]
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// The order of day and month in dates such as 05/06/2020, as in `--date-order dmy`
    #[arg(long, value_name = "ORDER")]
    pub date_order: Option<DateOrder>,
    /// The moment that "3 hours ago" counts from, as in `--now 2020-09-29T18:00` [default: the clock]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// The conflict that everything belongs to, as in `--conflict "The war"`
    #[arg(long, value_name = "NAME")]
    pub conflict: Option<String>,
    /// Keeps advertisements and the like in the text, as in `import page.txt --keep-all`
    #[arg(long)]
    pub keep_all: bool,
    /// Keeps a copy of each page in `archive/`, as in `import page.html --keep-source`
    #[arg(long)]
    pub keep_source: bool,
    /// What the inputs are, where they do not show it, as in `--from text`
    #[arg(long, value_name = "KIND")]
    pub from: Option<InputKind>,
    /// What the groups of a TimelineJS timeline become, as in `--groups actors`
    #[arg(long, value_name = "WHAT")]
    pub groups: Option<GroupsArg>,
    /// What the slides of a TimelineJS timeline become, as in `--slides articles`
    #[arg(long, value_name = "WHAT", default_value = "events")]
    pub slides: SlidesArg,
    /// A file that says what the columns of a table are, as in `--map columns.yaml`
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Prints a first map of a table, as in `import register.csv --map-suggest`
    #[arg(long)]
    pub map_suggest: bool,
    /// A folder for what was left out and the whole report, as in `--report left-out`
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,
    /// Writes nothing, prints the new files, as in `import page.txt --dry-run`
    #[arg(long)]
    pub dry_run: bool,
    /// Tells each doubt by itself, also those that are alike, as in `import ged.csv --verbose`
    #[arg(long)]
    pub verbose: bool,
    /// Prints a report with a confidence for each field, as in `import page.txt --json`
    #[arg(long)]
    pub json: bool,
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// What an input can be.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum InputKind {
    /// Raw article text.
    Text,
    /// Markdown without front matter.
    Markdown,
    /// A web page.
    Html,
    /// A file with front matter.
    FrontMatter,
    /// TimelineJS.
    Timelinejs,
    /// UCDP GED.
    Ucdp,
    /// ACLED.
    Acled,
}

/// What groups become.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum GroupsArg {
    /// Tags of articles.
    Tags,
    /// Actors.
    Actors,
    /// Types of events.
    Types,
}

/// What slides become.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SlidesArg {
    /// Events.
    Events,
    /// Articles.
    Articles,
}
