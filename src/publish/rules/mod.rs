//! Rules for a web server: the headers of a site and its old addresses, in the words of the one that serves it. They are files of
//! the site, and published as such.

mod address;
mod apache;
mod hosted;
mod nginx;

use std::collections::BTreeMap;

use super::headers::{Class, Manner, of_class};
use crate::config::Rules;
use crate::diag::Failure;

/// What rules are made of.
#[derive(Clone, Debug)]
pub struct RulesFor<'a> {
    /// The site's files by their paths, and how each is served.
    pub files: BTreeMap<&'a str, Class>,
    /// The file at each old address, and the one that it leads to.
    pub redirects: BTreeMap<String, String>,
    /// Where readers find the site.
    pub base_url: &'a str,
    /// What headers depend on.
    pub manner: &'a Manner,
    /// Whether packed copies stand beside the files.
    pub packed: bool,
}

/// The files that hold the rules, by their paths.
///
/// # Errors
/// Fails when a header cannot be written for the server.
pub fn files(rules: Rules, subject: &RulesFor) -> Result<Vec<(&'static str, String)>, Failure> {
    Ok(match rules {
        Rules::None => Vec::new(),
        Rules::Netlify => {
            vec![
                ("_headers", hosted::netlify_headers(subject)),
                ("_redirects", hosted::redirects(subject, hosted::NETLIFY)),
            ]
        }
        Rules::Cloudflare => {
            vec![
                ("_headers", hosted::cloudflare_headers(subject)),
                ("_redirects", hosted::redirects(subject, hosted::CLOUDFLARE)),
            ]
        }
        Rules::Apache => vec![(".htaccess", apache::htaccess(subject))],
        Rules::Nginx => vec![(".dateline/nginx.conf", nginx::snippet(subject)?)],
    })
}

impl RulesFor<'_> {
    /// The headers of a class, with names as people write them.
    fn headers(&self, class: Class) -> Vec<(String, String)> {
        of_class(class, self.manner).into_iter().map(|(name, value)| (titled(&name), value)).collect()
    }

    /// The path of the site at its host, as it stands in addresses, with a slash at both ends.
    fn base(&self) -> &str {
        let (_, rest) = self.base_url.split_once("://").unwrap_or(("", self.base_url));
        rest.find('/').map_or("/", |at| &rest[at..])
    }

    /// The paths of the files that may be kept for good.
    fn marked(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter(|(_, class)| **class == Class::Marked).map(|(path, _)| *path)
    }

    /// What one class has otherwise than the pages.
    fn apart(&self, class: Class) -> Vec<(String, String)> {
        let page = self.headers(Class::Page);
        self.headers(class).into_iter().filter(|header| !page.contains(header)).collect()
    }

    /// Every old address below the site's root, as files are named, and the file that it leads to.
    fn moved(&self) -> impl Iterator<Item = (String, &str)> {
        self.redirects.iter().flat_map(|(old, new)| {
            let folder = old.strip_suffix("/index.html");
            let more = folder.into_iter().flat_map(|folder| [format!("{folder}/"), folder.to_owned()]);
            let free = more.filter(|address| !self.files.contains_key(address.as_str()));
            std::iter::once(old.clone()).chain(free).map(move |old| (old, new.as_str()))
        })
    }
}

/// `content-security-policy` as `Content-Security-Policy`.
fn titled(name: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    };
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules of a small site with names that are hard to write.
    fn written(rules: Rules, base_url: &str) -> String {
        let manner = Manner { encrypted: true, ..Manner::default() };
        let redirects = [
            ("old name's #1 100%.html", "articles/Խաղաղություն.html"),
            ("news/old/index.html", "actors/a $1 b/index.html"),
        ];
        let subject = RulesFor {
            files: [
                ("index.html", Class::Page),
                ("404.html", Class::Page),
                ("articles/a.html", Class::Page),
                ("embed/timeline.html", Class::Embed),
                ("media/a.png", Class::Media),
                ("icon.svg", Class::Media),
                ("style.css", Class::Page),
                ("style-0123456789.css", Class::Marked),
                ("own/a+b-0123456789.js", Class::Marked),
                ("own/c-0123456789.js", Class::Marked),
                ("c-0123456789.js", Class::Page),
            ]
            .into(),
            redirects: redirects.map(|(old, new)| (old.to_owned(), new.to_owned())).into(),
            base_url,
            manner: &manner,
            packed: true,
        };
        let files = files(rules, &subject).unwrap();
        files.into_iter().map(|(path, text)| format!("-- {path} --\n{text}")).collect()
    }

    fn holds(text: &str, lines: &[&str]) {
        for line in lines {
            assert!(text.lines().any(|found| found == *line), "{line}\nis not in\n{text}");
        }
    }

    fn times(text: &str, word: &str) -> usize {
        text.matches(word).count()
    }

    /// What stands below the pattern of a rule.
    fn rule(text: &str, pattern: &str) -> String {
        let below = text.lines().skip_while(|line| *line != pattern).skip(1);
        below.take_while(|line| line.starts_with(' ')).map(|line| format!("{line}\n")).collect()
    }

    #[test]
    fn netlify_gets_one_rule_for_each_address() {
        let text = written(Rules::Netlify, "https://news.example/");
        holds(
            &text,
            &[
                "/",
                "/index.html",
                "/articles/*",
                "/embed/*",
                "/media/*",
                "/icon.svg",
                "/style.css",
                "/style-0123456789.css",
                "/own/*",
                "/old%20name%27s%20%231%20100%25.html /articles/%D4%BD%D5%A1%D5%B2%D5%A1%D5%B2%D5%B8%D6%82%D5%A9%D5%B5%D5%B8%D6%82%D5%B6.html 301!",
                "/news/old/ /actors/a%20%241%20b/ 301!",
            ],
        );
        assert!(!text.contains("\n/*") && !text.contains("\n/own/a"));
        assert_eq!(times(&rule(&text, "/style-0123456789.css"), "immutable"), 1);
        assert_eq!(times(&text, "immutable"), 1, "not for a whole folder");
    }

    #[test]
    fn cloudflare_takes_off_what_a_later_rule_sets() {
        let text = written(Rules::Cloudflare, "https://news.example/archive/");
        holds(
            &text,
            &[
                "/*",
                "/embed/*",
                "  ! Content-Security-Policy",
                "/own/a%2Bb-0123456789.js",
                "/news/old /archive/actors/a%20%241%20b/ 301",
            ],
        );
        assert_eq!(
            rule(&text, "/style-0123456789.css"),
            "  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n"
        );
        assert!(text.lines().all(|line| line.len() <= 2000));
    }

    #[test]
    fn apache_and_nginx_know_the_folder_of_the_site() {
        let apache = written(Rules::Apache, "https://news.example/archive/");
        holds(
            &apache,
            &[
                "ErrorDocument 404 /archive/404.html",
                // The same name with another content stands in another folder.
                "  <FilesMatch \"^(a\\+b-0123456789\\.js|style-0123456789\\.css)(\\.br|\\.gz)?$\">",
                "    Header always set Cache-Control \"public, max-age=31536000, immutable\"",
                "  RedirectMatch 301 \"^/archive/old name's #1 100%\\.html$\" \"/archive/articles/Խաղաղություն.html\"",
                "  RedirectMatch 301 \"^/archive/news/old/$\" \"/archive/actors/a \\$1 b/\"",
            ],
        );
        let nginx = written(Rules::Nginx, "https://news.example/archive/");
        holds(
            &nginx,
            &[
                "error_page 404 /archive/404.html;",
                "location = \"/archive/old name's #1 100%.html\" { return 301 /archive/articles/%D4%BD%D5%A1%D5%B2%D5%A1%D5%B2%D5%B8%D6%82%D5%A9%D5%B5%D5%B8%D6%82%D5%B6.html; }",
                "location = /archive/news/old { return 301 /archive/actors/a%20%241%20b/; }",
                "gzip_static on;",
                "location = /archive/style-0123456789.css {",
                "location = \"/archive/own/a+b-0123456789.js\" {",
                "    add_header Cache-Control \"public, max-age=31536000, immutable\" always;",
            ],
        );
    }

    #[test]
    fn nginx_cannot_send_what_it_takes_for_a_variable() {
        let changes = [("x-price".to_owned(), Some("$5".to_owned()))];
        let manner = Manner { changes: changes.into(), ..Manner::default() };
        let subject = RulesFor {
            files: BTreeMap::new(),
            redirects: BTreeMap::new(),
            base_url: "https://news.example/",
            manner: &manner,
            packed: false,
        };
        assert!(files(Rules::Nginx, &subject).is_err());
        assert!(files(Rules::Apache, &subject).is_ok());
    }
}
