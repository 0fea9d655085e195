//! Decoded streams (ISO 32000-2 §7.4), none larger than allowed.
//!
//! hayro-syntax decodes whatever a stream comes to, and a thousandth of it is enough to ask for all
//! memory. So nothing that is compressed is given to it: a stream is inflated here up to a limit, and
//! comes to hayro-syntax in stored blocks, of which it makes no more than there is.

use alloc::vec::Vec;

use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, FromBytes, Stream};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use crate::string::decimal;

/// Maximum size of a decoded stream in bytes: the cross-reference stream of a million objects has
/// 8 MB, and an object stream rarely 1 MB.
pub(super) const MAX_DECODED: usize = 32 * 1024 * 1024;

/// How samples were predicted from those before them (§7.4.4.4).
#[derive(Clone, Copy)]
pub(super) struct Prediction {
    /// `/Predictor`.
    pub(super) predictor: usize,
    /// `/Colors`.
    pub(super) colors: usize,
    /// `/BitsPerComponent`.
    pub(super) bits: usize,
    /// `/Columns`.
    pub(super) columns: usize,
}

/// Inflates a zlib stream.
///
/// # Errors
/// How many bytes at most came out of it before it turned out to be broken, or larger than `most`.
pub(super) fn inflated(raw: &[u8], most: usize) -> Result<Vec<u8>, usize> {
    decompress_to_vec_zlib_with_limit(raw, most).map_err(|error| error.output.len())
}

/// Returns the decoded data of a stream that holds objects or cross-references; `None` if it cannot be
/// decoded, has filters that no writer uses for such streams, or is too large.
pub(super) fn decoded(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    match stream.filters().as_slice() {
        [] => (raw.len() <= MAX_DECODED).then(|| raw.into_owned()),
        [Filter::FlateDecode] => {
            let prediction = Prediction::of(stream.dict())?;
            prediction.undone(inflated(&raw, MAX_DECODED).ok()?)
        }
        _ => None,
    }
}

impl Prediction {
    /// The number of the first predictor of PNG.
    const PNG: usize = 10;

    /// Reads the parameters of a stream's one filter.
    fn of(stream: &Dict<'_>) -> Option<Self> {
        let keys = [&b"DP"[..], b"DecodeParms"];
        let key = keys.into_iter().find(|key| stream.contains_key(*key));
        let parameters = key.and_then(|key| {
            let of_array = || stream.get::<Array<'_>>(key)?.iter::<Dict<'_>>().next();
            stream.get::<Dict<'_>>(key).or_else(of_array)
        });
        let parameters = parameters.unwrap_or_default();
        let number = |key: &[u8], default| {
            if parameters.contains_key(key) {
                parameters.get::<usize>(key)
            } else {
                Some(default)
            }
        };
        Some(Self {
            predictor: number(b"Predictor", 1)?,
            colors: number(b"Colors", 1)?,
            bits: number(b"BitsPerComponent", 8)?,
            columns: number(b"Columns", 1)?,
        })
    }

    /// Returns the samples that were predicted; `None` for a row that is longer than the data, and for
    /// the predictor of TIFF, which no writer uses for such streams.
    pub(super) fn undone(self, data: Vec<u8>) -> Option<Vec<u8>> {
        let Self {
            predictor,
            colors,
            bits,
            columns,
        } = self;
        if predictor == 1 || data.is_empty() {
            return Some(data);
        }
        let is_known = (Self::PNG..=Self::PNG + 5).contains(&predictor)
            && (1..=4).contains(&colors)
            && [1, 2, 4, 8, 16].contains(&bits);
        if !is_known || columns == 0 || columns > data.len() * 8 {
            return None;
        }
        let row = (colors * bits * columns).div_ceil(8);
        if row >= data.len() {
            return None;
        }
        let stored = compress_to_vec_zlib(&data, 0);
        let entry = |name: &[u8], number| [name, decimal(number as u64).as_bytes()].concat();
        let stream = [
            &b"<</Filter/FlateDecode"[..],
            &entry(b"/Length ", stored.len()),
            &entry(b"/DecodeParms<</Predictor ", predictor),
            &entry(b"/Colors ", colors),
            &entry(b"/BitsPerComponent ", bits),
            &entry(b"/Columns ", columns),
            b">>>>stream\n",
            &stored,
            b"\nendstream",
        ];
        let stream = stream.concat();
        let stream = Stream::from_bytes(&stream)?;
        Some(stream.decoded_data().ok()?.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: Prediction = Prediction {
        predictor: 12,
        colors: 1,
        bits: 8,
        columns: 3,
    };

    /// Returns a stream with these filters and parameters.
    fn stream(filter: &str, parameters: &str, raw: &[u8]) -> Vec<u8> {
        let length = raw.len();
        let dictionary =
            format!("<</Filter{filter}/DecodeParms{parameters}/Length {length}>>stream\n");
        [dictionary.as_bytes(), raw, b"\nendstream"].concat()
    }

    fn decoded_of(filter: &str, parameters: &str, raw: &[u8]) -> Option<Vec<u8>> {
        decoded(&Stream::from_bytes(&stream(filter, parameters, raw)).unwrap())
    }

    #[test]
    fn a_stream_is_inflated_up_to_the_limit() {
        let more = compress_to_vec_zlib(&vec![0; MAX_DECODED + 1], 1);
        assert!(more.len() < 256 * 1024);
        assert_eq!(decoded_of("/FlateDecode", "null", &more), None);
        let less = compress_to_vec_zlib(&[0; 4000], 1);
        let found = decoded_of("/FlateDecode", "null", &less);
        assert_eq!(found.as_deref(), Some(&[0; 4000][..]));
        assert_eq!(inflated(&less, 4000).map(|found| found.len()), Ok(4000));
        assert_eq!(inflated(&less, 3999), Err(3999));
        assert!(inflated(b"x", 100).is_err());
    }

    /// A bomb in a bomb: what inflates to little may inflate to much once more.
    #[test]
    fn a_chain_of_filters_is_refused() {
        let twice = compress_to_vec_zlib(&compress_to_vec_zlib(&[0; 4000], 9), 9);
        for filter in [
            "[/FlateDecode/FlateDecode]",
            "[/ASCIIHexDecode/FlateDecode]",
            "[/LZWDecode]",
            "/RunLengthDecode",
        ] {
            assert_eq!(decoded_of(filter, "null", &twice), None, "{filter}");
        }
        assert!(decoded_of("[/FlateDecode]", "[null]", &twice).is_some());
    }

    /// Rows of RFC 2083 §6: none, sub, up.
    #[test]
    fn a_prediction_is_undone() {
        let rows = vec![0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1];
        assert_eq!(
            PNG.undone(rows.clone()),
            Some(vec![1, 2, 3, 1, 2, 3, 2, 3, 4])
        );
        let raw = compress_to_vec_zlib(&rows, 9);
        let parameters = "<</Predictor 12/Columns 3>>";
        let found = decoded_of("/FlateDecode", parameters, &raw);
        assert_eq!(found, Some(vec![1, 2, 3, 1, 2, 3, 2, 3, 4]));
        let in_array = decoded_of("[/FlateDecode]", &format!("[{parameters}]"), &raw);
        assert_eq!(in_array, found);
    }

    /// hayro-syntax would ask for a row of two gigabytes, or divide by a row of none.
    #[test]
    fn a_row_that_is_longer_than_the_data_is_refused() {
        let raw = compress_to_vec_zlib(&[2; 100], 9);
        for parameters in [
            "<</Predictor 12/Columns 2147483647>>",
            "<</Predictor 12/Columns 0>>",
            "<</Predictor 15/Columns 800/BitsPerComponent 16>>",
            "<</Predictor 2/Columns 0>>",
            "<</Predictor 2/Columns 4>>",
            "<</Predictor 12/Columns 4/Colors 250>>",
            "<</Predictor 12/Columns 4/BitsPerComponent 7>>",
            "<</Predictor -1>>",
        ] {
            assert_eq!(
                decoded_of("/FlateDecode", parameters, &raw),
                None,
                "{parameters}"
            );
        }
    }
}
