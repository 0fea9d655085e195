// "Fill with iAM Smart" end to end: request, choice in the app, filled form, signature.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheForm, browser, demo } from './opened.js';
import { codes, logIn, picture, twoDevices, verdict } from './people.js';

const NAMES = ['fullName', 'chineseName', 'hkic', 'phone', 'address'];

/** Opens the form and requests filling; returns the two devices, the app with the request. */
async function asked(look) {
  const devices = await atTheForm(look);
  await devices.page.click('#fill button');
  await devices.app.waitForSelector('[data-field="idNo"]');
  return devices;
}

const values = (page) =>
  page.evaluate((names) => names.map((name) => document.forms.form.elements[name].value), NAMES);

/** Names of the controls marked as filled in. */
const marked = (page) =>
  page.$$eval('[data-filled]', (labels) => labels.map(({ control }) => control.name));

test('what the user gives is in the form, and can be signed', async () => {
  const devices = await asked();
  const { page, app, errors } = devices;
  await page.waitForFunction(() =>
    /18:00|17:\d\d/.test(
      document.querySelector('#filling iamsmart-waiting').shadowRoot.textContent,
    ),
  );
  assert.match(await app.textContent('main'), /TD-318/);
  await picture(page, 'filling/desktop-filling');
  await picture(app, 'filling/phone-filling');
  await app.click('[data-action="approve"]');
  await page.waitForSelector('#filled:not([hidden])');
  assert.deepEqual(await values(page), [
    'CHAN, Tai Man',
    '陳大文',
    'A123456(3)',
    '91234567',
    '九龍鑽石山龍蟠街3號\n示範花園第二期康華樓5座\n12樓A室',
  ]);
  assert.deepEqual(await marked(page), [...NAMES, 'proof']);
  const file = await page.evaluate(async () => {
    const [{ name, type, size }] = document.forms.form.elements.proof.files;
    return { name, type, isLarge: size > 300 };
  });
  assert.deepEqual(file, { name: 'iam-smart.pdf', type: 'application/pdf', isLarge: true });
  const told = await page.$$eval('#filled p', (lines) => lines.map((line) => line.textContent));
  assert.match(told[0], /^Filled in by iAM Smart: Name in English · .* · Proof of address$/);
  assert.equal(told[1], 'Left for you: Registration mark');
  await picture(page, 'filling/desktop-filled');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'filled', 'not the body');

  const left = page.locator('#filled p:last-child [data-name]');
  const crossedOff = page.locator('#filled p:last-child .done');
  assert.deepEqual([await left.count(), await crossedOff.count()], [1, 0]);
  await page.fill('[name="phone"]', '98765432');
  await page.fill('[name="vehicle"]', 'AB 1234');
  // The press on the declaration ends the editing of the field before, and nothing moves under it.
  const declaration = page.locator('[name="declaration"]');
  await declaration.scrollIntoViewIfNeeded();
  const place = await declaration.boundingBox();
  await page.mouse.move(place.x + 5, place.y + 5);
  await page.mouse.down();
  await page.waitForFunction(() => document.querySelector('#filled .done'));
  await page.mouse.up();
  assert.deepEqual(await declaration.boundingBox(), place);
  assert.ok(await declaration.isChecked());
  assert.deepEqual(await marked(page), NAMES.filter((name) => name !== 'phone').concat('proof'));
  assert.equal(await crossedOff.count(), await left.count(), 'nothing is left');
  await page.click('[type="submit"]');
  const { inPage, inApp } = await codes(devices);
  assert.equal(inPage, inApp);
  await app.click('[data-action="approve"]');
  await verdict(page, 'TOTAL-PASSED');
  assert.deepEqual(errors, []);
  await devices.close();
});

test('what the user withholds, or does not have, is left', async () => {
  const look = { persona: 'lee', locale: 'zh-HK', colorScheme: 'dark' };
  const devices = await asked({ ...look, viewport: { width: 390, height: 844 } });
  const { page, app } = devices;
  await picture(page, 'filling/narrow-zh-filling');
  await app.uncheck('[data-field="mobileNumber"]');
  await app.click('[data-action="approve"]');
  await page.waitForSelector('#filled:not([hidden])');
  assert.deepEqual(await marked(page), ['fullName', 'chineseName', 'hkic', 'address']);
  const told = await page.$$eval('#filled p', (lines) => lines.map((line) => line.textContent));
  assert.equal(told[0], '已由「智方便」填寫：英文姓名 · 中文姓名 · 香港身份證號碼 · 住址');
  assert.match(told[1], /^尚待您填寫：手提電話 · 車輛登記號碼 · 住址證明$/);
  await picture(page, 'filling/narrow-zh-filled');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `the page is ${width} wide`);
  await devices.close();
});

test('a refusal leaves the form as it was', async () => {
  for (const [answer, code] of [
    ['refuse', 'form-filling-refused · D60001'],
    ['cancel', 'form-filling-refused · D60000'],
  ]) {
    const devices = await asked();
    const { page, app } = devices;
    await app.click(`[data-action="${answer}"]`);
    await page.waitForSelector('#problem:not([hidden])');
    assert.equal(await page.textContent('#problem-code'), code);
    assert.match(await page.textContent('#problem-text'), /by hand/);
    assert.deepEqual(
      await values(page),
      NAMES.map(() => ''),
    );
    assert.ok(await page.isVisible('#fill'));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'offer', 'not the body');
    assert.equal(await page.textContent('#problem h2'), 'Nothing is filled in');
    await picture(page, `filling/desktop-filling-${answer}`);
    await devices.close();
  }
});

test('whoever goes on by hand is not overwritten', async () => {
  const devices = await asked();
  const { page, app } = devices;
  await page.click('#stop-filling');
  await page.fill('[name="fullName"]', 'CHAN, T. M.');
  await app.click('[data-action="approve"]');
  await app.waitForSelector('[data-answer="approved"]');
  assert.equal((await values(page))[0], 'CHAN, T. M.');
  assert.ok(await page.isHidden('#problem'));
  await devices.close();
});

test('the notice leads to what can go wrong, and that happens', async () => {
  const devices = await twoDevices(browser, demo);
  const { page } = devices;
  await logIn(devices, demo);
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  const [faults] = await Promise.all([page.waitForEvent('popup'), page.click('#faults')]);
  await faults.waitForSelector('[data-action="add"]');
  await picture(faults, 'filling/desktop-faults');
  await faults.selectOption('[name="at"]', '/account/eme/initiateRequest');
  await faults.selectOption('[name="fault"]', 'status');
  await faults.click('[data-action="add"]');
  await faults.waitForSelector('[data-fault]');
  await page.click('#fill button');
  // A gateway that fails may have asked the user all the same.
  await page.waitForSelector('#filling [part="note"]');
  await faults.waitForSelector('[data-fault]', { state: 'detached' });
  await page.click('#stop-filling');
  await devices.close();
});
