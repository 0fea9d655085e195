//! What a certificate holds, for people who look into one rather than judge it: every field and
//! extension by its name, as data and as text in each language (RFC 5280 §4).
//!
//! x509-parser reads the certificate, more leniently than the verdict's parser
//! ([`pki::certificate`](crate::pki::certificate)). Where the two see different things in the same
//! octets, the inspection says so.
//!
//! | module | content |
//! |---|---|
//! | `reader`, `encoding` | x509-parser, and the octets of what it parsed |
//! | `field`, `title`, `phrase`, `oid_name` | a field, its title, its text |
//! | `certificate`, `algorithm`, `name` | the fields of tbsCertificate |
//! | `extension`, `policies`, `points`, `timestamps` | the extensions |
//! | `outline` | values of other extensions, by their ASN.1 types |
//! | `text` | an inspection as plain text |
//! | `comparison`, `difference` | the same certificate as the verdict's parser reads it |

mod algorithm;
mod certificate;
mod comparison;
mod difference;
mod encoding;
mod extension;
mod field;
mod name;
mod oid_name;
mod outline;
pub(crate) mod phrase;
mod points;
mod policies;
mod reader;
mod text;
mod timestamps;
pub(crate) mod title;

pub use comparison::{Comparison, Difference, Fields, Reason, compare};
pub use difference::ReaderDifference;
pub use field::{Field, Value};

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::item::Item;
use crate::asn1::pem::{CERTIFICATE, Encoded};
use crate::pki::certificate::Certificate;
use crate::report::ReportLanguage;
use crate::{Error, Result};

use reader::read_certificate;

/// What a certificate holds.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// Every field, in the certificate's order; then its fingerprints.
    pub fields: Vec<Field>,
    /// Where the verdict's parser sees something else.
    pub differences: Vec<ReaderDifference>,
}

impl Inspection {
    /// Returns the fields as plain text, one in a line.
    #[must_use]
    pub fn text(&self, language: ReportLanguage) -> String {
        text::of(&self.fields, language)
    }
}

/// Reads a certificate in DER or PEM, or Base64 of either.
///
/// # Errors
/// [`Error::CertificateMalformed`], [`Error::PemInvalid`], [`Error::Base64Invalid`];
/// [`Error::InvalidArgument`] for more than one certificate.
pub fn inspect(certificate: &Encoded) -> Result<Inspection> {
    const NAME: &str = "certificate";

    let found = Item::octets_of(CERTIFICATE, NAME, certificate)?;
    let [der] = &found[..] else {
        return Err(Error::invalid_argument(
            NAME,
            "it has more than one certificate; `certificatesOf` of iamsmart/verify returns each of \
             them",
        ));
    };
    match read_certificate(der) {
        Ok(read) => Ok(Inspection {
            fields: certificate::fields(der, &read),
            differences: difference::of(der, &read),
        }),
        Err(reason) if Certificate::parse(NAME, der).is_ok() => Ok(Inspection {
            fields: certificate::outlined(der),
            differences: Vec::from([difference::unread(reason)]),
        }),
        Err(reason) => Err(Error::CertificateMalformed {
            name: NAME.to_owned(),
            reason,
        }),
    }
}

#[cfg(test)]
mod tests {
    use crate::asn1::Encoded;
    use crate::asn1::der::{Reader, encode};
    use crate::inspection::difference::DifferenceDetail;
    use crate::inspection::inspect;
    use crate::inspection::phrase::Phrase;
    use crate::inspection::title::Title;
    use crate::report::ReportLanguage;
    use crate::report::sentence::tests::check;

    /// X.509 has versions 1 to 3; the verdict's parser reads any, and reports it in a check.
    #[test]
    fn what_x509_parser_cannot_read_is_shown_by_its_types() {
        let der = include_bytes!("../../fuzz/chain/person.der");
        let certificate = Reader(der).any().unwrap();
        let mut parts = certificate.reader();
        let tbs = parts.any().unwrap();
        let version = b"\xa0\x03\x02\x01\x02";
        let rest = tbs.content.strip_prefix(version).unwrap();
        let version = b"\xa0\x07\x02\x05\x01\x00\x00\x00\x00";
        let tbs = encode(0x30, &[version, rest].concat());
        let der = encode(0x30, &[&tbs, parts.0].concat());

        let inspection = inspect(&Encoded::Bytes(der)).unwrap();
        let [difference] = &inspection.differences[..] else {
            panic!("one difference: {:?}", inspection.differences);
        };
        assert_eq!(difference.field, "certificate");
        let detail = difference.detail.to_string();
        assert!(
            detail.contains("The verdict's reader reads it."),
            "{detail}"
        );
        assert_eq!(inspection.fields[0].name, "SEQUENCE");
        assert_eq!(inspection.fields.last().unwrap().name, "sha1");

        let neither = inspect(&Encoded::Bytes(vec![0x30, 0x02, 0x05, 0x00]));
        assert_eq!(neither.unwrap_err().code(), "certificate-malformed");
    }

    /// OpenSSL made the certificate, and prints the same values.
    #[test]
    fn what_viewers_are_known_to_show_wrongly_is_shown() {
        let pem = include_str!("../../tests/fixtures/inspection/unusual.pem");
        let inspection = inspect(&Encoded::Text(pem.to_owned())).unwrap();
        assert!(inspection.differences.is_empty());
        let text = inspection.text(ReportLanguage::English);
        for line in [
            "Serial number: fb (a negative number, two's complement)",
            "    Other name: 1.3.6.1.4.1.311.20.2.3 (userPrincipalName): foo@upn.example",
            "    IP address: 2001:db8::1",
            "      IP address: 192.168.0.0/255.255.255.0",
            "      INTEGER: 5",
            "        OBJECT IDENTIFIER: 0.4.0.1862.1.1 (QcCompliance)",
            "    UTF8String: 所有",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }

    #[test]
    fn every_language_says_the_same() {
        check(DifferenceDetail::ROWS);
        check(Phrase::ROWS);
        check(Title::ROWS);
    }
}
