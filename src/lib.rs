//! Dateline: a folder of article files becomes a static site of a conflict's timeline.
//!
//! Data flows one way, through seven stages; the modules stand in reading order, and each may use
//! itself and what stands before it.

// words that everyone may use
pub mod text;
pub mod address;
pub mod policy;
pub mod diag;
pub mod yaml;
pub mod phrase;
pub mod config;
// the stages and the nouns between them
pub mod source;
pub mod atlas;
pub mod model;
pub mod imaging;
pub mod parse;
pub mod names;
pub mod resolve;
pub mod derive;
pub mod check;
pub mod route;
pub mod render;
pub mod import;
pub mod schema;
// the ends
pub mod report;
pub mod sink;
pub mod publish;
pub mod live;
#[cfg(feature = "preview")]
pub mod preview;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod args;
pub mod cmd;

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use check::Depth;
use derive::{Rendition, SearchIndex};
use diag::{Diagnostic, Diagnostics, Failure};
use model::Day;
use render::{Context, FileSums, LinkCheck, Rendered, Snapshot, Templates, Views};
use resolve::{Include, Noting, Resolved};
use route::{Export, Route, RouteClass};
use sink::renditions::Renditions;
use source::{Asset, SourceTree};

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether drafts are built.
    pub include: Include,
    /// Replaces the `base_url` of `site.yaml`.
    pub base_url: Option<String>,
    /// The day of the build.
    pub today: Day,
    /// Which lints run.
    pub depth: Depth,
    /// Whether the site is read from a disk, without a server.
    pub offline: bool,
}

/// Where finished files go.
pub trait Sink: Sync {
    /// Takes a page.
    ///
    /// # Errors
    /// Fails when it cannot be stored.
    fn page(&self, page: &Rendered) -> Result<(), Failure>;

    /// Whether it wants pictures, which take long to make.
    fn takes_pictures(&self) -> bool {
        true
    }

    /// Takes a static file.
    ///
    /// # Errors
    /// Fails when it cannot be stored.
    fn asset(&self, asset: &Asset) -> Result<(), Failure>;
}

/// Stages 2 to 5: texts become an immutable snapshot of the site.
pub fn snapshot(mut tree: SourceTree, options: &Options, out: &mut Diagnostics) -> Snapshot {
    let mut drafts = parse::parse(&mut tree, out);
    drafts.config.base_url = options.base_url.clone().or(drafts.config.base_url);
    if options.offline {
        drafts.config.make_offline();
        tree.leave_out_copies();
    }
    // Only lints that an editor asks for read where names stand.
    let noting = if options.depth == Depth::Editorial { Noting::Uses } else { Noting::Nothing };
    let Resolved { site, problems, uses, .. } =
        resolve::with_uses(drafts, &tree, (options.include, options.today), noting, out);
    problems.into_iter().for_each(|of_article| out.extend(of_article));
    let (facts, kin) = derive::derive(&site, &tree);
    let kept =
        facts.evidence.works.described(&site).filter_map(|source| Some(source.local.as_ref()?.0.as_str()));
    let copies = source::copies(&tree, kept);
    let (today, errors) = (options.today, out.errors());
    let checked = check::Checked {
        site: &site,
        uses: &uses,
        facts: &facts,
        kin: &kin,
        today,
        errors,
        tree: &tree,
        copies: &copies,
    };
    check::check(&checked, options.depth, out);
    source::active(&tree, out);
    let mut routes = route::routes(&site, &facts, &tree, out);
    // No server is there that would show it.
    routes.retain(|route| !options.offline || route.class().is_offline());
    let editions = resolve::editions(&site);
    let (facts, routes, copies) = (facts.into(), routes.into(), copies.into());
    Snapshot { tree, site, editions, facts, kin, routes, index: SearchIndex::default(), copies }
}

/// Makes the copies of pictures that pages show, all of one picture together, and puts them into a sink.
fn write_pictures(
    snapshot: &Snapshot,
    sink: &dyn Sink,
    done: &(dyn Fn() + Sync),
    shown: &FxHashSet<&str>,
    out: &mut Diagnostics,
) -> Result<(), Failure> {
    let pictures = &snapshot.facts.pictures;
    let mut asked: Vec<Vec<&Rendition>> = vec![Vec::new(); pictures.planned.len()];
    for rendition in &pictures.renditions {
        if shown.contains(rendition.file.as_str()) {
            asked[rendition.of as usize].push(rendition);
        } else {
            done();
        }
    }
    asked.retain(|copies| !copies.is_empty());
    if asked.is_empty() || !sink.takes_pictures() {
        return Ok(());
    }
    let maker = Renditions::of(&snapshot.tree.root);
    let one = |copies: &Vec<&Rendition>| match maker.make(snapshot, copies) {
        Ok(made) => made
            .iter()
            .try_for_each(|copy| {
                done();
                sink.page(copy)
            })
            .map(|()| None),
        Err(problem) => Ok(Some(*problem)),
    };
    let problems: Vec<Option<Diagnostic>> = asked.par_iter().map(one).collect::<Result<_, Failure>>()?;
    out.extend(problems.into_iter().flatten());
    maker.tidy(snapshot);
    Ok(())
}

/// Stages 6 and 7: every route becomes a file of the sink; every link of every page is checked on the way.
///
/// # Errors
/// Fails when the sink cannot store a file; a page that cannot be rendered is a diagnostic.
pub fn write(
    snapshot: &Snapshot,
    sink: &dyn Sink,
    done: &(dyn Fn() + Sync),
    out: &mut Diagnostics,
) -> Result<(), Failure> {
    let templates = Templates::load(&snapshot.tree, &snapshot.site.config, out);
    templates.check_names(&snapshot.site, out);
    let views = Views::of(snapshot);
    let cx = Context::of(snapshot, &templates, &views);
    let links = LinkCheck::of(render::files(cx));
    let sums: Mutex<FileSums> = Mutex::default();
    let page = |route: &Route| -> Result<_, Failure> {
        let (page, problem) = render::render(cx, route);
        let scanned = match page {
            Some(page) => {
                if render::is_summed(route) {
                    let sum = (source::sum_of(&page.bytes), page.bytes.len() as u64);
                    sums.lock().unwrap_or_else(PoisonError::into_inner).insert(page.path.clone(), sum);
                }
                sink.page(&page)?;
                let scanned = links.scan(&page.path, &page.bytes);
                Some((route.clone(), page.path, scanned))
            }
            None => None,
        };
        done();
        Ok((scanned, problem))
    };
    let last = Route::Data(Export::RoCrate);
    let has_template = |route: &&Route| route.class() != RouteClass::Picture && **route != last;
    // The words of the search are sorted while others make pages; its own files come last.
    let made =
        || snapshot.routes.par_iter().filter(has_template).map(page).collect::<Result<Vec<_>, Failure>>();
    let ((), pages) = rayon::join(|| snapshot.sort_words(), made);
    let mut pages: Vec<(_, Option<Box<Diagnostic>>)> = pages?;
    // It tells the sums of others.
    if snapshot.routes.contains(&last) {
        views.know(std::mem::take(&mut *sums.lock().unwrap_or_else(PoisonError::into_inner)));
        pages.push(page(&last)?);
    }
    let (scanned, broken): (Vec<_>, Vec<_>) = pages.into_iter().unzip();
    // One mistake in a template is one mistake, on however many pages.
    let of_pages = broken.into_iter().flatten().map(|problem| *problem);
    let mut broken: Vec<Diagnostic> = of_pages.chain(render::entry_problems(cx)).collect();
    broken.sort();
    broken.dedup_by(|later, first| (&later.at, &later.message) == (&first.at, &first.message));
    out.extend(broken);
    let scanned: Vec<_> = scanned.into_iter().flatten().collect();
    // What only a draft shows stays at home.
    let shown: FxHashSet<&str> =
        scanned.iter().flat_map(|(_, _, page)| page.media.iter().map(String::as_str)).collect();
    let is_shown = |asset: &Asset| !asset.path.starts_with("media/") || shown.contains(asset.path.as_str());
    let misplaced = route::misplaced(&snapshot.tree);
    let misplaced: FxHashSet<&str> =
        misplaced.iter().map(|(place, _)| snapshot.tree.assets[*place].path.as_str()).collect();
    let pictures = &snapshot.facts.pictures;
    let published = |asset: &Asset| {
        !misplaced.contains(asset.path.as_str()) && is_shown(asset) && pictures.leaves_alone(asset)
    };
    let assets = snapshot.tree.assets.par_iter();
    assets.filter(|asset| published(asset)).try_for_each(|asset| sink.asset(asset))?;
    write_pictures(snapshot, sink, done, &shown, out)?;
    rayon::join(|| links.report(scanned, &snapshot.site, &snapshot.tree, out), || views.discard());
    Ok(())
}
