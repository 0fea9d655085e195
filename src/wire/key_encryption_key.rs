//! The key encryption key (KEK): the e-service's RSA key that wraps content keys.

use std::fmt;

use base64ct::{Base64, Encoding as _};
use getrandom::SysRng;
use rsa::PrivateKey;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::traits::PublicKeyParts as _;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// Accepted modulus sizes in bits. iAM Smart's KEK is RSA-2048 (iAM Smart API, content key); above
/// 8192, an operation takes long enough to stall a worker.
const MODULUS_BITS: std::ops::RangeInclusive<u32> = 2048..=8192;

/// The private key of the KEK.
///
/// The gateway wraps with RSAES-PKCS1-v1_5 (RFC 8017 §7.2). The `rsa` crate decodes it in constant
/// time and returns a synthetic plaintext for an invalid padding (draft-irtf-cfrg-rsa-guidance
/// §7.2), so that an invalid padding shows only as a key that decrypts nothing. The private
/// operation is blinded with random numbers of the platform. The crate does not guarantee
/// constant-time arithmetic; if an attacker can time single callbacks precisely, keep the key in a
/// KMS or HSM and unwrap there.
pub struct KeyEncryptionKey(PrivateKey);

impl KeyEncryptionKey {
    /// Parses a key in text: PEM ([`from_pem`](Self::from_pem)), or Base64 of what
    /// [`from_bytes`](Self::from_bytes) takes.
    ///
    /// # Errors
    /// [`Error::KeyEncryptionKeyInvalid`]; [`Error::Base64Invalid`].
    pub fn from_text(text: &str) -> Result<Self> {
        if is_pem(text) {
            return Self::from_pem(text);
        }
        let bytes = decoded(text).ok_or_else(|| Error::Base64Invalid {
            name: "keyEncryptionKey".to_owned(),
        })?;
        Self::from_bytes(&bytes)
    }

    /// Parses the content of a key's file: PEM or DER.
    ///
    /// # Errors
    /// [`Error::KeyEncryptionKeyInvalid`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        match std::str::from_utf8(bytes) {
            Ok(text) if is_pem(text) => Self::from_pem(text),
            _ => Self::from_der(bytes),
        }
    }

    /// Parses a PKCS#8 key (RFC 5958) in PEM (RFC 7468 §10). Text around it is ignored. Line ends
    /// may have become anything that a variable of an environment makes of them: CRLF, blanks, or a
    /// backslash and a letter.
    ///
    /// # Errors
    /// [`Error::KeyEncryptionKeyInvalid`].
    pub fn from_pem(pem: &str) -> Result<Self> {
        let pem = unescaped(pem);
        let (label, body) = private_key_block(&pem)?;
        match label {
            "PRIVATE KEY" => {}
            "ENCRYPTED PRIVATE KEY" => {
                return Err(invalid("it is encrypted; decrypt it with 'openssl pkcs8'"));
            }
            _ => return Err(invalid(PKCS1)),
        }
        let der = decoded(body).ok_or_else(|| {
            invalid("it is not an RSA private key in PKCS#8 PEM: it is not Base64")
        })?;
        Self::from_der(&der)
    }

    /// Parses a PKCS#8 key (RFC 5958) in DER.
    ///
    /// # Errors
    /// [`Error::KeyEncryptionKeyInvalid`].
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let key = PrivateKey::from_pkcs8_der(der).map_err(|_| invalid(other_format(der)))?;
        Self::checked(key)
    }

    /// Unwraps a key; an invalid padding gives a synthetic plaintext (implicit rejection). `None`
    /// for a ciphertext that has not the modulus's length or is not below the modulus, neither of
    /// which is a secret from its sender.
    pub(super) fn unwrap_key(&self, wrapped: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.0
            .pkcs1v15_decrypt_with_rng(&mut SysRng, wrapped)
            .ok()
            .map(Zeroizing::new)
    }

    fn checked(key: PrivateKey) -> Result<Self> {
        if !MODULUS_BITS.contains(&key.n().bit_width()) {
            return Err(invalid("it must be an RSA key of 2048 to 8192 bits"));
        }
        Ok(Self(key))
    }
}

const PKCS1: &str = "it is a PKCS#1 key; convert it with 'openssl pkcs8 -topk8 -nocrypt'";

/// `-nodes` is understood by every version of OpenSSL and by LibreSSL. OpenSSL 3 reads the ciphers
/// of older files with `-legacy` only.
const PKCS12: &str = "it is a PKCS#12 file (.p12, .pfx); convert it with 'openssl pkcs12 -in FILE \
                      -nocerts -nodes', and '-legacy' besides if it is an older one";

const BEGIN: &str = "-----BEGIN ";

fn is_pem(text: &str) -> bool {
    text.contains(BEGIN)
}

/// Replaces line ends that are written as backslashes and a letter, as in variables of an
/// environment and in JSON; each that hands them on may have doubled the backslashes.
fn unescaped(pem: &str) -> Zeroizing<String> {
    let mut pem = Zeroizing::new(pem.to_owned());
    while pem.contains("\\\\") {
        pem = Zeroizing::new(pem.replace("\\\\", "\\"));
    }
    let pem = Zeroizing::new(pem.replace("\\r", "\n"));
    Zeroizing::new(pem.replace("\\n", "\n"))
}

/// Returns label and body of the first block of a private key.
fn private_key_block(pem: &str) -> Result<(&str, &str)> {
    for block in pem.split(BEGIN).skip(1) {
        let Some((label, rest)) = block.split_once("-----") else {
            continue;
        };
        if label != "PRIVATE KEY" && label != "ENCRYPTED PRIVATE KEY" && label != "RSA PRIVATE KEY"
        {
            continue;
        }
        let (body, end) = rest
            .split_once("-----END ")
            .ok_or_else(|| invalid("its PEM is cut off: it has no END line"))?;
        if !end.starts_with(label) {
            return Err(invalid("its PEM has an END line of something else"));
        }
        return Ok((label, body));
    }
    Err(invalid("its PEM has no RSA private key"))
}

/// Decodes Base64, whatever blanks are in it, in constant time.
fn decoded(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut characters = Zeroizing::new(String::with_capacity(text.len()));
    characters.extend(text.split_whitespace());
    let mut bytes = Zeroizing::new(vec![0; characters.len() / 4 * 3]);
    let length = Base64::decode(characters.as_bytes(), &mut bytes)
        .ok()?
        .len();
    bytes.truncate(length);
    Some(bytes)
}

/// Says what a file is that is not PKCS#8 in DER, by what its outermost SEQUENCE begins with.
fn other_format(der: &[u8]) -> &'static str {
    let length_octets = match der {
        [0x30, first @ 0x81..=0x84, ..] => usize::from(first & 0x7f),
        _ => 0,
    };
    match der.get(2 + length_octets..).unwrap_or_default() {
        // RFC 7292 §4: the version, 3, then a ContentInfo.
        [0x02, 0x01, 0x03, 0x30, ..] => PKCS12,
        // RFC 8017 A.1.2: the version, 0, then the modulus.
        [0x02, 0x01, 0x00, 0x02, ..] => PKCS1,
        _ => "it is not an RSA private key in PKCS#8 DER",
    }
}

impl fmt::Debug for KeyEncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyEncryptionKey(…)")
    }
}

fn invalid(reason: &str) -> Error {
    Error::KeyEncryptionKeyInvalid {
        reason: reason.to_owned(),
    }
}
