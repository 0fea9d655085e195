//! Pictures in PNG (ISO/IEC 15948), as an image XObject has them (ISO 32000-2 §8.9.5).

use alloc::vec;
use alloc::vec::Vec;
use std::io::Cursor;

use miniz_oxide::deflate::compress_to_vec_zlib;
use png::{ColorType, Decoder, DecodingError, Limits, Transformations};

use crate::{Error, Result};

/// Maximum number of pixels: a field of 20 × 8 cm at 600 dpi has 9 million, of 10 × 4 cm 2 million.
const MAX_PIXELS: u64 = 4_000_000;

/// Of 1 to 10; smaller by a fifth than the fastest, at twice its time.
const COMPRESSION: u8 = 6;

/// The channels of the samples.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Channels {
    Gray,
    Rgb,
}

/// A picture with eight bits a channel.
pub(super) struct Picture {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) channels: Channels,
    /// Samples, compressed (FlateDecode).
    pub(super) samples: Vec<u8>,
    /// Alpha channel, compressed; `None` if every pixel is opaque.
    pub(super) alpha: Option<Vec<u8>>,
    /// The same on white.
    flat: Vec<u8>,
}

impl Picture {
    /// Reads a picture.
    ///
    /// # Errors
    /// [`Error::PdfPictureUnusable`].
    pub(super) fn read(png: &[u8]) -> Result<Self> {
        let too_large = || unusable("it has more than 4,000,000 pixels");
        let limits = Limits {
            bytes: 64 * 1024 * 1024,
        };
        let mut decoder = Decoder::new_with_limits(Cursor::new(png), limits);
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let header = decoder.read_header_info().map_err(|error| reason(&error))?;
        let (width, height) = (header.width, header.height);
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(too_large());
        }
        let mut reader = decoder.read_info().map_err(|error| reason(&error))?;
        let mut pixels = vec![0; reader.output_buffer_size().ok_or_else(too_large)?];
        let frame = reader
            .next_frame(&mut pixels)
            .map_err(|error| reason(&error))?;
        let (channels, colours, has_alpha) = match frame.color_type {
            ColorType::Grayscale => (Channels::Gray, 1, false),
            ColorType::GrayscaleAlpha => (Channels::Gray, 1, true),
            ColorType::Rgb => (Channels::Rgb, 3, false),
            ColorType::Rgba => (Channels::Rgb, 3, true),
            ColorType::Indexed => return Err(unusable("its palette cannot be expanded")),
        };
        let dimension = |length| i32::try_from(length).map_err(|_| too_large());
        let mut picture = Self {
            width: dimension(width)?,
            height: dimension(height)?,
            channels,
            samples: Vec::new(),
            alpha: None,
            flat: Vec::new(),
        };
        if !has_alpha {
            picture.samples = compressed(&pixels);
            return Ok(picture);
        }
        let (mut samples, mut alpha, mut flat) = (Vec::new(), Vec::new(), Vec::new());
        for pixel in pixels.chunks_exact(colours + 1) {
            let (colour, opacity) = pixel.split_at(colours);
            let opacity = opacity.first().copied().unwrap_or(u8::MAX);
            samples.extend(colour);
            flat.extend(colour.iter().map(|sample| on_white(*sample, opacity)));
            alpha.push(opacity);
        }
        picture.samples = compressed(&samples);
        if alpha.iter().any(|opacity| *opacity != u8::MAX) {
            picture.alpha = Some(compressed(&alpha));
            picture.flat = flat;
        }
        Ok(picture)
    }

    /// Puts the picture on white.
    pub(super) fn flatten(&mut self) {
        if self.alpha.take().is_some() {
            self.samples = compressed(&self.flat);
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "at most 4,000,000")]
    pub(super) fn width_in_points(&self) -> f32 {
        self.width as f32
    }

    #[expect(clippy::cast_precision_loss, reason = "at most 4,000,000")]
    pub(super) fn height_in_points(&self) -> f32 {
        self.height as f32
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

fn reason(error: &DecodingError) -> Error {
    unusable(match error {
        DecodingError::IoError(_) => "it ends too early",
        DecodingError::LimitsExceeded => "it needs too much memory",
        _ => "it is not a PNG that can be read",
    })
}

fn unusable(reason: &'static str) -> Error {
    Error::PdfPictureUnusable { reason }
}
