//! Files with what other programs were found to stumble over: each is prepared twice, and what was
//! written is read again.

#![cfg(feature = "pdf")]

use iamsmart::pdf::{Appearance, Options, PdfFile, Place, SubFilter, prepare};

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &str =
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.2756 841.8897637795]/Resources<<>>>>";

/// A file with these objects from number 1 on, all with a table entry of generation 0.
struct Made {
    objects: Vec<String>,
    /// Added to the trailer.
    trailer: &'static str,
    /// `/Size`, if it is another than it should be.
    size: Option<usize>,
    line_end: &'static str,
    /// What follows `%%EOF`.
    after: &'static str,
}

impl Made {
    fn of(objects: &[&str]) -> Self {
        Self {
            objects: objects.iter().map(|object| (*object).to_owned()).collect(),
            trailer: "",
            size: None,
            line_end: " \n",
            after: "\n",
        }
    }

    fn octets(&self) -> Vec<u8> {
        let mut file = String::from("%PDF-1.7\n");
        let mut entries = vec![format!("0000000000 65535 f{}", self.line_end)];
        for (index, object) in self.objects.iter().enumerate() {
            entries.push(format!("{:010} 00000 n{}", file.len(), self.line_end));
            let number = index + 1;
            file = format!("{file}{number} 0 obj\n{object}\nendobj\n");
        }
        let (start, count, table) = (file.len(), entries.len(), entries.concat());
        let size = self.size.unwrap_or(count);
        let trailer = format!("<</Size {size}/Root 1 0 R{}>>", self.trailer);
        file = format!(
            "{file}xref\n0 {count}\n{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF{}",
            self.after
        );
        file.into_bytes()
    }
}

fn options() -> Options {
    Options {
        sub_filter: SubFilter::Pkcs7Detached,
        field_name: None,
        signing_time: 1_790_000_000_000,
        name: None,
        reason: None,
        location: None,
        contact_info: None,
        appearance: None,
        permissions: None,
        room: 1000,
    }
}

fn prepared(octets: &[u8], options: &Options) -> iamsmart::Result<Vec<u8>> {
    let file = PdfFile::read(octets.to_vec())?;
    let prepared = prepare(&file, options)?;
    let whole = [octets, &prepared.update].concat();
    let [first, before, after, rest] = prepared.byte_range.numbers();
    assert_eq!((first, after + rest), (0, whole.len()));
    assert_eq!(after - before, 2 * options.room + 2);
    assert_eq!((whole[before], whole[after - 1]), (b'<', b'>'));
    let text = String::from_utf8_lossy(&prepared.update).into_owned();
    assert!(text.contains(&format!("/ByteRange[0 {before} {after} {rest}")));
    Ok(whole)
}

/// Prepares a file twice; returns the names of its signature fields.
fn twice(octets: &[u8]) -> iamsmart::Result<Vec<String>> {
    let once = prepared(octets, &options())?;
    let again = prepared(&once, &options())?;
    let file = PdfFile::read(again)?;
    for (number, _) in file.entries() {
        let id = hayro_syntax::object::ObjectIdentifier::new(*number, 0);
        assert!(file.entry(*number) == iamsmart::pdf::Entry::Free || file.stands(id));
    }
    let fields = file.fields();
    let signed = fields.iter().filter(|field| field.is_signature);
    Ok(signed.map(|field| field.name.clone()).collect())
}

const BOTH: [&str; 2] = ["Signature1", "Signature2"];

#[test]
fn forms_and_annotations_come_in_any_shape() {
    let with = |form: &str, page: &str, more: &[&str]| {
        let catalog = format!("<</Type/Catalog/Pages 2 0 R{form}>>");
        let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]{page}>>");
        let mut objects = vec![&*catalog, PAGES, &*page];
        objects.extend(more);
        Made::of(&objects).octets()
    };
    for (name, file) in [
        ("no form", with("", "", &[])),
        (
            "no /Fields",
            with("/AcroForm<</DA(/Helv 0 Tf 0 g)>>", "", &[]),
        ),
        (
            "a form that is null",
            with("/AcroForm null", "/Annots null", &[]),
        ),
        (
            "a form that is not there",
            with("/AcroForm 9 0 R", "/Annots 9 0 R", &[]),
        ),
        (
            "a form of its own",
            with("/AcroForm 4 0 R", "", &["<</Fields[]>>"]),
        ),
        (
            "/Fields and /Annots of their own",
            with(
                "/AcroForm<</Fields 4 0 R/SigFlags 1>>",
                "/Annots 5 0 R",
                &["[]", "[%none\n]"],
            ),
        ),
        (
            "fields in a circle",
            with(
                "/AcroForm<</Fields[4 0 R]>>",
                "",
                &["<</T(a)/Kids[4 0 R]>>"],
            ),
        ),
    ] {
        assert_eq!(twice(&file).unwrap(), BOTH, "{name}");
    }
}

#[test]
fn trees_names_and_numbers_come_in_any_shape() {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>";
    for (name, objects) in [
        (
            "a nested tree with its kids apart",
            vec![
                CATALOG,
                "<</Type/Pages/Kids 5 0 R/Count 1>>",
                "<</Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]>>",
                "<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>",
                "[4 0 R]",
            ],
        ),
        (
            "no types",
            vec![
                "<</Pages 2 0 R>>",
                PAGES,
                "<</Parent 2 0 R/MediaBox[0 0 9 9]>>",
            ],
        ),
        (
            "a key twice",
            vec![
                "<</Type/Catalog/Pages 2 0 R/AcroForm 7 0 R/AcroForm<</Fields[]>>>>",
                PAGES,
                page,
            ],
        ),
        (
            "a form in XFA too",
            vec![
                "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA[(a) 4 0 R]>>>>",
                PAGES,
                page,
                "<</Length 0>>stream\n\nendstream",
            ],
        ),
        (
            "annotations that are null, direct, and not there",
            vec![
                CATALOG,
                PAGES,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[null<</Subtype/Link>>9 0 R]>>",
            ],
        ),
        (
            "usage rights",
            vec![
                "<</Type/Catalog/Pages 2 0 R/Perms<</UR3 4 0 R>>>>",
                PAGES,
                page,
                "<</Type/Sig>>",
            ],
        ),
        (
            "names and numbers in unusual forms",
            vec![
                "<</Type/Catalog/Pages 2 0 R/A#20b<</C#23(x)>>>>",
                PAGES,
                "<</Type/Page/Parent 2 0 R/MediaBox[-.5 +0 595. 0841.89]/UserUnit .0000001>>",
            ],
        ),
    ] {
        assert_eq!(twice(&Made::of(&objects).octets()).unwrap(), BOTH, "{name}");
    }
}

/// The appearance of a field whose widgets are apart from it is each widget's.
#[test]
fn widgets_apart_from_their_field_are_shown() {
    let png = include_bytes!("fixtures/pdf/rgba.png");
    let file = Made::of(&[
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>",
        PAGES,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[5 0 R]>>",
        "<</T(form)/Kids[6 0 R]>>",
        "<</Subtype/Widget/Parent 6 0 R/Rect[1 1 5 5]/P 3 0 R>>",
        "<</T(sig)/FT/Sig/Parent 4 0 R/Kids[5 0 R]>>",
    ]);
    let mut asked = options();
    asked.field_name = Some("form.sig".to_owned());
    asked.appearance = Some(Appearance {
        place: None,
        picture: png.to_vec(),
    });
    let file = PdfFile::read(prepared(&file.octets(), &asked).unwrap()).unwrap();
    let fields = file.fields();
    let field = fields
        .iter()
        .find(|field| field.name == "form.sig")
        .unwrap();
    assert!(field.has_value());
    assert!(!field.dict.contains_key(b"AP"));
    let widget = file
        .objects()
        .get::<hayro_syntax::object::Dict<'_>>(field.widgets[0]);
    assert!(widget.unwrap().contains_key(b"AP"));
}

#[test]
fn numbers_of_new_objects_are_free_whatever_size_says() {
    for size in [1, 2, 4, 400] {
        let mut file = Made::of(&[CATALOG, PAGES, PAGE]);
        file.size = Some(size);
        assert_eq!(twice(&file.octets()).unwrap(), BOTH, "{size}");
    }
}

#[test]
fn what_is_not_asked_to_change_stays() {
    let mut file = Made::of(&[CATALOG, PAGES, PAGE, "<</Title(t)>>"]);
    file.trailer = "/Info 4 0 R/ID[<0102><0304>]/Mine(x)";
    let whole = prepared(&file.octets(), &options()).unwrap();
    let update = String::from_utf8_lossy(&whole[file.octets().len()..]).into_owned();
    assert!(update.contains("/Info 4 0 R"), "{update}");
    assert!(update.contains("/Mine (x)"), "{update}");
    assert!(
        update.contains("/ID [<0102>") || update.contains("/ID [(\\001\\002)"),
        "{update}"
    );
    assert!(
        update.contains("/MediaBox [0 0 595.2756 841.8897637795]"),
        "{update}"
    );
    assert!(!update.contains("%PDF"), "an update has no header");
}

#[test]
fn lines_and_ends_of_files_differ() {
    for line_end in [" \n", " \r", "\r\n", "\n"] {
        for after in [
            "",
            "\n",
            "\r",
            "\r\n\r\n",
            "\n\0\0\0",
            "\n<!-- served -->\n",
        ] {
            let mut file = Made::of(&[CATALOG, PAGES, PAGE]);
            (file.line_end, file.after) = (line_end, after);
            assert_eq!(
                twice(&file.octets()).unwrap(),
                BOTH,
                "{line_end:?} {after:?}"
            );
        }
    }
}

/// Readers that repair a file find other objects than those that do not.
#[test]
fn a_broken_file_is_not_signed() {
    let sound = Made::of(&[CATALOG, PAGES, PAGE]).octets();
    let text = String::from_utf8(sound.clone()).unwrap();
    let start = text.find("xref\n").unwrap();
    for (name, broken) in [
        ("octets before the header", format!("garbage\n{text}")),
        (
            "a table whose first number is 1",
            text.replace("xref\n0 4", "xref\n1 4"),
        ),
        (
            "an object is elsewhere",
            text.replace("0000000009 00000 n", "0000000010 00000 n"),
        ),
        (
            "no table at 'startxref'",
            text.replace(&format!("startxref\n{start}"), "startxref\n9"),
        ),
        ("/Prev is 0", text.replace("/Size 4", "/Size 4/Prev 0")),
        (
            "/Prev is its own",
            text.replace("/Size 4", &format!("/Size 4/Prev {start}")),
        ),
        (
            "/Prev is negative",
            text.replace("/Size 4", "/Size 4/Prev -1"),
        ),
        ("no /Size", text.replace("/Size 4", "")),
        (
            "the catalog is a page",
            text.replace("/Root 1 0 R", "/Root 3 0 R"),
        ),
        ("too many objects", text.replace("0 4\n", "0 4000000000\n")),
        ("no pages", text.replace("/Kids[3 0 R]", "/Kids[]")),
    ] {
        let found = prepared(broken.as_bytes(), &options()).map(|_| ());
        let code = found.as_ref().map_err(iamsmart::Error::code);
        assert!(
            matches!(code, Err("pdf-malformed" | "invalid-argument")),
            "{name}: {found:?}"
        );
    }
    for end in 0..sound.len() {
        let _ = prepared(&sound[..end], &options());
    }
}

#[test]
fn a_page_that_is_not_an_object_of_its_own_is_left_alone() {
    let file = Made::of(&[
        CATALOG,
        "<</Type/Pages/Kids[<</Type/Page/MediaBox[0 0 9 9]>>]/Count 1>>",
    ]);
    let error = prepared(&file.octets(), &options()).unwrap_err();
    assert_eq!(error.code(), "pdf-malformed");
}

#[test]
fn the_same_input_gives_the_same_file() {
    let file = include_bytes!("fixtures/pdf/streams.pdf");
    let mut asked = options();
    asked.appearance = Some(Appearance {
        place: Some(Place {
            page: 1,
            rect: [10.0, 10.0, 60.0, 30.0],
        }),
        picture: include_bytes!("fixtures/pdf/palette.png").to_vec(),
    });
    assert_eq!(prepared(file, &asked), prepared(file, &asked));
}
