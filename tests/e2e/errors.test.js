// What is wanted of a form, said all at once: in one summary with links, beside each field, in the language of
// the page; and what else goes wrong, in that language.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { browser, demo } from './opened.js';
import { fillIn, picture, twoDevicesAtTheForm } from './people.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The beginning of a program for Windows, and of a picture. */
const EXE = Buffer.from(
  'MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0 This program cannot be run',
  'latin1',
);
const PNG = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');

/** The devices, and how many forms the page has sent. */
async function atTheForm(look) {
  const devices = await twoDevicesAtTheForm(browser, demo, look);
  let sent = 0;
  devices.page.on('request', (request) => {
    if (request.url().includes('/api/sign')) sent += 1;
  });
  return { ...devices, sent: () => sent };
}

/** Presses the button; returns what the summary says, after a look at what stands beside the fields. */
async function wanted(page) {
  await page.click('[type="submit"]');
  await page.waitForSelector('#form-errors:not([hidden]):focus');
  const summary = await page.$$eval('#form-errors a', (links) =>
    links.map((link) => [link.getAttribute('href').slice(1), link.textContent]),
  );
  const beside = await page.$$eval('[aria-invalid="true"]', (controls) =>
    controls.map((control) => {
      const [id] = control.getAttribute('aria-describedby').split(' ');
      const place = document.getElementById(id);
      const { left, right } = place.getBoundingClientRect();
      if (left < 0 || right > innerWidth) throw new Error(`${id} is out of the window`);
      return [control.name, place.textContent];
    }),
  );
  assert.deepEqual(beside, summary);
  return summary;
}

const file = (name, mimeType, buffer) => ({ name, mimeType, buffer });

test('everything that is wanted of an empty form, in the language of the page, whichever it becomes', async () => {
  const { page, errors, sent, close } = await atTheForm();
  const empty = await wanted(page);
  assert.deepEqual(empty, [
    ['fullName', 'Enter your name in English.'],
    ['hkic', 'Enter the number of your Hong Kong identity card.'],
    ['phone', 'Enter your mobile phone number.'],
    ['address', 'Enter your residential address.'],
    ['vehicle', 'Enter the registration mark of the vehicle.'],
    ['proof', 'Choose the file with your proof of address.'],
    ['declaration', 'Tick the declaration that what you have filled in is true.'],
  ]);
  assert.match(await page.title(), /^Error: Application/);
  assert.equal(await page.getAttribute('#hkic', 'aria-describedby'), 'hkic-error hkic-hint');
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => (await globalThis.axe.run()).violations);
  assert.deepEqual(found, []);
  await picture(page, 'errors/desktop-empty');
  // A link leads into its field, and the address stays the one that a login comes back to.
  await page.click('#form-errors a[href="#vehicle"]');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'vehicle');
  assert.equal(new URL(page.url()).hash, '');

  for (const [language, first, title] of [
    ['zh-HK', '請填寫英文姓名。', /^錯誤：申請表/],
    ['zh-CN', '请填写英文姓名。', /^错误：申请表/],
  ]) {
    await page.selectOption('#language', language);
    assert.equal(await page.textContent('#form-errors a'), first);
    assert.equal(await page.textContent('#fullName-error'), first);
    assert.match(await page.title(), title);
    const all = await page.textContent('#form-errors');
    assert.doesNotMatch(all, /[a-z]{3}/, 'nothing of it is English');
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await page.selectOption('#language', 'zh-HK');
  await wanted(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `the page is ${width} wide`);
  await picture(page, 'errors/tiny-zh-empty');
  assert.equal(sent(), 0);
  assert.deepEqual(errors, []);
  await close();
});

test('a field that is corrected says so at once, where its error stood, and nothing moves', async () => {
  const { page, sent, close } = await atTheForm();
  await wanted(page);
  const stateOf = (name) =>
    page.$eval(`[name="${name}"]`, (input) => ({
      isInvalid: input.getAttribute('aria-invalid') === 'true',
      described: input.getAttribute('aria-describedby'),
      beside: document.getElementById(`${input.name}-error`).textContent,
      isStruck: document.querySelector(`[data-of="${input.name}"]`).matches('.mended'),
      height: document.documentElement.scrollHeight,
    }));
  const before = await stateOf('phone');
  assert.deepEqual([before.isInvalid, before.described], [true, 'phone-error']);
  await page.focus('#phone');
  await page.keyboard.type('9123 456');
  assert.deepEqual(await stateOf('phone'), before, 'what is not right yet is not commented upon');
  await page.keyboard.type('7');
  await page.waitForSelector('#phone-error.mended');
  const after = await stateOf('phone');
  assert.deepEqual(after, {
    ...{ isInvalid: false, described: null, beside: 'Corrected.', isStruck: true },
    height: before.height,
  });
  // While it is changed nothing is said; once it is left wrong again, it is.
  await page.keyboard.press('Backspace');
  assert.deepEqual(await stateOf('phone'), after);
  await page.keyboard.press('Tab');
  await page.waitForSelector('#phone[aria-invalid="true"]');
  assert.deepEqual(await stateOf('phone'), before);
  // What describes the field besides stays; letters in full width are right.
  await page.fill('#hkic', 'ａ１２３４５６（３）');
  await page.waitForSelector('#hkic-error.mended');
  assert.equal((await stateOf('hkic')).described, 'hkic-hint');
  await page.setInputFiles('#proof', file('proof.pdf', 'application/pdf', Buffer.from('%PDF-1.7')));
  await page.waitForSelector('#proof-error.mended');
  await page.check('#declaration');
  await page.waitForSelector('#declaration-error.mended');
  await page.evaluate(AXE);
  assert.deepEqual(await page.evaluate(async () => (await globalThis.axe.run()).violations), []);
  await page.selectOption('#language', 'zh-HK');
  assert.equal((await stateOf('hkic')).beside, '已更正。');
  await picture(page, 'errors/desktop-mended');
  await page.selectOption('#language', 'en');
  assert.match(await page.title(), /^Error: /, 'others are left');
  assert.deepEqual(
    (await wanted(page)).map(([name]) => name),
    ['fullName', 'phone', 'address', 'vehicle'],
    'the next press says what is left',
  );
  assert.equal(await page.locator('.mended').count(), 0);
  assert.equal(sent(), 0);
  await close();
});

test('a phone number “hello”, a mark “!!!!” and a program are refused with what is wanted instead', async () => {
  const { page, app, sent, close } = await atTheForm();
  await fillIn(page, {
    bytes: 10,
    phone: 'hello',
    vehicle: '!!!!',
    fullName: '陳大文',
    chineseName: 'Chan',
  });
  await page.setInputFiles('#proof', file('proof.exe', 'application/x-msdownload', EXE));
  assert.deepEqual(await wanted(page), [
    ['fullName', 'Write the name in English letters, as in CHAN, Tai Man.'],
    ['chineseName', 'Write the Chinese name in Chinese characters, or leave it empty.'],
    ['phone', 'Enter a Hong Kong mobile number of eight digits, as in 9123 4567.'],
    [
      'vehicle',
      'Enter a registration mark of up to eight letters, digits and spaces, as in AB 1234.',
    ],
    ['proof', 'Choose a PDF or a picture (JPEG, PNG, GIF, HEIC or WebP).'],
  ]);
  await picture(page, 'errors/desktop-wrong');
  await fillIn(page, { bytes: 10 });
  const keyOf = async (name, value) => {
    await page.fill(`[name="${name}"]`, value);
    return (await wanted(page)).map(([name]) => name).join();
  };
  // Something else is wrong, so that nothing is sent.
  await page.uncheck('#declaration');
  for (const [name, value, isRight] of [
    ['phone', '12345678', false],
    ['phone', '9123 456', false],
    ['phone', '91234567', true],
    ['phone', '+852 9123-4567', true],
    ['phone', '９１２３４５６７', true],
    ['vehicle', 'AB-1234', false],
    ['vehicle', '駕駛', false],
    ['vehicle', ' ab  12 ', true],
    ['vehicle', 'ＡＢ１２３４', true],
    ['hkic', 'A123456(4)', false],
    ['hkic', 'A123456', false],
    ['hkic', 'ａ１２３４５６（３）', true],
  ]) {
    const expected = isRight ? 'declaration' : `${name},declaration`;
    assert.equal(await keyOf(name, value), expected, `${name} ${value}`);
    await fillIn(page, { bytes: 10 });
    await page.uncheck('#declaration');
  }
  for (const [what, chosen, isRight] of [
    ['a program that is called a PDF', file('proof.pdf', 'application/pdf', EXE), false],
    [
      'a PDF that is called a program',
      file('x.exe', 'application/x-msdownload', Buffer.from('%PDF-1.7')),
      false,
    ],
    ['nothing at all', file('proof.pdf', 'application/pdf', Buffer.alloc(0)), false],
    ['a picture', file('proof.png', 'image/png', PNG), true],
    [
      'a PDF after other bytes',
      file('p.pdf', 'application/pdf', Buffer.from('\n\n%PDF-1.4')),
      true,
    ],
  ]) {
    await page.setInputFiles('#proof', chosen);
    const names = (await wanted(page)).map(([name]) => name).join();
    assert.equal(names, isRight ? 'declaration' : 'proof,declaration', what);
  }
  // A phone's picture, of which a browser may know no type.
  await page.evaluate(() => {
    const chosen = new DataTransfer();
    chosen.items.add(new File(['\0\0\0\x18ftypheic\0\0\0\0mif1heic'], 'photo.heic'));
    document.querySelector('#proof').files = chosen.files;
  });
  assert.deepEqual(
    (await wanted(page)).map(([name]) => name),
    ['declaration'],
  );
  assert.equal(sent(), 0);

  // What input methods write in full width is signed as everybody writes it.
  await fillIn(page, { bytes: 10, vehicle: 'ａｂ１２３４', hkic: 'ａ１２３４５６（３）' });
  await page.click('[type="submit"]');
  await page.waitForSelector('[data-view="sign"]:not([hidden])');
  const fields = new Map(JSON.parse(await page.textContent('#signed-text')).fields);
  assert.deepEqual([fields.get('vehicle'), fields.get('hkic')], ['AB1234', 'A123456(3)']);
  await app.click('[data-action="refuse"]');
  await page.waitForSelector('#problem:not([hidden])');
  assert.ok(await page.isHidden('#form-errors'), 'nothing of the form is wanted any more');
  await close();
});

test('what the gateway and a PDF’s reader refuse is said in the language of the page', async () => {
  const { page, close } = await atTheForm({ locale: 'zh-HK' });
  const told = () => page.locator('#problem').evaluate((box) => box.innerText);
  const inEach = async (name) => {
    for (const language of ['en', 'zh-HK', 'zh-CN']) {
      await page.selectOption('#language', language);
      // The verifying page verifies again.
      await page.waitForSelector('#problem:not([hidden])');
      const [title, sentence] = (await told()).split(/\n+/);
      const isEnglish = /^[\x20-\x7e’“”…–]+$/.test(title + sentence);
      assert.equal(isEnglish, language === 'en', `${name} ${language}: ${title} ${sentence}`);
      if (language !== 'en') assert.match(sentence, /。$/);
    }
  };
  // A part of the page that is gone, as after the service was renewed.
  await page.route('**/assets/*', (route) => route.abort());
  await page.setInputFiles(
    '#pdf',
    file('document.pdf', 'application/pdf', Buffer.from('%PDF-1.7')),
  );
  await page.waitForSelector('#problem[data-code="part-unreachable"]:not([hidden])');
  await inEach('a part that is gone');
  await page.unroute('**/assets/*');
  // Another person's card: D70005 of the gateway.
  await fillIn(page, { bytes: 10, hkic: 'K654321(9)' });
  await page.click('[type="submit"]');
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(await page.textContent('#problem-code'), /D70005/);
  await inEach('gateway');
  await page.setInputFiles('#pdf', file('document.exe', 'application/x-msdownload', EXE));
  await page.waitForFunction(() => /pdf/.test(document.querySelector('#problem').dataset.code));
  await inEach('pdf');

  await page.goto(`${demo.origin}/verify.html`);
  for (const [name, chosen] of [
    ['a program', file('x.exe', 'application/x-msdownload', EXE)],
    ['JSON', file('x.json', 'application/json', Buffer.from('{"no": "evidence"}'))],
    [
      'a PDF without a signature',
      file('x.pdf', 'application/pdf', Buffer.from('%PDF-1.7\nnothing')),
    ],
  ]) {
    await page.setInputFiles('#evidence', chosen);
    await page.waitForSelector('#problem:not([hidden])');
    await inEach(name);
    await page.evaluate(() => {
      document.querySelector('#problem').hidden = true;
    });
  }
  await close();
});
