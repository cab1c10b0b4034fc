//! `dateline import`: reads the inputs one by one, writes what is made of them, and says what is doubtful.

mod flags;
mod json;
mod said;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::{Exit, give, print, say, site_folder};
use crate::args::{ImportArgs, ReportFormat};
use crate::diag::{At, Diagnostic, Diagnostics, Failure, code};
use crate::import::{
    Archive, Copy, Fate, Importer, Kind, Map, Options, Outcome, is_settings, kind_in_folder, kind_of,
};
use crate::report::{self, HowMuch};
use crate::sink::growing::Growing;
use crate::sink::scaffold::{self, Placement};
use crate::source::{self, Filter, inbox};
use crate::text::printable;

/// What became of one file.
pub(super) struct FilesMade {
    /// Its path in the site's folder.
    pub path: String,
    /// What was there.
    pub place: Placement,
    /// The first lines of a file that was written piece by piece.
    pub head: Option<String>,
}

/// An import under way.
struct Run<'a> {
    args: &'a ImportArgs,
    site: PathBuf,
    importer: Importer,
    map: Option<Map>,
    out: Diagnostics,
}

/// An outcome with its files as they were written.
pub(super) struct Done {
    /// What was made.
    pub outcome: Outcome,
    /// Its files.
    pub files: Vec<FilesMade>,
}

/// Runs the command.
pub(super) fn run(args: &ImportArgs) -> Result<Exit, Failure> {
    let started = Instant::now();
    let site = site_folder(args.site.site.as_ref());
    if !site.join("content").is_dir() && !site.join("site.yaml").is_file() {
        return Err(Failure::new("find a site in", &site, "there is neither `content/` nor `site.yaml`")
            .hint("`dateline init DIR` makes a new site; `--site DIR` names the folder of one"));
    }
    let filter = Filter { output: Some(site.join("public")) };
    let tree = source::read(&site, &filter, &mut Diagnostics::default())?;
    if args.map_suggest {
        return suggest(args);
    }
    let archive = Archive::of(tree);
    let options = flags::options(args, &archive.config)?;
    let map = flags::map(args)?;
    let mut items = Vec::new();
    for path in &args.inputs {
        items.extend(inbox::list(path)?);
    }
    let options = Options { is_folder: items.iter().any(|item| !item.is_named()), ..options };
    let mut importer = Importer::new(archive, options);
    importer.survey(items.iter().filter(|item| !item.is_named()).map(|item| item.name.as_str()));
    for item in items.iter().filter(|item| !item.is_named() && is_settings(&item.name)) {
        if let Ok(bytes) = item.bytes() {
            importer.settings(&item.name, &bytes);
        }
    }
    let beside = beside(&items, &mut importer);
    let mut run = Run { args, site, importer, map, out: Diagnostics::default() };
    let mut done = Vec::new();
    if args.url.is_some() && items.len() > 1 {
        return Err(Failure::new("use the address", "--url", format!("there are {} inputs", items.len()))
            .hint("an address is that of one page; import the others without it"));
    }
    for item in &items {
        let mut one = one(item, &mut run)?;
        for copy in std::mem::take(&mut one.outcome.copies) {
            one.files.extend(copied(&copy, items.iter().chain(&beside), &mut run)?);
        }
        done.push(one);
    }
    for done in &mut done {
        shown_elsewhere(done, &run.importer);
    }
    let Run { mut importer, mut out, .. } = run;
    importer.end(&mut out);
    report::sort(&mut out, &importer.inputs);
    if args.json {
        give(&json::report(&done, &out, &importer.inputs, args.dry_run));
    } else {
        let first = HowMuch::First { rest: "`--verbose` shows all" };
        let amount = if args.verbose { HowMuch::All } else { first };
        print(&out, &importer.inputs, ReportFormat::Human, amount);
        said::left_out(&done, args.keep_all);
    }
    if let Some(folder) = &args.report {
        let whole = json::report(&done, &out, &importer.inputs, args.dry_run);
        for (name, text) in [("report.json", whole), ("left-out.txt", said::all_left_out(&done))] {
            reported(&folder.join(name), &text, args.dry_run)?;
        }
    }
    if args.dry_run && !args.json {
        give(&printable(&said::would_be_written(&done)));
    }
    say(&said::closing(&done, &out, args, started));
    let failed = done.iter().any(|done| done.outcome.fate == Fate::Failed) || out.errors() > 0;
    Ok(if failed { Exit::ContentErrors } else { Exit::Clean })
}

/// The files that lie beside the pages of an import, as the pages' paths find them.
fn beside(items: &[inbox::Item], importer: &mut Importer) -> Vec<inbox::Item> {
    const SAVED: &[&str] = &["html", "htm", "xhtml"];
    const TEXTS: &[&str] = &["md", "markdown"];
    let (mut all, mut folders) = (Vec::new(), BTreeSet::new());
    for item in items {
        let ending = item.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let is_page = SAVED.contains(&&*ending) || item.is_named() && TEXTS.contains(&&*ending);
        let folder = item.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Pages that were named one by one may lie in one folder.
        if !is_page || item.is_named() && !folders.insert(folder) {
            continue;
        }
        for (below, mut file) in inbox::beside(item) {
            if let Some(name) = importer.beside(&item.name, &below) {
                file.name = name;
                all.push(file);
            }
        }
    }
    all
}

/// Writes a file of the report, over an earlier one: it is nobody's work.
fn reported(path: &Path, text: &str, is_dry: bool) -> Result<(), Failure> {
    if is_dry { Ok(()) } else { scaffold::replace(path, text.as_bytes()) }
}

/// Copies a picture or document beside the text that shows it.
fn copied<'a>(
    copy: &Copy,
    mut items: impl Iterator<Item = &'a inbox::Item>,
    run: &mut Run,
) -> Result<Option<FilesMade>, Failure> {
    let Some(item) = items.find(|item| item.name == copy.from) else { return Ok(None) };
    let bytes = item.bytes()?;
    let path = run.site.join(&copy.to);
    let place = if run.args.dry_run { scaffold::place(&path, &bytes) } else { scaffold::add(&path, &bytes)? };
    run.report_taken(&copy.to, place);
    let head = Some(format!("(a copy of {})\n", copy.from));
    Ok(Some(FilesMade { path: copy.to.clone(), place, head }))
}

/// A picture of a folder that was copied beside a text is no input that was passed over.
fn shown_elsewhere(done: &mut Done, importer: &Importer) {
    if !matches!(done.outcome.fate, Fate::Skipped(_) | Fate::Failed) {
        return;
    }
    if let Some(path) = importer.copy_of(&done.outcome.input) {
        done.outcome = done.outcome.clone().copied_to(path);
    }
}

/// Prints a first map of each table.
fn suggest(args: &ImportArgs) -> Result<Exit, Failure> {
    for path in &args.inputs {
        for item in inbox::list(path)? {
            let open = || item.open().map_err(|failure| std::io::Error::other(failure.to_string()));
            let map = Importer::suggested_map(&item.name, &open).map_err(|reason| {
                Failure::new("make a map of", &item.name, reason).hint("name a table: CSV, JSON or GeoJSON")
            })?;
            give(&printable(&map));
        }
    }
    Ok(Exit::Clean)
}

/// Imports one input; one that cannot be read is a mistake of its own and does not stop the others.
fn one(item: &inbox::Item, run: &mut Run) -> Result<Done, Failure> {
    let head = match item.head() {
        Ok(head) => head,
        Err(failure) => return Ok(unreadable(item, &failure, run)),
    };
    let found = if item.is_named() { kind_of(&item.name, &head) } else { kind_in_folder(&item.name, &head) };
    let kind = flags::kind(run.args, found, run.map.is_some(), item.is_named());
    if kind.is_streamed() {
        return streamed(item, kind, run);
    }
    let bytes = if matches!(kind, Kind::Other(_)) { Ok(head) } else { item.bytes() };
    let outcome = match bytes {
        Ok(bytes) => run.importer.page(&item.name, &bytes, kind, &mut run.out),
        Err(failure) => return Ok(unreadable(item, &failure, run)),
    };
    let mut outcome = outcome;
    if let (Fate::Skipped(why), true) = (&outcome.fate, item.is_named()) {
        let problem =
            Diagnostic::new(code::UNREADABLE_INPUT, format!("`{}` gives nothing: {why}", item.name));
        run.out.push(problem.hint(way_out(why)));
        outcome.fate = Fate::Failed;
    }
    let files = written(&outcome, run)?;
    Ok(Done { outcome, files })
}

/// What to do with an input of which nothing can be made.
fn way_out(why: &str) -> &'static str {
    match why {
        "RTF" => "save it as plain text or HTML and import that",
        "empty" => "save the page or the table again",
        "not a text" => {
            "save it as text, HTML, CSV or JSON and import that; a picture belongs beside the text that shows it"
        }
        _ => "`--from` says what it is, where its name does not",
    }
}

/// Writes the files of an outcome.
fn written(outcome: &Outcome, run: &mut Run) -> Result<Vec<FilesMade>, Failure> {
    let mut files = Vec::new();
    for file in &outcome.files {
        let path = run.site.join(&file.path);
        let place = match run.args.dry_run {
            true => scaffold::place(&path, &file.bytes),
            false => scaffold::add(&path, &file.bytes)?,
        };
        run.report_taken(&file.path, place);
        files.push(FilesMade { path: file.path.clone(), place, head: None });
    }
    Ok(files)
}

/// Imports a table row by row, however large it is.
fn streamed(item: &inbox::Item, kind: Kind, run: &mut Run) -> Result<Done, Failure> {
    let mut growing = Growing::below(&run.site, !run.args.dry_run);
    if let Err(failure) = item.open() {
        return Ok(unreadable(item, &failure, run));
    }
    let open = || item.open().map_err(|failure| std::io::Error::other(failure.to_string()));
    let mut put = |path: &str, text: &str| growing.add(path, text);
    let outcome = run.importer.table(&item.name, &open, kind, run.map.as_ref(), &mut put, &mut run.out)?;
    let mut files = Vec::new();
    for grown in growing.finish()? {
        run.report_taken(&grown.path, grown.place);
        files.push(FilesMade { path: grown.path, place: grown.place, head: Some(grown.head) });
    }
    files.extend(written(&outcome, run)?);
    Ok(Done { outcome, files })
}

fn unreadable(item: &inbox::Item, failure: &Failure, run: &mut Run) -> Done {
    let address = ["http:/", "https:/"].iter().any(|scheme| item.name.starts_with(scheme));
    let problem = if address {
        let message = format!("`{}` is an address, and nothing is fetched from the network", item.name);
        let hint = format!("save the page and import the file with `--url {}`", item.name);
        Diagnostic::new(code::UNREADABLE_INPUT, message).hint(hint)
    } else {
        Diagnostic::new(code::UNREADABLE_INPUT, failure.to_string()).hint("the other inputs were imported")
    };
    run.out.push(problem);
    let mut outcome = Outcome::of(&item.name, "unreadable").failed();
    outcome.close();
    Done { outcome, files: Vec::new() }
}

impl Run<'_> {
    /// Says that another file has the path already.
    fn report_taken(&mut self, path: &str, place: Placement) {
        if place != Placement::Taken {
            return;
        }
        let at = self.importer.inputs.with_ids().last().map(|(id, _)| At::file(id));
        let mut problem =
            Diagnostic::new(code::TAKEN_PATH, format!("`{path}` is there already and stays as it is"));
        problem.at = at;
        self.out.push(problem.hint("rename or remove it, then import again"));
    }
}
