//! The notice on all pages that requests are answered without a person.

use axum::response::sse::Event;
use serde_json::json;

use crate::auto::Reply;
use crate::interaction::Answer;
use crate::language::Language;
use crate::sandbox::Sandbox;

/// The notice as an open page was told it last.
pub(crate) struct Notice {
    language: Language,
    told: Option<String>,
}

impl Notice {
    pub(crate) fn new(language: Language) -> Self {
        Self {
            language,
            told: None,
        }
    }

    /// The event that tells it; `None` if the page knows it.
    pub(crate) fn news(&mut self, sandbox: &Sandbox) -> Option<Event> {
        let text = text(self.language, sandbox);
        if self.told.as_ref() == Some(&text) {
            return None;
        }
        // Browsers pass no event on whose data is empty.
        let event = Event::default().event("auto").data(json!(text).to_string());
        self.told = Some(text);
        Some(event)
    }
}

/// That requests are answered without a person; empty if none are.
pub(crate) fn text(language: Language, sandbox: &Sandbox) -> String {
    let settings = sandbox.auto.settings();
    let one = |reply: Option<Reply>| match reply {
        None => language
            .text("by hand", "由人手回應", "由人手回应")
            .to_owned(),
        Some(reply) => {
            let answer = match reply.answer {
                Answer::Approved => language.text("approved", "自動批准", "自动批准"),
                Answer::Refused => language.text("refused", "自動拒絕", "自动拒绝"),
                Answer::Cancelled => language.text("cancelled", "自動取消", "自动取消"),
                Answer::Failed | Answer::TimedOut => {
                    language.text("failed", "自動失敗", "自动失败")
                }
            };
            let ms = reply.delay_ms;
            format!(
                "{answer}{}",
                language.text(
                    &format!(" after {ms} ms"),
                    &format!("（{ms} 毫秒後）"),
                    &format!("（{ms} 毫秒后）"),
                )
            )
        }
    };
    let of_people = settings
        .personas
        .iter()
        .filter(|(_, reply)| settings.everybody.is_some() || reply.is_some());
    let mut parts: Vec<String> = settings
        .everybody
        .map(|reply| one(Some(reply)))
        .into_iter()
        .collect();
    parts.extend(
        of_people
            .map(|(id, reply)| format!("{id}{}{}", language.text(": ", "：", "："), one(*reply))),
    );
    if parts.is_empty() {
        return String::new();
    }
    let start = language.text(
        "Requests are answered without a click",
        "請求無需按鈕即自動回應",
        "请求无需点击即自动回应",
    );
    let list = parts.join(language.text("; ", "；", "；"));
    format!(
        "{start}{}{list}{}",
        language.text(": ", "：", "："),
        language.text(".", "。", "。")
    )
}
