//! How much is done for one verdict.

use iamsmart::pki::revocation::Budget;

use crate::{VALIDATION_TIME, person_at};

#[test]
fn work_has_limits() {
    let full = Budget::default;
    let signatures = Budget {
        signatures: 0,
        ..full()
    };
    let rows = [
        ("revoked", "-", signatures.clone(), "Limit(Signatures)"),
        ("-", "revoked", signatures, "Limit(Signatures)"),
        (
            "revoked",
            "-",
            Budget {
                comparisons: 0,
                ..full()
            },
            "Limit(Comparisons)",
        ),
        (
            "revoked",
            "-",
            Budget {
                octets: 0,
                ..full()
            },
            "Limit(Octets)",
        ),
    ];
    for (crl, response, budget, limit) in rows {
        let found = person_at(crl, response, VALIDATION_TIME, budget);
        assert_eq!(found, format!("{limit} {limit}"));
    }
}
