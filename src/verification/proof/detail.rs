//! Sentences about proofs of time.

use crate::asn1::time::Time;
use crate::report::sentence::{Detail, details};

details! {
    /// What time-stamps over a signature prove.
    ProofDetail:
    Proven { proven: Time } =>
        "A time-stamp proves that the signature was there at {proven}.",
        "時間戳記證明簽署在{proven} 已存在。",
        "时间戳证明签名在{proven} 已存在。";
    JudgedThen { proven: Time, now: Time } =>
        "A time-stamp proves that the signature was there at {proven}. Its path is judged at that time: \
         what ended or was revoked between then and {now} does not undo it.",
        "時間戳記證明簽署在{proven} 已存在。其路徑以該時間為準作判斷：由當時至{now} 之間的屆滿或撤銷均不會使其無效。",
        "时间戳证明签名在{proven} 已存在。其路径以该时间为准作判断：由当时至{now} 之间的到期或吊销均不会使其无效。";
    AlgorithmEnded { algorithm: &'static str, ended: Time, judged: Time } =>
        "The signature rests on {algorithm}, which was suitable until {ended}; nothing proves that it was \
         made by then. It is judged at {judged}.",
        "簽署依靠 {algorithm}，而該演算法只適用至{ended}；沒有證明顯示簽署在此之前作出。以{judged} 為準作判斷。",
        "签名依靠 {algorithm}，而该算法只适用至{ended}；没有证明显示签名在此之前作出。以{judged} 为准作判断。";
    NoneProves { count: usize, why: Detail } =>
        "Of the {count} time-stamps over the signature, none proves a time: {why}.",
        "簽署上的 {count} 個時間戳記均不能證明任何時間：{why}。",
        "签名上的 {count} 个时间戳均不能证明任何时间：{why}。";
    NoneRead { count: usize } =>
        "Of the {count} time-stamps over the signature, none can be read.",
        "簽署上的 {count} 個時間戳記均無法讀取。",
        "签名上的 {count} 个时间戳均无法读取。";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sentence::tests::check;

    #[test]
    fn every_language_says_the_same() {
        check(ProofDetail::ROWS);
    }
}
