//! The address that a browser comes back with, beside form_urlencoded.

#![no_main]

use iamsmart::endpoint::Endpoint;
use iamsmart::login::{
    AuthorizationServer, CodeVerifier, LoginOptions, PendingLogin, begin_login, complete_login,
};
use iamsmart::source::Source;
use iamsmart::state::State;
use libfuzzer_sys::fuzz_target;

const STATE: &str = "c1T5-_state";
const ISSUER: &str = "https://broker.example";
const NOW: i64 = 1_790_000_000_000;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for require_issuer in [false, true] {
        come_back(text, require_issuer);
    }
    go(text);
});

fn come_back(url: &str, require_issuer: bool) {
    let pending = PendingLogin {
        state: State::parse(STATE).expect("a state"),
        code_verifier: CodeVerifier::parse(&"v".repeat(43)).expect("a verifier"),
        redirect_uri: "https://e-service.example/back".to_owned(),
        issuer: require_issuer.then(|| ISSUER.to_owned()),
        require_issuer,
        expires_at: NOW + 1,
    };
    let values = |name: &str, plus: &str| values(url, name, plus);
    let grant = match complete_login(url, &pending, NOW) {
        Ok(grant) => grant,
        Err(error) => {
            match error.code() {
                // A value that is empty counts as none.
                "state-missing" => assert!(values("state", " ").iter().all(String::is_empty)),
                "state-mismatch" => assert_ne!(values("state", " "), [STATE]),
                "issuer-missing" => assert!(values("iss", " ").iter().all(String::is_empty)),
                "issuer-mismatch" => assert_ne!(values("iss", " "), [ISSUER]),
                "code-missing" => assert!(values("code", "+").iter().all(String::is_empty)),
                "login-cancelled" => assert_eq!(values("error_code", " "), ["D40000"]),
                "login-rejected" => assert_eq!(values("error_code", " "), ["D40001"]),
                "login-timeout" => assert_eq!(values("error_code", " "), ["D40003"]),
                "login-failed" => assert_eq!(values("error_code", " ").len(), 1),
                "authorization-refused" => assert_eq!(values("error", " ").len(), 1),
                "callback-url-invalid" | "callback-parameter-repeated" => {}
                other => panic!("{other} is no answer to an address"),
            }
            return;
        }
    };
    assert_eq!(values("state", " "), [STATE]);
    assert_eq!(values("code", "+"), [grant.code]);
    assert!(values("error", " ").iter().all(String::is_empty));
    assert!(values("error_code", " ").iter().all(String::is_empty));
    if require_issuer {
        assert_eq!(values("iss", " "), [ISSUER]);
    }
    let business_id = values("businessID", " ").pop().filter(|id| !id.is_empty());
    assert_eq!(grant.business_id, business_id);
    assert_eq!(
        (grant.state, grant.code_verifier),
        (pending.state, pending.code_verifier)
    );
}

/// The text as the redirect URI of a login: nothing in it becomes a parameter of its own.
fn go(redirect_uri: &str) {
    let gateway = Endpoint::parse("gateway", "https://gateway.example").expect("an address");
    let request = begin_login(
        &LoginOptions {
            server: AuthorizationServer::IamSmart { gateway },
            client_id: "c".to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            scope: vec!["eidapi_auth".to_owned()],
            source: Source::detect(""),
            lang: None,
            broker_page: false,
            ticket_id: None,
        },
        NOW,
    );
    let Ok(request) = request else {
        return;
    };
    assert_eq!(values(&request.url, "redirectURI", " "), [redirect_uri]);
    let names = form_urlencoded::parse(query(&request.url).as_bytes()).count();
    assert_eq!(names, 6);
}

/// The values of a parameter. A '+' becomes `plus`.
fn values(url: &str, name: &str, plus: &str) -> Vec<String> {
    let query = query(url);
    let query = if plus == "+" {
        query.replace('+', "%2B")
    } else {
        query.to_owned()
    };
    form_urlencoded::parse(query.as_bytes())
        .filter(|(own, _)| own == name)
        .map(|(_, value)| value.into_owned())
        .collect()
}

fn query(url: &str) -> &str {
    let url = url.split_once('#').map_or(url, |(before, _)| before);
    url.split_once('?').map_or("", |(_, query)| query)
}
