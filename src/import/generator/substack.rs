//! The export of Substack: a packed folder with a table of posts and the text of each in HTML.

use std::io::{Cursor, Read};

use rustc_hash::FxHashMap;

use super::exported::Exported;
use crate::import::dataset::{Cells, Table};

/// A text is never larger than this.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The texts of an export; why it cannot be read.
pub(in crate::import) fn texts(bytes: &[u8]) -> Result<Vec<Exported>, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("it cannot be unpacked: {error}"))?;
    let mut table = None;
    let mut pages: FxHashMap<String, String> = FxHashMap::default();
    for at in 0..archive.len() {
        let Ok(file) = archive.by_index(at) else { continue };
        let Ok(name) = file.name().map(std::borrow::Cow::into_owned) else { continue };
        let short = name.rsplit('/').next().unwrap_or(&name).to_owned();
        let is_table = short == "posts.csv";
        if !is_table && !short.ends_with(".html") {
            continue;
        }
        let mut text = Vec::new();
        file.take(LARGEST)
            .read_to_end(&mut text)
            .map_err(|error| format!("`{name}` cannot be unpacked: {error}"))?;
        if is_table {
            table = Some(text);
        } else {
            pages.insert(
                short.trim_end_matches(".html").to_owned(),
                String::from_utf8_lossy(&text).into_owned(),
            );
        }
    }
    let table = table.ok_or(
        "it holds no `posts.csv`, as an export of Substack does; unpack it and import what is inside",
    )?;
    let mut texts = Vec::new();
    let read = Table::of(Box::new(Cursor::new(table)), None).each(&mut |_, row| {
        texts.push(one(row, &pages));
        Ok(())
    });
    match read {
        Ok(Ok(())) => Ok(texts),
        Ok(Err(broken)) => {
            Err(format!("row {} of `posts.csv` cannot be read: {}", broken.row, broken.reason))
        }
        Err(failure) => Err(failure.to_string()),
    }
}

fn one(row: &dyn Cells, pages: &FxHashMap<String, String>) -> Exported {
    let key = row.cell("post_id");
    let slug = key.split_once('.').map_or("", |(_, slug)| slug).to_owned();
    let held = match (row.cell("is_published"), row.cell("audience")) {
        ("true" | "True" | "1", "" | "everyone") => None,
        ("true" | "True" | "1", audience) => Some(format!("it is for `{audience}` only")),
        _ => Some("it is not published".to_owned()),
    };
    let kind = row.cell("type");
    Exported {
        name: if row.cell("title").is_empty() { key.to_owned() } else { row.cell("title").to_owned() },
        title: row.cell("title").to_owned(),
        address: (!slug.is_empty()).then(|| format!("p/{slug}")),
        slug,
        published: Some(row.cell("post_date").to_owned()).filter(|date| !date.is_empty()),
        summary: row.cell("subtitle").to_owned(),
        html: pages.get(key).cloned().unwrap_or_default(),
        held,
        is_page: kind == "page",
        left_out: matches!(kind, "podcast" | "thread")
            .then_some("no text, but a recording or a talk of readers"),
        ..Exported::default()
    }
}
