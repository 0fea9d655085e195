//! Limits on the work of revocation checking.

/// How much work may still be done. One budget is shared by all certificates of a path.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Signatures that may be verified.
    pub signatures: usize,
    /// Names that may be compared.
    pub comparisons: usize,
    /// Bytes of CRL entries that may be searched.
    pub octets: usize,
}

impl Default for Budget {
    /// 100 signatures, as in path building: with keys of 8192 bits about a second in WebAssembly. A
    /// million comparisons and half a gigabyte of entries (about thirty CRLs of maximum size): some
    /// tenths of a second each.
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
