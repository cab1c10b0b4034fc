//! Builds generated sites stage by stage and prints times, memory and the ratio to `cp -r` of the output.
//!
//! `cargo bench --bench build -- 1000 10000 100000` (the default is 1000 and 10000); `--dir DIR` chooses where the
//! sites and outputs lie, a folder on tmpfs for example.

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

use dateline::diag::Diagnostics;
use dateline::model::Day;
use dateline::resolve::Include;
use dateline::sink::OutputFolder;
use dateline::sink::folder::Folder;
use dateline::source::{self, Filter};
use dateline::{Options, check, derive, parse, render, resolve, route, write};

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
    // A size in a process of its own, so that its peak of memory is its own.
    if let Ok(size) = std::env::var("DATELINE_BENCH_SIZE") {
        return run(size.parse().unwrap_or(1000), &dir);
    }
    for size in sizes {
        let program = std::env::current_exe().expect("the program's path");
        let status = Command::new(program)
            .arg("--dir")
            .arg(&dir)
            .env("DATELINE_BENCH_SIZE", size.to_string())
            .status();
        assert!(status.expect("the bench starts").success(), "the bench of {size} articles failed");
    }
}

fn run(size: usize, dir: &Path) {
    let site = dir.join(format!("site-{size}"));
    let output = dir.join(format!("public-{size}"));
    if !site.join("site.yaml").exists() {
        corpus::write(size, &site).expect("the corpus is written");
    }
    println!("\n{size} articles");
    let mut best = Duration::MAX;
    for round in 1..=3 {
        let _ = std::fs::remove_dir_all(&output);
        let started = Instant::now();
        build(&site, &output, round == 1);
        best = best.min(started.elapsed());
    }
    report("whole build, best of 3", best);
    let copy = dir.join("copy");
    let mut best_copy = Duration::MAX;
    for _ in 0..3 {
        let _ = std::fs::remove_dir_all(&copy);
        let started = Instant::now();
        let status = Command::new("cp").arg("-r").arg(&output).arg(&copy).status();
        assert!(status.expect("cp runs").success(), "cp failed");
        best_copy = best_copy.min(started.elapsed());
    }
    let _ = std::fs::remove_dir_all(&copy);
    report("cp -r of the output, best of 3", best_copy);
    println!("  ratio {:.2}", best.as_secs_f64() / best_copy.as_secs_f64());
    if let Some(peak) = peak_memory() {
        println!("  peak memory {peak} MB");
    }
}

/// One build, its stages timed in the first round.
fn build(site: &Path, output: &Path, print: bool) {
    let mut out = Diagnostics::default();
    let options = Options { include: Include::Published, base_url: None, today: Day(20_000) };
    let mut clock = Clock { last: Instant::now(), print };
    let tree = source::read(site, &Filter::default(), &mut out).expect("the site is read");
    clock.lap("read");
    let drafts = parse::parse(&tree, &mut out);
    clock.lap("parse");
    let site = resolve::resolve(drafts, &tree, options.include, &mut out);
    clock.lap("resolve");
    let facts = derive::derive(&site);
    clock.lap("derive");
    let checked = check::Checked { site: &site, facts: &facts, today: options.today, errors: 0 };
    check::check(&checked, &mut out);
    clock.lap("check");
    let routes = route::routes(&site, &facts, &tree, &mut out);
    clock.lap("routes");
    let snapshot = render::Snapshot { tree, site, facts, routes };
    let folder = OutputFolder::new(Folder::open(output).expect("the folder opens"));
    write(&snapshot, &folder, &|| {}, &mut out).expect("the site is written");
    clock.lap("render and write");
    folder.finish().expect("the folder is replaced");
    clock.lap("replace the folder");
    assert_eq!(out.errors(), 0, "the corpus has no errors");
}

struct Clock {
    last: Instant,
    print: bool,
}

impl Clock {
    fn lap(&mut self, stage: &str) {
        if self.print {
            report(stage, self.last.elapsed());
        }
        self.last = Instant::now();
    }
}

fn report(what: &str, time: Duration) {
    println!("  {what:<32} {:>9.1} ms", time.as_secs_f64() * 1000.0);
}

/// The peak of resident memory in megabytes; only Linux tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}
