//! A certificate's fields and extensions as encoded (RFC 5280 §4.1, §4.2).

use crate::pki::certificate::Certificate;
use crate::pki::certificate::extensions::AuthorityKey;
use crate::pki::name::constraints::NameConstraints;
use crate::pki::policy::extensions::PolicyExtensions;

impl<'a> Certificate<'a> {
    /// Returns the DER of `tbsCertificate`, which the issuer signed (RFC 5280 §4.1.1.1).
    #[must_use]
    pub fn tbs_certificate(&self) -> &'a [u8] {
        self.signed_object().tbs
    }

    /// Returns the DER of `tbsCertificate.signature`, an AlgorithmIdentifier (RFC 5280 §4.1.2.3).
    #[must_use]
    pub fn signed_algorithm(&self) -> &'a [u8] {
        self.tbs().signature
    }

    /// Returns the DER of `signatureAlgorithm`, an AlgorithmIdentifier (RFC 5280 §4.1.1.2).
    #[must_use]
    pub fn signature_algorithm(&self) -> &'a [u8] {
        self.signed_object().algorithm.whole
    }

    /// Returns the octets of `signatureValue` (RFC 5280 §4.1.1.3).
    #[must_use]
    pub fn signature_value(&self) -> &'a [u8] {
        self.signed_object().signature
    }

    /// Returns the DER of `subjectPublicKeyInfo` (RFC 5280 §4.1.2.7).
    #[must_use]
    pub fn subject_public_key_info(&self) -> &'a [u8] {
        self.tbs().public_key_info.whole
    }

    /// Returns the content octets of `issuerUniqueID`, a BIT STRING (RFC 5280 §4.1.2.8).
    #[must_use]
    pub fn issuer_unique_id(&self) -> Option<&'a [u8]> {
        self.tbs().issuer_unique_id
    }

    /// Returns the content octets of `subjectUniqueID`, a BIT STRING (RFC 5280 §4.1.2.8).
    #[must_use]
    pub fn subject_unique_id(&self) -> Option<&'a [u8]> {
        self.tbs().subject_unique_id
    }

    /// Returns the octets of subjectKeyIdentifier (RFC 5280 §4.2.1.2).
    #[must_use]
    pub fn subject_key_identifier(&self) -> Option<&'a [u8]> {
        self.extensions.subject_key_identifier
    }

    /// Returns authorityKeyIdentifier (RFC 5280 §4.2.1.1); without the extension, every field is
    /// `None`.
    #[must_use]
    pub fn authority_key(&self) -> &AuthorityKey<'a> {
        &self.extensions.authority_key
    }

    /// Returns certificatePolicies, policyMappings, policyConstraints and inhibitAnyPolicy (RFC
    /// 5280 §4.2.1.4, §4.2.1.5, §4.2.1.11, §4.2.1.14).
    #[must_use]
    pub fn policy_extensions(&self) -> &PolicyExtensions<'a> {
        &self.extensions.policies
    }

    /// Returns nameConstraints (RFC 5280 §4.2.1.10).
    #[must_use]
    pub fn name_constraints(&self) -> Option<&NameConstraints<'a>> {
        self.extensions.name_constraints.as_ref()
    }
}
