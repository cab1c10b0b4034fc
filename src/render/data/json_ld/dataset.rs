//! The data of the site as `Dataset`, for search engines of data.

use serde_json::{Value, json};

use super::thing::script_safe;
use crate::render::context::Context;
use crate::render::data::export::published;
use crate::render::part::downloads::Download;
use crate::render::text::link;
use crate::route::Route;

/// The data with each of their files, safe inside a script element.
pub fn dataset(cx: Context<'_>, files: &[Download]) -> String {
    let config = &cx.site.config;
    let mut json = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": config.title,
        "description": published::description(cx),
        "inLanguage": config.language,
        "isAccessibleForFree": true,
        "creditText": published::citation(cx),
        "distribution": files.iter().map(|file| distribution(cx, file)).collect::<Vec<_>>(),
    });
    if let Some(url) = link::absolute(cx, &Route::Download) {
        json["url"] = url.into();
    }
    if let Some(publisher) = &config.publisher {
        let organisation = json!({"@type": "Organization", "name": publisher});
        json["creator"] = organisation.clone();
        json["publisher"] = organisation;
    }
    if let Some(license) = &config.exports.license {
        json["license"] = license.url.as_ref().unwrap_or(&license.name).as_str().into();
    }
    if let Some(changed) = published::last_change(cx) {
        json["dateModified"] = changed.rfc3339().into();
    }
    if let Some(covered) = published::covered(cx) {
        json["temporalCoverage"] = covered.into();
    }
    script_safe(json.to_string())
}

fn distribution(cx: Context<'_>, file: &Download) -> Value {
    json!({
        "@type": "DataDownload",
        "name": file.name,
        "description": file.about,
        "encodingFormat": file.media,
        "contentUrl": link::exported(cx, &file.url),
    })
}
