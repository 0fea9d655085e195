//! The streams that hold objects and cross-references, decoded (ISO 32000-2 §7.4).

use alloc::vec::Vec;

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// Maximum size of a decoded stream in bytes: the cross-reference stream of a million objects has
/// 8 MB, and an object stream rarely 1 MB.
const MAX_DECODED: usize = 32 * 1024 * 1024;

/// Returns the decoded data of a stream; `None` if it cannot be decoded, has a filter that no writer
/// uses for such streams, or is too large.
pub(super) fn decoded(stream: &Stream<'_>) -> Option<Vec<u8>> {
    match stream.filters().as_slice() {
        [] => {}
        [Filter::FlateDecode] => ensure_bounded(&stream.raw_data())?,
        _ => return None,
    }
    let data = stream.decoded_data().ok()?;
    (data.len() <= MAX_DECODED).then(|| data.into_owned())
}

/// Inflates `raw` without keeping it: hayro-syntax would let a small stream take all memory.
fn ensure_bounded(raw: &[u8]) -> Option<()> {
    /// The distance that a code can refer back (RFC 1951 §2).
    const WINDOW: usize = 32 * 1024;

    let mut state = DecompressorOxide::new();
    let mut window = vec![0; WINDOW];
    let mut position = 0;
    let mut total = 0_usize;
    let mut input = raw;
    loop {
        let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER;
        let (status, read, written) = decompress(&mut state, input, &mut window, position, flags);
        total = total.checked_add(written)?;
        if total > MAX_DECODED {
            return None;
        }
        input = input.get(read..)?;
        position = (position + written) % WINDOW;
        match status {
            TINFLStatus::Done => return Some(()),
            TINFLStatus::HasMoreOutput => {}
            _ => return None,
        }
    }
}
