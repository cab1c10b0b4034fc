//! A look of the site's own: five settings, a menu, a stylesheet, and templates that live through an upgrade.

use std::fs;

use crate::front::{Built, build, program::dateline, reduce};

fn site(settings: &str, more: &str) -> Built {
    build(&format!(
        "-- site.yaml --\ntitle: A war\n{settings}\n-- content/pages/about.md --\n---\ntitle: About us\nsummary: Who we are\n---\nWords.\n\
         -- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-02\ntags: [talks]\ntype: battle\n---\nWords.\n\
         -- content/articles/b.md --\n---\ntitle: The second\npublished: 2020-10-03\n---\nWords.\n{more}"
    ))
}

#[test]
fn a_theme_of_five_settings_is_a_stylesheet_for_day_and_night() {
    let settings = "theme: {accent: \"#7a1f1f\", paper: \"#fff8e7\", ink: \"#2b1d0e\", density: compact, logo: logo.svg, icon: own.png, text_font: fonts/Own.woff2}";
    let files = "-- static/logo.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>\n-- static/own.png --\nx\n-- static/fonts/Own.woff2 --\nx\n";
    let built = site(settings, files);
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let css = built.page("sides.css");
    assert!(css.contains("--paper: #fff8e7;") && css.contains("--link: #7a1f1f;"), "{css}");
    let dark = css.split("prefers-color-scheme: dark").nth(1).unwrap();
    assert!(dark.contains("--paper: #") && !dark.contains("--paper: #fff8e7"), "{dark}");
    assert!(css.contains("url(\"fonts/Own.woff2\")") && css.contains("--serif: own-text"));
    let page = built.page("articles/a.html");
    assert!(
        page.contains("href=\"../sides.css\"") && page.contains("href=\"../own.png\" type=\"image/png\""),
        "{page}"
    );
    assert!(
        page.contains("<img class=\"logo\" src=\"../logo.svg\" alt=\"\" width=\"40\" height=\"20\">"),
        "{page}"
    );
    assert!(built.page("index.html").contains("class=\"logo\""));
    assert!(!site("", "").has("sides.css"), "a site that says nothing has the theme's own");
}

#[test]
fn colours_that_cannot_be_read_are_told_with_one_that_can() {
    let report = site("theme: {accent: \"#f4c0c0\"}", "").report();
    assert!(report.contains("warning[low-contrast]") && report.contains("site.yaml:2"), "{report}");
    assert!(report.contains("is the nearest shade that does"), "{report}");
    let report = site("theme: {paper: \"#222222\"}", "").report();
    assert!(report.contains("dark colours belong under `dark:`"), "{report}");
    let report = site("theme: {accent: red}", "").report();
    assert!(report.contains("`red` is no colour") && report.contains("in quotation marks"), "{report}");
    let report = site("theme: {text_font: Own.ttf}", "").report();
    assert!(report.contains("no WOFF2 file"), "{report}");
}

#[test]
fn the_menu_is_the_site_s_own() {
    let built = site("menu: [timeline, about, {title: Help us, to: \"https://help.example/\"}, tags]", "");
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let menu = reduce::inner(built.page("articles/a.html"), "<nav aria-label=\"Main\">", "nav");
    let links = reduce::attributes(menu, "href");
    assert_eq!(
        links,
        ["../timeline/index.html", "../about.html", "https://help.example/", "../tags/index.html"]
    );
    assert!(menu.contains("Help us") && menu.contains("About us"));
    // A section without anything in it is left out.
    let built = site("menu: [conflicts, timeline]", "");
    let menu = reduce::inner(built.page("index.html"), "<nav aria-label=\"Main\">", "nav");
    assert_eq!(reduce::attributes(menu, "href"), ["timeline/index.html"]);
}

#[test]
fn a_stylesheet_of_the_site_is_loaded_by_itself_and_last() {
    let built = site("", "-- static/custom.css --\nh1 { color: red }\n");
    let page = built.page("articles/a.html");
    let (custom, style) = (page.find("../custom.css").unwrap(), page.find("../style-").unwrap());
    assert!(custom > style);
    assert!(!site("", "").page("articles/a.html").contains("custom.css"));
}

#[test]
fn a_template_extends_the_built_in_one_of_its_name() {
    let base = "-- templates/base.html --\n{% extends \"builtin/base.html\" %}\n{% block foot %}<footer>Our foot</footer>{% endblock foot %}\n";
    let article = "-- templates/article.html --\n{% extends \"builtin/article.html\" %}\n{% block after_text %}<p>Our line</p>{% endblock after_text %}\n";
    let hook = "-- templates/hook-head.html --\n<meta name=\"own\" content=\"yes\">\n";
    let built = site("", &format!("{base}{article}{hook}"));
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let page = built.page("articles/a.html");
    assert!(
        page.contains("Our foot") && page.contains("Our line") && page.contains("name=\"own\""),
        "{page}"
    );
    assert!(page.contains("class=\"body\"") && page.contains("Tags"), "all else stays: {page}");
    assert!(built.page("index.html").contains("Our foot"));
}

#[test]
fn every_block_can_be_replaced() {
    for (template, page, block) in [
        ("base.html", "index.html", "masthead"),
        ("base.html", "index.html", "nav"),
        ("base.html", "index.html", "foot"),
        ("base.html", "index.html", "head"),
        ("article.html", "articles/a.html", "before_text"),
        ("article.html", "articles/a.html", "after_text"),
        ("article.html", "articles/a.html", "rail"),
        ("page.html", "about.html", "before_text"),
        ("page.html", "about.html", "after_text"),
    ] {
        let own = format!(
            "-- templates/{template} --\n{{% extends \"builtin/{template}\" %}}\n{{% block {block} %}}<i>MINE</i>{{% endblock {block} %}}\n"
        );
        let built = site("", &own);
        assert_eq!(built.codes(), [""; 0], "{block}: {}", built.report());
        assert!(built.page(page).contains("<i>MINE</i>"), "{template} {block}");
    }
}

#[test]
fn templates_ask_for_articles_events_and_pages() {
    let home = "-- templates/home.html --\n{% extends \"builtin/home.html\" %}{% block main %}\
        {% for a in articles(limit=1) %}[newest {{ a.title }} {{ a.url }}]{% endfor %}\
        {% for a in articles(tag=\"talks\") %}[tagged {{ a.title }}]{% endfor %}\
        {% for a in articles(type=\"battle\", tag=\"none\") %}[wrong]{% endfor %}\
        {% for p in pages(folder=\"\") %}[page {{ p.title }} {{ p.summary }}]{% endfor %}\
        {% for e in events(type=\"ceasefire\") %}[event {{ e.title }} {{ e.date.words }}]{% endfor %}\
        {% endblock main %}\n-- content/events.yaml --\n- {id: x, title: A truce, when: 2020-10-05, type: ceasefire}\n";
    let built = site("", home);
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let page = built.page("index.html");
    for said in [
        "[newest The second articles/b.html]",
        "[tagged The first]",
        "[page About us Who we are]",
        "[event A truce 5 October 2020]",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("[wrong]"));
}

#[test]
fn a_copy_of_a_template_is_compared_with_the_built_in_one_later() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(dateline(folder.path(), &["init", "site"]).code, 0);
    let site = folder.path().join("site");
    let run = dateline(&site, &["theme", "copy", "article.html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let again = dateline(&site, &["theme", "copy", "article.html"]);
    assert!(again.code == 2 && again.stderr.contains("has its own already"), "{}", again.stderr);
    let path = site.join("templates/article.html");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("class=\"art\"", "class=\"art mine\"", 1)).unwrap();
    let diff = dateline(&site, &["theme", "diff"]);
    assert!(
        diff.stdout.contains("as it was when it was copied") && diff.stdout.contains("art mine"),
        "{}",
        diff.stdout
    );
    // As if the program were a newer one, whose template is another.
    let text = fs::read_to_string(&path).unwrap();
    let (line, rest) = text.split_once('\n').unwrap();
    let sum = line.rsplit_once(", ").unwrap().1.split('.').next().unwrap().to_owned();
    let kept = site.join(format!(".dateline/theme/{sum}.html"));
    let before = fs::read_to_string(&kept).unwrap();
    fs::rename(&kept, site.join(".dateline/theme/0123456789.html")).unwrap();
    fs::write(site.join(".dateline/theme/0123456789.html"), before.replacen("<h1", "<h1 data-old", 1))
        .unwrap();
    fs::write(&path, format!("{}\n{rest}", line.replace(&sum, "0123456789"))).unwrap();
    let diff = dateline(&site, &["theme", "diff", "article.html"]);
    assert!(diff.stdout.contains("THE BUILT-IN ONE HAS CHANGED"), "{}", diff.stdout);
    assert!(
        diff.stdout.contains("what has changed in the built-in one (2 lines)")
            && diff.stdout.contains("<h1 data-old"),
        "{}",
        diff.stdout
    );
    assert!(dateline(&site, &["theme", "copy", "nothing.html"]).stderr.contains("no such file"));
    assert!(
        dateline(&site, &["theme", "list"]).stdout.contains("templates/article.html  (the site has its own)")
    );
}
