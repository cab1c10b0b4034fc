//! What an address holds that is not for everybody.

/// Beginnings of tokens that hosts give out.
const TOKENS: [&str; 17] = [
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "gldt-",
    "glrt-",
    "nfp_",
    "xoxb-",
    "xoxp-",
    "akia",
    "atbb",
    "ya29.",
    "sk_live_",
    "npm_",
];
/// Fewer letters behind it make no token.
const SHORT: usize = 12;

/// What is secret in an address, in words that do not show it; `None` if nothing is.
pub(super) fn secret(address: &str) -> Option<&'static str> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://").map_or(("", address), |(scheme, rest)| (scheme, rest));
    let scheme = scheme.to_ascii_lowercase();
    let is_web = matches!(scheme.as_str(), "http" | "https" | "ftp" | "ftps" | "s3" | "gs" | "az");
    let before_query = rest.split(['?', '#']).next().unwrap_or_default();
    let authority = before_query.split('/').next().unwrap_or_default();
    // A slash of a password ends the host for machines, not for people.
    let user = match authority.rsplit_once('@') {
        Some((user, _)) => Some(user),
        None if authority.contains(':') && !has_port(authority) && !scheme.is_empty() => {
            before_query.rsplit_once('@').map(|(user, _)| user)
        }
        None => None,
    };
    // `user:word@host:/path` has no scheme.
    if user.is_some_and(|user| user.contains(':')) {
        return Some("a password");
    }
    if is_web && user.is_some_and(|user| !user.is_empty()) {
        return Some("a name or token before `@`");
    }
    if is_token(rest) || (!scheme.is_empty() && is_web && names_secret(rest)) {
        return Some("a token");
    }
    None
}

fn has_port(authority: &str) -> bool {
    authority.starts_with('[')
        || authority.rsplit_once(':').is_some_and(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a query or fragment has a value.
fn names_secret(rest: &str) -> bool {
    rest.find(['?', '#']).is_some_and(|at| rest.len() > at + 1)
}

fn is_token(rest: &str) -> bool {
    let lower = rest.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')));
    words.any(|word| {
        TOKENS.iter().any(|begins| word.strip_prefix(begins).is_some_and(|rest| rest.len() >= SHORT))
    })
}

#[cfg(test)]
mod tests {
    use super::secret;

    #[test]
    fn what_is_secret_is_seen_and_what_is_not_is_left() {
        for address in [
            "https://ann:word@git.example/a.git",
            "https://ann:wo/rd@git.example/a.git",
            "https://abcdef@git.example/a.git",
            "https://x-token-auth:abc@git.example/a",
            "https://git.example/a.git?access_token=abc",
            "https://git.example/a.git#abc",
            "https://git.example/glpat-abcdefghijklmno/a.git",
            "ssh://ann:word@host.example/srv",
            "ann:word@host.example:/srv",
            "HTTPS://tok@host.example/",
        ] {
            assert!(secret(address).is_some(), "{address}");
        }
        for address in [
            "git@git.example:archive.git",
            "ssh://git@git.example:22/a.git",
            "user@host.example:/srv/www",
            "https://git.example:8443/a.git",
            "http://[::1]:9000/x",
            "s3://archive/site",
            "../live",
            "https://git.example/@ann/a.git",
        ] {
            assert_eq!(secret(address), None, "{address}");
        }
    }
}
