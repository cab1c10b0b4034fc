//! A live site: after any change it is what a fresh reading of the folder would be.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use dateline::report::{self, ColourChoice, Format, HowMuch};
use dateline::source::{Changes, Notice, Watch};

use crate::front;
use crate::front::followed::Folder;

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
    let until = |watch: &mut Watch, wanted: &dyn Fn(&Changes) -> bool| {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            if watch.next(Duration::from_secs(5)).is_some_and(|changes| wanted(&changes)) {
                return true;
            }
        }
        false
    };
    fs::remove_dir_all(&root).unwrap();
    assert!(until(&mut watch, &|_| !root.exists()), "it is heard that the folder is gone");
    fs::create_dir(&root).unwrap();
    front::spread(&root, SITE);
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
    assert_eq!(asset.content, dateline::source::AssetContent::Bytes(b"raw".to_vec()));
}

#[cfg(unix)]
#[test]
fn signs_that_command_a_terminal_are_shown_as_signs() {
    let mut site = Folder::new(SITE);
    site.write("content/articles/2020-10-04-\u{1b}[31mX.md", "---\ntitel: X\n---\nText.\n");
    site.check("a name with an escape", &["content"]);
    for format in [Format::Human, Format::Short] {
        let state = site.live.state();
        let text =
            report::print(state.diagnostics(), &state.snapshot.tree, format, ColourChoice::No, HowMuch::All);
        assert!(text.contains("2020-10-04-\\u{1b}[31mX.md") && !text.contains('\u{1b}'), "{text}");
    }
}
