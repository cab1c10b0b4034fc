//! Netlify: a deploy is announced as a list of paths with the sums of their bytes, the server names what it lacks, gets it, and
//! exchanges the whole site at once (`open-api.netlify.com`: createSiteDeploy, uploadDeployFile, restoreSiteDeploy).

mod past;
mod request;

use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};
use ureq::Agent;

use super::host::{Content, Host, Mark, Past, PutOutcome, Way, Whole};
use request::segment;

use crate::diag::Failure;
use crate::text::percent_encoded;

/// Where Netlify answers.
const API: &str = "https://api.netlify.com/api/v1";
/// How long the server may take to put a deploy together.
const PATIENCE: Duration = Duration::from_secs(600);

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
struct Deployed {
    /// Where readers find it, by HTTPS.
    ssl_url: Option<String>,
    /// The same, by HTTP.
    url: Option<String>,
    /// What is live; nothing before the first deploy.
    published_deploy: Option<LiveDeploy>,
}

/// The deploy that readers see.
#[derive(Clone, Debug, Deserialize)]
struct LiveDeploy {
    /// Its name at the server.
    id: String,
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
        if !api.starts_with("https://") && !crate::address::is_here(&api) {
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

    fn standing(&self) -> Result<Deployed, Failure> {
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
            let target = format!("/deploys/{}/files/{}", segment(deploy), percent_encoded(path));
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
    fn shown(&self, deploy: &str, mark: Option<&Mark>) -> Result<PutOutcome, Failure> {
        let live = self.standing()?.published_deploy.map(|live| live.id);
        // A site that was never published by this program has no mark, whatever is live there.
        if mark.is_some_and(|mark| mark.tag != live) {
            return Ok(PutOutcome::Overtaken);
        }
        let path = format!("/sites/{}/deploys/{}/restore", segment(&self.site), segment(deploy));
        let _: serde_json::Value = self.send("show", &path, "POST", "application/json", b"")?;
        Ok(PutOutcome::Done(Mark { tag: Some(deploy.to_owned()), version: None }))
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

impl Whole for Netlify {
    fn sum(&self, bytes: &[u8]) -> String {
        crate::text::hex(&Sha1::digest(bytes))
    }

    /// The deploy is made as a draft, and shown if what is live is still what was read.
    fn deploy(
        &self,
        sums: &BTreeMap<String, String>,
        mark: Option<&Mark>,
        content: Content,
    ) -> Result<PutOutcome, Failure> {
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
}
