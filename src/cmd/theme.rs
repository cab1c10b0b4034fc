//! `dateline theme`: files of the built-in theme are copied into a site, and compared with it after an upgrade.

use std::path::Path;

use similar::{ChangeTag, TextDiff};

use super::{Exit, give, say, site_folder};
use crate::args::{ThemeArgs, ThemeWhat};
use crate::diag::Failure;
use crate::sink::scaffold;
use crate::source::{text_now, theme};
use crate::text::{checksum, count, did_you_mean, nearest};

/// What a copy begins with, so that it is known of which built-in one it was made.
const COPIED: &str = "{#- Copied from the built-in ";

/// Runs the command.
pub(super) fn run(args: &ThemeArgs) -> Result<Exit, Failure> {
    match &args.what {
        ThemeWhat::List { site } => Ok(list(&site_folder(site.site.as_ref()))),
        ThemeWhat::Copy { file, site } => copy(&site_folder(site.site.as_ref()), file),
        ThemeWhat::Diff { file, site } => diff(&site_folder(site.site.as_ref()), file.as_deref()),
    }
}

/// The files of the theme: where each goes in a site, its name and its text.
fn files() -> impl Iterator<Item = (&'static str, String, &'static str)> {
    let templates = theme::templates().map(|(name, text)| ("templates", name, text));
    let statics =
        theme::statics().filter_map(|(name, bytes)| Some(("static", name, std::str::from_utf8(bytes).ok()?)));
    templates.chain(statics)
}

fn list(site: &Path) -> Exit {
    for (folder, name, _) in files() {
        let own = text_now(site, &format!("{folder}/{name}")).is_some();
        give(&format!("{folder}/{name}{}\n", if own { "  (the site has its own)" } else { "" }));
    }
    Exit::Clean
}

fn found(file: &str) -> Result<(&'static str, String, &'static str), Failure> {
    let name = file.trim_start_matches("templates/").trim_start_matches("static/");
    files().find(|(_, own, _)| own == name).ok_or_else(|| {
        let names: Vec<String> = files().map(|(_, name, _)| name).collect();
        let near = did_you_mean(&nearest(name, names.iter().map(String::as_str)));
        let failure = Failure::new("copy", file, "the built-in theme has no such file");
        failure.hint(near.unwrap_or_else(|| "`dateline theme list` names them".to_owned()))
    })
}

fn copy(site: &Path, file: &str) -> Result<Exit, Failure> {
    let (folder, name, text) = found(file)?;
    let path = format!("{folder}/{name}");
    if text_now(site, &path).is_some() {
        let failure = Failure::new("copy", path.as_str(), "the site has its own already");
        return Err(failure.hint(format!("`dateline theme diff {name}` shows how it differs")));
    }
    let text = match folder {
        "templates" => format!("{COPIED}{name}, {}. -#}}\n{text}", sum(text)),
        _ => text.to_owned(),
    };
    scaffold::renew(&site.join(&path), text.as_bytes())?;
    if folder == "templates" {
        // So that what changes in it later can be shown.
        scaffold::renew(&site.join(kept(&sum(builtin_text(&text)))), builtin_text(&text).as_bytes())?;
        say(&format!(
            "{path} is yours now. A template of a few lines may do: `{{% extends \"builtin/{name}\" %}}` with the blocks that you change"
        ));
    } else {
        say(&format!(
            "{path} is yours now. A few rules of your own are better in static/custom.css, which every page loads"
        ));
    }
    Ok(Exit::Clean)
}

/// Where the built-in text that a copy was made of is kept.
fn kept(sum: &str) -> String {
    format!(".dateline/theme/{sum}.html")
}

fn sum(text: &str) -> String {
    format!("{:016x}", checksum(text.as_bytes()))
}

/// The text of a copy without its first line.
fn builtin_text(copy: &str) -> &str {
    match copy.starts_with(COPIED) {
        true => copy.split_once('\n').map_or("", |(_, rest)| rest),
        false => copy,
    }
}

/// The sum that the first line of a copy has.
fn sum_of_copy(copy: &str) -> Option<&str> {
    let (line, _) = copy.strip_prefix(COPIED)?.split_once('\n')?;
    line.rsplit_once(", ")?.1.split('.').next()
}

fn diff(site: &Path, file: Option<&str>) -> Result<Exit, Failure> {
    let wanted = file.map(found).transpose()?.map(|(_, name, _)| name);
    let mut compared = 0;
    for (folder, name, text) in files() {
        if folder != "templates" || wanted.as_ref().is_some_and(|wanted| *wanted != name) {
            continue;
        }
        let Some(own) = text_now(site, &format!("{folder}/{name}")) else { continue };
        compared += 1;
        give(&one(site, &name, text, &own));
    }
    if compared == 0 {
        say("the site has no template in the place of a built-in one");
    }
    Ok(Exit::Clean)
}

/// How a template of the site stands to the built-in one.
fn one(site: &Path, name: &str, text: &str, own: &str) -> String {
    let mut said = format!("templates/{name}: ");
    if own.contains("{% extends \"builtin/") {
        return said + "extends the built-in one, and takes part in its changes\n";
    }
    let changed = match sum_of_copy(own) {
        None => None,
        Some(then) if then == sum(text) => {
            said += "the built-in one is as it was when it was copied\n";
            Some(String::new())
        }
        Some(then) => {
            said += "THE BUILT-IN ONE HAS CHANGED since it was copied\n";
            let before = text_now(site, &kept(then));
            Some(
                before
                    .map(|before| lines("what has changed in the built-in one", &before, text))
                    .unwrap_or_default(),
            )
        }
    };
    match changed {
        None => {
            said += "not copied by `dateline theme copy`, so that it is not known of which built-in one it was made\n"
        }
        Some(changed) => said += &changed,
    }
    said + &lines("what is the site's own", text, builtin_text(own))
}

/// The lines in which two texts differ.
fn lines(what: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let changes: Vec<String> = diff
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal)
        .map(|change| {
            let (sign, at) = match change.tag() {
                ChangeTag::Delete => ('-', change.old_index()),
                _ => ('+', change.new_index()),
            };
            format!("  {sign} {:>4}  {}\n", at.map_or(0, |at| at + 1), change.value().trim_end())
        })
        .collect();
    match changes.len() {
        0 => String::new(),
        n => format!(" {what} ({}):\n{}", count(n, "line"), changes.concat()),
    }
}
