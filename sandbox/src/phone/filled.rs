//! The inputs of a form by their names, and the fields that they stand for. A name is a path such as
//! `mobileNumber.SubscriberNumber`; that of a choice has the chosen member's name as its value.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::e_me::{Fields, Member, Problem, Shape};

/// What is in a form's inputs, and what is wrong with it.
#[derive(Default)]
pub(super) struct Filled {
    values: HashMap<String, String>,
    pub(super) problems: Vec<Problem>,
}

impl Filled {
    /// The inputs that stand for these fields.
    pub(super) fn of_fields<'a>(
        members: impl Iterator<Item = &'a Member>,
        fields: &Fields,
    ) -> Self {
        let mut filled = Self::default();
        for member in members {
            if let Some(value) = fields.get(member.name) {
                filled.put(member.shape, member.name, value);
            }
        }
        filled
    }

    /// The inputs of a submitted form, `application/x-www-form-urlencoded`.
    pub(super) fn of_form(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body);
        Self {
            values: pairs
                .map(|(name, value)| (name.into_owned(), value.trim().to_owned()))
                .collect(),
            problems: Vec::new(),
        }
    }

    pub(super) fn text(&self, path: &str) -> &str {
        self.values
            .get(path)
            .map(String::as_str)
            .unwrap_or_default()
    }

    pub(super) fn problem(&self, path: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.path == path)
    }

    /// True if something is wrong at this path or below it.
    pub(super) fn is_wrong_below(&self, path: &str) -> bool {
        self.problems.iter().any(|Problem { path: name, .. }| {
            name.strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// What is in the inputs of a member at this path, in their order.
    pub(super) fn texts(&self, shape: Shape, path: &str) -> Vec<&str> {
        let members = shape.members();
        if members.is_empty() {
            return Some(self.text(path))
                .filter(|text| !text.is_empty())
                .into_iter()
                .collect();
        }
        members
            .iter()
            .flat_map(|member| self.texts(member.shape, &format!("{path}.{}", member.name)))
            .collect()
    }

    /// The fields that the inputs stand for. A value that was a number, and is unchanged, stays one;
    /// `kept` is what was there before.
    pub(super) fn fields<'a>(
        &self,
        members: impl Iterator<Item = &'a Member>,
        kept: &Fields,
    ) -> Fields {
        members
            .filter_map(|member| {
                let before = kept.get(member.name);
                let value = self.value(member.shape, member.name, before)?;
                Some((member.name.to_owned(), value))
            })
            .collect()
    }

    fn put(&mut self, shape: Shape, path: &str, value: &Value) {
        if let (Shape::OneOf(_), Some(object)) = (shape, value.as_object())
            && let Some(name) = object.keys().next()
        {
            self.values.insert(path.to_owned(), name.clone());
        }
        for member in shape.members() {
            if let Some(value) = value.get(member.name) {
                self.put(member.shape, &format!("{path}.{}", member.name), value);
            }
        }
        let text = match (shape, value) {
            (Shape::Date | Shape::PastDate, Value::String(text)) => to_input_date(text),
            (_, Value::String(text)) => text.clone(),
            (_, Value::Number(number)) => number.to_string(),
            _ => return,
        };
        self.values.insert(path.to_owned(), text);
    }

    fn value(&self, shape: Shape, path: &str, before: Option<&Value>) -> Option<Value> {
        let below = |member: &Member| {
            let path = format!("{path}.{}", member.name);
            let before = before.and_then(|before| before.get(member.name));
            self.value(member.shape, &path, before)
        };
        match shape {
            Shape::OneOf(members) => {
                let chosen = self.text(path);
                let member = members.iter().find(|member| member.name == chosen)?;
                let value = below(member).unwrap_or_else(|| Value::Object(Map::new()));
                Some(Value::Object(Map::from_iter([(chosen.to_owned(), value)])))
            }
            Shape::Object(members) | Shape::Phone(members) => {
                let object: Map<String, Value> = members
                    .iter()
                    .filter_map(|member| Some((member.name.to_owned(), below(member)?)))
                    .collect();
                // What no input stands for does not make an object.
                let is_there = object.keys().any(|name| {
                    let member = members.iter().find(|member| member.name == name);
                    member.is_some_and(|member| !matches!(member.shape, Shape::Milliseconds))
                });
                is_there.then_some(Value::Object(object))
            }
            // No input stands for it.
            Shape::Milliseconds => before.cloned(),
            Shape::Date | Shape::PastDate => of_text(self.text(path).replace('-', "")),
            _ => {
                let text = self.text(path);
                match before {
                    Some(Value::Number(number)) if number.to_string() == text => before.cloned(),
                    _ => of_text(text.to_owned()),
                }
            }
        }
    }
}

fn of_text(text: String) -> Option<Value> {
    (!text.is_empty()).then_some(Value::String(text))
}

/// `yyyyMMdd` as `yyyy-MM-dd`, the value of a date input (HTML §2.3.5.2).
fn to_input_date(text: &str) -> String {
    match (text.get(..4), text.get(4..6), text.get(6..)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::Filled;
    use crate::e_me::{Fields, changeable};

    /// Every field of the people that come with the sandbox goes through the form unchanged.
    #[test]
    fn a_form_that_is_sent_as_it_came_changes_nothing() {
        let people: Value = serde_json::from_str(include_str!("../../assets/people.json")).unwrap();
        for person in people["people"].as_array().unwrap() {
            let fields: &Fields = person["fields"].as_object().unwrap();
            let filled = Filled::of_fields(changeable(), fields);
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(&filled.values);
            let sent = Filled::of_form(form.finish().as_bytes());
            assert_eq!(
                &sent.fields(changeable(), fields),
                fields,
                "{}",
                person["id"]
            );
        }
    }

    #[test]
    fn empty_inputs_are_no_fields_and_a_chosen_kind_is() {
        let form = b"prefix=&mobileNumber.CountryCode=&birthDate=1980-02-15\
            &residentialAddress=FreeFormatAddress&postalAddress=";
        let fields = Filled::of_form(form).fields(changeable(), &Fields::new());
        let expected = serde_json::json!({
            "birthDate": "19800215",
            "residentialAddress": { "FreeFormatAddress": {} },
        });
        assert_eq!(Value::Object(fields), expected);
    }
}
