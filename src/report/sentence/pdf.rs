//! Sentences about signatures in PDF files.

use alloc::string::String;
use alloc::vec::Vec;

use crate::report::sentence::{Detail, Reason, details};

details! {
    /// Findings of the checks.
    PdfDetail:
    FileSound { revisions: usize } =>
        "Every object is where the file says. Number of revisions: {revisions}.",
        "每個物件均在檔案所示的位置。修訂版數目：{revisions}。",
        "每个对象均在文件所示的位置。修订版数目：{revisions}。";
    FileFlawed { why: Detail } =>
        "The file can be read in more than one way, so what a reader shows need not be what was \
         signed: {why}.",
        "檔案可以有多於一種讀法，閱讀器顯示的未必是被簽署的內容：{why}。",
        "文件可以有多于一种读法，阅读器显示的未必是被签名的内容：{why}。";
    FileTooLarge { what: Reason } =>
        "The file has more {what} than are read.",
        "檔案的資料（{what}）超出讀取上限。",
        "文件的数据（{what}）超出读取上限。";
    RangeCovers { revision: usize, revisions: usize } =>
        "All of revision {revision} of {revisions} is signed, except for the place of the signature \
         itself.",
        "第 {revision} 個修訂版（共 {revisions} 個）除簽署本身所佔位置外，全部已被簽署。",
        "第 {revision} 个修订版（共 {revisions} 个）除签名本身所占位置外，全部已被签名。";
    RangeOfOther =>
        "All of a revision is signed, except for the place of the signature itself; but the rest of \
         the file does not build upon that revision.",
        "某修訂版除簽署本身所佔位置外，全部已被簽署；但檔案其餘部分並非建基於該修訂版。",
        "某修订版除签名本身所占位置外，全部已被签名；但文件其余部分并非建基于该修订版。";
    RangeDefective { why: Detail } =>
        "What is signed is not a whole revision of the file: {why}.",
        "被簽署的並非檔案的一個完整修訂版：{why}。",
        "被签名的并非文件的一个完整修订版：{why}。";
    FormatCms =>
        "It is a CMS signature over the file.",
        "這是對檔案的 CMS 簽署。",
        "这是对文件的 CMS 签名。";
    FormatTimeStamp =>
        "It is a time-stamp over the file.",
        "這是對檔案的時間戳記。",
        "这是对文件的时间戳。";
    FormatOther { name: String } =>
        "Signatures of the format '{name}' are not judged.",
        "不判定格式為「{name}」的簽署。",
        "不判定格式为“{name}”的签名。";
    MessageUnreadable =>
        "/Contents is neither a CMS message nor a time-stamp that can be read.",
        "/Contents 並非可讀取的 CMS 訊息或時間戳記。",
        "/Contents 并非可读取的 CMS 消息或时间戳。";
    ChangesNone =>
        "Nothing was changed after it.",
        "其後沒有任何更改。",
        "其后没有任何更改。";
    ChangesAllowed { what: Vec<Detail> } =>
        "What was signed is unchanged. Added after it, as is allowed: {what}.",
        "被簽署的內容沒有更改。其後加入了獲准的內容：{what}。",
        "被签名的内容没有更改。其后加入了获准的内容：{what}。";
    ChangesForbidden { what: Vec<Detail> } =>
        "Changed after it, although the signer or whoever certified the file does not allow it: \
         {what}.",
        "其後作出了簽署人或認證檔案者不容許的更改：{what}。",
        "其后作出了签名人或认证文件者不允许的更改：{what}。";
    ChangesUnclear { what: Vec<Detail> } =>
        "Changed after it, so a reader may not see what was signed: {what}.",
        "其後有所更改，閱讀者所見的未必是被簽署的內容：{what}。",
        "其后有所更改，阅读者所见的未必是被签名的内容：{what}。";
    ChangesUnknown =>
        "What was changed after it is not known, because it is not known what was signed.",
        "由於不知道被簽署的是甚麼，無法得知其後有何更改。",
        "由于不知道被签名的是什么，无法得知其后有何更改。";
}

details! {
    /// Flaws of a file, as parts of sentences.
    FlawDetail:
    Header =>
        "it does not begin with '%PDF-'",
        "檔案並非以「%PDF-」開始",
        "文件并非以“%PDF-”开始";
    Twice { number: u32 } =>
        "a cross-reference section has two places for object {number}",
        "交叉參照表為物件 {number} 列出兩個位置",
        "交叉引用表为对象 {number} 列出两个位置";
    Object { number: u32 } =>
        "object {number} is not where the file says, or is broken",
        "物件 {number} 不在檔案所示的位置，或已損壞",
        "对象 {number} 不在文件所示的位置，或已损坏";
    Rest { offset: usize } =>
        "bytes that belong to no revision follow from offset {offset}",
        "由位置 {offset} 起有不屬於任何修訂版的位元組",
        "由位置 {offset} 起有不属于任何修订版的字节";
    Tail =>
        "a revision does not end with the place of its own cross-reference section",
        "某修訂版的結尾並非其交叉參照表的位置",
        "某修订版的结尾并非其交叉引用表的位置";
}

details! {
    /// Defects of a byte range, as parts of sentences.
    RangeDetail:
    Form =>
        "/ByteRange is missing, or not four whole numbers",
        "沒有 /ByteRange，或並非四個整數",
        "没有 /ByteRange，或并非四个整数";
    Start =>
        "/ByteRange does not begin with the first byte of the file",
        "/ByteRange 並非由檔案首個位元組開始",
        "/ByteRange 并非由文件首个字节开始";
    Bounds =>
        "the parts of /ByteRange overlap or go beyond the file",
        "/ByteRange 的各部分重疊或超出檔案",
        "/ByteRange 的各部分重叠或超出文件";
    Contents =>
        "/Contents is missing, or not a string in the file itself",
        "沒有 /Contents，或並非檔案本身的字串",
        "没有 /Contents，或并非文件本身的字符串";
    Gap =>
        "/ByteRange leaves out something else than the signature's own /Contents",
        "/ByteRange 略去了簽署本身的 /Contents 以外的內容",
        "/ByteRange 略去了签名本身的 /Contents 以外的内容";
    Twice =>
        "the signature has /Contents or /ByteRange more than once",
        "簽署有多於一個 /Contents 或 /ByteRange",
        "签名有多于一个 /Contents 或 /ByteRange";
    End =>
        "/ByteRange does not end where a revision ends",
        "/ByteRange 並非在修訂版的結尾結束",
        "/ByteRange 并非在修订版的结尾结束";
    Revision =>
        "the signature is not in the revision that /ByteRange covers",
        "簽署不在 /ByteRange 所涵蓋的修訂版之內",
        "签名不在 /ByteRange 所涵盖的修订版之内";
}

details! {
    /// Changes, as parts of sentences.
    ChangeDetail:
    Metadata =>
        "data about the document",
        "文件的描述資料",
        "文档的描述数据";
    SecurityStore =>
        "data for validation",
        "驗證所需的資料",
        "验证所需的数据";
    TimeStamp { field: String } =>
        "a time-stamp '{field}'",
        "時間戳記「{field}」",
        "时间戳“{field}”";
    Signature { field: String } =>
        "a signature '{field}'",
        "簽署「{field}」",
        "签名“{field}”";
    SignatureOnPage { field: String, page: usize } =>
        "a signature '{field}' with a new place on page {page}, which may cover what was there",
        "簽署「{field}」（在第 {page} 頁佔用新位置，可能遮蓋原有內容）",
        "签名“{field}”（在第 {page} 页占用新位置，可能遮盖原有内容）";
    SignatureElsewhere { field: String } =>
        "a signature '{field}' with a new place, which may cover what was there",
        "簽署「{field}」（佔用新位置，可能遮蓋原有內容）",
        "签名“{field}”（占用新位置，可能遮盖原有内容）";
    EmptyField { field: String } =>
        "a place for a signature '{field}'",
        "待簽署的欄位「{field}」",
        "待签名的字段“{field}”";
    Filled { field: String } =>
        "the field '{field}' filled in",
        "填寫欄位「{field}」",
        "填写字段“{field}”";
    Replaced { field: String } =>
        "another value of the field '{field}'",
        "欄位「{field}」的值被改寫",
        "字段“{field}”的值被改写";
    Annotation { subtype: String, page: usize } =>
        "an annotation '{subtype}' on page {page}",
        "第 {page} 頁的註解「{subtype}」",
        "第 {page} 页的注释“{subtype}”";
    FieldOther { field: String } =>
        "the field '{field}' itself",
        "欄位「{field}」本身",
        "字段“{field}”本身";
    Other { place: String } =>
        "what is at {place}",
        "{place} 的內容",
        "{place} 的内容";
    More { count: usize } =>
        "other changes ({count})",
        "其他更改（{count} 項）",
        "其他更改（{count} 项）";
}
