//! Why the two readers see a field differently, where both read the certificate.

use super::of_x509_parser::REFUSED;
use super::{Difference, Fields};

/// A known reason.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reason {
    /// A count beyond 32 bits is `u32::MAX` to the crate; x509-parser does not read it.
    CountBeyond32Bits,
    /// x509-parser leaves octets of the extension unread, or all of them. The crate reads all of
    /// nameConstraints; of where CRLs, OCSP responses and issuers are to be had it leaves out what it
    /// cannot read.
    PartlyRead,
    /// nameRelativeToCRLIssuer is tagged implicitly (RFC 5280 Appendix A.2); x509-parser expects a
    /// whole RelativeDistinguishedName under the tag, and leaves the rest of the point unread.
    RelativeDistributionPoint,
    /// Versions beyond 3 are told by a check of the crate's reports; x509-parser refuses those that
    /// are negative or beyond 32 bits.
    VersionBeyond32Bits,
}

impl Reason {
    /// The reason of a difference; `None` where there is no known one.
    pub(crate) fn of(difference: &Difference) -> Option<Self> {
        let iamsmart = difference.iamsmart.as_deref().unwrap_or_default();
        let x509_parser = difference.x509_parser.as_deref().unwrap_or_default();
        match difference.field {
            "basicConstraints" | "policyConstraints" | "inhibitAnyPolicy"
                if x509_parser == REFUSED && iamsmart.contains(&u32::MAX.to_string()) =>
            {
                Some(Self::CountBeyond32Bits)
            }
            "cRLDistributionPoints" if is_same_but_for_relative_names(iamsmart, x509_parser) => {
                Some(Self::RelativeDistributionPoint)
            }
            _ => difference.is_partly_read.then_some(Self::PartlyRead),
        }
    }

    /// The reason for which x509-parser refuses, with `error`, what the crate reads.
    pub(crate) fn of_refusal(iamsmart: &Fields, error: &str) -> Option<Self> {
        let is = |field, value: &str| iamsmart.get(field).is_some_and(|found| found == value);
        match error {
            "Parsing Error: InvalidVersion" if is("version", "other") => {
                Some(Self::VersionBeyond32Bits)
            }
            _ => None,
        }
    }
}

fn is_same_but_for_relative_names(iamsmart: &str, x509_parser: &str) -> bool {
    let mut pairs = iamsmart.lines().zip(x509_parser.lines());
    iamsmart.lines().count() == x509_parser.lines().count()
        && pairs.all(|(one, other)| one == other || one.starts_with("relative "))
}
