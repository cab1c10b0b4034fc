//! The web socket of an open page: after a change it is told what has changed for it.

use std::pin::pin;
use std::sync::Arc;

use axum::extract::ws::{Message, WebSocket};
use futures_util::future::{Either, select};
use serde::Serialize;
use tokio::task::spawn_blocking;

use super::current::Current;
use super::engine::Task;
use super::shared::SharedState;
use super::viewer::Viewer;
use crate::resolve::Include;

/// Speaks with a page until it is closed.
pub(super) async fn speak(mut socket: WebSocket, shared: Arc<SharedState>, viewer: Viewer) {
    let mut viewer = Some(viewer);
    let mut heard = shared.now.clone();
    loop {
        let now = heard.borrow_and_update().clone();
        if let (Some(now), Some(mine)) = (now, viewer.take()) {
            let Some(mine) = tell(&mut socket, &shared, mine, now).await else { return };
            viewer = Some(mine);
        }
        loop {
            match select(pin!(heard.changed()), pin!(socket.recv())).await {
                Either::Left((Ok(()), _)) => break,
                Either::Right((Some(Ok(Message::Text(said))), _)) => {
                    let include = match said.as_str() {
                        "drafts" => Include::Drafts,
                        "published" => Include::Published,
                        _ => continue,
                    };
                    shared.ask(Task::Show(include));
                }
                // The library answers pings by itself.
                Either::Right((Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Binary(_))), _)) => {}
                Either::Left((Err(_), _))
                | Either::Right((None | Some(Err(_) | Ok(Message::Close(_))), _)) => return,
            }
        }
    }
}

/// Tells the page what has changed, then its notes; `None` when it cannot be told any more.
async fn tell(
    socket: &mut WebSocket,
    shared: &Arc<SharedState>,
    mut viewer: Viewer,
    now: Arc<Current>,
) -> Option<Viewer> {
    let (asked, moment) = (Arc::clone(shared), Arc::clone(&now));
    // A page may take a while to make.
    let looked = spawn_blocking(move || {
        let (change, page) = viewer.look(&moment, &asked);
        (viewer, change, page)
    });
    let (viewer, change, page) = looked.await.ok()?;
    if !change.is_empty() {
        send(socket, &change).await?;
    }
    let Some(page) = page else { return Some(viewer) };
    let asked = Arc::clone(shared);
    let noted = spawn_blocking(move || {
        let notes = viewer.notes(&page, &now, &asked);
        (viewer, notes)
    });
    let (viewer, notes) = noted.await.ok()?;
    send(socket, &notes).await?;
    Some(viewer)
}

async fn send(socket: &mut WebSocket, message: &impl Serialize) -> Option<()> {
    let text = serde_json::to_string(message).ok()?;
    socket.send(Message::Text(text.into())).await.ok()
}
