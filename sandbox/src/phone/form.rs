//! Screen of a form, where the person picks the fields to share.

use maud::{Markup, html};
use serde_json::Value;

use super::parts::buttons;
use crate::e_me::{Member, changeable, label};
use crate::interaction::{FormFilling, Interaction};
use crate::language::Language;
use crate::persona::Persona;
use crate::sandbox::Sandbox;

pub(super) fn ask(
    sandbox: &Sandbox,
    language: Language,
    persona: &Persona,
    interaction: &Interaction,
    form: &FormFilling,
) -> Markup {
    let title = if form.profile {
        language.text("Give your profile?", "提供個人資料？", "提供个人资料？")
    } else {
        language.text("Fill in this form?", "填寫此表格？", "填写此表格？")
    };
    let part = |title: &str, names: &[String]| {
        html! {
            @if !names.is_empty() {
                h2 { (title) }
                ul class="fields" {
                    @for name in names {
                        @let value = sandbox.people.field(persona, name);
                        li { (field(language, persona, name, value.as_ref())) }
                    }
                }
            }
        }
    };
    html! {
        h1 tabindex="-1" { (title) }
        input type="hidden" name="form" value="true";
        @if let Some(name) = &form.form_name {
            dl {
                dt { (language.text("Form", "表格", "表格")) } dd class="document" { (name) }
                @if let Some(number) = &form.form_number {
                    dt { (language.text("Number", "編號", "编号")) } dd { (number) }
                }
                @if let Some(description) = &form.form_description {
                    dt { (language.text("About", "說明", "说明")) } dd { (description) }
                }
            }
        }
        (part(language.text("From your profile", "個人資料", "个人资料"), &form.profile_fields))
        (part("e-ME", &form.eme_fields))
        (buttons(language, interaction, language.text("Allow", "允許", "允许")))
    }
}

/// A field; one that the person does not have cannot be picked.
fn field(language: Language, persona: &Persona, name: &str, value: Option<&Value>) -> Markup {
    html! {
        label {
            input type="checkbox" name="field" value=(name) data-field=(name) checked[value.is_some()]
                disabled[value.is_none()];
            span class="name" { (label(language, name)) }
            span class="value" {
                @match value {
                    Some(_) if name == "idNo" => (persona.printed_hkic()),
                    Some(_) if name == "addressDocFile" => "PDF",
                    Some(value) => (short(name, value)),
                    None => (language.text("not there", "沒有資料", "没有资料")),
                }
            }
        }
    }
}

/// All strings of a field's value, joined, without files and numbers; in the order of its form.
pub(super) fn short(name: &str, value: &Value) -> String {
    const LIMIT: usize = 120;
    fn collect(order: &[Member], value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::String(text) if text.len() <= LIMIT => texts.push(text.clone()),
            Value::Object(members) if order.is_empty() => {
                members
                    .values()
                    .for_each(|value| collect(&[], value, texts));
            }
            Value::Object(members) => {
                for member in order {
                    if let Some(value) = members.get(member.name) {
                        collect(member.shape.members(), value, texts);
                    }
                }
            }
            _ => {}
        }
    }
    let mut texts = Vec::new();
    let field = changeable().find(|field| field.name == name);
    let order = field.map_or(&[][..], |field| field.shape.members());
    collect(order, value, &mut texts);
    texts.join(" · ").chars().take(LIMIT).collect()
}
