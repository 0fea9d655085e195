//! The identification code that the app shows.

use aws_lc_rs::digest::{Context, SHA512};

/// Four decimal digits: `d = MD5(SHA-512(hash ‖ openID))`, digit `i` is `(d[4i] >> 4) mod 10`
/// (iAM Smart API, §4; the algorithm with medium to high, raw joining with low confidence).
pub(crate) fn identification_code(hash: &[u8], open_id: &str) -> String {
    let mut context = Context::new(&SHA512);
    context.update(hash);
    context.update(open_id.as_bytes());
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

    #[test]
    fn codes_that_node_and_the_reference_computed() {
        for vector in vectors()["identificationCodes"].as_array().unwrap() {
            let hash = crate::protocol::from_base64(vector["hash"].as_str().unwrap()).unwrap();
            let code = identification_code(&hash, vector["openID"].as_str().unwrap());
            assert_eq!(code, vector["code"].as_str().unwrap());
        }
    }
}
