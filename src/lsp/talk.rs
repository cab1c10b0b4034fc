//! The conversation with the editor: each message that comes is answered in its turn, whatever stands in it.

use futures_util::{Sink, SinkExt, Stream, StreamExt};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tower_lsp_server::LspService;
use tower_lsp_server::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use super::backend::Backend;
use super::frame::{Frame, Frames};

/// How the conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goodbye {
    /// The editor has asked the server to shut down.
    Said,
    /// It is gone without that.
    Unsaid,
}

/// A message as it came.
enum Message {
    Ask(Request),
    Answer(Response),
    Bad(Id, Error),
}

/// Answers until the editor says `exit`, or its input ends.
pub(super) async fn listen(
    input: impl AsyncRead + Unpin,
    mut service: LspService<Backend>,
    mut answers: impl Sink<Response> + Unpin,
    say: UnboundedSender<Response>,
    introduced: impl FnOnce(),
) -> Goodbye {
    let mut frames = Frames::of(input);
    let mut goodbye = Goodbye::Unsaid;
    let mut introduced = Some(introduced);
    while let Ok(Some(frame)) = frames.next().await {
        let request = match read(frame) {
            Message::Ask(request) => request,
            Message::Answer(answer) => {
                let _ = answers.send(answer).await;
                continue;
            }
            Message::Bad(id, error) => {
                let _ = say.send(Response::from_error(id, error));
                continue;
            }
        };
        let (begins, ends) = (request.method() == "initialize", request.method() == "exit");
        if request.method() == "shutdown" && request.id().is_some() {
            goodbye = Goodbye::Said;
        }
        let answer = service.call(request).await.ok().flatten();
        let is_taken = answer.as_ref().is_some_and(Response::is_ok);
        if let Some(answer) = answer {
            let _ = say.send(answer);
        }
        if begins && is_taken {
            introduced.take().into_iter().for_each(|begin| begin());
        }
        if ends || say.is_closed() {
            break;
        }
    }
    goodbye
}

/// Writes answers and what the server says by itself, message by message.
pub(super) async fn speak(
    mut output: impl AsyncWrite + Unpin,
    mut answers: UnboundedReceiver<Response>,
    mut own: impl Stream<Item = Request> + Unpin,
) {
    loop {
        let message = tokio::select! {
            biased;
            answer = answers.recv() => match answer {
                Some(answer) => serde_json::to_string(&answer),
                None => return,
            },
            Some(request) = own.next() => serde_json::to_string(&request),
        };
        let Ok(message) = message else { continue };
        let whole = format!("Content-Length: {}\r\n\r\n{message}", message.len());
        if output.write_all(whole.as_bytes()).await.is_err() || output.flush().await.is_err() {
            return;
        }
    }
}

/// What a frame says, or the error of JSON-RPC 2.0 (section 5.1) that answers it.
fn read(frame: Frame) -> Message {
    let Frame::Body(body) = frame else { return Message::Bad(Id::Null, Error::parse_error()) };
    let Ok(value) = serde_json::from_slice::<Value>(&body) else {
        return Message::Bad(Id::Null, Error::parse_error());
    };
    let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok()).unwrap_or_default();
    let bad = Message::Bad(id, Error::invalid_request());
    let method = value.get("method").map(|method| method.as_str().is_some_and(|name| !name.is_empty()));
    match method {
        Some(true) => serde_json::from_value(value).map_or(bad, Message::Ask),
        Some(false) => bad,
        None => serde_json::from_value(value).map_or(bad, Message::Answer),
    }
}
