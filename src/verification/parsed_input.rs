//! The caller's certificates, CRLs and OCSP responses, decoded and parsed.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Result;
use crate::asn1::pem::{Encoded, all_certificates, all_crls, all_ocsp_responses, one_certificate};
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::ocsp::OcspResponse;
use crate::report::check::Checks;
use crate::validation::{ValidationData, validate};
use crate::verification::input::PathOptions;
use crate::verification::report::VerificationReport;

/// The DER of each certificate, CRL and OCSP response, with its name in errors.
pub(super) struct DecodedInput {
    end_entity: Vec<u8>,
    anchors: Vec<(String, Vec<u8>)>,
    intermediates: Vec<(String, Vec<u8>)>,
    crls: Vec<(String, Vec<u8>)>,
    ocsp_responses: Vec<(String, Vec<u8>)>,
}

/// The certificates, CRLs and OCSP responses, parsed.
pub(super) struct ParsedInput<'a> {
    pub(super) end_entity: Certificate<'a>,
    data: ValidationData<'a>,
}

impl DecodedInput {
    pub(super) fn decode(certificate: &Encoded, options: &PathOptions) -> Result<Self> {
        Ok(Self {
            end_entity: one_certificate("certificate", certificate)?,
            anchors: all_certificates("trustAnchors", &options.trust_anchors)?,
            intermediates: all_certificates("intermediates", &options.intermediates)?,
            crls: all_crls("crls", &options.crls)?,
            ocsp_responses: all_ocsp_responses("ocspResponses", &options.ocsp_responses)?,
        })
    }

    pub(super) fn parse(&self) -> Result<ParsedInput<'_>> {
        fn each<'a, T>(
            named: &'a [(String, Vec<u8>)],
            parse: fn(&str, &'a [u8]) -> Result<T>,
        ) -> Result<Vec<T>> {
            named.iter().map(|(name, der)| parse(name, der)).collect()
        }
        Ok(ParsedInput {
            end_entity: Certificate::parse("certificate", &self.end_entity)?,
            data: ValidationData {
                anchors: each(&self.anchors, Certificate::parse)?,
                intermediates: each(&self.intermediates, Certificate::parse)?,
                crls: each(&self.crls, Crl::parse)?,
                ocsp_responses: each(&self.ocsp_responses, OcspResponse::parse)?,
            },
        })
    }
}

impl ParsedInput<'_> {
    /// Validates the path and returns the report, including the previous checks.
    pub(super) fn report(
        &self,
        mut checks: Checks,
        options: &PathOptions,
        claimed_time: Option<Time>,
    ) -> VerificationReport {
        let requirements = options.requirements(claimed_time);
        let validation = validate(&self.end_entity, &self.data, &requirements);
        checks.append(validation.checks);
        let mut report = VerificationReport::new(
            checks,
            options.validation_time,
            &self.end_entity,
            &validation.path,
        );
        report.policies = validation.policies;
        report.claimed_time = claimed_time;
        report
    }
}
