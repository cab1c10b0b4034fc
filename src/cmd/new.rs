//! `dateline new`: the first lines of an article, actor, event, conflict or place.

use super::{Exit, give, site_folder, today};
use crate::args::{NewArgs, NewKind};
use crate::diag::Failure;
use crate::sink::scaffold::create;
use crate::text::slug;

/// Runs the command; prints the path of the new file.
pub(super) fn run(args: &NewArgs) -> Result<Exit, Failure> {
    let name = args.name.trim();
    let slug = slug(name);
    if slug.is_empty() {
        return Err(Failure::new("name a file after", name, "it has neither letters nor digits"));
    }
    let title = serde_json::to_string(name).unwrap_or_default();
    let (path, text) = match args.kind {
        NewKind::Article => {
            let day = today(args.now.as_deref())?;
            let path = format!("content/articles/{}/{day}-{slug}.md", day.year());
            (path, article(&title, &day.to_string()))
        }
        NewKind::Actor => (format!("content/actors/{slug}.md"), actor(&title)),
        NewKind::Event => {
            let day = today(args.now.as_deref())?;
            (format!("content/events/{slug}.md"), event(&title, &day.to_string()))
        }
        NewKind::Conflict => (format!("content/conflicts/{slug}.md"), conflict(&title)),
        NewKind::Place => (format!("content/places/{slug}.md"), place(&title)),
    };
    let site = site_folder(args.site.site.as_ref());
    if !site.join("content").is_dir() && !site.join("site.yaml").is_file() {
        return Err(Failure::new("find a site in", &site, "there is neither `content/` nor `site.yaml`")
            .hint("`dateline init DIR` makes a new site; `--site DIR` names the folder of one"));
    }
    let path = site.join(path);
    create(&path, &text)?;
    give(&format!("{}\n", path.display()));
    Ok(Exit::Clean)
}

fn article(title: &str, day: &str) -> String {
    format!(
        "---\ntitle: {title}\npublished: {day}\nwhen: {day}\nsummary:\nauthors: []\ntype:\nplace:\nactors: []\ntags: []\nsources: []\nstatus: draft\n---\n\n"
    )
}

fn event(title: &str, day: &str) -> String {
    format!("---\ntitle: {title}\nwhen: \"{day}\"\nsummary:\ntype:\nplace:\nactors: []\nsources: []\n---\n\n")
}

fn conflict(name: &str) -> String {
    format!(
        "---\nname: {name}\nwhen:\nparent:\nsides: []\nmediators: []\nphases: []\nsummary:\nsources: []\n---\n\n"
    )
}

fn place(name: &str) -> String {
    format!("---\nname: {name}\nlat:\nlon:\nprecision:\nparent:\n---\n\n")
}

fn actor(name: &str) -> String {
    format!("---\nname: {name}\nkind:\naliases: []\nsummary:\n---\n\n")
}
