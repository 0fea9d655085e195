//! Requirements of iAM Smart signers' certificates.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::bindings::tsify::{self, Js};
use crate::bindings::write::write;
use crate::encoding::hex;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::verification;

result! {
    /// Requirements of a signer's certificate beyond a valid path: options to spread into
    /// `PathOptions`.
    pub struct CertificateProfile {
        /// Value for `anchorFingerprints` of `PathOptions`.
        anchor_fingerprints: Vec<String>,
        /// Value for `keyUsage` of `PathOptions`.
        #[tsify(type = "KeyUsage[]")]
        key_usage: Vec<&'static str>,
    }
}

/// Returns the public part of the iAM Smart-Cert profile: a Hongkong Post root (2 or 3) as trust
/// anchor, and a key for signing. Their certificate policy is not published, so none is required.
///
/// `verifySignature({ ...iamSmartProfile(), trustAnchors, signature, certificate, digest })`
#[wasm_bindgen(js_name = iamSmartProfile)]
#[must_use]
pub fn iam_smart_profile() -> Js<CertificateProfile> {
    let profile = verification::CertificateProfile::default();
    let fingerprints = profile.anchor_fingerprints.iter();
    let usages = profile.key_usage.into_iter();
    write(&CertificateProfile {
        anchor_fingerprints: fingerprints.map(|octets| hex(octets)).collect(),
        key_usage: usages.flat_map(KeyUsage::names).collect(),
    })
}
