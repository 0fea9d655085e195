//! What a callback or a fetched result is about.

use crate::wire::content::Content;
use crate::{Error, Result};

/// Fields of a profile (iAM Smart API, form filling, fields).
pub const PROFILE_FIELDS: [&str; 6] = [
    "birthDate",
    "chName",
    "chNameVerified",
    "enName",
    "gender",
    "idNo",
];

/// Fields that an e-ME has beside those of the profile (iAM Smart API, form filling, fields); the
/// last five are of an older version.
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

/// What a callback is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CallbackKind {
    /// Some of many signatures.
    BulkSigning,
    /// Fields of a form.
    FormFilling,
    /// The signature of a PDF.
    PdfSigning,
    /// Fields of the profile, or a form that asked for no others: the two look alike.
    Profile,
    /// The request was not fulfilled; the result code says why.
    Refused,
    /// The signature of a hash.
    Signing,
    /// True if the user passed a step-up authentication.
    StepUp,
}

impl CallbackKind {
    /// What a successful result is about, by the fields that it has.
    ///
    /// # Errors
    /// [`Error::CallbackUnsupported`] for none of these kinds.
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
