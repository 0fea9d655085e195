//! Sentences about the certificate profile.

use alloc::string::String;

use crate::report::sentence::{Clauses, Detail, details};

details! {
    /// Findings about the certificate profile (RFC 5280 §4.1 and §4.2).
    ProfileDetail:
    Regular =>
        "Version, serial number, names, algorithm identifiers and extensions have the form that RFC \
         5280 asks for.",
        "版本、序號、名稱、演算法識別碼和擴充欄位的格式均符合 RFC 5280 的要求。",
        "版本、序号、名称、算法标识符和扩展的格式均符合 RFC 5280 的要求。";
    Contradictory { rule: Detail } =>
        "The certificate has more than one meaning, or none: {rule}.",
        "證書沒有單一的涵義：{rule}。",
        "证书没有单一的含义：{rule}。";
    DutiesBroken { rules: Clauses } =>
        "The issuer did not keep to the form that RFC 5280 asks of it, on which no step of the \
         validation depends: {rules}.",
        "簽發機關沒有遵守 RFC 5280 要求的格式，但不影響任何驗證步驟：{rules}。",
        "颁发机构没有遵守 RFC 5280 要求的格式，但不影响任何验证步骤：{rules}。";
}

details! {
    /// Rules of the certificate profile that are broken, as parts of sentences.
    ProfileRuleDetail:
    ExtensionTwice { identifier: String } =>
        "the extension {identifier} occurs more than once (§4.2)",
        "擴充欄位 {identifier} 出現多於一次（§4.2）",
        "扩展 {identifier} 出现多于一次（§4.2）";
    VersionUnknown =>
        "the version is neither 1, 2 nor 3 (§4.1.2.1)",
        "版本並非 1、2 或 3（§4.1.2.1）",
        "版本并非 1、2 或 3（§4.1.2.1）";
    AlgorithmsDiffer =>
        "the signature algorithm inside of what is signed is not the one outside of it (§4.1.1.2)",
        "已簽署部分內的簽署演算法與其外的不同（§4.1.1.2）",
        "已签名部分内的签名算法与其外的不同（§4.1.1.2）";
    ExtensionsTooEarly { version: u32 } =>
        "a certificate of version {version} has no extensions (§4.1.2.9)",
        "版本 {version} 的證書不可有擴充欄位（§4.1.2.9）",
        "版本 {version} 的证书不可有扩展（§4.1.2.9）";
    UniqueIdTooEarly =>
        "a certificate of version 1 has no unique identifiers (§4.1.2.8)",
        "版本 1 的證書不可有唯一識別碼（§4.1.2.8）",
        "版本 1 的证书不可有唯一标识符（§4.1.2.8）";
    AlgorithmsEncodedTwoWays =>
        "the signature algorithm is encoded in another way inside of what is signed than outside of it \
         (§4.1.1.2)",
        "簽署演算法在已簽署部分內外的編碼方式不同（§4.1.1.2）",
        "签名算法在已签名部分内外的编码方式不同（§4.1.1.2）";
    SignsWithoutAuthority =>
        "the key may sign certificates (keyCertSign), but its owner is no certification authority \
         (§4.2.1.9)",
        "密碼匙可用於簽發證書（keyCertSign），但其持有人並非核證機關（§4.2.1.9）",
        "密钥可用于签发证书（keyCertSign），但其持有人并非证书颁发机构（§4.2.1.9）";
    LimitsWithoutAuthority =>
        "the certificate limits the authorities below it (pathLenConstraint), but its owner is no \
         certification authority (§4.2.1.9)",
        "證書限制其下的核證機關（pathLenConstraint），但其持有人並非核證機關（§4.2.1.9）",
        "证书限制其下的证书颁发机构（pathLenConstraint），但其持有人并非证书颁发机构（§4.2.1.9）";
    ConstrainsWithoutAuthority =>
        "the certificate constrains names below it (nameConstraints), but its owner is no \
         certification authority (§4.2.1.10)",
        "證書限制其下的名稱（nameConstraints），但其持有人並非核證機關（§4.2.1.10）",
        "证书限制其下的名称（nameConstraints），但其持有人并非证书颁发机构（§4.2.1.10）";
    ConstrainsNothing =>
        "its nameConstraints is empty (§4.2.1.10)",
        "其 nameConstraints 是空的（§4.2.1.10）",
        "其 nameConstraints 是空的（§4.2.1.10）";
    NotCritical { identifier: String } =>
        "the extension {identifier} must be marked critical and is not, so that software which does \
         not know it overlooks what it restricts (§4.2.1)",
        "擴充欄位 {identifier} 必須標示為關鍵而沒有，不認識它的軟件會忽略它所設的限制（§4.2.1）",
        "扩展 {identifier} 必须标示为关键而没有，不认识它的软件会忽略它所设的限制（§4.2.1）";
    Critical { identifier: String } =>
        "the extension {identifier} must not be marked critical and is, so that software which does \
         not know it refuses the certificate (§4.2.1)",
        "擴充欄位 {identifier} 不可標示為關鍵而標示了，不認識它的軟件會拒絕證書（§4.2.1）",
        "扩展 {identifier} 不可标示为关键而标示了，不认识它的软件会拒绝证书（§4.2.1）";
    KeyWithoutNull =>
        "the algorithm identifier of the RSA key leaves out its NULL (RFC 3279 §2.3.1)",
        "RSA 密碼匙的演算法識別碼省略了 NULL（RFC 3279 §2.3.1）",
        "RSA 密钥的算法标识符省略了 NULL（RFC 3279 §2.3.1）";
    SerialNotPositive =>
        "the serial number is not positive (§4.1.2.2)",
        "序號並非正數（§4.1.2.2）",
        "序号并非正数（§4.1.2.2）";
    SerialTooLong { count: usize, most: usize } =>
        "the serial number has {count} octets, and at most {most} are allowed (§4.1.2.2)",
        "序號有 {count} 個位元組，而最多可有 {most} 個（§4.1.2.2）",
        "序号有 {count} 个字节，而最多可有 {most} 个（§4.1.2.2）";
    IssuerEmpty =>
        "the issuer's name is empty (§4.1.2.4)",
        "簽發機關的名稱是空的（§4.1.2.4）",
        "颁发机构的名称是空的（§4.1.2.4）";
    AuthorityEmpty =>
        "the name of a certification authority is empty (§4.1.2.6)",
        "核證機關的名稱是空的（§4.1.2.6）",
        "证书颁发机构的名称是空的（§4.1.2.6）";
    SubjectEmpty =>
        "the subject's name is empty, and no critical subjectAltName stands in for it (§4.1.2.6)",
        "持有人的名稱是空的，而且沒有關鍵的 subjectAltName 代替（§4.1.2.6）",
        "持有人的名称是空的，而且没有关键的 subjectAltName 代替（§4.1.2.6）";
    UsageEmpty =>
        "the keyUsage names no usage (§4.2.1.3)",
        "keyUsage 沒有列出任何用途（§4.2.1.3）",
        "keyUsage 没有列出任何用途（§4.2.1.3）";
    AuthorityKeyMissing =>
        "the certificate does not say which key it was signed with (authorityKeyIdentifier, §4.2.1.1)",
        "證書沒有說明由哪一條密碼匙簽署（authorityKeyIdentifier，§4.2.1.1）",
        "证书没有说明由哪一条密钥签名（authorityKeyIdentifier，§4.2.1.1）";
    SubjectKeyMissing =>
        "the certificate of an authority does not identify its key (subjectKeyIdentifier, §4.2.1.2)",
        "核證機關的證書沒有標識其密碼匙（subjectKeyIdentifier，§4.2.1.2）",
        "证书颁发机构的证书没有标识其密钥（subjectKeyIdentifier，§4.2.1.2）";
    PoliciesEmpty =>
        "its certificatePolicies is empty (§4.2.1.4)",
        "其 certificatePolicies 是空的（§4.2.1.4）",
        "其 certificatePolicies 是空的（§4.2.1.4）";
    PolicyTwice =>
        "its certificatePolicies names a policy twice (§4.2.1.4)",
        "其 certificatePolicies 重複列出同一政策（§4.2.1.4）",
        "其 certificatePolicies 重复列出同一策略（§4.2.1.4）";
    MappingsEmpty =>
        "its policyMappings is empty (§4.2.1.5)",
        "其 policyMappings 是空的（§4.2.1.5）",
        "其 policyMappings 是空的（§4.2.1.5）";
    PolicyConstraintsEmpty =>
        "its policyConstraints is empty (§4.2.1.11)",
        "其 policyConstraints 是空的（§4.2.1.11）",
        "其 policyConstraints 是空的（§4.2.1.11）";
}
