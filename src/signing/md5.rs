//! MD5 (RFC 1321) of the one length that is wanted here. The identification code is made with it,
//! and nothing rests on its strength. The crate `md-5`, against which tests hold it, unrolls its
//! steps; that is 0.5 KB more of the page's module.

/// The words that the state starts with (RFC 1321 §3.3).
const START: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];

/// By how many bits each round's steps rotate, in turn (RFC 1321 §3.4).
const ROTATIONS: [[u8; 4]; 4] = [
    [7, 12, 17, 22],
    [5, 9, 14, 20],
    [4, 11, 16, 23],
    [6, 10, 15, 21],
];

/// The steps' constants: ⌊2³² · |sin(i + 1)|⌋ (RFC 1321 §3.4).
const SINES: [u32; 64] = [
    0xd76a_a478,
    0xe8c7_b756,
    0x2420_70db,
    0xc1bd_ceee,
    0xf57c_0faf,
    0x4787_c62a,
    0xa830_4613,
    0xfd46_9501,
    0x6980_98d8,
    0x8b44_f7af,
    0xffff_5bb1,
    0x895c_d7be,
    0x6b90_1122,
    0xfd98_7193,
    0xa679_438e,
    0x49b4_0821,
    0xf61e_2562,
    0xc040_b340,
    0x265e_5a51,
    0xe9b6_c7aa,
    0xd62f_105d,
    0x0244_1453,
    0xd8a1_e681,
    0xe7d3_fbc8,
    0x21e1_cde6,
    0xc337_07d6,
    0xf4d5_0d87,
    0x455a_14ed,
    0xa9e3_e905,
    0xfcef_a3f8,
    0x676f_02d9,
    0x8d2a_4c8a,
    0xfffa_3942,
    0x8771_f681,
    0x6d9d_6122,
    0xfde5_380c,
    0xa4be_ea44,
    0x4bde_cfa9,
    0xf6bb_4b60,
    0xbebf_bc70,
    0x289b_7ec6,
    0xeaa1_27fa,
    0xd4ef_3085,
    0x0488_1d05,
    0xd9d4_d039,
    0xe6db_99e5,
    0x1fa2_7cf8,
    0xc4ac_5665,
    0xf429_2244,
    0x432a_ff97,
    0xab94_23a7,
    0xfc93_a039,
    0x655b_59c3,
    0x8f0c_cc92,
    0xffef_f47d,
    0x8584_5dd1,
    0x6fa8_7e4f,
    0xfe2c_e6e0,
    0xa301_4314,
    0x4e08_11a1,
    0xf753_7e82,
    0xbd3a_f235,
    0x2ad7_d2bb,
    0xeb86_d391,
];

/// What follows 64 bytes: a one bit, zeros, and the length of 512 bits (RFC 1321 §3.1 and §3.2).
const PADDING: [u32; 16] = [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 512, 0];

/// The digest of 64 bytes, as the four words that RFC 1321 §3.5 writes low-order byte first.
pub(super) fn md5_words(message: &[u8; 64]) -> [u32; 4] {
    let mut words = PADDING;
    for (word, octets) in words.iter_mut().zip(message.as_chunks().0) {
        *word = u32::from_le_bytes(*octets);
    }
    let mut state = START;
    compress(&mut state, &words);
    compress(&mut state, &PADDING);
    state
}

/// RFC 1321 §3.4, its four rounds of sixteen steps as one loop.
#[inline(never)]
fn compress(state: &mut [u32; 4], words: &[u32; 16]) {
    let [mut a, mut b, mut c, mut d] = *state;
    for (i, sine) in SINES.iter().enumerate() {
        let round = i / 16;
        let (mixed, word) = match round {
            0 => (b & c | !b & d, i),
            1 => (b & d | c & !d, 5 * i + 1),
            2 => (b ^ c ^ d, 3 * i + 5),
            _ => (c ^ (b | !d), 7 * i),
        };
        let sum = a
            .wrapping_add(mixed)
            .wrapping_add(words[word % 16])
            .wrapping_add(*sine);
        a = d;
        d = c;
        c = b;
        b = b.wrapping_add(sum.rotate_left(u32::from(ROTATIONS[round % 4][i % 4])));
    }
    for (word, added) in state.iter_mut().zip([a, b, c, d]) {
        *word = word.wrapping_add(added);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use md5::Digest as _;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digests_are_the_crate_md_5s(message in any::<[u8; 64]>()) {
            let digest = md5_words(&message).map(u32::to_le_bytes).concat();
            prop_assert_eq!(digest, md5::Md5::digest(message).to_vec());
        }
    }
}
