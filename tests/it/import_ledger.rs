//! The sum of an import: every part of an input is taken, kept aside or left out with a reason, and nothing is lost.

use std::fs;
use std::io::{Cursor, Write};

use dateline::import::{End, Part};
use tempfile::{TempDir, tempdir};

use crate::front;
use crate::front::import::{Imported, import};
use crate::front::program::{self, dateline};

fn site(files: &str) -> TempDir {
    let folder = tempdir().unwrap();
    front::spread(
        folder.path(),
        "-- site.yaml --\ntitle: A test\n-- content/pages/about.md --\n---\ntitle: About\n---\nWe.\n",
    );
    front::spread(folder.path(), files);
    folder
}

/// The parts of the first input: seen, taken, kept, left out.
fn sum(made: &Imported, part: Part) -> [usize; 4] {
    let sum = made.outcomes[0].ledger.sums().get(&part).copied().unwrap_or_default();
    [sum.seen, sum.taken, sum.kept, sum.left_out]
}

#[test]
fn parts_of_every_kind_of_source_add_up() {
    let table = import(
        "-- inbox/ged.csv --\nid,side_a,side_b,date_start,date_end,best,other\n1,a,b,2020-09-27,2020-09-27,3,x\n2,a,b,soon,,3,x\n,,,,,,\n",
    );
    assert_eq!(sum(&table, Part::Row), [3, 1, 0, 2]);
    assert_eq!(sum(&table, Part::Column), [7, 6, 0, 1]);
    let post = import(
        "-- inbox/_posts/2020-10-05-a.md --\n---\ntitle: A\nlayout: post\ntags: [x]\n---\n{{< youtube x >}} {{< gallery >}}\n",
    );
    assert_eq!(sum(&post, Part::Key), [3, 2, 1, 0]);
    assert_eq!(sum(&post, Part::Code), [2, 1, 1, 0]);
    let slides = import(
        "-- inbox/t.json --\n{\"events\": [{\"start_date\": {\"year\": 2020}, \"text\": {\"headline\": \"A\"}}, {\"start_date\": {}, \"text\": {\"headline\": \"B\"}}]}",
    );
    assert_eq!(sum(&slides, Part::Slide), [2, 1, 0, 1]);
    let page = import(
        "-- inbox/a.txt --\nHarbour of Portville opens again\n\nBy Bo Reporter\n5 October 2020\n\nAdvertisement\n\nThe harbour opened again on Monday. Two ferries sail each day.\n",
    );
    assert_eq!(sum(&page, Part::Line), [1, 0, 0, 1]);
    for made in [table, post, slides, page] {
        assert!(made.outcomes.iter().all(|outcome| outcome.ledger.balances()), "{:?}", made.outcomes);
        assert_eq!(sum(&made, Part::File), [1, 1, 0, 0]);
    }
}

#[test]
fn what_is_left_out_has_a_reason() {
    let made =
        import("-- inbox/ged.csv --\nid,side_a,side_b,date_start,date_end,best,other\n2,a,b,soon,,3,x\n");
    let left: Vec<(&str, &str)> = made.outcomes[0]
        .ledger
        .entries()
        .iter()
        .filter(|entry| entry.end == End::LeftOut)
        .map(|entry| (entry.name.as_str(), entry.how.as_str()))
        .collect();
    assert!(left.contains(&("other", "there is no field for it")), "{left:?}");
    assert!(left.iter().any(|(name, why)| *name == "row 2" && why.contains("`soon`")), "{left:?}");
}

#[test]
fn the_sum_ends_the_import_and_stands_in_its_json() {
    let files = "-- map.yaml --\nprefix: t\ntitle: what\nwhen: day\nsource: {title: A register}\n-- t.csv --\nday,what,note\n1999-03-04,Fire,x\nsoon,Flood,y\n";
    let folder = site(files);
    let run = dateline(folder.path(), &["import", "t.csv", "--map", "map.yaml"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("2 rows: 1 taken, 1 left out; 3 columns: 2 taken, 1 left out\n"),
        "{}",
        run.stderr
    );
    let run = dateline(site(files).path(), &["import", "t.csv", "--map", "map.yaml", "--json"]);
    for part in [
        "\"part\": \"column\"",
        "\"name\": \"note\"",
        "\"end\": \"left-out\"",
        "\"how\": \"the map does not name it\"",
        "\"seen\": 2",
    ] {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
    }
}

#[test]
fn a_named_input_that_gives_nothing_is_an_error_with_a_way_out() {
    for (name, bytes, words) in [
        ("empty.txt", &b""[..], "gives nothing: empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "gives nothing: not a text"),
        ("paper.pdf", b"%PDF-1.7 x", "gives nothing: not a text"),
        ("rows.json", b"[{\"a\": 1}]", "`--map columns.yaml` says what they are"),
        ("only-names.csv", b"id,side_a,side_b,date_start,best\n", "the table has no rows"),
    ] {
        let folder = site("");
        front::put(folder.path(), name, bytes);
        let run = dateline(folder.path(), &["import", name]);
        assert!(run.code == 1 && run.stderr.contains(words), "{name}: {}", run.stderr);
        assert!(!folder.path().join("content/sources.yaml").exists(), "{name}");
    }
    let run = dateline(site("").path(), &["import", "https://post.example/news/1"]);
    assert!(run.code == 1 && run.stderr.contains("`--url https://post.example/news/1`"), "{}", run.stderr);
}

#[test]
fn doubts_that_are_alike_are_one_line() {
    let rows: String = (1..30).map(|n| format!("{n},a,b,soon,,3\n")).collect();
    let files = format!("-- ged.csv --\nid,side_a,side_b,date_start,date_end,best\n{rows}");
    let run = dateline(site(&files).path(), &["import", "ged.csv"]);
    assert_eq!(run.stderr.matches("bad-row").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("29 rows: row 2: ") && run.stderr.contains("and 26 more"), "{}", run.stderr);
    let run = dateline(site(&files).path(), &["import", "ged.csv", "--verbose"]);
    assert_eq!(run.stderr.matches("bad-row").count(), 29, "{}", run.stderr);
}

#[test]
fn a_first_map_holds_every_column_and_imports_its_table() {
    let table = "day;what;town;lat;lon;who;dead;link;mood\n1999-03-04;Fire;Port;39.5;46.5;Northland;3;https://a.example/1;grey\n";
    let folder = site(&format!("-- t.csv --\n{table}"));
    let run = dateline(folder.path(), &["import", "t.csv", "--map-suggest"]);
    for part in [
        "when: day  # “1999-03-04”",
        "title: what",
        "{name: town, lat: lat, lon: lon}",
        "actors: [who]",
        "{measure: killed, value: dead}",
        "link: [link]",
        "#   mood: “grey”",
    ] {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
    }
    front::put(folder.path(), "map.yaml", run.stdout.as_bytes());
    let run = dateline(folder.path(), &["import", "t.csv", "--map", "map.yaml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let events = fs::read_to_string(folder.path().join("content/events/t-1999.yaml")).unwrap();
    assert!(events.contains("title: Fire") && events.contains("value: 3"), "{events}");
}

/// An archive of files.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A spreadsheet as XLSX, whose day is a number with the form of a date.
fn xlsx() -> Vec<u8> {
    let text = |words: &str| format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>");
    let head = [text("day"), text("what"), text("dead")].concat();
    archive(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Register\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"s1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"s2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">{head}</row><row r=\"2\"><c s=\"1\"><v>36223</v></c>{}<c><v>3</v></c></row></sheetData></worksheet>",
                text("Fire")
            ),
        ),
    ])
}

/// The same as ODS.
fn ods() -> Vec<u8> {
    let text = |words: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>")
    };
    let head = [text("day"), text("what"), text("dead")].concat();
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        (
            "content.xml",
            &format!(
                "<office:document-content {names}><office:body><office:spreadsheet><table:table table:name=\"Register\"><table:table-row>{head}</table:table-row><table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"1999-03-04\"><text:p>4.3.99</text:p></table:table-cell>{}<table:table-cell office:value-type=\"float\" office:value=\"3\"><text:p>3</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
                text("Fire")
            ),
        ),
    ])
}

#[test]
fn spreadsheets_are_tables() {
    for (name, bytes) in [("t.xlsx", xlsx()), ("t.ods", ods())] {
        let folder = site(
            "-- map.yaml --\nprefix: t\ntitle: what\nwhen: day\nfigures: [{measure: killed, value: dead}]\nsource: {title: A register}\n",
        );
        front::put(folder.path(), name, &bytes);
        let run = dateline(folder.path(), &["import", name, "--map", "map.yaml"]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let events = fs::read_to_string(folder.path().join("content/events/t-1999.yaml")).unwrap();
        for part in ["title: Fire", "when: \"1999-03-04\"", "value: 3"] {
            assert!(events.contains(part), "{name}: {part}: {events}");
        }
    }
}

#[test]
fn pictures_are_copied_beside_the_texts_that_show_them() {
    let folder = site(
        "-- old/_posts/2020-10-05-quay.md --\n---\ntitle: Quay\nimage: /assets/quay.png\n---\nThe first words say what it is.\n\n<!--more-->\n\n![A quay](/assets/quay.png) and [the paper](../files/a.pdf).\n",
    );
    for (name, bytes) in [
        ("old/assets/quay.png", &b"\x89PNG\r\n\x1a\nx"[..]),
        ("old/files/a.pdf", b"%PDF-1.7 x"),
        ("old/assets/other.png", b"\x89PNG\r\n\x1a\ny"),
    ] {
        front::put(folder.path(), name, bytes);
    }
    let run = dateline(folder.path(), &["import", "old"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let files = program::files(&folder.path().join("content/articles/2020"));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["2020-10-05-quay.md", "a.pdf", "quay.png"], "{}", run.stderr);
    let text = String::from_utf8(files["2020-10-05-quay.md"].0.clone()).unwrap();
    for part in [
        "image: {src: quay.png}",
        "summary: The first words say what it is.",
        "![A quay](quay.png) and [the paper](a.pdf)",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(run.stderr.contains("assets/other.png was passed over"), "{}", run.stderr);
}

#[test]
fn a_page_tells_its_day_and_author_wherever_they_stand() {
    let text = "<p>Ferries crossed the bay of Portville again on Monday, five days after shells had damaged the quay.</p><p>Two boats a day will sail until the repairs are done, the council said.</p>";
    let graph = "{\"@graph\": [{\"@type\": \"WebPage\", \"@id\": \"#page\", \"datePublished\": \"2020-10-05\",}, {\"@type\": \"NewsArticle\", \"headline\": \"Ferries cross again\", \"author\": {\"@id\": \"#bo\"}}, {\"@type\": \"Person\", \"@id\": \"#bo\", \"name\": \"Von Bo Reporter\"}]}";
    for (head, body, expected) in [
        (format!("<script type='application/ld+json; charset=utf-8'>{graph}</script>"), String::new(), "authors: [Bo Reporter]"),
        (String::new(), "<div class='meta'>5 October 2020</div>".to_owned(), "beside the headline"),
        ("<link rel='canonical' href='https://post.example/2020/10/05/ferries'>".to_owned(), String::new(), "from the address"),
        ("<meta property='og:site_name' content='The Post'><meta property='og:title' content='Ferries cross again | The Post'>".to_owned(), "<div>5 October 2020</div>".to_owned(), "title: Ferries cross again  #"),
    ] {
        let made = import(&format!(
            "-- inbox/page.html --\n<html lang=\"en\"><head><title>Ferries cross again</title>{head}</head><body><h1>Ferries cross again</h1>{body}<article>{text}</article><div class='related'><a href='/x'>Other</a><time datetime='2009-04-11'>11 April 2009</time></div></body></html>\n"
        ));
        let file = made.files.first().map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default();
        assert!(file.contains("published: 2020-10-05") && file.contains(expected), "{head}{body}: {file}{}", made.report);
    }
}

#[test]
fn the_headline_stands_above_its_standfirst_and_below_calls() {
    let text = "The council of the harbour met on Friday evening for two hours, and its members agreed on an inquiry into the fire, it said.\n\nNobody was hurt, and the quay opens on Monday.\n";
    for (lines, title) in [
        (
            "Council calls for inquiry\n\nIts members met behind closed doors for two hours on Friday evening",
            "Council calls for inquiry",
        ),
        (
            "Support the free press: Join today\n\nCouncil of the harbour agrees on inquiry",
            "Council of the harbour agrees on inquiry",
        ),
        (
            "Reading time: two minutes\n482\n\nCouncil of the harbour agrees on inquiry\n\nStory: fire at the quay",
            "Council of the harbour agrees on inquiry",
        ),
    ] {
        let made = import(&format!("-- inbox/page.txt --\n{lines}\n\nPublished 5 October 2020\n\n{text}"));
        let file = String::from_utf8_lossy(&made.files[0].bytes).into_owned();
        assert!(file.contains(&format!("title: {title}  #")), "{lines}: {file}");
        assert!(!file.contains("tags:"), "{lines}: {file}");
    }
}
