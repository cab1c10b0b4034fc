//! What a file is served with: its type, and how long it may be kept.

use std::collections::BTreeMap;

/// The headers of a file, by their names in small letters.
pub type Headers = BTreeMap<String, String>;

/// The headers of the file at a path.
pub fn of(path: &str) -> Headers {
    let kind = kind(path);
    // Names stay while contents change, so nothing may be kept without a question for long.
    let keep = if path.starts_with("media/") { "public, max-age=86400" } else { "public, max-age=60" };
    [("content-type", kind), ("cache-control", keep), ("x-content-type-options", "nosniff")]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn kind(path: &str) -> &'static str {
    let ending =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
