//! Screens of the app, except those of a form and of an answered request.

use maud::{Markup, html};
use serde_json::json;

use super::device::Device;
use super::parts::{Mark, button, buttons, compare, done, identity, mark};
use super::{answered, form};
use crate::interaction::{Bulk, Interaction, Login, Signing, Subject};
use crate::language::Language;
use crate::persona::Persona;
use crate::result_code::Refusal;
use crate::sandbox::Sandbox;

/// One element; `data-key` identifies its content.
pub(super) fn screen(
    sandbox: &Sandbox,
    device: &Device,
    shown: Option<&Result<Interaction, Refusal>>,
) -> Markup {
    let language = device.language;
    let Some(persona) = &device.persona else {
        return choose(sandbox, language);
    };
    match shown {
        None => home(language, persona),
        Some(Err(refusal)) => not_shown(language, refusal),
        Some(Ok(interaction)) => match interaction.answer {
            Some(answer) => answered::screen(language, interaction, answer),
            None => ask(sandbox, language, persona, interaction),
        },
    }
}

fn ask(
    sandbox: &Sandbox,
    language: Language,
    persona: &Persona,
    interaction: &Interaction,
) -> Markup {
    let body = match (&interaction.task, &interaction.login) {
        (None, login) => login.as_ref().map_or_else(Markup::default, |login| {
            ask_login(language, persona, interaction, login)
        }),
        (Some(task), _) => match &task.subject {
            Subject::FormFilling(form) => form::ask(sandbox, language, persona, interaction, form),
            Subject::Signing(signing) => ask_signing(language, persona, interaction, signing),
            Subject::Bulk(bulk) => ask_bulk(language, persona, interaction, bulk),
            Subject::StepUp => ask_step_up(language, persona, interaction),
        },
    };
    html! {
        section data-key=(format!("{}-waiting", interaction.id)) data-request=(interaction.id) {
            form method="post" class="ask" { (body) }
        }
    }
}

fn choose(sandbox: &Sandbox, language: Language) -> Markup {
    html! {
        section data-key="choose" {
            h1 tabindex="-1" { (language.text("Whose phone is this?", "這部手機屬於誰？", "这部手机属于谁？")) }
            p { (language.text("Everybody here is made up.", "所有人物均屬虛構。", "所有人物均属虚构。")) }
            form method="post" action="/app/choose" {
                ul class="people" {
                    @for person in sandbox.people.all() {
                        @let persona = &person.persona;
                        li {
                            button type="submit" name="persona" value=(persona.id)
                                data-action="persona" data-persona=(persona.id)
                                data-reload data-post="/app/api/persona"
                                data-body=(json!({ "persona": persona.id })) {
                                (identity(language, persona))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn home(language: Language, persona: &Persona) -> Markup {
    html! {
        section data-key="home" {
            h1 tabindex="-1" { (language.text("Nothing to confirm", "沒有待確認的請求", "没有待确认的请求")) }
            p {
                (language.text("Scan a login code with the camera, or wait here: a request to sign appears by \
                     itself.", "請用鏡頭掃描登入二維碼，或在此等候：簽署請求會自動顯示。", "请用摄像头扫描登录二维码，或在此等候：签名请求会自动显示。"))
            }
            div class="identity" { (identity(language, persona)) }
            form method="post" action="/app/choose" {
                button type="submit" class="quiet" data-action="switch" data-reload
                    data-post="/app/api/persona" data-body="{}" {
                    (language.text("This is not my phone", "這不是我的手機", "这不是我的手机"))
                }
            }
        }
    }
}

fn not_shown(language: Language, refusal: &Refusal) -> Markup {
    html! {
        section data-key="not-shown" data-result-code=(refusal.code.code()) {
            (mark(Mark::Bad))
            h1 tabindex="-1" { (language.text("This request cannot be opened", "無法開啟此請求", "无法开启此请求")) }
            p {
                (language.text("Its time is over, or it was made for somebody else.", "請求已過期，或並非向您發出。", "请求已过期，或并非向您发出。"))
            }
            (done(language))
        }
    }
}

fn ask_login(
    language: Language,
    persona: &Persona,
    interaction: &Interaction,
    login: &Login,
) -> Markup {
    let service = login.redirect_uri.split('/').nth(2).unwrap_or_default();
    html! {
        h1 tabindex="-1" { (language.text("Log in to this service?", "登入此服務？", "登录此服务？")) }
        p class="service" { strong { (service) } }
        h2 { (language.text("It asks for", "服務要求", "服务要求")) }
        ul class="scope" { @for scope in &login.scope { li { (scope_text(language, scope)) } } }
        div class="identity" { (identity(language, persona)) }
        (buttons(language, interaction, language.text("Log in", "登入", "登录")))
    }
}

pub(super) fn scope_text(language: Language, scope: &str) -> &str {
    match scope {
        "eidapi_auth" => language.text("To know that it is you", "確認您的身分", "确认您的身份"),
        "eidapi_profiles" => language.text("Your profile", "您的個人資料", "您的个人资料"),
        "eidapi_formFilling" => {
            language.text("To offer form filling", "提供填表功能", "提供填表功能")
        }
        "eidapi_sign" => language.text(
            "To send you documents to sign",
            "向您發送文件以供簽署",
            "向您发送文件以供签名",
        ),
        "eidapi_bulksign" => language.text(
            "To send you many documents to sign",
            "發送多份文件以供簽署",
            "发送多份文件以供签名",
        ),
        "eidapi_fr" | "eidapi_sua" => language.text(
            "To ask again that it is you",
            "再次核實身分",
            "再次核实身份",
        ),
        other => other,
    }
}

fn ask_signing(
    language: Language,
    persona: &Persona,
    interaction: &Interaction,
    signing: &Signing,
) -> Markup {
    let code = &signing.identification_code;
    html! {
        h1 tabindex="-1" { (language.text("Sign this document?", "簽署此文件？", "签署此文件？")) }
        dl {
            dt { (language.text("Document", "文件", "文件")) } dd class="document" { (signing.document_name) }
            dt { (language.text("Service", "服務", "服务")) } dd { (signing.service_name) }
            dt { (language.text("Department", "部門", "部门")) } dd { (signing.department) }
            dt { (language.text("Signer", "簽署人", "签名人")) }
            dd { (persona.names(language).0) }
        }
        (compare(language, code))
        @if let Some(step_up) = &signing.step_up {
            p class="note" {
                (language.text("Step-up asked for: ", "要求額外驗證：", "要求额外验证：")) code { (step_up) }
            }
        }
        (buttons(language, interaction, language.text("Sign", "簽署", "签名")))
    }
}

fn ask_bulk(
    language: Language,
    persona: &Persona,
    interaction: &Interaction,
    bulk: &Bulk,
) -> Markup {
    /// Maximum number of documents listed; the others are only counted.
    const SHOWN: usize = 20;
    let documents = &bulk.documents;
    html! {
        h1 tabindex="-1" { (language.text("Sign these documents?", "簽署這些文件？", "签署这些文件？")) }
        dl {
            dt { (language.text("Request", "請求", "请求")) } dd class="document" { (bulk.request_name) }
            dt { (language.text("Documents", "文件數目", "文件数目")) } dd { (documents.len()) }
            dt { (language.text("Service", "服務", "服务")) } dd { (bulk.service_name) }
            dt { (language.text("Department", "部門", "部门")) } dd { (bulk.department) }
            dt { (language.text("Signer", "簽署人", "签名人")) }
            dd { (persona.names(language).0) }
        }
        ul class="scope" { @for document in documents.iter().take(SHOWN) { li { (document.name) } } }
        (compare(language, &bulk.identification_code))
        (buttons(language, interaction, language.text("Sign all", "全部簽署", "全部签名")))
    }
}

fn ask_step_up(language: Language, persona: &Persona, interaction: &Interaction) -> Markup {
    let fail = language.text("The face is not recognised", "未能辨識容貌", "未能辨识人脸");
    html! {
        h1 tabindex="-1" { (language.text("Is this you?", "請確認是您本人", "请确认是您本人")) }
        p {
            (language.text("The service asks the app to look at your face. Here a button does.", "服務要求以容貌核實身分；此處以按鈕代替。", "服务要求以人脸核实身份；此处以按钮代替。"))
        }
        div class="identity" { (identity(language, persona)) }
        (buttons(language, interaction, language.text("It is me", "是我本人", "是我本人")))
        (button(interaction, "fail", "quiet", fail))
    }
}
