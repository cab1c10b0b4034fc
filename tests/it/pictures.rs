//! Pictures: only copies of them are published, which tell nothing but what they show.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use dateline::diag::Diagnostics;
use dateline::source::{self, Filter};

use crate::front::{self, camera};

const HEAD: &str = "---\ntitle: The first\npublished: 2020-10-01\n";

/// A site in a folder, with one article and pictures beside it.
pub struct Site {
    dir: tempfile::TempDir,
}

impl Site {
    pub fn new(front_matter: &str, body: &str, pictures: &[(&str, &[u8])]) -> Self {
        let site = Self { dir: tempfile::tempdir().unwrap() };
        site.put("site.yaml", b"title: T\nbase_url: https://archive.example/\n");
        site.put("content/articles/a.md", format!("{HEAD}{front_matter}---\n{body}\n").as_bytes());
        for (name, bytes) in pictures {
            site.put(&format!("content/articles/{name}"), bytes);
        }
        site
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn put(&self, path: &str, bytes: &[u8]) {
        front::put(self.dir.path(), path, bytes);
    }

    pub fn build(&self) -> front::Built {
        let mut out = Diagnostics::default();
        let tree = source::read(self.dir.path(), &Filter::default(), &mut out).unwrap();
        front::build_tree(tree, &front::options(), out)
    }
}

/// The published files below `media/` whose names begin so.
pub fn media<'a>(built: &'a front::Built, name: &str) -> Vec<(&'a str, &'a [u8])> {
    let begins = format!("media/{name}-");
    let all = built.files.iter().filter(|(path, _)| path.starts_with(&begins));
    all.map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect()
}

/// A site that shows a file from each camera, built once for all who look at it.
struct Cameras {
    files: Vec<(&'static str, Vec<u8>)>,
    built: front::Built,
}

static CAMERAS: LazyLock<Cameras> = LazyLock::new(|| {
    let files = camera::files();
    let body: String =
        files.iter().map(|(name, _)| format!("![A sight]({name} \"A caption. Credit: C\")\n\n")).collect();
    let built = Site::new("", &body, &borrowed(&files)).build();
    Cameras { files, built }
});

fn borrowed<'a>(files: &'a [(&'static str, Vec<u8>)]) -> Vec<(&'a str, &'a [u8])> {
    files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect()
}

#[test]
fn copies_show_what_cameras_saw_upright_and_in_its_colours() {
    let Cameras { files, built } = &*CAMERAS;
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let sight = camera::sight(1200, 800);
    for (name, _) in files {
        let copies = media(built, name.split('.').next().unwrap());
        let widths: Vec<u32> = copies.iter().map(|(_, bytes)| camera::decoded(bytes).width()).collect();
        assert_eq!(widths, [1200, 1200, 480, 480, 800, 800], "{name}");
        for (path, bytes) in copies {
            let copy = camera::decoded(bytes);
            assert!((copy.width() * 2).abs_diff(copy.height() * 3) < 3, "{path}");
            for (x, y) in [(1, 1), (3, 1), (1, 3), (3, 3)] {
                let expected = sight.get_pixel(1200 * x / 4, 800 * y / 4).0;
                let found = copy.get_pixel(copy.width() * x / 4, copy.height() * y / 4).0;
                let differs = expected.iter().zip(found).map(|(a, b)| a.abs_diff(b)).max().unwrap();
                // Four inks are not the colours of a screen.
                let most = if *name == "four-inks.jpg" { 48 } else { 26 };
                assert!(differs < most, "{path} at {x}/{y}: {found:?} is not {expected:?}");
            }
        }
    }
}

#[test]
fn no_published_file_tells_more_than_it_shows() {
    let Cameras { files, built } = &*CAMERAS;
    for (name, bytes) in files {
        assert!(!built.has(&format!("media/articles/{name}")), "{name} itself is not published");
        let told = camera::SECRETS.iter().filter(|secret| holds(bytes, secret)).count();
        assert!(told > 0, "{name} tells something");
    }
    for (path, bytes) in &built.files {
        let secret = camera::SECRETS.iter().find(|secret| holds(bytes, secret));
        assert_eq!(secret, None, "{path}");
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// What exiftool finds in files of a folder, but for what it says of the file itself and the picture's shape; `None` where it is
/// not installed.
fn told_to_exiftool(folder: &Path) -> Option<BTreeMap<String, Vec<String>>> {
    let run =
        Command::new("exiftool").args(["-G1", "-j", "-r", "-a", "-u", "-ee"]).arg(folder).output().ok()?;
    let found: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_slice(&run.stdout).unwrap();
    let plain = [
        "SourceFile",
        "ExifTool:",
        "File:",
        "System:",
        "Composite:",
        "JFIF:",
        "PNG:",
        "RIFF:",
        "GIF:",
        "SVG:",
    ];
    let of_file = |tags: serde_json::Map<String, serde_json::Value>| {
        let file = tags["SourceFile"].as_str().unwrap().to_owned();
        let told = tags.keys().filter(|tag| !plain.iter().any(|plain| tag.starts_with(plain)));
        let warned = tags.keys().filter(|tag| tag.ends_with(":Warning") || tag.ends_with("Comment"));
        (file, told.chain(warned).cloned().collect())
    };
    Some(found.into_iter().map(of_file).collect())
}

#[test]
fn exiftool_finds_no_metadata_in_copies() {
    let Cameras { files, built } = &*CAMERAS;
    let site = Site::new("", "Text.", &borrowed(files));
    let public = tempfile::tempdir().unwrap();
    built.files.iter().for_each(|(path, bytes)| front::put(public.path(), path, bytes));
    let Some(before) = told_to_exiftool(&site.dir.path().join("content/articles")) else {
        eprintln!("exiftool is not installed: what it would say is not known");
        return;
    };
    assert_eq!(before.values().filter(|told| !told.is_empty()).count(), files.len(), "{before:#?}");
    let after = told_to_exiftool(&public.path().join("media")).unwrap();
    assert_eq!(after.len(), files.len() * 6);
    for (file, told) in after {
        assert_eq!(told, [""; 0], "{file}");
    }
}

#[test]
fn a_hidden_part_is_gone_from_every_copy() {
    let picture = camera::jpeg(&camera::sight(1700, 1000));
    let hidden = "image: {src: a.jpg, alt: A, credit: C, hide: [{x: 60, y: 10, w: 30, h: 30}]}\n";
    let site = Site::new(hidden, "![A](a.jpg \"Credit: C\")", &[("a.jpg", &picture)]);
    let built = site.build();
    assert!(!built.has("media/articles/a.jpg"));
    let copies = media(&built, "a");
    assert_eq!(copies.len(), 8);
    for (path, bytes) in copies {
        let copy = camera::decoded(bytes);
        let at = |x: u32, y: u32| copy.get_pixel(copy.width() * x / 100, copy.height() * y / 100).0;
        let middle = at(75, 25);
        for (x, y) in [(61, 11), (89, 11), (61, 39), (89, 39)] {
            let differs = middle.iter().zip(at(x, y)).map(|(a, b)| a.abs_diff(b)).max().unwrap();
            assert!(differs < 6, "{path}: one colour at {x}/{y}, {middle:?} and {:?}", at(x, y));
        }
        assert!(at(20, 20)[0] > 150 && at(20, 80)[2] > 150, "{path}: the rest is there");
    }
    // What cannot be read hides all: a slip must not show what was to be hidden.
    let slip = "image: {src: a.jpg, alt: A, credit: C, hide: [{x: 60, y: ten, w: 30, h: 30}]}\n";
    let built = Site::new(slip, "Text.", &[("a.jpg", &picture)]).build();
    let copy = camera::decoded(media(&built, "a")[0].1);
    let corners = [(5, 5), (95, 5), (5, 95), (95, 95)]
        .map(|(x, y)| copy.get_pixel(copy.width() * x / 100, copy.height() * y / 100).0);
    assert!(
        corners.windows(2).all(|two| two[0].iter().zip(two[1]).all(|(a, b)| a.abs_diff(b) < 6)),
        "{corners:?}"
    );
}

#[test]
fn evidence_is_published_bit_for_bit_with_its_sum() {
    let (_, picture) = camera::files().swap_remove(0);
    let front_matter = "image: {src: gps.jpg, alt: A, credit: C, evidence: true}\n";
    let built = Site::new(front_matter, "Text.", &[("gps.jpg", &picture)]).build();
    assert_eq!(built.files["media/articles/gps.jpg"], picture);
    let page = built.page("articles/a.html");
    let sum = "<a href=\"../media/articles/gps.jpg\">The file itself</a>, SHA-256 <code>";
    assert!(page.contains(sum), "{page}");
    // A part that must not be seen is not published, evidence or not.
    let hidden =
        "image: {src: gps.jpg, alt: A, credit: C, evidence: true, hide: [{x: 1, y: 1, w: 9, h: 9}]}\n";
    let built = Site::new(hidden, "Text.", &[("gps.jpg", &picture)]).build();
    assert!(
        !built.has("media/articles/gps.jpg") && !built.page("articles/a.html").contains("The file itself")
    );
}

#[test]
fn what_may_distress_waits_on_a_page_of_its_own() {
    let picture = camera::jpeg(&camera::sight(900, 600));
    let front_matter =
        "image: {src: a.jpg, alt: A field, credit: C, sensitive: [death, injury]}\nkey: true\n";
    let site = Site::new(
        front_matter,
        "Words, and it again:\n\n![A field](a.jpg \"Credit: C\")",
        &[("a.jpg", &picture)],
    );
    let built = site.build();
    let page = built.page("articles/a.html");
    assert_eq!(page.matches("<img").count(), 0, "{page}");
    assert_eq!(page.matches("<a class=\"withheld\" href=\"../pictures/a-1.html\"").count(), 2, "{page}");
    assert!(
        page.contains("<b>Show image (may be distressing): death, injury</b> <span>A field</span>"),
        "{page}"
    );
    assert!(page.contains("pictures-"), "the stylesheet and the script: {page}");
    let own = built.page("pictures/a-1.html");
    assert!(
        own.contains("<meta name=\"robots\" content=\"noindex\">") && own.contains("<img src=\"../media/a-"),
        "{own}"
    );
    assert!(own.contains("Shown by <a href=\"../articles/a.html\">"), "{own}");
    for path in
        ["index.html", "timeline/index.html", "feed.xml", "feed.json", "sitemap.xml", "articles/a.html"]
    {
        let text = built.page(path);
        assert!(!text.contains("og:image\"") && !text.contains(" src=\"../media/a-"), "{path}: {text}");
        assert!(path == "articles/a.html" || !text.contains("media/a-"), "{path}: {text}");
        assert!(path != "sitemap.xml" || !text.contains("pictures/"), "{text}");
    }
}

#[test]
fn a_text_that_says_nothing_of_a_picture_shows_it_as_others_ask() {
    let picture = camera::jpeg(&camera::sight(600, 400));
    let described = "pictures: [{src: a.jpg, sensitive: true, hide: [{x: 0, y: 0, w: 50, h: 50}]}]\n";
    let site = Site::new(
        described,
        "![A field](a.jpg \"Credit: C\") and <img src=\"../media/articles/a.jpg\" alt=\"raw\">",
        &[("a.jpg", &picture)],
    );
    site.put(
        "content/articles/b.md",
        format!(
            "{HEAD}slug: b\n---\n[The file](../media/articles/a.jpg)\n\n![A field](a.jpg \"Credit: C\")\n"
        )
        .as_bytes(),
    );
    let built = site.build();
    for path in ["articles/a.html", "articles/b.html"] {
        let page = built.page(path);
        assert!(!page.contains("<img") && page.contains("class=\"withheld\""), "{path}: {page}");
    }
    assert!(built.page("articles/b.html").contains("<a href=\"../pictures/a-1.html\">The file</a>"));
    assert!(!built.has("media/articles/a.jpg"));
}

#[test]
fn pages_name_copies_for_every_width() {
    let picture = camera::jpeg(&camera::sight(1700, 1000));
    let front_matter = "image: {src: a.jpg, alt: A, caption: {en: A field, hy: Դաշտ}, credit: C, \
        license: 'https://creativecommons.org/licenses/by/4.0/', taken: '2020-10-02', place: Shushi}\n";
    let built = Site::new(
        front_matter,
        "![B](a.jpg \"Credit: C\") [large](../media/articles/a.jpg)",
        &[("a.jpg", &picture)],
    )
    .build();
    let page = built.page("articles/a.html");
    let sizes = "sizes=\"(min-width: 40rem) 35rem, 94vw\"";
    let sum = page.split("media/a-").nth(1).unwrap().split('-').next().unwrap().to_owned();
    let set = |ending: &str| {
        let one = |width: u32| format!("../media/a-{sum}-{width}.{ending} {width}w");
        [480, 800, 1200, 1600].map(one).join(", ")
    };
    let expected = format!(
        "<figure class=\"picture\"><picture><source type=\"image/webp\" srcset=\"{}\" {sizes}><img src=\"../media/a-{sum}-800.jpg\" \
         srcset=\"{}\" {sizes} width=\"1700\" height=\"1000\" alt=\"A\" decoding=\"async\"></picture>",
        set("webp"),
        set("jpg")
    );
    assert!(page.contains(&expected), "{page}");
    assert!(
        page.contains(
            "<figcaption>A field · Shushi, <time datetime=\"2020-10-02\">2 October 2020</time> · <span"
        ),
        "{page}"
    );
    assert!(
        page.contains(&format!("og:image\" content=\"https://archive.example/media/a-{sum}-1200.jpg\"")),
        "{page}"
    );
    assert!(
        page.contains("\"creditText\":\"C\"")
            && page.contains("\"license\":\"https://creativecommons.org/")
            && page.contains("\"dateCreated\":\"2020-10-02\"")
            && page.contains("\"contentLocation\":{\"@type\":\"Place\",\"name\":\"Shushi\"}"),
        "{page}"
    );
    assert!(page.contains(&format!("<a href=\"../media/a-{sum}-1600.jpg\">large</a>")), "{page}");
    assert_eq!(built.codes(), [""; 0]);
}

#[test]
fn a_picture_is_never_made_larger() {
    let small = camera::jpeg(&camera::sight(300, 200));
    let built = Site::new("", "![A](a.jpg \"Credit: C\")", &[("a.jpg", &small)]).build();
    let copies = media(&built, "a");
    assert_eq!(copies.len(), 2);
    for (path, bytes) in copies {
        assert_eq!(camera::decoded(bytes).dimensions(), (300, 200));
        assert!(bytes.len() <= small.len(), "{path}: {} of {}", bytes.len(), small.len());
    }
}

#[test]
fn editors_are_asked_about_narrow_pictures() {
    let site = |width: u32| {
        let picture = camera::jpeg(&camera::sight(width, 200));
        let front_matter = "image: {src: a.jpg, alt: A, credit: C, license: CC0}\nsources: [{title: T}]\n";
        let site = Site::new(front_matter, "Text.", &[("a.jpg", &picture)]);
        let mut out = Diagnostics::default();
        let tree = source::read(site.dir.path(), &Filter::default(), &mut out).unwrap();
        let editors = dateline::Options { depth: dateline::check::Depth::Editorial, ..front::options() };
        dateline::snapshot(tree, &editors, &mut out);
        out.iter().any(|found| &*found.code == "small-picture")
    };
    assert!(site(799) && !site(800));
}

#[test]
fn drawings_keep_every_pixel_and_grow_no_larger() {
    let drawing = image::RgbImage::from_fn(700, 500, |x, y| {
        if (x / 40 + y / 40) % 2 == 0 { image::Rgb([250, 250, 250]) } else { image::Rgb([10, 60, 120]) }
    });
    let png = camera::png(&drawing);
    let built = Site::new("", "![A](a.png \"Credit: C\")", &[("a.png", &png)]).build();
    let copies = media(&built, "a");
    let endings: Vec<&str> = copies.iter().map(|(path, _)| path.rsplit('-').next().unwrap()).collect();
    assert_eq!(endings, ["480.png", "480.webp", "700.png", "700.webp"]);
    for (path, bytes) in copies {
        assert!(bytes.len() <= png.len(), "{path}: {} of {}", bytes.len(), png.len());
        if path.contains("-700") {
            assert_eq!(camera::decoded(bytes), drawing, "{path}");
        }
    }
}

#[test]
fn what_moves_stands_still_for_those_who_ask_and_says_nothing_else() {
    let gif = camera::moving_gif();
    let built = Site::new("", "![A](a.gif \"Credit: C\")", &[("a.gif", &gif)]).build();
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let page = built.page("articles/a.html");
    assert!(
        page.contains("<source type=\"image/webp\" media=\"(prefers-reduced-motion: reduce)\""),
        "{page}"
    );
    let (path, moving) = *media(&built, "a").iter().find(|(path, _)| path.ends_with(".gif")).unwrap();
    assert!(page.contains(&format!("<img src=\"../{path}\"")), "{page}");
    assert!(holds(moving, "NETSCAPE2.0") && !holds(moving, "Ann") && moving.ends_with(&[0x3b]));
    let frames = image::AnimationDecoder::into_frames(
        image::codecs::gif::GifDecoder::new(std::io::Cursor::new(moving)).unwrap(),
    );
    assert_eq!(frames.count(), 2);
}

#[test]
fn drawings_of_lines_are_written_anew() {
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><metadata>Ann</metadata><path d=\"M0 0H4\"/></svg>";
    let built = Site::new("", "![A](a.svg \"Credit: C\")", &[("a.svg", svg)]).build();
    let copies = media(&built, "a");
    assert_eq!(copies.len(), 1);
    assert!(!holds(copies[0].1, "Ann") && holds(copies[0].1, "M0 0H4"));
    assert!(built.page("articles/a.html").contains("width=\"4\" height=\"3\""));
}

#[test]
fn what_cannot_be_shown_is_told_and_left_out() {
    let whole = camera::jpeg(&camera::sight(400, 300));
    let mut bomb = camera::png(&camera::sight(8, 8));
    bomb[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("cut.jpg", whole[..whole.len() * 2 / 3].to_vec(), "its end is missing"),
        ("heic.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), "it is HEIC"),
        ("tiff.jpg", b"II*\0\x08\0\0\0".to_vec(), "it is TIFF"),
        ("jxl.png", b"\xff\x0a\0\0".to_vec(), "it is JPEG XL"),
        ("bmp.png", b"BM\0\0\0\0".to_vec(), "it is BMP"),
        ("avif.avif", b"\0\0\0\x18ftypavif\0\0\0\0".to_vec(), "it is AVIF"),
        ("page.png", b"<!doctype html><title>Not found</title>".to_vec(), "it is no picture"),
        ("empty.jpg", Vec::new(), "it is empty"),
        ("bomb.png", bomb, "it has 20000 \u{d7} 20000 pixels"),
        ("nothing.gif", b"GIF89a\0\0\0\0\0\0\0;".to_vec(), "its size cannot be read"),
    ];
    for (name, bytes, what) in &files {
        let front_matter = format!("image: {{src: {name}, alt: A field, credit: C}}\n");
        let built = Site::new(&front_matter, "Text.", &[(name, bytes)]).build();
        assert_eq!(built.codes(), ["unreadable-picture"], "{name}: {}", built.report());
        assert!(built.report().contains(what), "{name}: {}", built.report());
        let page = built.page("articles/a.html");
        assert!(
            !page.contains("<img") && page.contains("<span class=\"absent\">A field</span>"),
            "{name}: {page}"
        );
        assert!(built.files.keys().all(|path| !path.starts_with("media/")), "{name}");
    }
    // Broken within: only who decodes it knows.
    let mut broken = camera::png(&camera::sight(200, 100));
    let middle = broken.len() / 2;
    broken[middle..middle + 40].fill(0x55);
    let built = Site::new("", "![A](a.png \"Credit: C\")", &[("a.png", &broken)]).build();
    assert_eq!(built.codes(), ["unreadable-picture"], "{}", built.report());
    // A name does not make a picture what it is not.
    let built = Site::new("", "![A](a.png \"Credit: C\")", &[("a.png", &whole)]).build();
    assert_eq!((built.codes(), media(&built, "a").len()), (vec![], 2));
}

#[test]
fn other_forms_of_pictures_have_a_way_out() {
    for name in ["a.heic", "a.TIFF", "a.jxl", "a.bmp", "a.cr3"] {
        let built = Site::new("", "Text.", &[(name, b"x")]).build();
        assert_eq!(built.codes(), ["unreadable-picture"], "{name}");
        assert!(built.report().contains("magick IN OUT.jpg"), "{}", built.report());
    }
}

#[test]
fn a_kept_copy_is_the_one_that_is_made() {
    let picture = camera::jpeg(&camera::sight(900, 600));
    let site = Site::new("", "![A](a.jpg \"Credit: C\")", &[("a.jpg", &picture)]);
    let first = site.build();
    let kept = site.dir.path().join(".dateline/pictures");
    let count = || std::fs::read_dir(&kept).unwrap().count();
    assert_eq!(count(), 6 + 1, "the copies, and what is known of pictures");
    assert_eq!(site.build().files, first.files);
    // What was cut off is made anew, and so is everything once the folder is gone.
    let one = std::fs::read_dir(&kept)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().unwrap() == "jpg");
    std::fs::write(one.unwrap(), b"\xff\xd8").unwrap();
    assert_eq!(site.build().files, first.files);
    std::fs::remove_dir_all(&kept).unwrap();
    assert_eq!(site.build().files, first.files);
    // Another picture under the same name is another.
    site.put("content/articles/a.jpg", &camera::jpeg(&camera::sight(900, 640)));
    let second = site.build();
    assert!(media(&second, "a").iter().all(|(path, _)| !first.files.contains_key(*path)));
}

#[test]
fn galleries_pairs_films_and_sounds() {
    let picture = camera::jpeg(&camera::sight(500, 400));
    let other = camera::jpeg(&camera::sight(500, 300));
    let front_matter = "gallery:\n- {src: a.jpg, alt: One, credit: C}\n- before: {src: a.jpg, alt: Then, credit: C}\n  \
        after: {src: b.jpg, alt: Now, credit: C, caption: After}\nvideo: {src: f.mp4, title: A film, credit: C, duration: '1:02:03', \
        poster: {src: b.jpg, alt: P, credit: C}, captions: {hy: f.vtt}, transcript: f.csv}\naudio: {src: s.mp3, title: A sound, credit: C, \
        sensitive: [death]}\n";
    let files: &[(&str, &[u8])] = &[
        ("a.jpg", &picture),
        ("b.jpg", &other),
        ("f.mp4", b"film"),
        ("f.vtt", b"WEBVTT\n"),
        ("f.csv", b"a,b\n"),
        ("s.mp3", b"sound"),
    ];
    let built = Site::new(front_matter, "Text.", files).build();
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let page = built.page("articles/a.html");
    for part in [
        "<section class=\"gallery\" aria-label=\"Pictures\"><ul>",
        "<li class=\"pair two\">",
        "<div><b>Before</b><figure class=\"picture\"><picture>",
        "<video controls preload=\"none\" aria-label=\"A film\" poster=\"../media/b-",
        "width=\"500\" height=\"300\"><source src=\"../media/articles/f.mp4\" type=\"video/mp4\"><track kind=\"captions\" \
         src=\"../media/articles/f.vtt\" srclang=\"hy\" label=\"Հայերեն\">",
        "<span class=\"n\">1:02:03</span> <a href=\"../media/articles/f.csv\">Transcript</a> \u{b7} <span class=\"credit\">C</span>",
        "<a class=\"withheld\" href=\"../media/articles/s.mp3\"><b>Play recording (may be distressing): death</b>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(built.has("media/articles/f.mp4") && built.has("media/articles/f.vtt"));
    assert!(!page.contains("<audio"), "{page}");
}
