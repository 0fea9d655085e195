//! Request parameters, parsed by the rules common to all endpoints.

use serde_json::{Map, Value};

use crate::protocol::from_base64;
use crate::result_code::{Refusal, ResultCode};

/// `source` values of browsers (iAM Smart API, §1; high confidence).
const BROWSERS: &[&str] = &[
    "PC_Browser",
    "Android_Chrome",
    "Android_Firefox",
    "Android_Edge",
    "Android_Samsung",
    "Android_Huawei",
    "Android_Xiaomi",
    "Android_IMS_InAppBrowser",
    "iOS_Safari",
    "iOS_Chrome",
    "iOS_Firefox",
    "iOS_Edge",
    "iOS_IMS_InAppBrowser",
];
/// `source` values of apps, not allowed in getQR (iAM Smart API, §1; high confidence).
const APPS: &[&str] = &["App_Link", "App_Package", "App_Scheme"];

/// Parameters by name, none empty or unknown.
#[derive(Debug)]
pub(crate) struct Parameters(Map<String, Value>);

impl Parameters {
    /// Parses a query. `+` is a space; each parameter may occur once.
    pub(crate) fn of_query(query: &str, known: &[&str]) -> Result<Self, Refusal> {
        let mut parameters = Map::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = Value::String(value.into_owned());
            if parameters.insert(name.to_string(), value).is_some() {
                let reason = format!("{} occurs more than once", shown(&name));
                return Err(Refusal::new(ResultCode::ParameterInvalid, reason));
            }
        }
        Self::of_object(parameters, known)
    }

    /// Takes the members of a JSON object.
    pub(crate) fn of_object(object: Map<String, Value>, known: &[&str]) -> Result<Self, Refusal> {
        for (name, value) in &object {
            if !known.contains(&name.as_str()) {
                let reason = format!("{} is not required", shown(name));
                return Err(Refusal::new(ResultCode::ParameterMissing, reason));
            }
            let empty = match value {
                Value::Null => true,
                Value::String(text) => text.is_empty(),
                Value::Array(items) => items.is_empty(),
                _ => false,
            };
            if empty {
                return Err(Refusal::new(ResultCode::ParameterEmpty, name.clone()));
            }
        }
        Ok(Self(object))
    }

    pub(crate) fn optional(&self, name: &'static str) -> Result<Option<&str>, Refusal> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(invalid(name)),
        }
    }

    pub(crate) fn required(&self, name: &'static str) -> Result<&str, Refusal> {
        self.optional(name)?
            .ok_or_else(|| Refusal::new(ResultCode::ParameterMissing, name))
    }

    /// A required string of 1 to `limit` characters.
    pub(crate) fn text(&self, name: &'static str, limit: usize) -> Result<&str, Refusal> {
        let text = self.required(name)?;
        if text.chars().count() > limit || text.chars().any(char::is_control) {
            return Err(invalid(name));
        }
        Ok(text)
    }

    /// An optional string of 1 to `limit` characters.
    pub(crate) fn optional_text(
        &self,
        name: &'static str,
        limit: usize,
    ) -> Result<Option<&str>, Refusal> {
        match self.0.get(name) {
            None => Ok(None),
            Some(_) => self.text(name, limit).map(Some),
        }
    }

    /// An optional integer, as a number or a string.
    pub(crate) fn number(&self, name: &'static str) -> Result<Option<u64>, Refusal> {
        let number = match self.0.get(name) {
            None => return Ok(None),
            Some(Value::String(text)) => text.parse().ok(),
            Some(value) => value.as_u64(),
        };
        number.map(Some).ok_or_else(|| invalid(name))
    }

    /// A list of names from `known`, without repetition.
    pub(crate) fn names(
        &self,
        name: &'static str,
        known: &[&str],
    ) -> Result<Option<Vec<String>>, Refusal> {
        let items = match self.0.get(name) {
            None => return Ok(None),
            Some(Value::Array(items)) => items,
            Some(_) => return Err(invalid(name)),
        };
        let mut names: Vec<String> = Vec::new();
        for item in items {
            let item = item
                .as_str()
                .filter(|item| known.contains(item))
                .ok_or_else(|| invalid(name))?;
            if !names.iter().any(|earlier| earlier == item) {
                names.push(item.to_owned());
            }
        }
        Ok(Some(names))
    }

    /// A list of objects.
    pub(crate) fn objects(&self, name: &'static str) -> Result<Vec<Map<String, Value>>, Refusal> {
        let items = match self.0.get(name) {
            None => return Err(Refusal::new(ResultCode::ParameterMissing, name)),
            Some(Value::Array(items)) => items,
            Some(_) => return Err(invalid(name)),
        };
        items
            .iter()
            .map(|item| item.as_object().cloned().ok_or_else(|| invalid(name)))
            .collect()
    }

    /// A required string of printable ASCII, of 1 to `limit` characters.
    pub(crate) fn ascii(&self, name: &'static str, limit: usize) -> Result<&str, Refusal> {
        let text = self.text(name, limit)?;
        if !text.is_ascii() {
            return Err(invalid(name));
        }
        Ok(text)
    }

    /// `state`: at most 36 letters, digits, `_` and `-` (iAM Smart API, §1; high confidence).
    pub(crate) fn state(&self) -> Result<Option<&str>, Refusal> {
        let Some(state) = self.optional("state")? else {
            return Ok(None);
        };
        let of_alphabet = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if state.len() > 36 || !state.bytes().all(of_alphabet) {
            return Err(invalid("state"));
        }
        Ok(Some(state))
    }

    /// `source` of a browser or, if `apps`, of an app.
    pub(crate) fn source(&self, apps: bool) -> Result<&str, Refusal> {
        let source = self.required("source")?;
        if BROWSERS.contains(&source) || apps && APPS.contains(&source) {
            return Ok(source);
        }
        Err(Refusal::new(ResultCode::SourceUnsupported, "source"))
    }

    /// An optional SHA-256 digest in Base64.
    pub(crate) fn sha256(&self, name: &'static str) -> Result<Option<[u8; 32]>, Refusal> {
        let Some(text) = self.optional(name)? else {
            return Ok(None);
        };
        from_base64(text)
            .and_then(|bytes| bytes.try_into().ok())
            .map(Some)
            .ok_or_else(|| {
                let reason = format!("{name} is not Base64 of 32 bytes");
                Refusal::new(ResultCode::ParameterInvalid, reason)
            })
    }
}

pub(crate) fn invalid(name: &'static str) -> Refusal {
    Refusal::new(ResultCode::ParameterInvalid, name)
}

/// A caller's name, shortened for the log.
fn shown(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_graphic)
        .take(40)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Parameters;
    use crate::result_code::ResultCode;

    fn code(query: &str) -> ResultCode {
        let known = ["state", "source", "hash"];
        Parameters::of_query(query, &known)
            .and_then(|parameters| {
                parameters.state()?;
                parameters.source(false)?;
                parameters.sha256("hash")
            })
            .err()
            .map_or(ResultCode::Success, |refusal| refusal.code)
    }

    #[test]
    fn each_rule_has_its_code() {
        let state = "aZ09_-aZ09_-aZ09_-aZ09_-aZ09_-aZ09_-";
        assert_eq!(state.len(), 36);
        assert_eq!(
            code(&format!("source=PC_Browser&state={state}")),
            ResultCode::Success
        );
        assert_eq!(
            code(&format!("source=PC_Browser&state={state}x")),
            ResultCode::ParameterInvalid
        );
        assert_eq!(
            code("source=PC_Browser&state=a.b"),
            ResultCode::ParameterInvalid
        );
        assert_eq!(code("source=PC_Browser&state="), ResultCode::ParameterEmpty);
        assert_eq!(
            code("source=PC_Browser&source=PC_Browser"),
            ResultCode::ParameterInvalid
        );
        assert_eq!(
            code("source=PC_Browser&other=1"),
            ResultCode::ParameterMissing
        );
        assert_eq!(code("state=a"), ResultCode::ParameterMissing);
        assert_eq!(code("source=App_Link"), ResultCode::SourceUnsupported);
        assert_eq!(
            code("source=PC_Browser&hash=AAAA"),
            ResultCode::ParameterInvalid
        );
    }
}
