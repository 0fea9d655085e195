//! Sentences about the purposes of keys.

use alloc::string::String;
use alloc::vec::Vec;

use crate::report::sentence::details;

details! {
    /// Findings about extKeyUsage (RFC 5280 §4.2.1.12).
    PurposeDetail:
    Unlimited =>
        "The certificate does not limit the purposes of its key (it has no extKeyUsage).",
        "證書沒有限制密碼匙的延伸用途（沒有 extKeyUsage）。",
        "证书没有限制密钥的扩展用途（没有 extKeyUsage）。";
    Unreadable =>
        "The certificate limits the purposes of its key (extKeyUsage), and the list cannot be read.",
        "證書限制了密碼匙的延伸用途（extKeyUsage），但其列表無法讀取。",
        "证书限制了密钥的扩展用途（extKeyUsage），但其列表无法读取。";
    NotAsked { purposes: Vec<String> } =>
        "The certificate's key is for these purposes: {purposes}. None was asked for.",
        "證書的密碼匙供以下用途：{purposes}。沒有要求任何一項。",
        "证书的密钥供以下用途：{purposes}。没有要求任何一项。";
    Fit { purposes: Vec<String> } =>
        "The certificate's key is for these purposes: {purposes}. They fit what was asked for.",
        "證書的密碼匙供以下用途：{purposes}。符合要求。",
        "证书的密钥供以下用途：{purposes}。符合要求。";
    Excluded { purposes: Vec<String>, excluded: Vec<String> } =>
        "The certificate's key is for these purposes: {purposes}. Of these, {excluded} must not be \
         there: a key that serves them signs no documents (RFC 5280 §4.2.1.12, RFC 9336 §4). Whoever \
         accepts it nevertheless has to say so when verifying.",
        "證書的密碼匙供以下用途：{purposes}。其中不可有 {excluded}：\
         有此用途的密碼匙不用於簽署文件（RFC 5280 §4.2.1.12、RFC 9336 §4）。\
         如仍要接受，須在驗證時指明。",
        "证书的密钥供以下用途：{purposes}。其中不可有 {excluded}：\
         有此用途的密钥不用于签署文件（RFC 5280 §4.2.1.12、RFC 9336 §4）。\
         如仍要接受，须在验证时指明。";
    NoneAccepted { purposes: Vec<String>, accepted: Vec<String> } =>
        "The certificate's key is for these purposes only: {purposes}. None of them is one of those \
         asked for: {accepted}.",
        "證書的密碼匙只供以下用途：{purposes}。當中沒有一項屬於所要求的：{accepted}。",
        "证书的密钥只供以下用途：{purposes}。当中没有一项属于所要求的：{accepted}。";
    Authority { purposes: Vec<String> } =>
        "The authority's certificate has these purposes only: {purposes}. RFC 5280 §6.1 does not \
         apply them to what the authority issues, but other software does and refuses this path.",
        "核證機關的證書只供以下用途：{purposes}。RFC 5280 §6.1 不會把它們套用於該機關所發出的證書，\
         但其他軟件會，並因此拒絕此路徑。",
        "证书颁发机构的证书只供以下用途：{purposes}。RFC 5280 §6.1 不会把它们套用于该机构所颁发的证书，\
         但其他软件会，并因此拒绝此路径。";
    AuthorityCritical { purposes: Vec<String> } =>
        "The authority's certificate is for these purposes only, and critically so: {purposes}. None \
         of them fits what was asked for (RFC 5280 §4.2, §4.2.1.12).",
        "核證機關的證書只供以下用途，並標示為關鍵：{purposes}。當中沒有一項符合要求（RFC 5280 §4.2、§4.2.1.12）。",
        "证书颁发机构的证书只供以下用途，并标示为关键：{purposes}。当中没有一项符合要求（RFC 5280 §4.2、§4.2.1.12）。";
}
