//! What the time-stamps of an evidence file are over.
//!
//! | time-stamp | is over |
//! |---|---|
//! | of `signatureTimestamps` | the octets of the signature |
//! | of `renewals[n]` | the canonical form (RFC 8785) of the file, in which `renewals` ends with item n, and item n has no `timestamp` |
//!
//! So each renewal is over the content, the signature, all validation data and every time-stamp
//! before it, with one hash function: what RFC 4998 §5.3 calls hash-tree renewal. It also renews when
//! only the certificate of the time-stamp before ends (§5.2), and there is one rule for both.

use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest, Sha256, Sha384, Sha512};
use sm3::Sm3;

use crate::Result;
use crate::json::{JsonObject, write_string};
use crate::pki::signature::{Hash, Sha2};
use crate::verification::evidence::file::{RENEWALS, RenewalTexts};

/// The canonical form of a file in pieces, so that no copy is made for each renewal.
pub(super) struct Coverage<'f> {
    file: &'f JsonObject,
    renewals: RenewalTexts,
    /// Digests that were computed.
    known: Vec<(Hash, Vec<Vec<u8>>)>,
}

impl<'f> Coverage<'f> {
    /// # Errors
    /// [`EvidenceInvalid`](crate::Error::EvidenceInvalid) if the file has no list of renewals.
    pub(super) fn of(file: &'f JsonObject) -> Result<Self> {
        let renewals = RenewalTexts::of(file)?;
        Ok(Self {
            file,
            renewals,
            known: Vec::new(),
        })
    }

    /// Returns the digest of what each renewal's time-stamp is over. The file is read once for each
    /// hash function, however many renewals it has.
    pub(super) fn digests(&mut self, hash: Hash) -> &[Vec<u8>] {
        let found = self.known.iter().position(|(known, _)| *known == hash);
        let index = found.unwrap_or_else(|| {
            let digests = self.computed(hash);
            self.known.push((hash, digests));
            self.known.len() - 1
        });
        &self.known[index].1
    }

    fn computed(&self, hash: Hash) -> Vec<Vec<u8>> {
        match hash {
            Hash::Sha2(Sha2::Sha256) => self.digests_by::<Sha256>(),
            Hash::Sha2(Sha2::Sha384) => self.digests_by::<Sha384>(),
            Hash::Sha2(Sha2::Sha512) => self.digests_by::<Sha512>(),
            Hash::Sm3 => self.digests_by::<Sm3>(),
        }
    }

    fn digests_by<D: Digest + Clone>(&self) -> Vec<Vec<u8>> {
        let (mut before, mut after) = (D::new(), String::new());
        let mut separator = "{";
        let mut is_before = true;
        for (name, value) in self.file.members() {
            let mut key = String::from(separator);
            separator = ",";
            write_string(&mut key, name);
            key.push(':');
            if name == RENEWALS {
                is_before = false;
                before.update(key.as_bytes());
                before.update(b"[");
            } else if is_before {
                before.update(key.as_bytes());
                before.update(value.canonical().as_bytes());
            } else {
                after.push_str(&key);
                after.push_str(value.canonical());
            }
        }
        after.insert(0, ']');
        after.push('}');
        let mut digests = Vec::new();
        for (index, (open, whole)) in self
            .renewals
            .open
            .iter()
            .zip(&self.renewals.whole)
            .enumerate()
        {
            if index > 0 {
                before.update(b",");
            }
            let mut one = before.clone();
            one.update(open.as_bytes());
            one.update(after.as_bytes());
            digests.push(one.finalize().to_vec());
            before.update(whole.as_bytes());
        }
        digests
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"content":"a","renewals":[{"crls":["c"],"timestamp":"t"},{"crls":[]}],"signature":"s","version":"v"}"#;

    fn digests(file: &str, hash: Hash) -> Vec<Vec<u8>> {
        let file = JsonObject::parse(file).unwrap().unwrap();
        Coverage::of(&file).unwrap().digests(hash).to_vec()
    }

    /// The canonical forms are written by hand.
    #[test]
    fn a_renewal_is_over_all_before_it() {
        let first = r#"{"content":"a","renewals":[{"crls":["c"]}],"signature":"s","version":"v"}"#;
        let second = FILE;
        for hash in [
            Hash::Sha2(Sha2::Sha256),
            Hash::Sha2(Sha2::Sha384),
            Hash::Sha2(Sha2::Sha512),
            Hash::Sm3,
        ] {
            let expected = [first, second].map(|text| hash.digest(&[text.as_bytes()]));
            assert_eq!(digests(FILE, hash), expected);
        }
    }

    #[test]
    fn the_form_of_the_text_and_a_later_time_stamp_do_not_count() {
        let sha256 = Hash::Sha2(Sha2::Sha256);
        let spaced = r#"{ "version":"v", "signature":"s", "content":"a",
            "renewals":[{"timestamp":"t","crls":["c"]},{"crls":[],"timestamp":"u"}] }"#;
        assert_eq!(digests(spaced, sha256), digests(FILE, sha256));
        let changed = FILE.replace(r#""t""#, r#""T""#);
        let [before, after] = [FILE, &changed].map(|file| digests(file, sha256));
        assert_eq!(before[0], after[0]);
        assert_ne!(before[1], after[1]);
    }
}
