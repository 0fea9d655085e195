//! Fetching the result of an anonymous request.

use serde::Serialize;

use crate::Result;
use crate::wire::account::{AccessToken, BusinessId, OpenId};
use crate::wire::backoff::Repeatable;
use crate::wire::call::Call;

/// The kind of an anonymous request; each has its own path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AnonymousKind {
    /// Form filling, `eme`.
    FormFilling,
    /// The signature of a hash, `signing`.
    Signing,
    /// The signature of a PDF, `pdfsigning`.
    PdfSigning,
}

impl AnonymousKind {
    fn path(self) -> &'static str {
        match self {
            Self::FormFilling => "/anonymous/eme/getResult",
            Self::Signing => "/anonymous/signing/getResult",
            Self::PdfSigning => "/anonymous/pdfsigning/getResult",
        }
    }
}

/// Creates the call that fetches the result of an anonymous request, `getResult` (iAM Smart API,
/// form filling, anonymous). It only reads, so it may be repeated.
///
/// # Errors
/// None that depends on the arguments.
pub fn result_call(
    kind: AnonymousKind,
    access_token: &AccessToken,
    open_id: &OpenId,
    business_id: Option<&BusinessId>,
) -> Result<Call> {
    let content = ResultContent {
        access_token: access_token.as_str(),
        open_id: open_id.as_str(),
        business_id: business_id.map(BusinessId::as_str),
    };
    Call::new(kind.path(), Repeatable::Always, &content)
}

#[derive(Serialize)]
struct ResultContent<'a> {
    #[serde(rename = "accessToken")]
    access_token: &'a str,
    #[serde(rename = "openID")]
    open_id: &'a str,
    #[serde(rename = "businessID", skip_serializing_if = "Option::is_none")]
    business_id: Option<&'a str>,
}
