//! The requests of a store's client, made by the program's one HTTP client.
//!
//! The store's library would bring a second one with it, and a second home of certificates and time limits. Requests wait on
//! the runtime's threads for blocking work; an answer is given once it is there as a whole.

use std::future::Future;
use std::io::ErrorKind;
use std::pin::Pin;
use std::time::Duration;

use http_body_util::BodyExt;
use object_store::client::{
    HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse, HttpResponseBody, HttpService,
};
use ureq::Agent;
use ureq::http::Request;
use ureq::tls::{RootCerts, TlsConfig};

/// How long a connection may take to stand.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a request may take with all its bytes: a film over a slow line, too.
pub(super) const REQUEST: Duration = Duration::from_secs(300);

/// A client whose connections are kept.
#[derive(Debug)]
pub(super) struct Transport(Agent);

impl Transport {
    /// A client that goes over plain HTTP only where that is allowed; certificates are those that the system trusts.
    pub fn new(allow_http: bool) -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let agent = Agent::config_builder()
            .https_only(!allow_http)
            .tls_config(tls)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(REQUEST))
            // Where a store sends its clients is for its own client to judge.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("Dateline/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(agent.into())
    }
}

impl HttpService for Transport {
    fn call<'service, 'future>(
        &'service self,
        request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'future>>
    where
        'service: 'future,
        Self: 'future,
    {
        Box::pin(async move {
            let request = gathered(request).await?;
            let agent = self.0.clone();
            let asked = tokio::task::spawn_blocking(move || ask(&agent, request)).await;
            asked.map_err(|error| HttpError::new(HttpErrorKind::Interrupted, error))?
        })
    }
}

/// The request with its body in one piece.
async fn gathered(request: HttpRequest) -> Result<Request<Vec<u8>>, HttpError> {
    let (parts, body) = request.into_parts();
    Ok(Request::from_parts(parts, HttpRequestBody::collect(body).await?.to_bytes().to_vec()))
}

fn ask(agent: &Agent, request: Request<Vec<u8>>) -> Result<HttpResponse, HttpError> {
    let has_length = request.headers().contains_key("content-length");
    // A put of no bytes has a body; a question has none.
    let answer = if request.body().is_empty() && !has_length {
        agent.run(request.map(|_| ()))
    } else {
        agent.run(request)
    };
    let (parts, mut body) = answer.map_err(failed)?.into_parts();
    let bytes = body.with_config().limit(u64::MAX).read_to_vec().map_err(failed)?;
    Ok(HttpResponse::from_parts(parts, HttpResponseBody::from(bytes)))
}

fn failed(error: ureq::Error) -> HttpError {
    let kind = match &error {
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => HttpErrorKind::Connect,
        ureq::Error::Io(io) => match io.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => HttpErrorKind::Timeout,
            ErrorKind::ConnectionRefused | ErrorKind::NotFound => HttpErrorKind::Connect,
            // The server ended a connection that was kept: nothing was done, or the run finds out what was.
            _ => HttpErrorKind::Request,
        },
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}
