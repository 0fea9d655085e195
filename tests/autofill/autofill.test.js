// Form filling in a real browser: which values go where, and what stays unchanged.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, page, person } from './opened.js';

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
