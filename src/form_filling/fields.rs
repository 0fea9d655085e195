//! The fields of a result.

use serde_json::{Map, Value};

use crate::form_filling::address::Address;
use crate::form_filling::document::{AddressDocFile, AddressDocInfo, DocFile};
use crate::form_filling::object::object;
use crate::form_filling::person::{ChineseName, EnglishName, Gender, IdNo, PhoneNumber};
use crate::form_filling::time::Date;
use crate::wire::Content;

object! {
    /// The data that the user provided (iAM Smart API, form filling, fields). Unknown and invalid
    /// fields are kept unchanged in `other`.
    Fields {
        /// HKIC number.
        id_no: IdNo => "idNo", "idNo";
        /// English name.
        en_name: EnglishName => "enName", "enName";
        /// Chinese name.
        ch_name: ChineseName => "chName", "chName";
        /// Chinese name in the Immigration Department's code points.
        ch_name_verified: String => "chNameVerified", "chNameVerified";
        /// Date of birth.
        birth_date: Date => "birthDate", "birthDate";
        /// Gender.
        gender: Gender => "gender", "gender";
        /// Title, a code such as `Mr`.
        prefix: String => "prefix", "prefix";
        /// Marital status, a code such as `S`; the list of codes is not public.
        marital_status: String => "maritalStatus", "maritalStatus";
        /// Home telephone number.
        home_tel_number: PhoneNumber => "homeTelNumber", "homeTelNumber";
        /// Office telephone number.
        office_tel_number: PhoneNumber => "officeTelNumber", "officeTelNumber";
        /// Mobile telephone number.
        mobile_number: PhoneNumber => "mobileNumber", "mobileNumber";
        /// Email address.
        email_address: String => "emailAddress", "emailAddress";
        /// Residential address.
        residential_address: Address => "residentialAddress", "residentialAddress";
        /// Postal address.
        postal_address: Address => "postalAddress", "postalAddress";
        /// Education level, a code such as `T`; the list of codes is not public.
        education_level: String => "educationLevel", "educationLevel";
        /// Data of the proof of address.
        address_doc_info: AddressDocInfo => "addressDocInfo", "addressDocInfo";
        /// File of the proof of address.
        address_doc_file: AddressDocFile => "addressDocFile", "addressDocFile";
        /// Passport number. This field and those below are of an older version of the API (medium
        /// confidence).
        passport_number: String => "passportNumber", "passportNumber";
        /// Expiry date of the passport.
        passport_expiry: String => "passportExpiry", "passportExpiry";
        /// Whether the user owns property.
        property_owner: String => "propertyOwner", "propertyOwner";
        /// Whether the user owns a car.
        car_owner: String => "carOwner", "carOwner";
        /// Employment status.
        employment_status: String => "employmentStatus", "employmentStatus";
    }
}

/// Names beside the fields in a callback or result.
const AROUND: [&str; 3] = ["businessID", "state", "type"];

/// Names of objects that may contain the fields.
const GROUPS: [&str; 2] = ["profileFields", "eMEFields"];

impl Fields {
    /// Parses the fields of a result. They are beside `businessID` and `state`, or in an object
    /// named like the request's list.
    #[must_use]
    pub fn read(content: &Content) -> Self {
        let mut fields = Map::new();
        for (name, value) in content.fields() {
            match value {
                Value::Object(group) if GROUPS.contains(&name.as_str()) => {
                    fields.extend(group.clone());
                }
                _ if AROUND.contains(&name.as_str()) => {}
                _ => {
                    fields.insert(name.clone(), value.clone());
                }
            }
        }
        Self::from_object(fields)
    }

    /// Returns the API names of known fields that are invalid, e.g. an HKIC number with a wrong
    /// check digit, or a file with a wrong hash.
    pub fn unreadable(&self) -> impl Iterator<Item = &'static str> {
        Self::NAMES
            .iter()
            .copied()
            .filter(|name| self.other.contains_key(*name))
    }

    /// Attaches a file that came beside the fields as the bill, if it has the bill's hash.
    pub fn attach(&mut self, file: &[u8]) {
        if let Some(document) = &mut self.address_doc_file
            && document.doc_file.is_none()
            && document.doc_hash.is_some_and(|hash| hash.is_of(file))
        {
            document.doc_file = Some(DocFile(file.to_vec()));
        }
    }
}
