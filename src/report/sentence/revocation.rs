//! Sentences about revocation status.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::revocation::{RevocationSource, UndeterminedReason};
use crate::report::sentence::{Detail, details};

details! {
    /// Findings about the revocation status of a certificate.
    RevocationDetail:
    AnchorNotRevoked =>
        "A trust anchor is not revoked, but no longer given as one.",
        "信任錨不會被撤銷，只會不再被指定為信任錨。",
        "信任锚不会被吊销，只会不再被指定为信任锚。";
    Off =>
        "The caller turned revocation off.",
        "呼叫者已關閉撤銷檢查。",
        "调用者已关闭吊销检查。";
    PathIncomplete =>
        "The path leads to no trust anchor, so nobody is believed who says whether the certificate \
         was revoked.",
        "路徑並不通往信任錨，因此關於證書是否已被撤銷的說法均不可信。",
        "路径并不通往信任锚，因此关于证书是否已被吊销的说法均不可信。";
    Good { source: Detail, this_update: Time } =>
        "The certificate was not revoked, says {source} of {this_update}.",
        "證書未被撤銷（根據 {this_update} 的 {source}）。",
        "证书未被吊销（根据 {this_update} 的 {source}）。";
    GoodUntil { source: Detail, this_update: Time, next_update: Time } =>
        "The certificate was not revoked, says {source} of {this_update}, current until \
         {next_update}.",
        "證書未被撤銷（根據 {this_update} 的 {source}，有效至 {next_update}）。",
        "证书未被吊销（根据 {this_update} 的 {source}，有效至 {next_update}）。";
    Revoked { date: Time, reason: &'static str, source: Detail } =>
        "The certificate was revoked at {date} ({reason}), says {source}.",
        "證書已於 {date} 被撤銷（{reason}），根據 {source}。",
        "证书已于 {date} 被吊销（{reason}），根据 {source}。";
    RevokedBeforeClaim { date: Time, reason: &'static str, source: Detail, claimed: Time } =>
        "The certificate was revoked at {date} ({reason}), says {source}: before or at the time that \
         the signature is claimed to be of ({claimed}).",
        "證書已於 {date} 被撤銷（{reason}），根據 {source}：早於或等於簽署聲稱作出的時間（{claimed}）。",
        "证书已于 {date} 被吊销（{reason}），根据 {source}：早于或等于签名声称作出的时间（{claimed}）。";
    RevokedAfterClaim { date: Time, reason: &'static str, source: Detail, claimed: Time } =>
        "The certificate was revoked at {date} ({reason}), says {source}: after the time that the \
         signature is claimed to be of ({claimed}), which nothing proves.",
        "證書已於 {date} 被撤銷（{reason}），根據 {source}：遲於簽署聲稱作出的時間（{claimed}），\
         但該時間沒有任何證明。",
        "证书已于 {date} 被吊销（{reason}），根据 {source}：迟于签名声称作出的时间（{claimed}），\
         但该时间没有任何证明。";
    OnHold { date: Time, source: Detail } =>
        "The certificate has been suspended since {date} (certificateHold), says {source}; it may \
         come back.",
        "證書自 {date} 起被暫時吊銷（certificateHold），根據 {source}；其後可能恢復。",
        "证书自 {date} 起被暂时吊销（certificateHold），根据 {source}；其后可能恢复。";
    Undetermined { why: Detail } =>
        "It is not known whether the certificate was revoked: {why}.",
        "無法得知證書是否已被撤銷：{why}。",
        "无法得知证书是否已被吊销：{why}。";
    UndeterminedBecause { why: Detail, problems: Vec<Detail> } =>
        "It is not known whether the certificate was revoked: {why} ({problems}).",
        "無法得知證書是否已被撤銷：{why}（{problems}）。",
        "无法得知证书是否已被吊销：{why}（{problems}）。";
}

details! {
    /// Sources of a status, as parts of sentences, named like the arguments.
    SourceDetail:
    Crl { index: usize } => "crls[{index}]", "crls[{index}]", "crls[{index}]";
    CrlWithDelta { index: usize, delta: usize } =>
        "crls[{index}] with crls[{delta}]",
        "crls[{index}] 連同 crls[{delta}]",
        "crls[{index}] 连同 crls[{delta}]";
    Ocsp { index: usize } =>
        "ocspResponses[{index}]",
        "ocspResponses[{index}]",
        "ocspResponses[{index}]";
    Problem { source: Detail, what: Detail } =>
        "{source}: {what}",
        "{source}：{what}",
        "{source}：{what}";
}

details! {
    /// Reasons for a missing status, as parts of sentences.
    WhyDetail:
    Limit =>
        "there is more to be checked than is checked",
        "需要檢查的超出上限",
        "需要检查的超出上限";
    Unknown =>
        "a responder does not know it",
        "回應者不認識該證書",
        "响应者不认识该证书";
    SomeReasons =>
        "there are CRLs about some reasons of revocation only",
        "現有的證書撤銷清單只涵蓋部分撤銷原因",
        "现有的证书吊销列表只涵盖部分吊销原因";
    Stale =>
        "what there is was current once",
        "現有的資料已過時",
        "现有的数据已过时";
    NotYetValid =>
        "what there is was issued later",
        "現有的資料在驗證時間之後才發出",
        "现有的数据在验证时间之后才发出";
    Unusable =>
        "what there is cannot be relied on",
        "現有的資料並不可靠",
        "现有的数据并不可靠";
    NoData =>
        "nothing at hand is about it",
        "沒有關於該證書的資料",
        "没有关于该证书的数据";
}

impl From<RevocationSource> for Detail {
    fn from(source: RevocationSource) -> Self {
        let detail = match source {
            RevocationSource::Crl(index) => SourceDetail::Crl { index },
            RevocationSource::Ocsp(index) => SourceDetail::Ocsp { index },
        };
        detail.into()
    }
}

impl From<UndeterminedReason> for Detail {
    fn from(why: UndeterminedReason) -> Self {
        let detail = match why {
            UndeterminedReason::Limit => WhyDetail::Limit,
            UndeterminedReason::Unknown => WhyDetail::Unknown,
            UndeterminedReason::SomeReasons => WhyDetail::SomeReasons,
            UndeterminedReason::Stale => WhyDetail::Stale,
            UndeterminedReason::NotYetValid => WhyDetail::NotYetValid,
            UndeterminedReason::Unusable => WhyDetail::Unusable,
            UndeterminedReason::NoData => WhyDetail::NoData,
        };
        detail.into()
    }
}
