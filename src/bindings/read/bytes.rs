//! Reading of a `BufferSource`: an ArrayBuffer, or any view of one.

use alloc::vec::Vec;

use js_sys::{ArrayBuffer, Reflect, SharedArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::bindings::read::ArgumentReader;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Uint8Array, js_name = Uint8Array)]
    type Octets;

    #[wasm_bindgen(constructor, catch, js_class = "Uint8Array")]
    fn over(buffer: &JsValue, offset: &JsValue, length: &JsValue) -> Result<Octets, JsValue>;
}

/// Returns a view of the bytes without copying them; `None` if the value is not a BufferSource, or
/// its buffer is detached.
///
/// The view is a new one, because the caller may have overridden properties of theirs. In this one,
/// length and bytes agree.
pub(in crate::bindings) fn view(value: &JsValue) -> Option<Uint8Array> {
    let mut buffer = value.clone();
    let (mut offset, mut length) = (JsValue::UNDEFINED, JsValue::UNDEFINED);
    if ArrayBuffer::is_view(value) {
        let property = |name: &str| Reflect::get(value, &name.into()).ok();
        buffer = property("buffer")?;
        offset = property("byteOffset")?;
        length = property("byteLength")?;
    }
    if !buffer.has_type::<ArrayBuffer>() && !buffer.has_type::<SharedArrayBuffer>() {
        return None;
    }
    Octets::over(&buffer, &offset, &length).ok().map(Into::into)
}

impl ArgumentReader {
    /// Copies the bytes of a BufferSource into the module.
    pub(in crate::bindings) fn bytes(&self, value: &JsValue) -> Option<Vec<u8>> {
        let Some(view) = view(value) else {
            self.refuse("it is neither bytes (ArrayBuffer or a view of one) nor a string");
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
