//! What a page shows of a signature: its widget's appearance stream (ISO 32000-2 §12.5.5).

use alloc::vec::Vec;

use hayro_syntax::object::Rect;
use hayro_syntax::page::{Page, Rotation};

use crate::pdf::file::PdfFile;
use crate::pdf::prepare::picture::{Colours, Picture, Transparency};
use crate::pdf::update::Update;
use crate::pdf::value::Reference;
use crate::pdf::written::{array, dictionary, name, number, reference, stream, string, whole};
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
const WHITE: [f64; 3] = [0.9505, 1.0, 1.089];
const PRIMARIES: [f64; 9] = [
    0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505,
];
const GAMMA: f64 = 2.2;

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
) -> Result<Reference> {
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
    let (width, height) = (rect.width(), rect.height());
    // The page is shown turned clockwise, so the picture is turned back.
    let (matrix, width, height) = match rotation {
        Rotation::None => ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], width, height),
        Rotation::Horizontal => ([0.0, 1.0, -1.0, 0.0, 0.0, 0.0], height, width),
        Rotation::Flipped => ([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0], width, height),
        Rotation::FlippedHorizontal => ([0.0, -1.0, 1.0, 0.0, 0.0, 0.0], height, width),
    };
    let mut content = Vec::new();
    let mut resources = Vec::new();
    if let Some((image, picture)) = &image {
        let (across, up) = (float(picture.width), float(picture.height));
        let scale = (width / across).min(height / up);
        let (across, up) = (across * scale, up * scale);
        let (left, lower) = ((width - across) / 2.0, (height - up) / 2.0);
        let matrix = [across, 0.0, 0.0, up, left, lower].map(number);
        content = [b"q ", &matrix.join(&b' ')[..], b" cm /Im Do Q"].concat();
        let images = dictionary(&[("Im", reference(*image))]);
        resources.push(("XObject", images));
    }
    let id = update.number()?;
    let entries = [
        ("Type", name("XObject")),
        ("Subtype", name("Form")),
        ("BBox", array([0.0, 0.0, width, height].map(number))),
        ("Matrix", array(matrix.map(number))),
        ("Resources", dictionary(&resources)),
    ];
    update.add(id, &stream(&entries, &content));
    Ok(id)
}

fn write_image(update: &mut Update<'_>, picture: &Picture) -> Result<Reference> {
    let image = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Filter", name("FlateDecode")),
        ("Width", whole(picture.width)),
        ("Height", whole(picture.height)),
    ];
    let mut entries = image.to_vec();
    entries.push(("BitsPerComponent", whole(picture.bits)));
    entries.push(("ColorSpace", colour_space(&picture.colours)));
    if picture.is_predicted {
        let parameters = [
            // Each line says how it is predicted (Table 10).
            ("Predictor", whole(15)),
            ("Colors", whole(picture.channels())),
            ("BitsPerComponent", whole(picture.bits)),
            ("Columns", whole(picture.width)),
        ];
        entries.push(("DecodeParms", dictionary(&parameters)));
    }
    match &picture.transparency {
        Transparency::None => {}
        Transparency::Key(key) => {
            let ranges = key
                .iter()
                .flat_map(|value| [whole((*value).into()), whole((*value).into())]);
            entries.push(("Mask", array(ranges)));
        }
        Transparency::Alpha { mask, .. } => {
            let id = update.number()?;
            let mut of_mask = image.to_vec();
            of_mask.push(("BitsPerComponent", whole(8)));
            // Table 144 asks for DeviceGray.
            of_mask.push(("ColorSpace", name("DeviceGray")));
            update.add(id, &stream(&of_mask, mask));
            entries.push(("SMask", reference(id)));
        }
    }
    let id = update.number()?;
    update.add(id, &stream(&entries, &picture.samples));
    Ok(id)
}

fn colour_space(colours: &Colours) -> Vec<u8> {
    match colours {
        Colours::Palette(palette) => array([
            name("Indexed"),
            calibrated(true),
            whole((palette.len() / 3).saturating_sub(1)),
            string(palette),
        ]),
        colours => calibrated(*colours == Colours::Rgb),
    }
}

/// Returns a colour space (§8.6.5.2, §8.6.5.3).
fn calibrated(is_rgb: bool) -> Vec<u8> {
    let white = ("WhitePoint", array(WHITE.map(number)));
    if is_rgb {
        let gamma = ("Gamma", array([GAMMA; 3].map(number)));
        let matrix = ("Matrix", array(PRIMARIES.map(number)));
        return array([name("CalRGB"), dictionary(&[white, gamma, matrix])]);
    }
    let gamma = ("Gamma", number(GAMMA));
    array([name("CalGray"), dictionary(&[white, gamma])])
}

/// Returns a rectangle as written (§7.9.5).
pub(super) fn written(rect: Rect) -> Vec<u8> {
    array([rect.x0, rect.y0, rect.x1, rect.y1].map(number))
}

#[expect(clippy::cast_precision_loss, reason = "at most 4,000,000")]
fn float(number: usize) -> f64 {
    number as f64
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
