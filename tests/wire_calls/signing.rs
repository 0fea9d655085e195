//! Signing requests, their tickets and acknowledgements.

use super::*;

#[test]
fn a_signing_request_is_written_as_the_api_wants_it() {
    let mut gateway = gateway();
    fetch_key(&mut gateway);
    let mut request = signing_request();
    let sent = send(&mut gateway, &mut request.call().unwrap());
    assert_eq!(
        sent.url,
        "https://gateway.example/api/v1/account/signing/initiateRequest"
    );
    let written = json!({
        "businessID": "8a3f0c55-2f0e-4b9c-9d5d-0b7d6a2f1c01",
        "accessToken": "at-1",
        "openID": "liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D",
        "source": "PC_Browser",
        "redirectURI": "https://service.example/push",
        "state": "s-1",
        "hashCode": "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
        "sigAlgo": "SHA256withRSA",
        "department": "運輸署",
        "serviceName": "Parking",
        "documentName": "TD-318",
    });
    assert_eq!(read(&sent), written);

    request.signing.requester = Requester::Account(AccountRequest {
        lang: Some(Language::ZhHk),
        ..account()
    });
    request.algorithm = SigAlgo::NoneWithRsa;
    request.signing.hkic_hash = Some(Digest::of(b"A123456"));
    let content = read(&send(&mut gateway, &mut request.call().unwrap()));
    assert_eq!(content["lang"], "zh-HK");
    assert_eq!(content["sigAlgo"], "NONEwithRSA");
    assert_eq!(
        content["HKICHash"],
        "rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk="
    );
}

#[test]
fn a_ticket_is_read_and_the_identification_code_is_the_apps() {
    let fixture = fixture();
    let mut gateway = gateway();
    fetch_key(&mut gateway);
    let mut ticket = |name: &str| {
        let mut call = signing_request().call().unwrap();
        send(&mut gateway, &mut call);
        let body = fixture["answers"][name].as_str().unwrap();
        Ticket::read(&content(gateway.receive(&mut call, &answer(body)))).unwrap()
    };
    let same_device = Ticket {
        ticket_id: Some("c0ffee".to_owned()),
        auth_by_qr: false,
    };
    assert_eq!(ticket("ticket"), same_device);
    let cross_device = Ticket {
        ticket_id: None,
        auth_by_qr: true,
    };
    assert_eq!(ticket("ticketOtherwiseSpelled"), cross_device);
    // Test vector of the wire reference.
    assert_eq!(
        signing_request()
            .signing
            .identification_code(
                &Digest::of(b"hello"),
                Joining::Raw,
                &ClientId::parse(CLIENT_ID).unwrap(),
            )
            .unwrap()
            .to_string(),
        "2133"
    );
}

#[test]
fn an_acknowledgement_needs_no_content_back() {
    let mut gateway = gateway();
    fetch_key(&mut gateway);
    let business_id = BusinessId::parse("b-1").unwrap();
    for body in [
        r#"{"code":"D00000","message":"SUCCESS"}"#,
        r#"{"code":"D00000","content":""}"#,
        r#"{"code":"D00000","content":null}"#,
    ] {
        let mut call = acknowledgement_call(&business_id, SigningOutcome::Accepted).unwrap();
        let request = send(&mut gateway, &mut call);
        assert_eq!(
            request.url,
            "https://gateway.example/api/v1/account/signing/ackResult"
        );
        assert_eq!(
            read(&request),
            json!({"businessID": "b-1", "signingResult": "SR001"})
        );
        content(gateway.receive(&mut call, &answer(body)));
    }
}

#[test]
fn texts_that_are_too_long_are_refused_before_anything_is_sent() {
    let too_long = |name: &str, limit, actual| Error::TextLength {
        name: name.to_owned(),
        limit,
        actual,
    };
    assert!(BusinessId::parse(&"é".repeat(36)).is_ok());
    assert_eq!(
        BusinessId::parse(&"b".repeat(37)),
        Err(too_long("businessId", 36, 37))
    );
    assert_eq!(BusinessId::parse(""), Err(too_long("businessId", 36, 0)));

    let with = |change: &dyn Fn(&mut SigningRequest)| {
        let mut request = signing_request();
        change(&mut request);
        request.call().err()
    };
    assert_eq!(with(&|r| r.signing.department = "署".repeat(100)), None);
    assert_eq!(with(&|r| r.signing.service_name = "署".repeat(255)), None);
    assert_eq!(with(&|r| r.document_name = "署".repeat(255)), None);
    let department = with(&|r| r.signing.department = "署".repeat(101));
    assert_eq!(department, Some(too_long("department", 100, 101)));
    let service = with(&|r| r.signing.service_name = "a".repeat(256));
    assert_eq!(service, Some(too_long("serviceName", 255, 256)));
    let document = with(&|r| r.document_name = String::new());
    assert_eq!(document, Some(too_long("documentName", 255, 0)));
    assert_eq!(token_call("").err(), Some(Error::CodeMissing));
}

proptest! {
    #[test]
    fn timestamps_never_go_backwards_and_nonces_never_come_twice(
        clock in prop::collection::vec(0_i64..4_000_000_000_000, 1..50),
    ) {
        let mut gateway = gateway_with(None);
        let mut last = 0;
        let mut nonces = HashSet::new();
        for now in clock {
            let request = gateway.key_request(now).unwrap();
            let timestamp: i64 = header(&request, "timestamp").parse().unwrap();
            prop_assert!(timestamp >= last && timestamp >= now);
            last = timestamp;
            let nonce = header(&request, "nonce").to_owned();
            prop_assert!(nonce.len() <= 36 && nonce.is_ascii());
            prop_assert!(nonces.insert(nonce));
        }
    }

    /// A call ends after at most one more attempt, whatever the gateway's response.
    #[test]
    fn every_call_ends(codes in prop::collection::vec("D[0-9]{5}|D3000[1-4]", 3)) {
        let mut gateway = gateway_with(None);
        let key = || ContentKey::from_unwrapped(&[7; 32]).unwrap();
        let mut call = token_call("code").unwrap();
        let mut attempts = 0;
        for code in codes {
            if gateway.request(&mut call, NOW).unwrap().is_none() {
                gateway.keep_key(key(), KeyLifetime::Until(0));
                prop_assert!(gateway.request(&mut call, NOW).unwrap().is_some());
            }
            attempts += 1;
            if !is_retry(&gateway.receive(&mut call, &answer(&refusal(&code)))) {
                break;
            }
        }
        prop_assert!(attempts <= 2);
    }
}
