//! A branch of a git repository: one commit without a past, made by the system's git in a repository of its own, so that the
//! author's index, work tree and branches stay as they are.

#![expect(clippy::disallowed_methods, reason = "a commit of before is laid out in a folder of our own")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use super::host::{Content, Host, Mark, Past, PutOutcome, Release, Way, Whole};
use super::own;
use super::record::{self, KEPT, Record};
use crate::diag::Failure;
use crate::text::without_secrets;

/// Where the new commit stands in the repository of its own.
const NEW: &str = "refs/dateline/new";
/// Where the commit that was read stands there.
const LIVE: &str = "refs/dateline/live";
/// Where commits of before stand there, each under its number: the branch itself has no past.
const RELEASES: &str = "refs/dateline/releases/";

/// A branch of a repository.
#[derive(Debug)]
pub struct Branch {
    /// The repository of its own.
    work: PathBuf,
    remote: String,
    branch: String,
    cname: Option<String>,
}

impl Branch {
    /// The branch of a repository; `work` is where the repository of its own may stand. A relative path of `remote` is one of `site`.
    ///
    /// # Errors
    /// Fails where there is no git.
    pub fn open(
        site: &Path,
        work: PathBuf,
        remote: &str,
        branch: &str,
        cname: Option<String>,
    ) -> Result<Self, Failure> {
        let is_local = !remote.contains(':') && Path::new(remote).is_relative();
        // `ext::` and the like run what stands behind them.
        let is_helper =
            |(helper, _): (&str, &str)| helper.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if remote.split_once("::").is_some_and(is_helper) {
            let why = "this form of an address names a program, and no program of the settings is run";
            return Err(Failure::new("publish to", without_secrets(remote), why));
        }
        if !remote.contains(':')
            && site
                .join(remote)
                .canonicalize()
                .is_ok_and(|path| own::holds(site, &path) && !own::is_root(site, &path))
        {
            let why = "the repository lies inside the site, and git would run its hooks";
            return Err(Failure::new("publish to", remote, why).hint("let it lie outside the site's folder"));
        }
        let remote =
            if is_local { site.join(remote).to_string_lossy().into_owned() } else { remote.to_owned() };
        // It is named from other folders too.
        let work = std::path::absolute(&work).map_err(|error| Failure::new("find", &work, error))?;
        let open = Self { work, remote, branch: branch.to_owned(), cname };
        if branch.starts_with('-') || open.remote.starts_with('-') {
            return Err(Failure::new("publish to", open.address(), "a name may not begin with `-`"));
        }
        let mut init = bare();
        init.args(["init", "--quiet", "--bare"]).arg(&open.work);
        open.out("start", init, b"")?;
        Ok(open)
    }

    /// Git in the repository of its own.
    fn git(&self) -> Command {
        let mut git = bare();
        git.arg("--git-dir").arg(&self.work);
        git
    }

    /// Runs git to its end and gives back what it prints.
    fn out(&self, verb: &'static str, mut git: Command, input: &[u8]) -> Result<Vec<u8>, Failure> {
        let failure = |error| {
            Failure::new("run", "git", error).hint("install git; this target is written by the system's own")
        };
        git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = git.spawn().map_err(failure)?;
        if let Some(mut stdin) = child.stdin.take() {
            // A git that ends early says why by itself.
            let _ = stdin.write_all(input);
        }
        let output = child.wait_with_output().map_err(failure)?;
        if output.status.success() { Ok(output.stdout) } else { Err(self.refused(verb, &output.stderr)) }
    }

    fn refused(&self, verb: &'static str, stderr: &[u8]) -> Failure {
        let said = String::from_utf8_lossy(stderr);
        let line = said.lines().rev().find(|line| line.starts_with("fatal:") || line.contains("rejected"));
        let line = line.or(said.lines().last()).unwrap_or("git gives no reason");
        Failure::new(verb, self.address(), without_secrets(line.trim().trim_start_matches("fatal: ")))
    }

    /// The commit that the branch names, if there is such a branch.
    fn tip(&self) -> Result<Option<String>, Failure> {
        let mut ask = self.git();
        ask.args(["ls-remote", "--refs", "--", &self.remote, &self.full()]);
        let said = self.out("read", ask, b"")?;
        let line = String::from_utf8_lossy(&said);
        Ok(line.split_whitespace().next().map(str::to_owned))
    }

    /// A file of a commit; `None` where there is none.
    fn blob(&self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let mut list = self.git();
        list.args(["ls-tree", "--name-only", commit, "--", path]);
        if self.out("read", list, b"")?.is_empty() {
            return Ok(None);
        }
        let mut show = self.git();
        show.args(["cat-file", "blob", &format!("{commit}:{path}")]);
        self.out("read", show, b"").map(Some)
    }

    fn record(&self, commit: &str) -> Result<Option<Record>, Failure> {
        let json = self.blob(commit, record::PATH)?;
        json.map(|json| Record::parse(&json, &self.address())).transpose()
    }

    /// Keeps a commit that is about to be replaced; the oldest go.
    fn keep(&self, commit: &str) -> Result<(), Failure> {
        let Some(record) = self.record(commit)? else { return Ok(()) };
        let mut keep = self.git();
        keep.args(["update-ref", &format!("{RELEASES}{}", record.serial), commit]);
        self.out("write", keep, b"")?;
        for serial in self.kept()?.iter().skip(KEPT) {
            let mut drop = self.git();
            drop.args(["update-ref", "-d", &format!("{RELEASES}{serial}")]);
            self.out("write", drop, b"")?;
        }
        Ok(())
    }

    /// The numbers of the commits that are kept, the newest first.
    fn kept(&self) -> Result<Vec<u64>, Failure> {
        let mut list = self.git();
        list.args(["for-each-ref", "--format=%(refname)", RELEASES]);
        let said = self.out("read", list, b"")?;
        let said = String::from_utf8_lossy(&said);
        let mut kept: Vec<u64> =
            said.lines().filter_map(|line| line.strip_prefix(RELEASES)?.parse().ok()).collect();
        kept.sort_unstable_by(|a, b| b.cmp(a));
        Ok(kept)
    }

    fn full(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// Makes the commit. The bytes go through one program, whatever the number of files.
    fn import(&self, sums: &BTreeMap<String, String>, content: Content) -> Result<(), Failure> {
        let failure = |error| Failure::new("run", "git fast-import", error);
        let mut git = self.git();
        git.args(["fast-import", "--quiet", "--force", "--done", "--date-format=now"]);
        git.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = git.spawn().map_err(failure)?;
        let (Some(stdin), Some(mut stderr)) = (child.stdin.take(), child.stderr.take()) else {
            return Err(Failure::new("run", "git fast-import", "it has no input"));
        };
        let listener = thread::spawn(move || {
            let mut said = Vec::new();
            let _ = stderr.read_to_end(&mut said);
            said
        });
        let written = self.stream(BufWriter::new(stdin), sums, content);
        let status = child.wait().map_err(failure)?;
        let said = listener.join().unwrap_or_default();
        written?;
        if status.success() { Ok(()) } else { Err(self.refused("write", &said)) }
    }

    fn stream(
        &self,
        mut to: impl Write,
        sums: &BTreeMap<String, String>,
        content: Content,
    ) -> Result<(), Failure> {
        let failure = |error| Failure::new("write to", "git fast-import", error);
        let message = "Publish the site";
        let head = format!(
            "reset {NEW}\n\ncommit {NEW}\ncommitter Dateline <dateline@localhost> now\ndata {}\n{message}\ndeleteall\n",
            message.len()
        );
        to.write_all(head.as_bytes()).map_err(failure)?;
        let mut put = |path: &str, bytes: &[u8]| -> std::io::Result<()> {
            write!(to, "M 100644 inline {}\ndata {}\n", quoted(path), bytes.len())?;
            to.write_all(bytes)?;
            to.write_all(b"\n")
        };
        for path in sums.keys() {
            put(path, &content(path)?).map_err(failure)?;
        }
        // GitHub leaves out what begins with a dot or an underscore otherwise.
        put(".nojekyll", b"").map_err(failure)?;
        if let Some(cname) = &self.cname {
            put("CNAME", format!("{cname}\n").as_bytes()).map_err(failure)?;
        }
        to.write_all(b"\ndone\n").map_err(failure)?;
        to.flush().map_err(failure)
    }
}

/// Git without what the environment says of the author's repository, and without questions.
fn bare() -> Command {
    let mut git = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"] {
        git.env_remove(name);
    }
    git.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    git
}

/// A path as fast-import reads it.
fn quoted(path: &str) -> String {
    let escaped = path.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

impl Host for Branch {
    fn address(&self) -> String {
        format!("{} ({})", self.remote, self.branch)
    }

    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Mark)>, Failure> {
        let Some(tip) = self.tip()? else { return Ok(None) };
        let mut fetch = self.git();
        let names = format!("+{}:{LIVE}", self.full());
        fetch.args(["fetch", "--quiet", "--no-tags", "--depth=1", "--", &self.remote, &names]);
        self.out("fetch", fetch, b"")?;
        Ok(self.blob(&tip, path)?.map(|bytes| (bytes, Mark { tag: Some(tip), version: None })))
    }

    fn way(&self) -> Way<'_> {
        Way::Whole(self)
    }

    fn past(&self) -> Option<&dyn Past> {
        Some(self)
    }
}

impl Past for Branch {
    fn releases(&self, standing: &Record) -> Result<Vec<Release>, Failure> {
        let mut releases = Vec::new();
        for serial in self.kept()?.into_iter().filter(|serial| *serial < standing.serial) {
            let name = format!("{RELEASES}{serial}");
            releases.extend(self.record(&name)?.map(|record| Release { record, name }));
        }
        Ok(releases)
    }

    fn none(&self) -> Failure {
        let reason = "the branch has no past, and this machine keeps no commit that it replaced";
        Failure::new("go back at", self.address(), reason)
            .hint("go back on the machine that published, or publish an older build with `--from DIR`")
    }

    /// A folder with the whole commit.
    fn fetch(&self, release: &Release, _: &[&str], to: &Path) -> Result<PathBuf, Failure> {
        let to = std::path::absolute(to).map_err(|error| Failure::new("find", to, error))?;
        // An index of its own, so that none is left in the repository.
        let git = || {
            let mut git = self.git();
            git.args(["-c", "core.autocrlf=false"]).arg("--work-tree").arg(&to);
            git.env("GIT_INDEX_FILE", to.with_extension("index")).current_dir(&to);
            git
        };
        let mut read = git();
        read.args(["read-tree", &release.name]);
        self.out("read", read, b"")?;
        let mut write = git();
        write.args(["checkout-index", "--all", "--force", "--quiet"]);
        self.out("write", write, b"")?;
        // The next one writes it anew.
        let _ = fs::remove_file(to.with_extension("index"));
        Ok(to)
    }
}

impl Whole for Branch {
    fn sum(&self, _: &[u8]) -> String {
        String::new()
    }

    fn deploy(
        &self,
        sums: &BTreeMap<String, String>,
        mark: Option<&Mark>,
        content: Content,
    ) -> Result<PutOutcome, Failure> {
        let tip = self.tip()?;
        let read = mark.and_then(|mark| mark.tag.clone());
        // A branch of somebody else, adopted on purpose, has a tip and no mark.
        if read.is_some() && read != tip {
            return Ok(PutOutcome::Overtaken);
        }
        if let Some(tip) = tip.as_deref().filter(|_| read.is_some()) {
            self.keep(tip)?;
        }
        self.import(sums, content)?;
        let mut push = self.git();
        let lease = format!("--force-with-lease={}:{}", self.full(), tip.unwrap_or_default());
        push.args(["push", "--quiet", &lease, "--", &self.remote, &format!("{NEW}:{}", self.full())]);
        match self.out("push to", push, b"") {
            Err(failure)
                if failure.reason.contains("stale info") || failure.reason.contains("fetch first") =>
            {
                Ok(PutOutcome::Overtaken)
            }
            answer => answer.map(|_| PutOutcome::Done(Mark::default())),
        }
    }
}
