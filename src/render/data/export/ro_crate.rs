//! `ro-crate-metadata.json` (RO-Crate 1.2): the site as a research object, with each file for other programs.
//!
//! It names files, what they are, and their sums. `data/manifest.json`, which is made last of all, has the sum of this file and is not in it.

use serde_json::{Value, json};

use crate::render::context::{Context, FileSums};
use crate::render::data::export::published;
use crate::render::part::downloads::{self, Download};
use crate::route::MANIFEST;

const ITSELF: &str = "ro-crate-metadata.json";
const NO_LICENSE: &str = "No licence is stated";
const ASK: &str = "What may be done with the data is to be asked of the publisher";

/// Renders the description of the site, with the sums of its files.
pub fn file(cx: Context<'_>, sums: &FileSums) -> String {
    let config = &cx.site.config;
    let mut files = downloads::all(cx);
    files.retain(|file| file.file != ITSELF && file.file != MANIFEST);
    let parts: Vec<Value> = files.iter().map(|file| json!({"@id": file.file})).collect();
    let license = config.exports.license.as_ref();
    let license_id = license.and_then(|license| license.url.as_deref()).unwrap_or("#licence");
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "name": config.title,
        "description": published::description(cx),
        "datePublished": published::last_change(cx).map_or(cx.site.today, |stamp| stamp.day()).to_string(),
        "license": {"@id": license_id},
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
    others.push(json!({
        "@id": license_id,
        "@type": "CreativeWork",
        "name": license.map_or(NO_LICENSE, |license| license.name.as_str()),
        "description": license.map_or(ASK.to_owned(), |license| format!("The terms of {}", license.name)),
    }));
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
    graph.extend(files.iter().map(|file| entity(file, sums)));
    let crate_json = json!({"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph});
    serde_json::to_string_pretty(&crate_json).unwrap_or_default() + "\n"
}

fn entity(file: &Download, sums: &FileSums) -> Value {
    let mut entity = json!({
        "@id": file.file,
        "@type": "File",
        "name": file.name,
        "description": file.about,
        "encodingFormat": file.media,
    });
    if let Some((sum, bytes)) = sums.get(&file.file) {
        // As schema.org has it: a text.
        entity["contentSize"] = bytes.to_string().into();
        entity["sha256"] = sum.as_str().into();
    }
    entity
}
