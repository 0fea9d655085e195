//! The input of the verification of CMS signatures.

use alloc::vec::Vec;

use crate::asn1::Encoded;
use crate::validation::Existence;
use crate::verification::input::PathOptions;

/// A CMS signature and its content.
#[derive(Clone, Debug)]
pub struct CmsInput {
    /// A ContentInfo that holds SignedData, in DER or BER, optionally followed by zeros, as in
    /// `/Contents` of a PDF; or the text of one: PEM, Base64, or an S/MIME file of one part.
    pub cms: Encoded,
    /// The signed content, if the message does not embed it.
    pub content: Option<Vec<u8>>,
    /// The digest of the content by the message's digest algorithm, as sent in `docDigest`: 32, 48
    /// or 64 bytes.
    pub digest: Option<Vec<u8>>,
    /// What is known to have been there by time-stamps beside the message: signature values,
    /// certificates, CRLs and OCSP responses.
    pub existence: Existence,
    /// The index of the signer to judge, of several; `None`: the only one.
    pub signer: Option<usize>,
    /// Options of path validation. The certificates, CRLs and OCSP responses in the message are
    /// added to those given. The default of `revocation` depends only on those given.
    pub options: PathOptions,
}
