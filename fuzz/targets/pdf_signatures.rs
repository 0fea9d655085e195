//! One PDF file: its signatures, what they cover, and what was changed after them.

#![no_main]

use iamsmart::pdf::{Allowance, read_signatures};
use iamsmart::report::{Outcome, ReportLanguage};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(found) = read_signatures(data) else {
        return;
    };
    let _ = found.digests(data);
    for signature in &found.signatures {
        let ifs = [signature.checks(&|_| true), signature.checks(&|_| false)];
        let [best, worst] = ifs.map(|checks| {
            let checks = checks.into_vec();
            for check in &checks {
                assert!(!check.detail.in_language(ReportLanguage::English).is_empty());
            }
            checks.iter().all(|check| check.outcome == Outcome::Passed)
        });
        assert!(best || !worst, "what others are worth never makes it worse");
        if !best {
            continue;
        }
        let range = signature.byte_range.as_ref().expect("it passed");
        let [first, second] = range.parts();
        assert_eq!(first.start, 0);
        assert_eq!(second.end, range.end);
        let gap = &data[range.gap.clone()];
        let digits = gap
            .strip_prefix(b"<")
            .and_then(|gap| gap.strip_suffix(b">"));
        let digits = digits.expect("only a string is left out");
        assert!(digits.iter().all(u8::is_ascii_hexdigit));
        assert!(data[..range.end].trim_ascii_end().ends_with(b"%%EOF"));
        assert_eq!(signature.covers_whole_file, range.end == data.len());
        for change in &signature.changes {
            assert_eq!(signature.allowance(change, &|_| true), Allowance::Allowed);
        }
        // What is signed is a file of its own, and nothing was changed in it.
        let signed = read_signatures(&data[..range.end]).expect("a signed revision can be read");
        let mut same = signed.signatures.iter();
        assert!(
            same.any(|other| other.byte_range == signature.byte_range && other.changes.is_empty()),
            "a signature is in the revision that it signs"
        );
    }
});
