//! Sentences about what cannot be read and is left aside.

use alloc::string::String;

use crate::asn1::item::ItemName;
use crate::asn1::oid::{Identifier, extension};
use crate::pki::certificate::UnreadableExtension;
use crate::report::sentence::{Clauses, Detail, Reason, details};

details! {
    /// An item of a list that cannot be read. `reason` is a clause.
    UnreadableDetail:
    Certificate { item: ItemName, reason: Reason } =>
        "Left aside: {item}, because it is no certificate that can be read: {reason}.",
        "{item} 並非可讀取的證書，因此沒有使用：{reason}。",
        "{item} 不是可读取的证书，因此没有使用：{reason}。";
    CertificateOf { item: ItemName, subject: String, reason: Reason } =>
        "Left aside: {item}, a certificate of '{subject}', because it cannot be read: {reason}. Obtain it \
         again from its issuer.",
        "{item} 是「{subject}」的證書，但無法讀取，因此沒有使用：{reason}。請向其簽發機關重新索取。",
        "{item} 是“{subject}”的证书，但无法读取，因此没有使用：{reason}。请向其颁发机构重新索取。";
    Crl { item: ItemName, reason: Reason } =>
        "Left aside: {item}, because it is no CRL that can be read: {reason}. Download it again.",
        "{item} 並非可讀取的證書撤銷清單，因此沒有使用：{reason}。請重新下載。",
        "{item} 不是可读取的证书吊销列表，因此没有使用：{reason}。请重新下载。";
    OcspResponse { item: ItemName, reason: Reason } =>
        "Left aside: {item}, because it is no OCSP response that can be read: {reason}. Request it again.",
        "{item} 並非可讀取的 OCSP 回應，因此沒有使用：{reason}。請重新查詢。",
        "{item} 不是可读取的 OCSP 响应，因此没有使用：{reason}。请重新查询。";
    Empty { item: ItemName } =>
        "Left aside: {item}, because it is empty.",
        "{item} 是空的，因此沒有使用。",
        "{item} 是空的，因此没有使用。";
    NotBase64 { item: ItemName } =>
        "Left aside: {item}, because it is a text that is neither PEM nor Base64.",
        "{item} 是文字，但並非 PEM 或 Base64，因此沒有使用。",
        "{item} 是文本，但不是 PEM 或 Base64，因此没有使用。";
    BrokenPem { item: ItemName, reason: Reason } =>
        "Left aside: {item}, because its PEM cannot be read: {reason}.",
        "{item} 的 PEM 無法讀取，因此沒有使用：{reason}。",
        "{item} 的 PEM 无法读取，因此没有使用：{reason}。";
    OtherBlock { item: ItemName, label: String } =>
        "Left aside: {item}, because it is a PEM block of another kind: '{label}'.",
        "{item} 是另一種 PEM 區塊「{label}」，因此沒有使用。",
        "{item} 是另一种 PEM 块“{label}”，因此没有使用。";
    OtherMessage { item: ItemName, reason: Reason } =>
        "Left aside: {item}, because it is CMS and no message with certificates alone: {reason}.",
        "{item} 是 CMS 訊息，但並非只含證書，因此沒有使用：{reason}。",
        "{item} 是 CMS 消息，但并非只含证书，因此没有使用：{reason}。";
    PrivateKey { item: ItemName } =>
        "A private key is among what was given: {item}. It is left aside; nothing \
         here needs one, and whoever has it can \
         sign in the name of its owner: take it out of this file, and replace it if the file was \
         given to anyone.",
        "{item} 是私人密碼匙，沒有使用。這裏不需要任何私人密碼匙，而持有它的人可冒充其擁有人簽署：\
         請把它從檔案中移除；如檔案曾交給他人，請更換該密碼匙。",
        "{item} 是私钥，没有使用。这里不需要任何私钥，而持有它的人可冒充其所有者签名：\
         请把它从文件中移除；如文件曾交给他人，请更换该密钥。";
}

details! {
    /// Values of a certificate that are not in DER, and extensions that cannot be read (RFC 5280 §4.1,
    /// §4.2).
    ExtensionsDetail:
    Critical { extensions: Clauses } =>
        "A critical extension cannot be read, so the certificate must not be used (RFC 5280 §4.2): \
         {extensions}.",
        "有關鍵擴充欄位無法讀取，因此不可使用該證書（RFC 5280 §4.2）：{extensions}。",
        "有关键扩展无法读取，因此不可使用该证书（RFC 5280 §4.2）：{extensions}。";
    Needed { extensions: Clauses } =>
        "An extension on which the validation depends cannot be read, so it is not known what it \
         says: {extensions}.",
        "有驗證所依據的擴充欄位無法讀取，無法得知其內容：{extensions}。",
        "有验证所依据的扩展无法读取，无法得知其内容：{extensions}。";
    Untidy { reason: Reason } =>
        "The certificate is not in DER throughout, as its issuer must write it (RFC 5280 §4.1): \
         {reason}. It can be read in one way only, so nothing depends on that.",
        "證書並非全部採用 DER 編碼，而簽發機關必須採用（RFC 5280 §4.1）：{reason}。證書只有一種讀法，因此沒有影響。",
        "证书并非全部采用 DER 编码，而颁发机构必须采用（RFC 5280 §4.1）：{reason}。证书只有一种读法，因此没有影响。";
    NotNeeded { extensions: Clauses } =>
        "An extension cannot be read, which is its issuer's mistake. Nothing in this validation \
         depends on it: {extensions}.",
        "有擴充欄位無法讀取，這是簽發機關的錯誤。這次驗證並不依據該欄位：{extensions}。",
        "有扩展无法读取，这是颁发机构的错误。这次验证并不依据该扩展：{extensions}。";
}

details! {
    /// An extension, as a part of a sentence.
    ExtensionDetail:
    Named { name: &'static str, identifier: String, reason: Reason } =>
        "{name} ({identifier}: {reason})",
        "{name}（{identifier}：{reason}）",
        "{name}（{identifier}：{reason}）";
}

impl From<&UnreadableExtension<'_>> for Detail {
    fn from(unreadable: &UnreadableExtension<'_>) -> Self {
        ExtensionDetail::Named {
            name: extension_name(unreadable.identifier),
            identifier: Identifier(unreadable.identifier).text(),
            reason: unreadable.reason.into(),
        }
        .into()
    }
}

/// Returns the name in RFC 5280 §4.2 of an extension whose content is read.
fn extension_name(identifier: &[u8]) -> &'static str {
    match identifier {
        extension::AUTHORITY_INFO_ACCESS => "authorityInfoAccess",
        extension::AUTHORITY_KEY_IDENTIFIER => "authorityKeyIdentifier",
        extension::BASIC_CONSTRAINTS => "basicConstraints",
        extension::CERTIFICATE_POLICIES => "certificatePolicies",
        extension::CRL_DISTRIBUTION_POINTS => "cRLDistributionPoints",
        extension::EXTENDED_KEY_USAGE => "extKeyUsage",
        extension::FRESHEST_CRL => "freshestCRL",
        extension::INHIBIT_ANY_POLICY => "inhibitAnyPolicy",
        extension::KEY_USAGE => "keyUsage",
        extension::NAME_CONSTRAINTS => "nameConstraints",
        extension::POLICY_CONSTRAINTS => "policyConstraints",
        extension::POLICY_MAPPINGS => "policyMappings",
        extension::SUBJECT_ALT_NAME => "subjectAltName",
        extension::SUBJECT_KEY_IDENTIFIER => "subjectKeyIdentifier",
        _ => "extension",
    }
}
