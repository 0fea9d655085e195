//! When a call is repeated after the gateway failed to process it.

/// When a call may be repeated after HTTP 429, 500 or 503.
///
/// 429 means that the request was not processed (RFC 6585 §4). 500 and 503 do not: a proxy in front
/// of the gateway may return them for a request that was processed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Repeatable {
    /// After all three: the call is idempotent.
    Always,
    /// Only after 429: the call uses something up, or asks the user.
    WhereNotLookedAt,
    /// Never: one `businessID` must not cause two requests for a signature.
    Never,
}

impl Repeatable {
    fn includes(self, status: u16) -> bool {
        match self {
            Self::Always => matches!(status, 429 | 500 | 503),
            Self::WhereNotLookedAt => status == 429,
            Self::Never => false,
        }
    }
}

/// Waits between the attempts of a call: 0.5, 1 and 2 s, each shortened randomly by up to a half so
/// that many callers do not retry at once, and extended to `Retry-After` if that is longer (RFC
/// 9110 §10.2.3). No attempt starts later than `total_ms` after the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    repeatable: Repeatable,
    repeats: u32,
    deadline: Option<i64>,
}

impl Backoff {
    /// Maximum number of repetitions of a call.
    const MAX_REPEATS: u32 = 3;

    /// The first wait in milliseconds; each further wait is twice as long.
    const FIRST_WAIT_MS: u32 = 500;

    pub(super) fn new(repeatable: Repeatable) -> Self {
        Self {
            repeatable,
            repeats: 0,
            deadline: None,
        }
    }

    /// Records an attempt at `now` (Unix time in milliseconds).
    pub(super) fn attempt(&mut self, now: i64, total_ms: u32) {
        self.deadline
            .get_or_insert(now.saturating_add(i64::from(total_ms)));
    }

    /// Returns true if the time for further attempts has passed at `now` (Unix time in
    /// milliseconds).
    pub(super) fn is_over(&self, now: i64) -> bool {
        self.deadline.is_some_and(|deadline| now > deadline)
    }

    /// Returns the wait before the next attempt in milliseconds; `None` if the call must not be
    /// repeated.
    pub(super) fn wait(&mut self, status: u16, retry_after: Option<i64>, now: i64) -> Option<u32> {
        let deadline = self.deadline?;
        if !self.repeatable.includes(status) || self.repeats >= Self::MAX_REPEATS {
            return None;
        }
        let longest = Self::FIRST_WAIT_MS << self.repeats;
        let wait = i64::from(longest - jitter(longest / 2)).max(retry_after.unwrap_or(0));
        if now.saturating_add(wait) > deadline {
            return None;
        }
        self.repeats += 1;
        u32::try_from(wait).ok()
    }
}

/// Returns a random number below `bound`, or 0 if the platform has no random numbers.
fn jitter(bound: u32) -> u32 {
    let mut octets = [0; 4];
    let drawn = getrandom::fill(&mut octets).is_ok();
    if drawn {
        u32::from_be_bytes(octets) % bound
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_600_000_000_000;

    fn started(repeatable: Repeatable, total_ms: u32) -> Backoff {
        let mut backoff = Backoff::new(repeatable);
        backoff.attempt(NOW, total_ms);
        backoff
    }

    #[test]
    fn waits_double_and_end() {
        let mut backoff = started(Repeatable::Always, 20_000);
        for longest in [500, 1000, 2000] {
            let wait = backoff.wait(503, None, NOW).unwrap();
            assert!(wait > longest / 2 && wait <= longest, "{wait}");
        }
        assert_eq!(backoff.wait(503, None, NOW), None);
    }

    #[test]
    fn retry_after_is_waited_for_or_given_up() {
        let mut backoff = started(Repeatable::Always, 20_000);
        assert_eq!(backoff.wait(429, Some(7000), NOW), Some(7000));
        assert_eq!(backoff.wait(429, Some(7000), NOW + 7000), Some(7000));
        assert_eq!(backoff.wait(429, Some(7000), NOW + 14_000), None);
        assert_eq!(
            started(Repeatable::Always, 20_000).wait(429, Some(i64::MAX), NOW),
            None
        );
        assert!(
            started(Repeatable::Always, 20_000)
                .wait(429, Some(-5), NOW)
                .is_some()
        );
    }

    #[test]
    fn nothing_begins_after_the_deadline() {
        assert_eq!(started(Repeatable::Always, 0).wait(503, None, NOW), None);
        let mut backoff = started(Repeatable::Always, 20_000);
        // A second attempt does not move the deadline.
        backoff.attempt(NOW + 19_000, 20_000);
        assert_eq!(backoff.wait(503, None, NOW + 19_900), None);
    }

    #[test]
    fn the_deadline_itself_is_in_time() {
        let mut backoff = started(Repeatable::Always, 7000);
        assert_eq!(backoff.wait(429, Some(7000), NOW), Some(7000));
        assert!(!backoff.is_over(NOW + 7000));
        assert!(backoff.is_over(NOW + 7001));
        assert!(!Backoff::new(Repeatable::Always).is_over(i64::MAX));
    }

    /// Callers that failed together do not come back together.
    #[test]
    fn waits_differ() {
        let wait = |_| started(Repeatable::Always, 20_000).wait(503, None, NOW);
        let waits: std::collections::BTreeSet<_> = (0..100).map(wait).collect();
        assert!(waits.len() > 10, "{waits:?}");
    }

    #[test]
    fn each_call_is_repeated_after_what_is_safe_for_it() {
        for (repeatable, statuses) in [
            (Repeatable::Always, &[429, 500, 503][..]),
            (Repeatable::WhereNotLookedAt, &[429]),
            (Repeatable::Never, &[]),
        ] {
            for status in [
                0, 200, 302, 400, 401, 403, 404, 413, 429, 500, 502, 503, 504,
            ] {
                let wait = started(repeatable, 20_000).wait(status, None, NOW);
                assert_eq!(
                    wait.is_some(),
                    statuses.contains(&status),
                    "{repeatable:?} {status}"
                );
            }
        }
    }
}
