//! `dateline serve` over HTTP: who is answered, and with what; that nothing is written, and that it ends at once.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use crate::front;
use crate::front::program::{dateline, files};

const SITE: &str = "
-- site.yaml --
title: The war
base_url: https://example.org/archive/
-- content/articles/2020-09-27-first.md --
---
title: The first day
---
It began.

Read: A story that nobody wrote
-- content/articles/2020-09-28-ərəb.md --
---
title: Ərəb dili
slug: ərəb
---
Text.
-- content/articles/2020-09-29-third.md --
---
title: The third day
status: draft
---
Nobody knows yet.
-- static/data.bin --
0123456789
-- static/notes.txt --
Ends here.
";

/// How long anything may take that must happen at all.
const PATIENCE: Duration = Duration::from_secs(60);

/// A preview that runs; it ends with the test.
struct Preview {
    child: Child,
    said: BufReader<ChildStderr>,
    port: u16,
}

/// What was answered.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let line =
            self.head.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
        Some(line.split_once(':')?.1.trim())
    }
}

impl Preview {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let port: &[&str] = if arguments.contains(&"--port") { &[] } else { &["--port", "0"] };
        command.args(["serve", "--now", "2020-12-01"]).args(port).args(arguments).current_dir(folder);
        for name in ["VISUAL", "EDITOR"] {
            command.env_remove(name);
        }
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut port = None;
        let mut all = String::new();
        while port.is_none() {
            let mut line = String::new();
            assert!(said.read_line(&mut line).unwrap() > 0, "it says its address: {all}");
            port = line
                .split_once("http://127.0.0.1:")
                .map(|(_, rest)| rest.split('/').next().unwrap().parse().unwrap());
            all += &line;
        }
        Self { child, said, port: port.unwrap() }
    }

    /// Reads what is said at the terminal up to a line with those words.
    fn hears(&mut self, words: &str) -> String {
        let mut all = String::new();
        loop {
            let mut line = String::new();
            assert!(self.said.read_line(&mut line).unwrap() > 0, "{words:?} is not said in: {all}");
            all += &line;
            if line.contains(words) {
                return all;
            }
        }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let own = format!("localhost:{}", self.port);
        let mut request = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            request += &format!("host: {own}\r\n");
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all((request + "\r\n").as_bytes()).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: all[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Asks until the answer is as wanted.
    fn until(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(
                Instant::now() < end,
                "{path} never becomes what is wanted: {} {}",
                answer.status,
                answer.text()
            );
        }
    }

    /// Opens a web socket as a page of that origin does.
    fn socket(&self, origin: &str) -> (TcpStream, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let origin = if origin.is_empty() { String::new() } else { format!("origin: {origin}\r\n") };
        let request = format!(
            "GET /-/live?page=/index.html HTTP/1.1\r\nhost: localhost:{}\r\n{origin}connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).unwrap();
        (stream, String::from_utf8_lossy(&first[9..]).into_owned())
    }

    /// Asks it to end as Ctrl-C or a service does, and gives the exit code.
    #[cfg(unix)]
    fn end(mut self, signal: &str) -> i32 {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap();
            }
            assert!(Instant::now() < end, "it ends");
            std::thread::yield_now();
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    front::spread(folder.path(), SITE);
    folder
}

#[test]
fn pages_files_and_what_is_not_there() {
    let folder = site();
    let preview = Preview::start(folder.path(), &[]);
    for (path, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/index.html", 200, "text/html; charset=utf-8"),
        ("/articles/first.html", 200, "text/html; charset=utf-8"),
        ("/articles/%C9%99r%C9%99b.html", 200, "text/html; charset=utf-8"),
        ("/timeline/", 200, "text/html; charset=utf-8"),
        ("/style.css", 200, "text/css; charset=utf-8"),
        ("/feed.xml", 200, "application/xml; charset=utf-8"),
        ("/robots.txt", 200, "text/plain; charset=utf-8"),
        ("/data.bin", 200, "application/octet-stream"),
        ("/-/report.html", 200, "text/html; charset=utf-8"),
        ("/report.html", 200, "text/html; charset=utf-8"),
        ("/-/diagnostics.html", 200, "text/html; charset=utf-8"),
        ("/-/preview.js", 200, "text/javascript; charset=utf-8"),
        ("/articles/nothing.html", 404, "text/html; charset=utf-8"),
        ("/articles/", 404, "text/html; charset=utf-8"),
        ("/../site.yaml", 404, "text/html; charset=utf-8"),
        ("/%2e%2e/site.yaml", 404, "text/html; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (status, Some(kind)), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
    let moved = preview.get("/timeline");
    assert_eq!((moved.status, moved.header("location")), (307, Some("/timeline/")));
    assert_eq!(preview.get("/%ff").status, 400);
    // The links of the page for wrong addresses stay in the preview, whatever the address.
    let absent = preview.get("/a/b/c").text();
    assert!(
        absent.contains("href=\"/style-") && !absent.contains("https://example.org/archive/style"),
        "{absent}"
    );
    assert!(absent.contains("/-/preview.js"));
}

#[test]
fn a_page_of_before_has_its_style() {
    let folder = site();
    let preview = Preview::start(folder.path(), &[]);
    let named = |page: &Answer| {
        let text = page.text();
        let (_, rest) = text.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
        format!("/{}", rest.split('"').next().unwrap())
    };
    let old = named(&preview.get("/"));
    assert!(old.starts_with("/style-"), "{old}");
    front::put(folder.path(), "static/style.css", b"body { color: red }");
    let new = named(&preview.until("/", |page| named(page) != old));
    for address in [&old, &new, "/style.css"] {
        let answer = preview.get(address);
        assert_eq!((answer.status, answer.text().as_str()), (200, "body { color: red }"), "{address}");
    }
    assert_eq!(preview.get("/own-0123456789.css").status, 404);
    // The report looks for the links of the pages as they are now.
    let report = preview.until("/-/diagnostics.html", |page| page.status == 200).text();
    assert!(!report.contains("style-"), "{report}");
}

#[test]
fn a_head_and_parts_of_files() {
    let folder = site();
    let large = vec![b'x'; 100_000];
    front::put(folder.path(), "static/large.bin", &large);
    let preview = Preview::start(folder.path(), &[]);
    let page = preview.get("/");
    let head = preview.ask("HEAD", "/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), page.header("content-length"));
    for (path, range, status, length, told) in [
        ("/data.bin", "bytes=2-4", 206, 3, Some("bytes 2-4/11")),
        ("/data.bin", "bytes=-3", 206, 3, Some("bytes 8-10/11")),
        ("/data.bin", "bytes=20-", 416, 0, Some("bytes */11")),
        ("/data.bin", "lines=1-2", 200, 11, None),
        ("/large.bin", "bytes=10-19", 206, 10, Some("bytes 10-19/100000")),
        ("/large.bin", "bytes=200000-", 416, 0, Some("bytes */100000")),
    ] {
        let answer = preview.ask("GET", path, &[("range", range)]);
        assert_eq!((answer.status, answer.header("content-range")), (status, told), "{path} {range}");
        assert_eq!(answer.body.len(), length, "{path} {range}");
    }
    assert_eq!(preview.get("/large.bin").body, large);
    assert_eq!(preview.ask("HEAD", "/large.bin", &[]).header("content-length"), Some("100000"));
}

#[test]
fn only_its_own_pages_are_answered() {
    let folder = site();
    let preview = Preview::start(folder.path(), &[]);
    let own = format!("http://localhost:{}", preview.port);
    let status =
        |method: &str, headers: &[(&str, &str)]| preview.ask(method, "/articles/third.html", headers).status;
    assert_eq!(status("GET", &[]), 200);
    assert_eq!(status("GET", &[("host", "evil.example")]), 403);
    assert_eq!(status("GET", &[("host", &format!("evil.example:{}", preview.port))]), 403);
    assert_eq!(status("GET", &[("origin", "https://evil.example")]), 403);
    assert_eq!(status("GET", &[("origin", &own)]), 200);
    assert_eq!(status("GET", &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]), 403);
    assert_eq!(status("POST", &[]), 405);
    assert_eq!(preview.socket(&own).1, "101");
    assert_eq!(preview.socket("https://evil.example").1, "403");
    assert_eq!(preview.socket("").1, "403");
}

#[test]
fn only_its_own_pages_and_those_that_were_named_may_frame_it() {
    let folder = site();
    let policy = |arguments: &[&str]| {
        let answer = Preview::start(folder.path(), arguments).get("/articles/third.html");
        answer.header("content-security-policy").map(str::to_owned)
    };
    assert_eq!(policy(&[]).as_deref(), Some("frame-ancestors 'self'"));
    let named = policy(&["--framed-by", "vscode-webview: https://example.org"]);
    assert_eq!(named.as_deref(), Some("frame-ancestors 'self' vscode-webview: https://example.org"));
    for wrong in ["a; script-src *", "*, x", "", "\n"] {
        let run = crate::front::program::dateline(folder.path(), &["serve", "--framed-by", wrong]);
        assert_eq!(run.code, 2, "{wrong}");
    }
}

#[test]
fn drafts_are_shown_unless_readers_are_asked_for() {
    let folder = site();
    let preview = Preview::start(folder.path(), &[]);
    assert_eq!(preview.get("/articles/third.html").status, 200);
    assert!(preview.get("/-/report.html").text().contains("The third day"));
    let readers = Preview::start(folder.path(), &["--published"]);
    assert_eq!(readers.get("/articles/third.html").status, 404);
}

#[test]
fn the_next_free_port_is_taken() {
    let folder = site();
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let preview = Preview::start(folder.path(), &["--port", &port]);
    assert_ne!(preview.port.to_string(), port);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn nothing_is_written_and_a_build_has_nothing_of_the_preview() {
    let folder = site();
    let before = files(folder.path());
    let mut preview = Preview::start(folder.path(), &[]);
    let page = preview.get("/articles/first.html").text();
    assert!(page.contains("/-/preview.js"), "{page}");
    preview.hears("3 articles");
    assert_eq!(files(folder.path()), before);
    drop(preview);
    assert_eq!(dateline(folder.path(), &["build", "--now", "2020-12-01"]).code, 0);
    for (path, (bytes, _)) in files(&folder.path().join("public")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("/-/") && !text.contains("preview.js") && !path.starts_with('-'), "{path}");
    }
    assert!(!folder.path().join("public/report.html").exists());
}

#[test]
fn mistakes_and_their_mending_are_told_once() {
    let folder = site();
    let mut preview = Preview::start(folder.path(), &["--format", "short"]);
    let first = preview.hears("3 articles");
    assert!(first.contains("read-not-found") && first.contains("1 warning"), "{first}");
    front::put(
        folder.path(),
        "content/articles/2020-09-27-first.md",
        b"---\ntitle: [The first\n---\nIt began.\n",
    );
    let told = preview.hears("changed: ");
    assert!(told.contains("error[") && told.contains("mended: no article is called"), "{told}");
    // The page stays as it was, as somebody is just writing.
    assert_eq!(preview.get("/articles/first.html").status, 404, "it was never shown");
    front::put(
        folder.path(),
        "content/articles/2020-09-27-first.md",
        b"---\ntitle: The first\n---\nIt began.\n",
    );
    assert!(preview.until("/articles/first.html", |page| page.status == 200).text().contains("It began."));
    front::put(
        folder.path(),
        "content/articles/2020-09-27-first.md",
        b"---\ntitle: [The first\n---\nIt ended.\n",
    );
    preview.hears("error[");
    preview.hears("changed: ");
    let kept = preview.get("/articles/first.html");
    assert!(kept.status == 200 && kept.text().contains("It began."), "{}", kept.text());
    assert!(preview.get("/-/diagnostics.html").text().contains("content/articles/2020-09-27-first.md"));
}

#[test]
fn a_broken_site_is_shown_and_settings_that_break_change_nothing() {
    let folder = site();
    front::put(folder.path(), "site.yaml", b"title: [");
    front::put(folder.path(), "templates/article.html", b"{% block");
    let mut preview = Preview::start(folder.path(), &[]);
    assert_eq!(preview.get("/articles/first.html").status, 200);
    preview.hears("error");
    front::put(folder.path(), "site.yaml", b"title: Good words\n");
    preview.until("/", |page| page.text().contains("Good words"));
    front::put(folder.path(), "site.yaml", b"title: Bad words\ntitle: [");
    preview.until("/-/diagnostics.html", |page| page.text().contains("site.yaml"));
    assert!(preview.get("/").text().contains("Good words"));
}

#[test]
fn an_empty_folder_waits_for_a_site() {
    let folder = tempfile::tempdir().unwrap();
    let mut preview = Preview::start(folder.path(), &[]);
    assert!(preview.get("/").text().contains("dateline init"));
    preview.hears("there is no site in this folder yet");
    front::spread(folder.path(), SITE);
    assert!(preview.until("/articles/first.html", |page| page.text().contains("It began.")).status == 200);
}

#[test]
fn content_that_goes_leaves_the_last_pages() {
    let folder = site();
    let mut preview = Preview::start(folder.path(), &[]);
    preview.hears("3 articles");
    std::fs::rename(folder.path().join("content"), folder.path().join("elsewhere")).unwrap();
    preview.hears("the last pages stay as they are");
    assert!(preview.get("/articles/first.html").text().contains("It began."));
    std::fs::rename(folder.path().join("elsewhere"), folder.path().join("content")).unwrap();
    front::put(
        folder.path(),
        "content/articles/2020-09-30-fourth.md",
        b"---\ntitle: The fourth day\n---\nIt is back.\n",
    );
    preview.until("/articles/fourth.html", |page| page.text().contains("It is back."));
}

#[test]
fn a_folder_that_is_only_looked_at_is_followed_too() {
    let folder = site();
    let preview = Preview::start(folder.path(), &["--poll", "20"]);
    assert_eq!(preview.get("/").status, 200);
    front::put(
        folder.path(),
        "content/articles/2020-09-27-first.md",
        b"---\ntitle: The first\n---\nOther words.\n",
    );
    preview.until("/articles/first.html", |page| page.text().contains("Other words."));
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_when_it_is_asked_to() {
    let folder = site();
    for signal in ["-INT", "-TERM"] {
        let preview = Preview::start(folder.path(), &[]);
        let (_open, status) = preview.socket(&format!("http://localhost:{}", preview.port));
        assert_eq!(status, "101");
        assert_eq!(preview.end(signal), 0, "{signal}");
    }
    // Also before there is anything to show.
    let preview = Preview::start(folder.path(), &[]);
    assert_eq!(preview.end("-INT"), 0);
}

#[test]
fn what_cannot_be_served_is_said() {
    let folder = site();
    let none = dateline(folder.path(), &["serve", "--site", "nowhere"]);
    assert!(none.code == 2 && none.stderr.contains("there is no such folder"), "{none:?}");
    let editor = dateline(folder.path(), &["serve", "--editor", "vi"]);
    assert!(editor.code == 2 && editor.stderr.contains("name one of code"), "{editor:?}");
}
