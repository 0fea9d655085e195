//! Parse errors.

/// The reason why bytes are not valid, as a clause: the `reason` of
/// [`crate::Error::CertificateMalformed`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Malformed(pub(crate) &'static str);

pub(crate) type Result<T> = core::result::Result<T, Malformed>;
