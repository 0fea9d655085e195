// What a person sees and takes away of an application that is signed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approve, asked, browser, demo } from './asked.js';
import { fillIn, logIn, picture, twoDevices, verdict } from './people.js';

const REFERENCE = /^TD318-\d{4}-\d{4}-\d{4}$/;

/** The rows of the signed form as it is shown: names and values. */
const rows = (page) =>
  page.$$eval('#signed-form tr', (rows) =>
    rows.map(({ cells }) => [cells[0].textContent, cells[1].innerText]),
  );

test('a signed form has a reference number, which a reload and another language keep', async () => {
  const devices = await asked();
  const { page } = devices;
  await approve(devices);
  await verdict(page, 'TOTAL-PASSED');
  assert.equal(await page.textContent('#receipt h1'), 'Your application is signed and handed in');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'receipt-title');
  const reference = await page.textContent('#receipt .reference strong');
  assert.match(reference, REFERENCE);
  await picture(page, 'result/desktop');

  const shown = new Map(await rows(page));
  assert.match(shown.get('Registration mark'), /^AB 1234/);
  assert.match(shown.get('Period'), /^12 months/, 'the words of the option');
  assert.match(
    shown.get('Proof of address (PDF or picture, up to 10 MB)'),
    /^proof\.pdf\s+10 bytes/,
  );
  await page.click('[data-tamper="form"]');
  await verdict(page, 'TOTAL-FAILED');
  assert.doesNotMatch(new Map(await rows(page)).get('Registration mark'), /^AB 1234/);

  await page.reload();
  await verdict(page, 'TOTAL-PASSED');
  assert.equal(await page.textContent('#receipt .reference strong'), reference);
  await page.selectOption('#language', 'zh-HK');
  assert.equal(await page.textContent('#receipt h1'), '您的申請已簽署並已遞交');
  assert.match(new Map(await rows(page)).get('有效期'), /^12個月/);
  assert.equal(await page.textContent('#receipt .reference strong'), reference);
  await picture(page, 'result/desktop-zh-HK');

  await page.evaluate(() => {
    globalThis.print = () => {
      globalThis.printed = true;
    };
  });
  await page.click('[data-view="result"] [data-print]');
  assert.ok(await page.evaluate(() => globalThis.printed));
  await page.emulateMedia({ media: 'print' });
  const paper = await page.innerText('#paper');
  assert.ok(paper.includes(reference), paper);
  assert.match(paper, /12 months/);
  for (const part of ['.tamper', '#download', '#steps', 'nav']) {
    assert.ok(await page.isHidden(part), `${part} is not printed`);
  }
  await devices.close();
});

test('a form whose signature is rejected is not handed in', async () => {
  const devices = await twoDevices(browser, demo, { persona: 'wong' });
  const { page } = devices;
  await logIn(devices, demo);
  await fillIn(page, { bytes: 10, hkic: 'K654321(9)' });
  const fault = { at: 'callback/signing', fault: 'wrong-signature' };
  await fetch(`${demo.gateway}/faults/api`, { method: 'POST', body: JSON.stringify(fault) });
  await page.click('iamsmart-button[type="submit"]');
  await approve(devices);
  await verdict(page, 'TOTAL-FAILED');
  assert.equal(await page.textContent('#receipt h1'), 'The signature was not accepted');
  assert.ok(await page.isHidden('#receipt .reference'));
  assert.ok(await page.isHidden('#what-next'));
  await picture(page, 'result/rejected');
  await devices.close();
});
