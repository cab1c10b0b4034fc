//! `publish --sign`: the list of all files is signed, an own program verifies it, and readers are told the key.

use std::fs;
use std::path::{Path, PathBuf};

use minisign_verify::{PublicKey, Signature};

use crate::front;
use crate::front::program::{self, Run};

fn key(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/signing").join(name)
}

/// The public key of a pair, as site.yaml has it.
fn public(name: &str) -> String {
    let text = fs::read_to_string(key(name)).expect("the key");
    text.lines().nth(1).expect("its second line").to_owned()
}

fn site(key: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = format!(
        "-- site.yaml --\ntitle: T\nbase_url: https://p.example/\n{key}publish: {{live: {{folder: out}}}}\n"
    );
    let pages = "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\n---\nWords.\n-- content/pages/about.md --\n---\ntitle: About\n---\nWe.\n-- content/pages/method.md --\n---\ntitle: Method\n---\nWe.\n";
    front::spread(folder.path(), &(settings + pages));
    folder
}

fn publish(folder: &Path, secret: &str, password: &[(&str, &str)]) -> Run {
    let secret = key(secret);
    let secret = secret.to_str().expect("UTF-8");
    program::with_env(folder, &["publish", "--yes", "--now", "2021-01-01", "--sign", secret], password)
}

/// What readers find.
fn published(folder: &Path, path: &str) -> Vec<u8> {
    fs::read(folder.join("out").join(path)).expect("the file")
}

fn verify(folder: &Path, public: &str) {
    let signature = String::from_utf8(published(folder, "data/manifest.json.minisig")).expect("UTF-8");
    let signature = Signature::decode(&signature).expect("a signature");
    assert_eq!(signature.trusted_comment(), "file:manifest.json");
    let key = PublicKey::from_base64(public).expect("a key");
    key.verify(&published(folder, "data/manifest.json"), &signature, false).expect("it holds");
    assert!(key.verify(b"another", &signature, false).is_err());
}

#[test]
fn the_list_of_all_files_is_signed_and_readers_learn_the_key() {
    let public = public("plain.pub");
    let folder = site(&format!("signing_key: {public}\n"));
    let run = publish(folder.path(), "plain.key", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains(&format!("the list of all files is signed by the key {public}")),
        "{}",
        run.stderr
    );
    verify(folder.path(), &public);
    let page = |path: &str| String::from_utf8(published(folder.path(), path)).expect("UTF-8");
    let command = format!("<code>minisign -Vm manifest.json -P {public}</code>");
    assert!(page("about.html").contains(&command) && page("download.html").contains(&command));
    assert!(!page("method.html").contains(&public));
    // What holds is kept: the same site has nothing to publish.
    let first = published(folder.path(), "data/manifest.json.minisig");
    let run = publish(folder.path(), "plain.key", &[]);
    assert!(run.code == 0 && run.stderr.contains("nothing to publish"), "{}", run.stderr);
    assert_eq!(published(folder.path(), "data/manifest.json.minisig"), first);
    front::put(folder.path(), "content/pages/method.md", b"---\ntitle: Method\n---\nWe do.\n");
    let run = publish(folder.path(), "plain.key", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    verify(folder.path(), &public);
    assert_ne!(published(folder.path(), "data/manifest.json.minisig"), first);
    // Without a key the old signature would be of another list: it goes.
    let run = program::dateline(folder.path(), &["publish", "--yes", "--now", "2021-01-01"]);
    assert!(run.code == 0 && run.stderr.contains("nothing is signed: `--sign KEY` does"), "{}", run.stderr);
    assert!(!folder.path().join("out/data/manifest.json.minisig").exists());
}

#[test]
fn a_key_with_a_password_is_opened_by_the_environment() {
    let public = public("locked.pub");
    let folder = site(&format!("signing_key: {public}\n"));
    let run = publish(folder.path(), "locked.key", &[]);
    assert!(
        run.code == 2 && run.stderr.contains("DATELINE_SIGN_PASSWORD in the environment opens it"),
        "{}",
        run.stderr
    );
    let run = publish(folder.path(), "locked.key", &[("DATELINE_SIGN_PASSWORD", "wrong")]);
    assert!(run.code == 2 && run.stderr.contains("Wrong password"), "{}", run.stderr);
    assert!(!folder.path().join("out").exists(), "nothing was published");
    let run = publish(folder.path(), "locked.key", &[("DATELINE_SIGN_PASSWORD", "made-up")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    verify(folder.path(), &public);
}

#[test]
fn a_key_that_readers_do_not_know_signs_nothing() {
    for (settings, secret, said) in [
        (String::new(), "plain.key", format!("write `signing_key: {}` into site.yaml", public("plain.pub"))),
        (format!("signing_key: {}\n", public("locked.pub")), "plain.key", "and the site names RW".to_owned()),
        (
            format!("signing_key: {}\n", public("plain.pub")),
            "plain.pub",
            "it is no secret key of minisign".to_owned(),
        ),
        (format!("signing_key: {}\n", public("plain.pub")), "no.key", "cannot sign with".to_owned()),
    ] {
        let folder = site(&settings);
        let run = publish(folder.path(), secret, &[]);
        assert!(run.code == 2 && run.stderr.contains(&said), "{settings} {secret}: {}", run.stderr);
        assert!(!folder.path().join("out").exists());
    }
    let built = front::build("-- site.yaml --\ntitle: T\nsigning_key: RWabc\n");
    assert!(built.short().contains("this is no public key of minisign"), "{}", built.short());
}
