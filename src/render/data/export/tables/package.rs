//! `data/datapackage.json`: what the columns mean and how the tables belong together.

use serde_json::{Map, Value, json};

use super::{ColumnKind, ExportTable, TABLES, TableColumn};
use crate::render::context::Context;
use crate::render::data::export::published;

/// Renders `data/datapackage.json`.
pub fn package(cx: Context<'_>) -> String {
    let config = &cx.site.config;
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "timeline",
        "title": config.title,
        "resources": TABLES.map(resource),
    });
    let mut put = |key: &str, value: Value| package[key] = value;
    if !config.description.is_empty() {
        put("description", config.description.as_str().into());
    }
    if let Some(base) = &config.base_url {
        put("homepage", base.as_str().into());
    }
    if let Some(publisher) = &config.publisher {
        put("contributors", json!([{"title": publisher, "roles": ["publisher"]}]));
    }
    if let Some(license) = &config.exports.license {
        let mut written = Map::from_iter([("title".to_owned(), license.name.as_str().into())]);
        // A name must be one of the list; what is not has an address alone.
        written.extend(license.spdx().map(|name| ("name".to_owned(), name.into())));
        written.extend(license.url.as_ref().map(|url| ("path".to_owned(), url.as_str().into())));
        if written.len() > 1 {
            put("licenses", json!([written]));
        }
    }
    if let Some(changed) = published::last_change(cx) {
        put("version", changed.day().to_string().into());
    }
    serde_json::to_string_pretty(&package).unwrap_or_default() + "\n"
}

fn resource(table: &ExportTable) -> Value {
    let keys: Vec<Value> = table.columns.iter().filter_map(foreign_key).collect();
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "primaryKey": ["id"],
    });
    if !keys.is_empty() {
        schema["foreignKeys"] = keys.into();
    }
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "description": table.about,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn field(TableColumn(name, kind, about): &TableColumn) -> Value {
    let sort = match kind {
        ColumnKind::Number => "number",
        ColumnKind::Flag => "boolean",
        ColumnKind::Id | ColumnKind::Text | ColumnKind::Date | ColumnKind::Key(_) => "string",
    };
    let mut field = json!({"name": name, "type": sort, "description": about});
    if *kind == ColumnKind::Id {
        field["constraints"] = json!({"required": true, "unique": true});
    }
    field
}

fn foreign_key(TableColumn(name, kind, _): &TableColumn) -> Option<Value> {
    let ColumnKind::Key(table) = kind else { return None };
    Some(json!({"fields": [name], "reference": {"resource": table, "fields": ["id"]}}))
}
