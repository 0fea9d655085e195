//! Who may answer for an issuer (RFC 6960 §4.2.2.2).

use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{
    Budget, OcspResponse, ProblemKind, RevocationChecker, RevocationData, RevocationPolicy,
};

use crate::revocation_fixtures::Objects;
use crate::{VALIDATION_TIME, summary};

/// RFC 6960 §4.2.2.2: the issuer must have signed the responder's certificate, and not only be named
/// in it. A response ends with the certificates that come with it, and they with their signature.
#[test]
fn a_responder_whose_certificate_is_forged_is_refused() {
    let objects = Objects::read();
    let [issuer, subject] = ["issuing", "person"].map(|name| objects.der("certificates", name));
    let [issuer, subject] =
        [&issuer, &subject].map(|der| Certificate::parse("certificate", der).unwrap());
    let genuine = objects.der("ocsp", "delegated");
    let mut forged = genuine.clone();
    *forged.last_mut().unwrap() ^= 1;
    for (response, expected) in [
        (genuine, "good"),
        (forged, "Unusable OcspNotAuthorized(Issuer)"),
    ] {
        let responses = [OcspResponse::parse("response", &response).unwrap()];
        let sources = RevocationData {
            crls: &[],
            ocsp_responses: &responses,
            certificates: vec![&issuer],
        };
        let nobody = |_: &Certificate<'_>, _: Time, _: &mut Budget| Err(ProblemKind::SignerPath);
        let policy = RevocationPolicy::at(VALIDATION_TIME);
        let mut judge = RevocationChecker::new(&sources, policy, &nobody, Budget::default());
        assert_eq!(summary(&judge.status(&subject, &issuer)), expected);
    }
}
