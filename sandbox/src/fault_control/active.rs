//! List of what is active: pending faults and revoked certificates.

use maud::{Markup, html};
use serde_json::json;

use super::texts::{certificate_text, kind_text, place_text};
use crate::fault::Rule;
use crate::language::Language;
use crate::sandbox::Sandbox;

pub(super) fn active(language: Language, sandbox: &Sandbox) -> Markup {
    let rules = sandbox.faults.list();
    let certificates = sandbox.authority.certificates();
    let revoked: Vec<_> = certificates
        .iter()
        .filter_map(|(issued, revocation)| Some((&issued.name, revocation.as_ref()?)))
        .collect();
    html! {
        h2 { (language.text("Active", "生效中", "生效中")) }
        @if rules.is_empty() && revoked.is_empty() {
            p { (language.text("Nothing: all goes well.", "沒有故障。", "没有故障。")) }
        } @else {
            @if !rules.is_empty() {
                p class="hint" {
                    (language.text(
                        "A call or push takes one fault: the first in the list that fits.",
                        "每個請求或推送只取清單中首個適用的故障。",
                        "每个请求或推送只取列表中第一个适用的故障。",
                    ))
                }
            }
            ul class="rules" {
                @for rule in &rules { (rule_line(language, rule)) }
                @for (name, revocation) in &revoked {
                    li data-active=(name) {
                        span {
                            (language.text("Revoked: ", "已撤銷證書：", "已吊销证书："))
                            (certificate_text(language, sandbox, name))
                            " · " (json!(revocation.reason).as_str().unwrap_or_default())
                        }
                    }
                }
            }
            button type="button" class="quiet" data-action="clear" data-method="DELETE"
                data-path="/faults/api/active" { (language.text("Clear all", "全部清除", "全部清除")) }
        }
    }
}

fn rule_line(language: Language, rule: &Rule) -> Markup {
    let text = format!(
        "{} · {}",
        place_text(language, &rule.at),
        kind_text(language, rule.fault)
    );
    html! {
        li data-fault=(rule.id) {
            span { (text) @for detail in details(language, rule) { " · " (detail) } }
            button type="button" class="quiet" data-action="remove" data-method="DELETE"
                data-path={ "/faults/api/" (rule.id) } {
                (language.text("Remove", "移除", "移除")) " " span class="hidden" { (text) }
            }
        }
    }
}

/// What was chosen of a fault.
fn details(language: Language, rule: &Rule) -> Vec<String> {
    let mut details = Vec::new();
    details.extend(rule.code.clone());
    details.extend(rule.status.map(|status| format!("HTTP {status}")));
    details.extend(
        rule.retry_after
            .as_ref()
            .map(|after| format!("Retry-After: {after}")),
    );
    match (rule.ms, rule.jitter_ms) {
        (None, None) => {}
        (ms, None) => details.push(format!("{} ms", ms.unwrap_or_default())),
        (ms, Some(jitter)) => {
            let ms = ms.unwrap_or_default();
            details.push(format!("{ms}–{} ms", ms.saturating_add(jitter)));
        }
    }
    details.extend(rule.count.map(|count| format!("count {count}")));
    details.extend(rule.answer.clone());
    if rule.handled {
        let text = language.text(
            "carried out, answer lost",
            "已執行但不回覆",
            "已执行但不回复",
        );
        details.push(text.to_owned());
    }
    details.push(match rule.times {
        Some(times) => format!("× {times}"),
        None => language
            .text("until cleared", "直至清除", "直至清除")
            .to_owned(),
    });
    details
}
