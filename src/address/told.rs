//! Addresses that are told to nobody: those that open only for some, and those that open something for whoever has them.

use super::{Address, is_private, read};
use crate::text::percent_decoded;

/// Names of parts of a query that hold a secret, or what a secret has signed.
const SECRETS: [&str; 24] = [
    "access_token",
    "api_key",
    "apikey",
    "auth",
    "auth_token",
    "authkey",
    "authorization",
    "awsaccesskeyid",
    "client_secret",
    "id_token",
    "jwt",
    "key",
    "pass",
    "passwd",
    "password",
    "phpsessid",
    "pwd",
    "secret",
    "session",
    "sessionid",
    "sid",
    "sig",
    "signature",
    "token",
];

/// Ends of hosts that are reached only by those who hide, or in networks of their own.
const HIDDEN: [&str; 3] = [".onion", ".i2p", ".loki"];

/// Why an address must not be told to others; `None` for one that everybody may know.
pub fn untold(written: &str) -> Option<&'static str> {
    let Address::Web(address) = read(written) else { return Some("it is no address of the web") };
    let rest = address.split_once("//").map_or("", |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') {
        return Some("it holds a user's name or password");
    }
    let host = percent_decoded(authority).to_ascii_lowercase();
    let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name).trim_end_matches('.');
    if HIDDEN.iter().any(|end| name.ends_with(end)) {
        return Some("it is one of a hidden network");
    }
    if is_private(&host) {
        return Some("it is one of this machine or of a private network");
    }
    let behind = path.split_once(['?', '#', ';']).map_or("", |(_, behind)| behind);
    let holds = |part: &str| {
        let name = part.split('=').next().unwrap_or("").to_ascii_lowercase();
        let name = percent_decoded(&name).replace('-', "_");
        part.contains('=')
            && (SECRETS.contains(&name.as_str())
                || ["x_amz_", "x_goog_"].iter().any(|start| name.starts_with(start)))
    };
    behind.split(['?', '&', ';', '#']).any(holds).then_some("it seems to hold a key or a password")
}

#[cfg(test)]
mod tests {
    use super::untold;

    #[test]
    fn what_opens_only_for_some_is_told_to_nobody() {
        for address in [
            "http://localhost:8000/a",
            "https://127.0.0.1/",
            "http://[::1]/",
            "http://[fd00::1]:80/a",
            "http://10.1.2.3/a",
            "http://192.168.0.4",
            "http://2130706433/",
            "http://0x7f.1/",
            "https://%6cocalhost/",
            "https://nas.local/a",
            "https://intranet/a",
            "https://Wiki.Corp./a",
            "https://ann:secret@p.example/a",
            "https://ann@p.example/a",
            "http://abcdefghij.onion/a",
            "http://ABC.Onion.:80/a",
            "https://a.i2p/",
            "https://p.example/a?token=1",
            "https://p.example/a?b=1&Access_Token=2",
            "https://p.example/a?X-Amz-Signature=1",
            "https://p.example/a#access_token=2",
            "https://p.example/a;jsessionid=1?sid=2",
            "file:///home/ann/a",
            "ftp://p.example/a",
            "copies/one.html",
            "\\\\nas\\a",
        ] {
            assert!(untold(address).is_some(), "{address}");
        }
        for address in [
            "https://p.example/a",
            "http://p.example:8080/a?b=1&page=2",
            "https://p.example/token/key?tokens=3",
            "https://p.example/@ann/1",
            "https://onion.example/a",
            "https://p.example/?key",
            "//p.example/a",
        ] {
            assert_eq!(untold(address), None, "{address}");
        }
    }
}
