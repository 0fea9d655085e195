//! Limits on the work of revocation checking.

/// Number of signatures: as in path building, about a second in WebAssembly with keys of 8192 bits.
pub(crate) const MAX_SIGNATURES: usize = 100;

/// Number of compared names.
pub(crate) const MAX_COMPARISONS: usize = 1_000_000;

/// Searched CRL entries in bytes: ten CRLs of maximum size (about a second each).
pub(crate) const MAX_OCTETS: usize = 640_000_000;

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

/// A limit that was reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WorkLimit {
    /// [`Budget::signatures`].
    Signatures,
    /// [`Budget::comparisons`].
    Comparisons,
    /// [`Budget::octets`].
    Octets,
    /// The number of certificates whose status depends on one another.
    Depth,
    /// The search for the path of a CRL's signer.
    Search,
}

impl Default for Budget {
    /// Returns the full budget.
    fn default() -> Self {
        Self {
            signatures: MAX_SIGNATURES,
            comparisons: MAX_COMPARISONS,
            octets: MAX_OCTETS,
        }
    }
}

impl Budget {
    pub(crate) fn take_signature(&mut self) -> Result<(), WorkLimit> {
        take(&mut self.signatures, 1, WorkLimit::Signatures)
    }

    pub(crate) fn take_comparisons(&mut self, count: usize) -> Result<(), WorkLimit> {
        take(&mut self.comparisons, count, WorkLimit::Comparisons)
    }

    pub(crate) fn take_octets(&mut self, count: usize) -> Result<(), WorkLimit> {
        take(&mut self.octets, count, WorkLimit::Octets)
    }
}

fn take(left: &mut usize, cost: usize, limit: WorkLimit) -> Result<(), WorkLimit> {
    *left = left.checked_sub(cost).ok_or(limit)?;
    Ok(())
}
