//! BER (X.690 §8), which CMS allows outside the signed attributes (RFC 5652 §2, §5.3).
//!
//! | module | content |
//! |---|---|
//! | `header` | identifier and length octets in every form |
//! | `element` | a reader of elements where they lie, without copying |
//! | `walk` | all elements of an element, in order, without recursion |
//! | `octet_string` | the segments of an OCTET STRING as a view |
//! | `transcode` | the DER of a small element |
//!
//! [`Reader`] descends only where the caller asks for it, so what is never asked for, such as the
//! certificates in a message, keeps its own encoding. What is read further is turned into DER first,
//! and everything else of this crate reads DER.
//!
//! Time is linear in the size of the input for each level that a caller descends, and for a whole
//! walk. Memory is that of the result, and a bounded stack.

mod element;
mod header;
mod octet_string;
mod transcode;
mod unread;
mod walk;

use alloc::vec::Vec;

use crate::Error;
use crate::asn1::der::Malformed;

pub(crate) use element::{Element, Reader};
pub use octet_string::OctetString;
pub(crate) use transcode::to_der;
pub(crate) use unread::{Result, Unread};

/// Returns the DER of the one element that is `ber`, as far as it can be told without its syntax:
/// lengths, strings and truth values (X.690 §10, §11.1).
///
/// # Errors
/// [`Error::CmsMalformed`], also for an element that is nested deeper than 1000 levels.
pub fn ber_to_der(ber: &[u8]) -> crate::Result<Vec<u8>> {
    let mut reader = Reader(ber);
    let element = reader.any();
    let der = element.and_then(|element| reader.end().and_then(|()| to_der(element.whole)));
    der.map_err(|unread| match unread {
        Unread::Malformed(Malformed(reason)) | Unread::Limit(reason) => {
            Error::CmsMalformed { reason }
        }
    })
}

#[cfg(test)]
mod tests;
