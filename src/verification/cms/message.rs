//! One message, and the report on each of its signers.

use alloc::vec::Vec;

use crate::asn1::item::ItemName;
use crate::asn1::time::Time;
use crate::pki::cms::{SignedAttributes, SignedData, SignerInfo};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::ValidationData;
use crate::verification::cms::attributes::Attributes;
use crate::verification::cms::content::Content;
use crate::verification::cms::detail::CmsDetail;
use crate::verification::cms::input::CmsInput;
use crate::verification::cms::signature::Signature;
use crate::verification::cms::{attributes, content, signer, signing_time, version};
use crate::verification::parsed_input::{DecodedInput, ParsedInput};
use crate::verification::report::VerificationReport;

/// A message with all certificates and revocation data at hand.
pub(super) struct CmsMessage<'a> {
    input: &'a CmsInput,
    data: &'a SignedData<'a>,
    /// The attributes of each signer.
    attributes: Vec<Attributes<'a>>,
    parsed: ParsedInput<'a>,
}

impl<'a> CmsMessage<'a> {
    pub(super) fn new(
        input: &'a CmsInput,
        data: &'a SignedData<'a>,
        decoded: &'a DecodedInput<'_>,
    ) -> Self {
        let mut parsed = decoded.parse();
        let attributes: Vec<_> = data.signer_infos.iter().map(Attributes::parse).collect();
        add_contents(&mut parsed.0, data, &attributes);
        Self {
            input,
            data,
            attributes,
            parsed,
        }
    }

    /// Returns the report on the signer at `index`; `None` if there is none.
    pub(super) fn report(&self, index: usize) -> Option<VerificationReport> {
        let info = self.data.signer_infos.get(index)?;
        let attributes = self.attributes.get(index)?;
        let mut checks = Checks::default();
        Some(self.judge(&mut checks, info, attributes, index))
    }

    fn judge(
        &self,
        checks: &mut Checks,
        info: &SignerInfo<'a>,
        attributes: &Attributes<'a>,
        index: usize,
    ) -> VerificationReport {
        let Self { input, data, .. } = *self;
        let options = &input.options;
        let strict = options.strict_profile;
        version::check(checks, data, info, strict);
        attributes.check_form(checks, data, info, strict);
        let hash = content::check_digest_algorithm(checks, data, info, strict);
        let content = match hash {
            Some(hash) => content::check(checks, input, data, hash),
            None => Content::default(),
        };
        attributes::check_content_type(checks, attributes, data);
        let mut claimed_time = None;
        if let Some(present) = attributes.present() {
            attributes::check_message_digest(checks, present, content.digest.as_deref());
            attributes::check_algorithm_protection(checks, present, info);
            claimed_time = signing_time::check(checks, present, options);
        }
        if info.has_unsigned_attributes {
            checks.skipped(Rule::CmsUnsignedAttributes, CmsDetail::UnsignedAttributes);
        }

        let found = signer::find(&self.parsed.0.intermediates, info, attributes.present());
        let Some(certificate) = found else {
            return self.without_signer(checks, info, claimed_time);
        };
        let subject = certificate.subject_text();
        let detail = match data.signer_infos.len() {
            1 => CmsDetail::OneSigner { subject },
            count => CmsDetail::SignerOfSeveral {
                number: index + 1,
                count,
                subject,
            },
        };
        checks.passed(Rule::CmsSigner, detail);
        if let Some(present) = attributes.present() {
            signer::check_signing_certificate(checks, present, certificate, strict);
        }
        let signature = Signature {
            info,
            attributes,
            content: &content,
            hash,
            key: certificate.public_key(),
            sm2_identifier: &options.sm2_identifier,
            strict,
        };
        signature.check(checks);
        let requirements = options.requirements(claimed_time);
        self.parsed
            .report(certificate, core::mem::take(checks), &requirements)
    }

    fn without_signer(
        &self,
        checks: &mut Checks,
        info: &SignerInfo<'_>,
        claimed_time: Option<Time>,
    ) -> VerificationReport {
        let mut unreadable = self.parsed.0.unreadable.iter();
        let named = unreadable.find(|found| info.identifier.names_shallow(&found.certificate));
        let detail = match named {
            Some(found) => CmsDetail::CertificateUnreadable {
                reason: found.reason.clone(),
            },
            None => CmsDetail::CertificateMissing,
        };
        let reason = SubIndication::NoSigningCertificateFound;
        checks.indeterminate(Rule::CmsSigner, reason, detail);
        self.parsed.0.check_unreadable(checks);
        let requirements = self.input.options.requirements(claimed_time);
        VerificationReport::without_signer(core::mem::take(checks), &requirements)
    }
}

/// Adds the certificates, CRLs and OCSP responses of the message.
fn add_contents<'a>(
    data: &mut ValidationData<'a>,
    message: &SignedData<'a>,
    attributes: &[Attributes<'a>],
) {
    for (index, der) in message.certificates.iter().enumerate() {
        data.add_intermediate(ItemName::new("cms.certificates", index), der);
    }
    let present = attributes.iter().filter_map(Attributes::present);
    let archived = present.map(SignedAttributes::archived_revocation);
    let (mut crls, mut responses) = (0.., 0..);
    for found in core::iter::once(message.revocation.clone()).chain(archived) {
        for (index, der) in (&mut crls).zip(found.crls) {
            data.add_crl(ItemName::new("cms.crls", index), der);
        }
        for (index, der) in (&mut responses).zip(found.ocsp_responses) {
            data.add_ocsp_response(ItemName::new("cms.ocspResponses", index), der);
        }
    }
}
