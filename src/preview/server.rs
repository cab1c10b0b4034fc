//! The server: requests to the preview, and their answers.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{ALLOW, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::future::{Either, select};
use percent_encoding::percent_decode_str;
use tokio::sync::{mpsc, watch};

use super::answer;
use super::current::Current;
use super::difference::MistakesDifference;
use super::editor::Editor;
use super::engine::Engine;
use super::last_good::LastGood;
use super::origin::OriginCheck;
use super::port::{self, Port};
use super::response::{finished, framed, prepared, response};
use super::shared::SharedState;
use super::shutdown::Shutdown;
use super::socket;
use super::viewer::Viewer;
use crate::Options;
use crate::diag::{Diagnostics, Failure};
use crate::publish::headers;
use crate::source::{Filter, Notice};

/// What the preview is started with.
pub struct Settings {
    /// The site's folder, as a path from the root of the disk.
    pub root: PathBuf,
    /// What is left out of it.
    pub filter: Filter,
    /// What is shown.
    pub options: Options,
    /// Where to listen.
    pub place: Port,
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
        now: Arc<Current>,
        /// How long it took.
        time: Duration,
    },
    /// There is something new to see.
    Changed {
        /// What.
        now: Arc<Current>,
        /// Which files have changed.
        paths: Vec<String>,
        /// How long it took.
        time: Duration,
        /// What is wrong now, and what no more.
        news: MistakesDifference,
    },
    /// All links have been checked.
    Links {
        /// What is shown.
        now: Arc<Current>,
        /// What was not known before.
        new: Diagnostics,
    },
    /// The folder cannot be read at the moment.
    Failed(Failure),
}

/// How the person at the terminal is told.
pub(super) type Tell = Arc<dyn Fn(Word) + Send + Sync>;

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
    let ending = Shutdown::new().map_err(|error| Failure::new("hear", "the signals of the system", error))?;
    let listening = port::listen(&place).await?;
    let (heard, jobs) = channel();
    let (sender, now) = watch::channel(None);
    let (failed, mut failures) = mpsc::unbounded_channel();
    let taken = (place.port != 0 && listening.port != place.port).then_some(place.port);
    tell(Word::Listening { address: listening.address, taken });
    let origin = OriginCheck::of(place.host.as_deref(), listening.port);
    let jobs_of_desk = Mutex::new(heard.clone());
    let shared = SharedState {
        root: root.clone(),
        now,
        kept: LastGood::default(),
        editor,
        origin,
        framed_by: place.framed_by,
        jobs: jobs_of_desk,
    };
    let (waiting, unchecked) = (None, true);
    let untold = None;
    Engine {
        root,
        filter,
        options,
        notice,
        jobs,
        heard,
        now: sender,
        tell,
        failed,
        waiting,
        untold,
        unchecked,
    }
    .start();
    let app = Router::new().fallback(answer).with_state(Arc::new(shared));
    for listener in listening.listeners {
        let app = app.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
    }
    match select(pin!(ending.asked()), pin!(failures.recv())).await {
        Either::Right((Some(failure), _)) => Err(failure),
        Either::Left(((), _)) => Ok(()),
        Either::Right((None, _)) => Err(Failure::new("keep", "the preview", "its engine has stopped")
            .hint("start it again; this is a mistake of the program")),
    }
}

/// Answers one request.
async fn answer(State(shared): State<Arc<SharedState>>, request: Request) -> Response {
    let framed_by = shared.framed_by.clone();
    framed(answered(shared, request).await, framed_by.as_deref())
}

async fn answered(shared: Arc<SharedState>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    if let Err((status, why)) = shared.origin.check(&parts.method, &parts.headers) {
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
        if !OriginCheck::is_page(&parts.headers) {
            return finished(
                (StatusCode::FORBIDDEN, "Only pages of the preview are told.\n").into_response(),
            );
        }
        let viewer = viewer(parts.uri.query().unwrap_or(""));
        return match WebSocketUpgrade::from_request_parts(&mut parts, &shared).await {
            Ok(upgrade) => upgrade.on_upgrade(move |socket| socket::speak(socket, shared, viewer)),
            Err(refused) => finished(refused.into_response()),
        };
    }
    let mut heard = shared.now.clone();
    // The first request may come before the site is read.
    let now = match heard.wait_for(Option::is_some).await {
        Ok(now) => now.clone(),
        Err(_) => None,
    };
    let Some(now) = now else {
        return finished((StatusCode::SERVICE_UNAVAILABLE, "The preview has ended.\n").into_response());
    };
    let (asked, wanted) = (Arc::clone(&shared), path.clone());
    let made = tokio::task::spawn_blocking(move || prepared(answer::at(&wanted, &now, &asked)));
    match made.await {
        Ok(made) => {
            let mut response = finished(response(made, &parts.method, &parts.headers).await);
            guard(&mut response, &path);
            response
        }
        Err(_) => finished(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    }
}

/// What is opened by itself, such as a drawing, may do no more than at a host: it stands beside the drafts.
fn guard(response: &mut Response, path: &str) {
    let is_page =
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if let Some(policy) = headers::of_media(path.trim_start_matches('/')).filter(|_| !is_page) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
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
    let read = percent_decode_str(written).decode_utf8().ok()?;
    (!read.contains('\0')).then(|| read.into_owned())
}
