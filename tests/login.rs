//! The login, from its start to a grant, and every rejected callback.

use std::cell::RefCell;
use std::collections::BTreeMap;

use iamsmart::endpoint::Endpoint;
use iamsmart::language::Language;
use iamsmart::login::{
    AuthorizationServer, LoginOptions, LoginRecord, PENDING_LIFE_MS, PendingLogin, PendingLogins,
    Store, TOMBSTONE_LIFE_MS, begin_login, code_challenge, complete_login,
};
use iamsmart::source::Source;
use iamsmart::{Error, Result};

const NOW: i64 = 1_790_000_000_000;

fn options(server: AuthorizationServer) -> LoginOptions {
    LoginOptions {
        server,
        client_id: "edae2e2529ff46228af1e4d18c8405d1".to_owned(),
        redirect_uri: "https://e-service.example/back?form=1".to_owned(),
        scope: vec!["eidapi_auth".to_owned(), "eidapi_sign".to_owned()],
        source: Source::detect(""),
        lang: Some(Language::ZhHk),
        broker_page: false,
        ticket_id: None,
    }
}

fn iam_smart() -> AuthorizationServer {
    let gateway = Endpoint::parse("gateway", "https://apigw.iamsmart.gov.hk/").unwrap();
    AuthorizationServer::IamSmart { gateway }
}

fn broker() -> AuthorizationServer {
    AuthorizationServer::OAuth2 {
        authorization_endpoint: Endpoint::parse("", "https://broker.example/authorize?t=1")
            .unwrap(),
        issuer: Some("https://broker.example".to_owned()),
        require_issuer: true,
    }
}

fn pending(server: AuthorizationServer) -> PendingLogin {
    begin_login(&options(server), NOW).unwrap().pending
}

#[test]
fn get_qr_has_the_gateways_parameters() {
    let mut options = options(iam_smart());
    options.broker_page = true;
    options.ticket_id = Some("ticket-1".to_owned());
    let request = begin_login(&options, NOW).unwrap();
    let state = request.pending.state.as_str();
    assert_eq!(
        request.url,
        format!(
            "https://apigw.iamsmart.gov.hk/api/v1/auth/getQR\
             ?clientID=edae2e2529ff46228af1e4d18c8405d1&responseType=code&source=PC_Browser\
             &redirectURI=https%3A%2F%2Fe-service.example%2Fback%3Fform%3D1\
             &scope=eidapi_auth%20eidapi_sign&state={state}&lang=zh-HK&brokerPage=true\
             &ticketID=ticket-1"
        )
    );
    assert_eq!(state.len(), 36);
    assert_eq!(
        request
            .pending
            .state
            .check_binding(&request.pending.code_verifier),
        Ok(())
    );
    assert_eq!(request.pending.expires_at, NOW + 18 * 60 * 1000);
}

#[test]
fn an_oauth2_server_gets_the_s256_challenge() {
    let request = begin_login(&options(broker()), NOW).unwrap();
    let state = request.pending.state.as_str();
    let challenge = code_challenge(&request.pending.code_verifier);
    assert_eq!(
        request.url,
        format!(
            "https://broker.example/authorize?t=1&response_type=code\
             &client_id=edae2e2529ff46228af1e4d18c8405d1\
             &redirect_uri=https%3A%2F%2Fe-service.example%2Fback%3Fform%3D1\
             &scope=eidapi_auth%20eidapi_sign&state={state}&code_challenge={challenge}\
             &code_challenge_method=S256&ui_locales=zh-HK"
        )
    );
}

#[test]
fn options_that_cannot_be_used_are_named() {
    type Change = fn(&mut LoginOptions);
    let changes: [(&str, Change); 12] = [
        ("clientId", |o| o.client_id.clear()),
        ("redirectUri", |o| o.redirect_uri = "/back".to_owned()),
        ("redirectUri", |o| o.redirect_uri.push_str("#top")),
        // Each callback would have two of them.
        ("redirectUri", |o| o.redirect_uri.push_str("&state=1")),
        ("redirectUri", |o| o.redirect_uri.push_str("&c%6Fde=")),
        ("redirectUri", |o| o.redirect_uri.push_str("&state=%ff")),
        ("redirectUri", |o| o.redirect_uri.push(' ')),
        ("scope", |o| o.scope.clear()),
        ("scope", |o| o.scope.push("a b".to_owned())),
        ("source", |o| o.source = Source::parse("App_Link").unwrap()),
        ("ticketId", |o| o.ticket_id = Some(String::new())),
        ("server", |o| {
            o.server = broker();
            o.broker_page = true;
        }),
    ];
    for (expected, change) in changes {
        let mut options = options(iam_smart());
        change(&mut options);
        match begin_login(&options, NOW) {
            Err(Error::InvalidArgument { name, .. }) => assert_eq!(name, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
}

#[test]
fn a_callback_becomes_a_grant() {
    let pending = pending(iam_smart());
    let state = pending.state.as_str();
    let url = format!(
        "https://e-service.example/back?form=1&code=a%2Bb+c%2F%3D&state={state}&businessID=b-1#x"
    );
    let grant = complete_login(&url, &pending, NOW).unwrap();
    assert_eq!(grant.code, "a+b+c/=");
    assert_eq!(grant.code_verifier, pending.code_verifier);
    assert_eq!(grant.redirect_uri, pending.redirect_uri);
    assert_eq!(grant.state, pending.state);
    assert_eq!(grant.business_id.as_deref(), Some("b-1"));
}

/// Each row breaks the rule of its error code and every later rule.
#[test]
fn callbacks_are_refused_in_order() {
    let pending = pending(broker());
    let late = NOW + PENDING_LIFE_MS;
    let iss = "iss=https%3A%2F%2Fbroker.example";
    let state = format!("state={}", pending.state.as_str());
    for (query, now, code) in [
        (
            "code=%ff&iss=x&state=x&error=e".to_owned(),
            late,
            "callback-url-invalid",
        ),
        (
            "iss=x&iss=x&state=x&error=e".to_owned(),
            late,
            "callback-parameter-repeated",
        ),
        (
            format!("{iss}&{state}&code=a&co%64e=b"),
            NOW,
            "callback-parameter-repeated",
        ),
        (
            "iss=https%3A%2F%2Fother.example&state=x&error=e".to_owned(),
            late,
            "issuer-mismatch",
        ),
        ("state=x&error=e".to_owned(), late, "issuer-missing"),
        (format!("{iss}&error=e"), late, "state-missing"),
        (format!("{iss}&state=&error=e"), late, "state-missing"),
        (format!("{iss}&state=x&error=e"), late, "state-mismatch"),
        (format!("{iss}&{state}&error=e"), late, "login-expired"),
        (
            format!("{iss}&{state}&error=e&error_code=D40000"),
            NOW,
            "authorization-refused",
        ),
        (
            format!("{iss}&{state}&error_code=D40000&code=a"),
            NOW,
            "login-cancelled",
        ),
        (
            format!("{iss}&{state}&error_code=D40001"),
            NOW,
            "login-rejected",
        ),
        (
            format!("{iss}&{state}&error_code=D40003"),
            NOW,
            "login-timeout",
        ),
        (
            format!("{iss}&{state}&error_code=D40002"),
            NOW,
            "login-failed",
        ),
        (format!("{iss}&{state}"), NOW, "code-missing"),
        (format!("{iss}&{state}&code="), NOW, "code-missing"),
    ] {
        let url = format!("https://e-service.example/back?{query}");
        assert_eq!(
            complete_login(&url, &pending, now).unwrap_err().code(),
            code,
            "{query}"
        );
    }
    for url in ["", "/back?code=a", "?code=a", "1:x"] {
        assert_eq!(
            complete_login(url, &pending, NOW),
            Err(Error::CallbackUrlInvalid),
            "{url}"
        );
    }
}

/// RFC 6749 §4.1.2: "The client MUST ignore unrecognized response parameters."
#[test]
fn parameters_of_others_are_ignored() {
    let pending = pending(broker());
    let many = "&utm_source=a".repeat(1000);
    for others in [
        "utm_source=a&utm_source=b",
        "form=1&form=1&&=&=x&x",
        // Latin-1 and Big5, no UTF-8.
        "q=caf%e9&%a4%a4=%a4%e5&n%ffame=1",
        "q=100%&r=%zz",
        "State=x&CODE=y&state[]=z&%20state=x",
        "response=x&session_state=y&scope=a&scope=b&prompt=none",
        &many,
    ] {
        let url = format!(
            "https://e-service.example/back?{others}&code=a&state={}&iss=https://broker.example&{others}",
            pending.state.as_str()
        );
        let grant = complete_login(&url, &pending, NOW);
        assert_eq!(
            grant.map(|grant| grant.code).as_deref(),
            Ok("a"),
            "{others}"
        );
    }
}

#[test]
fn a_refusal_is_one_however_it_is_encoded() {
    let pending = pending(iam_smart());
    let state = pending.state.as_str();
    let url = format!(
        "https://e-service.example/?state={state}&error=access_denied&error_description=%a4%a4"
    );
    let error = complete_login(&url, &pending, NOW).unwrap_err();
    assert_eq!(error.code(), "authorization-refused");
    let url = format!("https://e-service.example/?state={state}&error_code=%ff");
    let error = complete_login(&url, &pending, NOW).unwrap_err();
    assert_eq!(error.code(), "login-failed");
}

#[test]
fn what_a_stranger_sent_is_cut_and_cleaned_in_messages() {
    let pending = pending(iam_smart());
    let description = "x%22%0A<script>".repeat(100);
    let url = format!(
        "https://e-service.example/?state={}&error=a&error_description={description}",
        pending.state.as_str()
    );
    let message = complete_login(&url, &pending, NOW).unwrap_err().to_string();
    assert!(
        message.len() < 300 && !message.contains(['\n', '"']),
        "{message}"
    );
    // RFC 6749 §4.1.2.1: %x20-21 / %x23-5B / %x5D-7E.
    let shown: String = "x??<script>".chars().cycle().take(200).collect();
    assert!(message.contains(&shown), "{message}");
    assert!(!message.contains(&format!("{shown}p")), "{message}");
}

/// As Python's urllib.parse.parse_qsl reads it: only in `code` a '+' stays what it is.
#[test]
fn a_plus_is_a_blank_but_in_a_code() {
    let pending = pending(iam_smart());
    let come_back = |query: &str| {
        let state = pending.state.as_str();
        let url = format!("https://e-service.example/?state={state}&{query}");
        complete_login(&url, &pending, NOW)
    };
    let grant = come_back("code=a+b%2Bc%20d&businessID=a+b%2Bc%20d").unwrap();
    assert_eq!(grant.code, "a+b+c d");
    assert_eq!(grant.business_id.as_deref(), Some("a b+c d"));
}

#[derive(Default)]
struct Memory(RefCell<BTreeMap<String, LoginRecord<PendingLogin>>>);

impl Store for Memory {
    fn read(&self, key: &str) -> Result<Option<LoginRecord<PendingLogin>>> {
        Ok(self.0.borrow().get(key).cloned())
    }
    fn write(&self, key: &str, entry: LoginRecord<&PendingLogin>) -> Result<()> {
        let entry = match entry {
            LoginRecord::Pending(pending) => LoginRecord::Pending(pending.clone()),
            LoginRecord::Used { forget_at } => LoginRecord::Used { forget_at },
            LoginRecord::Expired { forget_at } => LoginRecord::Expired { forget_at },
        };
        self.0.borrow_mut().insert(key.to_owned(), entry);
        Ok(())
    }
    fn remove(&self, key: &str) -> Result<()> {
        self.0.borrow_mut().remove(key);
        Ok(())
    }
    fn keys(&self, prefix: &str) -> Result<Vec<String>> {
        Ok(self
            .0
            .borrow()
            .keys()
            .filter(|key| key.starts_with(prefix))
            .cloned()
            .collect())
    }
}

fn callback(pending: &PendingLogin) -> String {
    format!(
        "https://e-service.example/back?code=a&state={}",
        pending.state.as_str()
    )
}

#[test]
fn two_tabs_do_not_overwrite_each_other_and_each_login_is_used_once() {
    let store = Memory::default();
    let logins = PendingLogins::new(&store, "p:");
    let (first, second) = (pending(iam_smart()), pending(iam_smart()));
    logins.add(&first, NOW).unwrap();
    logins.add(&second, NOW).unwrap();

    assert_eq!(logins.take(&callback(&first), NOW).as_ref(), Ok(&first));
    assert_eq!(logins.take(&callback(&first), NOW), Err(Error::StateUsed));
    assert_eq!(logins.take(&callback(&second), NOW).as_ref(), Ok(&second));
    assert_eq!(
        logins.take(&callback(&pending(iam_smart())), NOW),
        Err(Error::StateUnknown)
    );
    assert_eq!(
        logins.take("https://e-service.example/?code=a", NOW),
        Err(Error::StateMissing)
    );
}

#[test]
fn an_expired_login_is_told_apart_and_loses_its_verifier() {
    let store = Memory::default();
    let logins = PendingLogins::new(&store, "p:");
    let old = pending(iam_smart());
    logins.add(&old, NOW).unwrap();
    let expiry = NOW + PENDING_LIFE_MS;

    assert_eq!(
        logins.take(&callback(&old), expiry),
        Err(Error::LoginExpired)
    );
    assert!(
        store
            .0
            .borrow()
            .values()
            .all(|entry| !matches!(entry, LoginRecord::Pending(_)))
    );
    assert_eq!(
        logins.take(&callback(&old), expiry),
        Err(Error::LoginExpired)
    );
    let forgotten = expiry + TOMBSTONE_LIFE_MS;
    assert_eq!(
        logins.take(&callback(&old), forgotten),
        Err(Error::StateUnknown)
    );
    assert!(store.0.borrow().is_empty());
}

/// 18 minutes, as an interaction and a ticket of iAM Smart live, and a day.
#[test]
fn a_login_lives_as_long_as_an_interaction() {
    assert_eq!(PENDING_LIFE_MS, 1_080_000);
    assert_eq!(TOMBSTONE_LIFE_MS, 86_400_000);
}

#[test]
fn other_keys_of_the_store_are_left_alone() {
    let store = Memory::default();
    let old = pending(iam_smart());
    store.write("other", LoginRecord::Pending(&old)).unwrap();
    PendingLogins::new(&store, "p:")
        .add(&old, NOW + PENDING_LIFE_MS * 2)
        .unwrap();
    assert_eq!(
        store.read("other").unwrap(),
        Some(LoginRecord::Pending(old))
    );
}
