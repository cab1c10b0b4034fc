//! Netlify: a deploy is announced as a list of paths with the sums of their bytes, the server names what it lacks, gets it, and
//! exchanges the whole site at once (`open-api.netlify.com`: createSiteDeploy, uploadDeployFile, restoreSiteDeploy).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

use super::host::{Content, Host, Mark, Past, Release, Way, Whole, Written};
use super::record::{self, KEPT, Record};
use super::rollback;
use crate::diag::Failure;

/// Where Netlify answers.
const API: &str = "https://api.netlify.com/api/v1";
/// How long the server may take to put a deploy together.
const PATIENCE: Duration = Duration::from_secs(600);
/// How often a request is made that the server is too busy for, or whose answer is lost. Each is safe to repeat.
const ATTEMPTS: u32 = 4;
/// How many deploys are looked through for earlier releases.
const LISTED: usize = 30;

/// A site at Netlify.
pub struct Netlify {
    agent: Agent,
    api: String,
    site: String,
    token: String,
    /// The pause before a question is asked again; it grows.
    pause: Duration,
}

impl std::fmt::Debug for Netlify {
    /// Without the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Netlify").field("api", &self.api).field("site", &self.site).finish_non_exhaustive()
    }
}

/// A site as the server describes it.
#[derive(Clone, Debug, Deserialize)]
struct Standing {
    /// Where readers find it, by HTTPS.
    ssl_url: Option<String>,
    /// The same, by HTTP.
    url: Option<String>,
    /// What is live; nothing before the first deploy.
    published_deploy: Option<Live>,
}

/// The deploy that readers see.
#[derive(Clone, Debug, Deserialize)]
struct Live {
    /// Its name at the server.
    id: String,
}

/// A deploy in the list of a site's.
#[derive(Clone, Debug, Deserialize)]
struct Earlier {
    id: String,
    #[serde(default)]
    state: String,
    /// Where it can be seen for as long as it is kept, by HTTPS.
    deploy_ssl_url: Option<String>,
    /// When readers saw it first; nothing for one that was never shown.
    published_at: Option<String>,
}

/// A deploy as the server describes it.
#[derive(Clone, Debug, Deserialize)]
struct Deploy {
    id: String,
    #[serde(default)]
    state: String,
    /// The sums of the files that the server lacks.
    #[serde(default)]
    required: Option<Vec<String>>,
    #[serde(default)]
    error_message: Option<String>,
}

#[derive(Serialize)]
struct Announcement<'a> {
    files: &'a BTreeMap<String, String>,
    /// A draft is made without being shown; it is shown once the live deploy is known to be still the one that was read.
    draft: bool,
    /// The list is worked through after the answer: that of a large site takes longer than an answer may.
    r#async: bool,
}

impl Netlify {
    /// The site named `site`, by its id or domain. The token is that of `NETLIFY_AUTH_TOKEN`; `api` replaces Netlify's own address.
    ///
    /// # Errors
    /// Fails without a token, and where the token would travel without encryption.
    pub fn open(site: &str, token: Option<String>, api: Option<&str>) -> Result<Self, Failure> {
        let token = token.map(|token| token.trim().to_owned()).filter(|token| !token.is_empty());
        let token = token.ok_or_else(|| {
            Failure::new("publish to", format!("netlify:{site}"), "there is no access token")
                .hint("set NETLIFY_AUTH_TOKEN in the environment to a personal access token of Netlify")
        })?;
        let api = api.unwrap_or(API).trim_end_matches('/').to_owned();
        if !api.starts_with("https://") && !super::store::is_here(&api) {
            return Err(Failure::new("publish to", &api, "the token would travel without encryption")
                .hint("give an address that begins with `https://`"));
        }
        let agent = Agent::config_builder()
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_recv_response(Some(Duration::from_secs(120)))
            .timeout_recv_body(Some(Duration::from_secs(120)))
            // A redirect would lead the token elsewhere.
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("Dateline/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Ok(Self { agent, api, site: site.to_owned(), token, pause: Duration::from_millis(200) })
    }

    fn standing(&self) -> Result<Standing, Failure> {
        self.get("read", &format!("/sites/{}", segment(&self.site)))
    }

    /// Announces a deploy and gives back what the server lacks of it.
    fn announce(&self, sums: &BTreeMap<String, String>) -> Result<Deploy, Failure> {
        let files = sums.iter().map(|(path, sum)| (format!("/{path}"), sum.clone())).collect();
        let announcement = Announcement { files: &files, draft: true, r#async: true };
        let announced = serde_json::to_vec(&announcement)
            .map_err(|error| Failure::new("announce", self.address(), error))?;
        let path = format!("/sites/{}/deploys", segment(&self.site));
        let deploy: Deploy = self.send("announce", &path, "POST", "application/json", &announced)?;
        self.wait(deploy, |deploy| deploy.required.is_some())
    }

    fn upload(&self, deploy: &str, paths: &[&str], content: Content) -> Result<(), Failure> {
        let one = |path: &str| {
            let bytes = content(path)?;
            let target = format!("/deploys/{}/files/{}", segment(deploy), escaped(path));
            let _: serde_json::Value =
                self.send("put", &target, "PUT", "application/octet-stream", &bytes)?;
            Ok(())
        };
        // The server counts requests a minute; a few at once reach that limit already.
        let queue = std::sync::Mutex::new(paths.iter());
        let next = || queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
        let failed: Vec<Failure> = thread::scope(|scope| {
            let work = || std::iter::from_fn(&next).filter_map(|path| one(path).err()).collect::<Vec<_>>();
            let threads: Vec<_> = (0..4.min(paths.len())).map(|_| scope.spawn(work)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
        });
        match failed.len() {
            0 => Ok(()),
            n => {
                let named: Vec<String> = failed.iter().map(ToString::to_string).collect();
                Err(Failure::new(
                    "publish to",
                    self.address(),
                    format!("{n} files could not be sent: {}", named.join("; ")),
                ))
            }
        }
    }

    /// Shows a deploy that the server has already, if what is live is still what was read.
    fn shown(&self, deploy: &str, mark: Option<&Mark>) -> Result<Written, Failure> {
        let live = self.standing()?.published_deploy.map(|live| live.id);
        // A site that was never published by this program has no mark, whatever is live there.
        if mark.is_some_and(|mark| mark.tag != live) {
            return Ok(Written::Overtaken);
        }
        let path = format!("/sites/{}/deploys/{}/restore", segment(&self.site), segment(deploy));
        let _: serde_json::Value = self.send("show", &path, "POST", "application/json", b"")?;
        Ok(Written::Done(Mark { tag: Some(deploy.to_owned()), version: None }))
    }

    /// A file as readers get it from a deploy.
    fn seen(&self, home: &str, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let url = format!("{}/{}", home.trim_end_matches('/'), escaped(path));
        // Readers need no token, and the address of a site may be anybody's.
        let response = self.patiently("read", path, || self.agent.get(&url).call())?;
        match response.status() {
            StatusCode::NOT_FOUND => Ok(None),
            status if status.is_success() => bytes("read", path, response).map(Some),
            status => Err(refused("read", path, status)),
        }
    }

    fn wait(&self, mut deploy: Deploy, done: impl Fn(&Deploy) -> bool) -> Result<Deploy, Failure> {
        let begin = Instant::now();
        let mut pause = self.pause;
        while !done(&deploy) {
            if deploy.state == "error" || deploy.state == "rejected" {
                let why = deploy.error_message.unwrap_or_else(|| "the server gives no reason".to_owned());
                return Err(Failure::new("put together", self.address(), why));
            }
            if begin.elapsed() > PATIENCE {
                let why = format!("the deploy is still `{}` after {} s", deploy.state, PATIENCE.as_secs());
                return Err(Failure::new("put together", self.address(), why));
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_secs(2));
            deploy = self.get("read", &format!("/deploys/{}", segment(&deploy.id)))?;
        }
        Ok(deploy)
    }

    fn get<T: DeserializeOwned>(&self, verb: &'static str, path: &str) -> Result<T, Failure> {
        let url = format!("{}{path}", self.api);
        let ask = || self.agent.get(&url).header("authorization", self.bearer()).call();
        self.parsed(verb, path, self.patiently(verb, path, ask)?)
    }

    fn send<T: DeserializeOwned>(
        &self,
        verb: &'static str,
        path: &str,
        method: &str,
        kind: &str,
        body: &[u8],
    ) -> Result<T, Failure> {
        let url = format!("{}{path}", self.api);
        let ask = || {
            let request = if method == "PUT" { self.agent.put(&url) } else { self.agent.post(&url) };
            let request = request.header("authorization", self.bearer()).content_type(kind);
            request.send(body)
        };
        self.parsed(verb, path, self.patiently(verb, path, ask)?)
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    fn parsed<T: DeserializeOwned>(
        &self,
        verb: &'static str,
        path: &str,
        response: Response<Body>,
    ) -> Result<T, Failure> {
        let status = response.status();
        if !status.is_success() {
            return Err(refused(verb, path, status));
        }
        let bytes = bytes(verb, path, response)?;
        // Some answers are empty.
        let text: &[u8] = if bytes.is_empty() { b"null" } else { &bytes };
        serde_json::from_slice(text).map_err(|_| {
            Failure::new(verb, path, "the answer of the server is not what its interface promises")
        })
    }

    fn patiently(
        &self,
        verb: &'static str,
        path: &str,
        ask: impl Fn() -> Result<Response<Body>, ureq::Error>,
    ) -> Result<Response<Body>, Failure> {
        let mut pause = self.pause;
        for attempt in 1.. {
            let last = attempt >= ATTEMPTS;
            match ask() {
                Ok(response) if last || !is_passing(response.status()) => return Ok(response),
                Err(error) if last => return Err(Failure::new(verb, path, silence(&error))),
                _ => thread::sleep(pause),
            }
            pause *= 2;
        }
        Err(Failure::new(verb, path, "the server did not answer"))
    }
}

impl Host for Netlify {
    fn address(&self) -> String {
        format!("netlify:{}", self.site)
    }

    /// As readers get it, from the deploy that is live.
    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Mark)>, Failure> {
        let standing = self.standing()?;
        let (Some(home), Some(live)) = (standing.ssl_url.or(standing.url), standing.published_deploy) else {
            return Ok(None);
        };
        Ok(self.seen(&home, path)?.map(|bytes| (bytes, Mark { tag: Some(live.id), version: None })))
    }

    fn way(&self) -> Way<'_> {
        Way::Whole(self)
    }

    fn past(&self) -> Option<&dyn Past> {
        Some(self)
    }
}

impl Past for Netlify {
    /// Deploys that were shown and hold a record. What was published after going back has the numbers of what was gone back from, and
    /// takes its place.
    fn releases(&self, standing: &Record) -> Result<Vec<Release>, Failure> {
        let path = format!("/sites/{}/deploys?per_page={LISTED}", segment(&self.site));
        let deploys: Vec<Earlier> = self.get("read", &path)?;
        let live = self.standing()?.published_deploy.map(|live| live.id);
        let mut releases: BTreeMap<u64, Release> = BTreeMap::new();
        for deploy in deploys {
            let Some(home) = deploy.deploy_ssl_url.filter(|_| deploy.published_at.is_some()) else {
                continue;
            };
            if deploy.state != "ready" || live.as_ref() == Some(&deploy.id) {
                continue;
            }
            let Some(json) = self.seen(&home, record::PATH)? else { continue };
            let record = Record::parse(&json, &home)?;
            if record.serial != standing.serial {
                let name = format!("{} {home}", deploy.id);
                releases.entry(record.serial).or_insert(Release { record, name });
            }
            if releases.len() == KEPT {
                break;
            }
        }
        Ok(releases.into_values().rev().collect())
    }

    fn none(&self) -> Failure {
        Failure::new("go back at", self.address(), "no earlier deploy of this program is kept there")
            .hint("publish an older build with `--from DIR`")
    }

    fn fetch(&self, release: &Release, paths: &[&str], to: &Path) -> Result<PathBuf, Failure> {
        let home = release.name.split_once(' ').map_or("", |(_, home)| home);
        let one = |path: &str| {
            let found = self.seen(home, path)?;
            found.ok_or_else(|| Failure::new("read", path, "the deploy does not show it"))
        };
        rollback::gather(release, paths, to, &one)
    }

    fn show(&self, release: &Release, mark: Option<&Mark>) -> Option<Result<Written, Failure>> {
        let id = release.name.split_once(' ').map_or("", |(id, _)| id);
        Some(self.shown(id, mark))
    }
}

impl Whole for Netlify {
    fn sum(&self, bytes: &[u8]) -> String {
        super::hex(&Sha1::digest(bytes))
    }

    /// The deploy is made as a draft, and shown if what is live is still what was read.
    fn deploy(
        &self,
        sums: &BTreeMap<String, String>,
        mark: Option<&Mark>,
        content: Content,
    ) -> Result<Written, Failure> {
        let prepared = self.announce(sums)?;
        let lacking: BTreeSet<&str> = prepared.required.iter().flatten().map(String::as_str).collect();
        // One path stands for all files with the same bytes.
        let mut wanted: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, sum) in sums.iter().filter(|(_, sum)| lacking.contains(sum.as_str())) {
            wanted.entry(sum).or_insert(path);
        }
        let lacking: Vec<&str> = wanted.into_values().collect();
        self.upload(&prepared.id, &lacking, content)?;
        let ready = self.wait(prepared, |deploy| deploy.state == "ready")?;
        self.shown(&ready.id, mark)
    }
}

fn is_passing(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

/// In words of its own: the client's texts may quote the request.
fn silence(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "the server did not answer in time",
        ureq::Error::HostNotFound => "there is no such server",
        ureq::Error::ConnectionFailed => "there is no connection to the server",
        ureq::Error::Io(_) => "the connection broke",
        _ => "the request failed",
    }
}

fn refused(verb: &'static str, path: &str, status: StatusCode) -> Failure {
    let status = status.as_u16();
    let failure = Failure::new(verb, path, format!("the server answers {status}"));
    match status {
        401 | 403 => failure.hint("check NETLIFY_AUTH_TOKEN, and that it may publish this site"),
        404 => failure.hint("check the site's id in `publish:`, it stands in the settings of the site"),
        429 => failure.hint("the server asks for a pause; try again in a minute"),
        _ => failure,
    }
}

fn bytes(verb: &'static str, path: &str, mut response: Response<Body>) -> Result<Vec<u8>, Failure> {
    let body = response.body_mut().with_config().limit(1 << 30).read_to_vec();
    body.map_err(|error| Failure::new(verb, path, silence(&error)))
}

/// A path for an address: its parts escaped, its slashes kept.
fn escaped(path: &str) -> String {
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

fn segment(part: &str) -> String {
    let mut out = String::new();
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_needed_and_never_shown() {
        assert!(Netlify::open("site", None, None).is_err());
        assert!(Netlify::open("site", Some(" ".to_owned()), None).is_err());
        assert!(Netlify::open("site", Some("t0ken".to_owned()), Some("http://api.example.org")).is_err());
        let open = Netlify::open("site", Some("t0ken\n".to_owned()), Some("http://127.0.0.1:1/api")).unwrap();
        assert!(!format!("{open:?}").contains("t0ken"));
    }

    #[test]
    fn addresses_are_escaped() {
        assert_eq!(escaped("hy/Ա b#?%~.html"), "hy/%D4%B1%20b%23%3F%25~.html");
    }
}
