//! `dateline init`: a new site that builds with no warning.

mod workflow;

use std::path::Path;

use self::workflow::Workflow;
use super::{Exit, say, shown};
use crate::args::Init;
use crate::config::Config;
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

/// The files of the example: a small war with all that an archive can have.
const EXAMPLE: &[(&str, &str)] = &[
    (".gitignore", include_str!("init/gitignore")),
    ("site.yaml", include_str!("init/example/site.yaml")),
    ("content/conflicts/island-war.md", include_str!("init/example/conflict.md")),
    ("content/actors.yaml", include_str!("init/example/actors.yaml")),
    ("content/actors/ann-example.md", include_str!("init/example/ann.md")),
    ("content/places.yaml", include_str!("init/example/places.yaml")),
    ("content/sources.yaml", include_str!("init/example/sources.yaml")),
    ("content/events.yaml", include_str!("init/example/events.yaml")),
    ("content/glossary.yaml", include_str!("init/example/glossary.yaml")),
    ("content/maps/line-of-september.geojson", include_str!("init/example/maps/line-of-september.geojson")),
    ("content/maps/line-of-october.geojson", include_str!("init/example/maps/line-of-october.geojson")),
    ("content/articles/2020/2020-09-27-bridge.md", include_str!("init/example/articles/bridge.md")),
    ("content/articles/2020/2020-09-27-bridge.fr.md", include_str!("init/example/articles/bridge.fr.md")),
    ("content/articles/2020/bridge.svg", include_str!("init/example/articles/bridge.svg")),
    ("content/articles/2020/2020-10-11-ceasefire.md", include_str!("init/example/articles/ceasefire.md")),
    ("content/articles/2020/2020-10-31-agreement.md", include_str!("init/example/articles/agreement.md")),
    (
        "content/articles/2020/2020-11-02-how-to-read-figures.md",
        include_str!("init/example/articles/how-to-read.md"),
    ),
    ("content/pages/about.md", include_str!("init/example/about.md")),
];

/// Runs the command.
pub(super) fn run(args: &Init) -> Result<Exit, Failure> {
    let dir = &args.dir;
    // Refused before the first file is written, so that no half of it is left.
    let workflow = args.ci.map(|ci| Workflow::of(ci, dir)).transpose()?;
    match (taken(dir), &workflow) {
        (None, _) => {
            let place = if dir == Path::new(".") { "this folder".to_owned() } else { shown(dir) };
            if args.example {
                write(dir, EXAMPLE, |_, text| text.to_owned())?;
                say(&format!(
                    "An example is in {place}: {EXAMPLE_HAS}. See it with `dateline serve --open{}`",
                    flag(dir)
                ));
            } else {
                make(dir, args.language.as_deref())?;
                say(&format!("A new site is in {place}. Build it with `dateline build{}`", flag(dir)));
            }
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

const EXAMPLE_HAS: &str =
    "a small war in two languages, with claims, figures, corrections, maps, pictures and a story";

/// What shows that the folder has a site.
fn taken(dir: &Path) -> Option<&'static str> {
    ["site.yaml", "content"].into_iter().find(|name| dir.join(name).exists())
}

fn make(dir: &Path, language: Option<&str>) -> Result<(), Failure> {
    let Some(language) = language else { return write(dir, FILES, |_, text| text.to_owned()) };
    if !Config::is_language(language) {
        return Err(Failure::new("make a site in", dir, format!("`{language}` is not a language tag"))
            .hint("write a BCP 47 tag such as `en`, `hy`, `az` or `pt-BR`"));
    }
    // The frame speaks the language; the texts to begin with are English and say so.
    write(dir, FILES, |path, text| match path {
        "site.yaml" => text.replace("language: en", &format!("language: {language}")),
        path if path.ends_with(".md")
            && (path.contains("/articles/") || path.contains("/pages/"))
            && language != "en" =>
        {
            text.replacen("---\n", "---\nlang: en\n", 1)
        }
        _ => text.to_owned(),
    })
}

fn write(dir: &Path, files: &[(&str, &str)], text_of: impl Fn(&str, &str) -> String) -> Result<(), Failure> {
    files
        .iter()
        .filter(|(path, _)| !dir.join(path).exists())
        .try_for_each(|(path, text)| create(&dir.join(path), &text_of(path, text)))
}

fn flag(dir: &Path) -> String {
    if dir == Path::new(".") { String::new() } else { format!(" --site {}", dir.display()) }
}
