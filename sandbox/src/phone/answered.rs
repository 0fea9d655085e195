//! Screen of an answered request.

use maud::{Markup, html};

use super::parts::{done, mark};
use crate::interaction::{Answer, Delivery, Interaction, SigningResult, Subject, Task};
use crate::language::Language;

pub(super) fn screen(language: Language, interaction: &Interaction, answer: Answer) -> Markup {
    let (title, text) = match (&interaction.task, &interaction.login) {
        (Some(task), None) => (
            title(language, &task.subject, answer),
            delivery(language, task),
        ),
        (Some(task), Some(_)) => (
            title(language, &task.subject, answer),
            go_on(language, answer),
        ),
        (None, _) => (login_title(language, answer), go_on(language, answer)),
    };
    answered(language, interaction, answer, title, text)
}

fn login_title(language: Language, answer: Answer) -> &'static str {
    match answer {
        Answer::Approved => language.text("Logged in", "已登入"),
        Answer::Refused => language.text("Login refused", "已拒絕登入"),
        Answer::Cancelled => language.text("Login cancelled", "已取消登入"),
        Answer::Failed => language.text("Login failed", "登入失敗"),
        Answer::TimedOut => language.text("Too late", "已逾時"),
    }
}

/// Text for requests that continue in the browser.
fn go_on(language: Language, answer: Answer) -> &'static str {
    match answer {
        Answer::Approved => language.text("Go on in your browser.", "請返回瀏覽器繼續。"),
        Answer::TimedOut => language.text("Start again in your browser.", "請在瀏覽器重新開始。"),
        _ => language.text("The service was told so.", "服務已獲通知。"),
    }
}

fn title(language: Language, subject: &Subject, answer: Answer) -> &'static str {
    let [approved, refused, cancelled, failed] = match subject {
        Subject::Signing(_) | Subject::Bulk(_) => [
            ("Signed", "已簽署"),
            ("Signing refused", "已拒絕簽署"),
            ("Signing cancelled", "已取消簽署"),
            ("Signing failed", "簽署失敗"),
        ],
        Subject::FormFilling(_) => [
            ("Fields given", "已提供資料"),
            ("Form filling refused", "已拒絕填表"),
            ("Form filling cancelled", "已取消填表"),
            ("Form filling failed", "填表失敗"),
        ],
        Subject::StepUp => [
            ("Confirmed", "已核實"),
            ("Refused", "已拒絕"),
            ("Cancelled", "已取消"),
            ("Not recognised", "未能辨識"),
        ],
    };
    let (english, chinese) = match answer {
        Answer::Approved => approved,
        Answer::Refused => refused,
        Answer::Cancelled => cancelled,
        Answer::Failed => failed,
        Answer::TimedOut => ("Too late", "已逾時"),
    };
    language.text(english, chinese)
}

/// Text about the delivery of the result.
fn delivery(language: Language, task: &Task) -> &'static str {
    match task.delivery {
        Delivery::Pending => language.text("Telling the service…", "正在通知服務…"),
        Delivery::Taken => language.text("The service was told.", "服務已獲通知。"),
        Delivery::Failed => language.text("The service could not be reached.", "未能聯絡服務。"),
        Delivery::Acknowledged(SigningResult::Accepted) => {
            language.text("The service accepted the signature.", "服務已接納簽署。")
        }
        Delivery::Acknowledged(SigningResult::Rejected) => {
            language.text("The service rejected the signature.", "服務不接納簽署。")
        }
        Delivery::Acknowledged(SigningResult::NotReceived) => language.text(
            "The service says that it got no signature.",
            "服務表示未收到簽署。",
        ),
    }
}

fn answered(
    language: Language,
    interaction: &Interaction,
    answer: Answer,
    title: &str,
    text: &str,
) -> Markup {
    let kind = if answer == Answer::Approved {
        "good"
    } else {
        "bad"
    };
    html! {
        section data-key=(format!("{}-{}-{text}", interaction.id, answer.name()))
            data-request=(interaction.id) data-answer=(answer.name()) {
            (mark(kind))
            h1 tabindex="-1" { (title) }
            p role="status" { (text) }
            (done(language))
        }
    }
}
