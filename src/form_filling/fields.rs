//! The fields that come back.

use serde_json::{Map, Value};

use crate::form_filling::address::Address;
use crate::form_filling::document::{AddressDocFile, AddressDocInfo, DocFile};
use crate::form_filling::object::object;
use crate::form_filling::person::{ChineseName, EnglishName, Gender, IdNo, PhoneNumber};
use crate::form_filling::time::Date;
use crate::wire::Content;

object! {
    /// What the user gave (iAM Smart API, form filling, fields). A field that is not known, or
    /// known and not readable, stays in `other` as it came: nothing is lost.
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
        /// A code such as `S`; the list of codes is not public.
        marital_status: String => "maritalStatus", "maritalStatus";
        /// Telephone at home.
        home_tel_number: PhoneNumber => "homeTelNumber", "homeTelNumber";
        /// Telephone at work.
        office_tel_number: PhoneNumber => "officeTelNumber", "officeTelNumber";
        /// Mobile telephone.
        mobile_number: PhoneNumber => "mobileNumber", "mobileNumber";
        /// Electronic mail.
        email_address: String => "emailAddress", "emailAddress";
        /// Where the user lives.
        residential_address: Address => "residentialAddress", "residentialAddress";
        /// Where letters go.
        postal_address: Address => "postalAddress", "postalAddress";
        /// A code such as `T`; the list of codes is not public.
        education_level: String => "educationLevel", "educationLevel";
        /// Proof of address: whose bill it is.
        address_doc_info: AddressDocInfo => "addressDocInfo", "addressDocInfo";
        /// Proof of address: the bill.
        address_doc_file: AddressDocFile => "addressDocFile", "addressDocFile";
        /// Passport; of an older version of the API, like what follows (medium confidence).
        passport_number: String => "passportNumber", "passportNumber";
        /// When the passport ends.
        passport_expiry: String => "passportExpiry", "passportExpiry";
        /// True if the user owns property.
        property_owner: String => "propertyOwner", "propertyOwner";
        /// True if the user owns a car.
        car_owner: String => "carOwner", "carOwner";
        /// Employment.
        employment_status: String => "employmentStatus", "employmentStatus";
    }
}

/// What stands beside the fields in a callback or result.
const AROUND: [&str; 3] = ["businessID", "state", "type"];

/// Objects of their own that the fields may stand in.
const GROUPS: [&str; 2] = ["profileFields", "eMEFields"];

impl Fields {
    /// Parses the fields of a result. They stand beside `businessID` and `state`, or in an object
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

    /// The API's names of fields that are known, but came in a form that is not readable: an HKIC
    /// number with another check digit, say, or a file with another hash.
    pub fn unreadable(&self) -> impl Iterator<Item = &'static str> {
        Self::NAMES
            .iter()
            .copied()
            .filter(|name| self.other.contains_key(*name))
    }

    /// Takes a file that came beside the fields as the bill, where the bill's hash is its own.
    pub fn attach(&mut self, file: &[u8]) {
        if let Some(document) = &mut self.address_doc_file
            && document.doc_file.is_none()
            && document.doc_hash.is_some_and(|hash| hash.is_of(file))
        {
            document.doc_file = Some(DocFile(file.to_vec()));
        }
    }
}
