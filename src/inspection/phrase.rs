//! Texts of fields.

use alloc::string::String;
use alloc::vec::Vec;

use crate::report::Detail;
use crate::report::sentence::details;

details! {
    /// The text of a field.
    Phrase:
    Plain { text: String } => "{text}", "{text}", "{text}";
    Number { number: u32 } => "{number}", "{number}", "{number}";
    Listed { parts: Vec<Detail> } => "{parts}", "{parts}", "{parts}";
    Yes => "yes", "是", "是";
    No => "no", "否", "否";
    Critical { text: Detail } => "{text} (critical)", "{text}（關鍵）", "{text}（关键）";
    CriticalAlone => "critical", "關鍵", "关键";
    Negative { text: String } =>
        "{text} (a negative number, two's complement)",
        "{text}（負數，二補數）",
        "{text}（负数，二进制补码）";
    NotShown { count: usize } =>
        "{count} others are not shown", "另有 {count} 項沒有顯示", "另有 {count} 项没有显示";
    Empty => "empty", "空", "空";
    NotRead { reason: String } =>
        "cannot be read: {reason}", "無法讀取：{reason}", "无法读取：{reason}";
    PartlyRead =>
        "only a part of the value is shown above; this is all of it",
        "以上只顯示了部分內容；這是全部內容",
        "以上只显示了部分内容；这是全部内容";
    TooDeep => "more parts, which are not shown", "其他部分沒有顯示", "其他部分没有显示";
    KeyOfBits { kind: &'static str, bits: u32 } =>
        "{kind}, {bits} bits", "{kind}，{bits} 位元", "{kind}，{bits} 位";
}
