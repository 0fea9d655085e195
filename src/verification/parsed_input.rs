//! The caller's certificates, CRLs and OCSP responses, decoded once and parsed once.
//!
//! Those in a CMS message, JWS or evidence file are added as DER ([`DecodedInput`]) or parsed
//! ([`ParsedInput`]). An item that cannot be decoded or parsed is left aside.

use alloc::vec::Vec;

use crate::Result;
use crate::asn1::item::{Item, ItemName, Undecodable};
use crate::asn1::pem::{CRL, OCSP_RESPONSE};
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::cms::certificates::all_certificates;
use crate::report::check::{Checks, Outcome};
use crate::report::rule::Rule;
use crate::report::sentence::unreadable::UnreadableDetail;
use crate::validation::requirements::Requirements;
use crate::validation::{Unreadable, ValidationData, validate};
use crate::verification::input::PathOptions;
use crate::verification::proof::detail::ProofDetail;
use crate::verification::report::{Indication, VerificationReport};

/// The DER of each certificate, CRL and OCSP response.
pub(super) struct DecodedInput<'o> {
    pub(super) anchors: Vec<Item<'o>>,
    pub(super) intermediates: Vec<Item<'o>>,
    pub(super) crls: Vec<Item<'o>>,
    pub(super) ocsp_responses: Vec<Item<'o>>,
}

/// 9999-12-31T23:59:59Z, the last second of a certificate that has no end (RFC 5280 §4.1.2.5).
const END_OF_TIME: Time = Time::from_unix_seconds(253_402_300_799);

/// When CRLs and OCSP responses are first known to have been there, by their places.
pub(super) type Proofs = Vec<(ItemName, Time)>;

/// The certificates, CRLs and OCSP responses, parsed.
pub(super) struct ParsedInput<'a>(pub(super) ValidationData<'a>);

impl<'o> DecodedInput<'o> {
    pub(super) fn decode(options: &'o PathOptions) -> Result<Self> {
        Ok(Self {
            anchors: all_certificates("trustAnchors", &options.trust_anchors)?,
            intermediates: all_certificates("intermediates", &options.intermediates)?,
            crls: Item::all(CRL, "crls", &options.crls)?,
            ocsp_responses: Item::all(OCSP_RESPONSE, "ocspResponses", &options.ocsp_responses)?,
        })
    }

    /// Judges time-stamps with the trust anchors of their authorities in place of the signer's.
    ///
    /// # Errors
    /// [`InvalidArgument`](crate::Error::InvalidArgument) for too many anchors; those of `judge`.
    pub(super) fn with_timestamp_anchors<R>(
        &mut self,
        options: &'o PathOptions,
        judge: impl FnOnce(&Self) -> Result<R>,
    ) -> Result<R> {
        let Some(anchors) = &options.timestamp_anchors else {
            return judge(self);
        };
        let anchors = all_certificates("timestampAnchors", anchors)?;
        let signers = core::mem::replace(&mut self.anchors, anchors);
        let judged = judge(self);
        self.anchors = signers;
        judged
    }

    pub(super) fn parse(&self) -> ParsedInput<'_> {
        let mut data = ValidationData::default();
        add(&mut data, &self.anchors, ValidationData::add_anchor);
        add(
            &mut data,
            &self.intermediates,
            ValidationData::add_intermediate,
        );
        add(&mut data, &self.crls, ValidationData::add_crl);
        add(
            &mut data,
            &self.ocsp_responses,
            ValidationData::add_ocsp_response,
        );
        ParsedInput(data)
    }
}

fn add<'a>(
    data: &mut ValidationData<'a>,
    items: &'a [Item<'_>],
    parse: fn(&mut ValidationData<'a>, ItemName, &'a [u8]),
) {
    for Item { name, octets } in items {
        match octets {
            Ok(octets) => parse(data, *name, octets),
            Err(undecodable) => {
                let detail = detail(*name, undecodable);
                data.leave_aside(Unreadable::new(*name, detail));
            }
        }
    }
}

fn detail(item: ItemName, undecodable: &Undecodable) -> UnreadableDetail {
    match undecodable {
        Undecodable::Empty => UnreadableDetail::Empty { item },
        Undecodable::NotBase64 => UnreadableDetail::NotBase64 { item },
        Undecodable::BrokenPem(reason) => UnreadableDetail::BrokenPem {
            item,
            reason: (*reason).into(),
        },
        Undecodable::OtherBlock(label) => UnreadableDetail::OtherBlock {
            item,
            label: label.clone(),
        },
        Undecodable::PrivateKey => UnreadableDetail::PrivateKey { item },
        Undecodable::OtherMessage(reason) => UnreadableDetail::OtherMessage {
            item,
            reason: (*reason).into(),
        },
    }
}

impl<'a> ParsedInput<'a> {
    /// Adds certificates that came with a signature.
    pub(super) fn add_intermediates(&mut self, items: &'a [Item<'_>]) {
        add(&mut self.0, items, ValidationData::add_intermediate);
    }

    /// Returns true if the item cannot be read.
    pub(super) fn leaves_aside(&self, name: ItemName) -> bool {
        let mut unreadable = self.0.unreadable.iter();
        unreadable.any(|unreadable| unreadable.name == name)
    }

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
        for (index, since) in validation.revoked {
            let of_path = report.path.get_mut(index);
            let signer = report.signer.as_mut().filter(|_| index == 0);
            for certificate in of_path.into_iter().chain(signer) {
                certificate.revocation_time = Some(since);
            }
        }
        report.policies = validation.policies;
        report
    }

    /// Validates the path of the certificate of what is known to have been there at `proven`, if that
    /// is known, and returns the report, including the previous checks.
    ///
    /// What is valid at the validation time needs no proof. Else it is judged at the time that is
    /// proven (ETSI EN 319 102-1 §5.5.4, §5.6.2.4): a certificate that ended or was revoked since does
    /// not undo it.
    pub(super) fn report_proven(
        &self,
        end_entity: &Certificate<'a>,
        checks: Checks,
        requirements: &Requirements,
        proven: Option<Time>,
    ) -> VerificationReport {
        let now = requirements.validation_time;
        let Some(proven) = proven else {
            return self.report(end_entity, checks, requirements);
        };
        let mut today = checks.clone();
        today.passed(Rule::ProvenTime, ProofDetail::Proven { proven });
        let mut report = self.report(end_entity, today, requirements);
        if report.indication != Indication::TotalPassed && proven < now {
            let mut then = checks;
            then.passed(Rule::ProvenTime, ProofDetail::JudgedThen { proven, now });
            let requirements = Requirements {
                validation_time: proven,
                judged_at: Some(now),
                ..requirements.clone()
            };
            report = self.report(end_entity, then, &requirements);
            report.validation_time = now;
        }
        report.proven_time = Some(proven);
        report
    }

    /// Returns true if what is known to have been there is enough to judge the path of `end_entity` at
    /// `proven`, however late: after its authorities ended, or their status is not known any more.
    pub(super) fn stands_by_proofs(
        &self,
        end_entity: &Certificate<'a>,
        requirements: &Requirements,
        proven: Time,
    ) -> bool {
        let requirements = Requirements {
            validation_time: proven,
            judged_at: Some(END_OF_TIME),
            ..requirements.clone()
        };
        let checks = validate(end_entity, &self.0, &requirements).checks;
        checks.count(Outcome::Failed) == 0 && checks.count(Outcome::Indeterminate) == 0
    }
}
