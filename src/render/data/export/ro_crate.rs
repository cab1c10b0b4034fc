//! `ro-crate-metadata.json` (RO-Crate 1.2): the site as a research object, with each file for other programs.
//!
//! It names files and what they are; their sums are in `data/manifest.json`, which is made when all files are.

use serde_json::{Value, json};

use crate::render::context::Context;
use crate::render::data::export::published;
use crate::render::part::downloads::{self, Download};

const ITSELF: &str = "ro-crate-metadata.json";
const NO_LICENSE: &str = "No licence is stated.";

/// Renders the description of the site.
pub fn file(cx: Context<'_>) -> String {
    let config = &cx.site.config;
    let files = downloads::all(cx);
    let parts: Vec<Value> =
        files.iter().filter(|file| file.file != ITSELF).map(|file| json!({"@id": file.file})).collect();
    let license = config.exports.license.as_ref();
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "name": config.title,
        "description": published::description(cx),
        "datePublished": published::last_change(cx).map_or(cx.site.today, |stamp| stamp.day()).to_string(),
        "license": license.map_or(json!(NO_LICENSE), |license| license.url.as_ref().map_or(json!(license.name), |url| json!({"@id": url}))),
        "inLanguage": config.language,
        "creditText": published::citation(cx),
        "hasPart": parts,
    });
    let mut others: Vec<Value> = Vec::new();
    if let Some(base) = &config.base_url {
        root["url"] = base.as_str().into();
    }
    if let Some(publisher) = &config.publisher {
        root["publisher"] = json!({"@id": "#publisher"});
        let mut organisation = json!({"@id": "#publisher", "@type": "Organization", "name": publisher});
        if let Some(base) = &config.base_url {
            organisation["url"] = base.as_str().into();
        }
        others.push(organisation);
    }
    if let Some((license, url)) = license.and_then(|license| Some((license, license.url.as_ref()?))) {
        others.push(json!({
            "@id": url,
            "@type": "CreativeWork",
            "name": license.name,
            "description": format!("The terms of {}", license.name),
        }));
    }
    if let Some(covered) = published::covered(cx) {
        root["temporalCoverage"] = covered.into();
    }
    let mut graph = vec![
        json!({
            "@id": ITSELF,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"},
        }),
        root,
    ];
    graph.extend(others);
    graph.extend(files.iter().filter(|file| file.file != ITSELF).map(entity));
    let crate_json = json!({"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph});
    serde_json::to_string_pretty(&crate_json).unwrap_or_default() + "\n"
}

fn entity(file: &Download) -> Value {
    json!({
        "@id": file.file,
        "@type": "File",
        "name": file.name,
        "description": file.about,
        "encodingFormat": file.media,
    })
}
