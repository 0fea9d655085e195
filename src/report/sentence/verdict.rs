//! Sentences about the verdict.

use crate::report::check::SubIndication;
use crate::report::sentence::{Detail, details};

details! {
    /// The verdict on a signature or, without one, on a certificate.
    VerdictDetail:
    SignaturePassed { revocation: Detail } =>
        "The signature is valid. {revocation}",
        "簽署有效。{revocation}",
        "签名有效。{revocation}";
    CertificatePassed { revocation: Detail } =>
        "The certificate is valid. {revocation}",
        "證書有效。{revocation}",
        "证书有效。{revocation}";
    SignatureFailed { why: Detail } =>
        "The signature is not valid: {why}.",
        "簽署無效：{why}。",
        "签名无效：{why}。";
    CertificateFailed { why: Detail } =>
        "The certificate is not valid: {why}.",
        "證書無效：{why}。",
        "证书无效：{why}。";
    SignatureUndecided { why: Detail } =>
        "It could not be decided whether the signature is valid: {why}.",
        "無法判定簽署是否有效：{why}。",
        "无法判定签名是否有效：{why}。";
    CertificateUndecided { why: Detail } =>
        "It could not be decided whether the certificate is valid: {why}.",
        "無法判定證書是否有效：{why}。",
        "无法判定证书是否有效：{why}。";
    TimestampPassed { revocation: Detail } =>
        "The time-stamp is valid. {revocation}",
        "時間戳記有效。{revocation}",
        "时间戳有效。{revocation}";
    TimestampFailed { why: Detail } =>
        "The time-stamp is not valid: {why}.",
        "時間戳記無效：{why}。",
        "时间戳无效：{why}。";
    TimestampUndecided { why: Detail } =>
        "It could not be decided whether the time-stamp is valid: {why}.",
        "無法判定時間戳記是否有效：{why}。",
        "无法判定时间戳是否有效：{why}。";
    WithRevocation { verdict: Detail, revocation: Detail } =>
        "{verdict} {revocation}",
        "{verdict}{revocation}",
        "{verdict}{revocation}";
}

details! {
    /// What was asked for about revocation.
    AskedForDetail:
    Settled =>
        "No certificate of its path was revoked.",
        "其路徑上沒有證書被撤銷。",
        "其路径上没有证书被吊销。";
    Partly { count: usize } =>
        "Revocation was asked for only as far as data was at hand ('soft'): of {count} certificates \
         it is not known whether they were revoked.",
        "只按現有資料檢查撤銷狀況（「soft」）：有 {count} 張證書無法得知是否已被撤銷。",
        "只按现有数据检查吊销状况（“soft”）：有 {count} 张证书无法得知是否已被吊销。";
    NotAskedFor =>
        "Revocation was not asked for ('off').",
        "沒有要求檢查撤銷狀況（「off」）。",
        "没有要求检查吊销状况（“off”）。";
}

details! {
    /// Meanings of the sub-indications (ETSI EN 319 102-1 §5.1.3), as parts of sentences.
    ReasonDetail:
    FormatFailure =>
        "it is not in the form that its standard asks for",
        "格式不符合其標準",
        "格式不符合其标准";
    HashFailure =>
        "what was signed is not what is at hand",
        "被簽署的內容與現有的不同",
        "被签名的内容与现有的不同";
    SigCryptoFailure =>
        "it was not made with the signer's key over this content",
        "它並非由簽署人的密碼匙對此內容作出",
        "它并非由签名人的密钥对此内容作出";
    Revoked =>
        "the signer's certificate was revoked before the signature was made",
        "簽署人的證書在簽署作出之前已被撤銷",
        "签名人的证书在签名作出之前已被吊销";
    Expired =>
        "the signature was made after a certificate expired",
        "簽署在證書屆滿之後才作出",
        "签名在证书到期之后才作出";
    NotYetValid =>
        "the signature was made before a certificate became valid",
        "簽署在證書生效之前已作出",
        "签名在证书生效之前已作出";
    SigConstraintsFailure =>
        "it is not clear that it is the signature of one signer over a document",
        "未能確定它是一名簽署人對一份文件的簽署",
        "未能确定它是一名签名人对一份文件的签名";
    NoSigningCertificateFound =>
        "the signer's certificate was not found",
        "找不到簽署人的證書",
        "找不到签名人的证书";
    NoCertificateChainFound =>
        "no path leads from the certificate to a trust anchor",
        "沒有路徑由證書通往信任錨",
        "没有路径由证书通往信任锚";
    CertificateChainGeneralFailure =>
        "the certificates do not form a sound path",
        "證書未能組成健全的路徑",
        "证书未能组成健全的路径";
    ChainConstraintsFailure =>
        "a certificate may not be used for this",
        "證書不可用於此用途",
        "证书不可用于此用途";
    CryptoConstraintsFailure =>
        "an algorithm or key is not trusted here",
        "演算法或密碼匙不獲信任",
        "算法或密钥不受信任";
    SignedDataNotFound =>
        "what was signed is not at hand",
        "欠缺被簽署的內容",
        "缺少被签名的内容";
    RevokedNoPoe =>
        "the signer's certificate was revoked, and nothing proves that the signature was made before",
        "簽署人的證書已被撤銷，而沒有證明顯示簽署在此之前作出",
        "签名人的证书已被吊销，而没有证明显示签名在此之前作出";
    RevokedCaNoPoe =>
        "an authority's certificate was revoked, and nothing proves that the signature was made before",
        "核證機關的證書已被撤銷，而沒有證明顯示簽署在此之前作出",
        "证书颁发机构的证书已被吊销，而没有证明显示签名在此之前作出";
    OutOfBoundsNoPoe =>
        "a certificate is not valid at this time, and nothing proves that the signature was made while \
         it was",
        "證書在驗證時間並非有效，而沒有證明顯示簽署在其有效期內作出",
        "证书在验证时间并非有效，而没有证明显示签名在其有效期内作出";
    TimestampOrderFailure =>
        "the times of time-stamps contradict each other, or the time of judging",
        "時間戳記的時間互相矛盾，或與驗證時間矛盾",
        "时间戳的时间互相矛盾，或与验证时间矛盾";
    NoPoe =>
        "nothing proves that what it is judged by was there while its issuers were trusted",
        "沒有證明顯示判斷所依據的資料在其簽發機關仍獲信任時已存在",
        "没有证明显示判断所依据的数据在其颁发机构仍受信任时已存在";
    TryLater =>
        "it is not known whether a certificate was revoked",
        "無法得知證書是否已被撤銷",
        "无法得知证书是否已被吊销";
}

impl From<SubIndication> for Detail {
    fn from(reason: SubIndication) -> Self {
        let detail = match reason {
            SubIndication::FormatFailure => ReasonDetail::FormatFailure,
            SubIndication::HashFailure => ReasonDetail::HashFailure,
            SubIndication::SigCryptoFailure => ReasonDetail::SigCryptoFailure,
            SubIndication::Revoked => ReasonDetail::Revoked,
            SubIndication::Expired => ReasonDetail::Expired,
            SubIndication::NotYetValid => ReasonDetail::NotYetValid,
            SubIndication::SigConstraintsFailure => ReasonDetail::SigConstraintsFailure,
            SubIndication::NoSigningCertificateFound => ReasonDetail::NoSigningCertificateFound,
            SubIndication::NoCertificateChainFound => ReasonDetail::NoCertificateChainFound,
            SubIndication::CertificateChainGeneralFailure => {
                ReasonDetail::CertificateChainGeneralFailure
            }
            SubIndication::ChainConstraintsFailure => ReasonDetail::ChainConstraintsFailure,
            SubIndication::CryptoConstraintsFailure => ReasonDetail::CryptoConstraintsFailure,
            SubIndication::SignedDataNotFound => ReasonDetail::SignedDataNotFound,
            SubIndication::RevokedNoPoe => ReasonDetail::RevokedNoPoe,
            SubIndication::RevokedCaNoPoe => ReasonDetail::RevokedCaNoPoe,
            SubIndication::OutOfBoundsNoPoe => ReasonDetail::OutOfBoundsNoPoe,
            SubIndication::TimestampOrderFailure => ReasonDetail::TimestampOrderFailure,
            SubIndication::NoPoe => ReasonDetail::NoPoe,
            SubIndication::TryLater => ReasonDetail::TryLater,
        };
        detail.into()
    }
}
