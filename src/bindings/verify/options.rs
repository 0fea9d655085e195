//! Candidates and requirements of a path search.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::object_identifier::ObjectIdentifier;
use crate::asn1::pem::Encoded;
use crate::asn1::time::Time;
use crate::bindings::tsify;
use crate::bindings::values::{Language, Moment, or_now};
use crate::pki::certificate;
use crate::pki::certificate::Fingerprint;
use crate::pki::certificate::key_usage;
use crate::pki::policy::inputs::{PolicyInputs, is_policy_or_arc};
use crate::pki::signature::Sm2Identifier;
use crate::report::sentence;
use crate::validation;
use crate::validation::requirements;
use crate::{Error, Result, verification};

argument! {
    /// Candidates and requirements of a path search.
    ///
    /// An item of a list that cannot be read is left aside, and the report names it: one odd
    /// certificate does not spoil a bundle.
    pub struct PathOptions {
        /// Trusted certificates: DER, PEM with one or several, or certs-only CMS (`.p7c`, `.p7b`).
        /// At most 1000.
        trust_anchors: Vec<Encoded>,
        /// Intermediate certificates: DER, PEM with one or several, or certs-only CMS (`.p7c`,
        /// `.p7b`). At most 1000.
        #[tsify(optional)]
        intermediates: Option<Vec<Encoded>>,
        /// Time for which signature, path and revocation are validated. Default: now.
        #[tsify(optional)]
        validation_time: Option<Moment>,
        /// Complete and delta CRLs: DER or PEM; a PEM string may contain several. At most 200.
        #[tsify(optional)]
        crls: Option<Vec<Encoded>>,
        /// OCSP responses: DER or PEM. At most 200.
        #[tsify(optional)]
        ocsp_responses: Option<Vec<Encoded>>,
        /// Handling of missing or unusable revocation data. Default: 'hard', whatever the input
        /// contains: whoever hands over a file could take its CRLs out.
        #[tsify(optional)]
        revocation: Option<Revocation>,
        /// Maximum age at the validation time, in milliseconds, of a CRL or an OCSP response that
        /// does not say when the next one is issued (`nextUpdate`).
        #[tsify(optional)]
        revocation_max_age_ms: Option<u64>,
        /// Acceptable certificate policies as dotted object identifiers (RFC 5280 §6.1.1 (c)).
        /// '1.3.6.1.4.1.16030.1.*' accepts every policy below 1.3.6.1.4.1.16030.1: the last number
        /// of Hongkong Post's policies is the version of its certification practice statement.
        /// Default: any policy.
        #[tsify(optional)]
        initial_policy_set: Option<Vec<String>>,
        /// True if the path must be valid for at least one acceptable policy (RFC 5280 §6.1.1 (e)).
        /// Default: false.
        #[tsify(optional)]
        require_explicit_policy: Option<bool>,
        /// True if policy mapping is not allowed (RFC 5280 §6.1.1 (f)). Default: false.
        #[tsify(optional)]
        inhibit_policy_mapping: Option<bool>,
        /// True if anyPolicy is ignored in certificates (RFC 5280 §6.1.1 (g)). Default: false.
        #[tsify(optional)]
        inhibit_any_policy: Option<bool>,
        /// Key usages of which the end entity must assert at least one; an empty list requires
        /// none. Default: digitalSignature, nonRepudiation.
        #[tsify(optional)]
        key_usage: Option<Vec<KeyUsage>>,
        /// Purposes as dotted object identifiers, of which the end entity's extKeyUsage must include
        /// at least one if it has the extension (RFC 5280 §4.2.1.12, RFC 9336 §4); an empty list
        /// requires none. Default: documentSigning ('1.3.6.1.5.5.7.3.36', and those of Microsoft,
        /// '1.3.6.1.4.1.311.10.3.12', and Adobe, '1.2.840.113583.1.1.5'), emailProtection
        /// ('1.3.6.1.5.5.7.3.4'), clientAuth ('1.3.6.1.5.5.7.3.2'), anyExtendedKeyUsage
        /// ('2.5.29.37.0').
        #[tsify(optional)]
        purposes: Option<Vec<String>>,
        /// Purposes as dotted object identifiers, of which the end entity's extKeyUsage must include
        /// none, whatever else it includes (RFC 9336 §4). Default: serverAuth
        /// ('1.3.6.1.5.5.7.3.1'), codeSigning ('1.3.6.1.5.5.7.3.3'), timeStamping
        /// ('1.3.6.1.5.5.7.3.8'), OCSPSigning ('1.3.6.1.5.5.7.3.9'), without those that `purposes`
        /// names; none if `purposes` is empty.
        #[tsify(optional)]
        excluded_purposes: Option<Vec<String>>,
        /// True if a duty of an issuer or a signer is a failure when broken, even if no step of the
        /// validation depends on it: such as the form of serial numbers, the presence of key
        /// identifiers or of a CRL number. Default: false; the report has a 'warning'.
        #[tsify(optional)]
        strict_profile: Option<bool>,
        /// Accepted trust anchors, as SHA-256 fingerprints in hexadecimal, with or without colons.
        /// Default, and if empty: all trust anchors.
        #[tsify(optional)]
        anchor_fingerprints: Option<Vec<String>>,
        /// Maximum number of intermediate certificates between end entity and trust anchor;
        /// self-issued ones are not counted (RFC 5280 §6.1.4 (l)). Default: no maximum.
        #[tsify(optional)]
        max_path_length: Option<u32>,
        /// Distinguishing identifier of a signer with an SM2 key (GB/T 32918.2 §5.5). Default:
        /// '1234567812345678', the identifier of signers without one of their own.
        #[tsify(optional)]
        sm2_identifier: Option<String>,
        /// Trusted certificates of time-stamping authorities, for time-stamps over signatures and of
        /// evidence; as `trustAnchors`. Default: `trustAnchors`, of which `anchorFingerprints` accepts some.
        #[tsify(optional)]
        timestamp_anchors: Option<Vec<Encoded>>,
        /// Ends of algorithms, in place of those of ETSI TS 119 312 V1.5.1: RSA keys below 3000 bits and
        /// RSASSA-PKCS1-v1_5 end with 2028, the others have no end. The default ends count for
        /// time-stamps; if this option is given, all ends count for the signature of evidence too.
        #[tsify(optional)]
        algorithm_ends: Option<Vec<AlgorithmEnd>>,
        /// Language of titles and details in the report. Default: 'en'.
        #[tsify(optional)]
        pub(super) language: Option<Language>,
    }
}

argument! {
    /// End of an algorithm.
    pub struct AlgorithmEnd {
        /// Algorithm.
        algorithm: AlgorithmName,
        /// Last moment at which it is suitable. Default: it has no end.
        #[tsify(optional)]
        end: Option<Moment>,
    }
}

names! {
    /// Algorithm with an end of its own.
    pub enum AlgorithmName {
        /// SHA-256.
        Sha256 = "SHA-256",
        /// SHA-384.
        Sha384 = "SHA-384",
        /// SHA-512.
        Sha512 = "SHA-512",
        /// SM3.
        Sm3 = "SM3",
        /// RSA keys with a modulus below 3000 bits.
        RsaBelow3000 = "RSA-below-3000",
        /// RSASSA-PKCS1-v1_5.
        RsaPkcs1 = "RSA-PKCS1",
        /// RSASSA-PSS.
        RsaPss = "RSA-PSS",
        /// ECDSA.
        Ecdsa = "ECDSA",
        /// Ed25519.
        Ed25519 = "Ed25519",
        /// SM2.
        Sm2 = "SM2",
    }
}

names! {
    /// Handling of missing or unusable revocation data. 'hard': the verdict is INDETERMINATE;
    /// 'soft': the report notes it; 'off': revocation is not checked.
    pub enum Revocation {
        /// The verdict is INDETERMINATE.
        Hard = "hard",
        /// The report notes it.
        Soft = "soft",
        /// Revocation is not checked.
        Off = "off",
    }
}

names! {
    /// Key usage, by its name in RFC 5280 §4.2.1.3.
    pub enum KeyUsage {
        /// Signatures other than on certificates and CRLs.
        DigitalSignature = "digitalSignature",
        /// Signatures that the signer cannot deny.
        NonRepudiation = "nonRepudiation",
        /// Encryption of keys.
        KeyEncipherment = "keyEncipherment",
        /// Encryption of data.
        DataEncipherment = "dataEncipherment",
        /// Key agreement.
        KeyAgreement = "keyAgreement",
        /// Signatures on certificates.
        KeyCertSign = "keyCertSign",
        /// Signatures on CRLs.
        CrlSign = "cRLSign",
        /// With keyAgreement: for encryption only.
        EncipherOnly = "encipherOnly",
        /// With keyAgreement: for decryption only.
        DecipherOnly = "decipherOnly",
    }
}

impl PathOptions {
    /// Returns the language of the report.
    pub(super) fn report_language(&self) -> sentence::ReportLanguage {
        self.language
            .map_or_else(sentence::ReportLanguage::default, Into::into)
    }
}

impl TryFrom<PathOptions> for verification::PathOptions {
    type Error = Error;

    fn try_from(options: PathOptions) -> Result<Self> {
        let key_usage = options.key_usage.map(|usages| {
            let usages = usages.into_iter();
            usages.map(key_usage::KeyUsage::from).collect()
        });
        let sm2_identifier = options.sm2_identifier.as_deref().map(Sm2Identifier::parse);
        Ok(Self {
            trust_anchors: options.trust_anchors,
            intermediates: options.intermediates.unwrap_or_default(),
            validation_time: Time::from_unix_ms(or_now(options.validation_time)),
            crls: options.crls.unwrap_or_default(),
            ocsp_responses: options.ocsp_responses.unwrap_or_default(),
            revocation: options
                .revocation
                .map_or_else(requirements::Revocation::default, Into::into),
            revocation_max_age_ms: options.revocation_max_age_ms,
            policies: PolicyInputs {
                initial_policy_set: policies(options.initial_policy_set)?,
                require_explicit_policy: options.require_explicit_policy.unwrap_or_default(),
                inhibit_policy_mapping: options.inhibit_policy_mapping.unwrap_or_default(),
                inhibit_any_policy: options.inhibit_any_policy.unwrap_or_default(),
            },
            key_usage,
            purposes: identifiers("purposes", options.purposes)?,
            excluded_purposes: identifiers("excludedPurposes", options.excluded_purposes)?,
            strict_profile: options.strict_profile.unwrap_or_default(),
            anchor_fingerprints: fingerprints(options.anchor_fingerprints)?,
            max_path_length: options.max_path_length,
            sm2_identifier: sm2_identifier.transpose()?.unwrap_or_default(),
            timestamp_anchors: options.timestamp_anchors,
            algorithm_ends: options.algorithm_ends.map(algorithm_ends),
        })
    }
}

same_variants!(AlgorithmName => validation::Algorithm {
    Sha256 Sha384 Sha512 Sm3 RsaBelow3000 RsaPkcs1 RsaPss Ecdsa Ed25519 Sm2
});
same_variants!(Revocation => requirements::Revocation { Hard Soft Off });
same_variants!(requirements::Revocation => Revocation { Hard Soft Off });

impl From<KeyUsage> for key_usage::KeyUsage {
    /// The variants are in the order of the bits.
    fn from(usage: KeyUsage) -> Self {
        Self::from_bits(1 << usage as u16)
    }
}

pub(super) fn identifiers(
    argument: &'static str,
    texts: Option<Vec<String>>,
) -> Result<Option<Vec<ObjectIdentifier>>> {
    let read = |text: String| {
        ObjectIdentifier::parse(&text).ok_or_else(|| {
            Error::invalid_argument(
                argument,
                "it has a string that is not a dotted object identifier, as '1.3.6.1.5.5.7.3.36' is",
            )
        })
    };
    texts
        .map(|texts| texts.into_iter().map(read).collect())
        .transpose()
}

fn algorithm_ends(ends: Vec<AlgorithmEnd>) -> validation::AlgorithmEnds {
    let ends = ends.into_iter().map(|AlgorithmEnd { algorithm, end }| {
        let end = end.map(|Moment(ms)| Time::from_unix_ms(ms));
        (algorithm.into(), end)
    });
    validation::AlgorithmEnds::replacing(ends.collect())
}

fn policies(texts: Option<Vec<String>>) -> Result<Option<Vec<String>>> {
    let is_wrong = |text: &String| !is_policy_or_arc(text);
    if texts.iter().flatten().any(is_wrong) {
        return Err(Error::invalid_argument(
            "initialPolicySet",
            "it has a string that is neither a dotted object identifier nor one with '.*' at its end",
        ));
    }
    Ok(texts)
}

fn fingerprints(texts: Option<Vec<String>>) -> Result<Vec<Fingerprint>> {
    let read = |text: String| {
        certificate::fingerprint(&text).ok_or_else(|| {
            Error::invalid_argument(
                "anchorFingerprints",
                "it has a string that is not the 64 hexadecimal digits of a SHA-256 fingerprint",
            )
        })
    };
    texts.unwrap_or_default().into_iter().map(read).collect()
}
