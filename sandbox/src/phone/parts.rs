//! Parts common to several screens.

use maud::{Markup, html};

use crate::interaction::Interaction;
use crate::language::Language;
use crate::persona::{Persona, UserType};

pub(super) fn identity(language: Language, persona: &Persona) -> Markup {
    html! {
        span class="name" {
            (language.text(persona.english_name, persona.chinese_name))
            span class="other" { (language.text(persona.chinese_name, persona.english_name)) }
        }
        span class="hkic" { (persona.printed_hkic()) }
        span class="type" {
            @match persona.user_type() {
                UserType::Sign => (language.text("iAM Smart+ · can sign", "智方便+ · 可簽署")),
                UserType::Default => (language.text("iAM Smart · cannot sign", "智方便 · 不可簽署")),
            }
        }
    }
}

/// The identification code, for comparison with the page's.
pub(super) fn compare(language: Language, code: &str) -> Markup {
    html! {
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
    }
}

/// Buttons to approve, refuse and cancel.
pub(super) fn buttons(language: Language, interaction: &Interaction, approve: &str) -> Markup {
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

pub(super) fn mark(kind: &str) -> Markup {
    html! { p class={ "mark " (kind) } aria-hidden="true" { @if kind == "good" { "✓" } @else { "×" } } }
}

pub(super) fn done(language: Language) -> Markup {
    html! { p { a class="button" href="/app" { (language.text("Done", "完成")) } } }
}
