//! Rules, and the names of their checks.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::asn1::item::ItemName;
use crate::asn1::pem::numbered;
use crate::report::sentence::place::certificate_at;
use crate::report::sentence::{Detail, Table};

/// Declares [`Rule`] from a table: doc comment, variant, name, titles in English, Traditional
/// Chinese, Simplified Chinese.
macro_rules! rules {
    ($(
        $(#[doc = $doc:literal])+
        $variant:ident =>
        $name:literal, $english:literal, $traditional:literal, $simplified:literal;
    )+) => {
        /// A rule for the signature, for the path as a whole, or for each certificate of a path.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Rule {
            /// Returns the rule's name in reports.
            const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }

        const TITLES: Table = Table::new("Rule", concat!($(
            "subject\n", $english, "\n", $traditional, "\n", $simplified, "\n"
        ),+));

        #[cfg(test)]
        const ROWS: &[(Rule, [&str; 3])] =
            &[$((Rule::$variant, [$english, $traditional, $simplified]),)+];
    };
}

rules! {
    /// The structure of a PDF file.
    PdfFile => "pdf.file", "Structure of the PDF file", "PDF 檔案的結構", "PDF 文件的结构";
    /// The octets that a signature of a PDF file covers.
    PdfByteRange => "pdf.byte-range", "Signed part of the file", "檔案被簽署的部分", "文件被签名的部分";
    /// The format of a signature of a PDF file.
    PdfFormat => "pdf.format", "Format of the signature", "簽署的格式", "签名的格式";
    /// What was changed in a PDF file after the signature.
    PdfChanges => "pdf.changes", "Changes after the signature", "簽署之後的更改", "签名之后的更改";
    /// The signed data.
    SignedData => "signed-data", "What was signed", "被簽署的內容", "被签名的内容";
    /// The signature to verify.
    Signature => "signature", "Signature", "簽署", "签名";
    /// The end of the signature's algorithm.
    SignatureAlgorithm => "signature-algorithm",
        "End of the signature's algorithm", "簽署演算法的期限", "签名算法的期限";
    /// The claimed signing time.
    ClaimedTime => "claimed-time", "Claimed time", "聲稱的簽署時間", "声称的签名时间";
    /// The time at which time-stamps prove that the signature was there.
    ProvenTime => "proven-time", "Proven time", "已證明的時間", "已证明的时间";
    /// The encoding of a CMS message, where a limit kept it from being read.
    CmsMessage => "cms.message", "Reading of the message", "讀取訊息", "读取消息";
    /// The signer of a CMS message and their certificate.
    CmsSigner => "cms.signer", "Signer of the message", "訊息的簽署人", "消息的签名人";
    /// The versions of a CMS message and its signer.
    CmsVersion => "cms.version", "Versions of the message", "訊息的版本", "消息的版本";
    /// The digest algorithm of a CMS message.
    CmsDigestAlgorithm => "cms.digest-algorithm", "Digest algorithm", "摘要演算法", "摘要算法";
    /// The signature algorithm of a CMS message, if its identifier is not the standard's.
    CmsSignatureAlgorithm => "cms.signature-algorithm",
        "Signature algorithm", "簽署演算法", "签名算法";
    /// The signed attributes of a CMS message: presence and form.
    CmsSignedAttributes => "cms.signed-attributes", "Signed attributes", "已簽署的屬性", "已签名的属性";
    /// The contentType attribute.
    CmsContentType => "cms.content-type", "Type of the content", "內容的類型", "内容的类型";
    /// The messageDigest attribute.
    CmsMessageDigest => "cms.message-digest", "Signed digest", "已簽署的摘要", "已签名的摘要";
    /// The CMSAlgorithmProtection attribute.
    CmsAlgorithmProtection => "cms.algorithm-protection",
        "Signed names of the algorithms", "已簽署的演算法名稱", "已签名的算法名称";
    /// The signingCertificate attributes.
    CmsSigningCertificate => "cms.signing-certificate",
        "Signed name of the certificate", "已簽署的證書名稱", "已签名的证书名称";
    /// The unsigned attributes of a CMS message.
    CmsUnsignedAttributes => "cms.unsigned-attributes", "Unsigned attributes", "未經簽署的屬性", "未经签名的属性";
    /// The protected header of a JWS.
    JwsHeader => "jws.header", "Protected header", "受保護的標頭", "受保护的头部";
    /// The certificates in a JWS: their form.
    JwsCertificates => "jws.certificates",
        "Certificates in the header", "標頭內的證書", "头部中的证书";
    /// The digest of the certificate in a JWS.
    JwsThumbprint => "jws.thumbprint",
        "Digest of the certificate in the header", "標頭內的證書摘要", "头部中的证书摘要";
    /// The members of a JWS header that are not used.
    JwsUnusedMembers => "jws.unused-members",
        "Members of the header that are not used", "標頭內沒有使用的成員", "头部中未使用的成员";
    /// The digest in a time-stamp.
    TimestampImprint => "timestamp.imprint", "What was stamped", "蓋上時間戳記的內容", "加盖时间戳的内容";
    /// The time in a time-stamp.
    TimestampTime => "timestamp.time", "Time of the time-stamp", "時間戳記的時間", "时间戳的时间";
    /// The nonce in a time-stamp.
    TimestampNonce => "timestamp.nonce", "Number of the request", "要求的號碼", "请求的号码";
    /// The policy of a time-stamp.
    TimestampPolicy => "timestamp.policy", "Policy of the time-stamp", "時間戳記的政策", "时间戳的策略";
    /// The extensions of a time-stamp.
    TimestampExtensions => "timestamp.extensions",
        "Extensions of the time-stamp", "時間戳記的擴充欄位", "时间戳的扩展";
    /// The authority of a time-stamp: its name, and the purpose of its certificate.
    TimestampAuthority => "timestamp.authority",
        "Authority of the time-stamp", "時間戳記的機構", "时间戳的机构";
    /// The path to a trust anchor.
    Path => "path", "Path to a trust anchor", "通往信任錨的路徑", "通往信任锚的路径";
    /// The trust anchor of the path.
    TrustAnchor => "trust-anchor", "Trust anchor of the path", "路徑的信任錨", "路径的信任锚";
    /// The maximum path length that the caller requires.
    MaxPathLength => "max-path-length", "Greatest length of the path", "路徑的最大長度", "路径的最大长度";
    /// The policies that the caller requires.
    Policies => "policies", "Policies of the path", "路徑的證書政策", "路径的证书策略";
    /// The name constraints of the path.
    NameConstraints => "name-constraints", "Name constraints of the path", "路徑的名稱限制", "路径的名称约束";
    /// The profile of a certificate.
    Profile => "profile", "Form of {subject}", "{subject}的格式", "{subject}的格式";
    /// The signature of a certificate.
    CertificateSignature => "signature",
        "Signature on {subject}", "{subject}上的簽署", "{subject}上的签名";
    /// The validity period of a certificate.
    Validity => "validity",
        "Validity of {subject}",
        "{subject}的有效期",
        "{subject}的有效期";
    /// Whether a certificate was there while its authorities were trusted.
    Existence => "existence",
        "Proof that {subject} was there",
        "{subject}已存在的證明",
        "{subject}已存在的证明";
    /// The public key of a certificate.
    PublicKey => "public-key",
        "Public key of {subject}", "{subject}的公開密碼匙", "{subject}的公钥";
    /// The keyUsage of a certificate.
    KeyUsage => "key-usage",
        "Key usage of {subject}", "{subject}的密碼匙用途", "{subject}的密钥用途";
    /// The basicConstraints of a CA certificate.
    BasicConstraints => "basic-constraints",
        "Right to issue of {subject}", "{subject}的簽發資格", "{subject}的颁发资格";
    /// The pathLenConstraint of a CA certificate.
    PathLength => "path-length",
        "Authorities below {subject}",
        "{subject}之下的核證機關",
        "{subject}之下的证书颁发机构";
    /// The rules of DER that a certificate breaks without being read in more than one way.
    Encoding => "encoding",
        "Encoding of {subject}", "{subject}的編碼", "{subject}的编码";
    /// The extensions of a certificate that cannot be read.
    Extensions => "extensions",
        "Unreadable extensions of {subject}",
        "{subject}內無法讀取的擴充欄位",
        "{subject}中无法读取的扩展";
    /// The critical extensions of a certificate.
    CriticalExtensions => "critical-extensions",
        "Critical extensions of {subject}",
        "{subject}的關鍵擴充欄位",
        "{subject}的关键扩展";
    /// The extKeyUsage of a certificate.
    ExtendedKeyUsage => "extended-key-usage",
        "Purposes of {subject}", "{subject}的延伸用途", "{subject}的扩展用途";
    /// The revocation status of a certificate.
    Revocation => "revocation",
        "Revocation of {subject}", "{subject}的撤銷狀況", "{subject}的吊销状况";
    /// A time-stamp of an evidence file.
    EvidenceTimestamp => "timestamp",
        "Time-stamp: {subject}", "時間戳記：{subject}", "时间戳：{subject}";
    /// An item of the input that cannot be read and is left aside.
    Unreadable => "unreadable",
        "Left aside, not read: {subject}", "無法讀取，沒有使用：{subject}", "无法读取，没有使用：{subject}";
}

/// The name of a check: its rule and what it concerns.
///
/// It is unique within a report: `path`, `certificate[0].validity`, `crls[2].unreadable`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct CheckName {
    rule: Rule,
    subject: Subject,
}

/// What a check concerns.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Subject {
    /// The signature, or the path as a whole.
    Whole,
    /// The certificate at this index in the path.
    Certificate(usize),
    /// An item of the input.
    Item(ItemName),
}

impl Rule {
    /// Returns the check of this rule for the certificate at `index` in the path.
    #[must_use]
    pub const fn of(self, index: usize) -> CheckName {
        CheckName {
            rule: self,
            subject: Subject::Certificate(index),
        }
    }

    /// Returns the check of this rule for an item of the input.
    #[must_use]
    pub const fn of_item(self, item: ItemName) -> CheckName {
        CheckName {
            rule: self,
            subject: Subject::Item(item),
        }
    }
}

impl CheckName {
    /// Returns the rule.
    #[must_use]
    pub const fn rule(self) -> Rule {
        self.rule
    }

    /// Returns the index in the path of the certificate concerned; `None` for the signature, the
    /// whole path, or an item of the input.
    #[must_use]
    pub const fn certificate(self) -> Option<usize> {
        match self.subject {
            Subject::Certificate(index) => Some(index),
            Subject::Whole | Subject::Item(_) => None,
        }
    }

    /// Returns the name as a string.
    #[must_use]
    pub fn text(self) -> String {
        let name = self.rule.as_str();
        match self.subject {
            Subject::Whole => name.to_owned(),
            Subject::Certificate(index) => [&numbered("certificate", index), ".", name].concat(),
            Subject::Item(item) => [&item.text(), ".", name].concat(),
        }
    }

    /// Returns the title of the check for readers.
    #[must_use]
    pub fn title(self) -> Detail {
        let subject = match self.subject {
            Subject::Whole => Vec::new(),
            Subject::Certificate(index) => vec![certificate_at(index).into()],
            Subject::Item(item) => vec![item.into()],
        };
        Detail::new(TITLES, self.rule as usize, subject)
    }
}

impl From<Rule> for CheckName {
    fn from(rule: Rule) -> Self {
        Self {
            rule,
            subject: Subject::Whole,
        }
    }
}

impl fmt::Display for CheckName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_speak_of_the_certificate_where_there_is_one() {
        for (rule, titles) in ROWS {
            let is_of_certificate = *rule >= Rule::Profile;
            for text in titles {
                assert_eq!(text.contains("{subject}"), is_of_certificate, "{text}");
            }
        }
        let name = Rule::CertificateSignature.of(0);
        assert_eq!(name.to_string(), "certificate[0].signature");
        assert_eq!(
            name.title().to_string(),
            "Signature on the signer's certificate"
        );
        let name = Rule::Unreadable.of_item(ItemName::new("crls", 2).part(0));
        assert_eq!(name.to_string(), "crls[2][0].unreadable");
        assert_eq!(
            name.title().to_string(),
            "Left aside, not read: revocation list 3.1"
        );
        assert_eq!(
            CheckName::from(Rule::MaxPathLength).to_string(),
            "max-path-length"
        );
    }
}
