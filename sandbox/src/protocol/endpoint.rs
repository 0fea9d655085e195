//! Endpoints of the API. Gateway routes and fault places come from this list.

/// Prefix of all API paths.
pub(crate) const PREFIX: &str = "/api/v1";

macro_rules! endpoints {
    ($($variant:ident $path:literal;)+) => {
        /// An endpoint of the API (iAM Smart API, §1 to §4; high confidence unless noted).
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum Endpoint { $($variant),+ }

        impl Endpoint {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),+];

            /// The path after [`PREFIX`].
            pub(crate) fn path(self) -> &'static str {
                match self { $(Self::$variant => $path),+ }
            }
        }
    };
}

endpoints! {
    GetQr "/auth/getQR";
    GetToken "/auth/getToken";
    GetKey "/security/getKey";
    // Medium confidence.
    RevokeKey "/security/revokeKey";
    Profile "/account/auth/profile/initiateRequest";
    // One integrator's; medium confidence.
    SharedFields "/profiles";
    FormFilling "/account/eme/initiateRequest";
    // The same at one integrator's path; medium confidence.
    FormFillingAuth "/account/auth/eme/initiateRequest";
    Signing "/account/signing/initiateRequest";
    PdfSigning "/account/pdfsigning/initiateRequest";
    AcknowledgeResult "/account/signing/ackResult";
    StepUp "/account/stepup/initiateRequest";
    AnonymousFormFilling "/anonymous/eme/initiateRequest";
    AnonymousFormFillingResult "/anonymous/eme/getResult";
    AnonymousSigning "/anonymous/signing/initiateRequest";
    AnonymousSigningResult "/anonymous/signing/getResult";
    AnonymousPdfSigning "/anonymous/pdfsigning/initiateRequest";
    AnonymousPdfSigningResult "/anonymous/pdfsigning/getResult";
    // CorpID's; unknown for iAM Smart.
    BulkSigning "/bdss/initiateRequest";
    BulkAcknowledgeResult "/bdss/ackResult";
}

impl Endpoint {
    /// The endpoint at a path without [`PREFIX`].
    pub(crate) fn at(path: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.path() == path)
    }
}
