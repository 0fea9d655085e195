//! Inputs of the app's forms, with labels and what is wrong beside each.

use maud::{Markup, html};

use super::filled::Filled;
use crate::e_me::{Member, Shape};
use crate::language::{Language, Text};

/// The `id` of an input.
pub(super) fn id(path: &str) -> String {
    format!("f-{path}")
}

/// The inputs of these members; `path` is where they are.
pub(super) fn inputs(
    language: Language,
    members: &[Member],
    path: &str,
    filled: &Filled,
) -> Markup {
    html! {
        @for member in members {
            @let path = if path.is_empty() {
                member.name.to_owned()
            } else {
                format!("{path}.{}", member.name)
            };
            @match member.shape {
                Shape::Milliseconds => {}
                Shape::Object(parts) | Shape::Phone(parts) => {
                    (group(language, member, &path, filled, &inputs(language, parts, &path, filled)))
                }
                Shape::OneOf(kinds) => (one_of(language, member, kinds, &path, filled)),
                Shape::Choice(choices) => {
                    (select(language, member.label, NOT_GIVEN, choices.iter().copied(), &path, filled))
                }
                shape => (input(language, member, shape, &path, filled)),
            }
        }
    }
}

/// What is wrong in a form, with a link to each input; nothing if nothing is.
pub(super) fn summary(
    language: Language,
    filled: &Filled,
    label: impl Fn(&str) -> String,
) -> Markup {
    html! {
        @if !filled.problems.is_empty() {
            div class="summary" role="alert" tabindex="-1" autofocus {
                h2 { (language.text("Please check", "請檢查", "请检查")) }
                ul {
                    @for problem in &filled.problems {
                        li {
                            a href={ "#" (id(&problem.path)) } { (label(&problem.path)) }
                            (language.text(": ", "：", "：")) (problem.wrong.text(language))
                        }
                    }
                }
            }
        }
    }
}

/// An input for a line of text.
pub(super) fn line(
    language: Language,
    label: Text,
    path: &str,
    filled: &Filled,
    required: bool,
) -> Markup {
    let member = Member {
        name: "",
        label,
        shape: Shape::Text(100),
        required,
        folded: false,
    };
    input(language, &member, member.shape, path, filled)
}

/// What stands for no choice.
const NOT_GIVEN: Text = ["Not given", "未提供", "未提供"];

/// A choice of one code, or of none.
pub(super) fn select(
    language: Language,
    label: Text,
    none: Text,
    choices: impl Iterator<Item = (&'static str, Text)>,
    path: &str,
    filled: &Filled,
) -> Markup {
    html! {
        div class="field" {
            label for=(id(path)) { (language.of(label)) }
            select id=(id(path)) name=(path) aria-invalid=[invalid(path, filled)]
                aria-describedby=[described(path, filled)] {
                option value="" { (language.of(none)) }
                @for (code, text) in choices {
                    option value=(code) selected[filled.text(path) == code] { (language.of(text)) }
                }
            }
            (wrong(language, path, filled))
        }
    }
}

fn input(language: Language, member: &Member, shape: Shape, path: &str, filled: &Filled) -> Markup {
    let kind = match shape {
        Shape::Date | Shape::PastDate => "date",
        _ => "text",
    };
    let mode = match shape {
        Shape::Digits(..) | Shape::Number(..) => Some("numeric"),
        Shape::Email => Some("email"),
        _ => None,
    };
    html! {
        div class="field" {
            label for=(id(path)) { (language.of(member.label)) }
            input id=(id(path)) name=(path) type=(kind) inputmode=[mode] autocomplete="off"
                value=(filled.text(path)) required[member.required && !path.contains('.')]
                aria-invalid=[invalid(path, filled)] aria-describedby=[described(path, filled)];
            (wrong(language, path, filled))
        }
    }
}

fn group(
    language: Language,
    member: &Member,
    path: &str,
    filled: &Filled,
    parts: &Markup,
) -> Markup {
    let label = language.of(member.label);
    html! {
        @if member.folded {
            details id=(id(path)) open[filled.is_wrong_below(path)] {
                summary {
                    (label) " "
                    span class="value" data-none=(language.of(NOT_GIVEN)) {
                        (within(language, member, path, filled))
                    }
                }
                (wrong(language, path, filled))
                (parts)
            }
        } @else {
            fieldset id=(id(path)) tabindex="-1"
                class=[matches!(member.shape, Shape::Phone(_)).then_some("telephone")] {
                legend { (label) }
                (wrong(language, path, filled))
                (parts)
            }
        }
    }
}

/// What is in a group that is closed.
fn within(language: Language, member: &Member, path: &str, filled: &Filled) -> String {
    let texts = filled.texts(member.shape, path);
    if texts.is_empty() {
        return language.of(NOT_GIVEN).to_owned();
    }
    texts.join(" · ")
}

/// A choice of a member, and the inputs of each; the style shows those of the chosen one.
fn one_of(
    language: Language,
    member: &Member,
    kinds: &'static [Member],
    path: &str,
    filled: &Filled,
) -> Markup {
    const KIND: Text = ["Kind", "類別", "类别"];
    let choices = kinds.iter().map(|kind| (kind.name, kind.label));
    html! {
        fieldset class="choice" {
            legend { (language.of(member.label)) }
            (select(language, KIND, NOT_GIVEN, choices, path, filled))
            @for kind in kinds {
                div data-of=(kind.name) {
                    (inputs(language, std::slice::from_ref(kind), path, filled))
                }
            }
        }
    }
}

fn wrong(language: Language, path: &str, filled: &Filled) -> Markup {
    html! {
        @if let Some(problem) = filled.problem(path) {
            p class="problem" id={ "e-" (path) } { (problem.wrong.text(language)) }
        }
    }
}

fn invalid(path: &str, filled: &Filled) -> Option<&'static str> {
    filled.problem(path).map(|_| "true")
}

fn described(path: &str, filled: &Filled) -> Option<String> {
    filled.problem(path).map(|_| format!("e-{path}"))
}
