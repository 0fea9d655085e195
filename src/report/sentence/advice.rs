//! Sentences about what would help where it could not be decided.

use crate::asn1::time::Time;
use crate::report::sentence::details;

details! {
    /// What would help.
    AdviceDetail:
    AskAsOf { time: Time } =>
        "If something better than the signer's word shows that the signature was there at {time}, ask \
         again as of that time.",
        "如有簽署人自稱以外的證明，顯示簽署在{time} 已存在，請以該時間再次驗證。",
        "如有签名人自称以外的证明，显示签名在{time} 已存在，请以该时间再次验证。";
    AskFrom { time: Time } =>
        "A certificate is valid from {time} only: ask again as of that time or later.",
        "有證書在{time} 才生效：請以該時間或之後的時間再次驗證。",
        "有证书在{time} 才生效：请以该时间或之后的时间再次验证。";
    CertificateEnded { time: Time } =>
        "A certificate was valid until {time}. If something better than the signer's word shows that \
         the signature was there by then, ask again as of that time, or an earlier one at which it was \
         there.",
        "有證書的有效期至{time}。如有簽署人自稱以外的證明，顯示簽署當時已存在，請以該時間（或簽署已存在的更早時間）再次驗證。",
        "有证书的有效期至{time}。如有签名人自称以外的证明，显示签名当时已存在，请以该时间（或签名已存在的更早时间）再次验证。";
    DataEnded { time: Time } =>
        "What is at hand about revocation was current until {time}. Add a current revocation list or \
         answer of the issuing authority; or, if something better than the signer's word shows that the \
         signature was there by then, ask again as of that time.",
        "現有的撤銷資料只適用至{time}。請加入簽發機關最新的證書撤銷清單或回應；\
         如有簽署人自稱以外的證明，顯示簽署當時已存在，亦可以該時間再次驗證。",
        "现有的吊销数据只适用至{time}。请加入颁发机构最新的证书吊销列表或响应；\
         如有签名人自称以外的证明，显示签名当时已存在，也可以该时间再次验证。";
    AskLater =>
        "Ask again later, or add a current revocation list or answer of the issuing authority.",
        "請稍後再次驗證，或加入簽發機關最新的證書撤銷清單或回應。",
        "请稍后再次验证，或加入颁发机构最新的证书吊销列表或响应。";
    Certificates =>
        "Add the certificates of the authorities between the signer and one that you trust, or trust \
         theirs if you have reason to.",
        "請加入簽署人與您所信任的核證機關之間的證書；如有理由信任其核證機關，亦可將其列為信任。",
        "请加入签名人与您信任的证书颁发机构之间的证书；如有理由信任其证书颁发机构，也可将其列为信任。";
    Content =>
        "Add what was signed.",
        "請加入被簽署的內容。",
        "请加入被签名的内容。";
    SignersCertificate =>
        "Add the signer's certificate.",
        "請加入簽署人的證書。",
        "请加入签名人的证书。";
    Revoked =>
        "If something better than the signer's word shows that the signature was there before the \
         revocation, ask again as of a time before.",
        "如有簽署人自稱以外的證明，顯示簽署在撤銷之前已存在，請以撤銷之前的時間再次驗證。",
        "如有签名人自称以外的证明，显示签名在吊销之前已存在，请以吊销之前的时间再次验证。";
}
