//! `dateline diff`: two builds, and what an editor is told of them.

use std::fs;

use crate::front::program::dateline;

#[test]
fn what_changed_between_two_builds_is_said_in_words() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(dateline(folder.path(), &["init", "--example", "war"]).code, 0);
    let site = folder.path().join("war");
    let build =
        |output: &str| assert_eq!(dateline(&site, &["build", "-o", output, "--now", "2021-06-01"]).code, 0);
    build("before");
    build("same");
    assert_eq!(dateline(&site, &["diff", "before", "same"]).stdout, "nothing differs\n");
    let events = site.join("content/events.yaml");
    let text = fs::read_to_string(&events).unwrap();
    let text = text.replace("when: 2020-10-31", "when: 2020-11-01").replace("place: south-harbour\n  actors: [{actor: northland, role: party}, {actor: southland, role: party}, {actor: contact-group", "place: bridge\n  actors: [{actor: northland, role: party}, {actor: southland, role: party}, {actor: contact-group");
    fs::write(&events, text + "- {id: return, title: People come back, when: 2020-11-05}\n").unwrap();
    fs::remove_file(site.join("content/articles/2020/2020-11-02-how-to-read-figures.md")).unwrap();
    build("after");
    let run = dateline(&site, &["diff", "before", "after"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for said in [
        "1 entry changed the date",
        "date: 2020-10-31 → 2020-11-01",
        "place: South Harbour → Long Bridge / Grand Pont",
        "1 entry new\n  + People come back [return]",
        "1 article gone\n  - articles/how-to-read-figures.html",
    ] {
        assert!(run.stdout.contains(said), "{said}:\n{}", run.stdout);
    }
    let json = dateline(&site, &["diff", "before", "after", "--json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["events"]["added"][0]["id"], "return");
    fs::write(site.join("after/index.html"), "other").unwrap();
    let refused = dateline(&site, &["diff", "before", "after"]);
    assert!(refused.code == 2 && refused.stderr.contains("not as it was built"), "{}", refused.stderr);
}
