//! Keys and tokens, by the forms that their makers gave them.

/// A form of a secret.
pub(super) struct Form {
    /// What it begins with.
    pub(super) begins: &'static str,
    /// How many signs of its alphabet follow at least.
    follow: usize,
    /// What else than letters and digits may follow.
    also: &'static [u8],
    /// What it is.
    pub(super) what: &'static str,
}

const fn form(begins: &'static str, follow: usize, also: &'static [u8], what: &'static str) -> Form {
    Form { begins, follow, also, what }
}

/// The forms that are looked for. Each is long and begins with a sign of its own, so that prose does not look like one.
/// Keys are known without the dashes around their heading (RFC 7468, OpenSSH, OpenPGP), as typography may have changed those.
pub(super) static FORMS: &[Form] = &[
    form("BEGIN PRIVATE KEY", 0, b"", "a private key"),
    form("BEGIN RSA PRIVATE KEY", 0, b"", "a private key"),
    form("BEGIN EC PRIVATE KEY", 0, b"", "a private key"),
    form("BEGIN DSA PRIVATE KEY", 0, b"", "a private key"),
    form("BEGIN ENCRYPTED PRIVATE KEY", 0, b"", "a private key"),
    form("BEGIN OPENSSH PRIVATE KEY", 0, b"", "a private key"),
    form("BEGIN PGP PRIVATE KEY BLOCK", 0, b"", "a private key"),
    form("PuTTY-User-Key-File-", 1, b"", "a private key"),
    form("AGE-SECRET-KEY-1", 50, b"", "a private key"),
    form("AKIA", 16, b"", "a key of Amazon Web Services"),
    form("ASIA", 16, b"", "a key of Amazon Web Services"),
    form("AIza", 35, b"-_", "a key of Google"),
    form("ghp_", 36, b"", "a token of GitHub"),
    form("gho_", 36, b"", "a token of GitHub"),
    form("ghu_", 36, b"", "a token of GitHub"),
    form("ghs_", 36, b"", "a token of GitHub"),
    form("ghr_", 36, b"", "a token of GitHub"),
    form("github_pat_", 50, b"_", "a token of GitHub"),
    form("glpat-", 20, b"-_", "a token of GitLab"),
    form("xoxb-", 20, b"-", "a token of Slack"),
    form("xoxp-", 20, b"-", "a token of Slack"),
    form("xoxa-", 20, b"-", "a token of Slack"),
    form("xoxs-", 20, b"-", "a token of Slack"),
    form("hooks.slack.com/services/T", 20, b"/", "an address that writes to Slack"),
    form("sk_live_", 20, b"", "a key of Stripe"),
    form("rk_live_", 20, b"", "a key of Stripe"),
    form("npm_", 36, b"", "a token of npm"),
    form("pypi-AgEIcHlwaS5vcmc", 50, b"-_", "a token of PyPI"),
    form("SG.", 66, b".-_", "a key of SendGrid"),
    form("nfp_", 36, b"", "a token of Netlify"),
    form("sk-ant-", 40, b"-_", "a key of Anthropic"),
    form("sk-proj-", 40, b"-_", "a key of OpenAI"),
];

impl Form {
    /// Whether a secret of this form begins at a byte.
    pub(super) fn is_at(&self, bytes: &[u8], start: usize) -> bool {
        let before = start.checked_sub(1).map(|at| bytes[at]);
        if before.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return false;
        }
        let rest = &bytes[start + self.begins.len()..];
        let follows = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || self.also.contains(b)).count();
        if self.begins.len() == 4 && self.begins.ends_with('A') {
            // Amazon's are exactly sixteen capitals and digits.
            let capitals = rest.iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
            return capitals == self.follow && follows == self.follow;
        }
        follows >= self.follow
    }
}
