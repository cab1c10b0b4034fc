//! `publish:` of site.yaml: the places that the site can be put to, by name. None holds a secret.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Component, Path, PathBuf};

mod address;

use super::normal_base_url;
use crate::diag::{At, Diagnostic, code};
use crate::text::Vocabulary;
use crate::yaml::{Fields, Holds, Value, Written};

/// A place that the site can be put to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name in site.yaml.
    pub name: String,
    /// Where it is.
    pub place: TargetPlace,
    /// What readers reach it at, if not at the site's `base_url`.
    pub base_url: Option<String>,
    /// Whose rules for headers and old addresses are published with it.
    pub rules: Rules,
    /// Whether packed copies of texts are published with it.
    pub precompress: bool,
    /// Headers that every file gets, by their names in small letters; `None` for one that none gets.
    pub headers: BTreeMap<String, Option<String>>,
}

/// Who reads the rules for headers and old addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Nobody.
    None,
    /// Netlify: `_headers` and `_redirects`.
    Netlify,
    /// Cloudflare Pages: the same files, read in another way.
    Cloudflare,
    /// Apache: `.htaccess`.
    Apache,
    /// nginx: `.dateline/nginx.conf`, which the server's own settings name.
    Nginx,
}

impl Vocabulary for Rules {
    const NAME: &'static str = "kind of rules";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("none", Self::None),
        ("netlify", Self::Netlify),
        ("cloudflare", Self::Cloudflare),
        ("apache", Self::Apache),
        ("nginx", Self::Nginx),
    ];
}

/// Where a target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetPlace {
    /// A folder of this machine or a mounted one.
    Folder {
        /// The folder.
        path: PathBuf,
        /// Whether its files are exchanged one by one; else it is a link that leads to the newest of its releases.
        in_place: bool,
    },
    /// A branch of a git repository.
    Git {
        /// The repository, as git takes it.
        repository: String,
        /// The branch, which holds nothing but the site.
        branch: String,
        /// The domain that the host is told in a file `CNAME`.
        cname: Option<String>,
    },
    /// A bucket, or a part of one.
    Bucket(Bucket),
    /// A folder of another machine, reached through ssh.
    Remote(Remote),
    /// A site at Netlify.
    Netlify {
        /// Its id or its domain.
        site: String,
        /// Where the interface answers, if not at Netlify.
        endpoint: Option<String>,
    },
}

/// The program of the system that brings files to another machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// rsync.
    Rsync,
    /// sftp, where the other machine gives no shell.
    Sftp,
}

/// A folder of another machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// What brings the files there.
    pub program: Program,
    /// The machine as ssh takes it, such as `user@example.org` or a name of the ssh configuration.
    pub machine: String,
    /// The port, if ssh does not know it.
    pub port: Option<u16>,
    /// The folder there, without a slash at its end.
    pub folder: String,
    /// A file of settings for ssh, if not the user's own.
    pub config: Option<PathBuf>,
}

impl fmt::Display for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.machine, self.folder)
    }
}

/// Whose interface an object store speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// Amazon S3, and the many that speak as it does.
    S3,
    /// Google Cloud Storage.
    Google,
    /// Azure Blob Storage.
    Azure,
}

/// A part of an object store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Whose interface it speaks.
    pub maker: Maker,
    /// The bucket, or the container of Azure.
    pub name: String,
    /// What every key begins with, without slashes at its ends; empty for the whole bucket.
    pub prefix: String,
    /// Where the server is, if not where the maker's is.
    pub endpoint: Option<String>,
    /// The region of the bucket.
    pub region: Option<String>,
    /// The storage account of Azure, if the environment does not name it.
    pub account: Option<String>,
    /// Whether the endpoint may be without encryption though it is not on this machine.
    pub plain_http: bool,
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.maker {
            Maker::S3 => "s3",
            Maker::Google => "gs",
            Maker::Azure => "az",
        };
        write!(f, "{scheme}://{}", self.name)?;
        if self.prefix.is_empty() { Ok(()) } else { write!(f, "/{}", self.prefix) }
    }
}

/// The key that says what a target is, and the scheme of its address.
const KINDS: [(&str, &str, &str); 8] = [
    ("folder", "", "A folder; beside it stand the releases that it leads to"),
    ("git", "", "A git repository"),
    ("rsync", "", "A folder of another machine, brought there by rsync, such as `user@example.org:/srv/www`"),
    ("sftp", "", "A folder of another machine, brought there by sftp, such as `user@example.org:/srv/www`"),
    ("s3", "s3", "A bucket that speaks as Amazon S3 does, such as `s3://bucket/folder`"),
    ("gcs", "gs", "A bucket of Google Cloud Storage, such as `gs://bucket/folder`"),
    ("azure", "az", "A container of Azure Blob Storage, such as `az://container/folder`"),
    ("netlify", "", "A site at Netlify, by its id or domain"),
];

const ABOUT_SSH_CONFIG: &str = "A file of settings for ssh";
const ABOUT_PRECOMPRESS: &str =
    "Whether packed copies of texts are published with the site, for `folder`, `rsync` and `sftp`";
const ABOUT_HEADERS: &str = "Headers of every file: a text for each name, or nothing to leave it out";

/// Keys that one would give a secret under. None of them is read.
const SECRETS: [&str; 26] = [
    "token",
    "auth_token",
    "access_token",
    "api_key",
    "api_token",
    "password",
    "passphrase",
    "secret",
    "key",
    "private_key",
    "ssh_key",
    "access_key",
    "access_key_id",
    "secret_key",
    "secret_access_key",
    "session_token",
    "account_key",
    "client_secret",
    "sas_token",
    "connection_string",
    "service_account_key",
    "credentials",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AZURE_STORAGE_ACCOUNT_KEY",
    "NETLIFY_AUTH_TOKEN",
];

/// Reads the targets; what is wrong is reported and left out.
pub(super) fn targets(fields: &mut Fields) -> Vec<Target> {
    let about = "The places that `dateline publish` puts the site to, by name";
    fields.named_records("publish", about, target).into_iter().flatten().collect()
}

fn target(fields: &mut Fields, name: String) -> Option<Target> {
    fields.are("Target", "A place that the site is put to: one of `folder`, `git`, `rsync`, `sftp`, `s3`, `gcs`, `azure`, `netlify`");
    let path = fields.path().to_owned();
    if let Some(message) = secret_of(&name, fields) {
        // Nothing else is said of this target, as its lines would show it.
        fields.left().iter().for_each(|key| fields.forget(key));
        told(fields, message);
        return None;
    }
    let given: Vec<(&'static str, &str, String)> = KINDS
        .into_iter()
        .filter_map(|(key, scheme, about)| Some((key, scheme, fields.text(key, about)?)))
        .collect();
    fields.note("ssh_config", ABOUT_SSH_CONFIG, || Holds::Text);
    let base_url = "What readers reach the target at, if not at the site's `base_url`";
    let base_url = fields.text("base_url", base_url).and_then(|written| {
        let normal = normal_base_url(&written);
        if normal.is_none() {
            let message = format!("`{written}` is not an absolute web address");
            fields.report("base_url", Diagnostic::new(code::INVALID_ADDRESS, message));
        }
        normal
    });
    let endpoint = fields.text("endpoint", "Where the server is, if not at the maker's");
    let region = fields.text("region", "The region of a bucket");
    let account = fields.text("account", "The storage account of Azure");
    let plain_http = fields.flag("plain_http", "Whether the endpoint may be without encryption");
    let in_place = fields.flag("in_place", "Whether the files of a folder are exchanged one by one");
    let branch = fields.text("branch", "The branch, `gh-pages` if none is named");
    let cname = fields.text("cname", "The domain for the file `CNAME`");
    let rules =
        fields.choice("rules", "Whose rules for headers and old addresses are published with the site");
    let precompress = fields.flag("precompress", ABOUT_PRECOMPRESS);
    let headers = headers(fields);
    let [(kind, scheme, address)] = given.as_slice() else {
        let found = if given.is_empty() { "no kind of place" } else { "more than one kind of place" };
        let diagnostic = Diagnostic::new(code::INVALID_TARGET, format!("the target `{name}` has {found}"))
            .at(At::key(fields.file, path))
            .hint(format!("give one of: {}", KINDS.map(|(key, ..)| key).join(", ")));
        fields.out.push(diagnostic);
        return None;
    };
    let place = match *kind {
        "folder" => TargetPlace::Folder { path: address.into(), in_place },
        "rsync" | "sftp" => {
            let program = if *kind == "rsync" { Program::Rsync } else { Program::Sftp };
            TargetPlace::Remote(remote(program, kind, address, fields)?)
        }
        "git" => {
            let branch = branch.unwrap_or_else(|| "gh-pages".to_owned());
            TargetPlace::Git { repository: address.clone(), branch, cname }
        }
        "netlify" => TargetPlace::Netlify { site: address.clone(), endpoint },
        _ => TargetPlace::Bucket(Bucket {
            endpoint,
            region,
            account,
            plain_http,
            ..bucket(kind, scheme, address, fields)?
        }),
    };
    if precompress && !matches!(place, TargetPlace::Folder { .. } | TargetPlace::Remote(_)) {
        let message = format!("the target `{name}` takes no packed copies");
        let hint = "leave `precompress` out: only a folder, rsync and sftp take them, other hosts pack by themselves";
        fields.report("precompress", Diagnostic::new(code::INVALID_TARGET, message).hint(hint));
    }
    let usual = if *kind == "netlify" { Rules::Netlify } else { Rules::None };
    Some(Target { name, place, base_url, rules: rules.unwrap_or(usual), precompress, headers })
}

/// What is secret in a target, in words that do not show it.
fn secret_of(name: &str, fields: &Fields) -> Option<String> {
    let plain = |key: &str| key.trim().replace('-', "_").to_lowercase();
    let is_secret = |key: &&String| SECRETS.iter().any(|secret| secret.eq_ignore_ascii_case(&plain(key)));
    let left = fields.left();
    let keys: Vec<String> = left.iter().filter(is_secret).map(|key| format!("`{key}`")).collect();
    if !keys.is_empty() {
        return Some(format!(
            "the target `{name}` has {}, and a secret does not belong here",
            keys.join(", ")
        ));
    }
    let holds = left.iter().find_map(|key| address::secret(fields.peek(key)?.as_str()?));
    holds.map(|what| format!("the address of the target `{name}` holds {what}"))
}

/// Reports a secret, without the line, which would show it.
fn told(fields: &mut Fields, message: String) {
    let hint = "take it out and give it in the environment, see docs/publish.md; then make a new one, as whoever has read this file or an \
                older version of it has this one";
    let diagnostic = Diagnostic::new(code::SECRET_IN_SETTINGS, message).at(At::file(fields.file));
    fields.out.push(diagnostic.hint(hint));
}

/// The longest value of a header: some hosts take lines of 2000 characters.
const LONGEST_VALUE: usize = 1900;
/// Headers that say how a file is transferred, which is the server's to know.
const NOT_OURS: [&str; 12] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-range",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "location",
    "set-cookie",
    "transfer-encoding",
    "vary",
];

/// The headers that a target changes.
fn headers(fields: &mut Fields) -> BTreeMap<String, Option<String>> {
    let mut headers = BTreeMap::new();
    for (name, Written { value, path }) in fields.entries("headers", ABOUT_HEADERS, || Holds::Text) {
        let lower = name.trim().to_ascii_lowercase();
        let wrong = match &value {
            _ if lower.is_empty() || !lower.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => {
                Some(format!("`{name}` is no name of a header"))
            }
            _ if NOT_OURS.contains(&lower.as_str()) => {
                Some(format!("`{name}` says how a file is transferred, which the server does by itself"))
            }
            Value::Null | Value::Bool(false) => None,
            Value::String(text) => wrong_value(&name, text.trim()),
            Value::Number(_) => None,
            _ => Some(format!("the header `{name}` is neither a text nor left out with `~`")),
        };
        if let Some(message) = wrong {
            let diagnostic = Diagnostic::new(code::INVALID_TARGET, message).at(At::value(fields.file, path));
            let hint = "write `name: text`, or `name: ~` to leave a header out, see docs/publish.md";
            fields.out.push(diagnostic.hint(hint));
            continue;
        }
        let text = match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        headers.insert(lower, text);
    }
    headers
}

fn wrong_value(name: &str, value: &str) -> Option<String> {
    if value.is_empty() {
        return Some(format!("the header `{name}` is empty"));
    }
    if value.len() > LONGEST_VALUE {
        return Some(format!("the header `{name}` has {} bytes, {LONGEST_VALUE} are the most", value.len()));
    }
    let odd = value.chars().find(|c| !matches!(c, ' '..='~'))?;
    Some(format!("the header `{name}` holds {odd:?}, which no header can"))
}

/// The folder of another machine that `user@host:/path` or `ssh://user@host:port/path` names.
fn remote(program: Program, kind: &'static str, address: &str, fields: &mut Fields) -> Option<Remote> {
    let found = remote_parts(address.trim());
    if found.is_none() {
        let message = format!("`{address}` names no folder of another machine");
        let hint =
            "write it as `user@example.org:/srv/www`, with a port as `ssh://user@example.org:2222/srv/www`";
        fields.report(kind, Diagnostic::new(code::INVALID_TARGET, message).hint(hint));
    }
    let (machine, port, folder) = found?;
    let config = fields.text("ssh_config", ABOUT_SSH_CONFIG).map(PathBuf::from);
    if config.as_deref().is_some_and(is_inside) {
        let message = "`ssh_config` names a file of the site, which may name programs that ssh runs";
        let hint = "let it lie elsewhere, where only those can write who may publish, as in `ssh_config: /home/ann/.ssh/config`";
        fields.report("ssh_config", Diagnostic::new(code::INVALID_TARGET, message).hint(hint));
        return None;
    }
    Some(Remote { program, machine, port, folder, config })
}

/// Whether a path as written leads into the site's own folder.
fn is_inside(path: &Path) -> bool {
    let mut depth = 0_i32;
    let mut inside = path.is_relative();
    for part in path.components() {
        match part {
            Component::ParentDir => depth -= 1,
            Component::Normal(_) => depth += 1,
            _ => {}
        }
        inside &= depth >= 0;
    }
    inside
}

fn remote_parts(address: &str) -> Option<(String, Option<u16>, String)> {
    let (machine, port, folder) = match address.split_once("://") {
        Some(("ssh" | "sftp", rest)) => {
            let (authority, path) = rest.split_once('/')?;
            let (machine, port) = match authority.rsplit_once(':') {
                Some((machine, port)) => (machine, Some(port.parse().ok()?)),
                None => (authority, None),
            };
            (machine, port, format!("/{path}"))
        }
        Some(_) => return None,
        None => {
            let (machine, path) = address.split_once(':')?;
            (machine, None, path.to_owned())
        }
    };
    let folder = folder.trim_end_matches('/');
    // Both are given to programs as words: a `-` would make an option of one.
    let is_name = |name: &str| {
        !name.is_empty()
            && !name.starts_with('-')
            && !name.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    let is_machine = is_name(machine) && !machine.contains(['/', ':', '"', '\'']);
    let is_folder =
        is_name(folder) && !folder.contains(['"', '\'', '\\', '*', '?', '[', '`', '$', ';', '&', '|']);
    (is_machine && is_folder).then(|| (machine.to_owned(), port, folder.to_owned()))
}

/// The bucket that an address names.
fn bucket(kind: &'static str, scheme: &str, address: &str, fields: &mut Fields) -> Option<Bucket> {
    let maker = match kind {
        "gcs" => Maker::Google,
        "azure" => Maker::Azure,
        _ => Maker::S3,
    };
    let Some((name, prefix)) = parts(address, scheme) else {
        let message = format!("`{address}` names no bucket");
        let diagnostic = Diagnostic::new(code::INVALID_TARGET, message);
        fields.report(
            kind,
            diagnostic.hint(format!("write it as `{scheme}://bucket` or `{scheme}://bucket/folder`")),
        );
        return None;
    };
    Some(Bucket { maker, name, prefix, endpoint: None, region: None, account: None, plain_http: false })
}

/// The bucket and the prefix of an address such as `s3://bucket/folder`.
fn parts(address: &str, scheme: &str) -> Option<(String, String)> {
    let rest = address.trim().strip_prefix(scheme)?.strip_prefix("://")?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let prefix = prefix.trim_matches('/');
    let is_path = prefix.is_empty() || !prefix.split('/').any(|part| matches!(part, "" | "." | ".."));
    let is_name = !bucket.is_empty() && !bucket.contains(['@', ':', '?', '#', ' ']);
    (is_name && is_path).then(|| (bucket.to_owned(), prefix.to_owned()))
}
