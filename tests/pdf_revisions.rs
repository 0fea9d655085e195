//! Files in which an earlier revision and a later one find an object in the same place, and something
//! else there: what was read for one must not be taken for the other (ISO 32000-2 §7.5.6).

#![cfg(feature = "pdf")]

use iamsmart::pdf::{PdfSignature, read_signatures};
use iamsmart::report::{Outcome, ReportLanguage};

/// What the page shows, if it is there.
const CONTENT: u32 = 7;

/// An annotation of the page, and a field of the form.
const NOTE: u32 = 8;

/// The length of what the page shows.
const LENGTH: u32 = 9;

/// The stream of objects.
const STREAM: u32 = 10;

/// Where an object is, or what stands in a table.
#[derive(Clone, Copy)]
enum At {
    Offset(usize),
    InStream(u32),
}

/// A file that is written by hand, revision by revision.
#[derive(Default)]
struct File {
    octets: Vec<u8>,
    entries: Vec<(u32, At)>,
    section: Option<usize>,
}

impl File {
    /// Begins a file with a page, a signature and what else its first revision has.
    fn new() -> Self {
        let mut file = Self::default();
        file.write("%PDF-1.7\n");
        let contents = "0".repeat(64);
        let range = "[0 0000000000 0000000000 0000000000]";
        let shown = format!("[5 0 R {NOTE} 0 R]");
        file.object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>");
        file.object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
        file.object(
            3,
            &format!("<</Type/Page/Parent 2 0 R/Contents {CONTENT} 0 R/Annots{shown}>>"),
        );
        file.object(4, &format!("<</Fields{shown}/SigFlags 3>>"));
        file.object(
            5,
            "<</Subtype/Widget/FT/Sig/T(Signature)/Rect[0 0 0 0]/P 3 0 R/V 6 0 R>>",
        );
        file.object(
            6,
            &format!(
                "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached\
                 /ByteRange{range}/Contents<{contents}>>>"
            ),
        );
        file
    }

    fn write(&mut self, text: &str) {
        self.octets.extend_from_slice(text.as_bytes());
    }

    /// Writes an object, and notes where.
    fn object(&mut self, number: u32, body: &str) -> usize {
        let offset = self.octets.len();
        self.write(&format!("{number} 0 obj\n{body}\nendobj\n"));
        self.entries.push((number, At::Offset(offset)));
        offset
    }

    /// Notes where an object is that stands elsewhere.
    fn entry(&mut self, number: u32, at: At) {
        self.entries.push((number, at));
    }

    /// Ends a revision, with a stream beside its table if an object is in a stream (§7.5.8.4).
    fn finish(&mut self) {
        let in_stream: Vec<_> = self
            .entries
            .iter()
            .filter_map(|(number, at)| match at {
                At::InStream(stream) => Some((*number, *stream)),
                At::Offset(_) => None,
            })
            .collect();
        let mut trailer = String::new();
        if !in_stream.is_empty() {
            trailer = format!("/XRefStm {}", self.octets.len());
            let index: Vec<_> = in_stream.iter().map(|(of, _)| format!("{of} 1 ")).collect();
            let index = index.concat();
            self.write(&format!(
                "11 0 obj\n<</Type/XRef/Size 99/W[1 4 1]/Index[{index}]/Length {}>>\nstream\n",
                6 * in_stream.len()
            ));
            for (_, stream) in in_stream {
                self.octets.push(2);
                self.octets.extend(stream.to_be_bytes());
                self.octets.push(0);
            }
            self.write("\nendstream\nendobj\n");
        }
        let start = self.octets.len();
        self.write("xref\n");
        for (number, at) in core::mem::take(&mut self.entries) {
            if let At::Offset(offset) = at {
                self.write(&format!("{number} 1\n{offset:010} 00000 n \n"));
            }
        }
        let previous = self
            .section
            .replace(start)
            .map_or_else(String::new, |previous| format!("/Prev {previous}"));
        self.write(&format!(
            "trailer\n<</Size 99/Root 1 0 R{trailer}{previous}>>\nstartxref\n{start}\n%%EOF\n"
        ));
    }

    /// Ends the first revision, and has the signature cover it.
    fn sign(&mut self) {
        self.finish();
        let place = |text: &[u8]| {
            let found = self.octets.windows(text.len()).position(|at| at == text);
            found.unwrap()
        };
        let range = place(b"[0 0000000000");
        let gap = place(b"/Contents<0") + "/Contents".len();
        let after = gap + 66;
        let rest = self.octets.len() - after;
        let written = format!("[0 {gap:010} {after:010} {rest:010}]");
        self.octets[range..range + written.len()].copy_from_slice(written.as_bytes());
    }

    fn signature(&self) -> PdfSignature {
        let mut found = read_signatures(&self.octets).unwrap().signatures;
        assert_eq!(found.len(), 1);
        let signature = found.remove(0);
        assert!(signature.byte_range.is_ok(), "{:?}", signature.byte_range);
        signature
    }

    /// Returns the checks of the signature that did not pass, with their sentences.
    fn faults(&self) -> Vec<String> {
        let checks = self.signature().checks(&|_| true).into_vec().into_iter();
        let faults = checks.filter(|check| check.outcome != Outcome::Passed);
        faults
            .map(|check| {
                let detail = check.detail.in_language(ReportLanguage::English);
                format!("{}: {detail}", check.name)
            })
            .collect()
    }
}

const NOTHING: &str = "<</Subtype/Widget/FT/Tx/T(Note)/Rect[0 0 99 99]/Ff 1/TU()>>";
const PAID: &str = "<</Subtype/Widget/FT/Tx/T(Note)/Rect[0 0 99 99]/Ff 1/TU(Paid)>>";

/// Returns the body of a stream of objects that has the note.
fn stream_with(note: &str) -> String {
    let data = format!("{NOTE} 0 {note}");
    let first = data.find('<').unwrap();
    let length = data.len();
    format!("<</Type/ObjStm/N 1/First {first}/Length {length}>>\nstream\n{data}\nendstream")
}

fn assert_flawed(file: &File) {
    let faults = file.faults();
    let is_it = |fault: &String| fault.starts_with("pdf.file:");
    assert!(faults.iter().any(is_it), "{faults:?}");
}

fn assert_changed(file: &File) {
    let faults = file.faults();
    let is_it = |fault: &String| fault.starts_with("pdf.changes:");
    assert!(faults.iter().any(is_it), "{faults:?}");
}

#[test]
fn what_is_written_by_hand_is_sound_and_a_changed_note_is_seen() {
    let mut file = File::new();
    file.object(NOTE, NOTHING);
    file.sign();
    assert_eq!(file.faults(), Vec::<String>::new());
    file.object(20, "<<>>");
    file.finish();
    assert_eq!(file.faults(), Vec::<String>::new());
    file.object(NOTE, PAID);
    file.finish();
    assert_changed(&file);
}

#[test]
fn a_note_in_a_stream_is_sound_and_another_stream_is_seen() {
    let mut file = File::new();
    file.object(STREAM, &stream_with(NOTHING));
    file.entry(NOTE, At::InStream(STREAM));
    file.sign();
    assert_eq!(file.faults(), Vec::<String>::new());
    file.object(20, "<<>>");
    file.finish();
    assert_eq!(file.faults(), Vec::<String>::new());
    file.object(STREAM, &stream_with(PAID));
    file.entry(NOTE, At::InStream(STREAM));
    file.finish();
    assert_changed(&file);
}

/// Has an entry of the first revision lead to what the second writes behind it.
fn with_entry_beyond(number: u32, entry: Option<(u32, At)>, body: &str) -> File {
    let written = |offset: usize| {
        let mut file = File::new();
        file.entry(number, At::Offset(offset));
        if let Some((number, at)) = entry {
            file.entry(number, at);
        }
        file.sign();
        let end = file.octets.len();
        file.object(number, body);
        // The second revision need not name what the first names already.
        file.entries.clear();
        file.object(20, "<<>>");
        file.finish();
        (file, end)
    };
    let (_, end) = written(0);
    written(end).0
}

#[test]
fn an_object_that_comes_after_the_revision_is_not_in_it() {
    assert_flawed(&with_entry_beyond(NOTE, None, PAID));
}

#[test]
fn a_stream_of_objects_that_comes_after_the_revision_is_not_in_it() {
    let in_stream = Some((NOTE, At::InStream(STREAM)));
    assert_flawed(&with_entry_beyond(STREAM, in_stream, &stream_with(PAID)));
}

#[test]
fn an_object_that_reaches_beyond_the_revision_is_not_in_it() {
    let mut file = File::new();
    let offset = file.octets.len();
    file.write(&format!(
        "{NOTE} 0 obj\n<</Subtype/Widget/FT/Tx/T(Note)/TU("
    ));
    file.entry(NOTE, At::Offset(offset));
    // The string goes on over the table and the trailer.
    file.sign();
    file.write(")>>\nendobj\n");
    file.object(20, "<<>>");
    file.finish();
    assert_flawed(&file);
}

#[test]
fn a_stream_that_reaches_beyond_the_revision_is_not_in_it() {
    for is_of_objects in [false, true] {
        let written = |length: usize| {
            let mut file = File::new();
            let offset = file.octets.len();
            let (number, kind, data) = if is_of_objects {
                (STREAM, "/Type/ObjStm/N 1/First 4", "8 0 <<>>")
            } else {
                (CONTENT, "", "")
            };
            let head = format!("{number} 0 obj\n<<{kind}/Length {length:5}>>\nstream\n{data}");
            file.write(&head);
            file.entry(number, At::Offset(offset));
            if is_of_objects {
                file.entry(NOTE, At::InStream(number));
            }
            file.sign();
            file.write("Paid");
            let all = file.octets.len() - (offset + head.len() - data.len());
            file.write("\nendstream\nendobj\n");
            file.object(20, "<<>>");
            file.finish();
            (file, all)
        };
        let (_, length) = written(0);
        assert_flawed(&written(length).0);
    }
}

#[test]
fn a_stream_is_as_long_as_each_revision_says() {
    let mut file = File::new();
    let data = "Nothing\nendstream\nendobj\nPaid\nendstream";
    file.object(
        CONTENT,
        &format!("<</Length {LENGTH} 0 R>>\nstream\n{data}"),
    );
    file.object(LENGTH, "7");
    file.sign();
    assert_eq!(file.faults(), Vec::<String>::new());
    file.object(LENGTH, &(data.len() - "\nendstream".len()).to_string());
    file.finish();
    assert_changed(&file);
}

#[test]
fn a_stream_whose_length_comes_after_the_revision_is_not_in_it() {
    let written = |offset: usize| {
        let mut file = File::new();
        file.object(
            CONTENT,
            &format!("<</Length {LENGTH} 0 R>>\nstream\nPaid\nendstream"),
        );
        file.entry(LENGTH, At::Offset(offset));
        file.sign();
        let end = file.octets.len();
        file.object(LENGTH, "4");
        file.entries.clear();
        file.object(20, "<<>>");
        file.finish();
        (file, end)
    };
    let (_, end) = written(0);
    assert_flawed(&written(end).0);
}

/// An object within a string of another, which a later revision finds.
#[test]
fn an_entry_that_leads_into_an_earlier_object_is_seen() {
    for hybrid in [false, true] {
        let mut file = File::new();
        file.object(NOTE, NOTHING);
        let (number, body) = if hybrid {
            (STREAM, stream_with(PAID))
        } else {
            (NOTE, PAID.to_owned())
        };
        let offset = file.object(12, &format!("<</Text(({number} 0 obj {body} endobj))>>"));
        let inside = offset + "12 0 obj\n<</Text((".len();
        file.sign();
        assert_eq!(file.faults(), Vec::<String>::new());
        file.entry(number, At::Offset(inside));
        if hybrid {
            file.entry(NOTE, At::InStream(STREAM));
        }
        file.finish();
        assert_changed(&file);
    }
}

/// An offset after the first digit of a number is the offset of another object with the same body.
#[test]
fn one_place_may_be_that_of_two_objects() {
    let mut file = File::new();
    let offset = file.object(18, PAID);
    file.object(NOTE, NOTHING);
    file.sign();
    assert_eq!(file.faults(), Vec::<String>::new());
    file.entry(NOTE, At::Offset(offset + 1));
    file.finish();
    assert_changed(&file);
}
