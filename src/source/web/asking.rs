//! Addresses of other sites: whether they answer. Each host is asked by one thread at a time, with a pause between two
//! questions; many hosts are asked at once.
//!
//! An HTTP client of our own hand, over ureq: lychee-lib checks links well, but needs an asynchronous runtime, which deny.toml keeps
//! out of a build, and some hundred crates. A queue for each host is fifty lines, and manners towards it are what matters here.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::http::header::{LOCATION, RETRY_AFTER};

use super::{LinkAnswer, Manners};

/// So many steps of redirection are followed.
const STEPS: usize = 6;
/// A server may ask for so much patience and no more.
const LONGEST: Duration = Duration::from_secs(30);

/// Asks for every address; `done` is told each answer as it comes. Addresses that are not of the web are passed over.
pub fn ask(urls: &[String], manners: &Manners, done: &(dyn Fn(&str, LinkAnswer) + Sync)) {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(manners.patience))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(concat!("Dateline/", env!("CARGO_PKG_VERSION"), " (link check)"))
        .build()
        .into();
    let queue: Mutex<VecDeque<Vec<&str>>> = Mutex::new(by_host(urls));
    let next = || queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop_front();
    let work = || {
        while let Some(urls) = next() {
            for (i, url) in urls.iter().enumerate() {
                if i > 0 {
                    thread::sleep(manners.pause);
                }
                done(url, patiently(&agent, url, manners));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..manners.hosts.max(1) {
            scope.spawn(work);
        }
    });
}

/// The addresses of each host together, the longest list first, so that no thread is left with it at the end.
fn by_host(urls: &[String]) -> VecDeque<Vec<&str>> {
    let mut hosts: Vec<(&str, Vec<&str>)> = Vec::new();
    for url in urls {
        let Some(host) = host(url) else { continue };
        match hosts.iter_mut().find(|(known, _)| *known == host) {
            Some((_, list)) => list.push(url),
            None => hosts.push((host, vec![url])),
        }
    }
    hosts.sort_by_key(|(_, list)| std::cmp::Reverse(list.len()));
    hosts.into_iter().map(|(_, list)| list).collect()
}

fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// Asks until there is a final answer or the retries are used up.
fn patiently(agent: &Agent, url: &str, manners: &Manners) -> LinkAnswer {
    let mut pause = manners.back_off;
    for _ in 0..manners.retries {
        let (answer, wanted) = once(agent, url);
        let passing = match &answer {
            LinkAnswer::Refused { status } => *status == 429 || *status >= 500,
            LinkAnswer::Silent { .. } => true,
            _ => false,
        };
        if !passing {
            return answer;
        }
        thread::sleep(wanted.unwrap_or(pause).min(LONGEST));
        pause *= 2;
    }
    once(agent, url).0
}

/// Asks once, following redirections; also how long the server wants to be left alone.
fn once(agent: &Agent, url: &str) -> (LinkAnswer, Option<Duration>) {
    let mut at = url.to_owned();
    let mut for_good = true;
    for _ in 0..STEPS {
        // The body is not read: the connection is closed instead.
        let response = match agent.get(&at).call() {
            Ok(response) => response,
            Err(error) => return (LinkAnswer::Silent { reason: error.to_string() }, None),
        };
        let status = response.status().as_u16();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        if let (300..=399, Some(to)) = (status, header(LOCATION)) {
            for_good &= matches!(status, 301 | 308);
            at = joined(&at, to);
            continue;
        }
        let wanted = header(RETRY_AFTER).and_then(|text| text.parse().ok()).map(Duration::from_secs);
        let answer = match status {
            200..=299 if at != url && for_good => LinkAnswer::Moved { to: at },
            200..=399 => LinkAnswer::Found,
            404 | 410 => LinkAnswer::Gone { status },
            status => LinkAnswer::Refused { status },
        };
        return (answer, wanted);
    }
    (LinkAnswer::Silent { reason: "it redirects in circles".to_owned() }, None)
}

/// Where a redirection leads.
fn joined(from: &str, to: &str) -> String {
    let (scheme, rest) = from.split_once("://").unwrap_or(("http", from));
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    if to.contains("://") {
        return to.to_owned();
    }
    if let Some(other) = to.strip_prefix("//") {
        return format!("{scheme}://{other}");
    }
    if to.starts_with('/') {
        return format!("{scheme}://{host}{to}");
    }
    let path = from.split(['?', '#']).next().unwrap_or(from);
    let folder = path.rfind('/').filter(|at| *at > scheme.len() + 2).map_or(path, |at| &path[..at]);
    format!("{folder}/{to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirections_may_be_relative() {
        for (from, to, expected) in [
            ("https://a.org/x/y?z", "w", "https://a.org/x/w"),
            ("https://a.org", "w", "https://a.org/w"),
            ("https://a.org/x", "/w", "https://a.org/w"),
            ("https://a.org/x", "//b.org/w", "https://b.org/w"),
            ("https://a.org/x", "http://b.org/", "http://b.org/"),
        ] {
            assert_eq!(joined(from, to), expected);
        }
    }
}
