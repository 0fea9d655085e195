//! The identification code that the app shows.

use aws_lc_rs::digest::{Context, SHA512};

/// Four decimal digits: `d = MD5(SHA-512(hash ‖ bound))`, digit `i` is `(d[4i] >> 4) mod 10`
/// (iAM Smart API, §4; the algorithm with medium to high, raw joining with low confidence).
/// `bound_to` is the tokenised ID, or HKIC hash and client ID.
pub(crate) fn identification_code(hash: &[u8], bound_to: &[&[u8]]) -> String {
    let mut context = Context::new(&SHA512);
    context.update(hash);
    for part in bound_to {
        context.update(part);
    }
    let digest = md5::compute(context.finish().as_ref());
    digest
        .iter()
        .step_by(4)
        .map(|byte| char::from(b'0' + (byte >> 4) % 10))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::identification_code;
    use crate::protocol::tests::vectors;
    use aws_lc_rs::digest::{SHA256, digest};

    #[test]
    fn codes_that_node_and_the_reference_computed() {
        for vector in vectors()["identificationCodes"].as_array().unwrap() {
            let hash = crate::protocol::from_base64(vector["hash"].as_str().unwrap()).unwrap();
            let open_id = vector["openID"].as_str().unwrap().as_bytes();
            let code = identification_code(&hash, &[open_id]);
            assert_eq!(code, vector["code"].as_str().unwrap());
        }
    }

    /// Test vector of the API reference for an anonymous request.
    #[test]
    fn the_anonymous_code_of_the_reference() {
        let sha256 = |text: &str| digest(&SHA256, text.as_bytes());
        let (hash, hkic) = (sha256("hello"), sha256("A123456"));
        let client_id = b"edae2e2529ff46228af1e4d18c8405d1";
        let code = identification_code(hash.as_ref(), &[hkic.as_ref(), client_id]);
        assert_eq!(code, "4801");
    }
}
