//! What would help where a verdict is INDETERMINATE.

use crate::asn1::time::Time;
use crate::report::check::{AsOf, Outcome, SubIndication};
use crate::report::sentence::Detail;
use crate::report::sentence::advice::AdviceDetail;
use crate::verification::report::{Indication, VerificationReport};

/// The times as of which open checks could be decided.
#[derive(Clone, Copy, Default)]
struct Window {
    from: Option<Time>,
    until: Option<Time>,
    /// True if an open check does not depend on the time.
    is_more_open: bool,
}

impl VerificationReport {
    /// Returns what would help to decide; `None` if it is decided, or nothing is known to help.
    #[must_use]
    pub fn advice(&self) -> Option<Detail> {
        let advice = match self.open_reason()? {
            SubIndication::TryLater => match self.ask_again_as_of() {
                Some(time) => AdviceDetail::DataEnded { time },
                None => AdviceDetail::AskLater,
            },
            SubIndication::OutOfBoundsNoPoe => {
                let time = self.ask_again_as_of()?;
                let Window { from, until, .. } = self.window();
                match (from, until) {
                    (None, _) => AdviceDetail::CertificateEnded { time },
                    (_, None) => AdviceDetail::AskFrom { time },
                    _ => AdviceDetail::AskAsOf { time },
                }
            }
            SubIndication::NoCertificateChainFound => AdviceDetail::Certificates,
            SubIndication::SignedDataNotFound => AdviceDetail::Content,
            SubIndication::NoSigningCertificateFound => AdviceDetail::SignersCertificate,
            SubIndication::RevokedNoPoe | SubIndication::RevokedCaNoPoe => AdviceDetail::Revoked,
            _ => return None,
        };
        Some(advice.into())
    }

    /// Returns the time as of which to ask again, if it is open because of the time, and there is one as
    /// of which it could be decided.
    #[must_use]
    pub fn ask_again_as_of(&self) -> Option<Time> {
        let reason = self.open_reason()?;
        let Window {
            from,
            until,
            is_more_open,
        } = self.window();
        match reason {
            // What is known of revocation at another time is open, too, until it is asked.
            SubIndication::OutOfBoundsNoPoe => {}
            SubIndication::TryLater if !is_more_open => {}
            _ => return None,
        }
        let is_empty = matches!((from, until), (Some(from), Some(until)) if from > until);
        until.or(from).filter(|_| !is_empty)
    }

    fn open_reason(&self) -> Option<SubIndication> {
        let is_open = self.indication == Indication::Indeterminate;
        self.sub_indication.filter(|_| is_open)
    }

    fn window(&self) -> Window {
        let mut window = Window::default();
        let checks = self.checks.iter();
        for check in checks.filter(|check| check.outcome == Outcome::Indeterminate) {
            match check.as_of {
                Some(AsOf::From(time)) => window.from = window.from.max(Some(time)),
                Some(AsOf::Until(time)) => {
                    window.until = Some(window.until.map_or(time, |until| until.min(time)));
                }
                None => window.is_more_open = true,
            }
        }
        window
    }
}
