//! Profile and e-ME fields of all people (iAM Smart API, §3, fields).

mod bill;

use std::collections::HashMap;

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Map, Value, json};

use crate::persona::{PERSONAS, Persona};
use crate::protocol::{base64, from_base64};

/// `profileFields` (iAM Smart API, §3; high confidence).
pub(crate) const PROFILE_FIELDS: &[&str] = &["idNo", "enName", "chName", "birthDate", "gender"];
/// `eMEFields` (iAM Smart API, §3; high confidence, the last five medium).
pub(crate) const EME_FIELDS: &[&str] = &[
    "idNo",
    "enName",
    "chName",
    "birthDate",
    "gender",
    "prefix",
    "chNameVerified",
    "maritalStatus",
    "homeTelNumber",
    "officeTelNumber",
    "mobileNumber",
    "emailAddress",
    "residentialAddress",
    "postalAddress",
    "educationLevel",
    "addressDocInfo",
    "addressDocFile",
    "passportNumber",
    "passportExpiry",
    "propertyOwner",
    "carOwner",
    "employmentStatus",
];
/// 15 August 2025, 00:00 in Hong Kong; Unix time in milliseconds.
const BILL_DATE: i64 = 1_755_187_200_000;

/// Fields by persona ID.
pub(crate) struct Profiles(HashMap<&'static str, Map<String, Value>>);

/// A file in a field.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Name of the field whose member `member` holds the file in Base64.
    pub(crate) field: &'static str,
    pub(crate) member: &'static str,
    pub(crate) name: &'static str,
    pub(crate) media_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Profiles {
    pub(crate) fn read() -> Result<Self, String> {
        let mut kept: HashMap<String, Map<String, Value>> =
            serde_json::from_str(include_str!("../../assets/e-me.json"))
                .map_err(|error| format!("e-me.json: {error}"))?;
        let profiles = PERSONAS.iter().map(|persona| {
            let mut fields = kept.remove(persona.id).unwrap_or_default();
            fields.extend(identity(persona));
            if let Some(info) = fields.get("addressDocInfo") {
                let file = address_document(info);
                fields.insert("addressDocFile".to_owned(), file);
            }
            (persona.id, fields)
        });
        Ok(Self(profiles.collect()))
    }

    pub(crate) fn value(&self, persona: &Persona, field: &str) -> Option<&Value> {
        self.0.get(persona.id)?.get(field)
    }

    /// Extracts the files from a callback's content.
    pub(crate) fn files(content: &Value) -> Vec<File> {
        let (field, member) = ("addressDocFile", "docFile");
        let file = content[field][member].as_str().and_then(from_base64);
        file.map(|bytes| File {
            field,
            member,
            name: "address.pdf",
            media_type: "application/pdf",
            bytes,
        })
        .into_iter()
        .collect()
    }
}

/// Fields from the identity card.
fn identity(persona: &Persona) -> Map<String, Value> {
    let check_digit = persona.check_digit().to_string();
    [
        (
            "idNo",
            json!({ "Identification": persona.hkic, "CheckDigit": check_digit }),
        ),
        (
            "enName",
            json!({ "UnstructuredName": persona.english_name }),
        ),
        ("chName", json!({ "ChineseName": persona.chinese_name })),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect()
}

/// A provider's bill and its SHA-256. Base64 for docHash is a guess.
fn address_document(info: &Value) -> Value {
    let address = &info["enServiceAddress"];
    let lines = [
        "addressLine1",
        "addressLine2",
        "addressLine3",
        "addressLine4",
    ]
    .into_iter()
    .filter_map(|line| address[line].as_str());
    let lines: Vec<&str> = [&info["enProviderName"], &info["enUserName"]]
        .into_iter()
        .filter_map(Value::as_str)
        .chain(lines)
        .collect();
    let pdf = bill::pdf(&lines);
    json!({
        "docFile": base64(&pdf),
        "docHash": base64(digest(&SHA256, &pdf).as_ref()),
        "billDate": BILL_DATE,
    })
}

#[cfg(test)]
mod tests {
    use super::{EME_FIELDS, PROFILE_FIELDS, Profiles};
    use crate::persona::PERSONAS;

    #[test]
    fn every_field_is_somebodys_and_everybody_has_a_profile() {
        let profiles = Profiles::read().unwrap();
        for field in EME_FIELDS {
            assert!(
                PERSONAS
                    .iter()
                    .any(|persona| profiles.value(persona, field).is_some()),
                "{field}"
            );
        }
        for persona in PERSONAS {
            for field in PROFILE_FIELDS {
                assert!(profiles.value(persona, field).is_some(), "{field}");
            }
            // Every field can be requested.
            let fields = &profiles.0[persona.id];
            assert!(
                fields
                    .keys()
                    .all(|name| EME_FIELDS.contains(&name.as_str()))
            );
        }
    }
}
