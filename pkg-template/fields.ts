/** User data from iAM Smart, for `iamsmart` and `iamsmart/server`. */

/** Field of a profile. */
export type ProfileField = 'idNo' | 'enName' | 'chName' | 'birthDate' | 'gender';

/** Field of an e-ME. The last five are from an older version of the API (medium confidence). */
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

/** Additional data from the gateway. */
export interface Other {
  /** Properties that are unknown or malformed, unchanged. */
  other?: Record<string, unknown>;
}

/**
 * Fields that the user shared. Unknown and malformed values are in `other`, so that nothing is
 * lost.
 */
export interface FormFillingFields extends Other {
  /** HKIC number with its verified check digit. */
  idNo?: { identification: string; checkDigit: string } & Other;
  /** English name: 'SURNAME, Given Names'. */
  enName?: { unstructuredName: string } & Other;
  /** Chinese name. */
  chName?: { chineseName: string } & Other;
  /** Chinese name in the Immigration Department's code points. */
  chNameVerified?: string;
  /** Date of birth, ISO 8601, e.g. '1996-01-28'. */
  birthDate?: string;
  gender?: 'M' | 'F' | 'U';
  /**
   * Code, e.g. 'Mr'. The code lists of `prefix`, `maritalStatus` and `educationLevel` are not
   * public.
   */
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

/** Telephone number. */
export interface PhoneNumber extends Other {
  /** Country code: '852' for Hong Kong. */
  countryCode?: string;
  nationalDestinationCode?: string;
  subscriberNumber: string;
}

/**
 * Address: exactly one of these properties is set. A post office box occurs in postal addresses
 * only.
 */
export interface Address extends Other {
  chiPremisesAddress?: PremisesAddress;
  engPremisesAddress?: PremisesAddress;
  freeFormatAddress?: FreeFormatAddress;
  postBoxAddress?: { chiPostBox?: PostBox; engPostBox?: PostBox } & Other;
}

/** Address of premises in Hong Kong. */
export interface PremisesAddress extends Other {
  region?: string;
  district?: { dcDistrict?: string; subDistrict?: string } & Other;
  buildingName?: string;
  estate?: { estateName?: string; phase?: Phase } & Other;
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

/** Phase of an estate. */
export interface Phase extends Other {
  phaseName?: string;
  phaseNo?: string;
}

/** Registered lot. */
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

/** Address of up to three lines. */
export interface FreeFormatAddress extends Other {
  languageCode?: string;
  addressLine1?: string;
  addressLine2?: string;
  addressLine3?: string;
}

/** Post office box. */
export interface PostBox extends Other {
  poBoxNo?: string;
  postOffice?: string;
  postOfficeRegion?: string;
}

/** Proof of address: holder and issuer of a bill. Times are ISO 8601 strings. */
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

/** Address on a bill. */
export interface DocAddress extends Other {
  addressLine1?: string;
  addressLine2?: string;
  addressLine3?: string;
  addressLine4?: string;
}

/** Proof of address: the bill itself. */
export interface AddressDocFile extends Other {
  /** PDF of the bill. */
  docFile?: Uint8Array<ArrayBuffer>;
  /** SHA-256 of `docFile` in Base64; verified if both are present. */
  docHash?: string;
  /** Date of the bill, ISO 8601. */
  billDate?: string;
}
