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

const fill = (html, fields, mapping, options) =>
  page.evaluate((args) => globalThis.fillHtml(...args), [html, fields, mapping, options]);

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
    'focusout emailAddress',
    'input gender',
    'change gender',
    'focusout gender',
  ]);
});

test('another way to write it, where a control does not take the first', async () => {
  const { values, filled, changed } = await fill(
    `<input name="mobileNumber" maxlength="8" type="tel">
     <input autocomplete="tel" pattern="[0-9]{8}" id="b">
     <input name="mobile_number" type="number">
     <input name="idNo" pattern="[A-Z]{1,2}[0-9]{6}[0-9A]">
     <input name="id_no" maxlength="8">
     <input name="birthDate.month" pattern="[0-9]{2}">
     <input name="birthDate.day" minlength="2">`,
    { ...person, birthDate: '1980-02-05' },
  );
  assert.deepEqual(values, {
    mobileNumber: '91234567',
    tel: '91234567',
    mobile_number: '91234567',
    idNo: 'A1234563',
    id_no: 'A1234563',
    'birthDate.month': '02',
    'birthDate.day': '05',
  });
  assert.deepEqual(filled, ['mobileNumber', 'idNo', 'birthDate']);
  assert.deepEqual(changed, []);
});

/** A script that listens to a control's events, as masks do. */
const script = (name, type, body) =>
  `<script>document.querySelector('[name=${name}]').addEventListener('${type}', ({ target }) => { ${body} });</script>`;

test('a mask tries the other way, too', async () => {
  const { values, filled, changed } = await fill(
    `<input name="mobileNumber">${script('mobileNumber', 'input', "target.value = target.value.replace(/\\D/g, '').slice(0, 8)")}`,
    person,
  );
  assert.equal(values.mobileNumber, '91234567');
  assert.deepEqual([filled, changed], [['mobileNumber'], []]);
});

test('what a mask changed is not filled, and told with what is there', async () => {
  const spaced = "target.value = target.value.replace(/^(\\d{4})(\\d{4})$/, '$1 $2')";
  for (const type of ['input', 'change', 'blur']) {
    const { values, filled, left, changed } = await fill(
      `<input name="mobileNumber" maxlength="9">${script('mobileNumber', type, spaced)}`,
      { mobileNumber: person.mobileNumber },
    );
    assert.equal(values.mobileNumber, '9123 4567', type);
    assert.deepEqual([filled, left], [[], []]);
    assert.deepEqual(changed, [
      {
        field: 'mobileNumber',
        path: 'mobileNumber',
        name: 'mobileNumber',
        offered: '91234567',
        value: '9123 4567',
        problem: '',
      },
    ]);
  }
});

// As Inputmask does (RobinHerbot/Inputmask): its own property answers with what counts as typed.
test('a mask that answers for the value itself', async () => {
  const own = `const input = document.querySelector('[name=mobileNumber]');
    const inherited = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    let typed = '';
    Object.defineProperty(input, 'value', { get: () => typed, set: (text) => inherited.set.call(input, text) });
    input.addEventListener('input', () => {
      typed = inherited.get.call(input).replace(/\\D/g, '').slice(-8);
      inherited.set.call(input, typed.replace(/^(....)/, '$1-'));
    });`;
  const { filled, changed } = await fill(
    `<input name="mobileNumber"><script>${own}</script>`,
    person,
  );
  assert.deepEqual(filled, []);
  assert.deepEqual(
    changed.map(({ offered, value }) => [offered, value]),
    [['91234567', '9123-4567']],
  );
});

test('a form in a shadow tree is heard outside of it', async () => {
  const heard = await page.evaluate((fields) => globalThis.fillShadow(fields), person);
  assert.deepEqual(heard, ['input', 'focusout']);
});

test('half of a value does not stay', async () => {
  const cut = script('enName', 'input', 'target.value = target.value.slice(0, 4)');
  const { values, filled, left, changed } = await fill(`<input name="enName" value="old">${cut}`, {
    enName: person.enName,
  });
  assert.equal(values.enName, 'old');
  assert.deepEqual([filled, left], [[], []]);
  assert.deepEqual(
    changed.map(({ offered, value }) => [offered, value]),
    [['CHAN, Tai Man', 'old']],
  );
});

test('what is invalid is told with the message that the browser shows', async () => {
  const { values, filled, left, changed } = await fill(
    `<input name="emailAddress" pattern=".*@gov[.]hk">
     <input name="enName">${script('enName', 'blur', "target.setCustomValidity('No comma.')")}`,
    { emailAddress: person.emailAddress, enName: person.enName },
  );
  assert.deepEqual(values, { emailAddress: person.emailAddress, enName: 'CHAN, Tai Man' });
  assert.deepEqual([filled, left], [[], []]);
  assert.deepEqual(
    changed.map(({ field, value }) => [field, value]),
    [
      ['emailAddress', person.emailAddress],
      ['enName', 'CHAN, Tai Man'],
    ],
  );
  assert.match(changed[0].problem, /format/);
  assert.equal(changed[1].problem, 'No comma.');
  // Alike if it was there before.
  const before = await fill(`<input name="chName" value="陳大文" pattern="[A-Z]*">`, person);
  assert.deepEqual(before.changed[0].value, '陳大文');
  assert.deepEqual(before.events, []);
});

test('a control that cannot hold the value keeps what it had', async () => {
  const { values, filled, left } = await fill(
    '<input name="birthDate" type="month"><input name="birthDate.year" type="range"><input name="chName" type="color">',
    person,
  );
  assert.deepEqual(values, { birthDate: '', 'birthDate.year': '50', chName: '#000000' });
  assert.deepEqual(filled, []);
  assert.ok(left.includes('birthDate') && left.includes('chName'));
});

test('one person, one section', async () => {
  const html = `<input id="a" autocomplete="section-applicant name" name="a">
    <input autocomplete="section-spouse name" name="b">
    <input autocomplete="SECTION-applicant shipping home tel" name="enName.surname">
    <input autocomplete="section-spouse tel" name="mobileNumber">
    <input autocomplete="email" name="e">`;
  const both = await fill(html, person);
  assert.deepEqual(both.values, {
    a: 'CHAN, Tai Man',
    b: '',
    'enName.surname': 'CHAN',
    mobileNumber: '',
    e: person.emailAddress,
  });
  const spouse = await fill(html, person, {}, { section: 'section-spouse' });
  assert.deepEqual(spouse.values, {
    a: '',
    b: 'CHAN, Tai Man',
    'enName.surname': '',
    mobileNumber: '+85291234567',
    e: person.emailAddress,
  });
  const none = await fill(html, person, {}, { section: '' });
  assert.deepEqual(Object.values(none.values), ['', '', '', '', person.emailAddress]);
});

test('a control that is excluded', async () => {
  const { values, left } = await fill(
    '<input name="enName"><input name="chName"><input autocomplete="email" name="login">',
    person,
    {},
    { exclude: ['chName', 'login'] },
  );
  assert.deepEqual(values, { enName: 'CHAN, Tai Man', chName: '', login: '' });
  assert.ok(left.includes('chName') && left.includes('emailAddress'));
});

test('names in any script, and none that only look alike', async () => {
  const fields = { other: { 電話: '91234567', Größe: '180', ｆａｘ: '2' } };
  const { values } = await fill(
    '<input name="電話"><input name="地址"><input name="größe"><input name="___"><input name="fax">',
    fields,
  );
  assert.deepEqual(values, { 電話: '91234567', 地址: '', größe: '180', ___: '', fax: '2' });
});

test('controls whose names hide the form itself', async () => {
  for (const name of ['elements', 'ownerDocument', 'length', 'matches', 'name']) {
    const { values, filled } = await fill(`<input name="${name}"><input name="chName">`, person);
    assert.deepEqual([values.chName, filled], ['陳大文', ['chName']], name);
  }
});

test('customized built-ins', async () => {
  const { values, filled } = await fill('<input is="x-input" name="chName">', person);
  assert.deepEqual([values.chName, filled], ['陳大文', ['chName']]);
});

test('disabled groups are left', async () => {
  const { values, filled, left } = await fill(
    `<select name="prefix"><option value="">-<optgroup label="a" disabled><option>Mr</optgroup></select>
     <input type="radio" name="gender" value="M" disabled><input type="radio" name="gender" value="F">
     <fieldset disabled><legend><input name="chName"></legend><input name="enName"></fieldset>`,
    person,
  );
  assert.deepEqual(values, { prefix: '', gender: null, chName: '陳大文', enName: '' });
  assert.deepEqual(filled, ['chName']);
  assert.ok(['prefix', 'gender', 'enName'].every((name) => left.includes(name)));
});

test('a field that is no text fills nothing', async () => {
  const fields = { idNo: 5, enName: {}, birthDate: '1996-13-45', gender: 'constructor' };
  const { values } = await fill(
    '<input name="idNo"><input name="enName"><input autocomplete="bday-month"><input autocomplete="sex">',
    fields,
  );
  assert.deepEqual(Object.values(values), ['5', '', '', 'constructor']);
});

test('a form in a frame', async () => {
  const { filled, events, value } = await page.evaluate(
    (fields) => globalThis.fillFrame('<input name="chName">', fields),
    person,
  );
  assert.deepEqual([filled, events, value], [['chName'], [true], '陳大文']);
});

test('arguments of every kind', async () => {
  for (const which of ['nothing', 'null', 'number', 'noForm', 'noFields', 'throws']) {
    const code = await page.evaluate((which) => globalThis.codeOfAutofill(which), which);
    assert.equal(code, 'IamSmartError invalid-argument', which);
  }
});

test('React: a mask in a controlled input, and blur', async () => {
  const fields = { mobileNumber: person.mobileNumber };
  const result = await page.evaluate((fields) => globalThis.fillReactMask(fields), fields);
  assert.equal(result.shown, '9123 4567');
  assert.deepEqual([result.filled, result.changed[0].value], [[], '9123 4567']);
  assert.deepEqual(result.settled.changed, result.changed);
  assert.ok(result.blurred.includes('mobileNumber'));
});

test('Vue: what is rendered later is told later', async () => {
  const fields = { enName: person.enName, chName: person.chName };
  const result = await page.evaluate((fields) => globalThis.fillVueMask(fields), fields);
  assert.equal(result.shown, 'CHAN, ');
  assert.deepEqual(result.filled, ['enName', 'chName']);
  assert.deepEqual(result.settled.filled, ['chName']);
  assert.deepEqual(
    result.settled.changed.map(({ offered, value }) => [offered, value]),
    [['CHAN, Tai Man', 'CHAN, ']],
  );
  assert.equal(result.state.chName, '陳大文');
});

test('Angular sees the change, on blur too', async () => {
  const fields = { ...person, carOwner: 'Y' };
  const result = await page.evaluate((fields) => globalThis.fillAngular(fields), fields);
  assert.deepEqual(result.state, {
    enName: 'CHAN, Tai Man',
    gender: 'M',
    prefix: 'Mr',
    carOwner: true,
    emailAddress: 'taiman.chan@example.hk',
    mobileNumber: '91234567',
  });
  assert.deepEqual([result.touched, result.valid], [true, true]);
  assert.deepEqual(result.settled.filled.toSorted(), Object.keys(result.state).toSorted());
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
