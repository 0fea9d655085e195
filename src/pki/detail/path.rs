//! Sentences about the path as a whole.

use super::details;

details! {
    /// The path as a whole.
    PathDetail:
    Found { count: usize, anchor: String } =>
        "A path of {count} certificates leads to the trust anchor '{anchor}'.",
        "一條由 {count} 張證書組成的路徑通往信任錨「{anchor}」。";
    BrokenOff =>
        "The search for a path was broken off: there are more candidates, signatures or paths than \
         it may try.",
        "路徑搜尋已中止：候選證書、簽署或路徑的數目超出可嘗試的上限。";
    IssuerMissing { issuer: String, number: usize } =>
        "No certificate of '{issuer}' that could have issued certificate {number} is among the trust \
         anchors and intermediates.",
        "在信任錨和中繼證書之中，找不到可能發出第 {number} 張證書的「{issuer}」的證書。";
    AnchorVouchesForOthers { issuer: String, number: usize } =>
        "No certificate of '{issuer}' that could have issued certificate {number} is among the trust \
         anchors and intermediates. It is itself a trust anchor, and those vouch for others, not for \
         themselves.",
        "在信任錨和中繼證書之中，找不到可能發出第 {number} 張證書的「{issuer}」的證書。該證書本身是信任錨，\
         而信任錨只為其他證書作保，不為自己作保。";
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
