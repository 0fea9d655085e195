//! Sentences about the certificate profile.

use alloc::string::String;

use crate::report::sentence::details;

details! {
    /// Findings about the certificate profile (RFC 5280 §4.1 and §4.2).
    ProfileDetail:
    Regular =>
        "Version, serial number, names, algorithm identifiers and extensions have the form that RFC \
         5280 asks for.",
        "版本、序號、名稱、演算法識別碼和擴充欄位的格式均符合 RFC 5280 的要求。",
        "版本、序号、名称、算法标识符和扩展的格式均符合 RFC 5280 的要求。";
    ExtensionTwice { identifier: String } =>
        "The extension {identifier} occurs more than once (RFC 5280 §4.2).",
        "擴充欄位 {identifier} 出現多於一次（RFC 5280 §4.2）。",
        "扩展 {identifier} 出现多于一次（RFC 5280 §4.2）。";
    VersionUnknown =>
        "The version is neither 1, 2 nor 3 (RFC 5280 §4.1.2.1).",
        "版本並非 1、2 或 3（RFC 5280 §4.1.2.1）。",
        "版本并非 1、2 或 3（RFC 5280 §4.1.2.1）。";
    ExtensionsTooEarly { version: u32 } =>
        "A certificate of version {version} has no extensions (RFC 5280 §4.1.2.9).",
        "版本 {version} 的證書不可有擴充欄位（RFC 5280 §4.1.2.9）。",
        "版本 {version} 的证书不可有扩展（RFC 5280 §4.1.2.9）。";
    UniqueIdTooEarly =>
        "A certificate of version 1 has no unique identifiers (RFC 5280 §4.1.2.8).",
        "版本 1 的證書不可有唯一識別碼（RFC 5280 §4.1.2.8）。",
        "版本 1 的证书不可有唯一标识符（RFC 5280 §4.1.2.8）。";
    SignsWithoutAuthority =>
        "The key may sign certificates (keyCertSign), but its owner is no certification authority \
         (RFC 5280 §4.2.1.9).",
        "密碼匙可用於簽發證書（keyCertSign），但其持有人並非核證機關（RFC 5280 §4.2.1.9）。",
        "密钥可用于签发证书（keyCertSign），但其持有人并非证书颁发机构（RFC 5280 §4.2.1.9）。";
    LimitsWithoutAuthority =>
        "The certificate limits the authorities below it (pathLenConstraint), but its owner is no \
         certification authority (RFC 5280 §4.2.1.9).",
        "證書限制其下的核證機關（pathLenConstraint），但其持有人並非核證機關（RFC 5280 §4.2.1.9）。",
        "证书限制其下的证书颁发机构（pathLenConstraint），但其持有人并非证书颁发机构（RFC 5280 §4.2.1.9）。";
    ConstrainsWithoutAuthority =>
        "The certificate constrains names below it (nameConstraints), but its owner is no \
         certification authority (RFC 5280 §4.2.1.10).",
        "證書限制其下的名稱（nameConstraints），但其持有人並非核證機關（RFC 5280 §4.2.1.10）。",
        "证书限制其下的名称（nameConstraints），但其持有人并非证书颁发机构（RFC 5280 §4.2.1.10）。";
    NotCritical { identifier: String } =>
        "The extension {identifier} is not marked critical, as it must be: software that does not \
         know it would overlook what it restricts (RFC 5280 §4.2.1).",
        "擴充欄位 {identifier} 必須標示為關鍵而沒有：不認識它的軟件會忽略它所設的限制（RFC 5280 §4.2.1）。",
        "扩展 {identifier} 必须标示为关键而没有：不认识它的软件会忽略它所设的限制（RFC 5280 §4.2.1）。";
    AlgorithmsDiffer =>
        "The signature algorithm inside of what is signed is not the one outside of it (RFC 5280 \
         §4.1.1.2).",
        "已簽署部分內的簽署演算法與其外的不同（RFC 5280 §4.1.1.2）。",
        "已签名部分内的签名算法与其外的不同（RFC 5280 §4.1.1.2）。";
    SerialNotPositive =>
        "The serial number is not positive (RFC 5280 §4.1.2.2).",
        "序號並非正數（RFC 5280 §4.1.2.2）。",
        "序号并非正数（RFC 5280 §4.1.2.2）。";
    SerialTooLong { count: usize, most: usize } =>
        "The serial number has {count} octets; at most {most} are allowed (RFC 5280 §4.1.2.2).",
        "序號有 {count} 個位元組；最多可有 {most} 個（RFC 5280 §4.1.2.2）。",
        "序号有 {count} 个字节；最多可有 {most} 个（RFC 5280 §4.1.2.2）。";
    IssuerEmpty =>
        "The issuer's name is empty (RFC 5280 §4.1.2.4).",
        "發證者的名稱是空的（RFC 5280 §4.1.2.4）。",
        "颁发者的名称是空的（RFC 5280 §4.1.2.4）。";
    AuthorityEmpty =>
        "The name of a certification authority is empty (RFC 5280 §4.1.2.6).",
        "核證機關的名稱是空的（RFC 5280 §4.1.2.6）。",
        "证书颁发机构的名称是空的（RFC 5280 §4.1.2.6）。";
    SubjectEmpty =>
        "The subject's name is empty, and no critical subjectAltName stands in for it (RFC 5280 \
         §4.1.2.6).",
        "持有人的名稱是空的，而且沒有關鍵的 subjectAltName 代替（RFC 5280 §4.1.2.6）。",
        "持有人的名称是空的，而且没有关键的 subjectAltName 代替（RFC 5280 §4.1.2.6）。";
    UsageEmpty =>
        "The certificate's keyUsage names no usage (RFC 5280 §4.2.1.3).",
        "證書的 keyUsage 沒有列出任何用途（RFC 5280 §4.2.1.3）。",
        "证书的 keyUsage 没有列出任何用途（RFC 5280 §4.2.1.3）。";
    AuthorityKeyMissing =>
        "The certificate does not say which key it was signed with (authorityKeyIdentifier, RFC 5280 \
         §4.2.1.1).",
        "證書沒有說明由哪一條密碼匙簽署（authorityKeyIdentifier，RFC 5280 §4.2.1.1）。",
        "证书没有说明由哪一条密钥签名（authorityKeyIdentifier，RFC 5280 §4.2.1.1）。";
    SubjectKeyMissing =>
        "The certificate of an authority does not identify its key (subjectKeyIdentifier, RFC 5280 \
         §4.2.1.2).",
        "核證機關的證書沒有標識其密碼匙（subjectKeyIdentifier，RFC 5280 §4.2.1.2）。",
        "证书颁发机构的证书没有标识其密钥（subjectKeyIdentifier，RFC 5280 §4.2.1.2）。";
}
