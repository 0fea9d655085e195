//! The person with an SM2 key, checked by openssl.

mod certificates;
mod signatures;

use crate::e_service::EService;

/// SM2 user identifier; openssl has no default.
const USER_IDENTIFIER: &str = "distid:1234567812345678";
/// Options for SM3(ZA ‖ message).
const WITH_SM3: &[&str] = &["-rawin", "-digest", "sm3", "-pkeyopt", USER_IDENTIFIER];

fn path(service: &EService, name: &str) -> String {
    service.folder.join(name).to_str().unwrap().to_owned()
}

fn write(service: &EService, name: &str, bytes: &[u8]) -> String {
    let path = service.folder.write(name, bytes);
    path.to_str().unwrap().to_owned()
}

/// Arguments for `openssl pkeyutl` to verify a signature with a certificate, PEM.
fn verification(
    service: &EService,
    certificate: &str,
    signed: &[u8],
    signature: &[u8],
    options: &[&str],
) -> Vec<String> {
    let signed = write(service, "signed.bin", signed);
    let signature = write(service, "signature.bin", signature);
    let fixed = ["pkeyutl", "-verify", "-certin", "-inkey", certificate];
    let files = ["-in", &signed, "-sigfile", &signature];
    let all = fixed.iter().chain(&files).chain(options);
    all.map(|argument| (*argument).to_owned()).collect()
}
