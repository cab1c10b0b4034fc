//! Requests to Netlify, repeated while the server is busy, and what its refusals mean. No text of the client is passed on, as it may
//! quote the token.

use std::thread;

use serde::de::DeserializeOwned;
use ureq::Body;
use ureq::http::{Response, StatusCode};

use super::Netlify;
use crate::diag::Failure;
use crate::text::percent_encoded;

/// How often a request is made that the server is too busy for, or whose answer is lost. Each is safe to repeat.
const ATTEMPTS: u32 = 4;

impl Netlify {
    /// A file as readers get it from a deploy.
    pub(super) fn seen(&self, home: &str, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let url = format!("{}/{}", home.trim_end_matches('/'), percent_encoded(path));
        // Readers need no token, and the address of a site may be anybody's.
        let response = self.patiently("read", path, || self.agent.get(&url).call())?;
        match response.status() {
            StatusCode::NOT_FOUND => Ok(None),
            status if status.is_success() => bytes("read", path, response).map(Some),
            status => Err(refused("read", path, status)),
        }
    }

    pub(super) fn get<T: DeserializeOwned>(&self, verb: &'static str, path: &str) -> Result<T, Failure> {
        let url = format!("{}{path}", self.api);
        let ask = || self.agent.get(&url).header("authorization", self.bearer()).call();
        self.parsed(verb, path, self.patiently(verb, path, ask)?)
    }

    pub(super) fn send<T: DeserializeOwned>(
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

/// A name as one part of an address.
pub(super) fn segment(part: &str) -> String {
    percent_encoded(part).replace('/', "%2F")
}
