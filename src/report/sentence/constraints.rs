//! Sentences about the policies and the names of a path.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::pki::name::constraints::{MAX_COMPARISONS, NameConstraintRule};
use crate::pki::policy::PolicyRule;
use crate::pki::policy::extensions::MAX_POLICIES;
use crate::report::sentence::{Detail, details};

details! {
    /// Findings about the policies of a path.
    PolicyDetail:
    Valid { policies: Vec<Detail> } =>
        "The path is valid for these policies: {policies}.",
        "路徑適用於以下證書政策：{policies}。",
        "路径适用于以下证书策略：{policies}。";
    NoneRequired =>
        "The path is valid for no policy, and none was required.",
        "路徑不適用於任何證書政策，而驗證者亦沒有要求。",
        "路径不适用于任何证书策略，而验证者也没有要求。";
    Broken { certificate: Detail, rule: Detail } =>
        "The policies at {certificate}: {rule}.",
        "{certificate}的證書政策：{rule}。",
        "{certificate}的证书策略：{rule}。";
    PathIncomplete =>
        "The path leads to no trust anchor, so its policies and names are not judged.",
        "路徑並不通往信任錨，因此不評估其證書政策和名稱。",
        "路径并不通往信任锚，因此不评估其证书策略和名称。";
}

details! {
    /// Names of policies, as parts of sentences.
    PolicyNameDetail:
    Any { identifier: String } =>
        "any policy ({identifier})",
        "任何政策（{identifier}）",
        "任何策略（{identifier}）";
    HongkongPost { identifier: String } =>
        "{identifier} (of Hongkong Post)", "{identifier}（香港郵政）", "{identifier}（香港邮政）";
    Other { identifier: String } => "{identifier}", "{identifier}", "{identifier}";
}

/// 1.3.6.1.4.1.16030.1, the arc of Hongkong Post's certification practice statements (ecert.gov.hk,
/// "Certification Practice Statement").
const HONGKONG_POST: &str = "1.3.6.1.4.1.16030.1.";

/// Returns the description of a policy, or its identifier if it has none.
pub(crate) fn policy(identifier: &str) -> Detail {
    let is_any = identifier == "2.5.29.32.0";
    let identifier = identifier.to_owned();
    let name = if is_any {
        PolicyNameDetail::Any { identifier }
    } else if identifier.starts_with(HONGKONG_POST) {
        PolicyNameDetail::HongkongPost { identifier }
    } else {
        PolicyNameDetail::Other { identifier }
    };
    name.into()
}

details! {
    /// Rules on policies that a certificate breaks, as parts of sentences.
    PolicyRuleDetail:
    AnyPolicyNotMapped =>
        "it maps anyPolicy (RFC 5280 §4.2.1.5)",
        "它對 anyPolicy 作出對應（RFC 5280 §4.2.1.5）",
        "它对 anyPolicy 作出对应（RFC 5280 §4.2.1.5）";
    ExplicitPolicy =>
        "a policy is required, and none holds for the whole path so far (RFC 5280 §6.1.3 (f))",
        "必須有適用的證書政策，而至此沒有一項適用於整條路徑（RFC 5280 §6.1.3 (f)）",
        "必须有适用的证书策略，而至此没有一项适用于整条路径（RFC 5280 §6.1.3 (f)）";
    AcceptablePolicy =>
        "a policy is required, and none of those that hold is one that was asked for (RFC 5280 \
         §6.1.5 (g))",
        "必須有適用的證書政策，而適用的均非所要求的（RFC 5280 §6.1.5 (g)）",
        "必须有适用的证书策略，而适用的均非所要求的（RFC 5280 §6.1.5 (g)）";
    Bounded { most: usize } =>
        "it has more than {most} policies or mappings, the most that this version processes",
        "其證書政策或政策對應多於 {most} 項，超出本版本處理的上限",
        "其证书策略或策略对应多于 {most} 项，超出本版本处理的上限";
}

details! {
    /// Findings about the names of a path.
    NameDetail:
    Unconstrained =>
        "No certificate of the path constrains the names below it.",
        "路徑上沒有證書限制其下的名稱。",
        "路径上没有证书限制其下的名称。";
    Kept =>
        "All names of the path keep to its name constraints.",
        "路徑上的所有名稱均符合名稱限制。",
        "路径上的所有名称均符合名称约束。";
    Broken { by: Detail, rule: Detail } =>
        "The name constraints of {by}: {rule}.",
        "{by}所載的名稱限制：{rule}。",
        "{by}所载的名称约束：{rule}。";
    BrokenByName { certificate: Detail, by: Detail, form: &'static str, name: String, rule: Detail } =>
        "The name '{name}' ({form}) of {certificate} and the constraints of {by}: {rule}.",
        "{certificate}的名稱「{name}」（{form}）與{by}所載的限制：{rule}。",
        "{certificate}的名称“{name}”（{form}）与{by}所载的约束：{rule}。";
}

details! {
    /// Rules on names that are broken or undecided, as parts of sentences.
    NameRuleDetail:
    NotEmpty =>
        "they constrain nothing (RFC 5280 §4.2.1.10)",
        "並沒有限制任何名稱（RFC 5280 §4.2.1.10）",
        "并没有限制任何名称（RFC 5280 §4.2.1.10）";
    NoDistances =>
        "they have a minimum or maximum (RFC 5280 §4.2.1.10)",
        "設有 minimum 或 maximum（RFC 5280 §4.2.1.10）",
        "设有 minimum 或 maximum（RFC 5280 §4.2.1.10）";
    AddressRange =>
        "an address is no range of addresses (RFC 5280 §4.2.1.10)",
        "其中一個地址並非地址範圍（RFC 5280 §4.2.1.10）",
        "其中一个地址并非地址范围（RFC 5280 §4.2.1.10）";
    Permitted =>
        "the name is not among the permitted ones",
        "名稱不在准許之列",
        "名称不在准许之列";
    NotExcluded =>
        "the name is among the excluded ones",
        "名稱在排除之列",
        "名称在排除之列";
    Comparable =>
        "one of the two is not of its form and cannot be compared",
        "其中一方的格式不正確，無法比較",
        "其中一方的格式不正确，无法比较";
    FormProcessed =>
        "constraints of this form are not processed in this version",
        "本版本不處理這種格式的限制",
        "本版本不处理这种格式的约束";
    TextDecided =>
        "it is not decided whether the texts are the same (RFC 5280 §7.1)",
        "無法判定兩段文字是否相同（RFC 5280 §7.1）",
        "无法判定两段文字是否相同（RFC 5280 §7.1）";
    Bounded { most: usize } =>
        "they take more than {most} comparisons, the most that this version makes",
        "所需的比較多於 {most} 次，超出本版本的上限",
        "所需的比较多于 {most} 次，超出本版本的上限";
}

impl From<PolicyRule> for Detail {
    fn from(rule: PolicyRule) -> Self {
        let detail = match rule {
            PolicyRule::AnyPolicyNotMapped => PolicyRuleDetail::AnyPolicyNotMapped,
            PolicyRule::ExplicitPolicy => PolicyRuleDetail::ExplicitPolicy,
            PolicyRule::AcceptablePolicy => PolicyRuleDetail::AcceptablePolicy,
            PolicyRule::Bounded => PolicyRuleDetail::Bounded { most: MAX_POLICIES },
        };
        detail.into()
    }
}

impl From<NameConstraintRule> for Detail {
    fn from(rule: NameConstraintRule) -> Self {
        let detail = match rule {
            NameConstraintRule::NotEmpty => NameRuleDetail::NotEmpty,
            NameConstraintRule::NoDistances => NameRuleDetail::NoDistances,
            NameConstraintRule::AddressRange => NameRuleDetail::AddressRange,
            NameConstraintRule::Permitted => NameRuleDetail::Permitted,
            NameConstraintRule::NotExcluded => NameRuleDetail::NotExcluded,
            NameConstraintRule::Comparable => NameRuleDetail::Comparable,
            NameConstraintRule::FormProcessed => NameRuleDetail::FormProcessed,
            NameConstraintRule::TextDecided => NameRuleDetail::TextDecided,
            NameConstraintRule::Bounded => NameRuleDetail::Bounded {
                most: MAX_COMPARISONS,
            },
        };
        detail.into()
    }
}
