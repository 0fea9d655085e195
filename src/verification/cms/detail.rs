//! Sentences about CMS signatures.

use alloc::string::String;

use crate::report::sentence::details;

details! {
    /// Findings about a CMS message.
    CmsDetail:
    Limit { limit: &'static str } =>
        "The message was not read: {limit}, and this one exceeds that. It may be sound.",
        "沒有讀取訊息：此訊息超出讀取上限（{limit}），但訊息本身可能沒有問題。",
        "没有读取消息：此消息超出读取上限（{limit}），但消息本身可能没有问题。";
    NoSigner =>
        "The message has no signer.",
        "訊息沒有簽署者。",
        "消息没有签名者。";
    SeveralSigners { count: usize } =>
        "The message has {count} signers. A message of iAM Smart has one, and which of several is \
         meant cannot be told.",
        "訊息有 {count} 名簽署者。「智方便」的訊息只有一名，無法得知所指的是哪一名。",
        "消息有 {count} 名签名者。“智方便”的消息只有一名，无法得知所指的是哪一名。";
    OneSigner { subject: String } =>
        "The message has one signer, with the certificate of '{subject}'.",
        "訊息有一名簽署者，其證書屬於「{subject}」。",
        "消息有一名签名者，其证书属于“{subject}”。";
    CertificateMissing =>
        "The certificate that the signer is named by is neither in the message nor among the \
         intermediates.",
        "訊息及中繼證書之中，均沒有簽署者所指的證書。",
        "消息及中间证书之中，均没有签名者所指的证书。";
    DigestMade { hash: &'static str } =>
        "What was signed is hashed by {hash}.",
        "簽署的內容以 {hash} 計算摘要。",
        "签名的内容以 {hash} 计算摘要。";
    DigestBroken { name: &'static str } =>
        "What was signed is hashed by {name}, which is never trusted: it is broken.",
        "簽署的內容以 {name} 計算摘要，該演算法已被破解，永不獲信任。",
        "签名的内容以 {name} 计算摘要，该算法已被破解，永不获信任。";
    DigestUnknown =>
        "The digest algorithm is not processed in this version.",
        "這個版本不處理該摘要演算法。",
        "这个版本不处理该摘要算法。";
    DigestNotListed =>
        "The message does not list the digest algorithm of its signer (RFC 5652 §5.1).",
        "訊息沒有列出其簽署者的摘要演算法（RFC 5652 §5.1）。",
        "消息没有列出其签名者的摘要算法（RFC 5652 §5.1）。";
    NothingGiven =>
        "The message holds no content, and neither the content nor its digest was given, so it is \
         not known what was signed.",
        "訊息不含內容，亦沒有提供內容或其摘要，因此無法得知簽署了甚麼。",
        "消息不含内容，亦没有提供内容或其摘要，因此无法得知签名了什么。";
    ContentLikeAttributes =>
        "The content has the form of signed attributes, so a signature over the one could pose as one \
         over the other.",
        "內容具有已簽署屬性的格式，對其一的簽署可冒充對另一的簽署。",
        "内容具有已签名属性的格式，对其一的签名可冒充对另一的签名。";
    EmbeddedDiffers =>
        "The message holds another content than the one that was given.",
        "訊息所含的內容，與所提供的內容不同。",
        "消息所含的内容，与所提供的内容不同。";
    DigestOfOtherLength { hash: &'static str, expected: usize, actual: usize } =>
        "The digest that was given has {actual} bytes, and one by {hash} has {expected}.",
        "所提供的摘要有 {actual} 個位元組，而 {hash} 的摘要有 {expected} 個。",
        "所提供的摘要有 {actual} 个字节，而 {hash} 的摘要有 {expected} 个。";
    ContentEmbedded { hash: &'static str } =>
        "The message holds the content; its {hash} digest was computed.",
        "訊息含有內容，並已計算其 {hash} 摘要。",
        "消息含有内容，并已计算其 {hash} 摘要。";
    AttributesMissing =>
        "There are no signed attributes. They are required: without them, a signature over attributes \
         could pose as one over content.",
        "沒有已簽署的屬性。這些屬性必須存在：否則，對屬性的簽署可冒充對內容的簽署。",
        "没有已签名的属性。这些属性必须存在：否则，对属性的签名可冒充对内容的签名。";
    AttributesMalformed { reason: &'static str } =>
        "The signed attributes are not as RFC 5652 §5.3 has them: {reason}.",
        "已簽署的屬性不符合 RFC 5652 §5.3：{reason}。",
        "已签名的属性不符合 RFC 5652 §5.3：{reason}。";
    AttributesSound =>
        "The signed attributes are in DER, and none of them occurs twice (RFC 5652 §5.3).",
        "已簽署的屬性採用 DER 編碼，且沒有重複（RFC 5652 §5.3）。",
        "已签名的属性采用 DER 编码，且没有重复（RFC 5652 §5.3）。";
    AttributesReencoded =>
        "The signed attributes are in BER. Their signer must encode them in DER (RFC 5652 §5.3); the \
         signature is verified over their DER (§5.4).",
        "已簽署的屬性採用 BER 編碼。簽署者必須以 DER 編碼（RFC 5652 §5.3）；簽署按其 DER 核實（§5.4）。",
        "已签名的属性采用 BER 编码。签名者必须以 DER 编码（RFC 5652 §5.3）；签名按其 DER 核实（§5.4）。";
    AttributeMissing { attribute: &'static str } =>
        "The signed attribute {attribute} is missing.",
        "欠缺已簽署的屬性 {attribute}。",
        "欠缺已签名的属性 {attribute}。";
    AttributeMalformed { attribute: &'static str, reason: &'static str } =>
        "The signed attribute {attribute} is malformed: {reason}.",
        "已簽署的屬性 {attribute} 格式錯誤：{reason}。",
        "已签名的属性 {attribute} 格式错误：{reason}。";
    ContentTypeDiffers =>
        "The content is of another type than the signed attributes say (RFC 5652 §11.1).",
        "內容的類型與已簽署的屬性所述不同（RFC 5652 §11.1）。",
        "内容的类型与已签名的属性所述不同（RFC 5652 §11.1）。";
    ContentTypeNotData =>
        "The content is of another type than id-data, so it means something else than a document.",
        "內容的類型並非 id-data，因此它所指的並非文件。",
        "内容的类型并非 id-data，因此它所指的并非文件。";
    ContentTypeAgrees =>
        "The content is of the type id-data, as the signed attributes say.",
        "內容的類型是 id-data，與已簽署的屬性所述相同。",
        "内容的类型是 id-data，与已签名的属性所述相同。";
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
        "已簽署的屬性所指的演算法與簽署者所用的不同（RFC 6211）。",
        "已签名的属性所指的算法与签名者所用的不同（RFC 6211）。";
    ProtectionAgrees =>
        "The signed attributes name the algorithms of the signer (RFC 6211).",
        "已簽署的屬性指明了簽署者的演算法（RFC 6211）。",
        "已签名的属性指明了签名者的算法（RFC 6211）。";
    CertificateDiffers =>
        "The signed attributes name another certificate than the signer's (RFC 5035).",
        "已簽署的屬性所指的證書，並非簽署者的證書（RFC 5035）。",
        "已签名的属性所指的证书，并非签名者的证书（RFC 5035）。";
    CertificateNamed =>
        "The signed attributes name the signer's certificate by its hash (RFC 5035).",
        "已簽署的屬性以雜湊值指明了簽署者的證書（RFC 5035）。",
        "已签名的属性以哈希值指明了签名者的证书（RFC 5035）。";
    CertificateNamedWeakly =>
        "The signed attributes name a certificate by a hash that is not relied on, such as SHA-1 (RFC \
         2634); nothing in them speaks against the signer's.",
        "已簽署的屬性以不獲依賴的雜湊值（例如 SHA-1，RFC 2634）指明證書；沒有資料顯示它並非簽署者的證書。",
        "已签名的属性以不获依赖的哈希值（例如 SHA-1，RFC 2634）指明证书；没有数据显示它并非签名者的证书。";
    CertificateNotNamed =>
        "The signed attributes do not name the signer's certificate (RFC 5035); that another one of \
         the same key was meant is not ruled out.",
        "已簽署的屬性沒有指明簽署者的證書（RFC 5035），未能排除所指的是同一密碼匙的另一張證書。",
        "已签名的属性没有指明签名者的证书（RFC 5035），未能排除所指的是同一密钥的另一张证书。";
    UnsignedAttributes =>
        "The message has unsigned attributes, such as a time-stamp or a countersignature. They are \
         left unread.",
        "訊息有未經簽署的屬性，例如時間戳記或副署，均沒有讀取。",
        "消息有未经签名的属性，例如时间戳或副署，均没有读取。";
    NothingSigned =>
        "There are no signed attributes to check a signature over.",
        "沒有可供核對簽署的已簽署屬性。",
        "没有可供核对签名的已签名属性。";
    HashNotUsed =>
        "The digest algorithm is not one that is used here, so nothing is checked with it.",
        "這裏不使用該摘要演算法，因此不會用它作任何檢查。",
        "这里不使用该摘要算法，因此不会用它作任何检查。";
    HashesDiffer =>
        "The signature algorithm goes with another digest algorithm than the one that is named (RFC \
         8933 §3.1, RFC 8419 §3.1).",
        "簽署演算法所配合的摘要演算法，與所指明的不同（RFC 8933 §3.1、RFC 8419 §3.1）。",
        "签名算法所配合的摘要算法，与所指明的不同（RFC 8933 §3.1、RFC 8419 §3.1）。";
    SignatureMade { algorithm: &'static str } =>
        "The signature over the signed attributes was made with the signer's key ({algorithm}).",
        "對已簽署屬性的簽署，由簽署者的密碼匙作出（{algorithm}）。",
        "对已签名属性的签名，由签名者的密钥作出（{algorithm}）。";
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
