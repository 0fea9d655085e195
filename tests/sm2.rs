//! SM2 signatures, certificates, revocation data and CMS, made by tests/fixtures/sm2/make.py with
//! OpenSSL, which verifies them too; and the published example.

#![cfg(feature = "verify")]

mod fixtures;

mod algorithm_der;

use algorithm_der::{NULL, algorithm, integer, key_info, tlv};
use iamsmart::asn1::{AlgorithmIdentifier, Encoded, Time};
use iamsmart::encoding::from_base64;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::signature::{
    KeyFlaw, KeyProblem, Mismatch, PublicKeyInfo, Scheme, Signed, Sm2Identifier, Undecided, verify,
};
use iamsmart::validation::{Existence, Revocation};
use iamsmart::verification::{
    CmsInput, Indication, PathOptions, SignatureAlgorithm, SignatureInput, SignedAs,
    VerificationReport, create_evidence, validate_certificate_path, verify_cms, verify_evidence,
    verify_signature,
};

/// 2027-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_811_808_000);

/// 1.2.156.10197.1, the arc of SM2-with-SM3 and of the SM2 curve.
const GM: &[u8] = &[0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01];

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("sm2/{file}"))
}

fn encoded(file: &str) -> Encoded {
    Encoded::Bytes(fixture(file))
}

fn der(file: &str) -> Vec<u8> {
    let pem = String::from_utf8(fixture(file)).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64(file, &body).unwrap()
}

fn hex(text: &str) -> Vec<u8> {
    let octets = text.as_bytes().chunks(2);
    let octet = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    octets.map(octet).collect()
}

fn identifier(text: &str) -> Sm2Identifier {
    Sm2Identifier::parse(text).unwrap()
}

fn options() -> PathOptions {
    PathOptions {
        trust_anchors: vec![encoded("root.pem")],
        intermediates: vec![encoded("issuing.pem")],
        revocation: Revocation::Soft,
        ..PathOptions::at(VALIDATION_TIME)
    }
}

fn input(file: &str) -> SignatureInput {
    SignatureInput {
        content: Some(fixture("content.json")),
        digest: None,
        signature: fixture(file),
        certificate: encoded("person.pem"),
        signature_algorithm: None,
        claimed_time: None,
        timestamps: Vec::new(),
        options: options(),
    }
}

fn passes(report: &VerificationReport) -> bool {
    report.indication == Indication::TotalPassed
}

/// GM/T 0003.5-2012 Annex A (GB/T 32918.5-2017 Annex A), the example over the recommended curve.
#[test]
fn the_published_example_holds() {
    let point = [
        &[4],
        &hex("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020")[..],
        &hex("ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"),
    ]
    .concat();
    let signature = tlv(
        0x30,
        &[
            &integer(&hex(
                "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3",
            )),
            &integer(&hex(
                "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
            )),
        ],
    );
    let info = sm2_key_info(&point);
    let key = PublicKeyInfo::from_der(&info).unwrap();
    let signed = |identifier: &str, message: &[u8]| {
        Scheme::Sm2.verify_by(
            &key,
            &Sm2Identifier::parse(identifier).unwrap(),
            message,
            &signature,
        )
    };
    let yes = Signed::Yes {
        algorithm: "SM2-with-SM3",
        lacks_null: false,
    };
    assert_eq!(signed("1234567812345678", b"message digest"), yes);
    assert_eq!(Scheme::Sm2.verify(&key, b"message digest", &signature), yes);
    let no = Signed::No(Mismatch::Value);
    assert_eq!(signed("1234567812345679", b"message digest"), no);
    assert_eq!(signed("", b"message digest"), no);
    assert_eq!(signed("1234567812345678", b"message digesT"), no);

    let PublicKeyInfo::Sm2(parts) = key else {
        panic!("an SM2 key");
    };
    let e = hex("f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640");
    let mut e: [u8; 32] = e.try_into().unwrap();
    assert_eq!(parts.verify_digest(&e, &signature), Ok(true));
    e[31] ^= 1;
    assert_eq!(parts.verify_digest(&e, &signature), Ok(false));
}

fn sm2_key_info(point: &[u8]) -> Vec<u8> {
    const KEY_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2];
    let curve = tlv(0x06, &[GM, &[0x82, 0x2d]]);
    key_info(&algorithm(KEY_TYPE, 1, &curve), point)
}

#[test]
fn every_mode_is_recognised() {
    use SignedAs::{Sm2Digest, Sm3OverDigestWithoutIdentifier, Sm3WithSm2OverDigest};
    let default = "1234567812345678";
    let rows = [
        ("sm3-over-digest.sig", default, Sm3WithSm2OverDigest),
        ("sm3-over-sha256-digest.sig", default, Sm3WithSm2OverDigest),
        (
            "sm3-over-digest-other-identifier.sig",
            "ALICE123@YAHOO.COM",
            Sm3WithSm2OverDigest,
        ),
        (
            "sm3-over-digest-empty-identifier.sig",
            "",
            Sm3WithSm2OverDigest,
        ),
        (
            "sm3-over-digest-without-identifier.sig",
            default,
            Sm3OverDigestWithoutIdentifier,
        ),
        ("digest.sig", default, Sm2Digest),
    ];
    for (file, name, mode) in rows {
        let mut input = input(file);
        input.options.sm2_identifier = identifier(name);
        let report = verify_signature(&input).unwrap();
        assert!(passes(&report), "{file}: {:#?}", report.checks);
        assert_eq!(report.signed_as, Some(mode), "{file}");

        for algorithm in [
            SignatureAlgorithm::Sha256WithRsa,
            SignatureAlgorithm::NoneWithRsa,
            SignatureAlgorithm::Sm3WithSm2,
            SignatureAlgorithm::NoneWithSm2,
        ] {
            input.signature_algorithm = Some(algorithm);
            let fits = match algorithm {
                SignatureAlgorithm::Sm3WithSm2 => mode != Sm2Digest,
                SignatureAlgorithm::NoneWithSm2 => mode == Sm2Digest,
                _ => false,
            };
            let report = verify_signature(&input).unwrap();
            assert_eq!(passes(&report), fits, "{file} {algorithm:?}");
            assert_eq!(
                report.signed_as,
                fits.then_some(mode),
                "{file} {algorithm:?}"
            );
        }
    }
}

#[test]
fn the_identifier_belongs_to_the_signature() {
    for (file, name) in [
        ("sm3-over-digest.sig", "ALICE123@YAHOO.COM"),
        ("sm3-over-digest.sig", ""),
        ("sm3-over-digest-other-identifier.sig", "1234567812345678"),
        ("sm3-over-digest-empty-identifier.sig", "1234567812345678"),
    ] {
        let mut input = input(file);
        input.options.sm2_identifier = identifier(name);
        let report = verify_signature(&input).unwrap();
        assert_eq!(
            report.indication,
            Indication::TotalFailed,
            "{file} '{name}'"
        );
        assert_eq!(report.signed_as, None, "{file} '{name}'");
    }
    assert!(Sm2Identifier::parse(&"i".repeat(8191)).is_ok());
    assert_eq!(
        Sm2Identifier::parse(&"i".repeat(8192)).unwrap_err().code(),
        "invalid-argument"
    );
}

#[test]
fn no_bad_signature_holds() {
    let files = std::fs::read_dir(fixtures::path("sm2")).unwrap();
    let files = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let bad: Vec<_> = files
        .filter(|file| file.starts_with("bad-") && file != "bad-other-identifier.pem")
        .collect();
    assert_eq!(bad.len(), 17, "{bad:?}");
    for file in bad {
        let report = verify_signature(&input(&file)).unwrap();
        assert_eq!(report.indication, Indication::TotalFailed, "{file}");
        assert_eq!(report.signed_as, None, "{file}");
        let detail = report.check("signature").unwrap().detail.to_string();
        let says = match &file[..] {
            range if range.starts_with("bad-range-") => "beyond the key's modulus or order",
            encoding if encoding.starts_with("bad-encoding-") => "not encoded as two numbers",
            _ => "was not made with the signer's key",
        };
        assert!(detail.contains(says), "{file}: {detail}");
    }
}

#[test]
fn content_and_digest_must_agree() {
    let verdict = |file, content: Option<&str>, digest| {
        let mut input = input(file);
        input.content = content.map(fixture);
        input.digest = Some(fixture(digest));
        verify_signature(&input).unwrap().indication
    };
    let content = Some("content.json");
    let (passed, failed) = (Indication::TotalPassed, Indication::TotalFailed);
    for (file, content, digest, expected) in [
        ("sm3-over-digest.sig", content, "content.sm3", passed),
        ("sm3-over-digest.sig", None, "content.sm3", passed),
        ("sm3-over-digest.sig", content, "content.sha256", failed),
        (
            "sm3-over-sha256-digest.sig",
            content,
            "content.sha256",
            passed,
        ),
        ("sm3-over-sha256-digest.sig", content, "content.sm3", failed),
        ("digest.sig", content, "content.sm3", passed),
        ("digest.sig", Some("root.pem"), "content.sm3", failed),
    ] {
        assert_eq!(verdict(file, content, digest), expected, "{file} {digest}");
    }
    // hashCode of NONEwithSM2 is an SM3 digest (iAM Smart API, signing).
    let mut input = input("digest.sig");
    let told = |input: &SignatureInput| {
        let report = verify_signature(input).unwrap();
        report.check("signed-data").unwrap().detail.to_string()
    };
    assert_eq!(
        told(&input),
        "The content was given; its SM3 and SHA-256 digests were computed."
    );
    input.digest = Some(vec![0; 32]);
    assert_eq!(
        told(&input),
        "The digest is neither the SM3 nor the SHA-256 digest of the content: one of them was changed."
    );
    input.signature_algorithm = Some(SignatureAlgorithm::NoneWithSm2);
    assert_eq!(
        told(&input),
        "The digest is not the SM3 digest of the content: one of them was changed."
    );
    input.digest = Some(fixture("content.sha256"));
    let report = verify_signature(&input).unwrap();
    let detail = &report.check("signed-data").unwrap().detail;
    assert!(detail.to_string().contains("SM3"), "{detail}");
    assert_eq!(report.indication, failed);
}

#[test]
fn an_evidence_file_holds_the_digest_that_was_signed() {
    for (file, digest) in [
        ("sm3-over-digest.sig", "content.sm3"),
        ("sm3-over-sha256-digest.sig", "content.sha256"),
        ("digest.sig", "content.sm3"),
    ] {
        let evidence = create_evidence(&input(file)).unwrap();
        let text = iamsmart::encoding::base64(&fixture(digest));
        assert!(evidence.contains(&text), "{file}");
        let verified = verify_evidence(&evidence, &options()).unwrap();
        assert!(passes(&verified.report), "{file}");
    }
}

#[test]
fn certificates_lists_and_responses_are_signed_under_the_default_identifier() {
    let person = encoded("person.pem");
    let mut options = options();
    let report = validate_certificate_path(&person, &options).unwrap();
    assert!(passes(&report), "{:#?}", report.checks);
    assert_eq!(report.signer.unwrap().public_key, "SM2");

    // The option applies to the signer, not to its issuers.
    options.sm2_identifier = identifier("ALICE123@YAHOO.COM");
    options.crls = vec![encoded("issuing.crl"), encoded("root.crl")];
    let report = validate_certificate_path(&person, &options).unwrap();
    assert!(passes(&report), "{:#?}", report.checks);

    options.crls = vec![encoded("root.crl")];
    options.revocation = Revocation::Hard;
    let report = validate_certificate_path(&person, &options).unwrap();
    assert_eq!(report.indication, Indication::Indeterminate);
    options.ocsp_responses = vec![encoded("person.ocsp")];
    let report = validate_certificate_path(&person, &options).unwrap();
    assert!(passes(&report), "{:#?}", report.checks);

    let other = validate_certificate_path(&encoded("bad-other-identifier.pem"), &options).unwrap();
    assert_eq!(other.indication, Indication::TotalFailed);
    for file in ["person.pem", "issuing.pem"] {
        let mut changed = der(file);
        *changed.last_mut().unwrap() ^= 1;
        let changed = Encoded::Bytes(changed);
        let report = validate_certificate_path(&changed, &options).unwrap();
        assert_ne!(report.indication, Indication::TotalPassed, "{file}");
    }
}

#[test]
fn cms_messages_are_signed_under_the_signers_identifier() {
    let rows = [
        ("default-identifier.cms", "1234567812345678"),
        ("other-identifier.cms", "ALICE123@YAHOO.COM"),
        ("empty-identifier.cms", ""),
    ];
    for (file, of_file) in rows {
        for (_, name) in rows {
            let input = CmsInput {
                cms: Encoded::Bytes(fixture(file)),
                content: Some(fixture("content.json")),
                digest: Some(fixture("content.sm3")),
                signer: None,
                existence: Existence::default(),
                options: PathOptions {
                    sm2_identifier: identifier(name),
                    ..options()
                },
            };
            let report = verify_cms(&input).unwrap();
            assert_eq!(passes(&report), name == of_file, "{file} '{name}'");
        }
    }
}

#[test]
fn key_and_algorithm_are_both_of_sm2() {
    let with_null = sm2_algorithm(NULL);
    let ecdsa = algorithm(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3], 2, &[]);
    let signed = |file: &str, algorithm: &[u8]| {
        let der = der(file);
        let certificate = Certificate::parse(file, &der).unwrap();
        let algorithm = AlgorithmIdentifier::from_der(algorithm).unwrap();
        let signature = fixture("sm3-over-digest.sig");
        verify(
            &algorithm,
            certificate.public_key(),
            &fixture("content.sm3"),
            &signature,
        )
    };
    let kind = |algorithm, key| Signed::No(Mismatch::KeyKind { algorithm, key });
    let yes = Signed::Yes {
        algorithm: "SM2-with-SM3",
        lacks_null: false,
    };
    assert_eq!(signed("person.pem", &sm2_algorithm(&[])), yes);
    assert_eq!(
        signed("person.pem", &with_null),
        Signed::Undecided(Undecided::Parameters("SM2-with-SM3"))
    );
    assert_eq!(
        signed("person.pem", &ecdsa),
        kind("ecdsa-with-SHA256", "SM2")
    );
    assert_eq!(
        signed("p256-root.pem", &sm2_algorithm(&[])),
        kind("SM2-with-SM3", "EC P-256")
    );
    assert_eq!(
        signed("compressed.pem", &sm2_algorithm(&[])),
        Signed::KeyRefused(KeyFlaw::PointEncoding)
    );
    let person = der("person.pem");
    let person = Certificate::parse("person", &person).unwrap();
    assert_eq!(
        Scheme::Sm2.verify_digest(person.public_key(), &[0; 32], &[]),
        Signed::Undecided(Undecided::Digest)
    );
}

/// Encodes SM2-with-SM3, 1.2.156.10197.1.501.
fn sm2_algorithm(parameters: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&tlv(0x06, &[GM, &[0x83, 0x75]]), parameters])
}

#[test]
fn points_off_the_curve_are_refused() {
    // The generator of P-256, which is not on this curve, and the standard's key with a bit changed.
    let p256 = [
        &[4],
        &hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296")[..],
        &hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
    ]
    .concat();
    let beyond = [&[4], &[0xff; 64][..]].concat();
    for (point, flaw) in [
        (&p256[..], KeyFlaw::NotOnCurve),
        (&beyond, KeyFlaw::NotOnCurve),
        (&[4; 64], KeyFlaw::PointEncoding),
        (&[0], KeyFlaw::PointEncoding),
    ] {
        let info = sm2_key_info(point);
        let key = PublicKeyInfo::from_der(&info).unwrap();
        assert_eq!(key.check(), Err(KeyProblem::Refused(flaw)));
    }
}
