//! The interface of Save Page Now, version 2, with which the Wayback Machine makes copies, and its index of them (CDX).
//!
//! Its answers are not taken at their word where they are bad: it says that it failed though it has saved, so `look_up` has the last one.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::Body;
use ureq::http::Response;
use ureq::http::header::RETRY_AFTER;

use crate::address::is_here;
use crate::diag::Failure;
use crate::text::percent_decoded;

/// No answer is longer, in bytes.
const LONGEST: u64 = 1 << 20;

/// What it says to a request, or of its work on it.
#[derive(Debug)]
pub(super) enum ArchiveAnswer {
    /// It works on it, under this name.
    Working(String),
    /// It has made a copy: the stamp, and the address that it ended at.
    Saved(String, Option<String>),
    /// It does not take it, and says why.
    Refused(String),
    /// It has too much to do, and may say how long it wants to be left alone.
    Busy(Option<Duration>, String),
    /// Anything else: there may be a copy or not.
    Unclear(String),
    /// It does not know who asks.
    Denied(String),
}

/// An archive that has this interface.
#[derive(Debug)]
pub struct SavePageNow {
    agent: Agent,
    base: String,
    keys: String,
}

/// What it does not take, by the ends of the codes that it gives; whatever else it says may pass.
const FINAL: [&str; 17] = [
    "bad-request",
    "blocked",
    "blocked-url",
    "filesize-limit",
    "ftp-access-denied",
    "gone",
    "invalid-host-resolution",
    "invalid-url-syntax",
    "method-not-allowed",
    "network-authentication-required",
    "no-access",
    "not-acceptable",
    "not-found",
    "not-implemented",
    "too-many-daily-captures",
    "too-many-redirects",
    "unauthorized",
];

impl SavePageNow {
    /// The archive at an address; the keys are told to nobody else.
    ///
    /// # Errors
    /// Fails for an address to which keys cannot be sent safely.
    pub fn at(base: &str, access: &str, secret: &str, patience: Duration) -> Result<Self, Failure> {
        let base = base.trim_end_matches('/');
        if !(base.starts_with("https://") || (base.starts_with("http://") && is_here(base))) {
            return Err(Failure::new("send keys to", base, "its address does not begin with `https://`")
                .hint("name one that does, such as `https://web.archive.org`"));
        }
        let agent = Agent::config_builder()
            .timeout_global(Some(patience))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("Dateline/", env!("CARGO_PKG_VERSION"), " (copies of sources)"))
            .build()
            .into();
        Ok(Self { agent, base: base.to_owned(), keys: format!("LOW {access}:{secret}") })
    }

    /// Its own address.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The address of a copy.
    pub fn address(&self, stamp: &str, url: &str) -> String {
        format!("{}/web/{stamp}/{url}", self.base)
    }

    /// Asks for a copy. What it has copied within a day it does not copy again.
    pub(super) fn submit(&self, url: &str) -> ArchiveAnswer {
        let request = self.agent.post(format!("{}/save", self.base));
        let request = request.header("Accept", "application/json").header("Authorization", &self.keys);
        let form = [("url", url), ("skip_first_archive", "1"), ("if_not_archived_within", "1d")];
        understood(request.send_form(form))
    }

    /// Asks what has become of a request.
    pub(super) fn status(&self, job: &str) -> ArchiveAnswer {
        let request = self.agent.get(format!("{}/save/status/{job}", self.base));
        let request = request.header("Accept", "application/json").header("Authorization", &self.keys);
        understood(request.call())
    }

    /// Looks up the newest copy from a moment on, `20201006101112`.
    ///
    /// # Errors
    /// Gives how long to wait where the index has no answer.
    pub(super) fn look_up(&self, url: &str, from: &str) -> Result<Option<String>, Option<Duration>> {
        let request = self.agent.get(format!("{}/cdx/search/cdx", self.base));
        let request = request
            .query("url", url)
            .query("from", from)
            .query("output", "json")
            .query("fl", "timestamp,original,statuscode")
            .query("limit", "-10");
        let Ok(mut response) = request.call() else { return Err(None) };
        if response.status().as_u16() != 200 {
            return Err(wait(&response));
        }
        let text = response.body_mut().with_config().limit(LONGEST).read_to_string().map_err(|_| None)?;
        let rows: Value = if text.trim().is_empty() {
            Value::Array(Vec::new())
        } else {
            serde_json::from_str(&text).map_err(|_| None)?
        };
        let rows = rows.as_array().into_iter().flatten().skip(1);
        let stamps = rows.filter_map(|row| {
            let [stamp, copied, status] = [0, 1, 2].map(|at| row.get(at).and_then(Value::as_str));
            let is_page = status.is_none_or(|status| status.starts_with(['2', '3', '-']));
            (is_page && is_same(copied?, url)).then_some(stamp?).filter(|stamp| is_stamp(stamp))
        });
        Ok(stamps.filter(|stamp| *stamp >= from).max().map(str::to_owned))
    }
}

/// The index takes the scheme, `www.` and the order of a query for nothing; only what is the same page is ours.
fn is_same(copied: &str, url: &str) -> bool {
    let plain = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let rest = percent_decoded(rest).into_owned();
        let end = rest.find('/').unwrap_or(rest.len());
        let host = rest[..end].to_ascii_lowercase();
        let host = host.trim_start_matches("www.").trim_end_matches(":80").trim_end_matches(":443");
        format!("{host}{}", rest[end..].trim_end_matches('/'))
    };
    plain(copied) == plain(url)
}

fn is_stamp(text: &str) -> bool {
    text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn wait(response: &Response<Body>) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    text.trim().parse().ok().map(Duration::from_secs)
}

fn understood(answer: Result<Response<Body>, ureq::Error>) -> ArchiveAnswer {
    let mut response = match answer {
        Ok(response) => response,
        Err(error) => return ArchiveAnswer::Unclear(error.to_string()),
    };
    let (status, wait) = (response.status().as_u16(), wait(&response));
    let text = response.body_mut().with_config().limit(LONGEST).read_to_string().unwrap_or_default();
    let said: Value = serde_json::from_str(&text).unwrap_or_default();
    let word = |key: &str| said.get(key).and_then(Value::as_str).filter(|word| !word.is_empty());
    let code = word("status_ext").unwrap_or_default().trim_start_matches("error:").to_owned();
    let reason = word("message").map_or_else(|| format!("it answers {status}"), str::to_owned);
    let is_busy = code.ends_with("session-limit") || code == "too-many-requests";
    match status {
        429 => ArchiveAnswer::Busy(wait, reason),
        401 | 403 if word("status") != Some("success") => ArchiveAnswer::Denied(reason),
        200 if word("status") == Some("success") => match word("timestamp").filter(|stamp| is_stamp(stamp)) {
            Some(stamp) => ArchiveAnswer::Saved(stamp.to_owned(), word("original_url").map(str::to_owned)),
            None => ArchiveAnswer::Unclear("it names no copy".to_owned()),
        },
        200 | 202 if code.is_empty() && word("status") != Some("error") => match word("job_id") {
            Some(job) if is_name(job) => ArchiveAnswer::Working(job.to_owned()),
            _ if word("status") == Some("pending") => ArchiveAnswer::Working(String::new()),
            _ => ArchiveAnswer::Unclear("its answer cannot be understood".to_owned()),
        },
        _ if is_busy => ArchiveAnswer::Busy(wait, reason),
        _ if FINAL.contains(&code.as_str()) => ArchiveAnswer::Refused(reason),
        _ => ArchiveAnswer::Unclear(reason),
    }
}

/// Whether a name can stand in an address as it is.
fn is_name(job: &str) -> bool {
    job.len() <= 200 && job.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}
