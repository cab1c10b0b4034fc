//! The built-in theme: the repository's own `templates/` and `static/`, part of the program.

use include_dir::{Dir, include_dir};

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The built-in templates: name and text.
pub fn templates() -> impl Iterator<Item = (String, &'static str)> {
    files(&TEMPLATES).filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
}

/// The built-in static files: path in the site and bytes.
pub fn statics() -> impl Iterator<Item = (String, &'static [u8])> {
    files(&STATIC)
}

fn files(dir: &'static Dir) -> impl Iterator<Item = (String, &'static [u8])> {
    let mut files = Vec::new();
    let mut folders = vec![dir];
    while let Some(folder) = folders.pop() {
        // Windows joins with its own sign.
        files.extend(folder.files().map(|f| (f.path().to_string_lossy().replace('\\', "/"), f.contents())));
        folders.extend(folder.dirs());
    }
    files.sort_unstable();
    files.into_iter()
}
