//! One PDF file: prepared, embedded into, and read again.

#![no_main]

use iamsmart::asn1::Encoded;
use iamsmart::pdf::{Options, PdfFile, Permissions, SubFilter, embed, prepare};
use libfuzzer_sys::fuzz_target;

/// A signature of another file.
const CMS: &[u8] = include_bytes!("../../tests/fixtures/cms/plain.cms");

fuzz_target!(|data: &[u8]| {
    let Ok(file) = PdfFile::read(data.to_vec()) else {
        return;
    };
    let options = Options {
        sub_filter: SubFilter::Pkcs7Detached,
        field_name: file.fields().first().map(|field| field.name.clone()),
        signing_time: 0,
        name: None,
        reason: None,
        location: None,
        contact_info: None,
        appearance: None,
        permissions: Permissions::of(i64::from(data.last().unwrap_or(&0) % 4)),
        room: 64,
    };
    let new = Options {
        field_name: None,
        permissions: None,
        ..options.clone()
    };
    for options in [options, new] {
        let Ok(prepared) = prepare(&file, &options) else {
            continue;
        };
        let whole = [data, &prepared.update].concat();
        let read = PdfFile::read(whole.clone()).expect("what was prepared can be read");
        let fields = read.fields();
        let signed = fields.iter().filter(|field| field.has_value());
        assert!(signed.count() > 0, "there is a signed field");
        let range = prepared.byte_range;
        assert_eq!(range.digest(&whole), prepared.digest);
        let refused = embed(whole, range.numbers(), &Encoded::Bytes(CMS.to_vec()));
        assert_eq!(
            refused.map_err(|error| error.code()),
            Err("pdf-digest-mismatch")
        );
    }
});
