//! Forms of secrets that are more than a beginning and a length. Each is asked of what stands before its sign and after it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// The signs of base64, in both its forms.
fn is_base64(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/-_".contains(byte)
}

fn run(bytes: &[u8], is_one: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take(4096).take_while(|byte| is_one(byte)).count()
}

/// Whether what looks like a key could be one: prose has no digits in its words, a placeholder has few letters.
fn is_random(value: &[u8]) -> bool {
    let mut kinds: Vec<u8> = value.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    value.iter().any(u8::is_ascii_digit) && value.iter().any(u8::is_ascii_alphabetic) && kinds.len() >= 8
}

/// A heading `-----BEGIN … PRIVATE KEY` in base64.
pub(super) fn packed_heading(_: &[u8], rest: &[u8]) -> bool {
    let text: Vec<u8> =
        b"LS0tLS1CRUdJTi".iter().chain(rest.iter().take(50)).copied().filter(is_base64).collect();
    let whole = &text[..text.len() / 4 * 4];
    STANDARD_NO_PAD.decode(whole).is_ok_and(|bytes| memchr::memmem::find(&bytes, b"PRIVATE KEY").is_some())
}

pub(super) fn long_base64(_: &[u8], rest: &[u8]) -> bool {
    run(rest, |byte| is_base64(byte) || matches!(byte, b'\r' | b'\n' | b'=')) >= 200
}

/// `MIIE…IBAAKCAQ…`: a key of RSA.
pub(super) fn pkcs1(before: &[u8], rest: &[u8]) -> bool {
    before.len() >= 5 && before[before.len() - 5..].starts_with(b"MII") && long_base64(before, rest)
}

/// What stands behind a key's name and `=`, `:`, quotation marks or blanks.
fn value(rest: &[u8]) -> Option<&[u8]> {
    let between = run(rest, |byte| b" \t\"'=:,>`".contains(byte));
    let says = rest[..between].iter().any(|byte| b"=:>".contains(byte));
    let value = &rest[between..];
    (says && between <= 8).then(|| &value[..run(value, |byte| is_base64(byte) || b".~=".contains(byte))])
}

pub(super) fn value_40(_: &[u8], rest: &[u8]) -> bool {
    value(rest).is_some_and(|value| value.len() >= 36 && is_random(value) || value.len() >= 40)
}

pub(super) fn value_20(_: &[u8], rest: &[u8]) -> bool {
    value(rest).is_some_and(|value| value.len() >= 20 && is_random(value))
}

pub(super) fn some_value(before: &[u8], rest: &[u8]) -> bool {
    let line = &before[before.len().saturating_sub(300)..];
    let names_server =
        [&b"Server="[..], b"Data Source=", b"Host=", b"server=", b"host=", b"User Id=", b"Uid=", b"uid="];
    run(rest, |byte| byte.is_ascii_graphic() && !b";\"'<>".contains(byte)) >= 3
        && names_server.iter().any(|name| memchr::memmem::find(line, name).is_some())
}

pub(super) fn signature(_: &[u8], rest: &[u8]) -> bool {
    run(rest, |byte| is_base64(byte) || b"%=".contains(byte)) >= 43
}

/// Three signs before, and a long rest behind.
pub(super) fn azure_client(before: &[u8], rest: &[u8]) -> bool {
    let is_sign = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.~-".contains(byte);
    before.len() >= 3 && before[before.len() - 3..].iter().all(is_sign) && run(rest, is_sign) >= 31
}

/// Three parts, of which the second is JSON too (RFC 7519), or is packed.
pub(super) fn web_token(before: &[u8], rest: &[u8]) -> bool {
    if before.last().is_some_and(is_base64) {
        return false;
    }
    let first = run(rest, is_base64);
    let rest = rest.get(first + 1..).filter(|_| rest.get(first) == Some(&b'.')).unwrap_or_default();
    let second = run(rest, is_base64);
    let signature = rest.get(second + 1..).filter(|_| rest.get(second) == Some(&b'.')).unwrap_or_default();
    first >= 10 && second >= 4 && rest.starts_with(b"eyJ") && run(signature, is_base64) >= 10
}

pub(super) fn bearer(_: &[u8], rest: &[u8]) -> bool {
    run(rest, |byte| is_base64(byte) || b".=~".contains(byte)) >= 12
}

/// `123456789:AA…`, 35 signs behind the colon.
pub(super) fn telegram(before: &[u8], rest: &[u8]) -> bool {
    let digits = before.iter().rev().take(12).take_while(|byte| byte.is_ascii_digit()).count();
    (8..=11).contains(&digits) && run(rest, |byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte)) >= 32
}

/// `machine host login name password word`, over lines too.
pub(super) fn netrc(_: &[u8], rest: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&rest[..rest.len().min(400)]);
    let words: Vec<&str> = text.split_whitespace().take(7).collect();
    let has = |key: &str| {
        words.iter().position(|word| *word == key).is_some_and(|at| at >= 1 && at + 1 < words.len())
    };
    has("login") && has("password")
}

/// `https://name:password@host`, or a token in place of both. Braces and stars stand for what is left out.
pub(super) fn user(_: &[u8], rest: &[u8]) -> bool {
    let end = run(rest, |byte| byte.is_ascii_graphic() && !b"/?#\"'<>()`\\".contains(byte));
    let Some(at) = memchr::memrchr(b'@', &rest[..end]).filter(|at| *at > 0 && at + 1 < end) else {
        return false;
    };
    let (name, password) = match memchr::memchr(b':', &rest[..at]) {
        Some(colon) => (&rest[..colon], &rest[colon + 1..at]),
        None => (&rest[..at], &b""[..]),
    };
    let stands_for_one =
        password.iter().any(|byte| b"{}*$[]".contains(byte)) || password.iter().all(|byte| *byte == b'.');
    (!password.is_empty() && !stands_for_one) || (password.is_empty() && name.len() >= 20 && is_random(name))
}

#[cfg(test)]
mod tests {
    use super::super::FORMS;

    fn kinds(text: &str) -> usize {
        let at = FORMS.iter().flat_map(|form| text.match_indices(form.begins).map(move |(at, _)| (form, at)));
        at.filter(|(form, at)| form.is_at(text.as_bytes(), *at)).count()
    }

    #[test]
    fn secrets_of_many_makers() {
        let joined = |parts: &[&str]| parts.concat();
        for text in [
            joined(&["eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiIxIn0.", "abcdefghijklmnop"]),
            joined(&["postgres://app:", "s3cret", "@db.example/x"]),
            joined(&["https://", "a1b2c3d4e5f6g7h8i9j0", "@git.example/a"]),
            joined(&["aws_secret_", "access_key = ", &"aB3/".repeat(10)]),
            joined(&["110201543", ":AA", &"Hd9_".repeat(9)]),
            joined(&["machine git.example\n login ann\n", " password x"]),
            joined(&["LS0tLS1CRUdJTiBQUklWQVRF", "IEtFWS0tLS0tCk1JSUV2"]),
            joined(&["Server=db;Uid=a;", "Pwd=hunter2;"]),
            joined(&["xapp-", "1-A02BCD-123-", "abcdef0123456789"]),
        ] {
            assert!(kinds(&text) >= 1, "{text}");
        }
        for text in [
            "https://example.org/@ann:x",
            "ssh://git@git.example/a",
            "https://{user}:{password}@host",
            "the machine that login and password",
            "access_token: see below",
            "api_key=your_key_goes_right_here",
            "eyJust a word",
            "12:AA",
            "mailto:ann@example.org",
        ] {
            assert_eq!(kinds(text), 0, "{text}");
        }
        assert!(
            super::super::discord(
                joined(&["x MTk4NjIyNDgzNDcxOTI1MjQ4", ".Cl2FMQ.", "ZnCjm1XVW7vRze4b7Cq4se7kKWs"]).as_bytes()
            )
            .is_some()
        );
    }
}
