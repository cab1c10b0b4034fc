//! The arrows of ARCHITECTURE.md: a module uses itself and what stands to its left; each outside crate has one home.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The modules, left to right.
const ORDER: &[&str] = &[
    "text", "address", "policy", "diag", "yaml", "phrase", "config", "source", "atlas", "model", "imaging",
    "parse", "names", "resolve", "derive", "check", "route", "render", "import", "schema", "report", "sink",
    "publish", "live", "preview", "lsp", "args", "cmd",
];

/// An outside crate and the files that may name it: a path, or a folder with a slash at its end.
const HOMES: &[(&str, &[&str])] = &[
    ("serde_yaml", &["yaml/"]),
    ("granit_parser", &["yaml/"]),
    ("tera", &["render/"]),
    ("pulldown_cmark", &["parse/"]),
    ("flate2", &["publish/", "source/active.rs", "import/unpack.rs"]),
    ("ammonia", &["parse/sanitize.rs"]),
    (
        "edtf_core",
        &["model/when.rs", "model/when/", "parse/when.rs", "parse/when/", "render/words.rs", "render/words/"],
    ),
    (
        "chrono",
        &[
            "model/when.rs",
            "model/when/",
            "parse/when.rs",
            "parse/when/",
            "config/",
            "cmd/mod.rs",
            "import/stamp/",
            "render/words.rs",
            "render/words/",
        ],
    ),
    (
        "chrono_tz",
        &[
            "model/when.rs",
            "model/when/",
            "parse/when.rs",
            "parse/when/",
            "config/",
            "render/words.rs",
            "render/words/",
        ],
    ),
    ("icu_calendar", &["render/words.rs", "render/words/", "parse/when/calendars.rs"]),
    ("icu_datetime", &["render/words.rs", "render/words/", "parse/when/calendars.rs"]),
    ("icu_decimal", &["render/words.rs", "render/words/", "phrase/tests.rs"]),
    ("icu_plurals", &["phrase/"]),
    ("aho_corasick", &["names/mentions.rs", "names/terms.rs", "publish/leak/"]),
    ("fjadra", &["derive/network.rs"]),
    (
        "libm",
        &[
            "atlas/",
            "derive/network.rs",
            "derive/related.rs",
            "model/colour.rs",
            "render/part/map/drawing.rs",
            "render/part/network.rs",
        ],
    ),
    ("imagesize", &["source/picture.rs"]),
    ("lofty", &["source/playing.rs"]),
    // Modules of ours are called as the crates `image`, `png` and `webp`, which belong to imaging/ too, and as `matroska`, which belongs to source/playing.rs.
    ("fast_image_resize", &["imaging/"]),
    ("jpeg_encoder", &["imaging/"]),
    ("moxcms", &["imaging/"]),
    ("ravif", &["imaging/"]),
    ("strsim", &["text/", "names/near.rs"]),
    ("unicode_normalization", &["text/"]),
    ("percent_encoding", &["text/", "preview/server.rs"]),
    (
        "quick_xml",
        &[
            "render/data/xml.rs",
            "source/active.rs",
            "source/picture.rs",
            "imaging/svg.rs",
            "publish/leak/decode.rs",
            "import/generator/wordpress.rs",
        ],
    ),
    ("idna", &["render/data/feed.rs"]),
    ("walkdir", &["source/"]),
    ("tower_lsp_server", &["lsp/"]),
    ("tower_service", &["lsp/talk.rs"]),
    ("tokio", &["publish/store/", "preview/", "lsp/", "cmd/lsp.rs"]),
    ("notify", &["source/watch.rs"]),
    ("include_dir", &["source/theme.rs"]),
    ("ureq", &["source/web/", "publish/netlify/", "publish/store/transport.rs"]),
    ("object_store", &["publish/store/"]),
    ("futures_util", &["publish/store/", "lsp/talk.rs", "preview/"]),
    ("http_body_util", &["publish/store/transport.rs"]),
    ("brotli", &["publish/compressed.rs", "atlas/outlines.rs"]),
    ("md5", &["publish/store/proof.rs"]),
    ("minisign", &["publish/sign.rs"]),
    (
        "base64",
        &[
            "publish/store/proof.rs",
            "publish/sign.rs",
            "publish/leak/secret/",
            "import/generator/binary.rs",
            "import/unpack.rs",
        ],
    ),
    ("sha1", &["publish/netlify/"]),
    (
        "sha2",
        &[
            "publish/",
            "sink/",
            "source/copies.rs",
            "source/marked.rs",
            "source/picture.rs",
            "derive/pictures.rs",
            "import/mod.rs",
        ],
    ),
    ("dom_smoothie", &["import/html/"]),
    ("dom_query", &["import/html/"]),
    ("csv", &["import/dataset/row.rs", "render/data/export/tables.rs"]),
    ("whatlang", &["import/raw/language.rs"]),
    ("calamine", &["import/dataset/workbook.rs"]),
    ("encoding_rs", &["import/encoding.rs", "import/decoding.rs", "publish/leak/"]),
    ("encoding_rs_io", &["import/decoding.rs"]),
    ("chardetng", &["import/encoding.rs"]),
    ("toml", &["import/generator/front.rs"]),
    ("zip", &["sink/archive.rs", "sink/book.rs", "publish/leak/inflate.rs", "import/generator/substack.rs"]),
    ("rustix", &["sink/", "source/inside.rs"]),
    ("axum", &["preview/"]),
    ("tower_http", &["preview/"]),
    ("http_range_header", &["preview/"]),
    // The file of that name in publish/store/ is no crate.
    ("open", &["cmd/serve.rs"]),
    ("clap", &["args.rs", "args/", "cmd/", "main.rs"]),
    ("clap_complete", &["args.rs", "cmd/"]),
    ("clap_mangen", &["cmd/man.rs"]),
    ("annotate_snippets", &["report/frame.rs"]),
    ("indicatif", &["cmd/"]),
];

/// Files whose Tera is more than the making of contexts.
const TERA: &str = "render/templates.rs";

/// A file of `src/`: its path there, its module and its code, without comments and the content of texts.
struct File {
    path: String,
    module: String,
    code: String,
}

static FILES: LazyLock<Vec<File>> = LazyLock::new(read_files);

fn files() -> &'static [File] {
    &FILES
}

fn read_files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found): (Vec<PathBuf>, Vec<File>) = (vec![src.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let relative = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
                let module = relative.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
                found.push(File { path: relative, module, code: code(&fs::read_to_string(path).unwrap()) });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 80, "src/ is read");
    found
}

/// Rust without comments, texts and characters, so that only what the compiler sees is judged.
fn code(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    let is = |at: usize, text: &str| text.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    while at < chars.len() {
        if is(at, "//") {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if is(at, "/*") {
            while at < chars.len() && !is(at, "*/") {
                at += 1;
            }
            at += 2;
        } else if let Some(after) = raw_text(&chars, at) {
            out.push_str("\"\"");
            at = after;
        } else if chars[at] == '"' {
            at += 1;
            while at < chars.len() && chars[at] != '"' {
                at += if chars[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
            out.push_str("\"\"");
        } else if chars[at] == '\'' && (chars.get(at + 2) == Some(&'\'') || chars.get(at + 1) == Some(&'\\'))
        {
            at += if chars[at + 1] == '\\' { 3 } else { 2 };
            while at < chars.len() && chars[at] != '\'' {
                at += 1;
            }
            at += 1;
            out.push_str("' '");
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// The place after a raw text such as `r#"…"#` that begins here.
fn raw_text(chars: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|i| chars[i]);
    if chars[at] != 'r' || before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let open = at + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let ends = |i: &usize| {
        chars[*i] == '"' && chars[*i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
    };
    (open + 1..chars.len()).find(ends).map(|end| end + 1 + hashes)
}

/// The names that follow `crate::`, those in groups of any depth among them.
fn named_after_crate(code: &str) -> BTreeSet<String> {
    named_after("crate::", code)
}

/// The names that follow a path.
fn named_after(path: &str, code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, word) in code.match_indices(path) {
        // `$crate::` and `my_crate::` are other words.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = code[at + word.len()..].trim_start();
        match rest.strip_prefix('{') {
            None => drop(names.insert(first_name(rest))),
            Some(group) => names.extend(group_names(group)),
        }
    }
    names
}

/// The first names of the parts of a `{…}` group, as far as its closing brace.
fn group_names(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut begins) = (0usize, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if depth == 0 && begins && (c.is_alphanumeric() || c == '_') => {
                names.push(first_name(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn place(module: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == module)
}

#[test]
fn a_module_uses_itself_and_what_stands_to_its_left() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !matches!(file.module.as_str(), "main" | "lib")) {
        let Some(own) = place(&file.module) else {
            wrong.push(format!("{}: the module `{}` has no place in the order", file.path, file.module));
            continue;
        };
        for name in named_after_crate(&file.code) {
            match place(&name) {
                Some(other) if other <= own => {}
                Some(_) => {
                    wrong.push(format!("{}: `{}` stands to the right of `{}`", file.path, name, file.module))
                }
                // What lib.rs itself defines joins the stages; only the ends may use it.
                None if matches!(file.module.as_str(), "sink" | "live" | "preview" | "lsp" | "cmd") => {}
                None => wrong.push(format!(
                    "{}: `crate::{name}` belongs to sink, live, preview, lsp and cmd only",
                    file.path
                )),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rooms of `render/`, from the lowest floor up.
const RENDER: &[&str] = &["words", "templates", "context", "text", "part", "data", "page"];

#[test]
fn pages_stand_over_data_over_parts_over_texts() {
    let floor = |room: &str| RENDER.iter().position(|name| *name == room);
    for file in files().iter().filter(|file| file.module == "render") {
        let room = file.path.split('/').nth(1).unwrap().trim_end_matches(".rs");
        let Some(own) = floor(room) else { continue };
        for name in named_after("crate::render::", &file.code) {
            let below = floor(&name).is_some_and(|other| other <= own);
            assert!(below, "{}: `{name}` is no room below `{room}`", file.path);
        }
    }
}

#[test]
fn facts_read_texts_through_their_inputs() {
    let read = [".reads", ".sources", ".quotations"].map(|field| format!(".body{field}"));
    for file in files().iter().filter(|file| file.module == "derive" && file.path != "derive/input.rs") {
        let found = read.iter().find(|read| file.code.contains(read.as_str()));
        assert_eq!(found, None, "{} reads a text past its input", file.path);
    }
}

#[test]
fn a_type_name_means_one_thing() {
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files() {
        for line in file.code.lines().filter(|line| !line.starts_with(' ')) {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            let keyword = words.iter().position(|word| matches!(*word, "struct" | "enum" | "trait" | "type"));
            let Some(name) = keyword.and_then(|at| words.get(at + 1)) else { continue };
            homes.entry((*name).to_owned()).or_default().insert(file.path.clone());
        }
    }
    let several: Vec<_> = homes.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(homes.len() > 500, "{}", homes.len());
    // One in twenty may: what is plain to a module, such as the `Row` of a table.
    assert!(several.len() * 20 <= homes.len(), "{} of {}: {several:#?}", several.len(), homes.len());
}

#[test]
fn text_uses_no_other_module() {
    for file in files().iter().filter(|file| file.module == "text") {
        assert_eq!(named_after_crate(&file.code), BTreeSet::new(), "{}", file.path);
    }
}

#[test]
fn only_the_check_for_leaks_asks_for_digits_that_are_kept_back() {
    let asking = files()
        .iter()
        .filter(|file| file.code.contains("kept_digits") || file.code.contains("kept_positions"));
    let asking: Vec<&str> = asking.map(|file| file.path.as_str()).collect();
    let known = [
        "model/place.rs",
        "model/site.rs",
        "publish/leak/known.rs",
        "publish/leak/positions.rs",
        "resolve/registers.rs",
    ];
    assert_eq!(asking, known);
}

#[test]
fn lib_holds_every_module_in_reading_order() {
    let files = files();
    let lib = files.iter().find(|file| file.path == "lib.rs").unwrap();
    let modules: Vec<String> =
        lib.code.lines().filter_map(|line| Some(first_name(line.strip_prefix("pub mod ")?))).collect();
    let places: Vec<usize> =
        modules.iter().map(|name| place(name).unwrap_or_else(|| panic!("{name}"))).collect();
    assert!(places.is_sorted(), "{modules:?}");
    let used: BTreeSet<&str> =
        files.iter().map(|file| file.module.as_str()).filter(|m| !matches!(*m, "lib" | "main")).collect();
    assert_eq!(used, modules.iter().map(String::as_str).collect());
}

/// Whether a crate's name stands in the code as a path or an import.
fn names_crate(code: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let in_path = before.ends_with(is_word) || before.ends_with("::") || before.ends_with('.');
        let imported = before.ends_with("use ") && after.starts_with([';', ' ']);
        !in_path && (after.starts_with("::") || imported)
    })
}

#[test]
fn each_outside_crate_has_one_home() {
    let mut wrong = Vec::new();
    for file in files() {
        for (name, homes) in HOMES.iter().filter(|(name, _)| names_crate(&file.code, name)) {
            let is_home = |home: &&str| {
                if home.ends_with('/') { file.path.starts_with(*home) } else { file.path == **home }
            };
            if !homes.iter().any(is_home) {
                wrong.push(format!("{}: `{name}` belongs to {}", file.path, homes.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_one_file_runs_templates() {
    // Views build contexts; what parses and renders templates stays in one file.
    for file in files().iter().filter(|file| file.path != TERA) {
        for word in ["Tera::", "Tera {", "ErrorKind::SyntaxError", "register_filter", "add_raw_template"] {
            assert!(!file.code.contains(word), "{}: `{word}` belongs to {TERA}", file.path);
        }
    }
}

/// Where names and words are folded for comparison, each with what is compared there. What a name stands for is looked
/// up in `names/` alone; the others compare words, or put them in order.
const FOLDS: &[(&str, &str)] = &[
    ("text/", "its home"),
    ("names/", "what names stand for"),
    ("import/", "words of pages that nobody has given a form yet"),
    ("config/zone.rs", "towns of time zones"),
    ("parse/markdown.rs", "labels of Markdown's references"),
    ("parse/writer/links.rs", "labels of Markdown's references"),
    ("derive/wanted.rs", "titles that no article has"),
    ("derive/works.rs", "the order of sources"),
    ("derive/event_evidence.rs", "the questions of claims"),
    ("derive/statements.rs", "the words of quotations"),
    ("render/", "letters of lists, words that are searched for, words said in two places"),
    ("lsp/completion.rs", "what has been typed"),
    ("lsp/workspace_symbol.rs", "the same"),
];

#[test]
fn names_are_folded_where_they_are_looked_up() {
    let is_home = |file: &File, home: &str| {
        if home.ends_with('/') { file.path.starts_with(home) } else { file.path == home }
    };
    let folds = |file: &&File| {
        let mut calls = file.code.match_indices("fold(");
        calls.any(|(at, _)| !file.code[..at].ends_with('.') && !file.code[..at].ends_with("try_"))
    };
    let elsewhere =
        files().iter().filter(folds).filter(|file| !FOLDS.iter().any(|(home, _)| is_home(file, home)));
    assert_eq!(elsewhere.map(|file| file.path.as_str()).collect::<Vec<_>>(), [""; 0]);
}

/// Files that hold one of several words, and are in none of the modules that may.
fn outside(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files().iter().filter(|file| !allowed.contains(&file.module.as_str())) {
        found.extend(
            words
                .iter()
                .filter(|word| file.code.contains(**word))
                .map(|word| format!("{}: {word}", file.path)),
        );
    }
    found
}

#[test]
fn only_commands_and_reports_print() {
    let words = ["println!", "print!", "eprintln!", "eprint!", "stdout()", "stderr()"];
    assert_eq!(outside(&words, &["cmd", "report"]), [""; 0]);
}

#[test]
fn only_main_exits() {
    assert_eq!(outside(&["process::exit", "process::abort", "ExitCode"], &["main"]), [""; 0]);
}

#[test]
fn only_sources_read_and_only_sinks_write() {
    assert_eq!(
        outside(&["fs::", "File::open", "OpenOptions", "File::create"], &["source", "sink", "publish"]),
        [""; 0]
    );
    assert_eq!(
        outside(
            &["fs::write", "fs::remove", "fs::create", "fs::rename", "fs::copy", "File::create"],
            &["sink", "publish"]
        ),
        [""; 0]
    );
}

#[test]
fn the_clock_is_read_in_commands_only() {
    assert_eq!(outside(&["SystemTime::now", "Local::now", "Utc::now"], &["cmd"]), [""; 0]);
}

#[test]
fn the_scanner_sees_what_the_compiler_sees() {
    let source = "use crate::{\n    text::{self, fold},\n    model::When, // crate::sink\n};\nlet a = crate::diag::At; // crate::cmd\nlet b = \"crate::report\"; let c = r#\"crate::render \"quoted\"\"#; let d = '\"'; let e = crate::yaml::X;";
    let names: Vec<String> = named_after_crate(&code(source)).into_iter().collect();
    assert_eq!(names, ["diag", "model", "text", "yaml"]);
    assert!(names_crate("use tera::Context;", "tera") && names_crate("let x = tera::X", "tera"));
    assert!(!names_crate("use crate::tera::X; my_tera::Y; x.tera::<u8>()", "tera"));
}
