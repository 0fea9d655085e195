//! The line of a member in a JSON text.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// The line of the member at a path such as `people[0].fields.emailAddress`, counted from 1; that of
/// the deepest that is there. `None` if nothing is.
pub(super) fn line_of(text: &str, path: &str) -> Option<usize> {
    let steps: Vec<&str> = path
        .split(['.', '['])
        .map(|step| step.trim_end_matches(']'))
        .collect();
    // From the whole path to ever shorter ones.
    (1..=steps.len()).rev().find_map(|length| {
        let mut json = serde_json::Deserializer::from_str(text);
        let error = Seek(&steps[..length]).deserialize(&mut json).err()?;
        error.to_string().starts_with(FOUND).then(|| error.line())
    })
}

const FOUND: &str = "found";

/// Fails at the end of this path: the parser says where that is.
struct Seek<'a>(&'a [&'a str]);

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            match self.0 {
                [step] if *step == name => return Err(A::Error::custom(FOUND)),
                [step, rest @ ..] if *step == name => return map.next_value_seed(Seek(rest)),
                _ => map.next_value::<IgnoredAny>().map(|_| ())?,
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let [step, rest @ ..] = self.0 else {
            return Ok(());
        };
        for _ in 0..step.parse().unwrap_or(0) {
            seq.next_element::<IgnoredAny>()?;
        }
        match rest {
            [] => seq.next_element_seed(Here).map(|_| ()),
            _ => seq.next_element_seed(Seek(rest)).map(|_| ()),
        }
    }
}

/// Fails where it stands.
struct Here;

impl<'de> DeserializeSeed<'de> for Here {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, _: D) -> Result<(), D::Error> {
        Err(D::Error::custom(FOUND))
    }
}
