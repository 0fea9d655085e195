//! A premises address: the one that Hong Kong's address data has, in Chinese or English. The names
//! of its parts start with `Chi` or `Eng`; some senders leave that away (iAM Smart API, form
//! filling, fields).

use crate::form_filling::object::object;

object! {
    /// `ChiPremisesAddress` or `EngPremisesAddress`.
    PremisesAddress {
        /// `HK`, `KLN` or `NT`, or the region's name.
        region: String => "region", "Region";
        /// The district.
        district: District => "district", "*District";
        /// The building.
        building_name: String => "buildingName", "BuildingName";
        /// The estate.
        estate: Estate => "estate", "*Estate";
        /// The street.
        street: Street => "street", "*Street";
        /// The block.
        block: Block => "block", "*Block";
        /// Floor and unit.
        address_3d: Address3d => "address3d", "*3dAddress";
        /// The lot, where there is no street.
        lot: Lot => "lot", "*Lot";
        /// Outside of Hong Kong.
        outside: Outside => "outside", "*Outside";
    }
}

object! {
    /// A district.
    District {
        /// The District Council's district.
        dc_district: String => "dcDistrict", "DcDistrict";
        /// The part of it.
        sub_district: String => "subDistrict", "Sub-district" | "SubDistrict";
    }
}

object! {
    /// An estate.
    Estate {
        /// Its name.
        estate_name: String => "estateName", "EstateName";
        /// The phase of it.
        phase: Phase => "phase", "*Phase";
    }
}

object! {
    /// A phase of an estate.
    Phase {
        /// Its name.
        phase_name: String => "phaseName", "PhaseName";
    }
}

object! {
    /// A street.
    Street {
        /// Its name.
        street_name: String => "streetName", "StreetName";
        /// The house number, or the first of several.
        building_no_from: String => "buildingNoFrom", "BuildingNoFrom";
    }
}

object! {
    /// A block.
    Block {
        /// `Block`, `Tower`, `座` and the like.
        block_descriptor: String => "blockDescriptor", "BlockDescriptor";
        /// Its number.
        block_no: String => "blockNo", "BlockNo";
    }
}

object! {
    /// Floor and unit.
    Address3d {
        /// The floor.
        floor: Floor => "floor", "*Floor";
        /// The unit.
        unit: Unit => "unit", "*Unit";
    }
}

object! {
    /// A floor.
    Floor {
        /// Its number.
        floor_num: String => "floorNum", "FloorNum";
    }
}

object! {
    /// A unit.
    Unit {
        /// `Flat`, `Room`, `室` and the like.
        unit_descriptor: String => "unitDescriptor", "UnitDescriptor";
        /// Its number.
        unit_no: String => "unitNo", "UnitNo";
    }
}

object! {
    /// A lot.
    Lot {
        /// The lot by its parts.
        structured_lot: StructuredLot => "structuredLot", "*StructuredLot" | "*StructureLot";
    }
}

object! {
    /// A lot by its parts.
    StructuredLot {
        /// The type of demarcation district.
        dd_type: String => "ddType", "DdType";
        /// The number of the demarcation district.
        dd_no: String => "ddNo", "DdNo";
        /// The type of lot.
        lot_type: String => "lotType", "LotType";
        /// The lot's number.
        lot_no: String => "lotNo", "LotNo";
        /// Section.
        lot_section1: String => "lotSection1", "LotSection1";
        /// Subsection.
        lot_subsection1: String => "lotSubsection1", "LotSubsection1";
        /// Section of the subsection.
        lot_section2: String => "lotSection2", "LotSection2";
        /// Subsection of that.
        lot_subsection2: String => "lotSubsection2", "LotSubsection2";
        /// Section of that.
        lot_section3: String => "lotSection3", "LotSection3";
        /// Subsection of that.
        lot_subsection3: String => "lotSubsection3", "LotSubsection3";
        /// Section of that.
        lot_section4: String => "lotSection4", "LotSection4";
        /// Subsection of that.
        lot_subsection4: String => "lotSubsection4", "LotSubsection4";
        /// True if it is an extension or a remaining portion.
        lot_extend_portion_code: String => "lotExtendPortionCode", "LotExtendPortionCode";
    }
}

object! {
    /// An address outside of Hong Kong.
    Outside {
        /// Its lines.
        structured_outside: StructuredOutside => "structuredOutside", "*StructuredOutside";
    }
}

object! {
    /// Lines of an address outside of Hong Kong.
    StructuredOutside {
        /// The first line.
        line_one: String => "lineOne", "LineOne";
        /// The second line.
        line_two: String => "lineTwo", "LineTwo";
        /// The third line.
        line_three: String => "lineThree", "LineThree";
    }
}
