//! Sections of WebAssembly modules (WebAssembly Core, §5.5).

use crate::failure::Result;

/// Length of magic and version (§5.5.16).
const HEADER: usize = 8;

const CUSTOM: u8 = 0;
const EXPORTS: u8 = 7;

/// Start of the custom section of names (Appendix A.7.4): its name with its length.
const NAMES: &[u8] = b"\x04name";

/// A section: its number, its whole encoding, and its content.
struct Section<'a> {
    id: u8,
    whole: &'a [u8],
    content: &'a [u8],
}

/// Returns a module without its names of functions.
pub(super) fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let sections = sections(module)?;
    let kept = sections
        .iter()
        .filter(|section| !(section.id == CUSTOM && section.content.starts_with(NAMES)));
    let mut bytes = module[..HEADER].to_vec();
    kept.for_each(|section| bytes.extend_from_slice(section.whole));
    Ok(bytes)
}

/// Returns the names of the exported functions and globals.
pub(super) fn exports(module: &[u8]) -> Result<Vec<String>> {
    const FUNCTION: u8 = 0;
    const GLOBAL: u8 = 3;
    let sections = sections(module)?;
    let section = sections.iter().find(|section| section.id == EXPORTS);
    let section = section.ok_or("The module has no exports.")?;
    let exports = || {
        let mut exports = Vec::new();
        let (count, mut rest) = unsigned(section.content)?;
        for _ in 0..count {
            let (length, after) = unsigned(rest)?;
            let (name, after) = after.split_at_checked(length)?;
            let (kind, after) = after.split_first()?;
            (_, rest) = unsigned(after)?;
            if [FUNCTION, GLOBAL].contains(kind) {
                exports.push(String::from_utf8(name.to_vec()).ok()?);
            }
        }
        Some(exports)
    };
    exports().ok_or_else(|| "The module's exports are cut off.".into())
}

fn sections(module: &[u8]) -> Result<Vec<Section<'_>>> {
    let sections = || {
        let mut sections = Vec::new();
        let mut rest = module.get(HEADER..)?;
        while let [id, sized @ ..] = rest {
            let (size, content) = unsigned(sized)?;
            let (whole, after) = rest.split_at_checked(rest.len() - content.len() + size)?;
            sections.push(Section {
                id: *id,
                whole,
                content: content.get(..size)?,
            });
            rest = after;
        }
        Some(sections)
    };
    sections().ok_or_else(|| "A module is cut off.".into())
}

/// Reads an unsigned number (LEB128, §5.2.2); returns it and what follows.
fn unsigned(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let length = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)? + 1;
    let (digits, rest) = bytes.split_at(length);
    let low_first = digits.iter().rev();
    let number = low_first.fold(0, |number, digit| number << 7 | usize::from(digit & 0x7f));
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::{exports, unsigned, without_names};

    const MODULE: &[u8] = b"\0asm\x01\0\0\0";
    const NAMES: &[u8] = b"\0\x07\x04name\x00\x00";
    const OTHER: &[u8] = b"\0\x06\x05names";
    /// A function 'f', a memory 'm', a global 'g'.
    const EXPORTS: &[u8] = b"\x07\x0d\x03\x01f\0\0\x01m\x02\0\x01g\x03\0";

    #[test]
    fn numbers_are_read_with_the_low_digits_first() {
        assert_eq!(unsigned(&[0xe5, 0x8e, 0x26, 1]), Some((624_485, &[1][..])));
        assert_eq!(unsigned(&[0]), Some((0, &[][..])));
        assert_eq!(unsigned(&[0x80]), None);
    }

    #[test]
    fn names_are_left_out_and_nothing_else() {
        let module = [MODULE, EXPORTS, NAMES, OTHER].concat();
        let without = [MODULE, EXPORTS, OTHER].concat();
        assert_eq!(without_names(&module).unwrap(), without);
        assert!(without_names(&module[..module.len() - 1]).is_err());
        assert!(without_names(&MODULE[..7]).is_err());
    }

    #[test]
    fn functions_and_globals_are_listed() {
        assert_eq!(exports(&[MODULE, EXPORTS].concat()).unwrap(), ["f", "g"]);
        assert!(exports(MODULE).is_err());
        let cut_off = [MODULE, b"\x07\x02\x03\x01"].concat();
        assert!(exports(&cut_off).is_err());
    }
}
