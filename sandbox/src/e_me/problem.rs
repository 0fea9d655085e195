//! What is wrong with a field, in the reader's language.

use super::shape::Member;
use crate::language::{Language, Text};

/// What is wrong, and where.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    /// Names of members joined by dots, e.g. `mobileNumber.SubscriberNumber`.
    pub(crate) path: String,
    pub(crate) wrong: Wrong,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wrong {
    Missing,
    Unknown,
    NotText,
    NotAnObject,
    NotAList,
    NotOneLine,
    TooLong(usize),
    /// So many digits are wanted, at least and at most.
    NotDigits(usize, usize),
    NotADate,
    InTheFuture,
    NotAnEmail,
    NotAChoice(&'static [(&'static str, Text)]),
    NotOneOf(&'static [Member]),
    NotMilliseconds,
    NotAnId,
    NotLatin,
    NotAnHkic,
    /// The right check digit.
    CheckDigit(char),
    Taken,
    TooMany,
}

impl Problem {
    pub(crate) fn new(path: &str, wrong: Wrong) -> Self {
        Self {
            path: path.to_owned(),
            wrong,
        }
    }
}

impl Wrong {
    /// What is wanted, as a sentence.
    pub(crate) fn text(self, language: Language) -> String {
        if let Some(text) = self.plain() {
            return language.of(text).to_owned();
        }
        match self {
            Self::TooLong(most) => language
                .text(
                    "Give at most # characters.",
                    "請勿超過 # 個字。",
                    "请勿超过 # 个字。",
                )
                .replace('#', &most.to_string()),
            Self::NotDigits(least, most) if least == most => language
                .text("Give # digits.", "請填寫 # 位數字。", "请填写 # 位数字。")
                .replace('#', &most.to_string()),
            Self::NotDigits(least, most) => language
                .text("Give # digits.", "請填寫 # 位數字。", "请填写 # 位数字。")
                .replace('#', &range(language, least, most)),
            Self::NotAChoice(choices) => {
                let codes: Vec<&str> = choices.iter().map(|(code, _)| *code).collect();
                one_of(language, &codes)
            }
            Self::NotOneOf(members) => {
                let names: Vec<&str> = members.iter().map(|member| member.name).collect();
                one_of(language, &names)
            }
            Self::CheckDigit(digit) => language
                .text(
                    "The check digit in brackets has to be #.",
                    "括號內的校驗碼應為 #。",
                    "括号内的校验码应为 #。",
                )
                .replace('#', &digit.to_string()),
            _ => String::new(),
        }
    }

    fn plain(self) -> Option<Text> {
        Some(match self {
            Self::Missing => ["Fill this in.", "請填寫此項。", "请填写此项。"],
            Self::Unknown => ["There is no such member.", "沒有此成員。", "没有此成员。"],
            Self::NotText => ["Give a text.", "請提供文字。", "请提供文字。"],
            Self::NotAnObject => ["Give an object.", "請提供物件。", "请提供对象。"],
            Self::NotAList => ["Give a list.", "請提供清單。", "请提供列表。"],
            Self::NotOneLine => [
                "Give one line of text.",
                "請填寫單行文字。",
                "请填写单行文字。",
            ],
            Self::NotADate => [
                "Give a date that exists, as yyyyMMdd.",
                "請填寫有效日期（yyyyMMdd）。",
                "请填写有效日期（yyyyMMdd）。",
            ],
            Self::InTheFuture => [
                "Give a date that is not in the future.",
                "日期不可在今天之後。",
                "日期不可在今天之后。",
            ],
            Self::NotAnEmail => [
                "Give an email address, such as name@example.hk.",
                "請填寫電郵地址，例如 name@example.hk。",
                "请填写电子邮件地址，例如 name@example.hk。",
            ],
            Self::NotMilliseconds => [
                "Give a time in milliseconds since 1970.",
                "請提供自 1970 年起的毫秒數。",
                "请提供自 1970 年起的毫秒数。",
            ],
            Self::NotAnId => [
                "Give 1 to 20 lower-case letters, digits or hyphens, beginning with a letter.",
                "請填寫 1 至 20 個小寫英文字母、數字或連字號，並以字母開頭。",
                "请填写 1 至 20 个小写英文字母、数字或连字符，并以字母开头。",
            ],
            Self::NotLatin => [
                "Give Latin letters, such as CHAN, Tai Man.",
                "請以英文字母填寫，例如 CHAN, Tai Man。",
                "请用英文字母填写，例如 CHAN, Tai Man。",
            ],
            Self::NotAnHkic => [
                "Give a number such as A123456(3).",
                "請按 A123456(3) 的格式填寫。",
                "请按 A123456(3) 的格式填写。",
            ],
            Self::Taken => [
                "Somebody else has this already.",
                "已有其他人使用。",
                "已有其他人使用。",
            ],
            Self::TooMany => [
                "There are too many people already.",
                "人數已達上限。",
                "人数已达上限。",
            ],
            _ => return None,
        })
    }
}

fn range(language: Language, least: usize, most: usize) -> String {
    language
        .text("# to ##", "# 至 ##", "# 至 ##")
        .replace("##", &most.to_string())
        .replace('#', &least.to_string())
}

fn one_of(language: Language, names: &[&str]) -> String {
    language
        .text("Give one of: #.", "請選其一：#。", "请选其一：#。")
        .replace('#', &names.join(language.text(", ", "、", "、")))
}
