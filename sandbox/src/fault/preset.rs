//! Faults that are chosen together, by what a person would call them.

use super::rule::Rule;
use crate::language::Text;

/// A situation.
#[derive(Debug)]
pub(crate) struct Preset {
    /// Name in the JSON API.
    pub(crate) name: &'static str,
    pub(crate) title: Text,
    /// What happens.
    pub(crate) text: Text,
    /// The faults, as in the JSON API.
    rules: &'static [&'static str],
    /// True if everybody's certificates are revoked.
    pub(crate) revokes: bool,
}

impl Preset {
    pub(crate) fn find(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    pub(crate) fn rules(&self) -> impl Iterator<Item = Rule> {
        let rules = self.rules.iter();
        rules.filter_map(|rule| serde_json::from_str(rule).ok())
    }
}

macro_rules! presets {
    ($($name:literal [$($title:literal)+] [$($text:literal)+] [$($rule:literal)*] $revokes:literal;)+) => {
        pub(crate) const PRESETS: &[Preset] = &[$(Preset {
            name: $name,
            title: [$($title),+],
            text: [$($text),+],
            rules: &[$($rule),*],
            revokes: $revokes,
        }),+];
    };
}

presets! {
    "slow-gateway"
        ["Slow gateway" "閘道緩慢" "网关缓慢"]
        ["Every call takes 3 to 5 seconds." "每個請求需時 3 至 5 秒。" "每个请求需时 3 至 5 秒。"]
        [r#"{"at":"*","fault":"delay","ms":3000,"jitterMs":2000,"times":null}"#]
        false;
    "gateway-down"
        ["Gateway out of service" "閘道暫停服務" "网关暂停服务"]
        ["Every call gets HTTP 503, to be tried again after 5 seconds."
            "每個請求均回應 HTTP 503，5 秒後可重試。" "每个请求均返回 HTTP 503，5 秒后可重试。"]
        [r#"{"at":"*","fault":"status","status":503,"retryAfter":"5","times":null}"#]
        false;
    "lost-response"
        ["Response lost" "回應遺失" "响应丢失"]
        ["The next call is carried out, but its response never comes."
            "下一個請求會執行，但收不到回應。" "下一个请求会执行，但收不到响应。"]
        [r#"{"at":"*","fault":"drop","handled":true}"#]
        false;
    "key-expired"
        ["Content key expired" "內容密碼匙過期" "内容密钥过期"]
        ["The next call gets D30002; a new key has to be fetched."
            "下一個請求得 D30002，須重新取得密碼匙。" "下一个请求得 D30002，须重新获取密钥。"]
        [r#"{"at":"*","fault":"result-code","code":"D30002"}"#]
        false;
    "callback-twice"
        ["Callback comes twice" "回調重複" "回调重复"]
        ["The next result is pushed two times." "下一個結果會推送兩次。" "下一个结果会推送两次。"]
        [r#"{"at":"callback","fault":"duplicate","count":1}"#]
        false;
    "callback-first"
        ["Callback comes first" "回調先到" "回调先到"]
        ["The next request is approved at once, and pushed before the service has its ticket."
            "下一個請求即時獲批，服務未收到 ticketID 已獲推送。"
            "下一个请求即时获批，服务未收到 ticketID 已获推送。"]
        [r#"{"at":"*","fault":"early-push","answer":"approve"}"#]
        false;
    "callback-late"
        ["Callback comes late" "回調延遲" "回调延迟"]
        ["Results are pushed 20 seconds late." "結果延遲 20 秒推送。" "结果延迟 20 秒推送。"]
        [r#"{"at":"callback","fault":"delay","ms":20000,"times":null}"#]
        false;
    "callback-never"
        ["No callback" "沒有回調" "没有回调"]
        ["Results are not pushed." "結果不會推送。" "结果不会推送。"]
        [r#"{"at":"callback","fault":"never","times":null}"#]
        false;
    "callback-forged"
        ["Forged callback" "偽造回調" "伪造回调"]
        ["The next result is encrypted for somebody else's key."
            "下一個結果以他人的密碼匙加密。" "下一个结果用他人的密钥加密。"]
        [r#"{"at":"callback","fault":"wrong-key"}"#]
        false;
    "signature-broken"
        ["Signature broken" "簽署損壞" "签名损坏"]
        ["One bit of the next signature is wrong." "下一個簽署有一個位元錯誤。"
            "下一个签名有一个比特错误。"]
        [r#"{"at":"callback","fault":"wrong-signature"}"#]
        false;
    "signer-swapped"
        ["Another signer" "簽署人不符" "签名人不符"]
        ["The next signature comes with somebody else's certificate."
            "下一個簽署附有他人的證書。" "下一个签名附有他人的证书。"]
        [r#"{"at":"callback","fault":"other-certificate"}"#]
        false;
    "signer-revoked"
        ["Signer revoked" "簽署人證書已撤銷" "签名人证书已吊销"]
        ["Everybody's certificates are revoked from now on."
            "由現在起撤銷所有人的證書。" "从现在起吊销所有人的证书。"]
        []
        true;
    "revocation-unknown"
        ["Revocation unknown" "無法得知是否撤銷" "无法得知是否吊销"]
        ["OCSP and revocation lists get HTTP 503." "OCSP 及撤銷清單回應 HTTP 503。"
            "OCSP 及吊销列表返回 HTTP 503。"]
        [r#"{"at":"/ca/ocsp","fault":"status","status":503,"times":null}"#
            r#"{"at":"/ca/root.crl","fault":"status","status":503,"times":null}"#
            r#"{"at":"/ca/issuing.crl","fault":"status","status":503,"times":null}"#
            r#"{"at":"/ca/issuing-sm2.crl","fault":"status","status":503,"times":null}"#]
        false;
    "no-timestamp"
        ["No time-stamp" "沒有時間戳記" "没有时间戳"]
        ["The time-stamp authority refuses." "時間戳記機關拒絕請求。" "时间戳机构拒绝请求。"]
        [r#"{"at":"/tsa","fault":"refused","times":null}"#]
        false;
    "state-lost"
        ["Way back without state" "返回時沒有 state" "返回时没有 state"]
        ["The browser returns from the next login without its state."
            "瀏覽器下一次登入後返回時沒有 state。" "浏览器下一次登录后返回时没有 state。"]
        [r#"{"at":"redirect","fault":"no-state"}"#]
        false;
}

#[cfg(test)]
mod tests {
    use super::PRESETS;
    use crate::fault::Faults;

    #[test]
    fn every_preset_can_be_chosen() {
        let faults = Faults::default();
        for preset in PRESETS {
            let rules: Vec<_> = preset.rules().collect();
            assert_eq!(rules.len(), preset.rules.len(), "{}", preset.name);
            assert!(preset.revokes || !rules.is_empty(), "{}", preset.name);
            for rule in rules {
                faults.add(rule).unwrap();
            }
        }
        let count: usize = PRESETS.iter().map(|preset| preset.rules.len()).sum();
        assert_eq!(faults.list().len(), count);
    }
}
