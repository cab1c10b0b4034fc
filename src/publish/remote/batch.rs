//! A list of commands for sftp, and what it says to them.

/// Commands for sftp. One that fails ends the conversation, unless a `-` stands before it.
#[derive(Debug, Default)]
pub(super) struct Batch {
    text: String,
}

impl Batch {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Puts a file in one step: its bytes under a second name, then the name. The two lines are one command to [`Output::renames`].
    pub(super) fn put(&mut self, from: &str, to: &str) {
        let (folder, name) = to.rsplit_once('/').unwrap_or((".", to));
        let part = format!("{folder}/.{name}.part");
        self.line("put", &[from, &part]);
        self.line("-chmod 644", &[&part]);
        self.line("rename", &[&part, to]);
    }

    pub(super) fn get(&mut self, from: &str, to: &str) {
        self.line("get", &[from, to]);
    }

    /// Gets a file if it is there.
    pub(super) fn get_if(&mut self, from: &str, to: &str) {
        self.line("-get", &[from, to]);
    }

    /// Makes a folder, or finds it made.
    pub(super) fn mkdir(&mut self, path: &str) {
        self.line("-mkdir", &[path]);
    }

    /// Makes a folder that must not be there.
    pub(super) fn mkdir_new(&mut self, path: &str) {
        self.line("mkdir", &[path]);
    }

    /// Removes a folder if it is there and empty.
    pub(super) fn rmdir(&mut self, path: &str) {
        self.line("-rmdir", &[path]);
    }

    /// Removes a file.
    pub(super) fn rm(&mut self, path: &str) {
        self.line("-rm", &[path]);
    }

    fn line(&mut self, command: &str, words: &[&str]) {
        self.text.push_str(command);
        for word in words {
            // Within quotes sftp takes everything else as it is written.
            self.text.push_str(&format!(" \"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"")));
        }
        self.text.push('\n');
    }
}

/// What sftp said to a batch.
#[derive(Debug)]
pub(super) struct Output {
    /// Whether every command without a `-` went well.
    pub(super) went_well: bool,
    /// How many files it came to give their names, the one that failed among them.
    pub(super) renames: usize,
    errors: Vec<String>,
}

impl Output {
    pub(super) fn of(stdout: &[u8], stderr: &[u8], went_well: bool) -> Self {
        let renames =
            String::from_utf8_lossy(stdout).lines().filter(|line| line.starts_with("sftp> rename ")).count();
        let lines = String::from_utf8_lossy(stderr);
        let errors =
            lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        Self { went_well, renames, errors }
    }

    /// The last thing it complained of.
    pub(super) fn reason(&self) -> String {
        self.errors.last().cloned().unwrap_or_else(|| "no reason is given".to_owned())
    }

    /// Whether the last thing it complained of is that a file is not there.
    pub(super) fn is_absent(&self) -> bool {
        self.errors.last().is_some_and(|line| tells_absence(line))
    }

    /// Whether it complained that this file is not there.
    pub(super) fn misses(&self, path: &str) -> bool {
        self.errors.iter().any(|line| line.contains(path) && tells_absence(line))
    }

    /// Whether the last thing it complained of is that it may not.
    pub(super) fn is_denied(&self) -> bool {
        self.errors.last().is_some_and(|line| line.ends_with("Permission denied"))
    }

    /// What it complained of, but for files that are not there.
    pub(super) fn complaints(&self) -> Vec<&str> {
        self.errors.iter().map(String::as_str).filter(|line| !tells_absence(line)).collect()
    }
}

fn tells_absence(line: &str) -> bool {
    line.contains("No such file") || line.contains("not found")
}
