//! A premises address in Chinese or English, in the structure of Hong Kong's address data.
//!
//! Names of its parts start with `Chi` or `Eng`; some senders omit the prefix (iAM Smart API, form
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
        /// The lot, if there is no street.
        lot: Lot => "lot", "*Lot";
        /// The address, if it is outside Hong Kong.
        outside: Outside => "outside", "*Outside";
    }
}

object! {
    /// A district.
    District {
        /// The district of the District Council.
        dc_district: String => "dcDistrict", "DcDistrict";
        /// The part of the district.
        sub_district: String => "subDistrict", "Sub-district" | "SubDistrict";
    }
}

object! {
    /// An estate.
    Estate {
        /// The name of the estate.
        estate_name: String => "estateName", "EstateName";
        /// The phase of the estate.
        phase: Phase => "phase", "*Phase";
    }
}

object! {
    /// A phase of an estate.
    Phase {
        /// The name of the phase.
        phase_name: String => "phaseName", "PhaseName";
        /// The number of the phase (medium confidence).
        phase_no: String => "phaseNo", "PhaseNo";
    }
}

object! {
    /// A street.
    Street {
        /// The name of the street.
        street_name: String => "streetName", "StreetName";
        /// The house number, or the first of a range.
        building_no_from: String => "buildingNoFrom", "BuildingNoFrom";
    }
}

object! {
    /// A block.
    Block {
        /// `Block`, `Tower`, `座` or similar.
        block_descriptor: String => "blockDescriptor", "BlockDescriptor";
        /// The number of the block.
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
        /// The number of the floor.
        floor_num: String => "floorNum", "FloorNum";
    }
}

object! {
    /// A unit.
    Unit {
        /// `Flat`, `Room`, `室` or similar.
        unit_descriptor: String => "unitDescriptor", "UnitDescriptor";
        /// The number of the unit.
        unit_no: String => "unitNo", "UnitNo";
    }
}

object! {
    /// A lot.
    Lot {
        /// The parts of the lot.
        structured_lot: StructuredLot => "structuredLot", "*StructuredLot" | "*StructureLot";
    }
}

object! {
    /// The parts of a lot.
    StructuredLot {
        /// The type of demarcation district.
        dd_type: String => "ddType", "DdType";
        /// The number of the demarcation district.
        dd_no: String => "ddNo", "DdNo";
        /// The type of lot.
        lot_type: String => "lotType", "LotType";
        /// The number of the lot.
        lot_no: String => "lotNo", "LotNo";
        /// Section.
        lot_section1: String => "lotSection1", "LotSection1";
        /// Subsection.
        lot_subsection1: String => "lotSubsection1", "LotSubsection1";
        /// Section of the subsection.
        lot_section2: String => "lotSection2", "LotSection2";
        /// Subsection of that section.
        lot_subsection2: String => "lotSubsection2", "LotSubsection2";
        /// Section of that subsection.
        lot_section3: String => "lotSection3", "LotSection3";
        /// Subsection of that section.
        lot_subsection3: String => "lotSubsection3", "LotSubsection3";
        /// Section of that subsection.
        lot_section4: String => "lotSection4", "LotSection4";
        /// Subsection of that section.
        lot_subsection4: String => "lotSubsection4", "LotSubsection4";
        /// Code of an extension or a remaining portion.
        lot_extend_portion_code: String => "lotExtendPortionCode", "LotExtendPortionCode";
    }
}

object! {
    /// An address outside Hong Kong.
    Outside {
        /// The lines of the address.
        structured_outside: StructuredOutside => "structuredOutside", "*StructuredOutside";
    }
}

object! {
    /// The lines of an address outside Hong Kong.
    StructuredOutside {
        /// The first line.
        line_one: String => "lineOne", "LineOne";
        /// The second line.
        line_two: String => "lineTwo", "LineTwo";
        /// The third line.
        line_three: String => "lineThree", "LineThree";
    }
}
