//! Who may ask: only pages of the preview itself.
//!
//! Drafts may be confidential. A page of another site, open in the same browser, can send requests to this machine, and
//! with a name of its own that it lets point here it could also read the answers. So the name that a request is
//! addressed to must be this server's, and a page that asks must be one of its own.

use std::net::IpAddr;

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};

/// The names that the server goes by.
#[derive(Clone, Debug)]
pub(super) struct OriginCheck {
    /// The host that was given on the command line.
    host: Option<String>,
    /// Whether it listens on every address of this machine, so that any of them is its own.
    everywhere: bool,
    port: u16,
}

impl OriginCheck {
    pub(super) fn of(host: Option<&str>, port: u16) -> Self {
        let address = host.and_then(|host| host.parse::<IpAddr>().ok());
        Self {
            host: host.map(str::to_ascii_lowercase),
            everywhere: address.is_some_and(|address| address.is_unspecified()),
            port,
        }
    }

    /// Lets a request in, or says why not.
    pub(super) fn check(
        &self,
        method: &Method,
        headers: &HeaderMap,
    ) -> Result<(), (StatusCode, &'static str)> {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or(""));
        let mut hosts = headers.get_all(HOST).iter();
        let host = match (hosts.next().and_then(|host| host.to_str().ok()), hosts.next()) {
            (Some(host), None) if self.is_own(host) => host,
            _ => return Err((StatusCode::FORBIDDEN, "This preview answers to its own address only.\n")),
        };
        let own = format!("http://{host}");
        if text(ORIGIN).is_some_and(|origin| !origin.eq_ignore_ascii_case(&own)) {
            return Err((StatusCode::FORBIDDEN, "This preview answers to its own pages only.\n"));
        }
        // A link from elsewhere may lead here; a script or a picture of another site may not.
        let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
        let mode = headers.get("sec-fetch-mode").and_then(|value| value.to_str().ok());
        if site == Some("cross-site") && mode != Some("navigate") {
            return Err((StatusCode::FORBIDDEN, "This preview answers to its own pages only.\n"));
        }
        if method != Method::GET && method != Method::HEAD {
            return Err((StatusCode::METHOD_NOT_ALLOWED, "The preview can only be read.\n"));
        }
        Ok(())
    }

    /// Whether a page asks; what has no page, such as another program, gets no web socket.
    pub(super) fn is_page(headers: &HeaderMap) -> bool {
        headers.contains_key(ORIGIN)
    }

    /// Whether `name:port` is an address of this server.
    fn is_own(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let name = name.to_ascii_lowercase();
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        // An address in numbers cannot be made to point elsewhere.
        let is_number = bare.parse::<IpAddr>().is_ok();
        let same = |given: &str| match (given.parse::<IpAddr>(), bare.parse::<IpAddr>()) {
            (Ok(given), Ok(asked)) => given == asked,
            _ => given == bare,
        };
        let known =
            matches!(bare, "localhost" | "127.0.0.1" | "::1") || self.host.as_deref().is_some_and(same);
        port == Some(self.port) && (known || (self.everywhere && is_number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(host: Option<&str>, method: Method, pairs: &[(&'static str, &'static str)]) -> u16 {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, axum::http::HeaderValue::from_static(value));
        }
        OriginCheck::of(host, 1111)
            .check(&method, &headers)
            .map_or_else(|(status, _)| status.as_u16(), |()| 200)
    }

    #[test]
    fn only_its_own_pages_come_in() {
        let get = |pairs: &[(&'static str, &'static str)]| status(None, Method::GET, pairs);
        for host in ["localhost:1111", "127.0.0.1:1111", "[::1]:1111", "LOCALHOST:1111"] {
            assert_eq!(get(&[("host", host)]), 200, "{host}");
        }
        for host in [
            "localhost",
            "localhost:80",
            "evil.example:1111",
            "192.168.1.2:1111",
            "127.0.0.1.evil.example:1111",
            "",
            "[::1]",
            "localhost:1111:1111",
        ] {
            assert_eq!(get(&[("host", host)]), 403, "{host}");
        }
        assert_eq!(get(&[]), 403);
        assert_eq!(get(&[("host", "localhost:1111"), ("host", "evil.example")]), 403);
        assert_eq!(get(&[("host", "localhost:1111"), ("origin", "http://localhost:1111")]), 200);
        assert_eq!(get(&[("host", "localhost:1111"), ("origin", "http://127.0.0.1:1111")]), 403);
        assert_eq!(get(&[("host", "localhost:1111"), ("origin", "null")]), 403);
        assert_eq!(
            get(&[
                ("host", "localhost:1111"),
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "no-cors")
            ]),
            403
        );
        assert_eq!(
            get(&[
                ("host", "localhost:1111"),
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "navigate")
            ]),
            200
        );
        assert_eq!(status(None, Method::POST, &[("host", "localhost:1111")]), 405);
    }

    #[test]
    fn a_host_that_was_given_is_one_of_its_names() {
        let get = |host, name| status(Some(host), Method::GET, &[("host", name)]);
        assert_eq!(get("desk.example", "desk.example:1111"), 200);
        assert_eq!(get("desk.example", "other.example:1111"), 403);
        assert_eq!(get("0.0.0.0", "192.168.1.2:1111"), 200);
        assert_eq!(get("0.0.0.0", "other.example:1111"), 403);
        assert_eq!(get("192.168.1.2", "192.168.1.3:1111"), 403);
    }
}
