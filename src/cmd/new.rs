//! `dateline new`: the first lines of an article, actor, event, conflict or place.

use super::{Exit, give, site_folder, today};
use crate::args::{NewArgs, NewKind};
use crate::diag::Failure;
use crate::sink::first_lines::{Beginning, first_lines};
use crate::sink::scaffold::create;

/// Runs the command; prints the path of the new file.
pub(super) fn run(args: &NewArgs) -> Result<Exit, Failure> {
    let beginning = match args.kind {
        NewKind::Article => Beginning::Article,
        NewKind::Actor => Beginning::Actor,
        NewKind::Event => Beginning::Event,
        NewKind::Conflict => Beginning::Conflict,
        NewKind::Place => Beginning::Place,
    };
    let Some((path, text)) = first_lines(beginning, &args.name, today(args.now.as_deref())?) else {
        return Err(Failure::new("name a file after", args.name.trim(), "it has neither letters nor digits"));
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
