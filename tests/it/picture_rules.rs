//! Pictures: what is kept of them and for how long, what moves, what waits, what editors are asked, and words that attack.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use dateline::check::Depth;
use dateline::diag::Diagnostics;
use dateline::live::{Live, PageFound};
use dateline::publish::bundle::Bundle;
use dateline::publish::leak::{self, Known};
use dateline::sink::OutputFolder;
use dateline::sink::folder::Folder;
use dateline::source::{self, Filter};
use dateline::{Options, snapshot, write};

use crate::attacks::handlers;
use crate::front::program::dateline;
use crate::front::{self, camera};
use crate::pictures::{Site, media};

/// The names of what is kept of a site's pictures.
fn kept(site: &Site) -> Vec<String> {
    let entries = fs::read_dir(site.root().join(".dateline/pictures")).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".json"));
    names.sort();
    names
}

#[test]
fn the_preview_makes_the_copy_that_is_asked_for_and_the_build_the_same() {
    let picture = camera::jpeg(&camera::sight(1700, 1000));
    let drawing = camera::png(&image::RgbImage::from_fn(900, 600, |x, y| {
        if (x / 40 + y / 40) % 2 == 0 { image::Rgb([250, 250, 250]) } else { image::Rgb([10, 60, 120]) }
    }));
    let body = "![A](a.jpg \"Credit: C\")\n\n![B](b.png \"Credit: C\")";
    let site = Site::new("", body, &[("a.jpg", &picture), ("b.png", &drawing)]);
    let live = Live::open(site.root(), &Filter::default(), front::options()).unwrap();
    let state = live.state();
    let rendered = |path: &str| match state.find(path) {
        Some(PageFound::Page(route)) => state.render(route).0.unwrap().bytes,
        _ => panic!("{path}"),
    };
    let page = String::from_utf8(rendered("articles/a.html")).unwrap();
    assert_eq!(kept(&site), [""; 0], "a page asks for none by itself");
    let asked: Vec<String> = ["-480.webp 480w", "-1200.jpg 1200w", "-480.png 480w"]
        .iter()
        .map(|end| {
            let before = &page[..page.find(end).unwrap()];
            format!("media/{}{}", before.rsplit_once("media/").unwrap().1, end.split(' ').next().unwrap())
        })
        .collect();
    let mut alone = Vec::new();
    for path in &asked {
        alone.push(rendered(path));
        assert_eq!(kept(&site).len(), alone.len(), "{path}: that one and no other");
    }
    fs::remove_dir_all(site.root().join(".dateline")).unwrap();
    let built = site.build();
    for (path, bytes) in asked.iter().zip(&alone) {
        assert!(built.files[path] == *bytes, "{path}: the same, made alone or with others");
    }
}

#[test]
fn what_is_kept_of_pictures_that_are_gone_has_a_limit() {
    let picture = camera::jpeg(&camera::sight(500, 400));
    let site = Site::new("", "![A](a.jpg \"Credit: C\")", &[("a.jpg", &picture)]);
    site.build();
    let needed = kept(&site);
    // Files without content take no room on the disk, whatever their length says.
    let old = |name: &str, megabytes: u64, days: u64| {
        let file = File::create(site.root().join(".dateline/pictures").join(name)).unwrap();
        file.set_len(megabytes << 20).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(days * 86_400)).unwrap();
    };
    old("oldest-480.webp", 150, 30);
    old("older-480.webp", 150, 20);
    old("newer-480.webp", 100, 10);
    site.build();
    let mut expected = [needed.clone(), vec!["newer-480.webp".into(), "older-480.webp".into()]].concat();
    expected.sort();
    assert_eq!(kept(&site), expected, "the oldest goes until no more than 256 MB are left");
    for name in &needed {
        let path = site.root().join(".dateline/pictures").join(name);
        File::options().append(true).open(path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
    old("large-480.webp", 300, 1);
    site.build();
    assert_eq!(kept(&site), needed, "what the site shows stays, however old");
}

/// Builds a site into a folder and looks for leaks in it.
fn leaks(site: &Site) -> Vec<String> {
    let mut out = Diagnostics::default();
    let tree = source::read(site.root(), &Filter::default(), &mut out).unwrap();
    let snapshot = snapshot(tree, &front::options(), &mut out);
    let public = site.root().join("public");
    let sink = OutputFolder::new(Folder::open(&public).unwrap());
    write(&snapshot, &sink, &|| {}, &mut out).unwrap();
    sink.finish().unwrap();
    let known = Known::of(&snapshot.tree, &snapshot.site, &[site.root().to_owned()]);
    let found = leak::check(&Bundle::open(Path::new(&public)).unwrap(), &known).unwrap();
    found.iter().filter(|finding| !known.excuses(finding)).map(ToString::to_string).collect()
}

#[test]
fn the_check_for_leaks_knows_what_is_evidence_and_nothing_else() {
    let (_, picture) = camera::files().swap_remove(0);
    let front_matter = "image: {src: gps.jpg, alt: A, credit: C, evidence: true}\n";
    let site = Site::new(front_matter, "Text.", &[("gps.jpg", &picture)]);
    assert_eq!(leaks(&site), [""; 0], "what it tells is meant to be told");
    // The same file in `static/`, where nobody says that it is evidence.
    site.put("static/gps.jpg", &picture);
    let found = leaks(&site);
    assert!(!found.is_empty() && found.iter().all(|leak| leak.starts_with("leak: gps.jpg")), "{found:?}");
    // A name that must never leave is found in evidence too.
    let site = Site::new(front_matter, "Text.", &[("gps.jpg", &picture)]);
    site.put("site.yaml", b"title: T\nnever_publish: [Ann Photographer]\n");
    let found = leaks(&site);
    assert!(found.iter().any(|leak| leak.contains("media/articles/gps.jpg")), "{found:?}");
    // Copies tell nothing, so that a picture that is no evidence needs no excuse.
    let plain = "image: {src: gps.jpg, alt: A, credit: C}\n";
    assert_eq!(leaks(&Site::new(plain, "Text.", &[("gps.jpg", &picture)])), [""; 0]);
}

#[test]
fn a_copy_of_32_pixels_stands_for_what_waits_where_the_site_wants_it() {
    let picture = camera::jpeg(&camera::sight(900, 600));
    let front_matter = "image: {src: a.jpg, alt: A field, credit: C, sensitive: [death]}\n";
    let site = Site::new(front_matter, "Text.", &[("a.jpg", &picture)]);
    assert!(!site.build().page("articles/a.html").contains("<img"));
    site.put("site.yaml", b"title: T\nbase_url: https://archive.example/\npictures: {blurred: true}\n");
    let built = site.build();
    let page = built.page("articles/a.html");
    let (path, bytes) = *media(&built, "a").iter().find(|(path, _)| path.ends_with("-32.jpg")).unwrap();
    assert_eq!(camera::decoded(bytes).dimensions(), (32, 21));
    assert_eq!(page.matches("<img").count(), 1, "{page}");
    assert!(page.contains(&format!("<img src=\"../{path}\" alt=\"\" width=\"32\" height=\"21\">")), "{page}");
    for path in ["feed.xml", "feed.json", "index.html", "timeline/index.html"] {
        assert!(!built.page(path).contains("media/a-"), "{path}");
    }
}

#[test]
fn moving_png_and_webp_keep_their_motion_and_say_nothing_else() {
    for (name, bytes) in [("a.png", camera::moving_png()), ("a.webp", camera::moving_webp())] {
        let built = Site::new("", &format!("![A]({name} \"Credit: C\")"), &[(name, &bytes)]).build();
        assert_eq!(built.codes(), [""; 0], "{name}: {}", built.report());
        let ending = name.rsplit('.').next().unwrap();
        let is_moving = |path: &str| path.ends_with(ending) && path.matches('-').count() == 1;
        let copies = media(&built, "a");
        let (path, moving) = *copies.iter().find(|(path, _)| is_moving(path)).unwrap();
        let page = built.page("articles/a.html");
        assert!(page.contains(&format!("<img src=\"../{path}\"")), "{page}");
        assert!(page.contains("media=\"(prefers-reduced-motion: reduce)\""), "{page}");
        let told = camera::SECRETS
            .iter()
            .find(|secret| moving.windows(secret.len()).any(|w| w == secret.as_bytes()));
        assert_eq!(told, None, "{name}");
        assert_eq!(camera::frames(name, moving), 2, "{name}");
        // Stills for those who ask for no motion have one frame.
        let still = copies.iter().find(|(path, _)| !is_moving(path)).unwrap();
        assert_eq!(camera::decoded(still.1).dimensions(), (60, 40));
    }
    // A hidden part is hidden in all frames: then only the first is shown.
    let hidden = "pictures: [{src: a.png, hide: [{x: 0, y: 0, w: 50, h: 50}]}]\n";
    let built = Site::new(hidden, "![A](a.png \"Credit: C\")", &[("a.png", &camera::moving_png())]).build();
    assert!(!built.page("articles/a.html").contains("prefers-reduced-motion"));
}

/// Words that would be markup, attributes or addresses where they are not escaped.
const HOSTILE: &str = "\"><img src=x onerror=go()> ' onload=go() </script><script>go()</script> ]]> {{ 7 * 7 }} javascript:go()";

#[test]
fn words_about_pictures_stay_words() {
    let picture = camera::jpeg(&camera::sight(600, 400));
    let other = camera::jpeg(&camera::sight(600, 300));
    let said = serde_json::to_string(HOSTILE).unwrap();
    let words = format!("alt: {said}, caption: {said}, credit: {said}, license: {said}, place: {said}");
    let by_language =
        format!("alt: {{en: {said}}}, caption: {{en: {said}}}, credit: {said}, license: {said}");
    let front_matter = format!(
        "summary: S\nkey: true\nimage: {{src: a.jpg, {words}}}\ngallery:\n- {{src: a.jpg, {by_language}}}\n\
         - {{before: {{src: a.jpg, {words}}}, after: {{src: b.jpg, sensitive: [death], {words}}}}}\n\
         video: {{src: f.mp4, title: {said}, caption: {said}, credit: {said}, license: {said}, poster: {{src: a.jpg, {words}}}, \
         captions: {{en: {{src: f.vtt, name: {said}}}}}}}\n\
         audio: {{src: s.mp3, title: {said}, caption: {said}, credit: {said}, license: {said}, sensitive: [grief]}}\n"
    );
    let title = HOSTILE.replace('"', "\\\"");
    let body = format!("![{}](b.jpg \"{title} Credit: {title}\")", HOSTILE.replace(']', "\\]"));
    let files: &[(&str, &[u8])] = &[
        ("a.jpg", &picture),
        ("b.jpg", &other),
        ("f.mp4", b"film"),
        ("f.vtt", b"WEBVTT\n"),
        ("s.mp3", b"sound"),
    ];
    let built = Site::new(&front_matter, &body, files).build();
    assert!(built.has("pictures/a-1.html"), "{}", built.report());
    for path in built.pages() {
        let page = built.page(path);
        assert_eq!(handlers(page), [""; 0], "{path}");
        assert!(!page.contains("<script>go()") && !page.contains("<img src=x"), "{path}");
        assert!(!page.contains("href=\"javascript:"), "{path}");
        assert!(!page.contains("49 javascript"), "{path}: no template in a text");
    }
    let page = built.page("articles/a.html");
    assert!(page.matches("&lt;img src=x onerror=go()&gt;").count() > 8, "{page}");
    for path in ["feed.xml", "sitemap.xml"] {
        front::xml::elements(built.page(path));
    }
}

/// What an editor is asked about pictures, each as its code and the line of its report.
fn asked(site: &Site) -> Vec<(String, String)> {
    let mut out = Diagnostics::default();
    let tree = source::read(site.root(), &Filter::default(), &mut out).unwrap();
    let editors = Options { depth: Depth::Editorial, ..front::options() };
    let report = front::build_tree(tree, &editors, out).short();
    let of_pictures = ["no-license", "small-picture", "no-captions"];
    let code = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    let lines = report.lines().filter_map(|line| Some((code(line)?, line.to_owned())));
    lines.filter(|(code, _)| of_pictures.contains(&&**code)).collect()
}

#[test]
fn editors_are_asked_about_galleries_posters_and_films() {
    let small = camera::jpeg(&camera::sight(479, 200));
    let front_matter = "sources: [{title: T}]\ngallery:\n- {src: a.jpg, alt: A, credit: C}\n- before: {src: a.jpg, alt: A, credit: C, license: CC0}\n  \
        after: {src: a.jpg, alt: A, credit: C}\nvideo: {src: f.mp4, credit: C, poster: {src: a.jpg, alt: A, credit: C, license: CC0}}\n\
        audio: {src: s.mp3, credit: C, license: CC0, captions: {tlh: s.vtt}}\n";
    let files: &[(&str, &[u8])] =
        &[("a.jpg", &small), ("f.mp4", b"film"), ("s.mp3", b"sound"), ("s.vtt", b"WEBVTT\n")];
    let site = Site::new(front_matter, "Text.", files);
    let all = asked(&site);
    let places = |code: &str| -> Vec<String> {
        let of_code = all.iter().filter(|(found, _)| found == code);
        of_code.map(|(_, line)| line.split(": ").next().unwrap().to_owned()).collect()
    };
    let line = |number: u32, column: u32| format!("content/articles/a.md:{number}:{column}");
    assert_eq!(places("small-picture"), [line(6, 9), line(7, 17), line(8, 16)], "{all:#?}");
    assert_eq!(places("no-license"), [line(6, 9), line(8, 16), line(9, 14)], "{all:#?}");
    assert_eq!(places("no-captions"), [line(9, 14), line(10, 62)], "{all:#?}");
    let right = front_matter
        .replace("credit: C}", "credit: C, license: CC0}")
        .replace("f.mp4, credit: C,", "f.mp4, credit: C, license: CC0, silent: true,")
        .replace("tlh: s.vtt", "tlh: {src: s.vtt, name: tlhIngan Hol}");
    let large = camera::jpeg(&camera::sight(480, 200));
    let files: &[(&str, &[u8])] =
        &[("a.jpg", &large), ("f.mp4", b"film"), ("s.mp3", b"sound"), ("s.vtt", b"WEBVTT\n")];
    assert_eq!(asked(&Site::new(&right, "Text.", files)), []);
}

#[test]
fn captions_have_a_language_and_lie_in_the_site() {
    let film = |captions: &str| {
        let front_matter = format!("video: {{src: f.mp4, title: F, credit: C, captions: {captions}}}\n");
        Site::new(&front_matter, "Text.", &[("f.mp4", b"film"), ("f.vtt", b"WEBVTT\n")]).build()
    };
    let built = film("{hy: f.vtt, pt-BR: {src: f.vtt}, en: {src: f.vtt, name: For the deaf}}");
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    for label in ["srclang=\"hy\" label=\"Հայերեն\"", "label=\"Português (BR)\"", "label=\"For the deaf\""]
    {
        assert!(built.page("articles/a.html").contains(label), "{label}");
    }
    let built = film("{the English ones: f.vtt}");
    assert!(built.report().contains("`the English ones` is not a language tag"), "{}", built.report());
    let built = film("{en: \"https://other.example/f.vtt\"}");
    assert_eq!(built.codes(), ["third-party-image"], "{}", built.report());
    assert_eq!(film("{en: {name: Words}}").codes(), ["missing-key"]);
}

#[test]
fn films_and_sounds_say_how_long_they_play() {
    let film = include_bytes!("../../content/articles/2020/handover.webm");
    let front_matter =
        |more: &str| format!("video: {{src: f.webm, title: F, credit: C, silent: true{more}}}\n");
    let built =
        |more: &str, bytes: &[u8]| Site::new(&front_matter(more), "Text.", &[("f.webm", bytes)]).build();
    let page = |built: front::Built| built.page("articles/a.html").to_owned();
    assert!(page(built("", film)).contains("<span class=\"n\">0:08</span>"));
    assert!(
        page(built(", duration: '1:07'", film)).contains("<span class=\"n\">1:07</span>"),
        "words go first"
    );
    assert!(!page(built("", b"film")).contains("<span class=\"n\">0"));
    let wrong = built(", duration: two minutes", film);
    assert!(wrong.report().contains("`two minutes` is no duration"), "{}", wrong.report());
}

#[test]
fn a_file_beside_a_text_that_is_linked_by_its_bare_name_is_told_with_its_address() {
    let picture = camera::jpeg(&camera::sight(600, 400));
    let files: &[(&str, &[u8])] = &[("ruling.pdf", b"%PDF-1.7 ruling"), ("a.jpg", &picture)];
    let wrong = "[The ruling](ruling.pdf) and [the picture](./a.jpg).";
    let site = Site::new("", wrong, files);
    let report = site.build().report();
    for right in ["../media/articles/ruling.pdf", "../media/articles/a.jpg"] {
        let hint = format!("hint: a file beside a text is linked as `{right}`");
        assert!(report.contains(&hint), "{right}: {report}");
    }
    let run = dateline(site.root(), &["check", "--fix"]);
    let text = fs::read_to_string(site.root().join("content/articles/a.md")).unwrap();
    assert!(
        text.contains(
            "[The ruling](../media/articles/ruling.pdf) and [the picture](../media/articles/a.jpg)."
        ),
        "{text}\n{}",
        run.stderr
    );
    let built = site.build();
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    assert!(built.has("media/articles/ruling.pdf") && !media(&built, "a").is_empty());
}
