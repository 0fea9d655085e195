//! The CA, verified by openssl, and its persisted state.

use std::os::unix::fs::PermissionsExt as _;

use crate::openssl;
use crate::server::{Folder, Server};

const URIS: &[&str] = &["https://service.example/"];

async fn download(server: &Server, name: &str) -> Vec<u8> {
    let address = format!("{}/ca/{name}", server.gateway);
    let answer = reqwest::get(address).await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn openssl_verifies_chain_and_revocation_lists() {
    let folder = Folder::new();
    let server = Server::start(&folder, URIS, &[]);
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    for (name, form) in [("root", "x509"), ("issuing", "x509")] {
        folder.write(
            &format!("{name}.cer"),
            download(&server, &format!("{name}.cer")).await,
        );
        let (from, to) = (path(&format!("{name}.cer")), path(&format!("{name}.pem")));
        openssl::run([form, "-inform", "DER", "-in", &from, "-out", &to]);
    }
    let mut lists = Vec::new();
    for name in ["root.crl", "issuing.crl"] {
        folder.write(name, download(&server, name).await);
        lists.extend(openssl::run(["crl", "-inform", "DER", "-in", &path(name)]).stdout);
    }
    folder.write("lists.pem", lists);
    for (name, pem) in [("root", "trustAnchors"), ("issuing", "intermediates")] {
        let kept = std::fs::read_to_string(path(&format!("{name}.pem"))).unwrap();
        let registered = server.registration[pem][0].as_str().unwrap();
        assert_eq!(
            kept.replace('\r', ""),
            registered.replace('\r', ""),
            "{name}"
        );
    }
    for persona in ["chan", "wong", "lee"] {
        let certificate = path(&format!("state/person-{persona}.pem"));
        // Explicitly requires the sandbox policy, 2.999.1.1.
        openssl::run([
            "verify",
            "-x509_strict",
            "-CAfile",
            &path("root.pem"),
            "-untrusted",
            &path("issuing.pem"),
            "-CRLfile",
            &path("lists.pem"),
            "-crl_check_all",
            "-policy",
            "2.999.1.1",
            "-explicit_policy",
            &certificate,
        ]);
        let arguments = [
            "x509",
            "-in",
            &certificate,
            "-noout",
            "-text",
            "-nameopt",
            "utf8",
        ];
        let text = openssl::run(arguments).stdout;
        let text = String::from_utf8_lossy(&text);
        for expected in [
            "Public-Key: (2048 bit)",
            "Signature Algorithm: sha256WithRSAEncryption",
            "X509v3 Key Usage: critical\n                Digital Signature, Non Repudiation\n",
            "X509v3 Basic Constraints: critical\n                CA:FALSE\n",
            "X509v3 Extended Key Usage: \n                E-mail Protection, TLS Web Client Authentication\n",
            &format!("URI:{}/ca/issuing.crl\n", server.gateway),
            &format!("CA Issuers - URI:{}/ca/issuing.cer\n", server.gateway),
            "O=iAM Smart Sandbox",
        ] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
    }
    // ng cannot sign and has no certificate.
    assert!(!folder.join("state/person-ng.pem").exists());
}

/// openssl's purposes of what the CA issues: the names that it says "Yes" to, apart from those of
/// CAs.
#[tokio::test]
async fn certificates_are_for_their_purposes_and_no_others() {
    let folder = Folder::new().with_keys();
    let server = Server::start(&folder, URIS, &[]);
    folder.write("issuing.cer", download(&server, "issuing.cer").await);
    let purposes = |name: &str, form: &str| {
        let path = folder.join(name);
        let path = path.to_str().unwrap();
        let arguments = ["x509", "-inform", form, "-in", path, "-noout", "-purpose"];
        let text = String::from_utf8(openssl::run(arguments).stdout).unwrap();
        text.lines()
            .filter(|line| !line.contains(" CA : "))
            .filter_map(|line| line.strip_suffix(" : Yes"))
            // "Any Purpose" and "OCSP helper" ask for no extension (openssl-verification-options).
            .filter(|name| !matches!(*name, "Any Purpose" | "OCSP helper"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let person = ["SSL client", "S/MIME signing"];
    for name in ["chan", "wong", "lee"] {
        assert_eq!(purposes(&format!("state/person-{name}.pem"), "PEM"), person);
        let server = purposes(&format!("state/server-{name}.pem"), "PEM");
        assert_eq!(server, ["SSL client", "SSL server"]);
    }
    for name in ["root", "issuing"] {
        let responder = purposes(&format!("state/ocsp-{name}.pem"), "PEM");
        assert!(responder.is_empty(), "{responder:?}");
    }
    // An authority has no purposes of its own, so that it limits none below it.
    let text = openssl::run([
        "x509",
        "-inform",
        "DER",
        "-in",
        folder.join("issuing.cer").to_str().unwrap(),
        "-noout",
        "-ext",
        "extendedKeyUsage",
    ]);
    assert_eq!(String::from_utf8_lossy(&text.stdout), "");
}

#[tokio::test]
async fn a_second_run_has_the_same_keys_and_registration_and_keeps_them_private() {
    let folder = Folder::new();
    let first = Server::start(&folder, URIS, &[]);
    let root = download(&first, "root.cer").await;
    let before = first.registration.clone();
    let old_person = std::fs::read(folder.join("state/person-chan.pem")).unwrap();
    let old_key = std::fs::read(folder.join("state/person-chan.key")).unwrap();
    drop(first);

    let second = Server::start(&folder, URIS, &[]);
    assert_eq!(download(&second, "root.cer").await, root);
    for name in [
        "clientId",
        "clientSecret",
        "keyEncryptionKey",
        "trustAnchors",
    ] {
        assert_eq!(second.registration[name], before[name], "{name}");
    }
    // Another port means other CRL URLs: new certificates with the same keys.
    assert_ne!(second.gateway, before["gateway"].as_str().unwrap());
    assert_ne!(
        std::fs::read(folder.join("state/person-chan.pem")).unwrap(),
        old_person
    );
    assert_eq!(
        std::fs::read(folder.join("state/person-chan.key")).unwrap(),
        old_key
    );

    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.join("state")), 0o700);
    assert_eq!(mode(folder.join("registration.json")), 0o600);
    for file in std::fs::read_dir(folder.join("state")).unwrap() {
        assert_eq!(mode(file.unwrap().path()), 0o600);
    }
}
