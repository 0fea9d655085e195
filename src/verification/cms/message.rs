//! One message, and the report on each of its signers.

use alloc::vec::Vec;

use crate::asn1::item::ItemName;
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::cms::{SignedAttributes, SignedData, SignerInfo};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::ValidationData;
use crate::verification::cms::attributes::{Attributes, ContentKind};
use crate::verification::cms::content::{Content, Given};
use crate::verification::cms::detail::CmsDetail;
use crate::verification::cms::signature::Signature;
use crate::verification::cms::{attributes, content, signer, signing_time, version};
use crate::verification::input::PathOptions;
use crate::verification::parsed_input::{DecodedInput, ParsedInput};
use crate::verification::report::VerificationReport;

/// A message with all certificates and revocation data at hand.
pub(in crate::verification) struct CmsMessage<'a> {
    kind: ContentKind,
    given: Given<'a>,
    options: &'a PathOptions,
    data: &'a SignedData<'a>,
    /// The attributes of each signer.
    attributes: Vec<Attributes<'a>>,
    pub(in crate::verification) parsed: ParsedInput<'a>,
}

/// What the checks of a signer come to.
pub(in crate::verification) struct Judged<'m, 'a> {
    /// The signer's certificate, if it is at hand.
    pub(in crate::verification) certificate: Option<&'m Certificate<'a>>,
    /// The time that the signer claims.
    claimed_time: Option<Time>,
}

impl<'a> CmsMessage<'a> {
    pub(in crate::verification) fn new(
        kind: ContentKind,
        given: Given<'a>,
        options: &'a PathOptions,
        data: &'a SignedData<'a>,
        decoded: &'a DecodedInput<'_>,
    ) -> Self {
        let mut parsed = decoded.parse();
        let attributes: Vec<_> = data.signer_infos.iter().map(Attributes::parse).collect();
        add_contents(&mut parsed.0, data, &attributes);
        Self {
            kind,
            given,
            options,
            data,
            attributes,
            parsed,
        }
    }

    /// Returns the report on the signer at `index`; `None` if there is none.
    pub(super) fn report(&self, index: usize) -> Option<VerificationReport> {
        let mut checks = Checks::default();
        let judged = self.judge(&mut checks, index)?;
        let requirements = self.options.requirements(judged.claimed_time);
        Some(match judged.certificate {
            Some(certificate) => self.parsed.report(certificate, checks, &requirements),
            None => VerificationReport::without_signer(checks, &requirements),
        })
    }

    /// Checks everything about the signer at `index` except the path of their certificate; `None` if
    /// there is none.
    pub(in crate::verification) fn judge(
        &self,
        checks: &mut Checks,
        index: usize,
    ) -> Option<Judged<'_, 'a>> {
        let info = self.data.signer_infos.get(index)?;
        let attributes = self.attributes.get(index)?;
        let Self {
            kind,
            given,
            options,
            data,
            ..
        } = *self;
        let strict = options.strict_profile;
        version::check(checks, data, info, strict);
        attributes.check_form(checks, data, info, strict);
        let hash = content::check_digest_algorithm(checks, data, info, strict);
        let content = match hash {
            Some(hash) => content::check(checks, given, data, hash),
            None => Content::default(),
        };
        attributes::check_content_type(checks, attributes, data, kind);
        let mut claimed_time = None;
        if let Some(present) = attributes.present() {
            attributes::check_message_digest(checks, present, content.digest.as_deref());
            attributes::check_algorithm_protection(checks, present, info);
            if kind == ContentKind::Document {
                claimed_time = signing_time::check(checks, present, options);
            }
        }
        if info.has_unsigned_attributes {
            checks.skipped(Rule::CmsUnsignedAttributes, CmsDetail::UnsignedAttributes);
        }

        let found = signer::find(&self.parsed.0.intermediates, info, attributes.present());
        let Some(certificate) = found else {
            self.without_signer(checks, info);
            return Some(Judged {
                certificate: None,
                claimed_time,
            });
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
            signer::check_signing_certificate(checks, present, certificate, kind, strict);
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
        Some(Judged {
            certificate: Some(certificate),
            claimed_time,
        })
    }

    fn without_signer(&self, checks: &mut Checks, info: &SignerInfo<'_>) {
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
