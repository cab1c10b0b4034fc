//! `dateline init`: a new site that builds with no warning.

use std::path::Path;

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
    for taken in ["site.yaml", "content"] {
        if dir.join(taken).exists() {
            return Err(Failure::new("make a site in", dir, format!("there is a `{taken}` already"))
                .hint("choose an empty folder, or build what is there with `dateline build`"));
        }
    }
    FILES
        .iter()
        .filter(|(path, _)| !dir.join(path).exists())
        .try_for_each(|(path, text)| create(&dir.join(path), text))?;
    let place = if dir == Path::new(".") { "this folder".to_owned() } else { shown(dir) };
    say(&format!("A new site is in {place}. Build it with `dateline build{}`", flag(dir)));
    Ok(Exit::Clean)
}

fn flag(dir: &Path) -> String {
    if dir == Path::new(".") { String::new() } else { format!(" --site {}", dir.display()) }
}
