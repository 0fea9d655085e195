//! Profile and e-ME fields (iAM Smart API, §3, fields): their shapes, and those of a person.

mod address;
mod bill;
mod catalogue;
mod problem;
mod shape;

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Map, Value, json};

use crate::language::{Language, Text};
use crate::persona::Persona;
use crate::protocol::{base64, from_base64};

pub(crate) use self::catalogue::{ADDRESSES, CONTACT, PERSONAL, PROOFS, changeable};
pub(crate) use self::problem::{Problem, Wrong};
pub(crate) use self::shape::{Member, Shape};

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

/// Fields of the identity card, which the iAM Smart-Cert depends on, and of the file that is made
/// from `addressDocInfo`: nobody can change them.
const FIXED: &[(&str, Text)] = &[
    ("idNo", ["HKIC number", "香港身份證號碼", "香港身份证号码"]),
    ("enName", ["English name", "英文姓名", "英文姓名"]),
    ("chName", ["Chinese name", "中文姓名", "中文姓名"]),
    (
        "addressDocFile",
        ["Proof of address, file", "住址證明文件", "住址证明文件"],
    ),
];

/// Fields by their names.
pub(crate) type Fields = Map<String, Value>;

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

impl File {
    /// Extracts the files from a callback's content.
    pub(crate) fn all(content: &Value) -> Vec<Self> {
        let (field, member) = ("addressDocFile", "docFile");
        let file = content[field][member].as_str().and_then(from_base64);
        file.map(|bytes| Self {
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

/// A field's name in a language.
pub(crate) fn label(language: Language, name: &str) -> &str {
    let changeable = changeable()
        .find(|field| field.name == name)
        .map(|field| field.label);
    let fixed = || FIXED.iter().find(|(field, _)| *field == name);
    match changeable.or_else(|| fixed().map(|(_, label)| *label)) {
        Some(label) => language.of(label),
        None => name,
    }
}

/// Everything that is wrong with the fields that a person can change; `path` is where they are.
pub(crate) fn check(path: &str, fields: &Fields) -> Vec<Problem> {
    static MEMBERS: LazyLock<Vec<Member>> = LazyLock::new(|| changeable().copied().collect());
    let mut problems = Vec::new();
    shape::check_members(&MEMBERS, path, fields, &mut problems);
    problems
}

/// All fields of a person: those that they can change, those of the identity card, and the proof of
/// address as a file.
pub(crate) fn complete(persona: &Persona, changeable: &Fields) -> Fields {
    let mut fields = changeable.clone();
    fields.extend(identity(persona));
    if let Some(info) = fields.get("addressDocInfo") {
        let file = address_document(info);
        fields.insert("addressDocFile".to_owned(), file);
    }
    fields
}

/// Fields from the identity card.
fn identity(persona: &Persona) -> Fields {
    let check_digit = persona.check_digit().to_string();
    let mut fields = vec![
        (
            "idNo",
            json!({ "Identification": persona.hkic, "CheckDigit": check_digit }),
        ),
        (
            "enName",
            json!({ "UnstructuredName": persona.english_name }),
        ),
    ];
    if !persona.chinese_name.is_empty() {
        fields.push(("chName", json!({ "ChineseName": persona.chinese_name })));
    }
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
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
    use serde_json::{Value, json};

    use super::{EME_FIELDS, FIXED, changeable, check};
    use crate::language::Language;

    #[test]
    fn every_field_of_the_api_is_changeable_or_fixed() {
        let mut known: Vec<&str> = changeable()
            .map(|field| field.name)
            .chain(FIXED.iter().map(|(name, _)| *name))
            .collect();
        let mut all = EME_FIELDS.to_vec();
        known.sort_unstable();
        all.sort_unstable();
        assert_eq!(known, all);
    }

    #[test]
    fn each_shape_says_what_is_wanted() {
        let phone = |country: &str, number: &str| json!({ "mobileNumber": { "CountryCode": country, "SubscriberNumber": number } });
        let free = json!({ "FreeFormatAddress": { "AddressLine1": "10 Road" } });
        for right in [
            json!({}),
            phone("852", "91234567"),
            phone("44", "79460000"),
            json!({ "emailAddress": "a+b@mail.example.hk", "birthDate": "20000229" }),
            json!({ "residentialAddress": free }),
            json!({ "postalAddress": { "PostBoxAddress": { "EngPostBox": { "PoBoxNo": 12 } } } }),
        ] {
            let problems = check("", right.as_object().unwrap());
            assert!(problems.is_empty(), "{right}: {problems:?}");
        }
        let digits = "mobileNumber.SubscriberNumber";
        for (wrong, path, text) in [
            (phone("852", "hello"), digits, "Give 4 to 12 digits."),
            (phone("852", "9123456"), digits, "Give 8 digits."),
            (
                phone("", "91234567"),
                "mobileNumber.CountryCode",
                "Fill this in.",
            ),
            (
                json!({ "mobileNumber": "91234567" }),
                "mobileNumber",
                "Give an object.",
            ),
            (
                json!({ "shoeSize": "42" }),
                "shoeSize",
                "There is no such member.",
            ),
            (
                json!({ "birthDate": "20010229" }),
                "birthDate",
                "Give a date that exists, as yyyyMMdd.",
            ),
            (
                json!({ "birthDate": "29990101" }),
                "birthDate",
                "Give a date that is not in the future.",
            ),
            (json!({ "gender": "X" }), "gender", "Give one of: M, F, U."),
            (
                json!({ "prefix": "a\nb" }),
                "prefix",
                "Give one line of text.",
            ),
            (
                json!({ "prefix": "01234567890" }),
                "prefix",
                "Give at most 10 characters.",
            ),
            (json!({ "prefix": 7 }), "prefix", "Give a text."),
            (
                json!({ "emailAddress": "hello" }),
                "emailAddress",
                "Give an email address, such as name@example.hk.",
            ),
            (
                json!({ "residentialAddress": {} }),
                "residentialAddress",
                "Give one of: ChiPremisesAddress, EngPremisesAddress, FreeFormatAddress.",
            ),
            (
                json!({ "residentialAddress": { "FreeFormatAddress": {} } }),
                "residentialAddress.FreeFormatAddress.AddressLine1",
                "Fill this in.",
            ),
        ] {
            let problems = check("", wrong.as_object().unwrap());
            assert_eq!(problems[0].path, path, "{wrong}");
            assert_eq!(problems[0].wrong.text(Language::English), text, "{wrong}");
            for language in Language::ALL {
                assert!(!problems[0].wrong.text(language).contains('#'), "{wrong}");
            }
        }
        let value = Value::from("people[0].fields");
        let problems = check(
            value.as_str().unwrap(),
            phone("852", "1").as_object().unwrap(),
        );
        assert_eq!(
            problems[0].path,
            "people[0].fields.mobileNumber.SubscriberNumber"
        );
    }
}
