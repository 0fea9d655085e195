//! Sentence templates with placeholders, for errors and reports.
//!
//! `core::fmt` would add several KB to the page's module.

use alloc::string::String;

use crate::string::{decimal, split_once};

/// A value that replaces a placeholder.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Number(u64),
    Str(&'a str),
}

/// Appends `template` to `sentence`; `append` writes the value for each `{name}`.
pub(crate) fn fill(
    sentence: &mut String,
    template: &str,
    append: &mut dyn FnMut(&mut String, &str),
) {
    let mut rest = template;
    while let Some((before, after)) = split_once(rest, b'{')
        && let Some((name, after)) = split_once(after, b'}')
    {
        sentence.push_str(before);
        append(sentence, name);
        rest = after;
    }
    sentence.push_str(rest);
}

/// Fills `template` with `values`, which are in the order of its placeholders.
pub(crate) fn filled(template: &str, values: &[Value<'_>]) -> String {
    let mut values = values.iter();
    let mut sentence = String::new();
    fill(&mut sentence, template, &mut |sentence, _| {
        if let Some(value) = values.next() {
            value.append_to(sentence);
        }
    });
    sentence
}

impl Value<'_> {
    pub(crate) fn append_to(self, sentence: &mut String) {
        match self {
            Self::Number(number) => sentence.push_str(&decimal(number)),
            Self::Str(string) => sentence.push_str(string),
        }
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(string: &'a String) -> Self {
        Self::Str(string)
    }
}

impl From<&&'static str> for Value<'_> {
    fn from(string: &&'static str) -> Self {
        Self::Str(string)
    }
}

impl From<&u16> for Value<'_> {
    fn from(number: &u16) -> Self {
        Self::Number((*number).into())
    }
}

impl From<&usize> for Value<'_> {
    fn from(number: &usize) -> Self {
        Self::Number(*number as u64)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Returns the names of a template's placeholders, in order.
    pub(crate) fn placeholders(template: &str) -> Vec<String> {
        let mut names = Vec::new();
        fill(&mut String::new(), template, &mut |_, name| {
            names.push(name.to_owned());
        });
        names
    }

    #[test]
    fn values_replace_their_names_and_are_not_templates_themselves() {
        let values = [Value::from(&"{b}"), Value::from(&7_usize)];
        assert_eq!(filled("{a}, {b}.", &values), "{b}, 7.");
        assert_eq!(placeholders("{a} and {b}."), ["a", "b"]);
    }
}
