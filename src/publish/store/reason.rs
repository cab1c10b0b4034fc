//! Why a request failed, in words without what is secret: no address, signature or key of a request stands in them.

use std::error::Error as _;

use object_store::Error;
use object_store::client::{HttpError, HttpErrorKind};

/// What is known of a failed request.
#[derive(Debug)]
pub(super) struct Reason {
    /// In words.
    pub text: String,
    /// What to do, if that is known.
    pub hint: Option<&'static str>,
}

/// The status and the name that the server gave to its refusal, such as `403` and `AccessDenied`.
struct Refusal {
    status: u16,
    name: Option<String>,
}

/// What servers call a bucket that is not there.
const NO_BUCKET: [&str; 2] = ["NoSuchBucket", "ContainerNotFound"];

/// The reason of an error of the store's client.
pub(super) fn of(error: &Error) -> Reason {
    if let Some(refusal) = refusal(error) {
        return refused(&refusal);
    }
    if let Some(kind) = source::<HttpError>(error).map(HttpError::kind) {
        let text = match kind {
            HttpErrorKind::Connect => "there is no connection to the server",
            HttpErrorKind::Timeout => "the server did not answer in time",
            HttpErrorKind::Interrupted => "the connection ended before the answer",
            HttpErrorKind::Request => "the request could not be sent",
            HttpErrorKind::Decode => "the answer of the server makes no sense",
            _ => "the request failed",
        };
        return Reason { text: text.to_owned(), hint: None };
    }
    Reason { text: plain(error), hint: None }
}

/// Whether an error says that the whole bucket is missing.
pub(super) fn names_bucket(error: &Error) -> bool {
    refusal(error).and_then(|refusal| refusal.name).is_some_and(|name| NO_BUCKET.contains(&name.as_str()))
}

fn refused(refusal: &Refusal) -> Reason {
    let name = refusal.name.as_deref().unwrap_or_default();
    let (what, hint) = match (refusal.status, name) {
        (404, name) if NO_BUCKET.contains(&name) => {
            ("there is no such bucket", Some("create it, or correct its name in `publish:`"))
        }
        (401 | 403, _) => (
            "the server refused it",
            Some(
                "check the credentials in the environment, and that they may read, write and delete in this bucket",
            ),
        ),
        (301 | 307 | 400, "PermanentRedirect" | "TemporaryRedirect" | "AuthorizationHeaderMalformed") => {
            ("the bucket is in another region", Some("give `region:` in the target"))
        }
        (404, _) => ("it is not there", None),
        (409, _) => ("somebody else is writing it", None),
        (412, _) => ("it has been changed since it was read", None),
        (429, _) => ("the server asks to wait", None),
        (500.., _) => ("the server failed", None),
        _ => ("the server refused it", None),
    };
    let text = if name.is_empty() {
        format!("{what} ({})", refusal.status)
    } else {
        format!("{what} ({} {name})", refusal.status)
    };
    Reason { text, hint }
}

/// The refusal in the chain of causes. The client's own type for it is not public, only its text, which begins with what was
/// asked for; so nothing of the text is passed on but the status and the name.
fn refusal(error: &Error) -> Option<Refusal> {
    let text = chain(error).find_map(|cause| {
        let text = cause.to_string();
        let at = ["non-2xx status code: ", "error response: "]
            .iter()
            .find_map(|lead| Some(text.find(lead)? + lead.len()))?;
        Some(text[at..].to_owned())
    })?;
    let status = text.get(..3).and_then(|digits| digits.parse().ok()).unwrap_or(200);
    let name =
        text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map(|(name, _)| name);
    let is_name = |name: &&str| name.len() <= 60 && name.chars().all(|c| c.is_ascii_alphanumeric());
    Some(Refusal { status, name: name.filter(is_name).map(str::to_owned) })
}

fn chain(error: &Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    let mut next = Some(error as &(dyn std::error::Error + 'static));
    std::iter::from_fn(move || {
        let cause = next?;
        next = cause.source();
        Some(cause)
    })
}

fn source<T: std::error::Error + 'static>(error: &Error) -> Option<&T> {
    chain(error).find_map(|cause| cause.downcast_ref())
}

/// The text of an error that no request caused, such as a missing setting: up to where it might quote something.
fn plain(error: &Error) -> String {
    let text = match error.source() {
        Some(source) => source.to_string(),
        None => error.to_string(),
    };
    let end = text.find(['"', '`', '\'', '?', '\n']).unwrap_or(text.len());
    text[..end].chars().take(160).collect::<String>().trim_end_matches([' ', ':', ',']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generic(text: &str) -> Error {
        Error::Generic { store: "S3", source: text.to_owned().into() }
    }

    #[test]
    fn a_refusal_is_named_and_nothing_else_is_told() {
        let body =
            "<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>AKIAsecret</AWSAccessKeyId></Error>";
        let text = format!(
            "Error performing PUT http://h/b/k?sig=secret in 1ms - Server returned non-2xx status code: 403 Forbidden: {body}"
        );
        let reason = of(&generic(&text));
        assert_eq!(reason.text, "the server refused it (403 SignatureDoesNotMatch)");
        assert!(reason.hint.is_some());
        let strange = "Server returned non-2xx status code: 503 Busy: <Code>a secret, perhaps</Code>";
        assert_eq!(of(&generic(strange)).text, "the server failed (503)");
    }

    #[test]
    fn what_an_error_may_quote_is_left_out() {
        assert_eq!(of(&generic("Missing bucket name")).text, "Missing bucket name");
        assert_eq!(of(&generic("invalid type: string \"secret\"")).text, "invalid type: string");
    }
}
