//! Builds generated sites stage by stage and prints times, memory and the ratio to `cp -r` of the output.
//!
//! `cargo bench --bench build -- 1000 10000 100000` (the default is 1000 and 10000); `--dir DIR` chooses where the
//! sites and outputs lie, a folder on tmpfs for example. With `--hugo` the same articles are built by the `hugo` on
//! the path too (`benches/hugo.sh` installs one).

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark makes its own site and prints its figures"
)]

mod corpus;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use dateline::check::Depth;
use dateline::diag::Diagnostics;
use dateline::model::Day;
use dateline::resolve::Include;
use dateline::sink::OutputFolder;
use dateline::sink::folder::Folder;
use dateline::source::Copies;
use dateline::source::{self, Filter};
use dateline::{Options, check, derive, parse, render, resolve, route, write};

/// How often each is timed.
const ROUNDS: usize = 5;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let dir = args.iter().position(|a| a == "--dir").and_then(|at| args.get(at + 1)).map(PathBuf::from);
    let dir = dir.unwrap_or_else(|| std::env::temp_dir().join("dateline-bench"));
    let mut sizes: Vec<usize> = args.iter().filter_map(|a| a.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1000, 10_000];
    }
    let hugo = args.iter().any(|a| a == "--hugo");
    // A size in a process of its own, so that its peak of memory is its own.
    if let Ok(size) = std::env::var("DATELINE_BENCH_SIZE") {
        return run(size.parse().unwrap_or(1000), &dir, hugo);
    }
    for size in sizes {
        let program = std::env::current_exe().expect("the program's path");
        let status = Command::new(program)
            .arg("--dir")
            .arg(&dir)
            .args(hugo.then_some("--hugo"))
            .env("DATELINE_BENCH_SIZE", size.to_string())
            .status();
        assert!(status.expect("the bench starts").success(), "the bench of {size} articles failed");
    }
}

fn run(size: usize, dir: &Path, hugo: bool) {
    let site = dir.join(format!("site-{size}"));
    let output = dir.join(format!("public-{size}"));
    let copy = dir.join("copy");
    if !site.join("site.yaml").exists() {
        corpus::Corpus::of(size).write(&site).expect("the corpus is written");
    }
    println!("\n{size} articles, best of {ROUNDS} (build and copy take turns)");
    let mut clock = Clock::default();
    for _ in 0..ROUNDS {
        let _ = std::fs::remove_dir_all(&output);
        clock.start();
        let started = Instant::now();
        build(&site, &output, &mut clock);
        clock.note("whole build", started.elapsed());
        let _ = std::fs::remove_dir_all(&copy);
        let started = Instant::now();
        succeed(Command::new("cp").arg("-r").arg(&output).arg(&copy));
        clock.note("cp -r of the output", started.elapsed());
    }
    let _ = std::fs::remove_dir_all(&copy);
    if hugo {
        let (source, target) = (dir.join(format!("hugo-{size}")), dir.join("hugo-public"));
        if !source.join("hugo.yaml").exists() {
            corpus::Corpus::of(size).write_for_hugo(&source).expect("the corpus is written");
        }
        let started = Instant::now();
        succeed(
            Command::new("hugo")
                .arg("--quiet")
                .arg("--source")
                .arg(&source)
                .arg("--destination")
                .arg(&target),
        );
        clock.note("hugo, once", started.elapsed());
        let _ = std::fs::remove_dir_all(&target);
    }
    clock.print();
    let of = |stage| clock.best(stage).as_secs_f64();
    println!("  build / cp -r {:>25.2}", of("whole build") / of("cp -r of the output"));
    if hugo {
        println!("  hugo / build {:>26.1}", of("hugo, once") / of("whole build"));
    }
    if let Some(peak) = peak_memory() {
        println!("  peak memory {peak:>27} MB");
    }
}

fn succeed(command: &mut Command) {
    let status = command.status();
    assert!(status.expect("the program runs").success(), "{command:?} failed");
}

/// One build, stage by stage.
fn build(site: &Path, output: &Path, clock: &mut Clock) {
    let mut out = Diagnostics::default();
    let options = Options {
        include: Include::Published,
        base_url: None,
        today: Day(20_000),
        depth: Depth::Mistakes,
        offline: false,
    };
    let mut tree = source::read(site, &Filter::default(), &mut out).expect("the site is read");
    clock.lap("read");
    let drafts = parse::parse(&mut tree, &mut out);
    clock.lap("parse");
    let resolve::Resolved { site, uses, .. } =
        resolve::resolve(drafts, &tree, options.include, options.today, &mut out);
    clock.lap("resolve");
    let (facts, kin) = derive::derive(&site, &tree);
    clock.lap("derive");
    let checked = check::Checked {
        site: &site,
        uses: &uses,
        facts: &facts,
        kin: &kin,
        tree: &tree,
        today: options.today,
        errors: 0,
        copies: &Copies::default(),
    };
    check::check(&checked, Depth::Mistakes, &mut out);
    clock.lap("check");
    let routes = route::routes(&site, &facts, &tree, &mut out);
    clock.lap("routes");
    let snapshot = render::Snapshot {
        tree,
        site,
        facts: facts.into(),
        kin,
        routes: routes.into(),
        editions: Vec::new(),
        index: derive::SearchIndex::default(),
        copies: Default::default(),
    };
    let folder = OutputFolder::new(Folder::open(output).expect("the folder opens"));
    write(&snapshot, &folder, &|| {}, &mut out).expect("the site is written");
    clock.lap("render and write");
    folder.finish().expect("the folder is replaced");
    clock.lap("replace the folder");
    assert_eq!(out.errors(), 0, "the corpus has no errors");
}

/// The best time of every stage, in order of their first end.
struct Clock {
    last: Instant,
    best: Vec<(&'static str, Duration)>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { last: Instant::now(), best: Vec::new() }
    }
}

impl Clock {
    fn start(&mut self) {
        self.last = Instant::now();
    }

    fn lap(&mut self, stage: &'static str) {
        let time = self.last.elapsed();
        self.note(stage, time);
        self.last = Instant::now();
    }

    fn note(&mut self, stage: &'static str, time: Duration) {
        match self.best.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, best)) => *best = time.min(*best),
            None => self.best.push((stage, time)),
        }
    }

    fn best(&self, stage: &str) -> Duration {
        self.best.iter().find(|(name, _)| *name == stage).map_or(Duration::ZERO, |(_, time)| *time)
    }

    fn print(&self) {
        for (stage, time) in &self.best {
            println!("  {stage:<24} {:>12.1} ms", time.as_secs_f64() * 1000.0);
        }
    }
}

/// The peak of resident memory in megabytes; only Linux tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}
