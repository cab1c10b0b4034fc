//! The web socket of an open page: after a change it is told what has changed for it.

use std::sync::Arc;

use axum::extract::ws::{Message, WebSocket};

use super::engine::Job;
use super::first::{First, first};
use super::server::Desk;
use super::viewer::Viewer;
use crate::resolve::Include;

/// Speaks with a page until it is closed.
pub(super) async fn speak(mut socket: WebSocket, desk: Arc<Desk>, viewer: Viewer) {
    let mut viewer = Some(viewer);
    let mut heard = desk.now.clone();
    loop {
        let now = heard.borrow_and_update().clone();
        if let (Some(now), Some(mut mine)) = (now, viewer.take()) {
            let asked = Arc::clone(&desk);
            // A page may take a while to make.
            let made = tokio::task::spawn_blocking(move || {
                let message = mine.look(&now, &asked);
                (mine, serde_json::to_string(&message))
            });
            let Ok((mine, Ok(message))) = made.await else { return };
            viewer = Some(mine);
            if socket.send(Message::Text(message.into())).await.is_err() {
                return;
            }
        }
        loop {
            match first(heard.changed(), socket.recv()).await {
                First::One(Ok(())) => break,
                First::Other(Some(Ok(Message::Text(said)))) => {
                    let include = match said.as_str() {
                        "drafts" => Include::Drafts,
                        "published" => Include::Published,
                        _ => continue,
                    };
                    desk.ask(Job::Show(include));
                }
                // The library answers pings by itself.
                First::Other(Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Binary(_)))) => {}
                First::One(Err(_)) | First::Other(None | Some(Err(_) | Ok(Message::Close(_)))) => return,
            }
        }
    }
}
