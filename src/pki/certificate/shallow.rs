//! What can be read of a certificate that cannot be read as a whole (RFC 5280 §4.1).

use crate::asn1::der::{Element, Reader, octets_of_bits, strict, tag};
use crate::asn1::oid::extension;
use crate::pki::certificate::tbs;
use crate::pki::name::Name;
use crate::pki::signature::public_key::PublicKeyInfo;

/// The fields that identify a certificate, as far as each of them can be read, and the first field
/// that cannot.
///
/// Nothing is validated with it. It tells which certificate it is that cannot be read: the signer's,
/// or that of a missing issuer.
#[derive(Clone, Copy, Debug, Default)]
pub struct ShallowCertificate<'a> {
    /// Content octets of `serialNumber`.
    pub serial: Option<&'a [u8]>,
    /// `issuer`.
    pub issuer: Option<Name<'a>>,
    /// `subject`.
    pub subject: Option<Name<'a>>,
    /// Octets of subjectKeyIdentifier.
    pub subject_key_identifier: Option<&'a [u8]>,
    /// Name in RFC 5280 §4.1 of the first field that cannot be read; `None` if each field can be
    /// read, or if the octets are none of a certificate.
    pub unreadable_field: Option<&'static str>,
}

impl<'a> ShallowCertificate<'a> {
    /// Reads what can be read.
    #[must_use]
    pub fn read(octets: &'a [u8]) -> Self {
        let mut shallow = Self::default();
        let _ = shallow.take_certificate(octets);
        shallow
    }

    /// `Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }`; `None`
    /// where nothing can be read beyond.
    fn take_certificate(&mut self, octets: &'a [u8]) -> Option<()> {
        let mut fields = Reader(octets).expect(tag::SEQUENCE).ok()?.reader();
        let tbs = fields.expect(tag::SEQUENCE).ok()?;
        self.take_tbs(tbs.reader())?;
        self.field("signatureAlgorithm", &mut fields, |field| {
            tbs::algorithm_identifier(&mut Reader(field.whole)).is_ok()
        })?;
        self.field("signatureValue", &mut fields, |field| {
            field.tag == tag::BIT_STRING && octets_of_bits(field).is_ok()
        })?;
        Some(())
    }

    fn take_tbs(&mut self, mut fields: Reader<'a>) -> Option<()> {
        let fields = &mut fields;
        if fields.peek() == Some(tag::constructed(0)) {
            self.field(
                "version",
                fields,
                |field| matches!(field.reader().any(), Ok(version) if version.tag == tag::INTEGER),
            )?;
        }
        let serial = self.field("serialNumber", fields, |field| field.tag == tag::INTEGER)?;
        self.serial = (serial.tag == tag::INTEGER).then_some(serial.content);
        self.field("signature", fields, |field| {
            tbs::algorithm_identifier(&mut Reader(field.whole)).is_ok()
        })?;
        self.issuer = name(&self.field("issuer", fields, |field| name(field).is_some())?);
        self.field("validity", fields, |field| {
            tbs::validity(&mut Reader(field.whole)).is_ok()
        })?;
        self.subject = name(&self.field("subject", fields, |field| name(field).is_some())?);
        self.field("subjectPublicKeyInfo", fields, |field| {
            PublicKeyInfo::parse(field).is_ok()
        })?;
        for (number, field) in [(1, "issuerUniqueID"), (2, "subjectUniqueID")] {
            if fields.peek() == Some(tag::primitive(number)) {
                self.field(field, fields, |_| true)?;
            }
        }
        if !fields.is_empty() {
            let extensions = self.field("extensions", fields, |field| {
                field.tag == tag::constructed(3) && tbs::parse_extensions(field).is_ok()
            })?;
            self.take_extensions(&extensions);
        }
        Some(())
    }

    fn take_extensions(&mut self, explicit: &Element<'a>) {
        let Ok(mut list) = explicit.reader().expect(tag::SEQUENCE).map(|e| e.reader()) else {
            return;
        };
        while let Ok(element) = list.any() {
            let Ok(extension) = tbs::extension(&mut Reader(element.whole)) else {
                continue;
            };
            if extension.identifier == extension::SUBJECT_KEY_IDENTIFIER
                && let Ok(identifier) = strict(extension.value)
            {
                self.subject_key_identifier = Some(identifier.content);
            }
        }
    }

    /// Reads the next field and notes its name if it is the first that is not readable; `None` if
    /// not even its end can be found.
    fn field(
        &mut self,
        name: &'static str,
        fields: &mut Reader<'a>,
        is_readable: impl FnOnce(&Element<'a>) -> bool,
    ) -> Option<Element<'a>> {
        let field = fields.any().ok();
        let readable = field.filter(|field| strict(field.whole).is_ok() && is_readable(field));
        if readable.is_none() {
            self.unreadable_field.get_or_insert(name);
        }
        field
    }
}

fn name<'a>(field: &Element<'a>) -> Option<Name<'a>> {
    let checked = strict(field.whole).ok()?;
    Name::parse(checked.whole).ok()
}
