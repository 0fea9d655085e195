//! Places of panics in a module, which nothing reads.
//!
//! Each call that may panic names its place: file, line and column. A module without the standard
//! library traps instead of telling it (`src/freestanding.rs`). wasm-opt then takes the places out of
//! the calls, but not out of the data.

use crate::failure::{Failure, Result};

/// Number of the data section (WebAssembly Core Specification §5.5).
const DATA: u8 = 11;

/// `i32.const`, the offset of a segment, and `end`.
const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// Length of a `core::panic::Location` in memory: address and length of the path, line, column.
const LOCATION: usize = 16;

/// A reader of a module.
struct Reader<'a> {
    module: &'a [u8],
    at: usize,
}

/// Overwrites the places of panics with zeros, which wasm-opt takes out of the data.
pub(super) fn without_locations(module: &[u8]) -> Result<Vec<u8>> {
    let cut = || Failure::from("wasm-bindgen's module cannot be read.".to_owned());
    let mut blank = module.to_vec();
    // After magic number and version.
    let mut reader = Reader { module, at: 8 };
    while let Some(section) = reader.octet() {
        let length = reader.number().ok_or_else(cut)?;
        if section == DATA {
            for _ in 0..reader.number().ok_or_else(cut)? {
                let (address, content) = reader.segment().ok_or_else(cut)?;
                blank_segment(blank.get_mut(content).ok_or_else(cut)?, address);
            }
        } else {
            reader.skip(length).ok_or_else(cut)?;
        }
    }
    Ok(blank)
}

impl Reader<'_> {
    fn octet(&mut self) -> Option<u8> {
        let octet = self.module.get(self.at).copied();
        self.at += 1;
        octet
    }

    /// Reads a number in LEB128. None here is negative.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let octet = self.octet()?;
            number |= usize::from(octet & 0x7f) << shift;
            if octet < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Reads an active segment: its address in memory, and where its content is in the module.
    fn segment(&mut self) -> Option<(usize, core::ops::Range<usize>)> {
        let is_active = self.number()? == 0 && self.octet()? == I32_CONST;
        let address = self.number()?;
        if !is_active || self.octet()? != END {
            return None;
        }
        let length = self.number()?;
        let start = self.at;
        self.skip(length)?;
        Some((address, start..self.at))
    }

    fn skip(&mut self, length: usize) -> Option<()> {
        self.at = self.at.checked_add(length)?;
        (self.at <= self.module.len()).then_some(())
    }
}

/// Overwrites the places in one segment, then the paths that they name, which several may share.
fn blank_segment(segment: &mut [u8], address: usize) {
    let mut paths = Vec::new();
    let mut at = address.next_multiple_of(4) - address;
    while let Some(location) = segment.get(at..at + LOCATION) {
        let Some(path) = path_of(segment, address, location) else {
            at += 4;
            continue;
        };
        paths.push(path);
        segment[at..at + LOCATION].fill(0);
        at += LOCATION;
    }
    for path in paths {
        segment[path].fill(0);
    }
}

/// Returns where the path of a location is in the segment; `None` if this is no location.
fn path_of(segment: &[u8], address: usize, location: &[u8]) -> Option<core::ops::Range<usize>> {
    let words: Vec<usize> = location
        .chunks_exact(4)
        .map(|word| {
            word.iter()
                .rev()
                .fold(0, |number, octet| number << 8 | usize::from(*octet))
        })
        .collect();
    let [path, length, line, column] = words[..] else {
        return None;
    };
    let start = path.checked_sub(address)?;
    let range = start..start.checked_add(length)?;
    let path = segment.get(range.clone())?;
    let is_path = path.ends_with(b".rs") && path.iter().all(u8::is_ascii_graphic);
    let is_place = (1..100_000).contains(&line) && (1..1_000).contains(&column);
    (is_path && is_place).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(data: &[u8]) -> Vec<u8> {
        let mut section = vec![
            1,
            0,
            I32_CONST,
            0x80,
            0x08,
            END,
            u8::try_from(data.len()).unwrap(),
        ];
        section.extend(data);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        // A custom section before the data.
        module.extend([0, 2, 1, b'a', DATA, u8::try_from(section.len()).unwrap()]);
        module.extend(section);
        module
    }

    #[test]
    fn places_are_blank_and_all_else_stays() {
        let path_at_1024 = b"src/a.rs\0\0\0\0";
        let place = |length| [0, 4, 0, 0, length, 0, 0, 0, 7, 0, 0, 0, 5, 0, 0, 0];
        let data = [&path_at_1024[..], &place(8), &place(8), b"b.rs"].concat();
        let blank = [&[0; 12 + 32][..], b"b.rs"].concat();
        assert_eq!(without_locations(&module(&data)).unwrap(), module(&blank));

        // Not the name of a file.
        let other = [&path_at_1024[..], &place(7), b"b.rs"].concat();
        assert_eq!(without_locations(&module(&other)).unwrap(), module(&other));
    }

    #[test]
    fn a_module_that_is_cut_off_is_told() {
        let whole = module(b"data");
        for length in 9..whole.len() {
            // Between sections, a shorter module is whole too.
            let is_whole = length == 12;
            assert_eq!(
                without_locations(&whole[..length]).is_ok(),
                is_whole,
                "{length}"
            );
        }
    }
}
