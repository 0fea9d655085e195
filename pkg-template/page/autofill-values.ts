// Values for form controls, by field path and by HTML's autofill field names (HTML Living Standard,
// "Autofill"). Does not use the DOM.

import type { Address, FormFillingFields, PremisesAddress } from '../fields.js';

/** Value for a control. */
export interface Offer {
  text: string;
  /** Lines of an address, for a control with several lines. */
  lines?: string[];
  /** Other ways to write it, for a control that does not take the first. */
  others?: string[] | undefined;
}

/** Adds a value by its path, unless it is empty. */
type Add = (path: string, text: string | undefined, more?: Omit<Offer, 'text'>) => void;

/** Parts of a string; empty and missing ones are skipped. */
type Parts = (string | false | undefined)[];

const GENDERS: Record<string, string[] | undefined> = {
  M: ['Male', '男', '男性'],
  F: ['Female', '女', '女性'],
};
const REGIONS = [
  ['HK', 'Hong Kong', 'Hong Kong Island', '香港', '香港島', '港島'],
  ['KLN', 'Kowloon', '九龍'],
  ['NT', 'New Territories', '新界'],
];
const COUNTRY = { text: 'HK', others: ['HKG', 'Hong Kong', '香港'] };
const PHONES = ['mobileNumber', 'homeTelNumber', 'officeTelNumber'] as const;
/** A date of ISO 8601. */
const DATE = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/**
 * Returns all values by path: the fields themselves and derived values (`enName.surname`,
 * `mobileNumber`, `residentialAddress.line1`). `levels` is true if the form has controls for
 * district and region.
 */
export function offers(fields: FormFillingFields, levels: boolean): Map<string, Offer> {
  const { other = {}, ...known } = fields;
  const all = new Map<string, Offer>();
  for (const [name, value] of Object.entries({ ...other, ...known })) flatten(all, name, value);
  const add: Add = (path, text, more) => {
    if (text) all.set(path, { text, ...more });
  };

  // What is not a text is derived from nothing.
  const at = (path: string) => all.get(path)?.text;
  const [id, checkDigit] = [at('idNo.identification'), at('idNo.checkDigit')];
  if (id && checkDigit) add('idNo', `${id}(${checkDigit})`, { others: [`${id}${checkDigit}`] });
  const enName = at('enName.unstructuredName');
  const [, surname, given] = /^([^,]*),(.*)$/s.exec(enName ?? '') ?? [];
  add('enName', enName);
  add('enName.surname', surname?.trim());
  add('enName.givenName', given?.trim());
  add('chName', at('chName.chineseName'));
  const [, year, month = '', day = ''] = DATE.exec(at('birthDate') ?? '') ?? [];
  if (year) {
    const name = new Date(`${year}-${month}-01T00:00:00Z`);
    const words = name.toLocaleString('en', { month: 'long', timeZone: 'UTC' });
    add('birthDate.year', year);
    add('birthDate.month', `${Number(month)}`, { others: [month, words, `${Number(month)}月`] });
    add('birthDate.day', `${Number(day)}`, { others: [day, `${Number(day)}日`] });
  }
  const gender = at('gender') ?? '';
  add('gender', gender, { others: Object.hasOwn(GENDERS, gender) ? GENDERS[gender] : [] });
  for (const name of PHONES) {
    const subscriber = at(`${name}.subscriberNumber`);
    if (!subscriber) continue;
    const country = at(`${name}.countryCode`);
    const national = `${at(`${name}.nationalDestinationCode`) ?? ''}${subscriber}`;
    add(name, country ? `+${country}${national}` : national, { others: [national] });
    if (country) add(`${name}.countryCode`, `+${country}`, { others: [country] });
    add(`${name}.national`, national);
  }
  for (const name of ['residentialAddress', 'postalAddress'] as const) {
    const given = known[name];
    if (given) address(add, name, given, levels);
  }
  return all;
}

/**
 * Returns the paths for a control with these autofill tokens (`autocomplete`, split at blanks, in
 * lower case), best first. `chinese` is true if the control's language is Chinese.
 */
export function pathsFor(tokens: string[], chinese: boolean): string[] {
  const token = tokens.findLast((token) => token !== 'webauthn');
  if (token === undefined) return [];
  const names = chinese ? ['chName', 'enName'] : ['enName', 'chName'];
  const kind = ['mobile', 'home', 'work'].findIndex((kind) => tokens.includes(kind));
  const phones = kind < 0 ? PHONES : PHONES.slice(kind, kind + 1);
  const phone = (part: string) => phones.map((name) => `${name}${part}`);
  const addresses = tokens.includes('shipping')
    ? ['postalAddress', 'residentialAddress']
    : ['residentialAddress', 'postalAddress'];
  const part = (part: string) => addresses.map((name) => `${name}${part}`);
  const paths: Record<string, string[]> = {
    name: names,
    'honorific-prefix': ['prefix'],
    'family-name': ['enName.surname'],
    'given-name': ['enName.givenName'],
    bday: ['birthDate'],
    'bday-day': ['birthDate.day'],
    'bday-month': ['birthDate.month'],
    'bday-year': ['birthDate.year'],
    sex: ['gender'],
    email: ['emailAddress'],
    tel: phone(''),
    'tel-country-code': phone('.countryCode'),
    'tel-national': phone('.national'),
    'tel-area-code': phone('.nationalDestinationCode'),
    'tel-local': phone('.subscriberNumber'),
    'street-address': part(''),
    'address-line1': part('.line1'),
    'address-line2': part('.line2'),
    'address-line3': part('.line3'),
    'address-level1': part('.region'),
    'address-level2': part('.district'),
    'address-level3': part('.subDistrict'),
    country: part('.country'),
    'country-name': part('.countryName'),
  };
  return (Object.hasOwn(paths, token) && paths[token]) || [];
}

/**
 * Returns the letters and digits of a text, for comparison: `mobile_number[subscriberNumber]` equals
 * `mobileNumber.subscriberNumber`.
 */
export function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

function flatten(all: Map<string, Offer>, path: string, value: unknown): void {
  if (typeof value === 'string' || typeof value === 'number') {
    if (value !== '') all.set(path, { text: `${value}` });
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const [name, part] of Object.entries(value)) flatten(all, `${path}.${name}`, part);
  }
}

function address(add: Add, name: string, address: Address, levels: boolean): void {
  const { chiPremisesAddress, engPremisesAddress, freeFormatAddress, postBoxAddress } = address;
  const premises = chiPremisesAddress ?? engPremisesAddress;
  const box = postBoxAddress?.chiPostBox ?? postBoxAddress?.engPostBox;
  const chinese = Boolean(chiPremisesAddress ?? postBoxAddress?.chiPostBox);
  let parts: Parts = [];
  if (premises) {
    parts = chinese ? chineseLines(premises, levels) : englishLines(premises, levels);
    const { region } = premises;
    const others = REGIONS.find((names) => region !== undefined && names.includes(region));
    add(`${name}.region`, region, { others });
    add(`${name}.district`, premises.district?.dcDistrict);
    add(`${name}.subDistrict`, premises.district?.subDistrict);
    if (!premises.outside) {
      add(`${name}.country`, COUNTRY.text, { others: COUNTRY.others });
      add(`${name}.countryName`, chinese ? '香港' : 'Hong Kong', { others: COUNTRY.others });
    }
  } else if (freeFormatAddress) {
    const { addressLine1, addressLine2, addressLine3 } = freeFormatAddress;
    parts = [addressLine1, addressLine2, addressLine3];
  } else if (box) {
    const { poBoxNo = '', postOffice, postOfficeRegion } = box;
    parts = chinese
      ? [`${postOffice ?? ''}郵政信箱${poBoxNo}號`, postOfficeRegion]
      : [`PO Box ${poBoxNo}`, postOffice, postOfficeRegion];
  }
  const lines = parts.filter((part): part is string => Boolean(part));
  const [line1, line2, ...rest] = lines;
  add(name, lines.join(chinese ? '' : ', '), { lines });
  add(`${name}.line1`, line1);
  add(`${name}.line2`, line2);
  add(`${name}.line3`, rest.join(chinese ? '' : ', '));
}

/**
 * Returns the lines of an English address, from flat to region; without district and region if the
 * form has controls for them.
 */
function englishLines(premises: PremisesAddress, levels: boolean): Parts {
  const { region, district, buildingName, estate, street, block, address3d, lot, outside } =
    premises;
  const { unit, floor } = address3d ?? {};
  return [
    joined(', ', [
      joined(' ', [unit?.unitDescriptor, unit?.unitNo]),
      floor?.floorNum && `${floor.floorNum}/F`,
      joined(' ', [block?.blockDescriptor, block?.blockNo]),
    ]),
    joined(', ', [buildingName, estate?.phase?.phaseName, estate?.estateName]),
    joined(', ', [joined(' ', [street?.buildingNoFrom, street?.streetName]), lotText(lot)]),
    !levels && joined(', ', [district?.subDistrict ?? district?.dcDistrict, region]),
    ...outsideLines(outside),
  ];
}

/**
 * Returns the lines of a Chinese address, from region to flat; without district and region if the
 * form has controls for them.
 */
function chineseLines(premises: PremisesAddress, levels: boolean): Parts {
  const { region, district, buildingName, estate, street, block, address3d, lot, outside } =
    premises;
  const { unit, floor } = address3d ?? {};
  return [
    joined('', [
      !levels && region,
      !levels && (district?.subDistrict ?? district?.dcDistrict),
      street?.streetName,
      street?.buildingNoFrom && `${street.buildingNoFrom}號`,
      lotText(lot),
    ]),
    joined('', [
      estate?.estateName,
      estate?.phase?.phaseName,
      buildingName,
      joined('', [block?.blockNo, block?.blockDescriptor]),
    ]),
    joined('', [
      floor?.floorNum && `${floor.floorNum}樓`,
      joined('', [unit?.unitNo, unit?.unitDescriptor]),
    ]),
    ...outsideLines(outside),
  ];
}

function lotText(lot: PremisesAddress['lot']): string {
  const { ddType, ddNo, lotType, lotNo } = lot?.structuredLot ?? {};
  return joined(' ', [ddType, ddNo, lotType, lotNo]);
}

function outsideLines(outside: PremisesAddress['outside']): Parts {
  const { lineOne, lineTwo, lineThree } = outside?.structuredOutside ?? {};
  return [lineOne, lineTwo, lineThree];
}

function joined(separator: string, parts: Parts): string {
  return parts.filter(Boolean).join(separator);
}
