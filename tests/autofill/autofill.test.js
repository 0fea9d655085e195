// Form filling in a real browser: which values go where, what stays unchanged, and which events
// frameworks see.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');

let browser;
let page;
before(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.js', import.meta.url))],
    alias: { 'iamsmart-autofill': join(pkg, 'page/autofill.js') },
    bundle: true,
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    write: false,
  });
  browser = await chromium.launch({
    executablePath: process.env.IAMSMART_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.setContent('<!doctype html><title>form</title>');
  await page.addScriptTag({ content: outputFiles[0].text });
});
after(() => browser?.close());

const fill = (html, fields, mapping) =>
  page.evaluate((args) => globalThis.fillHtml(...args), [html, fields, mapping]);

const person = {
  idNo: { identification: 'A123456', checkDigit: '3' },
  enName: { unstructuredName: 'CHAN, Tai Man' },
  chName: { chineseName: '陳大文' },
  birthDate: '1980-02-15',
  gender: 'M',
  prefix: 'Mr',
  emailAddress: 'taiman.chan@example.hk',
  mobileNumber: { countryCode: '852', subscriberNumber: '91234567' },
  officeTelNumber: {
    countryCode: '86',
    nationalDestinationCode: '755',
    subscriberNumber: '81234567',
  },
};
const premises = {
  region: 'KLN',
  district: { dcDistrict: 'Yau Tsim Mong', subDistrict: 'Tsim Sha Tsui' },
  buildingName: 'Harbour House',
  estate: { estateName: 'Harbour Estate', phase: { phaseName: 'Phase 2' } },
  street: { streetName: 'Salisbury Road', buildingNoFrom: '18' },
  block: { blockDescriptor: 'Tower', blockNo: '3' },
  address3d: { floor: { floorNum: '12' }, unit: { unitDescriptor: 'Flat', unitNo: 'B' } },
};
const english = { residentialAddress: { engPremisesAddress: premises } };

test('by autocomplete token', async () => {
  const tokens = {
    name: 'CHAN, Tai Man',
    'family-name': 'CHAN',
    'given-name': 'Tai Man',
    'honorific-prefix': 'Mr',
    bday: '1980-02-15',
    'bday-day': '15',
    'bday-month': '2',
    'bday-year': '1980',
    sex: 'M',
    email: 'taiman.chan@example.hk',
    tel: '+85291234567',
    'tel-country-code': '+852',
    'tel-national': '91234567',
    'tel-local': '91234567',
    'section-a shipping work tel': '+8675581234567',
    'work tel-area-code': '755',
    'home tel': '',
    organization: '',
    'cc-number': '',
    'new-password': '',
    off: '',
    constructor: '',
  };
  const html = Object.keys(tokens).map((token) => `<input id="${token}" autocomplete="${token}">`);
  const { filled, left } = await fill(html.join(''), person);
  const values = await page.$$eval('input', (inputs) => inputs.map(({ id, value }) => [id, value]));
  assert.deepEqual(Object.fromEntries(values), tokens);
  assert.deepEqual(left, ['idNo', 'chName']);
  assert.equal(filled.length, 7);
});

test('by name, however it is written', async () => {
  const { values, left } = await fill(
    `<input name="idNo"><input name="id_no[checkDigit]"><input name="EN-NAME"><input name="chName">
     <input name="birth_date" type="date"><input name="birthDate.year" type="number">
     <input name="mobileNumber.subscriberNumber" type="tel"><input name="email"><input>`,
    person,
  );
  assert.deepEqual(values, {
    idNo: 'A123456(3)',
    'id_no[checkDigit]': '3',
    'EN-NAME': 'CHAN, Tai Man',
    chName: '陳大文',
    birth_date: '1980-02-15',
    'birthDate.year': '1980',
    'mobileNumber.subscriberNumber': '91234567',
    email: '',
    '': '',
  });
  assert.deepEqual(left, ['gender', 'prefix', 'emailAddress', 'officeTelNumber']);
});

test("the caller's mapping goes first", async () => {
  const { values, filled } = await fill(
    '<input name="a" autocomplete="email"><input name="enName"><input name="c" autocomplete="tel">',
    person,
    { 'mobileNumber.national': 'a', chName: 'enName', residentialAddress: 'c' },
  );
  assert.deepEqual(values, { a: '91234567', enName: '陳大文', c: '' });
  assert.deepEqual(filled, ['mobileNumber', 'chName']);
});

test('a name in the language of its control', async () => {
  const input = '<input autocomplete="name"';
  const { values } = await fill(
    `<p lang="zh-HK">${input} id="a" name="x"><label lang="en">${input} name="y"></label></p>`,
    person,
  );
  assert.deepEqual(values, { x: '陳大文', y: 'CHAN, Tai Man' });
  const { chName, ...without } = person;
  const only = await fill(`<p lang="zh">${input} name="x"></p>`, without);
  assert.deepEqual(only.values, { x: 'CHAN, Tai Man' });
});

test('an English address, in lines and whole', async () => {
  const lines = await fill(
    `<input autocomplete="address-line1"><input autocomplete="address-line2">
     <input autocomplete="address-line3"><textarea autocomplete="street-address"></textarea>
     <input name="residentialAddress"><select autocomplete="country"><option>CN<option>HK</select>
     <input autocomplete="country-name">`,
    english,
  );
  assert.deepEqual(lines.values, {
    'address-line1': 'Flat B, 12/F, Tower 3',
    'address-line2': 'Harbour House, Phase 2, Harbour Estate',
    'address-line3': '18 Salisbury Road, Tsim Sha Tsui, KLN',
    'street-address':
      'Flat B, 12/F, Tower 3\nHarbour House, Phase 2, Harbour Estate\n18 Salisbury Road\nTsim Sha Tsui, KLN',
    residentialAddress:
      'Flat B, 12/F, Tower 3, Harbour House, Phase 2, Harbour Estate, 18 Salisbury Road, Tsim Sha Tsui, KLN',
    country: 'HK',
    'country-name': 'Hong Kong',
  });
});

test('an address whose levels have controls of their own', async () => {
  const { values } = await fill(
    `<input autocomplete="street-address"><input autocomplete="address-level2">
     <select autocomplete="address-level1"><option value="1">Hong Kong<option value="2">Kowloon</select>
     <input autocomplete="address-level3">
     <input name="residentialAddress.engPremisesAddress.street.streetName">`,
    english,
  );
  assert.deepEqual(values, {
    'street-address':
      'Flat B, 12/F, Tower 3, Harbour House, Phase 2, Harbour Estate, 18 Salisbury Road',
    'address-level2': 'Yau Tsim Mong',
    'address-level1': '2',
    'address-level3': 'Tsim Sha Tsui',
    'residentialAddress.engPremisesAddress.street.streetName': 'Salisbury Road',
  });
});

test('a Chinese address, one in lines, a post box', async () => {
  const address = (residentialAddress, html = '<input autocomplete="street-address">') =>
    fill(html, { residentialAddress }).then(({ values }) => values);
  const chinese = {
    region: '九龍',
    district: { subDistrict: '尖沙咀' },
    street: { streetName: '梳士巴利道', buildingNoFrom: '18' },
    estate: { estateName: '海港花園' },
    block: { blockDescriptor: '座', blockNo: '3' },
    address3d: { floor: { floorNum: '12' }, unit: { unitDescriptor: '室', unitNo: 'B' } },
  };
  assert.deepEqual(await address({ chiPremisesAddress: chinese }), {
    'street-address': '九龍尖沙咀梳士巴利道18號海港花園3座12樓B室',
  });
  const free = { addressLine1: '1 High Street', addressLine2: 'London' };
  assert.deepEqual(
    await address(
      { freeFormatAddress: free },
      '<textarea autocomplete="street-address"></textarea>',
    ),
    {
      'street-address': '1 High Street\nLondon',
    },
  );
  const box = { engPostBox: { poBoxNo: '70', postOffice: 'General Post Office' } };
  const fields = { ...english, postalAddress: { postBoxAddress: box } };
  const both = await fill(
    '<input autocomplete="shipping street-address"><input autocomplete="billing address-line2" name="b">',
    fields,
  );
  assert.deepEqual(both.values, {
    'shipping street-address': 'PO Box 70, General Post Office',
    b: 'Harbour House, Phase 2, Harbour Estate',
  });
});

test('selects, radios and checkboxes: by value, then by what is shown', async () => {
  const { values, left } = await fill(
    `<select name="prefix"><option value="1">Ms<option value="2">mr</select>
     <select autocomplete="bday-month"><option value="">-<option value="01">January<option value="02">February</select>
     <select autocomplete="bday-day"><option>15<option>16</select>
     <select autocomplete="tel-country-code"><option value="86">+86<option value="852">+852</select>
     <label><input type="radio" name="gender" value="1">Female</label>
     <label><input type="radio" name="gender" value="2">Male</label>
     <label><input type="checkbox" name="carOwner" value="on">I own a car</label>
     <label><input type="checkbox" name="propertyOwner" value="on" checked>I own property</label>
     <label><input type="checkbox" name="employmentStatus" value="E"></label>
     <label><input type="checkbox" name="employmentStatus" value="U"></label>
     <select name="maritalStatus"><option>single<option>married</select>`,
    {
      ...person,
      carOwner: 'Y',
      propertyOwner: 'N',
      employmentStatus: 'E',
      maritalStatus: 'W',
    },
  );
  assert.deepEqual(values, {
    prefix: '2',
    'bday-month': '02',
    'bday-day': '15',
    'tel-country-code': '852',
    gender: '2',
    carOwner: 'on',
    propertyOwner: null,
    employmentStatus: 'E',
    maritalStatus: 'single',
  });
  assert.ok(left.includes('maritalStatus'));
});

test('what is not to be touched is left', async () => {
  const fields = { emailAddress: 'a@example.com', birthDate: '1980-02-15', petName: undefined };
  const html = [
    '<input name="emailAddress" value="old" readonly>',
    '<input name="emailAddress" value="old" disabled>',
    '<fieldset disabled><input name="emailAddress" value="old"></fieldset>',
    '<input name="emailAddress" value="old" type="hidden">',
    '<input name="emailAddress" value="old" type="password">',
    '<input name="emailAddress" type="file">',
    '<input name="emailAddress" value="old" maxlength="5">',
    '<input name="birthDate" value="7" type="number">',
    '<button name="emailAddress" value="old"></button><output name="emailAddress">old</output>',
  ];
  for (const one of html) {
    const { filled, left, values, events } = await fill(one, fields);
    assert.deepEqual([filled, left, events], [[], ['emailAddress', 'birthDate'], []], one);
    assert.ok(['old', '7', ''].includes(Object.values(values)[0] ?? ''), one);
  }
});

test('unknown fields are placed by name, or told', async () => {
  const fields = { other: { petName: 'Wong Choi', since: { year: 2019 }, list: ['x'] } };
  const { values, left } = await fill('<input name="petName"><input name="since.year">', fields);
  assert.deepEqual(values, { petName: 'Wong Choi', 'since.year': '2019' });
  assert.deepEqual(left, ['list']);
});

test('each change fires its events, and no change none', async () => {
  const html =
    '<input name="emailAddress"><input name="prefix" value="Mr"><select name="gender"><option>F<option>M</select>';
  const { events } = await fill(html, person);
  assert.deepEqual(events, [
    'input emailAddress',
    'change emailAddress',
    'input gender',
    'change gender',
  ]);
});

for (const framework of ['React', 'Vue']) {
  test(`${framework} sees the change, and keeps it`, async () => {
    const fields = { ...person, carOwner: 'Y' };
    const { state, shown } = await page.evaluate(
      ([name, fields]) => globalThis[name](fields),
      [`fill${framework}`, fields],
    );
    assert.deepEqual(state, { enName: 'CHAN, Tai Man', gender: 'M', prefix: 'Mr', agree: true });
    assert.equal(shown, 'CHAN, Tai Man');
  });
}
