//! Sentences about signed data and signatures.

use crate::asn1::time::Time;
use crate::report::sentence::{Detail, details};

details! {
    /// Findings about the signed data and the claimed time.
    SignedDataDetail:
    NothingGiven =>
        "Neither the content nor its digest was given, so it is not known what was signed.",
        "沒有提供內容或其摘要，因此無法得知簽署了甚麼。",
        "没有提供内容或其摘要，因此无法得知签署了什么。";
    DigestDiffers { hash: &'static str } =>
        "The digest is not the {hash} digest of the content: one of them was changed.",
        "摘要並非內容的 {hash} 摘要：其中一項曾被更改。",
        "摘要并非内容的 {hash} 摘要：其中一项曾被更改。";
    DigestDiffersForSm2 =>
        "The digest is neither the SM3 nor the SHA-256 digest of the content: one of them was changed.",
        "摘要既非內容的 SM3 摘要，亦非其 SHA-256 摘要：其中一項曾被更改。",
        "摘要既非内容的 SM3 摘要，亦非其 SHA-256 摘要：其中一项曾被更改。";
    DigestAgrees { hash: &'static str } =>
        "The digest is the {hash} digest of the content.",
        "摘要是內容的 {hash} 摘要。",
        "摘要是内容的 {hash} 摘要。";
    ContentGiven { hash: &'static str } =>
        "The content was given; its {hash} digest was computed.",
        "已提供內容，並已計算其 {hash} 摘要。",
        "已提供内容，并已计算其 {hash} 摘要。";
    ContentGivenForSm2 =>
        "The content was given; its SM3 and SHA-256 digests were computed.",
        "已提供內容，並已計算其 SM3 及 SHA-256 摘要。",
        "已提供内容，并已计算其 SM3 及 SHA-256 摘要。";
    DigestGiven =>
        "The digest was given. That it is the digest of a certain content is for whoever gave it to say.",
        "已提供摘要。它是否屬於某份內容，須由提供者自行確定。",
        "已提供摘要。它是否属于某份内容，须由提供者自行确定。";
    TimeClaimed { claimed: Time, validation: Time } =>
        "The signature is claimed to be of {claimed}, which nothing proves; everything is judged at \
         {validation}.",
        "簽署聲稱在{claimed} 作出，但沒有任何證明；一切以{validation} 為準作判斷。",
        "签名声称在{claimed} 作出，但没有任何证明；一切以{validation} 为准作判断。";
    TimeClaimedBefore { claimed: Time, proven: Time } =>
        "The signature is claimed to be of {claimed}. That it was there at {proven} is proven.",
        "簽署聲稱在{claimed} 作出。已證明的是，它在{proven} 已存在。",
        "签名声称在{claimed} 作出。已证明的是，它在{proven} 已存在。";
    TimeClaimedAfter { claimed: Time, proven: Time } =>
        "The signature is claimed to be of {claimed}, but was there already at {proven}, as is proven.",
        "簽署聲稱在{claimed} 作出，但已證明它在{proven} 已存在。",
        "签名声称在{claimed} 作出，但已证明它在{proven} 已存在。";
}

details! {
    /// Findings about a signature over a digest.
    SignatureDetail:
    DataUnknown =>
        "It is not known what was signed.",
        "無法得知簽署了甚麼。",
        "无法得知签署了什么。";
    SignersKeyRefused =>
        "The signer's key is refused, so nothing is checked with it.",
        "簽署人的密碼匙不獲接受，因此不會用它作任何檢查。",
        "签名人的密钥不被接受，因此不会用它作任何检查。";
    Made { mode: Detail } =>
        "The signature was made with the signer's key: {mode}.",
        "簽署由簽署人的密碼匙作出：{mode}。",
        "签名由签名人的密钥作出：{mode}。";
    MadeWithoutNull { mode: Detail } =>
        "The signature was made with the signer's key: {mode}. The signed algorithm identifier \
         leaves out its NULL.",
        "簽署由簽署人的密碼匙作出：{mode}。已簽署的演算法識別碼省略了 NULL。",
        "签名由签名人的密钥作出：{mode}。已签名的算法标识符省略了 NULL。";
    NoModeHolds =>
        "The signature was not made with the signer's key over this data, in none of the three modes.",
        "簽署並非由簽署人的密碼匙對這些資料作出，三種模式均不符。",
        "签名并非由签名人的密钥对这些数据作出，三种模式均不符。";
    NotSha256WithRsa =>
        "The signature was not made with the signer's key over this data with SHA256withRSA.",
        "簽署並非由簽署人的密碼匙以 SHA256withRSA 對這些資料作出。",
        "签名并非由签名人的密钥以 SHA256withRSA 对这些数据作出。";
    NotNoneWithRsa =>
        "The signature was not made with the signer's key over this data with NONEwithRSA, neither \
         with a DigestInfo nor without one.",
        "簽署並非由簽署人的密碼匙以 NONEwithRSA 對這些資料作出，不論有沒有 DigestInfo。",
        "签名并非由签名人的密钥以 NONEwithRSA 对这些数据作出，不论有没有 DigestInfo。";
    NotSm3WithSm2 =>
        "The signature was not made with the signer's key over this data with SM3withSM2, neither with \
         this identifier of the signer nor without one.",
        "簽署並非由簽署人的密碼匙以 SM3withSM2 對這些資料作出，不論是否使用此簽署人標識。",
        "签名并非由签名人的密钥以 SM3withSM2 对这些数据作出，不论是否使用此签名人标识。";
    NotNoneWithSm2 =>
        "The signature was not made with the signer's key over this data with NONEwithSM2.",
        "簽署並非由簽署人的密碼匙以 NONEwithSM2 對這些資料作出。",
        "签名并非由签名人的密钥以 NONEwithSM2 对这些数据作出。";
}

details! {
    /// Signing modes, as parts of sentences.
    ModeDetail:
    Sha256OverDigest =>
        "SHA-256 was applied to the digest once more",
        "對摘要再計算了一次 SHA-256",
        "对摘要再计算了一次 SHA-256";
    Digest =>
        "the digest itself was signed",
        "簽署的是摘要本身",
        "签名的是摘要本身";
    BareDigest =>
        "the bare digest was signed, without a DigestInfo",
        "簽署的是不帶 DigestInfo 的摘要",
        "签名的是不带 DigestInfo 的摘要";
    Sm3OverDigest =>
        "SM3 was applied to the digest, after the signer's identifier and key",
        "對簽署人標識、密碼匙及摘要計算了 SM3",
        "对签名人标识、密钥及摘要计算了 SM3";
    Sm3OverDigestAlone =>
        "SM3 was applied to the digest, without the signer's identifier and key",
        "只對摘要計算了 SM3，沒有加入簽署人標識及密碼匙",
        "只对摘要计算了 SM3，没有加入签名人标识及密钥";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sentence::tests::check;

    #[test]
    fn every_language_says_the_same() {
        check(SignedDataDetail::ROWS);
        check(SignatureDetail::ROWS);
        check(ModeDetail::ROWS);
    }
}
