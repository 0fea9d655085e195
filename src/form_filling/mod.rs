//! Form filling: requests for profile data, and the typed fields of their results.
//!
//! A [`ProfileRequest`] or [`FormFillingRequest`] creates the call that asks a user for fields. The
//! result comes in a callback, or is fetched after an anonymous request; [`Fields::read`] parses
//! it. A [`SharedFieldsRequest`] asks for what the user has allowed already, without asking anew.
//!
//! Fields are parsed leniently and written strictly. Unknown and invalid values are kept in
//! `other`, so that no data is lost. Fields are personal data, so they do not implement `Debug`.

mod address;
mod document;
mod fields;
mod object;
mod person;
mod premises;
mod request;
mod time;

pub use address::{Address, FreeFormatAddress, PostBox, PostBoxAddress};
pub use document::{AddressDocFile, AddressDocInfo, DocAddress, DocFile, DocHash};
pub use fields::Fields;
pub use object::Field;
pub use person::{ChineseName, EnglishName, Gender, IdNo, PhoneNumber};
pub use premises::{
    Address3d, Block, District, Estate, Floor, Lot, Outside, Phase, PremisesAddress, Street,
    StructuredLot, StructuredOutside, Unit,
};
pub use request::{CallbackContentType, FormFillingRequest, ProfileRequest, SharedFieldsRequest};
pub use time::{Date, Timestamp};
