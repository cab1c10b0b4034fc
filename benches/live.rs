//! Times what the preview waits for: opening a site, and the next state after one file has changed.
//!
//! `cargo bench --bench live -- 10000 100000 --dir DIR`; the sites are those of `--bench build`.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark makes its own site and prints its figures"
)]

#[expect(dead_code, reason = "the other benchmark writes for another generator too")]
mod corpus;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use dateline::Options;
use dateline::check::Depth;
use dateline::diag::Diagnostics;
use dateline::live::{Live, PageFound, State};
use dateline::model::Day;
use dateline::parse;
use dateline::resolve::Include;
use dateline::source::{self, Changes, Filter};

/// How many edits of each sort are timed.
const EDITS: usize = 20;
/// How many edits memory must bear.
const MANY: usize = 200;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let dir = args.iter().position(|a| a == "--dir").and_then(|at| args.get(at + 1)).map(PathBuf::from);
    let dir = dir.unwrap_or_else(|| std::env::temp_dir().join("dateline-bench"));
    let mut sizes: Vec<usize> = args.iter().filter_map(|a| a.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000];
    }
    for size in sizes {
        let site = dir.join(format!("site-{size}"));
        if !site.join("site.yaml").exists() {
            corpus::Corpus::of(size).write(&site).expect("the corpus is written");
        }
        match std::env::var("DATELINE_BENCH_STEP").as_deref() {
            Ok("read") => println!("{}", read(&site).as_secs_f64()),
            Ok("open") => println!("{}", open(&site).as_secs_f64()),
            _ => run(size, &site),
        }
    }
}

/// Times a step in processes of their own, as the first that a program does; the best of several.
fn alone(step: &str, size: usize, dir: &std::path::Path) -> Duration {
    let one = |_| {
        let program = std::env::current_exe().expect("the program's path");
        let mut command = std::process::Command::new(program);
        command.arg(size.to_string()).arg("--dir").arg(dir).env("DATELINE_BENCH_STEP", step);
        let output = command.output().expect("the step runs");
        let seconds = String::from_utf8_lossy(&output.stdout).trim().parse().expect("seconds");
        Duration::from_secs_f64(seconds)
    };
    (0..5).map(one).min().unwrap_or_default()
}

fn read(site: &std::path::Path) -> Duration {
    let started = Instant::now();
    let mut tree = source::read(site, &Filter::default(), &mut Diagnostics::default()).expect("the site");
    let drafts = parse::parse(&mut tree, &mut Diagnostics::default());
    let time = started.elapsed();
    std::mem::forget((tree, drafts));
    time
}

fn open(site: &std::path::Path) -> Duration {
    let started = Instant::now();
    let live = Live::open(site, &Filter::default(), options()).expect("the site");
    page(&live.state(), "index.html");
    let time = started.elapsed();
    std::mem::forget(live);
    time
}

fn options() -> Options {
    Options {
        include: Include::Drafts,
        base_url: None,
        today: Day(20_000),
        depth: Depth::Mistakes,
        offline: false,
    }
}

fn run(size: usize, site: &std::path::Path) {
    println!("\n{size} articles");
    let dir = site.parent().expect("the folder of the site");
    let (reading, opening) = (alone("read", size, dir), alone("open", size, dir));
    said("read and parse", reading);
    said("open, and make the first page", opening);
    println!("  {:32} {:>8.2}", "ratio of the two", opening.as_secs_f64() / reading.as_secs_f64());
    let mut live = Live::open(site, &Filter::default(), options()).expect("the site");
    let article = live.state().snapshot.site.articles[size / 2].clone();
    let file = live.state().snapshot.tree.file(article.file).expect("the file").path.clone();
    let address = format!("articles/{}.html", article.slug);
    let (path, text) = (site.join(&file), std::fs::read_to_string(site.join(&file)).expect("the text"));
    let started = Instant::now();
    page(&live.state(), &address);
    said("the first article", started.elapsed());
    let edit = |live: &mut Live, new: String| {
        std::fs::write(&path, new).expect("the edit");
        let started = Instant::now();
        let state = live.update(&Changes::of(&file)).expect("the update");
        page(&state, &address);
        started.elapsed()
    };
    let texts = (0..EDITS).map(|n| edit(&mut live, format!("{text}\nEdit {n}.\n"))).collect();
    median("a word of the text, to the page", texts);
    let titles = (0..EDITS).map(|n| edit(&mut live, retitled(&text, n)));
    let titles = titles.collect();
    median("the title, to the page", titles);
    let summaries =
        (0..EDITS).map(|n| edit(&mut live, text.replacen("summary: \"", &format!("summary: \"{n} "), 1)));
    let summaries = summaries.collect();
    median("the summary, to the page", summaries);
    let actor = live.state().snapshot.site.actors[0].file().expect("a registered actor");
    let profile = live.state().snapshot.tree.file(actor).expect("the file").path.clone();
    let register = std::fs::read_to_string(site.join(&profile)).expect("the text");
    let mut profiles = Vec::new();
    for n in 0..=EDITS {
        let more = if n < EDITS { format!("\nEdit {n}.\n") } else { String::new() };
        std::fs::write(site.join(&profile), register.clone() + &more).expect("the edit");
        let started = Instant::now();
        page(&live.update(&Changes::of(&profile)).expect("the update"), &address);
        profiles.push(started.elapsed());
    }
    median("an actor's file, to the page", profiles);
    let before = memory();
    for n in 0..MANY {
        let text = if n % 2 == 0 { format!("{text}\nEdit {n}.\n") } else { retitled(&text, n) };
        edit(&mut live, text);
    }
    println!("  memory before and after {MANY} edits {before:>9} MB {:>5} MB", memory());
    edit(&mut live, text.clone());
}

/// The text with another title.
fn retitled(text: &str, n: usize) -> String {
    let (before, rest) = text.split_once("title: ").expect("a title");
    let (quote, rest) = rest.strip_prefix('"').map_or(("", rest), |rest| ("\"", rest));
    format!("{before}title: {quote}{n} {rest}")
}

fn page(state: &State, address: &str) {
    let Some(PageFound::Page(route)) = state.find(address) else { panic!("{address} is a page") };
    assert!(state.render(route).0.is_some());
}

fn said(what: &str, time: Duration) {
    println!("  {what:32} {:>8.1} ms", time.as_secs_f64() * 1000.0);
}

fn median(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let of = |at: usize| times[at].as_secs_f64() * 1000.0;
    println!(
        "  {what:32} {:>8.1} ms, worst of {} {:.1} ms",
        of(times.len() / 2),
        times.len(),
        of(times.len() - 1)
    );
}

/// The resident memory in megabytes; 0 where the system does not tell.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
