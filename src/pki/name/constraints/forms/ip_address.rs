//! iPAddress (RFC 5280 §4.2.1.6).

/// Returns true if an address is within a range of the same family.
pub(crate) fn is_address_within(address: &[u8], range: &[u8]) -> bool {
    let (base, mask) = range.split_at(range.len() / 2);
    let mut octets = address.iter().zip(base).zip(mask);
    base.len() == address.len() && octets.all(|((a, b), mask)| (a ^ b) & mask == 0)
}

/// Returns true for an address: 4 or 16 octets.
pub(crate) fn is_address(octets: &[u8]) -> bool {
    matches!(octets.len(), 4 | 16)
}

/// Returns true for an address with a CIDR mask (RFC 4632): ones, then zeros.
pub(crate) fn is_address_range(constraint: &[u8]) -> bool {
    let (_, mask) = constraint.split_at(constraint.len() / 2);
    let ones: u32 = mask.iter().map(|octet| octet.leading_ones()).sum();
    let zeros: u32 = mask.iter().map(|octet| octet.count_zeros()).sum();
    let after_ones = mask.iter().skip_while(|octet| **octet == 0xff).skip(1);
    matches!(constraint.len(), 8 | 32)
        && usize::try_from(ones + zeros).is_ok_and(|bits| bits == mask.len() * 8)
        && after_ones.fold(0, |all, octet| all | octet) == 0
}
