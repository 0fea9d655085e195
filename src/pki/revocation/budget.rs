//! Limits on the work of revocation checking.

/// The remaining work. All certificates of a path share one budget.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Number of signatures that may be verified.
    pub signatures: usize,
    /// Number of names that may be compared.
    pub comparisons: usize,
    /// Size of CRL entries that may be searched, in bytes.
    pub octets: usize,
}

impl Default for Budget {
    /// Returns the full budget: 100 signatures, as in path building (about a second in WebAssembly
    /// with keys of 8192 bits), a million comparisons, and half a gigabyte of entries, about thirty
    /// CRLs of maximum size (some tenths of a second each).
    fn default() -> Self {
        Self {
            signatures: 100,
            comparisons: 1_000_000,
            octets: 500_000_000,
        }
    }
}

impl Budget {
    /// Subtracts `cost` from one of the fields; `None` if less is left.
    pub(crate) fn take(left: &mut usize, cost: usize) -> Option<()> {
        *left = left.checked_sub(cost)?;
        Some(())
    }
}
