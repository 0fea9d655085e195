//! Kinds of faults: where they apply, and what can be chosen of them.

use serde::{Deserialize, Serialize};

use super::place::Place;
use crate::language::Text;

/// What can be chosen of a fault, beside its place and how often it happens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Input {
    Code,
    Status,
    RetryAfter,
    Ms,
    JitterMs,
    Count,
    Answer,
    /// Only of a call.
    Handled,
}

impl Input {
    /// Name in the JSON and in the page's form.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Status => "status",
            Self::RetryAfter => "retryAfter",
            Self::Ms => "ms",
            Self::JitterMs => "jitterMs",
            Self::Count => "count",
            Self::Answer => "answer",
            Self::Handled => "handled",
        }
    }
}

macro_rules! kinds {
    ($($variant:ident $name:literal [$($place:ident)+] [$($input:ident)*]
        $english:literal $traditional:literal $simplified:literal;)+) => {
        /// A kind of fault.
        #[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
        pub(crate) enum Kind { $(#[serde(rename = $name)] $variant),+ }

        impl Kind {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),+];

            /// Name in the JSON.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            pub(crate) fn places(self) -> &'static [Place] {
                match self { $(Self::$variant => &[$(Place::$place),+]),+ }
            }

            pub(crate) fn inputs(self) -> &'static [Input] {
                match self { $(Self::$variant => &[$(Input::$input),*]),+ }
            }

            pub(crate) fn title(self) -> Text {
                match self { $(Self::$variant => [$english, $traditional, $simplified]),+ }
            }
        }
    };
}

kinds! {
    ResultCode "result-code" [Call Push Redirect] [Code Handled]
        "A result code" "結果代碼" "结果代码";
    Delay "delay" [Response Push] [Ms JitterMs Handled]
        "Late" "延遲" "延迟";
    Status "status" [Response] [Status RetryAfter Handled]
        "An HTTP status" "HTTP 狀態碼" "HTTP 状态码";
    Drop "drop" [Response] [Handled]
        "The connection ends without a response" "連線中斷，沒有回應" "连接中断，没有响应";
    Cut "cut" [Response] []
        "The response ends in the middle" "回應中途中斷" "响应中途中断";
    Html "html" [Response Push] [Status Handled]
        "HTML in place of JSON" "以 HTML 代替 JSON" "以 HTML 代替 JSON";
    Garbage "garbage" [Response Push] [Handled]
        "Random bytes" "隨機位元組" "随机字节";
    GarbageContent "garbage-content" [Call Push] []
        "A content that is random bytes" "內容為隨機位元組" "内容为随机字节";
    WrongKey "wrong-key" [Call Push] []
        "Another key" "使用另一密碼匙" "使用另一密钥";
    Stale "stale" [Revocation] []
        "Out of date" "已過時" "已过时";
    EarlyPush "early-push" [Initiate] [Answer]
        "The push comes before this response" "推送先於此回應" "推送先于此响应";
    Duplicate "duplicate" [Push] [Count Ms JitterMs]
        "Twice" "重複推送" "重复推送";
    Never "never" [Push] []
        "Not at all" "不推送" "不推送";
    OutOfOrder "out-of-order" [Push] [Count]
        "After the next one" "次序顛倒" "次序颠倒";
    NestedContent "nested-content" [Push] []
        "Content within content" "內容多一層" "内容多一层";
    Base64Key "base64-key" [Push] []
        "The content key as Base64 text" "內容密碼匙為 Base64 文字" "内容密钥为 Base64 文本";
    OtherBusiness "other-business" [Push] []
        "An unknown businessID" "不明的 businessID" "不明的 businessID";
    WrongSignature "wrong-signature" [Push Timestamp] []
        "A broken signature" "簽署無效" "签名无效";
    OtherCertificate "other-certificate" [Push] []
        "Somebody else's certificate" "他人的證書" "他人的证书";
    ServerCertificate "server-certificate" [Push] []
        "A TLS server's certificate" "TLS 伺服器的證書" "TLS 服务器的证书";
    WrongState "wrong-state" [Push Redirect] []
        "Another state" "另一 state" "另一 state";
    NoState "no-state" [Redirect] []
        "No state" "沒有 state" "没有 state";
    WrongImprint "wrong-imprint" [Timestamp] []
        "Over other data" "屬其他資料" "属其他数据";
    WrongNonce "wrong-nonce" [Timestamp] []
        "Another nonce" "另一 nonce" "另一 nonce";
    Future "future" [Timestamp] []
        "From the future" "來自未來" "来自未来";
    UnknownAuthority "unknown-authority" [Timestamp] []
        "An unknown authority" "不明的機關" "不明的机构";
    Refused "refused" [Timestamp] []
        "Refused" "拒絕" "拒绝";
    OnlyState "only-state" [Redirect] []
        "Nothing but the state" "只有 state" "只有 state";
}
