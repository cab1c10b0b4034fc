//! What must not leave is found, in files that are made here byte by byte, and a clean site is clean.

use std::io::Write;
use std::path::{Path, PathBuf};

use dateline::config::Config;
use dateline::diag::Diagnostics;
use dateline::model::Site;
use dateline::publish::bundle::Bundle;
use dateline::publish::leak::{self, Finding, Known, LeakKind};
use dateline::sink::OutputFolder;
use dateline::sink::folder::Folder;
use dateline::source::{self, Filter, SourceTree};
use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::front;

/// The findings in a finished folder of these files.
fn found(files: &[(&str, &[u8])], known: &Known) -> Vec<Finding> {
    let temporary = tempfile::tempdir().unwrap();
    let path = temporary.path().join("public");
    let folder = Folder::open(&path).unwrap();
    folder.put("index.html", b"<!doctype html><title>T</title>").unwrap();
    files.iter().for_each(|(path, bytes)| folder.put(path, bytes).unwrap());
    folder.finish().unwrap();
    leak::check(&Bundle::open(&path).unwrap(), known).unwrap()
}

/// The findings of one file, as texts.
fn of(path: &str, bytes: &[u8]) -> Vec<String> {
    found(&[(path, bytes)], &Known::default()).iter().map(Finding::to_string).collect()
}

#[track_caller]
fn leaks(path: &str, bytes: &[u8], what: &str) {
    let all = of(path, bytes);
    assert!(all.iter().any(|finding| finding.contains(what)), "{what}: {all:?}");
}

#[track_caller]
fn clean(path: &str, bytes: &[u8]) {
    assert_eq!(of(path, bytes), [""; 0]);
}

fn exif(tag: u16) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x01\0".to_vec();
    block.extend(tag.to_le_bytes());
    block.extend(b"\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0");
    block
}

fn jpeg(segments: &[(u8, &[u8])], after: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    for (marker, content) in segments {
        bytes.extend([0xff, *marker]);
        bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend(*content);
    }
    bytes.extend(b"\xff\xda\0\x02\x01\xff\x00\xff\xd0\x02\xff\xd9");
    bytes.extend(after);
    bytes
}

#[test]
fn jpeg_pictures() {
    let block = |tag| [b"Exif\0\0".to_vec(), exif(tag)].concat();
    let jfif = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
    clean("a.jpg", &jpeg(&[(0xe0, jfif), (0xe2, b"ICC_PROFILE\0\x01\x01x"), (0xe1, &block(0x0112))], b""));
    leaks("a.jpg", &jpeg(&[(0xe1, &block(0x8825))], b""), "GPS");
    leaks("a.jpg", &jpeg(&[(0xe1, &block(0x010f))], b""), "EXIF");
    leaks("a.jpg", &jpeg(&[(0xe1, &[block(0x0112), b"words that hide".to_vec()].concat())], b""), "EXIF");
    leaks("a.jpg", &jpeg(&[(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>")], b""), "XMP");
    leaks("a.jpg", &jpeg(&[(0xed, b"Photoshop 3.0\08BIM\x04\x04")], b""), "IPTC");
    leaks("a.jpg", &jpeg(&[(0xfe, b"by Ann")], b""), "a comment");
    leaks("a.jpg", &jpeg(&[(0xe2, b"MPF\0")], b""), "further pictures");
    leaks("no-ending", &jpeg(&[], b"\0\0\0\x18ftypmp42"), "after the end of the picture");
    clean("a.jpg", &jpeg(&[], b"\0\0"));
}

fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in [&[(b"IHDR", &[0; 13][..])], chunks, &[(b"IEND", b"")]].concat() {
        bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        bytes.extend(name);
        bytes.extend(content);
        bytes.extend([0; 4]);
    }
    bytes
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn other_pictures() {
    clean("a.png", &png(&[(b"iCCP", b"x"), (b"eXIf", &exif(0x0112))]));
    leaks("a.png", &png(&[(b"tEXt", b"Author\0Ann")]), "`Author`");
    leaks("a.png", &png(&[(b"eXIf", &exif(0x8825))]), "GPS");
    leaks("a.png", &png(&[(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>")]), "XMP");
    leaks("a.png", &[png(&[]), b"more".to_vec()].concat(), "after the end");
    let webp = |name: &[u8], content: &[u8], after: &[u8]| {
        let chunk = [name, &u32::try_from(content.len()).unwrap().to_le_bytes(), content].concat();
        let length = u32::try_from(chunk.len() + 4).unwrap().to_le_bytes();
        [b"RIFF", &length[..], b"WEBP", &chunk, after].concat()
    };
    clean("a.webp", &webp(b"VP8 ", b"abcd", b""));
    leaks("a.webp", &webp(b"EXIF", &exif(0x8825), b""), "GPS");
    leaks("a.webp", &webp(b"XMP ", b"<x/>", b""), "XMP");
    leaks("a.webp", &webp(b"VP8 ", b"abcd", b"more"), "after the end");
    let gif = |part: &[u8]| [b"GIF89a\x01\0\x01\0\0\0\0", part, b"\x3b"].concat();
    clean("a.gif", &gif(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x01x\0"));
    leaks("a.gif", &gif(b"\x21\xfe\x02Hi\0"), "a comment");
    leaks("a.gif", &gif(b"\x21\xff\x0bXMP DataXMP\x01x\0"), "XMP");
    leaks("a.svg", b"<svg><metadata/></svg>", "metadata");
    leaks("a.svg", b"<svg><!-- by Ann --></svg>", "the comment `by Ann`");
}

fn boxed(name: &[u8], content: &[u8]) -> Vec<u8> {
    [&u32::try_from(content.len() + 8).unwrap().to_be_bytes()[..], name, content].concat()
}

#[test]
fn films_sounds_and_documents() {
    let film = |part: &[u8]| [boxed(b"ftyp", b"isom\0\0\0\0"), boxed(b"moov", part)].concat();
    clean("a.mp4", &film(&boxed(b"mvhd", &[0; 20])));
    leaks("a.mp4", &film(&boxed(b"mvhd", &[0, 0, 0, 0, 1, 2, 3, 4, 0, 0])), "the time when it was made");
    leaks("a.mov", &film(&boxed(b"udta", &boxed(b"\xa9xyz", b"+40+044/"))), "the place");
    leaks("a.mp4", &film(&boxed(b"udta", &boxed(b"XMP_", b"<x/>"))), "XMP");
    let item = |kind: &[u8]| boxed(b"infe", &[b"\x02\0\0\0\0\x01\0\0", kind, b"\0"].concat());
    let avif = |kind: &[u8]| {
        let list = boxed(b"iinf", &[&b"\0\0\0\0\0\x01"[..], &item(kind)].concat());
        [boxed(b"ftyp", b"avif\0\0\0\0"), boxed(b"meta", &[&[0; 4][..], &list].concat())].concat()
    };
    clean("a.avif", &avif(b"av01"));
    leaks("a.heic", &avif(b"Exif"), "EXIF");
    leaks("a.avif", &avif(b"mime"), "XMP");
    let mp3 = |name: &[u8]| [b"ID3\x03\0\0\0\0\0\x0c", name, b"\0\0\0\x02\0\0\0a", b"\xff\xfb"].concat();
    clean("a.mp3", &mp3(b"TIT2"));
    leaks("a.mp3", &mp3(b"COMM"), "a comment");
    clean("a.pdf", b"%PDF-1.7\n<< /Producer (pdfTeX) /Author () >>");
    leaks("a.pdf", b"%PDF-1.7\n<< /Author (Ann) >>", "the author");
    leaks("a.pdf", b"%PDF-1.7\n<< /Producer (C:\\\\Users\\\\x) >>", "path");
    let packed = [b"%PDF-1.7\nstream\n", &zlib(b"<< /Author (Ann) >>")[..], b"\nendstream"].concat();
    leaks("a.pdf", &packed, "the author");
}

#[test]
fn documents_tell_in_many_forms() {
    let named = |bytes: &[u8]| {
        let site = Site {
            config: Config { never_publish: vec!["Jane Doe".to_owned()], ..Config::default() },
            ..Site::default()
        };
        let known = Known::of(&SourceTree::default(), &site, &[]);
        found(&[("a.pdf", bytes)], &known).iter().any(|finding| finding.kind == LeakKind::Name)
    };
    for text in [
        "%PDF-1.4\n1 0 obj\n<< /Author 4 0 R >>\nendobj\n4 0 obj\n(Ann)\nendobj",
        "\n\x1b%-12345X\n%PDF-1.4\n<< /#41uthor <feff0041006e006e> >>",
        "%PDF-1.4\n<< /Author % a note\n (A\\156\\156) >>",
        "%PDF-1.4\n1 0 obj\n<< /Type /Annot /Subtype /Text /T (Ann) >>\nendobj",
        "%PDF-1.4\n<< /CreationDate (D:20200101) >>",
        "%PDF-1.4\n<< /Company (Firm) >>",
    ] {
        assert!(of("a.pdf", text.as_bytes()).iter().any(|finding| finding.contains("take it out")), "{text}");
    }
    clean("a.pdf", b"%PDF-1.4\n1 0 obj\n<< /FT /Tx /Subtype /Widget /T (name) >>\nendobj");
    let stream = |dictionary: &str, content: &[u8]| {
        [b"%PDF-1.4\n1 0 obj\n<< ", dictionary.as_bytes(), b" >>\nstream\n", content, b"\nendstream\nendobj"]
            .concat()
    };
    let packed = |text: &[u8]| stream("/Filter /FlateDecode", &zlib(text));
    leaks("a.pdf", &packed(b"4 0 9 20 << /Author 9 0 R >> (Ann)"), "the author");
    for text in [
        &b"BT (Jane Doe) Tj ET"[..],
        b"BT [(Ja) 12 (ne) -250 (Do) 3.5 (e)] TJ ET",
        b"BT <4a616e6520446f65> Tj ET",
        b"BT (J\\141ne D\\157e) Tj ET",
        b"BT (Jane) Tj 0 -14 Td (Doe) Tj ET",
    ] {
        assert!(
            named(&packed(text)) && named(&stream("/Length 9", text)),
            "{}",
            String::from_utf8_lossy(text)
        );
    }
    assert!(named(&stream("/Filter /ASCII85Decode", b"6<#'U8muUK+@L-Z.3MT)+@T6~>")));
    assert!(named(&stream("/Filter /ASCIIHexDecode", b"4254284a616e6520446f65295f>")));
    let table = b"1 beginbfrange <0001> <001a> <0061> endbfrange 1 beginbfchar <0030> <0020> endbfchar";
    let glyphs = b"BT <000a0001000e00050030> Tj <0004000f0005> Tj ET";
    assert!(named(&[packed(table), packed(glyphs)].concat()));
    let closed = |bytes: &[u8]| {
        found(&[("a.pdf", bytes)], &Known::default()).iter().any(|finding| finding.kind == LeakKind::Closed)
    };
    assert!(closed(b"%PDF-1.4\ntrailer << /Encrypt 3 0 R >>"));
    for filter in [
        "/Filter /LZWDecode",
        "/Filter[/ASCII85Decode/LZW]",
        "/Filter /L#5aWDecode",
        "/Filter [/RunLengthDecode]",
        "/Filter 5 0 R",
        "/Filter [/FlateDecode /FlateDecode]",
    ] {
        assert!(closed(&stream(filter, b"\x80\x0b\x60")), "{filter}");
    }
    for filter in
        ["/Filter /FlateDecode", "/Filter [/ASCII85Decode /FlateDecode]", "/Filter /DCTDecode", "/Length 3"]
    {
        assert!(!closed(&stream(filter, b"abc")), "{filter}");
    }
}

#[test]
fn the_sort_of_a_file_is_told_by_what_stands_in_it() {
    let place = boxed(b"\xa9xyz", b"\0\x11\x15\xc7+39.8+046.7/");
    let film = boxed(b"moov", &boxed(b"udta", &place));
    for first in [b"wide", b"free", b"skip", b"mdat"] {
        leaks("a.mp4", &[boxed(first, b"\0\0\0\0xxxx"), film.clone()].concat(), "the place");
    }
    leaks("a.mp4", &film, "the place");
    let track = boxed(b"stsd", b"\0\0\0\0\0\0\0\x01\0\0\0\x10gpmd");
    let media = boxed(b"mdia", &boxed(b"minf", &boxed(b"stbl", &track)));
    leaks("a.mp4", &boxed(b"moov", &boxed(b"trak", &media)), "measurements");
    let block = [b"Exif\0\0".to_vec(), exif(0x8825)].concat();
    let picture = jpeg(&[(0xe1, &block)], b"");
    leaks("a.jpg", &[b"\n".to_vec(), picture.clone()].concat(), "GPS");
    leaks("a.pdf", &[b"%PDF-1.7\nstream\n".to_vec(), picture, b"\nendstream".to_vec()].concat(), "GPS");
    leaks("a.png", &[b"\r\n".to_vec(), png(&[(b"tEXt", b"Author\0Ann")])].concat(), "`Author`");
}

#[test]
fn archives_are_opened_or_named() {
    let zip = |name: &str, text: &str| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    };
    leaks("a.zip", &zip("x.txt", "BEGIN RSA PRIVATE KEY"), "a private key");
    leaks("a.docx", &zip("docProps/core.xml", "<dc:creator>Ann</dc:creator>"), "the author");
    clean("a.zip", &zip("x.txt", "words"));
    leaks("a.7z", b"7z\xbc\xaf\x27\x1c\0\0", "cannot be looked into");
    leaks("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "cannot be looked into");
}

#[test]
fn no_bytes_of_a_broken_file_panic() {
    let films = [
        boxed(b"ftyp", b"isom"),
        boxed(b"moov", &boxed(b"udta", &boxed(b"keys", &[0, 0, 0, 0, 0, 0, 0, 1, 255, 255, 255, 255]))),
    ]
    .concat();
    let whole = [
        jpeg(&[(0xe1, &[b"Exif\0\0".to_vec(), exif(1)].concat())], b"x"),
        png(&[(b"zTXt", b"a\0\0b"), (b"iTXt", b"a\0\x01\0")]),
        b"RIFF\xff\xff\xff\xffWEBPEXIF\xff\xff\xff\xff".to_vec(),
        b"GIF89a\0\0\0\0\xff\0\0\x21\xff".to_vec(),
        films,
        b"ID3\x02\0\0\x7f\x7f\x7f\x7fCOM\xff\xff\xffx".to_vec(),
        b"%PDF-1.7 /Author( stream\n\x78".to_vec(),
        b"%PDF-1.7 1 0 obj << /Author 1 0 R /#4 <4 >> stream\n[(a\\1) -9 <00> beginbfrange <00> <ffff> <0041> endbfrange Tj".to_vec(),
        b"%PDF-1.7 obj /ASCII85Decode stream\nz!u~>\xff\0PK\x03\x04\x1a\x45\xdf\xa3\x12\x54\xc3\x67\x45\xa3\xff".to_vec(),
        b"\0\0\0\x01moov\0\0\0\0\0\0\0\x20\0\0\0\x09stsd\xa9xyz".to_vec(),
    ];
    let cut: Vec<(String, Vec<u8>)> = whole
        .iter()
        .enumerate()
        .flat_map(|(i, bytes)| (0..bytes.len()).map(move |end| (format!("{i}/{end}"), bytes[..end].to_vec())))
        .collect();
    let files: Vec<(&str, &[u8])> =
        cut.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    found(&files, &Known::default());
}

#[test]
fn keys_paths_and_links() {
    leaks("a.txt", b"x\nBEGIN RSA PRIVATE KEY", "leak: a.txt:2: a private key");
    leaks("a.js", format!("'AKIA{}'", "Z7".repeat(8)).as_bytes(), "Amazon");
    leaks("a.bin", format!("\0ghp_{}", "a1".repeat(18)).as_bytes(), "GitHub");
    leaks("a.html", format!("xoxb-{}", "1-a".repeat(9)).as_bytes(), "Slack");
    clean("a.html", b"AKIAB and ghp_short, xoxb-, SG.x");
    leaks("a.html", b"<p>at /home/ann/site/</p>", "the path `/home/ann/site/`");
    leaks("feed.xml", b"<link>http://localhost:8000/</link>", "a link to `http://localhost:8000`");
    clean("a.html", b"<p>open http://localhost:8000/ or 10.0.0.1</p>");
    leaks("a.html", b"<p><!-- to do --></p>", "the comment `to do`");
    let mut known = Known::default();
    known.roots.push("/srv/desk/site".to_owned());
    let kinds: Vec<LeakKind> =
        found(&[("a.json", b"\"/srv/desk/site/a\"")], &known).iter().map(|f| f.kind).collect();
    assert_eq!(kinds, [LeakKind::Path]);
}

const SITE: &str = "\
-- content/articles/a.md --
---
title: The first of them # ask her about dates
published: 2020-10-01
_source: Ann at the ministry
---
The convoy left the town at six in the morning.
<!-- he told us by phone -->
-- content/articles/b.md --
---
title: A story not yet told
published: 2020-10-01
status: unverified
---
A witness who spoke to us said that soldiers came at night. The convoy left the town at six in the morning.
";

#[test]
fn what_the_sources_keep_to_themselves() {
    let files = front::sections(SITE);
    let tree = SourceTree::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let snapshot = dateline::snapshot(tree, &front::options(), &mut Diagnostics::default());
    let known = Known::of(&snapshot.tree, &snapshot.site, &[]);
    let of =
        |text: &str| found(&[("x.html", text.as_bytes())], &known).iter().map(|f| f.kind).collect::<Vec<_>>();
    assert_eq!(of("<p>A witness who spoke to us said that"), [LeakKind::HeldBack]);
    assert_eq!(of("<h1>A story not yet told</h1>"), [LeakKind::HeldBack]);
    assert_eq!(of("<a href=\"articles/b.html\">"), [LeakKind::HeldBack]);
    assert_eq!(of("ask her about dates"), [LeakKind::Comment]);
    assert_eq!(of("he told us by phone"), [LeakKind::Comment]);
    assert_eq!(of("Ann at the ministry"), [LeakKind::Comment]);
    assert_eq!(of("The convoy left the town at six in the morning. The first of them"), []);
    let page = found(&[("articles/b.html", b"")], &known);
    assert_eq!(
        page.first().map(|f| (f.file.as_str(), f.kind)),
        Some(("articles/b.html", LeakKind::HeldBack))
    );
}

#[test]
fn names_in_every_writing() {
    let config = Config { never_publish: vec!["José Ruiz".to_owned()], ..Config::default() };
    let known = Known::of(&SourceTree::default(), &Site { config, ..Site::default() }, &[]);
    let wide: Vec<u8> = "\u{feff}José Ruiz".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let packed = png(&[(b"zTXt", &[&b"x\0\0"[..], &zlib("by josé ruiz".as_bytes())].concat())]);
    let files: [(&str, &[u8]); 8] = [
        ("a.html", b"Jos&#xe9; Ruiz"),
        ("b.json", b"\"JOS\\u00c9 RUIZ\""),
        ("c.html", b"?q=Jos%C3%A9+Ruiz"),
        ("d.txt", "Jose\u{301} Ruiz".as_bytes()),
        ("e.bin", &wide),
        ("f.html", b"<a href=\"jose-ruiz.html\">"),
        ("josé_ruiz.txt", b""),
        ("h.png", &packed),
    ];
    let all = found(&files, &known);
    let named = |path: &str| all.iter().any(|f| f.file == path && f.kind == LeakKind::Name);
    files.iter().for_each(|(path, _)| assert!(named(path), "{path}: {all:?}"));
}

#[test]
fn the_demonstration_has_nothing_to_hide() {
    let site = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let temporary = tempfile::tempdir().unwrap();
    let path = temporary.path().join("public");
    let mut out = Diagnostics::default();
    let tree = source::read(&site, &Filter::default(), &mut out).unwrap();
    let snapshot = dateline::snapshot(tree, &front::options(), &mut out);
    let known = Known::of(&snapshot.tree, &snapshot.site, &[site]);
    let sink = OutputFolder::new(Folder::open(Path::new(&path)).unwrap());
    dateline::write(&snapshot, &sink, &|| {}, &mut out).unwrap();
    sink.finish().unwrap();
    let found = leak::check(&Bundle::open(&path).unwrap(), &known).unwrap();
    assert_eq!(found.iter().map(Finding::to_string).collect::<Vec<_>>(), [""; 0]);
}
