//! The caller's certificates, CRLs and OCSP responses, decoded once and parsed once.
//!
//! Those in a CMS message, JWS or evidence file are added as DER ([`DecodedInput`]) or parsed
//! ([`ParsedInput`]).

use alloc::string::String;
use alloc::vec::Vec;

use crate::Result;
use crate::asn1::pem::{all_certificates, all_crls, all_ocsp_responses};
use crate::pki::certificate::Certificate;
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::ocsp::OcspResponse;
use crate::report::check::Checks;
use crate::validation::requirements::Requirements;
use crate::validation::{ValidationData, validate};
use crate::verification::input::PathOptions;
use crate::verification::report::VerificationReport;

/// A DER object with its name in errors.
pub(super) type NamedDer = (String, Vec<u8>);

/// The DER of each certificate, CRL and OCSP response.
pub(super) struct DecodedInput {
    pub(super) anchors: Vec<NamedDer>,
    pub(super) intermediates: Vec<NamedDer>,
    pub(super) crls: Vec<NamedDer>,
    pub(super) ocsp_responses: Vec<NamedDer>,
}

/// The certificates, CRLs and OCSP responses, parsed.
pub(super) struct ParsedInput<'a>(pub(super) ValidationData<'a>);

impl DecodedInput {
    pub(super) fn decode(options: &PathOptions) -> Result<Self> {
        Ok(Self {
            anchors: all_certificates("trustAnchors", &options.trust_anchors)?,
            intermediates: all_certificates("intermediates", &options.intermediates)?,
            crls: all_crls("crls", &options.crls)?,
            ocsp_responses: all_ocsp_responses("ocspResponses", &options.ocsp_responses)?,
        })
    }

    pub(super) fn has_revocation_data(&self) -> bool {
        !self.crls.is_empty() || !self.ocsp_responses.is_empty()
    }

    pub(super) fn parse(&self) -> Result<ParsedInput<'_>> {
        fn each<'a, T>(
            named: &'a [NamedDer],
            parse: fn(&str, &'a [u8]) -> Result<T>,
        ) -> Result<Vec<T>> {
            named.iter().map(|(name, der)| parse(name, der)).collect()
        }
        Ok(ParsedInput(ValidationData {
            anchors: each(&self.anchors, Certificate::parse)?,
            intermediates: each(&self.intermediates, Certificate::parse)?,
            crls: each(&self.crls, Crl::parse)?,
            ocsp_responses: each(&self.ocsp_responses, OcspResponse::parse)?,
        }))
    }
}

impl<'a> ParsedInput<'a> {
    /// Validates the path of `end_entity` and returns the report, including the previous checks.
    pub(super) fn report(
        &self,
        end_entity: &Certificate<'a>,
        mut checks: Checks,
        requirements: &Requirements,
    ) -> VerificationReport {
        let validation = validate(end_entity, &self.0, requirements);
        checks.append(validation.checks);
        let mut report =
            VerificationReport::new(checks, requirements, end_entity, &validation.path);
        if let Some(last) = report.path.last_mut() {
            last.is_trust_anchor = validation.has_trust_anchor;
        }
        report.policies = validation.policies;
        report
    }
}
