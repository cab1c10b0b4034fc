//! An actor's fields, in a file of its own or in a list.

use super::document::Document;
use super::markdown::{self, Style};
use super::{ActorDraft, AliasDraft, BodyDraft, Draft, Registration, date, evidence, image};
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::model::{Affiliation, AliasKind, Name};
use crate::source::SourceFile;
use crate::text;
use crate::yaml::{Fields, Holds, Value, Written};

/// Reads an actor's file; its name is the default id.
pub(super) fn read(mut doc: Document, style: &Style, out: &mut Diagnostics) -> Option<ActorDraft> {
    let front = std::mem::take(&mut doc.front);
    let mut fields = Fields::of(front, doc.id, doc.yaml, out);
    let draft = actor(&mut fields, Some(doc.file));
    fields.finish();
    let body = markdown::read(&doc, style, out);
    draft.map(|mut draft| {
        draft.body = body;
        draft
    })
}

/// Reads one actor of `actors.yaml`.
pub(super) fn entry(fields: &mut Fields) -> Option<ActorDraft> {
    actor(fields, None)
}

/// What the id of a noun of a register is for.
pub(super) const ABOUT_ID: &str =
    "The last part of the address; without it, the file's name or, in a list, the name";

fn actor(fields: &mut Fields, file: Option<&SourceFile>) -> Option<ActorDraft> {
    fields.are("Actor", "A state, force, organisation or person");
    let name = fields.required("name", "The name that pages show", code::MISSING_KEY);
    let named_by = if fields.has("id") { "id" } else { "name" };
    let id =
        fields.text("id", ABOUT_ID).or_else(|| file.map(|f| f.stem().to_owned())).or_else(|| name.clone());
    let draft = ActorDraft {
        registered: Registration { file: fields.file, path: fields.path().into(), named_by },
        id: text::name_slug(&id.unwrap_or_default()),
        former_ids: former_ids(fields),
        name: name.clone().unwrap_or_default(),
        kind: fields.choice("kind", "What it is"),
        aliases: aliases(fields),
        names: in_languages(fields, "names", NAMES),
        affiliations: fields
            .records("affiliations", "What it belongs to", affiliation)
            .into_iter()
            .flatten()
            .collect(),
        summary: fields.text("summary", "A sentence about it"),
        summaries: in_languages(fields, "summaries", SUMMARIES),
        lang: None,
        links: links(fields),
        color: color(fields),
        image: image_of(fields, file),
        mentions: fields
            .choice("mentions", "Whether every text links to it, or only those whose `actors` list it")
            .unwrap_or_default(),
        body: BodyDraft::default(),
    };
    name.map(|_| draft)
}

/// Ids that it had before, as they stand in addresses.
fn former_ids(fields: &mut Fields) -> Vec<Written<String>> {
    let slugs = fields.list("former_ids", "Ids that it had before, whose addresses lead to it").into_iter();
    let slugs = slugs.map(|Written { value, path }| Written { value: text::name_slug(&value), path });
    slugs.filter(|id| !id.value.is_empty()).collect()
}

fn image_of(fields: &mut Fields, file: Option<&SourceFile>) -> Option<crate::model::Image> {
    let kind = crate::source::Kind::ActorList;
    let folder = SourceFile::new("content/actors.yaml".into(), kind, String::new());
    fields.record("image", "Its picture", |f| image::read(f, file.unwrap_or(&folder)))
}

/// Other names: texts, or maps with language, user, kind and period.
fn aliases(fields: &mut Fields) -> Vec<AliasDraft> {
    let about = "Other names: texts, or maps that say more";
    let mut list = fields.texts_or_records("aliases", about, plain, alias);
    list.retain(|alias| !alias.text.value.trim().is_empty());
    list
}

fn plain(text: Written<String>) -> AliasDraft {
    AliasDraft {
        text,
        lang: None,
        used_by: Vec::new(),
        kind: AliasKind::Alias,
        valid: None,
        ambiguous: false,
    }
}

fn alias(fields: &mut Fields) -> Option<AliasDraft> {
    fields.are("Alias", "Another name");
    let text = fields.required("text", "The name", code::MISSING_KEY);
    let kind = fields.choice("kind", "A former name, or what others call the actor");
    let alias = AliasDraft {
        text: Written { value: text.clone().unwrap_or_default(), path: fields.path().into() },
        lang: fields.text("lang", "Its language, as a BCP 47 tag"),
        used_by: fields.list("used_by", "Who uses it: actors' ids, or texts"),
        kind: kind.unwrap_or(AliasKind::Alias),
        valid: date::edtf(fields, "valid", "When it was in use (EDTF)"),
        ambiguous: fields.flag("ambiguous", "Whether another actor has it too, and that is known"),
    };
    text.map(|_| alias)
}

/// What `names` is for.
pub(super) const NAMES: &str = "Its name in other languages, by language tag";
/// What `summaries` is for.
pub(super) const SUMMARIES: &str = "The summary in other languages, by language tag";

/// Names, or texts in their place, by language: a text or a list of texts each.
pub(super) fn in_languages(fields: &mut Fields, key: &'static str, about: &'static str) -> Vec<Name> {
    let mut names = Vec::new();
    let each = || Holds::Many(Box::new(Holds::Text));
    for (lang, written) in fields.entries(key, about, each) {
        let values = match written.value {
            Value::Sequence(values) => values,
            value => vec![value],
        };
        for value in values {
            let text = fields.scalar(&written.path, value);
            names.extend(text.map(|text| Name { lang: lang.clone(), text }));
        }
    }
    names
}

fn affiliation(fields: &mut Fields) -> Option<Affiliation<Draft>> {
    fields.are("Affiliation", "What an actor belongs to");
    let to = fields.required_at("to", "To whom: an actor", code::MISSING_KEY);
    let role = fields.text("role", "As what, such as an office");
    let valid = date::edtf(fields, "valid", "When (an EDTF interval)");
    let sources = evidence::citations(fields, "What it rests on");
    let at = At::value(fields.file, fields.path());
    to.map(|to| Affiliation { to, at, role, valid, sources })
}

fn links(fields: &mut Fields) -> Vec<(String, String)> {
    let mut links = Vec::new();
    let about = "Links: `wikidata` takes an item such as `Q42`, others an address";
    for (name, written) in fields.entries("links", about, || Holds::Text) {
        let target = fields.scalar(&written.path, written.value);
        links.extend(target.map(|target| (name, target)));
    }
    links
}

/// A colour as `#rgb` or `#rrggbb`; another is reported.
pub(super) fn color(fields: &mut Fields) -> Option<String> {
    let written = fields.text("color", "A colour such as `\"#a8480b\"`")?;
    let digits = written.strip_prefix('#').unwrap_or("");
    if matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(written);
    }
    let problem = Diagnostic::new(code::UNKNOWN_VALUE, format!("`{written}` is not a colour"));
    fields.report("color", problem.hint("write it in quotation marks, as `\"#a8480b\"`"));
    None
}
