//! Kinds of requests.

use serde::{Deserialize, Serialize};

/// What a request asks the user for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Profile fields.
    Profile,
    /// Fields of a form.
    FormFilling,
    /// A signature over a digest.
    Signing,
    /// A signature over a PDF.
    PdfSigning,
    /// Signatures over several documents.
    BulkSigning,
    /// A new authentication.
    StepUp,
}
