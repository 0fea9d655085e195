// A PDF of the user's, from the file that is dropped to the signed one that others verify.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fixture, poppler, pyHanko, signers } from '../pdf/tools.js';
import { launchBrowser } from './browser.js';
import { startDemo } from './demo.js';
import { codes, logIn, picture, twoDevices } from './people.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { viewport: { width: 390, height: 844 } };

let browser;
let demo;
let signer;
/** A file as the browser prints it. */
let printed;

before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
  signer = await signers();
  const page = await browser.newPage();
  await page.setContent('<h1>Tenancy agreement</h1><p>Flat 3A is let to Mr Chan. 租約</p>');
  printed = await page.pdf({ format: 'A4' });
  await page.close();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
  await signer?.remove();
});

const file = (buffer, name = 'Tenancy agreement 租約.pdf') => ({
  name,
  mimeType: 'application/pdf',
  buffer,
});

/** Waits until the page has a report with this indication on the first signature of a PDF. */
const reported = (page, indication) =>
  page.waitForSelector(`#pdf-reports iamsmart-report[data-indication="${indication}"]`);

const facts = (page) => page.textContent('#pdf-reports [part="facts"]');
const moments = (page) => page.locator('#pdf-reports .moments li').allTextContents();

/** Asserts that axe finds nothing, and that the page is no wider than the window. */
async function accessible(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () =>
    (await globalThis.axe.run()).violations.map(({ id, nodes }) => [
      id,
      ...nodes.map(({ html }) => html),
    ]),
  );
  assert.deepEqual(violations, []);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= page.viewportSize().width, `the page is ${width} wide`);
}

/** Presses the button and returns the file that the browser saves. */
async function downloaded(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('#download-pdf'),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const kept = (page) => page.evaluate(async () => (await fetch('/api/requests')).json());

/** Drops a file of so many bytes on the page. */
const drop = (page, size) =>
  page.evaluate((size) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(size)], 'dropped.pdf'));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
  }, size);

test('a PDF is signed over a reload, and holds for the page, pyHanko and Poppler', async () => {
  const devices = await twoDevices(browser, demo);
  const { page, app, errors } = devices;
  await logIn(devices, demo);
  await accessible(page);
  await picture(page, 'pdf/desktop-drop');
  await page.setInputFiles('#pdf', file(printed));
  const first = await codes(devices);
  assert.equal(first.inPage, first.inApp);
  await accessible(page);
  await picture(page, 'pdf/desktop-code');
  // What the browser keeps of the file says nothing to who has not the key.
  await page.reload();
  assert.deepEqual(await codes(devices), first);
  assert.match(await page.textContent('#signed-text'), /Tenancy agreement 租約\.pdf/);
  await app.click('[data-action="approve"]');

  await reported(page, 'TOTAL-PASSED');
  await accessible(page);
  await picture(page, 'pdf/desktop-result');
  assert.match(await facts(page), /CHAN Tai Man.*Proven at.*Signature1/s);
  // Within a second of each other, in whatever order the clocks say.
  for (const moment of [/claims/, /proves/, /not revoked/, /judged/]) {
    assert.match((await moments(page)).join(), moment);
  }
  assert.equal((await kept(page)).length, 1, 'nothing is deleted before it is saved');
  const { name, bytes } = await downloaded(page);
  assert.equal(name, 'Tenancy agreement 租約-signed.pdf');
  assert.deepEqual(bytes.subarray(0, printed.length), printed);
  await page.waitForFunction(
    async () => (await (await fetch('/api/requests')).json()).length === 0,
  );

  const { trustAnchors, intermediates, timestampAnchors } = JSON.parse(
    await readFile(demo.registration, 'utf8'),
  );
  const trusted = await Promise.all(
    [...trustAnchors, ...intermediates, ...timestampAnchors].map((pem, index) =>
      signer.write(`${index}.pem`, pem),
    ),
  );
  const path = await signer.write('signed.pdf', bytes);
  assert.equal(await poppler(path), 1);
  const [[status]] = await pyHanko(trusted.join(','), [path]);
  assert.ok(status.passed && status.timestamped, JSON.stringify(status));

  // The same in the verifying page, which has not the worker's data.
  await page.goto(`${demo.origin}/verify.html`);
  await page.setInputFiles('#evidence', file(bytes));
  await reported(page, 'TOTAL-PASSED');
  assert.match(await facts(page), /Proven at.*Signed in the PDF/s);
  assert.match(
    (await moments(page)).join(),
    /claims.*proves that.*judged.*proves it by itself.*expires/s,
  );
  await accessible(page);
  await picture(page, 'pdf/desktop-verified');

  const changed = Buffer.from(bytes);
  changed[changed.indexOf('/Producer') + 12] ^= 1;
  await page.setInputFiles('#evidence', file(changed));
  await reported(page, 'TOTAL-FAILED');
  await picture(page, 'pdf/desktop-changed');

  const followed = Buffer.concat([bytes, Buffer.from('\n% something that follows\n')]);
  await page.setInputFiles('#evidence', file(followed));
  await reported(page, 'INDETERMINATE');

  await page.setInputFiles('#evidence', file(printed));
  await page.waitForSelector('#problem[data-code="pdf-unsigned"]:not([hidden])');
  assert.ok(await page.isHidden('#outcome'));
  assert.deepEqual(errors, []);
  await devices.close();
});

test('in Chinese, on a phone, of a browser that kept nothing: the same file again', async () => {
  const look = { locale: 'zh-HK', colorScheme: 'dark', ...PHONE };
  const devices = await twoDevices(browser, demo, { persona: 'wong', ...look });
  const { page, app, errors } = devices;
  await logIn(devices, demo);
  await picture(page, 'pdf/phone-zh-drop');
  await page.setInputFiles('#pdf', file(printed));
  const first = await codes(devices);
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('prepared').addEventListener('success', resolve);
      }),
  );
  await page.reload();
  await page.waitForSelector('#open-request:not([hidden])');
  assert.match(await page.textContent('#open-what'), /Tenancy agreement 租約\.pdf.*再次選擇/);
  await accessible(page);
  await picture(page, 'pdf/phone-zh-again');
  await page.setInputFiles('#pdf', file(await fixture('browser.pdf')));
  await page.waitForSelector('#problem[data-code="pdf-is-another"]:not([hidden])');
  await page.setInputFiles('#pdf', file(printed));
  assert.deepEqual(await codes(devices), first);
  await app.click('[data-action="approve"]');
  await reported(page, 'TOTAL-PASSED');
  await accessible(page);
  await picture(page, 'pdf/phone-zh-result');
  const path = await signer.write('again.pdf', (await downloaded(page)).bytes);
  assert.equal(await poppler(path), 1);
  assert.deepEqual(errors, []);
  await devices.close();
});

test('what cannot be signed is told in a sentence, and nothing is asked', async () => {
  const devices = await twoDevices(browser, demo);
  const { page } = devices;
  await logIn(devices, demo);
  const refusal = async (code) => {
    await page.waitForSelector(`#problem[data-code="${code}"]:not([hidden])`);
    return page.textContent('#problem-text');
  };
  await page.setInputFiles('#pdf', file(Buffer.from('no PDF')));
  assert.match(await refusal('pdf-malformed'), /no PDF file/);
  await picture(page, 'pdf/desktop-refused');
  await page.setInputFiles('#pdf', file(await fixture('encrypted-user.pdf')));
  assert.match(await refusal('pdf-encrypted'), /password/);
  await page.setInputFiles('#pdf', file(await fixture('pyhanko/certified-1.pdf')));
  assert.match(await refusal('pdf-change-forbidden'), /does not allow/);
  await drop(page, 64 * 1024 * 1024 + 1);
  assert.match(await refusal('pdf-too-large'), /64 MB/);
  assert.deepEqual(await kept(page), []);
  // A refused request leaves nothing behind, either.
  await page.setInputFiles('#pdf', file(printed));
  await codes(devices);
  await devices.app.click('[data-action="refuse"]');
  await page.waitForSelector('#problem:not([hidden])');
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  await devices.close();
});
