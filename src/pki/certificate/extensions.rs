//! The extensions that path validation uses (RFC 5280 §4.2.1).

use alloc::vec::Vec;

use crate::asn1::der::{Malformed, Reader, Result, count, strict, tag};
use crate::asn1::oid::extension;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::tbs::Extension;
use crate::pki::name::Name;
use crate::pki::name::constraints::NameConstraints;
use crate::pki::name::general_name::GeneralName;
use crate::pki::policy::extensions::PolicyExtensions;

/// The extensions of a certificate; if one occurs twice, the last counts.
///
/// An extension that cannot be read does not make the certificate unreadable: no step of path
/// validation may hang on it (RFC 5280 §6.1). It is kept apart, so that what does hang on it is
/// undecided.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extensions<'a> {
    pub(crate) basic_constraints: Option<BasicConstraints>,
    pub(crate) key_usage: Option<KeyUsage>,
    pub(crate) subject_key_identifier: Option<&'a [u8]>,
    pub(crate) authority_key: AuthorityKey<'a>,
    /// subjectAltName (RFC 5280 §4.2.1.6).
    pub(crate) alternative_names: Vec<GeneralName<'a>>,
    /// extKeyUsage (RFC 5280 §4.2.1.12), as content octets.
    pub(crate) purposes: Option<Vec<&'a [u8]>>,
    pub(crate) name_constraints: Option<NameConstraints<'a>>,
    pub(crate) policies: PolicyExtensions<'a>,
    pub(crate) unreadable: Vec<UnreadableExtension<'a>>,
}

/// An extension whose content is not what RFC 5280 §4.2 puts there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnreadableExtension<'a> {
    /// The content octets of `extnID`.
    pub identifier: &'a [u8],
    /// `critical`.
    pub critical: bool,
    /// What is wrong with it, as a clause.
    pub reason: &'static str,
}

/// basicConstraints (RFC 5280 §4.2.1.9).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BasicConstraints {
    /// True if the subject is a CA.
    pub ca: bool,
    /// Maximum number of CA certificates below this one, not counting self-issued ones.
    pub path_length: Option<u32>,
}

/// authorityKeyIdentifier (RFC 5280 §4.2.1.1): identifies the key that signed the certificate.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuthorityKey<'a> {
    /// Octets of `keyIdentifier`.
    pub identifier: Option<&'a [u8]>,
    /// The first directoryName of `authorityCertIssuer`: the issuer of that key's certificate.
    pub issuer: Option<Name<'a>>,
    /// Content octets of `authorityCertSerialNumber`: the serial number of that key's certificate.
    pub serial: Option<&'a [u8]>,
}

impl<'a> Extensions<'a> {
    pub(crate) fn parse(extensions: &[Extension<'a>]) -> Self {
        let mut read = Self::default();
        for extension in extensions {
            if let Err(Malformed(reason)) = read.take(extension) {
                read.unreadable.push(UnreadableExtension {
                    identifier: extension.identifier,
                    critical: extension.critical,
                    reason,
                });
            }
        }
        read
    }

    fn take(&mut self, extension: &Extension<'a>) -> Result<()> {
        match extension.identifier {
            extension::BASIC_CONSTRAINTS => {
                self.basic_constraints = Some(BasicConstraints::parse(extension)?);
            }
            extension::KEY_USAGE => self.key_usage = Some(key_usage(extension)?),
            extension::SUBJECT_KEY_IDENTIFIER => {
                let octets = whole(extension, tag::OCTET_STRING)?.0;
                self.subject_key_identifier = Some(octets);
            }
            extension::AUTHORITY_KEY_IDENTIFIER => {
                self.authority_key = AuthorityKey::parse(sequence(extension)?)?;
            }
            extension::SUBJECT_ALT_NAME => {
                self.alternative_names = GeneralName::parse_all(sequence(extension)?)?;
            }
            extension::NAME_CONSTRAINTS => {
                self.name_constraints = Some(NameConstraints::parse(sequence(extension)?)?);
            }
            extension::EXTENDED_KEY_USAGE => self.purposes = Some(purposes(sequence(extension)?)?),
            extension::CERTIFICATE_POLICIES => self.policies.take_policies(sequence(extension)?)?,
            extension::POLICY_MAPPINGS => self.policies.take_mappings(sequence(extension)?)?,
            extension::POLICY_CONSTRAINTS => {
                self.policies.take_constraints(sequence(extension)?)?;
            }
            extension::INHIBIT_ANY_POLICY => {
                let skip = count(whole(extension, tag::INTEGER)?.0)?;
                self.policies.inhibit_any_policy = Some(skip);
            }
            // The content of these three is parsed in `revocation`, on request.
            extension::AUTHORITY_INFO_ACCESS
            | extension::CRL_DISTRIBUTION_POINTS
            | extension::FRESHEST_CRL => {
                sequence(extension)?.any()?;
            }
            _ => {}
        }
        Ok(())
    }
}

impl BasicConstraints {
    /// Parses `SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }`.
    fn parse(extension: &Extension<'_>) -> Result<Self> {
        let mut fields = sequence(extension)?;
        let ca = fields.optional(tag::BOOLEAN)?;
        let path_length = fields.optional(tag::INTEGER)?;
        fields.end()?;
        Ok(Self {
            ca: ca.is_some_and(|ca| ca.content != [0]),
            path_length: path_length
                .map(|length| count(length.content))
                .transpose()?,
        })
    }
}

impl<'a> AuthorityKey<'a> {
    /// Parses `SEQUENCE { keyIdentifier [0] OCTET STRING OPTIONAL, authorityCertIssuer [1]
    /// GeneralNames OPTIONAL, authorityCertSerialNumber [2] INTEGER OPTIONAL }`.
    pub(crate) fn parse(mut fields: Reader<'a>) -> Result<Self> {
        let identifier = fields.optional(tag::primitive(0))?;
        let issuer = match fields.optional(tag::constructed(1))? {
            Some(names) => GeneralName::parse_all(names.reader())?,
            None => Vec::new(),
        };
        let serial = fields.optional(tag::primitive(2))?;
        fields.end()?;
        Ok(Self {
            identifier: identifier.map(|identifier| identifier.content),
            issuer: issuer.into_iter().find_map(|name| match name {
                GeneralName::DirectoryName(name) => Some(name),
                _ => None,
            }),
            serial: serial.map(|serial| serial.content),
        })
    }
}

/// Parses `SEQUENCE SIZE (1..MAX) OF KeyPurposeId`.
fn purposes(mut list: Reader<'_>) -> Result<Vec<&[u8]>> {
    let mut purposes = Vec::new();
    while !list.is_empty() {
        purposes.push(list.expect(tag::OBJECT_IDENTIFIER)?.content);
    }
    if purposes.is_empty() {
        return Err(Malformed("its list of purposes is empty"));
    }
    Ok(purposes)
}

/// Parses keyUsage, first bit lowest. Bits beyond the nine of RFC 5280 §4.2.1.3 have no meaning and
/// are ignored.
fn key_usage(extension: &Extension<'_>) -> Result<KeyUsage> {
    let bits = match whole(extension, tag::BIT_STRING)?.0 {
        [] | [_] => [0, 0],
        [_, first] => [*first, 0],
        [_, first, second, ..] => [*first, *second],
    };
    Ok(KeyUsage::from_bits(u16::from_le_bytes(
        bits.map(u8::reverse_bits),
    )))
}

/// Returns a reader of the content of an extension that is a SEQUENCE.
pub(crate) fn sequence<'a>(extension: &Extension<'a>) -> Result<Reader<'a>> {
    whole(extension, tag::SEQUENCE)
}

/// Returns a reader of the content of an extension's only element, after checking that it is DER.
fn whole<'a>(extension: &Extension<'a>, tag: u8) -> Result<Reader<'a>> {
    let element = strict(extension.value)?;
    if element.tag == tag {
        Ok(element.reader())
    } else {
        Err(Malformed("an extension is not what its identifier says"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(identifier: &'a [u8], value: &'a [u8]) -> Result<Extensions<'a>> {
        let extensions = Extensions::parse(&[Extension {
            identifier,
            critical: false,
            value,
        }]);
        match extensions.unreadable.first() {
            None => Ok(extensions),
            Some(unreadable) => {
                assert_eq!(unreadable.identifier, identifier);
                Err(Malformed(unreadable.reason))
            }
        }
    }

    /// Values made with OpenSSL, `-addext`.
    #[test]
    fn values_are_read() {
        let ca = |value| read(extension::BASIC_CONSTRAINTS, value).unwrap();
        let constraints = |ca, path_length| Some(BasicConstraints { ca, path_length });
        assert_eq!(ca(b"\x30\x00").basic_constraints, constraints(false, None));
        assert_eq!(
            ca(b"\x30\x06\x01\x01\xff\x02\x01\x03").basic_constraints,
            constraints(true, Some(3))
        );
        let usage = |value| {
            read(extension::KEY_USAGE, value)
                .unwrap()
                .key_usage
                .unwrap()
        };
        assert_eq!(
            usage(b"\x03\x02\x01\x06").names(),
            ["keyCertSign", "cRLSign"]
        );
        assert_eq!(usage(b"\x03\x03\x07\x00\x80").names(), ["decipherOnly"]);
        assert_eq!(
            usage(b"\x03\x02\x06\xc0").names(),
            ["digitalSignature", "nonRepudiation"]
        );
        let inhibits = read(extension::INHIBIT_ANY_POLICY, b"\x02\x01\x02").unwrap();
        assert_eq!(inhibits.policies.inhibit_any_policy, Some(2));
        let constraints = read(
            extension::POLICY_CONSTRAINTS,
            b"\x30\x06\x80\x01\x00\x81\x01\x05",
        );
        let constraints = constraints.unwrap().policies.constraints.unwrap();
        assert_eq!(constraints.require_explicit_policy, Some(0));
        assert_eq!(constraints.inhibit_policy_mapping, Some(5));
    }

    #[test]
    fn values_that_are_none_of_their_extension_are_unreadable() {
        let rows: &[(&[u8], &[u8])] = &[
            (extension::BASIC_CONSTRAINTS, b"\x30\x03\x02\x01\xff"),
            (
                extension::BASIC_CONSTRAINTS,
                b"\x30\x06\x02\x01\x03\x01\x01\xff",
            ),
            (extension::BASIC_CONSTRAINTS, b"\x31\x00"),
            (extension::BASIC_CONSTRAINTS, b"\x30\x00\x05\x00"),
            (extension::KEY_USAGE, b"\x04\x02\x01\x06"),
            (extension::SUBJECT_KEY_IDENTIFIER, b"\x30\x00"),
            (extension::AUTHORITY_KEY_IDENTIFIER, b"\x30\x02\x83\x00"),
            (extension::SUBJECT_ALT_NAME, b"\x30\x02\x89\x00"),
            (extension::SUBJECT_ALT_NAME, b"\x30\x03\x82\x01\xe9"),
            (extension::SUBJECT_ALT_NAME, b"\x30\x04\xa4\x02\x31\x00"),
            (extension::SUBJECT_ALT_NAME, b"example.com"),
            (extension::NAME_CONSTRAINTS, b"\x30\x02\xa2\x00"),
            (
                extension::NAME_CONSTRAINTS,
                b"\x30\x06\xa0\x04\x30\x02\x80\x00",
            ),
            (extension::CERTIFICATE_POLICIES, b"\x30\x02\x30\x00"),
            (extension::CERTIFICATE_POLICIES, b"\x30\x04\x06\x02\x2a\x03"),
            (
                extension::POLICY_MAPPINGS,
                b"\x30\x06\x30\x04\x06\x02\x2a\x03",
            ),
            (extension::POLICY_CONSTRAINTS, b"\x30\x03\x82\x01\x00"),
            (extension::POLICY_CONSTRAINTS, b"\x30\x03\x80\x01\xff"),
            (extension::POLICY_CONSTRAINTS, b"\x30\x02\x80\x00"),
            (
                extension::POLICY_CONSTRAINTS,
                b"\x30\x06\x81\x01\x00\x80\x01\x00",
            ),
            (extension::INHIBIT_ANY_POLICY, b"\x02\x01\x80"),
            (extension::INHIBIT_ANY_POLICY, b"\x02\x02\x00\x01"),
        ];
        for (identifier, value) in rows {
            assert!(
                read(identifier, value).is_err(),
                "{identifier:?} {value:x?}"
            );
        }
    }
}
