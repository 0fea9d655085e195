//! Profile and e-ME fields that a person can change, with their shapes (iAM Smart API, §3, fields,
//! with its confidence; the code lists of maritalStatus, educationLevel, prefix and employmentStatus
//! are not public).

use super::address::{FOUR_LINES, LINE, POSTAL, RESIDENTIAL};
use super::shape::{Member, Shape, member};
use crate::language::Text;

const PHONE: &[Member] = &[
    member(
        "CountryCode",
        Shape::Digits(1, 3),
        ["Country code", "國家／地區號碼", "国家／地区代码"],
    )
    .required(),
    member(
        "NationalDestinationCode",
        Shape::Digits(1, 5),
        ["Area code", "區域號碼", "区号"],
    ),
    member(
        "SubscriberNumber",
        Shape::Digits(4, 12),
        ["Number", "電話號碼", "电话号码"],
    )
    .required(),
];

const PROOF: &[Member] = &[
    member(
        "enProviderName",
        LINE,
        [
            "Provider, in English",
            "機構名稱（英文）",
            "机构名称（英文）",
        ],
    )
    .required(),
    member(
        "tcProviderName",
        LINE,
        [
            "Provider, in Traditional Chinese",
            "機構名稱（繁體中文）",
            "机构名称（繁体中文）",
        ],
    ),
    member(
        "scProviderName",
        LINE,
        [
            "Provider, in Simplified Chinese",
            "機構名稱（簡體中文）",
            "机构名称（简体中文）",
        ],
    ),
    member(
        "enUserName",
        LINE,
        [
            "Customer, in English",
            "客戶姓名（英文）",
            "客户姓名（英文）",
        ],
    ),
    member(
        "tcUserName",
        LINE,
        [
            "Customer, in Chinese",
            "客戶姓名（中文）",
            "客户姓名（中文）",
        ],
    ),
    member(
        "enServiceAddress",
        Shape::Object(FOUR_LINES),
        [
            "Address served, in English",
            "服務地址（英文）",
            "服务地址（英文）",
        ],
    )
    .folded(),
    member(
        "tcServiceAddress",
        Shape::Object(FOUR_LINES),
        [
            "Address served, in Chinese",
            "服務地址（中文）",
            "服务地址（中文）",
        ],
    )
    .folded(),
    member(
        "enPostalAddress",
        Shape::Object(FOUR_LINES),
        [
            "Address of the bills, in English",
            "帳單地址（英文）",
            "账单地址（英文）",
        ],
    )
    .folded(),
    member(
        "tcPostalAddress",
        Shape::Object(FOUR_LINES),
        [
            "Address of the bills, in Chinese",
            "帳單地址（中文）",
            "账单地址（中文）",
        ],
    )
    .folded(),
    member(
        "lastRetrievalDate",
        Shape::Milliseconds,
        ["Last retrieved", "最後取得時間", "最后取得时间"],
    ),
];

/// `gender` (iAM Smart API, §3; high confidence, `U` seen).
const SEXES: &[(&str, Text)] = &[
    ("M", ["Male", "男", "男"]),
    ("F", ["Female", "女", "女"]),
    ("U", ["Not known", "不詳", "不详"]),
];
const YES_OR_NO: &[(&str, Text)] = &[("Y", ["Yes", "是", "是"]), ("N", ["No", "否", "否"])];

/// What a person is asked about themselves.
pub(crate) const PERSONAL: &[Member] = &[
    member(
        "chNameVerified",
        LINE,
        ["Chinese name, verified", "已核實中文姓名", "已核实中文姓名"],
    ),
    member(
        "birthDate",
        Shape::PastDate,
        ["Date of birth", "出生日期", "出生日期"],
    ),
    member("gender", Shape::Choice(SEXES), ["Sex", "性別", "性别"]),
    member("prefix", Shape::Text(10), ["Title", "稱謂", "称谓"]),
    member(
        "maritalStatus",
        Shape::Text(1),
        ["Marital status", "婚姻狀況", "婚姻状况"],
    ),
    member(
        "educationLevel",
        Shape::Text(1),
        ["Education", "教育程度", "教育程度"],
    ),
    member(
        "employmentStatus",
        Shape::Text(1),
        ["Employment", "就業狀況", "就业状况"],
    ),
    member(
        "passportNumber",
        Shape::Text(20),
        ["Passport number", "護照號碼", "护照号码"],
    ),
    member(
        "passportExpiry",
        Shape::Date,
        ["Passport expiry", "護照屆滿日期", "护照届满日期"],
    ),
    member(
        "propertyOwner",
        Shape::Choice(YES_OR_NO),
        ["Owns property", "擁有物業", "拥有物业"],
    ),
    member(
        "carOwner",
        Shape::Choice(YES_OR_NO),
        ["Owns a car", "擁有車輛", "拥有车辆"],
    ),
];

/// How a person is reached.
pub(crate) const CONTACT: &[Member] = &[
    member(
        "mobileNumber",
        Shape::Phone(PHONE),
        ["Mobile telephone", "手提電話", "手机号码"],
    ),
    member(
        "homeTelNumber",
        Shape::Phone(PHONE),
        ["Home telephone", "住宅電話", "住宅电话"],
    ),
    member(
        "officeTelNumber",
        Shape::Phone(PHONE),
        ["Office telephone", "辦公室電話", "办公室电话"],
    ),
    member("emailAddress", Shape::Email, ["Email", "電郵", "电子邮件"]),
];

/// Where a person lives and gets post.
pub(crate) const ADDRESSES: &[Member] = &[
    member(
        "residentialAddress",
        Shape::OneOf(RESIDENTIAL),
        ["Residential address", "住址", "住址"],
    ),
    member(
        "postalAddress",
        Shape::OneOf(POSTAL),
        ["Postal address", "通訊地址", "通讯地址"],
    ),
];

/// What proves the address.
pub(crate) const PROOFS: &[Member] = &[member(
    "addressDocInfo",
    Shape::Object(PROOF),
    ["Proof of address", "住址證明", "住址证明"],
)
.folded()];

/// All fields that a person can change.
pub(crate) fn changeable() -> impl Iterator<Item = &'static Member> {
    [PERSONAL, CONTACT, ADDRESSES, PROOFS].into_iter().flatten()
}
