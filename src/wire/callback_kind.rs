//! Kinds of callbacks and results.

use crate::wire::content::Content;
use crate::{Error, Result};

/// Profile fields (iAM Smart API, form filling, fields).
pub const PROFILE_FIELDS: [&str; 6] = [
    "birthDate",
    "chName",
    "chNameVerified",
    "enName",
    "gender",
    "idNo",
];

/// Fields of an e-ME besides the profile fields (iAM Smart API, form filling, fields); the last
/// five are of an older version.
pub const E_ME_FIELDS: [&str; 16] = [
    "addressDocFile",
    "addressDocInfo",
    "educationLevel",
    "emailAddress",
    "homeTelNumber",
    "maritalStatus",
    "mobileNumber",
    "officeTelNumber",
    "postalAddress",
    "prefix",
    "residentialAddress",
    "carOwner",
    "employmentStatus",
    "passportExpiry",
    "passportNumber",
    "propertyOwner",
];

/// The kind of a callback or result.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CallbackKind {
    /// Several signatures of a bulk request.
    BulkSigning,
    /// Fields of a form.
    FormFilling,
    /// The signature of a PDF.
    PdfSigning,
    /// Fields of the profile, or of a form that requested only profile fields: the two cannot be
    /// distinguished.
    Profile,
    /// A failure; see the result code.
    Refused,
    /// The signature of a hash.
    Signing,
    /// The outcome of a step-up authentication.
    StepUp,
}

impl CallbackKind {
    /// Returns the kind of a successful result, from its fields.
    ///
    /// # Errors
    /// [`Error::CallbackUnsupported`] if no kind matches.
    pub fn of(content: &Content) -> Result<Self> {
        let any = |names: &[&str]| names.iter().any(|name| content.has(name));
        if any(&["sigFile"]) {
            Ok(Self::BulkSigning)
        } else if any(&["pdfSignature", "docDigest"]) {
            Ok(Self::PdfSigning)
        } else if any(&["hashCode"]) {
            Ok(Self::Signing)
        } else if any(&["isPassed"]) {
            Ok(Self::StepUp)
        } else if any(&E_ME_FIELDS) || any(&["eMEFields"]) {
            Ok(Self::FormFilling)
        } else if any(&PROFILE_FIELDS) || any(&["profileFields"]) {
            Ok(Self::Profile)
        } else {
            Err(Error::CallbackUnsupported)
        }
    }
}
