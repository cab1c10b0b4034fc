//! What is published beside the build: headers by target, rules for web servers, packed copies.

use crate::front;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::PathBuf;

use crate::front::program::{Run, dateline};
use tempfile::{TempDir, tempdir};

const ARTICLES: &str = "\
-- content/articles/a.md --
---
title: The first
published: 2020-10-01
aliases: [old/first.html, 2019/first]
---
Words.
-- content/articles/b.md --
---
title: The second
published: 2020-10-02
---
Other words.
";

/// A folder with a site in `site` that has one target.
struct World(TempDir);

impl World {
    fn new(target: &str) -> Self {
        let world = Self(tempdir().unwrap());
        fs::create_dir(world.at("site")).unwrap();
        front::spread(&world.at("site"), ARTICLES);
        world.target(target);
        world
    }

    fn target(&self, target: &str) {
        let settings = format!(
            "-- site.yaml --\ntitle: News\nbase_url: https://news.example/\nnever_publish: [Jane Doe]\npublish:\n  live: {{folder: ../live, in_place: true{target}}}\n"
        );
        front::spread(&self.at("site"), &settings);
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn run(&self, args: &[&str]) -> Run {
        let mut all = vec!["publish", "--site", "site", "--now", "2021-01-01"];
        all.extend(args);
        dateline(self.0.path(), &all)
    }

    fn publish(&self) -> Run {
        let run = self.run(&["--yes", "--allow-deletes", "99"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    }

    fn live(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.at("live").join(path)).ok()
    }

    /// The headers in the plan, by path.
    fn planned(&self) -> BTreeMap<String, serde_json::Value> {
        let run = self.run(&["--dry-run", "--json"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let plan: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let steps = ["added", "changed"].into_iter().flat_map(|sort| plan[sort].as_array().unwrap().clone());
        steps.map(|step| (step["path"].as_str().unwrap().to_owned(), step["headers"].clone())).collect()
    }
}

#[test]
fn a_changed_header_is_a_change() {
    let world = World::new("");
    world.publish();
    assert!(world.publish().stderr.contains("nothing to publish"));
    world.target(", headers: {Referrer-Policy: ~, X-Own: one}");
    let planned = world.planned();
    let home = &planned["index.html"];
    assert_eq!(home["x-own"], "one");
    assert!(home["referrer-policy"].is_null() && home["content-security-policy"].is_string());
    assert_eq!(home["strict-transport-security"], "max-age=31536000");
    world.publish();
    assert!(world.publish().stderr.contains("nothing to publish"));
}

#[test]
fn rules_are_published_recorded_and_removed() {
    let world = World::new(", rules: apache");
    world.publish();
    let rules = String::from_utf8(world.live(".htaccess").unwrap()).unwrap();
    assert!(rules.contains("RedirectMatch 301 \"^/2019/first$\" \"/articles/a.html\""), "{rules}");
    assert!(world.publish().stderr.contains("nothing to publish"));
    world.target(", rules: cloudflare");
    world.publish();
    assert!(world.live(".htaccess").is_none());
    let redirects = String::from_utf8(world.live("_redirects").unwrap()).unwrap();
    assert!(redirects.contains("/old/first.html /articles/a.html 301\n"), "{redirects}");
}

#[test]
fn a_site_s_own_rules_stay() {
    let world = World::new(", rules: cloudflare");
    front::spread(&world.at("site"), "-- static/_headers --\n/*\n  X-Own: one\n");
    world.publish();
    assert_eq!(world.live("_headers").unwrap(), b"/*\n  X-Own: one\n");
    assert!(world.live("_redirects").is_some());
}

#[test]
fn what_must_not_leave_does_not_leave_in_rules() {
    let world = World::new(", rules: nginx, headers: {X-Own: by Jane Doe}");
    let run = world.run(&["--yes"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("leak: .dateline/nginx.conf"), "{}", run.stderr);
}

#[test]
fn packed_copies_go_with_their_sources() {
    let world = World::new(", precompress: true");
    world.publish();
    for ending in ["gz", "br"] {
        let (page, copy) =
            (world.live("articles/b.html").unwrap(), world.live(&format!("articles/b.html.{ending}")));
        assert!(copy.is_some_and(|copy| !copy.is_empty() && copy.len() < page.len()), "{ending}");
    }
    assert!(world.publish().stderr.contains("nothing to publish"));
    front::spread(
        &world.at("site"),
        "-- content/articles/b.md --\n---\ntitle: The second\npublished: 2020-10-02\n---\nChanged words.\n",
    );
    let planned = world.planned();
    assert_eq!(planned["articles/b.html.br"]["content-encoding"], "br");
    assert!(!planned.contains_key("articles/a.html.gz"), "what did not change is packed the same");
    world.publish();
    fs::remove_file(world.at("site/content/articles/b.md")).unwrap();
    world.publish();
    assert!(world.live("articles/b.html").is_none() && world.live("articles/b.html.gz").is_none());
    world.target("");
    world.publish();
    assert!(world.live("articles/a.html").is_some() && world.live("articles/a.html.br").is_none());
}

#[test]
fn going_back_takes_packed_copies_along() {
    let world = World::new(", precompress: true");
    let settings = fs::read_to_string(world.at("site/site.yaml")).unwrap();
    fs::write(world.at("site/site.yaml"), settings.replace("in_place: true", "in_place: false")).unwrap();
    let unpacked = |path: &str| {
        let packed = world.live(&format!("{path}.gz")).unwrap();
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut plain).unwrap();
        plain
    };
    world.publish();
    let before = world.live("articles/b.html").unwrap();
    front::spread(
        &world.at("site"),
        "-- content/articles/b.md --\n---\ntitle: The second\npublished: 2020-10-02\n---\nChanged words.\n",
    );
    world.publish();
    assert_ne!(unpacked("articles/b.html"), before);
    let back = dateline(world.0.path(), &["publish", "--site", "site", "--rollback", "--yes"]);
    assert_eq!(back.code, 0, "{}", back.stderr);
    assert!(world.live("articles/b.html").unwrap() == before && unpacked("articles/b.html") == before);
    world.publish();
    assert_eq!(unpacked("articles/b.html"), world.live("articles/b.html").unwrap());
}

/// The path of the stylesheet that the home names.
fn style(world: &World) -> String {
    let home = String::from_utf8(world.live("index.html").unwrap()).unwrap();
    let (_, rest) = home.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn what_says_its_content_in_its_name_may_be_kept_for_good() {
    let world = World::new("");
    front::spread(
        &world.at("site"),
        "-- static/map-20201109ab.js --\n1\n-- static/app-0000000000.css --\n2\n-- static/app-5891b5b522.js --\nhello\n",
    );
    let planned = world.planned();
    let kept = |path: &str| planned[path]["cache-control"].as_str().unwrap().to_owned();
    let marked: Vec<&String> =
        planned.keys().filter(|path| kept(path) == "public, max-age=31536000, immutable").collect();
    let stems: Vec<&str> = marked.iter().map(|path| path.split('-').next().unwrap()).collect();
    let theme = [
        "base", "columns", "explorer", "explorer", "filter", "fold", "glossary", "map", "map", "pictures",
        "pictures", "search", "search", "search", "story", "story", "style",
    ];
    assert_eq!(stems, [&["app"], &theme[..]].concat(), "{marked:?}");
    for path in ["style.css", "filter.js", "index.html", "map-20201109ab.js", "app-0000000000.css"] {
        assert_eq!(kept(path), "public, max-age=60", "{path}");
    }
}

#[test]
fn the_stylesheet_of_a_page_of_before_stays_for_a_while() {
    let world = World::new(", rules: apache, precompress: true");
    world.publish();
    let rules = || String::from_utf8(world.live(".htaccess").unwrap()).unwrap();
    let old = style(&world);
    let (bytes, packed) = (world.live(&old).unwrap(), world.live(&format!("{old}.gz")).unwrap());
    front::spread(&world.at("site"), "-- static/style.css --\nbody { color: red }\n");
    let second = world.run(&["--yes"]);
    assert_eq!(second.code, 0, "{}", second.stderr);
    let new = style(&world);
    assert_ne!(new, old);
    assert_eq!(world.live(&new).unwrap(), b"body { color: red }\n");
    assert_eq!(world.live(&old), Some(bytes));
    assert_eq!(world.live(&format!("{old}.gz")), Some(packed));
    let literal = |path: &str| path.replace('.', "\\.");
    assert!(rules().contains(&literal(&old)) && rules().contains(&literal(&new)), "{}", rules());
    assert!(world.publish().stderr.contains("nothing to publish"));
    // Once nobody can have such a page any more, it goes, and nobody is asked about it.
    let path = world.at("live/.dateline/published.json");
    let mut record: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert!(record["left"][&old].is_u64(), "{record}");
    record["left"][&old] = 1.into();
    fs::write(&path, record.to_string()).unwrap();
    let third = world.run(&["--yes"]);
    assert_eq!(third.code, 0, "{}", third.stderr);
    assert!(world.live(&old).is_none() && world.live(&format!("{old}.gz")).is_none());
    assert!(world.live(&new).is_some() && !rules().contains(&literal(&old)));
    assert!(world.publish().stderr.contains("nothing to publish"));
}

#[test]
fn a_stylesheet_that_must_not_leave_goes_at_once() {
    let world = World::new("");
    front::spread(&world.at("site"), "-- static/style.css --\n/* John Roe */\n");
    world.publish();
    let old = style(&world);
    let settings = fs::read_to_string(world.at("site/site.yaml")).unwrap();
    fs::write(world.at("site/site.yaml"), settings.replace("[Jane Doe]", "[John Roe]")).unwrap();
    front::spread(&world.at("site"), "-- static/style.css --\nbody {}\n");
    let run = world.run(&["--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(world.live(&old).is_none() && style(&world) != old);
}
