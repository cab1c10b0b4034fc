//! `check --external` against servers of this machine: every answer, the manners, the cache and the report.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use dateline::source::{LinkAnswer, Manners, ask};

use crate::front;

/// A server on the loopback device, and the paths that it was asked for, each with the time.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<(String, Instant)>>>,
}

impl Server {
    /// Starts one; `met` and `meet` join two of them: each answers `/together` when the other was asked too.
    fn start(meet: Option<(Sender<()>, Receiver<()>)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, own) = (Arc::clone(&asked), address.clone());
        thread::spawn(move || {
            let mut kept: Vec<TcpStream> = Vec::new();
            for stream in listener.incoming().map_while(Result::ok) {
                kept.extend(answer(stream, &own, &log, meet.as_ref()));
            }
        });
        Self { address, asked }
    }

    fn asked(&self, path: &str) -> Vec<Instant> {
        let asked = self.asked.lock().expect("no thread panicked");
        asked.iter().filter(|(known, _)| known == path).map(|(_, at)| *at).collect()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

/// Answers one question; a connection that is never answered is given back, so that it stays open.
fn answer(
    stream: TcpStream,
    own: &str,
    log: &Mutex<Vec<(String, Instant)>>,
    meet: Option<&(Sender<()>, Receiver<()>)>,
) -> Option<TcpStream> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|n| n > 2) {
        line.clear();
    }
    let mut stream = reader.into_inner();
    let times = {
        let mut log = log.lock().expect("no thread panicked");
        log.push((path.clone(), Instant::now()));
        log.iter().filter(|(known, _)| *known == path).count()
    };
    let response = match path.split('?').next().unwrap_or("") {
        "/never" => return Some(stream),
        "/slow" => {
            let (_open, closed) = channel::<()>();
            let _ = closed.recv_timeout(Duration::from_millis(150));
            "200 OK\r\n".to_owned()
        }
        "/together" => {
            let (here, there) = meet.expect("a pair");
            let _ = here.send(());
            let met = there.recv_timeout(Duration::from_secs(5)).is_ok();
            if met { "200 OK\r\n".to_owned() } else { "500 Alone\r\n".to_owned() }
        }
        "/moved" => format!("301 Moved Permanently\r\nLocation: {own}/new\r\n"),
        "/elsewhere-for-now" => "302 Found\r\nLocation: /new\r\n".to_owned(),
        "/circle" => "301 Moved Permanently\r\nLocation: /circle\r\n".to_owned(),
        "/gone" => "404 Not Found\r\n".to_owned(),
        "/forbidden" => "403 Forbidden\r\n".to_owned(),
        "/busy" if times < 3 => "429 Too Many Requests\r\n".to_owned(),
        "/always-busy" => "429 Too Many Requests\r\n".to_owned(),
        _ => "200 OK\r\n".to_owned(),
    };
    let _ = write!(stream, "HTTP/1.1 {response}Content-Length: 0\r\nConnection: close\r\n\r\n");
    None
}

fn manners() -> Manners {
    Manners {
        hosts: 4,
        pause: Duration::from_millis(20),
        patience: Duration::from_millis(700),
        retries: 2,
        back_off: Duration::from_millis(10),
    }
}

fn answers(urls: &[String]) -> BTreeMap<String, LinkAnswer> {
    let found = Mutex::new(BTreeMap::new());
    ask(urls, &manners(), &|url, answer| {
        found.lock().expect("no thread panicked").insert(url.to_owned(), answer);
    });
    found.into_inner().expect("no thread panicked")
}

#[test]
fn every_answer_is_understood() {
    let server = Server::start(None);
    let paths = [
        "/there",
        "/moved",
        "/elsewhere-for-now",
        "/gone",
        "/forbidden",
        "/busy",
        "/always-busy",
        "/slow",
        "/never",
        "/circle",
    ];
    let urls: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    let found = answers(&urls);
    let of = |path: &str| found[&server.url(path)].clone();
    assert_eq!(of("/there"), LinkAnswer::Found);
    assert_eq!(of("/moved"), LinkAnswer::Moved { to: server.url("/new") });
    assert_eq!(of("/elsewhere-for-now"), LinkAnswer::Found, "a redirection for now is none of ours");
    assert_eq!(of("/gone"), LinkAnswer::Gone { status: 404 });
    assert_eq!(of("/forbidden"), LinkAnswer::Refused { status: 403 });
    assert_eq!(of("/busy"), LinkAnswer::Found, "asked again until it answers");
    assert_eq!(of("/always-busy"), LinkAnswer::Refused { status: 429 });
    assert_eq!(of("/slow"), LinkAnswer::Found);
    assert!(matches!(of("/never"), LinkAnswer::Silent { .. }));
    assert!(matches!(of("/circle"), LinkAnswer::Silent { .. }));
    assert_eq!(server.asked("/gone").len(), 1, "what is gone is not asked for again");
    assert_eq!(server.asked("/always-busy").len(), 3);
    let times = server.asked("/always-busy");
    assert!(times[2] - times[1] > times[1] - times[0], "each pause is longer");
    assert!(matches!(
        answers(&["http://127.0.0.1:9/".to_owned()])["http://127.0.0.1:9/"],
        LinkAnswer::Silent { .. }
    ));
}

#[test]
fn one_host_is_asked_slowly_and_many_at_once() {
    let (to_b, from_a) = channel();
    let (to_a, from_b) = channel();
    let (a, b) = (Server::start(Some((to_b, from_b))), Server::start(Some((to_a, from_a))));
    let mut urls = vec![a.url("/together"), b.url("/together")];
    urls.extend((0..4).map(|n| a.url(&format!("/{n}"))));
    let slow = Manners { patience: Duration::from_secs(6), ..manners() };
    let found = Mutex::new(BTreeMap::new());
    ask(&urls, &slow, &|url, answer| {
        found.lock().expect("no thread panicked").insert(url.to_owned(), answer);
    });
    let found = found.into_inner().expect("no thread panicked");
    assert!(
        found.values().all(|answer| *answer == LinkAnswer::Found),
        "neither waited for the other: {found:?}"
    );
    let times: Vec<Instant> = (0..4).flat_map(|n| a.asked(&format!("/{n}"))).collect();
    assert!(times.windows(2).all(|two| two[1] - two[0] >= slow.pause), "a pause between two questions");
}

#[test]
fn the_command_reports_keeps_and_suggests() {
    let server = Server::start(None);
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| server.url(path);
    front::spread(
        folder.path(),
        &format!(
            "-- site.yaml --
title: T
-- content/sources.yaml --
- {{id: s1, title: One, url: '{there}'}}
- {{id: s2, title: Two, url: '{gone}', published: 2020-10-01}}
- {{id: s3, title: Three, url: '{gone}?3', archived: '{there}?copy'}}
- {{id: s4, title: Four, url: '{gone}?4', archived: '{there}?copy', lost: true}}
- {{id: s5, title: Five, url: '{moved}'}}
-- content/articles/a.md --
---
title: The first
published: 2020-10-01
sources: [s1, s2, s3, s4, s5]
---
A [link]({forbidden}).
-- content/articles/b.md --
---
title: The second
published: 2020-10-01
status: draft
---
A [link]({there}?draft).
",
            there = at("/there"),
            gone = at("/gone"),
            moved = at("/moved"),
            forbidden = at("/forbidden"),
        ),
    );
    let run_on = |day: &str, more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["check", "--external", "--pause", "1", "--patience", "2", "--site"])
            .arg(folder.path())
            .args(["--now", day])
            .args(more)
            .output()
            .expect("the program runs");
        (
            String::from_utf8(output.stdout).expect("UTF-8"),
            String::from_utf8(output.stderr).expect("UTF-8"),
            output.status.code(),
        )
    };
    let run = |more: &[&str]| run_on("2021-01-01", more);
    let (list, summary, code) = run(&[]);
    assert_eq!(code, Some(0), "{list}{summary}");
    assert!(
        summary.contains("7 links asked, 0 known from the last days, 4 in need of something"),
        "{summary}"
    );
    let gone = at("/gone");
    assert!(
        list.contains(&format!(
            "{gone}\n    gone (404)\n    content/sources.yaml:2:3\n    hint: look for a copy at https://web.archive.org/web/2020*/{gone} and name it"
        )),
        "{list}"
    );
    let copy = at("/there?copy");
    assert!(
        list.contains(&format!(
            "hint: write `lost: true`: readers are then led to the archived copy, {copy}"
        )),
        "{list}"
    );
    assert!(list.contains(&format!("hint: it is now at {}", at("/new"))), "{list}");
    assert!(list.contains("refused (403)\n    content/articles/a.md:1:1"), "{list}");
    assert!(!list.contains("/gone?4") && !list.contains("?draft"), "{list}");
    assert!(server.asked("/there?draft").is_empty(), "a draft stays at home");
    // What was found is not asked for again for a week; what was not, is.
    let (_, summary, _) = run(&["--strict"]);
    assert!(summary.contains("4 links asked, 3 known"), "{summary}");
    assert_eq!(server.asked("/there").len(), 1);
    let (json, _, code) = run(&["--strict", "--format", "json"]);
    assert_eq!(code, Some(1));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let link =
        json.as_array().expect("a list").iter().find(|link| link["url"] == at("/moved")).expect("the link");
    assert_eq!((&link["state"], &link["to"]), (&"moved".into(), &at("/new").into()));
    assert_eq!(
        (&link["places"][0]["file"], &link["places"][0]["line"]),
        (&"content/sources.yaml".into(), &5.into())
    );
    let (_, summary, _) = run_on("2021-01-09", &[]);
    assert!(summary.contains("7 links asked, 0 known"), "{summary}");
}
