//! `dateline init`: a new site that builds with no warning.

mod workflow;

use std::path::Path;

use self::workflow::Workflow;
use super::{Exit, say, shown};
use crate::args::Init;
use crate::diag::Failure;
use crate::sink::scaffold::create;

/// The files of a new site, path and text.
const FILES: &[(&str, &str)] = &[
    ("site.yaml", include_str!("init/site.yaml")),
    (".gitignore", include_str!("init/gitignore")),
    ("content/articles/2020/2020-10-10-ceasefire-agreed.md", include_str!("init/ceasefire-agreed.md")),
    ("content/articles/2020/2020-10-11-ceasefire-broken.md", include_str!("init/ceasefire-broken.md")),
    ("content/actors/northland.md", include_str!("init/northland.md")),
    ("content/actors/southland.md", include_str!("init/southland.md")),
    ("content/conflicts/border-war.md", include_str!("init/border-war.md")),
    ("content/pages/about.md", include_str!("init/about.md")),
];

/// Runs the command.
pub(super) fn run(args: &Init) -> Result<Exit, Failure> {
    let dir = &args.dir;
    // Refused before the first file is written, so that no half of it is left.
    let workflow = args.ci.map(|ci| Workflow::of(ci, dir)).transpose()?;
    match (taken(dir), &workflow) {
        (None, _) => {
            make(dir)?;
            let place = if dir == Path::new(".") { "this folder".to_owned() } else { shown(dir) };
            say(&format!("A new site is in {place}. Build it with `dateline build{}`", flag(dir)));
        }
        (Some(taken), None) => {
            return Err(Failure::new("make a site in", dir, format!("there is a `{taken}` already"))
                .hint("choose an empty folder, or build what is there with `dateline build`"));
        }
        // A site of its own needs the workflow only.
        (Some(_), Some(_)) => {}
    }
    if let Some(workflow) = workflow {
        workflow.write()?;
        say(&workflow.told(dir));
    }
    Ok(Exit::Clean)
}

/// What shows that the folder has a site.
fn taken(dir: &Path) -> Option<&'static str> {
    ["site.yaml", "content"].into_iter().find(|name| dir.join(name).exists())
}

fn make(dir: &Path) -> Result<(), Failure> {
    FILES
        .iter()
        .filter(|(path, _)| !dir.join(path).exists())
        .try_for_each(|(path, text)| create(&dir.join(path), text))
}

fn flag(dir: &Path) -> String {
    if dir == Path::new(".") { String::new() } else { format!(" --site {}", dir.display()) }
}
