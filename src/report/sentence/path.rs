//! Sentences about the path as a whole.

use alloc::string::String;

use crate::report::sentence::{Detail, details};

details! {
    /// Findings about the path as a whole.
    PathDetail:
    Found { count: usize, anchor: String } =>
        "A path of {count} certificates leads to the trust anchor '{anchor}'.",
        "一條由 {count} 張證書組成的路徑通往信任錨「{anchor}」。";
    FoundByName { count: usize, anchor: String } =>
        "By names alone, a path of {count} certificates leads to the trust anchor '{anchor}'; at \
         least one of its signatures does not fit.",
        "單憑名稱，一條由 {count} 張證書組成的路徑通往信任錨「{anchor}」；其中至少一個簽署不符。";
    TooManyCertificates { most: usize } =>
        "The search for a path was broken off: a path may have at most {most} certificates here.",
        "路徑搜尋已中止：在此一條路徑最多可有 {most} 張證書。";
    TooManySignatures { most: usize } =>
        "The search for a path was broken off: at most {most} signatures of certificates are \
         verified. Fewer intermediates with the same name help.",
        "路徑搜尋已中止：最多驗證 {most} 個證書簽署。減少同名的中繼證書會有幫助。";
    TooManyIssuers { most: usize } =>
        "The search for a path was broken off: at most {most} issuers are tried. Fewer intermediates \
         with the same name help.",
        "路徑搜尋已中止：最多嘗試 {most} 個發證者。減少同名的中繼證書會有幫助。";
    TooManyPaths { most: usize } =>
        "The search for a path was broken off: at most {most} paths are validated. Fewer \
         intermediates help.",
        "路徑搜尋已中止：最多驗證 {most} 條路徑。減少中繼證書會有幫助。";
    IssuerMissing { issuer: String, number: usize } =>
        "No certificate of '{issuer}', which issued certificate {number}, is among the trust anchors \
         and intermediates.",
        "信任錨和中繼證書之中，沒有第 {number} 張證書的發證者「{issuer}」的證書。";
    IssuerHasOtherKey { issuer: String, number: usize, serial: String, place: Detail } =>
        "The certificate of '{issuer}' with serial number {serial} (among the {place}) did not issue \
         certificate {number}: it has the issuer's name but another key, which the signature does \
         not fit.",
        "「{issuer}」序號為 {serial} 的證書（屬於{place}）並非用來發出第 {number} 張證書：名稱與發證者相同，\
         但密碼匙不同，簽署不符。";
    IssuerHasOtherIdentifier { issuer: String, number: usize, serial: String, place: Detail } =>
        "The certificate of '{issuer}' with serial number {serial} (among the {place}) did not issue \
         certificate {number}: it has the issuer's name but another key. Its subjectKeyIdentifier is \
         not the authorityKeyIdentifier of certificate {number}, and the signature does not fit.",
        "「{issuer}」序號為 {serial} 的證書（屬於{place}）並非用來發出第 {number} 張證書：名稱與發證者相同，\
         但密碼匙不同。其 subjectKeyIdentifier 並非第 {number} 張證書的 authorityKeyIdentifier，簽署亦不符。";
    IssuerNameWritten { issuer: String, number: usize, serial: String, place: Detail } =>
        "The certificate with serial number {serial} (among the {place}) has a name that reads like \
         '{issuer}', the issuer of certificate {number}, but is written in other types of strings \
         or other letters, so that it is not the same name (RFC 5280 §7.1).",
        "序號為 {serial} 的證書（屬於{place}）的名稱讀起來與第 {number} 張證書的發證者「{issuer}」相同，\
         但字串類型或字母寫法不同，因此並非同一名稱（RFC 5280 §7.1）。";
    IssuerHasOtherName { issuer: String, number: usize, found: String, place: Detail } =>
        "No certificate of '{issuer}', which issued certificate {number}, was given. The one of \
         '{found}' (among the {place}) has the key that certificate {number} names \
         (authorityKeyIdentifier), but another name.",
        "沒有提供第 {number} 張證書的發證者「{issuer}」的證書。「{found}」的證書（屬於{place}）\
         具有第 {number} 張證書所指的密碼匙（authorityKeyIdentifier），但名稱不同。";
    IssuersInCircle { issuer: String, number: usize } =>
        "The certificates of '{issuer}', which issued certificate {number}, only lead back to \
         certificates of the path, and to no trust anchor.",
        "第 {number} 張證書的發證者「{issuer}」的證書只會繞回路徑上的證書，不通往任何信任錨。";
    SelfIssued { subject: String, number: usize } =>
        "Certificate {number}, '{subject}', is self-issued and is not among the trust anchors that \
         were given. Whoever trusts it gives it as a trust anchor.",
        "第 {number} 張證書「{subject}」由其自身發出，並不在所提供的信任錨之列。信任它的人須把它列為信任錨。";
    SelfIssuedNamesake { subject: String, number: usize } =>
        "Certificate {number}, '{subject}', is self-issued and is not among the trust anchors that \
         were given. A trust anchor has the same name but another key: one may pose as the other.",
        "第 {number} 張證書「{subject}」由其自身發出，並不在所提供的信任錨之列。\
         有一個信任錨與它同名但密碼匙不同：其一可能冒充另一個。";
    AnchorVouchesForOthers { issuer: String, number: usize } =>
        "Certificate {number} is itself a trust anchor, and those vouch for others, not for \
         themselves. No certificate of its issuer '{issuer}' that could have issued it was given.",
        "第 {number} 張證書本身是信任錨，而信任錨只為其他證書作保，不為自己作保。\
         沒有提供其發證者「{issuer}」可能用來發出它的證書。";
    AnchorAskedFor { anchor: String, known_as: Detail } =>
        "The trust anchor '{anchor}' is one of those that were asked for ({known_as}).",
        "信任錨「{anchor}」屬於所要求的其中一個（{known_as}）。";
    AnchorNotAskedFor { anchor: String, known_as: Detail } =>
        "The trust anchor '{anchor}' is none of those that were asked for ({known_as}).",
        "信任錨「{anchor}」並非所要求的任何一個（{known_as}）。";
    NoAnchorWanted { anchor: String, known_as: Detail } =>
        "No trust anchor in particular was asked for; this one is '{anchor}' ({known_as}).",
        "沒有要求特定的信任錨；此信任錨為「{anchor}」（{known_as}）。";
    NoGreatestLength =>
        "No greatest length of the path was asked for.",
        "沒有要求路徑的最大長度。";
    TooLong { between: usize, most: u32 } =>
        "The path has {between} authorities between end entity and trust anchor; at most {most} were \
         asked for.",
        "終端證書與信任錨之間有 {between} 個核證機關；要求最多為 {most} 個。";
    ShortEnough { between: usize, most: u32 } =>
        "The path has {between} authorities between end entity and trust anchor, and {most} were \
         allowed.",
        "終端證書與信任錨之間有 {between} 個核證機關，上限為 {most} 個。";
}

details! {
    /// Where a certificate was given, as parts of sentences.
    PlaceDetail:
    Anchors => "trust anchors", "信任錨";
    Intermediates => "intermediates", "中繼證書";
}

details! {
    /// Names of known trust anchors, as parts of sentences.
    KnownDetail:
    As { name: &'static str } =>
        "known by its fingerprint as {name}", "其指紋屬於 {name}";
    Unknown =>
        "its fingerprint is not known here", "其指紋未知";
}
