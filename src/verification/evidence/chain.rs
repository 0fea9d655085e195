//! The time-stamps of an evidence file, judged from the last to the first.
//!
//! A time-stamp that is not valid at the validation time is judged at the time that the next one that
//! counts proves for it (ETSI EN 319 102-1 §5.6.2.2, RFC 4998 §5.3). One that has ended by then, because
//! its certificate or an algorithm ended or its authority was revoked, does not count: the next one
//! came too late for it.

use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::Result;
use crate::asn1::item::{Item, ItemName};
use crate::asn1::time::Time;
use crate::json::JsonObject;
use crate::pki::cms::Held;
use crate::validation::{AlgorithmEnds, Existence};
use crate::verification::evidence::coverage::Coverage;
use crate::verification::evidence::file::{EvidenceFile, Lists};
use crate::verification::evidence::holding::{Limit, limit_of};
use crate::verification::evidence::stamp::Stamp;
use crate::verification::input::PathOptions;
use crate::verification::parsed_input::{DecodedInput, Proofs};
use crate::verification::report::{Indication, VerificationReport};
use crate::verification::timestamp::{Stamped, TimestampInput, verify_decoded};

/// The place of a time-stamp in a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TimestampPlace {
    /// `signatureTimestamps[…]`: over the signature.
    Signature(usize),
    /// `renewals[…]`: over everything before it.
    Renewal(usize),
}

/// What a time-stamp of a file is worth.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TimestampWorth {
    /// It proves that what it is over was there at this time.
    Proves(Time),
    /// It is over something else.
    OverSomethingElse,
    /// It had ended by the time at which it is judged: nobody renewed it before.
    Ended(Limit),
    /// It cannot be read; the reason is a clause.
    Unreadable(&'static str),
    /// It is not valid, or it could not be decided whether it is, at the time at which it is judged.
    NotValid,
}

/// The judgement of a time-stamp of a file.
#[derive(Clone, Debug)]
pub struct JudgedTimestamp {
    /// Its place.
    pub place: TimestampPlace,
    /// The time that its authority states; `None` if it cannot be read.
    pub time: Option<Time>,
    /// The time at which it is judged: that of the next one that counts, or the validation time.
    pub judged_at: Time,
    /// What it is worth.
    pub worth: TimestampWorth,
    /// Until when it can be judged without another one over it; `None` if it cannot be read, or has no
    /// path.
    pub holds_until: Option<Limit>,
    /// The report on it; `None` if it cannot be read.
    pub report: Option<VerificationReport>,
}

/// The time-stamps of a file, in its order, and what they prove.
#[derive(Default)]
pub(super) struct Chain {
    pub(super) timestamps: Vec<JudgedTimestamp>,
    /// The earliest time at which the signature is known to have been there.
    pub(super) proven: Option<Time>,
    /// Until when the last renewal that counts holds; without one, the time-stamp that proves the
    /// earliest time.
    pub(super) holds_until: Option<Limit>,
    /// The renewals that count, and their times.
    renewals: Vec<(usize, Time)>,
}

/// By which renewals what a file and the options hold is known to have been there.
pub(super) struct Material {
    /// The first renewal whose time-stamp is over each CRL and OCSP response; `None` for those of the
    /// options, which none is over.
    layers: Vec<(ItemName, Option<usize>)>,
    /// The first renewal whose time-stamp is over the signature, each certificate and each token, by
    /// their SHA-256 digests.
    covered: Vec<([u8; 32], usize)>,
}

impl JudgedTimestamp {
    /// Returns true if it counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self.worth, TimestampWorth::Proves(_))
    }
}

impl Material {
    /// Moves the lists of a file to those of the options.
    pub(super) fn of(decoded: &mut DecodedInput<'_>, file: &mut EvidenceFile) -> Self {
        let covered = covered(file);
        let mut layers = Vec::new();
        for item in decoded.crls.iter().chain(&decoded.ocsp_responses) {
            layers.push((item.name, None));
        }
        let mut add = |lists: &mut Lists, layer: usize| {
            let Lists {
                intermediates,
                crls,
                ocsp_responses,
            } = lists;
            add_unknown(
                &mut decoded.intermediates,
                intermediates,
                &mut Vec::new(),
                layer,
            );
            add_unknown(&mut decoded.crls, crls, &mut layers, layer);
            add_unknown(
                &mut decoded.ocsp_responses,
                ocsp_responses,
                &mut layers,
                layer,
            );
        };
        add(&mut file.lists, 0);
        for (layer, renewal) in file.renewals.iter_mut().enumerate() {
            add(&mut renewal.lists, layer);
        }
        Self { layers, covered }
    }

    /// Returns when the CRLs and OCSP responses are known to have been there, by the renewals that
    /// count.
    pub(super) fn proofs(&self, chain: &Chain, now: Time) -> Proofs {
        let layers = self.layers.iter();
        let time = |layer: Option<usize>| layer.and_then(|layer| chain.proven_by(layer));
        layers
            .map(|(name, layer)| (*name, time(*layer).unwrap_or(now)))
            .collect()
    }

    /// Returns the same for signature, certificates and tokens.
    pub(super) fn existence(&self, chain: &Chain) -> Existence {
        let mut existence = Existence::default();
        for (digest, layer) in &self.covered {
            if let Some(time) = chain.proven_by(*layer) {
                existence.add_digest(*digest, time);
            }
        }
        existence
    }
}

/// Returns the signature, the certificates and the tokens of a file, each with the first renewal that is
/// over it.
fn covered(file: &EvidenceFile) -> Vec<([u8; 32], usize)> {
    let digest = |octets: &[u8]| -> [u8; 32] { Sha256::digest(octets).into() };
    let mut covered = vec![(digest(&file.signature), 0), (digest(&file.certificate), 0)];
    let mut add_items = |items: &[Item<'_>], layer: usize| {
        let octets = items.iter().filter_map(|item| item.octets.as_ref().ok());
        covered.extend(octets.map(|octets| (digest(octets), layer)));
    };
    add_items(&file.lists.intermediates, 0);
    for (layer, renewal) in file.renewals.iter().enumerate() {
        add_items(&renewal.lists.intermediates, layer);
    }
    let of_signature = file.signature_timestamps.iter().map(|token| (token, 0));
    let renewals = file.renewals.iter().enumerate();
    let of_renewals =
        renewals.filter_map(|(layer, renewal)| Some((renewal.timestamp.as_ref()?, layer + 1)));
    for (token, layer) in of_signature.chain(of_renewals) {
        covered.push((digest(token), layer));
        let held = Held::by(token);
        covered.extend(held.all().map(|octets| (digest(octets), layer)));
    }
    covered
}

/// Adds the items whose octets are not there yet; those that are there are known as early as the first
/// of them.
fn add_unknown(
    known: &mut Vec<Item<'_>>,
    items: &mut Vec<Item<'static>>,
    layers: &mut Vec<(ItemName, Option<usize>)>,
    layer: usize,
) {
    for item in items.drain(..) {
        let same = known.iter().find(|known| known.octets == item.octets);
        let Some(same) = same.map(|same| same.name) else {
            layers.push((item.name, Some(layer)));
            known.push(item);
            continue;
        };
        let entry = layers.iter_mut().find(|(name, _)| *name == same);
        if let Some((_, of_options @ None)) = entry {
            *of_options = Some(layer);
        }
    }
}

impl Chain {
    /// Returns true if a renewal counts.
    pub(super) fn has_renewal(&self) -> bool {
        !self.renewals.is_empty()
    }

    /// Returns the time that the earliest renewal that counts proves for what is in this layer or below.
    fn proven_by(&self, layer: usize) -> Option<Time> {
        let over = self.renewals.iter();
        let over = over.filter(|(renewal, _)| layer <= *renewal);
        over.map(|(_, time)| *time).min()
    }

    /// Judges the time-stamps of a file that was read from `object`, if it may have any.
    pub(super) fn judge(
        object: Option<&JsonObject>,
        file: &EvidenceFile,
        decoded: &DecodedInput<'_>,
        material: &Material,
        options: &PathOptions,
        ends: &AlgorithmEnds,
    ) -> Result<Self> {
        let now = options.validation_time;
        let mut chain = Self::default();
        let Some(object) = object else {
            return Ok(chain);
        };
        let judge = Judge {
            now,
            options: options.of_timestamps(),
            ends,
            decoded,
            material,
        };
        let mut coverage = Coverage::of(object)?;
        let mut at = now;
        let renewals = file.renewals.iter().enumerate().rev();
        for (index, renewal) in renewals {
            let Some(token) = &renewal.timestamp else {
                continue;
            };
            let place = TimestampPlace::Renewal(index);
            let digest = |stamp: &Stamp| coverage.digests(stamp.hash).get(index).cloned();
            let judged = judge.judge(&chain, place, token, digest, at)?;
            if let TimestampWorth::Proves(time) = judged.worth {
                at = time;
                chain.renewals.push((index, time));
                chain.proven = chain.proven.into_iter().chain([time]).min();
                if chain.holds_until.is_none() {
                    chain.holds_until.clone_from(&judged.holds_until);
                }
            }
            chain.timestamps.insert(0, judged);
        }
        let over_signature = file.signature_timestamps.iter().enumerate().rev();
        let has_renewal = chain.proven.is_some();
        for (index, token) in over_signature {
            let place = TimestampPlace::Signature(index);
            let digest = |stamp: &Stamp| Some(stamp.hash.digest(&[&file.signature]));
            let judged = judge.judge(&chain, place, token, digest, at)?;
            if let TimestampWorth::Proves(time) = judged.worth {
                let is_earlier = chain.proven.is_none_or(|proven| time < proven);
                if is_earlier && !has_renewal {
                    chain.holds_until.clone_from(&judged.holds_until);
                }
                if is_earlier {
                    chain.proven = Some(time);
                }
            }
            chain.timestamps.insert(0, judged);
        }
        Ok(chain)
    }
}

struct Judge<'j, 'o> {
    now: Time,
    options: PathOptions,
    ends: &'j AlgorithmEnds,
    decoded: &'j DecodedInput<'o>,
    material: &'j Material,
}

impl Judge<'_, '_> {
    fn judge(
        &self,
        chain: &Chain,
        place: TimestampPlace,
        token: &[u8],
        digest: impl FnOnce(&Stamp) -> Option<Vec<u8>>,
        at: Time,
    ) -> Result<JudgedTimestamp> {
        let mut judged = JudgedTimestamp {
            place,
            time: None,
            judged_at: at,
            worth: TimestampWorth::NotValid,
            holds_until: None,
            report: None,
        };
        let stamp = match Stamp::parse(token) {
            Ok(stamp) => stamp,
            Err(reason) => {
                judged.worth = TimestampWorth::Unreadable(reason);
                return Ok(judged);
            }
        };
        judged.time = Some(stamp.time);
        let digest = digest(&stamp).unwrap_or_default();
        let input = TimestampInput {
            token,
            stamped: Stamped::Digest(&digest),
            nonce: None,
            policies: Vec::new(),
            existence: self.material.existence(chain),
            options: &self.options,
        };
        let proofs = self.material.proofs(chain, self.now);
        let found = verify_decoded(&input, self.decoded, &proofs)?;
        let is_over_it = digest == stamp.digest;
        judged.holds_until = limit_of(&found.report, &stamp.algorithms(&found.report), self.ends);
        let limit = judged.holds_until.clone();
        let has_ended = limit.filter(|limit| limit.end < at.whole_second());
        judged.worth = match (found.proven, has_ended) {
            _ if !is_over_it => TimestampWorth::OverSomethingElse,
            _ if found.report.indication == Indication::TotalFailed => TimestampWorth::NotValid,
            (_, Some(limit)) => TimestampWorth::Ended(limit),
            (Some(time), None) => TimestampWorth::Proves(time),
            (None, None) => TimestampWorth::NotValid,
        };
        judged.report = Some(found.report);
        Ok(judged)
    }
}
