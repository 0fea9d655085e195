//! Sentences about the time-stamps of an evidence file.

use alloc::string::String;

use crate::asn1::time::Time;
use crate::report::sentence::{Detail, Reason, details};
use crate::verification::evidence::holding::{Limit, LimitOf};

details! {
    /// What a time-stamp of a file proves, or why it proves nothing.
    EvidenceDetail:
    SignatureProven { authority: String, proven: Time, judged: Time } =>
        "This time-stamp of '{authority}' proves that the signature was there at {proven}. It is judged \
         at {judged}.",
        "「{authority}」的時間戳記證明簽署在{proven} 已存在。時間戳記以{judged} 為準作判斷。",
        "“{authority}”的时间戳证明签名在{proven} 已存在。时间戳以{judged} 为准作判断。";
    RenewalProven { authority: String, proven: Time, judged: Time } =>
        "This time-stamp of '{authority}' proves that everything before it in the file was there at \
         {proven}. It is judged at {judged}.",
        "「{authority}」的時間戳記證明檔案中在它之前的一切在{proven} 已存在。時間戳記以{judged} 為準作判斷。",
        "“{authority}”的时间戳证明文件中在它之前的一切在{proven} 已存在。时间戳以{judged} 为准作判断。";
    OverSomethingElse { time: Time } =>
        "The time-stamp of {time} is over something else: what it is over was changed afterwards.",
        "{time} 的時間戳記屬於其他內容：它所涵蓋的內容其後曾被更改。",
        "{time} 的时间戳属于其他内容：它所涵盖的内容其后曾被更改。";
    Ended { time: Time, ended: Time, why: Detail, judged: Time } =>
        "The time-stamp of {time} held until {ended}, when {why}. Until then it had to be renewed; at \
         {judged} it proves nothing any more.",
        "{time} 的時間戳記有效至{ended}，當時{why}。在此之前必須續期；在{judged}，它已不再具證明力。",
        "{time} 的时间戳有效至{ended}，当时{why}。在此之前必须续期；在{judged}，它已不再具证明力。";
    NotValid { time: Time, judged: Time, why: Detail } =>
        "The time-stamp of {time}, judged at {judged}, proves nothing: {why}.",
        "{time} 的時間戳記以{judged} 為準作判斷，不具證明力：{why}。",
        "{time} 的时间戳以{judged} 为准作判断，不具证明力：{why}。";
    Unreadable { reason: Reason } =>
        "This time-stamp cannot be read, so it proves nothing: {reason}.",
        "此時間戳記無法讀取，因此不具證明力：{reason}。",
        "此时间戳无法读取，因此不具证明力：{reason}。";
    AlgorithmEnded { algorithm: &'static str, ended: Time, judged: Time } =>
        "The signature rests on {algorithm}, which was suitable until {ended}; nothing proves that it was \
         made by then. It is judged at {judged}.",
        "簽署依靠 {algorithm}，而該演算法只適用至{ended}；沒有證明顯示簽署在此之前作出。以{judged} 為準作判斷。",
        "签名依靠 {algorithm}，而该算法只适用至{ended}；没有证明显示签名在此之前作出。以{judged} 为准作判断。";
}

details! {
    /// What ended, as part of a sentence.
    EndDetail:
    CertificateEnded { subject: String } =>
        "the certificate of '{subject}' ended",
        "「{subject}」的證書屆滿",
        "“{subject}”的证书到期";
    AlgorithmNotSuitable { algorithm: &'static str } =>
        "{algorithm} ceased to be suitable",
        "{algorithm} 不再適用",
        "{algorithm} 不再适用";
}

impl From<&Limit> for Detail {
    fn from(limit: &Limit) -> Self {
        match &limit.of {
            LimitOf::Certificate(subject) => EndDetail::CertificateEnded {
                subject: subject.clone(),
            },
            LimitOf::Algorithm(algorithm) => EndDetail::AlgorithmNotSuitable {
                algorithm: algorithm.as_str(),
            },
        }
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sentence::tests::check;

    #[test]
    fn every_language_says_the_same() {
        check(EvidenceDetail::ROWS);
        check(EndDetail::ROWS);
    }
}
