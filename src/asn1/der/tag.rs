//! Universal tags, with the constructed bit as in DER (X.680 §8.6).

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(crate) const ENUMERATED: u8 = 0x0a;
pub(crate) const UTF8_STRING: u8 = 0x0c;
pub(crate) const NUMERIC_STRING: u8 = 0x12;
pub(crate) const PRINTABLE_STRING: u8 = 0x13;
pub(crate) const IA5_STRING: u8 = 0x16;
pub(crate) const GRAPHIC_STRING: u8 = 0x19;
pub(crate) const VISIBLE_STRING: u8 = 0x1a;
pub(crate) const UNIVERSAL_STRING: u8 = 0x1c;
pub(crate) const BMP_STRING: u8 = 0x1e;
/// Never valid: X.690 §8.9.1 and §8.11.1 define no primitive form of SEQUENCE and SET.
pub(crate) const SEQUENCE_PRIMITIVE: u8 = 0x10;
pub(crate) const SET_PRIMITIVE: u8 = 0x11;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// Structures of X.680 that X.509 and CMS do not use.
pub(crate) const EXTERNAL: u8 = 0x28;
pub(crate) const EMBEDDED_PDV: u8 = 0x2b;
pub(crate) const CHARACTER_STRING: u8 = 0x3d;

/// Returns the context-specific constructed tag, `[number]`.
pub(crate) const fn constructed(number: u8) -> u8 {
    0xa0 | number
}

/// Returns the context-specific primitive tag, `[number]`.
pub(crate) const fn primitive(number: u8) -> u8 {
    0x80 | number
}
