//! People as JSON: in the file of `--personas`, in the state directory and in the app's API.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::line::line_of;
use crate::e_me::{self, Fields, Problem, Wrong};
use crate::language::Language;
use crate::persona::{Persona, check_digit};
use crate::protocol::signature::KeyKind;

/// Members of an entry.
const MEMBERS: &[&str] = &[
    "id",
    "englishName",
    "chineseName",
    "hkic",
    "signsWith",
    "lastModified",
    "fields",
];
/// Maximum length of a name in characters: X.520 limits a common name to 64, which holds both names
/// and a space (RFC 5280 Appendix A.1, ub-common-name).
const NAME: usize = 40;
const CHINESE_NAME: usize = 20;
/// Maximum number of people: each has a key and certificates.
pub(super) const PEOPLE: usize = 200;

/// A person with the fields that they can change.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) persona: Persona,
    pub(crate) fields: Fields,
    /// `lastModifiedDate`: Unix time in milliseconds.
    pub(crate) last_modified: i64,
}

/// Kinds of keys in JSON.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum SignsWith {
    Rsa,
    Sm2,
}

impl Entry {
    /// Reads `{"people": […]}`; the error has a line for everything that is wrong.
    pub(crate) fn read_all(file: &str, text: &str) -> Result<Vec<Self>, String> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| format!("{file}: {error}"))?;
        Self::of_list(&value).map_err(|problems| {
            let lines = problems.iter().map(|problem| {
                let wrong = problem.wrong.text(Language::English);
                match (line_of(text, &problem.path), problem.path.as_str()) {
                    (Some(line), path) => format!("{file}, line {line}: {path}: {wrong}"),
                    (None, "") => format!("{file}: {wrong}"),
                    (None, path) => format!("{file}: {path}: {wrong}"),
                }
            });
            lines.collect::<Vec<_>>().join("\n")
        })
    }

    fn of_list(value: &Value) -> Result<Vec<Self>, Vec<Problem>> {
        let one = |path: &str, wrong| Err(vec![Problem::new(path, wrong)]);
        let Some(object) = value.as_object() else {
            return one("", Wrong::NotAnObject);
        };
        if let Some(name) = object.keys().find(|name| *name != "people") {
            return one(name, Wrong::Unknown);
        }
        let people = match object.get("people") {
            None => return one("people", Wrong::Missing),
            Some(Value::Array(people)) if people.is_empty() => {
                return one("people", Wrong::Missing);
            }
            Some(Value::Array(people)) if people.len() > PEOPLE => {
                return one("people", Wrong::TooMany);
            }
            Some(Value::Array(people)) => people,
            Some(_) => return one("people", Wrong::NotAList),
        };
        let mut entries: Vec<Self> = Vec::new();
        let mut problems = Vec::new();
        for (index, person) in people.iter().enumerate() {
            let path = format!("people[{index}]");
            match Self::read(&path, person) {
                Err(wrong) => problems.extend(wrong),
                Ok(entry) => {
                    problems.extend(entry.taken(&path, entries.iter().map(|other| &other.persona)));
                    entries.push(entry);
                }
            }
        }
        if problems.is_empty() {
            Ok(entries)
        } else {
            Err(problems)
        }
    }

    /// Reads one person; `path` is where it stands.
    pub(crate) fn read(path: &str, value: &Value) -> Result<Self, Vec<Problem>> {
        let Some(object) = value.as_object() else {
            return Err(vec![Problem::new(path, Wrong::NotAnObject)]);
        };
        let mut reader = Reader {
            path,
            object,
            problems: Vec::new(),
        };
        let entry = reader.entry();
        if reader.problems.is_empty() {
            Ok(entry)
        } else {
            Err(reader.problems)
        }
    }

    /// What others have already: the ID and the HKIC number are a person's own.
    pub(crate) fn taken<'a>(
        &self,
        path: &str,
        others: impl Iterator<Item = &'a Persona>,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        for other in others {
            if other.id == self.persona.id {
                problems.push(Problem::new(&below(path, "id"), Wrong::Taken));
            }
            if other.hkic == self.persona.hkic {
                problems.push(Problem::new(&below(path, "hkic"), Wrong::Taken));
            }
        }
        problems
    }

    pub(crate) fn to_json(&self) -> Value {
        let persona = &self.persona;
        json!({
            "id": persona.id,
            "englishName": persona.english_name,
            "chineseName": persona.chinese_name,
            "hkic": persona.printed_hkic(),
            "signsWith": signs_with(persona.key),
            "lastModified": self.last_modified,
            "fields": self.fields,
        })
    }
}

/// `signsWith` of a person: `rsa`, `sm2` or null.
pub(crate) fn signs_with(key: Option<KeyKind>) -> Value {
    json!(key.map(|key| match key {
        KeyKind::Rsa => SignsWith::Rsa,
        KeyKind::Sm2 => SignsWith::Sm2,
    }))
}

/// Reads the members of one person, and notes what is wrong.
struct Reader<'a> {
    path: &'a str,
    object: &'a Map<String, Value>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn entry(&mut self) -> Entry {
        for name in self.object.keys() {
            if !MEMBERS.contains(&name.as_str()) {
                self.wrong(name, Wrong::Unknown);
            }
        }
        let persona = Persona {
            id: self.id(),
            english_name: self.english_name(),
            chinese_name: self.chinese_name(),
            hkic: self.hkic(),
            key: self.key(),
        };
        let last_modified = match self.object.get("lastModified") {
            None => crate::protocol::now(),
            Some(value) => value.as_i64().filter(|time| *time >= 0).unwrap_or_else(|| {
                self.wrong("lastModified", Wrong::NotMilliseconds);
                0
            }),
        };
        let fields = match self.object.get("fields") {
            None => Fields::new(),
            Some(Value::Object(fields)) => {
                let path = below(self.path, "fields");
                self.problems.extend(e_me::check(&path, fields));
                fields.clone()
            }
            Some(_) => {
                self.wrong("fields", Wrong::NotAnObject);
                Fields::new()
            }
        };
        Entry {
            persona,
            fields,
            last_modified,
        }
    }

    fn id(&mut self) -> String {
        let id = self.text("id", true);
        let is_id = id.len() <= 20
            && id.starts_with(|first: char| first.is_ascii_lowercase())
            && id
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        // Names that certificates of others begin with, or have.
        let is_other = ["ocsp-", "server-", "issuing"]
            .iter()
            .any(|name| id.starts_with(name))
            || id == "timestamp";
        if !id.is_empty() && !is_id {
            self.wrong("id", Wrong::NotAnId);
        }
        if is_other {
            self.wrong("id", Wrong::Taken);
        }
        id
    }

    fn english_name(&mut self) -> String {
        let name = self.text("englishName", true);
        let is_latin = |it: char| it.is_ascii_alphabetic() || " ,.'-".contains(it);
        if name.chars().count() > NAME {
            self.wrong("englishName", Wrong::TooLong(NAME));
        } else if !name.chars().all(is_latin) {
            self.wrong("englishName", Wrong::NotLatin);
        }
        name
    }

    fn chinese_name(&mut self) -> String {
        let name = self.text("chineseName", false);
        if name.chars().count() > CHINESE_NAME {
            self.wrong("chineseName", Wrong::TooLong(CHINESE_NAME));
        } else if name.chars().any(char::is_control) {
            self.wrong("chineseName", Wrong::NotOneLine);
        }
        name
    }

    /// The number without its check digit, from `A123456(3)` (iAM Smart API, §3 `idNo`; high
    /// confidence).
    fn hkic(&mut self) -> String {
        let printed = self.text("hkic", true);
        if printed.is_empty() {
            return printed;
        }
        let parts = printed
            .strip_suffix(')')
            .and_then(|text| text.split_once('('))
            .filter(|(number, digit)| is_number(number) && digit.chars().count() == 1);
        let Some((number, digit)) = parts else {
            self.wrong("hkic", Wrong::NotAnHkic);
            return printed;
        };
        let right = check_digit(number);
        if !digit.starts_with(right) {
            self.wrong("hkic", Wrong::CheckDigit(right));
        }
        number.to_owned()
    }

    fn key(&mut self) -> Option<KeyKind> {
        let value = self
            .object
            .get("signsWith")
            .cloned()
            .unwrap_or("rsa".into());
        let Ok(kind) = serde_json::from_value::<Option<SignsWith>>(value) else {
            self.wrong("signsWith", Wrong::NotAChoice(KEYS));
            return None;
        };
        kind.map(|kind| match kind {
            SignsWith::Rsa => KeyKind::Rsa,
            SignsWith::Sm2 => KeyKind::Sm2,
        })
    }

    fn text(&mut self, name: &'static str, required: bool) -> String {
        match self.object.get(name) {
            Some(Value::String(text)) if !required || !text.is_empty() => text.clone(),
            Some(Value::String(_)) | None => {
                if required {
                    self.wrong(name, Wrong::Missing);
                }
                String::new()
            }
            Some(_) => {
                self.wrong(name, Wrong::NotText);
                String::new()
            }
        }
    }

    fn wrong(&mut self, name: &str, wrong: Wrong) {
        let path = below(self.path, name);
        self.problems.push(Problem::new(&path, wrong));
    }
}

/// Values of `signsWith`.
const KEYS: &[(&str, crate::language::Text)] = &[
    ("rsa", ["RSA", "RSA", "RSA"]),
    ("sm2", ["SM2", "SM2", "SM2"]),
    ("null", ["nothing", "沒有", "没有"]),
];

fn is_number(text: &str) -> bool {
    let (letters, digits) = match text.len() {
        7 => text.split_at_checked(1),
        8 => text.split_at_checked(2),
        _ => None,
    }
    .unwrap_or_default();
    !letters.is_empty()
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Entry;

    #[test]
    fn everything_that_is_wrong_in_a_file_is_said_with_its_line() {
        let text = r#"{
  "people": [
    { "id": "tang", "englishName": "TANG, Ka Yan", "hkic": "B123456(8)" },
    {
      "id": "Tang",
      "englishName": "鄧嘉欣",
      "hkic": "B12345",
      "signsWith": "ecdsa",
      "shoeSize": 42,
      "fields": {
        "mobileNumber": {
          "CountryCode": "852",
          "SubscriberNumber": "hello"
        },
        "emailAddress": 7
      }
    },
    { "id": "tang", "englishName": "TANG, Ka Yan", "hkic": "B123456(6)" }
  ]
}"#;
        let error = Entry::read_all("people.json", text).unwrap_err();
        let lines: Vec<&str> = error.lines().collect();
        assert_eq!(
            lines,
            [
                "people.json, line 3: people[0].hkic: The check digit in brackets has to be 6.",
                "people.json, line 9: people[1].shoeSize: There is no such member.",
                "people.json, line 5: people[1].id: Give 1 to 20 lower-case letters, digits or \
                 hyphens, beginning with a letter.",
                "people.json, line 6: people[1].englishName: Give Latin letters, such as CHAN, Tai \
                 Man.",
                "people.json, line 7: people[1].hkic: Give a number such as A123456(3).",
                "people.json, line 8: people[1].signsWith: Give one of: rsa, sm2, null.",
                "people.json, line 13: people[1].fields.mobileNumber.SubscriberNumber: Give 4 to \
                 12 digits.",
                "people.json, line 15: people[1].fields.emailAddress: Give a text.",
            ]
        );
        for (text, expected) in [
            (
                "{",
                "people.json: EOF while parsing an object at line 1 column 1",
            ),
            ("[]", "people.json: Give an object."),
            ("{}", "people.json: people: Fill this in."),
            (
                r#"{"people": []}"#,
                "people.json, line 1: people: Fill this in.",
            ),
            (
                r#"{"people": 1}"#,
                "people.json, line 1: people: Give a list.",
            ),
            (
                "{\n\"people\": [\n1]}",
                "people.json, line 3: people[0]: Give an object.",
            ),
            (
                "{\n\"people\": [\n{}]}",
                "people.json, line 3: people[0].id: Fill this in.\n\
                 people.json, line 3: people[0].englishName: Fill this in.\n\
                 people.json, line 3: people[0].hkic: Fill this in.",
            ),
        ] {
            assert_eq!(Entry::read_all("people.json", text).unwrap_err(), expected);
        }
        let twice = json!({ "people": [
            { "id": "tang", "englishName": "TANG, Ka Yan", "hkic": "B123456(6)" },
            { "id": "tang", "englishName": "TANG, Ka Yan", "hkic": "B123456(6)" },
        ] });
        let error = Entry::read_all("people.json", &twice.to_string()).unwrap_err();
        assert!(error.contains("people[1].id: Somebody else has this already."));
        assert!(error.contains("people[1].hkic: Somebody else has this already."));
    }

    #[test]
    fn the_people_that_come_with_it_are_right_and_written_as_they_were_read() {
        let text = include_str!("../../assets/people.json");
        let entries = Entry::read_all("people.json", text).unwrap();
        let people: Vec<_> = entries.iter().map(Entry::to_json).collect();
        let read: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(json!({ "people": people }), read);
    }
}
