//! Sentences about the path as a whole.

use alloc::string::String;

use crate::report::sentence::{Detail, details};

details! {
    /// Findings about the path as a whole.
    PathDetail:
    Found { count: usize, anchor: String } =>
        "A path of {count} certificates leads to the trust anchor '{anchor}'.",
        "一條由 {count} 張證書組成的路徑通往信任錨「{anchor}」。",
        "一条由 {count} 张证书组成的路径通往信任锚“{anchor}”。";
    BrokenOff =>
        "The search for a path was broken off: there are more candidates, signatures or paths than \
         it may try.",
        "路徑搜尋已中止：候選證書、簽署或路徑的數目超出可嘗試的上限。",
        "路径搜索已中止：候选证书、签名或路径的数目超出可尝试的上限。";
    IssuerMissing { issuer: String, number: usize } =>
        "No certificate of '{issuer}' that could have issued certificate {number} is among the trust \
         anchors and intermediates.",
        "在信任錨和中繼證書之中，找不到可能發出第 {number} 張證書的「{issuer}」的證書。",
        "在信任锚和中间证书之中，找不到可能发出第 {number} 张证书的“{issuer}”的证书。";
    IssuerUnreadable { issuer: String, number: usize, item: String } =>
        "The certificate of '{issuer}' that may have issued certificate {number} is '{item}', which \
         cannot be read; the check of that name says why.",
        "可能發出第 {number} 張證書的「{issuer}」的證書是「{item}」，但該證書無法讀取；以其命名的檢查說明原因。",
        "可能发出第 {number} 张证书的“{issuer}”的证书是“{item}”，但该证书无法读取；以其命名的检查说明原因。";
    AnchorVouchesForOthers { issuer: String, number: usize } =>
        "No certificate of '{issuer}' that could have issued certificate {number} is among the trust \
         anchors and intermediates. It is itself a trust anchor, and those vouch for others, not for \
         themselves.",
        "在信任錨和中繼證書之中，找不到可能發出第 {number} 張證書的「{issuer}」的證書。該證書本身是信任錨，\
         而信任錨只為其他證書作保，不為自己作保。",
        "在信任锚和中间证书之中，找不到可能发出第 {number} 张证书的“{issuer}”的证书。该证书本身是信任锚，\
         而信任锚只为其他证书作保，不为自己作保。";
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
    /// Names of known trust anchors, as parts of sentences.
    KnownDetail:
    As { name: &'static str } =>
        "known by its fingerprint as {name}", "其指紋屬於 {name}", "其指纹属于 {name}";
    Unknown =>
        "its fingerprint is not known here", "其指紋未知", "其指纹未知";
}
