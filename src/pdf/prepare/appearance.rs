//! What a page shows of a signature: its widget's appearance stream (ISO 32000-2 §12.5.5).

use alloc::vec::Vec;

use hayro_syntax::object::Rect;
use hayro_syntax::page::{Page, Rotation};
use pdf_writer::types::Predictor;
use pdf_writer::{
    Array, Chunk, Content, Filter, Finish as _, Name, Rect as WrittenRect, Ref, Settings, Str,
};

use crate::pdf::file::PdfFile;
use crate::pdf::prepare::picture::{Colours, Picture, Transparency};
use crate::pdf::update::Update;
use crate::{Error, Result};

/// What a page shows of a signature.
#[derive(Clone, Debug)]
pub struct Appearance {
    /// Where; `None` for a field that has its place.
    pub place: Option<Place>,
    /// A picture in PNG.
    pub picture: Vec<u8>,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Number of the page, from 1 on.
    pub page: usize,
    /// Left, lower, right and upper edge in the page's user space (§8.3.2.3).
    pub rect: [f64; 4],
}

/// D65, and the primaries of sRGB (IEC 61966-2-1): PDF/A allows colours that need no device (ISO
/// 19005-1 §6.2.3).
const WHITE: [f32; 3] = [0.9505, 1.0, 1.089];
const PRIMARIES: [f32; 9] = [
    0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505,
];
const GAMMA: f32 = 2.2;

impl Place {
    /// Returns the rectangle, which has to be on the page.
    pub(super) fn on(&self, page: &Page<'_>) -> Result<Rect> {
        let invalid = |reason| Error::invalid_argument("rect", reason);
        let [left, lower, right, upper] = self.rect;
        if !self.rect.iter().all(|edge| edge.is_finite()) || left >= right || lower >= upper {
            return Err(invalid(
                "it is not four numbers: left, lower, right and upper edge",
            ));
        }
        let shown = page.crop_box();
        let edges = [shown.x0.min(shown.x1), shown.y0.min(shown.y1)];
        let opposite = [shown.x0.max(shown.x1), shown.y0.max(shown.y1)];
        if left < edges[0] || lower < edges[1] || right > opposite[0] || upper > opposite[1] {
            return Err(invalid("it is not on the page"));
        }
        Ok(Rect::new(left, lower, right, upper))
    }
}

/// Writes the appearance stream in a rectangle; without a picture it is empty, which PDF/A-1 asks of a
/// field (ISO 19005-1 §6.9).
pub(super) fn write(
    update: &mut Update<'_>,
    picture: Option<&[u8]>,
    rect: Rect,
    rotation: Rotation,
) -> Result<Ref> {
    let image = match picture {
        Some(png) => {
            let mut picture = Picture::read(png)?;
            if is_pdf_a_1(update.file()) {
                picture.flatten();
            }
            Some((write_image(update, &picture)?, picture))
        }
        None => None,
    };
    let (width, height) = (single(rect.x1 - rect.x0), single(rect.y1 - rect.y0));
    // The page is shown turned clockwise, so the picture is turned back.
    let (matrix, width, height) = match rotation {
        Rotation::None => ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], width, height),
        Rotation::Horizontal => ([0.0, 1.0, -1.0, 0.0, 0.0, 0.0], height, width),
        Rotation::Flipped => ([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0], width, height),
        Rotation::FlippedHorizontal => ([0.0, -1.0, 1.0, 0.0, 0.0, 0.0], height, width),
    };
    let mut content = Content::with_settings(Settings { pretty: false });
    if let Some((_, picture)) = &image {
        let (across, up) = (float(picture.width), float(picture.height));
        let scale = (width / across).min(height / up);
        let (across, up) = (across * scale, up * scale);
        let (left, lower) = ((width - across) / 2.0, (height - up) / 2.0);
        content.save_state();
        content.transform([across, 0.0, 0.0, up, left, lower]);
        content.x_object(Name(b"Im"));
        content.restore_state();
    }
    let content = content.finish();
    let id = update.number()?;
    let mut chunk = Chunk::with_settings(Settings { pretty: false });
    let mut form = chunk.form_xobject(id, &content);
    form.bbox(WrittenRect::new(0.0, 0.0, width, height));
    form.matrix(matrix);
    let mut resources = form.resources();
    if let Some((image, _)) = &image {
        resources.x_objects().pair(Name(b"Im"), *image);
    }
    resources.finish();
    form.finish();
    update.append(id, &chunk);
    Ok(id)
}

fn write_image(update: &mut Update<'_>, picture: &Picture) -> Result<Ref> {
    let (width, height) = (integer(picture.width), integer(picture.height));
    let mask = match &picture.transparency {
        Transparency::Alpha { mask, .. } => {
            let id = update.number()?;
            let mut chunk = Chunk::with_settings(Settings { pretty: false });
            let mut image = chunk.image_xobject(id, mask);
            image.filter(Filter::FlateDecode);
            image.width(width).height(height);
            // Table 144 asks for DeviceGray.
            image.color_space().device_gray();
            image.bits_per_component(8);
            image.finish();
            update.append(id, &chunk);
            Some(id)
        }
        Transparency::None | Transparency::Key(_) => None,
    };
    let id = update.number()?;
    let mut chunk = Chunk::with_settings(Settings { pretty: false });
    let mut image = chunk.image_xobject(id, &picture.samples);
    image.filter(Filter::FlateDecode);
    if picture.is_predicted {
        let mut parameters = image.decode_parms();
        parameters.predictor(Predictor::PngOptimum);
        parameters.colors(integer(picture.channels()));
        parameters.bits_per_component(integer(picture.bits));
        parameters.columns(width);
    }
    image.width(width).height(height);
    image.bits_per_component(integer(picture.bits));
    let mut space = image.insert(Name(b"ColorSpace")).array();
    match &picture.colours {
        Colours::Palette(palette) => {
            space.item(Name(b"Indexed"));
            calibrated(&mut space.push().array(), true);
            space.item(integer(palette.len() / 3) - 1);
            space.item(Str(palette));
        }
        colours => calibrated(&mut space, *colours == Colours::Rgb),
    }
    drop(space);
    if let Transparency::Key(key) = &picture.transparency {
        let ranges = key.iter().flat_map(|value| [i32::from(*value); 2]);
        image.insert(Name(b"Mask")).array().items(ranges);
    }
    if let Some(mask) = mask {
        image.s_mask(mask);
    }
    image.finish();
    update.append(id, &chunk);
    Ok(id)
}

/// Writes a colour space (§8.6.5.2, §8.6.5.3).
fn calibrated(space: &mut Array<'_>, is_rgb: bool) {
    space.item(Name(if is_rgb { b"CalRGB" } else { b"CalGray" }));
    let mut parameters = space.push().dict();
    parameters.insert(Name(b"WhitePoint")).array().items(WHITE);
    if is_rgb {
        parameters.insert(Name(b"Gamma")).array().items([GAMMA; 3]);
        parameters.insert(Name(b"Matrix")).array().items(PRIMARIES);
    } else {
        parameters.pair(Name(b"Gamma"), GAMMA);
    }
}

fn integer(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Returns a rectangle as pdf-writer writes it.
pub(super) fn written(rect: Rect) -> WrittenRect {
    let [left, lower, right, upper] = [rect.x0, rect.y0, rect.x1, rect.y1].map(single);
    WrittenRect::new(left, lower, right, upper)
}

#[expect(clippy::cast_precision_loss, reason = "at most 4,000,000")]
fn float(number: usize) -> f32 {
    number as f32
}

#[expect(clippy::cast_possible_truncation, reason = "points of a page")]
fn single(number: f64) -> f32 {
    number as f32
}

/// Returns true if the file says that it is PDF/A-1, which forbids transparency (ISO 19005-1 §6.4,
/// §6.7.11).
fn is_pdf_a_1(file: &PdfFile) -> bool {
    const PART: &[u8] = b"pdfaid:part";

    let metadata = file.catalog().get_ref(b"Metadata");
    let Some(metadata) = metadata.and_then(|metadata| file.stream(metadata.into())) else {
        return false;
    };
    let mut parts = metadata.windows(PART.len()).enumerate();
    parts.any(|(index, found)| {
        let after = metadata.get(index + PART.len()..).unwrap_or_default();
        // As an attribute or as an element.
        let value = after.iter().find(|octet| !b"=>\"' \t\r\n".contains(octet));
        found == PART && value == Some(&b'1')
    })
}
