//! Whether one certificate was revoked, by all CRLs and OCSP responses at hand (RFC 5280 §6.3,
//! RFC 6960 §3.2).
//!
//! How several statements about one certificate are put together:
//!
//! - One that it was revoked for good counts, whatever others say and even where it is no longer
//!   current: such a revocation is never taken back.
//! - Of those that it is good and those that it is on hold, the most recent counts.
//! - CRLs that are about some reasons only make it good together, where they cover all of them
//!   (RFC 5280 §6.3.3 (l)).
//! - A responder that does not know the certificate takes back what older responses said.
//!
//! What is not sound, not current, or signed by somebody who cannot be believed never makes a
//! certificate good; each such source is a [`Problem`].

pub(crate) mod crl;
pub(crate) mod ocsp;
pub(crate) mod urls;

pub use crl::scope::{DistributionPoint, DistributionPoints, PointName};
pub use crl::{Crl, CrlDefect};
pub use ocsp::{OcspRefusal, OcspResponse};
pub use urls::{Pointers, ocsp_request};

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::crl::entry::Entry;
use crate::pki::revocation::crl::scope::{OutOfScope, Reasons};
use crate::pki::revocation::ocsp::OcspDefect;
use crate::pki::revocation::ocsp::responder::NotAuthorized;
use crate::pki::signature::outcome::Signed;
use crate::pki::signature::signed_object::Seal;

/// The most certificates whose status hangs on one another: a list signed with a key of its own
/// makes 2, PKITS comes to 3.
const MAX_DEPTH: usize = 6;

/// What may tell whether a certificate was revoked, and who may have signed it.
#[derive(Clone, Debug)]
pub struct Sources<'s, 'a> {
    /// Complete and delta CRLs.
    pub crls: &'s [Crl<'a>],
    /// OCSP responses.
    pub ocsp_responses: &'s [OcspResponse<'a>],
    /// Certificates that may have signed either: trust anchors and intermediates.
    pub certificates: Vec<&'s Certificate<'a>>,
}

/// How much work is left; what a caller passes on is shared by everything that is judged with it.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Signatures that may still be checked.
    pub signatures: usize,
    /// Names that may still be compared.
    pub comparisons: usize,
    /// Octets of CRL entries that may still be searched.
    pub octets: usize,
}

impl Default for Budget {
    /// 100 signatures, as in a search for a path: with keys of 8192 bits about a second in
    /// WebAssembly. A million comparisons and half a gigabyte of entries (some thirty of the longest
    /// CRLs that are read): some tenths of a second each.
    fn default() -> Self {
        Self {
            signatures: 100,
            comparisons: 1_000_000,
            octets: 500_000_000,
        }
    }
}

impl Budget {
    /// Takes `cost` from one of the fields; `None` where there is less.
    pub(crate) fn take(left: &mut usize, cost: usize) -> Option<()> {
        *left = left.checked_sub(cost)?;
        Some(())
    }
}

/// The status of one certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Status {
    /// It was not revoked.
    Good(Evidence),
    /// It was revoked, or is on hold.
    Revoked(Revoked),
    /// Nobody who can be believed says so or so.
    Undetermined(Undetermined),
}

/// What a status rests on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Evidence {
    /// Of several CRLs that cover all reasons together, the one that is current for the shortest.
    pub source: Source,
    /// The delta CRL that the list was combined with.
    pub delta: Option<Source>,
    /// When it was known to be right.
    pub this_update: Time,
    /// Until when it is current, where it says so.
    pub next_update: Option<Time>,
}

/// A CRL or an OCSP response, by its index in [`Sources`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Source {
    /// `crls[…]`.
    Crl(usize),
    /// `ocsp_responses[…]`.
    Ocsp(usize),
}

/// A revocation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Revoked {
    /// When and why.
    pub entry: Entry,
    /// Who says so.
    pub by: Evidence,
}

/// Why there is no status.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Undetermined {
    /// The nearest reason.
    pub why: Why,
    /// What speaks about the certificate, and why it does not count.
    pub problems: Vec<Problem>,
}

/// The reason that there is no status, the nearest to one first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Why {
    /// A limit of work was reached.
    Limit,
    /// A responder does not know the certificate.
    Unknown,
    /// CRLs were found that are about some reasons of revocation only.
    SomeReasons,
    /// What there is was current once.
    Stale,
    /// What there is was issued later than the time that is asked about.
    NotYetValid,
    /// What there is cannot be relied on.
    Unusable,
    /// Nothing at hand is about the certificate.
    NoData,
}

/// Why one source does not count.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// The source.
    pub source: Source,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What is wrong with a source that speaks about a certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ProblemKind {
    /// The CRL is not sound.
    CrlDefect(CrlDefect),
    /// The CRL is not about this certificate.
    CrlOutOfScope(OutOfScope),
    /// The CRL covers these reasons only, and no others cover the rest.
    CrlSomeReasons(Reasons),
    /// A delta CRL, and the list that it belongs to is not there, or not sound.
    DeltaWithoutBase,
    /// The response has no answers.
    OcspRefusal(OcspRefusal),
    /// The response, or its answer, is not sound.
    OcspDefect(OcspDefect),
    /// The responder does not know the certificate (RFC 6960 §2.2, 'unknown').
    OcspUnknown,
    /// Whoever signed the response may not speak for the certificate's issuer.
    OcspNotAuthorized(NotAuthorized),
    /// It was current until then; `None`: it does not say, and is too old.
    Stale(Option<Time>),
    /// It is of a later time than the one that is asked about.
    NotYetValid(Time),
    /// There is no certificate of whoever signed it.
    SignerNotFound,
    /// Its signature was not made with the key of any certificate of its signer, or cannot be
    /// checked; never [`Signed::Yes`].
    Signature(Signed),
    /// The signer's certificate allows no signatures on CRLs (keyUsage without cRLSign).
    SignerUsage,
    /// No path leads from the signer's certificate to the trust anchor (RFC 5280 §6.3.3 (f)).
    SignerPath,
    /// A certificate of the signer's path was revoked.
    SignerRevoked,
    /// It is not known whether the certificates of the signer's path were revoked.
    SignerUndetermined,
    /// A limit of work was reached.
    Limit,
}

impl ProblemKind {
    fn why(&self) -> Why {
        match self {
            Self::Limit => Why::Limit,
            Self::OcspUnknown => Why::Unknown,
            Self::CrlSomeReasons(_) => Why::SomeReasons,
            Self::Stale(_) => Why::Stale,
            Self::NotYetValid(_) => Why::NotYetValid,
            // It is about other certificates.
            Self::CrlOutOfScope(_) => Why::NoData,
            _ => Why::Unusable,
        }
    }
}

/// Finds the path of a certificate that signed a CRL: from it to the trust anchor that the
/// certificate in question leads to, both included, every rule but revocation kept; `None` where
/// there is none. Whether its certificates were revoked is judged here.
pub type SignerPath<'j, 's, 'a> =
    dyn Fn(&'s Certificate<'a>, &mut Budget) -> Option<Vec<&'s Certificate<'a>>> + 'j;

/// Judges certificates by the same sources, at the same time.
pub struct Judge<'j, 's, 'a> {
    pub(crate) sources: &'s Sources<'s, 'a>,
    /// The second that is asked about.
    pub(crate) time: Time,
    pub(crate) signer_path: &'j SignerPath<'j, 's, 'a>,
    /// What is left of the work that may be done.
    pub budget: Budget,
    /// Certificates whose status is being judged, by their DER: none waits for itself.
    pub(crate) open: Vec<&'s [u8]>,
    /// What came of checking a signature: by what was signed and the signer's certificate.
    sealed: Vec<(&'s [u8], &'s [u8], Signed)>,
}

/// What the sources say about one certificate.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    revoked: Option<Revoked>,
    statements: Vec<Statement>,
    unknown_at: Option<Time>,
    problems: Vec<Problem>,
}

/// That a certificate is good or on hold, as far as some reasons go.
#[derive(Clone, Copy, Debug)]
struct Statement {
    covered: Reasons,
    hold: Option<Entry>,
    by: Evidence,
}

impl<'j, 's, 'a> Judge<'j, 's, 'a> {
    /// A judge of what was known at `time`.
    #[must_use]
    pub fn new(
        sources: &'s Sources<'s, 'a>,
        time: Time,
        signer_path: &'j SignerPath<'j, 's, 'a>,
        budget: Budget,
    ) -> Self {
        Self {
            sources,
            time: time.whole_second(),
            signer_path,
            budget,
            open: Vec::new(),
            sealed: Vec::new(),
        }
    }

    /// The status of `subject`, which `issuer` issued: the certificate above it in a valid path.
    #[must_use]
    pub fn status(&mut self, subject: &Certificate<'s>, issuer: &Certificate<'s>) -> Status {
        if self.open.len() == MAX_DEPTH || self.is_open(subject) {
            return Status::Undetermined(Undetermined {
                why: Why::Limit,
                problems: Vec::new(),
            });
        }
        let mut findings = Findings::default();
        self.open.push(subject.der());
        self.ask_crls(&mut findings, subject, issuer);
        self.ask_ocsp(&mut findings, subject, issuer);
        self.open.pop();
        findings.conclude()
    }

    pub(crate) fn is_open(&self, certificate: &Certificate<'_>) -> bool {
        self.open.contains(&certificate.der())
    }

    /// Whether `signer`'s key made the signature; each pair is checked once.
    pub(crate) fn check_seal(
        &mut self,
        seal: &Seal<'s>,
        signer: &Certificate<'s>,
    ) -> Result<(), ProblemKind> {
        let mut known = self.sealed.iter();
        let known = known.find(|(signed, by, _)| {
            core::ptr::eq(*signed, seal.signed) && core::ptr::eq(*by, signer.der())
        });
        let result = if let Some((_, _, result)) = known {
            *result
        } else {
            Budget::take(&mut self.budget.signatures, 1).ok_or(ProblemKind::Limit)?;
            let result = seal.check(signer.public_key());
            self.sealed.push((seal.signed, signer.der(), result));
            result
        };
        match result {
            Signed::Yes { .. } => Ok(()),
            not => Err(ProblemKind::Signature(not)),
        }
    }
}

impl Findings {
    pub(crate) fn problem(&mut self, source: Source, kind: ProblemKind) {
        self.problems.push(Problem { source, kind });
    }

    /// An entry that a source has for the certificate. One whose source is of a later time counts
    /// where it had happened by then.
    pub(crate) fn revoked(&mut self, entry: Entry, by: Evidence) {
        let is_earlier = |known: &Revoked| entry.revocation_date < known.entry.revocation_date;
        if self.revoked.as_ref().is_none_or(is_earlier) {
            self.revoked = Some(Revoked { entry, by });
        }
    }

    /// A usable source that says that the certificate is good, or on hold.
    pub(crate) fn statement(&mut self, covered: Reasons, hold: Option<Entry>, by: Evidence) {
        self.statements.push(Statement { covered, hold, by });
    }

    /// A usable answer that the responder does not know the certificate.
    pub(crate) fn unknown(&mut self, source: Source, at: Time) {
        self.unknown_at = self.unknown_at.max(Some(at));
        self.problem(source, ProblemKind::OcspUnknown);
    }

    fn conclude(mut self) -> Status {
        if let Some(revoked) = self.revoked {
            return Status::Revoked(revoked);
        }
        let unknown_at = self.unknown_at;
        self.statements.retain(|statement| {
            let is_ocsp = matches!(statement.by.source, Source::Ocsp(_));
            !is_ocsp || Some(statement.by.this_update) > unknown_at
        });
        let hold = self.statements.iter().find_map(|held| {
            let is_released = self.statements.iter().any(|later| {
                later.hold.is_none()
                    && later.covered.contains(Reasons::CERTIFICATE_HOLD)
                    && later.by.this_update > held.by.this_update
            });
            let entry = held.hold.filter(|_| !is_released)?;
            Some(Revoked { entry, by: held.by })
        });
        if let Some(hold) = hold {
            return Status::Revoked(hold);
        }
        let good: Vec<_> = self
            .statements
            .iter()
            .filter(|s| s.hold.is_none())
            .collect();
        let complete = good.iter().filter(|s| s.covered == Reasons::ALL);
        if let Some(newest) = complete.max_by_key(|s| s.by.this_update) {
            return Status::Good(newest.by);
        }
        let covered = good.iter().map(|s| s.covered);
        if covered.fold(Reasons::NONE, Reasons::union) == Reasons::ALL
            && let Some(shortest) = good.iter().min_by_key(|s| s.by.next_update)
        {
            return Status::Good(shortest.by);
        }
        let partial: Vec<_> = good.iter().map(|s| (s.by.source, s.covered)).collect();
        for (source, covered) in partial {
            self.problem(source, ProblemKind::CrlSomeReasons(covered));
        }
        let reasons = self.problems.iter().map(|problem| problem.kind.why());
        Status::Undetermined(Undetermined {
            why: reasons.min().unwrap_or(Why::NoData),
            problems: self.problems,
        })
    }
}
