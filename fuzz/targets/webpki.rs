//! Certificates in one input: the verdict on their path must agree with rustls-webpki's.
//!
//! The two have different purposes. Checks that one of them lacks, or makes stricter, are listed;
//! all other verdicts must agree.

#![no_main]

use std::time::Duration;

use iamsmart::asn1::Encoded;
use iamsmart::report::{Check, Outcome};
use iamsmart::validation::Revocation;
use iamsmart::verification::{
    Indication, PathOptions, VerificationReport, validate_certificate_path,
};
use iamsmart_fuzz::der::Node;
use iamsmart_fuzz::parts::{self, Role};
use iamsmart_fuzz::{chain, mutation, verdict};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{
    ALL_VERIFICATION_ALGS, EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter,
    anchor_from_trusted_cert,
};

/// Rules that rustls-webpki lacks, or applies less strictly than RFC 5280: the certificate's
/// profile (§4), its keyUsage and purposes, and policies. From trust anchors it takes only name,
/// key and name constraints.
const OURS_ALONE: [&str; 6] = [
    "profile",
    "public-key",
    "key-usage",
    "extended-key-usage",
    "policies",
    "revocation",
];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::several(&mut data[..max_size], size, seed, fuzzer_mutate)
});

fuzz_target!(|data: &[u8]| {
    let heap = Heap::read(data);
    let Ok(ours) =
        validate_certificate_path(&Encoded::Bytes(heap.end_entity.clone()), &heap.options())
    else {
        // `iamsmart` parses certificates completely and strictly, so it may reject one that webpki
        // accepts.
        return;
    };
    verdict::check(&ours, &heap.options());
    let is_passed = ours.indication == Indication::TotalPassed;
    match (is_passed, heap.webpki()) {
        (true, Err(error)) => assert!(
            is_stricter(&error, &ours, &heap),
            "rustls-webpki says {error:?} of what passed"
        ),
        (false, Ok(())) => assert!(
            has_own_reason(&ours),
            "rustls-webpki takes what we do not pass: {}",
            against(&ours)
        ),
        _ => {}
    }
});

/// Certificates of an input.
struct Heap {
    end_entity: Vec<u8>,
    intermediates: Vec<Vec<u8>>,
    anchors: Vec<Vec<u8>>,
}

impl Heap {
    fn read(input: &[u8]) -> Self {
        let mut heap = Self {
            end_entity: Vec::new(),
            intermediates: Vec::new(),
            anchors: Vec::new(),
        };
        for (role, part) in parts::split(input) {
            match role {
                Role::Certificate => heap.end_entity = part,
                Role::Intermediate => heap.intermediates.push(part),
                Role::Anchor => heap.anchors.push(part),
                _ => {}
            }
        }
        heap
    }

    fn options(&self) -> PathOptions {
        let encoded = |ders: &[Vec<u8>]| ders.iter().cloned().map(Encoded::Bytes).collect();
        PathOptions {
            trust_anchors: encoded(&self.anchors),
            intermediates: encoded(&self.intermediates),
            revocation: Revocation::Off,
            key_usage: Some(Vec::new()),
            ..PathOptions::at(chain::validation_time())
        }
    }

    fn webpki(&self) -> Result<(), Error> {
        let end_entity = CertificateDer::from(self.end_entity.as_slice());
        let end_entity = EndEntityCert::try_from(&end_entity)?;
        let ders = |ders: &[Vec<u8>]| -> Vec<CertificateDer<'static>> {
            ders.iter().cloned().map(CertificateDer::from).collect()
        };
        let anchors = ders(&self.anchors);
        let anchors: Vec<_> = anchors
            .iter()
            .filter_map(|anchor| anchor_from_trusted_cert(anchor).ok())
            .collect();
        let time =
            UnixTime::since_unix_epoch(Duration::from_secs(chain::VALIDATION_SECONDS.into()));
        end_entity
            .verify_for_usage(
                ALL_VERIFICATION_ALGS,
                &anchors,
                &ders(&self.intermediates),
                time,
                AnyPurpose,
                None,
                None,
            )
            .map(|_| ())
    }

    fn all(&self) -> impl Iterator<Item = &Vec<u8>> {
        let authorities = self.intermediates.iter().chain(&self.anchors);
        authorities.chain([&self.end_entity])
    }

    fn has_anchor_unread_by_webpki(&self) -> bool {
        let mut anchors = self.anchors.iter();
        anchors.any(|der| anchor_from_trusted_cert(&der.as_slice().into()).is_err())
    }

    /// True if every issuer name of the path equals, octet for octet, the subject above it.
    fn is_chained_by_octets(&self, report: &VerificationReport) -> bool {
        let of_path = report.path.iter().map(|found| {
            let is_it = |der: &&Vec<u8>| verdict::fingerprint(der).as_ref() == Some(&found.sha256);
            self.all().find(is_it).expect("the path is made of these")
        });
        let path: Vec<_> = of_path.collect();
        path.windows(2)
            .all(|pair| name(pair[0], 1) == name(pair[1], 3))
    }
}

/// True if a certificate has issuerUniqueID or subjectUniqueID (RFC 5280 §4.1.2.8).
fn has_unique_identifier(der: &[u8]) -> bool {
    let tree = Node::read(der);
    let tbs = tree.as_ref().and_then(|tree| tree.nodes().first());
    let mut fields = tbs.into_iter().flat_map(Node::nodes);
    fields.any(|field| matches!(field.tag, 0x81 | 0x82))
}

/// True if the pathLenConstraint of a certificate has more than one octet.
fn has_long_path_length(der: &[u8]) -> bool {
    const BASIC_CONSTRAINTS: &[u8] = &[0x06, 0x03, 0x55, 0x1d, 0x13];
    let tree = Node::read(der);
    let tbs = tree.as_ref().and_then(|tree| tree.nodes().first());
    let fields = tbs.into_iter().flat_map(Node::nodes);
    let extensions = fields
        .filter(|field| field.tag == 0xa3)
        .flat_map(Node::nodes)
        .flat_map(Node::nodes);
    extensions
        .map(Node::nodes)
        .filter(|parts| parts.first().map(Node::encode).as_deref() == Some(BASIC_CONSTRAINTS))
        .filter_map(|parts| parts.last()?.nodes().first()?.nodes().last())
        .any(|last| last.tag == 0x02 && last.encode().len() > 3)
}

/// A SEQUENCE in TBSCertificate by index: issuer is 1, subject is 3.
fn name(der: &[u8], index: usize) -> Option<Vec<u8>> {
    let tree = Node::read(der)?;
    let mut fields = tree.nodes().first()?.nodes().iter();
    let name = fields.by_ref().filter(|field| field.tag == 0x30).nth(index);
    name.map(Node::encode)
}

/// True if rustls-webpki rejects for a reason that RFC 5280 does not have.
fn is_stricter(error: &Error, report: &VerificationReport, heap: &Heap) -> bool {
    // `iamsmart` applies the path checks to a trust anchor, but not its own signature (§6.1.1 (d)).
    // webpki does not support unique identifiers (§4.1.2.8), and compares names by octets, not by
    // §7.1: its verdict is then about a different path.
    if heap.has_anchor_unread_by_webpki()
        || heap.all().any(|der| has_unique_identifier(der))
        || !heap.is_chained_by_octets(report)
    {
        return true;
    }
    let is_self_issued = report
        .path
        .iter()
        .any(|found| found.subject == found.issuer);
    match error {
        // webpki does not process policies, and rejects critical ones. It rejects a CA as end
        // entity, which no rule of §6.1 forbids.
        Error::UnsupportedCriticalExtension | Error::CaUsedAsEndEntity => true,
        // webpki parses a pathLenConstraint of one octet; §4.2.1.9 sets no limit.
        Error::BadDer => heap.all().any(|der| has_long_path_length(der)),
        // webpki counts self-issued certificates (§6.1.4 (l)), and allows at most 6 intermediates.
        Error::PathLenConstraintViolated | Error::MaximumPathDepthExceeded => {
            is_self_issued || report.path.len() > 8
        }
        _ => false,
    }
}

/// True if a check that is not passed is one that rustls-webpki does not make.
fn has_own_reason(report: &VerificationReport) -> bool {
    let last = report.path.len().saturating_sub(1);
    speaking_against(report).any(|check| {
        let name = check.name.to_string();
        let rule = name.rsplit('.').next().unwrap_or_default();
        OURS_ALONE.contains(&rule) || check.name.certificate() == Some(last)
    })
}

fn speaking_against(report: &VerificationReport) -> impl Iterator<Item = &Check> {
    report
        .checks
        .iter()
        .filter(|check| matches!(check.outcome, Outcome::Failed | Outcome::Indeterminate))
}

fn against(report: &VerificationReport) -> String {
    let lines = speaking_against(report).map(|check| format!("\n{}: {}", check.name, check.detail));
    lines.collect()
}

/// Accepts every purpose.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}
