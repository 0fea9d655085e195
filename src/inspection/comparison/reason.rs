//! Known reasons for differences between the two parsers.

use alloc::string::ToString as _;

use crate::inspection::comparison::fields::{Difference, Fields, REFUSED};

/// A known reason for a difference.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    /// The crate parses a count above 32 bits as `u32::MAX`; x509-parser rejects it.
    CountBeyond32Bits,
    /// The crate cannot parse the extension; x509-parser parses it in part, or another form of it.
    UnreadableExtension,
    /// x509-parser leaves some or all octets of the extension unparsed. The crate parses all of
    /// nameConstraints; of the URLs of CRLs, OCSP responders and issuers, it leaves out malformed
    /// ones.
    PartlyRead,
    /// nameRelativeToCRLIssuer is tagged implicitly (RFC 5280 Appendix A.2); x509-parser expects a
    /// whole RelativeDistinguishedName under the tag, and leaves the rest of the point unparsed.
    RelativeDistributionPoint,
    /// The crate parses any version and reports those above 3 in a check; x509-parser rejects
    /// versions that are negative or above 32 bits.
    VersionBeyond32Bits,
}

impl Reason {
    /// Returns the reason for a difference; `None` if it is not known.
    #[must_use]
    pub fn of(difference: &Difference) -> Option<Self> {
        let iamsmart = difference.iamsmart.as_deref().unwrap_or_default();
        let x509_parser = difference.x509_parser.as_deref().unwrap_or_default();
        match difference.field {
            _ if iamsmart == REFUSED => Some(Self::UnreadableExtension),
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

    /// Returns the reason why x509-parser rejects, with `error`, a certificate that the crate
    /// accepts.
    #[must_use]
    pub fn of_refusal(iamsmart: &Fields, error: &str) -> Option<Self> {
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
