//! Builds sites that have very much of one thing, and eight times as much, and prints how the time grows: eight times is as it
//! should be, sixty-four would be each compared with each. More than sixteen times is a failure.
//!
//! `cargo bench --bench floods -- 1000` (so many of the thing; the default).

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures, and what makes its sites is that of the tests"
)]

#[path = "../tests/it/flood_sites.rs"]
mod flood_sites;
#[path = "../tests/it/front/mod.rs"]
mod front;

use std::process::ExitCode;
use std::time::Instant;

use flood_sites::{FLOODS, Flood};

/// How often each is timed; the best time counts.
const ROUNDS: usize = 3;

/// The budget.
const MOST: f64 = 16.0;

fn main() -> ExitCode {
    let few: usize = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(1000);
    let mut steep = 0;
    for flood in FLOODS {
        let (one, eight) = (seconds(flood, few), seconds(flood, 8 * few));
        let ratio = eight / one;
        steep += u8::from(ratio > MOST);
        println!("{ratio:6.1}  {one:.3} s  {eight:.3} s  {}", flood.0);
    }
    ExitCode::from(steep)
}

fn seconds(flood: &Flood, n: usize) -> f64 {
    let site = flood.1(n);
    let time = || {
        let begun = Instant::now();
        drop(front::build(&site));
        begun.elapsed().as_secs_f64()
    };
    (0..ROUNDS).map(|_| time()).fold(f64::INFINITY, f64::min)
}
