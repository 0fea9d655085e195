//! Parts common to several screens.

use maud::{Markup, html};

use crate::interaction::Interaction;
use crate::language::Language;
use crate::persona::{Persona, UserType};

pub(super) fn identity(language: Language, persona: &Persona) -> Markup {
    html! {
        span class="name names" {
            @let (name, other) = persona.names(language);
            span { (name) } " "
            span class="other" { (other) }
        }
        span class="hkic" { (persona.printed_hkic()) }
        span class="type" {
            @match persona.user_type() {
                UserType::Sign => (language.text("iAM Smart+ · can sign", "智方便+ · 可簽署", "智方便+ · 可签名")),
                UserType::Default => (language.text("iAM Smart · cannot sign", "智方便 · 不可簽署", "智方便 · 不可签名")),
            }
        }
    }
}

/// The identification code, for comparison with the page's.
pub(super) fn compare(language: Language, code: &str) -> Markup {
    html! {
        div class="compare" {
            h2 { (language.text("Identification code", "識別碼", "识别码")) }
            p class="code" data-identification-code=(code) {
                @for digit in code.chars() { span { (digit) } }
            }
            p {
                (language.text("Sign only if the web page shows the same code.", "請確保網頁顯示的識別碼相同才簽署。", "请确保网页显示的识别码相同才签名。"))
            }
        }
    }
}

/// Buttons to approve, refuse and cancel.
pub(super) fn buttons(language: Language, interaction: &Interaction, approve: &str) -> Markup {
    html! {
        div class="buttons" {
            (button(interaction, "approve", "button", approve))
            (button(interaction, "refuse", "button refuse", language.text("Refuse", "拒絕", "拒绝")))
            (button(interaction, "cancel", "quiet", language.text("Cancel", "取消", "取消")))
        }
    }
}

/// A button that gives an answer; without scripts it submits the form around it.
pub(super) fn button(interaction: &Interaction, answer: &str, class: &str, text: &str) -> Markup {
    let id = &interaction.id;
    html! {
        button type="submit" class=(class) formaction=(format!("/app/answer/{id}/{answer}"))
            data-action=(answer) data-post=(format!("/app/api/requests/{id}/{answer}")) { (text) }
    }
}

/// What has come of a request, as a sign.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mark {
    Good,
    Bad,
    /// Not known yet.
    Open,
}

pub(super) fn mark(mark: Mark) -> Markup {
    let (class, sign) = match mark {
        Mark::Good => ("mark good", "✓"),
        Mark::Bad => ("mark bad", "×"),
        Mark::Open => ("mark open", "…"),
    };
    html! { p class=(class) aria-hidden="true" { (sign) } }
}

pub(super) fn done(language: Language) -> Markup {
    html! { p { a class="button" href="/app" { (language.text("Done", "完成", "完成")) } } }
}
