//! A text with PEM blocks: what is read of it, written anew, is read alike here and by another reader.

#![no_main]

use iamsmart::asn1::Encoded;
use iamsmart::encoding::base64;
use iamsmart::pki::cms::certificates_of;
use libfuzzer_sys::fuzz_target;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;

fuzz_target!(|data: &[u8]| {
    let as_bytes = certificates_of("pem", &Encoded::Bytes(data.to_vec()));
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let as_text = certificates_of("pem", &Encoded::Text(text.to_owned()));
    if text.contains("-----BEGIN ") && data.get(1).is_some_and(u8::is_ascii) {
        assert_eq!(as_text, as_bytes, "a text's blocks are those of its bytes");
    }
    let certificates = match as_text {
        Ok(certificates) => certificates,
        Err(error) => {
            let codes = [
                "pem-invalid",
                "base64-invalid",
                "certificate-malformed",
                "cms-malformed",
                "invalid-argument",
            ];
            assert!(codes.contains(&error.code()), "{}: {error}", error.code());
            return;
        }
    };
    let anew: String = certificates.iter().map(|der| block(der)).collect();
    // What a message calls a certificate is not read, and may be a message itself.
    if !certificates.iter().any(|der| is_message(der)) {
        assert_eq!(
            certificates_of("pem", &Encoded::Text(anew.clone())).as_ref(),
            Ok(&certificates)
        );
    }
    let others: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(anew.as_bytes())
        .map(|der| der.map(|der| der.to_vec()))
        .collect();
    assert_eq!(others.expect("the other reader takes it"), certificates);
});

/// A SEQUENCE that begins with an OBJECT IDENTIFIER is a ContentInfo (RFC 5652 §3) rather than a
/// certificate, whatever its length.
fn is_message(der: &[u8]) -> bool {
    let octets_of_length = der.get(1).map_or(0, |length| match length {
        0x81..=0x84 => usize::from(length & 0x7f),
        _ => 0,
    });
    der.get(2 + octets_of_length) == Some(&6)
}

/// RFC 7468 §2.
fn block(der: &[u8]) -> String {
    let lines: Vec<String> = base64(der)
        .as_bytes()
        .chunks(64)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect();
    format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        lines.join("\n")
    )
}
