//! Certificate identity: names and serial number (RFC 5280 §4.1.2).

use crate::der::Reader;

/// Issuer, serial number and subject of a certificate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity<'a> {
    /// The issuer's Name, DER.
    pub(crate) issuer: &'a [u8],
    /// Serial number as INTEGER, DER.
    pub(crate) serial_integer: &'a [u8],
    /// The subject's Name, DER.
    pub(crate) subject: &'a [u8],
    /// Content bytes of the serial number.
    pub(crate) serial_number: &'a [u8],
}

impl<'a> Identity<'a> {
    pub(crate) fn of(certificate: &'a [u8]) -> Option<Self> {
        let certificate = Reader::new(certificate).expect(0x30)?;
        let mut tbs = certificate.values().expect(0x30)?.values();
        tbs.optional(0xa0);
        let serial = tbs.expect(0x02)?;
        tbs.expect(0x30)?;
        let issuer = tbs.expect(0x30)?;
        // validity
        tbs.expect(0x30)?;
        let subject = tbs.expect(0x30)?;
        Some(Self {
            issuer: issuer.whole,
            subject: subject.whole,
            serial_integer: serial.whole,
            serial_number: serial.content,
        })
    }
}
