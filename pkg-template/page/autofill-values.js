// What of the user's fields goes where: by path, and by HTML's autofill field names
// (HTML Living Standard, "Autofill"). Knows no DOM.

/**
 * A text for a control, and what else would do in a select or a radio group.
 *
 * @typedef {{ text: string, lines?: string[], others?: string[] }} Offer
 */

const GENDERS = { M: ['Male', '男', '男性'], F: ['Female', '女', '女性'] };
const REGIONS = [
  ['HK', 'Hong Kong', 'Hong Kong Island', '香港', '香港島', '港島'],
  ['KLN', 'Kowloon', '九龍'],
  ['NT', 'New Territories', '新界'],
];
const COUNTRY = { text: 'HK', others: ['HKG', 'Hong Kong', '香港'] };
const PHONES = ['mobileNumber', 'homeTelNumber', 'officeTelNumber'];
const MONTHS = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });

/**
 * Every value by its path: the fields as they are, and what is made of them (`enName.surname`,
 * `mobileNumber`, `residentialAddress.line1`).
 *
 * @param {import('../fields.js').FormFillingFields} fields
 * @param {boolean} levels Whether the form has controls of their own for district and region.
 * @returns {Map<string, Offer>}
 */
export function offers(fields, levels) {
  const { other = {}, ...known } = fields;
  const all = new Map();
  for (const [name, value] of Object.entries({ ...other, ...known })) flatten(all, name, value);
  const add = (path, text, more) => {
    if (text) all.set(path, { text, ...more });
  };

  const { idNo, enName, chName, birthDate, gender } = known;
  if (idNo) add('idNo', `${idNo.identification}(${idNo.checkDigit})`);
  if (enName) {
    const { unstructuredName } = enName;
    const [, surname, given] = /^([^,]*),(.*)$/s.exec(unstructuredName) ?? [];
    add('enName', unstructuredName);
    add('enName.surname', surname?.trim());
    add('enName.givenName', given?.trim());
  }
  if (chName) add('chName', chName.chineseName);
  if (birthDate) {
    const [year, month, day] = birthDate.split('-');
    add('birthDate.year', year);
    const name = MONTHS.format(new Date(`${birthDate}T00:00:00Z`));
    add('birthDate.month', `${Number(month)}`, { others: [month, name, `${Number(month)}月`] });
    add('birthDate.day', `${Number(day)}`, { others: [day, `${Number(day)}日`] });
  }
  if (gender) add('gender', gender, { others: GENDERS[gender] });
  for (const name of PHONES) {
    if (!known[name]) continue;
    const { countryCode = '', nationalDestinationCode = '', subscriberNumber } = known[name];
    const national = `${nationalDestinationCode}${subscriberNumber}`;
    add(name, countryCode ? `+${countryCode}${national}` : national);
    add(`${name}.countryCode`, countryCode && `+${countryCode}`, { others: [countryCode] });
    add(`${name}.national`, national);
  }
  for (const name of ['residentialAddress', 'postalAddress']) {
    if (known[name]) address(add, name, known[name], levels);
  }
  return all;
}

/**
 * The paths that may go into a control with these autofill tokens, the best first.
 *
 * @param {string[]} tokens The control's `autocomplete`, split at blanks, in small letters.
 * @param {boolean} chinese Whether the control is in Chinese.
 * @returns {string[]}
 */
export function pathsFor(tokens, chinese) {
  const token = tokens.findLast((token) => token !== 'webauthn');
  const names = chinese ? ['chName', 'enName'] : ['enName', 'chName'];
  const kind = ['mobile', 'home', 'work'].findIndex((kind) => tokens.includes(kind));
  const phones = kind < 0 ? PHONES : [PHONES[kind]];
  const phone = (part) => phones.map((name) => `${name}${part}`);
  const addresses = tokens.includes('shipping')
    ? ['postalAddress', 'residentialAddress']
    : ['residentialAddress', 'postalAddress'];
  const part = (part) => addresses.map((name) => `${name}${part}`);
  const paths = {
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
  return Object.hasOwn(paths, token) ? paths[token] : [];
}

/** A name as it is compared: `mobile_number[subscriberNumber]` is `mobileNumber.subscriberNumber`. */
export function plain(name) {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * @param {Map<string, Offer>} all
 * @param {string} path
 * @param {unknown} value
 */
function flatten(all, path, value) {
  if (typeof value === 'string' || typeof value === 'number') {
    if (value !== '') all.set(path, { text: `${value}` });
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const [name, part] of Object.entries(value)) flatten(all, `${path}.${name}`, part);
  }
}

/**
 * @param {(path: string, text?: string, more?: object) => void} add
 * @param {string} name
 * @param {import('../fields.js').Address} address
 * @param {boolean} levels
 */
function address(add, name, address, levels) {
  const { chiPremisesAddress, engPremisesAddress, freeFormatAddress, postBoxAddress } = address;
  const premises = chiPremisesAddress ?? engPremisesAddress;
  const box = postBoxAddress?.chiPostBox ?? postBoxAddress?.engPostBox;
  const chinese = Boolean(chiPremisesAddress ?? postBoxAddress?.chiPostBox);
  let lines = [];
  if (premises) {
    lines = chinese ? chineseLines(premises, levels) : englishLines(premises, levels);
    const region = REGIONS.find((names) => names.includes(premises.region)) ?? [];
    add(`${name}.region`, premises.region, { others: region });
    add(`${name}.district`, premises.district?.dcDistrict);
    add(`${name}.subDistrict`, premises.district?.subDistrict);
    if (!premises.outside) {
      add(`${name}.country`, COUNTRY.text, COUNTRY);
      add(`${name}.countryName`, chinese ? '香港' : 'Hong Kong', { others: COUNTRY.others });
    }
  } else if (freeFormatAddress) {
    const { addressLine1, addressLine2, addressLine3 } = freeFormatAddress;
    lines = [addressLine1, addressLine2, addressLine3];
  } else if (box) {
    const { poBoxNo = '', postOffice, postOfficeRegion } = box;
    lines = chinese
      ? [`${postOffice ?? ''}郵政信箱${poBoxNo}號`, postOfficeRegion]
      : [`PO Box ${poBoxNo}`, postOffice, postOfficeRegion];
  }
  lines = lines.filter(Boolean);
  const [line1, line2, ...rest] = lines;
  add(name, lines.join(chinese ? '' : ', '), { lines });
  add(`${name}.line1`, line1);
  add(`${name}.line2`, line2);
  add(`${name}.line3`, rest.join(chinese ? '' : ', '));
}

/** From the flat to the region, as English has it; without its levels where these have controls. */
function englishLines(premises, levels) {
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

/** From the region to the flat, as Chinese has it. */
function chineseLines(premises, levels) {
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

function lotText(lot) {
  const { ddType, ddNo, lotType, lotNo } = lot?.structuredLot ?? {};
  return joined(' ', [ddType, ddNo, lotType, lotNo]);
}

function outsideLines(outside) {
  const { lineOne, lineTwo, lineThree } = outside?.structuredOutside ?? {};
  return [lineOne, lineTwo, lineThree];
}

function joined(separator, parts) {
  return parts.filter(Boolean).join(separator);
}
