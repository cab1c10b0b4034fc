//! What a store says of the bytes that it took: its answer to a put is kept, and compared with what was sent.

use std::future::Future;
use std::pin::Pin;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use md5::{Digest, Md5};
use object_store::client::{HttpClient, HttpConnector, HttpError, HttpRequest, HttpResponse, HttpService};
use object_store::{ClientConfigKey, ClientOptions, Extensions, HeaderMap, HeaderValue};
use sha2::Sha256;

use super::transport::Transport;

/// The sums of what is sent, as stores write them.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    sha256: String,
    md5: String,
    md5_hex: String,
}

impl Sums {
    pub fn of(bytes: &[u8]) -> Self {
        let md5 = Md5::digest(bytes);
        Self {
            sha256: BASE64_STANDARD.encode(Sha256::digest(bytes)),
            md5: BASE64_STANDARD.encode(md5),
            md5_hex: crate::text::hex(&md5),
        }
    }
}

/// What follows from a store's answer to a put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// It names a sum, which is that of the bytes.
    Same,
    /// It names a sum of other bytes.
    Other,
    /// It names none. An entity tag may be a sum, but one that differs may also be something else.
    None,
}

/// The headers of the answer.
#[derive(Clone, Debug)]
struct Reply(HeaderMap);

/// Compares the answer that came with `extensions` with what was sent.
pub(super) fn of(extensions: &Extensions, sums: &Sums) -> Proof {
    match extensions.get::<Reply>() {
        Some(Reply(headers)) => judge(headers, sums),
        None => Proof::None,
    }
}

fn judge(headers: &HeaderMap, sums: &Sums) -> Proof {
    let values = |name: &str| headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    // Google writes both of its sums into one header or into two.
    let google = values("x-goog-hash").flat_map(|value| value.split(',')).map(str::trim);
    let mut said: Vec<bool> = google.filter_map(|sum| Some(sum.strip_prefix("md5=")? == sums.md5)).collect();
    said.extend(values("x-amz-checksum-sha256").map(|sum| sum == sums.sha256));
    said.extend(values("content-md5").map(|sum| sum == sums.md5));
    if said.contains(&false) {
        return Proof::Other;
    }
    let tagged = values("etag").any(|tag| tag.trim_matches('"').eq_ignore_ascii_case(&sums.md5_hex));
    if tagged || !said.is_empty() { Proof::Same } else { Proof::None }
}

/// Whether the sum goes with the bytes, for the store to refuse what arrives damaged. Amazon's own header is set elsewhere;
/// Azure signs this one and answers with the sum instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Announce {
    Md5,
    Nothing,
}

/// Makes clients whose answers carry their headers along.
#[derive(Debug)]
pub(super) struct Connector(pub Announce);

impl HttpConnector for Connector {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let allow_http = options.get_config_value(&ClientConfigKey::AllowHttp).as_deref() == Some("true");
        let client = HttpClient::new(Transport::new(allow_http));
        Ok(HttpClient::new(Witness { client, announce: self.0 }))
    }
}

#[derive(Debug)]
struct Witness {
    client: HttpClient,
    announce: Announce,
}

impl HttpService for Witness {
    fn call<'service, 'future>(
        &'service self,
        mut request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'future>>
    where
        'service: 'future,
        Self: 'future,
    {
        Box::pin(async move {
            let sums = request.extensions().get::<Sums>().cloned();
            let md5 = sums.as_ref().and_then(|sums| HeaderValue::from_str(&sums.md5).ok());
            if let (Announce::Md5, Some(md5)) = (self.announce, md5) {
                request.headers_mut().insert("content-md5", md5);
            }
            let mut response = self.client.execute(request).await?;
            if sums.is_some() {
                let headers = response.headers().clone();
                response.extensions_mut().insert(Reply(headers));
            }
            Ok(response)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(headers: &[(&'static str, &str)]) -> Proof {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        judge(&map, &Sums::of(b"hello"))
    }

    #[test]
    fn sums_are_evidence_and_entity_tags_only_for() {
        let (md5, hex) = ("XUFAKrxLKna5cZ2REBfFkg==", "5d41402abc4b2a76b9719d911017c592");
        let sha256 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
        assert_eq!(judged(&[("x-amz-checksum-sha256", sha256)]), Proof::Same);
        assert_eq!(judged(&[("content-md5", md5)]), Proof::Same);
        assert_eq!(judged(&[("x-goog-hash", &format!("crc32c=mnG7TA==,md5={md5}"))]), Proof::Same);
        assert_eq!(
            judged(&[("x-goog-hash", "crc32c=mnG7TA=="), ("x-goog-hash", &format!("md5={md5}"))]),
            Proof::Same
        );
        assert_eq!(judged(&[("etag", &format!("\"{hex}\""))]), Proof::Same);
        assert_eq!(judged(&[("etag", "\"0x8D1\"")]), Proof::None);
        assert_eq!(judged(&[]), Proof::None);
        assert_eq!(judged(&[("content-md5", "AAAA"), ("etag", hex)]), Proof::Other);
    }
}
