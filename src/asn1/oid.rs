//! Object identifiers in dotted notation, and those that this crate uses.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::asn1::oid_name;
use crate::string::decimal;

/// Maximum number of octets of an [`IdentifierCopy`]. Registered identifiers have up to 20; one
/// below 2.25 with a UUID has 20 too.
const MAX_COPIED: usize = 40;

/// A copy of an object identifier, for results that outlive the DER.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct IdentifierCopy {
    octets: [u8; MAX_COPIED],
    length: u8,
}

/// The content octets of an object identifier (X.690 §8.19), checked to be DER.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Identifier<'a>(pub(crate) &'a [u8]);

impl Identifier<'_> {
    /// Returns the dotted notation.
    ///
    /// Hand-written, like [`decimal`], because `core::fmt` would add several KB to the module.
    pub(crate) fn text(self) -> String {
        let mut text = String::new();
        for octets in self.0.split_inclusive(|octet| octet & 0x80 == 0) {
            // X.690 §8.19.4: the first two arcs share a number.
            let is_first = text.is_empty();
            if !is_first {
                text.push('.');
            }
            match octets {
                [octet @ ..80] if is_first => {
                    text.push_str(&decimal((octet / 40).into()));
                    text.push('.');
                    text.push_str(&decimal((octet % 40).into()));
                    continue;
                }
                _ if is_first => text.push_str("2."),
                _ => {}
            }
            // An arc below 2.25 has the 128 bits of a UUID (X.667 §6.3); longer arcs are not
            // registered.
            let Some(digits) = arc(octets, if is_first { 8 } else { 0 }) else {
                text.push_str("(an arc beyond 128 bits)");
                break;
            };
            text.extend(
                digits
                    .into_iter()
                    .rev()
                    .map(|digit| char::from(b'0' + digit)),
            );
        }
        text
    }
}

impl Identifier<'_> {
    /// Returns the dotted notation with the name, if known: '1.3.101.113 (Ed448)'.
    pub(crate) fn named(self) -> String {
        named(&self.text())
    }
}

/// Returns the dotted notation with the name, if known.
pub(crate) fn named(dotted: &str) -> String {
    match oid_name::of(dotted) {
        Some(name) => [dotted, " (", name, ")"].concat(),
        None => dotted.to_owned(),
    }
}

impl fmt::Display for Identifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl IdentifierCopy {
    /// Copies the content octets; what is beyond the limit is cut off at the end of an arc.
    #[must_use]
    pub fn of(identifier: &[u8]) -> Self {
        let mut copy = Self {
            octets: [0; MAX_COPIED],
            length: 0,
        };
        let mut length = identifier.len();
        if length > MAX_COPIED {
            let within = &identifier[..MAX_COPIED];
            let last = within.iter().rposition(|octet| octet & 0x80 == 0);
            length = last.map_or(0, |last| last + 1);
        }
        copy.octets[..length].copy_from_slice(&identifier[..length]);
        copy.length = length.to_le_bytes()[0];
        copy
    }

    /// Returns the dotted notation with the name, if known.
    #[must_use]
    pub fn text(&self) -> String {
        let octets = self.octets.get(..usize::from(self.length));
        Identifier(octets.unwrap_or_default()).named()
    }
}

impl fmt::Debug for IdentifierCopy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// Returns the decimal digits, lowest first, of a number of up to 128 bits from which `tens` tens
/// are subtracted.
fn arc(octets: &[u8], mut tens: u8) -> Option<Vec<u8>> {
    const MOST_OCTETS: usize = 128_usize.div_ceil(7);
    // 18 octets hold 126 bits, which leaves two for the nineteenth.
    if octets.len() > MOST_OCTETS || octets.len() == MOST_OCTETS && octets.first()? & 0x7f > 3 {
        return None;
    }
    let mut digits = Vec::new();
    for octet in octets {
        let mut carry = u16::from(octet & 0x7f);
        for digit in &mut digits {
            let product = u16::from(*digit) * 0x80 + carry;
            *digit = low_digit(product);
            carry = product / 10;
        }
        while carry > 0 {
            digits.push(low_digit(carry));
            carry /= 10;
        }
    }
    for digit in digits.iter_mut().skip(1) {
        let borrows = *digit < tens;
        *digit = if borrows {
            10 + *digit - tens
        } else {
            *digit - tens
        };
        tens = borrows.into();
    }
    while digits.last() == Some(&0) {
        digits.pop();
    }
    if digits.is_empty() {
        digits.push(0);
    }
    Some(digits)
}

fn low_digit(number: u16) -> u8 {
    (number % 10).to_le_bytes()[0]
}

/// Extensions (RFC 5280 §4.2.1), as content octets.
pub(crate) mod extension {
    /// id-ce-subjectKeyIdentifier, 2.5.29.14.
    pub(crate) const SUBJECT_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 14];
    /// id-ce-keyUsage, 2.5.29.15.
    pub(crate) const KEY_USAGE: &[u8] = &[0x55, 0x1d, 15];
    /// id-ce-subjectAltName, 2.5.29.17.
    pub(crate) const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 17];
    /// id-ce-issuerAltName, 2.5.29.18.
    pub(crate) const ISSUER_ALT_NAME: &[u8] = &[0x55, 0x1d, 18];
    /// id-ce-basicConstraints, 2.5.29.19.
    pub(crate) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 19];
    /// id-ce-cRLNumber, 2.5.29.20.
    pub(crate) const CRL_NUMBER: &[u8] = &[0x55, 0x1d, 20];
    /// id-ce-cRLReasons, 2.5.29.21.
    pub(crate) const REASON_CODE: &[u8] = &[0x55, 0x1d, 21];
    /// id-ce-invalidityDate, 2.5.29.24.
    pub(crate) const INVALIDITY_DATE: &[u8] = &[0x55, 0x1d, 24];
    /// id-ce-deltaCRLIndicator, 2.5.29.27.
    pub(crate) const DELTA_CRL_INDICATOR: &[u8] = &[0x55, 0x1d, 27];
    /// id-ce-issuingDistributionPoint, 2.5.29.28.
    pub(crate) const ISSUING_DISTRIBUTION_POINT: &[u8] = &[0x55, 0x1d, 28];
    /// id-ce-certificateIssuer, 2.5.29.29.
    pub(crate) const CERTIFICATE_ISSUER: &[u8] = &[0x55, 0x1d, 29];
    /// id-ce-cRLDistributionPoints, 2.5.29.31.
    pub(crate) const CRL_DISTRIBUTION_POINTS: &[u8] = &[0x55, 0x1d, 31];
    /// id-ce-nameConstraints, 2.5.29.30.
    pub(crate) const NAME_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 30];
    /// id-ce-certificatePolicies, 2.5.29.32.
    pub(crate) const CERTIFICATE_POLICIES: &[u8] = &[0x55, 0x1d, 32];
    /// id-ce-policyMappings, 2.5.29.33.
    pub(crate) const POLICY_MAPPINGS: &[u8] = &[0x55, 0x1d, 33];
    /// id-ce-authorityKeyIdentifier, 2.5.29.35.
    pub(crate) const AUTHORITY_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 35];
    /// id-ce-policyConstraints, 2.5.29.36.
    pub(crate) const POLICY_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 36];
    /// id-ce-extKeyUsage, 2.5.29.37.
    pub(crate) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 37];
    /// id-ce-freshestCRL, 2.5.29.46.
    pub(crate) const FRESHEST_CRL: &[u8] = &[0x55, 0x1d, 46];
    /// id-ce-expiredCertsOnCRL, 2.5.29.60 (X.509 §9.5.2.8).
    pub(crate) const EXPIRED_CERTS_ON_CRL: &[u8] = &[0x55, 0x1d, 60];
    /// id-pe-authorityInfoAccess, 1.3.6.1.5.5.7.1.1.
    pub(crate) const AUTHORITY_INFO_ACCESS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 1];
    /// id-ce-inhibitAnyPolicy, 2.5.29.54.
    pub(crate) const INHIBIT_ANY_POLICY: &[u8] = &[0x55, 0x1d, 54];
}

/// OCSP (RFC 6960 §4.2.1, §4.2.2.2, §4.4), as content octets.
pub(crate) mod ocsp {
    /// id-pkix-ocsp-basic, 1.3.6.1.5.5.7.48.1.1.
    pub(crate) const BASIC: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1, 1];
    /// id-pkix-ocsp-nonce, 1.3.6.1.5.5.7.48.1.2.
    pub(crate) const NONCE: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1, 2];
    /// id-pkix-ocsp-archive-cutoff, 1.3.6.1.5.5.7.48.1.6.
    pub(crate) const ARCHIVE_CUTOFF: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1, 6];
    /// id-pkix-ocsp-nocheck, 1.3.6.1.5.5.7.48.1.5.
    pub(crate) const NO_CHECK: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1, 5];
    /// id-kp-OCSPSigning, 1.3.6.1.5.5.7.3.9.
    pub(crate) const SIGNING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 9];
}

#[cfg(test)]
mod tests {
    use crate::asn1::oid::Identifier;

    /// Octets made with `openssl asn1parse -genstr OID:<text>`.
    #[test]
    fn text_is_dotted() {
        let rows: &[(&[u8], &str)] = &[
            (&[0x55, 0x1d, 0x20, 0x00], "2.5.29.32.0"),
            (
                &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b],
                "1.2.840.113549.1.1.11",
            ),
            (&[0x88, 0x37, 0x03], "2.999.3"),
            (
                &[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x19],
                "0.9.2342.19200300.100.1.25",
            ),
            (&[0x4f], "1.39"),
            (&[0x50], "2.0"),
        ];
        for (octets, text) in rows {
            assert_eq!(Identifier(octets).to_string(), *text);
        }
        let uuid = [&[0x69, 0x83][..], &[0xff; 17], &[0x7f]].concat();
        assert_eq!(Identifier(&uuid).to_string(), format!("2.25.{}", u128::MAX));
        assert!(!Identifier(&[0xff; 40]).to_string().is_empty());
    }
}
