//! The order of a publish, its guard of deletions and its resumption, with a place that is kept in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use dateline::diag::Failure;
use dateline::publish::bundle::{Bundle, File};
use dateline::publish::headers::{self, Headers};
use dateline::publish::host::{Host, Mark, PutOutcome, Single, Way};
use dateline::publish::lock::PublishLock;
use dateline::publish::plan::Plan;
use dateline::publish::record::{self, Record};
use dateline::publish::run::{self, RunManners, Trouble};
use sha2::{Digest, Sha256};
use tempfile::{TempDir, tempdir};

/// A place in memory: its files, what was asked of it in order, and a file that it does not take.
#[derive(Default)]
struct Memory {
    files: Mutex<BTreeMap<String, (Vec<u8>, u64)>>,
    asked: Mutex<Vec<String>>,
    refuses: Mutex<Option<String>>,
    versions: bool,
}

impl Memory {
    fn write(&self, path: &str, bytes: &[u8]) -> u64 {
        let mut files = self.files.lock().unwrap();
        let version = files.values().map(|(_, version)| *version).max().unwrap_or(0) + 1;
        files.insert(path.to_owned(), (bytes.to_vec(), version));
        version
    }

    /// What was put and deleted since the last call, without the record.
    fn asked(&self) -> Vec<String> {
        let asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.into_iter().filter(|line| !line.contains(record::PATH)).collect()
    }

    fn refuse(&self, path: Option<&str>) {
        *self.refuses.lock().unwrap() = path.map(str::to_owned);
    }

    fn text(&self, path: &str) -> Option<String> {
        self.files.lock().unwrap().get(path).map(|(bytes, _)| String::from_utf8(bytes.clone()).unwrap())
    }
}

impl Host for Memory {
    fn address(&self) -> String {
        "memory".to_owned()
    }

    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Mark)>, Failure> {
        let files = self.files.lock().unwrap();
        Ok(files
            .get(path)
            .map(|(bytes, version)| (bytes.clone(), Mark { tag: Some(version.to_string()), version: None })))
    }

    fn way(&self) -> Way<'_> {
        Way::Single(self)
    }
}

impl Single for Memory {
    fn put(&self, path: &str, bytes: &[u8], _: &Headers) -> Result<Option<String>, Failure> {
        self.asked.lock().unwrap().push(format!("put {path}"));
        if self.refuses.lock().unwrap().as_deref() == Some(path) {
            return Err(Failure::new("put", path, "it is refused"));
        }
        let version = self.write(path, bytes);
        Ok(self.versions.then(|| version.to_string()))
    }

    fn put_if(
        &self,
        path: &str,
        bytes: &[u8],
        _: &Headers,
        mark: Option<&Mark>,
    ) -> Result<PutOutcome, Failure> {
        if self.read(path)?.map(|(_, mark)| mark).as_ref() != mark {
            return Ok(PutOutcome::Overtaken);
        }
        let version = self.write(path, bytes);
        Ok(PutOutcome::Done(Mark { tag: Some(version.to_string()), version: None }))
    }

    fn delete(&self, paths: &[&str]) -> Vec<(String, Failure)> {
        for path in paths {
            self.asked.lock().unwrap().push(format!("delete {path}"));
            self.files.lock().unwrap().remove(*path);
        }
        Vec::new()
    }
}

/// A site whose files hold the texts, in a folder of this machine.
fn site(folder: &TempDir, files: &[(&str, &str)]) -> Bundle {
    let one = |(path, text): &(&str, &str)| {
        let place = folder.path().join("site").join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        let sha256: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let headers = headers::of(path, &sha256);
        ((*path).to_owned(), File { sha256, bytes: text.len() as u64, headers })
    };
    Bundle { folder: folder.path().join("site"), files: files.iter().map(one).collect() }
}

/// The turn to publish. A process that another test is just starting has our files open until it becomes a program of its own, and
/// with them the lock of the turn before.
fn turn(folder: &TempDir) -> PublishLock {
    let begun = Instant::now();
    loop {
        match PublishLock::take(&folder.path().join("own")) {
            Ok(turn) => return turn,
            Err(failure) => assert!(begun.elapsed() < Duration::from_secs(60), "{failure:?}"),
        }
        std::thread::yield_now();
    }
}

fn publish(host: &Memory, folder: &TempDir, at: u64, files: &[(&str, &str)]) -> Result<(), Trouble> {
    let turn = turn(folder);
    let bundle = site(folder, files);
    let standing = run::standing(host).unwrap();
    let plan = Plan::new("memory".to_owned(), &standing.record, &bundle);
    let record = Record::of(&bundle.files, None, at, &standing.record);
    // One thread, for the order of what is asked.
    let manners = RunManners { threads: 1, attempts: 1, back_off: Duration::ZERO };
    run::run(host, &bundle, &plan, standing, record, &turn, &manners)
}

fn plan(folder: &TempDir, before: &[(&str, &str)], now: &[(&str, &str)]) -> Plan {
    let before = Record::of(&site(folder, before).files, None, 1, &Record::default());
    Plan::new("memory".to_owned(), &before, &site(folder, now))
}

#[test]
fn what_leads_elsewhere_is_put_after_what_it_leads_to() {
    let folder = tempdir().unwrap();
    let before = [
        ("index.html", "a"),
        ("style.css", "a"),
        ("articles/old.html", "a"),
        ("timeline/2020.html", "a"),
        ("feed.xml", "a"),
        ("robots.txt", "a"),
        ("data/manifest.json", "a"),
        ("embed/x.html", "a"),
        ("gone.html", "a"),
    ];
    let now = [
        ("index.html", "b"),
        ("style.css", "b"),
        ("articles/old.html", "b"),
        ("timeline/2020.html", "b"),
        ("feed.xml", "b"),
        ("robots.txt", "b"),
        ("data/manifest.json", "b"),
        ("embed/x.html", "b"),
        ("media/new.png", "n"),
        ("articles/new.html", "n"),
        ("timeline/2021.html", "n"),
    ];
    let step = plan(&folder, &before, &now);
    let waves = step.waves().into_iter().map(|mut wave| {
        wave.sort_unstable();
        wave.join(" ")
    });
    assert_eq!(
        waves.collect::<Vec<_>>(),
        [
            "media/new.png",
            "articles/new.html timeline/2021.html",
            "style.css",
            "articles/old.html",
            "data/manifest.json embed/x.html feed.xml index.html robots.txt timeline/2020.html",
        ]
    );
    // The first time nobody comes before there is a home.
    let first = plan(
        &folder,
        &[],
        &[("index.html", "a"), ("articles/a.html", "a"), ("style.css", "a"), ("feed.xml", "a")],
    );
    let last = first.waves().pop().unwrap();
    assert_eq!(last, ["index.html"]);
}

#[test]
fn more_than_a_tenth_is_much() {
    let folder = tempdir().unwrap();
    let much = |before: usize, after: usize| {
        let names: Vec<String> = (0..before).map(|n| format!("{n}.html")).collect();
        let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "a")).collect();
        plan(&folder, &files, &files[before - after..]).deletes_much()
    };
    assert!(!much(20, 20) && !much(20, 18), "two of twenty are a tenth");
    assert!(much(20, 17) && much(19, 17) && much(9, 8) && much(1, 0));
    assert!(!much(10, 9));
}

#[test]
fn what_was_left_by_a_broken_off_publish_counts_as_there() {
    let folder = tempdir().unwrap();
    let mut record = Record::of(&site(&folder, &[("index.html", "a")]).files, None, 1, &Record::default());
    record.leaving = BTreeSet::from(["old.html".to_owned()]);
    let plan = Plan::new("memory".to_owned(), &record, &site(&folder, &[("index.html", "a")]));
    assert_eq!((plan.removed.len(), plan.unchanged), (1, 1));
    assert!(plan.deletes_much());
}

#[test]
fn a_broken_off_publish_is_completed_without_putting_again_what_is_there() {
    let (host, folder) = (Memory::default(), tempdir().unwrap());
    publish(&host, &folder, 1, &[("index.html", "a"), ("p.html", "a"), ("q.html", "a")]).unwrap();
    host.asked();
    let next = [("index.html", "b"), ("p.html", "b"), ("q.html", "b")];
    host.refuse(Some("index.html"));
    let Err(Trouble::Files(failed)) = publish(&host, &folder, 2, &next) else { panic!("it is refused") };
    assert_eq!(failed[0].0, "index.html");
    assert_eq!(host.asked(), ["put p.html", "put q.html", "put index.html"]);
    host.refuse(None);
    publish(&host, &folder, 3, &next).unwrap();
    assert_eq!(host.asked(), ["put index.html"]);
    assert_eq!(host.text("p.html").unwrap(), "b");
}

#[test]
fn what_the_next_publish_wants_otherwise_is_put_and_stays_in_doubt_until_then() {
    let (host, folder) = (Memory::default(), tempdir().unwrap());
    let [a, b, c] = ["a", "b", "c"].map(|text| [("index.html", text), ("p.html", text), ("q.html", text)]);
    publish(&host, &folder, 1, &a).unwrap();
    host.refuse(Some("index.html"));
    publish(&host, &folder, 2, &b).unwrap_err();
    // The place took `c` for one file, and the answer was lost.
    host.refuse(Some("p.html"));
    publish(&host, &folder, 3, &c).unwrap_err();
    host.write("p.html", b"c");
    host.refuse(None);
    host.asked();
    publish(&host, &folder, 4, &b).unwrap();
    assert!(host.asked().contains(&"put p.html".to_owned()));
    // And back to what the record had said all along.
    host.refuse(Some("index.html"));
    publish(&host, &folder, 5, &c).unwrap_err();
    host.refuse(None);
    publish(&host, &folder, 6, &b).unwrap();
    assert_eq!(["index.html", "p.html", "q.html"].map(|path| host.text(path).unwrap()), ["b", "b", "b"]);
}

#[test]
fn after_another_machine_has_published_nothing_is_taken_for_put() {
    let (host, here, there) = (Memory::default(), tempdir().unwrap(), tempdir().unwrap());
    let [a, b, c] = ["a", "b", "c"].map(|text| [("index.html", text), ("p.html", text), ("q.html", text)]);
    publish(&host, &here, 1, &a).unwrap();
    host.refuse(Some("index.html"));
    publish(&host, &here, 2, &b).unwrap_err();
    host.refuse(None);
    publish(&host, &there, 3, &c).unwrap();
    host.asked();
    publish(&host, &here, 4, &b).unwrap();
    assert_eq!(host.asked().len(), 3);
    assert_eq!(["index.html", "p.html", "q.html"].map(|path| host.text(path).unwrap()), ["b", "b", "b"]);
}

#[test]
fn records_of_before_are_kept_where_versions_are() {
    let (plain, folder) = (Memory::default(), tempdir().unwrap());
    let (keeping, other) = (Memory { versions: true, ..Memory::default() }, tempdir().unwrap());
    for n in 1..=9 {
        let text = n.to_string();
        publish(&plain, &folder, n, &[("index.html", &text), ("same.html", "a")]).unwrap();
        publish(&keeping, &other, n, &[("index.html", &text), ("same.html", "a")]).unwrap();
    }
    assert!(plain.asked().iter().all(|line| !line.contains("records/")));
    let standing = run::standing(&keeping).unwrap().record;
    assert_eq!(Vec::from_iter(standing.kept.iter().copied()), [4, 5, 6, 7, 8]);
    let kept = |serial| keeping.text(&record::kept(serial));
    assert!(kept(3).is_none());
    let four = Record::parse(kept(4).unwrap().as_bytes(), "memory").unwrap();
    assert_eq!((four.serial, four.at, four.underway.is_none(), four.kept.len()), (4, 4, true, 0));
    // What did not change has the version of its first put.
    assert_eq!(four.files["same.html"].version, standing.files["same.html"].version);
    assert_ne!(four.files["index.html"].version, standing.files["index.html"].version);
    assert!(four.files["same.html"].version.is_some());
}
