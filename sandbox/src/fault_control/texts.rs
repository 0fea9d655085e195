//! Names of places, faults and certificates on the page.

use crate::fault::{CALLBACK, EVERY_CALL, Kind, REDIRECT};
use crate::language::Language;
use crate::sandbox::Sandbox;
use crate::timestamp::TIMESTAMP_PATH;

pub(super) fn place_text(language: Language, place: &str) -> String {
    match place {
        EVERY_CALL => language
            .text("every call", "所有請求", "所有请求")
            .to_owned(),
        CALLBACK => language
            .text("every push callback", "所有回調推送", "所有回调推送")
            .to_owned(),
        REDIRECT => language
            .text("the browser's way back", "瀏覽器返回服務", "浏览器返回服务")
            .to_owned(),
        TIMESTAMP_PATH => language
            .text("a time-stamp", "時間戳記", "时间戳")
            .to_owned(),
        other => other.to_owned(),
    }
}

pub(super) fn kind_text(language: Language, kind: Kind) -> &'static str {
    language.of(kind.title())
}

pub(super) fn certificate_text(language: Language, sandbox: &Sandbox, name: &str) -> String {
    if let Some(person) = sandbox.people.find(name) {
        return person.persona.names(language).0.to_owned();
    }
    match name {
        "issuing" => language.text("Issuing CA", "簽發核證機關", "签发机构"),
        "issuing-sm2" => language.text("Issuing CA, SM2", "簽發核證機關（SM2）", "签发机构（SM2）"),
        "timestamp" => language.text("Time-stamp authority", "時間戳記機關", "时间戳机构"),
        other => other,
    }
    .to_owned()
}
