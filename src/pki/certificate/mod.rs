//! Certificates, parsed strictly (RFC 5280 §4).
//!
//! | module | content |
//! |---|---|
//! | `tbs` | the parser of tbsCertificate |
//! | `extensions`, `key_usage` | the extensions that path validation uses |
//! | `fields` | access to fields and extensions as encoded |
//! | `known_anchor` | fingerprints of known trust anchors |
//! | `shallow` | what can be read of a certificate that cannot be read as a whole |
//!
//! Parsing checks the syntax only. `validation::rules` checks the certificate profile, so that a
//! report can name the rule that a certificate breaks.

pub(crate) mod extensions;
mod fields;
pub(crate) mod key_usage;
pub(crate) mod known_anchor;
mod shallow;
pub(crate) mod tbs;

pub use extensions::{AuthorityKey, BasicConstraints, UnreadableExtension};
pub use key_usage::KeyUsage;
pub use known_anchor::{Fingerprint, HONGKONG_POST, fingerprint, known_as};
pub use shallow::ShallowCertificate;
pub use tbs::Extension;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::asn1::der::{Malformed, octets_of_bits, strict, tag, untidiness};
use crate::asn1::oid::Identifier;
use crate::asn1::time::Time;
use crate::pki::certificate::extensions::Extensions;
use crate::pki::certificate::tbs::TbsCertificate;
use crate::pki::name;
use crate::pki::name::constraints::NameView;
use crate::pki::name::general_name::GeneralName;
use crate::pki::name::{MatchKey, Name};
use crate::pki::policy::PolicyView;
use crate::pki::signature::outcome::Signed;
use crate::pki::signature::public_key::PublicKeyInfo;
use crate::pki::signature::signed_object::{SameAlgorithm, SignedObject};
use crate::{Error, Result};

/// Maximum size of a certificate in bytes. Typical sizes are 1000 to 4000; one with thousands of
/// name constraints (x509-limbo, "pathological") has 100,000.
pub const MAX_OCTETS: usize = 256 * 1024;

/// A certificate, as a view of its DER.
#[derive(Debug)]
pub struct Certificate<'a> {
    der: &'a [u8],
    signed: SignedObject<'a>,
    tbs: TbsCertificate<'a>,
    issuer: Name<'a>,
    issuer_key: MatchKey,
    subject: Name<'a>,
    subject_key: MatchKey,
    public_key: PublicKeyInfo<'a>,
    extensions: Extensions<'a>,
}

/// Result of comparing authorityKeyIdentifier with a candidate issuer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyIdentity {
    /// The identifiers are equal.
    Same,
    /// One of the two certificates has no identifier.
    Unknown,
    /// The identifiers differ.
    Different,
}

impl<'a> Certificate<'a> {
    /// Parses the DER of one certificate; `name` is its name in errors.
    ///
    /// # Errors
    /// [`Error::CertificateMalformed`].
    pub fn parse(name: &str, der: &'a [u8]) -> Result<Self> {
        Self::parse_strictly(der).map_err(|Malformed(reason)| {
            let reason = match ShallowCertificate::read(der).unreadable_field {
                Some(field) => [reason, " (in '", field, "')"].concat(),
                None => reason.to_owned(),
            };
            Error::CertificateMalformed {
                name: name.to_owned(),
                reason,
            }
        })
    }

    /// Parses `Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue BIT
    /// STRING }`.
    fn parse_strictly(der: &'a [u8]) -> core::result::Result<Self, Malformed> {
        if der.len() > MAX_OCTETS {
            return Err(Malformed("it is longer than any certificate may be"));
        }
        let certificate = strict(der)?;
        if certificate.tag != tag::SEQUENCE {
            return Err(Malformed("it is not a SEQUENCE"));
        }
        let mut fields = certificate.reader();
        let encoded_tbs = fields.expect(tag::SEQUENCE)?;
        let signed = SignedObject {
            tbs: encoded_tbs.whole,
            algorithm: tbs::algorithm_identifier(&mut fields)?,
            signature: octets_of_bits(&fields.expect(tag::BIT_STRING)?)?,
        };
        fields.end()?;
        let tbs = TbsCertificate::parse(&encoded_tbs)?;
        let issuer = Name::parse(tbs.issuer)?;
        let subject = Name::parse(tbs.subject)?;
        let extensions = Extensions::parse(&tbs.extensions);
        let public_key = PublicKeyInfo::parse(&tbs.public_key_info)?;
        Ok(Self {
            der,
            signed,
            tbs,
            issuer,
            issuer_key: issuer.match_key(),
            subject,
            subject_key: subject.match_key(),
            public_key,
            extensions,
        })
    }

    /// Returns the DER of the certificate.
    #[must_use]
    pub fn der(&self) -> &'a [u8] {
        self.der
    }

    /// Returns the fingerprint, the SHA-256 of the DER.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.der).into()
    }

    /// Returns the version, 1 to 3; `None` for any other (RFC 5280 §4.1.2.1).
    #[must_use]
    pub fn version(&self) -> Option<u8> {
        match self.tbs.version {
            [encoded @ 0..=2] => Some(encoded + 1),
            _ => None,
        }
    }

    /// Returns the content octets of the serial number, two's complement, big-endian.
    #[must_use]
    pub fn serial(&self) -> &'a [u8] {
        self.tbs.serial
    }

    /// Returns the issuer's name.
    #[must_use]
    pub fn issuer(&self) -> &Name<'a> {
        &self.issuer
    }

    /// Returns the subject's name.
    #[must_use]
    pub fn subject(&self) -> &Name<'a> {
        &self.subject
    }

    /// Returns the subject's name in RFC 4514 notation.
    #[must_use]
    pub fn subject_text(&self) -> String {
        name::to_text(self.subject())
    }

    /// Returns the subject as people name it: by the common name, or all of it without one.
    #[must_use]
    pub fn subject_for_people(&self) -> String {
        let common_name = name::common_name(self.subject()).filter(|name| !name.is_empty());
        common_name.unwrap_or_else(|| self.subject_text())
    }

    /// Returns the first second of the validity period.
    #[must_use]
    pub fn not_before(&self) -> Time {
        self.tbs.not_before
    }

    /// Returns the last second of the validity period.
    #[must_use]
    pub fn not_after(&self) -> Time {
        self.tbs.not_after
    }

    /// Returns the subject's public key.
    #[must_use]
    pub fn public_key(&self) -> &PublicKeyInfo<'a> {
        &self.public_key
    }

    /// Returns true if subject and issuer are the same name (RFC 5280 §3.2).
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.subject_key == self.issuer_key
    }

    /// Returns what the issuer's name is compared by.
    pub(crate) fn issuer_key(&self) -> MatchKey {
        self.issuer_key
    }

    /// Returns what the subject's name is compared by.
    pub(crate) fn subject_key(&self) -> MatchKey {
        self.subject_key
    }

    /// Returns true if the subject of `issuer` is this certificate's issuer.
    #[must_use]
    pub fn names_as_issuer(&self, issuer: &Certificate<'_>) -> bool {
        self.issuer_key == issuer.subject_key
    }

    /// Returns true if both have the same subject and public key.
    #[must_use]
    pub fn is_same_entity(&self, other: &Certificate<'_>) -> bool {
        self.subject_key == other.subject_key
            && self.tbs.public_key_info.whole == other.tbs.public_key_info.whole
    }

    /// Compares authorityKeyIdentifier with `issuer` (RFC 5280 §4.2.1.1).
    ///
    /// Compares key identifiers if both certificates have one, else the issuer and serial number of
    /// `issuer`.
    #[must_use]
    pub fn key_identity(&self, issuer: &Certificate<'_>) -> KeyIdentity {
        self.extensions.authority_key.identity(issuer)
    }

    /// Returns basicConstraints (RFC 5280 §4.2.1.9).
    #[must_use]
    pub fn basic_constraints(&self) -> Option<BasicConstraints> {
        self.extensions.basic_constraints
    }

    /// Returns keyUsage (RFC 5280 §4.2.1.3).
    #[must_use]
    pub fn key_usage(&self) -> Option<KeyUsage> {
        self.extensions.key_usage
    }

    /// Returns the policies of certificatePolicies (RFC 5280 §4.2.1.4), as dotted identifiers.
    #[must_use]
    pub fn policies(&self) -> Vec<String> {
        let policies = self.extensions.policies.policies.iter().flatten();
        policies.map(|policy| Identifier(policy).text()).collect()
    }

    /// Returns the input of policy processing.
    #[must_use]
    pub fn policy_view(&self) -> PolicyView<'_, 'a> {
        PolicyView {
            extensions: &self.extensions.policies,
            is_self_issued: self.is_self_issued(),
        }
    }

    /// Returns extKeyUsage (RFC 5280 §4.2.1.12), as content octets; `None` without the extension.
    #[must_use]
    pub fn purposes(&self) -> Option<&[&'a [u8]]> {
        self.extensions.purposes.as_deref()
    }

    /// Returns the input of name constraints processing.
    #[must_use]
    pub fn name_view(&self) -> NameView<'_, 'a> {
        NameView {
            subject: &self.subject,
            alternative_names: &self.extensions.alternative_names,
            constraints: self.extensions.name_constraints.as_ref(),
            is_self_issued: self.is_self_issued(),
        }
    }

    /// Returns the names of subjectAltName (RFC 5280 §4.2.1.6).
    #[must_use]
    pub fn alternative_names(&self) -> &[GeneralName<'a>] {
        &self.extensions.alternative_names
    }

    /// Returns all extensions, in order.
    #[must_use]
    pub fn extensions(&self) -> &[Extension<'a>] {
        &self.tbs.extensions
    }

    /// Returns the extensions whose content cannot be read. None of them counts as absent: whatever
    /// depends on one is undecided.
    #[must_use]
    pub fn unreadable_extensions(&self) -> &[UnreadableExtension<'a>] {
        &self.extensions.unreadable
    }

    /// Returns the first rule of DER that a value of the certificate breaks without being read in
    /// more than one way, as a clause.
    #[must_use]
    pub fn untidiness(&self) -> Option<&'static str> {
        let extensions = self.extensions().iter();
        let values = extensions.map(|extension| extension.value);
        let elements = core::iter::once(self.der).chain(values);
        let mut elements = elements.filter_map(|octets| strict(octets).ok());
        elements.find_map(|element| untidiness(&element))
    }

    /// Returns true if an extension has this identifier (content octets).
    pub(crate) fn has_extension(&self, identifier: &[u8]) -> bool {
        let mut extensions = self.extensions().iter();
        extensions.any(|extension| extension.identifier == identifier)
    }

    /// Returns the fields of tbsCertificate.
    pub(crate) fn tbs(&self) -> &TbsCertificate<'a> {
        &self.tbs
    }

    /// Returns tbsCertificate with its signature.
    pub(crate) fn signed_object(&self) -> &SignedObject<'a> {
        &self.signed
    }

    /// Compares `signature` in tbsCertificate with signatureAlgorithm (RFC 5280 §4.1.1.2).
    pub(crate) fn algorithm_consistency(&self) -> SameAlgorithm {
        self.signed.compare_algorithm(self.tbs.signature)
    }

    /// Returns true if both algorithm identifiers stand for the same algorithm.
    pub(crate) fn has_consistent_algorithm(&self) -> bool {
        self.algorithm_consistency() != SameAlgorithm::No
    }

    /// Verifies the signature with the key of `issuer`.
    ///
    /// Uses signatureAlgorithm; that `signature` in tbsCertificate is the same is a separate rule
    /// (RFC 5280 §4.1.1.2).
    #[must_use]
    pub fn verify_signature(&self, issuer: &Certificate<'_>) -> Signed {
        self.signed.verify(issuer.public_key())
    }
}

impl AuthorityKey<'_> {
    /// Compares the identifier with `issuer`.
    pub(crate) fn identity(&self, issuer: &Certificate<'_>) -> KeyIdentity {
        let AuthorityKey {
            identifier,
            issuer: authority_issuer,
            serial,
        } = self;
        let same = match (identifier, issuer.extensions.subject_key_identifier) {
            (Some(wanted), Some(found)) => *wanted == found,
            _ => match (authority_issuer, serial) {
                (Some(name), Some(serial)) => {
                    *serial == issuer.serial() && name.match_key() == issuer.issuer_key
                }
                _ => return KeyIdentity::Unknown,
            },
        };
        if same {
            KeyIdentity::Same
        } else {
            KeyIdentity::Different
        }
    }
}
