//! Form filling: what the user is asked for, and the typed fields that come back.
//!
//! Fields are read leniently and written strictly, and nothing is lost on the way: what is not
//! known stays in `other`. They are personal data, so they have no `Debug`.

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
pub use request::{CallbackContentType, FormFillingRequest, ProfileRequest};
pub use time::{Date, Timestamp};
