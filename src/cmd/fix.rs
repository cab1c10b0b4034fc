//! `dateline check --fix`: writes what means the same into the files, and says where.

use std::collections::BTreeMap;
use std::path::Path;

use super::say;
use crate::diag::{Diagnostics, Failure, FileId};
use crate::report::{self, Edit};
use crate::sink::mended::mend;
use crate::source::{AtPath, Bounds, SourceTree};
use crate::text::{count, line_column, visible};

/// Mends what has one fix that means the same; gives how many places were changed.
pub(super) fn run(out: &Diagnostics, tree: &SourceTree, site: &Path) -> Result<usize, Failure> {
    let mut of_files: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    for edit in out.iter().filter_map(|one| report::certain(one, tree)) {
        let edits = of_files.entry(edit.file).or_default();
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }
    let bounds = Bounds::of(site);
    let mut changed = 0;
    for (id, edits) in of_files {
        let Some(file) = tree.file(id) else { continue };
        let path = site.join(&file.path);
        // What a link brings in from outside is somebody else's.
        if bounds.look(&path) != AtPath::File {
            continue;
        }
        let wanted: Vec<_> = edits.iter().map(|edit| (edit.range.clone(), edit.text.clone())).collect();
        for made in mend(&path, file.text(), &wanted)? {
            let Edit { range, text, .. } = &edits[made];
            let (line, column) = line_column(file.text(), range.start);
            let old = file.text().get(range.clone()).unwrap_or_default();
            say(&format!("{}:{line}:{column}: `{old}` → `{text}`", visible(&file.path)));
            changed += 1;
        }
    }
    Ok(changed)
}

/// Says how many places were changed.
pub(super) fn told(changed: usize) {
    say(&match changed {
        0 => "nothing to mend that means the same in one way only".to_owned(),
        _ => format!("{} mended", count(changed, "place")),
    });
}
