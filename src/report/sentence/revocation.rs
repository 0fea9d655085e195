//! Sentences about revocation status.

use crate::asn1::item::ItemName;
use crate::asn1::time::Time;
use crate::pki::revocation::{
    MAX_COMPARISONS, MAX_DEPTH, MAX_OCTETS, MAX_SIGNATURES, UndeterminedReason, WorkLimit,
};
use crate::report::sentence::{Clauses, Detail, details};

details! {
    /// Findings about the revocation status of a certificate.
    RevocationDetail:
    AnchorNotRevoked =>
        "A trust anchor is not revoked, but no longer given as one.",
        "信任錨不會被撤銷，只會不再被列為信任錨。",
        "信任锚不会被吊销，只会不再被列为信任锚。";
    Off =>
        "Revocation was not checked, as was asked ('off').",
        "按要求沒有檢查撤銷狀況（「off」）。",
        "按要求没有检查吊销状况（“off”）。";
    PathIncomplete =>
        "The path leads to no trust anchor, so nobody is believed who says whether the certificate \
         was revoked.",
        "路徑並不通往信任錨，因此無論誰說證書是否已被撤銷，均不可信。",
        "路径并不通往信任锚，因此无论谁说证书是否已被吊销，均不可信。";
    Good { source: Detail, this_update: Time } =>
        "The certificate was not revoked, says {source} of {this_update}.",
        "證書未被撤銷（根據{this_update} 的{source}）。",
        "证书未被吊销（根据{this_update} 的{source}）。";
    GoodUntil { source: Detail, this_update: Time, next_update: Time } =>
        "The certificate was not revoked, says {source} of {this_update}, current until \
         {next_update}.",
        "證書未被撤銷（根據{this_update} 的{source}，適用至{next_update}）。",
        "证书未被吊销（根据{this_update} 的{source}，适用至{next_update}）。";
    GoodThen { source: Detail, this_update: Time, revocation: Detail } =>
        "The certificate was not revoked at the validation time, says {source} of {this_update}; \
         later it was {revocation}.",
        "證書在驗證時間未被撤銷（根據{this_update} 的{source}），其後{revocation}。",
        "证书在验证时间未被吊销（根据{this_update} 的{source}），其后{revocation}。";
    GoodDespite { good: Detail, duties: Clauses } =>
        "{good} Its issuer broke a duty that no step of validation depends on ({duties}).",
        "{good}其簽發機關未履行一項責任，但不影響任何驗證步驟（{duties}）。",
        "{good}其颁发机构未履行一项责任，但不影响任何验证步骤（{duties}）。";
    Revoked { revocation: Detail, source: Detail } =>
        "The certificate was {revocation}, says {source}; nothing proves that the signature is older. \
         Whoever can prove an earlier time can ask again as of that time.",
        "根據{source}，證書{revocation}；沒有任何證明顯示簽署在此之前作出。如能證明較早的時間，可以該時間再次驗證。",
        "根据{source}，证书{revocation}；没有任何证明显示签名在此之前作出。如能证明较早的时间，可以该时间再次验证。";
    RevokedBeforeClaim { revocation: Detail, source: Detail, claimed: Time } =>
        "The certificate was {revocation}, says {source}: before or at the time that the signature is \
         claimed to be of ({claimed}).",
        "根據{source}，證書{revocation}：早於或等於簽署聲稱作出的時間（{claimed}）。",
        "根据{source}，证书{revocation}：早于或等于签名声称作出的时间（{claimed}）。";
    RevokedAfterClaim { revocation: Detail, source: Detail, claimed: Time } =>
        "The certificate was {revocation}, says {source}: after the time that the signature is \
         claimed to be of ({claimed}), which nothing proves. Whoever can prove it can ask again as of \
         that time.",
        "根據{source}，證書{revocation}：遲於簽署聲稱作出的時間（{claimed}），但該時間沒有任何證明。如能證明該時間，可以該時間再次驗證。",
        "根据{source}，证书{revocation}：晚于签名声称作出的时间（{claimed}），但该时间没有任何证明。如能证明该时间，可以该时间再次验证。";
    OnHold { date: Time, source: Detail } =>
        "The certificate has been suspended since {date} (certificateHold), says {source}; it may \
         come back.",
        "根據{source}，證書自{date} 起暫停有效（certificateHold），其後可能恢復。",
        "根据{source}，证书自{date} 起暂停有效（certificateHold），其后可能恢复。";
    NoData =>
        "Nothing at hand says whether the certificate was revoked. A revocation list of its authority \
         says it, or the authority's answer about this certificate (OCSP).",
        "現有資料沒有說明證書是否已被撤銷。其核證機關的證書撤銷清單，或就此證書作出的回應（OCSP），可以說明。",
        "现有数据没有说明证书是否已被吊销。其证书颁发机构的证书吊销列表，或就此证书作出的响应（OCSP），可以说明。";
    Undetermined { why: Detail } =>
        "It is not known whether the certificate was revoked: {why}.",
        "無法得知證書是否已被撤銷：{why}。",
        "无法得知证书是否已被吊销：{why}。";
    UndeterminedBecause { why: Detail, problems: Clauses } =>
        "It is not known whether the certificate was revoked: {why} ({problems}).",
        "無法得知證書是否已被撤銷：{why}（{problems}）。",
        "无法得知证书是否已被吊销：{why}（{problems}）。";
    Soft { finding: Detail } =>
        "{finding} No more was asked for ('soft').",
        "{finding}沒有要求更多（「soft」）。",
        "{finding}没有要求更多（“soft”）。";
}

details! {
    /// Revocations, as parts of sentences.
    EntryDetail:
    Revoked { date: Time, reason: &'static str } =>
        "revoked at {date} ({reason})",
        "已於{date} 被撤銷（{reason}）",
        "已于{date} 被吊销（{reason}）";
    InvalidSince { date: Time, reason: &'static str, invalidity: Time } =>
        "revoked at {date} ({reason}), with effect from {invalidity} (invalidityDate)",
        "已於{date} 被撤銷（{reason}），自{invalidity} 起無效（invalidityDate）",
        "已于{date} 被吊销（{reason}），自{invalidity} 起无效（invalidityDate）";
}

details! {
    /// Sources of a status, as parts of sentences.
    SourceDetail:
    Whole { item: ItemName } => "{item}", "{item}", "{item}";
    CrlWithDelta { item: ItemName, delta: ItemName } =>
        "{item} with {delta}",
        "{item} 連同{delta}",
        "{item} 连同{delta}";
    Problem { item: ItemName, what: Detail } =>
        "{item}: {what}",
        "{item}：{what}",
        "{item}：{what}";
}

details! {
    /// Reasons for a missing status, as parts of sentences.
    WhyDetail:
    Limit { limit: Detail } =>
        "a limit of the checking was reached, {limit}",
        "已達檢查的上限，即{limit}",
        "已达检查的上限，即{limit}";
    EntryUnreadable =>
        "a list names it, and its entry cannot be read",
        "有清單列明該證書，但其條目無法讀取",
        "有列表列明该证书，但其条目无法读取";
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
    AfterExpiry =>
        "what there is was issued after it expired",
        "現有的資料在該證書屆滿後才發出",
        "现有的数据在该证书到期后才发出";
    Unusable =>
        "what there is cannot be relied on",
        "現有的資料並不可靠",
        "现有的数据并不可靠";
    NoData =>
        "what there is does not cover it",
        "現有的資料並不涵蓋該證書",
        "现有的数据并不涵盖该证书";
}

details! {
    /// Limits of the checking, as parts of sentences.
    LimitDetail:
    Signatures { most: usize } =>
        "{most} verified signatures",
        "驗證 {most} 個簽署",
        "验证 {most} 个签名";
    Comparisons { most: usize } =>
        "{most} compared names",
        "比較 {most} 個名稱",
        "比较 {most} 个名称";
    Octets { most: usize } =>
        "{most} bytes of searched lists",
        "搜尋 {most} 個位元組的清單",
        "搜索 {most} 个字节的列表";
    Depth { most: usize } =>
        "{most} certificates whose status depends on one another",
        "{most} 張證書的狀況互相依賴",
        "{most} 张证书的状况互相依赖";
    Search =>
        "that of the search for the path of a list's signer",
        "尋找清單簽署人的路徑的上限",
        "寻找列表签名人的路径的上限";
}

impl From<UndeterminedReason> for Detail {
    fn from(why: UndeterminedReason) -> Self {
        let detail = match why {
            UndeterminedReason::Limit(limit) => WhyDetail::Limit {
                limit: limit.into(),
            },
            UndeterminedReason::EntryUnreadable => WhyDetail::EntryUnreadable,
            UndeterminedReason::Unknown => WhyDetail::Unknown,
            UndeterminedReason::SomeReasons => WhyDetail::SomeReasons,
            UndeterminedReason::Stale => WhyDetail::Stale,
            UndeterminedReason::AfterExpiry => WhyDetail::AfterExpiry,
            UndeterminedReason::Unusable => WhyDetail::Unusable,
            UndeterminedReason::NoData => WhyDetail::NoData,
        };
        detail.into()
    }
}

impl From<WorkLimit> for Detail {
    fn from(limit: WorkLimit) -> Self {
        let detail = match limit {
            WorkLimit::Signatures => LimitDetail::Signatures {
                most: MAX_SIGNATURES,
            },
            WorkLimit::Comparisons => LimitDetail::Comparisons {
                most: MAX_COMPARISONS,
            },
            WorkLimit::Octets => LimitDetail::Octets { most: MAX_OCTETS },
            WorkLimit::Depth => LimitDetail::Depth { most: MAX_DEPTH },
            WorkLimit::Search => LimitDetail::Search,
        };
        detail.into()
    }
}
