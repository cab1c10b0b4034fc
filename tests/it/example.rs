//! `dateline init --example`: it builds without a mistake and has all that its note says.

use std::fs;

use crate::front::program::dateline;

#[test]
fn the_example_has_everything_and_no_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let made = dateline(folder.path(), &["init", "--example", "war"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert!(made.stderr.contains("dateline serve --open --site war"), "what to do next: {}", made.stderr);
    let site = folder.path().join("war");
    let built = dateline(&site, &["build", "--now", "2021-06-01"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(!built.stderr.contains("warning") && !built.stderr.contains("error"), "{}", built.stderr);
    let page = |path: &str| fs::read_to_string(site.join("public").join(path)).unwrap();
    let article = page("articles/bridge.html");
    for part in ["class=\"claim", "Killed", "Our assessment", "<img", "Ann Example", "line of contact"] {
        assert!(article.contains(part), "{part}");
    }
    assert!(page("fr/articles/bridge.html").contains("Des combats ont éclaté"));
    assert!(
        page("articles/ceasefire.html").contains("from ten o&#39;clock")
            || page("articles/ceasefire.html").contains("from ten o'clock")
    );
    let maps = page("conflicts/island-war--maps.html");
    assert!(maps.contains("class=\"line solid\"") && maps.contains("class=\"arrow\""), "{maps}");
    assert!(page("conflicts/island-war--story.html").contains("It began at a bridge"));
    assert!(page("corrections.html").contains("wrong hour"));
    for digits in ["49.35", "69.51"] {
        assert!(!page("places/well.html").contains(digits), "the well is rounded");
    }
    assert!(page("sides.css").contains("#22543d"));
    // A folder that has a site is left alone.
    assert_eq!(dateline(folder.path(), &["init", "--example", "war"]).code, 2);
}
