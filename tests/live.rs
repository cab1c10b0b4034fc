//! A live site: after any change it is what a fresh reading of the folder would be.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails, and sets up its own folders"
)]

mod front;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline::live::{Live, State};
use dateline::report::{self, Colour, Format};
use dateline::source::{Changes, Filter, Notice, Watch};

const SITE: &str = "
-- site.yaml --
title: The war
base_url: https://example.org/
-- content/actors.yaml --
- name: Armenia
  kind: state
- name: Azerbaijan
  kind: state
- name: Ivan Petrov
  kind: person
-- content/sources.yaml --
- id: s1
  title: A report
-- content/articles/2020-09-27-first.md --
---
title: The first day
actors: [Armenia, Azerbaijan]
tags: [front]
---
Shelling began in the morning along the whole line of contact, and both sides said that the other had begun it before dawn.

Read: The second day
-- content/articles/2020-09-28-second.md --
---
title: The second day
actors: [Armenia]
tags: [front]
---
The second day brought no change. Armenia said so[^s1].
-- content/articles/2020-09-29-third.md --
---
title: The third day
status: draft
---
Nobody knows yet.
-- content/pages/about.md --
---
title: About
---
This site tells of a war.
";

struct Folder {
    dir: tempfile::TempDir,
    live: Live,
}

impl Folder {
    fn new(site: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        front::spread(dir.path(), site);
        let live = open(dir.path());
        Self { dir, live }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has `{from}`");
        self.write(path, &text.replace(from, to));
    }

    /// Updates, and compares with a site that is read afresh.
    fn check(&mut self, what: &str, changed: &[&str]) {
        let paths = changed.iter().map(PathBuf::from).collect();
        let state = self.live.update(&Changes { paths, everything: false }).unwrap();
        let fresh = open(self.dir.path()).state();
        assert_eq!(said(&state), said(&fresh), "diagnostics after: {what}");
        let (ours, theirs) = (pages(&state), pages(&fresh));
        assert_eq!(
            ours.keys().collect::<Vec<_>>(),
            theirs.keys().collect::<Vec<_>>(),
            "addresses after: {what}"
        );
        for (path, page) in &ours {
            assert_eq!(
                String::from_utf8_lossy(page),
                String::from_utf8_lossy(&theirs[path]),
                "{path} after: {what}"
            );
        }
    }
}

fn open(root: &Path) -> Live {
    Live::open(root, &Filter::default(), front::options()).unwrap()
}

fn said(state: &State) -> String {
    report::print(state.diagnostics(), &state.snapshot.tree, Format::Human, Colour::No)
}

fn pages(state: &State) -> BTreeMap<String, Vec<u8>> {
    let routes = state.snapshot.routes.iter();
    routes.filter_map(|route| state.render(route).0).map(|page| (page.path, page.bytes)).collect()
}

/// The slugs of the articles that were resolved again.
fn made_again<'a>(before: &State, after: &'a State) -> Vec<&'a str> {
    let articles = before.snapshot.site.articles.iter().zip(&after.snapshot.site.articles);
    let other = articles.filter(|(before, after)| !Arc::ptr_eq(before, after));
    other.map(|(_, after)| after.slug.as_str()).collect()
}

const FIRST: &str = "content/articles/2020-09-27-first.md";
const SECOND: &str = "content/articles/2020-09-28-second.md";

#[test]
fn after_every_change_it_is_what_a_fresh_reading_gives() {
    let mut site = Folder::new(SITE);
    site.check("nothing", &[]);
    site.replace(FIRST, "in the morning", "at dawn");
    site.check("a word of a text", &[FIRST]);
    site.replace(FIRST, "Read: The second day", "Read: The secnd day of the war");
    site.check("a Read line that leads nowhere", &[FIRST]);
    site.replace(FIRST, "Shelling began", "A line more.\n\nShelling began");
    site.check("what moves that Read line down", &[FIRST]);
    site.replace(FIRST, "Read: The secnd day of the war", "> We shall not yield.\n>\n> — Ivan Petrov, Baku");
    site.check("a quotation", &[FIRST]);
    site.replace(FIRST, "We shall not", "We will never");
    site.check("other words of a quotation", &[FIRST]);
    site.replace(SECOND, "[^s1]", "[^s9]");
    site.check("a citation of nothing", &[SECOND]);
    site.replace(SECOND, "[^s9]", "");
    site.check("no citation", &[SECOND]);
    site.replace(SECOND, "title: The second day", "title: The day after");
    site.check("a title", &[SECOND]);
    site.replace(SECOND, "title: The day after", "title: The secnd day of the war");
    site.check("a title that a Read line has waited for", &[SECOND]);
    site.replace(FIRST, "actors: [Armenia, Azerbaijan]", "actors: [Armenia, Azerbaidjan]");
    site.check("an unknown actor", &[FIRST]);
    site.replace("content/actors.yaml", "Azerbaijan", "Azerbaidjan");
    site.check("a register", &["content/actors.yaml"]);
    site.write(
        "content/articles/2020-09-26-eve.md",
        "---\ntitle: The eve\nactors: [Armenia]\n---\nAll was quiet.\n",
    );
    site.check("a new file before all others", &["content/articles/2020-09-26-eve.md"]);
    site.replace(FIRST, "A line more.", "One line more.");
    site.check("a word after files have moved", &[FIRST]);
    fs::rename(site.path(SECOND), site.path("content/articles/2020-09-28-moved.md")).unwrap();
    site.check("a renamed file", &[SECOND, "content/articles/2020-09-28-moved.md"]);
    fs::remove_file(site.path("content/articles/2020-09-26-eve.md")).unwrap();
    site.check("a removed file", &["content/articles/2020-09-26-eve.md"]);
    site.write("templates/page.html", "{% extends \"base.html\" %}{% block main %}<p>Own</p>{% endblock %}");
    site.check("a template", &["templates/page.html"]);
    site.replace("templates/page.html", "{% endblock %}", "{% endblok %}");
    site.check("a broken template", &["templates/page.html"]);
    site.replace(FIRST, "One line more.", "Two lines more.");
    site.check("a word while a template is broken", &[FIRST]);
    fs::remove_dir_all(site.path("templates")).unwrap();
    site.check("no templates", &["templates"]);
    site.write("static/style.css", "body { color: red }");
    site.check("a stylesheet", &["static/style.css"]);
    site.write("static/style.css", "body { color: green }");
    site.check("another stylesheet", &["static/style.css"]);
    site.replace("site.yaml", "title: The war", "title: The other war\nlanguage: ru");
    site.check("the settings", &["site.yaml"]);
    site.write("site.yaml", "title: [");
    site.check("settings that cannot be read", &["site.yaml"]);
    site.write("site.yaml", "title: The war\n");
    site.check("good settings", &["site.yaml"]);
    fs::write(site.path(FIRST), b"---\ntitle: The first\xff day\n---\n").unwrap();
    site.check("a file that is no text", &[FIRST]);
    site.write(FIRST, "---\ntitle: The first day\nactors: [Armenia\n---\nBroken.\n");
    site.check("broken front matter", &[FIRST]);
    site.write(FIRST, "---\ntitle: The first day\nactors: [Armenia]\n---\nMended.\n");
    site.check("mended front matter", &[FIRST]);
    site.write("content/articles/notes.txt", "no part of a site");
    site.check("an unknown file", &["content/articles/notes.txt"]);
    site.replace("content/pages/about.md", "a war", "the war");
    site.check("a page", &["content/pages/about.md"]);
}

#[test]
fn near_copies_are_apart_also_after_a_text_has_become_one() {
    let text = "The two sides agreed to hold their fire from midnight so that the fallen could be brought back from \
                the slopes above the road, and the envoys of three states put their names to a paper that said so \
                in four short points which nobody had read aloud before.";
    let article = |title: &str, text: &str| {
        format!("---\ntitle: {title}\npublished: 2020-10-10\nactors: [Armenia]\n---\n{text}\n")
    };
    let mut site = Folder::new("-- site.yaml --\ntitle: A war\n-- content/actors.yaml --\n- name: Armenia\n");
    site.write("content/articles/a.md", &article("One", text));
    site.write("content/articles/b.md", &article("Two", "Something else altogether."));
    site.check("new files", &["content"]);
    // The page is asked for, so that all sketches are made before the text changes.
    site.check("nothing", &[]);
    site.write("content/articles/b.md", &article("Two", text));
    site.check("a copy", &["content/articles/b.md"]);
    let related = |site: &Folder| {
        let state = site.live.state();
        let id = dateline::model::ArticleId::of(0);
        state.snapshot.facts.related(&state.snapshot.site, &state.snapshot.kin, id).len()
    };
    assert_eq!(related(&site), 0, "copies are not shown as related");
    site.write("content/articles/b.md", &article("Two", "Something else once more."));
    site.check("no copy any more", &["content/articles/b.md"]);
    assert_eq!(related(&site), 1);
}

#[test]
fn what_is_saved_as_it_was_changes_nothing() {
    let mut site = Folder::new(SITE);
    let text = fs::read_to_string(site.path(FIRST)).unwrap();
    site.write(FIRST, &text);
    let number = site.live.update(&Changes::of(FIRST)).unwrap().number;
    assert_eq!(number, 1);
    assert_eq!(site.live.update(&Changes::everything()).unwrap().number, 1);
    site.write("content/articles/sedX1", "");
    fs::remove_file(site.path("content/articles/sedX1")).unwrap();
    assert_eq!(site.live.update(&Changes::of("content/articles/sedX1")).unwrap().number, 1);
}

#[test]
fn a_lost_content_folder_leaves_the_last_state() {
    let mut site = Folder::new(SITE);
    fs::rename(site.path("content"), site.path("elsewhere")).unwrap();
    assert!(site.live.update(&Changes::of("content")).is_err());
    assert_eq!(site.live.state().number, 1);
    fs::rename(site.path("elsewhere"), site.path("content")).unwrap();
    site.check("the folder is back", &["content"]);
}

#[test]
fn unsaved_texts_stand_for_the_files() {
    let mut site = Folder::new(SITE);
    site.live.edit(FIRST, Some("---\ntitle: Unsaved\npublished: 2020-09-27\n---\nText.\n".into()));
    let state = site.live.update(&Changes::of(FIRST)).unwrap();
    assert!(state.snapshot.site.articles.iter().any(|article| article.title == "Unsaved"));
    site.live.edit("content/articles/new.md", Some("---\ntitle: New\npublished: 2020-09-27\n---\n".into()));
    let state = site.live.update(&Changes::of("content/articles/new.md")).unwrap();
    assert!(state.snapshot.site.articles.iter().any(|article| article.title == "New"));
    site.live.edit(FIRST, None);
    site.live.edit("content/articles/new.md", None);
    site.check("given back", &[FIRST, "content/articles/new.md"]);
}

#[test]
fn drafts_are_shown_when_they_are_chosen() {
    let mut site = Folder::new(SITE);
    let shown = |site: &Folder| site.live.state().snapshot.site.articles.len();
    assert_eq!(shown(&site), 2);
    let include = dateline::resolve::Include::Drafts;
    let options = dateline::Options { include, ..site.live.options().clone() };
    site.live.choose(options);
    assert_eq!(shown(&site), 3);
}

#[test]
fn a_folder_that_is_made_anew_is_watched_again() {
    let site = Folder::new(SITE);
    let root = site.dir.path().join("site");
    fs::create_dir(&root).unwrap();
    front::spread(&root, SITE);
    let mut watch = Watch::start(&root, Notice::System).unwrap();
    fs::remove_dir_all(&root).unwrap();
    let gone = |watch: &mut Watch| while watch.next(Duration::from_millis(1500)).is_some() {};
    gone(&mut watch);
    fs::create_dir(&root).unwrap();
    front::spread(&root, SITE);
    let until = |watch: &mut Watch, wanted: &dyn Fn(&Changes) -> bool| {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            if watch.next(Duration::from_secs(5)).is_some_and(|changes| wanted(&changes)) {
                return true;
            }
        }
        false
    };
    assert!(until(&mut watch, &|changes| changes.everything), "it is seen that the folder is back");
    fs::write(root.join(FIRST), "---\ntitle: Anew\n---\nText.\n").unwrap();
    assert!(
        until(&mut watch, &|changes| changes.everything || changes.paths.contains(Path::new(FIRST))),
        "changes are heard again"
    );
}

#[cfg(unix)]
#[test]
fn names_that_are_no_utf_8_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let mut site = Folder::new(SITE);
    let name = std::ffi::OsStr::from_bytes(b"\xff.txt");
    fs::create_dir_all(site.path("static")).unwrap();
    // Some systems have no such names.
    if fs::write(site.path("static").join(name), "raw").is_err() {
        return;
    }
    site.check("a name of other bytes", &["static"]);
    let state = site.live.state();
    let asset = state.snapshot.tree.assets.iter().find(|asset| asset.path == "\u{fffd}.txt").unwrap();
    assert_eq!(asset.content, dateline::source::Content::Bytes(b"raw".to_vec()));
}

#[cfg(unix)]
#[test]
fn signs_that_command_a_terminal_are_shown_as_signs() {
    let mut site = Folder::new(SITE);
    site.write("content/articles/2020-10-04-\u{1b}[31mX.md", "---\ntitel: X\n---\nText.\n");
    site.check("a name with an escape", &["content"]);
    for format in [Format::Human, Format::Short] {
        let state = site.live.state();
        let text = report::print(state.diagnostics(), &state.snapshot.tree, format, Colour::No);
        assert!(text.contains("2020-10-04-␛[31mX.md") && !text.contains('\u{1b}'), "{text}");
    }
}

const TITLES: &str = "
-- site.yaml --
title: The war
-- content/actors/armenia.md --
---
name: Armenia
kind: state
---
Of [[Armenia]] itself.
-- content/articles/a.md --
---
title: Shelling along the line
published: 2020-09-27
former_titles: [Shelling in the south]
---
It began. [[Armenia]] said so.
-- content/articles/b.md --
---
title: A ceasefire is agreed
published: 2020-09-28
related: [Shelling along the line]
unrelated: [The talks of Geneva]
events:
  - id: ceasefire
---
Also read: Shelling along the line

Read: Shellings along the line
-- content/articles/c.md --
---
title: The talks of Geneva
published: 2020-09-29
events:
  - id: talks
    title: Talks
---
See [[A ceasefire is agreed]] and [[Shelling in the south|the first day]].

Read: [The first day](a.html)
-- content/articles/d.md --
---
title: The talks in French
published: 2020-09-29
translation_of: The talks of Geneva
---
Read: A ceasfire is agred at last

Read: Nobody has written this
-- content/articles/e.md --
---
title: What was withdrawn
published: 2020-09-30
status: retracted
---
Read: Shelling along the line
-- content/articles/f.md --
---
title: Apart from all
published: 2020-10-01
---
Nothing is named here but [[Armenia]].

Read: Nagorno-Karabakh 2020
-- content/articles/g.md --
---
title: Nagorno-Karabakh 2020
published: 2020-10-02
---
Read: Apart from all
";

#[test]
fn after_new_titles_it_is_what_a_fresh_reading_gives() {
    let article = |letter: char| format!("content/articles/{letter}.md");
    let mut site = Folder::new(TITLES);
    let mut titles: BTreeMap<char, String> = BTreeMap::new();
    for letter in 'a'..='g' {
        let text = fs::read_to_string(site.path(&article(letter))).unwrap();
        titles.insert(letter, text.lines().find_map(|line| line.strip_prefix("title: ")).unwrap().to_owned());
    }
    let steps: &[&[(char, &str)]] = &[
        &[('a', "Shelling along the whole line")],
        &[('a', "Shellings along the line")],
        &[('a', "shelling: along the LINE")],
        &[('f', "Shelling along the line")],
        &[('f', "Apart from all")],
        &[('b', "A ceasfire is agred at last"), ('d', "Nobody has written this")],
        &[('c', "Shelling in the south")],
        &[('c', "Talks"), ('a', "The talks of Geneva")],
        &[('b', "Armenia")],
        &[('e', "What was taken back")],
        &[('e', "Shelling along the line"), ('b', "A ceasefire is agreed")],
        &[('g', "Nagorno-Karabakh"), ('f', "Nagorno-Karabakh 2020")],
    ];
    for step in steps {
        let mut files = Vec::new();
        for (letter, title) in *step {
            let old = titles.insert(*letter, (*title).to_owned()).unwrap();
            let quoted = serde_json::to_string(title).unwrap();
            let file = article(*letter);
            let text = fs::read_to_string(site.path(&file)).unwrap();
            let line = text.lines().find(|line| line.starts_with("title: ")).unwrap();
            assert!(line.contains(&old), "{line}: {old}");
            site.replace(&file, &format!("{line}\n"), &format!("title: {quoted}\n"));
            files.push(file);
        }
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        site.check(&format!("{step:?}"), &files);
    }
    site.write("content/pages/about.md", "---\ntitle: About\n---\nRead: Shelling along the line\n");
    site.check("a page that names a title", &["content/pages/about.md"]);
    site.replace(&article('a'), "\"The talks of Geneva\"", "\"Shelling along the line\"");
    site.check("a title that a page names", &[&article('a')]);
}

#[test]
fn a_title_that_nobody_names_leaves_the_other_articles_as_they_are() {
    let mut site = Folder::new(TITLES);
    let before = site.live.state();
    site.replace("content/articles/g.md", "title: Nagorno-Karabakh 2020", "title: The plateau in 2020");
    let after = site.live.update(&Changes::of("content/articles/g.md")).unwrap();
    // `b` to `d` name what may be a title by its likeness, and `f` has named the old one.
    assert_eq!(made_again(&before, &after), ["b", "c", "d", "f", "g"]);
}

const HEADS: &str = "
-- site.yaml --
title: The war
base_url: https://example.org/
-- content/actors.yaml --
- name: Armenia
  kind: state
- name: Azerbaijan
  kind: state
- name: Russia
  kind: state
-- content/places.yaml --
- name: Shusha
- name: Barda
-- content/sources.yaml --
- id: s1
  title: A report
  publisher: Russia
-- content/conflicts/war.md --
---
name: The war
sides:
  - name: One
    actors: [Armenia]
  - name: Other
    actors: [Azerbaijan]
---
-- content/articles/a.md --
---
title: Shelling along the line
published: 2020-09-27
when: 2020-09-27
actors: [Armenia, A militia]
tags: [front, Shelling]
---
It began. Azerbaijan said so.
-- content/articles/b.md --
---
title: A truce
published: 2020-09-28
when: 2020-09-28
actors: [Armenia, A militia]
place: Shusha
tags: [front, talks]
events:
  - id: truce
---
Read: Shelling along the line
-- content/articles/c.md --
---
title: The talks
published: 2020-09-29
when: 2020-09-29
actors: [Armenia]
tags: [front, shelling]
---
Read: A truce
-- content/articles/d.md --
---
title: The talks
published: 2020-10-29
when: 2020-10-29
actors: [Azerbaijan]
---
Read: The talks
";

#[test]
fn after_new_front_matter_it_is_what_a_fresh_reading_gives() {
    let (a, b, c, d) =
        ("content/articles/a.md", "content/articles/b.md", "content/articles/c.md", "content/articles/d.md");
    let mut site = Folder::new(HEADS);
    let steps: &[(&str, &str, &str)] = &[
        (a, "when: 2020-09-27", "when: 2020-09-27\nsummary: In a sentence.\nauthors: [Ann]"),
        (a, "actors: [Armenia, A militia]", "actors: [A militia, {actor: Armenia, role: party}]"),
        (c, "actors: [Armenia]", "actors: [Armenia, Russia, Azerbaijan]"),
        (c, "actors: [Armenia, Russia, Azerbaijan]", "actors: [Russia]"),
        (c, "actors: [Russia]", "actors: [Russia, Another militia]"),
        (c, "actors: [Russia, Another militia]", "actors: [Russia]"),
        (a, "A militia, ", ""),
        (d, "actors: [Azerbaijan]", "actors: [Azerbaijan]\nplace: Barda\ntype: battle"),
        (d, "place: Barda", "place: Nowhere"),
        (d, "place: Nowhere", "place: Shusha"),
        (d, "when: 2020-10-29", "when: 2020-09"),
        (d, "published: 2020-10-29", "published: 2020-10-01T12:00+04:00\nupdated: 2020-11-01"),
        (b, "place: Shusha", "place: Barda"),
        (b, "title: A truce", "title: The truce"),
        (d, "type: battle", "type: battle\ntags: [front]"),
        (d, "tags: [front]", "tags: [front, Front, new]"),
        (d, "tags: [front, Front, new]", "tags: [Talks]"),
        (b, "tags: [front, talks]", "tags: [front]"),
        (a, "tags: [front, Shelling]", "tags: [front]"),
        (c, "tags: [front, shelling]", "tags: [shelling]"),
        (c, "tags: [shelling]", "tags: [shelling]\nconflict: war"),
        (c, "conflict: war", "conflict: Another war"),
        (c, "conflict: Another war", "aliases: [old/c.html, articles/a.html]"),
        (c, "aliases: [old/c.html, articles/a.html]", "sources: [s1, s2]"),
        (c, "sources: [s1, s2]", "sources: [s1, {title: Own, author: Armenia}]"),
        (
            c,
            "sources: [s1, {title: Own, author: Armenia}]",
            "related: [Shelling along the line]\nunrelated: [d]",
        ),
        (
            c,
            "related: [Shelling along the line]\nunrelated: [d]",
            "statements: [{by: Russia, text: We wait.}]\nclaims: [{about: Who began, positions: [{by: Armenia, stance: denies}]}]",
        ),
        (c, "by: Russia", "by: Somebody else"),
        (c, "stance: denies", "stance: asserts"),
        (
            c,
            "tags: [shelling]",
            "tags: [shelling]\ntemplate: none.html\nlang: ru\noriginal: {url: https://example.org/x}",
        ),
        (d, "title: The talks", "title: The talks\ncorrections: [{date: 2020-11-02, text: A name.}]"),
        (d, "title: The talks", "title: The talks\ntranslation_of: The truce"),
        (d, "title: The talks", "title: The talks\nformer_titles: [The truce]"),
        (d, "title: The talks", "title: The talks\nstatus: retracted"),
        (d, "when: 2020-09", "when: 2020-10"),
        (d, "status: retracted", "status: draft"),
        (d, "when: 2020-10", "when: 2020-11"),
    ];
    for (file, from, to) in steps {
        site.replace(file, from, to);
        site.check(&format!("{file}: {to}"), &[file]);
    }
}

#[test]
fn a_tag_that_two_articles_lose_at_once_is_gone() {
    let (a, c) = ("content/articles/a.md", "content/articles/c.md");
    let mut site = Folder::new(&HEADS.replace("Shelling]", "shelling]"));
    site.replace(a, "tags: [front, shelling]", "tags: [front]");
    site.replace(c, "tags: [front, shelling]", "tags: [front]");
    site.check("two articles lose a tag", &[a, c]);
}

#[test]
fn a_registered_actor_that_an_article_names_leaves_the_others_as_they_are() {
    let mut site = Folder::new(HEADS);
    let before = site.live.state();
    site.replace("content/articles/a.md", "[Armenia, A militia]", "[Armenia, A militia, Russia]");
    let after = site.live.update(&Changes::of("content/articles/a.md")).unwrap();
    // A militia is named by articles alone.
    assert_eq!(made_again(&before, &after), ["a", "b", "c", "d"]);
    let before = after;
    site.replace("content/articles/c.md", "actors: [Armenia]", "actors: [Armenia, Russia]");
    let after = site.live.update(&Changes::of("content/articles/c.md")).unwrap();
    // `d` names a title that two have.
    assert_eq!(made_again(&before, &after), ["c", "d"]);
}

/// What a walk writes at random: a key and what it may be.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "title",
        &[
            "The talks",
            "A truce",
            "the Talks",
            "Talks fail at the border",
            "Talks failed at the border",
            "Armenia",
        ],
    ),
    (
        "actors",
        &[
            "[Armenia]",
            "[Russia, Armenia]",
            "[A militia]",
            "[{actor: Russia, role: mediator}, A militia]",
            "[]",
        ],
    ),
    ("tags", &["[front]", "[Front, talks]", "[talks]", "[]", "[rare]"]),
    ("place", &["Shusha", "Barda", "Nowhere", "{name: Nowhere, lat: 1, lon: 2}"]),
    ("when", &["2020-09-27", "2020-10", "2020", "2020-10-10/2020-11-10"]),
    ("conflict", &["war", "Another war"]),
    ("type", &["battle", "shelling"]),
    ("summary", &["In a sentence.", "In another."]),
    ("related", &["[A truce]", "[The talks]", "[c]"]),
    ("unrelated", &["[A truce]", "[b]"]),
    ("status", &["draft", "published", "retracted"]),
    ("former_titles", &["[A truce]", "[An old title]"]),
    ("translation_of", &["A truce", "The talks"]),
    (
        "figures",
        &["[{measure: killed, value: 3, by: Russia}]", "[{measure: killed, value: 4, by: A militia}]"],
    ),
    ("events", &["[{id: truce}]", "[{id: truce, title: Truce}, {id: other}]"]),
    ("sources", &["[s1]", "[{title: Own, publisher: Russia}]"]),
];
const BODIES: &[&str] = &[
    "Armenia and [[A truce]].",
    "Read: The talks\n\nRead: An old title",
    "Read: Talks fail at the bordr",
    "Read: A truce\n\n> We wait.\n>\n> — Somebody, Moscow",
];

#[test]
fn after_a_walk_of_many_changes_it_is_what_a_fresh_reading_gives() {
    let letters = ['a', 'b', 'c', 'd', 'e'];
    let mut site = Folder::new(&HEADS.replace("content/articles/", "content/before/"));
    let mut heads: Vec<(BTreeMap<&str, &str>, &str)> = vec![(BTreeMap::new(), ""); letters.len()];
    let mut state: u64 = 7;
    let mut dice = |sides: usize| {
        // Knuth's generator; what is drawn is the same on every machine.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    for step in 0..150 {
        let mut files = Vec::new();
        for _ in 0..=dice(6) / 4 {
            let at = dice(letters.len());
            for _ in 0..=dice(2) {
                let (head, body) = &mut heads[at];
                match dice(FIELDS.len() + 4) {
                    field if field < FIELDS.len() => {
                        let (key, values) = FIELDS[field];
                        match dice(values.len() + 1) {
                            value if value < values.len() => drop(head.insert(key, values[value])),
                            _ => drop(head.remove(key)),
                        }
                    }
                    _ => *body = BODIES[dice(BODIES.len())],
                }
            }
            let (head, body) = &heads[at];
            let lines: String = head.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
            let title = if head.contains_key("title") { "" } else { "title: Untold\n" };
            let file = format!("content/articles/{}.md", letters[at]);
            site.write(&file, &format!("---\n{title}published: 2020-11-0{}\n{lines}---\n{body}\n", at + 1));
            files.push(file);
        }
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        site.check(&format!("step {step}: {files:?}"), &files);
    }
}
