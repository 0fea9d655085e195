//! What the phone shows.

use maud::{Markup, html};
use serde_json::json;

use super::Phone;
use crate::interaction::{Answer, Delivery, Interaction, Login, Request, Signing, SigningResult};
use crate::language::Language;
use crate::persona::{PERSONAS, Persona, UserType};
use crate::result_code::Refusal;

pub(super) fn top_bar(phone: &Phone) -> Markup {
    let language = phone.language;
    let (other, lang) = match language {
        Language::English => ("繁體中文", "zh-HK"),
        Language::Chinese => ("English", "en-US"),
    };
    html! {
        header {
            a class="home" href="/app" { (language.text("Sandbox app", "沙盒應用程式")) }
            button type="button" class="quiet" data-action="language" data-reload
                data-post="/app/api/language" data-body=(json!({ "lang": lang })) { (other) }
        }
    }
}

/// One element, whose `data-key` names what it shows.
pub(super) fn screen(phone: &Phone, shown: Option<&Result<Interaction, Refusal>>) -> Markup {
    let language = phone.language;
    let Some(persona) = phone.persona else {
        return choose(language);
    };
    match shown {
        None => home(language, persona),
        Some(Err(refusal)) => not_shown(language, refusal),
        Some(Ok(interaction)) => match (&interaction.request, interaction.answer) {
            (Request::Login(login), None) => ask_login(language, persona, interaction, login),
            (Request::Login(_), Some(answer)) => login_answered(language, interaction, answer),
            (Request::Signing(signing), None) => {
                ask_signing(language, persona, interaction, signing)
            }
            (Request::Signing(signing), Some(answer)) => {
                signing_answered(language, interaction, signing, answer)
            }
        },
    }
}

fn choose(language: Language) -> Markup {
    html! {
        section data-key="choose" {
            h1 tabindex="-1" { (language.text("Whose phone is this?", "這部手機屬於誰？")) }
            p { (language.text("Everybody here is made up.", "所有人物均屬虛構。")) }
            ul class="people" {
                @for persona in PERSONAS {
                    li {
                        button type="button" data-action="persona" data-persona=(persona.id)
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

fn identity(language: Language, persona: &Persona) -> Markup {
    html! {
        span class="name" {
            (language.text(persona.english_name, persona.chinese_name))
            span class="other" { (language.text(persona.chinese_name, persona.english_name)) }
        }
        span class="hkic" { (persona.printed_hkic()) }
        span class="type" {
            @match persona.user_type {
                UserType::Sign => (language.text("iAM Smart+ · can sign", "智方便+ · 可簽署")),
                UserType::Default => (language.text("iAM Smart · cannot sign", "智方便 · 不可簽署")),
            }
        }
    }
}

fn home(language: Language, persona: &Persona) -> Markup {
    html! {
        section data-key="home" {
            h1 tabindex="-1" { (language.text("Nothing to confirm", "沒有待確認的請求")) }
            p {
                (language.text(
                    "Scan a login code with the camera, or wait here: a request to sign appears by \
                     itself.",
                    "請用鏡頭掃描登入二維碼，或在此等候：簽署請求會自動顯示。",
                ))
            }
            div class="identity" { (identity(language, persona)) }
            button type="button" class="quiet" data-action="switch" data-reload
                data-post="/app/api/persona" data-body="{}" {
                (language.text("This is not my phone", "這不是我的手機"))
            }
        }
    }
}

fn not_shown(language: Language, refusal: &Refusal) -> Markup {
    html! {
        section data-key="not-shown" data-result-code=(refusal.code.code()) {
            (mark("bad"))
            h1 tabindex="-1" { (language.text("This request cannot be opened", "無法開啟此請求")) }
            p {
                (language.text(
                    "Its time is over, or it was made for somebody else.",
                    "請求已過期，或並非向您發出。",
                ))
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
        section data-key=(format!("{}-waiting", interaction.id)) data-request=(interaction.id) {
            h1 tabindex="-1" { (language.text("Log in to this service?", "登入此服務？")) }
            p class="service" { strong { (service) } }
            h2 { (language.text("It asks for", "服務要求")) }
            ul class="scope" { @for scope in &login.scope { li { (scope_text(language, scope)) } } }
            div class="identity" { (identity(language, persona)) }
            (buttons(language, interaction, language.text("Log in", "登入")))
        }
    }
}

fn scope_text(language: Language, scope: &str) -> &str {
    match scope {
        "eidapi_auth" => language.text("To know that it is you", "確認您的身分"),
        "eidapi_profiles" => language.text("Your profile", "您的個人資料"),
        "eidapi_formFilling" => language.text("To offer form filling", "提供填表功能"),
        "eidapi_sign" => language.text("To send you documents to sign", "向您發送文件以供簽署"),
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
        section data-key=(format!("{}-waiting", interaction.id)) data-request=(interaction.id) {
            h1 tabindex="-1" { (language.text("Sign this document?", "簽署此文件？")) }
            dl {
                dt { (language.text("Document", "文件")) } dd class="document" { (signing.document_name) }
                dt { (language.text("Service", "服務")) } dd { (signing.service_name) }
                dt { (language.text("Department", "部門")) } dd { (signing.department) }
                dt { (language.text("Signer", "簽署人")) }
                dd { (language.text(persona.english_name, persona.chinese_name)) }
            }
            div class="compare" {
                h2 { (language.text("Identification code", "識別碼")) }
                p class="code" data-identification-code=(code) {
                    @for digit in code.chars() { span { (digit) } }
                }
                p {
                    (language.text(
                        "Sign only if the web page shows the same code.",
                        "請確保網頁顯示的識別碼相同才簽署。",
                    ))
                }
            }
            (buttons(language, interaction, language.text("Sign", "簽署")))
        }
    }
}

fn buttons(language: Language, interaction: &Interaction, approve: &str) -> Markup {
    let path = |answer: &str| format!("/app/api/requests/{}/{answer}", interaction.id);
    html! {
        div class="buttons" {
            button type="button" class="button" data-action="approve" data-post=(path("approve")) {
                (approve)
            }
            button type="button" class="button refuse" data-action="refuse"
                data-post=(path("refuse")) { (language.text("Refuse", "拒絕")) }
            button type="button" class="quiet" data-action="cancel" data-post=(path("cancel")) {
                (language.text("Cancel", "取消"))
            }
        }
    }
}

fn login_answered(language: Language, interaction: &Interaction, answer: Answer) -> Markup {
    let (title, text) = match answer {
        Answer::Approved => (
            language.text("Logged in", "已登入"),
            language.text("Go on in your browser.", "請返回瀏覽器繼續。"),
        ),
        Answer::Refused => (
            language.text("Login refused", "已拒絕登入"),
            language.text("The service was told so.", "服務已獲通知。"),
        ),
        Answer::Cancelled => (
            language.text("Login cancelled", "已取消登入"),
            language.text("The service was told so.", "服務已獲通知。"),
        ),
        Answer::TimedOut => (
            language.text("Too late", "已逾時"),
            language.text("Start the login again.", "請重新登入。"),
        ),
    };
    answered(language, interaction, answer, title, text)
}

fn signing_answered(
    language: Language,
    interaction: &Interaction,
    signing: &Signing,
    answer: Answer,
) -> Markup {
    let title = match answer {
        Answer::Approved => language.text("Signed", "已簽署"),
        Answer::Refused => language.text("Signing refused", "已拒絕簽署"),
        Answer::Cancelled => language.text("Signing cancelled", "已取消簽署"),
        Answer::TimedOut => language.text("Too late", "已逾時"),
    };
    let text = match signing.delivery {
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
    };
    answered(language, interaction, answer, title, text)
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

fn mark(kind: &str) -> Markup {
    html! { p class={ "mark " (kind) } aria-hidden="true" { @if kind == "good" { "✓" } @else { "×" } } }
}

fn done(language: Language) -> Markup {
    html! { p { a class="button" href="/app" { (language.text("Done", "完成")) } } }
}
