//! The header `signature` of every call (iAM Smart API, §2; high confidence).

use aws_lc_rs::hmac;

use super::{base64, percent_encode};

/// Why a signature is rejected.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mismatch {
    /// Correct, but not percent-encoded.
    NotPercentEncoded,
    /// Made over another message or with another key.
    Wrong,
}

/// The signed message: header values and exact body, concatenated without separators.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signed<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) signature_method: &'a str,
    pub(crate) timestamp: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) body: &'a [u8],
}

impl Signed<'_> {
    /// Verifies `signature`: HMAC-SHA256 in Base64, percent-encoded with upper-case hex.
    pub(crate) fn verify(&self, client_secret: &str, signature: &str) -> Result<(), Mismatch> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, client_secret.as_bytes());
        let mut context = hmac::Context::with_key(&key);
        context.update(self.client_id.as_bytes());
        context.update(self.signature_method.as_bytes());
        context.update(self.timestamp.as_bytes());
        context.update(self.nonce.as_bytes());
        context.update(self.body);
        let plain = base64(context.sign().as_ref());
        if same(&percent_encode(&plain), signature) {
            Ok(())
        } else if same(&plain, signature) {
            Err(Mismatch::NotPercentEncoded)
        } else {
            Err(Mismatch::Wrong)
        }
    }
}

fn same(expected: &str, received: &str) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(expected.as_bytes(), received.as_bytes())
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Mismatch, Signed};
    use crate::protocol::tests::vectors;

    #[test]
    fn accepts_what_node_signed_and_nothing_else() {
        let vector = &vectors()["headerSignature"];
        let text = |name: &str| vector[name].as_str().unwrap();
        let signed = Signed {
            client_id: text("clientId"),
            signature_method: "HmacSHA256",
            timestamp: text("timestamp"),
            nonce: text("nonce"),
            body: text("body").as_bytes(),
        };
        let secret = text("clientSecret");
        let signature = text("signature");
        assert!(signature.contains('%'), "the vector needs percent-encoding");
        assert_eq!(signed.verify(secret, signature), Ok(()));
        assert_eq!(
            signed.verify(secret, text("plain")),
            Err(Mismatch::NotPercentEncoded)
        );
        assert_eq!(
            signed.verify(secret, &signature.to_lowercase()),
            Err(Mismatch::Wrong)
        );
        assert_eq!(signed.verify("other", signature), Err(Mismatch::Wrong));
        let empty = Signed {
            body: b"",
            ..signed
        };
        assert_eq!(empty.verify(secret, signature), Err(Mismatch::Wrong));
        assert_eq!(empty.verify(secret, text("signatureWithoutBody")), Ok(()));
    }
}
