//! Pictures in PNG (ISO/IEC 15948), as an image XObject has them (ISO 32000-2 §8.9.5).
//!
//! Both compress alike (§7.4.4.4: FlateDecode with the PNG predictors), so a picture goes in as it is.
//! Only an alpha channel has to be taken out of it.

use alloc::vec::Vec;

use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::pdf::inflated::{Prediction, inflated};
use crate::{Error, Result};

/// Maximum number of pixels: a field of 20 × 8 cm at 600 dpi has 9 million, of 10 × 4 cm 2 million.
const MAX_PIXELS: usize = 4_000_000;

/// Of 1 to 10; smaller by a fifth than the fastest, at twice its time.
const COMPRESSION: u8 = 6;

/// The colours of the samples.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Colours {
    Gray,
    Rgb,
    /// Indices into a palette of red, green and blue.
    Palette(Vec<u8>),
}

/// A picture, as an image XObject has it.
pub(super) struct Picture {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) colours: Colours,
    pub(super) bits: usize,
    /// Samples, compressed.
    pub(super) samples: Vec<u8>,
    /// True if each line of the samples begins with a predictor.
    pub(super) is_predicted: bool,
    pub(super) transparency: Transparency,
}

/// What of a picture is not opaque.
pub(super) enum Transparency {
    None,
    /// The samples of this value of each channel (§8.9.6.4).
    Key(Vec<u16>),
    /// An alpha channel of eight bits, compressed; and the samples on white.
    Alpha {
        mask: Vec<u8>,
        flat: Flat,
    },
}

/// What stands for a transparent picture where nothing may be transparent.
pub(super) enum Flat {
    Samples(Vec<u8>),
    Palette(Vec<u8>),
}

/// `IHDR` (§11.2.1).
struct Header {
    width: usize,
    height: usize,
    bits: usize,
    /// Colour type.
    kind: u8,
}

/// The chunks that are used (§11.2, §11.3.1.1).
struct Chunks<'p> {
    header: Header,
    palette: &'p [u8],
    transparency: &'p [u8],
    data: Vec<u8>,
}

impl Picture {
    /// Reads a picture.
    ///
    /// # Errors
    /// [`Error::PdfPictureUnusable`].
    pub(super) fn read(png: &[u8]) -> Result<Self> {
        let chunks = Chunks::read(png)?;
        let Header {
            width,
            height,
            bits,
            kind,
        } = chunks.header;
        let size = chunks.header.line() * height;
        let broken = || unusable("its data is broken");
        let filtered = inflated(&chunks.data, size + height);
        if filtered.map_or(0, |filtered| filtered.len()) != size + height {
            return Err(broken());
        }
        let mut picture = Self {
            width,
            height,
            colours: Colours::Gray,
            bits,
            samples: Vec::new(),
            is_predicted: true,
            transparency: Transparency::None,
        };
        match kind {
            0 | 2 => {
                if kind == 2 {
                    picture.colours = Colours::Rgb;
                }
                let values = chunks.transparency.chunks_exact(2);
                let key: Vec<_> = values
                    .map(|value| u16::from_be_bytes([value[0], value[1]]))
                    .collect();
                if key.len() == chunks.header.channels() {
                    picture.transparency = Transparency::Key(key);
                }
            }
            3 => {
                let unpacked = || chunks.samples(size);
                picture.transparency = by_palette(&chunks, unpacked)?;
                picture.colours = Colours::Palette(chunks.palette.to_vec());
            }
            _ => return Ok(picture.split(&chunks.header, &chunks.samples(size)?)),
        }
        picture.samples = chunks.data;
        Ok(picture)
    }

    /// Takes the alpha channel out of the samples.
    fn split(mut self, header: &Header, samples: &[u8]) -> Self {
        let octets = header.bits / 8;
        let channels = header.channels();
        let (mut colours, mut alpha, mut flat) = (Vec::new(), Vec::new(), Vec::new());
        for pixel in samples.chunks_exact(channels * octets) {
            // The upper eight of sixteen bits.
            let mut values = pixel.iter().step_by(octets).copied();
            let opacity = values.next_back().unwrap_or(u8::MAX);
            alpha.push(opacity);
            for value in values {
                colours.push(value);
                flat.push(on_white(value, opacity));
            }
        }
        self.colours = if channels == 2 {
            Colours::Gray
        } else {
            Colours::Rgb
        };
        self.bits = 8;
        self.is_predicted = false;
        self.samples = compressed(&colours);
        if alpha.iter().any(|opacity| *opacity != u8::MAX) {
            self.transparency = Transparency::Alpha {
                mask: compressed(&alpha),
                flat: Flat::Samples(flat),
            };
        }
        self
    }

    /// Puts the picture on white, unless it has no alpha channel.
    pub(super) fn flatten(&mut self) {
        let Transparency::Alpha { flat, .. } = &self.transparency else {
            return;
        };
        match flat {
            Flat::Samples(samples) => self.samples = compressed(samples),
            Flat::Palette(palette) => self.colours = Colours::Palette(palette.clone()),
        }
        self.transparency = Transparency::None;
    }

    /// Returns the number of channels of the samples.
    pub(super) fn channels(&self) -> usize {
        if self.colours == Colours::Rgb { 3 } else { 1 }
    }
}

/// Reads the alpha values of a palette.
fn by_palette(
    chunks: &Chunks<'_>,
    samples: impl FnOnce() -> Result<Vec<u8>>,
) -> Result<Transparency> {
    if chunks.palette.is_empty() || !chunks.palette.len().is_multiple_of(3) {
        return Err(unusable("it has no palette"));
    }
    if chunks
        .transparency
        .iter()
        .all(|opacity| *opacity == u8::MAX)
    {
        return Ok(Transparency::None);
    }
    let Header {
        width,
        height,
        bits,
        ..
    } = chunks.header;
    let opacity_of = |index: usize| chunks.transparency.get(index).copied().unwrap_or(u8::MAX);
    let samples = samples()?;
    let line = chunks.header.line();
    let mut alpha = Vec::with_capacity(width * height);
    for row in samples.chunks_exact(line) {
        for column in 0..width {
            let bit = column * bits;
            let octet = usize::from(row.get(bit / 8).copied().unwrap_or_default());
            let index = (octet >> (8 - bits - bit % 8)) & ((1 << bits) - 1);
            alpha.push(opacity_of(index));
        }
    }
    let entries = chunks.palette.chunks_exact(3).enumerate();
    let flat = entries.flat_map(|(index, colour)| {
        let opacity = opacity_of(index);
        colour.iter().map(move |value| on_white(*value, opacity))
    });
    Ok(Transparency::Alpha {
        mask: compressed(&alpha),
        flat: Flat::Palette(flat.collect()),
    })
}

impl Header {
    fn read(chunk: &[u8]) -> Result<Self> {
        let &[w0, w1, w2, w3, h0, h1, h2, h3, bits, kind, 0, 0, interlace] = chunk else {
            return Err(no_png());
        };
        if interlace != 0 {
            return Err(unusable("it is interlaced"));
        }
        let is_known = match kind {
            0 => matches!(bits, 1 | 2 | 4 | 8 | 16),
            3 => matches!(bits, 1 | 2 | 4 | 8),
            2 | 4 | 6 => matches!(bits, 8 | 16),
            _ => false,
        };
        if !is_known {
            return Err(no_png());
        }
        let length = |octets| usize::try_from(u32::from_be_bytes(octets)).unwrap_or(usize::MAX);
        let (width, height) = (length([w0, w1, w2, w3]), length([h0, h1, h2, h3]));
        let pixels = width.saturating_mul(height);
        if pixels == 0 || pixels > MAX_PIXELS {
            return Err(unusable("it has no pixels, or more than 4,000,000"));
        }
        Ok(Self {
            width,
            height,
            bits: bits.into(),
            kind,
        })
    }

    fn channels(&self) -> usize {
        match self.kind {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        }
    }

    /// Returns the octets of a line.
    fn line(&self) -> usize {
        (self.width * self.channels() * self.bits).div_ceil(8)
    }
}

impl<'p> Chunks<'p> {
    fn read(png: &'p [u8]) -> Result<Self> {
        let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n").ok_or_else(no_png)?;
        let mut header = None;
        let (mut palette, mut transparency, mut data) = (&[][..], &[][..], Vec::new());
        loop {
            let early = || unusable("it ends too early");
            let (length, after) = rest.split_first_chunk::<4>().ok_or_else(early)?;
            let (kind, after) = after.split_first_chunk::<4>().ok_or_else(early)?;
            let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| early())?;
            let (content, after) = after.split_at_checked(length).ok_or_else(early)?;
            // A checksum follows; the data has one of its own.
            rest = after.get(4..).ok_or_else(early)?;
            match (kind, &header) {
                (b"IHDR", None) => header = Some(Header::read(content)?),
                (b"PLTE", _) => palette = content,
                (b"tRNS", _) => transparency = content,
                (b"IDAT", _) => data.extend(content),
                (b"IEND", _) => break,
                _ => {}
            }
        }
        Ok(Self {
            header: header.ok_or_else(no_png)?,
            palette,
            transparency,
            data,
        })
    }

    /// Returns the samples, whose size has been checked.
    fn samples(&self, size: usize) -> Result<Vec<u8>> {
        let prediction = Prediction {
            predictor: 15,
            colors: self.header.channels(),
            bits: self.header.bits,
            columns: self.header.width,
        };
        let filtered = inflated(&self.data, size + self.header.height).ok();
        let samples = filtered.and_then(|filtered| prediction.undone(filtered));
        let samples = samples.filter(|samples| samples.len() == size);
        samples.ok_or_else(|| unusable("its data is broken"))
    }
}

fn on_white(sample: u8, opacity: u8) -> u8 {
    let (sample, opacity, white) = (u32::from(sample), u32::from(opacity), u32::from(u8::MAX));
    let mixed = (sample * opacity + white * (white - opacity)) / white;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

fn compressed(samples: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(samples, COMPRESSION)
}

fn no_png() -> Error {
    unusable("it is not a PNG that can be read")
}

fn unusable(reason: &'static str) -> Error {
    Error::PdfPictureUnusable { reason }
}
