//! The export of Ghost: one JSON with tables of posts, tags and users, and of what belongs together.

use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use super::exported::Exported;

/// The texts of an export; why it cannot be read.
pub(in crate::import) fn texts(json: &str) -> Result<Vec<Exported>, String> {
    let value: Json = serde_json::from_str(json).map_err(|error| format!("it is no JSON: {error}"))?;
    let data = value.pointer("/db/0/data").or_else(|| value.get("data")).ok_or("it has no table of posts")?;
    let rows = |table: &str| data.get(table).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let named = |table: &str| -> FxHashMap<String, String> {
        rows(table).iter().filter_map(|row| Some((id(row, "id")?, text(row, "name")))).collect()
    };
    let (tags, users) = (named("tags"), named("users"));
    let joined = |table: &str, key: &str, names: &FxHashMap<String, String>| {
        let mut all: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for row in rows(table) {
            let (Some(post), Some(name)) = (id(row, "post_id"), id(row, key).and_then(|id| names.get(&id)))
            else {
                continue;
            };
            all.entry(post).or_default().push(name.clone());
        }
        all
    };
    let (of_tags, of_users) =
        (joined("posts_tags", "tag_id", &tags), joined("posts_authors", "author_id", &users));
    let one = |row: &Json| {
        let key = id(row, "id").unwrap_or_default();
        let list = |all: &FxHashMap<String, Vec<String>>| all.get(&key).cloned().unwrap_or_default();
        let author = id(row, "author_id").and_then(|id| users.get(&id)).cloned();
        let mut authors = list(&of_users);
        if authors.is_empty() {
            authors.extend(author);
        }
        let slug = text(row, "slug");
        let html = text(row, "html").replace("__GHOST_URL__", "");
        let image = text(row, "feature_image").replace("__GHOST_URL__", "");
        Exported {
            name: text(row, "title"),
            title: text(row, "title"),
            address: Some(format!("{slug}/")),
            slug,
            published: Some(text(row, "published_at")).filter(|at| !at.is_empty()),
            updated: Some(text(row, "updated_at")).filter(|at| !at.is_empty()),
            authors,
            // Tags with a hash are for the site's own use.
            tags: list(&of_tags).into_iter().filter(|tag| !tag.starts_with('#')).collect(),
            summary: text(row, "custom_excerpt"),
            html: if html.is_empty() { paragraphs(&text(row, "plaintext")) } else { html },
            held: held(row),
            is_page: text(row, "type") == "page"
                || row.get("page").is_some_and(|page| page == 1 || page == true),
            image: Some(image).filter(|image| !image.is_empty()),
            ..Exported::default()
        }
    };
    Ok(rows("posts").iter().map(one).collect())
}

/// Why readers do not see a post.
fn held(row: &Json) -> Option<String> {
    let (state, seen_by) = (text(row, "status"), text(row, "visibility"));
    if state != "published" {
        return Some(format!("its state is `{state}`"));
    }
    (!matches!(seen_by.as_str(), "" | "public")).then(|| format!("it is for `{seen_by}` only"))
}

fn paragraphs(plain: &str) -> String {
    let escaped = plain.replace('&', "&amp;").replace('<', "&lt;");
    escaped.split('\n').filter(|line| !line.trim().is_empty()).map(|line| format!("<p>{line}</p>")).collect()
}

fn text(row: &Json, key: &str) -> String {
    row.get(key).and_then(Json::as_str).unwrap_or_default().trim().to_owned()
}

fn id(row: &Json, key: &str) -> Option<String> {
    match row.get(key)? {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_joined_with_their_tags_and_authors() {
        let json = r##"{"db":[{"meta":{"exported_on":1},"data":{"posts":[
            {"id":"p1","title":"Boats","slug":"boats","html":"<p>They sail.</p>","status":"published","visibility":"public","published_at":"2020-10-05T08:00:00.000Z"},
            {"id":"p2","title":"Plan","slug":"plan","html":"<p>x</p>","status":"published","visibility":"members","type":"page"}],
            "tags":[{"id":"t1","name":"Roads"},{"id":"t2","name":"#own"}],"users":[{"id":"u1","name":"Bo Writer"}],
            "posts_tags":[{"post_id":"p1","tag_id":"t1"},{"post_id":"p1","tag_id":"t2"}],"posts_authors":[{"post_id":"p1","author_id":"u1"}]}}]}"##;
        let texts = texts(json).unwrap();
        assert_eq!(
            (&texts[0].tags[..], &texts[0].authors[..]),
            (&["Roads".to_owned()][..], &["Bo Writer".to_owned()][..])
        );
        assert!(texts[0].held.is_none() && texts[1].held.is_some() && texts[1].is_page);
    }
}
