//! Sentences about time-stamps.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::report::sentence::details;

details! {
    /// Findings about a time-stamp.
    TimestampDetail:
    DigestAgrees { hash: &'static str } =>
        "The time-stamp is over this {hash} digest.",
        "時間戳記是對此 {hash} 摘要作出的。",
        "时间戳是对此 {hash} 摘要作出的。";
    DigestDiffers { hash: &'static str } =>
        "The time-stamp is over another {hash} digest: it was made for something else.",
        "時間戳記是對另一個 {hash} 摘要作出的：它屬於其他內容。",
        "时间戳是对另一个 {hash} 摘要作出的：它属于其他内容。";
    DigestOfOtherLength { hash: &'static str, expected: usize, actual: usize } =>
        "The time-stamp is over a {hash} digest, which has {expected} bytes; the one that was given has \
         {actual}.",
        "時間戳記是對 {hash} 摘要作出的，其長度為 {expected} 個位元組；所提供的摘要有 {actual} 個。",
        "时间戳是对 {hash} 摘要作出的，其长度为 {expected} 个字节；所提供的摘要有 {actual} 个。";
    HashBroken { hash: String } =>
        "The time-stamp is over a digest of {hash}, of which two contents can have the same.",
        "時間戳記是對 {hash} 摘要作出的，而兩份內容可以有相同的此類摘要。",
        "时间戳是对 {hash} 摘要作出的，而两份内容可以有相同的此类摘要。";
    HashUnknown { hash: String } =>
        "The time-stamp is over a digest of {hash}, which is not computed here.",
        "時間戳記是對 {hash} 摘要作出的，這裏不會計算此類摘要。",
        "时间戳是对 {hash} 摘要作出的，这里不会计算此类摘要。";
    NoNonceAsked =>
        "The number of a request was not given, so it is not asked whether this time-stamp answers it.",
        "沒有提供要求的號碼，因此不會檢查此時間戳記是否回應該要求。",
        "没有提供请求的号码，因此不会检查此时间戳是否回应该请求。";
    NonceAgrees =>
        "The time-stamp repeats the number of the request.",
        "時間戳記重複了要求的號碼。",
        "时间戳重复了请求的号码。";
    NonceDiffers =>
        "The time-stamp does not repeat the number of the request: it answers another one.",
        "時間戳記沒有重複要求的號碼：它回應的是另一項要求。",
        "时间戳没有重复请求的号码：它回应的是另一项请求。";
    AnyPolicy { policy: String } =>
        "The time-stamp is under the policy {policy}; none was asked for.",
        "時間戳記按政策 {policy} 作出；沒有要求任何政策。",
        "时间戳按策略 {policy} 作出；没有要求任何策略。";
    PolicyAccepted { policy: String } =>
        "The time-stamp is under the policy {policy}, as was asked for.",
        "時間戳記按所要求的政策 {policy} 作出。",
        "时间戳按所要求的策略 {policy} 作出。";
    PolicyDiffers { policy: String } =>
        "The time-stamp is under the policy {policy}, which was not asked for.",
        "時間戳記按政策 {policy} 作出，而該政策並非所要求的。",
        "时间戳按策略 {policy} 作出，而该策略并非所要求的。";
    CriticalExtensions { identifiers: Vec<String> } =>
        "The time-stamp has critical extensions that are not known here: {identifiers}.",
        "時間戳記有這裏無法識別的關鍵擴充欄位：{identifiers}。",
        "时间戳有这里无法识别的关键扩展：{identifiers}。";
    Stated { time: Time, ms: u64 } =>
        "The authority states {time}, give or take {ms} milliseconds.",
        "機構聲明時間為{time}，誤差不超過 {ms} 毫秒。",
        "机构声明时间为{time}，误差不超过 {ms} 毫秒。";
    NoAccuracy { time: Time } =>
        "The authority states {time}, and does not say how accurate that is, as EN 319 422 §5.2.2 asks.",
        "機構聲明時間為{time}，但沒有按 EN 319 422 §5.2.2 的要求說明其準確度。",
        "机构声明时间为{time}，但没有按 EN 319 422 §5.2.2 的要求说明其准确度。";
    TimeNotDer { time: Time } =>
        "The authority states {time}, and writes it with zeros at the end of its fraction of a second, \
         which DER does not have (X.690 §11.7.3).",
        "機構聲明時間為{time}，但其秒數的小數以零結尾，不符合 DER（X.690 §11.7.3）。",
        "机构声明时间为{time}，但其秒数的小数以零结尾，不符合 DER（X.690 §11.7.3）。";
    Ahead { time: Time, validation: Time } =>
        "The authority states {time}, which is after {validation}, the time at which is judged: then \
         there was no such time-stamp.",
        "機構聲明時間為{time}，晚於判斷的時間{validation}：當時並沒有此時間戳記。",
        "机构声明时间为{time}，晚于判断的时间{validation}：当时并没有此时间戳。";
    BeforeCertificate { time: Time, not_before: Time } =>
        "The authority states {time}, before its certificate became valid at {not_before}.",
        "機構聲明時間為{time}，早於其證書開始有效的時間{not_before}。",
        "机构声明时间为{time}，早于其证书开始有效的时间{not_before}。";
    AfterCertificate { time: Time, not_after: Time } =>
        "The authority states {time}, after its certificate expired at {not_after}.",
        "機構聲明時間為{time}，晚於其證書屆滿的時間{not_after}。",
        "机构声明时间为{time}，晚于其证书到期的时间{not_after}。";
    NoSigner =>
        "The time-stamp is not signed.",
        "時間戳記未經簽署。",
        "时间戳未经签名。";
    SeveralSigners { count: usize } =>
        "The time-stamp has {count} signatures instead of that of its authority alone (RFC 3161 §2.4.2).",
        "時間戳記有 {count} 個簽署，而非只有其機構的簽署（RFC 3161 §2.4.2）。",
        "时间戳有 {count} 个签名，而非只有其机构的签名（RFC 3161 §2.4.2）。";
    OfAuthority =>
        "The certificate is for time-stamps alone (RFC 3161 §2.3).",
        "證書只用於時間戳記（RFC 3161 §2.3）。",
        "证书只用于时间戳（RFC 3161 §2.3）。";
    OtherPurposes =>
        "The certificate is not for time-stamps, or not for them alone (RFC 3161 §2.3).",
        "證書並非用於時間戳記，或並非只用於時間戳記（RFC 3161 §2.3）。",
        "证书并非用于时间戳，或并非只用于时间戳（RFC 3161 §2.3）。";
    PurposeNotCritical =>
        "The certificate is for time-stamps alone, but does not say so in a critical extension (RFC 3161 \
         §2.3).",
        "證書只用於時間戳記，但沒有以關鍵擴充欄位說明（RFC 3161 §2.3）。",
        "证书只用于时间戳，但没有以关键扩展说明（RFC 3161 §2.3）。";
    OtherUsages =>
        "The certificate's key is for other uses too, and not for time-stamps alone (RFC 3161 §2.1).",
        "證書的密碼匙另有其他用途，並非只用於時間戳記（RFC 3161 §2.1）。",
        "证书的密钥另有其他用途，并非只用于时间戳（RFC 3161 §2.1）。";
    AlgorithmEnded { algorithm: &'static str, ended: Time, judged: Time } =>
        "The time-stamp rests on {algorithm}, which was suitable until {ended}; no later time-stamp over it \
         is of before then. It is judged at {judged}.",
        "時間戳記依靠 {algorithm}，而該演算法只適用至{ended}；沒有在此之前對它作出的其他時間戳記。以{judged} 為準作判斷。",
        "时间戳依靠 {algorithm}，而该算法只适用至{ended}；没有在此之前对它作出的其他时间戳。以{judged} 为准作判断。";
    NamedOtherwise { name: String } =>
        "The authority calls itself '{name}', which its certificate does not.",
        "機構自稱「{name}」，但其證書並非如此。",
        "机构自称“{name}”，但其证书并非如此。";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sentence::tests::check;

    #[test]
    fn every_language_says_the_same() {
        check(TimestampDetail::ROWS);
    }
}
