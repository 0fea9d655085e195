//! Kinds of faults, and where they apply.

use serde::{Deserialize, Serialize};

use super::place::Place;

macro_rules! kinds {
    ($($variant:ident $name:literal [$($place:ident)+] $english:literal $chinese:literal;)+) => {
        /// A kind of fault.
        #[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
        pub(crate) enum Kind { $(#[serde(rename = $name)] $variant),+ }

        impl Kind {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),+];

            /// Name in the JSON.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            pub(super) fn places(self) -> &'static [Place] {
                match self { $(Self::$variant => &[$(Place::$place),+]),+ }
            }

            /// Title in English and Chinese.
            pub(crate) fn title(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($english, $chinese)),+ }
            }
        }
    };
}

kinds! {
    ResultCode "result-code" [Call Push Redirect] "A result code" "結果代碼";
    Delay "delay" [Response Push] "Late" "延遲";
    Status "status" [Response] "An HTTP status" "HTTP 狀態碼";
    Drop "drop" [Response] "The connection ends without a response" "連線中斷，沒有回應";
    Cut "cut" [Response] "The response ends in the middle" "回應中途中斷";
    Html "html" [Response Push] "HTML in place of JSON" "以 HTML 代替 JSON";
    Garbage "garbage" [Response Push] "Random bytes" "隨機位元組";
    GarbageContent "garbage-content" [Call Push] "A content that is random bytes" "內容為隨機位元組";
    WrongKey "wrong-key" [Call Push] "Another key" "使用另一密鑰";
    Stale "stale" [Revocation] "Out of date" "已過時";
    EarlyPush "early-push" [Initiate] "The push comes before this response" "推送先於此回應";
    Duplicate "duplicate" [Push] "Twice" "重複推送";
    Never "never" [Push] "Not at all" "不推送";
    OutOfOrder "out-of-order" [Push] "After the next one" "次序顛倒";
    NestedContent "nested-content" [Push] "Content within content" "內容多一層";
    Base64Key "base64-key" [Push] "The content key as Base64 text" "內容密鑰為 Base64 文字";
    OtherBusiness "other-business" [Push] "An unknown businessID" "不明的 businessID";
    WrongSignature "wrong-signature" [Push Timestamp] "A broken signature" "簽署無效";
    OtherCertificate "other-certificate" [Push] "Somebody else's certificate" "他人的證書";
    ServerCertificate "server-certificate" [Push] "A TLS server's certificate" "TLS 伺服器的證書";
    WrongState "wrong-state" [Push Redirect] "Another state" "另一 state";
    NoState "no-state" [Redirect] "No state" "沒有 state";
    WrongImprint "wrong-imprint" [Timestamp] "Over other data" "屬其他資料";
    WrongNonce "wrong-nonce" [Timestamp] "Another nonce" "另一 nonce";
    Future "future" [Timestamp] "From the future" "來自未來";
    UnknownAuthority "unknown-authority" [Timestamp] "An unknown authority" "不明的機關";
    Refused "refused" [Timestamp] "Refused" "拒絕";
    OnlyState "only-state" [Redirect] "Nothing but the state" "只有 state";
}
