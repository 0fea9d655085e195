//! Lists of extensions in CRLs and OCSP responses.

use alloc::vec::Vec;

use crate::asn1::der::{Reader, Result, tag};
use crate::pki::certificate::tbs;
use crate::pki::certificate::tbs::Extension;

/// The extensions of a CRL or an OCSP response.
#[derive(Clone, Debug, Default)]
pub(crate) struct IssuedExtensions<'a> {
    pub(crate) list: Vec<Extension<'a>>,
    /// True if there is a list and it is empty, which RFC 5280 §4.1 (`SIZE (1..MAX)`) rules out. It
    /// says the same as none.
    pub(crate) is_empty: bool,
}

impl<'a> IssuedExtensions<'a> {
    /// Parses `[number] EXPLICIT Extensions OPTIONAL`.
    pub(crate) fn parse_optional(fields: &mut Reader<'a>, number: u8) -> Result<Self> {
        let Some(explicit) = fields.optional(tag::constructed(number))? else {
            return Ok(Self::default());
        };
        if explicit.content == [tag::SEQUENCE, 0] {
            return Ok(Self {
                list: Vec::new(),
                is_empty: true,
            });
        }
        let list = tbs::parse_extensions(&explicit)?;
        Ok(Self {
            list,
            is_empty: false,
        })
    }
}
