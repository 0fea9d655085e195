//! Every endpoint: path, content, and repeated requests.
#![cfg(feature = "server")]

mod repeats;

use iamsmart::Error;
use iamsmart::endpoint::Endpoint;
use iamsmart::form_filling::{
    CallbackContentType, FormFillingRequest, ProfileRequest, SharedFieldsRequest,
};
use iamsmart::language::Language;
use iamsmart::login::{StepUpRequest, token_call};
use iamsmart::signing::{
    BulkContent, BulkDocument, BulkSigningRequest, Digest, DigestEncoding, Joining,
    PdfSigningRequest, SigAlgo, Signing, SigningOutcome, SigningRequest, StepUp, StepUpMethod,
    acknowledgement_call,
};
use iamsmart::source::Source;
use iamsmart::state::State;
use iamsmart::wire::{
    AccessToken, AccountRequest, AnonymousKind, AnonymousRequest, ApiPath, BusinessId, Call,
    ClientId, ClientSecret, ContentKey, Gateway, GatewayConfig, HttpResponse, KeyLifetime,
    KeyReceived, OpenId, Received, Requester, open, result_call,
};
use serde_json::{Value, json};

const NOW: i64 = 1_600_000_000_000;
const KEY: [u8; 32] = [7; 32];
const HKIC_HASH: &str = "rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=";
const HELLO: &str = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

fn gateway() -> Gateway {
    let mut gateway = Gateway::new(GatewayConfig {
        gateway: Endpoint::parse("gateway", "https://gateway.example").unwrap(),
        path_prefix: GatewayConfig::DEFAULT_PATH_PREFIX.into(),
        client_id: ClientId::parse("edae2e2529ff46228af1e4d18c8405d1").unwrap(),
        client_secret: ClientSecret::new("secret".to_owned()).unwrap(),
        key_encryption_key: None,
        repeat_ms: GatewayConfig::DEFAULT_REPEAT_MS,
    });
    gateway.keep_key(
        ContentKey::from_unwrapped(&KEY).unwrap(),
        KeyLifetime::UntilRefused,
    );
    gateway
}

fn account() -> AccountRequest {
    AccountRequest {
        business_id: BusinessId::parse("b-1").unwrap(),
        access_token: AccessToken::new("at-1").unwrap(),
        open_id: OpenId::new("liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D").unwrap(),
        source: Source::parse("Android_Chrome").unwrap(),
        callback_uri: Endpoint::parse("callbackUri", "https://service.example/push").unwrap(),
        state: State::parse("s-1").unwrap(),
        lang: Some(Language::ZhHk),
    }
}

fn anonymous() -> Requester {
    Requester::Anonymous(AnonymousRequest {
        business_id: BusinessId::parse("b-1").unwrap(),
        state: State::parse("s-1").unwrap(),
        lang: None,
    })
}

fn account_fields() -> Value {
    json!({
        "businessID": "b-1", "accessToken": "at-1",
        "openID": "liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D",
        "source": "Android_Chrome", "redirectURI": "https://service.example/push",
        "state": "s-1", "lang": "zh-HK",
    })
}

fn with(mut object: Value, more: &Value) -> Value {
    object
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    object
}

fn form_filling(requester: Requester) -> FormFillingRequest {
    FormFillingRequest {
        requester,
        path: FormFillingRequest::DEFAULT_PATH.into(),
        e_me_fields: vec!["emailAddress".to_owned(), "mobileNumber".to_owned()],
        profile_fields: Vec::new(),
        form_name: "Parking permit".to_owned(),
        form_num: Some("TD-318".to_owned()),
        form_desc: None,
        callback_content_type: CallbackContentType::default(),
    }
}

fn signing(requester: Requester, hkic_hash: Option<Digest>) -> Signing {
    Signing {
        requester,
        hkic_hash,
        department: "運輸署".to_owned(),
        service_name: "Parking".to_owned(),
        step_up: None,
    }
}

fn hash_signing(signing: Signing) -> SigningRequest {
    SigningRequest {
        signing,
        digest: Digest::of(b"hello"),
        algorithm: SigAlgo::default(),
        document_name: "TD-318".to_owned(),
    }
}

fn pdf_signing(signing: Signing) -> PdfSigningRequest {
    PdfSigningRequest {
        signing,
        doc_digest: Digest::of(b"hello"),
        document_name: "TD-318".to_owned(),
    }
}

fn bulk_signing(documents: Vec<BulkDocument>) -> BulkSigningRequest {
    BulkSigningRequest {
        signing: signing(Requester::Account(account()), None),
        path: BulkSigningRequest::DEFAULT_PATH.into(),
        request_name: "Permits".to_owned(),
        documents,
        max_callback_sigs: 100,
        digest_encoding: DigestEncoding::default(),
    }
}

fn document(id: &str) -> BulkDocument {
    BulkDocument {
        id: id.to_owned(),
        document_name: "TD-318".to_owned(),
        content: BulkContent::Hash(Digest::of(b"hello"), SigAlgo::default()),
    }
}

fn result_call_of(kind: AnonymousKind, business_id: Option<&str>) -> Call {
    let business_id = business_id.map(|id| BusinessId::parse(id).unwrap());
    let token = AccessToken::new("at-1").unwrap();
    let open_id = OpenId::new("id-1").unwrap();
    result_call(kind, &token, &open_id, business_id.as_ref()).unwrap()
}

/// Returns path and content of a call's request.
fn sent(mut call: Call) -> (String, Value) {
    let request = gateway().request(&mut call, NOW).unwrap().unwrap();
    let path = request
        .url
        .strip_prefix("https://gateway.example/api/v1")
        .unwrap()
        .to_owned();
    if request.body.is_empty() {
        return (path, Value::Null);
    }
    let body: Value = serde_json::from_str(&request.body).unwrap();
    let key = ContentKey::from_unwrapped(&KEY).unwrap();
    let plaintext = open(&key, body["content"].as_str().unwrap()).unwrap();
    (path, serde_json::from_slice(&plaintext).unwrap())
}

#[test]
fn a_profile_is_asked_for() {
    let request = |names: &[&str]| ProfileRequest {
        account: account(),
        profile_fields: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let (path, content) = sent(request(&["idNo", "enName"]).call().unwrap());
    assert_eq!(path, "/account/auth/profile/initiateRequest");
    let more = json!({"profileFields": ["idNo", "enName"]});
    assert_eq!(content, with(account_fields(), &more));
    for names in [
        &[][..],
        &["idNo", "idNo"],
        &[""],
        &["id No"],
        &["idNo"; 101],
    ] {
        assert_eq!(
            request(names).call().err().unwrap().code(),
            "invalid-argument",
            "{names:?}"
        );
    }
}

#[test]
fn fields_that_were_allowed_already_are_asked_for() {
    let request = |profile: &[&str], e_me: &[&str]| SharedFieldsRequest {
        access_token: AccessToken::new("at-1").unwrap(),
        open_id: OpenId::new("id-1").unwrap(),
        path: SharedFieldsRequest::DEFAULT_PATH.into(),
        profile_fields: profile.iter().map(|name| (*name).to_owned()).collect(),
        e_me_fields: e_me.iter().map(|name| (*name).to_owned()).collect(),
    };
    let (path, content) = sent(request(&["idNo"], &["emailAddress"]).call().unwrap());
    assert_eq!(path, "/profiles");
    let expected = json!({
        "accessToken": "at-1", "openID": "id-1",
        "profileFields": ["idNo"], "eMEFields": ["emailAddress"],
    });
    assert_eq!(content, expected);
    let (_, content) = sent(request(&["idNo"], &[]).call().unwrap());
    assert!(content.get("eMEFields").is_none());
    for (profile, e_me) in [(&[][..], &[][..]), (&["id No"], &[]), (&[], &["a", "a"])] {
        let error = request(profile, e_me).call().err().unwrap();
        assert_eq!(error.code(), "invalid-argument", "{profile:?} {e_me:?}");
    }
}

#[test]
fn a_form_is_asked_for_and_empty_lists_are_left_out() {
    let mut request = form_filling(Requester::Account(account()));
    let (path, content) = sent(request.call().unwrap());
    assert_eq!(path, "/account/eme/initiateRequest");
    let form = json!({
        "eMEFields": ["emailAddress", "mobileNumber"],
        "formName": "Parking permit", "formNum": "TD-318",
    });
    assert_eq!(content, with(account_fields(), &form));

    request.path = ApiPath::parse("formFilling", "/account/auth/eme/initiateRequest").unwrap();
    request.profile_fields = vec!["idNo".to_owned()];
    request.e_me_fields = Vec::new();
    request.form_desc = Some("description".to_owned());
    request.callback_content_type = CallbackContentType::Multipart;
    let (path, content) = sent(request.call().unwrap());
    assert_eq!(path, "/account/auth/eme/initiateRequest");
    assert_eq!(content["profileFields"], json!(["idNo"]));
    assert_eq!(content["formDesc"], "description");
    assert_eq!(content["callbackContentType"], "multipart/form-data");
    assert!(content.get("eMEFields").is_none());

    request.profile_fields = Vec::new();
    assert_eq!(request.call().err().unwrap().code(), "invalid-argument");
}

#[test]
fn an_anonymous_form_has_no_token() {
    let (path, content) = sent(form_filling(anonymous()).call().unwrap());
    assert_eq!(path, "/anonymous/eme/initiateRequest");
    let expected = json!({
        "businessID": "b-1", "state": "s-1",
        "eMEFields": ["emailAddress", "mobileNumber"],
        "formName": "Parking permit", "formNum": "TD-318",
    });
    assert_eq!(content, expected);
}

#[test]
fn texts_of_a_form_have_limits() {
    let too_long = |change: &dyn Fn(&mut FormFillingRequest)| {
        let mut request = form_filling(anonymous());
        change(&mut request);
        request.call().err().map(|error| error.to_string())
    };
    assert_eq!(too_long(&|r| r.form_name = "署".repeat(255)), None);
    assert!(
        too_long(&|r| r.form_name = "a".repeat(256))
            .unwrap()
            .contains("formName")
    );
    assert!(
        too_long(&|r| r.form_num = Some("a".repeat(21)))
            .unwrap()
            .contains("formNum")
    );
    assert!(
        too_long(&|r| r.form_desc = Some("a".repeat(256)))
            .unwrap()
            .contains("formDesc")
    );
}

#[test]
fn a_step_up_is_asked_for_where_the_option_says() {
    let mut request = StepUpRequest {
        account: account(),
        path: StepUpRequest::DEFAULT_PATH.into(),
    };
    let (path, content) = sent(request.call().unwrap());
    assert_eq!(path, "/account/stepup/initiateRequest");
    assert_eq!(content, account_fields());
    request.path = ApiPath::parse("stepUp", "/account/reauth/").unwrap();
    assert_eq!(sent(request.call().unwrap()).0, "/account/reauth");
}

#[test]
fn a_pdf_is_signed_by_its_digest_alone() {
    let request = pdf_signing(signing(Requester::Account(account()), None));
    let (path, content) = sent(request.call().unwrap());
    assert_eq!(path, "/account/pdfsigning/initiateRequest");
    let more = json!({
        "docDigest": HELLO, "department": "運輸署", "serviceName": "Parking",
        "documentName": "TD-318",
    });
    assert_eq!(content, with(account_fields(), &more));
}

#[test]
fn anonymous_signers_are_named_by_their_hkic() {
    let hkic_hash = Digest::of(b"A123456");
    let named = || signing(anonymous(), Some(hkic_hash));
    let common = json!({
        "businessID": "b-1", "state": "s-1", "HKICHash": HKIC_HASH,
        "department": "運輸署", "serviceName": "Parking", "documentName": "TD-318",
    });
    let (path, content) = sent(hash_signing(named()).call().unwrap());
    assert_eq!(path, "/anonymous/signing/initiateRequest");
    let hash = json!({"hashCode": HELLO, "sigAlgo": "SHA256withRSA"});
    assert_eq!(content, with(common.clone(), &hash));
    let (path, content) = sent(pdf_signing(named()).call().unwrap());
    assert_eq!(path, "/anonymous/pdfsigning/initiateRequest");
    assert_eq!(content, with(common, &json!({"docDigest": HELLO})));

    let client_id = ClientId::parse("edae2e2529ff46228af1e4d18c8405d1").unwrap();
    let code = |signing: Signing| {
        signing.identification_code(&Digest::of(b"hello"), Joining::Raw, &client_id)
    };
    // Test vector of the wire reference.
    assert_eq!(code(named()).unwrap().to_string(), "4801");
    let unnamed = || signing(anonymous(), None);
    for error in [
        hash_signing(unnamed()).call().err(),
        pdf_signing(unnamed()).call().err(),
        code(unnamed()).err(),
    ] {
        assert!(error.unwrap().to_string().contains("hkicHash"));
    }
}

#[test]
fn a_signer_may_be_made_to_step_up() {
    for (method, wait, written) in [
        (StepUpMethod::Face, None, r#"{"unary":["FR"]}"#),
        (StepUpMethod::Card, Some(0), r#"{"unary":["NFC"]}"#),
        (
            StepUpMethod::FaceAndCard,
            Some(720),
            r#"{"and":["FR","NFC"]}"#,
        ),
    ] {
        let mut signing = signing(Requester::Account(account()), None);
        signing.step_up = Some(StepUp::new(method, wait).unwrap());
        let (_, content) = sent(hash_signing(signing).call().unwrap());
        assert_eq!(content["suaMethod"], written);
        assert_eq!(
            content.get("suaWaitPeriod").and_then(Value::as_u64),
            wait.map(u64::from)
        );
    }
    assert!(StepUp::new(StepUpMethod::Face, Some(721)).is_err());
}

#[test]
fn many_documents_are_signed_in_one_request() {
    let pdf = BulkDocument {
        content: BulkContent::Pdf(Digest::of(b"hello")),
        ..document("d-2")
    };
    let mut request = bulk_signing(vec![document("d-1"), pdf]);
    let (path, content) = sent(request.call().unwrap());
    assert_eq!(path, "/bdss/initiateRequest");
    let more = json!({
        "department": "運輸署", "serviceName": "Parking", "requestName": "Permits",
        "callbackResultURI": "https://service.example/push", "maxCallbackSigs": 100,
        "documents": [
            {"id": "d-1", "documentName": "TD-318", "hashCode": HELLO, "sigAlgo": "SHA256withRSA"},
            {"id": "d-2", "documentName": "TD-318", "docDigest": HELLO},
        ],
    });
    assert_eq!(content, with(account_fields(), &more));
    request.digest_encoding = DigestEncoding::Hex;
    let (_, content) = sent(request.call().unwrap());
    let hex = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    assert_eq!(content["documents"][0]["hashCode"], hex);

    let many = |n: usize| bulk_signing((0..n).map(|i| document(&i.to_string())).collect());
    assert!(many(1000).call().is_ok());
    for request in [
        many(0),
        many(1001),
        bulk_signing(vec![document("a"), document("a")]),
    ] {
        assert_eq!(request.call().err().unwrap().code(), "invalid-argument");
    }
    let long = bulk_signing(vec![document(&"i".repeat(37))]);
    assert_eq!(long.call().err().unwrap().code(), "text-length");
    let mut none = many(1);
    none.max_callback_sigs = 0;
    assert_eq!(none.call().err().unwrap().code(), "invalid-argument");
}

#[test]
fn an_anonymous_result_is_fetched() {
    for (kind, path) in [
        (AnonymousKind::FormFilling, "/anonymous/eme/getResult"),
        (AnonymousKind::Signing, "/anonymous/signing/getResult"),
        (AnonymousKind::PdfSigning, "/anonymous/pdfsigning/getResult"),
    ] {
        let token = json!({"accessToken": "at-1", "openID": "id-1"});
        assert_eq!(
            sent(result_call_of(kind, None)),
            (path.to_owned(), token.clone())
        );
        let named = with(token, &json!({"businessID": "b-1"}));
        assert_eq!(sent(result_call_of(kind, Some("b-1"))).1, named);
    }
}

#[test]
fn a_key_is_revoked_without_a_body_and_forgotten() {
    let mut gateway = gateway();
    let mut call = Call::revoke_key();
    let request = gateway.request(&mut call, NOW).unwrap().unwrap();
    assert_eq!(
        request.url,
        "https://gateway.example/api/v1/security/revokeKey"
    );
    assert_eq!(request.body, "");
    let received = gateway.receive(&mut call, &answer(200, r#"{"code":"D00000"}"#, None));
    assert!(matches!(received, Ok(Received::Content(_))));
    let mut next = token_call("code").unwrap();
    assert_eq!(
        gateway.request(&mut next, NOW),
        Ok(None),
        "a new key comes first"
    );
}

fn answer(status: u16, body: &str, retry_after: Option<i64>) -> HttpResponse<'_> {
    HttpResponse {
        status,
        body,
        retry_after,
        at: NOW,
    }
}
