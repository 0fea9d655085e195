//! Live pages over server-sent events.

use std::convert::Infallible;
use std::sync::Arc;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use tokio::sync::watch;

use crate::sandbox::Sandbox;

/// Message to a page after a change.
pub(crate) enum Update {
    /// Nothing: the page is up to date.
    Nothing,
    Event(Event),
    /// The last event, which ends the stream.
    Last(Event),
    End,
}

impl From<Option<Event>> for Update {
    fn from(news: Option<Event>) -> Self {
        news.map_or(Self::Nothing, Self::Event)
    }
}

/// Sends the result of `look` at once and after each change.
pub(crate) fn updates<T: Send + Sync + 'static>(
    sandbox: Arc<Sandbox>,
    changes: watch::Receiver<T>,
    look: impl FnMut(&Sandbox) -> Update + Send + 'static,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = stream::unfold(Some((sandbox, changes, look)), |state| async move {
        let (sandbox, mut changes, mut look) = state?;
        loop {
            changes.borrow_and_update();
            match look(&sandbox) {
                Update::Nothing => changes.changed().await.ok()?,
                Update::Event(event) => return Some((Ok(event), Some((sandbox, changes, look)))),
                Update::Last(event) => return Some((Ok(event), None)),
                Update::End => return None,
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
