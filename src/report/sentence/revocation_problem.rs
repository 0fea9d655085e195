//! Parts of sentences about problems of CRLs and OCSP responses.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::revocation::{
    CrlDefect, NotAuthorized, OcspDefect, OcspRefusal, OutOfScope, ProblemKind,
};
use crate::report::sentence::{Detail, details};

details! {
    /// Problems of a CRL or an OCSP response.
    ProblemDetail:
    AlgorithmsDiffer =>
        "two signature algorithms are named", "列明了兩種不同的簽署演算法", "列明了两种不同的签名算法";
    CertificateIssuerInDirectList =>
        "an entry names another issuer, and the list is not indirect",
        "清單並非間接清單，卻有條目指明另一發證者",
        "列表并非间接列表，却有条目指明另一颁发者";
    ContradictoryScope => "its scope contradicts itself", "其範圍自相矛盾", "其范围自相矛盾";
    DuplicateExtension => "an extension occurs twice", "有擴充欄位重複", "有扩展重复";
    ExtensionsInVersion1 =>
        "it has extensions, and is of version 1", "版本為 1，卻有擴充欄位", "版本为 1，却有扩展";
    IssuerEmpty => "its issuer's name is empty", "發出者的名稱是空的", "发出者的名称是空的";
    NextUpdateMissing => "it does not say when the next one comes", "沒有說明下次更新的時間", "没有说明下次更新的时间";
    NumberIrregular =>
        "its number is critical, negative or too long", "其編號被標示為關鍵、為負數或過長", "其编号被标示为关键、为负数或过长";
    NumberMissing => "it has no number", "沒有編號", "没有编号";
    UnknownCriticalExtension { identifier: String } =>
        "its critical extension {identifier} is not processed",
        "不處理其關鍵擴充欄位 {identifier}",
        "不处理其关键扩展 {identifier}";
    UnknownCriticalEntryExtension =>
        "a critical extension of an entry is not processed", "不處理其中一個條目的關鍵擴充欄位", "不处理其中一个条目的关键扩展";
    OtherCertificates => "it is about other certificates", "它是關於其他證書的", "它是关于其他证书的";
    SomeReasons { reasons: Vec<String> } =>
        "it is about these reasons only: {reasons}", "它只涵蓋以下撤銷原因：{reasons}", "它只涵盖以下吊销原因：{reasons}";
    DeltaWithoutBase =>
        "the list that it adds to is missing or not sound",
        "欠缺它所補充的清單，或該清單並不健全",
        "欠缺它所补充的列表，或该列表并不健全";
    Refused { status: &'static str } =>
        "the responder gave no answer ({status})", "回應者沒有作答（{status}）", "响应者没有作答（{status}）";
    OcspUnknown => "the responder does not know the certificate", "回應者不認識該證書", "响应者不认识该证书";
    NotAuthorizedIssuer =>
        "its signer was not named by the certificate's issuer",
        "其簽署者並非由該證書的發證者指定",
        "其签名者并非由该证书的颁发者指定";
    NotAuthorizedPurpose =>
        "its signer may not sign OCSP responses (id-kp-OCSPSigning)",
        "其簽署者不可簽署 OCSP 回應（id-kp-OCSPSigning）",
        "其签名者不可签名 OCSP 响应（id-kp-OCSPSigning）";
    NotAuthorizedUsage =>
        "the key of its signer is not for signatures", "其簽署者的密碼匙不可用於簽署", "其签名者的密钥不可用于签名";
    NotAuthorizedValidity =>
        "its signer's certificate is not valid at the time", "其簽署者的證書在驗證時間無效", "其签名者的证书在验证时间无效";
    NotAuthorizedExtensions =>
        "its signer's certificate has extensions that are not processed",
        "其簽署者的證書有不獲處理的擴充欄位",
        "其签名者的证书有不获处理的扩展";
    Stale { until: Time } => "it was current until {until}", "它的有效期至 {until}", "它的有效期至 {until}";
    TooOld => "it is too old", "它過於陳舊", "它过于陈旧";
    NotYetValid { from: Time } =>
        "it is of {from}, which is later",
        "它在 {from} 才發出",
        "它在 {from} 才发出";
    SignerNotFound => "the certificate of its signer is missing", "欠缺其簽署者的證書", "欠缺其签名者的证书";
    Signature => "its signature does not hold, or is not processed", "其簽署不成立或不獲處理", "其签名不成立或不获处理";
    SignerUsage =>
        "its signer may not sign CRLs (cRLSign)",
        "其簽署者不可簽署證書撤銷清單（cRLSign）",
        "其签名者不可签名证书吊销列表（cRLSign）";
    SignerPath =>
        "no path leads from its signer to the trust anchor", "沒有路徑由其簽署者通往信任錨", "没有路径由其签名者通往信任锚";
    SignerRevoked => "its signer was revoked", "其簽署者已被撤銷", "其签名者已被吊销";
    SignerUndetermined =>
        "it is not known whether its signer was revoked", "無法得知其簽署者是否已被撤銷", "无法得知其签名者是否已被吊销";
    Limit => "it was not checked: a limit was reached", "已達上限，因此沒有檢查它", "已达上限，因此没有检查它";
}

impl From<ProblemKind> for Detail {
    fn from(kind: ProblemKind) -> Self {
        problem(kind).into()
    }
}

fn problem(kind: ProblemKind) -> ProblemDetail {
    match kind {
        ProblemKind::CrlDefect(defect) => crl_defect(defect),
        ProblemKind::CrlOutOfScope(
            OutOfScope::AttributeCertificates
            | OutOfScope::AuthorityCertificates
            | OutOfScope::DistributionPoint
            | OutOfScope::UserCertificates,
        ) => ProblemDetail::OtherCertificates,
        ProblemKind::CrlSomeReasons(reasons) => ProblemDetail::SomeReasons {
            reasons: reasons.names().into_iter().map(str::to_owned).collect(),
        },
        ProblemKind::DeltaWithoutBase => ProblemDetail::DeltaWithoutBase,
        ProblemKind::OcspRefusal(refusal) => ProblemDetail::Refused {
            status: refusal_name(&refusal),
        },
        ProblemKind::OcspDefect(OcspDefect::DuplicateExtension) => {
            ProblemDetail::DuplicateExtension
        }
        ProblemKind::OcspDefect(OcspDefect::UnknownCriticalExtension(identifier)) => {
            ProblemDetail::UnknownCriticalExtension { identifier }
        }
        ProblemKind::OcspUnknown => ProblemDetail::OcspUnknown,
        ProblemKind::OcspNotAuthorized(why) => not_authorized(why),
        ProblemKind::Stale(Some(until)) => ProblemDetail::Stale { until },
        ProblemKind::Stale(None) => ProblemDetail::TooOld,
        ProblemKind::NotYetValid(from) => ProblemDetail::NotYetValid { from },
        ProblemKind::SignerNotFound => ProblemDetail::SignerNotFound,
        ProblemKind::Signature(_) => ProblemDetail::Signature,
        ProblemKind::SignerUsage => ProblemDetail::SignerUsage,
        ProblemKind::SignerPath => ProblemDetail::SignerPath,
        ProblemKind::SignerRevoked => ProblemDetail::SignerRevoked,
        ProblemKind::SignerUndetermined => ProblemDetail::SignerUndetermined,
        ProblemKind::Limit => ProblemDetail::Limit,
    }
}

fn crl_defect(defect: CrlDefect) -> ProblemDetail {
    match defect {
        CrlDefect::AlgorithmsDiffer => ProblemDetail::AlgorithmsDiffer,
        CrlDefect::CertificateIssuerInDirectList => ProblemDetail::CertificateIssuerInDirectList,
        CrlDefect::ContradictoryScope => ProblemDetail::ContradictoryScope,
        CrlDefect::DuplicateExtension => ProblemDetail::DuplicateExtension,
        CrlDefect::ExtensionsInVersion1 => ProblemDetail::ExtensionsInVersion1,
        CrlDefect::IssuerEmpty => ProblemDetail::IssuerEmpty,
        CrlDefect::NextUpdateMissing => ProblemDetail::NextUpdateMissing,
        CrlDefect::NumberIrregular => ProblemDetail::NumberIrregular,
        CrlDefect::NumberMissing => ProblemDetail::NumberMissing,
        CrlDefect::UnknownCriticalExtension(identifier) => {
            ProblemDetail::UnknownCriticalExtension { identifier }
        }
        CrlDefect::UnknownCriticalEntryExtension => ProblemDetail::UnknownCriticalEntryExtension,
    }
}

/// Returns the name in RFC 6960 §4.2.1.
fn refusal_name(refusal: &OcspRefusal) -> &'static str {
    match refusal {
        OcspRefusal::MalformedRequest => "malformedRequest",
        OcspRefusal::InternalError => "internalError",
        OcspRefusal::TryLater => "tryLater",
        OcspRefusal::SigRequired => "sigRequired",
        OcspRefusal::Unauthorized => "unauthorized",
        OcspRefusal::UnknownStatus(_) => "?",
        OcspRefusal::NoResponseBytes | OcspRefusal::UnknownType(_) => "successful",
    }
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
