//! RSASSA-PSS (RFC 8017 §8.1) and its parameters (RFC 4055 §3.1).

use alloc::vec::Vec;

use sha1::{Digest as _, Sha1};

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
use crate::pki::signature::hash::{Hash, Named, Sha2};
use crate::pki::signature::outcome::{Signed, Undecided};

/// `RSASSA-PSS-params`, restricted to trailerField 1 and MGF1.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PssParameters {
    /// hashAlgorithm.
    pub hash: Sha2,
    /// The hash of maskGenAlgorithm, which is only recommended to be the same (RFC 4055 §3.1).
    pub mask_hash: MaskHash,
    /// saltLength, in octets.
    pub salt_length: usize,
}

/// The hash function of MGF1.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MaskHash {
    /// SHA-1. MGF1 only spreads what was hashed before; no security rests on its hash being free
    /// of collisions (RFC 8017 §8.1, NIST SP 800-131A, revision 2, §9).
    Sha1,
    /// SHA-2.
    Sha2(Sha2),
}

/// id-mgf1, 1.2.840.113549.1.1.8 (RFC 4055 §2.2).
const MGF1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8];

/// id-sha1 (RFC 4055 §2.1), the default of hashAlgorithm and of the hash of maskGenAlgorithm.
const ID_SHA1: AlgorithmIdentifier<'static> = AlgorithmIdentifier {
    identifier: &[0x2b, 0x0e, 3, 2, 26],
    parameters: None,
};

/// Default saltLength, in octets (RFC 4055 §3.1).
const DEFAULT_SALT_LENGTH: usize = 20;

/// The encoded parameters, before it is checked whether they are accepted.
struct PssFields<'a> {
    hash: AlgorithmIdentifier<'a>,
    /// Content octets of the identifier of maskGenAlgorithm.
    mask: &'a [u8],
    mask_hash: AlgorithmIdentifier<'a>,
    salt_length: Option<usize>,
    trailer: &'a [u8],
}

const NOT_TAKEN: Signed = Signed::Undecided(Undecided::Parameters("RSASSA-PSS"));

const OTHER_MASK: Signed = Signed::Undecided(Undecided::Parameters("RSASSA-PSS with another mask"));

/// Parses the parameters of an algorithm identifier, which are required in signatures (RFC 4055
/// §3.1).
///
/// # Errors
/// [`Signed::Refused`] if they name a broken hash, [`Signed::Undecided`] if they are not accepted.
pub(crate) fn parse(
    parameters: Option<Element<'_>>,
) -> core::result::Result<PssParameters, Signed> {
    let fields = parameters.ok_or(NOT_TAKEN)?;
    let fields = PssFields::parse(&fields).map_err(|Malformed(_)| NOT_TAKEN)?;
    let hash = message_hash(&fields.hash)?;
    let mask_hash = mask_hash(fields.mask, &fields.mask_hash).ok_or(OTHER_MASK)?;
    // RFC 4055 §3.1: the trailer is 1, whether encoded or omitted.
    if fields.trailer != [1] {
        return Err(NOT_TAKEN);
    }
    Ok(PssParameters {
        hash,
        mask_hash,
        salt_length: fields.salt_length.ok_or(NOT_TAKEN)?,
    })
}

/// Returns true if two encodings of parameters mean the same: an omitted field is its default, and
/// NULL parameters of a hash are absent ones (RFC 4055 §2.1, §3.1).
pub(crate) fn mean_the_same(one: &Element<'_>, other: &Element<'_>) -> bool {
    fn parts<'a>(algorithm: &AlgorithmIdentifier<'a>) -> (&'a [u8], Option<&'a [u8]>) {
        let parameters = algorithm.parameters.filter(|value| value.tag != tag::NULL);
        (algorithm.identifier, parameters.map(|value| value.whole))
    }
    let (Ok(one), Ok(other)) = (PssFields::parse(one), PssFields::parse(other)) else {
        return one.whole == other.whole;
    };
    // Beyond the limit of a salt nothing is taken, whatever it is.
    parts(&one.hash) == parts(&other.hash)
        && one.mask == other.mask
        && parts(&one.mask_hash) == parts(&other.mask_hash)
        && one.salt_length == other.salt_length
        && one.trailer == other.trailer
}

fn message_hash(algorithm: &AlgorithmIdentifier<'_>) -> core::result::Result<Sha2, Signed> {
    match Hash::named(algorithm.identifier) {
        Named::Trusted(Hash::Sha2(hash)) if algorithm.has_null_or_nothing() => Ok(hash),
        Named::Broken("SHA-1") => Err(Signed::Refused("RSASSA-PSS with SHA-1")),
        Named::Broken(_) => Err(Signed::Refused("RSASSA-PSS with MD5 or MD2")),
        Named::Trusted(_) | Named::Unknown => Err(NOT_TAKEN),
    }
}

fn mask_hash(mask: &[u8], algorithm: &AlgorithmIdentifier<'_>) -> Option<MaskHash> {
    if mask != MGF1 || !algorithm.has_null_or_nothing() {
        return None;
    }
    match Hash::named(algorithm.identifier) {
        Named::Trusted(Hash::Sha2(hash)) => Some(MaskHash::Sha2(hash)),
        Named::Broken("SHA-1") => Some(MaskHash::Sha1),
        Named::Trusted(_) | Named::Broken(_) | Named::Unknown => None,
    }
}

impl<'a> PssFields<'a> {
    /// Parses `SEQUENCE { [0] HashAlgorithm DEFAULT sha1, [1] MaskGenAlgorithm DEFAULT mgf1SHA1,
    /// [2] INTEGER DEFAULT 20, [3] INTEGER DEFAULT 1 }`, all tags explicit.
    fn parse(parameters: &Element<'a>) -> Result<Self> {
        if parameters.tag != tag::SEQUENCE {
            return Err(Malformed("its RSASSA-PSS parameters are not a SEQUENCE"));
        }
        let mut fields = parameters.reader();
        let hash = explicit(&mut fields, 0)?;
        let mask = explicit(&mut fields, 1)?;
        let salt_length = explicit(&mut fields, 2)?;
        let trailer = explicit(&mut fields, 3)?;
        fields.end()?;
        let (mask, mask_hash) = match mask {
            Some(mask) => {
                let mask = AlgorithmIdentifier::parse(&mask)?;
                let hash = mask.parameters.ok_or(Malformed("its mask has no hash"))?;
                (mask.identifier, AlgorithmIdentifier::parse(&hash)?)
            }
            None => (MGF1, ID_SHA1),
        };
        Ok(Self {
            hash: match hash {
                Some(hash) => AlgorithmIdentifier::parse(&hash)?,
                None => ID_SHA1,
            },
            mask,
            mask_hash,
            salt_length: match salt_length {
                Some(length) => small_number(&length),
                None => Some(DEFAULT_SALT_LENGTH),
            },
            trailer: match trailer {
                Some(trailer) if trailer.tag == tag::INTEGER => trailer.content,
                Some(_) => &[],
                None => &[1],
            },
        })
    }
}

fn explicit<'a>(fields: &mut Reader<'a>, number: u8) -> Result<Option<Element<'a>>> {
    let Some(outer) = fields.optional(tag::constructed(number))? else {
        return Ok(None);
    };
    let mut inner = outer.reader();
    let element = inner.any()?;
    inner.end()?;
    Ok(Some(element))
}

/// Parses an INTEGER from 0 to 32767; the longest accepted key has room for a salt of 990 octets.
fn small_number(element: &Element<'_>) -> Option<usize> {
    match (element.tag, element.content) {
        (tag::INTEGER, &[low @ 0..=0x7f]) => Some(usize::from(low)),
        (tag::INTEGER, &[high @ 0..=0x7f, low]) => Some(usize::from(high) << 8 | usize::from(low)),
        _ => None,
    }
}

impl PssParameters {
    /// Runs EMSA-PSS-VERIFY (RFC 8017 §9.1.2) on `message`, which RSAVP1 returned for a modulus of
    /// `modulus_bits`, and `digest`.
    #[must_use]
    pub(crate) fn hold(self, message: &[u8], modulus_bits: usize, digest: &[u8]) -> bool {
        const TRAILER: u8 = 0xbc;
        let hash_length = self.hash.length();
        // RFC 8017 §8.1.2, step 2c: emBits is one less than the length of the modulus in bits, so
        // the message may be one octet shorter.
        let Some(bits) = modulus_bits.checked_sub(1) else {
            return false;
        };
        let Some(start) = message.len().checked_sub(bits.div_ceil(8)) else {
            return false;
        };
        let (above, encoded) = message.split_at(start);
        if above.iter().any(|octet| *octet != 0) {
            return false;
        }
        // Steps 3 to 5: maskedDB, H, and the trailer.
        let Some((&TRAILER, encoded)) = encoded.split_last() else {
            return false;
        };
        let Some(block_length) = encoded.len().checked_sub(hash_length) else {
            return false;
        };
        let (masked, expected) = encoded.split_at(block_length);
        // DB ends in 01 and the salt.
        let Some(padding) = block_length.checked_sub(self.salt_length + 1) else {
            return false;
        };
        // Step 6: the bits above emBits are zero.
        let unused = 8 * bits.div_ceil(8) - bits;
        let top = 0xff_u8 >> unused;
        let mut block = self.mask(expected, masked);
        match (masked.first(), block.first_mut()) {
            (Some(first), Some(unmasked)) if first & !top == 0 => *unmasked &= top,
            _ => return false,
        }
        // Steps 10 to 14.
        let (zeros, rest) = block.split_at(padding);
        let Some((1, salt)) = rest.split_first() else {
            return false;
        };
        zeros.iter().all(|octet| *octet == 0)
            && self.hash.digest(&[&[0; 8], digest, salt]) == expected
    }

    /// Returns `data` XOR MGF1 of `seed` (RFC 8017 Appendix B.2.1).
    fn mask(self, seed: &[u8], data: &[u8]) -> Vec<u8> {
        let counted = (0_u32..).zip(data.chunks(self.mask_hash.length()));
        let masked = counted.map(|(counter, chunk)| {
            let mask = self.mask_hash.digest(seed, counter);
            let pairs = chunk.iter().zip(mask);
            pairs.map(|(octet, mask)| octet ^ mask).collect::<Vec<_>>()
        });
        masked.flatten().collect()
    }
}

impl MaskHash {
    const fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha2(hash) => hash.length(),
        }
    }

    /// Returns the digest of the seed and the counter.
    fn digest(self, seed: &[u8], counter: u32) -> Vec<u8> {
        let counter = counter.to_be_bytes();
        match self {
            Self::Sha1 => Sha1::new()
                .chain_update(seed)
                .chain_update(counter)
                .finalize()
                .to_vec(),
            Self::Sha2(hash) => hash.digest(&[seed, &counter]),
        }
    }
}
