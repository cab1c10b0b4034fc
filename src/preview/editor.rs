//! Links that open a place of a file in the person's own editor.

use std::path::Path;

use crate::diag::Failure;
use crate::text::percent_encoded;

/// How an editor is told what to open.
#[derive(Clone, Debug)]
pub struct Editor(String);

/// Editors and the address that each of them answers to.
const KNOWN: &[(&[&str], &str)] = &[
    (&["code", "vscode"], "vscode://file{file}:{line}:{column}"),
    (&["code-insiders"], "vscode-insiders://file{file}:{line}:{column}"),
    (&["codium", "vscodium"], "vscodium://file{file}:{line}:{column}"),
    (&["cursor"], "cursor://file{file}:{line}:{column}"),
    (&["windsurf"], "windsurf://file{file}:{line}:{column}"),
    (&["zed", "zeditor"], "zed://file{file}:{line}:{column}"),
    (&["idea", "idea64"], "idea://open?file={file}&line={line}&column={column}"),
    (&["pycharm", "pycharm64"], "pycharm://open?file={file}&line={line}&column={column}"),
    (&["webstorm", "webstorm64"], "webstorm://open?file={file}&line={line}&column={column}"),
    (&["subl", "sublime_text"], "subl://open?url=file://{file}&line={line}&column={column}"),
    (&["mvim", "macvim"], "mvim://open?url=file://{file}&line={line}&column={column}"),
    (&["mate", "txmt", "textmate"], "txmt://open?url=file://{file}&line={line}&column={column}"),
    (&["emacs", "emacsclient"], "emacs://open?url=file://{file}&line={line}&column={column}"),
];

impl Editor {
    /// The editor of that name, or one that answers to the given address.
    ///
    /// # Errors
    /// Fails when the name is not known and the address has no place for the file.
    pub fn of(named: &str) -> Result<Self, Failure> {
        if let Some(editor) = Self::known(named) {
            return Ok(editor);
        }
        let scheme = named.split_once("://").map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
        let is_scheme = !scheme.is_empty()
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
            && !matches!(scheme.as_str(), "javascript" | "data");
        if is_scheme && named.contains("{file}") {
            return Ok(Self(named.to_owned()));
        }
        let names: Vec<&str> = KNOWN.iter().filter_map(|(names, _)| names.first().copied()).collect();
        Err(Failure::new("use the editor", named, "neither its name nor its address is known").hint(format!(
            "name one of {}, or give an address such as `myeditor://{{file}}?line={{line}}&column={{column}}`",
            names.join(", ")
        )))
    }

    /// The editor of a command such as `/usr/bin/code --wait`, if it answers to an address.
    pub fn known(command: &str) -> Option<Self> {
        let program = command.split_whitespace().next()?;
        let name = program.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
        let name = name.trim_end_matches(".exe").trim_end_matches(".cmd");
        let found = KNOWN.iter().find(|(names, _)| names.contains(&name))?;
        Some(Self(found.1.to_owned()))
    }

    /// The address that opens a place of a file; lines and columns count from 1.
    pub(super) fn link(&self, root: &Path, file: &str, line: usize, column: usize) -> String {
        let path = root.join(file).to_string_lossy().replace('\\', "/");
        // On Windows a path begins with a drive.
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        self.0
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
            .replace("{file}", &encoded(&path))
    }
}

/// A path as it stands in an address.
pub(super) fn encoded(path: &str) -> String {
    // The colon of a drive of Windows.
    percent_encoded(path).replace("%3A", ":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_known_by_their_command_or_address() {
        let link = |editor: &Editor| editor.link(Path::new("/home/a b"), "content/ü.md", 3, 7);
        let code = Editor::known("/usr/bin/code --wait").map(|editor| link(&editor));
        assert_eq!(code.as_deref(), Some("vscode://file/home/a%20b/content/%C3%BC.md:3:7"));
        let own = Editor::of("myeditor://{file}?l={line}&c={column}").map(|editor| link(&editor));
        assert_eq!(own.ok().as_deref(), Some("myeditor:///home/a%20b/content/%C3%BC.md?l=3&c=7"));
        assert!(Editor::known("vim").is_none() && Editor::known("").is_none());
        for wrong in ["vim", "javascript://{file}", "myeditor://open", ""] {
            assert!(Editor::of(wrong).is_err(), "{wrong}");
        }
    }
}
