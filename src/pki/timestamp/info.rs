//! TSTInfo (RFC 3161 §2.4.2).

use alloc::vec::Vec;

use crate::asn1::der::{Malformed, Result, strict, tag};
use crate::pki::certificate::tbs::{self, Extension};
use crate::pki::name::general_name::GeneralName;
use crate::pki::timestamp::accuracy::{self, Accuracy, GenTime};
use crate::pki::timestamp::imprint::MessageImprint;

/// Maximum length of a serial number, in octets. "Time-Stamping users MUST be ready to accommodate
/// integers up to 160 bits"; some authorities write longer ones.
const MAX_SERIAL: usize = 64;

/// Maximum length of a nonce, in octets: twice that of the longest digest. Clients send 8 to 32.
pub(super) const MAX_NONCE: usize = 128;

/// Maximum number of extensions. RFC 3161 defines none, EN 319 422 one.
const MAX_EXTENSIONS: usize = 16;

/// `TSTInfo ::= SEQUENCE { version INTEGER { v1(1) }, policy TSAPolicyId, messageImprint
/// MessageImprint, serialNumber INTEGER, genTime GeneralizedTime, accuracy Accuracy OPTIONAL, ordering
/// BOOLEAN DEFAULT FALSE, nonce INTEGER OPTIONAL, tsa [0] GeneralName OPTIONAL, extensions [1] IMPLICIT
/// Extensions OPTIONAL }`.
#[derive(Clone, Debug)]
pub struct TstInfo<'a> {
    /// The content octets of `policy`.
    pub policy: &'a [u8],
    /// `messageImprint`.
    pub imprint: MessageImprint<'a>,
    /// The content octets of `serialNumber`.
    pub serial: &'a [u8],
    /// `genTime`.
    pub gen_time: GenTime,
    /// `accuracy`.
    pub accuracy: Option<Accuracy>,
    /// `ordering`.
    pub ordering: bool,
    /// The content octets of `nonce`.
    pub nonce: Option<&'a [u8]>,
    /// `tsa`.
    pub authority: Option<GeneralName<'a>>,
    /// `extensions`.
    pub extensions: Vec<Extension<'a>>,
}

impl<'a> TstInfo<'a> {
    /// Parses the DER of a TSTInfo: "The eContent SHALL be the DER-encoded value of TSTInfo".
    pub(crate) fn parse(der: &'a [u8]) -> Result<Self> {
        let info = strict(der)?;
        if info.tag != tag::SEQUENCE {
            return Err(Malformed("its content is not a SEQUENCE"));
        }
        let mut fields = info.reader();
        if fields.expect(tag::INTEGER)?.content != [1] {
            return Err(Malformed("its version is not 1"));
        }
        let policy = fields.expect(tag::OBJECT_IDENTIFIER)?.content;
        let imprint = MessageImprint::parse(&mut fields)?;
        let serial = fields.expect(tag::INTEGER)?.content;
        if serial.len() > MAX_SERIAL {
            return Err(Malformed("its serial number is longer than any may be"));
        }
        let gen_time = GenTime::parse(fields.any()?)?;
        let accuracy = accuracy::optional(&mut fields)?;
        let ordering = fields.optional(tag::BOOLEAN)?;
        let nonce = fields.optional(tag::INTEGER)?.map(|nonce| nonce.content);
        if nonce.is_some_and(|nonce| nonce.len() > MAX_NONCE) {
            return Err(Malformed("its nonce is longer than any may be"));
        }
        let authority = match fields.optional(tag::constructed(0))? {
            Some(explicit) => {
                // Tags of a CHOICE are explicit (X.680 §31.2.7).
                let mut explicit = explicit.reader();
                let name = GeneralName::parse(&mut explicit)?;
                explicit.end()?;
                Some(name)
            }
            None => None,
        };
        let mut extensions = Vec::new();
        if let Some(list) = fields.optional(tag::constructed(1))? {
            let mut list = list.reader();
            while !list.is_empty() {
                if extensions.len() == MAX_EXTENSIONS {
                    return Err(Malformed("it has more extensions than any needs"));
                }
                extensions.push(tbs::extension(&mut list)?);
            }
        }
        fields.end()?;
        Ok(Self {
            policy,
            imprint,
            serial,
            gen_time,
            accuracy,
            ordering: ordering.is_some_and(|ordering| ordering.content != [0]),
            nonce,
            authority,
            extensions,
        })
    }
}
