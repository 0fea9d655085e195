//! Names of certificates and of items of the input, as parts of sentences.

use alloc::string::String;

use crate::asn1::item::ItemName;
use crate::report::sentence::{Detail, details};

details! {
    /// The certificate at a position of a path.
    CertificateAt:
    Signer => "the signer's certificate", "簽署人證書", "签名人证书";
    Issuer => "the issuing authority's certificate", "簽發機關證書", "颁发机构证书";
    Higher { number: usize } =>
        "the higher authority's certificate ({number})",
        "上級核證機關證書（第 {number} 張）",
        "上级证书颁发机构证书（第 {number} 张）";
}

details! {
    /// Items of the input; the checks have their names for programs.
    NamedItem:
    Crl { number: String } =>
        "revocation list {number}", "證書撤銷清單 {number}", "证书吊销列表 {number}";
    OcspResponse { number: String } =>
        "the issuing authority's answer {number}",
        "簽發機關回應 {number}",
        "颁发机构响应 {number}";
    Certificate { number: String } =>
        "further certificate {number}", "附加證書 {number}", "附加证书 {number}";
    TrustAnchor { number: String } =>
        "trusted certificate {number}", "信任的證書 {number}", "信任的证书 {number}";
    SignatureTimestamp { number: String } => "over the signature, {number}", "簽署 {number}", "签名 {number}";
    Renewal { number: String } => "renewal {number}", "續期 {number}", "续期 {number}";
    OfEvidence { item: Detail } => "{item} in the file", "檔案內的{item}", "文件中的{item}";
    OfRenewal { item: Detail } => "{item} in the renewals", "續期資料內的{item}", "续期数据中的{item}";
    OfMessage { item: Detail } => "{item} in the message", "訊息內的{item}", "消息中的{item}";
    OfHeader { item: Detail } => "{item} in the header", "標頭內的{item}", "头部中的{item}";
    Other { name: String } => "{name}", "{name}", "{name}";
}

/// Returns the name in sentences of the certificate at `index` in a path.
pub(crate) fn certificate_at(index: usize) -> Detail {
    match index {
        0 => CertificateAt::Signer,
        1 => CertificateAt::Issuer,
        _ => CertificateAt::Higher {
            number: index.saturating_add(1),
        },
    }
    .into()
}

impl From<ItemName> for Detail {
    fn from(name: ItemName) -> Self {
        let number = name.number();
        let (place, list) = match name.list().rfind('.') {
            Some(dot) => name.list().split_at(dot + 1),
            None => ("", name.list()),
        };
        let item = Self::from(match list {
            "crls" => NamedItem::Crl { number },
            "ocspResponses" => NamedItem::OcspResponse { number },
            "intermediates" | "certificates" | "x5c" => NamedItem::Certificate { number },
            "trustAnchors" => NamedItem::TrustAnchor { number },
            "signatureTimestamps" => return NamedItem::SignatureTimestamp { number }.into(),
            "renewals" => return NamedItem::Renewal { number }.into(),
            _ => return NamedItem::Other { name: name.text() }.into(),
        });
        match place {
            "evidence." => NamedItem::OfEvidence { item }.into(),
            "evidence.renewals." => NamedItem::OfRenewal { item }.into(),
            "cms." => NamedItem::OfMessage { item }.into(),
            "jws." => NamedItem::OfHeader { item }.into(),
            _ => item,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sentence::ReportLanguage;
    use crate::report::sentence::tests::check;

    #[test]
    fn every_language_says_the_same() {
        check(CertificateAt::ROWS);
        check(NamedItem::ROWS);
    }

    #[test]
    fn items_are_named_by_what_they_are() {
        for (name, english, traditional) in [
            (
                ItemName::new("ocspResponses", 0),
                "the issuing authority's answer 1",
                "簽發機關回應 1",
            ),
            (
                ItemName::new("evidence.crls", 1),
                "revocation list 2 in the file",
                "檔案內的證書撤銷清單 2",
            ),
            (
                ItemName::new("evidence.renewals.crls", 1).part(2),
                "revocation list 2.3 in the renewals",
                "續期資料內的證書撤銷清單 2.3",
            ),
            (
                ItemName::new("jws.x5c", 2),
                "further certificate 3 in the header",
                "標頭內的附加證書 3",
            ),
            (
                ItemName::new("evidence.signatureTimestamps", 0),
                "over the signature, 1",
                "簽署 1",
            ),
            (
                ItemName::new("unheardOf", 0),
                "unheardOf[0]",
                "unheardOf[0]",
            ),
        ] {
            let detail = Detail::from(name);
            assert_eq!(detail.to_string(), english);
            let chinese = detail.in_language(ReportLanguage::TraditionalChinese);
            assert_eq!(chinese, traditional);
        }
    }

    #[test]
    fn certificates_are_named_by_whose_they_are() {
        assert_eq!(certificate_at(0).to_string(), "the signer's certificate");
        let issuer = certificate_at(1).to_string();
        assert_eq!(issuer, "the issuing authority's certificate");
        let higher = certificate_at(2).to_string();
        assert_eq!(higher, "the higher authority's certificate (3)");
    }
}
