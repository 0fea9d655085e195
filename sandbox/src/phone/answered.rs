//! Screen of an answered request. It says what the service made of the answer, too.

use maud::{Markup, html};

use super::parts::{Mark, done, mark};
use crate::interaction::{Answer, Delivery, Interaction, SigningResult, Subject, Task};
use crate::language::{Language, Text};
use crate::result_code::ResultCode;

/// What the screen says.
struct Said {
    mark: Mark,
    title: Text,
    text: Text,
}

pub(super) fn screen(language: Language, interaction: &Interaction, answer: Answer) -> Markup {
    let said = match &interaction.task {
        None => Said {
            mark: of_answer(answer),
            title: login_title(answer),
            text: go_on(answer),
        },
        Some(_)
            if answer == Answer::Approved && interaction.code() != Some(ResultCode::Success) =>
        {
            unable(interaction)
        }
        Some(task) if answer == Answer::Approved => approved(task, interaction.login.is_some()),
        Some(task) => Said {
            mark: Mark::Bad,
            title: declined_title(&task.subject, answer),
            text: match (&interaction.login, task.delivery) {
                (Some(_), _) => go_on(answer),
                (None, Delivery::Pending) => TELLING,
                (None, Delivery::Failed) => UNREACHED,
                (None, _) => TOLD,
            },
        },
    };
    let delivery = interaction.task.as_ref().map(|task| task.delivery.name());
    let text = language.of(said.text);
    html! {
        section data-key=(format!("{}-{}-{text}", interaction.id, answer.name()))
            data-request=(interaction.id) data-answer=(answer.name()) data-delivery=[delivery] {
            (mark(said.mark))
            h1 tabindex="-1" { (language.of(said.title)) }
            p role="status" { (text) }
            (done(language))
        }
    }
}

const TELLING: Text = ["Telling the service…", "正在通知服務……", "正在通知服务……"];
const TOLD: Text = ["The service was told.", "服務已獲通知。", "服务已获通知。"];
const UNREACHED: Text = [
    "The service could not be reached.",
    "未能聯絡服務。",
    "未能联系服务。",
];

/// An approved request: whether it is done is what the service says.
fn approved(task: &Task, is_anonymous: bool) -> Said {
    let (good, open): (Text, Text) = match &task.subject {
        Subject::Signing(_) | Subject::Bulk(_) => (
            ["Signed", "已簽署", "已签署"],
            ["Signature sent", "已送出簽署", "已送出签名"],
        ),
        Subject::FormFilling(_) => (
            ["Fields given", "已提供資料", "已提供资料"],
            ["Fields sent", "已送出資料", "已送出资料"],
        ),
        Subject::StepUp => (
            ["Confirmed", "已核實", "已核实"],
            ["Confirmation sent", "已送出核實結果", "已送出核实结果"],
        ),
    };
    let is_signing = task.subject.is_signing();
    let (mark, title, text) = match task.delivery {
        Delivery::Pending if is_anonymous => (Mark::Open, open, go_on(Answer::Approved)),
        Delivery::Pending => (Mark::Open, open, TELLING),
        Delivery::Taken if is_signing => (
            Mark::Open,
            open,
            [
                "The service has it, and has not said yet whether it accepts it.",
                "服務已收到，尚未表示是否接納。",
                "服务已收到，尚未表示是否接纳。",
            ],
        ),
        Delivery::Taken => (Mark::Good, good, TOLD),
        Delivery::Failed => (
            Mark::Bad,
            ["Not delivered", "未能送達", "未能送达"],
            UNREACHED,
        ),
        Delivery::Acknowledged(SigningResult::Accepted) => (
            Mark::Good,
            good,
            [
                "The service accepted the signature.",
                "服務已接納簽署。",
                "服务已接纳签名。",
            ],
        ),
        Delivery::Acknowledged(SigningResult::Rejected) => (
            Mark::Bad,
            ["Signature not accepted", "簽署不獲接納", "签名未获接纳"],
            [
                "The service rejected the signature.",
                "服務不接納簽署。",
                "服务不接纳签名。",
            ],
        ),
        Delivery::Acknowledged(SigningResult::NotReceived) => (
            Mark::Bad,
            ["Signature not received", "服務未收到簽署", "服务未收到签名"],
            [
                "The service says that it got no signature.",
                "服務表示未收到簽署。",
                "服务表示未收到签名。",
            ],
        ),
    };
    Said { mark, title, text }
}

/// An approved request to sign, of a person who cannot sign this.
fn unable(interaction: &Interaction) -> Said {
    let text = match interaction.code() {
        Some(ResultCode::SigningNotAllowed) => [
            "Signing needs iAM Smart+, which this person does not have.",
            "簽署須使用「智方便+」，此人並未登記。",
            "签名须使用“智方便+”，此人尚未登记。",
        ],
        Some(ResultCode::HkicMismatch) => [
            "The service asked somebody else to sign.",
            "服務要求由另一人簽署。",
            "服务要求由另一人签名。",
        ],
        _ => [
            "This person's key cannot make the signature that was asked for.",
            "此人的密碼匙不能作出所要求的簽署。",
            "此人的密钥不能作出所要求的签名。",
        ],
    };
    Said {
        mark: Mark::Bad,
        title: ["Not signed", "未簽署", "未签署"],
        text,
    }
}

fn of_answer(answer: Answer) -> Mark {
    if answer == Answer::Approved {
        Mark::Good
    } else {
        Mark::Bad
    }
}

fn login_title(answer: Answer) -> Text {
    match answer {
        Answer::Approved => ["Logged in", "已登入", "已登录"],
        Answer::Refused => ["Login refused", "已拒絕登入", "已拒绝登录"],
        Answer::Cancelled => ["Login cancelled", "已取消登入", "已取消登录"],
        Answer::Failed => ["Login failed", "登入失敗", "登录失败"],
        Answer::TimedOut => TOO_LATE,
    }
}

const TOO_LATE: Text = ["Too late", "已逾時", "已超时"];

/// Text for requests that continue in the browser.
fn go_on(answer: Answer) -> Text {
    match answer {
        Answer::Approved => [
            "Go on in your browser.",
            "請返回瀏覽器繼續。",
            "请返回浏览器继续。",
        ],
        Answer::TimedOut => [
            "Start again in your browser.",
            "請在瀏覽器重新開始。",
            "请在浏览器重新开始。",
        ],
        _ => TOLD,
    }
}

fn declined_title(subject: &Subject, answer: Answer) -> Text {
    let [refused, cancelled, failed] = match subject {
        Subject::Signing(_) | Subject::Bulk(_) => [
            ["Signing refused", "已拒絕簽署", "已拒绝签署"],
            ["Signing cancelled", "已取消簽署", "已取消签署"],
            ["Signing failed", "簽署失敗", "签署失败"],
        ],
        Subject::FormFilling(_) => [
            ["Form filling refused", "已拒絕填表", "已拒绝填表"],
            ["Form filling cancelled", "已取消填表", "已取消填表"],
            ["Form filling failed", "填表失敗", "填表失败"],
        ],
        Subject::StepUp => [
            ["Refused", "已拒絕", "已拒绝"],
            ["Cancelled", "已取消", "已取消"],
            ["Not recognised", "未能辨識", "未能辨识"],
        ],
    };
    match answer {
        Answer::Cancelled => cancelled,
        Answer::Failed => failed,
        Answer::TimedOut => TOO_LATE,
        _ => refused,
    }
}
