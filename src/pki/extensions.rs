//! The extensions that a path is judged by (RFC 5280 §4.2.1), read once.
//!
//! x509-parser reads them one by one: its own table of all extensions would bring the readers of
//! those along that nobody asks for, a fifth of the module's size.

use x509_parser::extensions::{
    AuthorityKeyIdentifier, BasicConstraints as ParsedBasicConstraints, GeneralName, KeyIdentifier,
    KeyUsage as ParsedKeyUsage, SubjectAlternativeName,
};
use x509_parser::prelude::FromDer;

use super::der::{Malformed, Result, strict, tag};
use super::identifier::{Identifier, extension};
use super::key_usage::KeyUsage;
use super::shape::Extension;

/// What a certificate's extensions say; of one that occurs twice, the last.
#[derive(Clone, Debug, Default)]
pub(super) struct Extensions<'a> {
    pub(super) basic_constraints: Option<BasicConstraints>,
    pub(super) key_usage: Option<KeyUsage>,
    pub(super) subject_key_identifier: Option<&'a [u8]>,
    pub(super) authority_key: AuthorityKey<'a>,
    /// certificatePolicies, as dotted identifiers.
    pub(super) policies: Vec<String>,
}

/// basicConstraints (RFC 5280 §4.2.1.9).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BasicConstraints {
    /// The subject is a certification authority.
    pub ca: bool,
    /// The most authorities that may follow below it, self-issued certificates not counted.
    pub path_length: Option<u32>,
}

/// authorityKeyIdentifier (RFC 5280 §4.2.1.1): the key that signed the certificate.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AuthorityKey<'a> {
    pub(super) identifier: Option<&'a [u8]>,
    /// The encoded name of the issuer of the certificate of that key.
    pub(super) issuer: Option<&'a [u8]>,
    /// The serial number of the certificate of that key.
    pub(super) serial: Option<&'a [u8]>,
}

impl<'a> Extensions<'a> {
    pub(super) fn read(extensions: &[Extension<'a>]) -> Result<Self> {
        let mut read = Self::default();
        for extension in extensions {
            read.take(extension)?;
        }
        Ok(read)
    }

    fn take(&mut self, extension: &Extension<'a>) -> Result<()> {
        let value = extension.value;
        match extension.identifier {
            extension::BASIC_CONSTRAINTS => {
                let constraints: ParsedBasicConstraints = whole(value)?;
                self.basic_constraints = Some(BasicConstraints {
                    ca: constraints.ca,
                    path_length: constraints.path_len_constraint,
                });
            }
            extension::KEY_USAGE => {
                let usage: ParsedKeyUsage = whole(value)?;
                self.key_usage = Some(KeyUsage::from_bits(usage.flags));
            }
            extension::SUBJECT_KEY_IDENTIFIER => {
                let KeyIdentifier(octets) = whole(value)?;
                self.subject_key_identifier = Some(octets);
            }
            extension::AUTHORITY_KEY_IDENTIFIER => self.authority_key = AuthorityKey::read(value)?,
            extension::CERTIFICATE_POLICIES => self.policies = policies(value)?,
            // Nothing is asked of alternative names yet, but what cannot be read is no name.
            extension::SUBJECT_ALT_NAME => {
                let _: SubjectAlternativeName<'_> = whole(value)?;
            }
            _ => {}
        }
        Ok(())
    }
}

impl<'a> AuthorityKey<'a> {
    pub(super) fn read(value: &'a [u8]) -> Result<Self> {
        let read: AuthorityKeyIdentifier<'a> = whole(value)?;
        let mut names = read.authority_cert_issuer.unwrap_or_default().into_iter();
        Ok(Self {
            identifier: read.key_identifier.map(|KeyIdentifier(octets)| octets),
            issuer: names.find_map(|name| match name {
                GeneralName::DirectoryName(name) => Some(name.as_raw()),
                _ => None,
            }),
            serial: read.authority_cert_serial,
        })
    }
}

/// `SEQUENCE SIZE (1..MAX) OF SEQUENCE { policyIdentifier, policyQualifiers OPTIONAL }`.
fn policies(value: &[u8]) -> Result<Vec<String>> {
    let mut list = strict(value)?.reader();
    let mut policies = Vec::new();
    while !list.is_empty() {
        let mut policy = list.expect(tag::SEQUENCE)?.reader();
        let identifier = policy.expect(tag::OBJECT_IDENTIFIER)?;
        policy.optional(tag::SEQUENCE)?;
        policy.end()?;
        policies.push(Identifier(identifier.content).to_string());
    }
    Ok(policies)
}

/// Reads the content of an extension, all of it, held to DER first.
fn whole<'a, T, E>(value: &'a [u8]) -> Result<T>
where
    T: FromDer<'a, E>,
    E: std::error::Error,
{
    const NOT_WHAT_IT_SAYS: Malformed = Malformed("an extension is not what its identifier says");
    strict(value)?;
    match T::from_der(value) {
        Ok(([], read)) => Ok(read),
        _ => Err(NOT_WHAT_IT_SAYS),
    }
}
