//! GeneralName (RFC 5280 §4.2.1.6): alternative names and the bases of name constraints.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::der::{Malformed, Reader, Result, strict, tag};
use crate::asn1::oid::Identifier;
use crate::encoding::hex;
use crate::pki::name::constraints::forms::{DnsName, Mailbox, is_address};
use crate::pki::name::text::push_escaped;
use crate::pki::name::{Name, to_text};
use crate::string::decimal;

/// A GeneralName.
#[derive(Clone, Copy, Debug)]
pub enum GeneralName<'a> {
    /// `otherName`: content octets of its `type-id`.
    OtherName(&'a [u8]),
    /// `rfc822Name`, in ASCII.
    Rfc822Name(&'a str),
    /// `dNSName`, in ASCII.
    DnsName(&'a str),
    /// `x400Address`.
    X400Address,
    /// `directoryName`.
    DirectoryName(Name<'a>),
    /// `ediPartyName`.
    EdiPartyName,
    /// `uniformResourceIdentifier`, in ASCII.
    Uri(&'a str),
    /// `iPAddress`: an address, or, as a constraint, an address and its mask.
    IpAddress(&'a [u8]),
    /// `registeredID`: content octets.
    RegisteredId(&'a [u8]),
}

impl<'a> GeneralName<'a> {
    /// Parses `GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName`; accepts an empty list.
    pub(crate) fn parse_all(mut list: Reader<'a>) -> Result<Vec<Self>> {
        let mut names = Vec::new();
        while !list.is_empty() {
            names.push(Self::parse(&mut list)?);
        }
        Ok(names)
    }

    pub(crate) fn parse(list: &mut Reader<'a>) -> Result<Self> {
        const OTHER_NAME: u8 = tag::constructed(0);
        const RFC822_NAME: u8 = tag::primitive(1);
        const DNS_NAME: u8 = tag::primitive(2);
        const X400_ADDRESS: u8 = tag::constructed(3);
        const DIRECTORY_NAME: u8 = tag::constructed(4);
        const EDI_PARTY_NAME: u8 = tag::constructed(5);
        const URI: u8 = tag::primitive(6);
        const IP_ADDRESS: u8 = tag::primitive(7);
        const REGISTERED_ID: u8 = tag::primitive(8);

        let name = list.any()?;
        Ok(match name.tag {
            OTHER_NAME => {
                let mut parts = name.reader();
                let identifier = parts.expect(tag::OBJECT_IDENTIFIER)?.content;
                parts.expect(tag::constructed(0))?;
                parts.end()?;
                Self::OtherName(identifier)
            }
            RFC822_NAME => Self::Rfc822Name(ia5(name.content)?),
            DNS_NAME => Self::DnsName(ia5(name.content)?),
            X400_ADDRESS => Self::X400Address,
            // Tags of a CHOICE are explicit (X.680 §31.2.7).
            DIRECTORY_NAME => Self::DirectoryName(Name::parse(strict(name.content)?.whole)?),
            EDI_PARTY_NAME => Self::EdiPartyName,
            URI => Self::Uri(ia5(name.content)?),
            IP_ADDRESS => Self::IpAddress(name.content),
            REGISTERED_ID => Self::RegisteredId(name.content),
            _ => return Err(Malformed("a name is of a form that X.509 does not know")),
        })
    }

    /// Returns true if the name has the syntax that RFC 5280 §4.2.1.6 requires of an alternative
    /// name: an address of 4 or 16 octets, a host in the preferred syntax, optionally with a
    /// wildcard (RFC 6125 §6.4.3), or a mailbox at a host. Other forms are always well-formed.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        match self {
            Self::Rfc822Name(name) => Mailbox::of(name).is_some(),
            Self::DnsName(name) => DnsName::of(name).is_some(),
            Self::IpAddress(octets) => is_address(octets),
            _ => true,
        }
    }

    /// Returns the name of the form in RFC 5280.
    #[must_use]
    pub const fn form(&self) -> &'static str {
        match self {
            Self::OtherName(_) => "otherName",
            Self::Rfc822Name(_) => "rfc822Name",
            Self::DnsName(_) => "dNSName",
            Self::X400Address => "x400Address",
            Self::DirectoryName(_) => "directoryName",
            Self::EdiPartyName => "ediPartyName",
            Self::Uri(_) => "uniformResourceIdentifier",
            Self::IpAddress(_) => "iPAddress",
            Self::RegisteredId(_) => "registeredID",
        }
    }

    /// Returns the name as a string, with invisible characters escaped; empty for forms without a
    /// string representation.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Rfc822Name(text) | Self::DnsName(text) | Self::Uri(text) => {
                let mut escaped = String::new();
                push_escaped(&mut escaped, text);
                escaped
            }
            Self::DirectoryName(name) => to_text(name),
            Self::IpAddress(octets) => address_text(octets),
            Self::OtherName(identifier) | Self::RegisteredId(identifier) => {
                Identifier(identifier).text()
            }
            Self::X400Address | Self::EdiPartyName => String::new(),
        }
    }
}

/// Parses an IA5String: International Alphabet 5, which is ASCII.
fn ia5(octets: &[u8]) -> Result<&str> {
    match core::str::from_utf8(octets) {
        Ok(text) if text.is_ascii() => Ok(text),
        _ => Err(Malformed("a name has characters that are not ASCII")),
    }
}

/// Returns dotted decimals for 4 octets (IPv4), else groups of two octets in hexadecimal.
fn address_text(octets: &[u8]) -> String {
    let mut text = String::new();
    for (i, octet) in octets.iter().enumerate() {
        if octets.len() == 4 {
            if i > 0 {
                text.push('.');
            }
            text.push_str(&decimal((*octet).into()));
            continue;
        }
        if i > 0 && i % 2 == 0 {
            text.push(':');
        }
        text.push_str(&hex(&[*octet]));
    }
    text
}
