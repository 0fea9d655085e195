//! Time-stamps, requested and verified by openssl.

use serde_json::json;

use crate::e_service::EService;
use crate::openssl;

/// What is time-stamped.
const DATA: &[u8] = b"the value of a signature";

/// The fault API and files of a sandbox, and openssl's side of the protocol.
struct Stamping {
    service: EService,
    data: String,
    anchors: String,
}

impl Stamping {
    async fn start() -> Self {
        let service = EService::start(&[]).await;
        let anchors = service.server.registration["timestampAnchors"][0].as_str();
        let anchors = service.folder.write("anchors.pem", anchors.unwrap());
        let data = service.folder.write("data.bin", DATA);
        let text = |path: std::path::PathBuf| path.to_str().unwrap().to_owned();
        Self {
            data: text(data),
            anchors: text(anchors),
            service,
        }
    }

    fn path(&self, name: &str) -> String {
        self.service.folder.join(name).to_str().unwrap().to_owned()
    }

    /// Writes a request of openssl's to `query.tsq`, and returns it.
    fn query(&self, options: &[&str]) -> Vec<u8> {
        let out = self.path("query.tsq");
        let fixed = ["ts", "-query", "-data", &self.data, "-out", &out];
        openssl::run(fixed.iter().chain(options));
        std::fs::read(out).unwrap()
    }

    async fn post(&self, media_type: &str, request: Vec<u8>) -> reqwest::Response {
        let address = self.service.server.text("timestampAuthority");
        let request = self.service.http.post(address).body(request);
        let request = request.header("content-type", media_type);
        request.send().await.unwrap()
    }

    /// Writes the authority's response to `reply.tsr`, and returns openssl's text of it.
    async fn reply(&self, request: Vec<u8>) -> String {
        let answer = self.post("application/timestamp-query", request).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(
            answer.headers()["content-type"],
            "application/timestamp-reply"
        );
        let reply = answer.bytes().await.unwrap();
        let path = self.service.folder.write("reply.tsr", reply);
        let text = openssl::run(["ts", "-reply", "-in", path.to_str().unwrap(), "-text"]);
        String::from_utf8(text.stdout).unwrap()
    }

    /// openssl's verdict on the last response to the last request: its errors, if it has any.
    fn verdict(&self) -> Result<(), String> {
        let (query, reply) = (self.path("query.tsq"), self.path("reply.tsr"));
        self.verified(&["-queryfile", &query, "-in", &reply])
    }

    fn verified(&self, options: &[&str]) -> Result<(), String> {
        let anchors = ["ts", "-verify", "-CAfile", &self.anchors];
        let output = openssl::output(anchors.iter().chain(options));
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            Ok(())
        } else {
            Err(errors)
        }
    }
}

#[tokio::test]
async fn openssl_verifies_what_its_request_was_granted() {
    let stamping = Stamping::start().await;
    for digest in ["-sha256", "-sha384", "-sha512"] {
        for options in [
            &[digest, "-cert"][..],
            &[digest, "-cert", "-no_nonce"],
            &[digest, "-cert", "-tspolicy", "2.999.2.1"],
        ] {
            let text = stamping.reply(stamping.query(options)).await;
            assert_eq!(stamping.verdict(), Ok(()), "{options:?}");
            for expected in [
                "Status: Granted.",
                "Policy OID: 2.999.2.1",
                "Accuracy: 0x01 seconds, unspecified millis, unspecified micros",
                "Ordering: no",
                "TSA: DirName:/C=HK/O=iAM Smart Sandbox/OU=For development and tests only/\
                 CN=iAM Smart Sandbox Time-Stamp Authority (not for real use)",
            ] {
                assert!(text.contains(expected), "{expected} in {text}");
            }
            let has_nonce = !text.contains("Nonce: unspecified");
            assert_eq!(has_nonce, !options.contains(&"-no_nonce"), "{text}");
        }
    }
    // Of the data alone, as of a token that was kept without its request.
    let reply = stamping.path("reply.tsr");
    let of = |data: &str| stamping.verified(&["-data", data, "-in", &reply]);
    assert_eq!(of(&stamping.data), Ok(()));
    let other = stamping.service.folder.write("other.bin", "other data");
    let refused = of(other.to_str().unwrap()).unwrap_err();
    assert!(refused.contains("message imprint mismatch"), "{refused}");
}

#[tokio::test]
async fn the_certificate_comes_where_it_is_asked_for_and_has_one_critical_purpose() {
    let stamping = Stamping::start().await;
    stamping.reply(stamping.query(&["-sha256"])).await;
    let certificate = stamping.path("state/timestamp.pem");
    let refused = stamping.verdict().unwrap_err();
    assert!(
        refused.contains("signer certificate not found"),
        "{refused}"
    );
    let (query, reply) = (stamping.path("query.tsq"), stamping.path("reply.tsr"));
    let kept = [
        "-queryfile",
        &query,
        "-in",
        &reply,
        "-untrusted",
        &certificate,
    ];
    assert_eq!(stamping.verified(&kept), Ok(()));

    let text = ["x509", "-in", &certificate, "-noout", "-text"];
    let text = String::from_utf8(openssl::run(text).stdout).unwrap();
    let gateway = &stamping.service.server.gateway;
    for expected in [
        "X509v3 Extended Key Usage: critical\n                Time Stamping\n",
        "X509v3 Key Usage: critical\n                Digital Signature\n",
        "Policy: 2.999.1.3\n",
        &format!("URI:{gateway}/ca/timestamp-root.crl\n"),
        &format!("OCSP - URI:{gateway}/ca/ocsp\n"),
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    let revoked = ["ocsp", "-issuer", &stamping.anchors, "-cert", &certificate];
    let address = format!("{gateway}/ca/ocsp");
    let asked = ["-url", &address, "-CAfile", &stamping.anchors];
    let status = || {
        let output = openssl::run(revoked.iter().chain(&asked));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(status().contains(": good"));
    let path = "/certificates/timestamp";
    let (code, _) = stamping.service.faults("POST", path, &json!({})).await;
    assert_eq!(code, 204);
    assert!(status().contains(": revoked"));
}

#[tokio::test]
async fn requests_are_refused_for_their_reason() {
    let stamping = Stamping::start().await;
    let refused = async |request: Vec<u8>, failure: &str| {
        let text = stamping.reply(request).await;
        assert!(text.contains("Status: Rejected."), "{text}");
        assert!(
            text.contains(&format!("Failure info: {failure}\n")),
            "{text}"
        );
        assert!(text.contains("TST info:\nNot included."), "{text}");
    };
    let algorithm = "unrecognized or unsupported algorithm identifier";
    let format = "the data submitted has the wrong format";
    refused(stamping.query(&["-sha1"]), algorithm).await;
    refused(stamping.query(&["-sm3"]), algorithm).await;
    let policy = "the requested TSA policy is not supported by the TSA";
    refused(stamping.query(&["-sha256", "-tspolicy", "1.2.3"]), policy).await;
    for request in [&b""[..], b"\x30\x80", b"no DER at all", &[0x30, 3, 2, 1, 1]] {
        refused(request.to_vec(), format).await;
    }
    let right = stamping.query(&["-sha256"]);
    for length in 0..right.len() {
        refused(right[..length].to_vec(), format).await;
    }
    refused([&right[..], &[0]].concat(), format).await;
    // version, the first INTEGER.
    let mut other = right.clone();
    other[4] = 2;
    refused(other, "transaction not permitted or supported").await;
    // id-sha256 to id-sha512, with an imprint of 32 bytes.
    let at = right
        .windows(9)
        .position(|oid| oid == [96, 134, 72, 1, 101, 3, 4, 2, 1]);
    let mut other = right.clone();
    other[at.unwrap() + 8] = 3;
    refused(other, format).await;
    // extensions: [0] with one that is not critical, instead of the nonce.
    let plain = stamping.query(&["-sha256", "-no_nonce"]);
    let extensions = [0xa0, 11, 0x30, 9, 0x06, 2, 0x88, 0x37, 0x04, 3, 0x04, 1, 7];
    let mut other = [&plain[..], &extensions].concat();
    other[1] += u8::try_from(extensions.len()).unwrap();
    refused(other, "the requested extension is not supported by the TSA").await;

    let answer = stamping.post("application/octet-stream", right).await;
    assert_eq!(answer.status(), 415);
    let address = stamping.service.server.text("timestampAuthority");
    let answer = stamping.service.http.get(address).send().await.unwrap();
    assert_eq!(answer.status(), 405);
    let much = vec![0; (1 << 16) + 1];
    let answer = stamping.post("application/timestamp-query", much).await;
    assert_eq!(answer.status(), 413);
}

#[tokio::test]
async fn time_stamps_go_wrong() {
    let stamping = Stamping::start().await;
    let service = &stamping.service;
    let request = stamping.query(&["-sha256", "-cert"]);
    for (fault, error) in [
        ("wrong-imprint", "message imprint mismatch"),
        ("wrong-nonce", "nonce mismatch"),
        ("wrong-signature", "signature failure"),
        ("unknown-authority", "certificate verify error"),
        ("refused", "failure codes: timeNotAvailable"),
    ] {
        service
            .let_happen(json!({ "at": "/tsa", "fault": fault }))
            .await;
        stamping.reply(request.clone()).await;
        let refused = stamping.verdict().unwrap_err();
        assert!(refused.contains(error), "{fault}: {refused}");
    }
    // openssl does not compare the time with its clock.
    let now = service
        .http
        .head(&service.server.gateway)
        .send()
        .await
        .unwrap();
    let now = now.headers()["date"].to_str().unwrap()[5..16].to_owned();
    service
        .let_happen(json!({ "at": "/tsa", "fault": "future" }))
        .await;
    let text = stamping.reply(request.clone()).await;
    let time = text
        .lines()
        .find(|line| line.starts_with("Time stamp: "))
        .unwrap();
    let [day, month, year] = now.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{now}")
    };
    let today = format!("{month} {:>2} ", day.trim_start_matches('0'));
    assert!(
        time.contains(year) && !time.contains(&today),
        "{time}: {now}"
    );

    for fault in ["garbage", "status", "html", "cut", "drop", "delay"] {
        let rule = json!({ "at": "/tsa", "fault": fault, "ms": 1 });
        service.let_happen(rule).await;
        let address = service.server.text("timestampAuthority");
        let request = service.http.post(address).body(request.clone());
        let request = request.header("content-type", "application/timestamp-query");
        let bytes = match request.send().await {
            Ok(answer) => answer.bytes().await.ok(),
            Err(_) => None,
        };
        let stamped = bytes.is_some_and(|bytes| {
            service.folder.write("reply.tsr", bytes);
            stamping.verdict().is_ok()
        });
        assert_eq!(stamped, fault == "delay", "{fault}");
    }
    for (at, fault) in [("/auth/getToken", "wrong-imprint"), ("/tsa", "stale")] {
        let rule = json!({ "at": at, "fault": fault });
        assert_eq!(service.faults("POST", "", &rule).await.0, 400);
    }
}
