//! What settings of a target may say: no secret, no program of the site, no host that takes a secret.

use std::fs;

use tempfile::tempdir;

use crate::front::{self, build, program};

fn site(target: &str) -> String {
    format!(
        "-- site.yaml --\ntitle: T\nbase_url: https://archive.example/\npublish: {{live: {{{target}}}}}\n-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-01-01\n---\nWords.\n"
    )
}

#[test]
fn a_secret_in_an_address_is_refused_and_never_shown() {
    for target in [
        "git: 'https://hush-hush-hush@git.example/a.git'",
        "git: 'https://oauth2:hush-hush-hush@git.example/a.git'",
        "git: 'https://git.example/a.git?access_token=hush-hush-hush'",
        "git: 'https://git.example/a.git#hush-hush-hush'",
        "s3: 's3://b', endpoint: 'https://hush-hush-hush@s3.example'",
        "rsync: 'ann:hush-hush-hush@host.example:/srv'",
        "netlify: a, Token: hush-hush-hush, other: x",
        "folder: ../x, git: 'https://hush-hush-hush@git.example/a', odd: y",
    ] {
        let built = build(&site(target));
        assert_eq!(built.codes(), ["secret-in-settings"], "{target}: {}", built.report());
        assert!(!built.report().contains("hush"), "{target}: {}", built.report());
    }
}

#[test]
fn settings_of_ssh_lie_outside_the_site() {
    for path in ["content/deploy.conf", "./a/../x", "site.yaml"] {
        let built = build(&site(&format!("sftp: 'host.example:/srv', ssh_config: {path}")));
        assert_eq!(built.codes(), ["invalid-target"], "{path}: {}", built.report());
    }
    let folder = tempdir().unwrap();
    let root = folder.path().join("site");
    let absolute = root.join("content/deploy.conf");
    front::spread(&root, &site(&format!("sftp: 'host.example:/srv', ssh_config: '{}'", absolute.display())));
    fs::write(&absolute, "Host *\n  ProxyCommand touch ran.txt\n").unwrap();
    let run = program::dateline(&root, &["publish", "live", "--dry-run"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("lies inside the site"), "{}", run.stderr);
    assert!(!root.join("ran.txt").exists());
}

#[test]
fn a_repository_of_the_site_and_a_program_are_no_target() {
    for (repository, said) in [("content/evil.git", "inside the site"), ("'ext::sh -c x'", "names a program")]
    {
        let folder = tempdir().unwrap();
        front::spread(folder.path(), &site(&format!("git: {repository}")));
        fs::create_dir_all(folder.path().join("content/evil.git")).unwrap();
        let run = program::dateline(folder.path(), &["publish", "live", "--dry-run"]);
        assert!(run.code == 2 && run.stderr.contains(said), "{repository}: {}", run.stderr);
    }
}

#[test]
fn a_token_goes_to_its_maker() {
    let folder = tempdir().unwrap();
    front::spread(folder.path(), &site("netlify: abc, endpoint: 'https://takes.example'"));
    let run = program::with_env(
        folder.path(),
        &["publish", "live", "--dry-run"],
        &[("NETLIFY_AUTH_TOKEN", "invented")],
    );
    assert!(run.code == 2 && run.stderr.contains("`takes.example`"), "{}", run.stderr);
    assert!(!run.stderr.contains("invented"));
}

#[test]
fn what_is_wrong_with_a_target_is_what_publish_says() {
    for (target, said) in [
        ("sftp: 'host.example:/srv', ssh_config: content/x", "`ssh_config` names a file of the site"),
        ("rsync: 'nowhere'", "`nowhere` names no folder of another machine"),
        ("s3: 'b'", "`b` names no bucket"),
    ] {
        for arguments in [&["publish", "live", "--dry-run"][..], &["publish", "--dry-run"]] {
            let folder = tempdir().unwrap();
            front::spread(folder.path(), &site(target));
            let run = program::dateline(folder.path(), arguments);
            assert_eq!(run.code, 2, "{}", run.stderr);
            assert!(run.stderr.contains(said), "{target}: {}", run.stderr);
            assert!(!run.stderr.contains("names no target"), "{target}: {}", run.stderr);
        }
    }
}
