//! One certificate as people look into it: every field has a title and a text in each language.

#![no_main]

use iamsmart::asn1::Encoded;
use iamsmart::inspection::{Field, inspect};
use iamsmart::report::ReportLanguage;
use iamsmart_fuzz::mutation;
use iamsmart_fuzz::seal::Kind;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

const LANGUAGES: [ReportLanguage; 3] = [
    ReportLanguage::English,
    ReportLanguage::TraditionalChinese,
    ReportLanguage::SimplifiedChinese,
];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    // Nobody checks the signature.
    mutation::object(
        Kind::Other,
        &mut data[..max_size],
        size,
        seed,
        fuzzer_mutate,
    )
});

fuzz_target!(|data: &[u8]| {
    let Ok(inspection) = inspect(&Encoded::Bytes(data.to_vec())) else {
        return;
    };
    for language in LANGUAGES {
        check(&inspection.fields, language);
        let lines = inspection.text(language).lines().count();
        assert!(lines >= inspection.fields.len(), "each field has a line");
        for difference in &inspection.differences {
            assert!(!difference.detail.in_language(language).is_empty());
        }
    }
});

fn check(fields: &[Field], language: ReportLanguage) {
    for field in fields {
        assert!(!field.name.is_empty(), "a field has a name: {field:?}");
        let title = field.title.in_language(language);
        assert!(!title.is_empty(), "a field has a title: {field:?}");
        check(&field.fields, language);
    }
}
