// What a page does to a value that is filled in: masks, limits, checks; and what it hears.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, page, person, script } from './opened.js';

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
