//! Sentences about the path as a whole.

use alloc::string::String;

use crate::asn1::item::ItemName;
use crate::report::sentence::{Detail, details};

details! {
    /// Findings about the path as a whole.
    PathDetail:
    Found { count: usize, anchor: String } =>
        "A path of {count} certificates leads to the trust anchor '{anchor}'.",
        "一條由 {count} 張證書組成的路徑通往信任錨「{anchor}」。",
        "一条由 {count} 张证书组成的路径通往信任锚“{anchor}”。";
    FoundByName { count: usize, anchor: String } =>
        "By names alone, a path of {count} certificates leads to the trust anchor '{anchor}'; at \
         least one of its signatures does not fit.",
        "單憑名稱，一條由 {count} 張證書組成的路徑通往信任錨「{anchor}」；其中至少一個簽署不符。",
        "仅凭名称，一条由 {count} 张证书组成的路径通往信任锚“{anchor}”；其中至少一个签名不符。";
    TooManyCertificates { most: usize } =>
        "The search for a path was broken off: this version follows at most {most} certificates.",
        "路徑搜尋已中止：本版本最多沿 {most} 張證書搜尋。",
        "路径搜索已中止：本版本最多沿 {most} 张证书搜索。";
    TooManySignatures { most: usize } =>
        "The search for a path was broken off: this version verifies at most {most} signatures of \
         certificates. Give fewer intermediates of the same name.",
        "路徑搜尋已中止：本版本最多驗證 {most} 個證書簽署。請減少同名的中繼證書。",
        "路径搜索已中止：本版本最多验证 {most} 个证书签名。请减少同名的中间证书。";
    TooManySignaturesTogether { most: usize } =>
        "The search for a path was broken off: this version verifies at most {most} signatures of \
         certificates for all signers of a message together. Say which of them is meant, or give fewer \
         intermediates of the same name.",
        "路徑搜尋已中止：就一則訊息的所有簽署人，本版本合共最多驗證 {most} 個證書簽署。請在驗證時指明其中一名，\
         或減少同名的中繼證書。",
        "路径搜索已中止：就一则消息的所有签名人，本版本合共最多验证 {most} 个证书签名。请在验证时指明其中一名，\
         或减少同名的中间证书。";
    TooManyIssuers { most: usize } =>
        "The search for a path was broken off: this version tries at most {most} issuers. Give fewer \
         intermediates of the same name.",
        "路徑搜尋已中止：本版本最多嘗試 {most} 個簽發機關。請減少同名的中繼證書。",
        "路径搜索已中止：本版本最多尝试 {most} 个颁发机构。请减少同名的中间证书。";
    TooManyPaths { most: usize } =>
        "The search for a path was broken off: this version validates at most {most} paths. Give \
         fewer intermediates.",
        "路徑搜尋已中止：本版本最多驗證 {most} 條路徑。請減少中繼證書。",
        "路径搜索已中止：本版本最多验证 {most} 条路径。请减少中间证书。";
    IssuerMissing { issuer: String, certificate: Detail } =>
        "No certificate of '{issuer}', which issued {certificate}, is among the trust anchors and \
         intermediates.",
        "信任錨和中繼證書之中，沒有「{issuer}」的證書，而{certificate}由該機關發出。",
        "信任锚和中间证书之中，没有“{issuer}”的证书，而{certificate}由该机构颁发。";
    IssuerHasOtherKey { issuer: String, certificate: Detail, serial: String, place: Detail } =>
        "The certificate of '{issuer}' with serial number {serial} (among the {place}) did not issue \
         {certificate}: it has the issuer's name but another key, which the signature does not fit.",
        "「{issuer}」序號為 {serial} 的證書（屬於{place}）並非用來發出{certificate}：\
         名稱與簽發機關相同，但密碼匙不同，簽署不符。",
        "“{issuer}”序列号为 {serial} 的证书（属于{place}）并非用来颁发{certificate}：\
         名称与颁发机构相同，但密钥不同，签名不符。";
    IssuerHasOtherIdentifier { issuer: String, certificate: Detail, serial: String, place: Detail } =>
        "The certificate of '{issuer}' with serial number {serial} (among the {place}) did not issue \
         {certificate}: it has the issuer's name but another key. Its subjectKeyIdentifier is not the \
         authorityKeyIdentifier of {certificate}, and the signature does not fit.",
        "「{issuer}」序號為 {serial} 的證書（屬於{place}）並非用來發出{certificate}：\
         名稱與簽發機關相同，但密碼匙不同。前者的密碼匙（subjectKeyIdentifier）並非後者所指的密碼匙\
         （authorityKeyIdentifier），簽署亦不符。",
        "“{issuer}”序列号为 {serial} 的证书（属于{place}）并非用来颁发{certificate}：\
         名称与颁发机构相同，但密钥不同。前者的密钥（subjectKeyIdentifier）并非后者所指的密钥\
         （authorityKeyIdentifier），签名也不符。";
    IssuerNameWritten { issuer: String, certificate: Detail, serial: String, place: Detail } =>
        "The certificate with serial number {serial} (among the {place}) has a name that reads like \
         '{issuer}', the issuer of {certificate}, but it is written with other letters, in other types \
         of strings or in another order, and so is not the same name (RFC 5280 §7.1).",
        "序號為 {serial} 的證書（屬於{place}）的名稱，讀起來與「{issuer}」（發出{certificate}的機關）相同，\
         但字母寫法、字串類型或次序不同，因此並非同一名稱（RFC 5280 §7.1）。",
        "序列号为 {serial} 的证书（属于{place}）的名称，读起来与“{issuer}”（颁发{certificate}的机构）相同，\
         但字母写法、字符串类型或次序不同，因此并非同一名称（RFC 5280 §7.1）。";
    IssuerHasOtherName { issuer: String, certificate: Detail, found: String, place: Detail } =>
        "No certificate of '{issuer}', which issued {certificate}, was given. The one of '{found}' \
         (among the {place}) has the key that it names (authorityKeyIdentifier), but another name.",
        "沒有提供「{issuer}」的證書，而{certificate}由該機關發出。「{found}」的證書（屬於{place}）\
         具有其所指的密碼匙（authorityKeyIdentifier），但名稱不同。",
        "没有提供“{issuer}”的证书，而{certificate}由该机构颁发。“{found}”的证书（属于{place}）\
         具有其所指的密钥（authorityKeyIdentifier），但名称不同。";
    IssuersInCircle { issuer: String, certificate: Detail } =>
        "The certificates of '{issuer}', which issued {certificate}, only lead back to certificates of \
         the path, and to no trust anchor.",
        "{certificate}由「{issuer}」發出，而該機關的證書只會繞回路徑上的證書，不通往任何信任錨。",
        "{certificate}由“{issuer}”颁发，而该机构的证书只会绕回路径上的证书，不通往任何信任锚。";
    SelfIssued { subject: String } =>
        "The certificate of '{subject}' is self-issued and not among the trust anchors that were given. \
         If you trust it, give it as a trust anchor.",
        "「{subject}」的證書由其自身發出，並不在所提供的信任錨之列。如信任它，請把它列為信任錨。",
        "“{subject}”的证书由其自身颁发，并不在所提供的信任锚之列。如信任它，请把它列为信任锚。";
    SelfIssuedNamesake { subject: String } =>
        "The certificate of '{subject}' is self-issued and not among the trust anchors that were given. \
         One of them has the same name but another key: this one may only pose as it.",
        "「{subject}」的證書由其自身發出，並不在所提供的信任錨之列。其中一個信任錨與它同名但密碼匙不同：此證書可能只是冒充。",
        "“{subject}”的证书由其自身颁发，并不在所提供的信任锚之列。其中一个信任锚与它同名但密钥不同：此证书可能只是冒充。";
    IssuerUnreadable { issuer: String, certificate: Detail, item: ItemName } =>
        "The certificate of '{issuer}' that may have issued {certificate} is {item}, which cannot be \
         read; the check of that name says why.",
        "「{issuer}」可能用來發出{certificate}的證書是{item}，但無法讀取；以其命名的檢查說明原因。",
        "“{issuer}”可能用来颁发{certificate}的证书是{item}，但无法读取；以其命名的检查说明原因。";
    AnchorVouchesForOthers { issuer: String, certificate: Detail } =>
        "A trust anchor vouches for others, not for itself, and {certificate} is one. No certificate \
         of its issuer '{issuer}' that could have issued it was given.",
        "信任錨只為其他證書作保，不為自己作保，而{certificate}本身是信任錨。\
         沒有提供其簽發機關「{issuer}」可能用來發出它的證書。",
        "信任锚只为其他证书作保，不为自己作保，而{certificate}本身是信任锚。\
         没有提供其颁发机构“{issuer}”可能用来颁发它的证书。";
    AnchorAskedFor { anchor: String, known_as: Detail } =>
        "The trust anchor '{anchor}' is one of those that were asked for ({known_as}).",
        "信任錨「{anchor}」屬於所要求的其中一個（{known_as}）。",
        "信任锚“{anchor}”属于所要求的其中一个（{known_as}）。";
    AnchorNotAskedFor { anchor: String, known_as: Detail } =>
        "The trust anchor '{anchor}' is none of those that were asked for ({known_as}).",
        "信任錨「{anchor}」並非所要求的任何一個（{known_as}）。",
        "信任锚“{anchor}”并非所要求的任何一个（{known_as}）。";
    NoAnchorWanted { anchor: String, known_as: Detail } =>
        "No trust anchor in particular was asked for; this one is '{anchor}' ({known_as}).",
        "沒有要求特定的信任錨；此信任錨為「{anchor}」（{known_as}）。",
        "没有要求特定的信任锚；此信任锚为“{anchor}”（{known_as}）。";
    NoGreatestLength =>
        "No greatest length of the path was asked for.",
        "沒有要求路徑的最大長度。",
        "没有要求路径的最大长度。";
    TooLong { between: usize, most: u32 } =>
        "The path has {between} authorities between end entity and trust anchor; at most {most} were \
         asked for.",
        "終端證書與信任錨之間有 {between} 個核證機關；要求最多為 {most} 個。",
        "终端证书与信任锚之间有 {between} 个证书颁发机构；要求最多为 {most} 个。";
    ShortEnough { between: usize, most: u32 } =>
        "The path has {between} authorities between end entity and trust anchor, and {most} were \
         allowed.",
        "終端證書與信任錨之間有 {between} 個核證機關，上限為 {most} 個。",
        "终端证书与信任锚之间有 {between} 个证书颁发机构，上限为 {most} 个。";
}

details! {
    /// Where a certificate was given, as parts of sentences.
    PlaceDetail:
    Anchors => "trust anchors", "信任錨", "信任锚";
    Intermediates => "intermediates", "中繼證書", "中间证书";
}

details! {
    /// Names of known trust anchors, as parts of sentences.
    KnownDetail:
    As { name: &'static str } =>
        "known by its fingerprint as {name}", "其指紋屬於 {name}", "其指纹属于 {name}";
    Unknown =>
        "its fingerprint is not known here", "其指紋未知", "其指纹未知";
}
