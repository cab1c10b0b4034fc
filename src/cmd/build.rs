//! `dateline build`.

use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::book;
use super::{Exit, amount, options, print, say, shown, site_folder};
use crate::args::Build;
use crate::diag::{Diagnostics, Failure};
use crate::model::{Status, Why};
use crate::publish::plan::size;
use crate::render::Snapshot;
use crate::sink::OutputFolder;
use crate::sink::archive::{Archive, Archived};
use crate::sink::folder::{self, FilesWritten, Folder};
use crate::sink::receipt::{self, Receipt};
use crate::source::{self, Filter, SourceTree};
use crate::text::count;
use crate::{Options, Sink, report, snapshot, write};

/// Runs the command.
pub(super) fn run(args: &Build) -> Result<Exit, Failure> {
    let started = Instant::now();
    let site = site_folder(args.common.site.site.as_ref());
    let options = options(&args.common)?;
    // A relative output folder lies in the site's folder, wherever the command is given.
    let output = site.join(&args.output);
    if args.zip.is_none() && args.epub.is_none() {
        source::not_of_site(&site, &output, "build into")?;
    }
    let mut out = Diagnostics::default();
    let tree = source::read(&site, &Filter { output: Some(output.clone()) }, &mut out)?;
    if tree.is_empty() {
        return Err(Failure::new(
            "find a site in",
            &site,
            "there is no `content/`, no `site.yaml` and no dated `.md` file",
        )
        .hint("`dateline init DIR` makes a new site; `--site DIR` names the folder of one"));
    }
    if let Some([conflict, file]) = args.epub.as_deref() {
        return book::make(args, &site, (conflict, Path::new(file)), started, tree, out);
    }
    if let Some(file) = &args.zip {
        return archive(args, &site, file, started, tree, out);
    }
    let input = receipt::digest(&tree, &depends_on(&options));
    if let Some(last) = unchanged(&site, &output, &input)? {
        print(&last.diagnostics, &tree, args.common.format, amount(args.common.verbose));
        say(&format!("{}, nothing changed, in {} → {}", last.made, seconds(started), shown(&output)));
        return Ok(finish_with(&last.diagnostics));
    }
    let target = OutputFolder::new(Folder::open(&output)?);
    let Some(snapshot) = fill(args, tree, &options, &target, &mut out)? else {
        return Ok(Exit::ContentErrors);
    };
    let written = target.finish()?;
    let exit = finish_with(&out);
    let made = made(&snapshot);
    say(&closing(&made, &written, started, &output, &out));
    let output_is = receipt::of_manifest(&written.manifest);
    let kept = source::states(&site, snapshot.copies.keys().map(String::as_str));
    // Where it cannot be kept, the next build is only slower.
    let _ =
        receipt::write(&site, &output, &Receipt { input, output: output_is, diagnostics: out, made, kept });
    // The process ends: to take ten thousand articles apart would only take time.
    std::mem::forget(snapshot);
    Ok(exit)
}

/// Makes the site and puts it into a sink; `None` if that must not take the place of the old one, which has been said.
fn fill(
    args: &Build,
    tree: SourceTree,
    options: &Options,
    sink: &dyn Sink,
    out: &mut Diagnostics,
) -> Result<Option<Snapshot>, Failure> {
    let snapshot = snapshot(tree, options, out);
    let bar = progress(snapshot.routes.len());
    let done = write(&snapshot, sink, &|| bar.inc(1), out);
    bar.finish_and_clear();
    done?;
    report::sort(out, &snapshot.tree);
    print(out, &snapshot.tree, args.common.format, amount(args.common.verbose));
    if let Some(reason) = refused(args.strict, &snapshot, out) {
        say(&format!("{}: nothing is written, {reason}", report::summary(out).unwrap_or_default()));
        return Ok(None);
    }
    Ok(Some(snapshot))
}

/// Builds one archive of the site.
fn archive(
    args: &Build,
    site: &Path,
    file: &Path,
    started: Instant,
    tree: SourceTree,
    mut out: Diagnostics,
) -> Result<Exit, Failure> {
    let path = site.join(file);
    // There it would become a part of the next build.
    source::file_not_of_site(site, &path, "write the archive")?;
    let target = Archive::open(&path)?;
    let options = Options { offline: true, ..options(&args.common)? };
    let Some(snapshot) = fill(args, tree, &options, &target, &mut out)? else {
        return Ok(Exit::ContentErrors);
    };
    let Archived { files, bytes, sha256 } = target.finish()?;
    let mistakes = report::summary(&out).map(|summary| format!("\n{summary}")).unwrap_or_default();
    say(&format!(
        "{} in {}: {}, {} → {}\nSHA-256 {sha256}{mistakes}",
        made(&snapshot),
        seconds(started),
        count(files, "file"),
        size(bytes),
        shown(&path)
    ));
    std::mem::forget(snapshot);
    Ok(finish_with(&out))
}

/// Why a finished site must not take the place of the one that is there.
fn refused(strict: bool, snapshot: &Snapshot, out: &Diagnostics) -> Option<&'static str> {
    if snapshot.site.config.unreadable {
        return Some("as `site.yaml` cannot be read");
    }
    (strict && out.errors() > 0).then_some("as `--strict` asks")
}

/// What a build depends on beside the site's files.
fn depends_on(options: &Options) -> String {
    format!("{:?} {:?} {}", options.include, options.base_url, options.today)
}

/// The receipt of the last build, if it was made from the same input and its folder is as it left it.
fn unchanged(site: &Path, output: &Path, input: &str) -> Result<Option<Receipt>, Failure> {
    let Some(last) = receipt::read(site, output).filter(|last| last.input == input) else { return Ok(None) };
    let kept = last.kept.iter().map(|(path, _)| path.as_str());
    if source::states_of(site, kept) != last.kept {
        return Ok(None);
    }
    let intact = folder::intact(output)?;
    Ok(intact.filter(|manifest| receipt::of_manifest(&manifest.to_json()) == last.output).map(|_| last))
}

fn finish_with(out: &Diagnostics) -> Exit {
    if out.errors() > 0 { Exit::ContentErrors } else { Exit::Clean }
}

fn made(snapshot: &Snapshot) -> String {
    let (articles, actors) = (snapshot.facts.time.articles.in_time.len(), snapshot.site.actors.len());
    let site = &snapshot.site;
    let is_draft = |status| matches!(status, Status::Draft | Status::Unverified);
    let drafts = site.articles.iter().filter(|article| is_draft(article.status)).count();
    let held = |why| site.held_back_as(why);
    let notes: Vec<String> = [
        (drafts, format!("{} among them: not for publication", count(drafts, "draft"))),
        (held(Why::Draft), format!("{} left out", count(held(Why::Draft), "draft"))),
        (held(Why::ToCome), format!("{} to come", held(Why::ToCome))),
        (held(Why::Over), format!("{} whose time is over left out", held(Why::Over))),
        (site.unread, format!("{} with errors left out", site.unread)),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(_, note)| note)
    .collect();
    let left = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    let pages = count(snapshot.pages(), "page");
    format!("{}{left}, {}, {pages}", count(articles, "article"), count(actors, "actor"))
}

fn closing(made: &str, written: &FilesWritten, started: Instant, output: &Path, out: &Diagnostics) -> String {
    let files =
        format!("{} written, {} unchanged, {} removed", written.written, written.unchanged, written.removed);
    let mistakes = report::summary(out).map(|summary| format!("\n{summary}")).unwrap_or_default();
    format!("{made} in {}: {files} → {}{mistakes}", seconds(started), shown(output))
}

pub(super) fn seconds(started: Instant) -> String {
    format!("{:.2} s", started.elapsed().as_secs_f64())
}

/// A bar on a terminal, for work that takes a while; nothing when piped.
fn progress(pages: usize) -> ProgressBar {
    if pages < 2000 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(pages as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} pages") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
