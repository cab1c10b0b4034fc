//! The documentation as a site: it builds without a mistake, every page is in a group, and the search finds each heading.

use std::fs;

use crate::diagnostics::root;
use crate::front::program::dateline;

#[test]
fn the_documentation_is_a_site_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("content/pages");
    fs::create_dir_all(pages.join("images")).unwrap();
    fs::create_dir_all(folder.path().join("templates")).unwrap();
    let docs = root().join("docs");
    let mut names = Vec::new();
    for entry in fs::read_dir(&docs).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(&path).unwrap();
            let source = "](https://github.com/dateline/dateline/blob/main/";
            fs::write(pages.join(path.file_name().unwrap()), text.replace("](../", source)).unwrap();
            names.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    for entry in fs::read_dir(docs.join("images")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, pages.join("images").join(path.file_name().unwrap())).unwrap();
    }
    let settings = fs::read_to_string(docs.join("site/site.yaml")).unwrap();
    fs::write(folder.path().join("site.yaml"), &settings).unwrap();
    fs::copy(docs.join("site/home.html"), folder.path().join("templates/home.html")).unwrap();
    for name in &names {
        assert!(settings.contains(name.as_str()), "{name} is in a group");
    }
    let run = dateline(folder.path(), &["build", "--format", "short"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // Examples of what misleads readers stand in the page of diagnostics; there are no articles.
    let wrong = run.stderr.lines().filter(|line| line.contains("warning[") || line.contains("error["));
    let known = ["hidden-direction", "mixed-scripts", "no-articles"];
    let wrong: Vec<&str> = wrong.filter(|line| !known.iter().any(|code| line.contains(code))).collect();
    assert_eq!(wrong, [""; 0], "no dead link, no dead anchor");
    let public = folder.path().join("public");
    let tutorial = fs::read_to_string(public.join("tutorial.html")).unwrap();
    assert!(tutorial.contains("aria-current=\"page\">Five days of a war"), "its group");
    assert!(
        tutorial.contains("rel=\"prev\" href=\"install.html\"")
            && tutorial.contains("rel=\"next\" href=\"howto.html\"")
    );
    assert!(public.join("search.html").exists());
}
