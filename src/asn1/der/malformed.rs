//! Why bytes are not DER.

/// Why bytes are not DER: half a sentence, the `reason` of [`crate::Error::CertificateMalformed`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Malformed(pub(crate) &'static str);

pub(crate) type Result<T> = core::result::Result<T, Malformed>;
