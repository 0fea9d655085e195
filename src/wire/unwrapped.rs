//! What was made outside of a wrapped content key, and the content keys that it can hold.

use subtle::{Choice, ConditionallySelectable as _, ConstantTimeEq as _};
use zeroize::Zeroizing;

use crate::wire::content_key::ContentKey;

/// Length of a key in padded Base64, in characters.
const TEXT_LENGTH: usize = 44;

/// Minimum length of PS in bytes (RFC 8017 §7.2.1 step 2).
const MIN_PADDING: usize = 8;

/// What was made of a wrapped content key where the KEK is held.
#[derive(Clone, Copy)]
pub enum Unwrapped<'a> {
    /// The message M: the result of RSAES-PKCS1-V1_5-DECRYPT (RFC 8017 §7.2.2).
    Message(&'a [u8]),
    /// The encoded message EM: the result of RSADP alone (RFC 8017 §5.1.2), in as many bytes as the
    /// wrapped key, or in fewer if its leading zero bytes are missing.
    EncodedMessage(&'a [u8]),
}

/// A plaintext, seen as either form of a key at once, with the choice which it is.
pub(super) struct Candidate {
    raw: Zeroizing<[u8; ContentKey::LENGTH]>,
    text: Zeroizing<[u8; TEXT_LENGTH]>,
    is_raw: Choice,
    is_text: Choice,
}

impl Unwrapped<'_> {
    /// Returns the key in it, if there is one. `length` is that of the wrapped key, in bytes.
    pub(super) fn candidate(self, length: usize) -> Candidate {
        match self {
            Self::Message(message) => Candidate::of_message(message),
            Self::EncodedMessage(block) => Candidate::of_encoded_message(block, length),
        }
    }
}

impl Candidate {
    /// Returns a candidate that is no key.
    pub(super) fn none() -> Self {
        Self {
            raw: Zeroizing::new([0; ContentKey::LENGTH]),
            text: Zeroizing::new([0; TEXT_LENGTH]),
            is_raw: Choice::from(0),
            is_text: Choice::from(0),
        }
    }

    /// Reads a message. Its length decides which form it is.
    pub(super) fn of_message(message: &[u8]) -> Self {
        let mut candidate = Self::none();
        for (octet, given) in candidate.raw.iter_mut().zip(message) {
            *octet = *given;
        }
        for (octet, given) in candidate.text.iter_mut().zip(message) {
            *octet = *given;
        }
        candidate.is_raw = message.len().ct_eq(&ContentKey::LENGTH);
        candidate.is_text = message.len().ct_eq(&TEXT_LENGTH);
        candidate
    }

    /// Decodes EM = 0x00 || 0x02 || PS || 0x00 || M (RFC 8017 §7.2.2 step 3) for the two lengths
    /// that M can have. Reads every byte whatever the others are, and does not tell which of them
    /// is wrong.
    ///
    /// A content key and a random one are all that come of it, so that it needs no synthetic
    /// plaintext (draft-irtf-cfrg-rsa-guidance §7.2).
    fn of_encoded_message(block: &[u8], length: usize) -> Self {
        // The lengths are no secret: what is left out is the function's choice.
        let (leading, block) = match (block, length.checked_sub(block.len())) {
            ([leading, block @ ..], Some(0)) => (*leading, block),
            (block, Some(1)) => (0, block),
            _ => return Self::none(),
        };
        let Some((front, last)) = block.split_last_chunk::<TEXT_LENGTH>() else {
            return Self::none();
        };
        let [block_type, padding @ .., before_text] = front else {
            return Self::none();
        };
        if padding.len() < MIN_PADDING {
            return Self::none();
        }
        let (gap, raw) = last.split_at(TEXT_LENGTH - ContentKey::LENGTH);
        let [rest_of_padding @ .., before_raw] = gap else {
            return Self::none();
        };

        let begins = leading.ct_eq(&0) & block_type.ct_eq(&2) & all_nonzero(padding);
        let mut candidate = Self::none();
        candidate.raw.copy_from_slice(raw);
        candidate.text.copy_from_slice(last);
        candidate.is_text = begins & before_text.ct_eq(&0);
        candidate.is_raw =
            begins & !before_text.ct_eq(&0) & all_nonzero(rest_of_padding) & before_raw.ct_eq(&0);
        candidate
    }

    /// Returns the key and whether it is one, without branching.
    pub(super) fn key(&self) -> (Zeroizing<[u8; ContentKey::LENGTH]>, Choice) {
        let (decoded, is_base64) = from_base64(&self.text);
        let is_text = self.is_text & is_base64;
        let mut key = Zeroizing::new([0; ContentKey::LENGTH]);
        for ((key, raw), decoded) in key.iter_mut().zip(self.raw.iter()).zip(decoded.iter()) {
            *key = u8::conditional_select(raw, decoded, is_text);
        }
        (key, self.is_raw | is_text)
    }
}

fn all_nonzero(octets: &[u8]) -> Choice {
    octets
        .iter()
        .fold(Choice::from(1), |all, octet| all & !octet.ct_eq(&0))
}

/// Decodes a key in Base64, and whether it is one. The time does not depend on the characters,
/// except for its end, which tells Base64 from other text: of any other message, its sender knows
/// that it is none.
fn from_base64(text: &[u8; TEXT_LENGTH]) -> (Zeroizing<[u8; ContentKey::LENGTH]>, Choice) {
    use base64ct::{Base64Unpadded, Encoding as _};

    let [characters @ .., pad] = text;
    let mut decoded = Zeroizing::new([0; ContentKey::LENGTH]);
    let is_base64 = Base64Unpadded::decode(characters, &mut *decoded).is_ok();
    (
        decoded,
        Choice::from(u8::from(is_base64)) & pad.ct_eq(&b'='),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The length of an RSA-2048 modulus in bytes.
    const LENGTH: usize = 256;

    fn encoded(message: &[u8]) -> Vec<u8> {
        let padding = vec![0xa5; LENGTH - 3 - message.len()];
        [&[0, 2], &*padding, &[0], message].concat()
    }

    fn key_of(block: &[u8]) -> Option<[u8; 32]> {
        let (key, usable) = Candidate::of_encoded_message(block, LENGTH).key();
        bool::from(usable).then_some(*key)
    }

    fn key() -> [u8; 32] {
        std::array::from_fn(|i| u8::try_from(i * 7).unwrap())
    }

    #[test]
    fn both_forms_of_a_key_are_found_with_and_without_the_leading_zero() {
        let text = crate::encoding::base64(&key());
        for message in [&key()[..], text.as_bytes()] {
            let block = encoded(message);
            assert_eq!(key_of(&block), Some(key()));
            assert_eq!(key_of(&block[1..]), Some(key()));
        }
    }

    #[test]
    fn a_byte_of_the_padding_that_is_wrong_makes_it_no_key() {
        let text = crate::encoding::base64(&key());
        for message in [&key()[..], text.as_bytes()] {
            let block = encoded(message);
            let separator = LENGTH - message.len() - 1;
            for at in 0..=separator {
                let mut wrong = block.clone();
                wrong[at] = u8::from(at < 2 || at == separator);
                assert_eq!(key_of(&wrong), None, "{at}");
            }
        }
    }

    #[test]
    fn a_block_of_another_length_is_no_key() {
        let block = encoded(&key());
        for length in 0..LENGTH - 1 {
            assert_eq!(key_of(&block[..length]), None, "{length}");
            assert_eq!(key_of(&block[LENGTH - length..]), None, "{length}");
        }
        assert_eq!(key_of(&[&[0], &*block].concat()), None);
        assert_eq!(key_of(&encoded(&[1; 31])), None);
        assert_eq!(key_of(&encoded(&[1; 33])), None);
        assert_eq!(key_of(&encoded(&[])), None);
    }

    #[test]
    fn the_padding_has_at_least_eight_bytes() {
        let text = crate::encoding::base64(&key());
        for (padding, usable) in [(7, 0), (8, 1), (9, 1)] {
            let block = [&[0, 2], &*vec![1; padding], &[0], text.as_bytes()].concat();
            let (_, found) = Candidate::of_encoded_message(&block, block.len()).key();
            assert_eq!(found.unwrap_u8(), usable, "{padding}");
        }
    }
}
