//! Push callbacks received by the e-service.

use std::time::Duration;

use serde_json::Value;

use super::receiver::Push;
use super::service::EService;

impl EService {
    /// The next push callback and its decrypted content.
    pub(crate) async fn pushed(&mut self) -> (Value, Value) {
        let push = self.pushed_raw().await;
        self.open(&push)
    }

    /// Decrypts a JSON push callback.
    pub(crate) fn open(&self, push: &Push) -> (Value, Value) {
        assert_eq!(push.content_type, "application/json");
        let frame: Value = serde_json::from_slice(&push.body).unwrap();
        let key = self.unwrap(frame["secretKey"].as_str().unwrap());
        let content = key.open(frame["content"].as_str().unwrap());
        (frame, serde_json::from_slice(&content).unwrap())
    }

    pub(crate) async fn pushed_raw(&mut self) -> Push {
        let push = tokio::time::timeout(Duration::from_secs(30), self.pushed.recv());
        push.await.expect("a push").unwrap()
    }

    /// True if no push arrives within this time.
    pub(crate) async fn is_quiet(&mut self, time: Duration) -> bool {
        tokio::time::timeout(time, self.pushed.recv())
            .await
            .is_err()
    }

    /// True if a push has arrived.
    pub(crate) fn has_push(&self) -> bool {
        !self.pushed.is_empty()
    }
}
