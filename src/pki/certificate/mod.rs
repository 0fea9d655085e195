//! One certificate, read strictly (RFC 5280 §4).

pub(crate) mod extensions;
mod fields;
pub(crate) mod key_usage;
pub(crate) mod known_anchor;
pub(crate) mod tbs;

pub use extensions::{AuthorityKey, BasicConstraints};
pub use key_usage::KeyUsage;
pub use known_anchor::{Fingerprint, HONGKONG_POST, fingerprint, known_as};
pub use tbs::Extension;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::asn1::der::Malformed;
use crate::asn1::oid::Identifier;
use crate::asn1::time::Time;
use crate::pki::certificate::extensions::Extensions;
use crate::pki::certificate::tbs::Shape;
use crate::pki::name;
use crate::pki::name::constraints::NameView;
use crate::pki::name::general_name::GeneralName;
use crate::pki::name::{MatchKey, Name};
use crate::pki::policy::PolicyView;
use crate::pki::signature::public_key::PublicKeyInfo;
use crate::{Error, Result};

/// The longest certificate that is read, in octets. Ordinary ones have 1 to 4 thousand; one with
/// thousands of name constraints (x509-limbo, "pathological") comes to 100 thousand.
pub const MAX_OCTETS: usize = 256 * 1024;

/// One certificate, a view of its DER.
#[derive(Debug)]
pub struct Certificate<'a> {
    der: &'a [u8],
    shape: Shape<'a>,
    issuer: Name<'a>,
    issuer_key: MatchKey,
    subject: Name<'a>,
    subject_key: MatchKey,
    public_key: PublicKeyInfo<'a>,
    extensions: Extensions<'a>,
}

/// How the key that a certificate says it was signed with compares to the key of a candidate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyIdentity {
    /// They are identified alike.
    Same,
    /// One of the two does not say.
    Unknown,
    /// They are identified differently.
    Different,
}

impl<'a> Certificate<'a> {
    /// Reads the DER of one certificate and nothing else; `name` is what an error calls it.
    ///
    /// # Errors
    /// [`Error::CertificateMalformed`].
    pub fn read(name: &str, der: &'a [u8]) -> Result<Self> {
        Self::read_strictly(der).map_err(|Malformed(reason)| Error::CertificateMalformed {
            name: name.to_owned(),
            reason: reason.to_owned(),
        })
    }

    fn read_strictly(der: &'a [u8]) -> core::result::Result<Self, Malformed> {
        if der.len() > MAX_OCTETS {
            return Err(Malformed("it is longer than any certificate may be"));
        }
        let shape = Shape::read(der)?;
        let issuer = Name::read(shape.issuer)?;
        let subject = Name::read(shape.subject)?;
        let extensions = Extensions::read(&shape.extensions)?;
        let public_key = PublicKeyInfo::read(&shape.public_key_info)?;
        Ok(Self {
            der,
            shape,
            issuer,
            issuer_key: issuer.match_key(),
            subject,
            subject_key: subject.match_key(),
            public_key,
            extensions,
        })
    }

    /// The whole certificate.
    #[must_use]
    pub fn der(&self) -> &'a [u8] {
        self.der
    }

    /// SHA-256 of the whole certificate: its fingerprint.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.der).into()
    }

    /// The version as it is spoken of; `None` where it is neither 1, 2 nor 3 (RFC 5280 §4.1.2.1).
    #[must_use]
    pub fn version(&self) -> Option<u8> {
        match self.shape.version {
            [encoded @ 0..=2] => Some(encoded + 1),
            _ => None,
        }
    }

    /// The content octets of the serial number, two's complement, big-endian.
    #[must_use]
    pub fn serial(&self) -> &'a [u8] {
        self.shape.serial
    }

    /// The issuer's name.
    #[must_use]
    pub fn issuer(&self) -> &Name<'a> {
        &self.issuer
    }

    /// The subject's name.
    #[must_use]
    pub fn subject(&self) -> &Name<'a> {
        &self.subject
    }

    /// The subject's name as RFC 4514 writes it.
    #[must_use]
    pub fn subject_text(&self) -> String {
        name::to_text(self.subject())
    }

    /// The first second of its validity.
    #[must_use]
    pub fn not_before(&self) -> Time {
        self.shape.not_before
    }

    /// The last second of its validity.
    #[must_use]
    pub fn not_after(&self) -> Time {
        self.shape.not_after
    }

    /// The subject's public key.
    #[must_use]
    pub fn public_key(&self) -> &PublicKeyInfo<'a> {
        &self.public_key
    }

    /// Subject and issuer are the same name (RFC 5280 §3.2).
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.subject_key == self.issuer_key
    }

    /// `issuer` has the name of this certificate's issuer.
    #[must_use]
    pub fn names_as_issuer(&self, issuer: &Certificate<'_>) -> bool {
        self.issuer_key == issuer.subject_key
    }

    /// Both certify the same key for the same subject.
    #[must_use]
    pub fn is_same_entity(&self, other: &Certificate<'_>) -> bool {
        self.subject_key == other.subject_key
            && self.shape.public_key_info.whole == other.shape.public_key_info.whole
    }

    /// How authorityKeyIdentifier compares to what `issuer` says of itself (RFC 5280 §4.2.1.1).
    ///
    /// By key identifier where both have one, else by the issuer certificate's own issuer and
    /// serial number.
    #[must_use]
    pub fn key_identity(&self, issuer: &Certificate<'_>) -> KeyIdentity {
        self.extensions.authority_key.identity(issuer)
    }

    /// basicConstraints (RFC 5280 §4.2.1.9).
    #[must_use]
    pub fn basic_constraints(&self) -> Option<BasicConstraints> {
        self.extensions.basic_constraints
    }

    /// keyUsage (RFC 5280 §4.2.1.3).
    #[must_use]
    pub fn key_usage(&self) -> Option<KeyUsage> {
        self.extensions.key_usage
    }

    /// The policies of certificatePolicies (RFC 5280 §4.2.1.4), as dotted identifiers.
    #[must_use]
    pub fn policies(&self) -> Vec<String> {
        let policies = self.extensions.policies.policies.iter().flatten();
        policies.map(|policy| Identifier(policy).text()).collect()
    }

    /// What policy processing looks at.
    #[must_use]
    pub fn policy_view(&self) -> PolicyView<'_, 'a> {
        PolicyView {
            extensions: &self.extensions.policies,
            is_self_issued: self.is_self_issued(),
        }
    }

    /// extKeyUsage (RFC 5280 §4.2.1.12), as content octets; `None` without the extension.
    #[must_use]
    pub fn purposes(&self) -> Option<&[&'a [u8]]> {
        self.extensions.purposes.as_deref()
    }

    /// What name constraints look at.
    #[must_use]
    pub fn name_view(&self) -> NameView<'_, 'a> {
        NameView {
            subject: &self.subject,
            alternative_names: &self.extensions.alternative_names,
            constraints: self.extensions.name_constraints.as_ref(),
            is_self_issued: self.is_self_issued(),
        }
    }

    /// The names of subjectAltName (RFC 5280 §4.2.1.6).
    #[must_use]
    pub fn alternative_names(&self) -> &[GeneralName<'a>] {
        &self.extensions.alternative_names
    }

    /// All extensions, in their order.
    #[must_use]
    pub fn extensions(&self) -> &[Extension<'a>] {
        &self.shape.extensions
    }

    /// There is an extension with these content octets as identifier.
    pub(crate) fn has_extension(&self, identifier: &[u8]) -> bool {
        let mut extensions = self.extensions().iter();
        extensions.any(|extension| extension.identifier == identifier)
    }

    pub(crate) fn shape(&self) -> &Shape<'a> {
        &self.shape
    }
}

impl AuthorityKey<'_> {
    /// How the key compares to what `issuer` says of itself.
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
