//! The server: what comes in at the door, and how it is answered.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, LOCATION, RANGE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::sync::{mpsc, watch};
use tower_http::services::ServeFile;

use super::answer::{self, Answer};
use super::door::Door;
use super::editor::Editor;
use super::engine::{Engine, Job};
use super::first::{First, first};
use super::kept::Kept;
use super::news::News;
use super::now::Now;
use super::port::{self, Place};
use super::viewer::Viewer;
use super::{page, socket};
use crate::Options;
use crate::diag::{Diagnostics, Failure};
use crate::source::{Filter, Notice};
use crate::text::checksum;

/// What the preview is started with.
pub struct Settings {
    /// The site's folder, as a path from the root of the disk.
    pub root: PathBuf,
    /// What is left out of it.
    pub filter: Filter,
    /// What is shown.
    pub options: Options,
    /// Where to listen.
    pub place: Place,
    /// The editor that links open.
    pub editor: Option<Editor>,
    /// How changes are noticed.
    pub notice: Notice,
}

/// What the person at the terminal is told.
pub enum Word {
    /// The server listens; the port that was asked for may have been taken.
    Listening {
        /// Where a browser finds it.
        address: String,
        /// The port that was asked for, if it is another one.
        taken: Option<u16>,
    },
    /// There is something to see.
    First {
        /// What.
        now: Arc<Now>,
        /// How long it took.
        time: Duration,
    },
    /// There is something new to see.
    Changed {
        /// What.
        now: Arc<Now>,
        /// Which files have changed.
        paths: Vec<String>,
        /// How long it took.
        time: Duration,
        /// What is wrong now, and what no more.
        news: News,
    },
    /// All links have been checked.
    Links {
        /// What is shown.
        now: Arc<Now>,
        /// What was not known before.
        new: Diagnostics,
    },
    /// The folder cannot be read at the moment.
    Failed(Failure),
}

/// How the person at the terminal is told.
pub(super) type Tell = Arc<dyn Fn(Word) + Send + Sync>;

/// What all answers are made with.
pub(super) struct Desk {
    pub root: PathBuf,
    pub now: watch::Receiver<Option<Arc<Now>>>,
    pub kept: Kept,
    editor: Option<Editor>,
    door: Door,
    jobs: Mutex<Sender<Job>>,
}

impl Desk {
    /// Asks the engine for something.
    pub fn ask(&self, job: Job) {
        // It is gone only when the program ends.
        let _ = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).send(job);
    }

    /// The address that opens a place of a file of the site.
    pub fn edit(&self, file: &str, line: usize, column: usize) -> Option<String> {
        self.editor.as_ref().map(|editor| editor.link(&self.root, file, line, column))
    }
}

/// Serves until the program is asked to end.
///
/// # Errors
/// Fails when there is nowhere to listen, or no such folder.
pub fn serve(settings: Settings, tell: impl Fn(Word) + Send + Sync + 'static) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new("start", "the server", error))?;
    let done = runtime.block_on(listen(settings, Arc::new(tell)));
    // Whatever is still being made is for nobody.
    runtime.shutdown_background();
    done
}

async fn listen(settings: Settings, tell: Tell) -> Result<(), Failure> {
    let Settings { root, filter, options, place, editor, notice } = settings;
    let listening = port::listen(&place).await?;
    let (heard, jobs) = channel();
    let (sender, now) = watch::channel(None);
    let (failed, mut failures) = mpsc::unbounded_channel();
    let taken = (place.port != 0 && listening.port != place.port).then_some(place.port);
    tell(Word::Listening { address: listening.address, taken });
    let door = Door::of(place.host.as_deref(), listening.port);
    let jobs_of_desk = Mutex::new(heard.clone());
    let desk = Desk { root: root.clone(), now, kept: Kept::default(), editor, door, jobs: jobs_of_desk };
    let (waiting, unchecked) = (None, true);
    Engine { root, filter, options, notice, jobs, heard, now: sender, tell, failed, waiting, unchecked }
        .start();
    let app = Router::new().fallback(answer).with_state(Arc::new(desk));
    for listener in listening.listeners {
        let app = app.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
    }
    match first(asked_to_end(), failures.recv()).await {
        First::Other(Some(failure)) => Err(failure),
        First::One(()) | First::Other(None) => Ok(()),
    }
}

/// Waits for Ctrl-C, or for what a system sends to end a program.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            first(tokio::signal::ctrl_c(), term.recv()).await;
            return;
        }
    }
    // Where the signal cannot be heard, the system ends the program by itself.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Answers one request.
async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    if let Err((status, why)) = desk.door.check(&parts.method, &parts.headers) {
        let mut refused = (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], why).into_response();
        if status == StatusCode::METHOD_NOT_ALLOWED {
            refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        return finished(refused);
    }
    let Some(path) = decoded(parts.uri.path()) else {
        return finished((StatusCode::BAD_REQUEST, "The address is not UTF-8.\n").into_response());
    };
    if path == "/-/live" {
        if !Door::is_page(&parts.headers) {
            return finished(
                (StatusCode::FORBIDDEN, "Only pages of the preview are told.\n").into_response(),
            );
        }
        let viewer = viewer(parts.uri.query().unwrap_or(""));
        return match WebSocketUpgrade::from_request_parts(&mut parts, &desk).await {
            Ok(upgrade) => upgrade.on_upgrade(move |socket| socket::speak(socket, desk, viewer)),
            Err(refused) => finished(refused.into_response()),
        };
    }
    let mut heard = desk.now.clone();
    // The first request may come before the site is read.
    let now = match heard.wait_for(Option::is_some).await {
        Ok(now) => now.clone(),
        Err(_) => None,
    };
    let Some(now) = now else {
        return finished((StatusCode::SERVICE_UNAVAILABLE, "The preview has ended.\n").into_response());
    };
    let asked = Arc::clone(&desk);
    let made = tokio::task::spawn_blocking(move || prepared(answer::at(&path, &now, &asked)));
    match made.await {
        Ok(made) => finished(given(made, &parts.method, &parts.headers).await),
        Err(_) => finished(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    }
}

/// An answer with what is added to pages.
enum Prepared {
    Bytes(StatusCode, &'static str, Vec<u8>),
    File(&'static str, PathBuf),
    Moved(String),
}

fn prepared(answer: Answer) -> Prepared {
    match answer {
        Answer::Page(made) => {
            let bytes = page::with_script(&made.bytes, checksum(&made.bytes));
            let status = StatusCode::from_u16(made.status).unwrap_or(StatusCode::OK);
            Prepared::Bytes(status, "text/html; charset=utf-8", bytes)
        }
        Answer::Bytes { kind, bytes } => Prepared::Bytes(StatusCode::OK, kind, bytes),
        Answer::File { kind, path } => Prepared::File(kind, path),
        Answer::Moved(to) => Prepared::Moved(to),
    }
}

async fn given(prepared: Prepared, method: &Method, headers: &HeaderMap) -> Response {
    match prepared {
        Prepared::Bytes(StatusCode::OK, kind, bytes) => whole_or_part(kind, bytes, method, headers),
        Prepared::Bytes(status, kind, bytes) => with_length(status, kind, bytes, method),
        Prepared::Moved(to) => {
            (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, super::editor::encoded(&to))]).into_response()
        }
        Prepared::File(kind, path) => {
            let mut request = Request::new(Body::empty());
            *request.method_mut() = method.clone();
            // Only what part is wanted: an older copy is never as good.
            if let Some(range) = headers.get(RANGE) {
                request.headers_mut().insert(RANGE, range.clone());
            }
            match ServeFile::new(path).try_call(request).await {
                Ok(response) => {
                    let mut response = response.map(Body::new).into_response();
                    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
                    response
                }
                Err(_) => (StatusCode::NOT_FOUND, "The file cannot be read.\n").into_response(),
            }
        }
    }
}

/// The whole, or the part that is asked for.
fn whole_or_part(kind: &'static str, bytes: Vec<u8>, method: &Method, headers: &HeaderMap) -> Response {
    let wanted = headers.get(RANGE).filter(|_| method == Method::GET).and_then(|range| range.to_str().ok());
    let parsed = wanted.and_then(|range| http_range_header::parse_range_header(range).ok());
    let size = bytes.len() as u64;
    let mut response = match parsed.map(|ranges| ranges.validate(size)) {
        // Of several parts none is more wanted than the whole.
        None => with_length(StatusCode::OK, kind, bytes, method),
        Some(Ok(ranges)) if ranges.len() != 1 => with_length(StatusCode::OK, kind, bytes, method),
        Some(Ok(ranges)) => {
            let (start, end) = ranges.first().map_or((0, size), |range| (*range.start(), *range.end()));
            let at = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
            let part = bytes.get(at(start)..at(end.saturating_add(1))).unwrap_or_default().to_vec();
            let mut response = with_length(StatusCode::PARTIAL_CONTENT, kind, part, method);
            insert(&mut response, CONTENT_RANGE, &format!("bytes {start}-{end}/{size}"));
            response
        }
        Some(Err(_)) => {
            let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            insert(&mut response, CONTENT_RANGE, &format!("bytes */{size}"));
            response
        }
    };
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    response
}

fn with_length(status: StatusCode, kind: &'static str, bytes: Vec<u8>, method: &Method) -> Response {
    let length = bytes.len();
    let body = if method == Method::HEAD { Body::empty() } else { Body::from(Bytes::from(bytes)) };
    let mut response = (status, [(CONTENT_TYPE, kind)], body).into_response();
    insert(&mut response, CONTENT_LENGTH, &length.to_string());
    response
}

/// What every answer says: that it is for now and for this site only.
fn finished(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'self'"));
    response
}

fn insert(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Who asks to be told: `page=/articles/x.html&mark=…&source=…`.
fn viewer(query: &str) -> Viewer {
    let value = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let written = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()?;
        decoded(written).filter(|value| !value.is_empty())
    };
    let mark = value("mark").and_then(|mark| u64::from_str_radix(&mark, 16).ok());
    Viewer::new(value("page").unwrap_or_else(|| "/".to_owned()), mark, value("source"))
}

/// A part of an address with its percent signs read; `None` if that gives no UTF-8.
fn decoded(written: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let hex = (*byte == b'%').then(|| after.get(..2)).flatten();
        let hex = hex.filter(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let value = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(value.unwrap_or(*byte));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}
