//! `dateline export`: one file for another program, without a build of the site.

use super::{Exit, give, say, shown, site_folder, today};
use crate::args::ExportArgs;
use crate::check::Depth;
use crate::derive::Slice;
use crate::diag::{Diagnostics, Failure};
use crate::render::{self, Context, Snapshot, Templates, Views};
use crate::resolve::Include;
use crate::route::{Addressing, Export, ExportedList, ListProgram, Route};
use crate::sink::scaffold;
use crate::source::{self, Filter};
use crate::text::nearest;
use crate::{Options, report, snapshot};

const WHOLE: Slice = Slice::Whole;

/// Names of formats; whatever else the site has goes by its path.
const FORMATS: [(&str, Route); 13] = [
    ("json", Route::Data(Export::Events)),
    ("csv", Route::Data(Export::EventTable)),
    ("geojson", Route::Data(Export::EventMap)),
    ("ics", Route::ListFile(ListProgram::Calendar, ExportedList::Timeline, WHOLE)),
    ("timelinejs", Route::ListFile(ListProgram::TimelineJs, ExportedList::Timeline, WHOLE)),
    ("actors", Route::Data(Export::ActorTable)),
    ("places", Route::Data(Export::PlaceTable)),
    ("sources", Route::Data(Export::SourceTable)),
    ("claims", Route::Data(Export::ClaimTable)),
    ("figures", Route::Data(Export::FigureTable)),
    ("datapackage", Route::Data(Export::DataPackage)),
    ("ro-crate", Route::Data(Export::RoCrate)),
    ("bibtex", Route::Data(Export::Bibliography)),
];

/// Runs the command.
pub(super) fn run(args: &ExportArgs) -> Result<Exit, Failure> {
    let site = site_folder(args.site.site.as_ref());
    let mut out = Diagnostics::default();
    let tree = source::read(&site, &Filter { output: None }, &mut out)?;
    let options = Options {
        include: Include::Published,
        base_url: super::base_url(args.base_url.as_deref())?,
        today: today(args.now.as_deref())?,
        depth: Depth::Mistakes,
        offline: false,
    };
    let snapshot = snapshot(tree, &options, &mut out);
    let route = asked(&args.format, &snapshot)?;
    let templates = Templates::load(&snapshot.tree, &snapshot.site.config, &mut out);
    let views = Views::of(&snapshot);
    let (file, _) = render::render(Context::of(&snapshot, &templates, &views), &route);
    let bytes = file.map(|file| file.bytes).unwrap_or_default();
    match &args.output {
        None => give(&String::from_utf8_lossy(&bytes)),
        Some(path) => {
            scaffold::renew(path, &bytes)?;
            say(&format!("{} → {}", args.format, shown(path)));
        }
    }
    if let Some(summary) = report::summary(&out) {
        say(&format!("{summary}; `dateline check` shows them"));
    }
    Ok(if out.errors() > 0 { Exit::ContentErrors } else { Exit::Clean })
}

/// What a word stands for, or the path of a file that other programs read.
fn asked(format: &str, snapshot: &Snapshot) -> Result<Route, Failure> {
    if let Some((_, route)) = FORMATS.iter().find(|(name, _)| *name == format) {
        return Ok(route.clone());
    }
    let addressing = Addressing::of(snapshot.shown(), &snapshot.facts);
    let data = snapshot.routes.iter().filter(|route| route.class().is_for_programs());
    let path = format.trim_start_matches("./").trim_start_matches('/');
    if let Some(route) = data.clone().find(|route| addressing.file(route) == path) {
        return Ok(route.clone());
    }
    let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
    let near = nearest(format, names.iter().copied());
    let hint = match near.first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!("one of: {}; or the path of a file of the site, such as `events.ics`", names.join(", "))
        }
    };
    Err(Failure::new("export", format, "there is no format or file for programs of that name").hint(hint))
}
