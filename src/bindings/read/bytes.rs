//! Reading of a `BufferSource`: an ArrayBuffer, or any view of one.

use alloc::vec::Vec;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::bindings::read::ArgumentReader;

#[wasm_bindgen(module = "/pkg-template/brands.js")]
extern "C" {
    /// Returns a view of the bytes without copying them; `None` if the value is not a BufferSource
    /// of any realm, or its bytes are not there: a detached buffer, or one that has shrunk.
    ///
    /// The view is a new one, because the caller may have overridden properties of theirs. In this
    /// one, length and bytes agree.
    #[wasm_bindgen(js_name = octetsOf)]
    pub(in crate::bindings) fn view(value: &JsValue) -> Option<Uint8Array>;
}

impl ArgumentReader {
    /// Copies the bytes of a BufferSource into the module.
    pub(in crate::bindings) fn bytes(&self, value: &JsValue) -> Option<Vec<u8>> {
        let Some(view) = view(value) else {
            self.refuse(
                "it is neither a string nor bytes (ArrayBuffer or a view of one) that are there",
            );
            return None;
        };
        if !self.has_room(view.length()) {
            return None;
        }
        // `to_vec` traps if memory runs out.
        let mut room = Vec::<u8>::new();
        if room.try_reserve_exact(view.length() as usize).is_err() {
            self.refuse("the module's memory cannot hold it");
            return None;
        }
        drop(room);
        Some(view.to_vec())
    }
}
