//! Sentences about CMS signatures.

use alloc::string::String;

use crate::asn1::time::Time;
use crate::report::sentence::{Reason, details};

details! {
    /// Findings about a CMS message.
    CmsDetail:
    Limit { limit: Reason } =>
        "The message was not read: {limit}, and this one exceeds that. It may be sound.",
        "沒有讀取訊息：此訊息超出讀取上限（{limit}），但訊息本身可能沒有問題。",
        "没有读取消息：此消息超出读取上限（{limit}），但消息本身可能没有问题。";
    NoSigner =>
        "The message has no signer.",
        "訊息沒有簽署人。",
        "消息没有签名人。";
    SeveralSigners { count: usize } =>
        "The message has {count} signers. The report has one on each of them; which of them is meant \
         has to be said when verifying.",
        "訊息有 {count} 名簽署人。報告逐一列出各人的結果；所指的是哪一名，須在驗證時指明。",
        "消息有 {count} 名签名人。报告逐一列出各人的结果；所指的是哪一名，须在验证时指明。";
    EverySignerFailed { count: usize } =>
        "The message has {count} signers, and the signature of none of them is valid. The report has \
         one on each of them.",
        "訊息有 {count} 名簽署人，其簽署全部無效。報告逐一列出各人的結果。",
        "消息有 {count} 名签名人，其签名全部无效。报告逐一列出各人的结果。";
    TooManySigners { count: usize, most: usize } =>
        "The message has {count} signers, and at most {most} are judged at once. Choose one when \
         verifying.",
        "訊息有 {count} 名簽署人，而一次最多判斷 {most} 名。請在驗證時指明其中一名。",
        "消息有 {count} 名签名人，而一次最多判断 {most} 名。请在验证时指明其中一名。";
    OneSigner { subject: String } =>
        "The message has one signer, with the certificate of '{subject}'.",
        "訊息有一名簽署人，其證書屬於「{subject}」。",
        "消息有一名签名人，其证书属于“{subject}”。";
    SignerOfSeveral { number: usize, count: usize, subject: String } =>
        "This is signer {number} of {count} of the message, with the certificate of '{subject}'.",
        "這是訊息 {count} 名簽署人中的第 {number} 名，其證書屬於「{subject}」。",
        "这是消息 {count} 名签名人中的第 {number} 名，其证书属于“{subject}”。";
    CertificateMissing =>
        "The certificate that the signer is named by is neither in the message nor among the \
         intermediates. Add it to those.",
        "訊息及中繼證書之中，均沒有簽署人所指的證書。請把它加入中繼證書。",
        "消息及中间证书之中，均没有签名人所指的证书。请把它加入中间证书。";
    CertificateUnreadable { reason: Reason } =>
        "The certificate that the signer is named by is there, but it cannot be read: {reason}.",
        "簽署人所指的證書存在，但無法讀取：{reason}。",
        "签名人所指的证书存在，但无法读取：{reason}。";
    VersionsAgree =>
        "The versions of the message and of its signer are those of RFC 5652 §5.1 and §5.3.",
        "訊息及其簽署人的版本符合 RFC 5652 §5.1 及 §5.3。",
        "消息及其签名人的版本符合 RFC 5652 §5.1 和 §5.3。";
    VersionNotDue { written: u32, due: u32 } =>
        "The message says that it is of version {written}; what it holds is of version {due} (RFC 5652 \
         §5.1). All versions are read alike.",
        "訊息聲稱其版本是 {written}，但所含的內容屬於版本 {due}（RFC 5652 §5.1）。各版本的讀取方式相同。",
        "消息声称其版本是 {written}，但所含的内容属于版本 {due}（RFC 5652 §5.1）。各版本的读取方式相同。";
    VersionUnknown =>
        "The version of the message is none of 1, 3, 4 and 5 (RFC 5652 §10.2.5).",
        "訊息的版本並非 1、3、4 或 5（RFC 5652 §10.2.5）。",
        "消息的版本并非 1、3、4 或 5（RFC 5652 §10.2.5）。";
    SignerVersionWrong =>
        "The version of the signer does not go with how its certificate is named: 1 with issuer and \
         serial number, 3 with the key identifier (RFC 5652 §5.3).",
        "簽署人的版本與指明其證書的方式不符：以簽發機關及序號指明者為 1，以密碼匙識別碼指明者為 3（RFC 5652 §5.3）。",
        "签名人的版本与指明其证书的方式不符：以颁发机构及序列号指明者为 1，以密钥标识符指明者为 3（RFC 5652 §5.3）。";
    DigestMade { hash: &'static str } =>
        "What was signed is hashed by {hash}.",
        "簽署的內容以 {hash} 計算摘要。",
        "签名的内容以 {hash} 计算摘要。";
    DigestBroken { name: &'static str } =>
        "What was signed is hashed by {name}, which is never trusted: it is broken.",
        "簽署的內容以 {name} 計算摘要，該演算法已被破解，絕不可信。",
        "签名的内容以 {name} 计算摘要，该算法已被破解，绝不可信。";
    DigestUnknown { algorithm: String } =>
        "What was signed is hashed by {algorithm}, which is not processed in this version.",
        "簽署的內容以 {algorithm} 計算摘要，這個版本不處理該演算法。",
        "签名的内容以 {algorithm} 计算摘要，这个版本不处理该算法。";
    DigestParameters { hash: &'static str } =>
        "What was signed is hashed by {hash} with parameters, which it has none of (RFC 5754 §2).",
        "簽署的內容以附有參數的 {hash} 計算摘要，但該演算法並無參數（RFC 5754 §2）。",
        "签名的内容以附有参数的 {hash} 计算摘要，但该算法并无参数（RFC 5754 §2）。";
    DigestNotListed { hash: &'static str } =>
        "What was signed is hashed by {hash}, which the message does not list among its digest \
         algorithms (RFC 5652 §5.1).",
        "簽署的內容以 {hash} 計算摘要，但訊息沒有把它列入其摘要演算法（RFC 5652 §5.1）。",
        "签名的内容以 {hash} 计算摘要，但消息没有把它列入其摘要算法（RFC 5652 §5.1）。";
    NothingGiven =>
        "The message holds no content, and neither the content nor its digest was given, so it is \
         not known what was signed.",
        "訊息不含內容，亦沒有提供內容或其摘要，因此無法得知簽署了甚麼。",
        "消息不含内容，亦没有提供内容或其摘要，因此无法得知签署了什么。";
    ContentLikeAttributes =>
        "The content has the form of signed attributes, so a signature over the one could pose as one \
         over the other.",
        "內容具有已簽署屬性的格式，對其一的簽署可冒充對另一的簽署。",
        "内容具有已签名属性的格式，对其一的签名可冒充对另一的签名。";
    EmbeddedDiffers =>
        "The message holds another content than the one that was given.",
        "訊息所含的內容，與所提供的內容不同。",
        "消息所含的内容，与所提供的内容不同。";
    EmbeddedOfOtherType =>
        "The message holds a content that is no document, and something else was given. Whether the one \
         is about the other is not judged here.",
        "訊息所含的內容並非文件，而所提供的是另一些資料。這裏不會判斷兩者是否相關。",
        "消息所含的内容并非文件，而所提供的是另一些数据。这里不会判断两者是否相关。";
    EmbeddedSha1 =>
        "The message holds the SHA-1 digest of the content that was given, and signs that \
         (adbe.pkcs7.sha1, ISO 32000-1 §12.8.3.3.1). SHA-1 is never trusted: it is broken.",
        "訊息所含並簽署的，是所提供內容的 SHA-1 摘要（adbe.pkcs7.sha1，ISO 32000-1 §12.8.3.3.1）。SHA-1 已被破解，絕不可信。",
        "消息所含并签名的，是所提供内容的 SHA-1 摘要（adbe.pkcs7.sha1，ISO 32000-1 §12.8.3.3.1）。SHA-1 已被破解，绝不可信。";
    DigestOfOtherLength { hash: &'static str, expected: usize, actual: usize } =>
        "The digest that was given has {actual} bytes, and one by {hash} has {expected}.",
        "所提供的摘要有 {actual} 個位元組，而 {hash} 的摘要有 {expected} 個。",
        "所提供的摘要有 {actual} 个字节，而 {hash} 的摘要有 {expected} 个。";
    ContentEmbedded { hash: &'static str } =>
        "The message holds the content; its {hash} digest was computed.",
        "訊息含有內容，並已計算其 {hash} 摘要。",
        "消息含有内容，并已计算其 {hash} 摘要。";
    AttributesAbsent =>
        "There are no signed attributes, so the signature is over the content itself (RFC 5652 §5.4). \
         They may be left out, because the content is of the type id-data.",
        "沒有已簽署的屬性，因此簽署直接涵蓋內容本身（RFC 5652 §5.4）。內容的類型是 id-data，故可省略這些屬性。",
        "没有已签名的属性，因此签名直接涵盖内容本身（RFC 5652 §5.4）。内容的类型是 id-data，故可省略这些属性。";
    AttributesMissing =>
        "There are no signed attributes. They are required, because the content is of another type \
         than id-data (RFC 5652 §5.3).",
        "沒有已簽署的屬性。由於內容的類型並非 id-data，這些屬性必須存在（RFC 5652 §5.3）。",
        "没有已签名的属性。由于内容的类型并非 id-data，这些属性必须存在（RFC 5652 §5.3）。";
    AttributesReencoded =>
        "The signed attributes are in BER. Their signer must encode them in DER (RFC 5652 §5.3); the \
         signature is verified over their DER (§5.4).",
        "已簽署的屬性採用 BER 編碼。簽署人必須以 DER 編碼（RFC 5652 §5.3）；簽署按其 DER 核實（§5.4）。",
        "已签名的属性采用 BER 编码。签名人必须以 DER 编码（RFC 5652 §5.3）；签名按其 DER 核实（§5.4）。";
    AttributesUnsorted =>
        "The signed attributes or their values are not in the order of DER (RFC 5652 §5.3, X.690 \
         §11.6). They are put in order before the signature is checked (§5.4).",
        "已簽署的屬性或其值沒有按 DER 的次序排列（RFC 5652 §5.3、X.690 §11.6）。核對簽署之前，會先把它們排好（§5.4）。",
        "已签名的属性或其值没有按 DER 的次序排列（RFC 5652 §5.3、X.690 §11.6）。核对签名之前，会先把它们排好（§5.4）。";
    AttributesMalformed { reason: Reason } =>
        "The signed attributes are not as RFC 5652 §5.3 has them: {reason}.",
        "已簽署的屬性不符合 RFC 5652 §5.3：{reason}。",
        "已签名的属性不符合 RFC 5652 §5.3：{reason}。";
    AttributesSound =>
        "The signed attributes are in order, and none that must occur once occurs twice (RFC 5652 §5.3, \
         §11).",
        "已簽署的屬性次序正確，而只可出現一次的屬性均沒有重複（RFC 5652 §5.3、§11）。",
        "已签名的属性次序正确，而只可出现一次的属性均没有重复（RFC 5652 §5.3、§11）。";
    AttributeMissing { attribute: &'static str } =>
        "The signed attribute {attribute} is missing.",
        "欠缺已簽署的屬性 {attribute}。",
        "缺少已签名的属性 {attribute}。";
    AttributeMalformed { attribute: &'static str, reason: Reason } =>
        "The signed attribute {attribute} is malformed: {reason}.",
        "已簽署的屬性 {attribute} 格式錯誤：{reason}。",
        "已签名的属性 {attribute} 格式错误：{reason}。";
    ContentTypeDiffers =>
        "The content is of another type than the signed attributes say (RFC 5652 §11.1).",
        "內容的類型與已簽署的屬性所述不同（RFC 5652 §11.1）。",
        "内容的类型与已签名的属性所述不同（RFC 5652 §11.1）。";
    ContentTypeNotData { content_type: String } =>
        "The content is of the type {content_type} and not id-data, so it means something else than a \
         document. What it says is not judged here.",
        "內容的類型是 {content_type} 而非 id-data，因此它所指的並非文件。這裏不會判斷其內容。",
        "内容的类型是 {content_type} 而非 id-data，因此它所指的并非文件。这里不会判断其内容。";
    ContentTypeAgrees =>
        "The content is of the type id-data, as the signed attributes say.",
        "內容的類型是 id-data，與已簽署的屬性所述相同。",
        "内容的类型是 id-data，与已签名的属性所述相同。";
    ContentTypeTimestamp =>
        "The content is of the type id-ct-TSTInfo, as the signed attributes say.",
        "內容的類型是 id-ct-TSTInfo，與已簽署的屬性所述相同。",
        "内容的类型是 id-ct-TSTInfo，与已签名的属性所述相同。";
    ContentTypeData =>
        "The content is of the type id-data.",
        "內容的類型是 id-data。",
        "内容的类型是 id-data。";
    TimeUnreadable { reason: Reason } =>
        "The signed attribute signingTime is not as RFC 5652 §11.3 has it: {reason}. The time that the \
         signer claims is not known; nothing depends on it, because nothing proves it.",
        "已簽署的屬性 signingTime 不符合 RFC 5652 §11.3：{reason}。無法得知簽署人聲稱的時間；由於沒有任何證明，並不影響結果。",
        "已签名的属性 signingTime 不符合 RFC 5652 §11.3：{reason}。无法得知签名人声称的时间；由于没有任何证明，并不影响结果。";
    TimeOfOtherKind { claimed: Time } =>
        "The signed attribute signingTime is {claimed}, which nothing proves. It is a GeneralizedTime; \
         years before 2050 are written as UTCTime (RFC 5652 §11.3).",
        "已簽署的屬性 signingTime 是{claimed}，但沒有任何證明。它採用 GeneralizedTime，而 2050 年之前的年份應採用 UTCTime（RFC 5652 §11.3）。",
        "已签名的属性 signingTime 是{claimed}，但没有任何证明。它采用 GeneralizedTime，而 2050 年之前的年份应采用 UTCTime（RFC 5652 §11.3）。";
    DigestNotKnown =>
        "The digest of what was signed is not known.",
        "無法得知所簽署內容的摘要。",
        "无法得知所签名内容的摘要。";
    MessageDigestDiffers =>
        "The signed digest is not that of the content: the content was changed, or another one was \
         signed.",
        "已簽署的摘要並非內容的摘要：內容曾被更改，或簽署的是另一份內容。",
        "已签名的摘要并非内容的摘要：内容曾被更改，或签名的是另一份内容。";
    MessageDigestAgrees =>
        "The signed digest is that of the content.",
        "已簽署的摘要是內容的摘要。",
        "已签名的摘要是内容的摘要。";
    ProtectionMissing =>
        "The signed attributes do not name the algorithms (RFC 6211).",
        "已簽署的屬性沒有指明演算法（RFC 6211）。",
        "已签名的属性没有指明算法（RFC 6211）。";
    ProtectionDiffers =>
        "The signed attributes name other algorithms than the signer (RFC 6211).",
        "已簽署的屬性所指的演算法與簽署人所用的不同（RFC 6211）。",
        "已签名的属性所指的算法与签名人所用的不同（RFC 6211）。";
    ProtectionAgrees =>
        "The signed attributes name the algorithms of the signer (RFC 6211).",
        "已簽署的屬性指明了簽署人的演算法（RFC 6211）。",
        "已签名的属性指明了签名人的算法（RFC 6211）。";
    CertificateDiffers =>
        "The signed attributes name another certificate than the signer's (RFC 5035).",
        "已簽署的屬性所指的證書，並非簽署人的證書（RFC 5035）。",
        "已签名的属性所指的证书，并非签名人的证书（RFC 5035）。";
    CertificateNamed =>
        "The signed attributes name the signer's certificate by its hash (RFC 5035).",
        "已簽署的屬性以雜湊值指明了簽署人的證書（RFC 5035）。",
        "已签名的属性以哈希值指明了签名人的证书（RFC 5035）。";
    CertificateNamedOtherwise =>
        "The signed attributes name the signer's certificate by its hash, which binds, but beside \
         another issuer or serial number, or in a form that is not that of RFC 5035 §4.",
        "已簽署的屬性以具約束力的雜湊值指明了簽署人的證書，但所附的簽發機關或序號不同，或格式不符合 RFC 5035 §4。",
        "已签名的属性以具约束力的哈希值指明了签名人的证书，但所附的颁发机构或序列号不同，或格式不符合 RFC 5035 §4。";
    CertificateNamedWeakly =>
        "The signed attributes name a certificate by a hash that is not relied on, such as SHA-1 (RFC \
         2634); nothing in them speaks against the signer's.",
        "已簽署的屬性以不獲依賴的雜湊值（例如 SHA-1，RFC 2634）指明證書；沒有資料顯示它並非簽署人的證書。",
        "已签名的属性以不获依赖的哈希值（例如 SHA-1，RFC 2634）指明证书；没有数据显示它并非签名人的证书。";
    CertificateNotNamed =>
        "The signed attributes do not name the signer's certificate (RFC 5035); that another one of \
         the same key was meant is not ruled out.",
        "已簽署的屬性沒有指明簽署人的證書（RFC 5035），未能排除所指的是同一密碼匙的另一張證書。",
        "已签名的属性没有指明签名人的证书（RFC 5035），未能排除所指的是同一密钥的另一张证书。";
    UnsignedTimestamps { count: usize } =>
        "The message has unsigned attributes. Of them, {count} time-stamps over the signature are read, \
         and nothing else.",
        "訊息有未經簽署的屬性，其中只讀取簽署上的 {count} 個時間戳記。",
        "消息有未经签名的属性，其中只读取签名上的 {count} 个时间戳。";
    UnsignedAttributes =>
        "The message has unsigned attributes, such as a time-stamp or a countersignature. They are \
         left unread.",
        "訊息有未經簽署的屬性，例如時間戳記或副署，均沒有讀取。",
        "消息有未经签名的属性，例如时间戳或副署，均没有读取。";
    NothingSigned =>
        "It is not known what the signature is over, so it is not checked.",
        "無法得知簽署涵蓋甚麼，因此沒有核對。",
        "无法得知签名涵盖什么，因此没有核对。";
    KeyNamedAsAlgorithm =>
        "The signer names its signature algorithm by the identifier of its key, id-ecPublicKey (RFC \
         5753 §2.1.1). The signature is checked as ECDSA with the digest algorithm.",
        "簽署人以其密碼匙的識別碼 id-ecPublicKey 指明簽署演算法（RFC 5753 §2.1.1）。簽署會按 ECDSA 及該摘要演算法核對。",
        "签名人以其密钥的标识符 id-ecPublicKey 指明签名算法（RFC 5753 §2.1.1）。签名会按 ECDSA 及该摘要算法核对。";
    ParametersForNothing { algorithm: &'static str } =>
        "The signer names {algorithm} with NULL as its parameters, which are left out (RFC 5754 §3.3).",
        "簽署人指明 {algorithm} 時附有 NULL 參數，但參數應予省略（RFC 5754 §3.3）。",
        "签名人指明 {algorithm} 时附有 NULL 参数，但参数应予省略（RFC 5754 §3.3）。";
    SignedUnsorted =>
        "The signature was made with the signer's key, but over the signed attributes as the message has \
         them. They are not in the order of DER, which is what a signature is over (RFC 5652 §5.4).",
        "簽署由簽署人的密碼匙作出，但所涵蓋的是訊息中原有次序的屬性，並非按 DER 次序排列，而簽署應涵蓋後者（RFC 5652 §5.4）。",
        "签名由签名人的密钥作出，但所涵盖的是消息中原有次序的属性，并非按 DER 次序排列，而签名应涵盖后者（RFC 5652 §5.4）。";
    BrokenHashFits { hash: &'static str } =>
        "The signature fits the signer's key and what was signed, but only by {hash}, which is never \
         trusted: it is broken.",
        "簽署與簽署人的密碼匙及被簽署的內容相符，但只是按 {hash} 計算；該演算法已被破解，絕不可信。",
        "签名与签名人的密钥及被签名的内容相符，但只是按 {hash} 计算；该算法已被破解，绝不可信。";
    HashNotUsed =>
        "The digest algorithm is not one that is used here, so nothing is checked with it.",
        "這裏不使用該摘要演算法，因此不會用它作任何檢查。",
        "这里不使用该摘要算法，因此不会用它作任何检查。";
    HashesDiffer { digest: &'static str, signature: &'static str } =>
        "The signature algorithm is {signature} and the digest algorithm {digest}, which do not go \
         together (RFC 8933 §3.1, RFC 8419 §3.1).",
        "簽署演算法是 {signature}，摘要演算法是 {digest}，兩者並不配合（RFC 8933 §3.1、RFC 8419 §3.1）。",
        "签名算法是 {signature}，摘要算法是 {digest}，两者并不配合（RFC 8933 §3.1、RFC 8419 §3.1）。";
    SignatureMade { algorithm: &'static str } =>
        "The signature over the signed attributes was made with the signer's key ({algorithm}).",
        "對已簽署屬性的簽署，由簽署人的密碼匙作出（{algorithm}）。",
        "对已签名属性的签名，由签名人的密钥作出（{algorithm}）。";
    ContentSigned { algorithm: &'static str } =>
        "The signature over the content was made with the signer's key ({algorithm}).",
        "對內容的簽署，由簽署人的密碼匙作出（{algorithm}）。",
        "对内容的签名，由签名人的密钥作出（{algorithm}）。";
    DigestSigned { algorithm: &'static str } =>
        "The signature over the digest was made with the signer's key ({algorithm}). That its content \
         does not read as signed attributes, which others could have signed as such, is for whoever gave it \
         to say.",
        "對摘要的簽署，由簽署人的密碼匙作出（{algorithm}）。其內容並非可讀作已簽署屬性的資料（否則可能是他人以屬性形式簽署的），須由提供者自行確定。",
        "对摘要的签名，由签名人的密钥作出（{algorithm}）。其内容并非可读作已签名属性的数据（否则可能是他人以属性形式签名的），须由提供者自行确定。";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sentence::tests::check;

    #[test]
    fn every_language_says_the_same() {
        check(CmsDetail::ROWS);
    }
}
