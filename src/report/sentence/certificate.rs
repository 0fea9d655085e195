//! Sentences about one certificate at its position in a path.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::report::sentence::{AnyOf, Detail, details};

details! {
    /// A certificate at its position in a path.
    CertificateDetail:
    Signed { algorithm: &'static str } =>
        "The certificate is signed with its issuer's key ({algorithm}).",
        "證書由其簽發機關的密碼匙簽署（{algorithm}）。",
        "证书由其颁发机构的密钥签名（{algorithm}）。";
    SignedWithoutNull { algorithm: &'static str } =>
        "The certificate is signed with its issuer's key ({algorithm}; the signed algorithm \
         identifier leaves out its NULL).",
        "證書由其簽發機關的密碼匙簽署（{algorithm}；已簽署的演算法識別碼省略了 NULL）。",
        "证书由其颁发机构的密钥签名（{algorithm}；已签名的算法标识符省略了 NULL）。";
    IssuersKeyRefused { issuer: Detail } =>
        "The key of {issuer} is refused, so nothing is checked with it.",
        "{issuer}所載的密碼匙不獲接受，因此不會用它作任何檢查。",
        "{issuer}所载的密钥不被接受，因此不会用它作任何检查。";
    AnchorNotSigned =>
        "A trust anchor is trusted because it was given as one; its own signature adds nothing (RFC \
         5280 §6.1.1 (d)) and is not checked.",
        "信任錨因使用者指定而獲信任；其本身的簽署並無額外意義（RFC 5280 §6.1.1 (d)），不作檢查。",
        "信任锚因使用者指定而获信任；其自身的签名并无额外意义（RFC 5280 §6.1.1 (d)），不作检查。";
    IssuerNotFound =>
        "The certificate's issuer was not found.",
        "找不到證書的簽發機關。",
        "找不到证书的颁发机构。";
    NotYetValid { not_before: Time, time: Time } =>
        "The certificate is not valid before {not_before}, and the validation time is {time}.",
        "證書在{not_before} 才生效，而驗證時間是{time}。",
        "证书在{not_before} 才生效，而验证时间是{time}。";
    Proven { proven: Time, end: Time } =>
        "A time-stamp proves that the certificate was there at {proven}, before its authorities ended at \
         {end}.",
        "時間戳記證明證書在{proven} 已存在，早於其核證機關在{end} 屆滿或被撤銷。",
        "时间戳证明证书在{proven} 已存在，早于其证书颁发机构在{end} 到期或被吊销。";
    NotProven { end: Time } =>
        "Nothing proves that the certificate was there before its authorities ended at {end}, or were not \
         known any more not to be revoked. Whoever has their keys since could have made it.",
        "沒有證明顯示證書在其核證機關於{end} 屆滿、被撤銷或無法再得知其狀況之前已存在。其後持有其密碼匙的人\
         均可以製作此證書。",
        "没有证明显示证书在其证书颁发机构于{end} 到期、被吊销或无法再得知其状况之前已存在。其后持有其密钥的人\
         均可以制作此证书。";
    Expired { not_after: Time, time: Time } =>
        "The certificate expired after {not_after}, and the validation time is {time}. If it is known \
         for sure that the signature was there before, ask again as of that time.",
        "證書的有效期至{not_after}，而驗證時間是{time}。如確知簽署在此之前已存在，請以該時間再次驗證。",
        "证书的有效期至{not_after}，而验证时间是{time}。如确知签名在此之前已存在，请以该时间再次验证。";
    Valid { not_before: Time, not_after: Time, time: Time } =>
        "The certificate is valid from {not_before} to {not_after}, so at {time}.",
        "證書的有效期由{not_before} 至{not_after}，故在{time} 有效。",
        "证书的有效期由{not_before} 至{not_after}，故在{time} 有效。";
    KeyAccepted { key: String } =>
        "The key ({key}) is accepted.",
        "密碼匙（{key}）獲接受。",
        "密钥（{key}）被接受。";
    NoUsageWanted =>
        "No key usage was asked for.",
        "沒有要求密碼匙用途。",
        "没有要求密钥用途。";
    UsageFits { usage: Vec<Detail>, wanted: AnyOf } =>
        "The key may be used for {usage}; {wanted} was asked for.",
        "密碼匙的用途為{usage}；要求的是{wanted}。",
        "密钥的用途为{usage}；要求的是{wanted}。";
    UsageDiffers { usage: Vec<Detail>, wanted: AnyOf } =>
        "The key may be used for {usage} only; {wanted} was asked for.",
        "密碼匙的用途只限{usage}；要求的是{wanted}。",
        "密钥的用途只限{usage}；要求的是{wanted}。";
    UsageUnsaid { wanted: AnyOf } =>
        "The certificate does not say what its key is for; {wanted} was asked for.",
        "證書沒有說明密碼匙的用途；要求的是{wanted}。",
        "证书没有说明密钥的用途；要求的是{wanted}。";
    Authority =>
        "The certificate is one of a certification authority.",
        "證書屬於核證機關。",
        "证书属于证书颁发机构。";
    AnchorTooOldToSay =>
        "A trust anchor of version 1 or 2 cannot say that it is a certification authority.",
        "版本 1 或 2 的信任錨無法說明自己是核證機關。",
        "版本 1 或 2 的信任锚无法说明自己是证书颁发机构。";
    NoAuthority =>
        "The certificate says that it is not one of a certification authority, and yet another was \
         issued with it.",
        "證書表明不屬於核證機關，卻有另一張證書由它發出。",
        "证书表明不属于证书颁发机构，却有另一张证书由它发出。";
    AuthorityUnsaid =>
        "The certificate does not say that it is one of a certification authority \
         (basicConstraints), and yet another was issued with it.",
        "證書沒有表明屬於核證機關（basicConstraints），卻有另一張證書由它發出。",
        "证书没有表明属于证书颁发机构（basicConstraints），却有另一张证书由它发出。";
    NoLimitBelow { count: usize } =>
        "The certificate sets no limit to the authorities below it, here {count}.",
        "證書沒有限制其下的核證機關數目，現有 {count} 個。",
        "证书没有限制其下的证书颁发机构数目，现有 {count} 个。";
    TooManyBelow { count: usize, most: u32 } =>
        "The certificate allows {most} authorities below it (pathLenConstraint), and there are \
         {count}.",
        "證書容許其下有 {most} 個核證機關（pathLenConstraint），現有 {count} 個。",
        "证书允许其下有 {most} 个证书颁发机构（pathLenConstraint），现有 {count} 个。";
    FewEnoughBelow { count: usize, most: u32 } =>
        "The certificate allows {most} authorities below it (pathLenConstraint), here {count}.",
        "證書容許其下有 {most} 個核證機關（pathLenConstraint），現有 {count} 個，符合要求。",
        "证书允许其下有 {most} 个证书颁发机构（pathLenConstraint），现有 {count} 个，符合要求。";
    UsageUnlimited =>
        "The certificate does not limit what its key is for.",
        "證書沒有限制密碼匙的用途。",
        "证书没有限制密钥的用途。";
    SignsCertificates =>
        "The key may sign certificates (keyCertSign).",
        "密碼匙可用於簽發證書（keyCertSign）。",
        "密钥可用于签发证书（keyCertSign）。";
    SignsNoCertificates { usage: Vec<Detail> } =>
        "The key may be used for {usage} only, and not to sign certificates (keyCertSign).",
        "密碼匙的用途只限{usage}，不可用於簽發證書（keyCertSign）。",
        "密钥的用途只限{usage}，不可用于签发证书（keyCertSign）。";
    CriticalProcessed =>
        "Every critical extension is processed.",
        "所有關鍵擴充欄位均已處理。",
        "所有关键扩展均已处理。";
    CriticalUnknown { identifiers: Vec<String> } =>
        "The certificate has critical extensions that are not processed in this version: \
         {identifiers}. Such a certificate has to be rejected (RFC 5280 §4.2).",
        "證書有本版本不處理的關鍵擴充欄位：{identifiers}。這樣的證書必須拒絕（RFC 5280 §4.2）。",
        "证书有本版本不处理的关键扩展：{identifiers}。这样的证书必须拒绝（RFC 5280 §4.2）。";
}

details! {
    /// The bits of keyUsage (RFC 5280 §4.2.1.3), as parts of sentences.
    UsageDetail:
    Nothing => "nothing", "無", "无";
    DigitalSignature =>
        "digital signatures (digitalSignature)",
        "數碼簽署（digitalSignature）",
        "数字签名（digitalSignature）";
    NonRepudiation =>
        "signatures that cannot be denied (nonRepudiation)",
        "不可否認的簽署（nonRepudiation）",
        "不可否认的签名（nonRepudiation）";
    KeyEncipherment =>
        "encrypting keys (keyEncipherment)",
        "密碼匙加密（keyEncipherment）",
        "密钥加密（keyEncipherment）";
    DataEncipherment =>
        "encrypting data (dataEncipherment)",
        "資料加密（dataEncipherment）",
        "数据加密（dataEncipherment）";
    KeyAgreement => "agreeing on keys (keyAgreement)", "密碼匙協商（keyAgreement）", "密钥协商（keyAgreement）";
    KeyCertSign => "signing certificates (keyCertSign)", "簽發證書（keyCertSign）", "签发证书（keyCertSign）";
    CrlSign => "signing CRLs (cRLSign)", "簽發證書撤銷清單（cRLSign）", "签发证书吊销列表（cRLSign）";
    EncipherOnly => "encrypting only (encipherOnly)", "只限加密（encipherOnly）", "只限加密（encipherOnly）";
    DecipherOnly => "decrypting only (decipherOnly)", "只限解密（decipherOnly）", "只限解密（decipherOnly）";
}

/// Returns the meanings of the bits, in order.
pub(crate) fn usage(usage: KeyUsage) -> Vec<Detail> {
    let part = |name| match name {
        "digitalSignature" => UsageDetail::DigitalSignature,
        "nonRepudiation" => UsageDetail::NonRepudiation,
        "keyEncipherment" => UsageDetail::KeyEncipherment,
        "dataEncipherment" => UsageDetail::DataEncipherment,
        "keyAgreement" => UsageDetail::KeyAgreement,
        "keyCertSign" => UsageDetail::KeyCertSign,
        "cRLSign" => UsageDetail::CrlSign,
        "encipherOnly" => UsageDetail::EncipherOnly,
        _ => UsageDetail::DecipherOnly,
    };
    let parts: Vec<_> = usage
        .names()
        .into_iter()
        .map(part)
        .map(Detail::from)
        .collect();
    if parts.is_empty() {
        vec![UsageDetail::Nothing.into()]
    } else {
        parts
    }
}
