//! The page for addresses that do not exist: it can be read anywhere, and allows itself the style that it brings.

use base64::Engine;
use sha2::{Digest, Sha256};

use crate::front;

const SITE: &str = "-- site.yaml --\nbase_url: https://example.org/a/\n-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\n---\nWords.\n";

#[test]
fn it_allows_itself_its_own_style_alone() {
    let built = front::build(SITE);
    let page = built.page("404.html");
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
    let sum = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style));
    let policy =
        page.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    assert!(
        policy.expect("a policy").contains(&format!("style-src &#39;sha256-{sum}&#39;")),
        "{sum}: {policy:?}"
    );
    assert!(!built.page("index.html").contains("sha256-"), "other pages bring none");
}
