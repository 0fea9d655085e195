//! The time-stamps of an evidence file, judged from the last to the first.
//!
//! A time-stamp is judged at the time that the next one that counts proves for it, and the last one at
//! the validation time (ETSI EN 319 102-1 §5.6.2.2, RFC 4998 §5.3). One that has ended by then, because
//! its certificate or an algorithm ended or its authority was revoked, does not count: the next one
//! came too late for it.

use alloc::vec::Vec;

use crate::Result;
use crate::asn1::item::{Item, ItemName};
use crate::asn1::time::Time;
use crate::json::JsonObject;
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
    /// Until when the last one that counts holds.
    pub(super) holds_until: Option<Limit>,
    /// The renewals that count, and their times.
    renewals: Vec<(usize, Time)>,
}

/// The certificates and revocation data of a file and of the options.
pub(super) struct Material<'o> {
    /// With the trust anchors of time-stamping authorities.
    pub(super) decoded: DecodedInput<'o>,
    /// The first renewal whose time-stamp is over each CRL and OCSP response; `None` for those of the
    /// options, which none is over.
    layers: Vec<(ItemName, Option<usize>)>,
}

impl JudgedTimestamp {
    /// Returns true if it counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self.worth, TimestampWorth::Proves(_))
    }
}

impl<'o> Material<'o> {
    /// Takes the lists out of a file.
    pub(super) fn of(mut decoded: DecodedInput<'o>, file: &mut EvidenceFile) -> Self {
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
        Self { decoded, layers }
    }

    /// Returns when the CRLs and OCSP responses are known to have been there, by the renewals that
    /// count.
    pub(super) fn proofs(&self, chain: &Chain, now: Time) -> Proofs {
        let time = |layer: Option<usize>| {
            let over = chain.renewals.iter();
            let over = over.filter(|(renewal, _)| layer.is_some_and(|layer| layer <= *renewal));
            over.map(|(_, time)| *time).min().unwrap_or(now)
        };
        let layers = self.layers.iter();
        layers.map(|(name, layer)| (*name, time(*layer))).collect()
    }
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
    /// Judges the time-stamps of a file that was read from `object`, if it may have any.
    pub(super) fn judge(
        object: Option<&JsonObject>,
        file: &EvidenceFile,
        material: &Material<'_>,
        options: &PathOptions,
        ends: &AlgorithmEnds,
    ) -> Result<Self> {
        let now = options.validation_time;
        let mut chain = Self::default();
        let Some(object) = object else {
            return Ok(chain);
        };
        let mut judge = Judge {
            now,
            options: options.of_timestamps(),
            ends,
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
                chain.proven = Some(time);
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
                let earlier = |proven: Time| proven.min(time);
                chain.proven = Some(chain.proven.map_or(time, earlier));
                if !has_renewal {
                    chain.holds_until = later(chain.holds_until.take(), judged.holds_until.clone());
                }
            }
            chain.timestamps.insert(0, judged);
        }
        Ok(chain)
    }
}

fn later(one: Option<Limit>, other: Option<Limit>) -> Option<Limit> {
    one.into_iter().chain(other).max_by_key(|limit| limit.end)
}

struct Judge<'j, 'o> {
    now: Time,
    options: PathOptions,
    ends: &'j AlgorithmEnds,
    material: &'j Material<'o>,
}

impl Judge<'_, '_> {
    fn judge(
        &mut self,
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
        self.options.validation_time = at;
        let input = TimestampInput {
            token,
            stamped: Stamped::Digest(&digest),
            nonce: None,
            policies: Vec::new(),
            existence: Existence::default(),
            options: &self.options,
        };
        let proofs = self.material.proofs(chain, self.now);
        let found = verify_decoded(&input, &self.material.decoded, &proofs)?;
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
