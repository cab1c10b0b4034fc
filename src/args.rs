//! The command line: flags as they are written, with their help.

mod archive;
mod diff;
mod import;
mod places;
mod theme;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use archive::ArchiveArgs;
pub use diff::DiffArgs;
pub use import::{DateOrder, GroupsArg, ImportArgs, InputKind, SlidesArg};
pub use places::PlacesArgs;
pub use theme::{ThemeArgs, ThemeWhat};

use crate::schema::Subject;

/// Makes a static site of a conflict's timeline from a folder of articles.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  dateline init archive           make a new site in the folder `archive`
  dateline build                  build the site of this folder into `public`
  dateline serve --open           see it in the browser while you write
  dateline check --strict         look for mistakes, write nothing
  dateline new article \"Title\"    begin an article
  dateline import page.txt        make an article of a page's text";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes a new site that builds at once
    #[command(
        after_help = "Examples:\n  dateline init archive && dateline build --site archive\n  dateline init archive --ci github"
    )]
    Init(Init),
    /// Begins an article, actor, event, conflict or place
    #[command(
        after_help = "Examples:\n  dateline new article \"Talks resume in Geneva\"\n  dateline new actor \"OSCE Minsk Group\""
    )]
    New(NewArgs),
    /// Makes content files of raw pages, saved HTML, data sets and other generators' folders
    #[command(
        after_help = "Examples:\n  dateline import page.txt --url https://example.org/news/1 --publisher \"The Paper\"\n  dateline import page.txt --tz IST=Asia/Kolkata --dry-run\n  dateline import timeline.json --groups actors\n  dateline import ged.csv --conflict \"The war\"\n  dateline import ../old-blog"
    )]
    Import(Box<ImportArgs>),
    /// Looks for mistakes and writes nothing
    #[command(
        after_help = "Examples:\n  dateline check\n  dateline check --format json > report.json\n  dateline check --links"
    )]
    Check(Check),
    /// Says what the code of a mistake means, with an example and the way out
    #[command(after_help = "Examples:\n  dateline explain\n  dateline explain dead-link")]
    Explain(Explain),
    /// Builds the site into a folder
    #[command(
        after_help = "Examples:\n  dateline build\n  dateline build -o /srv/www/archive --base-url https://example.org/archive/"
    )]
    Build(Build),
    /// Shows the site while it is written: a change is on the screen when you look up
    #[command(
        after_help = "Examples:\n  dateline serve\n  dateline serve --open --editor code\n  dateline serve --published --port 8000"
    )]
    Serve(Serve),
    /// Asks the Wayback Machine for copies of sources that have none
    #[command(after_help = "Examples:\n  dateline archive --dry-run\n  dateline archive --yes")]
    Archive(ArchiveArgs),
    /// Lists the places without a position, and looks for them in a gazetteer
    #[command(after_help = "Examples:\n  dateline places\n  dateline places --suggest AZ.txt")]
    Places(PlacesArgs),
    /// Copies files of the built-in theme into the site, and compares them after an upgrade
    #[command(
        after_help = "Examples:\n  dateline theme list\n  dateline theme copy article.html\n  dateline theme diff"
    )]
    Theme(ThemeArgs),
    /// Prints the timeline for another program, without a build
    #[command(
        after_help = "Examples:\n  dateline export csv > events.csv\n  dateline export conflicts/border-war.ics -o war.ics"
    )]
    Export(ExportArgs),
    /// Says in words how two finished builds differ
    #[command(after_help = "Examples:\n  dateline diff before public\n  dateline diff before public --json")]
    Diff(DiffArgs),
    /// Builds the site and puts it where readers find it
    #[command(
        after_help = "Examples:\n  dateline publish --dry-run\n  dateline publish live --yes\n  dateline publish pages --from public --json"
    )]
    Publish(Publish),
    /// Prints the JSON Schema of a sort of file, for editors that complete and check YAML
    #[command(
        after_help = "Examples:\n  dateline schema article > article.schema.json\n  dateline schema --all .schemas"
    )]
    Schema(Schema),
    /// Speaks the Language Server Protocol with an editor, on standard input and output
    #[command(after_help = "Example:\n  dateline lsp --site archive")]
    Lsp(Lsp),
    /// Prints a completion script for a shell
    #[command(
        after_help = "Example:\n  dateline completions bash > ~/.local/share/bash-completion/completions/dateline"
    )]
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Prints the manual page, or writes those of all commands into a folder
    #[command(
        after_help = "Examples:\n  dateline man > dateline.1\n  dateline man --all ~/.local/share/man/man1"
    )]
    Man {
        /// Writes a page for each command into a folder, as in `--all man1`
        #[arg(long, value_name = "DIR")]
        all: Option<PathBuf>,
    },
}

/// Where the site is.
#[derive(Debug, Args)]
pub struct SiteArgs {
    /// The site's folder, which holds `content/` [default: the working folder]
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
}

/// What `build` and `check` share.
#[derive(Debug, Args)]
pub struct Common {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Includes drafts and unverified articles: `dateline build --drafts`
    #[arg(long)]
    pub drafts: bool,
    /// Includes what is published on a day that is still to come: `dateline build --future`
    #[arg(long)]
    pub future: bool,
    /// The web address of the site's root, instead of `base_url` in site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The time of the build, instead of the clock's, as in `--now 2020-11-10`
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// How mistakes are printed: `human` with the source line, `short` one a line; `json`, `github` and `sarif` on standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,
    /// Prints every mistake, also where very many are of one sort
    #[arg(long)]
    pub verbose: bool,
}

/// How mistakes are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// With the source line.
    Human,
    /// One a line.
    Short,
    /// One JSON array.
    Json,
    /// Commands of GitHub's runners, which show each mistake beside its line in a pull request.
    Github,
    /// SARIF 2.1.0, for GitLab and other readers of reports.
    Sarif,
}

/// `dateline build`.
#[derive(Debug, Args)]
pub struct Build {
    /// What it shares with `check`.
    #[command(flatten)]
    pub common: Common,
    /// The output folder
    #[arg(short, long, value_name = "DIR", default_value = "public")]
    pub output: PathBuf,
    /// Writes one archive in place of a folder, for readers without a network, as in `--zip archive.zip`; unpacked, it opens from
    /// the disk, and `sha256sum -c SHA256SUMS` checks it
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub zip: Option<PathBuf>,
    /// Writes the book of a conflict (EPUB 3) in place of a folder, as in `--epub second-war war.epub`
    #[arg(long, num_args = 2, value_names = ["CONFLICT", "FILE"], conflicts_with_all = ["output", "zip"])]
    pub epub: Option<Vec<String>>,
    /// The language of the book, one of the site's
    #[arg(long, value_name = "TAG", requires = "epub")]
    pub language: Option<String>,
    /// Writes nothing if there is an error
    #[arg(long)]
    pub strict: bool,
}

/// `dateline serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// The port; the next free one when it is taken, any for 0
    #[arg(short, long, value_name = "PORT", default_value_t = 1111)]
    pub port: u16,
    /// Answers other machines too, at this address of this one, as in `--host 192.168.1.5` or `--host 0.0.0.0`
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<String>,
    /// Lets pages of these origins show the preview in a frame, as editors do beside the text, as in `--framed-by vscode-webview:`
    #[arg(long, value_name = "ORIGINS", value_parser = origins)]
    pub framed_by: Option<String>,
    /// Opens the site in the browser
    #[arg(long)]
    pub open: bool,
    /// The editor that links to places of files open: `code`, `zed`, `idea`, `subl`, `emacs` and others, or an address such
    /// as `myeditor://{file}?line={line}&column={column}` [default: what $VISUAL or $EDITOR names]
    #[arg(long, value_name = "NAME|ADDRESS")]
    pub editor: Option<String>,
    /// Begins with what readers will see, without drafts and unverified articles
    #[arg(long)]
    pub published: bool,
    /// Shows with `--published` also what is published on a day that is still to come
    #[arg(long, requires = "published")]
    pub future: bool,
    /// Looks for changes every so many milliseconds, for folders of other machines, as in `--poll 500`
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(10..=60_000))]
    pub poll: Option<u64>,
    /// The time of the build, instead of the clock's, as in `--now 2020-11-10`
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// How mistakes are printed: `human` with the source line, `short` one a line; `json`, `github` and `sarif` on standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,
    /// Prints every mistake, also where there are very many
    #[arg(long)]
    pub verbose: bool,
}

/// Origins as a policy names them, with blanks between, and nothing that would end them there.
fn origins(written: &str) -> Result<String, String> {
    let is_plain = |c: char| c == ' ' || (c.is_ascii_graphic() && !matches!(c, ';' | ',' | '\''));
    match written.chars().all(is_plain) && !written.trim().is_empty() {
        true => Ok(written.trim().to_owned()),
        false => Err("origins are written as `https://example.org`, with blanks between".to_owned()),
    }
}

/// `dateline export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// A format (`json`, `csv`, `geojson`, `ics`, `timelinejs`, `actors`, `places`, `sources`, `claims`, `figures`, `datapackage`, `ro-crate`, `bibtex`), or
    /// the path of a file of the site that programs read, such as `conflicts/border-war.ics`
    pub format: String,
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Writes a file instead, as in `dateline export csv -o events.csv`
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The web address of the site's root, instead of `base_url` in site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The time of the build, instead of the clock's, as in `--now 2020-11-10`
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// `dateline publish`.
#[derive(Debug, Args)]
pub struct Publish {
    /// The target's name under `publish:` in site.yaml; may be left out if there is only one
    pub target: Option<String>,
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Publishes a finished build instead of making one, as in `--from public`
    #[arg(long, value_name = "DIR")]
    pub from: Option<PathBuf>,
    /// Shows what would be done, and does nothing, as in `dateline publish live --dry-run`
    #[arg(long)]
    pub dry_run: bool,
    /// Prints the plan as JSON on standard output, as in `dateline publish live --dry-run --json`
    #[arg(long)]
    pub json: bool,
    /// Goes back to an earlier release instead of building, by its number or to the one before, as in `dateline publish live --rollback`
    #[arg(long, value_name = "N", num_args = 0..=1, conflicts_with_all = ["from", "adopt", "now"])]
    pub rollback: Option<Option<u64>>,
    /// Signs the list of all files with a key of minisign, as in `--sign ~/.minisign/minisign.key`; the signature stands beside it
    #[arg(long, value_name = "KEY", conflicts_with = "rollback")]
    pub sign: Option<PathBuf>,
    /// Asks nothing; needed where there is no terminal, as in `dateline publish live --yes`
    #[arg(long)]
    pub yes: bool,
    /// Deletes up to so many files, where that is more than a tenth of the site, as in `--allow-deletes 40`
    #[arg(long, value_name = "N")]
    pub allow_deletes: Option<usize>,
    /// Publishes to a place that holds a site which this program did not put there; its files of the same names are replaced
    #[arg(long)]
    pub adopt: bool,
    /// Goes on though another publish to this target has begun and is not known to have ended
    #[arg(long)]
    pub take_over: bool,
    /// The time of the build, instead of the clock's, as in `--now 2020-11-10`
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// `dateline check`.
#[derive(Debug, Args)]
pub struct Check {
    /// What it shares with `build`.
    #[command(flatten)]
    pub common: Common,
    /// Counts warnings as errors, for the exit code
    #[arg(long)]
    pub strict: bool,
    /// Writes into the files what can be mended in one way only and means the same, and says where
    #[arg(long, conflicts_with_all = ["links", "report", "languages", "external"])]
    pub fix: bool,
    /// Lists the titles that Read lines name and no article has, instead of the mistakes
    #[arg(long)]
    pub links: bool,
    /// Shows how much there is of each side, instead of the mistakes
    #[arg(long, conflicts_with = "links")]
    pub report: bool,
    /// Shows what each further language of the site has and lacks, and which translations are older than their originals, instead
    /// of the mistakes
    #[arg(long, conflicts_with_all = ["links", "report"])]
    pub languages: bool,
    /// Asks other sites whether what this one leads to is still there, instead of the mistakes; needs the network
    #[arg(long, conflicts_with_all = ["links", "report", "languages"])]
    pub external: bool,
    /// The pause between two questions to one host, for `--external`, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000, requires = "external")]
    pub pause: u64,
    /// How long one answer may take, for `--external`, in seconds
    #[arg(long, value_name = "S", default_value_t = 20, requires = "external")]
    pub patience: u64,
}

/// `dateline explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, as it stands between brackets in a report; without it, all are listed
    pub code: Option<String>,
}

/// `dateline schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// What is described [default: article]
    #[arg(value_parser = Subject::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>())]
    pub subject: Option<String>,
    /// Writes the schemas of all into a folder, as in `--all .schemas`
    #[arg(long, value_name = "DIR", conflicts_with = "subject")]
    pub all: Option<PathBuf>,
}

/// `dateline lsp`.
#[derive(Debug, Args)]
pub struct Lsp {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Speaks on standard input and output, which it always does; many editors give this flag
    #[arg(long)]
    pub stdio: bool,
}

/// `dateline init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder of the new site
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Adds a workflow that checks, builds and publishes the site after every push, as in `--ci github`; a folder that has
    /// a site gets this file only
    #[arg(long, value_name = "HOST")]
    pub ci: Option<Ci>,
    /// Makes an example instead: a small invented war with all that an archive can have
    #[arg(long, conflicts_with = "language")]
    pub example: bool,
    /// The language of the site, as a BCP 47 tag such as `hy`; what the new files say is English in any case
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
}

/// Whose machines run a workflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// `.github/workflows/publish.yml`, for GitHub Pages
    Github,
    /// `.gitlab-ci.yml`, for GitLab Pages
    Gitlab,
}

/// `dateline new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// What to begin
    pub kind: NewKind,
    /// Its title or name
    pub name: String,
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// The day of publication or of the event, instead of today, as in `--now 2020-09-29`
    #[arg(long, value_name = "DATE")]
    pub now: Option<String>,
}

/// What `new` can begin.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum NewKind {
    /// A report.
    Article,
    /// A state, force, organisation or person.
    Actor,
    /// What happened, and no article of the site reports.
    Event,
    /// A war or dispute with its sides and phases.
    Conflict,
    /// A town, district or position.
    Place,
}
