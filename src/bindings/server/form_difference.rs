//! Where two canonical forms differ.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use crate::bindings::read::read;
use crate::bindings::tsify;
use crate::bindings::write::ToJs;
use crate::{Result, signing};

result! {
    /// A difference between what the page hashed and what the server received.
    pub struct FormDifference {
        /// What differs.
        what: Differing,
        /// Name of the field or file input.
        #[tsify(optional)]
        field: Option<String>,
        /// What the page hashed: a value, or a file's name, size and digest.
        #[tsify(optional)]
        page: Option<String>,
        /// What the server received.
        #[tsify(optional)]
        server: Option<String>,
    }
}

names! {
    /// What differs between two forms.
    pub enum Differing {
        /// An entry that the server did not receive.
        Missing = "missing",
        /// An entry that the page did not hash.
        Added = "added",
        /// An entry of another value.
        Changed = "changed",
        /// The order of the entries.
        Order = "order",
        /// The form's name or number, or the version of the canonical form.
        About = "about",
    }
}

/// Compares two canonical forms (`text` of `hashForm`), field by field.
///
/// @throws IamSmartError 'invalid-argument' if one of them is no canonical form
#[wasm_bindgen(js_name = formDifference, unchecked_return_type = "FormDifference[]")]
pub fn form_difference(
    #[wasm_bindgen(unchecked_param_type = "string")] page: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] server: &JsValue,
) -> Result<JsValue> {
    let (page, server): (String, String) = (read("page", page)?, read("server", server)?);
    let found = signing::form_difference(&page, &server)?.into_iter();
    let found = found.map(|difference| FormDifference {
        what: difference.what.into(),
        field: difference.field,
        page: difference.page,
        server: difference.server,
    });
    Ok(found.collect::<alloc::vec::Vec<_>>().to_js())
}

same_variants!(signing::Differing => Differing { Missing Added Changed Order About });
