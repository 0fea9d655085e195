//! Shapes of addresses (iAM Smart API, §3 and §9, with its confidence).

use super::shape::{Member, Shape, member};
use crate::language::Text;

/// A line of an address or a name.
pub(super) const LINE: Shape = Shape::Text(100);
/// A part of a lot's number.
const SHORT: Shape = Shape::Text(20);

const DISTRICT: &[Member] = &[
    member("DcDistrict", LINE, ["District", "地區", "地区"]),
    member("Sub-district", LINE, ["Sub-district", "分區", "分区"]),
];

const PHASE: &[Member] = &[
    member("PhaseName", LINE, ["Phase", "期數名稱", "期数名称"]),
    member(
        "PhaseNo",
        Shape::Text(20),
        ["Number of the phase", "期數", "期数"],
    ),
];

const CHI_ESTATE: &[Member] = &[
    member("EstateName", LINE, ["Estate", "屋苑", "小区"]),
    member("ChiPhase", Shape::Object(PHASE), ["Phase", "期", "期"]),
];

const ENG_ESTATE: &[Member] = &[
    member("EstateName", LINE, ["Estate", "屋苑", "小区"]),
    member("EngPhase", Shape::Object(PHASE), ["Phase", "期", "期"]),
];

const STREET: &[Member] = &[
    member("StreetName", LINE, ["Street", "街道", "街道"]),
    member(
        "BuildingNoFrom",
        Shape::Text(20),
        ["Number", "門牌號碼", "门牌号码"],
    ),
];

const BLOCK: &[Member] = &[
    member(
        "BlockDescriptor",
        Shape::Text(20),
        ["Kind (Block, Tower)", "類別（座、期）", "类别（座、期）"],
    ),
    member("BlockNo", Shape::Text(20), ["Number", "號碼", "号码"]),
];

const FLOOR: &[Member] = &[member(
    "FloorNum",
    Shape::Text(20),
    ["Floor", "樓層", "楼层"],
)];

const UNIT: &[Member] = &[
    member(
        "UnitDescriptor",
        Shape::Text(20),
        ["Kind (Flat, Room)", "類別（室、號）", "类别（室、号）"],
    ),
    member("UnitNo", Shape::Text(20), ["Number", "號碼", "号码"]),
];

const CHI_3D: &[Member] = &[
    member("ChiFloor", Shape::Object(FLOOR), ["Floor", "樓層", "楼层"]),
    member("ChiUnit", Shape::Object(UNIT), ["Unit", "單位", "单位"]),
];

const ENG_3D: &[Member] = &[
    member("EngFloor", Shape::Object(FLOOR), ["Floor", "樓層", "楼层"]),
    member("EngUnit", Shape::Object(UNIT), ["Unit", "單位", "单位"]),
];

const STRUCTURED_LOT: &[Member] = &[
    member(
        "DdType",
        SHORT,
        ["Kind of district", "丈量約份類別", "丈量约份类别"],
    ),
    member(
        "DdNo",
        SHORT,
        ["Demarcation district", "丈量約份編號", "丈量约份编号"],
    ),
    member("LotType", SHORT, ["Kind of lot", "地段類別", "地段类别"]),
    member("LotNo", SHORT, ["Lot", "地段編號", "地段编号"]),
    member("LotSection1", SHORT, ["Section 1", "分段 1", "分段 1"]),
    member(
        "LotSubsection1",
        SHORT,
        ["Subsection 1", "小分段 1", "小分段 1"],
    ),
    member("LotSection2", SHORT, ["Section 2", "分段 2", "分段 2"]),
    member(
        "LotSubsection2",
        SHORT,
        ["Subsection 2", "小分段 2", "小分段 2"],
    ),
    member("LotSection3", SHORT, ["Section 3", "分段 3", "分段 3"]),
    member(
        "LotSubsection3",
        SHORT,
        ["Subsection 3", "小分段 3", "小分段 3"],
    ),
    member("LotSection4", SHORT, ["Section 4", "分段 4", "分段 4"]),
    member(
        "LotSubsection4",
        SHORT,
        ["Subsection 4", "小分段 4", "小分段 4"],
    ),
    member(
        "LotExtendPortionCode",
        SHORT,
        ["Remaining portion", "餘段", "余段"],
    ),
];

const CHI_LOT: &[Member] = &[member(
    "ChiStructuredLot",
    Shape::Object(STRUCTURED_LOT),
    ["Lot", "地段", "地段"],
)];

const ENG_LOT: &[Member] = &[member(
    "EngStructuredLot",
    Shape::Object(STRUCTURED_LOT),
    ["Lot", "地段", "地段"],
)];

const OUTSIDE_LINES: &[Member] = &[
    member("LineOne", LINE, ["Line 1", "第一行", "第一行"]),
    member("LineTwo", LINE, ["Line 2", "第二行", "第二行"]),
    member("LineThree", LINE, ["Line 3", "第三行", "第三行"]),
];

const CHI_OUTSIDE: &[Member] = &[member(
    "ChiStructuredOutside",
    Shape::Object(OUTSIDE_LINES),
    ["Address", "地址", "地址"],
)];

const CHI_PREMISES: &[Member] = &[
    member(
        "Region",
        LINE,
        [
            "Region (香港, 九龍, 新界)",
            "區域（香港、九龍、新界）",
            "区域（香港、九龍、新界）",
        ],
    ),
    member(
        "ChiDistrict",
        Shape::Object(DISTRICT),
        ["District", "地區", "地区"],
    )
    .folded(),
    member(
        "ChiStreet",
        Shape::Object(STREET),
        ["Street", "街道", "街道"],
    )
    .folded(),
    member(
        "ChiEstate",
        Shape::Object(CHI_ESTATE),
        ["Estate", "屋苑", "小区"],
    )
    .folded(),
    member("BuildingName", LINE, ["Building", "大廈", "大厦"]),
    member("ChiBlock", Shape::Object(BLOCK), ["Block", "座", "座"]).folded(),
    member(
        "Chi3dAddress",
        Shape::Object(CHI_3D),
        ["Floor and unit", "樓層及單位", "楼层及单位"],
    )
    .folded(),
    member(
        "ChiLot",
        Shape::Object(CHI_LOT),
        [
            "Lot, where there is no street",
            "地段（如無街道）",
            "地段（如无街道）",
        ],
    )
    .folded(),
    member(
        "ChiOutside",
        Shape::Object(CHI_OUTSIDE),
        ["Outside Hong Kong", "香港以外地址", "香港以外地址"],
    )
    .folded(),
];

const ENG_PREMISES: &[Member] = &[
    member(
        "Region",
        LINE,
        [
            "Region (HK, KLN, NT)",
            "區域（HK、KLN、NT）",
            "区域（HK、KLN、NT）",
        ],
    ),
    member(
        "EngDistrict",
        Shape::Object(DISTRICT),
        ["District", "地區", "地区"],
    )
    .folded(),
    member(
        "EngStreet",
        Shape::Object(STREET),
        ["Street", "街道", "街道"],
    )
    .folded(),
    member(
        "EngEstate",
        Shape::Object(ENG_ESTATE),
        ["Estate", "屋苑", "小区"],
    )
    .folded(),
    member("BuildingName", LINE, ["Building", "大廈", "大厦"]),
    member("EngBlock", Shape::Object(BLOCK), ["Block", "座", "座"]).folded(),
    member(
        "Eng3dAddress",
        Shape::Object(ENG_3D),
        ["Floor and unit", "樓層及單位", "楼层及单位"],
    )
    .folded(),
    member(
        "EngLot",
        Shape::Object(ENG_LOT),
        [
            "Lot, where there is no street",
            "地段（如無街道）",
            "地段（如无街道）",
        ],
    )
    .folded(),
];

const FREE_FORMAT: &[Member] = &[
    member(
        "LanguageCode",
        Shape::Choice(LANGUAGES),
        ["Language", "語言", "语言"],
    ),
    member("AddressLine1", LINE, ["Line 1", "第一行", "第一行"]).required(),
    member("AddressLine2", LINE, ["Line 2", "第二行", "第二行"]),
    member("AddressLine3", LINE, ["Line 3", "第三行", "第三行"]),
];

const POST_BOX: &[Member] = &[
    member(
        "PoBoxNo",
        Shape::Number(1, 10),
        ["Box", "信箱號碼", "信箱号码"],
    )
    .required(),
    member("PostOffice", LINE, ["Post office", "郵政局", "邮政局"]),
    member("PostOfficeRegion", LINE, ["Region", "區域", "区域"]),
];

const POST_BOXES: &[Member] = &[
    member(
        "ChiPostBox",
        Shape::Object(POST_BOX),
        ["In Chinese", "中文", "中文"],
    ),
    member(
        "EngPostBox",
        Shape::Object(POST_BOX),
        ["In English", "英文", "英文"],
    ),
];

const CHI_PREMISES_ADDRESS: Member = member(
    "ChiPremisesAddress",
    Shape::Object(CHI_PREMISES),
    [
        "Premises, in Chinese",
        "樓宇地址（中文）",
        "楼宇地址（中文）",
    ],
);

const ENG_PREMISES_ADDRESS: Member = member(
    "EngPremisesAddress",
    Shape::Object(ENG_PREMISES),
    [
        "Premises, in English",
        "樓宇地址（英文）",
        "楼宇地址（英文）",
    ],
);

const FREE_FORMAT_ADDRESS: Member = member(
    "FreeFormatAddress",
    Shape::Object(FREE_FORMAT),
    ["Free format", "自由格式", "自由格式"],
);

/// Kinds of address where a person lives.
pub(super) const RESIDENTIAL: &[Member] = &[
    CHI_PREMISES_ADDRESS,
    ENG_PREMISES_ADDRESS,
    FREE_FORMAT_ADDRESS,
];

/// Kinds of address where a person gets post.
pub(super) const POSTAL: &[Member] = &[
    CHI_PREMISES_ADDRESS,
    ENG_PREMISES_ADDRESS,
    FREE_FORMAT_ADDRESS,
    member(
        "PostBoxAddress",
        Shape::OneOf(POST_BOXES),
        ["Post box", "郵政信箱", "邮政信箱"],
    ),
];

/// An address as a bill has it.
pub(super) const FOUR_LINES: &[Member] = &[
    member("addressLine1", LINE, ["Line 1", "第一行", "第一行"]),
    member("addressLine2", LINE, ["Line 2", "第二行", "第二行"]),
    member("addressLine3", LINE, ["Line 3", "第三行", "第三行"]),
    member("addressLine4", LINE, ["Line 4", "第四行", "第四行"]),
];

const LANGUAGES: &[(&str, Text)] = &[
    ("en-US", ["English", "英文", "英文"]),
    ("zh-HK", ["Traditional Chinese", "繁體中文", "繁体中文"]),
    ("zh-CN", ["Simplified Chinese", "簡體中文", "简体中文"]),
];
