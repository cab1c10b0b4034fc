//! Import in memory: a site and its inputs, written as one string.

use std::io::{Cursor, Read};

use dateline::config::Zones;
use dateline::diag::Diagnostics;
use dateline::import::{
    Archive, Clock, Fate, Groups, Importer, NewFile, Now, Options, Outcome, Slides, Telling, kind_of,
};
use dateline::report::{self, ColourChoice, Format, HowMuch};
use dateline::source::SourceTree;

/// What an import made and said.
pub struct Imported {
    /// What was made of each input.
    pub outcomes: Vec<Outcome>,
    /// The files, those of tables included.
    pub files: Vec<NewFile>,
    /// What was reported, sorted.
    pub diagnostics: Diagnostics,
    /// The report for people.
    pub report: String,
}

/// The options of an import without flags.
pub fn options() -> Options {
    let now = Now::parse("2021-06-01T12:00", true).expect("a time");
    Options {
        clock: Clock { zones: Zones::default(), zone_given: false, order: None, now },
        url: None,
        publisher: None,
        date: None,
        conflict: None,
        keep_all: false,
        keep_source: false,
        groups: Groups::Tags,
        slides: Slides::Events,
        is_folder: false,
        telling: Telling::Grouped,
    }
}

/// Imports the sections below `inbox/` into the site of the others.
pub fn import(text: &str) -> Imported {
    let (inbox, site): (Vec<_>, Vec<_>) =
        super::sections(text).into_iter().partition(|(path, _)| path.starts_with("inbox/"));
    let tree = SourceTree::in_memory(site.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let inputs: Vec<(String, Vec<u8>)> = inbox
        .into_iter()
        .map(|(path, text)| (path["inbox/".len()..].to_owned(), text.into_bytes()))
        .collect();
    import_bytes(tree, &inputs, options())
}

/// Imports names and bytes.
pub fn import_bytes(tree: SourceTree, inputs: &[(String, Vec<u8>)], options: Options) -> Imported {
    let mut importer = Importer::new(Archive::of(tree), options);
    let mut out = Diagnostics::default();
    let (mut outcomes, mut files) = (Vec::new(), Vec::<NewFile>::new());
    for (name, bytes) in inputs {
        let kind = kind_of(name, bytes);
        let outcome = if kind.is_streamed() {
            let mut put = |path: &str, text: &str| {
                match files.iter_mut().find(|file| file.path == path) {
                    Some(file) => file.bytes.extend_from_slice(text.as_bytes()),
                    None => files.push(NewFile { path: path.to_owned(), bytes: text.into() }),
                }
                Ok(())
            };
            let open = || -> std::io::Result<Box<dyn Read>> { Ok(Box::new(Cursor::new(bytes.clone()))) };
            importer.table(name, &open, kind, None, &mut put, &mut out).expect("memory takes everything")
        } else {
            importer.page(name, bytes, kind, &mut out)
        };
        if outcome.fate == Fate::Made {
            files.extend(outcome.files.clone());
        }
        outcomes.push(outcome);
    }
    importer.end(&mut out);
    report::sort(&mut out, &importer.inputs);
    let report = report::print(&out, &importer.inputs, Format::Human, ColourChoice::No, HowMuch::All);
    Imported { outcomes, files, diagnostics: out, report }
}
