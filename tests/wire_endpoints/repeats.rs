//! Number of attempts per call if the gateway fails.

use super::*;

/// Returns the number of times a call is sent if the gateway always responds with this status.
fn attempts(mut call: Call, status: u16) -> u32 {
    let mut gateway = gateway();
    for attempt in 1.. {
        gateway.request(&mut call, NOW).unwrap().unwrap();
        match gateway.receive(&mut call, &answer(status, "", None)) {
            Ok(Received::Retry { wait_ms }) => assert!((1..=2000).contains(&wait_ms)),
            Err(error) => {
                assert_eq!(error, Error::GatewayStatus { status });
                return attempt;
            }
            Ok(Received::Content(_)) => panic!("it was not served"),
        }
    }
    unreachable!("a call ends")
}

/// A call's name, its constructor, and the number of times it is sent for 429, 500 and 503.
type Repeated<'a> = (&'a str, &'a dyn Fn() -> Call, [u32; 3]);

#[test]
fn what_may_be_sent_again_is_sent_four_times_and_a_signing_request_once() {
    let signing = || signing(Requester::Account(account()), Some(Digest::of(b"A123456")));
    let by_ticket = || signing_by_ticket();
    let business_id = BusinessId::parse("b-1").unwrap();
    let profile = || ProfileRequest {
        account: account(),
        profile_fields: vec!["idNo".to_owned()],
    };
    let step_up = || StepUpRequest {
        account: account(),
        path: StepUpRequest::DEFAULT_PATH.into(),
    };
    let calls: [Repeated<'_>; 12] = [
        ("revokeKey", &Call::revoke_key, [4, 4, 4]),
        (
            "ackResult",
            &|| acknowledgement_call(&business_id, SigningOutcome::Accepted).unwrap(),
            [4, 4, 4],
        ),
        (
            "getResult",
            &|| result_call_of(AnonymousKind::Signing, None),
            [4, 4, 4],
        ),
        ("getToken", &|| token_call("code").unwrap(), [4, 1, 1]),
        ("profile", &|| profile().call().unwrap(), [4, 1, 1]),
        (
            "eme",
            &|| form_filling(Requester::Account(account())).call().unwrap(),
            [4, 1, 1],
        ),
        (
            "anonymous eme",
            &|| form_filling(anonymous()).call().unwrap(),
            [4, 1, 1],
        ),
        ("stepup", &|| step_up().call().unwrap(), [4, 1, 1]),
        (
            "signing",
            &|| hash_signing(signing()).call().unwrap(),
            [1, 1, 1],
        ),
        (
            "pdfsigning",
            &|| pdf_signing(signing()).call().unwrap(),
            [1, 1, 1],
        ),
        (
            "anonymous signing",
            &|| hash_signing(by_ticket()).call().unwrap(),
            [1, 1, 1],
        ),
        (
            "bulk",
            &|| bulk_signing(vec![document("d")]).call().unwrap(),
            [1, 1, 1],
        ),
    ];
    for (name, call, times) in calls {
        for (status, times) in [429, 500, 503].into_iter().zip(times) {
            assert_eq!(attempts(call(), status), times, "{name} {status}");
        }
        for status in [0, 302, 400, 401, 403, 404, 413, 502, 504] {
            assert_eq!(attempts(call(), status), 1, "{name} {status}");
        }
    }
}

fn signing_by_ticket() -> Signing {
    signing(anonymous(), Some(Digest::of(b"A123456")))
}

#[test]
fn get_key_is_sent_again_and_retry_after_is_honoured() {
    let mut gateway = gateway();
    let mut attempts = 0;
    loop {
        gateway.key_request(NOW).unwrap();
        attempts += 1;
        match gateway.receive_key(&answer(503, "", None)) {
            Ok(KeyReceived::Retry { .. }) => {}
            Err(error) => break assert_eq!(error, Error::GatewayStatus { status: 503 }),
            Ok(_) => panic!("it was not served"),
        }
    }
    assert_eq!(attempts, 4);

    // Each getKey request has its own time limit.
    gateway.key_request(NOW).unwrap();
    let received = gateway.receive_key(&answer(429, "", Some(9000)));
    assert!(matches!(received, Ok(KeyReceived::Retry { wait_ms: 9000 })));
    let hour = 3_600_000;
    gateway.key_request(NOW + hour).unwrap();
    let late = HttpResponse {
        at: NOW + hour,
        ..answer(503, "", None)
    };
    assert!(matches!(
        gateway.receive_key(&late),
        Ok(KeyReceived::Retry { .. })
    ));
    gateway.key_request(NOW).unwrap();
    let too_long = gateway.receive_key(&answer(429, "", Some(2 * hour)));
    assert_eq!(too_long.err(), Some(Error::GatewayStatus { status: 429 }));
}
