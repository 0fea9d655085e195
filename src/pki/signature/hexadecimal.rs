//! Constants that standards write in hexadecimal.

/// The octets of `2 * N` lower-case hexadecimal digits, in constants.
///
/// # Panics
/// Where there are others, which the compiler then says.
pub(crate) const fn octets<const N: usize>(digits: &str) -> [u8; N] {
    const fn digit(digit: u8) -> u8 {
        match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            _ => panic!("not a hexadecimal digit"),
        }
    }
    let digits = digits.as_bytes();
    assert!(digits.len() == 2 * N, "as many digits as octets want");
    let mut octets = [0; N];
    let mut i = 0;
    while i < N {
        octets[i] = digit(digits[2 * i]) << 4 | digit(digits[2 * i + 1]);
        i += 1;
    }
    octets
}
