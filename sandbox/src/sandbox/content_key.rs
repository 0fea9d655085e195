//! Content key of the registered service.

use std::sync::Arc;

use super::Sandbox;
use super::memory::IssuedContentKey;
use crate::protocol::content_key::ContentKey;
use crate::protocol::now;
use crate::result_code::{Refusal, ResultCode};

impl Sandbox {
    /// The valid content key.
    pub(crate) fn content_key(&self) -> Result<Arc<IssuedContentKey>, Refusal> {
        self.memory()
            .content_key
            .clone()
            .filter(|key| self.is_valid(key))
            .ok_or_else(|| Refusal::new(ResultCode::ContentKeyAbsent, "call getKey first"))
    }

    /// The valid content key, or a new one.
    pub(crate) fn issue_content_key(&self) -> Arc<IssuedContentKey> {
        let mut memory = self.memory();
        if let Some(key) = memory.content_key.as_ref().filter(|key| self.is_valid(key)) {
            return Arc::clone(key);
        }
        let key = Arc::new(IssuedContentKey {
            key: ContentKey::generate(),
            issued_at: now(),
        });
        memory.content_key = Some(Arc::clone(&key));
        key
    }

    pub(crate) fn revoke_content_key(&self) {
        self.memory().content_key = None;
    }

    fn is_valid(&self, key: &IssuedContentKey) -> bool {
        now() < key.issued_at + self.content_key_life
    }
}
