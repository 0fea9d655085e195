//! Sentences about JWS.

use alloc::string::String;
use alloc::vec::Vec;

use crate::report::sentence::{Detail, details};

details! {
    /// Findings about a JWS.
    JwsDetail:
    NothingGiven =>
        "The JWS is detached, and its content was not given, so it is not known what was signed.",
        "JWS 不含內容，亦沒有提供內容，因此無法得知簽署了甚麼。",
        "JWS 不含内容，也没有提供内容，因此无法得知签署了什么。";
    ContentGiven =>
        "The content was given, and the JWS is detached.",
        "已提供內容，而 JWS 不含內容。",
        "已提供内容，而 JWS 不含内容。";
    ContentHeld =>
        "The JWS holds its content. None was given to compare it with.",
        "JWS 含有其內容，但沒有提供內容與之比對。",
        "JWS 含有其内容，但没有提供内容与之比对。";
    ContentAgrees =>
        "The JWS holds the content that was given.",
        "JWS 所含的內容，與所提供的內容相同。",
        "JWS 所含的内容，与所提供的内容相同。";
    ContentDiffers =>
        "The JWS holds another content than the one that was given.",
        "JWS 所含的內容，與所提供的內容不同。",
        "JWS 所含的内容，与所提供的内容不同。";
    Algorithm { algorithm: &'static str } =>
        "The protected header names {algorithm}.",
        "受保護的標頭指明 {algorithm}。",
        "受保护的头部指明 {algorithm}。";
    NoSignature =>
        "The protected header says that there is no signature (RFC 7518 §3.6).",
        "受保護的標頭聲稱沒有簽署（RFC 7518 §3.6）。",
        "受保护的头部声称没有签名（RFC 7518 §3.6）。";
    OtherAlgorithm { algorithm: String } =>
        "The protected header names the algorithm '{algorithm}', which is not verified in this version.",
        "受保護的標頭指明「{algorithm}」，這個版本不驗證該演算法。",
        "受保护的头部指明“{algorithm}”，此版本不验证该算法。";
    BrokenAlgorithm { algorithm: &'static str } =>
        "The protected header names {algorithm}, whose SHA-1 is never trusted: it is broken.",
        "受保護的標頭指明 {algorithm}，其 SHA-1 已被破解，絕不可信。",
        "受保护的头部指明 {algorithm}，其 SHA-1 已被破解，绝不可信。";
    AlgorithmMissing =>
        "The protected header does not name the algorithm.",
        "受保護的標頭沒有指明演算法。",
        "受保护的头部没有指明算法。";
    Critical { names: Vec<String> } =>
        "The header says that these extensions must be understood (crit, RFC 7515 §4.1.11), and this \
         version does not know them: {names}.",
        "標頭指明必須理解下列擴充（crit，RFC 7515 §4.1.11），但這個版本不認識：{names}。",
        "头部指明必须理解下列扩展（crit，RFC 7515 §4.1.11），但此版本不认识：{names}。";
    UnencodedPayload =>
        "The content is signed without Base64url (b64 is false, RFC 7797), which this version does not \
         verify.",
        "內容未經 Base64url 編碼便簽署（b64 為 false，RFC 7797），這個版本不驗證這種簽署。",
        "内容未经 Base64url 编码即签名（b64 为 false，RFC 7797），此版本不验证这种签名。";
    CriticalMalformed =>
        "The header's crit is not a list of extensions that are all in the protected header (RFC 7515 \
         §4.1.11).",
        "標頭的 crit 並非擴充的清單，或所列擴充不全在受保護的標頭內（RFC 7515 §4.1.11）。",
        "头部的 crit 不是扩展的列表，或所列扩展不全在受保护的头部内（RFC 7515 §4.1.11）。";
    UnencodedPayloadNotCritical =>
        "The header has b64, and does not name it in crit of the protected header (RFC 7797 §6).",
        "標頭有 b64，但受保護的標頭沒有在 crit 列出它（RFC 7797 §6）。",
        "头部有 b64，但受保护的头部没有在 crit 列出它（RFC 7797 §6）。";
    CertificateMissing =>
        "The JWS has no certificates (x5c, RFC 7515 §4.1.6).",
        "JWS 不含證書（x5c，RFC 7515 §4.1.6）。",
        "JWS 不含证书（x5c，RFC 7515 §4.1.6）。";
    CertificateNotGiven =>
        "The JWS has no certificates (x5c, RFC 7515 §4.1.6), and the one with the digest in x5t#S256 \
         is not among the intermediates.",
        "JWS 不含證書（x5c，RFC 7515 §4.1.6），而中繼證書之中亦沒有 x5t#S256 所指摘要的證書。",
        "JWS 不含证书（x5c，RFC 7515 §4.1.6），而中间证书之中也没有 x5t#S256 所指摘要的证书。";
    CertificatesForm { form: Detail } =>
        "The certificates (x5c) are {form}, where standard Base64 of DER belongs (RFC 7515 §4.1.6). They \
         were read all the same.",
        "證書（x5c）是{form}，而該處應為 DER 的標準 Base64（RFC 7515 §4.1.6）。證書仍已讀取。",
        "证书（x5c）是{form}，而该处应为 DER 的标准 Base64（RFC 7515 §4.1.6）。证书仍已读取。";
    ThumbprintAgrees =>
        "x5t#S256 is the digest of the signer's certificate.",
        "x5t#S256 是簽署人證書的摘要。",
        "x5t#S256 是签名人证书的摘要。";
    ThumbprintDiffers =>
        "x5t#S256 is not the digest of the certificate in x5c (RFC 7515 §4.1.8): the signer meant \
         another certificate, or the header was put together wrongly.",
        "x5t#S256 並非 x5c 內證書的摘要（RFC 7515 §4.1.8）：簽署人所指的是另一張證書，或標頭編排有誤。",
        "x5t#S256 不是 x5c 中证书的摘要（RFC 7515 §4.1.8）：签名人所指的是另一张证书，或头部编排有误。";
    ThumbprintForm =>
        "x5t#S256 is the digest of the signer's certificate, in another form than Base64url of its 32 \
         bytes (RFC 7515 §4.1.8).",
        "x5t#S256 是簽署人證書的摘要，但並非其 32 個位元組的 Base64url（RFC 7515 §4.1.8）。",
        "x5t#S256 是签名人证书的摘要，但不是其 32 个字节的 Base64url（RFC 7515 §4.1.8）。";
    Unused { names: Vec<String> } =>
        "Not used: {names}. The key comes from the certificate in x5c alone, and x5t is a SHA-1 digest, \
         which identifies no certificate.",
        "沒有使用：{names}。密碼匙只取自 x5c 的證書；而 x5t 是 SHA-1 摘要，不足以識別證書。",
        "未使用：{names}。密钥只取自 x5c 的证书；而 x5t 是 SHA-1 摘要，不足以识别证书。";
    Made { algorithm: &'static str } =>
        "The signature was made with the signer's key over the JWS signing input ({algorithm}).",
        "簽署由簽署人的密碼匙對 JWS 簽署輸入作出（{algorithm}）。",
        "签名由签名人的密钥对 JWS 签名输入作出（{algorithm}）。";
}

details! {
    /// Forms of certificates in `x5c`, as parts of sentences.
    FormDetail:
    Pem =>
        "PEM",
        " PEM",
        " PEM";
    Base64Url =>
        "Base64url",
        " Base64url",
        " Base64url";
    Spaces =>
        "Base64 with line breaks or spaces",
        "帶換行或空格的 Base64",
        "带换行或空格的 Base64";
    Unpadded =>
        "Base64 without padding",
        "沒有補位的 Base64",
        "没有填充的 Base64";
    NoList =>
        "one text without a list",
        "不在清單內的一段文字",
        "不在列表内的一段文本";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sentence::tests::check;

    #[test]
    fn every_language_says_the_same() {
        check(JwsDetail::ROWS);
        check(FormDetail::ROWS);
    }
}
