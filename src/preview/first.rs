//! Which of two things happens first.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// What happened first.
pub(super) enum First<A, B> {
    One(A),
    Other(B),
}

/// Waits for either; the other is given up.
pub(super) async fn first<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> First<A, B> {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|context| {
        if let Poll::Ready(done) = one.as_mut().poll(context) {
            return Poll::Ready(First::One(done));
        }
        other.as_mut().poll(context).map(First::Other)
    })
    .await
}
