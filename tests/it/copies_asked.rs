//! `dateline archive` against a made-up archive of the web: slow, busy, untrue, moved, refusing; killed at any moment; and what is told to nobody.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::front;
use crate::front::program::{self, Run};

const STAMP: &str = "20300102030405";
/// How long the archive takes for a slow page.
const SLOW: Duration = Duration::from_millis(30);

/// What the archive knows of an address.
#[derive(Default)]
struct Page {
    /// How often it took it on.
    taken: u32,
    /// How often it answered that it was busy.
    busy: u32,
    /// From when on its index has it.
    saved: Option<Instant>,
    /// How often the program was killed at a request about it.
    cut_off: u32,
}

/// When a program that asks is killed: at its so many-th request, and when of that.
struct Kill {
    after: usize,
    moment: usize,
}

#[derive(Default)]
struct Archive {
    pages: BTreeMap<String, Page>,
    asked: Vec<(String, Instant)>,
    requests: usize,
    kill: Option<Kill>,
    child: Option<Child>,
}

impl Archive {
    fn kill(&mut self) {
        if let Some(child) = &mut self.child {
            child.kill().expect("it can be killed");
        }
    }
}

struct Server {
    address: String,
    archive: Arc<Mutex<Archive>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let archive = Arc::new(Mutex::new(Archive::default()));
        let shared = Arc::clone(&archive);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&shared);
                thread::spawn(move || answer(stream, &shared));
            }
        });
        Self { address, archive }
    }

    fn command(&self, folder: &Path, pause: &str, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(["archive", "--yes", "--pause", pause, "--now", "2030-01-02", "--archive", &self.address])
            .args(more)
            .current_dir(folder)
            .env("IA_ACCESS_KEY_ID", "access")
            .env("IA_SECRET_ACCESS_KEY", "secret")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    fn run(&self, folder: &Path, more: &[&str]) -> (Option<i32>, String) {
        self.run_slowly(folder, "5", more)
    }

    fn run_slowly(&self, folder: &Path, pause: &str, more: &[&str]) -> (Option<i32>, String) {
        let output = self.command(folder, pause, more).output().expect("the program runs");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    }

    /// Runs it until it ends by itself or is killed.
    fn run_and_kill(&self, folder: &Path, kill: Kill) -> Option<i32> {
        {
            // No request of it is answered before it is known when it is killed.
            let mut archive = self.archive.lock().expect("no thread panicked");
            let child = self.command(folder, "5", &[]).stderr(Stdio::null()).spawn().expect("it starts");
            (archive.requests, archive.kill, archive.child) = (0, Some(kill), Some(child));
        }
        loop {
            let mut archive = self.archive.lock().expect("no thread panicked");
            let child = archive.child.as_mut().expect("it was started");
            if let Some(status) = child.try_wait().expect("it can be waited for") {
                archive.kill = None;
                return status.code();
            }
            drop(archive);
            thread::park_timeout(Duration::from_millis(2));
        }
    }
}

/// The sort of a page is the first step of its path.
fn sort(url: &str) -> &str {
    url.trim_start_matches("https://p.example/").split('/').next().unwrap_or("")
}

fn answer(stream: TcpStream, archive: &Mutex<Archive>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let (mut length, mut allowed, mut line) = (0, false, String::new());
    while reader.read_line(&mut line).is_ok_and(|n| n > 2) {
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a number");
        }
        allowed |= line.trim_end().ends_with("LOW access:secret");
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let mut stream = reader.into_inner();
    let path = first.split(' ').nth(1)?.to_owned();
    let mut archive = archive.lock().expect("no thread panicked");
    archive.requests += 1;
    let moment = archive.kill.as_ref().filter(|kill| kill.after == archive.requests).map(|kill| kill.moment);
    if moment == Some(0) {
        archive.kill();
        return None;
    }
    assert!(allowed || path.starts_with("/cdx/"), "{path} came without keys");
    let body = String::from_utf8(body).expect("UTF-8");
    let answer = said(&mut archive, &path, &body);
    if moment.is_some() {
        let url = about(&archive, &path, &body);
        archive.pages.entry(url).or_default().cut_off += 1;
    }
    if moment == Some(1) || (moment.is_some() && answer.is_none()) {
        archive.kill();
        return None;
    }
    let (status, text) = answer?;
    let whole = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    );
    let cut = if moment == Some(2) { whole.len() / 2 } else { whole.len() };
    let _ = stream.write_all(&whole.as_bytes()[..cut]);
    let _ = stream.flush();
    if moment.is_some() {
        archive.kill();
    }
    Some(())
}

/// A part of a query or form.
fn part(query: &str, name: &str) -> Option<String> {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The address that a request is about.
fn about(archive: &Archive, path: &str, body: &str) -> String {
    if path == "/save" {
        return part(body, "url").expect("an address");
    }
    match path.strip_prefix("/save/status/spn2-") {
        Some(job) => archive.pages.keys().find(|url| hex(url) == job).expect("a job of ours").clone(),
        None => {
            part(path.strip_prefix("/cdx/search/cdx?").expect("one of three"), "url").expect("an address")
        }
    }
}

/// What it answers, if it does.
fn said(archive: &mut Archive, path: &str, body: &str) -> Option<(String, String)> {
    let ok = |text: String| Some(("200 OK".to_owned(), text));
    let (url, now) = (about(archive, path, body), Instant::now());
    if path == "/save" {
        archive.asked.push((url.clone(), now));
        let page = archive.pages.entry(url.clone()).or_default();
        if sort(&url) == "busy" && page.busy < 2 {
            page.busy += 1;
            return Some(("429 Too Many Requests\r\nRetry-After: 0".to_owned(), String::new()));
        }
        page.taken += 1;
        let refused = |code: &str| {
            ok(format!(
                r#"{{"status": "error", "status_ext": "error:{code}", "message": "not this ({code})"}}"#
            ))
        };
        if matches!(sort(&url), "refused" | "refused-later" | "broken") {
            return match sort(&url) {
                "refused" => refused("blocked-url"),
                "broken" => Some(("502 Bad Gateway".to_owned(), "<html>".to_owned())),
                _ => ok(format!(r#"{{"url": "{url}", "job_id": "spn2-{}"}}"#, hex(&url))),
            };
        }
        page.saved = Some(if sort(&url) == "slow" { now + SLOW } else { now });
        return match sort(&url) {
            "untrue" => Some(("523 Origin Is Unreachable".to_owned(), "error code: 523".to_owned())),
            "untrue-words" => refused("not-found"),
            "silent" => None,
            _ => ok(format!(r#"{{"url": "{url}", "job_id": "spn2-{}"}}"#, hex(&url))),
        };
    }
    if path.starts_with("/save/status/") {
        let saved = archive.pages[&url].saved.is_some_and(|saved| saved <= now);
        let end = if sort(&url) == "moved" { "https://q.example/new" } else { &url };
        return ok(match sort(&url) {
            "refused-later" => {
                r#"{"status": "error", "status_ext": "error:no-access", "message": "no access"}"#.to_owned()
            }
            "untrue-later" => {
                r#"{"status": "error", "status_ext": "error:proxy-error", "message": "a proxy"}"#.to_owned()
            }
            _ if !saved => r#"{"status": "pending", "resources": []}"#.to_owned(),
            _ => format!(r#"{{"status": "success", "timestamp": "{STAMP}", "original_url": "{end}"}}"#),
        });
    }
    let from = part(path.split_once('?').expect("a query").1, "from");
    assert!(from.is_some_and(|from| from.len() == 14 && from.starts_with("20")), "{path}");
    let saved = archive.pages.get(&url).and_then(|page| page.saved).is_some_and(|saved| saved <= now);
    // A page of another address stands in the index beside it.
    let other = format!(r#"["20300102030406", "{url}/other", "200"]"#);
    let own = format!(r#", ["{STAMP}", "{}", "200"]"#, url.replace("https://", "http://www."));
    ok(format!(
        r#"[["timestamp", "original", "statuscode"], {other}{}]"#,
        if saved { own } else { String::new() }
    ))
}

fn hex(url: &str) -> String {
    url.bytes().map(|byte| format!("{byte:02x}")).collect()
}

const SORTS: [&str; 10] = [
    "plain",
    "slow",
    "busy",
    "untrue",
    "untrue-words",
    "untrue-later",
    "moved",
    "refused",
    "refused-later",
    "silent",
];

/// A hundred sources, ten of each sort: in a register, in articles, in flow maps, with comments, in old line ends.
fn hundred() -> String {
    let url = |n: usize| format!("https://p.example/{}/{n}", SORTS[n % 10]);
    let mut site = "-- site.yaml --\ntitle: T\n-- content/sources.yaml --\n# The register\n".to_owned();
    for n in 0..40 {
        site += &format!("- id: s{n}\n  url: {} # number {n}\n  title: \"T  {n}\"\n\n", url(n));
    }
    for n in 40..60 {
        site += &format!("- {{id: s{n}, url: \"{}\", title: 'T'}} # {n}\n", url(n));
    }
    let cited: Vec<String> = (0..60).map(|n| format!("s{n}")).collect();
    site += &format!(
        "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\nsources: [{}]\n---\nText.\n",
        cited.join(", ")
    );
    for article in 0..4 {
        site += &format!(
            "-- content/articles/b{article}.md --\n---\r\ntitle: B{article}\r\npublished: 2020-10-02\r\nsources:\r\n"
        );
        for n in 60 + article * 10..70 + article * 10 {
            site += &format!("- title: T{n}\r\n  url: {}\r\n", url(n));
        }
        site += "---\r\nText.\r\n";
    }
    site
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = program::files(&folder.join("content")).into_iter();
    files.map(|(path, (bytes, _))| (path, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// A text without what the command adds.
fn without_copies(text: &str) -> String {
    let lines = text.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("archived: {"));
    let plain: String = lines.collect();
    let mut parts = plain.split(", archived: {");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |all, part| all + part.split_once('}').expect("its end").1)
}

fn whole(server: &Server, folder: &Path, before: &BTreeMap<String, String>) {
    let after = texts(folder);
    let plain: BTreeMap<String, String> =
        after.iter().map(|(path, text)| (path.clone(), without_copies(text))).collect();
    assert_eq!(&plain, before, "nothing else has changed");
    let all: String = after.values().cloned().collect();
    let archive = server.archive.lock().expect("no thread panicked");
    for n in 0..100 {
        let url = format!("https://p.example/{}/{n}", SORTS[n % 10]);
        let copy = format!("archived: {{url: \"{}/web/{STAMP}/{url}\", date: 2030-01-02}}", server.address);
        let written = all.matches(&copy).count();
        let is_refused = sort(&url).starts_with("refused");
        assert_eq!(written, usize::from(!is_refused), "{url}");
        let taken = archive.pages.get(&url).map_or(0, |page| page.taken);
        // What was refused left no trace: whether it was asked for before a kill nobody can know.
        let cut_off = archive.pages.get(&url).map_or(0, |page| page.cut_off);
        let allowed = 1..=if is_refused { 1 + cut_off } else { 1 };
        assert!(allowed.contains(&taken), "{url} was asked for {taken} times");
    }
}

#[test]
fn a_hundred_sources_get_their_copies_in_one_run() {
    let server = Server::start();
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(folder.path(), &hundred());
    let before = texts(folder.path());
    let (code, said) = server.run(folder.path(), &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.ends_with("80 copies written, 20 refused by the archive\n"), "{said}");
    assert!(
        said.contains(
            "https://p.example/moved/6: copied, 20300102030405; it has moved to https://q.example/new"
        ),
        "{said}"
    );
    assert!(said.contains("https://p.example/refused/7: refused: not this (blocked-url)"), "{said}");
    whole(&server, folder.path(), &before);
    // All is done: nobody is asked again, and the lint has nothing to say of what was written.
    let asked = server.archive.lock().expect("no thread panicked").asked.len();
    let (code, said) = server.run(folder.path(), &[]);
    assert_eq!((code, server.archive.lock().expect("no thread panicked").asked.len()), (Some(0), asked));
    assert!(
        said.contains("the archive has refused it: not this (blocked-url); `--again` asks again"),
        "{said}"
    );
    let Run { stdout, code, .. } = program::dateline(folder.path(), &["check", "--format", "json"]);
    assert!(code == 0 && !stdout.contains("no-copy"), "{stdout}");
    let (_, said) = server.run(folder.path(), &["--again"]);
    assert!(said.ends_with("0 copies written, 20 refused by the archive\n"), "{said}");
}

#[test]
fn killed_at_any_moment_nothing_is_lost_or_asked_for_twice() {
    let server = Server::start();
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(folder.path(), &hundred());
    let before = texts(folder.path());
    let mut kills = 0;
    // Every request of a run in turn, and each of four moments of it: before it counts, before its answer, within that, and after.
    let ended = loop {
        if let Some(code) =
            server.run_and_kill(folder.path(), Kill { after: 5 + kills % 17, moment: kills % 4 })
        {
            break code;
        }
        kills += 1;
        assert!(kills < 400, "it comes to an end");
    };
    assert_eq!(ended, 0, "after {kills} kills");
    println!("killed {kills} times");
    assert!(kills > 20, "it was killed {kills} times");
    let (code, said) = server.run(folder.path(), &[]);
    assert_eq!(code, Some(0), "{said}");
    whole(&server, folder.path(), &before);
}

#[test]
fn between_two_requests_there_is_a_pause_and_a_busy_archive_is_left_alone() {
    let server = Server::start();
    let folder = tempfile::tempdir().expect("a folder");
    let source = |n: usize| format!("- id: s{n}\n  url: https://p.example/plain/{n}\n");
    let sources: String = (0..4).map(source).collect();
    let article = "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\nsources: [s0, s1, s2, s3]\n---\nT\n";
    front::spread(folder.path(), &format!("-- content/sources.yaml --\n{sources}{article}"));
    let (code, said) = server.run_slowly(folder.path(), "120", &[]);
    assert_eq!(code, Some(0), "{said}");
    let archive = server.archive.lock().expect("no thread panicked");
    assert_eq!(archive.asked.len(), 4);
    let pauses = archive.asked.windows(2).map(|pair| pair[1].1 - pair[0].1);
    assert!(
        pauses.clone().all(|pause| pause >= Duration::from_millis(119)),
        "{:?}",
        pauses.collect::<Vec<_>>()
    );
}

#[test]
fn what_fails_is_told_and_asked_for_again_by_the_next_run() {
    let server = Server::start();
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(
        folder.path(),
        "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\nsources:\n- url: https://p.example/broken/1\n---\nT\n",
    );
    for times in 1..3 {
        let (code, said) = server.run(folder.path(), &[]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("https://p.example/broken/1: no copy: it answers 502"), "{said}");
        assert!(
            said.ends_with("0 copies written, 1 without a copy; run it again later to go on\n"),
            "{said}"
        );
        assert_eq!(server.archive.lock().expect("no thread panicked").asked.len(), times);
    }
}

/// A source of each sort that is told to nobody, and one that may be.
const SECRETS: &str = "
-- site.yaml --
title: T
never_publish: [Jane Doe]
-- content/sources.yaml --
- {id: a, url: 'https://p.example/open#part'}
- {id: b, url: 'http://localhost:8000/a'}
- {id: c, url: 'http://192.168.1.2/a'}
- {id: d, url: 'https://ann:pw@p.example/a'}
- {id: e, url: 'http://abcdefgh.onion/a'}
- {id: f, url: 'https://p.example/a?token=12'}
- {id: g, url: 'https://p.example/hidden', title: H, private: true}
- {id: h, url: 'https://p.example/jane-doe'}
- {id: j, url: 'https://p.example/by', author: 'Doe, Jane'}
- {id: k, url: 'https://p.example/gone', lost: true}
- {id: l, url: 'https://p.example/kept', local: kept/l.pdf}
- {id: m, url: 'https://p.example/copied', archived: 'https://archive.ph/Ab3dE'}
- {id: n, url: 'https://p.example/of-a-draft'}
- {id: o, url: 'https://p.example/of-nobody'}
- {id: p, url: 'copies/one.html'}
-- content/articles/a.md --
---
title: A
published: 2020-10-01
sources: [a, b, c, d, e, f, g, h, j, k, l, m, p]
---
T
-- content/articles/b.md --
---
title: B
published: 2020-10-01
status: draft
sources: [n, {url: 'https://p.example/own-of-a-draft'}]
---
T
-- content/articles/c.md --
---
title: C
published: 2020-10-01
original:
  publisher: P
  url: https://p.example/original
sources: [{url: 'https://p.example/copied', title: again}]
---
T
";

#[test]
fn what_is_not_for_others_is_told_to_nobody() {
    let server = Server::start();
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(folder.path(), SECRETS);
    let run = program::dateline(folder.path(), &["archive", "--dry-run", "--now", "2030-01-02"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.stdout,
        "https://web.archive.org is asked for a copy of each of these, and learns them:
  https://p.example/open#part
  https://p.example/original
There is a copy of these, which is only written:
  https://p.example/copied
Not asked for:
  copies/one.html: it is no address of the web
  http://192.168.1.2/a: it is one of this machine or of a private network
  http://abcdefgh.onion/a: it is one of a hidden network
  http://localhost:8000/a: it is one of this machine or of a private network
  https://ann:pw@p.example/a: it holds a user's name or password
  https://p.example/a?token=12: it seems to hold a key or a password
  https://p.example/by: it holds a name under `never_publish`
  https://p.example/gone: it is lost, a copy would hold nothing
  https://p.example/jane-doe: it holds a name under `never_publish`
"
    );
    assert!(run.stderr.ends_with(
        "12 addresses without a copy: 2 to be asked for, 1 to be written only, 9 not asked for; nobody was asked, as `--dry-run` wants\n"
    ), "{}", run.stderr);
    assert!(!folder.path().join(".dateline").exists(), "nothing is noted");
    // Nobody is there to be asked.
    let keys = [("IA_ACCESS_KEY_ID", "access"), ("IA_SECRET_ACCESS_KEY", "secret")];
    let run = program::with_env(folder.path(), &["archive", "--archive", &server.address], &keys);
    assert!(
        run.code == 2 && run.stderr.contains("add `--yes` to go on without a question"),
        "{}",
        run.stderr
    );
    let run = program::dateline(folder.path(), &["archive", "--yes", "--archive", &server.address]);
    assert!(
        run.code == 2 && run.stderr.contains("set IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY"),
        "{}",
        run.stderr
    );
    let run = program::with_env(folder.path(), &["archive", "--yes", "--archive", "http://p.example"], &keys);
    assert!(run.code == 2 && run.stderr.contains("does not begin with `https://`"), "{}", run.stderr);
    let (code, said) = server.run(folder.path(), &[]);
    assert_eq!(code, Some(0), "{said}");
    let archive = server.archive.lock().expect("no thread panicked");
    let asked: Vec<&str> = archive.asked.iter().map(|(url, _)| url.as_str()).collect();
    assert_eq!(asked, ["https://p.example/open", "https://p.example/original"]);
    let text = texts(folder.path());
    let copy = |url: &str| format!("{}/web/{STAMP}/{url}", server.address);
    let c = format!(
        "  url: https://p.example/original\n  archived: \"{}\"\n",
        copy("https://p.example/original")
    );
    assert!(text["articles/c.md"].contains(&c), "{}", text["articles/c.md"]);
    assert!(
        text["articles/c.md"]
            .contains("{url: 'https://p.example/copied', archived: {url: \"https://archive.ph/Ab3dE\"}")
            || text["articles/c.md"].contains("archived: \"https://archive.ph/Ab3dE\""),
        "{}",
        text["articles/c.md"]
    );
}

#[test]
fn a_private_source_has_no_address_on_any_page() {
    let built = front::build(SECRETS);
    assert_eq!(built.holding("p.example/hidden"), [""; 0]);
    assert!(!built.holding("p.example/said").contains(&"sources.html"));
}
