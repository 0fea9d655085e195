//! Where the verdict's parser sees something else than x509-parser in the same octets.

use alloc::borrow::ToOwned as _;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use x509_parser::certificate::X509Certificate;

use crate::Error;
use crate::inspection::comparison::{Difference, Reason, differences};
use crate::report::Detail;
use crate::report::sentence::{Reason as Clause, details};

details! {
    /// A field that the two parsers read differently.
    DifferenceDetail:
    Refused { reason: Clause } =>
        "The verdict's reader refuses the certificate: {reason}. This viewer reads more leniently, so \
         that what is wrong can be looked at; no verdict rests on what it shows.",
        "判定時所用的讀取程式拒絕這張證書：{reason}。此檢視程式的讀取較為寬鬆，以便查看錯處；任何判定均不依據其所顯示的內容。",
        "判定时所用的读取程序拒绝这张证书：{reason}。此查看程序的读取较为宽松，以便查看错处；任何判定均不依据其所显示的内容。";
    Unread { reason: String } =>
        "This viewer cannot read the certificate ({reason}), and shows the types of its values alone. \
         The verdict's reader reads it.",
        "此檢視程式無法讀取這張證書（{reason}），因此只顯示其值的類型。判定時所用的讀取程式能夠讀取。",
        "此查看程序无法读取这张证书（{reason}），因此只显示其值的类型。判定时所用的读取程序能够读取。";
    CountBeyond32Bits { field: String } =>
        "'{field}' is a number that this viewer cannot read, because it is too large. The verdict's \
         reader takes it for no limit.",
        "「{field}」的數值過大，此檢視程式無法讀取。判定時所用的讀取程式視之為沒有上限。",
        "“{field}”的数值过大，此查看程序无法读取。判定时所用的读取程序视之为没有上限。";
    UnreadableExtension { field: String } =>
        "'{field}' is shown as far as this viewer reads it. To the verdict's reader the extension is \
         not what RFC 5280 puts there, and counts as unreadable.",
        "「{field}」所顯示的是此檢視程式能讀取的部分。對判定時所用的讀取程式而言，該擴充欄位不符合 RFC 5280，視為無法讀取。",
        "“{field}”所显示的是此查看程序能读取的部分。对判定时所用的读取程序而言，该扩展不符合 RFC 5280，视为无法读取。";
    PartlyRead { field: String } =>
        "'{field}' is shown in part, because this viewer leaves some of it unread. The verdict's \
         reader reads all of it.",
        "「{field}」只顯示了部分內容，因為此檢視程式沒有讀取其餘部分。判定時所用的讀取程式會讀取全部內容。",
        "“{field}”只显示了部分内容，因为此查看程序没有读取其余部分。判定时所用的读取程序会读取全部内容。";
    RelativeDistributionPoint { field: String } =>
        "'{field}' has a name relative to the CRL's issuer, which this viewer cannot read. The \
         verdict's reader reads it as RFC 5280 Appendix A.2 encodes it.",
        "「{field}」載有相對於發出者的名稱，此檢視程式無法讀取。判定時所用的讀取程式按 RFC 5280 附錄 A.2 的編碼讀取。",
        "“{field}”载有相对于颁发者的名称，此查看程序无法读取。判定时所用的读取程序按 RFC 5280 附录 A.2 的编码读取。";
    Other { field: String } =>
        "'{field}': this viewer and the verdict's reader see different values in the same octets. The \
         verdict rests on its own reader.",
        "「{field}」：此檢視程式與判定時所用的讀取程式在相同的內容中讀到不同的值。判定以其自身的讀取程式為準。",
        "“{field}”：此查看程序与判定时所用的读取程序在相同的内容中读到不同的值。判定以其自身的读取程序为准。";
}

/// A field that the two parsers read differently.
#[derive(Clone, Debug)]
pub struct ReaderDifference {
    /// Name of the field; 'certificate' if one of the two cannot read the certificate at all.
    pub field: String,
    /// What is different, and which of the two the verdict rests on.
    pub detail: Detail,
    /// The value that x509-parser reads, octets in hexadecimal; `None` if it reads none.
    pub inspected: Option<String>,
    /// The value that the verdict's parser reads.
    pub verdict: Option<String>,
}

/// Returns the differences of a certificate that x509-parser has read.
pub(super) fn of(der: &[u8], certificate: &X509Certificate<'_>) -> Vec<ReaderDifference> {
    match differences(der, certificate) {
        Ok(found) => found.into_iter().map(ReaderDifference::from).collect(),
        Err(error) => {
            let reason = match error {
                Error::CertificateMalformed { reason, .. } => reason,
                other => other.to_string(),
            };
            Vec::from([ReaderDifference::of_certificate(
                DifferenceDetail::Refused {
                    reason: reason.into(),
                },
            )])
        }
    }
}

/// Returns the difference of a certificate that x509-parser cannot read, and the verdict's parser can.
pub(super) fn unread(reason: String) -> ReaderDifference {
    ReaderDifference::of_certificate(DifferenceDetail::Unread { reason })
}

impl ReaderDifference {
    fn of_certificate(detail: DifferenceDetail) -> Self {
        Self {
            field: "certificate".to_owned(),
            detail: detail.into(),
            inspected: None,
            verdict: None,
        }
    }
}

impl From<Difference> for ReaderDifference {
    fn from(difference: Difference) -> Self {
        let field = difference.field.to_owned();
        let detail = match Reason::of(&difference) {
            Some(Reason::CountBeyond32Bits) => DifferenceDetail::CountBeyond32Bits { field },
            Some(Reason::UnreadableExtension) => DifferenceDetail::UnreadableExtension { field },
            Some(Reason::PartlyRead) => DifferenceDetail::PartlyRead { field },
            Some(Reason::RelativeDistributionPoint) => {
                DifferenceDetail::RelativeDistributionPoint { field }
            }
            Some(Reason::VersionBeyond32Bits) | None => DifferenceDetail::Other { field },
        };
        Self {
            field: difference.field.to_owned(),
            detail: detail.into(),
            inspected: difference.x509_parser,
            verdict: difference.iamsmart,
        }
    }
}
