//! Parts of sentences about problems of CRLs and OCSP responses.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::revocation::{
    CrlDefect, NotAuthorized, OcspDefect, OcspRefusal, OutOfScope, ProblemKind,
};
use crate::pki::signature::outcome::Signed;
use crate::report::sentence::{Detail, details};

details! {
    /// Problems of a CRL or an OCSP response.
    ProblemDetail:
    AlgorithmsDiffer =>
        "two signature algorithms are named", "列明了兩種不同的簽署演算法", "列明了两种不同的签名算法";
    AuthorityKeyMissing =>
        "it does not name its signer's key (authorityKeyIdentifier)",
        "沒有指明其簽署人的密碼匙（authorityKeyIdentifier）",
        "没有指明其签名人的密钥（authorityKeyIdentifier）";
    CertificateIssuerInDirectList =>
        "an entry names another issuer, and the list is not indirect",
        "清單並非間接清單，卻有條目指明另一簽發機關",
        "列表并非间接列表，却有条目指明另一颁发机构";
    ContradictoryScope => "its scope contradicts itself", "其範圍自相矛盾", "其范围自相矛盾";
    DuplicateExtension => "an extension occurs twice", "有擴充欄位重複", "有扩展重复";
    EntryIrregular { number: usize } =>
        "a date or the reason in its entry {number} cannot be read",
        "其第 {number} 個條目的日期或原因無法讀取",
        "其第 {number} 个条目的日期或原因无法读取";
    EntryUnreadable { number: usize } =>
        "its entry {number} cannot be read, so that it may be about any certificate",
        "其第 {number} 個條目無法讀取，可能關乎任何證書",
        "其第 {number} 个条目无法读取，可能关乎任何证书";
    ExtensionsEmpty =>
        "it has an empty list of extensions", "擴充欄位清單是空的", "扩展列表是空的";
    ExtensionsInVersion1 =>
        "it has extensions, and is of version 1", "版本為 1，卻有擴充欄位", "版本为 1，却有扩展";
    IssuerEmpty => "its issuer's name is empty", "簽發機關的名稱是空的", "颁发机构的名称是空的";
    NextUpdateMissing =>
        "it does not say when the next one comes (nextUpdate)",
        "沒有說明下次更新的時間（nextUpdate）",
        "没有说明下次更新的时间（nextUpdate）";
    NotProven { end: Time } =>
        "it is not proven that it was there before an authority of the path ended at {end}",
        "未能證明它在路徑上的核證機關於{end} 屆滿之前已存在",
        "未能证明它在路径上的证书颁发机构于{end} 到期之前已存在";
    NumberIrregular =>
        "its number is critical, negative or too long (cRLNumber)",
        "其編號被標示為關鍵、為負數或過長（cRLNumber）",
        "其编号被标示为关键、为负数或过长（cRLNumber）";
    NumberMissing =>
        "it has no number (cRLNumber)", "沒有編號（cRLNumber）", "没有编号（cRLNumber）";
    ScopeEmpty =>
        "its issuingDistributionPoint says nothing",
        "其 issuingDistributionPoint 沒有內容",
        "其 issuingDistributionPoint 没有内容";
    TimeIrregular =>
        "a time is not written with whole seconds and in UTC (RFC 5280 §4.1.2.5)",
        "有一個時間並非以整秒的協調世界時書寫（RFC 5280 §4.1.2.5）",
        "有一个时间不是以整秒的协调世界时书写（RFC 5280 §4.1.2.5）";
    UnknownCriticalExtension { identifier: String } =>
        "its critical extension {identifier} is not processed",
        "不處理其關鍵擴充欄位 {identifier}",
        "不处理其关键扩展 {identifier}";
    UnknownCriticalEntryExtension =>
        "a critical extension of an entry is not processed", "不處理其中一個條目的關鍵擴充欄位", "不处理其中一个条目的关键扩展";
    NamedUnreadably =>
        "its entry for this certificate cannot be read",
        "其中關於此證書的條目無法讀取",
        "其中关于此证书的条目无法读取";
    OnlyAttributeCertificates =>
        "it covers attribute certificates only (onlyContainsAttributeCerts)",
        "它只涵蓋屬性證書（onlyContainsAttributeCerts）",
        "它只涵盖属性证书（onlyContainsAttributeCerts）";
    OnlyAuthorities =>
        "it covers certificates of authorities only (onlyContainsCACerts)",
        "它只涵蓋核證機關的證書（onlyContainsCACerts）",
        "它只涵盖证书颁发机构的证书（onlyContainsCACerts）";
    OnlyUsers =>
        "it covers no certificates of authorities (onlyContainsUserCerts)",
        "它不涵蓋核證機關的證書（onlyContainsUserCerts）",
        "它不涵盖证书颁发机构的证书（onlyContainsUserCerts）";
    OtherDistributionPoint { of_crl: Vec<String>, of_certificate: Vec<String> } =>
        "it is for the distribution point {of_crl}, and the certificate names {of_certificate}",
        "它屬於發布點 {of_crl}，而證書指明的是 {of_certificate}",
        "它属于分发点 {of_crl}，而证书指明的是 {of_certificate}";
    DistributionPointNotNamed { of_crl: Vec<String> } =>
        "it is for the distribution point {of_crl}, and the certificate names none",
        "它屬於發布點 {of_crl}，而證書沒有指明任何發布點",
        "它属于分发点 {of_crl}，而证书没有指明任何分发点";
    OtherIssuerOrReasons =>
        "its issuer or its reasons are not those of a distribution point of the certificate",
        "其簽發機關或原因並非證書的發布點所指明的",
        "其颁发机构或原因并非证书的分发点所指明的";
    OtherCertificates =>
        "it does not answer for this certificate", "它沒有就此證書作答", "它没有就此证书作答";
    SomeReasons { reasons: Vec<String> } =>
        "it is about these reasons only: {reasons}", "它只涵蓋以下撤銷原因：{reasons}", "它只涵盖以下吊销原因：{reasons}";
    DeltaWithoutBase =>
        "the list that it adds to is missing or not sound",
        "欠缺它所補充的清單，或該清單並不健全",
        "欠缺它所补充的列表，或该列表并不健全";
    Refused { status: &'static str } =>
        "the responder gave no answer ({status})", "回應者沒有作答（{status}）", "响应者没有作答（{status}）";
    RefusedTryLater =>
        "the responder has no answer for the moment (tryLater): ask again",
        "回應者暫時沒有答覆（tryLater）：請再次查詢",
        "响应者暂时没有答复（tryLater）：请再次查询";
    RefusedUnauthorized =>
        "the responder does not answer for this authority or this certificate (unauthorized)",
        "回應者不為此核證機關或此證書作答（unauthorized）",
        "响应者不为此证书颁发机构或此证书作答（unauthorized）";
    UnknownType { identifier: String } =>
        "its answer is of the type {identifier}, which is not processed",
        "其答覆屬於類型 {identifier}，不獲處理",
        "其答复属于类型 {identifier}，不获处理";
    WithoutAnswer =>
        "it says 'successful' and holds no answer",
        "它表示成功，但沒有答覆",
        "它表示成功，但没有答复";
    OcspUnknown => "the responder does not know the certificate", "回應者不認識該證書", "响应者不认识该证书";
    NotAuthorizedIssuer =>
        "its signer was not named by the certificate's issuer",
        "其簽署人並非由該證書的簽發機關指定",
        "其签名人并非由该证书的颁发机构指定";
    NotAuthorizedPurpose =>
        "its signer may not sign OCSP responses (id-kp-OCSPSigning)",
        "其簽署人不可簽署 OCSP 回應（id-kp-OCSPSigning）",
        "其签名人不可签署 OCSP 响应（id-kp-OCSPSigning）";
    NotAuthorizedUsage =>
        "the key of its signer is not for signatures", "其簽署人的密碼匙不可用於簽署", "其签名人的密钥不可用于签名";
    NotAuthorizedValidity =>
        "its signer's certificate is not valid at the time", "其簽署人的證書在驗證時間無效", "其签名人的证书在验证时间无效";
    NotAuthorizedExtensions =>
        "its signer's certificate has extensions that are not processed",
        "其簽署人的證書有不獲處理的擴充欄位",
        "其签名人的证书有不获处理的扩展";
    Stale { until: Time } => "it was current until {until}", "它只適用至{until}", "它只适用至{until}";
    TooOld => "it is too old", "它已過時", "它已过时";
    AfterExpiry { expiry: Time } =>
        "it was issued after the certificate expired ({expiry}), and such a certificate may be left \
         out",
        "它在證書屆滿（{expiry}）後才發出，可能已不再列明該證書",
        "它在证书到期（{expiry}）后才发出，可能已不再列明该证书";
    SignerNotFound => "the certificate of its signer is missing", "欠缺其簽署人的證書", "欠缺其签名人的证书";
    SignatureWrong =>
        "it was not signed with its signer's key, or was changed since",
        "它並非以其簽署人的密碼匙簽署，或其後曾被更改",
        "它并非以其签名人的密钥签名，或其后曾被更改";
    SignatureRefused { algorithm: &'static str } =>
        "it was signed with {algorithm}, which is never trusted",
        "它以 {algorithm} 簽署，這種演算法絕不可信",
        "它以 {algorithm} 签名，这种算法绝不可信";
    SignatureKey =>
        "the key of its signer is not trusted", "其簽署人的密碼匙不可信", "其签名人的密钥不可信";
    SignatureUnprocessed =>
        "the algorithm of its signature is not processed",
        "不處理其簽署的演算法",
        "不处理其签名的算法";
    SignerUsage =>
        "its signer may not sign CRLs (cRLSign)",
        "其簽署人不可簽發證書撤銷清單（cRLSign）",
        "其签名人不可签发证书吊销列表（cRLSign）";
    SignerPath =>
        "no path leads from its signer to the trust anchor", "沒有路徑由其簽署人通往信任錨", "没有路径由其签名人通往信任锚";
    SignerRevoked => "its signer was revoked", "其簽署人已被撤銷", "其签名人已被吊销";
    SignerUndetermined =>
        "it is not known whether its signer was revoked", "無法得知其簽署人是否已被撤銷", "无法得知其签名人是否已被吊销";
    Limit { limit: Detail } =>
        "it was not checked to the end: the limit is {limit}",
        "沒有檢查完畢：上限為{limit}",
        "没有检查完毕：上限为{limit}";
}

impl From<ProblemKind> for Detail {
    fn from(kind: ProblemKind) -> Self {
        problem(kind).into()
    }
}

fn problem(kind: ProblemKind) -> ProblemDetail {
    match kind {
        ProblemKind::CrlDefect(defect) => crl_defect(defect),
        ProblemKind::CrlEntryUnreadable => ProblemDetail::NamedUnreadably,
        ProblemKind::CrlOutOfScope(why) => out_of_scope(why),
        ProblemKind::CrlSomeReasons(reasons) => ProblemDetail::SomeReasons {
            reasons: reasons.names().into_iter().map(str::to_owned).collect(),
        },
        ProblemKind::DeltaWithoutBase => ProblemDetail::DeltaWithoutBase,
        ProblemKind::OcspRefusal(refusal) => refused(refusal),
        ProblemKind::OcspDefect(defect) => ocsp_defect(defect),
        ProblemKind::OcspOtherCertificates => ProblemDetail::OtherCertificates,
        ProblemKind::OcspUnknown => ProblemDetail::OcspUnknown,
        ProblemKind::OcspNotAuthorized(why) => not_authorized(why),
        ProblemKind::Stale(Some(until)) => ProblemDetail::Stale { until },
        ProblemKind::Stale(None) => ProblemDetail::TooOld,
        ProblemKind::AfterExpiry(expiry) => ProblemDetail::AfterExpiry { expiry },
        ProblemKind::NotProven(end) => ProblemDetail::NotProven { end },
        ProblemKind::SignerNotFound => ProblemDetail::SignerNotFound,
        ProblemKind::Signature(Signed::Refused(algorithm)) => {
            ProblemDetail::SignatureRefused { algorithm }
        }
        ProblemKind::Signature(Signed::KeyRefused(_)) => ProblemDetail::SignatureKey,
        ProblemKind::Signature(Signed::Undecided(_)) => ProblemDetail::SignatureUnprocessed,
        ProblemKind::Signature(Signed::No(_) | Signed::Yes { .. }) => ProblemDetail::SignatureWrong,
        ProblemKind::SignerUsage => ProblemDetail::SignerUsage,
        ProblemKind::SignerPath => ProblemDetail::SignerPath,
        ProblemKind::SignerRevoked => ProblemDetail::SignerRevoked,
        ProblemKind::SignerUndetermined => ProblemDetail::SignerUndetermined,
        ProblemKind::Limit(limit) => ProblemDetail::Limit {
            limit: limit.into(),
        },
    }
}

fn crl_defect(defect: CrlDefect) -> ProblemDetail {
    match defect {
        CrlDefect::AlgorithmsDiffer => ProblemDetail::AlgorithmsDiffer,
        CrlDefect::AuthorityKeyMissing => ProblemDetail::AuthorityKeyMissing,
        CrlDefect::CertificateIssuerInDirectList => ProblemDetail::CertificateIssuerInDirectList,
        CrlDefect::ContradictoryScope => ProblemDetail::ContradictoryScope,
        CrlDefect::DuplicateExtension => ProblemDetail::DuplicateExtension,
        CrlDefect::EntryIrregular(number) => ProblemDetail::EntryIrregular { number },
        CrlDefect::EntryUnreadable(number) => ProblemDetail::EntryUnreadable { number },
        CrlDefect::ExtensionsEmpty => ProblemDetail::ExtensionsEmpty,
        CrlDefect::ExtensionsInVersion1 => ProblemDetail::ExtensionsInVersion1,
        CrlDefect::IssuerEmpty => ProblemDetail::IssuerEmpty,
        CrlDefect::NextUpdateMissing => ProblemDetail::NextUpdateMissing,
        CrlDefect::NumberIrregular => ProblemDetail::NumberIrregular,
        CrlDefect::NumberMissing => ProblemDetail::NumberMissing,
        CrlDefect::ScopeEmpty => ProblemDetail::ScopeEmpty,
        CrlDefect::TimeIrregular => ProblemDetail::TimeIrregular,
        CrlDefect::UnknownCriticalExtension(identifier) => {
            ProblemDetail::UnknownCriticalExtension { identifier }
        }
        CrlDefect::UnknownCriticalEntryExtension => ProblemDetail::UnknownCriticalEntryExtension,
    }
}

fn ocsp_defect(defect: OcspDefect) -> ProblemDetail {
    match defect {
        OcspDefect::DuplicateExtension => ProblemDetail::DuplicateExtension,
        OcspDefect::ExtensionsEmpty => ProblemDetail::ExtensionsEmpty,
        OcspDefect::TimeIrregular => ProblemDetail::TimeIrregular,
        OcspDefect::UnknownCriticalExtension(identifier) => {
            ProblemDetail::UnknownCriticalExtension { identifier }
        }
    }
}

fn out_of_scope(why: OutOfScope) -> ProblemDetail {
    match why {
        OutOfScope::AttributeCertificates => ProblemDetail::OnlyAttributeCertificates,
        OutOfScope::AuthorityCertificates => ProblemDetail::OnlyAuthorities,
        OutOfScope::UserCertificates => ProblemDetail::OnlyUsers,
        OutOfScope::IssuerOrReasons => ProblemDetail::OtherIssuerOrReasons,
        OutOfScope::DistributionPoint {
            of_crl,
            of_certificate,
        } if of_certificate.is_empty() => ProblemDetail::DistributionPointNotNamed { of_crl },
        OutOfScope::DistributionPoint {
            of_crl,
            of_certificate,
        } => ProblemDetail::OtherDistributionPoint {
            of_crl,
            of_certificate,
        },
    }
}

/// Names statuses as RFC 6960 §4.2.1 does.
fn refused(refusal: OcspRefusal) -> ProblemDetail {
    let status = match refusal {
        OcspRefusal::TryLater => return ProblemDetail::RefusedTryLater,
        OcspRefusal::Unauthorized => return ProblemDetail::RefusedUnauthorized,
        OcspRefusal::NoResponseBytes => return ProblemDetail::WithoutAnswer,
        OcspRefusal::UnknownType(identifier) => return ProblemDetail::UnknownType { identifier },
        OcspRefusal::MalformedRequest => "malformedRequest",
        OcspRefusal::InternalError => "internalError",
        OcspRefusal::SigRequired => "sigRequired",
        OcspRefusal::UnknownStatus(_) => "?",
    };
    ProblemDetail::Refused { status }
}

fn not_authorized(why: NotAuthorized) -> ProblemDetail {
    match why {
        NotAuthorized::Issuer => ProblemDetail::NotAuthorizedIssuer,
        NotAuthorized::Purpose => ProblemDetail::NotAuthorizedPurpose,
        NotAuthorized::Usage => ProblemDetail::NotAuthorizedUsage,
        NotAuthorized::Validity => ProblemDetail::NotAuthorizedValidity,
        NotAuthorized::Extensions => ProblemDetail::NotAuthorizedExtensions,
        NotAuthorized::Revoked => ProblemDetail::SignerRevoked,
        NotAuthorized::Undetermined => ProblemDetail::SignerUndetermined,
    }
}
