//! Residential and postal addresses (iAM Smart API, form filling, fields).
//!
//! An address has exactly one of several forms.

use crate::form_filling::object::object;
use crate::form_filling::premises::PremisesAddress;

object! {
    /// `residentialAddress` or `postalAddress`.
    Address {
        /// A premises address in Chinese.
        chi_premises_address: PremisesAddress => "chiPremisesAddress", "ChiPremisesAddress";
        /// A premises address in English.
        eng_premises_address: PremisesAddress => "engPremisesAddress", "EngPremisesAddress";
        /// A free-format address.
        free_format_address: FreeFormatAddress => "freeFormatAddress", "FreeFormatAddress";
        /// A post office box; a postal address only.
        post_box_address: PostBoxAddress => "postBoxAddress", "PostBoxAddress";
    }
    holds |address| {
        let shapes = [
            address.chi_premises_address.is_some(),
            address.eng_premises_address.is_some(),
            address.free_format_address.is_some(),
            address.post_box_address.is_some(),
        ];
        shapes.into_iter().filter(|shape| *shape).count() == 1
    }
}

object! {
    /// An address in free-format lines.
    FreeFormatAddress {
        /// The language of the lines.
        language_code: String => "languageCode", "LanguageCode";
        /// The first line.
        address_line1: String => "addressLine1", "AddressLine1";
        /// The second line.
        address_line2: String => "addressLine2", "AddressLine2";
        /// The third line.
        address_line3: String => "addressLine3", "AddressLine3";
    }
}

object! {
    /// A post office box, in Chinese or English.
    PostBoxAddress {
        /// In Chinese.
        chi_post_box: PostBox => "chiPostBox", "ChiPostBox";
        /// In English.
        eng_post_box: PostBox => "engPostBox", "EngPostBox";
    }
    holds |address| address.chi_post_box.is_some() != address.eng_post_box.is_some()
}

object! {
    /// A box in a post office.
    PostBox {
        /// The number of the box.
        po_box_no: String => "poBoxNo", "PoBoxNo";
        /// The post office.
        post_office: String => "postOffice", "PostOffice";
        /// The region of the post office.
        post_office_region: String => "postOfficeRegion", "PostOfficeRegion";
    }
}
