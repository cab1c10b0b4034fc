//! `dateline man`.

use std::path::Path;

use clap::CommandFactory;
use clap_mangen::Man;

use super::{Exit, give, say, shown};
use crate::args::Cli;
use crate::diag::Failure;
use crate::sink::scaffold;
use crate::text::count;

/// Runs the command.
pub(super) fn run(all: Option<&Path>) -> Result<Exit, Failure> {
    let Some(dir) = all else {
        give(&String::from_utf8_lossy(&page(Cli::command())?));
        return Ok(Exit::Clean);
    };
    let mut whole = Cli::command().disable_help_subcommand(true);
    whole.build();
    let parts = whole.get_subcommands();
    let parts = parts.map(|part| (format!("dateline-{}.1", part.get_name()), part.clone()));
    let mut pages: Vec<(String, clap::Command)> = parts.collect();
    pages.insert(0, ("dateline.1".into(), whole));
    for (name, command) in &pages {
        scaffold::renew(&dir.join(name), &page(command.clone())?)?;
    }
    say(&format!("{} written to {}", count(pages.len(), "page"), shown(dir)));
    Ok(Exit::Clean)
}

/// The page of a command, dated by the version alone.
fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let version = format!("dateline {}", env!("CARGO_PKG_VERSION"));
    let page = Man::new(command).manual("Dateline").source(version).date("");
    let mut text = Vec::new();
    page.render(&mut text).map_err(|error| Failure::new("write", "the manual page", error))?;
    Ok(text)
}
