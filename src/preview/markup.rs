//! Pages of the preview's own, in the site's look: all that stands in them is escaped here.

use super::current::Current;
use crate::text::escaped;

/// A text in the markup.
pub(super) fn text(text: &str) -> String {
    escaped(text).into_owned()
}

/// A link.
pub(super) fn link(address: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(address), escaped(words))
}

/// An element with finished markup inside.
pub(super) fn element(name: &str, class: &str, inside: &str) -> String {
    if class.is_empty() {
        format!("<{name}>{inside}</{name}>")
    } else {
        format!("<{name} class=\"{class}\">{inside}</{name}>")
    }
}

/// A table in a box that scrolls by itself; the cells are finished markup, all but the first column numbers.
pub(super) fn table(label: &str, head: &[&str], rows: &[Vec<String>]) -> String {
    let head: String = head.iter().map(|cell| format!("<th scope=\"col\">{}</th>", escaped(cell))).collect();
    let row = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(at, cell)| match at {
            0 => format!("<th scope=\"row\">{cell}</th>"),
            _ => format!("<td>{cell}</td>"),
        });
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>",
        escaped(label)
    )
}

/// A whole page.
pub(super) fn page(now: &Current, title: &str, kicker: &str, main: &str) -> Vec<u8> {
    let site = &now.shown.snapshot.site.config.title;
    let pages = [("/-/report.html", "Report"), ("/-/diagnostics.html", "Diagnostics")];
    let nav: String = pages
        .iter()
        .map(|(address, words)| {
            let current = if *words == title { " aria-current=\"page\"" } else { "" };
            format!("<li><a href=\"{address}\"{current}>{words}</a></li>")
        })
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – {name}</title>\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"stylesheet\" href=\"/style.css\">\n\
         <link rel=\"stylesheet\" href=\"/-/pages.css\">\n</head>\n<body class=\"desk\">\n\
         <a class=\"skip\" href=\"#content\">Skip to content</a>\n\
         <header class=\"mast\"><div class=\"wrap\"><p class=\"name\"><a href=\"/\">{name}</a></p>\
         <nav aria-label=\"Preview\"><ul>{nav}</ul></nav></div></header>\n\
         <main id=\"content\" class=\"wrap\" tabindex=\"-1\">\n<header class=\"top\"><p class=\"kicker\">{kicker}</p>\
         <h1>{title}</h1></header>\n{main}\n</main>\n</body>\n</html>\n",
        title = escaped(title),
        name = escaped(site),
        kicker = escaped(kicker),
    )
    .into_bytes()
}
