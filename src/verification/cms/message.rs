//! One message, and the report on each of its signers.

use alloc::vec::Vec;

use crate::asn1::item::ItemName;
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::cms::signing_certificate::{Naming, Version, naming};
use crate::pki::cms::{SignedAttributes, SignedData, SignerInfo};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::{Algorithm, Existence, ValidationData};
use crate::verification::cms::attributes::{Attributes, ContentKind};
use crate::verification::cms::content::{Content, Given};
use crate::verification::cms::detail::CmsDetail;
use crate::verification::cms::signature::Signature;
use crate::verification::cms::{attributes, content, signer, signing_time, version};
use crate::verification::input::PathOptions;
use crate::verification::parsed_input::{DecodedInput, ParsedInput};
use crate::verification::proof::algorithms;
use crate::verification::proof::signature_proof::SignatureProof;
use crate::verification::report::VerificationReport;

/// A message with all certificates and revocation data at hand.
pub(in crate::verification) struct CmsMessage<'a> {
    kind: ContentKind,
    given: Given<'a>,
    options: &'a PathOptions,
    /// What is known to have been there, whoever the signer is.
    existence: &'a Existence,
    data: &'a SignedData<'a>,
    /// The attributes of each signer.
    attributes: Vec<Attributes<'a>>,
    pub(in crate::verification) parsed: ParsedInput<'a>,
    /// The time-stamps over the signature of each signer; none of a time-stamp.
    pub(super) proofs: Vec<SignatureProof>,
}

/// What the checks of a signer come to.
pub(in crate::verification) struct Judged<'m, 'a> {
    /// The signer's certificate, if it is at hand.
    pub(in crate::verification) certificate: Option<&'m Certificate<'a>>,
    /// The time that the signer claims.
    claimed_time: Option<Time>,
    /// The algorithms that the signature rests upon.
    algorithms: Vec<Algorithm>,
}

impl<'a> CmsMessage<'a> {
    pub(in crate::verification) fn new(
        kind: ContentKind,
        given: Given<'a>,
        options: &'a PathOptions,
        existence: &'a Existence,
        data: &'a SignedData<'a>,
        decoded: &'a DecodedInput<'_>,
    ) -> Self {
        let mut parsed = decoded.parse();
        let attributes: Vec<_> = data.signer_infos.iter().map(Attributes::parse).collect();
        add_contents(&mut parsed.0, data, &attributes);
        parsed.0.existence.clone_from(existence);
        Self {
            kind,
            given,
            options,
            existence,
            data,
            attributes,
            parsed,
            proofs: Vec::new(),
        }
    }

    /// Returns the report on the signer at `index`; `None` if there is none.
    pub(super) fn report(&mut self, index: usize) -> Option<VerificationReport> {
        self.parsed.0.existence.clone_from(self.existence);
        if let (Some(proven), Some(named)) = (self.proven(index), self.named_certificate(index)) {
            self.parsed.0.existence.add(named, proven);
        }
        let mut checks = Checks::default();
        let judged = self.judge(&mut checks, index)?;
        let requirements = self.options.requirements(judged.claimed_time);
        let proof = self.proofs.get(index);
        if let Some(proof) = proof {
            proof.check(&mut checks);
        }
        let (parsed, proven) = (&self.parsed, self.proven(index));
        let mut report = match judged.certificate {
            Some(certificate) => parsed.report_proven(certificate, checks, &requirements, proven),
            None => VerificationReport::without_signer(checks, &requirements),
        };
        algorithms::check(&mut report, &judged.algorithms, self.options);
        if let Some(proof) = proof {
            let signer = judged.certificate.zip(proven);
            let stands = signer.is_some_and(|(certificate, proven)| {
                // Without proofs beside the message, nothing shows when its CRLs were there.
                let is_asked = !self.existence.is_empty();
                is_asked && parsed.stands_by_proofs(certificate, &requirements, proven)
            });
            proof.add_to(&mut report, stands);
        }
        Some(report)
    }

    /// Returns the earliest time at which the signature at `index` is known to have been there.
    fn proven(&self, index: usize) -> Option<Time> {
        self.proofs.get(index).and_then(|proof| proof.proven)
    }

    /// Returns the DER of the certificate that the signed attributes name by a trusted hash. If the
    /// signature is valid and was there, so was this certificate.
    fn named_certificate(&self, index: usize) -> Option<&'a [u8]> {
        let info = self.data.signer_infos.get(index)?;
        let attributes = self.attributes.get(index)?.present()?;
        let intermediates = &self.parsed.0.intermediates;
        let certificate = signer::find(intermediates, info, Some(attributes))?;
        let named = naming(attributes, Version::V2, certificate);
        let is_named = matches!(named, Some(Ok(Naming::Same | Naming::SameButIssuer)));
        is_named.then(|| certificate.der())
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
                let proven = self.proven(index);
                claimed_time = signing_time::check(checks, present, options, proven);
            }
        }
        if info.unsigned_attributes.is_some() {
            let proof = self.proofs.get(index);
            let detail = match proof.map_or(0, SignatureProof::count) {
                0 => CmsDetail::UnsignedAttributes,
                count => CmsDetail::UnsignedTimestamps { count },
            };
            checks.skipped(Rule::CmsUnsignedAttributes, detail);
        }

        let found = signer::find(&self.parsed.0.intermediates, info, attributes.present());
        let Some(certificate) = found else {
            self.without_signer(checks, info);
            return Some(Judged {
                certificate: None,
                claimed_time,
                algorithms: Vec::new(),
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
            algorithms: signature.algorithms(),
        })
    }

    fn without_signer(&self, checks: &mut Checks, info: &SignerInfo<'_>) {
        let mut unreadable = self.parsed.0.unreadable.iter();
        let named = unreadable.find(|found| info.identifier.names_shallow(&found.certificate));
        let detail = match named {
            Some(found) => CmsDetail::CertificateUnreadable {
                reason: found.reason.clone().into(),
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
