//! The signer's certificate, and what the signed attributes say of it.

use crate::asn1::der::Malformed;
use crate::pki::certificate::Certificate;
use crate::pki::cms::signing_certificate::{Naming, Version, naming};
use crate::pki::cms::{SignedAttributes, SignerInfo};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::cms::attributes::ContentKind;
use crate::verification::cms::detail::CmsDetail;

/// Finds the signer's certificate among the intermediates. Of several, prefers one that the signed
/// attributes identify too.
pub(super) fn find<'d, 'a>(
    intermediates: &'d [Certificate<'a>],
    info: &SignerInfo<'_>,
    attributes: Option<&SignedAttributes<'_>>,
) -> Option<&'d Certificate<'a>> {
    let mut found = None;
    for certificate in intermediates {
        if !info.identifier.names(certificate) {
            continue;
        }
        let naming = attributes.and_then(|a| naming(a, Version::V2, certificate));
        if found.is_none() || naming == Some(Ok(Naming::Same)) {
            found = Some(certificate);
        }
    }
    found
}

/// Checks that the signed attributes identify no other certificate (RFC 5035 §3, RFC 2634 §5.4).
pub(super) fn check_signing_certificate(
    checks: &mut Checks,
    attributes: &SignedAttributes<'_>,
    certificate: &Certificate<'_>,
    kind: ContentKind,
    strict: bool,
) {
    const RULE: Rule = Rule::CmsSigningCertificate;
    let namings =
        [Version::V2, Version::V1].map(|version| naming(attributes, version, certificate));
    if let Some(Err(Malformed(reason))) = namings.iter().flatten().find(|n| n.is_err()) {
        let detail = CmsDetail::AttributeMalformed {
            attribute: "signingCertificate",
            reason: (*reason).into(),
        };
        return checks.failed(RULE, SubIndication::FormatFailure, detail);
    }
    let says = |naming| namings.contains(&Some(Ok(naming)));
    if says(Naming::Other) {
        checks.failed(
            RULE,
            SubIndication::SigCryptoFailure,
            CmsDetail::CertificateDiffers,
        );
    } else if says(Naming::SameButIssuer) {
        let reason = SubIndication::SigCryptoFailure;
        checks.duty(strict, RULE, reason, CmsDetail::CertificateNamedOtherwise);
    } else if says(Naming::Same) {
        checks.passed(RULE, CmsDetail::CertificateNamed);
    } else if says(Naming::Unknown) {
        checks.skipped(RULE, CmsDetail::CertificateNamedWeakly);
    } else if kind == ContentKind::Timestamp {
        // RFC 3161 §2.4.2, RFC 5816 §2.2.1: "MUST be included as a signerInfo attribute".
        let reason = SubIndication::FormatFailure;
        checks.failed(RULE, reason, CmsDetail::CertificateNotNamed);
    } else {
        checks.skipped(RULE, CmsDetail::CertificateNotNamed);
    }
}
