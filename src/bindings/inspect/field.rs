//! Fields of an inspected certificate.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::JsValue;

use crate::bindings::tsify;
use crate::bindings::values::Octets;
use crate::bindings::write::ToJs;
use crate::inspection::{Field, Value};
use crate::report::{Detail, ReportLanguage};

result! {
    /// Field, extension, or a part of one.
    pub struct InspectedField {
        /// Name in the standard that defines it: 'serialNumber', 'keyUsage', 'dNSName'. Otherwise its
        /// dotted identifier; of a value without names, its ASN.1 type.
        name: String,
        /// Title for display.
        title: String,
        /// Value for display; undefined for a field that only has parts.
        #[tsify(optional)]
        text: Option<String>,
        /// Value as data, the same in every language: strings as in the certificate, times in ISO
        /// 8601, serial numbers and fingerprints in lower-case hexadecimal, of an extension its
        /// bytes.
        #[tsify(optional)]
        value: Option<InspectedValue>,
        /// Dotted identifier of an extension, algorithm, attribute or access method.
        #[tsify(optional)]
        identifier: Option<String>,
        /// True if an extension is critical; undefined for other fields.
        #[tsify(optional)]
        critical: Option<bool>,
        /// Parts, in order; undefined if there are none.
        #[tsify(optional)]
        fields: Option<Vec<InspectedField>>,
    }
}

/// Value as data.
#[derive(tsify::Tsify)]
#[tsify(type = "string | number | boolean | Uint8Array<ArrayBuffer>")]
pub struct InspectedValue(Value);

impl ToJs for InspectedValue {
    fn to_js(&self) -> JsValue {
        match &self.0 {
            Value::Text(text) => text.to_js(),
            Value::Number(number) => number.to_js(),
            Value::Truth(truth) => truth.to_js(),
            Value::Octets(octets) => Octets(octets.clone()).to_js(),
        }
    }
}

impl InspectedField {
    pub(super) fn all(fields: &[Field], language: ReportLanguage) -> Vec<Self> {
        let fields = fields.iter();
        fields.map(|field| Self::of(field, language)).collect()
    }

    fn of(field: &Field, language: ReportLanguage) -> Self {
        let text = field.text.as_ref();
        Self {
            name: field.name.clone(),
            title: field.title.in_language(language),
            text: text.map(|text: &Detail| text.in_language(language)),
            value: field.value.clone().map(InspectedValue),
            identifier: field.identifier.clone(),
            critical: field.critical,
            fields: (!field.fields.is_empty()).then(|| Self::all(&field.fields, language)),
        }
    }
}
