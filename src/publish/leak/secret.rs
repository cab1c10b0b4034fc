//! Keys and tokens, by the forms that their makers gave them.

mod special;

/// A form of a secret.
pub(super) struct SecretForm {
    /// What it begins with, or what stands in it.
    pub(super) begins: &'static str,
    test: Test,
    /// What it is.
    pub(super) what: &'static str,
}

/// What must stand around the sign.
enum Test {
    /// So many letters, digits and other signs follow at least; what stands before is no part of a word.
    Follow(usize, &'static [u8]),
    /// Exactly so many capitals and digits follow.
    Capitals(usize),
    /// Something else, asked of what stands before the sign and after it.
    Other(fn(&[u8], &[u8]) -> bool),
}

const fn form(begins: &'static str, follow: usize, also: &'static [u8], what: &'static str) -> SecretForm {
    SecretForm { begins, test: Test::Follow(follow, also), what }
}

const fn other(begins: &'static str, test: fn(&[u8], &[u8]) -> bool, what: &'static str) -> SecretForm {
    SecretForm { begins, test: Test::Other(test), what }
}

const KEY: &str = "a private key";
const CLOUD: &str = "a key of a cloud";
const CONNECTION: &str = "a connection string with its password";
const AMAZON: &str = "a key of Amazon Web Services";

/// The forms that are looked for. Each is long and begins with a sign of its own, so that prose does not look like one.
/// Keys are known without the dashes around their heading (RFC 7468, OpenSSH, OpenPGP), as typography may have changed those.
pub(super) static FORMS: &[SecretForm] = &[
    form("BEGIN PRIVATE KEY", 0, b"", KEY),
    form("BEGIN RSA PRIVATE KEY", 0, b"", KEY),
    form("BEGIN EC PRIVATE KEY", 0, b"", KEY),
    form("BEGIN DSA PRIVATE KEY", 0, b"", KEY),
    form("BEGIN ENCRYPTED PRIVATE KEY", 0, b"", KEY),
    form("BEGIN OPENSSH PRIVATE KEY", 0, b"", KEY),
    form("BEGIN PGP PRIVATE KEY BLOCK", 0, b"", KEY),
    form("PuTTY-User-Key-File-", 1, b"", KEY),
    form("AGE-SECRET-KEY-1", 50, b"", KEY),
    // The same in base64: the heading, the beginnings of OpenSSH's and of PKCS #8, SEC 1 and PKCS #1.
    other("LS0tLS1CRUdJTi", special::packed_heading, KEY),
    form("b3BlbnNzaC1rZXktdjE", 60, b"+/=\r\n", KEY),
    other("BADANBgkqhkiG9w0BAQEFAASC", special::long_base64, KEY),
    form("MHcCAQEEI", 100, b"+/=\r\n", KEY),
    other("IBAAKCAQ", special::pkcs1, KEY),
    SecretForm { begins: "AKIA", test: Test::Capitals(16), what: AMAZON },
    SecretForm { begins: "ASIA", test: Test::Capitals(16), what: AMAZON },
    other("ecret_access_key", special::value_40, AMAZON),
    other("ECRET_ACCESS_KEY", special::value_40, AMAZON),
    other("ecretAccessKey", special::value_40, AMAZON),
    form("AIza", 35, b"-_", "a key of Google"),
    form("GOCSPX-", 20, b"-_", "a key of Google"),
    form("ya29.", 40, b"-_.", "a token of Google"),
    form("AccountKey=", 40, b"+/=", "a connection string of Azure"),
    form("SharedAccessKey=", 30, b"+/=", "a connection string of Azure"),
    other("&sig=", special::signature, "a signed address of Azure"),
    other("&amp;sig=", special::signature, "a signed address of Azure"),
    other("8Q~", special::azure_client, "a key of Azure"),
    form("X-Amz-Signature=", 60, b"", "a signed address of Amazon Web Services"),
    other(";Password=", special::some_value, CONNECTION),
    other(";password=", special::some_value, CONNECTION),
    other(";Pwd=", special::some_value, CONNECTION),
    other(";pwd=", special::some_value, CONNECTION),
    other("client_secret", special::value_20, CLOUD),
    other("api_key", special::value_20, CLOUD),
    other("apiKey", special::value_20, CLOUD),
    other("API_KEY", special::value_20, CLOUD),
    other("api_secret", special::value_20, CLOUD),
    other("API_SECRET", special::value_20, CLOUD),
    other("access_token", special::value_20, "a token"),
    other("ACCESS_TOKEN", special::value_20, "a token"),
    other("auth_token", special::value_20, "a token"),
    other("AUTH_TOKEN", special::value_20, "a token"),
    other("private_token", special::value_20, "a token"),
    other("secret_key", special::value_20, CLOUD),
    other("SECRET_KEY", special::value_20, CLOUD),
    other("eyJ", special::web_token, "a JSON web token"),
    other("uthorization: Bearer ", special::bearer, "a token"),
    other("uthorization: Basic ", special::bearer, "a password"),
    form("ghp_", 36, b"", "a token of GitHub"),
    form("gho_", 36, b"", "a token of GitHub"),
    form("ghu_", 36, b"", "a token of GitHub"),
    form("ghs_", 36, b"", "a token of GitHub"),
    form("ghr_", 36, b"", "a token of GitHub"),
    form("github_pat_", 50, b"_", "a token of GitHub"),
    form("glpat-", 20, b"-_", "a token of GitLab"),
    form("gldt-", 20, b"-_", "a token of GitLab"),
    form("glrt-", 20, b"-_", "a token of GitLab"),
    form("glptt-", 40, b"-_", "a token of GitLab"),
    form("xoxb-", 20, b"-", "a token of Slack"),
    form("xoxp-", 20, b"-", "a token of Slack"),
    form("xoxa-", 20, b"-", "a token of Slack"),
    form("xoxs-", 20, b"-", "a token of Slack"),
    form("xoxe-", 20, b"-", "a token of Slack"),
    form("xoxe.xox", 20, b"-", "a token of Slack"),
    form("xapp-", 20, b"-", "a token of Slack"),
    form("hooks.slack.com/services/T", 20, b"/", "an address that writes to Slack"),
    form("discord.com/api/webhooks/", 40, b"/-_", "an address that writes to Discord"),
    form("discordapp.com/api/webhooks/", 40, b"/-_", "an address that writes to Discord"),
    form("webhook.office.com/webhookb2/", 40, b"/-_@", "an address that writes to Teams"),
    other(":AA", special::telegram, "a token of Telegram"),
    form("syt_", 20, b"_", "a token of Matrix"),
    form("sk_live_", 20, b"", "a key of Stripe"),
    form("rk_live_", 20, b"", "a key of Stripe"),
    form("sk_test_", 20, b"", "a key of Stripe"),
    form("whsec_", 20, b"+/=", "a key of Stripe"),
    form("npm_", 36, b"", "a token of npm"),
    form("pypi-AgEIcHlwaS5vcmc", 50, b"-_", "a token of PyPI"),
    form("dckr_pat_", 20, b"-_", "a token of Docker"),
    form("dop_v1_", 64, b"", "a token of DigitalOcean"),
    form("shpat_", 32, b"", "a token of Shopify"),
    form("hf_", 34, b"", "a token of Hugging Face"),
    form("SG.", 66, b".-_", "a key of SendGrid"),
    form("nfp_", 36, b"", "a token of Netlify"),
    form("sk-ant-", 40, b"-_", "a key of Anthropic"),
    form("sk-proj-", 40, b"-_", "a key of OpenAI"),
    form("sk.eyJ", 40, b"-_.", "a token of Mapbox"),
    form("EAACEdEose0cBA", 20, b"", "a token of Facebook"),
    form("$apr1$", 20, b"./$", "the password of an account"),
    form("$2y$", 53, b"./$", "the password of an account"),
    form("$2b$", 53, b"./$", "the password of an account"),
    other("machine ", special::netrc, "a line of `.netrc`"),
    other("://", special::user, "a password in an address"),
];

impl SecretForm {
    /// Whether a secret of this form begins at a byte.
    pub(super) fn is_at(&self, bytes: &[u8], start: usize) -> bool {
        let (before, rest) = (&bytes[..start], &bytes[start + self.begins.len()..]);
        let in_word = before.last().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        match self.test {
            Test::Follow(least, also) => {
                let follows =
                    rest.iter().take(least).take_while(|b| b.is_ascii_alphanumeric() || also.contains(b));
                !in_word && follows.count() >= least
            }
            Test::Capitals(number) => {
                let word = rest.iter().take(number + 1).take_while(|b| b.is_ascii_alphanumeric()).count();
                let capitals =
                    rest.iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
                !in_word && word == number && capitals == number
            }
            Test::Other(test) => test(before, rest),
        }
    }
}

/// Where a token of Discord stands, which begins with no sign of its own: three parts with dots between.
pub(super) fn discord(bytes: &[u8]) -> Option<usize> {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    memchr::memchr_iter(b'.', bytes).find_map(|dot| {
        (bytes.get(dot + 7) == Some(&b'.')).then_some(())?;
        let before = bytes[..dot].iter().rev().take(30).take_while(|b| is_word(b)).count();
        let start = dot.checked_sub(before)?;
        let is_id = (24..=28).contains(&before) && matches!(bytes[start], b'M' | b'N' | b'O');
        let middle = bytes[dot + 1..dot + 7].iter().all(&is_word);
        let last = bytes[dot + 8..].iter().take(40).take_while(|b| is_word(b)).count();
        let has_digits = bytes[start..dot].iter().any(u8::is_ascii_digit);
        (is_id && middle && has_digits && last >= 27).then_some(start)
    })
}
