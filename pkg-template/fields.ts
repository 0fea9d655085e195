/** What iAM Smart gives of a user, typed in full; shared by `iamsmart` and `iamsmart/server`. */

/** Fields of a profile. */
export type ProfileField = 'idNo' | 'enName' | 'chName' | 'birthDate' | 'gender';

/** Fields of an e-ME. The last five are of an older version of the API (medium confidence). */
export type EMEField =
  | ProfileField
  | 'prefix'
  | 'chNameVerified'
  | 'maritalStatus'
  | 'homeTelNumber'
  | 'officeTelNumber'
  | 'mobileNumber'
  | 'emailAddress'
  | 'residentialAddress'
  | 'postalAddress'
  | 'educationLevel'
  | 'addressDocInfo'
  | 'addressDocFile'
  | 'passportNumber'
  | 'passportExpiry'
  | 'propertyOwner'
  | 'carOwner'
  | 'employmentStatus';

/** What the gateway wrote beside what is known, as it came. */
export interface Other {
  other?: Record<string, unknown>;
}

/**
 * The fields that the user gave. What is not known, and what is known but not readable, is in
 * `other`: nothing is lost.
 */
export interface FormFillingFields extends Other {
  /** The check digit belongs to the number. */
  idNo?: { identification: string; checkDigit: string } & Other;
  /** 'SURNAME, Given Names' */
  enName?: { unstructuredName: string } & Other;
  chName?: { chineseName: string } & Other;
  /** The Chinese name in the Immigration Department's code points. */
  chNameVerified?: string;
  /** ISO 8601, e.g. '1996-01-28'. */
  birthDate?: string;
  gender?: 'M' | 'F' | 'U';
  /** A code, e.g. 'Mr'; the lists of this and the two below are not public. */
  prefix?: string;
  maritalStatus?: string;
  educationLevel?: string;
  homeTelNumber?: PhoneNumber;
  officeTelNumber?: PhoneNumber;
  mobileNumber?: PhoneNumber;
  emailAddress?: string;
  residentialAddress?: Address;
  postalAddress?: Address;
  addressDocInfo?: AddressDocInfo;
  addressDocFile?: AddressDocFile;
  passportNumber?: string;
  passportExpiry?: string;
  propertyOwner?: string;
  carOwner?: string;
  employmentStatus?: string;
}

/** A telephone number. */
export interface PhoneNumber extends Other {
  /** '852' for Hong Kong. */
  countryCode?: string;
  nationalDestinationCode?: string;
  subscriberNumber: string;
}

/** Exactly one of these is there; a post box only in a postal address. */
export interface Address extends Other {
  chiPremisesAddress?: PremisesAddress;
  engPremisesAddress?: PremisesAddress;
  freeFormatAddress?: FreeFormatAddress;
  postBoxAddress?: { chiPostBox?: PostBox; engPostBox?: PostBox } & Other;
}

/** An address of premises in Hong Kong. */
export interface PremisesAddress extends Other {
  region?: string;
  district?: { dcDistrict?: string; subDistrict?: string } & Other;
  buildingName?: string;
  estate?: { estateName?: string; phase?: { phaseName?: string } & Other } & Other;
  street?: { streetName?: string; buildingNoFrom?: string } & Other;
  block?: { blockDescriptor?: string; blockNo?: string } & Other;
  address3d?: {
    floor?: { floorNum?: string } & Other;
    unit?: { unitDescriptor?: string; unitNo?: string } & Other;
  } & Other;
  lot?: { structuredLot?: StructuredLot } & Other;
  outside?: {
    structuredOutside?: { lineOne?: string; lineTwo?: string; lineThree?: string } & Other;
  } & Other;
}

/** A lot, by its registration. */
export interface StructuredLot extends Other {
  ddType?: string;
  ddNo?: string;
  lotType?: string;
  lotNo?: string;
  lotSection1?: string;
  lotSubsection1?: string;
  lotSection2?: string;
  lotSubsection2?: string;
  lotSection3?: string;
  lotSubsection3?: string;
  lotSection4?: string;
  lotSubsection4?: string;
  lotExtendPortionCode?: string;
}

/** An address in up to three lines. */
export interface FreeFormatAddress extends Other {
  languageCode?: string;
  addressLine1?: string;
  addressLine2?: string;
  addressLine3?: string;
}

/** A post office box. */
export interface PostBox extends Other {
  poBoxNo?: string;
  postOffice?: string;
  postOfficeRegion?: string;
}

/** Proof of address: whose bill it is. Times are ISO 8601 texts. */
export interface AddressDocInfo extends Other {
  enProviderName?: string;
  tcProviderName?: string;
  scProviderName?: string;
  enUserName?: string;
  tcUserName?: string;
  enServiceAddress?: DocAddress;
  tcServiceAddress?: DocAddress;
  enPostalAddress?: DocAddress;
  tcPostalAddress?: DocAddress;
  lastRetrievalDate?: string;
}

/** An address on a bill. */
export interface DocAddress extends Other {
  addressLine1?: string;
  addressLine2?: string;
  addressLine3?: string;
  addressLine4?: string;
}

/** Proof of address: the bill. */
export interface AddressDocFile extends Other {
  /** A PDF. */
  docFile?: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the file in Base64; where both are there, it is the file's. */
  docHash?: string;
  /** ISO 8601. */
  billDate?: string;
}
