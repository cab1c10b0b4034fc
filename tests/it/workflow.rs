//! Workflows of `init --ci`: they can be read, and each command that they give works on a new site.

use std::fs;
use std::path::Path;

use serde_yaml::Value;
use tempfile::{TempDir, tempdir};

use crate::front;
use crate::front::program::{dateline, files};

const HOSTS: [(&str, &str); 2] = [("github", ".github/workflows/publish.yml"), ("gitlab", ".gitlab-ci.yml")];
const ADDRESS: &str = "https://ann.example/archive";

/// A new site with a workflow and a draft.
fn new_site(host: &str) -> TempDir {
    let folder = tempdir().unwrap();
    let run = dateline(folder.path(), &["init", "--ci", host]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let draft =
        "---\ntitle: Words that nobody has seen\npublished: 2020-10-12\nstatus: draft\n---\nUnseen.\n";
    front::put(folder.path(), "content/articles/2020/2020-10-12-unseen.md", draft.as_bytes());
    folder
}

fn workflow(folder: &Path, path: &str) -> Value {
    serde_yaml::from_slice(&fs::read(folder.join(path)).unwrap()).unwrap()
}

/// Every command line below `run` and `script`.
fn lines(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    (Some("run"), Value::String(text)) => found.extend(text.lines().map(str::to_owned)),
                    (Some("script" | "before_script"), Value::Sequence(list)) => {
                        found.extend(list.iter().map(|line| line.as_str().unwrap().to_owned()));
                    }
                    _ => lines(value, found),
                }
            }
        }
        Value::Sequence(list) => list.iter().for_each(|value| lines(value, found)),
        _ => {}
    }
}

/// Runs the commands of a workflow that call the program; all of them must succeed, or the first that fails is told.
fn go(folder: &Path, path: &str) -> Result<usize, String> {
    let mut found = Vec::new();
    lines(&workflow(folder, path), &mut found);
    let calls: Vec<&String> = found.iter().filter(|line| line.starts_with("dateline ")).collect();
    for line in &calls {
        let line = line.replace("$BASE_URL", ADDRESS).replace("$CI_PAGES_URL", ADDRESS).replace('"', "");
        assert!(!line.contains('$'), "{line}");
        let words: Vec<&str> = line.split_whitespace().skip(1).collect();
        let run = dateline(folder, &words);
        if run.code != 0 {
            return Err(format!("{line}: {}", run.stderr));
        }
    }
    Ok(calls.len())
}

#[test]
fn every_command_of_a_workflow_works_on_a_new_site_and_no_draft_gets_out() {
    for ((host, path), calls) in HOSTS.into_iter().zip([2, 3]) {
        let folder = new_site(host);
        assert_eq!(go(folder.path(), path), Ok(calls), "{host}");
        let built = files(&folder.path().join("public"));
        let feed = String::from_utf8(built["feed.xml"].0.clone()).unwrap();
        assert!(feed.contains("https://ann.example/archive/articles/"), "{feed}");
        for (path, (bytes, _)) in &built {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("nobody has seen") && !text.contains("Unseen"), "{host}: {path}");
        }
    }
}

#[test]
fn a_site_with_errors_ends_the_workflow_before_anything_is_built() {
    for (host, path) in HOSTS {
        let folder = new_site(host);
        front::put(
            folder.path(),
            "content/articles/bad.md",
            b"---\ntitle: Bad\npublished: soon\n---\nWords.\n",
        );
        assert!(go(folder.path(), path).unwrap_err().starts_with("dateline check"), "{host}");
        assert!(!folder.path().join("public").exists(), "{host}");
    }
}

#[test]
fn a_workflow_names_its_program_and_has_no_right_that_it_does_not_need() {
    let folder = new_site("github");
    let github = workflow(folder.path(), HOSTS[0].1);
    assert_eq!(github["env"]["DATELINE_REVISION"], concat!("v", env!("CARGO_PKG_VERSION")));
    assert_eq!(github["env"]["DATELINE_REPOSITORY"], env!("CARGO_PKG_REPOSITORY"));
    assert_eq!(github["permissions"], serde_yaml::from_str::<Value>("{}").unwrap());
    let rights = |job: &str| serde_yaml::to_string(&github["jobs"][job]["permissions"]).unwrap();
    assert_eq!(rights("build"), "contents: read\npages: read\n");
    assert_eq!(rights("publish"), "pages: write\nid-token: write\n");
    assert_eq!(github["jobs"]["publish"]["if"], "github.ref_name == github.event.repository.default_branch");
    // Whose code runs beside the program.
    let steps = ["build", "publish"].map(|job| github["jobs"][job]["steps"].as_sequence().unwrap());
    for used in steps.into_iter().flatten().filter_map(|step| step.get("uses")) {
        assert!(used.as_str().unwrap().starts_with("actions/"), "{used:?}");
    }

    let folder = new_site("gitlab");
    let gitlab = workflow(folder.path(), HOSTS[1].1);
    assert_eq!(gitlab["variables"]["DATELINE_REVISION"], concat!("v", env!("CARGO_PKG_VERSION")));
    assert_eq!(gitlab["pages"]["artifacts"]["paths"][0], "public");
    assert_eq!(gitlab["pages"]["rules"][0]["if"], "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
    assert_eq!(gitlab["pages"]["rules"].as_sequence().unwrap().len(), 1);
    assert_eq!(gitlab["check"]["script"][0], "dateline check --strict");
}

#[test]
fn a_folder_that_has_a_site_gets_the_workflow_only_and_nothing_is_overwritten() {
    for (host, path) in HOSTS {
        let folder = tempdir().unwrap();
        front::put(folder.path(), "archive/site.yaml", b"title: Mine\n");
        let run = dateline(folder.path(), &["init", "archive", "--ci", host]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.starts_with("A workflow for Git"), "{}", run.stderr);
        assert_eq!(files(&folder.path().join("archive")).keys().collect::<Vec<_>>(), [path, "site.yaml"]);

        front::put(&folder.path().join("archive"), path, b"mine: true\n");
        let again = dateline(folder.path(), &["init", "archive", "--ci", host]);
        assert_eq!(again.code, 2);
        assert!(again.stderr.contains("there is a file of this name already"), "{}", again.stderr);
        assert!(again.stderr.contains("\nhint: "), "{}", again.stderr);
        assert_eq!(fs::read(folder.path().join("archive").join(path)).unwrap(), b"mine: true\n");
    }
}

#[test]
fn a_workflow_that_is_there_stops_a_new_site_before_its_first_file() {
    for (host, path) in HOSTS {
        let folder = tempdir().unwrap();
        front::put(folder.path(), path, b"mine: true\n");
        assert_eq!(dateline(folder.path(), &["init", "--ci", host]).code, 2);
        assert_eq!(files(folder.path()).len(), 1);
    }
}

#[test]
fn a_folder_inside_a_repository_is_told_where_the_host_looks() {
    let folder = tempdir().unwrap();
    front::put(folder.path(), ".git/HEAD", b"ref: refs/heads/main\n");
    let below = dateline(folder.path(), &["init", "archive", "--ci", "github"]);
    assert!(below.stderr.contains("The repository begins at DIR, and the host looks"), "{}", below.stderr);
    let root = dateline(folder.path(), &["init", "--ci", "github"]);
    assert!(!root.stderr.contains("begins at"), "{}", root.stderr);
}
